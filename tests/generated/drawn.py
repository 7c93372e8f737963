"""Documents drawn by hand with ReportLab's canvas: every glyph and every rule is ours to place.

A table is laid out as one long strip; a page is a window on it. So a cell that a page cuts goes on
at the same height of the strip, as it does in a word processor.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from tests.generated.paper import (
    HEADING_FILL,
    RAISED,
    Cell,
    Document,
    Look,
    Prose,
    Table,
    Title,
    Turn,
    hyphenation,
)

A4 = (595.28, 841.89)
MARGIN = 36.0
PAD = 3.0
FONTS = {
    "Texte": "crosextra/Carlito-Regular.ttf",
    "Gras": "crosextra/Carlito-Bold.ttf",
    "Signes": "dejavu/DejaVuSans.ttf",
}
_FONT_FOLDER = Path("/usr/share/fonts/truetype")
_LIGATURES = (("ffi", "ﬃ"), ("ffl", "ﬄ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ"))


@cache
def _metrics() -> Any:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, file in FONTS.items():
        pdfmetrics.registerFont(TTFont(name, str(_FONT_FOLDER / file)))
    return pdfmetrics


def _width(text: str, font: str, size: float) -> float:
    return float(_metrics().stringWidth(text, font, size))


@dataclass(frozen=True)
class _Line:
    """A line of text: where it begins, seen from the top left corner of its cell."""

    x: float
    top: float
    words: tuple[str, ...]
    font: str
    bullet: str = ""
    gap: float = 0.0
    """What each space is wider than it would be, in a justified line."""


@dataclass(frozen=True)
class _Placed:
    """A cell with its place in the strip, and its lines seen from its corner."""

    cell: Cell
    x: float
    top: float
    width: float
    bottom: float
    lines: tuple[_Line, ...]
    need: float
    """How high its text is, with the space around it."""


def draw(document: Document) -> bytes:
    """The PDF of a document."""
    sheet = _Sheet(document.look)
    for block in document.blocks:
        match block:
            case Title():
                sheet.line(block.text, "Gras", document.look.size + 2)
                if block.page_after:
                    sheet.new_page()
            case Prose():
                sheet.prose(block.text)
            case Table():
                sheet.table(block)
            case Turn():
                sheet.turn(block.landscape)
    return sheet.save()


class _Sheet:
    """Pages that are filled from top to bottom."""

    def __init__(self, look: Look) -> None:
        from reportlab.pdfgen.canvas import Canvas

        _metrics()
        self._bytes = io.BytesIO()
        self._look = look
        self._canvas: Any = Canvas(self._bytes, invariant=1, pageCompression=1)
        self._landscape = look.landscape
        self._leading = look.size * 1.22
        self._page = 1
        self._begin()

    # --- pages --------------------------------------------------------------------------------

    @property
    def _size(self) -> tuple[float, float]:
        return (A4[1], A4[0]) if self._landscape else A4

    @property
    def _bottom(self) -> float:
        """Where the text of a page must end, from its top."""
        return (
            self._size[1] - MARGIN - (34 if self._look.footer_table or self._look.footnote else 16)
        )

    @property
    def _text_width(self) -> float:
        return self._size[0] - 2 * MARGIN

    def _begin(self) -> None:
        canvas, (width, height) = self._canvas, self._size
        if self._look.rotated_page:
            canvas.setPageSize((width, height))  # ReportLab turns it with the rotation
            canvas.setPageRotation(90)
            canvas.transform(0, 1, -1, 0, height, 0)
        else:
            canvas.setPageSize((width, height))
        self._y = MARGIN
        if self._look.watermark:
            canvas.saveState()
            canvas.setFillGray(0.9)
            canvas.translate(width / 2, height / 2)
            canvas.rotate(35)
            canvas.setFont("Gras", 60)
            canvas.drawCentredString(0, 0, self._look.watermark)
            canvas.restoreState()
        if self._look.running_title:
            self._text(MARGIN, 24, "École des métiers partagés – référentiel", "Texte", 7)
        if self._look.footnote:
            self._rule(MARGIN, height - 50, MARGIN + 120, height - 50)
            note = "(1) Voir le règlement des épreuves, article 4, remis à l’entrée en formation."
            self._text(MARGIN, height - 41, note, "Texte", 7)
        if self._look.footer_table:
            self._footer_table()
        else:
            self._text(width - 90, height - 20, f"Page {self._page}", "Texte", 7)

    def _footer_table(self) -> None:
        width, height = self._size
        labels = ("Sigle", "Version", "Date de mise à jour", "Page")
        values = ("EMP", "03", "12/01/2026", str(self._page))
        for n, (label, value) in enumerate(zip(labels, values, strict=True)):
            left = width / 2 - 200 + 100 * n
            for row, text in enumerate((label, value)):
                top = height - 46 + 13 * row
                self._box(left, top, 100, 13)
                self._text(left + 3, top + 9, text, "Texte", 7)

    def new_page(self) -> None:
        self._canvas.showPage()
        self._page += 1
        self._begin()

    def turn(self, landscape: bool) -> None:
        self._landscape = landscape
        self.new_page()

    def save(self) -> bytes:
        self._canvas.showPage()
        self._canvas.save()
        return self._bytes.getvalue()

    # --- marks --------------------------------------------------------------------------------

    def _text(self, x: float, baseline: float, text: str, font: str, size: float) -> None:
        self._canvas.setFont(font, size)
        self._canvas.drawString(x, self._size[1] - baseline, text)

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        canvas, height = self._canvas, self._size[1]
        canvas.setLineWidth(0.5)
        if self._look.rules == "fills":
            canvas.rect(
                x0 - 0.25, height - y1 - 0.25, x1 - x0 + 0.5, y1 - y0 + 0.5, stroke=0, fill=1
            )
        else:
            canvas.setDash(*((2, 2) if self._look.rules == "dashes" else ()))
            canvas.line(x0, height - y0, x1, height - y1)
            canvas.setDash()

    def _box(self, x: float, y: float, width: float, height: float) -> None:
        self._canvas.setLineWidth(0.5)
        self._canvas.rect(x, self._size[1] - y - height, width, height, stroke=1, fill=0)

    # --- prose --------------------------------------------------------------------------------

    def line(self, text: str, font: str, size: float) -> None:
        if self._y + 60 > self._bottom:
            self.new_page()
        self._y += size * 1.6
        self._text(MARGIN, self._y, text, font, size)
        self._y += size * 0.8

    def prose(self, text: str) -> None:
        for words in _wrapped(text, "Texte", self._look.size, self._text_width, self._look):
            if self._y + self._leading > self._bottom:
                self.new_page()
            self._y += self._leading
            self._text(MARGIN, self._y, "".join(words), "Texte", self._look.size)
        self._y += self._leading

    # --- tables -------------------------------------------------------------------------------

    def table(self, table: Table) -> None:
        """A table from here on, over as many pages as it takes."""
        strip = self._strip(table)
        heading = [placed for placed in strip if placed.top < _end_of(strip, table, table.header)]
        body = [placed for placed in strip if placed not in heading]
        end = max(placed.bottom for placed in strip)
        head = max((placed.bottom for placed in heading), default=0.0)
        room = self._bottom - self._y
        if room < head + 4 * self._leading:
            self.new_page()
        self._window(heading, 0, head)
        at = head
        while at < end:
            limit = at + self._bottom - self._y
            until = end if end <= limit else self._cut(body, at, limit)
            body = [self._pushed(placed, until) for placed in body]
            self._window([p for p in body if p.bottom > at and p.top < until], at, until)
            at = until
            if at < end:
                self.new_page()
                if table.repeat:
                    self._window(heading, 0, head)
        self._y += self._leading

    def _strip(self, table: Table) -> list[_Placed]:
        """The cells with their places: rows as high as their highest cell asks."""
        scale = self._text_width / sum(table.widths)
        lefts = [sum(table.widths[:n]) * scale for n in range(len(table.widths) + 1)]
        taken: set[tuple[int, int]] = set()
        set_cells: list[tuple[int, Cell, float, float, tuple[_Line, ...], float]] = []
        for r, row in enumerate(table.rows):
            column = 0
            for cell in row:
                while (r, column) in taken:
                    column += 1
                taken |= {(r + i, column + j) for i in range(cell.rows) for j in range(cell.cols)}
                left, right = lefts[column], lefts[column + cell.cols]
                lines, need = self._lines(cell, right - left)
                set_cells.append((r, cell, left, right - left, lines, need))
        tops = self._tops(len(table.rows), [(r, c.rows, need) for r, c, *_, need in set_cells])
        return [
            _Placed(cell, MARGIN + left, tops[r], width, tops[r + cell.rows], lines, need)
            for r, cell, left, width, lines, need in set_cells
        ]

    def _tops(self, rows: int, needs: Sequence[tuple[int, int, float]]) -> list[float]:
        tops = [0.0] * (rows + 1)
        for end in range(1, rows + 1):
            least = [tops[r] + need for r, n, need in needs if r + n == end]
            tops[end] = max([tops[end - 1] + self._leading + 2 * PAD, *least])
        return tops

    def _lines(self, cell: Cell, width: float) -> tuple[tuple[_Line, ...], float]:
        size = self._look.size
        if cell.rotated:
            need = max(_width(p.text, "Gras", size) for p in cell.paras) + 2 * PAD
            return (), need
        lines: list[_Line] = []
        top = PAD
        for n, para in enumerate(cell.paras):
            top += para.before if n else 0.0
            font = "Gras" if para.bold else "Texte"
            indent = 9.0 + 12.0 * para.level if para.bullet else 0.0
            room = width - 2 * PAD - indent
            broken = list(_wrapped(para.text, font, size, room, self._look))
            for k, words in enumerate(broken):
                bullet = para.bullet if not k else ""
                gap = 0.0
                spaces = sum(1 for word in words[:-1] if word.endswith(" "))
                if self._look.justified and k < len(broken) - 1 and spaces:
                    used = _width("".join(words).rstrip(), font, size)
                    gap = (room - used) / spaces
                lines.append(_Line(PAD + indent, top, words, font, bullet, gap))
                top += self._leading
        # A cell that a page end may cut has room for the lines that it pushes down.
        return tuple(lines), top + PAD + (2 * self._leading if cell.rows > 1 else 0.0)

    def _cut(self, body: Sequence[_Placed], at: float, limit: float) -> float:
        """Where the page ends: at a row, or at a line if no row ends on it or none must."""
        edges = [p.bottom for p in body if at + self._leading < p.bottom <= limit]
        by_row = [
            e for e in edges if not any(p.cell.rows == 1 and p.top < e < p.bottom for p in body)
        ]
        if self._look.breaks == "rows" and by_row:
            return max(by_row)
        return self._off_lines(body, limit)

    def _pushed(self, placed: _Placed, y: float) -> _Placed:
        """The cell with the line that a page end would cut, and those below, on the next page."""
        if not placed.top < y < placed.bottom:
            return placed
        corner = _shift(placed)
        least = y - corner - self._leading + 0.01
        below = [n for n, line in enumerate(placed.lines) if line.top > least]
        if not below:
            return placed
        first = below[0]
        down = max(0.0, y + PAD - corner - placed.lines[first].top)
        lines = placed.lines[:first] + tuple(
            replace(line, top=line.top + down) for line in placed.lines[first:]
        )
        return replace(placed, lines=lines)

    def _off_lines(self, body: Sequence[_Placed], y: float) -> float:
        """The nearest height above `y` at which no line of text is cut."""
        while True:
            cut = [
                top
                for p in body
                for one in p.lines
                if (top := _shift(p) + one.top) + 0.01 < y < top + self._leading + 1 - 0.01
            ]
            if not cut:
                return y
            y = min(cut)

    def _window(self, cells: Sequence[_Placed], start: float, end: float) -> None:
        """The part of the strip between two heights, set from here on."""
        shift = self._y - start
        for placed in cells:
            top, bottom = max(placed.top, start) + shift, min(placed.bottom, end) + shift
            if placed.cell.fill:
                self._canvas.setFillColor(_colour(placed.cell.fill))
                self._canvas.rect(
                    placed.x, self._size[1] - bottom, placed.width, bottom - top, stroke=0, fill=1
                )
                self._canvas.setFillGray(0)
            if not (self._look.shaded_heading and placed.cell.fill == HEADING_FILL):
                self._edges(placed, top, bottom, placed.top >= start, placed.bottom <= end)
            for line in placed.lines:
                y = _shift(placed) + line.top
                if start - 0.01 <= y < end - 0.01:
                    self._set(line, placed.x, y + shift)
            if placed.cell.rotated:
                self._rotated(placed, top, bottom)
            if placed.cell.tick:
                self._box(placed.x + placed.width / 2 - 4, (top + bottom) / 2 - 4, 8, 8)
            if self._look.label_again and _fits_again(placed, start, end):
                for line in placed.lines:
                    self._set(line, placed.x, top + line.top)
            if self._look.label_outside and placed.top < start and placed.lines:
                words = "".join(placed.lines[0].words)
                self._text(-400, top + self._leading, words, "Texte", self._look.size)
        self._y += end - start

    def _edges(self, placed: _Placed, top: float, bottom: float, begins: bool, ends: bool) -> None:
        left, right = placed.x, placed.x + placed.width
        if self._look.rules == "rects":
            self._box(left, top, placed.width, bottom - top)
            return
        self._rule(left, top, left, bottom)
        self._rule(right, top, right, bottom)
        if begins or not self._look.open_breaks:
            self._rule(left, top, right, top)
        if ends or not self._look.open_breaks:
            self._rule(left, bottom, right, bottom)

    def _set(self, line: _Line, x: float, top: float) -> None:
        size = self._look.size
        baseline = top + size
        if line.bullet:
            self._text(x + line.x - 9, baseline, line.bullet, "Signes", size * 0.8)
        left = x + line.x
        if self._look.glyphs == "no-space" or line.gap:
            for word in line.words:
                shown = word.strip() if self._look.glyphs == "no-space" else word
                self._text(left, baseline, shown, line.font, size)
                left += _width(word, line.font, size) + (line.gap if word.endswith(" ") else 0.0)
            return
        text = "".join(line.words).rstrip()
        if text in ("☐", "☒"):
            self._text(left, baseline, text, "Signes", size)
            return
        if self._look.glyphs == "white" and line.font == "Texte":
            self._canvas.setFillGray(1)
            self._text(left, baseline + 2, text, line.font, size / 2)
            self._canvas.setFillGray(0)
        if self._look.glyphs == "raised":
            self._with_exponents(left, baseline, text, line.font)
            return
        self._text(left, baseline, text, line.font, size)
        if self._look.glyphs == "doubled" and line.font == "Gras":
            self._text(left + 0.3, baseline, text, line.font, size)

    def _with_exponents(self, left: float, baseline: float, text: str, font: str) -> None:
        """The text, its exponents small and high."""
        size, at = self._look.size, 0
        for found in RAISED.finditer(text):
            self._text(left, baseline, text[at : found.start()], font, size)
            left += _width(text[at : found.start()], font, size)
            self._text(left, baseline - size / 2.5, found[0], font, size * 0.6)
            left += _width(found[0], font, size * 0.6)
            at = found.end()
        self._text(left, baseline, text[at:], font, size)

    def _rotated(self, placed: _Placed, top: float, bottom: float) -> None:
        canvas, size = self._canvas, self._look.size
        for n, para in enumerate(placed.cell.paras):
            canvas.saveState()
            x = placed.x + placed.width / 2 + size / 3 + n * self._leading
            canvas.translate(x, self._size[1] - bottom + PAD)
            canvas.rotate(90)
            private = "\uf400" <= para.text <= "\uf4ff"
            canvas.setFont("Signes" if private else "Gras", size)
            canvas.drawString(0, 0, para.text)
            canvas.restoreState()


def _shift(placed: _Placed) -> float:
    """Where the lines of a cell begin: at its top, or so that they stand in its middle."""
    if not placed.cell.middle or not placed.lines:
        return placed.top
    return placed.top + max(0.0, (placed.bottom - placed.top - placed.need) / 2)


def _fits_again(placed: _Placed, start: float, end: float) -> bool:
    """Does a label that stands whole on the page before fit once more on this one?"""
    if placed.cell.rows == 1 or placed.top >= start or not placed.lines:
        return False
    before = placed.top + placed.need <= start
    return before and placed.need <= min(placed.bottom, end) - start


def _end_of(strip: Sequence[_Placed], table: Table, row: int) -> float:
    """The height at which the first `row` rows end."""
    count = sum(len(cells) for cells in table.rows[:row])
    return max((placed.bottom for placed in strip[:count]), default=0.0) - 0.01


def _colour(code: str) -> Any:
    from reportlab.lib.colors import HexColor

    return HexColor(code)


def _wrapped(
    text: str, font: str, size: float, width: float, look: Look
) -> Iterator[tuple[str, ...]]:
    """The words of each line; a word keeps the space behind it. Breaks after hyphens, too."""
    if look.glyphs == "ligatures":
        for letters, sign in _LIGATURES:
            text = text.replace(letters, sign)
    line: list[str] = []
    used = 0.0
    for piece in _pieces(text):
        wide = _width(piece.rstrip(), font, size)
        if line and used + wide > width:
            head = _hyphenated(piece, width - used, font, size) if look.glyphs == "hyphens" else 0
            if head:
                yield (*line, piece[:head] + "-")
                piece = piece[head:]
            else:
                yield tuple(line)
            line, used = [], 0.0
        line.append(piece)
        used += _width(piece, font, size)
    yield tuple(line)


def _pieces(text: str) -> Iterator[str]:
    """What a line can end with: words, and the parts of compounds up to their hyphen."""
    for word in text.split(" "):
        *heads, last = word.split("-") if word.strip("-") and word[0] != "-" else [word]
        for head in heads:
            yield head + "-"
        yield last + " "


def _hyphenated(word: str, room: float, font: str, size: float) -> int:
    """After how many letters a word is cut so that it fits; 0 if it can't be."""
    fitting = [c for c in hyphenation(word.strip()) if _width(word[:c] + "-", font, size) <= room]
    return max(fitting, default=0)
