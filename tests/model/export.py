"""Exports of France compétences, written small: invented fiches in the form of flux 4.1."""

from pathlib import Path
from xml.sax.saxutils import escape

BLOC = (
    "<BLOC_COMPETENCES><CODE>{code}</CODE><LIBELLE>{libelle}</LIBELLE>"
    "<LISTE_COMPETENCES>{liste}</LISTE_COMPETENCES>"
    "<MODALITES_EVALUATION>{modalites}</MODALITES_EVALUATION></BLOC_COMPETENCES>"
)


def bloc(liste: str, code: str = "RNCP99001BC01", modalites: str = "Étude de cas") -> str:
    """A BLOC_COMPETENCES of one list."""
    return BLOC.format(code=code, libelle="Trier", liste=escape(liste), modalites=escape(modalites))


def fiche(code: str = "RNCP99001", inside: str = "", blocs: str = "") -> str:
    """A FICHE: what every one has, and more."""
    return (
        f"<FICHE><ID_FICHE>1</ID_FICHE><NUMERO_FICHE>{code}</NUMERO_FICHE>"
        f"<INTITULE>Agent de tri</INTITULE>{inside}"
        f"<BLOCS_COMPETENCES>{blocs or bloc('Trier le bois')}</BLOCS_COMPETENCES></FICHE>"
    )


def export(folder: Path, *fiches: str, nom: str = "export_fiches_RNCP_V4_1_2026-08-16.xml") -> Path:
    """The export of these fiches."""
    fichier = folder / nom
    fichier.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<FICHES><VERSION_FLUX>4.1</VERSION_FLUX>'
        f"{''.join(fiches)}</FICHES>",
        "utf-8",
    )
    return fichier
