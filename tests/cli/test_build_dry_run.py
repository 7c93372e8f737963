"""`build --dry-run` and `--restamp`: what would be made and why, and the labels renewed."""

from pathlib import Path

import pytest

from assembler.cli import main
from tests.conftest import TOUS, write_template
from tests.files import documents, edit_by_hand, every_file, replace, text

GRILLE = "grilles/grille-E1-1.docx"


def _said(capsys: pytest.CaptureFixture[str], *command: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(["build", *command])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_before_the_first_build_all_is_to_be_made_and_nothing_is_written(
    atelier: Path, sortie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = every_file(atelier)
    code, out, _ = _said(capsys, str(atelier), "-o", str(sortie), "--dry-run")
    assert code == 0
    assert "livret : 2 à faire" in out
    assert out.count("jamais fait") == TOUS
    assert not sortie.exists() and every_file(atelier) == before


def test_each_reason_is_said(
    atelier: Path, sortie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["build", str(atelier), "-o", str(sortie)])
    (sortie / GRILLE).unlink()
    write_template(atelier / "modeles/fiche.docx", ["{{ certification.intitule }}", "Nouveau"])
    replace(atelier / "referentiel.yaml", "Le collage tient", "Le collage résiste")
    before = every_file(sortie)
    code, out, _ = _said(capsys, str(atelier), "-o", str(sortie), "--dry-run")
    assert code == 0
    assert "grille de l’épreuve E1, bloc 1 : fichier supprimé" in out
    assert "fiche du dossier : modèle changé" in out
    assert "grille de l’épreuve E2, bloc 2 : critère de C2.1 reformulé" in out
    assert "livret : 1 à faire, 1 à jour" in out
    assert every_file(sortie) == before


def test_a_wrong_template_is_foreseen_for_each_of_its_documents(
    atelier: Path, sortie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_template(atelier / "modeles/livret.docx", ["{{ candidat.nom }"])
    code, out, err = _said(capsys, str(atelier), "-o", str(sortie), "--dry-run")
    assert code == 6
    assert "livret : 2 impossibles à faire" in out
    assert err.count("livret.docx") == 1


def test_a_new_logo_is_a_reason(
    atelier: Path, sortie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from PIL import Image

    main(["build", str(atelier), "-o", str(sortie)])
    Image.new("RGB", (40, 20), "white").save(atelier / "logo.png")
    with (atelier / "certification.yaml").open("a", encoding="utf-8") as flux:
        flux.write("logo: logo.png\n")
    _, out, _ = _said(capsys, str(atelier), "-o", str(sortie), "--dry-run", "--only", "annexe")
    assert "annexe du dossier : logo changé" in out


def test_many_documents_of_one_reason_are_counted(
    atelier: Path, sortie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (atelier / "sessions/2026-06/candidats.csv").open("a", encoding="utf-8") as flux:
        flux.write("".join(f"{n:03};Roux;Zoé;1\n" for n in range(3, 40)))
    _, out, _ = _said(capsys, str(atelier), "-o", str(sortie), "--dry-run")
    assert "39 livrets : jamais fait" in out and "Roux" not in out


def test_the_exit_code_is_that_of_the_build(
    atelier: Path, sortie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = [str(atelier), "-o", str(sortie)]
    main(["build", *command])
    edit_by_hand(sortie / GRILLE, "Acquis")
    replace(atelier / "referentiel.yaml", "Le tri est juste", "Le tri est exact")
    foreseen, _, err = _said(capsys, *command, "--dry-run")
    assert foreseen == main(["build", *command]) == 7
    assert "critère de C1.1 reformulé" in err
    assert _said(capsys, *command, "--dry-run", "--force")[0] == 0
    assert "Acquis" in text(sortie / GRILLE)
    write_template(atelier / "modeles/livret.docx", ["{{ candidat.surnom }}"])
    foreseen, _, err = _said(capsys, *command, "--dry-run", "--force")
    assert foreseen == 6 and "surnom" in err
    assert main(["build", *command, "--force"]) == 6


def test_without_a_ledger_documents_are_compared(
    atelier: Path, sortie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import shutil

    from assembler.produce.ledger import FOLDER

    command = [str(atelier), "-o", str(sortie)]
    main(["build", *command])
    shutil.rmtree(sortie / FOLDER)
    (sortie / GRILLE).write_bytes(b"tout autre chose")
    code, out, err = _said(capsys, *command, "--dry-run")
    assert code == 7 and "grille : 1 à jour, 1 modifié à la main et périmé" in out
    assert "n'est pas d'assembler" in err
    assert not (sortie / FOLDER).exists()


def test_a_pdf_that_was_not_read_yet_is_said(
    atelier: Path, sortie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (atelier / "referentiel.yaml").unlink()
    (atelier / "referentiel.pdf").write_bytes(b"%PDF-1.7")
    code, _, err = _said(capsys, str(atelier), "-o", str(sortie), "--dry-run")
    assert code == 5 and "assembler extract" in err
    assert not (atelier / "referentiel.yaml").exists()


def test_restamp_renews_the_labels_and_nothing_else(
    atelier: Path, sortie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = [str(atelier), "-o", str(sortie)]
    main(["build", *command])
    edit_by_hand(sortie / GRILLE, "Acquis")
    before = documents(sortie)
    replace(atelier / "referentiel.yaml", 'version: "2026-01"', 'version: "2026-02"')
    _, out, _ = _said(capsys, *command)
    assert "livret : 2 à jour sous une étiquette ancienne" in out
    assert documents(sortie) == before
    _, out, _ = _said(capsys, *command, "--restamp", "--dry-run")
    assert out.count("étiquette ancienne") == TOUS - 1
    code, out, _ = _said(capsys, *command, "--restamp")
    assert code == 0 and "livret : 2 faits" in out and "1 modifié à la main, gardé" in out
    after = documents(sortie)
    assert {name for name in before if before[name] == after[name]} == {GRILLE}
    _, out, _ = _said(capsys, *command)
    assert "livret : 2 déjà à jour" in out
