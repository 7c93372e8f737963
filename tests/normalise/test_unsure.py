"""What can't be read for sure is said: as a doubt, an avis, a refusal, never in silence."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from assembler.cli import main
from assembler.errors import ExitCode, UnreadablePdfError
from assembler.normalise import Lecture, read_pdf

HEADINGS = ("Compétences", "Modalités d'évaluation", "Critères d'évaluation")
ROWS = (
    ("Réparer un vélo d'occasion", "Étude de cas", "La roue tourne"),
    ("Vendre un vélo réparé", "Jeu de rôle", "Le client achète"),
    ("Louer un vélo à la journée", "Exposé", "Le contrat est signé"),
)
BLIND = b"""%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R
 /Resources <</Font <</F 5 0 R>>>>>> endobj
4 0 obj <</Length 66>> stream
BT /F 12 Tf 72 770 Td <000100020003000400050006000700080009> Tj ET
endstream endobj
5 0 obj <</Type /Font /Subtype /Type0 /BaseFont /Muette /Encoding /Identity-H
 /DescendantFonts [6 0 R]>> endobj
6 0 obj <</Type /Font /Subtype /CIDFontType2 /BaseFont /Muette /DW 600
 /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>
 /FontDescriptor 7 0 R>> endobj
7 0 obj <</Type /FontDescriptor /FontName /Muette /Flags 4 /Ascent 800 /Descent -200
 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /CapHeight 700 /StemV 80>> endobj
