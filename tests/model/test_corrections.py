"""Corrections: what an officer changed, and the same made again on another reading."""

from hypothesis import HealthCheck, given, settings

from assembler.model import Referentiel, corrections, reprendre
from tests.model.random_models import referentiels

slow_texts = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


def _same_words(one: Referentiel, other: Referentiel) -> bool:
    labels = {"source", "version", "date"}
    return one.model_dump(exclude=labels) == other.model_dump(exclude=labels)


@given(referentiels(), referentiels())
@slow_texts
def test_corrections_made_again_on_the_same_reading_give_the_corrected_file(
    lu: Referentiel, corrige: Referentiel
) -> None:
    reprise = reprendre(lu, corrige, lu)
    assert _same_words(reprise.referentiel, corrige)
    assert reprise.perdues == ()
    assert reprise.reprises == corrections(lu, corrige)


@given(referentiels(), referentiels())
@slow_texts
def test_without_corrections_the_new_reading_stays_as_it_is(
    lu: Referentiel, nouveau: Referentiel
) -> None:
    reprise = reprendre(lu, lu, nouveau)
    assert _same_words(reprise.referentiel, nouveau)
    assert (reprise.reprises, reprise.perdues) == ((), ())


@given(referentiels(), referentiels())
@slow_texts
def test_there_is_a_correction_for_every_difference(lu: Referentiel, corrige: Referentiel) -> None:
    assert bool(corrections(lu, corrige)) != _same_words(lu, corrige)


@given(referentiels(), referentiels(), referentiels())
@slow_texts
def test_every_correction_is_made_again_or_listed(
    lu: Referentiel, corrige: Referentiel, nouveau: Referentiel
) -> None:
    reprise = reprendre(lu, corrige, nouveau)
    lost = [perdue.correction for perdue in reprise.perdues]
    assert sorted(map(repr, [*reprise.reprises, *lost])) == sorted(
        map(repr, corrections(lu, corrige))
    )
