"""A heading that is told from the body of its table by its shading alone: no rule closes it."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeAlias

from assembler.extract.chars import Char
from assembler.extract.layout import Bounds

SAME = 4.0
"""What stands this near to each other, in points, touches."""
LEAST_COLUMNS = 3

Span: TypeAlias = tuple[float, float]


def shaded_heading(
    boxes: Sequence[Bounds], fills: Iterable[Bounds], chars: Sequence[Char]
) -> tuple[Bounds, ...]:
    """The cells of a heading that is only shaded, right above the cells of a table."""
    top = min(box[1] for box in boxes)
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    above = [
        one
        for one in fills
        if abs(one[3] - top) <= SAME and left - SAME <= one[0] and one[2] <= right + SAME
    ]
    reach = _merged([(one[0], one[2]) for one in above], SAME)
    if len(reach) != 1 or abs(reach[0][0] - left) > SAME or abs(reach[0][1] - right) > SAME:
        return ()
    high = min(one[1] for one in above)
    edges = sorted({round(x) for box in boxes for x in (box[0], box[2])})
    columns = [(a, b) for a, b in pairwise(edges) if b - a > SAME]
    inside = [c for c in chars if high <= c.middle[1] <= top and left <= c.middle[0] <= right]
    crossed = any(char.x0 < x < char.x1 for char in inside for x in edges[1:-1])
    if len(columns) < LEAST_COLUMNS or not inside or crossed:
        return ()
    return tuple((float(a), high, float(b), top) for a, b in columns)


def _merged(spans: Iterable[Span], gap: float) -> list[Span]:
    """The spans, those joined that overlap or stand nearer than `gap`."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start - merged[-1][1] < gap:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
