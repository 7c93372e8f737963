"""The real files of ../shared/corpus: what is found in each, with a floor that only goes up."""

import pytest

from assembler.errors import NoReferentielError
from assembler.normalise import Lecture, read_pdf
from tests.shared import shared

# File → blocs, competences, criteria, and the share of the tables' glyphs placed in the model.
FLOORS = {
    "rncp37805-webecom-devweb.pdf": (5, 31, 117, 1.0),
    "titrepro-rcv2-dwwm-2018.pdf": (2, 8, 46, 0.68),
    "titrepro-reac-dwwm-2018.pdf": (2, 8, 0, 1.0),
    "ch-informaticien-plan-formation.pdf": (8, 43, 240, 0.93),
    "epsi-tpre623-blocs34.pdf": (1, 18, 0, 0.73),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", FLOORS)
def test_what_is_found(name: str) -> None:
    blocs, competences, criteres, floor = FLOORS[name]
    lecture = _read(name)
    lus = [competence for bloc in lecture.referentiel.blocs for competence in bloc.competences]
    assert len(lecture.referentiel.blocs) == blocs
    assert len(lus) == competences
    assert sum(len(one.criteres) for one in lus) == criteres
    assert lecture.extraction.bilan.part_du_modele >= floor


@pytest.mark.slow
@pytest.mark.parametrize("name", FLOORS)
def test_the_balance_closes(name: str) -> None:
    bilan = _read(name).extraction.bilan
    assert bilan.glyphes > 0
    assert bilan.perdus == 0


def test_a_grid_without_criteria_says_so_and_names_the_columns_left_out() -> None:
    avis = " / ".join(_read("epsi-tpre623-blocs34.pdf").extraction.avis)
    assert "aucune colonne de critères" in avis
    assert "ND" in avis


@pytest.mark.slow
def test_each_modality_of_the_titre_is_one_epreuve_with_its_duration() -> None:
    epreuves = _read("titrepro-rcv2-dwwm-2018.pdf").referentiel.epreuves
    assert {one.intitule for one in epreuves} == {
        "Présentation d'un projet réalisé en amont de la session",
        "Entretien technique",
    }
    minutes = [[duree.minutes for duree in one.durees] for one in epreuves]
    assert sorted(minutes) == [[20], [30], [30], [35], [40]]
    assert all(one.description for one in epreuves)


@pytest.mark.parametrize("name", ["but-rt-referentiel-cyber.pdf", "but-rt-s1-matrice.pdf"])
def test_slides_and_a_lone_matrix_hold_no_referentiel(name: str) -> None:
    with pytest.raises(NoReferentielError):
        _read(name)


def _read(name: str) -> Lecture:
    return read_pdf([shared(f"corpus/{name}")])
