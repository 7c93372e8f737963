"""`assembler init`: a dossier to start from."""

from pathlib import Path

import pytest

from assembler.cli import main


def test_prepares_a_dossier(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = tmp_path / "depot.pdf"
    pdf.write_bytes(b"%PDF-1.7")
    dossier = tmp_path / "ma-certification"
    command = ["init", str(dossier), "--pdf", str(pdf), "--session", "2026-06"]
    assert main(command) == 0
    said = capsys.readouterr().out
    assert "assembler build" in said
    assert (dossier / "referentiel.pdf").read_bytes() == pdf.read_bytes()
    assert (dossier / "certification.yaml").is_file()
    assert (dossier / "sessions/2026-06/session.yaml").is_file()


def test_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "certification.yaml").write_text("à moi", "utf-8")
    assert main(["init", str(tmp_path)]) == 5
    assert (tmp_path / "certification.yaml").read_text("utf-8") == "à moi"
    assert [path.name for path in tmp_path.iterdir()] == ["certification.yaml"]


def test_asks_for_no_pdf_that_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path / "sans")]) == 0
    assert "Déposez le PDF" in capsys.readouterr().out
    (tmp_path / "referentiel.pdf").write_bytes(b"%PDF-1.7")
    assert main(["init", str(tmp_path)]) == 0
    assert "Déposez" not in capsys.readouterr().out
