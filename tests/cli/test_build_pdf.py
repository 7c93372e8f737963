"""`assembler build --pdf`, from its arguments to its files, messages and exit codes."""

import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from assembler.cli import main
from tests.conftest import IMPRESSIONS, TOUS, write_template
from tests.files import documents, edit_by_hand
from tests.office import Office

GRILLE = "grilles/grille-E1-1"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    office = Office.install(tmp_path / "bin")
    monkeypatch.setenv("PATH", str(office.folder))
    return office


def pdfs(folder: Path) -> set[str]:
    return {chemin for chemin in documents(folder) if chemin.endswith(".pdf")}


def test_makes_the_pdfs_and_says_so(
    atelier: Path, sortie: Path, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(atelier), "-o", str(sortie), "--pdf"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    _, _, about_pdfs = said.out.partition("PDF :\n")
    assert "livret : 2 faits" in about_pdfs and "annexe : 1 fait" in about_pdfs
    assert "sessions/2026-06/livrets-impression.pdf" in about_pdfs
    assert len(pdfs(sortie)) == TOUS + IMPRESSIONS


def test_a_second_build_says_that_all_is_up_to_date_and_starts_nothing(
    atelier: Path, sortie: Path, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["build", str(atelier), "-o", str(sortie), "--pdf"]
    main(command)
    starts = len(office.runs)
    for _ in range(2):
        capsys.readouterr()
        assert main(command) == 0
        _, _, about_pdfs = capsys.readouterr().out.partition("PDF :\n")
        assert "livret : 2 déjà à jour" in about_pdfs
        assert "sessions/2026-06/livrets-impression.pdf" in about_pdfs
    assert len(office.runs) == starts


def test_a_deleted_pdf_is_made_again(atelier: Path, sortie: Path, office: Office) -> None:
    command = ["build", str(atelier), "-o", str(sortie), "--pdf"]
    main(command)
    before = documents(sortie)
    (sortie / f"{GRILLE}.pdf").unlink()
    assert main(command) == 0
    assert documents(sortie) == before
    assert office.runs[-1] == ["0.docx"]


def test_a_build_without_pdfs_makes_none(atelier: Path, sortie: Path, office: Office) -> None:
    assert main(["build", str(atelier), "-o", str(sortie)]) == 0
    assert pdfs(sortie) == set() and office.runs == []
    assert main(["build", str(atelier), "-o", str(sortie), "--pdf"]) == 0
    assert len(pdfs(sortie)) == TOUS + IMPRESSIONS


def test_without_libreoffice_the_documents_are_made(
    atelier: Path,
    sortie: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    command = ["build", str(atelier), "-o", str(sortie), "--pdf"]
    assert main([*command, "--dry-run"]) == 8
    capsys.readouterr()
    assert main(command) == 8
    said = capsys.readouterr()
    assert "livret : 2 faits" in said.out
    assert "apt install libreoffice-writer" in said.err
    assert len(documents(sortie)) == TOUS


def test_one_that_fails_is_named_by_number_and_the_others_are_made(
    atelier: Path, sortie: Path, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    with (atelier / "sessions/2026-06/candidats.csv").open("a", encoding="utf-8") as flux:
        flux.write("003;PLANTE;Zoé;1\n")
    command = ["build", str(atelier), "-o", str(sortie), "--pdf", "--only", "livret"]
    assert main(command) == 8
    said = capsys.readouterr()
    assert "livret du candidat 003 (rang 4) : non converti en PDF" in said.err
    assert "livrets-impression.pdf est incomplet" in said.err
    assert "PLANTE" not in said.out + said.err
    assert len(pdfs(sortie)) == 2 + 1
    assert main(command) == 8  # said again


def test_a_pdf_annotated_and_outrun_is_kept_and_said(
    atelier: Path, sortie: Path, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["build", str(atelier), "-o", str(sortie), "--pdf"]
    main(command)
    (sortie / f"{GRILLE}.pdf").write_bytes(b"annotated")
    capsys.readouterr()
    assert main(command) == 1  # it can't be read, and is missing from the print
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "grilles-impression.pdf est incomplet" in said
    edit_by_hand(sortie / f"{GRILLE}.docx", "Page de plus")
    capsys.readouterr()
    assert main(command) == 7
    said = capsys.readouterr().err
    assert "grille de l’épreuve E1, bloc 1, PDF : modifié à la main et périmé" in said
    assert "--force" in said
    assert (sortie / f"{GRILLE}.pdf").read_bytes() == b"annotated"
    assert main([*command, "--force"]) == 0
    assert (sortie / f"{GRILLE}.ancien-1.pdf").read_bytes() == b"annotated"


def test_pdfs_that_their_documents_have_outrun_are_said(
    atelier: Path, sortie: Path, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["build", str(atelier), "-o", str(sortie)]
    main([*command, "--pdf"])
    capsys.readouterr()
    assert main(command) == 0
    write_template(atelier / "modeles/grille.docx", ["Page {{ epreuve.code }}"])
    for _ in range(2):
        capsys.readouterr()
        assert main(command) == 1
        said = capsys.readouterr().err
        assert "2 PDF ne correspondent plus" in said and "--pdf" in said
    assert main([*command, "--pdf"]) == 0
    assert main(command) == 0


def test_status_says_which_pdfs_their_documents_have_outrun(
    atelier: Path, sortie: Path, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["build", str(atelier), "-o", str(sortie), "--pdf"])
    assert main(["status", str(atelier), "-o", str(sortie)]) == 0
    edit_by_hand(sortie / f"{GRILLE}.docx", "Page de plus")
    capsys.readouterr()
    assert main(["status", str(atelier), "-o", str(sortie)]) == 1
    assert "1 PDF ne correspond plus au document Word" in capsys.readouterr().err


def test_pdfs_no_longer_planned_are_said(
    atelier: Path, sortie: Path, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["build", str(atelier), "-o", str(sortie), "--pdf"]
    main(command)
    candidats = atelier / "sessions/2026-06/candidats.csv"
    candidats.write_text("numero;nom;prenom\n002;D’Angelo;Åsa\n", "utf-8")
    capsys.readouterr()
    assert main(command) == 1
    said = capsys.readouterr().err
    # The booklet, its PDF, and the PDF for the printer: one booklet is its own. So of convocations.
    assert "sessions/2026-06/livrets (2)" in said and "sessions/2026-06 (2)" in said


def test_a_dry_run_says_which_and_writes_nothing(
    atelier: Path, sortie: Path, office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["build", str(atelier), "-o", str(sortie), "--pdf"]
    assert main([*command, "--dry-run"]) == 0
    assert "livret : 2 à faire" in capsys.readouterr().out.partition("PDF :\n")[2]
    assert not sortie.exists() and office.runs == []
    main(command)
    before = documents(sortie)
    write_template(atelier / "modeles/grille.docx", ["Page {{ epreuve.code }}"])
    capsys.readouterr()
    assert main([*command, "--dry-run"]) == 0
    about_pdfs = capsys.readouterr().out.partition("PDF :\n")[2]
    assert "grille : 2 à faire" in about_pdfs and "livret : 2 à jour" in about_pdfs
    assert documents(sortie) == before


def test_pdfs_go_into_the_archive(atelier: Path, tmp_path: Path, office: Office) -> None:
    archive = tmp_path / "tout.zip"
    command = ["build", str(atelier), "-o", str(archive), "--pdf", "--only", "livret"]
    assert main(command) == 0
    with zipfile.ZipFile(archive) as opened:
        inside = [name for name in opened.namelist() if name.endswith(".pdf")]
    assert len(inside) == 2 + 1
    starts, before = len(office.runs), archive.read_bytes()
    assert main(command) == 0
    with (atelier / "sessions/2026-06/candidats.csv").open("a", encoding="utf-8") as flux:
        flux.write("003;Roux;Zoé;1\n")
    assert main(command) == 0
    assert office.runs[starts:] == [["0.docx"]]
    assert archive.read_bytes() != before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_interrupted_it_leaves_no_libreoffice_behind(
    atelier: Path, sortie: Path, office: Office
) -> None:
    with (atelier / "sessions/2026-06/candidats.csv").open("a", encoding="utf-8") as flux:
        flux.write("003;ATTEND;Zoé;1\n")
    run = subprocess.Popen(
        [sys.executable, "-m", "assembler", "build", str(atelier), "-o", str(sortie), "--pdf"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 30
    while not office.hanging() and time.monotonic() < deadline:
        time.sleep(0.05)
    run.send_signal(signal.SIGINT)
    _, err = run.communicate(timeout=30)
    assert run.returncode == 130
    assert "Traceback" not in err
    assert office.hanging() == []
