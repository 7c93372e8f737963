"""The jury's grids: one for each épreuve and bloc, so that each bloc can be awarded alone."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from pydantic import Field

from assembler.documents import typographie as typo
from assembler.documents.contexte import (
    CertificationContexte,
    Contexte,
    EpreuveContexte,
    Estampille,
    avec_code,
    libelle_bloc,
    option_bloc,
    titre_epreuve,
)
from assembler.documents.famille import Document, Famille, find_template
from assembler.documents.noms import NomsUniques, nom_sur
from assembler.model import (
    Bloc,
    Certification,
    Competence,
    Critere,
    Dossier,
    Epreuve,
    Referentiel,
)
from assembler.model.certification import NiveauBareme


class NiveauContexte(Contexte):
    """A step of the scale: a column of the grid."""

    code: str = Field(description="Code du niveau, en tête de colonne", examples=["A"])
    libelle: str = Field(description="Libellé du niveau", examples=["Acquis"])
    definition: str = Field(
        description="Définition du niveau, dans la légende",
        examples=["Le critère est atteint sans aide."],
    )

    @classmethod
    def of(cls, niveau: NiveauBareme) -> "NiveauContexte":
        return cls(code=niveau.code, libelle=niveau.libelle, definition=niveau.definition or "")


class BlocGrille(Contexte):
    """The bloc that the grid awards."""

    code: str = Field(description="Code du bloc", examples=["1"])
    intitule: str = Field(
        description="Intitulé exact du bloc", examples=["Conduire la transition numérique"]
    )
    libelle: str = Field(
        description="Code et intitulé", examples=["Bloc 1 – Conduire la transition numérique"]
    )
    option: str = Field(description="Nom de l’option, pour un bloc optionnel", examples=["Réseaux"])
    poids: str = Field(description="Coefficient du bloc, s’il en a un", examples=["2"])
    autres_epreuves: tuple[str, ...] = Field(
        description="Autres épreuves qui évaluent le même bloc", examples=[("E2 – Soutenance",)]
    )


class CritereGrille(Contexte):
    """A row of the grid."""

    code: str = Field(
        description="Code imprimé du critère, vide s’il n’en a pas", examples=["Cr1.1"]
    )
    texte: str = Field(
        description="Texte du critère, précédé de son code s’il est imprimé",
        examples=["Les besoins sont hiérarchisés"],
    )
    indicateurs: tuple[str, ...] = Field(
        description="Indicateurs du critère", examples=[("Trois besoins au moins sont cités",)]
    )
    eliminatoire: bool = Field(description="Vrai si le critère est éliminatoire")
    poids: str = Field(description="Coefficient du critère, s’il en a un", examples=["2"])


class CompetenceGrille(Contexte):
    """A band of the grid and the rows under it."""

    code: str = Field(description="Code de la compétence", examples=["C1.1"])
    texte: str = Field(
        description="Texte de la compétence, sans son code",
        examples=["Recueillir les besoins des usagers afin de les hiérarchiser"],
    )
    eliminatoire: bool = Field(description="Vrai si la compétence est éliminatoire")
    poids: str = Field(description="Coefficient de la compétence, s’il en a un", examples=["2"])
    criteres: tuple[CritereGrille, ...] = Field(description="Critères à apprécier")
    non_evaluee: str = Field(
        description="Mention du référentiel quand la compétence n’est pas évaluée",
        examples=["Non évalué"],
    )


class GrilleContexte(Contexte):
    """What grille.docx is given."""

    estampille: Estampille = Field(description="Version et date du référentiel")
    certification: CertificationContexte = Field(description="La certification")
    bloc: BlocGrille = Field(description="Le bloc évalué")
    epreuve: EpreuveContexte = Field(description="L’épreuve")
    poids_epreuve: str = Field(description="Coefficient de l’épreuve, s’il en a un", examples=["2"])
    eliminatoire: bool = Field(description="Vrai si l’épreuve ou le bloc est éliminatoire")
    anonyme: bool = Field(description="Vrai si la grille ne porte que le numéro du candidat")
    bareme: tuple[NiveauContexte, ...] = Field(description="Niveaux de l’échelle, dans l’ordre")
    competences: tuple[CompetenceGrille, ...] = Field(
        description="Compétences du bloc que l’épreuve évalue"
    )
    a_eliminatoires: bool = Field(
        description="Vrai si une compétence ou un critère de la grille est éliminatoire"
    )
    nouveautes: tuple[str, ...] = Field(
        default=(),
        description="Ce que le référentiel a changé dans cette grille depuis qu’elle a été faite "
        "pour la dernière fois ; vide la première fois",
        examples=[("critère ajouté à C2.3", "durée de E1 : 4 h → 3 h")],
    )


def plan(dossier: Dossier) -> Iterator[Document]:
    """A grid for each épreuve and bloc that have a competence in common, in the blocs' order."""
    modele = find_template("grille", dossier)
    noms = NomsUniques()
    for bloc, epreuve in _couples(dossier.referentiel):
        nom = noms.nouveau(
            nom_sur(f"grille-{epreuve.code}-{bloc.code}"), nom_sur(bloc.option or "bis")
        )
        titre = f"Grille d’évaluation – {titre_epreuve(epreuve)} – {libelle_bloc(bloc)}"
        yield Document(
            famille="grille",
            chemin=PurePosixPath("grilles") / f"{nom}.docx",
            modele=modele,
            contexte=_contexte(dossier, bloc, epreuve),
            objet=f"grille de l’épreuve {epreuve.code}, bloc {bloc.code}",
            titre=titre,
        )


