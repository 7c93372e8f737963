"""Conservation: every visible glyph of a table is in the model, a heading, a label, or a reserve.

Glyphs are characters without spaces after NFKC (two readers cut words differently; their glyphs
agree). The count is taken from the model's own texts, not from the cells they came from: a text
that lost a word on its way shows.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assembler.extract import Extraction as PdfExtraction
from assembler.extract import Line, Table
from assembler.extract.wording import is_sign
from assembler.model import Bilan
from assembler.normalise.brouillon import ReserveLue

SIGNS = frozenset(":.;,)(/|o\u00ad\u2010\u2011")
"""What may stand in front of a text, or at a wrap, and is no part of the wording."""


@dataclass(frozen=True)
class Placement:
    """Lines of the PDF and the texts of the model made from them.

    `labels`: what was taken off in front: « BLOC 1 : », « C1.a ».
    """

    lines: tuple[Line, ...]
    texts: tuple[str, ...]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Balance:
    """Where the glyphs went; `lost`: lines of tables that no text of the model accounts for."""

    bilan: Bilan
    lost: tuple[ReserveLue, ...]


def glyphs(text: str) -> Counter[str]:
    """The glyphs of a text: NFKC, without spaces."""
    return Counter(char for char in unicodedata.normalize("NFKC", text) if not char.isspace())


def balance(
    read: Sequence[PdfExtraction],
    placements: Sequence[Placement],
    headings: frozenset[Line],
    reserves: Sequence[ReserveLue],
) -> Balance:
    """The balance of all that was read."""
    placed = {line for one in placements for line in one.lines} | headings
    reserved = {line for one in reserves for line in one.lines}
    lost = [*_unplaced(read, placed | reserved), *_changed(placements)]
    lost_lines = {line for one in lost for line in one.lines}
    cells = {line for one in read for table in one.tables for line in _lines(table)}
    in_model = (placed - headings - lost_lines) & cells
    return Balance(
        Bilan(
            glyphes=sum(one.glyphs for one in read),
            modele=_count(in_model),
            reserves=_count(((reserved - placed) | lost_lines) & cells),
            entetes=_count((headings - lost_lines) & cells),
            hors_tableau=sum(_count(one.outside) for one in read),
            autres=sum(_count(one.running) + one.slanted for one in read),
        ),
        tuple(lost),
    )


def _count(lines: Iterable[Line]) -> int:
    return sum(line.glyphs for line in lines)


def _lines(table: Table) -> Iterator[Line]:
    for cell in table.cells:
        yield from cell.lines
    yield from table.repeated


def _unplaced(read: Sequence[PdfExtraction], known: set[Line]) -> Iterator[ReserveLue]:
    """The lines of tables that went nowhere, cell by cell."""
    for one in read:
        for table in one.tables:
            for cell in table.cells:
                left = tuple(line for line in cell.lines if line not in known)
                if left:
                    yield ReserveLue(left, "texte qui n'a trouvé sa place dans aucun champ")


def _is_sign(char: str) -> bool:
    """May it stand in front of a text, or at a wrap?"""
    return char in SIGNS or is_sign(char)


def _changed(placements: Sequence[Placement]) -> Iterator[ReserveLue]:
    """The placements whose texts have not the glyphs of their lines."""
    for one in placements:
        printed = sum((glyphs(line.text) for line in one.lines), Counter[str]())
        kept = sum((glyphs(text) for text in (*one.texts, *one.labels)), Counter[str]())
        if not all(_is_sign(char) for char in (printed - kept) + (kept - printed)):
            yield ReserveLue(one.lines, "le texte retenu n'a pas les mêmes lettres que la page")
