"""What extraction gives: tables of cells, each with its spans, its places on the pages, its text.

Coordinates are points, origin at the top left of the page; pages are numbered from 1.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from assembler.extract.wording import join_lines


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its characters in reading order, spaces told from the gaps."""

    text: str
    box: Box
    size: float
    bold: bool
    first_word: float
    """Width of the first word, in points: would it have fitted on the line before?"""
    glyphs: int
    """Glyphs on the page that this line stands for (without spaces)."""
    upright: bool = True
    over: bool = False
    """Another text is printed over it."""


@dataclass(frozen=True)
class Paragraph:
    """Lines that belong together."""

    lines: tuple[Line, ...]

    @cached_property
    def text(self) -> str:
        """The lines joined: wraps become spaces, hyphens at wraps are undone."""
        return join_lines([line.text for line in self.lines])

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @property
    def page(self) -> int:
        return self.lines[0].box.page


@dataclass(frozen=True)
class Cell:
    """A cell: `row` and `column` count from 0; a cell cut by a page has one box a page."""

    row: int
    column: int
    rowspan: int
    colspan: int
    boxes: tuple[Box, ...]
    paragraphs: tuple[Paragraph, ...]
    after_break: bool = False
    """It begins at the top of a page, under a cell of the page before with the same columns."""

    @property
    def page(self) -> int:
        return self.boxes[0].page

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @property
    def lines(self) -> Iterator[Line]:
        return (line for paragraph in self.paragraphs for line in paragraph.lines)

    def covers(self, column: int) -> bool:
        return self.column <= column < self.column + self.colspan


@dataclass(frozen=True)
class Table:
    """A table, joined over the pages it runs over."""

    edges: tuple[float, ...]
    """Where the columns begin and end: one more than there are columns."""
    rows: int
    cells: tuple[Cell, ...]
    above: tuple[Line, ...]
    """The lines that stand between the table before (or the first page) and this one."""
    repeated: tuple[Line, ...] = ()
    """The lines of the headings that are repeated on its further pages."""

    @property
    def columns(self) -> int:
        return len(self.edges) - 1

    @property
    def pages(self) -> tuple[int, ...]:
        return tuple(sorted({box.page for cell in self.cells for box in cell.boxes}))

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers this place of the grid."""
        return self._grid.get((row, column))

    def row(self, row: int) -> tuple[Cell, ...]:
        """The cells that cover this row, from left to right, each once."""
        found = dict.fromkeys(self._grid.get((row, column)) for column in range(self.columns))
        return tuple(cell for cell in found if cell is not None)

    @cached_property
    def _grid(self) -> dict[tuple[int, int], Cell]:
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.rowspan)
            for column in range(cell.column, cell.column + cell.colspan)
        }


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place where two readers of the PDF disagree: what we read there, and why it is doubtful."""

    box: Box
    text: str
    reason: str


@dataclass(frozen=True)
class Extraction:
    """All that was read from one PDF."""

    name: str
    sha256: str
    pages: int
    tables: tuple[Table, ...]
    glyphs: int
    """Visible characters on the pages that were read, counted before they are put into lines."""
    slanted: int
    """Of these, the ones that lie slanted: watermarks."""
    outside: tuple[Line, ...]
    """Lines outside the tables, without the running headers and footers."""
    running: tuple[Line, ...]
    """Running headers and footers, watermarks."""
    doubts: tuple[Doubt, ...] = ()
