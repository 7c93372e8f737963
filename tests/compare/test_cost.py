"""Comparing twice as much costs about twice as much."""

import pytest

from benchmarks.compare import measure


@pytest.mark.slow
def test_twice_the_referentiel_is_less_than_five_times_the_work() -> None:
    figures = measure("all at once", runs=1)
    assert figures.competences == (200, 400) and figures.criteres == (800, 1600)
    assert figures.ratio < 5
