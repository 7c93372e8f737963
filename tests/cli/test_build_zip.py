"""`build -o FICHIER.zip`: the documents in one archive, by the rules of a folder."""

import shutil
import zipfile
from pathlib import Path

import pytest

from assembler.cli import main
from tests.conftest import TOUS
from tests.files import documents, edit_by_hand, every_file, replace, text

GRILLE = "grilles/grille-E1-1.docx"


def _members(archive: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _edit(archive: Path, name: str, folder: Path) -> None:
    """Changes a document of the archive, as somebody who unpacks it and packs it again."""
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    edit_by_hand(folder / name, "Acquis")
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(folder.rglob("*.docx"), reverse=True):
            packed.write(file, file.relative_to(folder))


def _killed(folder: Path, archive: Path) -> None:
    raise KeyboardInterrupt


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "sortie.zip"


def test_holds_what_a_folder_would(
    atelier: Path, sortie: Path, archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["build", str(atelier), "-o", str(sortie)])
    capsys.readouterr()
    assert main(["build", str(atelier), "-o", str(archive)]) == 0
    assert f"Documents dans {archive} :" in capsys.readouterr().out
    assert _members(archive) == documents(sortie)
    assert documents(archive.with_name("sortie.zip.assembler")) == {}


def test_the_same_bytes_each_time(atelier: Path, archive: Path, tmp_path: Path) -> None:
    other = tmp_path / "autre.zip"
    main(["build", str(atelier), "-o", str(archive)])
    main(["build", str(atelier), "-o", str(other)])
    assert archive.read_bytes() == other.read_bytes()


def test_only_what_changed_is_made_again(
    atelier: Path, archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["build", str(atelier), "-o", str(archive)])
    before = _members(archive)
    replace(atelier / "referentiel.yaml", "Le tri est juste", "Le tri est exact")
    capsys.readouterr()
    assert main(["build", str(atelier), "-o", str(archive)]) == 0
    assert "grille : 1 fait, 1 déjà à jour" in capsys.readouterr().out
    after = _members(archive)
    assert GRILLE in {name for name in before if before[name] != after[name]}
    assert before["grilles/grille-E2-2.docx"] == after["grilles/grille-E2-2.docx"]


def test_with_nothing_to_do_it_is_left_alone(
    atelier: Path, archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["build", str(atelier), "-o", str(archive)])
    stat = archive.stat()
    for _ in range(2):
        capsys.readouterr()
        assert main(["build", str(atelier), "-o", str(archive)]) == 0
        assert "livret : 2 déjà à jour" in capsys.readouterr().out
        assert archive.stat().st_mtime_ns == stat.st_mtime_ns


def test_a_member_changed_by_hand_is_kept(
    atelier: Path, archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["build", str(atelier), "-o", str(archive)])
    _edit(archive, GRILLE, tmp_path / "ouvert")
    edited = _members(archive)[GRILLE]
    for _ in range(3):
        assert main(["build", str(atelier), "-o", str(archive)]) == 0
        assert _members(archive)[GRILLE] == edited
    replace(atelier / "referentiel.yaml", "Le tri est juste", "Le tri est exact")
    assert main(["build", str(atelier), "-o", str(archive)]) == 7
    assert _members(archive)[GRILLE] == edited
    assert main(["build", str(atelier), "-o", str(archive), "--force"]) == 0
    assert _members(archive)["grilles/grille-E1-1.ancien-1.docx"] == edited


def test_a_killed_run_is_gone_on_with(
    atelier: Path,
    archive: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def killed(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(
            "assembler.produce.archive._pack", lambda folder, archive: killed(folder, archive)
        )
        assert main(["build", str(atelier), "-o", str(archive)]) == 130
    assert not archive.exists()
    capsys.readouterr()
    assert main(["build", str(atelier), "-o", str(archive)]) == 0
    assert "livret : 2 déjà à jour" in capsys.readouterr().out
    assert len(_members(archive)) == TOUS


def test_an_archive_changed_since_the_kill_is_the_one_that_counts(
    atelier: Path, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["build", str(atelier), "-o", str(archive)])
    replace(atelier / "referentiel.yaml", "Le collage tient", "Le collage résiste")

    with monkeypatch.context() as patch:
        patch.setattr("assembler.produce.archive._pack", _killed)
        assert main(["build", str(atelier), "-o", str(archive)]) == 130
    _edit(archive, GRILLE, tmp_path / "ouvert")
    edited = _members(archive)[GRILLE]
    assert main(["build", str(atelier), "-o", str(archive)]) == 0
    assert _members(archive)[GRILLE] == edited
    (tmp_path / "livret").mkdir()
    with zipfile.ZipFile(archive) as packed:
        packed.extract("grilles/grille-E2-2.docx", tmp_path / "livret")
    assert "résiste" in text(tmp_path / "livret/grilles/grille-E2-2.docx")


def test_several_dossiers_in_one_archive(atelier: Path, archive: Path, tmp_path: Path) -> None:
    shutil.copytree(atelier, tmp_path / "second")
    assert main(["build", str(atelier), str(tmp_path / "second"), "-o", str(archive)]) == 0
    assert {name.split("/")[0] for name in _members(archive)} == {"atelier", "second"}
    assert len(_members(archive)) == 2 * TOUS


def test_refused_rows_are_in_it_and_named_as_in_it(
    atelier: Path, archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (atelier / "sessions/2026-06/candidats.csv").open("a", encoding="utf-8") as flux:
        flux.write("001;Secret;Doublon;1\n")
    assert main(["build", str(atelier), "-o", str(archive)]) == 1
    assert f"{archive}/sessions/2026-06/livrets/refus.csv" in capsys.readouterr().err
    assert "sessions/2026-06/livrets/refus.csv" in _members(archive)


def test_looking_writes_nothing(
    atelier: Path, archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["build", str(atelier), "-o", str(archive)])
    replace(atelier / "referentiel.yaml", "Le tri est juste", "Le tri est exact")
    before = every_file(tmp_path)
    assert main(["build", str(atelier), "-o", str(archive), "--dry-run"]) == 0
    assert "grille : 1 à faire, 1 à jour" in capsys.readouterr().out
    assert main(["status", str(atelier), "-o", str(archive)]) == 1
    assert every_file(tmp_path) == before


@pytest.mark.parametrize("content", [b"pas une archive", b"PK\x05\x06" + bytes(10)])
def test_a_file_that_is_no_archive_is_left_alone(
    atelier: Path, archive: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    archive.write_bytes(content)
    assert main(["build", str(atelier), "-o", str(archive)]) == 5
    assert "sortie.zip" in capsys.readouterr().err
    assert archive.read_bytes() == content


def test_a_member_that_points_outside_is_refused(
    atelier: Path, archive: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("../../dehors.docx", b"x")
    assert main(["build", str(atelier), "-o", str(archive)]) == 5
    assert not list(tmp_path.parent.glob("dehors*")) and not list(tmp_path.rglob("dehors*"))
