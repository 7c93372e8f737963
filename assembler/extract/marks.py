"""The marks of a page: characters and rules, as pdfplumber gives them, cleaned."""

import hashlib
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeAlias, overload

from pdfminer.layout import LTRect
from pdfplumber.page import Page

from assembler.extract.layout import Bounds, Layout, read_layout
from assembler.extract.structure import Tags

HANGING = 0.5
"""A line hangs over a border when it begins less than this share of its size below it."""
RESUMES = 14.0
"""An upright rule that goes on within this distance, in points, was only interrupted."""
THIN = 3.0
"""A box no thicker than this, in points, is a rule."""


_Look: TypeAlias = tuple[bool, int, tuple[int, int] | None]


class Char(NamedTuple):
    """A character. `turn` says how it lies: 0 upright, 90 read upwards, -90 read downwards."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    turn: int
    tag: tuple[int, int] | None = None
    """The row and the cell of the structure tree that it belongs to, where there is a tree."""

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


class Chars(Sequence[Char]):
    """Characters, packed: as objects, those of three hundred pages take 300 MB."""

    def __init__(self, chars: Sequence[Char]) -> None:
        looks: dict[_Look, _Look] = {}
        self._texts = tuple(char.text for char in chars)
        self._places = array("d", (number for char in chars for number in char[1:6]))
        self._looks = tuple(looks.setdefault(char[6:], char[6:]) for char in chars)

    def __len__(self) -> int:
        return len(self._texts)

    def __iter__(self) -> Iterator[Char]:
        places = iter(self._places)
        fives = zip(places, places, places, places, places, strict=True)
        for text, place, look in zip(self._texts, fives, self._looks, strict=True):
            yield Char(text, *place, *look)

    @overload
    def __getitem__(self, index: int) -> Char: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Char]: ...
    def __getitem__(self, index: int | slice) -> Char | Sequence[Char]:
        return tuple(self)[index]


@dataclass(frozen=True)
class PageMarks:
    """A page: its size in points, its characters, the boxes that its rules close."""

    number: int
    width: float
    height: float
    chars: Chars
    slanted: Chars
    """Characters neither upright nor at a right angle: watermarks."""
    boxes: tuple[tuple[Bounds, ...], ...]
    """For each table, its cells."""
    pictured: float = 0.0
    """The share of the page that pictures cover; more than 1 when they overlap."""


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_marks(page: Page, tags: Tags) -> PageMarks:
    """The marks of one page. The page's caches are released before returning.

    Raises CrowdedPageError, or any exception when the page is damaged.
    """
    layout = read_layout(page)
    chars = list(_clean(page, layout, tags))
    marks = PageMarks(
        number=page.page_number,
        width=float(page.width),
        height=float(page.height),
        chars=Chars([char for char, slanted in chars if not slanted]),
        slanted=Chars([char for char, slanted in chars if slanted]),
        boxes=_table_boxes(page, layout, [char for char, slanted in chars if not slanted]),
        pictured=_pictured(page, layout),
    )
    page.close()
    return marks


def _pictured(page: Page, layout: Layout) -> float:
    boxes = [layout.bounds(picture) for picture in layout.pictures]
    area = sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in boxes)
    return area / float(page.width * page.height or 1)


def _clean(page: Page, layout: Layout, tags: Tags) -> Iterator[tuple[Char, bool]]:
    """The characters inside the page box, fake bold (the same glyph twice) told once."""
    seen: dict[tuple[str, int, int], list[tuple[float, float]]] = {}
    left, top, right, bottom = page.bbox
    for raw in layout.chars:
        x0, y0, x1, y1 = layout.bounds(raw)
        middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
        if not (left <= middle_x <= right and top <= middle_y <= bottom):
            continue
        a, b, c, d = raw.matrix[:4]
        turn, slanted = _turn(a, b, c, d)
        size = (y1 - y0) if turn == 0 else (x1 - x0)
        if size <= 0:
            # Nobody sees it; and distances are measured in sizes.
            continue
        text = _readable(raw.get_text())
        if text.strip():
            reach = max(size * 0.12, 0.6)
            key = (text, int(x0 // 4), int(y0 // 4))
            near = [
                place
                for dx in (-1, 0, 1)
                for dy in (-1, 0, 1)
                for place in seen.get((text, key[1] + dx, key[2] + dy), ())
            ]
            if any(abs(x - x0) < reach and abs(y - y0) < reach for x, y in near):
                continue
            seen.setdefault(key, []).append((x0, y0))
        tag = tags.of(page.page_obj.pageid, getattr(raw, "mcid", None))
        yield Char(text, x0, y0, x1, y1, size, _is_bold(raw.fontname), turn, tag), slanted


@lru_cache(maxsize=256)
def _is_bold(font: object) -> bool:
    # Damaged files name their fonts by anything.
    name = str(font).lower()
    return "bold" in name or "black" in name


def _readable(text: str) -> str:
    """A glyph's text; U+FFFD where its font does not tell: symbol fonts draw bullets so."""
    if text.startswith("(cid:") or unicodedata.category(text[:1] or " ") == "Cc":
        return "\ufffd"
    return text


def _turn(a: float, b: float, c: float, d: float) -> tuple[int, bool]:
    """How a character lies, from its matrix; and whether it is slanted (a watermark)."""
    # An italic made by shearing keeps b at 0; only a real turn changes the direction of the line.
    if abs(b) <= abs(a) * 0.05:
        return 0, False
    if abs(a) <= abs(b) * 0.05:
        return (90 if b > 0 else -90), False
    return 0, True


