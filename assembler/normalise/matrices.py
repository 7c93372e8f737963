"""Tables of ticks: rows (activities, competences) against columns (modules, resources …)."""

import re
from collections.abc import Sequence

from assembler.extract import Cell, Table
from assembler.extract.wording import bullet_of
from assembler.model import LigneMatrice, Matrice

TICKS = frozenset(["X", "x", "✓", "✔", "☑", "☒", "●", "■", "•", "×", "✗", "✘"])
"""What stands in a ticked cell."""


def read_matrix(table: Table) -> Matrice | None:
    """The matrix that a table is; None when it is none: at least two thirds of the cells beside
    the labels are empty or ticked, and some are ticked."""
    first = _first_tick_row(table)
    if first is None or table.columns < 3:
        return None
    labels = _label_columns(table, first)
    inner = [
        table.at(row, column)
        for row in range(first, table.rows)
        for column in range(labels, table.columns)
    ]
    ticked = sum(1 for cell in inner if cell and _tick(cell))
    empty = sum(1 for cell in inner if cell and not cell.text.strip())
    if not inner or ticked + empty < len(inner) * 2 / 3:
        return None
    if any(_is_text(table, column, first) for column in range(labels, table.columns)):
        return None
    headings = [_heading(table, column, first) for column in range(labels, table.columns)]
    rows = []
    for row in range(first, table.rows):
        label = _label(table, row, labels)
        if label:
            marked = [
                heading
                for heading, column in zip(headings, range(labels, table.columns), strict=True)
                if heading and (cell := table.at(row, column)) and _tick(cell)
            ]
            rows.append(LigneMatrice(intitule=label, colonnes=tuple(marked)))
    title = table.above[-1].text if table.above else None
    return Matrice(
        titre=title.rstrip(" :") if title else None,
        colonnes=tuple(heading for heading in headings if heading),
        lignes=tuple(rows),
    )


def _is_text(table: Table, column: int, first: int) -> bool:
    """Is a column filled with texts, row by row? Then ticks stand beside what is no matrix."""
    cells = [table.at(row, column) for row in range(first, table.rows)]
    texts = [cell.text.strip() for cell in cells if cell and cell.text.strip()]
    return len(texts) * 2 > len(cells) and all(text not in TICKS for text in texts)


def _tick(cell: Cell) -> bool:
    return cell.text.strip() in TICKS


def _first_tick_row(table: Table) -> int | None:
    """The first body row: the row after the headings, ticked or not."""
    ticked = [cell.row for cell in table.cells if _tick(cell) and cell.column > 0]
    if not ticked:
        return None
    # Rows above the first tick belong to the body too when nothing but their label is filled.
    row = min(ticked)
    while row > 1 and _only_label(table.row(row - 1)):
        row -= 1
    return row


def _only_label(cells: Sequence[Cell]) -> bool:
    return bool(cells and cells[0].text.strip()) and not any(c.text.strip() for c in cells[1:])


def _label_columns(table: Table, first: int) -> int:
    """How many columns at the left hold labels."""
    for column in range(1, table.columns):
        texts = [
            cell.text.strip() for row in range(first, table.rows) if (cell := table.at(row, column))
        ]
        if all(not text or text in TICKS for text in texts):
            return column
    return 1


def _heading(table: Table, column: int, first: int) -> str:
    for row in range(first - 1, -1, -1):
        cell = table.at(row, column)
        if cell is not None and cell.text.strip():
            return " ".join(paragraph.text for paragraph in cell.paragraphs)
    return ""


def _label(table: Table, row: int, labels: int) -> str:
    for column in range(labels - 1, -1, -1):
        cell = table.at(row, column)
        if cell is not None and cell.text.strip():
            text = " ".join(paragraph.text for paragraph in cell.paragraphs)
            return re.sub(r"\s+", " ", text[len(bullet_of(text)) :])
    return ""
