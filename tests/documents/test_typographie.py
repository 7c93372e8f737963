"""Dates, durations, lists as the French write them."""

import datetime

import pytest

from assembler.documents import typographie as typo


def test_une_date_est_en_toutes_lettres_et_ne_se_coupe_pas_apres_le_jour() -> None:
    assert typo.date_longue(datetime.date(2026, 6, 15)) == "15\u00a0juin 2026"
    assert typo.date_longue(datetime.date(2026, 8, 1)) == "1er\u00a0août 2026"
    assert typo.date_longue(None) == ""


@pytest.mark.parametrize(
    ("minutes", "attendu"),
    [(240, "4\u00a0h"), (90, "1\u00a0h\u00a030"), (65, "1\u00a0h\u00a005"), (20, "20\u00a0min")],
)
def test_duree(minutes: int, attendu: str) -> None:
    assert typo.duree(minutes) == attendu


def test_heure() -> None:
    assert typo.heure(datetime.time(9, 30)) == "9\u00a0h\u00a030"
    assert typo.heure(datetime.time(0, 0)) == "0\u00a0h"
    assert typo.heure(None) == ""


def test_periode() -> None:
    juin, juillet = datetime.date(2026, 6, 15), datetime.date(2026, 7, 1)
    assert typo.periode(juin, juillet) == "du 15\u00a0juin au 1er\u00a0juillet 2026"
    fin_juin, mars = datetime.date(2026, 6, 30), datetime.date(2027, 3, 1)
    assert typo.periode(juin, fin_juin) == "du 15 au 30\u00a0juin 2026"
    assert typo.periode(juin, mars) == "du 15\u00a0juin 2026 au 1er\u00a0mars 2027"
    assert typo.periode(juin, juin) == typo.periode(None, juin) == "15\u00a0juin 2026"
    assert typo.periode(None, None) == ""


def test_enumeration() -> None:
    assert typo.enumeration([]) == ""
    assert typo.enumeration(["écrit"]) == "écrit"
    assert typo.enumeration(["écrit", "oral", "collectif"]) == "écrit, oral et collectif"


def test_nombre_a_la_virgule() -> None:
    assert [typo.nombre(2.0), typo.nombre(1.5)] == ["2", "1,5"]
