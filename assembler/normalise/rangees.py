"""What kind of row a row is: a band, one that only announces others, one that closes a table."""

from collections.abc import Sequence

from assembler.extract import Cell, Table
from assembler.normalise.mentions import names_closing_assessment
from assembler.normalise.roles import Role, is_heading, plain
from assembler.normalise.sections import Section

TITLE_LENGTH = 200
"""A row that is longer, in characters, is no title."""


def band_of(table: Table, row: int) -> Cell | None:
    """The cell that takes the whole width of a row."""
    cells = table.row(row)
    if len(cells) == 1 and cells[0].row == row and cells[0].paragraphs and table.columns > 1:
        return cells[0]
    return None


def looks_like(band: Cell, others: Sequence[Cell]) -> bool:
    """Is a row over the whole width a title in the same type as some others?"""
    if len(band.text) > TITLE_LENGTH or band.text.rstrip().endswith((".", ":", ";")):
        return False
    line = band.paragraphs[0].lines[0]
    return any(
        (line.bold, line.size) == (one.bold, one.size)
        for one in (other.paragraphs[0].lines[0] for other in others)
    )


def is_blank(table: Table, row: int) -> bool:
    return not any(cell.paragraphs for cell in table.row(row))


def announces(section: Section, band: Cell) -> bool:
    """Does a row over the whole width only announce the rows below: « Autres modalités
    d'évaluation : », or what stands above the headings of the columns?"""
    above = band.row + 1 == section.end < section.table.rows
    return is_heading(band.text) and (above or band.text.rstrip().endswith(":"))


def closes(section: Section, row: int) -> bool:
    """Is this the row of an assessment of everything: its label names that, and it stands in the
    place of a competence, or has none beside it?"""
    labels = [
        cell
        for role in (Role.BLOC, Role.ACTIVITE, Role.CODE, Role.COMPETENCE)
        for cell in section.at(row, role)
        if cell.row == row and cell.paragraphs
    ]
    others = [one for one in labels if not names_closing_assessment(one.paragraphs[0].text)]
    competences = section.heading.columns(Role.COMPETENCE)
    beside = any(one.covers(column) for one in others for column in competences)
    return len(others) < len(labels) and not beside


def led_by_epreuve(section: Section, row: int) -> bool:
    """Does an épreuve other than the one above begin left of the competences? What stands there
    leads its rows, as an activity does: an empty cell beside it goes on with nothing."""
    first = section.heading.columns(Role.COMPETENCE)[:1]
    for cell in section.at(row, Role.MODALITE):
        leads = cell.row == row and cell.paragraphs and first and cell.column < first[0]
        above = section.table.at(row - 1, cell.column)
        if leads and (above is None or plain(above.text) != plain(cell.text)):
            return True
    return False
