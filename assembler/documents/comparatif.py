"""The comparative table that a renewal asks for: old → new, what changed, what it is worth.

There is no official model. For each old bloc the commission asks whether it is equivalent to one or
several new ones (Vademecum RNCP, 2023, p. 61); the reasons are the school's to fill in.
"""

from collections.abc import Iterator, Mapping

from pydantic import Field

from assembler.compare import (
    OBJETS_PLURAL,
    Comparaison,
    Equivalence,
    Nature,
    Version,
    equivalences,
    percent,
)
from assembler.documents import typographie as typo
from assembler.documents.comparatif_tableau import BlocComparatif, LigneComparatif, Tableau
from assembler.documents.contexte import CertificationContexte, Contexte, Estampille, libelle
from assembler.documents.famille import Gabarit
from assembler.model import Certification, Referentiel


class EquivalenceComparatif(Contexte):
    """What an old bloc is worth for a new one."""

    anciens: tuple[str, ...] = Field(
        description="Ancien bloc, ou anciens blocs réunis ; vide pour un bloc nouveau",
        examples=[("Bloc 1 – Tenir la boutique",)],
    )
    nouveau: str = Field(
        description="Nouveau bloc, vide quand l’ancien n’en a pas",
        examples=["Bloc 2 – Tenir la boutique et le site"],
    )
    part: str = Field(
        description="Part des compétences du nouveau bloc qui viennent de l’ancien",
        examples=["5 sur 6 (83,3 %), dont 1 à vérifier"],
    )
    proposition: str = Field(
        description="Équivalence proposée : totale, partielle ou aucune", examples=["partielle"]
    )


class ChiffreComparatif(Contexte):
    """A row of figures."""

    objet: str = Field(description="De quoi", examples=["Compétences"])
    inchanges: str = Field(description="Nombre d’inchangés", examples=["14"])
    reformules: str = Field(description="Nombre de reformulés", examples=["2"])
    deplaces: str = Field(description="Nombre de déplacés", examples=["1"])
    renumerotes: str = Field(description="Nombre de renumérotés", examples=["3"])
    ajoutes: str = Field(description="Nombre d’ajoutés", examples=["2"])
    supprimes: str = Field(description="Nombre de supprimés", examples=["1"])
    ensemble: str = Field(description="Nombre total", examples=["23"])
    part_inchangee: str = Field(description="Part des inchangés", examples=["60,9 %"])


class ComparatifContexte(Contexte):
    """What comparatif.docx is given."""

    estampille: Estampille = Field(description="Version et date du nouveau référentiel")
    certification: CertificationContexte = Field(description="La certification")
    ancien: str = Field(
        description="Version et date de l’ancien référentiel",
        examples=["Référentiel version 2023 du 1er septembre 2023"],
    )
    nouveau: str = Field(
        description="Version et date du nouveau référentiel",
        examples=["Référentiel version 2026 du 15 janvier 2026"],
    )
    chiffres: tuple[ChiffreComparatif, ...] = Field(
        description="Chiffres par sorte d’élément, puis pour l’ensemble"
    )
    synthese: str = Field(
        description="Chiffres de l’ensemble, en une phrase",
        examples=["92 éléments sur 104 sont inchangés (88,5 %)."],
    )
    equivalences: tuple[EquivalenceComparatif, ...] = Field(
        description="Équivalences proposées, bloc par bloc"
    )
    blocs: tuple[BlocComparatif, ...] = Field(description="Blocs, activités et compétences")
    epreuves: tuple[LigneComparatif, ...] = Field(description="Épreuves")


GABARIT = Gabarit(nom="comparatif", contexte=ComparatifContexte)


def contexte(
    comparaison: Comparaison,
    ancien: Referentiel,
    nouveau: Referentiel,
    certification: Certification | None,
) -> ComparatifContexte:
    """What the table is made from. `certification`: of the dossier, where there is one."""
    connue = certification or Certification(
        intitule=nouveau.intitule or ancien.intitule or "Intitulé de la certification à compléter",
        type=nouveau.type,
    )
    equivalents = equivalences(comparaison)
    tableau = Tableau.of(comparaison, nouveau, equivalents)
    return ComparatifContexte(
        estampille=Estampille.of(nouveau),
        certification=CertificationContexte.of(connue),
        ancien=Estampille.of(ancien).texte,
        nouveau=Estampille.of(nouveau).texte,
        chiffres=tuple(_chiffres(comparaison)),
        synthese=_synthese(comparaison),
        equivalences=tuple(map(_equivalence, equivalents)),
        blocs=tuple(tableau.blocs()),
        epreuves=tuple(tableau.epreuves()),
    )


# --- figures ------------------------------------------------------------------------------------


def _chiffres(comparaison: Comparaison) -> Iterator[ChiffreComparatif]:
    resume = comparaison.resume
    for objet, nombres in resume.par_objet.items():
        pluriel = OBJETS_PLURAL[objet]
        yield _chiffre(pluriel[:1].upper() + pluriel[1:], nombres)
    yield _chiffre("Ensemble", resume.par_nature)


def _chiffre(objet: str, nombres: Mapping[Nature, int]) -> ChiffreComparatif:
    total = sum(nombres.values())
    return ChiffreComparatif(
        objet=objet,
        inchanges=str(nombres.get("inchange", 0)),
        reformules=str(nombres.get("reformule", 0)),
        deplaces=str(nombres.get("deplace", 0)),
        renumerotes=str(nombres.get("renumerote", 0)),
        ajoutes=str(nombres.get("ajoute", 0)),
        supprimes=str(nombres.get("supprime", 0)),
        ensemble=str(total),
        part_inchangee=percent(nombres.get("inchange", 0) / total),
    )


def _synthese(comparaison: Comparaison) -> str:
    resume = comparaison.resume
    part = f"{resume.inchanges} éléments sur {resume.total} sont inchangés"
    doutes = (
        f"{typo.FINE}; {resume.douteux} rapprochement{'s' if resume.douteux > 1 else ''} à vérifier"
        if resume.douteux
        else ""
    )
    return f"{part} ({percent(resume.part_inchangee)}){doutes}."


def _equivalence(une: Equivalence) -> EquivalenceComparatif:
    return EquivalenceComparatif(
        anciens=tuple(map(_libelle, une.anciens)),
        nouveau=_libelle(une.nouveau) if une.nouveau else "",
        part=_part(une),
        proposition=une.proposition,
    )


def _part(une: Equivalence) -> str:
    if une.nouveau is None:
        return typo.TIRET
    doute = f", dont {une.a_verifier} à vérifier" if une.a_verifier else ""
    return f"{une.communes} sur {une.demandees} ({percent(une.part)}){doute}"


def _libelle(bloc: Version) -> str:
    if not bloc.texte:  # the implicit one of a RS
        return "Ensemble de la certification"
    return libelle(bloc.code or "", bloc.texte, bloc.option)