def _couples(referentiel: Referentiel) -> Iterator[tuple[Bloc, Epreuve]]:
    for bloc in referentiel.blocs:
        for epreuve in _epreuves(bloc, referentiel):
            yield bloc, epreuve


def _epreuves(bloc: Bloc, referentiel: Referentiel) -> list[Epreuve]:
    utiles = {code for competence in bloc.competences for code in competence.epreuves}
    return [epreuve for epreuve in referentiel.epreuves if epreuve.code in utiles]


def _contexte(dossier: Dossier, bloc: Bloc, epreuve: Epreuve) -> GrilleContexte:
    certification = dossier.certification
    marques = _Marques(certification)
    competences = tuple(
        _competence(competence, bloc, marques)
        for competence in bloc.competences
        if epreuve.code in competence.epreuves
    )
    return GrilleContexte(
        estampille=Estampille.of(dossier.referentiel),
        certification=CertificationContexte.of(certification),
        bloc=_bloc(bloc, epreuve, dossier.referentiel, marques),
        epreuve=EpreuveContexte.of(epreuve),
        poids_epreuve=marques.poids(epreuve.code),
        eliminatoire=marques.eliminatoire(epreuve.code) or marques.eliminatoire(bloc.code),
        anonyme=certification.anonyme,
        bareme=tuple(NiveauContexte.of(niveau) for niveau in certification.bareme),
        competences=competences,
        a_eliminatoires=any(
            competence.eliminatoire or any(c.eliminatoire for c in competence.criteres)
            for competence in competences
        ),
    )


class _Marques:
    """Weights and eliminatory marks, by the codes that certification.yaml gives them."""

    def __init__(self, certification: Certification) -> None:
        self._poids: Mapping[str, float] = certification.poids
        self._eliminatoires = frozenset(certification.eliminatoires)

    def poids(self, *codes: str | None) -> str:
        trouve = next((code for code in codes if code in self._poids), None)
        return "" if trouve is None else typo.nombre(self._poids[trouve])

    def eliminatoire(self, *codes: str | None) -> bool:
        return not self._eliminatoires.isdisjoint(codes)


def _bloc(bloc: Bloc, epreuve: Epreuve, referentiel: Referentiel, marques: _Marques) -> BlocGrille:
    return BlocGrille(
        code=bloc.code,
        intitule=bloc.intitule,
        libelle=libelle_bloc(bloc),
        option=option_bloc(bloc),
        poids=marques.poids(bloc.code),
        autres_epreuves=tuple(
            titre_epreuve(autre)
            for autre in _epreuves(bloc, referentiel)
            if autre.code != epreuve.code
        ),
    )


def _competence(competence: Competence, bloc: Bloc, marques: _Marques) -> CompetenceGrille:
    noms = (competence.code, f"{bloc.code}/{competence.code}")
    return CompetenceGrille(
        code=competence.code,
        texte=competence.texte,
        eliminatoire=marques.eliminatoire(*noms),
        poids=marques.poids(*noms),
        criteres=tuple(
            _critere(critere, [f"{nom}/{rang}" for nom in noms], marques)
            for rang, critere in enumerate(competence.criteres, start=1)
        ),
        non_evaluee=competence.non_evaluee or "",
    )


def _critere(critere: Critere, par_rang: Sequence[str], marques: _Marques) -> CritereGrille:
    return CritereGrille(
        code=critere.code or "",
        texte=avec_code(critere.code, critere.texte),
        indicateurs=critere.indicateurs,
        eliminatoire=marques.eliminatoire(critere.code, *par_rang),
        poids=marques.poids(critere.code, *par_rang),
    )


FAMILLE = Famille(nom="grille", contexte=GrilleContexte, plan=plan)
