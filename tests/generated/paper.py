"""A document before it is printed: titles, prose and tables of cells, and how they shall look.

Each producer (Word, HTML, drawn by hand) sets the same document in its own way.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal


@dataclass(frozen=True)
class Para:
    """A paragraph of a cell. `before` is the space above it, in points."""

    text: str
    bullet: str = ""
    bold: bool = False
    before: float = 0.0
    level: int = 0
    """How deep a bullet is indented."""


@dataclass(frozen=True)
class Cell:
    """A cell: its paragraphs, and how many rows and columns it covers."""

    paras: tuple[Para, ...] = ()
    rows: int = 1
    cols: int = 1
    fill: str | None = None
    rotated: bool = False
    middle: bool = False
    tick: bool = False
    """An empty box drawn as lines, not as text."""


Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """Rows of the cells that begin in them, from left to right; `widths` are weights.

    The first `header` rows are headings, set again on each page when `repeat` is true.
    """

    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    header: int
    repeat: bool = False


@dataclass(frozen=True)
class Title:
    """A line of its own between tables. `page_after`: what follows begins a new page."""

    text: str
    page_after: bool = False


@dataclass(frozen=True)
class Prose:
    """A paragraph outside the tables."""

    text: str


@dataclass(frozen=True)
class Turn:
    """A new page, upright or not, from here on."""

    landscape: bool


HEADING_FILL = "#D9E2F3"
Block = Title | Prose | Table | Turn
Rules = Literal["lines", "rects", "fills", "dashes"]
Glyphs = Literal[
    "plain", "no-space", "ligatures", "doubled", "hyphens", "raised", "spaced", "white"
]
RAISED = re.compile(r"(?<=\d)e(?= année)|(?<= m)2\b")
"""What is set as an exponent: « 2e année », « 12 m2 »."""


@dataclass(frozen=True)
class Look:
    """How a document is printed. What a producer can't do, it is not asked (see `layout`)."""

    landscape: bool = True
    size: float = 9.0
    breaks: Literal["rows", "lines"] = "rows"
    """Where a page may end: between rows, or between any two lines."""
    rules: Rules = "lines"
    open_breaks: bool = False
    """No rule where the page cuts a cell."""
    glyphs: Glyphs = "plain"
    watermark: str | None = None
    footer_table: bool = False
    running_title: bool = False
    rotated_page: bool = False
    """Pages kept upright in the file, with /Rotate 90."""
    justified: bool = False
    footnote: bool = False
    shaded_heading: bool = field(default=False, repr=False)
    """The heading has no rules, only shading."""
    lists: bool = field(default=False, repr=False)
    """Bullets as the browser draws them for lists."""
    label_again: bool = False
    """A label that a page cuts stands once more at the top of the next page."""
    label_outside: bool = False
    """The first cell of each row that a page cuts stands once more, outside the page box."""


@dataclass(frozen=True)
class Document:
    """One PDF to be made."""

    blocks: tuple[Block, ...]
    look: Look = field(default_factory=Look)


def hyphenation(word: str) -> tuple[int, ...]:
    """After how many letters a word may be cut: before a consonant between two vowels.

    Near enough to French; a word of fewer than seven letters stays whole.
    """
    vowels = "aeiouyéèêàâîôûœ"
    if not word.isalpha() or len(word) < 7:
        return ()
    return tuple(
        cut
        for cut in range(3, len(word) - 2)
        if word[cut - 1] in vowels and word[cut] not in vowels and word[cut + 1] in vowels
    )


def with_soft_hyphens(text: str) -> str:
    """The text with a soft hyphen wherever a word may be cut."""
    return " ".join(_with_soft_hyphens(word) for word in text.split(" "))


def _with_soft_hyphens(word: str) -> str:
    cuts = (0, *hyphenation(word), len(word))
    return "\u00ad".join(word[a:b] for a, b in pairwise(cuts))