trailer <</Root 1 0 R>>
"""
"""A page whose font has no character map."""
X = (40, 220, 380, 555)


def test_two_texts_printed_one_on_the_other_are_doubtful(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        _table(canvas, 750, (HEADINGS, *ROWS))
        canvas.drawString(X[1] + 4, 750 - 34.5, "Un autre texte par-dessus")

    doutes = _read(tmp_path, draw).extraction.doutes
    assert any("imprimés l'un sur l'autre" in doute.raison for doute in doutes)


def test_cells_that_cover_others_are_doubtful(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        _table(canvas, 750, (HEADINGS, *ROWS), first_column_open=True)

    doutes = _read(tmp_path, draw).extraction.doutes
    assert any("un filet manque" in doute.raison for doute in doutes)


def test_a_table_without_rules_beside_a_ruled_one_is_named_and_leaves_exit_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def draw(canvas: Any) -> None:
        _table(canvas, 750, (HEADINGS, *ROWS))
        for row, texts in enumerate((HEADINGS, *ROWS)):
            for x, text in zip(X, texts, strict=False):
                canvas.drawString(x + 4, 500 - 20 * row, text)

    pdf = _pdf(tmp_path, draw)
    assert main(["extract", str(pdf), "-o", str(tmp_path / "lu.yaml")]) == ExitCode.FINDINGS
    assert "n'a pas de filets et n'est pas lu" in capsys.readouterr().out


def test_text_between_two_tables_under_one_heading_is_named(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        _table(canvas, 750, (HEADINGS, *ROWS[:2]))
        canvas.showPage()
        canvas.drawString(50, 700, "Le vélo loué est assuré par l'école.")
        _table(canvas, 650, ROWS[2:])

    lecture = _read(tmp_path, draw)
    assert sum(len(bloc.competences) for bloc in lecture.referentiel.blocs) == 3
    avis = " / ".join(lecture.extraction.avis)
    assert "texte entre deux tableaux, non lu : « Le vélo loué est assuré par l'école. »" in avis


def test_columns_that_moved_a_little_are_read_and_said(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        _table(canvas, 750, (HEADINGS, *ROWS[:2]))
        canvas.showPage()
        canvas.drawString(50, 700, "Suite du tableau")
        _table(canvas, 650, ROWS[2:], x=(44, 236, 391, 551))

    lecture = _read(tmp_path, draw)
    competences = [one for bloc in lecture.referentiel.blocs for one in bloc.competences]
    assert [one.texte for one in competences] == [row[0] for row in ROWS]
    assert "page 2 : tableau sans intitulés de colonnes, lu avec ceux d'avant" in (
        lecture.extraction.avis
    )


def test_criteria_beside_several_competences_are_given_to_each_and_said(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        _table(canvas, 750, (HEADINGS, *ROWS[:1]))
        canvas.drawString(X[0] + 4, 696, ROWS[1][0])
        canvas.drawString(X[1] + 4, 696, ROWS[1][1])
        for x in X:
            canvas.line(x, 710, x, 690)
        canvas.line(X[0], 690, X[2], 690)
        canvas.drawString(X[0] + 4, 676, ROWS[2][0])
        canvas.drawString(X[1] + 4, 676, ROWS[2][1])
        canvas.drawString(X[2] + 4, 676, "Le client est satisfait")
        for x in X:
            canvas.line(x, 690, x, 670)
        canvas.line(X[0], 670, X[3], 670)

    lecture = _read(tmp_path, draw)
    competences = [one for bloc in lecture.referentiel.blocs for one in bloc.competences]
    read = [[critere.texte for critere in one.criteres] for one in competences]
    assert read == [["La roue tourne"], *[["Le client est satisfait"]] * 2]
    avis = "page 1 : critères communs à plusieurs compétences, donnés à chacune"
    assert avis in lecture.extraction.avis


def test_a_capital_that_both_pages_show_is_read_once(tmp_path: Path) -> None:
    def draw(canvas: Any) -> None:
        _table(canvas, 750, (HEADINGS, *ROWS[:1]))
        for x in X:
            canvas.line(x, 710, x, 690)
        canvas.drawString(X[0] + 4, 681, "É")
        canvas.drawString(X[1] + 4, 696, "Exposé oral devant")
        canvas.drawString(X[2] + 4, 696, "Le devis est remis")
        canvas.showPage()
        _table(canvas, 750, (("Élaborer un devis", "le jury", "et commenté"),))

    blocs = _read(tmp_path, draw).referentiel.blocs
    competences = [one for bloc in blocs for one in bloc.competences]
    assert [one.texte for one in competences] == [ROWS[0][0], "Élaborer un devis"]
    assert [one.texte for one in competences[1].criteres] == ["Le devis est remis et commenté"]


def test_a_font_that_does_not_say_its_letters_is_refused_by_page(tmp_path: Path) -> None:
    pdf = tmp_path / "aveugle.pdf"
    pdf.write_bytes(BLIND)
    with pytest.raises(UnreadablePdfError, match="polices ne disent pas leurs lettres : 1"):
        read_pdf([pdf])


def _read(folder: Path, draw: Callable[[Any], None]) -> Lecture:
    return read_pdf([_pdf(folder, draw)])


def _pdf(folder: Path, draw: Callable[[Any], None]) -> Path:
    from reportlab.pdfgen.canvas import Canvas

    content = io.BytesIO()
    canvas: Any = Canvas(content, invariant=1, pageCompression=0)
    canvas.setFont("Helvetica", 9)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    path = folder / "dessin.pdf"
    path.write_bytes(content.getvalue())
    return path


def _table(
    canvas: Any,
    top: float,
    rows: Sequence[Sequence[str]],
    *,
    x: Sequence[float] = X,
    first_column_open: bool = False,
) -> None:
    """A ruled table, 20 points a row. `first_column_open`: no rule parts its last two rows there,
    nor, in the last one, the first column from the second."""
    canvas.setFont("Helvetica", 9)
    last = len(rows) - 1
    for row, texts in enumerate(rows):
        y = top - 20 * row
        for column, text in enumerate(texts):
            canvas.drawString(x[column] + 4, y - 14, text)
            if not (first_column_open and row == last and column == 0):
                canvas.line(x[column], y, x[column + 1], y)
        for column, left in enumerate(x):
            if not (first_column_open and row == last and column == 1):
                canvas.line(left, y, left, y - 20)
    canvas.line(x[0], top - 20 * len(rows), x[-1], top - 20 * len(rows))
