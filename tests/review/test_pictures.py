"""Pages as pictures: frames fall on their text however the page is cut and turned."""

import base64
import io
import random
from pathlib import Path

import pdfplumber
import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from assembler.errors import UnreadablePdfError
from assembler.review import Picture, draw_pages
from assembler.review.pictures import MAX_BYTES


def image_of(picture: Picture) -> Image.Image:
    data = base64.b64decode(picture.data.partition(",")[2])
    return Image.open(io.BytesIO(data)).convert("L")


@pytest.mark.parametrize("crop", [(0, 0, 400, 600), (30, 50, 380, 590)])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_box_of_the_side_car_falls_on_its_text(
    tmp_path: Path, rotation: int, crop: tuple[int, int, int, int]
) -> None:
    plain, pdf = tmp_path / "plain.pdf", tmp_path / "turned.pdf"
    canvas = Canvas(str(plain), pagesize=(400, 600))
    canvas.setFont("Helvetica", 20)
    canvas.drawString(60, 500, "REPERE")
    canvas.save()
    page = PdfReader(plain).pages[0]
    page.cropbox = RectangleObject(crop)
    page.rotate(rotation)
    writer = PdfWriter()
    writer.add_page(page)
    writer.write(pdf)
    with pdfplumber.open(pdf) as read:
        chars = [char for char in read.pages[0].chars if char["text"].strip()]
        x0, x1 = min(c["x0"] for c in chars), max(c["x1"] for c in chars)
        top, bottom = min(c["top"] for c in chars), max(c["bottom"] for c in chars)
    (picture,) = draw_pages([pdf])
    image = image_of(picture)
    scale = image.width / picture.width
    ink = image.point(lambda grey: 255 if grey < 128 else 0).getbbox()
    assert ink
    left, above = picture.left * scale, picture.top * scale
    assert x0 * scale - left - 3 <= ink[0] and ink[2] <= x1 * scale - left + 3
    assert top * scale - above - 3 * scale <= ink[1]
    assert ink[3] <= bottom * scale - above + 3 * scale


def test_a_page_of_noise_keeps_to_its_budget(tmp_path: Path) -> None:
    pdf = tmp_path / "noise.pdf"
    noise = Image.frombytes("RGB", (600, 800), random.Random(1).randbytes(600 * 800 * 3))
    canvas = Canvas(str(pdf), pagesize=(600, 800))
    canvas.drawImage(ImageReader(noise), 0, 0)
    canvas.save()
    (picture,) = draw_pages([pdf])
    assert len(picture.data) < MAX_BYTES * 4 / 3 + 100


def test_sixty_pages_within_their_budget_stay_under_fifteen_megabytes() -> None:
    assert 60 * (MAX_BYTES * 4 / 3 + 5_000) < 15_000_000


def test_only_the_pages_asked_for(tmp_path: Path) -> None:
    pdf = tmp_path / "three.pdf"
    canvas = Canvas(str(pdf))
    for word in ("un", "deux", "trois"):
        canvas.drawString(100, 100, word)
        canvas.showPage()
    canvas.save()
    assert [p.number for p in draw_pages([pdf], {2, 3})] == [2, 3]
    assert [p.glyphs for p in draw_pages([pdf])] == ["un", "deux", "trois"]


def test_a_damaged_pdf_is_told(tmp_path: Path) -> None:
    pdf = tmp_path / "x.pdf"
    pdf.write_bytes(b"%PDF-1.7 rien")
    with pytest.raises(UnreadablePdfError, match=r"x\.pdf"):
        list(draw_pages([pdf]))
