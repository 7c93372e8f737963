"""The booklet's texts about the certification, in the order candidates need them.

A section for which the school has written nothing is left out.
"""

from collections.abc import Iterable, Iterator

from pydantic import Field

from assembler.documents import typographie as typo
from assembler.documents.contexte import Contexte, correspondances
from assembler.model import Certification, Voie


class Ligne(Contexte):
    """A label and its value."""

    libelle: str = Field(description="Libellé", examples=["Campus"])
    valeur: str = Field(description="Valeur", examples=["Nantes"])


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
        ("Date de décision", typo.date_longue(certification.date_decision)),
        ("Échéance de l’enregistrement", typo.date_longue(certification.date_fin_enregistrement)),
    )
    return tuple(Ligne(libelle=nom, valeur=valeur) for nom, valeur in lignes if valeur)


def presentation(certification: Certification) -> tuple[Section, ...]:
    """The sections that stand before the blocs."""
    textes = certification.livret
    metier = typo.paragraphes(textes.debouches) or (
        *typo.paragraphes(certification.emplois),
        *typo.paragraphes(certification.secteurs),
    )
    prerequis = (
        *typo.paragraphes(certification.prerequis_entree),
        *typo.paragraphes(certification.prerequis_validation),
    )
    return _remplies(
        (
            ("Présentation", typo.paragraphes(textes.presentation)),
            ("Métiers et débouchés", metier),
            ("Prérequis", prerequis),
            ("Voies d’accès", tuple(_voies_ouvertes(certification))),
            ("Validation des acquis de l’expérience", typo.paragraphes(textes.vae)),
        )
    )


def reglement(certification: Certification, voie: Voie | None) -> tuple[Section, ...]:
    """The sections that stand behind the épreuves; the jury is that of the candidate's `voie`."""
    textes = certification.livret
    passerelles = (*typo.paragraphes(textes.passerelles), *correspondances(certification))
    return _remplies(
        (
            ("Conditions de validation", typo.paragraphes(textes.validation)),
            ("Composition du jury", tuple(_jurys(certification, voie))),
            ("Convocation et présence", typo.paragraphes(textes.convocation)),
            (
                "Aménagements pour les candidats en situation de handicap",
                typo.paragraphes(textes.handicap),
            ),
            ("Rattrapage", typo.paragraphes(textes.rattrapage)),
            ("Résultats et délivrance", typo.paragraphes(textes.resultats)),
            ("Recours", typo.paragraphes(textes.recours)),
            ("Fraude", typo.paragraphes(textes.fraude)),
            ("Intelligence artificielle et plagiat", typo.paragraphes(textes.ia_plagiat)),
            ("Protection des données personnelles", typo.paragraphes(textes.rgpd)),
            ("Équivalences et passerelles", passerelles),
        )
    )


def _remplies(sections: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[Section, ...]:
    return tuple(
        Section(titre=titre, paragraphes=paragraphes)
        for titre, paragraphes in sections
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
