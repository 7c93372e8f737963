"""PDFs that can't be read as a référentiel: one message, its exit code, and nothing written."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfWriter

from assembler.cli import main
from tests.files import documents

LETTER = b"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R
 /Resources <</Font <</F 5 0 R>>>>>> endobj
4 0 obj <</Length 62>> stream
BT /F 12 Tf 72 770 Td (Madame, Monsieur, veuillez agreer) Tj ET
endstream endobj
5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj
trailer <</Root 1 0 R>>
"""
"""A letter: one page of text, no table."""


def _encrypted() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.encrypt("secret", algorithm="AES-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _scanned() -> bytes:
    out = BytesIO()
    Image.new("L", (595, 842), 200).save(out, "PDF")
    return out.getvalue()


BAD: dict[str, tuple[Callable[[], bytes], int]] = {
    "empty": (lambda: b"", 4),
    "not a PDF": (lambda: b"PK\x03\x04 un document Word", 4),
    "damaged": (lambda: LETTER[:60], 4),
    "encrypted": (_encrypted, 4),
    "scanned": (_scanned, 4),
    "without a table": (lambda: LETTER, 3),
}


@pytest.mark.parametrize("command", ["extract", "build"])
@pytest.mark.parametrize(("make", "code"), BAD.values(), ids=BAD)
def test_bad_pdf(
    atelier: Path,
    sortie: Path,
    capsys: pytest.CaptureFixture[str],
    command: str,
    make: Callable[[], bytes],
    code: int,
) -> None:
    (atelier / "referentiel.yaml").unlink()
    pdf = atelier / "referentiel.pdf"
    pdf.write_bytes(make())
    before = documents(atelier)
    arguments = ["extract", str(pdf)] if command == "extract" else ["build", str(atelier)]
    assert (
        main([*arguments, "-o", str(sortie / "x.json" if command == "extract" else sortie)]) == code
    )
    said = capsys.readouterr()
    assert said.err.startswith("Erreur : referentiel.pdf")
    assert "→" in said.err and "Traceback" not in said.err
    assert documents(atelier) == before
    assert not sortie.exists()