@dataclass(frozen=True, slots=True)
class Rule:
    """A level or upright rule: from (x0, top) to (x1, bottom)."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def upright(self) -> bool:
        return self.bottom - self.top > self.x1 - self.x0

    @property
    def length(self) -> float:
        return max(self.x1 - self.x0, self.bottom - self.top)

    def edge(self) -> dict[str, float | str]:
        """The rule as pdfplumber's table finder takes it."""
        return {
            "object_type": "line",
            "x0": self.x0,
            "top": self.top,
            "x1": self.x1,
            "bottom": self.bottom,
            "width": self.x1 - self.x0,
            "height": self.bottom - self.top,
            "orientation": "v" if self.upright else "h",
        }


def _rules(layout: Layout) -> Iterator[Rule]:
    """The rules of a page: lines, outlines of boxes, and boxes so thin that they are lines.

    A filled box without an outline is shading (Word shades a cell line by line), not a border.
    """
    for path in layout.paths:
        x0, top, x1, bottom = layout.bounds(path)
        width, height = x1 - x0, bottom - top
        if min(width, height) <= THIN:
            x, y = (x0 + x1) / 2, (top + bottom) / 2
            yield Rule(x, top, x, bottom) if height > width else Rule(x0, y, x1, y)
        elif isinstance(path, LTRect) and path.stroke:
            yield Rule(x0, top, x1, top)
            yield Rule(x0, bottom, x1, bottom)
            yield Rule(x0, top, x0, bottom)
            yield Rule(x1, top, x1, bottom)


def _table_boxes(
    page: Page, layout: Layout, chars: Sequence[Char]
) -> tuple[tuple[Bounds, ...], ...]:
    """The cells that the rules close, table by table; rules cut by the page's edge are closed."""
    left, top, right, bottom = page.bbox
    rules = [
        Rule(max(rule.x0, left), max(rule.top, top), min(rule.x1, right), min(rule.bottom, bottom))
        for rule in _rules(layout)
        if rule.x1 >= left and rule.x0 <= right and rule.bottom >= top and rule.top <= bottom
    ]
    missing = _missing_rules(rules)
    rules += missing
    upright = [rule.edge() for rule in rules if rule.upright]
    level = [rule.edge() for rule in rules if not rule.upright]
    if len(upright) < 2 or len(level) < 2:
        return ()
    found = page.find_tables(
        {
            "vertical_strategy": "explicit",
            "horizontal_strategy": "explicit",
            "explicit_vertical_lines": upright,
            "explicit_horizontal_lines": level,
        }
    )
    return tuple(
        _reaching(tuple((c[0], c[1], c[2], c[3]) for c in table.cells), missing, chars)
        for table in found
        if table.cells
    )


def _reaching(
    boxes: tuple[Bounds, ...], missing: Sequence[Rule], chars: Sequence[Char]
) -> tuple[Bounds, ...]:
    """The cells of a table; those over an open border at its foot reach down to the line of text
    that hangs over it (Chromium closes the neighbours of a cut cell higher than its last line)."""
    foot = max(box[3] for box in boxes)
    if not any(abs(rule.top - foot) < 3 for rule in missing):
        return boxes
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    hanging = [
        char.bottom
        for char in chars
        if left <= char.middle[0] <= right
        and foot < char.middle[1]
        and char.top < foot + HANGING * char.size
    ]
    if not hanging:
        return boxes
    low = max(hanging)
    return tuple((x0, y0, x1, low if foot - y1 < 3 else y1) for x0, y0, x1, y1 in boxes)


def _missing_rules(rules: Sequence[Rule]) -> list[Rule]:
    """Level rules where at least two upright ones end and none goes all the way: open borders.

    Word processors leave out the outer rule of a table at a page break, under all of its columns or
    under those whose cells go on.
    """
    upright = [rule for rule in rules if rule.upright and rule.length > 8]
    level = [rule for rule in rules if not rule.upright and rule.length > 8]
    ends = sorted(
        (y, rule.x0)
        for rule in upright
        for y in (rule.top, rule.bottom)
        if not any(other is not rule and _resumes(y, rule.x0, other) for other in upright)
    )
    missing: list[Rule] = []
    for y, _ in ends:
        if missing and abs(y - missing[-1].top) < 4:
            continue
        across = [x for other, x in ends if abs(other - y) < 4]
        if len({round(x) for x in across}) >= 2 and not _covered(y, across, level):
            missing.append(Rule(min(across), y, max(across), y))
    return missing


def _covered(y: float, across: Sequence[float], level: Sequence[Rule]) -> bool:
    """Do level rules at this height reach, without a gap, from the first upright to the last?"""
    reached = min(across) + 3
    for rule in sorted((one for one in level if abs(one.top - y) < 4), key=lambda one: one.x0):
        if rule.x0 > reached + 3:
            break
        reached = max(reached, rule.x1)
    return reached >= max(across) - 3


def _resumes(y: float, x: float, rule: Rule) -> bool:
    """Does an upright rule go on here, or close by? (Thin rows that only part others have none.)"""
    return abs(rule.x0 - x) <= 3 and rule.top - RESUMES < y < rule.bottom + RESUMES
