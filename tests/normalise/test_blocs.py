"""Labels of blocs and activities."""

from collections.abc import Sequence

import pytest

from assembler.extract import Box, Line, Paragraph
from assembler.normalise.blocs import is_bloc_label, read_activity_cell, read_label, read_option


def test_a_listed_activity_of_two_paragraphs_is_no_part_of_the_label() -> None:
    cell = read_activity_cell(
        _paragraphs("1 - Réparer le mobilier", "- Tri des meubles", "Suite du tri", "- Ponçage")
    )
    assert [one.text for one in cell.head] == ["1 - Réparer le mobilier"]
    assert cell.title.text == "Réparer le mobilier"
    assert [one.text for one in cell.under] == ["Tri des meubles Suite du tri", "Ponçage"]


@pytest.mark.parametrize(
    ("printed", "code", "intitule", "option"),
    [
        ("BLOC 4 – Poser un réseau (option Fibre)", "4", "Poser un réseau (option Fibre)",
         "option Fibre"),
        ("BLOC 4 (option Fibre) – Poser un réseau", "4", "Poser un réseau", "Fibre"),
        ("BLOC 4 (option A : Fibre) – Poser un réseau", "4", "Poser un réseau", "A : Fibre"),
        ("Option Fibre – BLOC 4 : Poser un réseau", "4", "Poser un réseau", "Fibre"),
        ("Option A : Fibre - BC04 Poser un réseau", "4", "Poser un réseau", "A : Fibre"),
        ("Bloc 4 – Option Fibre : Poser un réseau", "4", "Poser un réseau", "Fibre"),
        ("Bloc 4 – Option A : Poser un réseau", "4", "Poser un réseau", "A"),
        ("BLOC 4 – Choisir une option d'achat", "4", "Choisir une option d'achat", None),
    ],
)  # fmt: skip
def test_the_option_in_a_label(printed: str, code: str, intitule: str, option: str | None) -> None:
    label = read_label(_paragraphs(printed))
    assert is_bloc_label(printed)
    assert (label.code, label.intitule, label.option) == (code, intitule, option)


@pytest.mark.parametrize(
    ("printed", "name"),
    [("OPTION A – Fibre", "A – Fibre"), ("Option Fibre", "Fibre"), ("Tronc commun", None)],
)
def test_a_line_that_names_an_option(printed: str, name: str | None) -> None:
    option = read_option(printed)
    assert option is not None
    assert option.name == name


@pytest.mark.parametrize(
    "printed", ["Option Fibre – BLOC 4 : Poser", "Optionnel", "Options. Il en choisit une.", "A1"]
)
def test_a_line_that_names_none(printed: str) -> None:
    assert read_option(printed) is None


def _paragraphs(*texts: str) -> Sequence[Paragraph]:
    return [
        Paragraph((Line(text, Box(1, 0, 12 * n, 100, 12 * n + 10), 10, False, 20, len(text)),))
        for n, text in enumerate(texts)
    ]
