"""PDFs that can't be read, or only in part: what is said of each, and what is read all the same."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject, NumberObject
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from assembler.cli import main
from assembler.errors import ExitCode, InputError, UnreadablePdfError
from assembler.extract import Extraction, extract
from assembler.extract.pages import spans

ROWS = (
    ("Compétences", "Critères d’évaluation"),
    ("C1. Trier le bois", "Le tri est juste"),
    ("C2. Coller les pièces", "Le collage tient"),
)


def _page(canvas: Canvas, *, ruled: bool = True, mark: str = "") -> None:
    for row, texts in enumerate(ROWS):
        for column, text in enumerate(texts):
            x, y = 60 + 220 * column, 700 - 40 * row
            canvas.drawString(x + 5, y + 15, text + mark)
            if ruled:
                canvas.rect(x, y, 220, 40)
    canvas.showPage()


def _picture(canvas: Canvas, *, stamp: str = "") -> None:
    """A scanned page, with what the scanner prints on it."""
    canvas.drawInlineImage(Image.new("L", (60, 85), 200), 0, 0, *A4)
    canvas.drawString(300, 20, stamp)
    canvas.showPage()


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return tmp_path / "referentiel.pdf"


@pytest.fixture
def canvas(pdf: Path) -> Canvas:
    return Canvas(str(pdf), pagesize=A4, pageCompression=1)


def _said(pdf: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    """The exit code of `extract`, and the one message it must say; nothing may be written."""
    before = set(pdf.parent.iterdir())
    code = main(["extract", str(pdf), *options])
    said = capsys.readouterr().err
    assert said.startswith("Erreur : referentiel.pdf") and said.count("→") == 1
    assert len(said.splitlines()) == 2
    assert set(pdf.parent.iterdir()) == before
    return code, said


def _texts(extraction: Extraction) -> list[str]:
    return [cell.text for table in extraction.tables for cell in table.cells]


EXPECTED = [text for row in ROWS for text in row]


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_pdf_with_only_an_owner_password_is_read(
    canvas: Canvas, pdf: Path, algorithm: str
) -> None:
    _page(canvas)
    canvas.save()
    writer = PdfWriter(clone_from=pdf)
    writer.encrypt("", owner_password="secret", algorithm=algorithm)
    writer.write(pdf)
    assert _texts(extract(pdf)) == EXPECTED


def test_a_pdf_with_a_user_password_is_refused(
    canvas: Canvas, pdf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _page(canvas)
    canvas.save()
    writer = PdfWriter(clone_from=pdf)
    writer.encrypt("secret", algorithm="AES-256")
    writer.write(pdf)
    code, said = _said(pdf, capsys)
    assert code == ExitCode.UNREADABLE_PDF
    assert "mot de passe" in said


def test_scanned_pages_are_named_with_the_pages_that_can_be_read(
    canvas: Canvas, pdf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _picture(canvas)
    _page(canvas)
    _picture(canvas, stamp="page 3")
    _page(canvas)
    _page(canvas)
    canvas.save()
    code, said = _said(pdf, capsys)
    assert code == ExitCode.UNREADABLE_PDF
    assert "pages numérisées (images sans texte) : 1,3" in said
    assert "--pages 2,4-5" in said
    assert _texts(extract(pdf, frozenset({2}))) == EXPECTED


def test_a_pdf_that_is_all_scanned(
    canvas: Canvas, pdf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(3):
        _picture(canvas)
    canvas.save()
    code, said = _said(pdf, capsys)
    assert code == ExitCode.UNREADABLE_PDF
    assert ": 1-3\n" in said and "--pages" not in said


def test_a_picture_behind_text_is_no_scan(canvas: Canvas, pdf: Path) -> None:
    canvas.drawInlineImage(Image.new("L", (60, 85), 250), 0, 0, *A4)
    _page(canvas)
    canvas.save()
    assert _texts(extract(pdf)) == EXPECTED


def test_pages_that_the_pdf_has_not(canvas: Canvas, pdf: Path) -> None:
    _page(canvas)
    canvas.save()
    with pytest.raises(InputError, match="il en a 1"):
        extract(pdf, frozenset({5, 6}))


def test_a_table_without_rules_is_said_to_have_none(
    canvas: Canvas, pdf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    canvas.drawString(60, 780, "Référentiel")
    canvas.showPage()
    _page(canvas, ruled=False)
    canvas.save()
    code, said = _said(pdf, capsys)
    assert code == ExitCode.NO_REFERENTIEL
    assert "page 2, « Compétences Critères d’évaluation »" in said and "filets" in said


CROWDS = {
    "characters": b"BT /F 1 Tf 9 9 Td " + b"(aaaaaaaaaa) Tj " * 100_000 + b"ET",
    "lines": b"1 1 m 9 9 l S " * 1_000_000,
    "one path": b"1 1 m " + b"9 9 l " * 1_000_000 + b"S",
    "hatching": b"".join(
        b"%d 0 m %d 842 l S 0 %d m 595 %d l S " % (x, x, x, x) for x in range(0, 595, 4)
    ),
    "dashes": b"".join(
        b"%d %d m %d %d l S " % (x % 590, x % 839, x % 590 + 9 * (x % 2), x % 839 + 9 - 9 * (x % 2))
        for x in range(0, 70_000, 7)
    ),
}


def _drawn(pdf: Path, content: bytes) -> None:
    """A PDF of two pages, the second drawn by this content."""
    writer = PdfWriter()
    writer.add_blank_page(*A4)
    page = writer.add_blank_page(*A4)
    stream = DecodedStreamObject()
    stream.set_data(content)
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    writer.write(pdf)


@pytest.mark.parametrize("content", CROWDS.values(), ids=CROWDS)
def test_a_page_of_a_million_objects_is_refused(
    pdf: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    _drawn(pdf, content)
    code, said = _said(pdf, capsys)
    assert code == ExitCode.UNREADABLE_PDF
    assert "referentiel.pdf, page 2" in said and "trop d'objets" in said


@pytest.mark.parametrize("keep", [0.3, 0.9])
def test_a_page_whose_content_is_cut_is_refused(canvas: Canvas, pdf: Path, keep: float) -> None:
    """pdfminer reads such a content as far as it goes."""
    _page(canvas)
    _page(canvas)
    canvas.save()
    writer = PdfWriter(clone_from=pdf)
    content = writer.pages[1]["/Contents"].get_object()
    content._data = content._data[: int(len(content._data) * keep)]
    writer.write(pdf)
    with pytest.raises(UnreadablePdfError, match="abîmée") as refused:
        extract(pdf)
    assert refused.value.where is not None and refused.value.where.page == 2
    assert _texts(extract(pdf, frozenset({1}))) == EXPECTED


def test_a_page_whose_content_is_missing_is_refused(canvas: Canvas, pdf: Path) -> None:
    """pdfminer reads such a page as empty."""
    _page(canvas)
    canvas.save()
    writer = PdfWriter(clone_from=pdf)
    writer.pages[0][NameObject("/Contents")] = NumberObject(7)
    writer.write(pdf)
    with pytest.raises(UnreadablePdfError, match="abîmée"):
        extract(pdf)


def test_a_page_that_is_missing_is_noticed(canvas: Canvas, pdf: Path) -> None:
    _page(canvas)
    canvas.save()
    writer = PdfWriter(clone_from=pdf)
    writer._pages.get_object()[NameObject("/Count")] = NumberObject(3)
    out = BytesIO()
    writer.write(out)
    pdf.write_bytes(out.getvalue().replace(b"/Count 1", b"/Count 3"))
    with pytest.raises(UnreadablePdfError, match="1 de ses 3 pages"):
        extract(pdf)


def test_the_marks_are_the_same_whatever_the_processes(canvas: Canvas, pdf: Path) -> None:
    for number in range(7):
        _page(canvas, mark=f" ({number})")
    canvas.save()
    seen: list[tuple[int, int]] = []
    one = extract(pdf, jobs=1, seen=lambda done, total: seen.append((done, total)))
    assert seen == [(number, 7) for number in range(1, 8)]
    assert extract(pdf, jobs=3) == one
    assert one.pages == 7 and one.tables[0].pages == (1, 2, 3, 4, 5, 6, 7)


def test_a_fault_met_in_another_process_is_told_as_in_this_one(
    canvas: Canvas, pdf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _drawn(pdf, CROWDS["hatching"])
    assert _said(pdf, capsys, "--jobs", "2") == _said(pdf, capsys, "--jobs", "1")


@pytest.mark.slow
def test_thousands_of_pages_are_read(canvas: Canvas, pdf: Path) -> None:
    for _ in range(2_000):
        _page(canvas)
    canvas.save()
    assert len(PdfReader(pdf).pages) == 2_000
    assert extract(pdf).pages == 2_000


def test_page_numbers_are_written_as_the_option_takes_them() -> None:
    assert spans([1, 2, 3, 5, 8, 9]) == "1-3,5,8-9"
    assert spans([]) == ""
