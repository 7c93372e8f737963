"""The grids of a session through `assembler build`: made, filled in, kept."""

from pathlib import Path

import pytest

from assembler.cli import main
from assembler.fill import read_controls
from tests.controls import fill_in
from tests.files import documents


def _build(atelier: Path, sortie: Path) -> int:
    return main(["build", str(atelier), "--only", "grille", "-o", str(sortie)])


@pytest.fixture
def par_candidat(atelier: Path) -> Path:
    """A dossier that asks for a grid for each candidate, on the starter template."""
    (atelier / "modeles/grille.docx").unlink()
    with (atelier / "certification.yaml").open("a", encoding="utf-8") as fiche:
        fiche.write("grilles:\n  par: candidat\n  fichier: '{numero} {prenom}'\n")
    return atelier


def test_each_candidate_has_the_grids_of_the_blocs_still_to_pass(
    par_candidat: Path, sortie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _build(par_candidat, sortie) == 0
    folder = "sessions/2026-06/grilles"
    assert {path for path in documents(sortie) if path.startswith("sessions/")} == {
        f"{folder}/grille-E1-1/001-Élodie.docx",
        f"{folder}/grille-E1-1/002-Åsa.docx",
        f"{folder}/grille-E2-2/002-Åsa.docx",
    }
    assert "grille : 5 faits" in capsys.readouterr().out


def test_a_refused_row_is_told_where_grids_go_by_the_list(
    atelier: Path, sortie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (atelier / "sessions/2026-06/candidats.csv").open("a", encoding="utf-8") as liste:
        liste.write("001;Secret;Doublon;1\n")
    assert _build(atelier, sortie) == 0
    with (atelier / "certification.yaml").open("a", encoding="utf-8") as fiche:
        fiche.write("grilles: {par: candidat}\n")
    assert _build(atelier, sortie) == 1
    assert "rang 4" in capsys.readouterr().err


def test_a_grid_that_a_jury_filled_in_is_kept(par_candidat: Path, sortie: Path) -> None:
    _build(par_candidat, sortie)
    grille = next(sortie.rglob("grille-E1-1/*.docx"))
    fill_in(grille, grille.with_suffix(".tmp"), {"C1.1=A": True})
    grille.with_suffix(".tmp").replace(grille)
    for _ in range(3):
        assert _build(par_candidat, sortie) == 0
    assert read_controls(grille)["C1.1=A"] is True
