"""The pages of a PDF to their marks, one after the other or in several processes."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from assembler.errors import InputError, UnreadablePdfError, Where
from assembler.extract.damage import CrowdedPageError
from assembler.extract.marks import PageMarks, read_marks
from assembler.extract.opening import open_pdf
from assembler.extract.structure import Tags, read_tags
from assembler.processes import process_pool

WORTH_IT = 16
"""Pages after which another process, half a second to start, pays for itself."""
LONG = 100
"""Pages from which on each process reads several ranges, so that progress shows. Not many: each
begins by opening the PDF, which takes a second where there are thousands of pages."""
HEAD_START = 2
"""Pages that this process reads while another one starts."""
SCANNED = 0.5
"""A page that pictures cover by this share, with next to no text, was scanned."""
NEXT_TO_NO_TEXT = 30
"""Characters: a page number, the stamp of a scanner."""

Seen = Callable[[int, int], None]
"""Told, as pages come in, how many have been read, of how many."""


@dataclass(frozen=True)
class Pages:
    """The marks of the pages that were asked for, and how many pages the PDF has."""

    marks: tuple[PageMarks, ...]
    count: int


def read_pages(
    path: Path, wanted: frozenset[int] | None, *, jobs: int | None = None, seen: Seen | None = None
) -> Pages:
    """The marks of the pages `wanted` (numbers from 1; None: all), whatever `jobs` the same.

    `jobs`: processes to read with; None: as many as the pages are worth.
    Raises UnreadablePdfError: missing, encrypted, damaged, scanned, too crowded;
    InputError when the PDF has none of the pages wanted.
    """
    with open_pdf(path) as pdf:
        count = len(pdf.pages)
        numbers = [page for page in range(1, count + 1) if wanted is None or page in wanted]
        if not numbers:
            raise InputError(
                f"ce PDF n'a pas ces pages : il en a {count}",
                where=Where(path),
                todo="Corrigez les numéros donnés à --pages.",
            )
        jobs = jobs or min(os.cpu_count() or 1, 4, max(1, len(numbers) // WORTH_IT))
        reading = (
            _read(pdf, path, numbers) if jobs == 1 else _read_in_processes(pdf, path, numbers, jobs)
        )
        marks: list[PageMarks] = []
        for one in reading:
            marks.append(one)
            if seen:
                seen(len(marks), len(numbers))
    _refuse_scanned(path, marks)
    return Pages(tuple(marks), count)


def _read(pdf: PDF, path: Path, numbers: Sequence[int]) -> Iterator[PageMarks]:
    tags = read_tags(pdf)
    for number in numbers:
        yield _read_one(path, pdf.pages[number - 1], tags)


def _read_one(path: Path, page: Page, tags: Tags) -> PageMarks:
    where = Where(path, page=page.page_number)
    try:
        return read_marks(page, tags)
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


def _read_in_processes(
    pdf: PDF, path: Path, numbers: Sequence[int], jobs: int
) -> Iterator[PageMarks]:
    """Reads the first pages here while other processes read the others."""
    own = len(numbers) // jobs + HEAD_START
    others = numbers[own:]
    parts = (jobs - 1) * min(4, 1 + len(others) // LONG)
    size = max(1, -(-len(others) // parts))
    with process_pool(jobs - 1) as pool:
        try:
            ranges = [others[start : start + size] for start in range(0, len(others), size)]
            read = pool.map(partial(_read_range, path), ranges)
            yield from _read(pdf, path, numbers[:own])
            for marks in read:
                yield from marks
        except BrokenProcessPool as error:
            raise UnreadablePdfError(
                "la lecture de ce PDF s'est arrêtée : la mémoire a sans doute manqué",
                where=Where(path),
                todo="Relancez avec --jobs 1, ou lisez moins de pages avec --pages.",
            ) from error
        finally:
            pool.shutdown(cancel_futures=True)


def _read_range(path: Path, numbers: Sequence[int]) -> list[PageMarks]:
    with open_pdf(path) as pdf:
        return list(_read(pdf, path, numbers))


def _refuse_scanned(path: Path, marks: Sequence[PageMarks]) -> None:
    """A scanned page would read as empty: an officer must know of each."""
    scanned = [
        page.number
        for page in marks
        if page.pictured >= SCANNED and sum(c.text.isalnum() for c in page.chars) < NEXT_TO_NO_TEXT
    ]
    if not scanned:
        return
    left = [page.number for page in marks if page.number not in scanned]
    raise UnreadablePdfError(
        f"pages numérisées (images sans texte) : {spans(scanned)}",
        where=Where(path),
        todo="Demandez le PDF d'origine, produit par un traitement de texte"
        + (f" ; ou, si ces pages ne comptent pas, ajoutez --pages {spans(left)}." if left else "."),
    )


def spans(numbers: Sequence[int]) -> str:
    """Page numbers as --pages takes them: « 1-3,5 »."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1] = [parts[-1][0], number]
        else:
            parts.append([number])
    return ",".join("-".join(str(end) for end in part) for part in parts)
