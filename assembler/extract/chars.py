"""Characters of a page, where they stand."""

from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias, overload

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
