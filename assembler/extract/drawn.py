"""Bullets that are drawn, not written: browsers set those of HTML lists as small discs and squares.

Each is read as the sign that it looks like, in front of the text it stands before.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from pdfminer.layout import LTCurve, LTRect

from assembler.extract.chars import Char
from assembler.extract.layout import Bounds, Layout

SMALLEST = 0.9
"""A dot smaller than this, in points, is none."""
HIGH = 0.75
"""A bullet is no higher than this share of the size of its text."""
NEAR = 1.6
"""Its text begins within this distance, as a share of its size."""
ALONE = 0.4
"""And no text ends this near in front of it: it would be part of the line."""
_BAND = 8.0


def drawn_bullets(layout: Layout, chars: Sequence[Char]) -> list[Char]:
    """The bullets that a page draws, as characters of the lines they stand in front of."""
    dots = [(path, box) for path in layout.paths if _is_dot(box := layout.bounds(path))]
    if not dots:
        return []
    lines: dict[int, list[Char]] = defaultdict(list)
    for char in chars:
        if char.turn == 0 and char.text.strip():
            for band in range(int(char.top // _BAND), int(char.bottom // _BAND) + 1):
                lines[band].append(char)
    return list(_bullets(dots, lines))


def _is_dot(box: Bounds) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return SMALLEST <= height < 12 and abs(width - height) <= 0.25 * height


def _bullets(
    dots: Sequence[tuple[LTCurve, Bounds]], lines: dict[int, list[Char]]
) -> Iterator[Char]:
    seen: set[tuple[int, int]] = set()
    for path, box in dots:
        place = round(box[0]), round(box[1])
        middle = (box[1] + box[3]) / 2
        line = [c for c in lines[int(middle // _BAND)] if c.top < middle < c.bottom]
        behind = min((c for c in line if c.x0 >= box[2] - 0.5), key=lambda c: c.x0, default=None)
        if behind is None or place in seen:
            continue
        near = behind.x0 - box[2] <= NEAR * behind.size
        high = box[3] - box[1] > HIGH * behind.size
        inside = any(-0.5 <= box[0] - c.x1 < ALONE * c.size for c in line if c is not behind)
        if near and not high and not inside:
            seen.add(place)
            yield behind._replace(text=_sign(path), x0=box[0], x1=box[2], bold=False)


def _sign(path: LTCurve) -> str:
    if isinstance(path, LTRect):
        return "▪" if path.fill else "☐"
    return "•" if path.fill else "◦"
