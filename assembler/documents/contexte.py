"""The parts of the templates' contexts that several families share.

A context is plain text, ready to print: what is missing is an empty text, never None. The
référentiel's wording stands in it untouched. Each field says what it is, for the officer who
writes a template.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from assembler.documents import typographie as typo
from assembler.fill.fields import Genre
from assembler.model.certification import Certification
from assembler.model.referentiel import Activite, Bloc, Critere, Epreuve, Referentiel


class Contexte(BaseModel):
    """Base of the contexts: frozen, nothing unknown. Fields are text and bool, tuples and dicts of
    these, or contexts.

    The booklets of a session share most parts of their contexts, as the same objects: what is made
    of a part is made once, and kept with it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    def avec(self, **valeurs: object) -> Self:
        """The same with other values in some fields. `model_copy` would keep what was made of the
        old ones."""
        actuelles = {nom: getattr(self, nom) for nom in type(self).model_fields}
        return type(self)(**actuelles | valeurs)

    @cached_property
    def donnees(self) -> Mapping[str, object]:
        """What a template is given: plain data, as `model_dump` gives, a shared part being the same
        object in each."""
        return {nom: _donnees(getattr(self, nom)) for nom in type(self).model_fields}

    @cached_property
    def json_canonique(self) -> bytes:
        """The canonical JSON: equal exactly when a template would be given the same."""
        return json_canonique({nom: getattr(self, nom) for nom in type(self).model_fields})


class Champ(Contexte):
    """What the jury ticks or writes on a computer: printed as a content control.

    `balise` is what it is read back under, made from the code that it stands for.
    """

    genre: Genre = Field(description="Case, saisie, date ou choix")
    balise: str = Field(description="Repère sous lequel la réponse se relit")
    nom: str = Field(description="Nom que Word affiche")
    choix: tuple[str, ...] = Field(default=(), description="Réponses, pour un choix")


def json_canonique(valeur: object) -> bytes:
    """The canonical JSON of any part of a context, in UTF-8: keys in order, no spaces."""
    if isinstance(valeur, Contexte):
        return valeur.json_canonique
    if isinstance(valeur, tuple):
        return b"[%b]" % b",".join(map(json_canonique, valeur))
    if isinstance(valeur, dict):
        champs = ((json_canonique(nom), json_canonique(valeur[nom])) for nom in sorted(valeur))
        return b"{%b}" % b",".join(b"%b:%b" % champ for champ in champs)
    return _JSON.encode(valeur).encode()


_JSON = json.JSONEncoder(ensure_ascii=False)


def _donnees(valeur: object) -> object:
    if isinstance(valeur, Contexte):
        return valeur.donnees
    if isinstance(valeur, tuple):
        return tuple(map(_donnees, valeur))
    return valeur


class Estampille(Contexte):
    """The version of the référentiel a document was made from. Not part of its freshness."""

    texte: str = Field(
        description="Version et date du référentiel, en toutes lettres",
        examples=["Référentiel version 2026-01 du 15 janvier 2026"],
    )
    version: str = Field(description="Version du référentiel", examples=["2026-01"])
    date: str = Field(description="Date du référentiel", examples=["15 janvier 2026"])

    @classmethod
    def of(cls, referentiel: Referentiel) -> "Estampille":
        date = typo.date_longue(referentiel.date)
        mots = ["Référentiel"]
        if referentiel.version:
            mots.append(f"version {referentiel.version}")
        if date:
            mots.append(f"du {date}")
        texte = " ".join(mots) if len(mots) > 1 else "Référentiel sans version ni date"
        return cls(texte=texte, version=referentiel.version or "", date=date)


class CertificationContexte(Contexte):
    """The certification, as each document names it."""

    intitule: str = Field(
        description="Intitulé exact de la certification",
        examples=["Responsable de la transition numérique"],
    )
    type: str = Field(description="RNCP ou RS", examples=["RNCP"])
    code: str = Field(description="Numéro de fiche", examples=["RNCP12345"])
    niveau: str = Field(description="Niveau de qualification", examples=["6"])
    mention: str = Field(
        description="Niveau et numéro de fiche, sur une ligne", examples=["Niveau 6 – RNCP12345"]
    )
    certificateurs: str = Field(
        description="Noms des certificateurs", examples=["École des métiers du fleuve"]
    )

    @classmethod
    def of(cls, certification: Certification) -> "CertificationContexte":
        niveau = "" if certification.niveau is None else str(certification.niveau)
        mention = [f"Niveau{typo.INSECABLE}{niveau}" if niveau else "", certification.code or ""]
        return cls(
            intitule=certification.intitule,
            type=certification.type,
            code=certification.code or "",
            niveau=niveau,
            mention=f" {typo.TIRET} ".join(partie for partie in mention if partie),
            certificateurs=typo.enumeration([c.nom for c in certification.certificateurs]),
        )


class ActiviteContexte(Contexte):
    """An activity of a bloc, with the tasks listed under it."""

    texte: str = Field(
        description="Intitulé de l’activité, précédé de son code s’il est imprimé",
        examples=["A1.1 : Recueillir les besoins des usagers"],
    )
    taches: tuple[str, ...] = Field(
        description="Tâches de l’activité", examples=[("Mener un entretien",)]
    )

    @classmethod
    def of(cls, activite: Activite) -> "ActiviteContexte":
        code = None if activite.code_attribue else activite.code
        return cls(texte=avec_code(code, activite.intitule), taches=activite.taches)


