"""`assembler template`: checking templates, listing their fields, copying one to adapt."""

import os
import pty
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest

from assembler.cli import main
from assembler.documents import GABARITS, VARIANTES, default_template
from assembler.model.certification import NomFamille

Said = pytest.CaptureFixture[str]


def _template(path: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(path))
    return path


# --- check ------------------------------------------------------------------------------------


@pytest.mark.parametrize("famille", list(GABARITS))
def test_the_default_templates_are_without_fault(famille: NomFamille, capsys: Said) -> None:
    modele = default_template(famille)
    assert main(["template", "check", str(modele)]) == 0
    assert capsys.readouterr().out == f"{modele} (famille {famille}) : aucun défaut\n"


def test_a_fault_is_told_with_place_and_remedy(tmp_path: Path, capsys: Said) -> None:
    modele = _template(
        tmp_path / "grille-oral.docx",
        "{{ epreuve.titre }}",
        "{%p for c in competences %}",
        "{{ c.texte }} {% for k in c.criters %}{{ k.texte }}{% endfor %}",
        "{%p endfor %}",
    )
    assert main(["template", "check", str(modele)]) == 6
    assert capsys.readouterr().out == (
        f"{modele} (famille grille) : 1 défaut\n"
        "  Défaut, corps, paragraphe 3 : le champ « criters » n'existe pas, dans la balise "
        "« {% for k in c.criters %} ».\n"
        "    → Le nom le plus proche est « criteres ».\n"
    )


def test_advice_alone_ends_with_1(tmp_path: Path, capsys: Said) -> None:
    modele = _template(tmp_path / "grille.docx", "{{ competences[0].texte }}")
    assert main(["template", "check", str(modele)]) == 1
    said = capsys.readouterr().out
    assert "aucun défaut, 1 conseil" in said
    assert "  Conseil, corps, paragraphe 1 : quand des listes sont vides" in said


def test_several_templates_are_all_told_and_the_worst_counts(tmp_path: Path, capsys: Said) -> None:
    wrong = _template(tmp_path / "fiche.docx", "{{ intitule }}")
    right = _template(tmp_path / "livret.docx", "{{ candidat.nom }} {{ candidat.autres.tel }}")
    absent = tmp_path / "annexe.docx"
    assert main(["template", "check", str(wrong), str(absent), str(right)]) == 6
    said = capsys.readouterr().out
    assert "Écrivez « certification.intitule »" in said
    assert "annexe.docx (famille annexe) : 1 défaut\n  Défaut : le modèle ne peut pas" in said
    assert "livret.docx (famille livret) : aucun défaut" in said


def test_a_field_of_another_family_is_unknown(tmp_path: Path) -> None:
    modele = _template(tmp_path / "mien.docx", "{{ candidat.date_naissance }}")
    assert main(["template", "check", "--famille", "livret", str(modele)]) == 0
    assert main(["template", "check", "--famille", "grille", str(modele)]) == 6


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["x.docx"], "ajoutez --famille et l'une de : annexe, fiche, bordereau"),
        (
            ["mien.docx", "--famille", "gril"],
            "« gril » n'existe pas ; vouliez-vous dire « grille » ?",
        ),
        ([], "il manque un argument : FICHIER"),
    ],
)
def test_an_unknown_family_is_wrong_usage(arguments: list[str], words: str, capsys: Said) -> None:
    assert main(["template", "check", *arguments]) == 2
    assert words in capsys.readouterr().err


# --- fields -----------------------------------------------------------------------------------


def test_fields_are_lines_with_tabs_where_no_one_watches(capsys: Said) -> None:
    assert main(["template", "fields", "grille"]) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert {len(line) for line in lines} == {3}
    assert ["{{ epreuve.titre }}", "Code et intitulé", "E1 – Étude de cas"] in lines
    assert any(line[0] == "{{ fusion(…) }}" for line in lines)


def test_fields_are_a_table_on_a_terminal(tmp_path: Path) -> None:
    terminal, inside = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "assembler", "template", "fields", "fiche"],
        stdout=inside,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "120"},
    ):
        os.close(inside)
        said = _all_of(terminal).decode()
    assert "─" in said and "Ce que c'est" in said
    assert "{{ certification.intitule }}" in said


def _all_of(terminal: int) -> bytes:
    chunks = []
    while True:
        try:
            chunk = os.read(terminal, 4096)
        except OSError:  # Linux says so that the other end is closed
            chunk = b""
        if not chunk:
            return b"".join(chunks)
        chunks.append(chunk)


