"""Kills, full disks, folders that can't be written to, hands that interfere: nothing is lost."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from assembler.cli import main
from assembler.filling import Filled, Refused, Task, fill
from assembler.produce.ledger import FILE, FOLDER
from tests.conftest import TOUS
from tests.files import documents, edit_by_hand, every_file, replace, text

GRILLE = "grilles/grille-E1-1.docx"


def _build(atelier: Path, sortie: Path, *options: str) -> int:
    return main(["build", str(atelier), "-o", str(sortie), *options])


@pytest.mark.slow
def test_killed_at_twenty_moments_a_resumed_run_equals_an_undisturbed_one(
    atelier: Path, tmp_path: Path
) -> None:
    with (atelier / "sessions/2026-06/candidats.csv").open("a", encoding="utf-8") as flux:
        flux.write("".join(f"{n:03};Roux;Zoé;{n % 2 + 1}\n" for n in range(3, 501)))
    older, undisturbed = tmp_path / "ancien", tmp_path / "temoin"
    _build(atelier, older)
    replace(atelier / "referentiel.yaml", "Le tri est juste", "Le tri est exact")
    start = time.monotonic()
    subprocess.run(_command(atelier, undisturbed), check=True, timeout=120)
    whole = time.monotonic() - start
    right = documents(undisturbed)
    assert len(right) == 1008
    moments, halfway = random.Random(4), 0
    for number in range(20):
        sortie = tmp_path / f"tue-{number}"
        if number % 2:  # over documents that are out of date
            shutil.copytree(older, sortie)
        jobs = 2 if number % 5 == 4 else 1
        run = subprocess.Popen(_command(atelier, sortie, jobs), stderr=subprocess.PIPE)
        # Before this, nothing is imported yet.
        time.sleep(moments.uniform(0.3, 1.0) * whole)
        run.kill()
        run.communicate()
        done = {
            path: path.stat().st_mtime_ns
            for name, content in right.items()
            if (path := sortie / name).exists() and path.read_bytes() == content
        }
        halfway += 0 < len(done) < len(right)
        assert _build(atelier, sortie) == 0
        assert documents(sortie) == right
        assert done == {path: path.stat().st_mtime_ns for path in done}, "made twice"
        assert not (sortie / FOLDER / "en-cours").exists()
        shutil.rmtree(sortie)
    assert halfway, "no run was killed while it made documents"


def _command(atelier: Path, sortie: Path, jobs: int = 1) -> list[str]:
    build = [sys.executable, "-m", "assembler", "build", "--jobs", str(jobs)]
    return [*build, str(atelier), "-o", str(sortie)]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 300 KB."""
    folder = tmp_path / "disque"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=300k", "assembler-tests", str(folder)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("this system lets us mount no disk")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _remount(disk: Path, option: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{option}", str(disk)], check=True)


@pytest.mark.parametrize("target", ["sortie", "sortie.zip"])
def test_a_full_disk_stops_the_run_and_loses_nothing(
    atelier: Path, tmp_path: Path, disk: Path, capsys: pytest.CaptureFixture[str], target: str
) -> None:
    with (atelier / "sessions/2026-06/candidats.csv").open("a", encoding="utf-8") as flux:
        flux.write("".join(f"{n:03};Roux;Zoé;1\n" for n in range(3, 60)))
    assert _build(atelier, disk / target) == 5
    said = capsys.readouterr().err
    assert "plein" in said and "Traceback" not in said
    for document in disk.rglob("*.docx"):
        if FOLDER not in document.parts:
            with zipfile.ZipFile(document) as package:
                assert package.testzip() is None
    _remount(disk, "size=64m")
    assert _build(atelier, disk / target) == 0
    _build(atelier, tmp_path / target)
    if target == "sortie":
        assert documents(disk / target) == documents(tmp_path / target)
    else:
        assert (disk / target).read_bytes() == (tmp_path / target).read_bytes()


