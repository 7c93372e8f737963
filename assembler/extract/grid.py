"""The boxes that rules close, put on a grid: rows, columns and spans, from edges alone."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assembler.extract.chars import Char
from assembler.extract.layout import Bounds
from assembler.extract.lines import read_lines
from assembler.extract.marks import PageMarks
from assembler.extract.tables import Box, Line

SAME_EDGE = 3.0
"""Edges closer than this, in points, are one edge (double rules, rules drawn as thin boxes)."""
LOW_ROW = 5.0
"""A row lower than this (points), without text, is none."""


@dataclass(frozen=True)
class Piece:
    """A cell as it stands on one page, before the pages are joined."""

    row: int
    column: int
    rowspan: int
    colspan: int
    box: Box
    lines: tuple[Line, ...]
    tag_rows: frozenset[int] = frozenset()
    tag_cells: frozenset[int] = frozenset()
    """The rows and the cells of the structure tree that its characters belong to."""

    @property
    def end_row(self) -> int:
        return self.row + self.rowspan

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Boxed:
    """A box that rules close, with what stands in it."""

    box: Box
    lines: tuple[Line, ...]
    tag_rows: frozenset[int]
    tag_cells: frozenset[int]


@dataclass(frozen=True, eq=False)
class Frame:
    """The ruled part of a page that makes one table: its cells, its column edges."""

    page: int
    cells: tuple[Boxed, ...]

    @cached_property
    def edges(self) -> tuple[float, ...]:
        return cluster(x for cell in self.cells for x in (cell.box.x0, cell.box.x1))

    @cached_property
    def x0(self) -> float:
        return min(cell.box.x0 for cell in self.cells)

    @cached_property
    def top(self) -> float:
        return min(cell.box.top for cell in self.cells)

    @cached_property
    def x1(self) -> float:
        return max(cell.box.x1 for cell in self.cells)

    @cached_property
    def bottom(self) -> float:
        return max(cell.box.bottom for cell in self.cells)

    def holds(self, char: Char) -> bool:
        x, y = char.middle
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    def parted(self, place: "Frame") -> tuple["Frame", "Frame"]:
        """The cells that stand in the place of another frame, and the others."""
        inner = tuple(
            cell
            for cell in self.cells
            if cell.box.top > place.top - SAME_EDGE and cell.box.bottom < place.bottom + SAME_EDGE
        )
        rest = tuple(cell for cell in self.cells if cell not in inner)
        return Frame(self.page, inner), Frame(self.page, rest)

    def covers(self, char: Char) -> bool:
        """Does the character stand in a cell? (Between the cells of a frame there can be gaps.)"""
        x, y = char.middle
        return self.holds(char) and any(
            cell.box.x0 <= x <= cell.box.x1 and cell.box.top <= y <= cell.box.bottom
            for cell in self.cells
        )


def cluster(values: Iterable[float]) -> tuple[float, ...]:
    """Values that are nearly the same, told once (their mean)."""
    groups: list[list[float]] = []
    for value in sorted(values):
        if groups and value - groups[-1][-1] <= SAME_EDGE:
            groups[-1].append(value)
        else:
            groups.append([value])
    return tuple(sum(group) / len(group) for group in groups)


def frames_of(marks: PageMarks) -> tuple[Frame, ...]:
    """The ruled tables of a page, from top to bottom. A table within a cell is text of the cell."""
    tables = [boxes for boxes in marks.boxes if len(boxes) > 1]
    cells = [box for boxes in tables for box in boxes]
    frames = [_frame(marks, boxes) for boxes in tables if not _nested(boxes, cells)]
    return tuple(sorted(frames, key=lambda frame: (frame.top, frame.x0)))


def _nested(boxes: Sequence[Bounds], cells: Sequence[Bounds]) -> bool:
    """Does a table stand within a cell of another one?"""
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return any(
        cell[0] < left and cell[1] < top and right < cell[2] and bottom < cell[3] for cell in cells
    )


def _frame(marks: PageMarks, boxes: Sequence[Bounds]) -> Frame:
    """The cells of a table with their lines, in reading order.

    A character belongs to the smallest cell that holds its middle.
    """
    by_box: dict[Bounds, list[Char]] = {box: [] for box in boxes}
    ordered = sorted(boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    for char in marks.chars:
        x, y = char.middle
        if not (left <= x <= right and top <= y <= bottom):
            continue
        for box in ordered:
            if box[0] <= x <= box[2] and box[1] <= y <= box[3]:
                by_box[box].append(char)
                break
    return Frame(marks.number, tuple(_boxed(marks.number, box, by_box[box]) for box in boxes))


def _boxed(page: int, box: Bounds, chars: Sequence[Char]) -> Boxed:
    tags = {char.tag for char in chars if char.tag and char.text.strip()}
    return Boxed(
        Box(page, *box),
        read_lines(chars, page),
        frozenset(tag[0] for tag in tags),
        frozenset(tag[1] for tag in tags),
    )


def place(frame: Frame, edges: Sequence[float]) -> tuple[Piece, ...]:
    """The cells of a frame on the grid of `edges`, from the first row to the last."""
    heights = _without_low_rows(frame)
    pieces = []
    for cell in frame.cells:
        row, end_row = _nearest(heights, cell.box.top), _nearest(heights, cell.box.bottom)
        column, end_column = _nearest(edges, cell.box.x0), _nearest(edges, cell.box.x1)
        if end_row > row and end_column > column:
            pieces.append(
                Piece(
                    row,
                    column,
                    end_row - row,
                    end_column - column,
                    cell.box,
                    cell.lines,
                    cell.tag_rows,
                    cell.tag_cells,
                )
            )
    return tuple(sorted(pieces, key=lambda piece: (piece.row, piece.column)))


def _without_low_rows(frame: Frame) -> tuple[float, ...]:
    """The row edges, without those that only a low row without text lies between: LibreOffice
    closes a row that a page cuts by such a box at the foot of the page."""
    heights = cluster(y for cell in frame.cells for y in (cell.box.top, cell.box.bottom))
    middles = [(line.box.top + line.box.bottom) / 2 for cell in frame.cells for line in cell.lines]
    kept = list(heights[:1])
    for height in heights[1:]:
        if height - kept[-1] >= LOW_ROW or any(kept[-1] < y < height for y in middles):
            kept.append(height)
    return tuple(kept)


def _nearest(values: Sequence[float], value: float) -> int:
    right = bisect_left(values, value)
    return min(
        (i for i in (right - 1, right) if 0 <= i < len(values)),
        key=lambda i: abs(values[i] - value),
    )
