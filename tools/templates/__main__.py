"""`python -m tools.templates [FOLDER]`: writes the starter templates (default: templates/)."""

import sys
from pathlib import Path

from tools.templates import (
    amenagement,
    annexe,
    bordereau,
    comparatif,
    convocation,
    emargement,
    fiche,
    grille,
    livret,
    pv,
)

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = {
    "annexe": annexe.template,
    "fiche": fiche.template,
    "bordereau": bordereau.template,
    "grille": grille.lettres,
    "grille-niveaux": grille.niveaux,
    "grille-points": grille.points,
    "livret": livret.template,
    "amenagement": amenagement.template,
    "convocation": convocation.template,
    "emargement": emargement.template,
    "pv": pv.template,
    "comparatif": comparatif.template,
}


def main(folder: Path) -> None:
    """Write the templates into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, template in TEMPLATES.items():
        (folder / f"{name}.docx").write_bytes(template().docx())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "templates")