def test_a_folder_that_cannot_be_written_to_is_said_and_can_be_looked_at(
    atelier: Path, disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _remount(disk, "size=64m")
    sortie = disk / "sortie"
    assert _build(atelier, sortie) == 0
    replace(atelier / "referentiel.yaml", "Le tri est juste", "Le tri est exact")
    _remount(disk, "ro")
    before = every_file(sortie)
    capsys.readouterr()
    assert _build(atelier, sortie) == 5
    said = capsys.readouterr().err
    assert "écriture" in said and "Traceback" not in said
    assert main(["status", str(atelier), "-o", str(sortie)]) == 1
    assert "critère de C1.1 reformulé" in capsys.readouterr().out
    assert every_file(sortie) == before
    _remount(disk, "rw")
    assert _build(atelier, sortie) == 0


def test_killed_while_an_edited_document_is_replaced_it_is_under_both_names(
    atelier: Path, sortie: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _build(atelier, sortie)
    edit_by_hand(sortie / GRILLE, "Acquis")
    edited = (sortie / GRILLE).read_bytes()
    replace(atelier / "referentiel.yaml", "Le tri est juste", "Le tri est exact")
    put = Path.replace

    def killed(self: Path, target: Path) -> Path:
        if target == sortie / GRILLE:
            raise KeyboardInterrupt
        return put(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        assert _build(atelier, sortie, "--force") == 130
    ancien = sortie / "grilles/grille-E1-1.ancien-1.docx"
    assert (sortie / GRILLE).read_bytes() == ancien.read_bytes() == edited
    # It is still known to be out of date: without --force, it is said and left.
    assert _build(atelier, sortie) == 7
    assert _build(atelier, sortie, "--force") == 0
    assert "Le tri est exact" in text(sortie / GRILLE)
    assert [path.read_bytes() for path in sortie.glob("grilles/*ancien*")] == [edited]


@pytest.mark.parametrize("links", [True, False], ids=["links", "no links"])
def test_the_kept_copy_is_not_changed_with_the_new_document(
    atelier: Path, sortie: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:

        def refused(*paths: object) -> None:
            raise OSError(95, "Operation not supported")

        monkeypatch.setattr(os, "link", refused)
    _build(atelier, sortie)
    edit_by_hand(sortie / GRILLE, "Acquis")
    edited = (sortie / GRILLE).read_bytes()
    replace(atelier / "referentiel.yaml", "Le tri est juste", "Le tri est exact")
    assert _build(atelier, sortie, "--force") == 0
    assert (sortie / "grilles/grille-E1-1.ancien-1.docx").read_bytes() == edited
    assert not list(sortie.rglob("*.tmp"))


def test_a_document_saved_by_hand_while_it_is_being_made_is_kept(
    atelier: Path,
    sortie: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _build(atelier, sortie)
    replace(atelier / "referentiel.yaml", "Le tri est juste", "Le tri est exact")

    def saved_meanwhile(task: Task) -> Filled | Refused:
        if "E1" in task.objet:
            edit_by_hand(sortie / GRILLE, "Acquis")
        return fill(task)

    with monkeypatch.context() as patch:
        patch.setattr("assembler.produce.workers.fill", saved_meanwhile)
        assert _build(atelier, sortie) == 7
    assert "Acquis" in text(sortie / GRILLE)
    assert _build(atelier, sortie) == 7, "it is out of date, and said to be"
    assert "critère de C1.1 reformulé" in capsys.readouterr().err


def test_processes_that_die_are_said(
    atelier: Path,
    sortie: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Dead:
        def submit(self, *arguments: object) -> None:
            raise BrokenExecutor

        def shutdown(self, **options: object) -> None: ...

    with monkeypatch.context() as patch:
        patch.setattr("assembler.processes._pool", lambda jobs, start, module: Dead())
        assert _build(atelier, sortie, "--jobs", "2") == 5
    assert "--jobs 1" in capsys.readouterr().err
    assert _build(atelier, sortie) == 0


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the children are listed there")
@pytest.mark.parametrize("jobs", [2, 2, 3])
def test_a_process_that_is_killed_ends_the_build_with_a_message(
    atelier: Path, sortie: Path, jobs: int
) -> None:
    with (atelier / "sessions/2026-06/candidats.csv").open("a", encoding="utf-8") as flux:
        flux.write("".join(f"{n:04};Roux;Zoé;{n % 2 + 1}\n" for n in range(3, 6000)))
    process = subprocess.Popen(_command(atelier, sortie, jobs), stderr=subprocess.PIPE, text=True)
    while len(list(sortie.rglob("*.docx"))) < 200:
        assert process.poll() is None
        time.sleep(0.005)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    os.kill(int(children[0]), signal.SIGKILL)
    try:
        _, said = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 5, said
    assert "--jobs 1" in said and "Traceback" not in said
    assert not (sortie / FOLDER / "en-cours").exists()


def test_ctrl_c_says_what_was_made_and_the_rest_is_made_later(
    atelier: Path,
    sortie: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    put, left = Path.replace, iter([True, True, False])

    def interrupted(self: Path, target: Path) -> Path:
        if target.suffix == ".docx" and not next(left):
            raise KeyboardInterrupt
        return put(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", interrupted)
        assert _build(atelier, sortie) == 130
    said = capsys.readouterr()
    assert "2 documents faits" in said.err and "relancez" in said.err
    assert len(documents(sortie)) == 2
    assert [path.name for path in (sortie / FOLDER).iterdir()] == [FILE]
    assert _build(atelier, sortie) == 0
    assert "annexe : 1 déjà à jour" in capsys.readouterr().out
    assert len(documents(sortie)) == TOUS


@pytest.mark.slow
@pytest.mark.parametrize("moment", [0.0, 0.1, 0.3, 0.5])
def test_ctrl_c_pressed_twice_leaves_no_process_and_nothing_half_made(
    atelier: Path, sortie: Path, moment: float
) -> None:
    with (atelier / "sessions/2026-06/candidats.csv").open("a", encoding="utf-8") as flux:
        flux.write("".join(f"{n:04};Roux;Zoé;{n % 2 + 1}\n" for n in range(3, 6000)))
    process = subprocess.Popen(
        _command(atelier, sortie, jobs=2), stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    while not any((sortie / FOLDER).glob("en-cours/*/*")):
        assert process.poll() is None
        time.sleep(0.005)
    time.sleep(moment)
    os.killpg(process.pid, signal.SIGINT)
    time.sleep(0.03)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGINT)
    try:
        _, said = process.communicate(timeout=60)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == 130, said
    assert "Interrompu" in said and "Traceback" not in said
    assert not (sortie / FOLDER / "en-cours").exists()


def test_ctrl_c_is_heard_again_when_tidying_up_takes_long() -> None:
    script = (
        "import time; from assembler.__main__ import heed_ctrl_c; heed_ctrl_c(130, tidying=1.0)\n"
        "def wait(word):\n"
        "    print(word, flush=True); time.sleep(60)\n"
        "try: wait('work')\n"
        "except KeyboardInterrupt: wait('tidying')\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "work\n"
    process.send_signal(signal.SIGINT)
    assert process.stdout.readline() == "tidying\n"
    process.send_signal(signal.SIGINT)
    time.sleep(1.2)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 130


HARD_NAMES = [
    ("CON", "aux"),
    ("../../x", "..\\..\\y"),
    ("Dupont...", "Jean. "),
    ("N" * 300, "P" * 300),
    ("مُحَمَّد", "\u202eخالد"),
    ("Zoé 🎓", "👩‍🔧"),
    ('A/B:C*D?"<E>|', "{{ candidat.nom }} {% for %}"),
    ("&amp; <w:p>", "l'été"),
    ("Été", "Zoé"),
    ("été", "zoé"),
    ("Été", "Zoé"),
]


def test_hard_names_make_documents_inside_the_folder(
    atelier: Path, sortie: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import csv

    liste = atelier / "sessions/2026-06/candidats.csv"
    with liste.open("w", encoding="utf-8", newline="") as flux:
        writer = csv.writer(flux, delimiter=";")
        writer.writerow(["nom", "prenom"])
        writer.writerows(HARD_NAMES)
    around = set(tmp_path.rglob("*"))
    assert _build(atelier, sortie, "--only", "livret") == 0
    made = sorted((sortie / "sessions/2026-06/livrets").iterdir())
    assert len(made) == len(HARD_NAMES) == len({path.name.casefold() for path in made})
    assert {path for path in set(tmp_path.rglob("*")) - around if sortie not in path.parents} == {
        sortie
    }
    for path in made:
        assert len(path.name.encode()) <= 130 and not set(path.name) & set('<>:"/\\|?*')
        assert path.stem == path.stem.rstrip(". ") and path.stem.upper() not in {"CON", "AUX"}
    printed = "\n".join(text(path) for path in made)
    assert "{{ candidat.nom }} {% for %}" in printed and "<w:p>" in printed
    assert _build(atelier, sortie, "--only", "livret") == 0
    said = capsys.readouterr()
    assert f"{len(HARD_NAMES)} déjà à jour" in said.out and "Dupont" not in said.out + said.err
