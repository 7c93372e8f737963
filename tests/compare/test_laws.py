"""Laws that hold for any two référentiels, small ones whose texts overlap and random ones."""

import random
from collections import Counter
from typing import TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assembler.compare import Comparaison, Nature, Version, compare
from assembler.model import (
    Activite,
    Bloc,
    Competence,
    Critere,
    Epreuve,
    Referentiel,
)
from tests.model.random_models import referentiels

often = settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))

T = TypeVar("T")

VOCABULARY = [
    "Trier le bois", "Trier le bois sec", "Trier le bois humide et le bois sec", "Vernir",
    "Coller une chaise", "Coller une table", "Vendre au comptoir", "Tenir la caisse",
    "Tenir la caisse du magasin et vendre au comptoir", "Accueillir",
]  # fmt: skip
texts = st.sampled_from(VOCABULARY)


@st.composite
def few_words(draw: st.DrawFn) -> Referentiel:
    """A référentiel of few words: its items are like each other in many ways."""
    given = draw(st.booleans())
    epreuves = [
        Epreuve(code=f"E{rank}", intitule=texte, code_attribue=given)
        for rank, texte in enumerate(draw(st.lists(texts, min_size=1, max_size=3)), start=1)
    ]
    codes = st.sampled_from(["C1", "C2", "C3", "C4", "C5"])
    criteres = st.builds(Critere, code=st.none() | st.sampled_from(["1", "2"]), texte=texts)
    competences = st.builds(
        Competence,
        code=codes,
        texte=texts,
        epreuves=st.lists(
            st.sampled_from([one.code for one in epreuves]), max_size=2, unique=True
        ).map(tuple),
        criteres=st.lists(criteres, max_size=4).map(tuple),
        code_attribue=st.just(given),
    )
    blocs = st.builds(
        Bloc,
        code=st.sampled_from(["1", "2", "3"]),
        intitule=texts,
        activites=st.lists(texts, max_size=2).map(
            lambda some: tuple(Activite(code=f"A{n}", intitule=t) for n, t in enumerate(some))
        ),
        competences=st.lists(competences, max_size=4, unique_by=lambda one: one.code).map(tuple),
        code_attribue=st.just(given),
    )
    some = draw(st.lists(blocs, min_size=1, max_size=3, unique_by=lambda one: one.code))
    return Referentiel(blocs=tuple(some), epreuves=tuple(epreuves))


any_ones = few_words() | referentiels()


def _shuffled(referentiel: Referentiel, chance: random.Random) -> Referentiel:
    """The same in any other order."""

    def mixed(items: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(chance.sample(items, len(items)))

    def bloc(one: Bloc) -> Bloc:
        competences = mixed(
            tuple(c.model_copy(update={"criteres": mixed(c.criteres)}) for c in one.competences)
        )
        return one.model_copy(
            update={"activites": mixed(one.activites), "competences": competences}
        )

    return referentiel.model_copy(
        update={
            "blocs": mixed(tuple(map(bloc, referentiel.blocs))),
            "epreuves": mixed(referentiel.epreuves),
        }
    )


def _said(comparaison: Comparaison) -> Counter[tuple[object, ...]]:
    """The changes, wherever they stand in the list: of which items, in which places.

    Where codes are not printed, places have no name, and items of one text are the same.
    """
    versions = [v for one in comparaison.changements for v in (one.ancien, one.nouveau) if v]
    named = not any(version.code_attribue for version in versions)

    def name(version: Version | None) -> tuple[str | None, ...]:
        if version is None:
            return ()
        place = (version.bloc, version.option, version.competence, version.code)
        return (version.texte, *(place if named else ()))

    return Counter(
        (one.objet, one.natures, one.douteux, name(one.ancien), name(one.nouveau))
        for one in comparaison.changements
    )


def _turned(comparaison: Comparaison) -> Comparaison:
    """What the comparison the other way round should say."""
    opposite: dict[Nature, Nature] = {"ajoute": "supprime", "supprime": "ajoute"}
    changes = tuple(
        one.model_copy(
            update={
                "ancien": one.nouveau,
                "nouveau": one.ancien,
                "nature": opposite.get(one.nature, one.nature),
            }
        )
        for one in comparaison.changements
    )
    return comparaison.model_copy(update={"changements": changes})


def _texts(referentiel: Referentiel) -> list[str]:
    """The texts of all items, in reading order; of an épreuve, the title."""
    found: list[str] = []
    for bloc in referentiel.blocs:
        found += [bloc.intitule, *(activite.intitule for activite in bloc.activites)]
        for competence in bloc.competences:
            found += [competence.texte, *(critere.texte for critere in competence.criteres)]
    return found + [epreuve.intitule or "" for epreuve in referentiel.epreuves]


@given(any_ones)
@often
def test_a_referentiel_does_not_differ_from_itself(one: Referentiel) -> None:
    comparaison = compare(one, one)
    assert comparaison.differences == ()
    assert comparaison.resume.part_inchangee == 1
    assert [c.ancien for c in comparaison.changements] == [
        c.nouveau for c in comparaison.changements
    ]


@given(few_words(), few_words())
@often
def test_each_item_is_there_once_and_the_new_ones_in_reading_order(
    ancien: Referentiel, nouveau: Referentiel
) -> None:
    changes = compare(ancien, nouveau).changements
    assert [one.nouveau.texte for one in changes if one.nouveau] == _texts(nouveau)
    olds = [one.ancien for one in changes if one.ancien]
    assert sorted(one.texte for one in olds) == sorted(_texts(ancien))
    assert {one.nature for one in changes if not one.ancien} <= {"ajoute"}
    assert {one.nature for one in changes if not one.nouveau} <= {"supprime"}


@given(any_ones, any_ones, st.randoms(use_true_random=False))
@often
def test_the_order_of_the_items_makes_no_difference(
    ancien: Referentiel, nouveau: Referentiel, chance: random.Random
) -> None:
    mixed = compare(_shuffled(ancien, chance), _shuffled(nouveau, chance))
    assert _said(mixed) == _said(compare(ancien, nouveau))


@given(any_ones, any_ones)
@often
def test_backwards_added_is_removed_and_the_rest_the_same(
    ancien: Referentiel, nouveau: Referentiel
) -> None:
    assert _said(compare(nouveau, ancien)) == _said(_turned(compare(ancien, nouveau)))


@given(few_words(), few_words())
@often
def test_the_words_make_up_the_new_wording_and_hold_the_old_one(
    ancien: Referentiel, nouveau: Referentiel
) -> None:
    for change in compare(ancien, nouveau).changements:
        if change.mots and change.ancien and change.nouveau:
            for gone, version in (("ajoute", change.ancien), ("retire", change.nouveau)):
                kept = "".join(one.texte for one in change.mots if one.sens != gone)
                assert kept.casefold().split() == version.texte.casefold().split()


@given(any_ones, any_ones)
@often
def test_the_counts_are_those_of_the_changes(ancien: Referentiel, nouveau: Referentiel) -> None:
    comparaison = compare(ancien, nouveau)
    resume, changes = comparaison.resume, comparaison.changements
    assert resume.total == len(changes)
    assert resume.par_nature == Counter(one.nature for one in changes)
    assert resume.douteux == sum(one.douteux for one in changes)
    for objet, counts in resume.par_objet.items():
        assert counts == Counter(one.nature for one in changes if one.objet == objet)