def test_fields_as_a_word_table(tmp_path: Path, capsys: Said) -> None:
    listed, again = tmp_path / "champs.docx", tmp_path / "encore.docx"
    assert main(["template", "fields", "livret", "-o", str(listed)]) == 0
    assert main(["template", "fields", "livret", "-o", str(again)]) == 0
    assert listed.read_bytes() == again.read_bytes()
    (table,) = docx.Document(str(listed)).tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[0] == ["À écrire", "Ce que c'est", "Exemple"]
    assert ["{{ candidat.numero }}", "Numéro du candidat", "012"] in cells
    with zipfile.ZipFile(listed) as archive:
        assert b"w:tblHeader" in archive.read("word/document.xml")


def test_the_word_table_is_sound(tmp_path: Path) -> None:
    from openxml_audit import OpenXmlValidator

    listed = tmp_path / "champs.docx"
    assert main(["template", "fields", "grille", "-o", str(listed)]) == 0
    errors = OpenXmlValidator().validate(listed).errors
    assert [f"{error.path} {error.description}" for error in errors] == []


@pytest.mark.parametrize("arguments", [["fields", "grille"], ["new", "grille"]])
def test_nothing_is_overwritten(arguments: list[str], tmp_path: Path, capsys: Said) -> None:
    mine = tmp_path / "grille.docx"
    mine.write_bytes(b"mon travail")
    assert main(["template", *arguments, "-o", str(mine)]) == 5
    assert mine.read_bytes() == b"mon travail"
    assert "existe déjà" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["fields", "grille"], ["new", "grille"]])
def test_only_a_docx_is_written(arguments: list[str], tmp_path: Path) -> None:
    assert main(["template", *arguments, "-o", str(tmp_path / "grille.doc")]) == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("{{ decision.commentaire }} ou {{ decision.commentaire }}",),
        ("{%p for c in competences %}", "{{ decision.commentaire }}", "{%p endfor %}"),
    ],
)
def test_a_field_to_fill_in_stands_once(
    paragraphs: tuple[str, ...], tmp_path: Path, capsys: Said
) -> None:
    modele = _template(tmp_path / "grille.docx", *paragraphs)
    assert main(["template", "check", str(modele)]) == 6
    assert "y est deux fois" in capsys.readouterr().out


# --- new --------------------------------------------------------------------------------------


@pytest.mark.parametrize("famille", list(GABARITS))
def test_new_copies_the_default_template(famille: NomFamille, tmp_path: Path, capsys: Said) -> None:
    mine = tmp_path / "dossier" / "modeles" / f"{famille}.docx"
    assert main(["template", "new", famille, "-o", str(mine)]) == 0
    assert mine.read_bytes() == default_template(famille).read_bytes()
    said = capsys.readouterr().out
    assert f"assembler template check {mine}" in said
    assert f"modeles/{famille}.docx" in said


@pytest.mark.parametrize("modele", list(VARIANTES["grille"]))
def test_a_family_may_have_several_templates(modele: str, tmp_path: Path, capsys: Said) -> None:
    mine = tmp_path / "grille.docx"
    assert main(["template", "new", "grille", "--modele", modele, "-o", str(mine)]) == 0
    assert mine.read_bytes() == default_template("grille", modele).read_bytes()
    assert main(["template", "check", str(mine)]) == 0


@pytest.mark.parametrize(
    ("famille", "said"),
    [("grille", "Modèles de grille : lettres, niveaux, points"), ("fiche", "n'a qu'un modèle")],
)
def test_a_template_that_is_not_there_is_told(famille: str, said: str, capsys: Said) -> None:
    assert main(["template", "new", famille, "--modele", "etoiles"]) == 2
    assert said in " ".join(capsys.readouterr().err.split())


def test_new_writes_into_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["template", "new", "fiche"]) == 0
    assert (tmp_path / "fiche.docx").is_file()


# --- the group --------------------------------------------------------------------------------


def test_the_families_named_in_the_help_are_those_that_exist(capsys: Said) -> None:
    for command in ("check", "fields", "new"):
        main(["template", command, "--help"])
        said = capsys.readouterr().out
        assert [famille for famille in GABARITS if famille not in said] == []


def test_a_wrong_command_of_the_group_is_told_in_french(capsys: Said) -> None:
    assert main(["template", "chek"]) == 2
    assert "la commande chek n'existe pas ; vouliez-vous dire check ?" in capsys.readouterr().err
    assert main(["template"]) == 2
    assert "Commandes :" in capsys.readouterr().out
