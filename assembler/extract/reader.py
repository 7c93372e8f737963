"""A PDF, page by page, to the tables it holds."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from assembler.extract.chars import Char
from assembler.extract.doubts import doubts_of_print
from assembler.extract.grid import Frame
from assembler.extract.hyphens import undo_hyphens
from assembler.extract.marks import PageMarks, sha256_of
from assembler.extract.page import wide
from assembler.extract.pages import Seen, read_pages
from assembler.extract.second_reader import doubts_of
from assembler.extract.stitch import SAME_BORDER, Run, continues, stitch
from assembler.extract.tables import Extraction, Line

MARGIN = 0.2
"""Running headers and footers stand in this share of the page, at its head or foot."""


def extract(
    path: Path,
    pages: frozenset[int] | None = None,
    *,
    jobs: int | None = None,
    seen: Seen | None = None,
) -> Extraction:
    """The tables of a PDF, joined over pages. `pages`: numbers to read, all by default.

    `jobs`: processes to read with, as many as the pages are worth by default. `seen` is told how
    many pages have been read, of how many.
    Raises UnreadablePdfError: missing, encrypted, damaged, scanned, or too crowded.
    """
    read = read_pages(path, pages, jobs=jobs, seen=seen)
    marks = [page.marks for page in read.read]
    frames = _tables_only({page.number: page.frames for page in read.read})
    frames, footers = _without_running_tables(marks, frames)
    outside = {page.number: page.outside_of(frames[page.number]) for page in read.read}
    running = _running(list(outside.values())) | _within(outside, footers)
    runs, left = _runs(marks, frames, outside, running)
    chars: dict[int, Sequence[Char]] = {page.number: page.chars for page in marks}
    tables = undo_hyphens([stitch(run, chars) for run in runs])
    return Extraction(
        name=path.name,
        sha256=sha256_of(path),
        pages=read.count,
        tables=tables,
        glyphs=sum(_visible(page.chars) + _visible(page.slanted) for page in marks),
        slanted=sum(_visible(page.slanted) for page in marks),
        outside=tuple(left),
        running=tuple(line for lines in outside.values() for line in lines if line in running),
        doubts=(
            *doubts_of_print(tables),
            *doubts_of((page.second for page in read.read if page.second), tables),
        ),
    )


def _visible(chars: Sequence[Char]) -> int:
    return sum(1 for char in chars if char.text.strip())


def _tables_only(pages: dict[int, tuple[Frame, ...]]) -> dict[int, tuple[Frame, ...]]:
    """Without the frames of one column (underlined lines, boxed titles), unless they stand
    where a table of several columns stands: then they are its rows over the whole width."""
    several = wide([frame for frames in pages.values() for frame in frames])
    return {
        page: tuple(
            frame
            for frame in frames
            if len(frame.edges) > 2
            or any(
                abs(frame.x0 - other.x0) < SAME_BORDER and abs(frame.x1 - other.x1) < SAME_BORDER
                for other in several
            )
        )
        for page, frames in pages.items()
    }


def _without_running_tables(
    marks: Sequence[PageMarks], frames: dict[int, tuple[Frame, ...]]
) -> tuple[dict[int, tuple[Frame, ...]], list[Frame]]:
    """The frames without those that come back on many pages, at the head or foot, with the same
    words (numbers apart): footers and headers set as tables. And those."""
    keys = {
        frame: _running_key(page, frame)
        for page in marks
        for frame in frames[page.number]
        if frame.bottom < page.height * MARGIN or frame.top > page.height * (1 - MARGIN)
    }
    # On a full page a footer can touch the table above it.
    touching = {
        frame: part
        for page in marks
        for frame in frames[page.number]
        if frame not in keys
        for part in [_touching(page, frame, keys)]
        if part is not None
    }
    count = Counter([*keys.values(), *(keys[part] for part in touching.values())])
    often = max(2, len(marks) // 4)
    running = {key for key in keys.values() if count[key] >= often and key != "#"}
    footers = [frame for frame, key in keys.items() if key in running]
    kept: dict[int, tuple[Frame, ...]] = {}
    for number, found in frames.items():
        left = []
        for frame in found:
            part = touching.get(frame)
            if part is not None and keys[part] in running:
                inner, rest = frame.parted(part)
                footers.append(inner)
                left.append(rest)
            elif frame not in footers:
                left.append(frame)
        kept[number] = tuple(left)
    return kept, footers


def _touching(page: PageMarks, frame: Frame, keys: dict[Frame, str]) -> Frame | None:
    """The footer of another page, when some of the cells of this frame are the same one."""
    for other, key in keys.items():
        inner, rest = frame.parted(other)
        if inner.cells and rest.cells and _running_key(page, inner) == key:
            return other
    return None


def _running_key(page: PageMarks, frame: Frame) -> str:
    text = "".join(char.text for char in page.chars if frame.holds(char))
    return re.sub(r"[\d\s]+", "#", text)


def _within(outside: dict[int, tuple[Line, ...]], frames: Sequence[Frame]) -> frozenset[Line]:
    return frozenset(
        line
        for frame in frames
        for line in outside[frame.page]
        if frame.top <= (line.box.top + line.box.bottom) / 2 <= frame.bottom
        and frame.x0 <= (line.box.x0 + line.box.x1) / 2 <= frame.x1
    )


def _running(pages: Sequence[Sequence[Line]]) -> frozenset[Line]:
    """The lines that come back at the same height on most pages: running headers and footers."""

    def key(line: Line) -> tuple[str, int]:
        return re.sub(r"\d+", "#", line.text), round(line.box.top / 6)

    count = Counter(k for lines in pages for k in {key(line) for line in lines})
    often = max(2, len(pages) // 2)
    return frozenset(
        line
        for lines in pages
        for line in lines
        if count[key(line)] >= often or re.fullmatch(r"(?i)(page )?\d+( ?(/|sur) ?\d+)?", line.text)
    )


def _runs(
    marks: Sequence[PageMarks],
    frames: dict[int, tuple[Frame, ...]],
    outside: dict[int, tuple[Line, ...]],
    running: frozenset[Line],
) -> tuple[list[Run], list[Line]]:
    """The frames gathered into tables, and the lines that stand outside of them."""
    runs: list[Run] = []
    pending: list[Line] = []
    left: list[Line] = []
    for page in marks:
        lines = [line for line in outside[page.number] if line not in running]
        left += lines
        done = 0
        for frame in frames[page.number]:
            pending += [line for line in lines[done:] if line.box.top < frame.top]
            done = sum(1 for line in lines if line.box.top < frame.top)
            if runs and continues(runs[-1], frame, pending):
                runs[-1] = Run((*runs[-1].frames, frame), runs[-1].above)
            else:
                runs.append(Run((frame,), tuple(pending)))
            pending = []
        pending += lines[done:]
    return runs, left
