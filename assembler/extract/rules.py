"""The rules of a page, and the cells that they close."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pdfminer.layout import LTRect
from pdfplumber.table import (
    cells_to_tables,
    edges_to_intersections,
    intersections_to_cells,
    merge_edges,
)

from assembler.extract.chars import Char
from assembler.extract.damage import CrowdedPageError
from assembler.extract.layout import Bounds, Layout
from assembler.extract.shading import shaded_heading

HANGING = 0.5
"""A line hangs over a border when it begins less than this share of its size below it."""
RESUMES = 14.0
"""An upright rule that goes on within this distance, in points, was only interrupted."""
THIN = 3.0
"""A box no thicker than this, in points, is a rule."""
SNAP = 3.0
"""Rules closer than this, in points, meet: pdfplumber's own measure."""
MAX_PAIRS = 4_000_000
"""Upright rules times level ones, beyond which a page is a drawing. The most seen: 122,000."""
MAX_CROSSINGS = 10_000
"""Places where rules cross; pdfplumber compares each with each. (Seven seconds.)"""


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


def table_boxes(layout: Layout, chars: Sequence[Char]) -> tuple[tuple[Bounds, ...], ...]:
    """The cells that the rules close, table by table; rules cut by the page's edge are closed.

    Raises CrowdedPageError: a hatching, a plan.
    """
    left, top, right, bottom = layout.box
    rules = [
        Rule(max(rule.x0, left), max(rule.top, top), min(rule.x1, right), min(rule.bottom, bottom))
        for rule in _rules(layout)
        if rule.x1 >= left and rule.x0 <= right and rule.bottom >= top and rule.top <= bottom
    ]
    upright = sum(rule.upright for rule in rules)
    if upright * (len(rules) - upright) > MAX_PAIRS:
        raise CrowdedPageError
    missing = _missing_rules(rules)
    level = [rule for rule in rules if not rule.upright]
    rules += missing
    fills = [layout.bounds(path) for path in layout.paths if path.fill]
    fills = [one for one in fills if min(one[2] - one[0], one[3] - one[1]) > THIN]
    return tuple(
        (*shaded_heading(boxes, fills, chars), *_reaching(boxes, missing, level, chars))
        for boxes in _closed(rules)
    )


def _closed(rules: Sequence[Rule]) -> Iterator[tuple[Bounds, ...]]:
    """The cells, table by table, as pdfplumber finds them."""
    upright = [rule.edge() for rule in rules if rule.upright]
    level = [rule.edge() for rule in rules if not rule.upright]
    edges = merge_edges([*upright, *level], SNAP, SNAP, SNAP, SNAP)
    crossings = edges_to_intersections(
        [edge for edge in edges if max(edge["width"], edge["height"]) >= SNAP], SNAP, SNAP
    )
    if len(crossings) > MAX_CROSSINGS:
        raise CrowdedPageError
    for cells in cells_to_tables(intersections_to_cells(crossings)):
        yield tuple((cell[0], cell[1], cell[2], cell[3]) for cell in cells)


def _reaching(
    boxes: tuple[Bounds, ...], missing: Sequence[Rule], level: Sequence[Rule], chars: Sequence[Char]
) -> tuple[Bounds, ...]:
    """The cells of a table; those over an open border at its foot reach down to the lines of text
    that hang over it (Chromium closes the neighbours of a cut cell higher than its last lines)."""
    foot = max(box[3] for box in boxes)
    if not any(abs(rule.top - foot) < 3 for rule in missing):
        return boxes
    low = foot
    open_cells = [box for box in boxes if foot - box[3] < 3 and not _ruled(box, level)]
    below = [char for char in chars if foot < char.middle[1] and char.text.strip()]
    for char in sorted(below, key=lambda char: char.top):
        if char.top > low + HANGING * char.size:
            break
        if any(box[0] <= char.middle[0] <= box[2] for box in open_cells):
            low = max(low, char.bottom)
    return tuple((x0, y0, x1, low if foot - y1 < 3 else y1) for x0, y0, x1, y1 in boxes)


def _ruled(box: Bounds, level: Sequence[Rule]) -> bool:
    """Is there a rule under a cell?"""
    middle = (box[0] + box[2]) / 2
    return any(abs(rule.top - box[3]) < 4 and rule.x0 <= middle <= rule.x1 for rule in level)


def _missing_rules(rules: Sequence[Rule]) -> list[Rule]:
    """Level rules where at least two upright ones end and none goes all the way: open borders.

    Word processors leave out the outer rule of a table at a page break, under all of its columns or
    under those whose cells go on.
    """
    upright = [rule for rule in _joined(rules) if rule.length > 8]
    level = [rule for rule in rules if not rule.upright and rule.length > 8]
    ends = sorted(
        (y, rule.x0)
        for rule in upright
        for y in (rule.top, rule.bottom)
        if not any(_goes_on(rule, y, other) for other in upright)
    )
    missing: list[Rule] = []
    for y, _ in ends:
        if missing and abs(y - missing[-1].top) < 4:
            continue
        across = [x for other, x in ends if abs(other - y) < 4]
        if len({round(x) for x in across}) >= 2 and not _covered(y, across, level):
            missing.append(Rule(min(across), y, max(across), y))
    return missing


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """The upright rules, those joined that Chromium draws in pieces, one for each row."""
    joined: list[Rule] = []
    for rule in sorted((one for one in rules if one.upright), key=lambda one: (one.x0, one.top)):
        last = joined[-1] if joined else None
        if last and rule.x0 - last.x0 < 0.5 and last.top <= rule.top <= last.bottom + 1:
            joined[-1] = replace(last, bottom=max(last.bottom, rule.bottom))
        else:
            joined.append(rule)
    return joined


def _covered(y: float, across: Sequence[float], level: Sequence[Rule]) -> bool:
    """Do level rules at this height reach, without a gap, from the first upright to the last?"""
    reached = min(across) + 3
    for rule in sorted((one for one in level if abs(one.top - y) < 4), key=lambda one: one.x0):
        if rule.x0 > reached + 3:
            break
        reached = max(reached, rule.x1)
    return reached >= max(across) - 3


def _goes_on(rule: Rule, y: float, other: Rule) -> bool:
    """Does an upright rule go on beyond its end at `y` with another one, there or close by? (Thin
    rows that only part others have none.)"""
    if abs(other.x0 - rule.x0) > SNAP:
        return False
    if y == rule.top:
        return other.top < y - 0.5 and other.bottom > y - RESUMES
    return other.bottom > y + 0.5 and other.top < y + RESUMES
