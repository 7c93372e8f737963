"""The booklet's texts about the certification, in the order candidates need them.

A section for which the school has written nothing is left out.
"""

from collections.abc import Iterator

from pydantic import Field

from assembler.documents import typographie as typo
from assembler.documents.contexte import Contexte, correspondances
from assembler.documents.session import Ligne
from assembler.model import Certification, Voie


class Section(Contexte):
    """A heading and the paragraphs under it."""

    titre: str = Field(description="Titre de la section", examples=["Rattrapage"])
    paragraphes: tuple[str, ...] = Field(
        description="Paragraphes",
        examples=[("Un bloc non acquis peut être repassé à la session suivante.",)],
    )


def identite(certification: Certification) -> tuple[Ligne, ...]:
    """What identifies the certification, as far as certification.yaml says it."""
    niveau = "" if certification.niveau is None else str(certification.niveau)
    cec = "" if certification.niveau_cec is None else str(certification.niveau_cec)
    lignes = (
        ("Intitulé exact", certification.intitule),
        ("Abrégé", certification.abrege),
        ("Numéro de fiche", certification.code),
        ("Niveau de qualification", niveau),
        ("Niveau du cadre européen (CEC)", cec),
        ("Code(s) NSF", ", ".join(certification.nsf)),
        ("Certificateur", typo.enumeration([c.nom for c in certification.certificateurs])),
        ("Organisme partenaire", certification.livret.partenaire),
        ("Date de décision", typo.date_longue(certification.date_decision)),
        ("Échéance de l’enregistrement", typo.date_longue(certification.date_fin_enregistrement)),
    )
    return tuple(Ligne(libelle=nom, valeur=valeur) for nom, valeur in lignes if valeur)


def presentation(certification: Certification) -> tuple[Section, ...]:
    """The sections that stand before the blocs."""
    return _remplies(_presentation(certification))


def reglement(certification: Certification, voie: Voie | None) -> tuple[Section, ...]:
    """The sections that stand behind the épreuves; the jury is that of the candidate's `voie`."""
    return _remplies(_reglement(certification, voie))


def sans_texte(certification: Certification) -> tuple[str, ...]:
    """The titles of the sections that are left out."""
    textes = (*_presentation(certification), *_reglement(certification, None))
    return tuple(titre for titre, paragraphes in textes if not paragraphes)


def _presentation(certification: Certification) -> Iterator[tuple[str, tuple[str, ...]]]:
    textes = certification.livret
    metier = typo.paragraphes(textes.debouches) or (
        *typo.paragraphes(certification.emplois),
        *typo.paragraphes(certification.secteurs),
    )
    prerequis = (
        *typo.paragraphes(certification.prerequis_entree),
        *typo.paragraphes(certification.prerequis_validation),
    )
    yield "Présentation", typo.paragraphes(textes.presentation)
    yield "Métiers et débouchés", metier
    yield "Taux de réussite et d’insertion", typo.paragraphes(textes.taux)
    yield "Prérequis", prerequis
    yield "Voies d’accès", tuple(_voies_ouvertes(certification))
    yield "Validation des acquis de l’expérience", typo.paragraphes(textes.vae)


def _reglement(
    certification: Certification, voie: Voie | None
) -> Iterator[tuple[str, tuple[str, ...]]]:
    textes = certification.livret
    passerelles = (*typo.paragraphes(textes.passerelles), *correspondances(certification))
    handicap = "Aménagements pour les candidats en situation de handicap"
    yield "Conditions de validation", typo.paragraphes(textes.validation)
    yield "Composition du jury", tuple(_jurys(certification, voie))
    yield "Indépendance du jury", typo.paragraphes(textes.jury)
    yield "Convocation et présence", typo.paragraphes(textes.convocation)
    yield handicap, typo.paragraphes(textes.handicap)
    yield "Rattrapage", typo.paragraphes(textes.rattrapage)
    yield "Résultats et délivrance", typo.paragraphes(textes.resultats)
    yield "Recours", typo.paragraphes(textes.recours)
    yield "Fraude", typo.paragraphes(textes.fraude)
    yield "Intelligence artificielle et plagiat", typo.paragraphes(textes.ia_plagiat)
    yield "Protection des données personnelles", typo.paragraphes(textes.rgpd)
    yield "Équivalences et passerelles", passerelles


def _remplies(textes: Iterator[tuple[str, tuple[str, ...]]]) -> tuple[Section, ...]:
    return tuple(
        Section(titre=titre, paragraphes=paragraphes)
        for titre, paragraphes in textes
        if paragraphes
    )


def _voies_ouvertes(certification: Certification) -> Iterator[str]:
    noms = [nom for nom, voie in certification.voies_acces.by_name().items() if voie.ouverte]
    if noms:
        yield f"La certification est accessible par{typo.INSECABLE}: {typo.enumeration(noms)}."


def _jurys(certification: Certification, voie: Voie | None) -> Iterator[str]:
    """The jury of that voie; of all open ones, each once, where the candidate's is not known."""
    voies = certification.voies_acces.by_name()
    propre = voies.get(voie) if voie else None
    if propre and propre.jury:
        yield from typo.paragraphes(propre.jury)
        return
    par_jury: dict[str, list[str]] = {}
    for nom, acces in voies.items():
        if acces.ouverte and acces.jury:
            par_jury.setdefault(acces.jury, []).append(nom)
    for jury, noms in par_jury.items():
        if len(par_jury) > 1:
            texte = typo.enumeration(noms)
            yield f"{texte[0].upper()}{texte[1:]}{typo.INSECABLE}: {jury}"
        else:
            yield from typo.paragraphes(jury)
