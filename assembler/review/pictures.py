"""PDF pages as pictures: sharp enough to read small print, small enough to send sixty of them."""

import base64
import io
import unicodedata
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assembler.errors import UnreadablePdfError, Where

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfPage

MAX_BYTES = 180_000
"""Bytes of one picture: sixty, in base64, stay under 15 MB."""

_TRIES = ((1700, None), (1700, 60), (1300, 50), (1000, 40), (700, 25))
"""Longer side in pixels, and quality (None: lossless). Text is smallest lossless; photographs and
scans are not. The first that keeps to MAX_BYTES is taken, or the last."""

_BEGINNING = 12
"""Glyphs that tell a text from the others of a page, before a wrap can hide a hyphen."""


@dataclass(frozen=True)
class Picture:
    """A page as a picture. `left` and `top`: where it begins, in the coordinates of the side-car;
    `width` and `height`: in the same points."""

    pdf: str
    number: int
    left: float
    top: float
    width: float
    height: float
    data: str
    """A `data:` address."""
    glyphs: str
    """The page's text without spaces, NFKC."""

    def begins(self, text: str) -> bool:
        """Whether the beginning of this text stands on the page."""
        return glyphs(text)[:_BEGINNING] in self.glyphs


def glyphs(text: str) -> str:
    """A text without spaces, NFKC: what two readers of a PDF agree on."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def draw_pages(pdfs: Sequence[Path], wanted: Container[int] | None = None) -> Iterator[Picture]:
    """The pages of the PDFs, one after the other; `wanted`: their numbers, all by default.

    Raises UnreadablePdfError.
    """
    from pypdfium2 import PdfDocument, PdfiumError

    for pdf in pdfs:
        try:
            with PdfDocument(pdf) as document:
                for rank in range(len(document)):
                    if wanted is None or rank + 1 in wanted:
                        page = document[rank]
                        yield _draw(page, pdf.name, rank + 1)
                        page.close()
        except PdfiumError as error:
            raise UnreadablePdfError(
                "ce PDF ne peut pas être affiché : il est abîmé ou protégé",
                where=Where(pdf),
                todo="Demandez-en une autre copie.",
            ) from error


def _draw(page: "PdfPage", pdf: str, number: int) -> Picture:
    width, height = page.get_size()
    left, top = _corner(page)
    scale = _TRIES[0][0] / max(width, height)
    image: Image = page.render(scale=scale).to_pil().convert("RGB")
    data = base64.b64encode(_encode(image)).decode("ascii")
    text: str = page.get_textpage().get_text_range()
    address = f"data:image/webp;base64,{data}"
    return Picture(pdf, number, left, top, width, height, address, glyphs(text))


def _corner(page: "PdfPage") -> tuple[float, float]:
    """Left and top of what a reader shows (the crop box), in points of the media box, turned."""
    media, crop = page.get_mediabox(), page.get_cropbox()
    left, bottom = crop[0] - media[0], crop[1] - media[1]
    right, top = media[2] - crop[2], media[3] - crop[3]
    match page.get_rotation():
        case 90:
            return bottom, left
        case 180:
            return right, bottom
        case 270:
            return top, right
        case _:
            # The side-car does not move a media box that begins elsewhere than at 0 0.
            return left + media[0], top - media[1]


def _encode(image: "Image") -> bytes:
    """The picture as WebP, as sharp as MAX_BYTES allow."""
    encoded = b""
    for side, quality in _TRIES:
        if max(image.size) > side:
            ratio = side / max(image.size)
            image = image.resize((round(image.width * ratio), round(image.height * ratio)))
        file = io.BytesIO()
        image.save(file, "WEBP", lossless=quality is None, quality=quality or 75, method=4)
        encoded = file.getvalue()
        if len(encoded) <= MAX_BYTES:
            break
    return encoded
