"""`assembler diff`: what it reads, what it prints, where it writes, how it ends."""

import json
from pathlib import Path

import pytest

from assembler.cli import main
from assembler.model import read_referentiel, write_referentiel
from tests.conftest import REFERENTIEL
from tests.shared import shared


@pytest.fixture
def ancien(tmp_path: Path) -> Path:
    fichier = tmp_path / "ancien.yaml"
    fichier.write_text(REFERENTIEL, "utf-8")
    return fichier


@pytest.fixture
def nouveau(tmp_path: Path) -> Path:
    fichier = tmp_path / "nouveau.yaml"
    changed = REFERENTIEL.replace("Trier le bois", "Trier le bois sec").replace(
        "{texte: Le collage tient}", "{texte: Le collage tient}, {texte: La table est droite}"
    )
    fichier.write_text(changed, "utf-8")
    return fichier


def test_prints_what_changed_and_ends_with_1(
    ancien: Path, nouveau: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(ancien), str(nouveau)]) == 1
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.splitlines()[:8] == [
        "Bloc 1",
        "  compétence C1.1 reformulée",
        "    Trier le bois {+sec+}",
        "",
        "Bloc 2",
        "  critère ajouté à C2.1",
        "    La table est droite",
        "",
    ]
    assert said.out.splitlines()[-1] == "7 éléments sur 9 inchangés (77,8 %)."


def test_a_file_against_itself_ends_with_0(
    ancien: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(ancien), str(ancien)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Aucune différence.",
        "8 éléments sur 8 inchangés (100,0 %).",
    ]


@pytest.mark.parametrize("suffix", [".json", ".xlsx"])
def test_any_kind_of_file_is_compared_with_any_other(
    ancien: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    other = ancien.with_suffix(suffix)
    write_referentiel(read_referentiel(ancien), other)
    assert main(["diff", str(ancien), str(other)]) == 0
    assert main(["diff", str(other), str(ancien)]) == 0


def test_a_pdf_is_read_and_nothing_is_written_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf = tmp_path / "referentiel.pdf"
    pdf.write_bytes(shared("seed/seed.pdf").read_bytes())
    lu = tmp_path / "lu.json"
    assert main(["extract", str(pdf), "-o", str(lu)]) == 0
    before = sorted(tmp_path.iterdir())
    assert main(["diff", str(lu), str(pdf)]) == 0
    assert sorted(tmp_path.iterdir()) == before
    assert "Aucune différence." in capsys.readouterr().out


def test_json_is_the_contract(
    ancien: Path, nouveau: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(ancien), str(nouveau), "--format", "json"]) == 1
    said = json.loads(capsys.readouterr().out)
    changes = said["changements"]
    assert {one["objet"] for one in changes} == {"bloc", "competence", "critere", "epreuve"}
    assert [(one["nature"], one["aussi"]) for one in changes if one["nature"] != "inchange"] == [
        ("reformule", []),
        ("ajoute", []),
    ]
    reworded, added = (one for one in changes if one["nature"] != "inchange")
    assert (reworded["ancien"]["code"], reworded["nouveau"]["texte"]) == (
        "C1.1",
        "Trier le bois sec",
    )
    assert reworded["mots"][-1] == {"sens": "ajoute", "texte": "sec"}
    assert (added["ancien"], added["nouveau"]["competence"]) == (None, "C2.1")
    assert said["resume"]["par_objet"]["critere"] == {"inchange": 2, "ajoute": 1}
    assert said["resume"]["part_inchangee"] == 0.7778


@pytest.mark.parametrize(
    ("name", "start"),
    [("diff.txt", "Bloc 1"), ("diff.json", "{"), ("diff.html", "<!DOCTYPE html>")],
)
def test_writes_a_file_in_the_format_its_name_tells(
    ancien: Path, nouveau: Path, name: str, start: str, capsys: pytest.CaptureFixture[str]
) -> None:
    sortie = ancien.parent / "sous-dossier" / name
    assert main(["diff", str(ancien), str(nouveau), "-o", str(sortie)]) == 1
    assert sortie.read_text("utf-8").startswith(start)
    assert main(["diff", str(ancien), str(nouveau), "-o", str(sortie)]) == 1, "over its own"
    assert capsys.readouterr().out == 2 * f"Écrit {sortie}\n"