class CritereContexte(Contexte):
    """A criterion, with its indicators."""

    texte: str = Field(
        description="Texte du critère, précédé de son code s’il est imprimé",
        examples=["Les besoins sont hiérarchisés"],
    )
    indicateurs: tuple[str, ...] = Field(
        description="Indicateurs du critère", examples=[("Trois besoins au moins sont cités",)]
    )

    @classmethod
    def of(cls, critere: Critere) -> "CritereContexte":
        return cls(texte=avec_code(critere.code, critere.texte), indicateurs=critere.indicateurs)


class EpreuveContexte(Contexte):
    """An épreuve, and what was read in its text."""

    code: str = Field(description="Code de l’épreuve", examples=["E1"])
    intitule: str = Field(
        description="Intitulé de l’épreuve, vide si le référentiel n’en donne pas",
        examples=["Étude de cas"],
    )
    titre: str = Field(description="Code et intitulé", examples=["E1 – Étude de cas"])
    description: tuple[str, ...] = Field(
        description="Texte de la modalité d’évaluation, un paragraphe par ligne",
        examples=[("À partir d’un cas d’entreprise, le candidat rédige un rapport.",)],
    )
    duree: str = Field(description="Durée de l’épreuve", examples=["4 h"])
    preparation: str = Field(description="Temps de préparation", examples=["2 mois"])
    formes: str = Field(
        description="Formes de l’épreuve", examples=["écrit, collectif et individuel"]
    )
    livrables: str = Field(description="Livrables attendus", examples=["rapport écrit"])

    @classmethod
    def of(cls, epreuve: Epreuve) -> "EpreuveContexte":
        return cls(
            code=epreuve.code,
            intitule=epreuve.intitule or "",
            titre=titre_epreuve(epreuve),
            description=epreuve.description,
            duree=duree_epreuve(epreuve),
            preparation=epreuve.preparation or "",
            formes=typo.enumeration(epreuve.formes),
            livrables=typo.enumeration(epreuve.livrables),
        )


def titre_imprime(epreuve: Epreuve) -> str:
    """What the filed table prints over an épreuve: its code, unless it is ours, and its title."""
    code = None if epreuve.code_attribue else epreuve.code
    titre = avec_code(code, epreuve.intitule) if epreuve.intitule else code
    return titre or ""


def avec_code(code: str | None, texte: str) -> str:
    """« C1.a : texte », as référentiels print it; the text alone without a code."""
    return f"{code} : {texte}" if code else texte


def libelle_bloc(bloc: Bloc) -> str:
    """« Bloc 1 – Intitulé », and where need be « – option Réseaux »: two can share their code."""
    return libelle(bloc.code, bloc.intitule, bloc.option)


def libelle(code: str, intitule: str, option: str | None) -> str:
    """The same, of a bloc that is told by its code, title and option."""
    nom = _option(intitule, option)
    if nom and not nom.casefold().startswith("option"):
        nom = f"option {nom}"
    parties = [_code(code), intitule, nom]
    return f" {typo.TIRET} ".join(partie for partie in parties if partie)


def nom_bloc(bloc: Bloc) -> str:
    """« Bloc 1 », « Bloc 3 (Réseaux) » for that of an option."""
    return f"{_code(bloc.code)} ({bloc.option})" if bloc.option else _code(bloc.code)


def _code(code: str) -> str:
    """« Bloc 1 »; a full code (RNCP12345BC01) needs no « Bloc » before it."""
    return f"Bloc{typo.INSECABLE}{code}" if code.isdigit() else code


def option_bloc(bloc: Bloc) -> str:
    """The name of the option, unless the bloc's own title gives it: « Design (option 2) »."""
    return _option(bloc.intitule, bloc.option)


def _option(intitule: str, option: str | None) -> str:
    return "" if option is None or f"({option})" in intitule else option


def titre_epreuve(epreuve: Epreuve) -> str:
    """« E1 – Étude de cas », or « Épreuve E1 » when the référentiel gives no title.

    The colon that leads from a title to what follows it in its cell is left there.
    """
    if epreuve.intitule:
        return f"{epreuve.code} {typo.TIRET} {epreuve.intitule.rstrip(' :')}"
    return f"Épreuve {epreuve.code}"


def duree_epreuve(epreuve: Epreuve) -> str:
    """« 4 h » when the text gives one duration that can be told; else the words of the text."""
    if len(epreuve.durees) == 1 and epreuve.durees[0].minutes is not None:
        return typo.duree(epreuve.durees[0].minutes)
    return f"{typo.FINE}; ".join(duree.texte for duree in epreuve.durees)


def correspondances(certification: Certification) -> Iterator[str]:
    """A line for each passerelle or equivalence that certification.yaml lists."""
    for lien in certification.correspondances:
        code = f"{lien.code} " if lien.code else ""
        texte = f"{typo.INSECABLE}: {lien.texte}" if lien.texte else ""
        yield f"{code}{lien.intitule} (correspondance {lien.nature}){texte}"
