"""A build with nothing to do finds out from the files alone; any single disturbance is noticed."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assembler import unchanged
from assembler.cli import main
from tests.conftest import write_template
from tests.files import documents, edit_by_hand, replace

GRILLE = "grilles/grille-E1-1.docx"
RECORD = ".assembler/inchange.json"


@pytest.fixture
def settled(atelier: Path, sortie: Path) -> list[str]:
    """The command of a build that has nothing more to do, and has been found to."""
    command = ["build", str(atelier), "-o", str(sortie)]
    assert main(command) == 0
    assert _recalled(command)
    return command


def _recalled(command: list[str]) -> bool:
    """Whether the build ends without reading the dossier; its exit code is 0 then."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("assembler.model.read_dossier", _read)
        try:
            return main(command) == 0
        except _ReadError:
            return False


class _ReadError(BaseException):
    """The dossier was read: the build did not stop at a glance."""


def _read(*arguments: object) -> None:
    raise _ReadError


def test_it_says_what_a_whole_build_would(
    settled: list[str], sortie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    main(settled)
    at_a_glance = capsys.readouterr()
    (sortie / RECORD).unlink()
    main(settled)
    assert capsys.readouterr() == at_a_glance
    assert "livret : 2 déjà à jour" in at_a_glance.out


def test_nothing_heavy_is_imported(settled: list[str]) -> None:
    script = (
        "import sys; from assembler.cli import main; code = main(sys.argv[1:]);"
        "print(sorted({'pydantic', 'lxml', 'jinja2', 'ruamel.yaml', 'sqlite3', 'rich', 'docxtpl'}"
        " & set(sys.modules)), code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *settled], capture_output=True, text=True, timeout=60
    )
    assert done.stdout.splitlines()[-1] == "[] 0"


def test_no_name_is_kept(settled: list[str], sortie: Path) -> None:
    kept = (sortie / RECORD).read_text("utf-8")
    assert not any(name in kept for name in ("Guessan", "lodie", "Angelo"))
    assert json.loads(kept)["lignes"]


def _edit_list(atelier: Path, sortie: Path) -> None:
    replace(atelier / "sessions/2026-06/candidats.csv", "Åsa", "Asa")


def _edit_referentiel(atelier: Path, sortie: Path) -> None:
    replace(atelier / "referentiel.yaml", "juste", "exact")


def _edit_fiche(atelier: Path, sortie: Path) -> None:
    replace(atelier / "certification.yaml", "Agent", "Agente")


def _add_pdf(atelier: Path, sortie: Path) -> None:
    (atelier / "referentiel.pdf").write_bytes(b"%PDF-1.7")


def _add_session(atelier: Path, sortie: Path) -> None:
    (atelier / "sessions/2027-01").mkdir()
    (atelier / "sessions/2027-01/session.yaml").write_text("intitule: Janvier\n", "utf-8")


def _change_template(atelier: Path, sortie: Path) -> None:
    write_template(atelier / "modeles/grille.docx", ["{{ bloc.libelle }}"])


def _drop_template(atelier: Path, sortie: Path) -> None:
    (atelier / "modeles/fiche.docx").unlink()


def _edit_document(atelier: Path, sortie: Path) -> None:
    edit_by_hand(sortie / GRILLE, "Acquis")


def _edit_document_in_secret(atelier: Path, sortie: Path) -> None:
    before, content = (sortie / GRILLE).stat(), (sortie / GRILLE).read_bytes()
    (sortie / GRILLE).write_bytes(content[:-1] + b"\x01")
    os.utime(sortie / GRILLE, ns=(before.st_atime_ns, before.st_mtime_ns))


def _drop_document(atelier: Path, sortie: Path) -> None:
    (sortie / GRILLE).unlink()


def _add_document(atelier: Path, sortie: Path) -> None:
    (sortie / "grilles/note.docx").write_bytes(b"")


def _rename_document(atelier: Path, sortie: Path) -> None:
    (sortie / GRILLE).rename(sortie / "grilles/autre.docx")


def _damage_record(atelier: Path, sortie: Path) -> None:
    (sortie / RECORD).write_text('{"entrees": 3')


@pytest.mark.parametrize(
    "disturb",
    [
        _edit_list,
        _edit_referentiel,
        _edit_fiche,
        _add_pdf,
        _add_session,
        _change_template,
        _drop_template,
        _edit_document,
        _edit_document_in_secret,
        _drop_document,
        _add_document,
        _rename_document,
        _damage_record,
    ],
    ids=lambda disturb: disturb.__name__,
)
def test_any_disturbance_is_noticed(
    settled: list[str], atelier: Path, sortie: Path, disturb: Callable[[Path, Path], None]
) -> None:
    disturb(atelier, sortie)
    assert not _recalled(settled)


@pytest.mark.parametrize(
    "options", [["--restamp"], ["--session", "2026-06"], ["--only", "grille"], ["--dry-run"]]
)
def test_another_option_is_another_build(settled: list[str], options: list[str]) -> None:
    assert not _recalled([*settled, *options])


def test_another_program_is_another_build(
    settled: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ailleurs").mkdir()
    monkeypatch.setattr(unchanged, "__file__", str(tmp_path / "ailleurs/unchanged.py"))
    assert not _recalled(settled)


def test_a_template_outside_the_dossier_counts(atelier: Path, sortie: Path, tmp_path: Path) -> None:
    commun = tmp_path / "commun.docx"
    (atelier / "modeles/grille.docx").rename(commun)
    os.utime(commun, (1, 1))
    with (atelier / "certification.yaml").open("a", encoding="utf-8") as flux:
        flux.write("modeles:\n  grille: ../commun.docx\n")
    command = ["build", str(atelier), "-o", str(sortie)]
    assert main(command) == 0
    assert _recalled(command)
    write_template(commun, ["{{ bloc.libelle }}"])
    assert not _recalled(command)


def test_a_document_deleted_while_the_build_ran_is_made(
    atelier: Path, sortie: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["build", str(atelier), "-o", str(sortie)]
    with monkeypatch.context() as patch:
        patch.setattr(
            "assembler.produce.write_refus", lambda *_: (sortie / GRILLE).unlink(missing_ok=True)
        )
        assert main(command) == 0
    assert main(command) == 0
    assert GRILLE in documents(sortie)


def test_an_input_changed_while_the_build_ran_is_a_change(
    atelier: Path, sortie: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["build", str(atelier), "-o", str(sortie)]
    with monkeypatch.context() as patch:
        patch.setattr("assembler.produce.write_refus", lambda *_: _edit_fiche(atelier, sortie))
        assert main(command) == 0
    assert not _recalled(command)


def test_what_had_something_to_say_says_it_again(
    atelier: Path, sortie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (atelier / "sessions/2026-06/candidats.csv").open("a", encoding="utf-8") as flux:
        flux.write("001;Secret;Doublon;1\n")
    command = ["build", str(atelier), "-o", str(sortie)]
    for _ in range(3):
        capsys.readouterr()
        assert main(command) == 1
        assert "rang 4" in capsys.readouterr().err


def test_one_dossier_changed_is_enough(atelier: Path, sortie: Path, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(atelier, tmp_path / "second")
    command = ["build", str(atelier), str(tmp_path / "second"), "-o", str(sortie)]
    assert main(command) == 0
    assert _recalled(command)
    replace(tmp_path / "second/referentiel.yaml", "juste", "exact")
    assert not _recalled(command)
