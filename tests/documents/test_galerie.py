"""docs/galerie.md shows every template, and its pictures are there and small."""

import re
from pathlib import Path

from assembler.documents import GABARITS, VARIANTES

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "galerie.md").read_text("utf-8")


def test_chaque_famille_y_est() -> None:
    assert re.findall(r"^## (\w+)$", PAGE, re.MULTILINE) == list(GABARITS)


def test_une_famille_a_plusieurs_modeles_les_montre_tous() -> None:
    for famille, modeles in VARIANTES.items():
        assert len(set(re.findall(rf"galerie/{famille}-(\d+)-", PAGE))) >= len(modeles)


def test_chaque_image_est_la_et_aucune_autre() -> None:
    nommees = re.findall(r"!\[[^\]]+\]\(images/galerie/([\w-]+\.png)\)", PAGE)
    assert sorted(nommees) == sorted(file.name for file in (DOCS / "images/galerie").iterdir())
    assert sum(file.stat().st_size for file in (DOCS / "images/galerie").iterdir()) < 6_000_000
