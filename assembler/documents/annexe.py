"""The official annex: référentiel of activities, competences and assessment, in four columns."""

import itertools
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from pydantic import Field

from assembler.documents import hauteur
from assembler.documents.contexte import (
    ActiviteContexte,
    CertificationContexte,
    Contexte,
    CritereContexte,
    Estampille,
    avec_code,
    option_bloc,
    titre_imprime,
)
from assembler.documents.famille import Document, Famille, find_template
from assembler.model import Bloc, Competence, Dossier, Epreuve, Matrice, Referentiel


class ModaliteContexte(Contexte):
    """An épreuve as the table prints it."""

    titre: str = Field(
        description="Intitulé de l’épreuve, précédé de son code s’il est imprimé ; vide sans l’un "
        "ni l’autre",
        examples=["Étude de cas"],
    )
    description: tuple[str, ...] = Field(
        description="Texte de la modalité, un paragraphe par ligne",
        examples=[("À partir d’un cas d’entreprise, le candidat rédige un rapport.",)],
    )


class LigneContexte(Contexte):
    """A row of the table: one competence."""

    competence: str = Field(
        description="Texte de la compétence, précédé de son code s’il est imprimé",
        examples=["C1.1 : Recueillir les besoins des usagers afin de les hiérarchiser"],
    )
    modalites: tuple[ModaliteContexte, ...] = Field(
        description="Épreuves qui évaluent la compétence"
    )
    groupe: int = Field(
        description="Numéro commun aux compétences voisines qui ont les mêmes épreuves : la clé "
        "de fusion de la cellule « modalités »",
        examples=[1],
    )
    criteres: tuple[CritereContexte, ...] = Field(description="Critères d’évaluation")
    non_evaluee: str = Field(
        description="Mention imprimée à la place des critères", examples=["Non évalué"]
    )
    longue: bool = Field(
        description="Vrai quand la ligne peut tenir plus d’une demi-page : elle doit alors pouvoir "
        "être coupée"
    )


class BlocAnnexe(Contexte):
    """A bloc: the rows that share its activity cell."""

    rang: int = Field(description="Rang du bloc, clé de fusion de sa cellule", examples=[1])
    libelle: str = Field(
        description="Code et intitulé du bloc", examples=["1 - Conduire la transition numérique"]
    )
    option: str = Field(description="Nom de l’option, pour un bloc optionnel", examples=["Réseaux"])
    activites: tuple[ActiviteContexte, ...] = Field(description="Activités du bloc")
    lignes: tuple[LigneContexte, ...] = Field(
        description="Lignes du tableau, une par compétence (une ligne vide pour un bloc qui n’en "
        "a pas)"
    )


class LigneMatriceContexte(Contexte):
    """A row of a matrix."""

    intitule: str = Field(description="Intitulé de la ligne", examples=["Recueil des besoins"])
    cases: tuple[str, ...] = Field(
        description="Une case par colonne : « X » ou rien", examples=[("X", "", "X")]
    )


class MatriceContexte(Contexte):
    """A matrix that stands behind the table."""

    titre: str = Field(description="Titre", examples=["Matrice des modules et des compétences"])
    colonnes: tuple[str, ...] = Field(
        description="Intitulés des colonnes", examples=[("Module A", "Module B", "Module C")]
    )
    serree: bool = Field(
        description="Vrai quand les colonnes sont trop nombreuses pour des intitulés droits"
    )
    lignes: tuple[LigneMatriceContexte, ...] = Field(description="Lignes")


class ComplementContexte(Contexte):
    """What the filed table says of a competence beyond the four columns."""

    competence: str = Field(
        description="Code et texte de la compétence",
        examples=["C1.1 : Recueillir les besoins des usagers afin de les hiérarchiser"],
    )
    colonne: str = Field(description="Intitulé de la colonne", examples=["Savoirs associés"])
    texte: str = Field(description="Texte de la cellule", examples=["Techniques d’entretien"])


class AnnexeContexte(Contexte):
    """What annexe.docx is given."""

    estampille: Estampille = Field(description="Version et date du référentiel")
    certification: CertificationContexte = Field(description="La certification")
    blocs: tuple[BlocAnnexe, ...] = Field(description="Blocs de compétences")
    matrices: tuple[MatriceContexte, ...] = Field(description="Matrices jointes au tableau")
    complements: tuple[ComplementContexte, ...] = Field(
        description="Autres colonnes du tableau déposé"
    )


COLONNES_DROITES = 6
"""Up to so many columns, a matrix's headings can be read upright."""


