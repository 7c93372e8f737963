"""Labels of blocs and activities."""

from collections.abc import Sequence

from assembler.extract import Box, Line, Paragraph
from assembler.normalise.blocs import read_activity_cell


def test_a_listed_activity_of_two_paragraphs_is_no_part_of_the_label() -> None:
    cell = read_activity_cell(
        _paragraphs("1 - Réparer le mobilier", "- Tri des meubles", "Suite du tri", "- Ponçage")
    )
    assert [one.text for one in cell.head] == ["1 - Réparer le mobilier"]
    assert cell.title.text == "Réparer le mobilier"
    assert [one.text for one in cell.under] == ["Tri des meubles Suite du tri", "Ponçage"]


def _paragraphs(*texts: str) -> Sequence[Paragraph]:
    return [
        Paragraph((Line(text, Box(1, 0, 12 * n, 100, 12 * n + 10), 10, False, 20, len(text)),))
        for n, text in enumerate(texts)
    ]
