"""Tables joined over pages: repeated headings dropped, cut rows and cut cells made whole.

The order of the passes is the order of the functions below.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assembler.extract.chars import Char
from assembler.extract.grid import Frame, Piece, cluster, place
from assembler.extract.lines import closing_stops, column_right, read_paragraphs, usual_step
from assembler.extract.tables import Cell, Line, Table
from assembler.extract.wording import begins_lower, bullet_of, goes_on

SAME_BORDER = 4.0
"""Outer borders of one table may differ by this much from page to page, in points."""
CLIPPED = 2
"""A line of no more glyphs at the foot of a page may be the rest of one of the next page."""
SLIVER = 8.0
"""A column narrower than this (points), without text, lies between two rules of one border."""
_CODED = re.compile(r"[A-Z]{1,4}\d{0,2}[A-Z]?\s?[.-]?\s?\d")
_NUMBERED = re.compile(r"\w{0,4}\s?\.?\d")
ALWAYS_FILLED = 0.85
"""A column is always filled when this share of the rows inside pages has text in it."""


@dataclass(frozen=True)
class Run:
    """The frames, page after page, that make one table, and the lines that stand above it."""

    frames: tuple[Frame, ...]
    above: tuple[Line, ...]


def continues(run: Run, frame: Frame, between: Sequence[Line]) -> bool:
    """Does `frame`, on the next page, continue the table of `run`?

    The same outer borders, the columns of one among the columns of the other, no text between.
    """
    last = run.frames[-1]
    if between or frame.page != last.page + 1:
        return False
    if abs(frame.x0 - last.x0) > SAME_BORDER or abs(frame.x1 - last.x1) > SAME_BORDER:
        return False
    known = cluster(x for one in run.frames for x in one.edges)
    return _among(frame.edges, known) or _among(known, frame.edges)


def _among(some: Sequence[float], others: Sequence[float]) -> bool:
    return all(any(abs(x - other) <= SAME_BORDER for other in others) for x in some)


def stitch(run: Run, chars: dict[int, Sequence[Char]]) -> Table:
    """The frames of a run as one table. `chars`: the characters by page."""
    edges = _without_slivers(run, chars)
    pages = [list(place(frame, edges)) for frame in run.frames]
    repeated: list[Line] = []
    for number in range(1, len(pages)):
        kept = _without_heading(pages[0], pages[number])
        repeated += _dropped(pages[number], kept)
        pages[number] = kept
        pages[number - 1], clipped = _without_clipped(
            pages[number - 1], kept, chars[run.frames[number].page]
        )
        repeated += clipped
    pages = [page for page in pages if page]
    cells = _join(pages, _Evidence(pages))
    return Table(
        edges=tuple(edges),
        rows=max(cell.end_row for cell in cells),
        cells=_read(cells),
        above=run.above,
        repeated=tuple(repeated),
    )


def _without_clipped(
    above: list[Piece], below: Sequence[Piece], chars: Sequence[Char]
) -> tuple[list[Piece], list[Line]]:
    """The pieces of a page without the accented capitals at its foot that stand again where the
    next page begins with a longer line; and the lines that they made. (Chromium sets a capital on
    both pages when its accent reaches over the edge between them. A tick at the foot of a matrix,
    over another at the head of the next page, is neither.)"""
    kept, clipped = [], []
    foot = max((piece.end_row for piece in above), default=0)
    for piece in above:
        last = piece.lines[-1] if piece.lines and piece.end_row == foot else None
        first = [one.lines[0] for one in below if one.row == 0 and one.column == piece.column
                 if one.lines]  # fmt: skip
        if last and last.glyphs <= CLIPPED and first and _stands_again(last, first[0], chars):
            clipped.append(last)
            piece = replace(piece, lines=piece.lines[:-1])
        kept.append(piece)
    return kept, clipped


def _stands_again(line: Line, first: Line, chars: Sequence[Char]) -> bool:
    accented = len(unicodedata.normalize("NFD", line.text[:1])) > 1
    return (
        accented
        and line.glyphs < first.glyphs
        and any(
            char.text == line.text[:1]
            and abs(char.x0 - line.box.x0) < 0.5
            and first.box.top - 1 <= char.top <= first.box.bottom
            for char in chars
        )
    )


def _without_slivers(run: Run, chars: dict[int, Sequence[Char]]) -> tuple[float, ...]:
    """The column edges, without those that double rules add: columns too narrow for a character,
    with none in them."""
    edges = cluster(x for frame in run.frames for x in frame.edges)
    if all(right - left >= SLIVER for left, right in pairwise(edges)):
        return edges
    middles = [
        char.middle[0]
        for frame in run.frames
        for char in chars[frame.page]
        if frame.holds(char) and char.text.strip()
    ]
    kept = list(edges[:1])
    for edge in edges[1:]:
        narrow = edge - kept[-1] < SLIVER
        if not narrow or any(kept[-1] < x < edge for x in middles):
            kept.append(edge)
    return tuple(kept)


def _without_heading(first: list[Piece], page: list[Piece]) -> list[Piece]:
    """The page's pieces without the rows at its top that repeat the rows the table begins with."""
    repeated = 0
    while _row_text(page, repeated) and _row_text(page, repeated) == _row_text(first, repeated):
        repeated += 1
    if not repeated:
        return page
    # A row that is repeated in part only belongs to the heading when a heading cell spans it.
    repeated = max(piece.end_row for piece in page if piece.row < repeated)
    return [replace(piece, row=piece.row - repeated) for piece in page if piece.row >= repeated]