def plan(dossier: Dossier) -> Iterator[Document]:
    """The one annex of a dossier."""
    yield Document(
        famille="annexe",
        chemin=PurePosixPath("dossier/annexe.docx"),
        modele=find_template("annexe", dossier),
        contexte=_contexte(dossier),
        objet="annexe du dossier",
        titre=f"Référentiels – {dossier.certification.intitule}",
    )


def _contexte(dossier: Dossier) -> AnnexeContexte:
    referentiel = dossier.referentiel
    return AnnexeContexte(
        estampille=Estampille.of(referentiel),
        certification=CertificationContexte.of(dossier.certification),
        blocs=tuple(
            _bloc(bloc, rang, referentiel) for rang, bloc in enumerate(referentiel.blocs, start=1)
        ),
        matrices=tuple(_matrice(matrice) for matrice in referentiel.matrices),
        complements=tuple(_complements(referentiel)),
    )


def _bloc(bloc: Bloc, rang: int, referentiel: Referentiel) -> BlocAnnexe:
    activites = tuple(ActiviteContexte.of(activite) for activite in bloc.activites)
    return BlocAnnexe(
        rang=rang,
        libelle=bloc.intitule if bloc.code_attribue else f"{bloc.code} - {bloc.intitule}",
        option=option_bloc(bloc),
        activites=activites,
        lignes=tuple(_lignes(bloc.competences, _hauteur_activites(activites), referentiel)),
    )


def _lignes(
    competences: Sequence[Competence], hauteur_activites: int, referentiel: Referentiel
) -> Iterator[LigneContexte]:
    """A row a competence; neighbours with the same épreuves share a group."""
    if not competences:
        yield LigneContexte(
            competence="",
            modalites=(),
            groupe=0,
            criteres=(),
            non_evaluee="",
            longue=hauteur.longue(hauteur_activites),
        )
    part_activites = hauteur_activites // max(1, len(competences))
    groupes = itertools.groupby(competences, key=lambda competence: competence.epreuves)
    for groupe, (codes, voisines) in enumerate(groupes, start=1):
        groupees = tuple(voisines)
        modalites = tuple(_modalite(referentiel.epreuve(code)) for code in codes)
        part = max(part_activites, _hauteur_modalites(modalites) // len(groupees))
        for competence in groupees:
            yield _ligne(competence, groupe, modalites, part)


def _ligne(
    competence: Competence, groupe: int, modalites: tuple[ModaliteContexte, ...], part: int
) -> LigneContexte:
    """`part`: the lines of text that the cells merged with its neighbours' add to the row."""
    criteres = tuple(CritereContexte.of(critere) for critere in competence.criteres)
    texte = _texte(competence)
    return LigneContexte(
        competence=texte,
        modalites=modalites,
        groupe=groupe,
        criteres=criteres,
        non_evaluee=competence.non_evaluee or "",
        longue=hauteur.longue(part, hauteur.lignes([texte]), hauteur.lignes_criteres(criteres)),
    )


def _hauteur_activites(activites: Sequence[ActiviteContexte]) -> int:
    return sum(hauteur.lignes([activite.texte, *activite.taches]) for activite in activites)


def _hauteur_modalites(modalites: Sequence[ModaliteContexte]) -> int:
    return sum(hauteur.lignes([modalite.titre, *modalite.description]) for modalite in modalites)


def _texte(competence: Competence) -> str:
    return avec_code(None if competence.code_attribue else competence.code, competence.texte)


def _modalite(epreuve: Epreuve) -> ModaliteContexte:
    return ModaliteContexte(titre=titre_imprime(epreuve), description=epreuve.description)


def _matrice(matrice: Matrice) -> MatriceContexte:
    return MatriceContexte(
        titre=matrice.titre or "",
        colonnes=matrice.colonnes,
        serree=len(matrice.colonnes) > COLONNES_DROITES,
        lignes=tuple(
            LigneMatriceContexte(
                intitule=ligne.intitule,
                cases=tuple("X" if c in ligne.colonnes else "" for c in matrice.colonnes),
            )
            for ligne in matrice.lignes
        ),
    )


def _complements(referentiel: Referentiel) -> Iterator[ComplementContexte]:
    for bloc in referentiel.blocs:
        for competence in bloc.competences:
            for complement in competence.complements:
                yield ComplementContexte(
                    competence=_texte(competence),
                    colonne=complement.colonne,
                    texte=complement.texte,
                )


FAMILLE = Famille(nom="annexe", contexte=AnnexeContexte, plan=plan)
