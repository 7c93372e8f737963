"""The comparative table of two référentiels as a Word document, for `diff --format docx`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assembler.errors import InputError, Where

if TYPE_CHECKING:
    from assembler.compare import Comparaison
    from assembler.model import Dossier, Referentiel

FILE = Path("comparatif.docx")
"""Where it goes when nothing else is said."""


def check_new(sortie: Path) -> None:
    """The reasons are filled in by hand: a table that is there may hold somebody's work."""
    if sortie.exists():
        raise InputError(
            "ce fichier existe déjà et n'est pas remplacé",
            where=Where(sortie),
            todo="Donnez un autre nom avec -o, ou rangez l'ancien ailleurs.",
        )


def comparatif(
    comparaison: Comparaison, ancien: Referentiel, nouveau: Referentiel, dossier: Path | None
) -> bytes:
    """The document, from the template, the fiche and the logo of the dossier, if there is one."""
    from assembler.documents import default_template, find_template
    from assembler.documents.comparatif import contexte
    from assembler.fill import compile_template

    known = _read(dossier, nouveau) if dossier else None
    modele = find_template("comparatif", known) if known else default_template("comparatif")
    logo = known.certification.logo if known else None
    compiled = compile_template(modele, logo=known.chemin / logo if known and logo else None)
    given = contexte(comparaison, ancien, nouveau, known.certification if known else None)
    return compiled.fill(given.donnees, proprietes={}, objet="tableau comparatif")


def dossier_of(*chemins: Path) -> Path | None:
    """The first dossier that one of these is, or lies in."""
    folders = (chemin if chemin.is_dir() else chemin.parent for chemin in chemins)
    return next((folder for folder in folders if (folder / "certification.yaml").is_file()), None)


def _read(folder: Path, nouveau: Referentiel) -> Dossier:
    """What of the dossier the table shows; it need not fit the new référentiel yet."""
    from assembler.model import Dossier, read_certification

    return Dossier(folder, folder.resolve().name, read_certification(folder), nouveau)
