"""The booklet's texts about the certification, in the order candidates need them.

A section for which the school has written nothing is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass

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


@dataclass(frozen=True)
class _Texte:
    """A section before it is known whether the school has written anything for it; `cle` is what it
    would fill in certification.yaml."""

    titre: str
    cle: str
    paragraphes: tuple[str, ...]


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
    """The sections left out, each with the key of certification.yaml that would fill it."""
    textes = (*_presentation(certification), *_reglement(certification, None))
    return tuple(f"{texte.titre} ({texte.cle})" for texte in textes if not texte.paragraphes)


def _presentation(certification: Certification) -> Iterator[_Texte]:
    textes = certification.livret
    yield _Texte("Présentation", "livret: presentation", typo.paragraphes(textes.presentation))
    yield _Texte(
        "Métiers et débouchés",
        "livret: debouches",
        typo.paragraphes(textes.debouches)
        or (*typo.paragraphes(certification.emplois), *typo.paragraphes(certification.secteurs)),
    )
    yield _Texte("Taux de réussite et d’insertion", "livret: taux", typo.paragraphes(textes.taux))
    yield _Texte(
        "Prérequis",
        "prerequis_entree",
        (
            *typo.paragraphes(certification.prerequis_entree),
            *typo.paragraphes(certification.prerequis_validation),
        ),
    )
    yield _Texte("Voies d’accès", "voies_acces", tuple(_voies_ouvertes(certification)))
    yield _Texte(
        "Validation des acquis de l’expérience", "livret: vae", typo.paragraphes(textes.vae)
    )


def _reglement(certification: Certification, voie: Voie | None) -> Iterator[_Texte]:
    textes = certification.livret
    for titre, cle, paragraphes in (
        ("Conditions de validation", "validation", typo.paragraphes(textes.validation)),
        ("Composition du jury", "", tuple(_jurys(certification, voie))),
        ("Indépendance du jury", "jury", typo.paragraphes(textes.jury)),
        ("Convocation et présence", "convocation", typo.paragraphes(textes.convocation)),
        (
            "Aménagements pour les candidats en situation de handicap",
            "handicap",
            typo.paragraphes(textes.handicap),
        ),
        ("Rattrapage", "rattrapage", typo.paragraphes(textes.rattrapage)),
        ("Résultats et délivrance", "resultats", typo.paragraphes(textes.resultats)),
        ("Recours", "recours", typo.paragraphes(textes.recours)),
        ("Fraude", "fraude", typo.paragraphes(textes.fraude)),
        ("Intelligence artificielle et plagiat", "ia_plagiat", typo.paragraphes(textes.ia_plagiat)),
        ("Protection des données personnelles", "rgpd", typo.paragraphes(textes.rgpd)),
        (
            "Équivalences et passerelles",
            "passerelles",
            (*typo.paragraphes(textes.passerelles), *correspondances(certification)),
        ),
    ):
        yield _Texte(titre, f"livret: {cle}" if cle else "voies_acces: … jury", paragraphes)


def _remplies(textes: Iterator[_Texte]) -> tuple[Section, ...]:
    return tuple(
        Section(titre=texte.titre, paragraphes=texte.paragraphes)
        for texte in textes
        if texte.paragraphes
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
