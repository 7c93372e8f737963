"""The official annex: référentiel of activities, competences and assessment, in four columns."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from pydantic import Field

from assembler.documents import typographie as typo
from assembler.documents.annexe_tableau import BlocAnnexe, blocs_annexe, colonnes_modalites
from assembler.documents.contexte import (
    ActiviteContexte,
    CertificationContexte,
    Contexte,
    Estampille,
    avec_code,
)
from assembler.documents.famille import Document, Famille, find_template
from assembler.model import Dossier, Matrice, Referentiel


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
    contexte: tuple[str, ...] = Field(
        description="Objectifs et contexte de la certification, un paragraphe par ligne",
        examples=[("Les ateliers accueillent un public en situation de handicap.",)],
    )
    activites: tuple[ActiviteContexte, ...] = Field(
        description="Toutes les activités, pour le répertoire spécifique, dont le tableau n’a pas "
        "de colonne d’activités"
    )
    blocs: tuple[BlocAnnexe, ...] = Field(description="Blocs de compétences")
    colonnes_modalites: int = Field(
        description="Nombre de colonnes du tableau sous le titre « modalités » : le plus grand "
        "nombre d’épreuves d’une même compétence",
        examples=[1],
    )
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
    referentiel, certification = dossier.referentiel, dossier.certification
    return AnnexeContexte(
        estampille=Estampille.of(referentiel),
        certification=CertificationContexte.of(certification),
        contexte=typo.paragraphes(certification.objectifs_contexte),
        activites=tuple(
            ActiviteContexte.of(activite)
            for bloc in referentiel.blocs
            for activite in bloc.activites
        ),
        blocs=blocs_annexe(referentiel, certification.type),
        colonnes_modalites=colonnes_modalites(referentiel),
        matrices=tuple(_matrice(matrice) for matrice in referentiel.matrices),
        complements=tuple(_complements(referentiel)),
    )


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
                    competence=avec_code(
                        None if competence.code_attribue else competence.code, competence.texte
                    ),
                    colonne=complement.colonne,
                    texte=complement.texte,
                )


def manques(dossier: Dossier) -> Iterator[str]:
    """The épreuves that the table has no place for: no competence leads to them."""
    referentiel = dossier.referentiel
    reliees = {code for bloc in referentiel.blocs for c in bloc.competences for code in c.epreuves}
    codes = [epreuve.code for epreuve in referentiel.epreuves if epreuve.code not in reliees]
    if codes:
        yield f"sans compétence qui y mène, n'y paraissent pas : épreuves {', '.join(codes)}"


FAMILLE = Famille(nom="annexe", contexte=AnnexeContexte, plan=plan, manques=manques)
