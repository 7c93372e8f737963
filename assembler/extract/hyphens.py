"""Hyphens at the end of a line: a wrap's, to be undone, or a compound word's, to be kept.

The document itself tells: the word whole elsewhere in it, or its two halves as words of their own.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assembler.extract.tables import Cell, Line, Paragraph, Table

_AT_WRAP = re.compile(r"(?P<left>[^\W\d_]+)[-\u2010]$")
_RIGHT = re.compile(r"(?P<right>[^\W\d_]+)")
_FIRSTS = re.compile(
    "agro|anti|après|arrière|au|auto|avant|bas|bien|ci|co|compte|contre|demi|e|éco|elle|entre|état|"
    "eux|ex|extra|franco|grand|haut|hors|inter|là|lui|main|mi|micro|mini|mise|moi|mot|mots|moyen|"
    "multi|non|nous|outre|par|peut|petit|porte|post|pré|quasi|quelques|rendez|sans|savoir|self|semi|"
    "socio|soi|sous|sur|sus|tiers|tout|très|un|vice|vis"
)
"""What stands in front of the hyphen of compound words."""

_WHOLE = re.compile(
    r"[ée]cono|[ée]colog|entrepr|entretien|entrepos|interven|interne|interfac|interlocut|interpr|"
    r"partenai|partic|partag|parcours|surveill|automat|automobil|autonom|autoris|contrôl|contrib|"
    r"contrat|contrain|prévis|prévent|préven|prépar|présent|précis|préconis|minim|extrai|exerc|"
    r"expér|expl|exig|exécut|exemp|coh[ée]|coll|comm|comp|cons|coord|maint|micro(?:ph|sc)|multipl"
)
"""How words begin that are never compounds, though such a word seems to stand in front."""


def undo_hyphens(tables: Sequence[Table]) -> tuple[Table, ...]:
    """The tables with the hyphens of wraps marked as soft ones (U+00AD), which joining undoes."""
    words = _words(tables)
    return tuple(
        replace(table, cells=tuple(_undone(cell, words) for cell in table.cells))
        for table in tables
    )


def is_wrap_hyphen(left: str, right: str, words: frozenset[str]) -> bool:
    """Was the word `left``right` cut by a wrap, or is it the compound `left`-`right`?

    `words`: the words of the document, in lower case, those cut by wraps left out.
    """
    left, right = left.lower(), right.lower()
    if left + right in words or _WHOLE.match(left + right):
        return True
    if f"{left}-{right}" in words or _FIRSTS.fullmatch(left):
        return False
    return not (left in words and right in words)


def _words(tables: Sequence[Table]) -> frozenset[str]:
    found: set[str] = set()
    for table in tables:
        for cell in table.cells:
            lines = list(cell.lines)
            for number, line in enumerate(lines):
                words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", line.text.lower())
                cut_before = number > 0 and _AT_WRAP.search(lines[number - 1].text)
                found.update(words[1 if cut_before else 0 :])
                found.update(part for word in words[1:-1] for part in word.split("-"))
                if words and _AT_WRAP.search(line.text):
                    found.discard(words[-1])
    return frozenset(found)


def _undone(cell: Cell, words: frozenset[str]) -> Cell:
    if not any(_AT_WRAP.search(line.text) for line in cell.lines):
        return cell
    paragraphs = tuple(
        Paragraph(tuple(_undone_lines(paragraph.lines, words))) for paragraph in cell.paragraphs
    )
    return replace(cell, paragraphs=paragraphs)


def _undone_lines(lines: Sequence[Line], words: frozenset[str]) -> list[Line]:
    undone = list(lines)
    for number in range(len(lines) - 1):
        left = _AT_WRAP.search(lines[number].text)
        right = _RIGHT.match(lines[number + 1].text)
        # A capital behind the hyphen (« Saint-Étienne ») is never a wrap's.
        if not left or not right or right["right"][0].isupper():
            continue
        if is_wrap_hyphen(left["left"], right["right"], words):
            undone[number] = replace(lines[number], text=lines[number].text[:-1] + "\u00ad")
    return undone
