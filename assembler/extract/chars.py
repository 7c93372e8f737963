"""Characters of a page, where they stand."""

from array import array
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import repeat
from typing import NamedTuple, overload


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
        self._texts = tuple(char.text for char in chars)
        self._places = array("d", (number for char in chars for number in char[1:6]))
        self._bold = bytes(char.bold for char in chars)
        self._turns = array("b", (char.turn for char in chars))
        self._tags = tuple(char.tag for char in chars) if any(char.tag for char in chars) else ()

    def __len__(self) -> int:
        return len(self._texts)

    def __iter__(self) -> Iterator[Char]:
        places = iter(self._places)
        bold, tags = map(bool, self._bold), self._tags or repeat(None)
        columns = (self._texts, *[places] * 5, bold, self._turns, tags)
        # Not Char(…): this is run for each character of the PDF, many times.
        return map(partial(tuple.__new__, Char), zip(*columns, strict=False))

    @overload
    def __getitem__(self, index: int) -> Char: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Char]: ...
    def __getitem__(self, index: int | slice) -> Char | Sequence[Char]:
        return tuple(self)[index]
