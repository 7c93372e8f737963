"""`assembler review` and `extract --review`: which files they take, what they refuse."""

import shutil
from pathlib import Path

import pytest

from assembler.cli import main
from assembler.errors import ExitCode
from assembler.review import pages_to_draw
from tests.review.conftest import extraction, reading, referentiel


@pytest.fixture
def dossier(exemple: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(exemple, tmp_path / "copie"))


def refused(dossier: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What `review` says; it must write nothing."""
    capsys.readouterr()
    assert main(["review", str(dossier / "referentiel.yaml")]) == ExitCode.BAD_INPUT
    assert not (dossier / "referentiel.revue.html").exists()
    return capsys.readouterr().err


def test_writes_beside_the_referentiel(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", str(dossier / "referentiel.yaml")]) == 0
    written = dossier / "referentiel.revue.html"
    assert "referentiel.revue.html" in capsys.readouterr().out
    assert written.read_bytes() == (dossier / "revue.html").read_bytes()


def test_the_pdf_may_be_elsewhere_when_it_was_just_read(dossier: Path, tmp_path: Path) -> None:
    cible, revue = tmp_path / "ailleurs/r.json", tmp_path / "autre/page.html"
    pdf = dossier / "referentiel.pdf"
    assert main(["extract", str(pdf), "-o", str(cible), "--review", str(revue)]) == 0
    assert revue.is_file()


def test_a_missing_pdf(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (dossier / "referentiel.pdf").unlink()
    said = refused(dossier, capsys)
    assert "referentiel.pdf : ce PDF, dont le référentiel a été lu, manque" in said
    assert "Déposez-le dans le dossier copie" in said


def test_another_pdf(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (dossier / "referentiel.pdf").open("ab") as pdf:
        pdf.write(b"\n")
    assert "n'est plus celui qui a été lu" in refused(dossier, capsys)


def test_a_missing_side_car(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (dossier / "referentiel.extraction.json").unlink()
    assert "referentiel.extraction.json : ce fichier" in refused(dossier, capsys)


def test_the_side_car_of_another_pdf(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    side_car = dossier / "referentiel.extraction.json"
    text = side_car.read_text("utf-8")
    at = text.index('"sha256": "') + len('"sha256": "')
    side_car.write_text(text[:at] + "f" * 64 + text[at + 64 :], "utf-8")
    assert "ne vient pas du même PDF" in refused(dossier, capsys)


@pytest.mark.parametrize("command", ["review", "extract"])
def test_a_slip_does_not_cost_a_file(
    dossier: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lu = dossier / "referentiel.yaml"
    before = lu.read_bytes()
    args = {
        "review": ["review", str(lu), "-o", str(lu)],
        "extract": ["extract", str(dossier / "referentiel.pdf"), "--review", str(lu)],
    }
    assert main(args[command]) == ExitCode.USAGE
    assert "doit finir par .html" in capsys.readouterr().err
    assert lu.read_bytes() == before


def test_a_long_pdf_is_shown_where_something_was_read() -> None:
    side_car = extraction()
    assert pages_to_draw(reading(referentiel(), side_car)) is None
    long = side_car.model_copy(
        update={"source": (side_car.source[0].model_copy(update={"pages": 900}),)}
    )
    assert pages_to_draw(reading(referentiel(), long)) == {1}
