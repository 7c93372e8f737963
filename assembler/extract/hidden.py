"""Text that nobody sees: white letters on a white page, which search engines were meant to find."""

from collections.abc import Sequence

from pdfminer.layout import LTCurve

from assembler.extract.layout import Bounds, Layout


def hidden_chars(layout: Layout) -> frozenset[int]:
    """The identities of the characters that are white, with nothing but white behind them."""
    white = [char for char in layout.chars if _is_white(char.graphicstate.ncolor)]
    if not white:
        return frozenset()
    behind = [layout.bounds(path) for path in layout.paths if _is_painted(path)]
    behind += [layout.bounds(picture) for picture in layout.pictures]
    return frozenset(id(char) for char in white if not _stands_on(layout.bounds(char), behind))


def _is_painted(path: LTCurve) -> bool:
    return bool(path.fill) and not _is_white(path.non_stroking_color)


def _is_white(colour: object) -> bool:
    """Is it white: grey 1, red, green and blue 1, or no ink at all?"""
    if isinstance(colour, int | float):
        return colour == 1
    if not isinstance(colour, Sequence) or not all(isinstance(n, int | float) for n in colour):
        return False
    if len(colour) == 4:
        return not any(colour)
    return len(colour) in (1, 3) and all(n == 1 for n in colour)


def _stands_on(box: Bounds, others: Sequence[Bounds]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(one[0] <= x <= one[2] and one[1] <= y <= one[3] for one in others)
