"""The sheets of a workbook as rows of cells."""

import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assembler.errors import InputError, Where
from assembler.model.faults import nearest
from assembler.model.headings import folded
from assembler.model.shown import Place, epoch, shown_otherwise
from assembler.model.tableur import Cell, CellError, Row, Rows, Stream, Table, tidied

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook


def read_sheet(path: Path, name: str | None = None) -> Table:
    """The sheet of that name, else the first that is not hidden. Its hidden rows are rows; what is
    merged over several rows stands in each. InputError when it can't be read.
    """
    with _opened(path) as workbook:
        sheet = _find_sheet(path, workbook, name)
        shown = shown_otherwise(path, [sheet]).get(sheet, {})
        day = epoch(path)
    return Table(Stream(partial(_rows, path, sheet, shown)), day)


def read_sheets(path: Path) -> Mapping[str, Rows]:
    """The rows of every sheet, from its first row on, by its name; texts as they stand.

    InputError when the workbook can't be read.
    """
    with _opened(path) as workbook:
        sheets: dict[str, list[list[Cell]]] = {
            name: [
                list(row)
                for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            ]
            for name in workbook.sheet_names
        }
        shown = shown_otherwise(path, sheets)
    for name, places in shown.items():
        for (r, c), cell in places.items():
            if isinstance(cell, CellError):
                sheets[name][r][c] = cell
    return sheets


_DAMAGE = (LookupError, ValueError, SyntaxError, NotImplementedError)
"""What parts that are missing, that are no XML, or packed in an unknown way end in."""


@contextmanager
def _opened(path: Path) -> Iterator["CalamineWorkbook"]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_path(path) as workbook:
            yield workbook
    except (CalamineError, OSError, zipfile.BadZipFile, *_DAMAGE) as fault:
        raise InputError(
            "ce classeur ne peut pas être lu.",
            where=Where(path),
            todo="Vérifiez qu'il s'ouvre dans le tableur, sans mot de passe, et fermez-le ; "
            "au besoin enregistrez-le de nouveau au format .xlsx.",
        ) from fault


def _find_sheet(path: Path, workbook: "CalamineWorkbook", name: str | None) -> str:
    from python_calamine import SheetVisibleEnum

    sheets = workbook.sheet_names
    if name is None:
        visible = (
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible
        )
        return next(visible, sheets[0])
    for sheet in sheets:
        if folded(sheet) == folded(name):
            return sheet
    raise InputError(
        f"la feuille « {name} » n'existe pas{nearest(name, sheets)}",
        where=Where(path),
        todo=f"Corrigez « feuille » dans session.yaml. Feuilles : {', '.join(sheets)}.",
    )


def _rows(path: Path, name: str, shown: Mapping[Place, Cell]) -> Iterator[Row]:
    with _opened(path) as workbook:
        sheet = workbook.get_sheet_by_name(name)
    # calamine gives the empty rows above the first cell, but not the empty columns before it.
    left = sheet.start[1] if sheet.start else 0
    merged = _Merged.of(sheet)
    for r, found in enumerate(sheet.iter_rows()):
        row: list[Cell] = [""] * left + [tidied(cell) for cell in found]
        if shown:
            row = [shown.get((r, c), cell) for c, cell in enumerate(row)]
        yield merged.spread(r, row)


@dataclass(frozen=True)
class _Merged:
    """The cells merged over several rows: the first of each, and its last row."""

    ends: Mapping[Place, int]
    under_way: dict[int, tuple[int, Cell]]
    """Column → last row and value of the merged cell that the row under way is in."""

    @classmethod
    def of(cls, sheet: "CalamineSheet") -> "_Merged":
        ranges = sheet.merged_cell_ranges or ()
        return cls({first: last[0] for first, last in ranges if last[0] > first[0]}, {})

    def spread(self, r: int, row: list[Cell]) -> Row:
        """The row, a cell merged with one above holding its value; an empty row stays empty."""
        if not self.ends or all(cell == "" for cell in row):
            return row
        for c, cell in enumerate(row):
            last, value = self.under_way.get(c, (-1, cell))
            if r <= last and cell == "":
                row[c] = value
            elif (r, c) in self.ends:
                self.under_way[c] = (self.ends[r, c], cell)
        return row
