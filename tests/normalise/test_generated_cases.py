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


def test_a_band_without_a_code_below_the_headings_is_a_bloc() -> None:
    heading = ("Activités", "Compétences", "Modalités d'évaluation", "Critères d'évaluation")
    rows: list[Row] = [tuple(_cell(one) for one in heading)]
    rows.append((Cell((Para("Bloc : Développer une offre de cycles"),), cols=4),))
    cells = ("Accueil du public", "Réparer un vélo", "Étude de cas", "La roue tourne")
    rows.append(tuple(_cell(one) for one in cells))
    table = Table((25, 25, 25, 25), tuple(rows), header=1)
    [bloc] = _read_drawn(Document((table,))).blocs
    assert bloc.intitule == "Développer une offre de cycles"
    assert [one.texte for one in bloc.competences] == ["Réparer un vélo"]


def test_lines_far_apart_are_paragraphs_even_where_most_paragraphs_have_one_line() -> None:
    heading = ("Compétences", "Modalités d'évaluation", "Critères d'évaluation")
    rows: list[Row] = [tuple(_cell(one) for one in heading)]
    # The line before « Oral » is full: nothing but the space below it ends its paragraph.
    said = [
        "Étude de cas",
        "Le jury reçoit le candidat dans la salle des machines pour un premier échange",
        *(f"Remise de la pièce numéro {rank}" for rank in range(12)),
        "Remise du dossier complet au jury réuni dans la grande salle",
        "Oral individuel",
    ]
    modality = Cell(tuple(Para(one, before=4.0) for one in said))
    rows.append((_cell("Réparer un vélo"), modality, _cell("La roue tourne")))
    table = Table((30, 30, 40), tuple(rows), header=1)
    [epreuve] = _read_drawn(Document((table,))).epreuves
    assert [epreuve.intitule, *epreuve.description] == said


def test_two_epreuves_stand_in_the_order_of_their_columns() -> None:
    heading = ("Compétences", "Épreuve écrite", "Épreuve orale", "Critères d'évaluation")
    rows: list[Row] = [tuple(_cell(one) for one in heading)]
    rows.append((_cell("Réparer un vélo"), _cell("Étude de cas"), _cell("Exposé"),
                 _cell("La roue tourne")))  # fmt: skip
    rows.append((_cell("Vendre un vélo"), Cell(), _cell("Jeu de rôle"), _cell("Le client achète")))
    table = Table((25, 25, 25, 25), tuple(rows), header=1)
    referentiel = _read_drawn(Document((table,)))
    titles = {one.code: " ".join(one.description) for one in referentiel.epreuves}
    second = referentiel.blocs[0].competences[1]
    assert [titles[code] for code in second.epreuves] == ["Étude de cas", "Jeu de rôle"]
    assert second.epreuve_deduite


def _cell(text: str, rows: int = 1) -> Cell:
    return Cell((Para(text),), rows=rows)


def _read_drawn(document: Document) -> Referentiel:
    with TemporaryDirectory() as folder:
        pdf = Path(folder) / "dessin.pdf"
        pdf.write_bytes(draw(document))
        return read_pdf([pdf]).referentiel


def _read(hazard: str) -> Referentiel:
    return read_pdf(pdfs(Case(hazard, "drawn", 1))).referentiel
