"""The logo's frame in the template, and what stands there in documents."""

import struct
import zlib
from pathlib import Path

import pytest
from docx.document import Document
from docx.shared import Cm

from assembler.errors import InputError
from assembler.fill import compile_template, open_check
from tests.fill.conftest import Filled, MakeTemplate


def png(path: Path, width: int, height: int) -> Path:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    pixels = zlib.compress(b"".join(b"\0" + b"\x40\x80\xc0" * width for _ in range(height)))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )
    return path


@pytest.fixture
def modele(make_template: MakeTemplate, tmp_path: Path) -> Path:
    """A template with a logo frame of 4 cm by 2 cm in the header, another picture in the body."""
    frame = str(png(tmp_path / "cadre.png", 40, 20))
    other = str(png(tmp_path / "autre.png", 10, 10))

    def build(document: Document) -> None:
        run = document.sections[0].header.paragraphs[0].add_run()
        picture = run.add_picture(frame, Cm(4), Cm(2))
        picture._inline.docPr.set("descr", "Logo")
        document.add_paragraph("{{ x }}")
        document.add_picture(other)

    return make_template(build)


def filled(modele: Path, logo: Path | None) -> Filled:
    data = compile_template(modele, logo=logo).fill({"x": 1}, proprietes={}, objet="essai")
    assert open_check(data) == []
    return Filled(data)


@pytest.mark.parametrize(
    ("size", "shown"), [((100, 100), (2, 2)), ((400, 100), (4, 1)), ((20, 10), (4, 2))]
)
def test_the_logo_fills_its_frame_without_distortion(
    modele: Path, tmp_path: Path, size: tuple[int, int], shown: tuple[float, float]
) -> None:
    logo = png(tmp_path / "logo.png", *size)

    document = filled(modele, logo)

    assert document.parts["word/media/logo-assembler.png"] == logo.read_bytes()
    header = document.document.sections[0].header
    extent = header.paragraphs[0].runs[0]._r.xpath(".//wp:extent")[0]
    assert (extent.cx, extent.cy) == (Cm(shown[0]), Cm(shown[1]))
    assert len(document.document.inline_shapes) == 1
    assert len([name for name in document.parts if "media" in name]) == 2


def test_without_logo_the_frame_is_gone_and_its_picture_too(modele: Path) -> None:
    document = filled(modele, None)

    assert document.document.sections[0].header.paragraphs[0]._p.xpath(".//w:drawing") == []
    assert len([name for name in document.parts if "media" in name]) == 1


def test_the_logo_counts_in_the_fingerprint(modele: Path, tmp_path: Path) -> None:
    logos = [png(tmp_path / f"{n}.png", n, 5) for n in (5, 6)]

    prints = {compile_template(modele, logo=logo).sha256 for logo in (None, *logos)}

    assert len(prints) == 3


@pytest.mark.parametrize("content", [None, b"", b"pas une image"])
def test_a_logo_that_is_no_picture(modele: Path, tmp_path: Path, content: bytes | None) -> None:
    logo = tmp_path / "logo.png"
    if content is not None:
        logo.write_bytes(content)

    with pytest.raises(InputError, match="le logo"):
        compile_template(modele, logo=logo)
