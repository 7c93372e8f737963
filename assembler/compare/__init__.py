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
from assembler.compare.report import compare
from assembler.compare.words import in_words, name, nature_in_words

__all__ = [
    "Changement",
    "Comparaison",
    "Detail",
    "Mot",
    "Nature",
    "Objet",
    "Renvoi",
    "Resume",
    "Version",
    "compare",
    "in_words",
    "name",
    "nature_in_words",
]
