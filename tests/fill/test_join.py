"""PDFs joined for the printer, against what two other readers see of them."""

import io
import itertools
import tracemalloc
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from assembler.fill.join import join

PORTRAIT, LANDSCAPE = A4, landscape(A4)


def part(path: Path, texts: Sequence[str], size: tuple[float, float] = PORTRAIT) -> Path:
    """A PDF of one text a page."""
    canvas = Canvas(str(path), pagesize=size)
    for text in texts:
        canvas.drawString(80, 80, text)
        canvas.showPage()
    canvas.save()
    return path


def joined(parts: Sequence[Path], *, unreadable: Sequence[Path] = ()) -> PdfReader:
    stream = io.BytesIO()
    assert join(parts, stream) == tuple(unreadable)
    return PdfReader(stream, strict=True)


def texts(reader: PdfReader) -> list[str]:
    return [page.extract_text().strip() for page in reader.pages]


def pictures(document: bytes | Path) -> list[bytes]:
    pdf = pypdfium2.PdfDocument(document)
    return [pdf[number].render().to_pil().tobytes() for number in range(len(pdf))]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.integers(1, 5), max_size=6))
def test_each_part_starts_on_a_right_hand_page(tmp_path: Path, counts: list[int]) -> None:
    parts = [
        part(tmp_path / f"{n}.pdf", [f"{n}/{page}" for page in range(count)])
        for n, count in enumerate(counts)
    ]
    found = texts(joined(parts))
    assert len(found) % 2 == 0
    assert [text for text in found if text] == [
        f"{n}/{page}" for n, count in enumerate(counts) for page in range(count)
    ]
    assert [found.index(f"{n}/0") % 2 for n in range(len(counts))] == [0] * len(counts)
    assert all(before for before, after in itertools.pairwise(found) if not after)


def test_a_blank_page_has_the_size_of_the_one_before(tmp_path: Path) -> None:
    parts = [part(tmp_path / "a.pdf", ["a"]), part(tmp_path / "b.pdf", ["b"], LANDSCAPE)]
    sizes = [page.mediabox[2:] for page in joined(parts).pages]
    assert sizes[0] == sizes[1] != sizes[2] == sizes[3]


def test_pages_look_as_they_did(tmp_path: Path) -> None:
    """Pictures, fonts, form fields and the marks somebody made in a reader included."""
    source = tmp_path / "a.pdf"
    canvas = Canvas(str(source))
    Image.effect_noise((40, 40), 90).convert("RGB").save(tmp_path / "noise.png")
    canvas.drawImage(str(tmp_path / "noise.png"), 100, 300)
    canvas.drawString(100, 500, "Élodie")
    canvas.acroForm.checkbox(name="acquis", x=100, y=400, checked=True)
    canvas.linkURL("https://example.org", (0, 0, 50, 50))
    canvas.rotate(30)
    canvas.showPage()
    canvas.drawString(100, 500, "verso")
    canvas.save()
    stream = io.BytesIO()
    join([source, source], stream)
    assert pictures(stream.getvalue()) == pictures(source) * 2
    annotations = [page.get("/Annots") for page in PdfReader(stream).pages]
    assert [len(each or ()) for each in annotations] == [1, 0, 1, 0]  # the field, not the link


def test_the_same_parts_give_the_same_bytes(tmp_path: Path) -> None:
    parts = [part(tmp_path / f"{n}.pdf", ["x"] * n) for n in range(1, 4)]
    first, second = io.BytesIO(), io.BytesIO()
    join(parts, first)
    join(parts, second)
    assert first.getvalue() == second.getvalue()


def test_what_parts_have_in_common_is_written_once(tmp_path: Path) -> None:
    Image.effect_noise((200, 200), 90).convert("RGB").save(tmp_path / "logo.png")
    parts = []
    for number in range(10):
        canvas = Canvas(str(tmp_path / f"{number}.pdf"))
        canvas.drawImage(str(tmp_path / "logo.png"), 100, 300)
        canvas.drawString(100, 500, f"Candidat {number}")
        canvas.save()
        parts.append(tmp_path / f"{number}.pdf")
    stream = io.BytesIO()
    join(parts, stream)
    assert len(stream.getvalue()) < 2 * parts[0].stat().st_size


def test_a_part_that_cannot_be_read_is_left_out_and_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    good = part(tmp_path / "good.pdf", ["bon"])
    damaged, empty, locked = (tmp_path / f"{n}.pdf" for n in ("damaged", "empty", "locked"))
    damaged.write_bytes(b"no PDF at all")
    empty.write_bytes(b"")
    writer = PdfWriter(good)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(locked)
    parts = [damaged, good, empty, locked, good]
    found = joined(parts, unreadable=[damaged, empty, locked])
    assert texts(found) == ["bon", "", "bon", ""]
    assert caplog.records == []  # they would be printed


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_whatever_is_damaged_the_others_are_joined(tmp_path: Path, data: st.DataObject) -> None:
    good = part(tmp_path / "good.pdf", ["bon", "verso"])
    content = bytearray(part(tmp_path / "bad.pdf", ["a", "b", "c"]).read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    del content[data.draw(st.integers(0, len(content))) :]
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(content)
    stream = io.BytesIO()
    assert join([good, bad, good], stream) in ((), (bad,))
    found = pictures(stream.getvalue())
    assert found[:2] == found[-2:] == pictures(good)


def test_memory_does_not_grow_with_the_parts(tmp_path: Path) -> None:
    few, many = 20, 80
    parts = []
    for number in range(many):
        canvas = Canvas(str(tmp_path / f"{number}.pdf"))
        Image.effect_noise((200, 200), 90).save(tmp_path / f"{number}.png")
        canvas.drawImage(str(tmp_path / f"{number}.png"), 100, 300)
        canvas.save()
        parts.append(tmp_path / f"{number}.pdf")

    def peak(parts: Sequence[Path]) -> int:
        tracemalloc.start()
        with (tmp_path / "joined").open("wb") as stream:
            join(parts, stream)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    peak(parts[:1])  # what is loaded once
    more = sum(each.stat().st_size for each in parts[few:])
    assert more > 1_000_000
    assert peak(parts) - peak(parts[:few]) < more / 20
