"""Spreadsheets and CSV files as rows of cells. Knows nothing of candidates."""

import csv
import datetime
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assembler.errors import InputError, Where


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

Rows = Sequence[Sequence[Cell]]

_ERROR = re.compile(r"#(REF!|N/A|NOM\?|NAME\?|VALEUR!|VALUE!|DIV/0!|NUL!|NULL!|NOMBRE!|NUM!)")


def read_xlsx(path: Path) -> Iterator[Rows]:
    """The rows of the first sheet, from its first row on. InputError when it can't be read."""
    first = next(iter(read_sheets(path).values()))
    yield [[_tidied(cell) for cell in row] for row in first]


def read_sheets(path: Path) -> Mapping[str, Rows]:
    """The rows of every sheet, from its first row on, by its name; texts as they stand.

    InputError when the workbook can't be read.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_path(path) as workbook:
            sheets = {
                name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
                for name in workbook.sheet_names
            }
        errors = _error_cells(path)
    except (CalamineError, OSError, zipfile.BadZipFile, LookupError, ValueError) as fault:
        raise InputError(
            "ce classeur ne peut pas être lu.",
            where=Where(path),
            todo="Vérifiez qu'il s'ouvre dans le tableur, sans mot de passe, et fermez-le ; "
            "au besoin enregistrez-le de nouveau au format .xlsx.",
        ) from fault
    return {
        name: [
            [errors.get((name, r, c)) or cell for c, cell in enumerate(row)]
            for r, row in enumerate(rows)
        ]
        for name, rows in sheets.items()
    }


def _error_cells(path: Path) -> dict[tuple[str, int, int], CellError]:
    """Where a sheet shows an error: calamine gives those cells as empty ones."""
    with zipfile.ZipFile(path) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
        if not any(b't="e"' in package.read(name) for name in sheets):
            return {}
    from openpyxl import load_workbook

    workbook = load_workbook(path, read_only=True, data_only=True)
    try:
        return {
            (sheet.title, r, c): CellError(str(cell.value))
            for sheet in workbook.worksheets
            for r, row in enumerate(sheet.iter_rows())
            for c, cell in enumerate(row)
            if cell.data_type == "e"
        }
    finally:
        workbook.close()


def read_csv(path: Path) -> Iterator[Rows]:
    """The rows of a CSV file, read with each separator an officer's spreadsheet may write.

    UTF-8 with or without BOM, UTF-16 with BOM, or Windows-1252. InputError when it is none.
    """
    text = _decoded(path)
    for separator in ";,\t":
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
        except csv.Error as fault:
            raise InputError(
                "ce fichier n'est pas un CSV bien formé.",
                where=Where(path),
                todo="Enregistrez-le de nouveau au format CSV depuis le tableur.",
            ) from fault
        yield [[_tidied(cell) for cell in row] for row in rows]


def _decoded(path: Path) -> str:
    try:
        content = path.read_bytes()
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16")
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return content.decode("cp1252")
    except UnicodeDecodeError:
        raise InputError(
            "l'encodage de ce fichier n'est pas reconnu.",
            where=Where(path),
            todo="Enregistrez-le de nouveau au format « CSV UTF-8 ».",
        ) from None
    except OSError as fault:
        raise InputError(
            f"ce fichier ne peut pas être lu ({fault.strerror}).",
            where=Where(path),
            todo="Vérifiez qu'il n'est pas ouvert ailleurs.",
        ) from fault


def _tidied(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    visible = "".join(" " if unicodedata.category(c) == "Cc" else c for c in cell)
    text = " ".join(visible.split())
    return CellError(text) if _ERROR.fullmatch(text) else text
