"""What the facts of the generated cases do not say: codes, durations, reasons of reserves."""

from assembler.model import Referentiel
from assembler.normalise import read_pdf
from tests.generated.cases import Case, pdfs


def test_blocs_of_two_options_keep_the_number_that_both_bear() -> None:
    blocs = _read("option-row").blocs
    *_, one, other = blocs
    assert one.code == other.code
    assert one.option != other.option
    assert not other.code_attribue
    assert blocs[0].option is None


def test_the_last_row_is_one_reserve_and_says_why() -> None:
    referentiel = _read("last-row")
    assert {one.raison for one in referentiel.reserves} == {
        "évaluation finale ou transversale, qui ne nomme pas ses compétences"
    }
    assert all(bloc.competences for bloc in referentiel.blocs)


def test_an_empty_cell_of_each_of_two_columns_is_deduced() -> None:
    competences = [c for bloc in _read("two-modalities-empty").blocs for c in bloc.competences]
    assert {len(one.epreuves) for one in competences} == {2}
    assert any(one.epreuve_deduite for one in competences)
    assert not all(one.epreuve_deduite for one in competences)


def _read(hazard: str) -> Referentiel:
    return read_pdf(pdfs(Case(hazard, "drawn", 1))).referentiel
