"""Codes as they are printed, regular or not; and what is no code."""

import pytest

from assembler.normalise.codes import Code, read_code


@pytest.mark.parametrize(
    ("text", "printed", "key", "rest"),
    [
        ("C1.1. Repérer", "C1.1", ("1", "1"), "Repérer"),
        ("C1.a : Utiliser", "C1.a", ("1", "a"), "Utiliser"),
        ("C 2.a : Enrichir", "C 2.a", ("2", "a"), "Enrichir"),
        ("C.1.1.1 Préparer", "C.1.1.1", ("1", "1", "1"), "Préparer"),
        ("C1-1. Réaliser", "C1-1", ("1", "1"), "Réaliser"),
        ("C01.1 Réaliser", "C01.1", ("1", "1"), "Réaliser"),
        ("A1C1. Analyser", "A1C1", ("1", "1"), "Analyser"),
        ("A1T1 Recevoir", "A1T1", ("1", "1"), "Recevoir"),
        ("CP1 Maquetter", "CP1", ("1",), "Maquetter"),
        ("Cr 1 a 5 Les balises", "Cr 1 a 5", ("1", "a", "5"), "Les balises"),
        ("Cr 1 .e.11 Les ancres", "Cr 1 .e.11", ("1", "e", "11"), "Les ancres"),
        ("Cr 4.a. 1 : Le devis", "Cr 4.a. 1", ("4", "a", "1"), "Le devis"),
        ("2.c.3 : Les essais", "2.c.3", ("2", "c", "3"), "Les essais"),
        ("1.1 Réparer", "1.1", ("1", "1"), "Réparer"),
        ("1 - Administrer", "1", ("1",), "Administrer"),
        ("1 : Réparer", "1", ("1",), "Réparer"),
        ("a1.2: Réparer", "a1.2", ("a", "1", "2"), "Réparer"),
        (
            "Compétence opérationnelle b3: Réparer",
            "Compétence opérationnelle b3",
            ("b", "3"),
            "Réparer",
        ),
        ("BLOC 1 : Réparer", "BLOC 1", ("1",), "Réparer"),
        ("Activité A. Réparer", "Activité A", ("a",), "Réparer"),
        ("RNCP37805BC01 - Réparer", "RNCP37805BC01", ("37805", "1"), "Réparer"),
        ("Épreuve E5 : Projet", "Épreuve E5", ("5",), "Projet"),
    ],
)
def test_codes(text: str, printed: str, key: tuple[str, ...], rest: str) -> None:
    code = _read(text)
    assert (code.printed, code.key, code.rest) == (printed, key, rest)


@pytest.mark.parametrize(
    "text",
    ["2 mois", "20 mn de soutenance", "Étude de cas", "Durée 2h", "W3C et accessibilité", "B2B",
     "3 livrables attendus", "5 critères", "Le candidat", ""],
)  # fmt: skip
def test_no_codes(text: str) -> None:
    assert read_code(text) is None


def test_a_small_word_behind_a_code_is_no_part_of_it() -> None:
    assert _read("C1 a pour but").printed == "C1"


@pytest.mark.parametrize(
    ("text", "number"), [("BLOC 1 :", "1"), ("Activité 5 : X", "5"), ("Épreuve E5", "E5")]
)
def test_the_number_alone(text: str, number: str) -> None:
    assert _read(text).number == number


def test_a_criterion_extends_its_competence_however_it_is_spaced() -> None:
    assert _read("Cr 2.a.1 : x").extends(_read("C 2.a : y"))
    assert _read("Cr 1 a 5 x").extends(_read("C1.a : y"))
    assert not _read("Cr 2.b.1 x").extends(_read("C 2.a : y"))
    assert not _read("C1.1 x").extends(_read("C1.1 y"))


def _read(text: str) -> Code:
    code = read_code(text)
    assert code is not None
    return code
