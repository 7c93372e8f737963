"""A page read: all that it tells by itself, whichever process reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pdfplumber.pdf import PDF
from pypdfium2 import PdfDocument

from assembler.errors import UnreadablePdfError, Where
from assembler.extract.damage import CrowdedPageError, listening
from assembler.extract.grid import Frame, frames_of
from assembler.extract.lines import read_lines
from assembler.extract.marks import PageMarks, read_marks
from assembler.extract.opening import open_pdf
from assembler.extract.second_reader import SecondReading, open_second, read_again
from assembler.extract.structure import Tags, read_tags
from assembler.extract.tables import Line


@dataclass(frozen=True)
class ReadPage:
    """A page: its marks, the frames that its rules make, the lines outside of those that have
    several columns. (A frame of one is mostly a boxed title; the other pages tell.)"""

    marks: PageMarks
    frames: tuple[Frame, ...]
    outside: tuple[Line, ...]
    second: SecondReading | None
    """None where there is nothing to compare: no frame, or a PDF that PDFium does not open."""

    @property
    def number(self) -> int:
        return self.marks.number

    def outside_of(self, frames: Sequence[Frame]) -> tuple[Line, ...]:
        """The lines outside of some of its frames."""
        if list(frames) == wide(self.frames):
            return self.outside
        return _outside(self.marks, frames)


def wide(frames: Sequence[Frame]) -> list[Frame]:
    """Those of several columns."""
    return [frame for frame in frames if len(frame.edges) > 2]


def _outside(marks: PageMarks, frames: Sequence[Frame]) -> tuple[Line, ...]:
    chars = [c for c in marks.chars if not any(frame.covers(c) for frame in frames)]
    return read_lines(chars, marks.number)


@dataclass(frozen=True)
class OpenPdf:
    """A PDF, open for both readers, with its structure tree."""

    path: Path
    pdf: PDF
    tags: Tags
    second: PdfDocument | None

    @property
    def count(self) -> int:
        """How many pages it has."""
        return len(self.pdf.pages)

    def read(self, number: int) -> ReadPage:
        """Reads a page, by its number from 1. UnreadablePdfError: damaged, or too crowded."""
        marks = self._marks(number)
        frames = frames_of(marks)
        second = read_again(self.second, marks, frames) if self.second and frames else None
        return ReadPage(marks, frames, _outside(marks, wide(frames)), second)

    def close(self) -> None:
        """Closes it for both readers."""
        self.pdf.close()
        if self.second:
            self.second.close()

    def _marks(self, number: int) -> PageMarks:
        where = Where(self.path, page=number)
        try:
            with listening():
                return read_marks(self.pdf.pages[number - 1], self.tags)
        except CrowdedPageError as error:
            raise UnreadablePdfError(
                "cette page dessine trop d'objets pour être lue (une carte, un plan ?)",
                where=where,
                todo="Lisez les autres pages avec --pages.",
            ) from error
        except (Exception, RecursionError) as error:
            raise UnreadablePdfError(
                "cette page est abîmée et ne peut pas être lue",
                where=where,
                todo="Demandez une autre copie du PDF, ou lisez les autres pages avec --pages.",
            ) from error


def open_for_reading(path: Path) -> OpenPdf:
    """The PDF, open; UnreadablePdfError when it is missing, encrypted or damaged."""
    pdf = open_pdf(path)
    with listening():
        return OpenPdf(path, pdf, read_tags(pdf), open_second(path))
