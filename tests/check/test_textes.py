"""What the page quotes of the law and of the Vademecum stands there word for word."""

import re
from functools import cache

import pytest

from assembler.check import REGLES
from assembler.check.textes import textes
from tests.shared import shared

LAW = "rncp/code-du-travail-certification-2026-03-27.txt"
VADEMECUM = "rncp/Vademecum-RNCP-V1.1-2023-01.txt"
BY_ID = {regle.id: regle for regle in REGLES}


def _letters(text: str) -> str:
    """What stands on paper, whatever the wraps, the spaces and the kind of apostrophe."""
    return re.sub(r"[\W_]+", "", text).casefold()


@cache
def _law() -> str:
    return _letters(shared(LAW).read_text("utf-8"))


@cache
def _pages() -> dict[int, str]:
    """The pages of the Vademecum by their printed number; the cover has none."""
    pages = shared(VADEMECUM).read_text("utf-8").split("\f")
    return {number: _letters(page) for number, page in enumerate(pages)}


def _pages_named(source: str) -> set[int]:
    """The pages of « Vademecum 2023, p. 26, 34 et 36-37 »."""
    named = re.search(r"Vademecum 2023, p\. ([\d, et-]+)", source)
    spans = re.findall(r"(\d+)(?:-(\d+))?", named[1]) if named else []
    return {page for first, last in spans for page in range(int(first), int(last or first) + 1)}


@pytest.mark.parametrize("regle", list(textes()))
def test_a_quotation_is_word_for_word_where_the_source_says(regle: str) -> None:
    pages = _pages_named(BY_ID[regle].source)
    vademecum = "".join(_pages()[page] for page in sorted(pages))
    for part in textes()[regle].split("[…]"):
        assert _letters(part) in vademecum or _letters(part) in _law(), part


def test_quotations_are_of_rules_there_are() -> None:
    assert {*textes()} <= {*BY_ID}


def test_every_rule_of_law_or_doctrine_is_quoted() -> None:
    assert {r.id for r in REGLES if r.gravite in {"L", "D"}} <= {*textes()}
