"""The PDFs of a run: what is made, left and kept, and what lies in those for the printer."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest
from pypdf import PdfReader, PdfWriter

from assembler.documents import FAMILLES
from assembler.errors import ExitCode, OutsideProgramError
from assembler.model import read_dossier
from assembler.produce import Order, Outcome, produce
from assembler.produce.pdf import PdfResult, Source, make_pdfs
from assembler.produce.pdf_there import left_over_pdfs, outdated_pdfs
from tests.conftest import write_template
from tests.files import documents, edit_by_hand
from tests.office import Office

GRILLE = "grilles/grille-E1-1"
LIVRETS = "sessions/2026-06/livrets"
PRINTED = "sessions/2026-06/livrets-impression.pdf"

CANDIDATS = """\
numero;nom;prenom;passage
001;Tard;Zoé;16/06/2026 14:30
002;Sans-Heure;Åsa;
003;Tôt;Élodie;15/06/2026 09:00
004;Milieu;Noé;16/06/2026 9:00
005;Sans-Heure;Léa;
"""

Build = Callable[..., dict[str, PdfResult]]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    office = Office.install(tmp_path / "bin")
    monkeypatch.setenv("PATH", str(office.folder))
    return office


@pytest.fixture
def dossier(atelier: Path) -> Path:
    """The small certification, its documents of one page a line that begins with « Page »."""
    (atelier / "sessions/2026-06/candidats.csv").write_text(CANDIDATS, "utf-8")
    livret = ["Page {{ candidat.numero }}", "{{ candidat.nom }}"]
    write_template(atelier / "modeles/livret.docx", livret)
    criteres = ["{%p for c in competences %}", "Page {{ c.criteres[0].texte }}", "{%p endfor %}"]
    grille = ["Page {{ epreuve.code }}", "Page verso", *criteres]
    write_template(atelier / "modeles/grille.docx", grille)
    return atelier


QUATRE = tuple(FAMILLES[nom] for nom in ("annexe", "fiche", "grille", "livret"))
"""Enough families to see how PDFs are made."""


def sources(dossier: Path) -> list[Source]:
    opened = read_dossier(dossier)
    return [Source.of(each) for famille in QUATRE for each in famille.plan(opened)]


@pytest.fixture
def build(dossier: Path, sortie: Path) -> Build:
    """Makes the documents and their PDFs; the results by path."""

    def build(*, force: bool = False, jobs: int = 1) -> dict[str, PdfResult]:
        opened = read_dossier(dossier)
        plan = (each for famille in QUATRE for each in famille.plan(opened))
        assert all(not r.exit_code for r in produce(plan, Order(sortie, opened)))
        return pdfs(dossier, sortie, force=force, jobs=jobs)

    return build


def pdfs(
    dossier: Path, sortie: Path, *, force: bool = False, jobs: int = 1
) -> dict[str, PdfResult]:
    results = make_pdfs(sources(dossier), sortie, force=force, jobs=jobs)
    return {str(result.chemin): result for result in results}


def outcomes(results: dict[str, PdfResult]) -> dict[str, Outcome]:
    return {chemin: result.outcome for chemin, result in results.items()}


def pages(pdf: Path) -> list[str]:
    return [page.extract_text().strip() for page in PdfReader(pdf).pages]


def replace(fichier: Path, old: str, new: str) -> None:
    content = fichier.read_text("utf-8")
    assert old in content
    fichier.write_text(content.replace(old, new), "utf-8")


def annotate(pdf: Path, note: str) -> bytes:
    """Changes a PDF as somebody does in a reader; what it is then."""
    writer = PdfWriter(pdf)
    writer.add_metadata({"/Note": note})
    writer.write(pdf)
    return pdf.read_bytes()


def test_each_document_has_its_pdf_beside_it(build: Build, office: Office, sortie: Path) -> None:
    results = build()
    assert set(outcomes(results).values()) == {Outcome.MADE}
    files = set(documents(sortie))
    words = {chemin for chemin in files if chemin.endswith(".docx")}
    assert len(words) == 9
    printed = {"grilles-impression.pdf", PRINTED}
    assert files - words == printed | {chemin.replace(".docx", ".pdf") for chemin in words}
    assert {chemin for chemin, result in results.items() if result.impression} == printed
    assert pages(sortie / f"{GRILLE}.pdf") == ["Page E1", "Page verso", "Page Le tri est juste"]


def test_booklets_are_printed_in_order_of_passage_from_right_hand_pages(
    build: Build, office: Office, sortie: Path
) -> None:
    build()
    found = pages(sortie / PRINTED)
    assert found[0::2] == ["Page 003", "Page 004", "Page 001", "Page 002", "Page 005"]
    assert found[1::2] == [""] * 5


def test_grids_are_printed_in_the_order_of_the_plan(
    build: Build, office: Office, sortie: Path
) -> None:
    build()
    first = ["Page E1", "Page verso", "Page Le tri est juste", ""]
    second = ["Page E2", "Page verso", "Page Le collage tient", ""]
    assert pages(sortie / "grilles-impression.pdf") == first + second


def test_a_second_run_starts_no_program(build: Build, office: Office, sortie: Path) -> None:
    build()
    before = {path: path.stat().st_mtime_ns for path in sortie.rglob("*.pdf")}
    starts = len(office.runs)
    assert set(outcomes(build()).values()) == {Outcome.FRESH}
    assert len(office.runs) == starts
    assert before == {path: path.stat().st_mtime_ns for path in sortie.rglob("*.pdf")}


def test_only_what_was_made_again_is_converted_again(
    build: Build, office: Office, dossier: Path, sortie: Path
) -> None:
    build()
    before = documents(sortie)
    replace(dossier / "referentiel.yaml", "Le tri est juste", "Le tri est exact")
    made = {chemin for chemin, outcome in outcomes(build()).items() if outcome is Outcome.MADE}
    changed = {chemin for chemin, content in documents(sortie).items() if content != before[chemin]}
    assert f"{GRILLE}.docx" in changed and "grilles/grille-E2-2.docx" not in changed
    remade = {chemin.replace(".docx", ".pdf") for chemin in changed if chemin.endswith(".docx")}
    assert made == {*remade, "grilles-impression.pdf"}  # the booklets look as they did


def test_another_order_of_passage_is_printed_anew(
    build: Build, office: Office, dossier: Path, sortie: Path
) -> None:
    build()
    replace(dossier / "sessions/2026-06/candidats.csv", "15/06/2026 09:00", "17/06/2026 09:00")
    assert outcomes(build())[PRINTED] is Outcome.MADE
    assert pages(sortie / PRINTED)[0::2][:3] == ["Page 004", "Page 001", "Page 003"]


def test_a_document_changed_by_hand_is_converted_as_it_stands(
    build: Build, office: Office, sortie: Path
) -> None:
    build()
    edit_by_hand(sortie / f"{GRILLE}.docx", "Page annotée")
    made = {chemin for chemin, outcome in outcomes(build()).items() if outcome is Outcome.MADE}
    assert made == {f"{GRILLE}.pdf", "grilles-impression.pdf"}
    assert pages(sortie / f"{GRILLE}.pdf")[-1] == "Page annotée"
    assert "Page annotée" in pages(sortie / "grilles-impression.pdf")


@pytest.mark.parametrize("chemin", [f"{GRILLE}.pdf", "grilles-impression.pdf"])
def test_a_pdf_changed_by_hand_is_kept(
    build: Build, office: Office, dossier: Path, sortie: Path, chemin: str
) -> None:
    build()
    annotated = annotate(sortie / chemin, "1")
    result = build()[chemin]
    assert (result.outcome, result.message) == (Outcome.KEPT, "")
    edit_by_hand(sortie / f"{GRILLE}.docx", "Page de plus")
    result = pdfs(dossier, sortie)[chemin]
    assert (result.outcome, result.exit_code) == (Outcome.KEPT_STALE, ExitCode.HAND_EDITED)
    assert (sortie / chemin).read_bytes() == annotated
    assert pdfs(dossier, sortie, force=True)[chemin].outcome is Outcome.MADE
    assert "Page de plus" in pages(sortie / chemin)
    assert (sortie / chemin.replace(".pdf", ".ancien-1.pdf")).read_bytes() == annotated


def test_what_is_no_image_of_its_document_is_not_printed_and_said(
    build: Build, office: Office, dossier: Path, sortie: Path
) -> None:
    build()
    annotate(sortie / f"{GRILLE}.pdf", "1")
    edit_by_hand(sortie / f"{GRILLE}.docx", "Page de plus")
    printed = build()["grilles-impression.pdf"]
    assert (printed.outcome, printed.exit_code) == (Outcome.MADE, ExitCode.FINDINGS)
    assert "grille de l’épreuve E1, bloc 1" in printed.message
    assert pages(sortie / "grilles-impression.pdf")[0] == "Page E2"


def test_a_pdf_that_this_tool_did_not_make_is_kept(
    build: Build, office: Office, sortie: Path
) -> None:
    own = sortie / f"{GRILLE}.pdf"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"made in Word")
    result = build()[f"{GRILLE}.pdf"]
    assert (result.outcome, result.exit_code) == (Outcome.KEPT_STALE, ExitCode.HAND_EDITED)
    assert own.read_bytes() == b"made in Word"


def test_one_that_cannot_be_converted_is_reported_alone_and_missing_from_the_print(
    build: Build, office: Office, dossier: Path, sortie: Path
) -> None:
    replace(dossier / "sessions/2026-06/candidats.csv", "Milieu", "PLANTE")
    results = build()
    failed = {chemin: r for chemin, r in results.items() if r.outcome is Outcome.FAILED}
    assert [(PurePosixPath(c).stem, r.exit_code) for c, r in failed.items()] == [
        ("004-PLANTE-Noé", ExitCode.OUTSIDE_PROGRAM)
    ]
    (result,) = failed.values()
    assert "candidat 004 (rang 5)" in result.message
    assert "PLANTE" not in result.message and "Noé" not in result.message
    assert results[PRINTED].exit_code is ExitCode.FINDINGS
    assert "candidat 004 (rang 5)" in results[PRINTED].message
    assert pages(sortie / PRINTED)[0::2] == ["Page 003", "Page 001", "Page 002", "Page 005"]
    again = build()  # tried again, and said again
    assert again[PRINTED].message == results[PRINTED].message
    assert [r.message for r in again.values() if r.outcome is Outcome.FAILED] == [result.message]


def test_a_pdf_that_cannot_be_read_is_missing_from_the_print_and_said_each_time(
    build: Build, office: Office, sortie: Path
) -> None:
    build()
    (sortie / f"{GRILLE}.pdf").write_bytes(b"%PDF- saved badly")
    for _ in range(2):
        printed = build()["grilles-impression.pdf"]
        assert printed.exit_code is ExitCode.FINDINGS
        assert "E1" in printed.message
        assert pages(sortie / "grilles-impression.pdf")[0] == "Page E2"


def test_a_pdf_open_elsewhere_stops_no_other(
    build: Build, office: Office, dossier: Path, sortie: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    replace(dossier / "referentiel.yaml", "Le tri est juste", "Le tri est exact")
    target, before = sortie / f"{GRILLE}.pdf", (sortie / f"{GRILLE}.pdf").read_bytes()
    move = Path.replace

    def refused(self: Path, to: Path) -> Path:
        if to == target:
            raise PermissionError(13, "Permission denied")
        return move(self, to)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refused)
        results = build()
    assert results[f"{GRILLE}.pdf"].outcome is Outcome.LOCKED
    assert results[f"{GRILLE}.pdf"].exit_code is ExitCode.HAND_EDITED
    assert target.read_bytes() == before
    assert results["dossier/annexe.pdf"].outcome is Outcome.MADE
    assert build()[f"{GRILLE}.pdf"].outcome is Outcome.MADE


def test_killed_before_the_rename_the_next_run_makes_the_rest(
    build: Build, office: Office, sortie: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    edit_by_hand(sortie / f"{GRILLE}.docx", "Page de plus")

    def killed(self: Path, to: Path) -> Path:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Path, "replace", killed)
        build()
    made = {chemin for chemin, outcome in outcomes(build()).items() if outcome is Outcome.MADE}
    assert made == {f"{GRILLE}.pdf", "grilles-impression.pdf"}
    assert [path.name for path in (sortie / ".assembler").iterdir()] == ["registre.sqlite"]


def test_a_killed_run_leaves_no_candidates_document_about(
    build: Build, office: Office, dossier: Path, sortie: Path
) -> None:
    replace(dossier / "sessions/2026-06/candidats.csv", "Milieu", "ATTEND")
    command = [sys.executable, "-m", "assembler", "build", "--pdf", "--jobs", "1"]
    run = subprocess.Popen([*command, str(dossier), "-o", str(sortie)], stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    third = sortie / LIVRETS / "003-Tôt-Élodie.pdf"
    while not (third.exists() and office.hanging()) and time.monotonic() < deadline:
        time.sleep(0.05)
    run.kill()
    run.wait()
    for pid in office.hanging():  # it outlives a parent that was killed
        os.kill(pid, signal.SIGKILL)
    kept = {path.name for path in (sortie / LIVRETS).glob("*.pdf")}
    assert kept == {"001-Tard-Zoé.pdf", "002-Sans-Heure-Åsa.pdf", "003-Tôt-Élodie.pdf"}
    replace(dossier / "sessions/2026-06/candidats.csv", "ATTEND", "Milieu")
    made = {c for c, outcome in outcomes(build()).items() if outcome is Outcome.MADE}
    assert {PurePosixPath(c).name for c in made if c.startswith(f"{LIVRETS}/")} == {
        "004-Milieu-Noé.pdf",
        "005-Sans-Heure-Léa.pdf",
    }
    assert [path.name for path in (sortie / ".assembler").iterdir()] == ["registre.sqlite"]


@pytest.mark.skipif(os.name == "nt", reason="no file name may hold « ; » there")
def test_below_a_folder_that_libreoffice_cannot_write_into(
    dossier: Path, tmp_path: Path, office: Office
) -> None:
    sortie = tmp_path / "a;b"
    opened = read_dossier(dossier)
    plan = (each for famille in QUATRE for each in famille.plan(opened))
    assert all(not r.exit_code for r in produce(plan, Order(sortie, opened)))
    assert set(outcomes(pdfs(dossier, sortie)).values()) == {Outcome.MADE}
    assert ";" not in str(office.folders)


def test_without_the_program_what_is_up_to_date_is_no_matter(
    build: Build, office: Office, sortie: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    build()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert set(outcomes(build()).values()) == {Outcome.FRESH}
    edit_by_hand(sortie / f"{GRILLE}.docx", "Page de plus")
    with pytest.raises(OutsideProgramError, match="pas installé"):
        build()


def test_one_booklet_alone_is_its_own_print(
    build: Build, office: Office, dossier: Path, sortie: Path
) -> None:
    (dossier / "sessions/2026-06/candidats.csv").write_text("nom;prenom\nSeule;Zoé\n", "utf-8")
    assert PRINTED not in build()
    assert not (sortie / PRINTED).exists()


def test_pdfs_that_nothing_plans_any_more_are_found(
    build: Build, office: Office, dossier: Path, sortie: Path
) -> None:
    build()
    planned = {str(source.chemin) for source in sources(dossier)}
    (sortie / "notes.pdf").write_bytes(b"somebody's own")
    assert left_over_pdfs(sortie, planned) == ()
    gone = f"{LIVRETS}/004-Milieu-Noé"
    assert left_over_pdfs(sortie, planned - {f"{gone}.docx"}) == (PurePosixPath(f"{gone}.pdf"),)
    one = f"{LIVRETS}/001-Tard-Zoé.docx"
    assert PurePosixPath(PRINTED) in left_over_pdfs(sortie, {one})


def test_a_pdf_that_its_document_has_outrun_is_found(
    build: Build, office: Office, dossier: Path, sortie: Path
) -> None:
    build()
    planned = [str(source.chemin) for source in sources(dossier)]
    assert outdated_pdfs(sortie, planned) == ()
    edit_by_hand(sortie / f"{GRILLE}.docx", "Page de plus")
    assert outdated_pdfs(sortie, planned) == (PurePosixPath(f"{GRILLE}.pdf"),)


def test_one_in_a_linked_folder_is_found_too(
    build: Build, office: Office, dossier: Path, sortie: Path, tmp_path: Path
) -> None:
    build()
    elsewhere = (sortie / GRILLE).parent.rename(tmp_path / "ailleurs")
    (sortie / GRILLE).parent.symlink_to(elsewhere)
    for file in sortie.rglob("*.pdf"):
        file.unlink()
    edit_by_hand(sortie / f"{GRILLE}.docx", "Page de plus")
    planned = [str(source.chemin) for source in sources(dossier)]
    assert outdated_pdfs(sortie, planned) == (PurePosixPath(f"{GRILLE}.pdf"),)


def test_several_at_a_time_make_the_same(
    build: Build, office: Office, dossier: Path, sortie: Path
) -> None:
    build(jobs=3)
    contents = {path: path.read_bytes() for path in sortie.rglob("*.pdf")}
    assert len(contents) == 11
    for path in contents:
        path.unlink()
    build(jobs=1)
    assert contents == {path: path.read_bytes() for path in sortie.rglob("*.pdf")}


@pytest.mark.slow
def test_with_libreoffice_itself(build: Build, sortie: Path) -> None:
    results = build()
    assert set(outcomes(results).values()) == {Outcome.MADE}
    found = pages(sortie / PRINTED)
    first_lines = [text.partition("\n")[0] for text in found[0::2]]
    assert first_lines == ["Page 003", "Page 004", "Page 001", "Page 002", "Page 005"]
    assert found[1::2] == [""] * 5
    assert not any(result.message for result in results.values())
    assert set(outcomes(build()).values()) == {Outcome.FRESH}
