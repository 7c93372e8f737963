"""The sheets as read: rows by column, each cell with its place, faults told at once."""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assembler.errors import InputError, Where
from assembler.model.classeur.cells import BLANKS, to_list, to_text
from assembler.model.classeur.layout import Column, Kind, Sheet
from assembler.model.faults import nearest
from assembler.model.headings import folded
from assembler.model.reading import raise_told
from assembler.model.tableur import Cell, CellError, Rows

Value = str | int | float | bool | datetime.date | list[str] | None

Node = Value | Mapping[str, "Node"] | Sequence["Node"]
Members = dict[str, Node]


@dataclass(frozen=True, order=True)
class Place:
    """A cell: the rank of its sheet, its row and column (1-based), and their names."""

    rank: int
    row: int
    column: int
    sheet: str
    heading: str = ""

    def __str__(self) -> str:
        named = f" ({self.heading})" if self.heading else ""
        letter = f", colonne {_letter(self.column)}{named}" if self.column else ""
        return f"feuille « {self.sheet} », ligne {self.row}{letter}"


def _letter(column: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass
class Faults:
    """What is wrong in the workbook, with its place."""

    path: Path
    found: list[tuple[Place, str]] = field(default_factory=list)

    def add(self, place: Place, message: str) -> None:
        self.found.append((place, message))

    def raise_all(self) -> None:
        """One InputError that tells them all; nothing when there is none."""
        # A cell that several readers asked for tells its fault several times.
        told = dict.fromkeys(sorted(self.found))
        raise_told(self.path, [(str(place), message) for place, message in told])


@dataclass(frozen=True)
class Row:
    """A row below the headings. `cells`: by the key of the column."""

    sheet: str
    rank: int
    number: int
    cells: Mapping[str, tuple[int, Column, Cell]]
    faults: Faults

    def place(self, key: str = "") -> Place:
        """Where the cell of that column stands; the row when there is no such column."""
        if key not in self.cells:
            return Place(self.rank, self.number, 0, self.sheet)
        number, column, _ = self.cells[key]
        return Place(self.rank, self.number, number, self.sheet, column.title)

    def value(self, key: str) -> Value:
        """The cell as the model takes it; None where it is empty ([] for a list)."""
        _, column, cell = self.cells[key]
        listed = column.kind in {Kind.LIST, Kind.CODES}
        if cell == "":
            return [] if listed else None
        if column.kind in {Kind.NUMBER, Kind.FLAG} or key == "date":
            return self._plain(key, cell)
        text = self._text(key, cell).strip(BLANKS)
        if listed:
            return to_list(text)
        return to_text(text) if text else None

    def is_empty(self, keys: Iterable[str]) -> bool:
        """Whether the cells of these columns are all empty."""
        return all(self.cells[key][2] == "" for key in keys)

    def _plain(self, key: str, cell: Cell) -> Value:
        if isinstance(cell, CellError | datetime.time | datetime.timedelta):
            return self._text(key, cell)
        if isinstance(cell, float) and cell.is_integer():
            return int(cell)
        return cell

    def _text(self, key: str, cell: Cell) -> str:
        """The text of a cell; what a spreadsheet made of it against the officer is a fault."""
        if isinstance(cell, str):
            return cell
        if isinstance(cell, bool):
            return "oui" if cell else "non"
        if isinstance(cell, int) or (isinstance(cell, float) and cell.is_integer()):
            return str(int(cell))
        if isinstance(cell, CellError):
            self.faults.add(self.place(key), f"le tableur y montre l'erreur {cell.code}")
            return ""
        made = "un nombre à virgule" if isinstance(cell, float) else "une date ou une heure"
        self.faults.add(
            self.place(key),
            f"le tableur a fait de ce texte {made} ; mettez la case au format Texte et "
            "tapez-le de nouveau",
        )
        return ""


def read_rows(sheet: Sheet, rank: int, rows: Rows, faults: Faults) -> Iterator[Row]:
    """The rows of a table that hold anything.

    InputError when a heading is missing, unknown or there twice.
    """
    columns = _columns(sheet, rows[0] if rows else [], faults.path)
    for number, cells in enumerate(rows[1:], start=2):
        by_key = {
            column.key: (place + 1, column, cells[place] if place < len(cells) else "")
            for place, column in columns.items()
        }
        for place, cell in enumerate(cells):
            if cell != "" and place not in columns:
                faults.add(
                    Place(rank, number, place + 1, sheet.title), "cette colonne n'a pas de titre"
                )
        if any(cell != "" for _, _, cell in by_key.values()):
            yield Row(sheet.title, rank, number, by_key, faults)


def _columns(sheet: Sheet, headings: Sequence[Cell], path: Path) -> dict[int, Column]:
    """The columns by their place, known by their heading, case and accents apart."""
    by_name = {folded(column.title): column for column in sheet.columns}
    found: dict[int, Column] = {}
    for place, heading in enumerate(headings):
        title = str(heading).strip()
        if not title:
            continue
        column = by_name.get(folded(title))
        if column is None:
            near = nearest(title, [column.title for column in sheet.columns])
            raise _heading_fault(path, sheet, f"colonne inconnue « {title} »{near}")
        if column in found.values():
            raise _heading_fault(path, sheet, f"la colonne « {title} » y est deux fois")
        found[place] = column
    missing = [column.title for column in sheet.columns if column not in found.values()]
    if missing:
        raise _heading_fault(path, sheet, f"il manque la colonne « {missing[0]} »")
    return found


def _heading_fault(path: Path, sheet: Sheet, what: str) -> InputError:
    return InputError(
        f"{what}.",
        where=Where(path, detail=f"feuille « {sheet.title} », ligne 1"),
        todo="Rendez à la ligne 1 les titres d'origine : "
        + ", ".join(column.title for column in sheet.columns)
        + ".",
    )
