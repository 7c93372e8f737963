"""Two versions of a référentiel: what was reworded, moved, renumbered, added, removed."""

from assembler.compare.changes import (
    Changement,
    Comparaison,
    Detail,
    Mot,
    Nature,
    Objet,
    Renvoi,
    Resume,
    Version,
)
from assembler.compare.equivalences import Equivalence, equivalences
from assembler.compare.page import render_page
from assembler.compare.report import compare
from assembler.compare.words import (
    NATURES_PLURAL,
    OBJETS_PLURAL,
    heading,
    in_words,
    name,
    nature_in_words,
)

__all__ = [
    "NATURES_PLURAL",
    "OBJETS_PLURAL",
    "Changement",
    "Comparaison",
    "Detail",
    "Equivalence",
    "Mot",
    "Nature",
    "Objet",
    "Renvoi",
    "Resume",
    "Version",
    "compare",
    "equivalences",
    "heading",
    "in_words",
    "name",
    "nature_in_words",
    "render_page",
]