def _dropped(page: Sequence[Piece], kept: Sequence[Piece]) -> list[Line]:
    lines = {line for piece in kept for line in piece.lines}
    return [line for piece in page for line in piece.lines if line not in lines]


def _row_text(page: Sequence[Piece], row: int) -> tuple[tuple[int, str], ...]:
    return tuple((p.column, p.text) for p in page if p.row == row and p.lines)


@dataclass
class _Growing:
    """A cell while its pieces are gathered."""

    row: int
    column: int
    rowspan: int
    colspan: int
    pieces: list[Piece]
    after_break: bool = False

    @property
    def end_row(self) -> int:
        return self.row + self.rowspan

    @property
    def lines(self) -> list[Line]:
        return [line for piece in self.pieces for line in piece.lines]


class _Evidence:
    """What tells whether a row was cut by a page: which columns every row fills."""

    def __init__(self, pages: Sequence[Sequence[Piece]]) -> None:
        inner = [piece for page in pages for piece in page if piece.row > 0]
        columns = {piece.column for piece in inner}
        self._filled = {
            column
            for column in columns
            if self._share([p for p in inner if p.column == column]) >= ALWAYS_FILLED
        }
        whole = [piece for piece in (*pages[0], *inner) if piece.lines]
        self._coded = {column for column in columns if _one_code_each(whole, column)}
        self._lower = _begin_lower(whole)
        self._lowest = _lowest(piece for page in pages for piece in page)

    @staticmethod
    def _share(pieces: Sequence[Piece]) -> float:
        if any(piece.rowspan > 1 for piece in pieces):
            return 0.0
        if sum(len(piece.text) for piece in pieces) < 4 * len(pieces):
            # Ticks: an empty cell is as good as a ticked one.
            return 0.0
        return sum(bool(piece.lines) for piece in pieces) / len(pieces)

    def row_is_cut(self, above: Sequence[_Growing], below: Sequence[Piece]) -> bool:
        """Is the first row of a page (`below`) the rest of the last row of the page before?"""
        pairs = [
            (one, two)
            for two in below
            for one in above
            if one.column == two.column and one.colspan == two.colspan
        ]
        if not pairs or len(pairs) < max(len(below), len(above)) / 2:
            return False
        alone = [(a, b) for a, b in pairs if a.rowspan == 1 and b.rowspan == 1]
        tagged = _tree_says(alone)
        if tagged or (tagged is False and not self._belied(alone)):
            return tagged
        going = {a.column for a, b in alone if _sentence_goes_on(a, b)}
        if going and not self._lower:
            # A merged cell can go on beside rows that begin.
            fresh = {a.column for a, b in alone if self._begun(a, b)}
            if len(fresh) > len(going):
                return False
            return bool(going & self._filled) or not fresh & self._filled
        if all(cell.row == 0 for cell in above):
            # A heading alone at the foot of a page: its empty corner tells nothing.
            return False
        if self._room_left([cell.pieces[-1] for cell in above]):
            return False
        filled = [(a, b) for a, b in alone if a.column in self._filled]
        empty = sum(1 for a, b in filled if bool(a.lines) != bool(b.lines))
        begun = sum(1 for a, b in filled if a.lines and self._begins(b))
        return empty > begun

    def _begins(self, piece: Piece) -> bool:
        """Does a piece begin something of its own: a capital, and no bullet in front; a code only
        where no cell of the column holds several? (One at the top of a page opens no row there.)"""
        text = piece.text
        if _CODED.match(text):
            return piece.column in self._coded
        return text[:1].isupper() and not bullet_of(text) and not _NUMBERED.match(text)

    def _begun(self, above: _Growing, below: Piece) -> bool:
        """Does a row begin in this column: a text of its own, under another that had ended?"""
        if not above.lines or not self._begins(below):
            return False
        return not goes_on(above.lines[-1].text, below.lines[0].text)

    def _belied(self, pairs: Sequence[tuple[_Growing, Piece]]) -> bool:
        """Does a sentence go on from one row to the other, in what the tree takes for two cells?
        (Word's trees part rows and cells that a page cuts.)"""
        return not self._lower and any(
            _sentence_goes_on(one, two)
            and two.tag_cells
            and one.pieces[-1].tag_cells.isdisjoint(two.tag_cells)
            for one, two in pairs
        )

    def spans_on(self, cell: _Growing, piece: Piece) -> bool:
        """Is `piece`, between two whole rows, the rest of a cell that spans rows on both pages?"""
        tags = frozenset(tag for one in cell.pieces for tag in one.tag_cells)
        if tags and piece.tag_cells:
            return bool(tags & piece.tag_cells)
        if not self._lower and _sentence_goes_on(cell, piece):
            return True
        if cell.rowspan == 1 and piece.rowspan == 1:
            return False
        if not piece.lines:
            return True
        if not cell.lines:
            return False
        before, after = cell.lines[-1].text, piece.lines[0].text
        # « Bloc n° 2 : » announces what must follow.
        return bool(bullet_of(after)) or before.endswith(":") or goes_on(before, after)

    def _room_left(self, above: Sequence[Piece]) -> bool:
        """Does the text end well above the lowest place it reaches elsewhere? Then the row that
        follows was moved to the next page whole. (Of the text, not of the rules: an open border
        runs on to the edge of the page.)"""
        size = max((line.size for piece in above for line in piece.lines), default=10.0)
        return self._lowest - _lowest(above) > 3 * size


