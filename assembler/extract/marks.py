"""The marks of a page: characters and the boxes of tables, as pdfplumber gives them, cleaned."""

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pdfplumber.page import Page

from assembler.extract.chars import Char, Chars
from assembler.extract.drawn import drawn_bullets
from assembler.extract.hidden import hidden_chars
from assembler.extract.layout import Bounds, Layout, read_layout
from assembler.extract.rules import table_boxes
from assembler.extract.structure import Tags


@dataclass(frozen=True)
class PageMarks:
    """A page: its size in points, its characters, the boxes that its rules close."""

    number: int
    width: float
    height: float
    chars: Chars
    slanted: Chars
    """Characters neither upright nor at a right angle: watermarks."""
    boxes: tuple[tuple[Bounds, ...], ...]
    """For each table, its cells."""
    pictured: float = 0.0
    """The share of the page that pictures cover; more than 1 when they overlap."""


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_marks(page: Page, tags: Tags) -> PageMarks:
    """The marks of one page. The page's caches are released before returning.

    Raises CrowdedPageError, or any exception when the page is damaged.
    """
    layout = read_layout(page)
    chars = list(_clean(page, layout, tags))
    upright = [char for char, slanted in chars if not slanted]
    upright += drawn_bullets(layout, upright)
    marks = PageMarks(
        number=page.page_number,
        width=float(page.width),
        height=float(page.height),
        chars=Chars(upright),
        slanted=Chars([char for char, slanted in chars if slanted]),
        boxes=table_boxes(layout, upright),
        pictured=_pictured(page, layout),
    )
    page.close()
    return marks


def _pictured(page: Page, layout: Layout) -> float:
    boxes = [layout.bounds(picture) for picture in layout.pictures]
    area = sum((x1 - x0) * (bottom - top) for x0, top, x1, bottom in boxes)
    return area / float(page.width * page.height or 1)


def _clean(page: Page, layout: Layout, tags: Tags) -> Iterator[tuple[Char, bool]]:
    """The characters inside the page box, fake bold (the same glyph twice) told once."""
    seen: dict[tuple[str, int, int], list[tuple[float, float]]] = {}
    left, top, right, bottom = page.bbox
    hidden = hidden_chars(layout)
    for raw in layout.chars:
        if id(raw) in hidden:
            continue
        x0, y0, x1, y1 = layout.bounds(raw)
        middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
        if not (left <= middle_x <= right and top <= middle_y <= bottom):
            continue
        a, b, c, d = raw.matrix[:4]
        turn, slanted = _turn(a, b, c, d)
        size = (y1 - y0) if turn == 0 else (x1 - x0)
        if size <= 0:
            # Nobody sees it; and distances are measured in sizes.
            continue
        text = _readable(raw.get_text())
        if text.strip():
            reach = max(size * 0.12, 0.6)
            key = (text, int(x0 // 4), int(y0 // 4))
            near = [
                place
                for dx in (-1, 0, 1)
                for dy in (-1, 0, 1)
                for place in seen.get((text, key[1] + dx, key[2] + dy), ())
            ]
            if any(abs(x - x0) < reach and abs(y - y0) < reach for x, y in near):
                continue
            seen.setdefault(key, []).append((x0, y0))
        tag = tags.of(page.page_obj.pageid, getattr(raw, "mcid", None))
        yield Char(text, x0, y0, x1, y1, size, _is_bold(raw.fontname), turn, tag), slanted


@lru_cache(maxsize=256)
def _is_bold(font: object) -> bool:
    # Damaged files name their fonts by anything.
    name = str(font).lower()
    return "bold" in name or "black" in name


def _readable(text: str) -> str:
    """A glyph's text; U+FFFD where its font does not tell: symbol fonts draw bullets so."""
    if text.startswith("(cid:") or unicodedata.category(text[:1] or " ") == "Cc":
        return "\ufffd"
    return text


def _turn(a: float, b: float, c: float, d: float) -> tuple[int, bool]:
    """How a character lies, from its matrix; and whether it is slanted (a watermark)."""
    # An italic made by shearing keeps b at 0; only a real turn changes the direction of the line.
    if abs(b) <= abs(a) * 0.05:
        return 0, False
    if abs(a) <= abs(b) * 0.05:
        return (90 if b > 0 else -90), False
    return 0, True