def test_a_dossier_is_its_referentiel(
    ancien: Path, atelier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(ancien), str(atelier)]) == 0
    (atelier / "referentiel.yaml").unlink()
    assert main(["diff", str(ancien), str(atelier)]) == 5
    assert "ne contient pas de référentiel" in capsys.readouterr().err


def test_a_json_that_is_no_comparison_is_left_alone(
    ancien: Path, nouveau: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    autre = ancien.with_name("autre.json")
    write_referentiel(read_referentiel(ancien), autre)
    before = autre.read_bytes()
    assert main(["diff", str(ancien), str(nouveau), "-o", str(autre)]) == 2
    assert "n'est pas une comparaison" in capsys.readouterr().err
    assert autre.read_bytes() == before


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["-o", "nouveau.yaml"], "le nom doit finir par .txt ou .json ou .html ou .docx"),
        (["-o", "diff.txt", "--format", "json"], "le nom doit finir par .json"),
        (["--format", "pdf"], "--format « pdf » n'est pas connu"),
        ([], "il manque un argument : NOUVEAU"),
    ],
)
def test_wrong_usage_writes_nothing(
    ancien: Path,
    nouveau: Path,
    options: list[str],
    words: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ancien.parent)
    before = {f: f.read_bytes() for f in ancien.parent.iterdir()}
    files = [str(ancien), str(nouveau)] if options else [str(ancien)]
    assert main(["diff", *files, *options]) == 2
    assert words in capsys.readouterr().err
    assert {f: f.read_bytes() for f in ancien.parent.iterdir()} == before


def test_it_never_writes_over_what_it_compares(
    ancien: Path, nouveau: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lu = ancien.with_suffix(".json")
    write_referentiel(read_referentiel(ancien), lu)
    before = lu.read_bytes()
    assert main(["diff", str(lu), str(nouveau), "-o", str(lu)]) == 2
    assert "c'est un fichier que la commande lit" in capsys.readouterr().err
    assert lu.read_bytes() == before


@pytest.mark.parametrize(("name", "code"), [("absent.yaml", 5), ("absent.pdf", 4), ("x.docx", 5)])
def test_a_file_that_cannot_be_read(
    ancien: Path, name: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(ancien), str(ancien.with_name(name))]) == code
    said = capsys.readouterr()
    assert name in said.err and said.out == ""


def test_says_that_reserves_are_not_compared(
    ancien: Path, nouveau: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reserve = "reserves: [{page: 2, texte: ☐, raison: case sans colonne}]\n"
    nouveau.write_text(REFERENTIEL + reserve, "utf-8")
    assert main(["diff", str(ancien), str(nouveau)]) == 0
    assert capsys.readouterr().err == (
        "Attention : nouveau.yaml contient 1 réserve ; ce qui y est n'est pas comparé.\n"
    )


def test_doubts_and_scissions_are_printed(
    ancien: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = "Trier le bois de récupération selon son essence et stocker les planches saines à plat"
    one, two = long.split(" et ")
    old, new = tmp_path / "a.yaml", tmp_path / "b.yaml"
    old.write_text(REFERENTIEL.replace("Trier le bois", long), "utf-8")
    whole = f"  - {{code: C1.1, texte: {long}"
    second = f"  - {{code: C1.2, texte: {two[0].upper()}{two[1:]}}}\n"
    new.write_text(
        old.read_text("utf-8").replace(whole, second + whole.replace(long, one)), "utf-8"
    )
    assert main(["diff", str(old), str(new)]) == 1
    said = capsys.readouterr().out
    assert "scission : se retrouve dans C1.1 « Trier le bois" in said
    assert "vient de C1.1 «" in said


def test_a_terminal_strikes_what_went_and_underlines_what_came(
    ancien: Path,
    nouveau: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in (("FORCE_COLOR", "1"), ("TERM", "xterm-256color"), ("COLUMNS", "100")):
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert main(["diff", str(nouveau), str(ancien)]) == 1
    said = capsys.readouterr().out
    assert "Trier le bois \x1b[9;31msec\x1b[0m" in said and "[-" not in said
    assert main(["diff", str(ancien), str(nouveau)]) == 1
    assert "Trier le bois \x1b[4;32msec\x1b[0m" in capsys.readouterr().out
