"""The marks of a page: characters and rules, as pdfplumber gives them, cleaned."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from assembler.errors import UnreadablePdfError, Where


@dataclass(frozen=True, slots=True)
class Char:
    """A character. `turn` says how it lies: 0 upright, 90 read upwards, -90 read downwards."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    turn: int

    @property
    def middle(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True)
class PageMarks:
    """A page: its size in points, its characters, the boxes that its rules close."""

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    slanted: tuple[Char, ...]
    """Characters neither upright nor at a right angle: watermarks."""
    boxes: tuple[tuple[tuple[float, float, float, float], ...], ...]
    """For each table, its cells as (x0, top, x1, bottom)."""


@contextmanager
def open_pdf(path: Path) -> Iterator[PDF]:
    """The PDF, opened; UnreadablePdfError when it is missing, encrypted or damaged."""
    try:
        pdf = pdfplumber.open(path)
        len(pdf.pages)
    except FileNotFoundError:
        raise UnreadablePdfError(
            "ce fichier n'existe pas",
            where=Where(path),
            todo="Vérifiez le nom et le dossier du PDF.",
        ) from None
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        raise _unreadable(path, cause) from error
    except Exception as error:
        raise _unreadable(path, error) from error
    with pdf:
        yield pdf


def _unreadable(path: Path, cause: object) -> UnreadablePdfError:
    if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
        return UnreadablePdfError(
            "ce PDF est protégé par un mot de passe",
            where=Where(path),
            todo="Enregistrez-le sans protection (dans le logiciel qui l'a produit), "
            "puis relancez la commande.",
        )
    return UnreadablePdfError(
        "ce fichier n'est pas un PDF lisible : il est vide, abîmé, ou d'un autre format",
        where=Where(path),
        todo="Ouvrez-le dans un lecteur de PDF ; s'il ne s'ouvre pas, demandez-en une autre copie.",
    )


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_marks(page: Page) -> PageMarks:
    """The marks of one page. The page's caches are released before returning."""
    chars = list(_clean(page))
    marks = PageMarks(
        number=page.page_number,
        width=float(page.width),
        height=float(page.height),
        chars=tuple(char for char, slanted in chars if not slanted),
        slanted=tuple(char for char, slanted in chars if slanted),
        boxes=_table_boxes(page),
    )
    page.close()
    return marks


def _clean(page: Page) -> Iterator[tuple[Char, bool]]:
    """The characters inside the page box, fake bold (the same glyph twice) told once."""
    seen: dict[tuple[str, int, int], list[tuple[float, float]]] = {}
    left, top, right, bottom = page.bbox
    for raw in page.chars:
        x0, y0, x1, y1 = raw["x0"], raw["top"], raw["x1"], raw["bottom"]
        middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
        if not (left <= middle_x <= right and top <= middle_y <= bottom):
            continue
        a, b, c, d = raw["matrix"][:4]
        turn, slanted = _turn(a, b, c, d)
        size = (y1 - y0) if turn == 0 else (x1 - x0)
        text = raw["text"]
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
        bold = "bold" in raw["fontname"].lower() or "black" in raw["fontname"].lower()
        yield Char(text, x0, y0, x1, y1, size, bold, turn), slanted


def _turn(a: float, b: float, c: float, d: float) -> tuple[int, bool]:
    """How a character lies, from its matrix; and whether it is slanted (a watermark)."""
    # An italic made by shearing keeps b at 0; only a real turn changes the direction of the line.
    if abs(b) <= abs(a) * 0.05:
        return 0, False
    if abs(a) <= abs(b) * 0.05:
        return (90 if b > 0 else -90), False
    return 0, True


def _table_boxes(page: Page) -> tuple[tuple[tuple[float, float, float, float], ...], ...]:
    """The cells that the rules close, table by table; rules cut by the page's edge are closed."""
    settings = {
        "vertical_strategy": "lines",
        "horizontal_strategy": "lines",
        "explicit_horizontal_lines": list(_missing_rules(page)),
        "intersection_tolerance": 3,
    }
    found = page.find_tables(settings)
    return tuple(
        tuple((c[0], c[1], c[2], c[3]) for c in table.cells) for table in found if table.cells
    )


def _missing_rules(page: Page) -> Iterator[float]:
    """The heights where at least two upright rules end without a level one: open borders.

    Word processors leave out the outer rule of a table at a page break.
    """
    upright = [e for e in page.edges if e["orientation"] == "v" and e["bottom"] - e["top"] > 8]
    level = [e for e in page.edges if e["orientation"] == "h" and e["x1"] - e["x0"] > 8]
    top_of_page, bottom_of_page = float(page.bbox[1]), float(page.bbox[3])
    ends: list[tuple[float, float]] = []
    for edge in upright:
        for y in (max(edge["top"], top_of_page), min(edge["bottom"], bottom_of_page)):
            if not any(
                abs(rule["top"] - y) < 4 and rule["x0"] - 3 <= edge["x0"] <= rule["x1"] + 3
                for rule in level
            ):
                ends.append((y, edge["x0"]))
    heights: list[float] = []
    for y, _ in sorted(ends):
        if heights and abs(y - heights[-1]) < 4:
            continue
        if len({round(x) for other, x in ends if abs(other - y) < 4}) >= 2:
            heights.append(y)
    return iter(heights)


def scanned_pages(pages: Sequence[PageMarks], images: Sequence[bool]) -> tuple[int, ...]:
    """The pages that hold a picture and no character."""
    return tuple(
        page.number for page, image in zip(pages, images, strict=True) if image and not page.chars
    )
