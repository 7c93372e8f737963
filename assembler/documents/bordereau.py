"""The bordereau: which pieces a request for registration wants, which are made, which are not."""

import dataclasses
from collections.abc import Iterator
from pathlib import PurePosixPath

from pydantic import Field

from assembler.documents import annexe, fiche, grille
from assembler.documents import typographie as typo
from assembler.documents.contexte import CertificationContexte, Contexte, Estampille
from assembler.documents.famille import Document, Famille, find_template
from assembler.documents.noms import nom_sur
from assembler.documents.pieces import PIECES, Piece
from assembler.model import Dossier


class PieceProduite(Contexte):
    """A piece that the tool makes."""

    intitule: str = Field(description="Nom de la pièce", examples=["Fiche de la certification"])
    fichiers: tuple[str, ...] = Field(
        description="Fichiers, à partir du dossier de sortie", examples=[("dossier/fiche.docx",)]
    )
    reste: str = Field(
        description="Ce que l’école doit encore en faire",
        examples=["À recopier dans le formulaire en ligne."],
    )


class PieceAJoindre(Contexte):
    """A piece that the school adds."""

    intitule: str = Field(
        description="Nom de la pièce",
        examples=["Procès-verbaux signés des jurys"],
    )
    contenu: str = Field(
        description="Ce qu’elle contient ou prouve",
        examples=["Ceux de chaque promotion déclarée."],
    )
    source: str = Field(
        description="Texte qui la demande", examples=["Vademecum (janvier 2023), p. 55"]
    )
    aide: str = Field(
        description="Ce que l’outil produit pour aider à la faire ; vide s’il ne produit rien",
        examples=["Procès-verbal vierge : sessions/2026-06/pv"],
    )


class BordereauContexte(Contexte):
    """What bordereau.docx is given."""

    estampille: Estampille = Field(description="Version et date du référentiel")
    certification: CertificationContexte = Field(description="La certification")
    depot: str = Field(description="Date de dépôt de la demande", examples=["15 septembre 2026"])
    produites: tuple[PieceProduite, ...] = Field(description="Pièces que l’outil a produites")
    a_joindre: tuple[PieceAJoindre, ...] = Field(description="Pièces que l’école ajoute")


def plan(dossier: Dossier) -> Iterator[Document]:
    """The one bordereau of a dossier."""
    yield Document(
        famille="bordereau",
        chemin=PurePosixPath("dossier/bordereau.docx"),
        modele=find_template("bordereau", dossier),
        contexte=_contexte(dossier),
        objet="bordereau du dossier",
        titre=f"Bordereau des pièces – {dossier.certification.intitule}",
    )


def _contexte(dossier: Dossier) -> BordereauContexte:
    certification = dossier.certification
    return BordereauContexte(
        estampille=Estampille.of(dossier.referentiel),
        certification=CertificationContexte.of(certification),
        depot=typo.date_longue(certification.date_depot),
        produites=tuple(_produites(dossier)),
        a_joindre=tuple(
            PieceAJoindre(
                intitule=piece.intitule,
                contenu=piece.contenu,
                source=source,
                aide=_aide(piece, dossier),
            )
            for piece in PIECES
            if (source := piece.rncp if certification.type == "RNCP" else piece.rs)
        ),
    )


def _produites(dossier: Dossier) -> Iterator[PieceProduite]:
    # Blank grids only: those of a session are the jury's, not the dossier's.
    vierge = dataclasses.replace(dossier, sessions=())
    rncp = dossier.certification.type == "RNCP"
    yield PieceProduite(
        intitule="Référentiels d’activités, de compétences et d’évaluation"
        if rncp
        else "Référentiels de compétences et d’évaluation",
        fichiers=_fichiers(annexe.FAMILLE, vierge),
        reste="À relire, puis à déposer en PDF. Il sera public.",
    )
    yield PieceProduite(
        intitule="Fiche de la certification",
        fichiers=_fichiers(fiche.FAMILLE, vierge),
        reste="À compléter et à recopier dans le formulaire en ligne, rubrique par rubrique.",
    )
    yield PieceProduite(
        intitule="Grilles d’évaluation",
        fichiers=_fichiers(grille.FAMILLE, vierge),
        reste="À joindre au règlement de l’évaluation.",
    )


def _fichiers(famille: Famille, dossier: Dossier) -> tuple[str, ...]:
    return tuple(str(document.chemin) for document in famille.plan(dossier))


def _aide(piece: Piece, dossier: Dossier) -> str:
    dossiers = [f"sessions/{nom_sur(session.id)}" for session in dossier.sessions]
    match piece.aide:
        case "comparatif":
            return "Tableau comparatif\u00a0: assembler diff ANCIEN NOUVEAU -o comparatif.docx"
        case "pv" if dossiers:
            places = typo.enumeration([f"{chemin}/pv" for chemin in dossiers])
            return f"Procès-verbaux à remplir et à signer\u00a0: {places}"
        case "livrets" if dossiers:
            places = typo.enumeration([f"{chemin}/livrets" for chemin in dossiers])
            return f"Ce que les candidats en lisent\u00a0: {places}"
        case _:
            return ""


FAMILLE = Famille(nom="bordereau", contexte=BordereauContexte, plan=plan)
