"""The second reader: PDFium reads the same pages, and where the two disagree a cell is doubtful.

pdfplumber (through pdfminer) and PDFium decode fonts and cut words each in their own way. Where
they see other letters, or put a space inside a word where the other puts none, a person must look.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pypdfium2 import PdfDocument, PdfiumError, PdfTextPage

from assembler.extract.grid import Frame
from assembler.extract.marks import PageMarks
from assembler.extract.tables import Box, Cell, Doubt, Table

WRAP = "\ufffe"
"""PDFium's mark for a hyphen at the end of a line."""
INSET = 1.0
"""A cell is read this far inside its rules (points): PDFium takes what touches the edge."""


@dataclass(frozen=True)
class SecondReading:
    """What PDFium reads on a page; and in each of its cells, when it sees other letters than we do
    on that page."""

    page: Box
    text: str | None
    """None when it can't read the page."""
    cells: Mapping[Box, str]


def open_second(path: Path) -> PdfDocument | None:
    """The PDF for the second reader; None when it can't open what the first one does: there is
    nothing to compare with."""
    try:
        return PdfDocument(path)
    except PdfiumError:
        return None


def read_again(pdf: PdfDocument, marks: PageMarks, frames: Sequence[Frame]) -> SecondReading:
    """What PDFium reads on a page."""
    whole = Box(marks.number, 0.0, 0.0, marks.width, marks.height)
    try:
        with _text_of(pdf, marks.number) as reader:
            text = _tidy(reader.get_text_bounded())
            ours = _glyphs("".join(char.text for char in (*marks.chars, *marks.slanted)))
            boxes = [cell.box for frame in frames for cell in frame.cells]
            disputed = boxes if ours != _glyphs(text) else []
            return SecondReading(whole, text, {b: _within(reader, marks, b) for b in disputed})
    except PdfiumError:
        return SecondReading(whole, None, {})


@contextmanager
def _text_of(pdf: PdfDocument, number: int) -> Iterator[PdfTextPage]:
    page = pdf[number - 1]
    reader = page.get_textpage()
    try:
        yield reader
    finally:
        reader.close()
        page.close()


def _within(reader: PdfTextPage, marks: PageMarks, box: Box) -> str:
    return _tidy(
        reader.get_text_bounded(
            left=box.x0 + INSET,
            right=box.x1 - INSET,
            top=marks.height - box.top - INSET,
            bottom=marks.height - box.bottom + INSET,
        )
    )


def doubts_of(readings: Iterable[SecondReading], tables: Sequence[Table]) -> Iterator[Doubt]:
    """The cells about which the two readers disagree. Pages without cells are not compared."""
    cells = _cells_by_page(tables)
    for second in readings:
        here = cells.get(second.page.page, [])
        if here and second.text is None:
            yield Doubt(second.page, "", "un second lecteur ne peut pas lire cette page")
        if here and second.text is not None:
            yield from _other_letters(second.cells, here)
            yield from _other_words(second.text, here)


def _cells_by_page(tables: Sequence[Table]) -> dict[int, list[tuple[Cell, Box]]]:
    cells: dict[int, list[tuple[Cell, Box]]] = {}
    for table in tables:
        for cell in table.cells:
            for box in cell.boxes:
                cells.setdefault(box.page, []).append((cell, box))
    return cells


def _other_letters(
    disputed: Mapping[Box, str], cells: Sequence[tuple[Cell, Box]]
) -> Iterator[Doubt]:
    """The cells in which PDFium sees other glyphs."""
    for cell, box in cells:
        if box not in disputed:
            continue
        theirs = disputed[box]
        ours = [line.text for line in cell.lines if line.box.page == box.page]
        if _glyphs("".join(ours)) != _glyphs(theirs):
            yield Doubt(box, " ".join(ours), f"un second lecteur y lit : « {theirs.strip()} »")


def _other_words(text: str, cells: Sequence[tuple[Cell, Box]]) -> Iterator[Doubt]:
    """The cells in which PDFium cuts a word that we do not, or joins two that we part."""
    theirs = frozenset(text.split())
    for cell, box in cells:
        for line in cell.lines:
            if line.box.page != box.page or not line.upright:
                continue
            disputed = _disputed(line.text.split(), theirs)
            if disputed:
                words = ", ".join(f"« {word} »" for word in disputed)
                yield Doubt(box, line.text, f"une espace est douteuse dans {words}")


def _disputed(words: Sequence[str], theirs: frozenset[str]) -> list[str]:
    """The words of a line that PDFium parts in two, or joins with the one behind them."""
    words = [unicodedata.normalize("NFKC", word) for word in words]
    found = [
        word
        for word in words
        if word.isalpha()
        and word not in theirs
        and any(word[:cut] in theirs and word[cut:] in theirs for cut in range(2, len(word) - 1))
    ]
    found += [
        f"{one} {other}"
        for one, other in pairwise(words)
        if (one + other).isalpha()
        and one + other in theirs
        and not (one in theirs and other in theirs)
    ]
    return found


def _glyphs(text: str) -> Counter[str]:
    """Glyphs that tell: letters and digits after NFKC. (Signs and hyphens differ by reader.)"""
    return Counter(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFKC", re.sub(rf"{WRAP}\s*", "", text))
