"""A Word document that is one table under a title: what an officer keeps beside the screen."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from assembler.fill.archive import deflate, write_zip

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell


@dataclass(frozen=True)
class Column:
    """A column of the table."""

    heading: str
    width: float
    """In centimetres."""
    is_code: bool
    """Whether it holds what is to be typed as it stands."""


@dataclass(frozen=True)
class Row:
    """A row of the table: a text for each column, or one band over all of them."""

    texts: tuple[str, ...]
    indent: int = 0
    """Of the first column, in steps."""


def word_table(title: str, intro: str, columns: tuple[Column, ...], rows: Iterable[Row]) -> bytes:
    """The bytes of a .docx in landscape, its heading row on each page; the same for the same words.

    A row with a single text is a band over all columns.
    """
    document = _empty_document(title)
    document.add_heading(title, level=1)
    document.add_paragraph(intro)
    table = document.add_table(rows=1, cols=len(columns), style="Table Grid")
    table.autofit = False
    _fill_heading(table, columns)
    for row in rows:
        _add_row(table, columns, row)
    return _same_bytes(document)


def _empty_document(title: str) -> Document:
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    document = docx.Document()
    # The part of python-docx's own template that no current Word writes.
    for rel_id, rel in list(document.part.rels.items()):
        if rel.reltype.endswith("/stylesWithEffects"):
            del document.part.rels[rel_id]
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(1.5)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(9)
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(1)
    for language in document.styles.element.iter("{*}lang"):
        for attribute in language.attrib:
            language.set(attribute, "fr-FR")
    properties = document.core_properties
    properties.title, properties.language = title, "fr-FR"
    properties.author = properties.comments = properties.last_modified_by = ""
    return document


def _fill_heading(table: Table, columns: tuple[Column, ...]) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    heading = table.rows[0]
    heading._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    # The grid, too: LibreOffice goes by it, Word by the cells.
    for drawn, column in zip(table.columns, columns, strict=True):
        drawn.width = Cm(column.width)
    for cell, column in zip(heading.cells, columns, strict=True):
        _write(cell, column, column.heading, bold=True)


def _add_row(table: Table, columns: tuple[Column, ...], row: Row) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    added = table.add_row()  # type: ignore[no-untyped-call]
    added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cells = added.cells
    if len(row.texts) == 1:
        _write_band(cells[0].merge(cells[-1]), row.texts[0])
        return
    for cell, column, text in zip(cells, columns, row.texts, strict=True):
        _write(cell, column, text)
    cells[0].paragraphs[0].paragraph_format.left_indent = Cm(0.5 * row.indent)


def _write_band(cell: _Cell, text: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    cell.text = ""
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run(text).bold = True
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "E7E6E6")):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _write(cell: _Cell, column: Column, text: str, *, bold: bool = False) -> None:
    from docx.shared import Cm

    cell.width = Cm(column.width)
    run = cell.paragraphs[0].add_run(text)
    run.bold = bold
    if column.is_code and not bold:
        run.font.name = "Consolas"


def _same_bytes(document: Document) -> bytes:
    """The document packed without the time of day."""
    packed = BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as archive:
        return write_zip([deflate(name, archive.read(name)) for name in archive.namelist()])
