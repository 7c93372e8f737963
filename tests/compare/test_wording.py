"""What makes no difference, which words changed, what is alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembler.compare.wording import Likeness, Text, plain, plain_code, tokens, words_changed
from tests.model.random_models import texts


@pytest.mark.parametrize(
    "other",
    [
        "L'usager est accueilli avec soin",
        "Lʼusager est accueilli avec soin",
        "  L’usager  est\u00a0accueilli\navec\u202fsoin ",
        "• L’usager est accueilli avec soin ;",
        "- l’usager est accueilli avec soin.",
        "– L’usager est accueilli avec soin,",
        "o L’usager est accueilli avec soin",
        "\uf0b7 L’usager est accueilli avec soin",
        "L’usager est accue\u00adilli avec soin",
        "L’usager est accueilli avec soin".replace("s", "\uff53"),
    ],
)
def test_typography_makes_no_difference(other: str) -> None:
    assert plain(other) == plain("L’usager est accueilli avec soin")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10\u00a0% d’écart : « net »", '10% d\'écart: "net"'),
        ("cœur de métier", "coeur de métier"),
        ("e\u0301preuve", "épreuve"),
        ("compte – rendu", "compte - rendu"),
        ("• Trier\n• Coller", "- trier ;\n- coller."),
        ("et cetera…", "et cetera..."),
    ],
)
def test_neither_does_it_here(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("trier le bois", "trier les bois"),
        ("Etude de cas", "Étude de cas"),
        ("le Jury délibère", "le jury délibère"),
        ("en semble", "ensemble"),
        ("un plan, une coupe", "un plan une coupe"),
        ("10 minutes", "20 minutes"),
        ("le compte-rendu", "le compte rendu"),
        ("Trier - Coller", "Trier Coller"),
    ],
)
def test_words_signs_and_capitals_within_do_make_one(one: str, other: str) -> None:
    assert plain(one) != plain(other)


@pytest.mark.parametrize(
    ("one", "other"), [("C 1.1", "C1.1"), ("C1.1.", "c1.1"), ("C1–1", "C1-1"), ("A1 :", "A1")]
)
def test_a_code_is_the_same_however_it_is_set(one: str, other: str) -> None:
    assert plain_code(one) == plain_code(other)


@given(texts)
def test_tokens_are_the_whole_text(text: str) -> None:
    import unicodedata

    assert "".join(token.shown for token in tokens(text)) == unicodedata.normalize("NFC", text)


def _marked(ancien: str, nouveau: str) -> str:
    marks = {"egal": "{}", "retire": "-{}-", "ajoute": "+{}+"}
    return "".join(marks[one.sens].format(one.texte) for one in words_changed(ancien, nouveau))


@pytest.mark.parametrize(
    ("ancien", "nouveau", "marked"),
    [
        ("Trier le bois", "Trier le bois sec", "Trier le bois +sec+"),
        ("Trier le bois sec", "Trier le bois", "Trier le bois -sec-"),
        ("Trier le bois", "Coller le bois", "-Trier -+Coller +le bois"),
        ("L’usager est reçu", "L'élève est reçu", "L'-usager -+élève +est reçu"),
        ("un plan, une coupe", "un plan et une coupe", "un plan -, -+et +une coupe"),
        ("• Trier ;", "Trier et coller.", "Trier +et coller.+"),
    ],
)
def test_the_words_that_changed(ancien: str, nouveau: str, marked: str) -> None:
    assert _marked(ancien, nouveau) == marked


def test_unlike_sentences_come_out_low_and_typing_errors_high() -> None:
    said = [
        "Le document unique d’évaluation des risques est complété pour deux postes",
        "Le dcoument unique d’évaluation des rissques est complété pour deux postes",
        "La maquette est conforme aux attentes du client pour les deux supports",
        "Vernir",
        "Vernri",
    ]
    ready = [Text(one) for one in said]
    likeness = Likeness(one.bag for one in ready)
    assert likeness(ready[0], ready[1]) > 90
    assert likeness(ready[0], ready[2]) < 30
    assert likeness(ready[3], ready[4]) > 60


@given(st.lists(texts, min_size=2, max_size=2))
def test_likeness_has_no_direction(said: list[str]) -> None:
    one, other = map(Text, said)
    likeness = Likeness([one.bag, other.bag])
    assert round(likeness(one, other), 6) == round(likeness(other, one), 6)
    assert likeness(one, one) == 100
