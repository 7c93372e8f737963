"""What a workbook shows otherwise than calamine gives it, read from its XML.

Not with openpyxl, which takes twice as long and refuses workbooks that Excel opens.
"""

import datetime
import posixpath
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from pathlib import Path

from assembler.model.tableur import Cell, CellError

Place = tuple[int, int]
"""Row and column in a sheet, 0-based."""

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def shown_otherwise(path: Path, sheets: Collection[str]) -> Mapping[str, Mapping[Place, Cell]]:
    """The cells of these sheets that calamine gives otherwise than a person sees them: an error,
    which it gives as an empty cell, and a number padded with zeros by its format, « 00012 ».

    KeyError when a part is missing, SyntaxError when one is no XML.
    """
    with zipfile.ZipFile(path) as package:
        padded = _padded_styles(package)
        return {
            name: dict(_cells(package.read(part), padded))
            for name, part in _parts(package)
            if name in sheets
        }


def epoch(path: Path) -> datetime.date:
    """The day 0 of the workbook's dates: old ones of Mac Excel count from 1904."""
    with zipfile.ZipFile(path) as package:
        mac = re.search(rb'date1904="(1|true)"', package.read("xl/workbook.xml"))
    return datetime.date(1904, 1, 1) if mac else datetime.date(1899, 12, 30)


def _parts(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet, and the part it stands in."""
    from lxml import etree

    relations = etree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for sheet in etree.fromstring(package.read("xl/workbook.xml")).iter("{*}sheet"):
        target = targets[sheet.get(_RELATION)]
        yield sheet.get("name", ""), posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _padded_styles(package: zipfile.ZipFile) -> Mapping[str, int]:
    """The cell styles that pad a number with zeros, by rank: how many digits they show."""
    if "xl/styles.xml" not in package.namelist():
        return {}
    from lxml import etree

    styles = etree.fromstring(package.read("xl/styles.xml"))
    widths = {
        style.get("numFmtId"): len(zeros[1])
        for style in styles.iter("{*}numFmt")
        if (zeros := re.fullmatch(r"(0{2,})(?:;@)?", style.get("formatCode", "")))
    }
    return {
        str(rank): widths[style.get("numFmtId")]
        for rank, style in enumerate(styles.iterfind("{*}cellXfs/{*}xf"))
        if style.get("numFmtId") in widths
    }


def _cells(xml: bytes, padded: Mapping[str, int]) -> Iterator[tuple[Place, Cell]]:
    if not padded and b't="e"' not in xml:
        return
    from lxml import etree

    r = -1
    for _, row in etree.iterparse(BytesIO(xml), tag="{*}row", resolve_entities=False):
        r, c = int(row.get("r", r + 2)) - 1, -1
        for cell in row:
            c = _column(cell.get("r", "")) if cell.get("r") else c + 1
            kind, style = cell.get("t", "n"), cell.get("s", "")
            if kind == "e":
                yield (r, c), CellError(cell.findtext("{*}v") or "#REF!")
            elif kind == "n" and style in padded:
                value = cell.findtext("{*}v", "")
                if value.isdigit():
                    yield (r, c), value.zfill(padded[style])
        row.clear()


def _column(reference: str) -> int:
    """« AB12 » → 27."""
    place = 0
    for letter in re.sub(r"[^A-Z]", "", reference):
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
