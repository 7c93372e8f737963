"""`extract` over a file that somebody corrected, on the real PDF of the worked example.

Its new version is the same reading with some texts changed: what the tool does with the two does
not depend on how the second came out of its PDF.
"""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from assembler import normalise
from assembler.cli import main
from assembler.model import Referentiel, read_referentiel, write_referentiel
from assembler.normalise import Lecture, read_pdf

EXEMPLE = Path(__file__).parents[2] / "inputs/atelier-reemploi/referentiel.pdf"


@pytest.fixture(scope="module")
def lecture() -> Lecture:
    return read_pdf([EXEMPLE])


@pytest.fixture
def dossier(tmp_path: Path, lecture: Lecture, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose PDF has been extracted."""
    shutil.copy(EXEMPLE, tmp_path)
    _reads_as(lecture, monkeypatch)
    assert main(["extract", str(tmp_path / "referentiel.pdf")]) == 0
    return tmp_path


def _reads_as(lecture: Lecture, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(pdfs: Sequence[Path], pages: frozenset[int] | None = None, **_: object) -> Lecture:
        return lecture

    monkeypatch.setattr(normalise, "read_pdf", read)


def _with(referentiel: Referentiel, *changes: tuple[str, str]) -> Referentiel:
    """The référentiel with some words changed wherever they stand."""
    text = referentiel.model_dump_json()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return Referentiel.model_validate_json(text)


def _new_pdf(
    lecture: Lecture, monkeypatch: pytest.MonkeyPatch, *changes: tuple[str, str]
) -> Referentiel:
    """Has the PDF read as another version from now on, with these words changed."""
    sha = lecture.referentiel.source[0].sha256
    nouveau = _with(lecture.referentiel, (sha, "f" * 64), *changes)
    extraction = lecture.extraction.model_copy(
        update={"referentiel": nouveau, "source": nouveau.source}
    )
    _reads_as(Lecture(nouveau, extraction), monkeypatch)
    return nouveau


def _correct(fichier: Path, *changes: tuple[str, str]) -> None:
    """What an officer does in an editor."""
    text = fichier.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    fichier.write_text(text, "utf-8")


CORRECTIONS = (
    ("Le dos reste droit et la charge près du corps lors des levages", "Le dos reste droit"),
    ("L’aide mécanique choisie est vérifiée avant usage", "L’aide choisie est vérifiée"),
)


def test_corrections_that_still_fit_are_made_again(
    dossier: Path,
    lecture: Lecture,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _correct(dossier / "referentiel.yaml", *CORRECTIONS)
    before = (dossier / "referentiel.yaml").read_bytes()
    nouveau = _new_pdf(lecture, monkeypatch, ("balisée et dégagée", "balisée puis dégagée"))
    capsys.readouterr()
    assert main(["extract", str(dossier / "referentiel.pdf")]) == 0
    assert (dossier / "referentiel.yaml").read_bytes() == before
    written = read_referentiel(dossier / "referentiel.nouveau.yaml")
    assert written == _with(nouveau, *CORRECTIONS)
    said = capsys.readouterr().out
    assert "2 corrections reprises de referentiel.yaml" in said
    assert "referentiel.nouveau.extraction.json" in said
    side_car = json.loads((dossier / "referentiel.nouveau.extraction.json").read_text("utf-8"))
    assert Referentiel.model_validate(side_car["referentiel"]) == nouveau


def test_a_correction_that_no_longer_fits_is_listed(
    dossier: Path,
    lecture: Lecture,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _correct(dossier / "referentiel.yaml", *CORRECTIONS)
    new_words = ("Le dos reste droit et la charge près du corps", "Le dos est droit, la charge")
    nouveau = _new_pdf(lecture, monkeypatch, new_words)
    assert main(["extract", str(dossier / "referentiel.pdf")]) == 1
    written = read_referentiel(dossier / "referentiel.nouveau.yaml")
    assert written == _with(nouveau, CORRECTIONS[1])
    said = capsys.readouterr().err
    assert "bloc 1, compétence C1.6, critère 4 : texte" in said
    assert "ancien PDF  : « Le dos reste droit et la charge" in said
    assert "corrigé en  : « Le dos reste droit »" in said
    assert "nouveau PDF : « Le dos est droit, la charge lors des levages »" in said
    assert "L’aide" not in said


def test_corrections_are_found_under_another_code(
    dossier: Path, lecture: Lecture, monkeypatch: pytest.MonkeyPatch
) -> None:
    _correct(dossier / "referentiel.yaml", *CORRECTIONS)
    nouveau = _new_pdf(lecture, monkeypatch, ('"C1.6"', '"C1.7"'))
    assert main(["extract", str(dossier / "referentiel.pdf")]) == 0
    written = read_referentiel(dossier / "referentiel.nouveau.yaml")
    assert written == _with(nouveau, *CORRECTIONS)


def test_what_was_added_and_taken_out_by_hand_stays_so(
    dossier: Path, lecture: Lecture, monkeypatch: pytest.MonkeyPatch
) -> None:
    gants = '{"code":null,"texte":"Les gants sont portés","indicateurs":[]}'
    aide = (
        '{"code":null,"texte":"L’aide mécanique choisie est vérifiée avant usage","indicateurs":[]}'
    )
    dos = '{"code":null,"texte":"Le dos reste droit'
    corrected = _with(lecture.referentiel, (f"{aide},", ""), (dos, f"{gants},{dos}"))
    write_referentiel(corrected, dossier / "referentiel.yaml")
    _new_pdf(lecture, monkeypatch, ("balisée et dégagée", "balisée puis dégagée"))
    assert main(["extract", str(dossier / "referentiel.pdf")]) == 0
    written = read_referentiel(dossier / "referentiel.nouveau.yaml")
    textes = [critere.texte for critere in written.blocs[0].competences[5].criteres]
    assert textes[1:] == [
        "La zone de circulation est balisée puis dégagée avant le déplacement",
        "Les gants sont portés",
        "Le dos reste droit et la charge près du corps lors des levages",
    ]


def test_without_its_side_car_nobody_knows_what_was_corrected(
    dossier: Path, lecture: Lecture, capsys: pytest.CaptureFixture[str]
) -> None:
    (dossier / "referentiel.extraction.json").unlink()
    assert main(["extract", str(dossier / "referentiel.pdf")]) == 1
    assert "referentiel.extraction.json manque" in capsys.readouterr().err
    assert read_referentiel(dossier / "referentiel.nouveau.yaml") == lecture.referentiel


def test_a_file_spoilt_by_hand_is_told_before_anything_is_written(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _correct(dossier / "referentiel.yaml", ("type: RNCP", "typ: RNCP"))
    before = sorted(dossier.iterdir())
    assert main(["extract", str(dossier / "referentiel.pdf")]) == 5
    assert "clé inconnue « typ » ; vouliez-vous dire « type » ?" in capsys.readouterr().err
    assert sorted(dossier.iterdir()) == before


def test_a_json_leaves_the_side_car_of_the_corrected_file_alone(
    dossier: Path, lecture: Lecture, monkeypatch: pytest.MonkeyPatch
) -> None:
    side_car = (dossier / "referentiel.extraction.json").read_bytes()
    _new_pdf(lecture, monkeypatch)
    sortie = dossier / "referentiel.json"
    assert main(["extract", str(dossier / "referentiel.pdf"), "-o", str(sortie)]) == 0
    assert sortie.is_file()
    assert (dossier / "referentiel.extraction.json").read_bytes() == side_car


def test_corrections_go_from_yaml_to_excel_and_on_to_the_next_version(
    dossier: Path, lecture: Lecture, monkeypatch: pytest.MonkeyPatch
) -> None:
    _correct(dossier / "referentiel.yaml", CORRECTIONS[0])
    classeur = dossier / "referentiel.xlsx"
    assert main(["extract", str(dossier / "referentiel.pdf"), "-o", str(classeur)]) == 0
    corrected = read_referentiel(dossier / "referentiel.nouveau.xlsx")
    assert corrected == _with(lecture.referentiel, CORRECTIONS[0])

    for ending in ("yaml", "extraction.json"):
        (dossier / f"referentiel.{ending}").unlink()
    for ending in ("xlsx", "extraction.json"):
        (dossier / f"referentiel.nouveau.{ending}").rename(dossier / f"referentiel.{ending}")
    write_referentiel(_with(corrected, CORRECTIONS[1]), classeur)
    nouveau = _new_pdf(lecture, monkeypatch)
    assert main(["extract", str(dossier / "referentiel.pdf")]) == 0
    written = read_referentiel(dossier / "referentiel.nouveau.xlsx")
    assert written == _with(nouveau, *CORRECTIONS)
