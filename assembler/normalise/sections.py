"""The tables of a PDF sorted out: référentiel tables with their headings, matrices, the others."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assembler.extract import Cell, Line, Table
from assembler.extract.wording import bullet_of
from assembler.model import Matrice
from assembler.normalise.codes import read_code
from assembler.normalise.competences import begins_with_infinitive
from assembler.normalise.items import coding_of
from assembler.normalise.matrices import read_matrix
from assembler.normalise.mentions import only_refers
from assembler.normalise.roles import Heading, Role, read_heading

_MARK = (
    r"(?:[\u2610-\u2612\u25a0-\u25cf\u2713-\u2718\ue000-\uf8ffxX×oO+\-–\d]|ND|NA|PA|A|EC|TI|I|B|TB)"
)
_TICK = re.compile(rf"{_MARK}(?:\s+{_MARK})*")
"""What stands in a column of ticks or levels."""
SAME_TABLE = 15.0
"""Or, where its texts are of the same kind, when its outer borders do."""
SAME_COLUMN = 8.0
"""A table without a heading takes the heading of the one before when its columns stand at the
same places, give or take this much (points)."""


@dataclass(frozen=True)
class Section:
    """Rows of a table under one heading."""

    table: Table
    heading: Heading
    first: int
    end: int
    above: tuple[Line, ...]
    """The lines above the table, for the first section of a table."""

    def cells(self, role: Role) -> Iterator[Cell]:
        """The cells of the columns of a role that begin in this section."""
        columns = self.heading.columns(role)
        for cell in self.table.cells:
            if self.first <= cell.row < self.end and cell.column in columns:
                yield cell

    def at(self, row: int, role: Role) -> tuple[Cell, ...]:
        """The cells of a role that cover a row."""
        cells = [self.table.at(row, column) for column in self.heading.columns(role)]
        return tuple(dict.fromkeys(cell for cell in cells if cell is not None))

    def on(self, rows: Iterable[int], role: Role) -> tuple[Cell, ...]:
        """The cells of a role that cover some rows, from top to bottom, each once."""
        return tuple(dict.fromkeys(cell for row in rows for cell in self.at(row, role)))


@dataclass(frozen=True)
class Sorted:
    """What the tables of a PDF are."""

    sections: tuple[Section, ...]
    matrices: tuple[tuple[Table, Matrice], ...]
    others: tuple[Table, ...]
    recaps: tuple[Table, ...]
    """Tables that name competences by their codes, without saying them."""
    heading_lines: frozenset[Line]
    ignored: tuple[str, ...]
    """The columns of levels and ticks, which are left out: their headings."""


def sort_tables(tables: Sequence[Table]) -> Sorted:
    """Each table as référentiel sections, as a matrix, or as neither."""
    sections: list[Section] = []
    matrices: list[tuple[Table, Matrice]] = []
    others: list[Table] = []
    recaps: list[Table] = []
    headings: set[Line] = set()
    ignored: dict[str, None] = {}
    for table in tables:
        found = list(_sections(table, sections[-1] if sections else None))
        matrix = read_matrix(table)
        # Competences against modules, ticked: a matrix, though its heading speaks of competences.
        assessed = any(section.heading.columns(Role.CRITERE) for section in found)
        if found and _only_refer(found):
            recaps.append(table)
        elif found and (matrix is None or assessed):
            sections += found
            headings.update(_heading_lines(table, found), table.repeated)
            for section in found:
                headings.update(line for cell in section.cells(Role.NIVEAU) for line in cell.lines)
                titles = section.heading.titles
                ignored.update((titles[c], None) for c in section.heading.columns(Role.NIVEAU))
        elif matrix is not None:
            matrices.append((table, matrix))
        else:
            others.append(table)
    return Sorted(
        tuple(sections),
        tuple(matrices),
        tuple(others),
        tuple(recaps),
        frozenset(headings),
        tuple(ignored),
    )


def _only_refer(sections: Sequence[Section]) -> bool:
    """Do most of the cells in place of competences only name some: a recapitulation?"""
    texts = [cell.text for section in sections for cell in section.cells(Role.COMPETENCE)]
    texts = [text for text in texts if text.strip()]
    return sum(map(only_refers, texts)) * 2 > len(texts)


def _sections(table: Table, before: Section | None) -> Iterator[Section]:
    starts: list[tuple[int, Heading]] = []
    row = 0
    while row < table.rows:
        heading = read_heading(table, row)
        if heading is not None:
            starts.append((heading.first_row, heading))
            row = heading.end_row
        else:
            row += 1
    if not starts:
        if before is None or not (same_columns(table, before.table) or _alike(table, before)):
            return
        yield Section(table, before.heading, 0, table.rows, table.above)
        return
    above = table.above
    if starts[0][0] > 0:
        # Rows above the first heading: a title, or the end of what stood before.
        first = before.heading if before and same_columns(table, before.table) else starts[0][1]
        yield Section(table, first, 0, starts[0][0], above)
        above = ()
    for number, (_, found) in enumerate(starts):
        heading = _with_codes(table, _with_ticks(table, found))
        end = starts[number + 1][0] if number + 1 < len(starts) else table.rows
        yield Section(table, heading, heading.end_row, end, above)
        above = ()


def _with_ticks(table: Table, heading: Heading) -> Heading:
    """The heading with the columns told apart that hold nothing but ticks and levels, whatever
    their wording: « Entretien technique » over ☐ and ☒ is no column of modalities."""
    roles = tuple(
        Role.NIVEAU if _only_ticks(table, heading, column) else role
        for column, role in enumerate(heading.roles)
    )
    return replace(heading, roles=roles)


def _with_codes(table: Table, heading: Heading) -> Heading:
    """The heading with the columns told apart that hold nothing but codes, beside the texts that
    stand under the same heading."""
    roles = list(heading.roles)
    for column, role in enumerate(heading.roles[:-1]):
        if role in (Role.ACTIVITE, Role.COMPETENCE, Role.CRITERE):
            alike = role is heading.roles[column + 1]
            if alike and _only_codes(table, heading, column):
                roles[column] = Role.CODE
    return replace(heading, roles=tuple(roles))


def _only_codes(table: Table, heading: Heading, column: int) -> bool:
    texts = [
        cell.text.strip()
        for cell in table.cells
        if cell.column == column and cell.colspan == 1 and cell.row >= heading.end_row
    ]
    filled = [text for text in texts if text]
    codes = [read_code(f"{text} :") for text in filled]
    return bool(filled) and all(code and not code.rest for code in codes)


def _only_ticks(table: Table, heading: Heading, column: int) -> bool:
    if heading.roles[column] in (Role.CODE, Role.COMPETENCE):
        return False
    texts = [
        cell.text.strip()
        for cell in table.cells
        if cell.column == column and cell.colspan == 1 and cell.row >= heading.end_row
    ]
    filled = [text for text in texts if text]
    return bool(filled) and all(_TICK.fullmatch(text) for text in filled)


def same_columns(table: Table, other: Table) -> bool:
    """Do the columns of two tables stand at the same places?"""
    return table.columns == other.columns and all(
        abs(a - b) <= SAME_COLUMN for a, b in zip(table.edges, other.edges, strict=True)
    )


def _alike(table: Table, before: Section) -> bool:
    """Does a table without headings go on with the one before, though its columns stand a little
    elsewhere: as many of them, as wide as a whole, and texts of the same kind where the
    competences are?"""
    other = before.table
    if table.columns != other.columns or any(
        abs(a - b) > SAME_TABLE
        for a, b in ((table.edges[0], other.edges[0]), (table.edges[-1], other.edges[-1]))
    ):
        return False
    columns = before.heading.columns(Role.COMPETENCE)
    own = [cell for cell in table.cells if cell.column in columns and cell.text.strip()]
    own = [cell for cell in own if cell.colspan < table.columns]
    coding = coding_of([cell.paragraphs for cell in before.cells(Role.COMPETENCE)])
    kind = [
        coding.code_of(cell.text) is not None
        if coding.coded
        else begins_with_infinitive(cell.text[len(bullet_of(cell.text)) :])
        for cell in own
    ]
    return bool(kind) and sum(kind) * 4 >= len(kind) * 3


def _heading_lines(table: Table, sections: Sequence[Section]) -> Iterator[Line]:
    body = {row for section in sections for row in range(section.first, section.end)}
    for cell in table.cells:
        if cell.row not in body:
            yield from cell.lines
