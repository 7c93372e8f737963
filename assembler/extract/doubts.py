"""What the page itself leaves doubtful: texts printed one on the other, cells that lie one on the
other because a rule between them is missing."""

from collections.abc import Iterator, Sequence

from assembler.extract.tables import Cell, Doubt, Table


def doubts_of_print(tables: Sequence[Table]) -> Iterator[Doubt]:
    """The lines and cells that nobody can read for sure."""
    for table in tables:
        for cell in table.cells:
            for line in cell.lines:
                if line.over:
                    yield Doubt(line.box, line.text, "deux textes sont imprimés l'un sur l'autre")
        yield from (_overlapped(cell) for cell in _overlapping(table))


def _overlapping(table: Table) -> Iterator[Cell]:
    """The cells on whose places others lie, the largest first met."""
    taken: set[tuple[int, int]] = set()
    for cell in sorted(table.cells, key=lambda cell: cell.rowspan * cell.colspan):
        places = {
            (row, column)
            for row in range(cell.row, cell.row + cell.rowspan)
            for column in range(cell.column, cell.column + cell.colspan)
        }
        if places & taken and any(True for _ in cell.lines):
            yield cell
        taken |= places


def _overlapped(cell: Cell) -> Doubt:
    reason = "cette cellule en recouvre d'autres : un filet manque sur la page"
    return Doubt(cell.boxes[0], cell.text.replace("\n", " "), reason)
