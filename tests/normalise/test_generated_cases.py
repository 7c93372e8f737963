"""What the facts of the generated cases do not say: codes, durations, reasons of reserves."""

from pathlib import Path
from tempfile import TemporaryDirectory

from assembler.model import Referentiel
from assembler.normalise import read_pdf
from tests.generated.cases import Case, pdfs
from tests.generated.drawn import draw
from tests.generated.paper import Cell, Document, Para, Row, Table


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


def test_one_duration_over_two_epreuves_is_neither_s() -> None:
    heading = ("Compétences", "Modalités d'évaluation", "Durée", "Critères d'évaluation")
    rows: list[Row] = [tuple(_cell(one) for one in heading)]
    rows.append((_cell("Réparer un vélo"), _cell("Étude de cas"), _cell("2 heures", 2),
                 _cell("La roue tourne")))  # fmt: skip
    rows.append((_cell("Vendre un vélo"), _cell("Jeu de rôle"), _cell("Le client achète")))
    rows.append((_cell("Louer un vélo"), _cell("Exposé"), _cell("1 heure"),
                 _cell("Le contrat est signé")))  # fmt: skip
    table = Table((25, 25, 15, 35), tuple(rows), header=1)
    referentiel = _read_drawn(Document((table,)))
    minutes = [[duree.minutes for duree in one.durees] for one in referentiel.epreuves]
    assert minutes == [[], [], [60]]
    complements = [[one.texte for one in c.complements] for c in referentiel.blocs[0].competences]
    assert complements == [["2 heures"], ["2 heures"], []]


def _cell(text: str, rows: int = 1) -> Cell:
    return Cell((Para(text),), rows=rows)


def _read_drawn(document: Document) -> Referentiel:
    with TemporaryDirectory() as folder:
        pdf = Path(folder) / "dessin.pdf"
        pdf.write_bytes(draw(document))
        return read_pdf([pdf]).referentiel


def _read(hazard: str) -> Referentiel:
    return read_pdf(pdfs(Case(hazard, "drawn", 1))).referentiel
