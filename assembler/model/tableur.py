"""Rows of cells, whatever spreadsheet they come from. Knows nothing of candidates."""

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True)
class Stream(Generic[T_co]):
    """What is read anew each time somebody goes through it, and never held whole."""

    read: Callable[[], Iterator[T_co]]

    def __iter__(self) -> Iterator[T_co]:
        return self.read()


@dataclass(frozen=True)
class CellError:
    """An error a spreadsheet shows in a cell, such as #REF!."""

    code: str


Cell = (
    str | int | float | bool
    | datetime.date | datetime.datetime | datetime.time | datetime.timedelta
    | CellError
)  # fmt: skip
"""An empty cell is an empty text."""

Row = Sequence[Cell]
Rows = Sequence[Row]


@dataclass(frozen=True)
class Table:
    """A list as a spreadsheet holds it, from the first row of the sheet on.

    `epoch`: the day 0 of dates that are written as numbers; None where cells are text.
    """

    rows: Iterable[Row]
    epoch: datetime.date | None = None


# As Excel and LibreOffice write them, in English and in French.
_ERROR = re.compile(
    r"#(?:REF|VALEUR|VALUE|DIV/0|NUL|NULL|NOMBRE|NUM|EPARS|SPILL|CALC|CHAMP|FIELD) ?!"
    r"|#(?:NOM|NAME) ?\?|#N/[AD]|Err ?:[0-9]{3}"
)


def tidied(cell: Cell) -> Cell:
    """The cell without the spaces and control characters nobody sees; an error that was exported as
    text is an error."""
    if not isinstance(cell, str):
        return cell
    visible = cell
    if not cell.isprintable():
        visible = "".join(" " if unicodedata.category(c) == "Cc" else c for c in cell)
    text = " ".join(visible.split())
    return CellError(text) if text[:1] in ("#", "E") and _ERROR.fullmatch(text) else text


def letters(place: int) -> str:
    """The letters a spreadsheet shows above a column: 0 → A, 26 → AA."""
    rank, name = place + 1, ""
    while rank:
        rank, letter = divmod(rank - 1, 26)
        name = chr(ord("A") + letter) + name
    return name
