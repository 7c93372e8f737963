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
from assembler.compare.wording import words_changed
from assembler.compare.words import (
    NATURES_PLURAL,
    OBJETS_PLURAL,
    OBJETS_SINGULAR,
    doubt_in_words,
    heading,
    in_words,
    name,
    nature_in_words,
    natures_in_words,
    percent,
    unbreakable,
)

__all__ = [
    "NATURES_PLURAL",
    "OBJETS_PLURAL",
    "OBJETS_SINGULAR",
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
    "doubt_in_words",
    "equivalences",
    "heading",
    "in_words",
    "name",
    "nature_in_words",
    "natures_in_words",
    "percent",
    "render_page",
    "unbreakable",
    "words_changed",
]
