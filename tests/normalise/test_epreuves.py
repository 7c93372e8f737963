"""What is read out of the text of a modality cell."""

from collections.abc import Sequence

import pytest

from assembler.extract import Box, Line, Paragraph
from assembler.model import Epreuve
from assembler.normalise.epreuves import opens_epreuve, read_epreuve


def test_title_duration_preparation_forms_and_deliverables() -> None:
    epreuve = _read(
        "Étude de cas",
        "À partir d’un cas remis, le candidat travaille en groupe puis individuellement.",
        "• Plan de collecte",
        "Temps de préparation : 3 semaines",
        "Durée de l’épreuve : 2 heures 30",
        "Soutenance orale : 20 mn",
        "Livrable : dossier écrit de douze pages",
    )
    assert epreuve.intitule == "Étude de cas"
    assert epreuve.description[0].startswith("À partir d’un cas")
    assert [duree.minutes for duree in epreuve.durees] == [150, 20]
    assert epreuve.preparation == "3 semaines"
    assert epreuve.formes == ("écrit", "oral", "individuel", "collectif")
    assert epreuve.livrables == ("dossier écrit de douze pages",)


def test_a_cell_that_begins_with_a_sentence_has_no_title() -> None:
    epreuve = _read("Dans le cadre du stage, le candidat présente", "• l'entreprise")
    assert epreuve.intitule is None
    assert len(epreuve.description) == 2


def test_a_title_alone_is_the_description() -> None:
    epreuve = _read("Étude de cas")
    assert (epreuve.intitule, epreuve.description) == (None, ("Étude de cas",))


@pytest.mark.parametrize(
    ("line", "formes"),
    [
        ("Création d'une boutique en ligne et vente à distance", ()),
        ("L'épreuve se déroule en ligne", ("distanciel",)),
        ("Devant le jury, à distance", ("distanciel",)),
        ("Écart constaté par rapport au budget", ()),
        ("Remise d'un rapport de dix pages", ("écrit",)),
        ("Plan d'entretien du parc de machines", ()),
        ("Entretien technique de 20 minutes", ("oral",)),
        ("Une seule maquette est attendue", ()),
        ("Le candidat travaille seul", ("individuel",)),
        ("Une application autonome", ()),
        ("Par groupe de trois", ("collectif",)),
    ],
)
def test_what_an_epreuve_is_about_is_no_form_of_it(line: str, formes: tuple[str, ...]) -> None:
    assert _read("Projet", line).formes == formes


def test_a_column_of_durations_gives_the_duration() -> None:
    epreuve = read_epreuve(
        _paragraphs("▪ Entretien technique", "Le jury questionne le candidat."),
        "E1",
        _paragraphs("00 h 40 min"),
        given=True,
    )
    assert epreuve.intitule == "Entretien technique"
    assert epreuve.description == ("Le jury questionne le candidat.",)
    assert [(one.texte, one.minutes) for one in epreuve.durees] == [("00 h 40 min", 40)]


@pytest.mark.parametrize(
    ("line", "minutes"),
    [
        ("Durée épreuve : 4 heures", 240),
        ("Durée : 1h", 60),
        ("Durée : 1h30", 90),
        ("Durée : 1 h 05", 65),
        ("Oral de 45 minutes devant le jury", 45),
        ("Durée : 0,5 h", 30),
    ],
)
def test_durations(line: str, minutes: int) -> None:
    assert [duree.minutes for duree in _read("Projet", line).durees] == [minutes]


@pytest.mark.parametrize("line", ["Temps de préparation : 2 mois", "Un stage de 4 semaines"])
def test_no_durations(line: str) -> None:
    assert _read("Projet", line).durees == ()


@pytest.mark.parametrize(
    ("first", "opens"),
    [
        ("Étude de cas", True),
        ("Mise en situation professionnelle", True),
        ("• Choix d’un opérateur", False),
        ("Temps de préparation : 2 mois", False),
        ("des contrôles nécessaires", False),
    ],
)
def test_what_opens_an_epreuve_at_the_top_of_a_page(first: str, opens: bool) -> None:
    assert opens_epreuve(_paragraphs(first), [_paragraphs("Projet de groupe")]) is opens


def test_a_lone_line_with_a_bullet_opens_an_epreuve_where_others_do() -> None:
    listed = _paragraphs("▪ Questionnaire professionnel")
    assert opens_epreuve(listed, [_paragraphs("▪ Entretien technique")])
    assert not opens_epreuve(listed, [_paragraphs("Étude de cas", "▪ Un plan")])


def _read(*lines: str) -> Epreuve:
    return read_epreuve(_paragraphs(*lines), "E1", given=True)


def _paragraphs(*lines: str) -> Sequence[Paragraph]:
    box = Box(1, 0, 0, 100, 10)
    return [Paragraph((Line(text, box, 10, False, 20, len(text)),)) for text in lines]
