"""`assembler init`: a dossier to start from."""

from pathlib import Path

import pytest

from assembler.cli import main
from assembler.model import read_certification
from tests.model.export import export, fiche


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


def test_fills_the_fiche_in_from_the_export(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from_export = export(tmp_path, fiche("RNCP1"), fiche(inside="<ACTIF>Non</ACTIF>"))
    dossier = tmp_path / "dossier"
    command = ["init", str(dossier), "--fiche", str(from_export), "--code", "rncp 99001"]
    assert main(command) == 0
    said = capsys.readouterr().out
    assert "RNCP99001 : Agent de tri (1 bloc, 1 compétence, export du 16/08/2026)" in said
    assert "cette fiche n'est plus active" in said
    assert read_certification(dossier).code == "RNCP99001"
    # The fiche is kept: a second run would overwrite it.
    assert main(command) == 5
    # And `check` takes it from there, before there is a référentiel.
    assert main(["check", str(dossier), "--profil", "fiche"]) == 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--code", "RNCP1"], "--code demande aussi --fiche"),
        (["--fiche", "x.xml"], "--fiche demande aussi --code"),
        (["--fiche", "x.xml", "--code", "99001"], "n'est pas le numéro d'une fiche"),
    ],
)
def test_fiche_and_code_go_together(
    tmp_path: Path, options: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path / "dossier"), *options]) == 2
    assert words in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_session_more_leaves_what_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier = tmp_path / "dossier"
    assert main(["init", str(dossier), "--session", "2026-06"]) == 0
    (dossier / "certification.yaml").write_text(
        "intitule: Écrit par l’école\ntype: RNCP\n", "utf-8"
    )
    capsys.readouterr()
    assert main(["init", str(dossier), "--session", "2026-11"]) == 0
    assert "certification.yaml était déjà là" in capsys.readouterr().out
    assert "Écrit par l’école" in (dossier / "certification.yaml").read_text("utf-8")
    assert (dossier / "sessions/2026-11/candidats.xlsx").is_file()
    assert main(["init", str(dossier), "--session", "2026-11"]) == 5
    assert "session.yaml : ce fichier existe déjà" in capsys.readouterr().err


def test_a_fiche_that_the_export_lacks_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = export(tmp_path, fiche())
    dossier = tmp_path / "dossier"
    assert main(["init", str(dossier), "--fiche", str(found), "--code", "RNCP99002"]) == 5
    assert "la fiche RNCP99002 ne s'y trouve pas" in capsys.readouterr().err
    assert not dossier.exists()