def _begin_lower(pieces: Sequence[Piece]) -> bool:
    """Do the cells of a table often begin with small letters? Then that tells nothing."""
    texts = [piece.lines[0].text for piece in pieces]
    bare = [text[len(bullet_of(text)) :] for text in texts]
    return sum(begins_lower(text) for text in bare) * 3 > len(bare)


def _lowest(pieces: Iterable[Piece]) -> float:
    return max((line.box.bottom for piece in pieces for line in piece.lines), default=0.0)


def _tree_says(pairs: Sequence[tuple[_Growing, Piece]]) -> bool | None:
    """What the structure tree says of two rows: one, two, or nothing at all. (A merged cell that
    goes on bears the tag of the row that it began in.)"""
    tagged = [(cell.pieces[-1].tag_rows, piece.tag_rows) for cell, piece in pairs]
    same = [bool(above & below) for above, below in tagged if above and below]
    if same:
        return all(same)
    told = any(above for above, _ in tagged) and any(below for _, below in tagged)
    return False if told else None


def _one_code_each(pieces: Sequence[Piece], column: int) -> bool:
    """Does each cell of a column begin with a code, and hold no other?"""
    own = [piece for piece in pieces if piece.column == column and piece.row > 0]
    first = [bool(_CODED.match(piece.text)) for piece in own]
    others = any(_CODED.match(line.text) for piece in own for line in piece.lines[1:])
    return sum(first) >= 2 and sum(first) >= ALWAYS_FILLED * len(first) and not others


def _sentence_goes_on(above: _Growing, below: Piece) -> bool:
    if not above.lines or not below.lines:
        return False
    return goes_on(above.lines[-1].text, below.lines[0].text)


def _join(pages: Sequence[Sequence[Piece]], evidence: _Evidence) -> list[_Growing]:
    """All pieces on one grid of rows."""
    cells: list[_Growing] = []
    rows = 0
    for page in pages:
        above = [cell for cell in cells if cell.end_row == rows]
        below = [piece for piece in page if piece.row == 0]
        cut = bool(cells) and evidence.row_is_cut(above, below)
        offset = rows - 1 if cut else rows
        for piece in page:
            cell = _cell_above(above, piece) if piece.row == 0 else None
            whole = cell is not None and (cut or evidence.spans_on(cell, piece))
            if cell is not None and whole:
                cell.pieces.append(piece)
                cell.rowspan = piece.end_row + offset - cell.row
            else:
                cells.append(
                    _Growing(
                        piece.row + offset,
                        piece.column,
                        piece.rowspan,
                        piece.colspan,
                        [piece],
                        after_break=cell is not None,
                    )
                )
        rows = max(cell.end_row for cell in cells)
    return cells


def _cell_above(above: Sequence[_Growing], piece: Piece) -> _Growing | None:
    for cell in above:
        if cell.column == piece.column and cell.colspan == piece.colspan:
            return cell
    return None


def _read(cells: Sequence[_Growing]) -> tuple[Cell, ...]:
    """The gathered cells with their paragraphs."""
    lines = {id(cell): cell.lines for cell in cells}
    rights = {
        (cell.column, cell.colspan): column_right(
            line
            for other in cells
            if (other.column, other.colspan) == (cell.column, cell.colspan)
            for line in lines[id(other)]
        )
        for cell in cells
    }
    steps = {
        cell.column: usual_step(
            [
                line
                for other in cells
                if other.column == cell.column
                for line in lines[id(other)]
                if line.upright
            ]
        )
        for cell in cells
    }
    stops = {
        column: closing_stops(
            line for cell in cells if cell.column == column for line in lines[id(cell)]
        )
        for column in {cell.column for cell in cells}
    }
    return tuple(
        Cell(
            row=cell.row,
            column=cell.column,
            rowspan=cell.rowspan,
            colspan=cell.colspan,
            boxes=tuple(piece.box for piece in cell.pieces),
            paragraphs=read_paragraphs(
                lines[id(cell)],
                right=rights[(cell.column, cell.colspan)],
                step=steps[cell.column],
                stops=stops[cell.column],
            ),
            after_break=cell.after_break,
        )
        for cell in sorted(cells, key=lambda cell: (cell.row, cell.column))
    )
