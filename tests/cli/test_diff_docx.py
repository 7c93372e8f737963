"""`assembler diff --format docx`: the comparative table, from the dossier's fiche and template."""

from pathlib import Path

import pytest

from assembler.cli import main
from tests.conftest import REFERENTIEL, write_template
from tests.documents.lire import texte


@pytest.fixture
def ancien(tmp_path: Path) -> Path:
    fichier = tmp_path / "ancien.yaml"
    fichier.write_text(REFERENTIEL.replace("Le tri est juste", "Le tri est bon"), "utf-8")
    return fichier


def test_comparatif_docx_is_written_here_and_never_over_another(
    ancien: Path,
    atelier: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(ancien.parent)
    assert main(["diff", "ancien.yaml", str(atelier), "--format", "docx"]) == 1
    assert capsys.readouterr().out == "Écrit comparatif.docx\n"
    made = Path("comparatif.docx").read_bytes()
    assert "critère reformulé" in texte(made)
    assert main(["diff", "ancien.yaml", str(atelier), "--format", "docx"]) == 5
    assert "n'est pas remplacé" in capsys.readouterr().err
    assert Path("comparatif.docx").read_bytes() == made
    assert main(["diff", "ancien.yaml", str(atelier), "-o", "autre.docx"]) == 1
    assert Path("autre.docx").read_bytes() == made, "same inputs, same bytes"


def test_nothing_changed_is_a_table_too(ancien: Path, tmp_path: Path) -> None:
    sortie = tmp_path / "t.docx"
    assert main(["diff", str(ancien), str(ancien), "-o", str(sortie)]) == 0
    assert "Texte inchangé" in texte(sortie.read_bytes())


@pytest.mark.parametrize("given", ["dossier", "file in it", "the old one"])
def test_the_dossier_gives_title_and_template(
    ancien: Path, atelier: Path, given: str, tmp_path: Path
) -> None:
    write_template(
        atelier / "modeles/comparatif.docx",
        ["Renouvellement de {{ certification.intitule }}", "{{ synthese }}"],
    )
    inside = atelier if given == "dossier" else atelier / "referentiel.yaml"
    files = [inside, ancien] if given == "the old one" else [ancien, inside]
    sortie = tmp_path / "t.docx"
    assert main(["diff", *map(str, files), "-o", str(sortie)]) == 1
    assert texte(sortie.read_bytes()).startswith("Renouvellement de Agent de tri\n")


def test_without_a_dossier_the_title_is_to_be_filled_in(ancien: Path, tmp_path: Path) -> None:
    sortie = tmp_path / "sous-dossier/t.docx"
    assert main(["diff", str(ancien), str(ancien), "-o", str(sortie)]) == 0
    assert "Intitulé de la certification à compléter" in texte(sortie.read_bytes())


def test_a_wrong_template_is_told_and_nothing_is_written(
    ancien: Path, atelier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_template(atelier / "modeles/comparatif.docx", ["{{ certification.titre }}"])
    sortie = tmp_path / "t.docx"
    assert main(["diff", str(ancien), str(atelier), "-o", str(sortie)]) == 6
    assert "titre" in capsys.readouterr().err and not sortie.exists()


def test_a_template_of_the_table_is_no_stray_one_and_no_document_of_a_build(
    atelier: Path, sortie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_template(atelier / "modeles/comparatif.docx", ["{{ synthese }}"])
    assert main(["build", str(atelier), "-o", str(sortie)]) == 0
    said = capsys.readouterr()
    assert "comparatif" not in said.out + said.err
