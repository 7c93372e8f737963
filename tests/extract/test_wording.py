"""Where a wrap is only a wrap, and where a bullet is a bullet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembler.extract.wording import bullet_of, ends_hanging, goes_on, join_lines, tidy


@pytest.mark.parametrize(
    ("text", "bullet"),
    [
        ("- Le plan est daté", "- "),
        ("-Le plan est daté", "-"),
        ("• un accès au serveur", "• "),
        ("o Les sources sont citées", "o "),
        ("\uf0b7 Le devis est chiffré", "\uf0b7 "),
        ("-5 % au plus", ""),
        ("ou bien deux essais", ""),
        ("Le plan", ""),
    ],
)
def test_bullets(text: str, bullet: str) -> None:
    assert bullet_of(text) == bullet


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["le suivi des", "tonnages"], "le suivi des tonnages"),
        (["l’", "atelier"], "l’atelier"),
        (["un savoir-", "faire reconnu"], "un savoir-faire reconnu"),
        (["la compé\u00ad", "tence"], "la compétence"),
        (["site web/", "applications"], "site web/applications"),
        (["de 9 h -", "12 h"], "de 9 h - 12 h"),
        (["entier"], "entier"),
    ],
)
def test_wraps_are_joined(lines: list[str], joined: str) -> None:
    assert join_lines(lines) == joined


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("auprès du jury de professionnels, le", "candidat présente", True),
        ("la solution de", "Microsoft", True),
        ("L'outil fonctionne", "- L'outil est conforme", False),
        ("pour les besoins.", "le plan est daté", False),
        ("L’analyse est pertinente", "Les critiques débouchent", False),
    ],
)
def test_a_sentence_that_goes_on(before: str, after: str, expected: bool) -> None:
    assert goes_on(before, after) is expected


def test_a_comma_calls_for_more() -> None:
    assert ends_hanging("les quantités,")
    assert not ends_hanging("les quantités")


@given(st.lists(st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1)))
def test_joining_loses_no_letter(lines: list[str]) -> None:
    assert join_lines(lines).replace(" ", "") == "".join(lines)


@given(st.text())
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


def test_ligatures_are_resolved_and_superscripts_kept() -> None:
    assert tidy("ﬁche  éco\u00a0m²") == "fiche éco m²"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("L'écart reste inférieur à 5", "% du total"),
        ("La mesure est prise à 20", "°C"),
        ("L'enveloppe est de 1", "500 € au plus"),
        ("L'outil (tableur", ") est adapté"),
    ],
)
def test_a_sign_or_half_a_number_begins_no_text(before: str, after: str) -> None:
    assert goes_on(before, after)


@pytest.mark.parametrize("after", ["12 personnes", "2026", "Le plan est daté", ""])
def test_what_could_begin_a_text_does_not_go_on(after: str) -> None:
    assert not goes_on("La réunion compte 1", after)
