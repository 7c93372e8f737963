"""Candidate lists written as spreadsheets write them, and read back."""

import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from assembler.model import Candidat, Refus, read_candidats
from assembler.model.session import SourceCandidats

BLOCS = ["RNCP37805BC01", "RNCP37805BC02", "RNCP37805BC10"]


@dataclass(frozen=True)
class Held:
    """A list gone through once."""

    candidats: tuple[Candidat, ...]
    refus: tuple[Refus, ...]


def held(folder: Path, jurys: Sequence[str] = (), source: SourceCandidats | None = None) -> Held:
    """The list in a session's folder, whole."""
    liste = read_candidats(folder, blocs=BLOCS, jurys=jurys, source=source)
    return Held(tuple(liste.candidats), tuple(liste.refus))


def from_csv(folder: Path, text: str, encoding: str = "utf-8", jurys: Sequence[str] = ()) -> Held:
    (folder / "candidats.csv").write_bytes(text.encode(encoding))
    return held(folder, jurys)


def from_xlsx(folder: Path, rows: Sequence[Sequence[object]]) -> Held:
    """The list of these rows, on the first sheet of a workbook whose second one is broken."""

    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        for row in rows:
            sheet.append(list(row))
        workbook.create_sheet("Autre").append(["=1/0"])

    save(folder / "candidats.xlsx", fill)
    return held(folder)


def save(path: Path, fill: Callable[[Workbook, Worksheet], None]) -> None:
    """A workbook, as `fill` fills it and its first sheet."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    fill(workbook, sheet)
    workbook.save(path)


def edit_part(path: Path, part: str, old: str, new: str) -> None:
    """Replaces a text in a part of a workbook: what openpyxl does not write, spreadsheets do."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    edited = re.sub(old, new, parts[part].decode())
    assert edited.encode() != parts[part]
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, data in (parts | {part: edited.encode()}).items():
            package.writestr(name, data)
    path.write_bytes(content.getvalue())
