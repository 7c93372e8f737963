"""Corrections: what an officer changed, and the same made again on another reading.

The laws are tried on small référentiels of few words, so that three of them overlap in many ways,
and on random ones with any text.
"""

from collections import Counter
from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assembler.model import (
    Bloc,
    Competence,
    Critere,
    Epreuve,
    Referentiel,
    Source,
    corrections,
    reprendre,
)
from tests.model.random_models import referentiels

often = settings(deadline=None, max_examples=50, suppress_health_check=list(HealthCheck))

VOCABULARY = [
    "Trier le bois", "Trier le bois sec", "Coller une chaise", "Vernir", "Vendre au comptoir",
    "Tenir la caisse", "Tenir la caisse du magasin", "Accueillir",
]  # fmt: skip
texts = st.sampled_from(VOCABULARY)
several = st.lists(texts, max_size=4, unique=True)


@st.composite
def few_words(draw: st.DrawFn) -> Referentiel:
    competences = st.builds(
        Competence,
        code=st.sampled_from(["C1", "C2", "C3", "C4"]),
        texte=texts,
        epreuves=st.lists(st.just("E1"), max_size=1).map(tuple),
        criteres=several.map(lambda some: tuple(Critere(texte=texte) for texte in some)),
        page=st.integers(1, 3),
    )
    blocs = st.builds(
        Bloc,
        code=st.sampled_from(["1", "2", "3"]),
        intitule=texts,
        competences=st.lists(competences, max_size=4, unique_by=lambda one: one.code).map(tuple),
    )
    return Referentiel(
        blocs=tuple(draw(st.lists(blocs, min_size=1, max_size=2, unique_by=lambda one: one.code))),
        epreuves=(Epreuve(code="E1", description=tuple(draw(several))),),
        source=(Source(fichier="r.pdf", sha256="a", pages=3),),
    )


any_ones = few_words() | referentiels()


def _same_words(one: Referentiel, other: Referentiel) -> bool:
    labels = {"source", "version", "date"}
    return one.model_dump(exclude=labels) == other.model_dump(exclude=labels)


def _texts(node: object) -> Iterator[str]:
    """Every text of the model's plain data."""
    if isinstance(node, dict):
        for value in node.values():
            yield from _texts(value)
    elif isinstance(node, list):
        for item in node:
            yield from _texts(item)
    elif isinstance(node, str):
        yield node


def _words(referentiel: Referentiel) -> set[str]:
    return set(_texts(referentiel.model_dump(mode="json")))


@given(any_ones, any_ones)
@often
def test_corrections_made_again_on_the_same_reading_give_the_corrected_file(
    lu: Referentiel, corrige: Referentiel
) -> None:
    reprise = reprendre(lu, corrige, lu)
    assert _same_words(reprise.referentiel, corrige)
    assert reprise.perdues == ()
    assert reprise.reprises == corrections(lu, corrige)


@given(any_ones, any_ones)
@often
def test_without_corrections_the_new_reading_stays_as_it_is(
    lu: Referentiel, nouveau: Referentiel
) -> None:
    reprise = reprendre(lu, lu, nouveau)
    assert _same_words(reprise.referentiel, nouveau)
    assert (reprise.reprises, reprise.perdues) == ((), ())


@given(any_ones, any_ones)
@often
def test_there_are_corrections_where_there_is_a_difference(
    lu: Referentiel, corrige: Referentiel
) -> None:
    assert bool(corrections(lu, corrige)) != _same_words(lu, corrige)


@given(any_ones, any_ones, any_ones)
@often
def test_every_correction_is_made_again_or_listed(
    lu: Referentiel, corrige: Referentiel, nouveau: Referentiel
) -> None:
    reprise = reprendre(lu, corrige, nouveau)
    lost = [perdue.correction for perdue in reprise.perdues]
    assert Counter([*reprise.reprises, *lost]) == Counter(corrections(lu, corrige))


@given(few_words(), few_words(), few_words())
@often
def test_no_word_of_the_new_pdf_and_none_of_the_officer_is_lost_unsaid(
    lu: Referentiel, corrige: Referentiel, nouveau: Referentiel
) -> None:
    reprise = reprendre(lu, corrige, nouveau)
    written = _words(reprise.referentiel)
    assert _words(nouveau) - _words(lu) <= written
    lost = [perdue.correction for perdue in reprise.perdues]
    said = " ".join(one.corrige or "" for one in lost)
    own = (_words(corrige) - _words(lu) - written).intersection(VOCABULARY)
    assert [word for word in own if word not in said] == []
