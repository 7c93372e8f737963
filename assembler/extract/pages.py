"""The pages of a PDF to their marks, one after the other or in several processes."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assembler.errors import InputError, UnreadablePdfError, Where
from assembler.extract.marks import PageMarks
from assembler.extract.page import OpenPdf, ReadPage, open_for_reading
from assembler.processes import process_pool

WORTH_IT = 16
"""Pages after which another process, half a second to start, pays for itself."""
SCANNED = 0.5
"""A page that pictures cover by this share, with next to no text, was scanned."""
ILLEGIBLE = 0.15
"""A page is not read when this share of its glyphs is unknown."""
NEXT_TO_NO_TEXT = 30
"""Characters: a page number, the stamp of a scanner."""

Seen = Callable[[int, int], None]
"""Told, as pages come in, how many have been read, of how many."""


@dataclass(frozen=True)
class Pages:
    """The pages that were asked for, and how many pages the PDF has."""

    read: tuple[ReadPage, ...]
    count: int


def read_pages(
    path: Path, wanted: frozenset[int] | None, *, jobs: int | None = None, seen: Seen | None = None
) -> Pages:
    """The pages `wanted` (numbers from 1; None: all), whatever `jobs` the same.

    `jobs`: processes to read with; None: as many as the pages are worth.
    Raises UnreadablePdfError: missing, encrypted, damaged, scanned, too crowded;
    InputError when the PDF has none of the pages wanted.
    """
    with closing(open_for_reading(path)) as pdf:
        numbers = [page for page in range(1, pdf.count + 1) if wanted is None or page in wanted]
        if not numbers:
            raise InputError(
                f"ce PDF n'a pas ces pages : il en a {pdf.count}",
                where=Where(path),
                todo="Corrigez les numéros donnés à --pages.",
            )
        jobs = jobs or min(os.cpu_count() or 1, 4, max(1, len(numbers) // WORTH_IT))
        reading = map(pdf.read, numbers) if jobs == 1 else _read_in_processes(pdf, numbers, jobs)
        pages: list[ReadPage] = []
        for page in reading:
            pages.append(page)
            if seen:
                seen(len(pages), len(numbers))
        count = pdf.count
    _refuse_scanned(path, [page.marks for page in pages])
    _refuse_illegible(path, [page.marks for page in pages])
    return Pages(tuple(pages), count)


def _read_in_processes(pdf: OpenPdf, numbers: Sequence[int], jobs: int) -> Iterator[ReadPage]:
    """Reads the pages from the first on, while other processes read them from the last on, until
    they meet: whoever is slow to start reads less."""
    pool = process_pool(jobs - 1)
    try:
        elsewhere = {page: pool.submit(_read_one, pdf.path, page) for page in reversed(numbers)}
        for number in numbers:
            mine = elsewhere[number].cancel()
            yield pdf.read(number) if mine else elsewhere[number].result()
    except BrokenProcessPool as error:
        raise UnreadablePdfError(
            "la lecture de ce PDF s'est arrêtée : la mémoire a sans doute manqué",
            where=Where(pdf.path),
            todo="Relancez avec --jobs 1, ou lisez moins de pages avec --pages.",
        ) from error
    finally:
        # The others end by themselves, while what they read is put together here.
        pool.shutdown(wait=False, cancel_futures=True)


def _read_one(path: Path, number: int) -> ReadPage:
    return _kept_open(path).read(number)


@lru_cache(maxsize=1)
def _kept_open(path: Path) -> OpenPdf:
    """The PDF, opened once in a process that reads many of its pages, until that ends."""
    return open_for_reading(path)


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


def _refuse_illegible(path: Path, marks: Sequence[PageMarks]) -> None:
    """A page whose fonts do not say which letters they draw would read as a list of bullets."""
    illegible = [page.number for page in marks if _unknown(page) > ILLEGIBLE]
    if illegible:
        raise UnreadablePdfError(
            f"pages dont les polices ne disent pas leurs lettres : {spans(illegible)}",
            where=Where(path),
            todo="Demandez un autre PDF, enregistré par le traitement de texte lui-même.",
        )


def _unknown(page: PageMarks) -> float:
    """The share of a page's glyphs whose letters are not known; a few are bullets."""
    glyphs = [char.text for char in page.chars if char.text.strip()]
    return glyphs.count("\ufffd") / len(glyphs) if glyphs else 0.0


def spans(numbers: Sequence[int]) -> str:
    """Page numbers as --pages takes them: « 1-3,5 »."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1] = [parts[-1][0], number]
        else:
            parts.append([number])
    return ",".join("-".join(str(end) for end in part) for part in parts)
