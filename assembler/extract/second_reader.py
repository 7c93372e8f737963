"""The second reader: PDFium reads the same pages, and where the two disagree a cell is doubtful.

pdfplumber (through pdfminer) and PDFium decode fonts and cut words each in their own way. Where
they see other letters, or put a space inside a word where the other puts none, a person must look.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pypdfium2

from assembler.extract.marks import PageMarks
from assembler.extract.tables import Box, Cell, Doubt, Table

WRAP = "\ufffe"
"""PDFium's mark for a hyphen at the end of a line."""
INSET = 1.0
"""A cell is read this far inside its rules (points): PDFium takes what touches the edge."""


def second_reading(
    path: Path, marks: Sequence[PageMarks], tables: Sequence[Table]
) -> tuple[Doubt, ...]:
    """The cells about which the two readers disagree. Pages without tables are not read."""
    cells = _cells_by_page(tables)
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        # One reader opens what the other does not: nothing to compare with.
        return ()
    doubts: list[Doubt] = []
    with pdf:
        for page in marks:
            if page.number not in cells:
                continue
            try:
                doubts += _page_doubts(pdf[page.number - 1], page, cells[page.number])
            except pypdfium2.PdfiumError:
                whole = Box(page.number, 0.0, 0.0, page.width, page.height)
                doubts.append(Doubt(whole, "", "un second lecteur ne peut pas lire cette page"))
    return tuple(doubts)


def _cells_by_page(tables: Sequence[Table]) -> dict[int, list[tuple[Cell, Box]]]:
    cells: dict[int, list[tuple[Cell, Box]]] = {}
    for table in tables:
        for cell in table.cells:
            for box in cell.boxes:
                cells.setdefault(box.page, []).append((cell, box))
    return cells


def _page_doubts(
    page: pypdfium2.PdfPage, marks: PageMarks, cells: Sequence[tuple[Cell, Box]]
) -> Iterator[Doubt]:
    reader = page.get_textpage()
    try:
        text = _tidy(reader.get_text_bounded())
        ours = _glyphs("".join(char.text for char in (*marks.chars, *marks.slanted)))
        if ours != _glyphs(text):
            yield from _other_letters(reader, marks, cells)
        yield from _other_words(text, cells)
    finally:
        reader.close()
        page.close()


def _other_letters(
    reader: pypdfium2.PdfTextPage, marks: PageMarks, cells: Sequence[tuple[Cell, Box]]
) -> Iterator[Doubt]:
    """The cells in which PDFium sees other glyphs."""
    for cell, box in cells:
        theirs = _tidy(
            reader.get_text_bounded(
                left=box.x0 + INSET,
                right=box.x1 - INSET,
                top=marks.height - box.top - INSET,
                bottom=marks.height - box.bottom + INSET,
            )
        )
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
