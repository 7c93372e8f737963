"""Every change of pairs of versions with known changes is named rightly."""

from itertools import chain

import pytest

from assembler.compare import Changement, compare
from tests.compare.mutations import MUTATIONS, shuffle
from tests.compare.versions import (
    Version,
    changed,
    first_version,
    paths,
    referentiel,
    truth,
)

SEEDS = range(20)


def became(old: Version, new: Version) -> dict[int, set[str]]:
    """What `compare` says became of each item; a match of two that are not one counts for both."""
    before, now = paths(old), paths(new)
    said: dict[int, set[str]] = {}
    for change in compare(referentiel(old), referentiel(new)).changements:
        was = change.ancien and before[change.ancien.chemin]
        is_now = change.nouveau and now[change.nouveau.chemin]
        if was and is_now and was != is_now:
            said[was] = said[is_now] = {"taken for each other"}
        else:
            said[was or is_now or 0] = set(change.natures)
    return said


@pytest.mark.parametrize("shuffled", [False, True], ids=["in order", "shuffled"])
@pytest.mark.parametrize("name", MUTATIONS)
def test_every_change_is_named_rightly(name: str, shuffled: bool) -> None:
    for seed in SEEDS:
        old = first_version(seed)
        new = changed(old, *MUTATIONS[name], *([shuffle] if shuffled else []))
        assert became(old, new) == truth(old, new), seed


def test_the_generator_changes_what_it_says() -> None:
    """The truth is not always « inchangé »: each mutation has its natures, and only these."""
    olds = [first_version(seed) for seed in range(4)]
    natures = {
        name: set(chain(*(n for old in olds for n in truth(old, changed(old, *some)).values())))
        for name, some in MUTATIONS.items()
    }
    assert natures == {
        "renumber all": {"inchange", "renumerote"},
        "swap two blocs": {"inchange", "renumerote"},
        "move a competence": {"inchange", "deplace", "renumerote"},
        "reword 30 %": {"inchange", "reformule"},
        "add and remove criteria": {"inchange", "ajoute", "supprime"},
        "move criteria": {"inchange", "deplace", "renumerote"},
        "other competences": {"inchange", "ajoute", "supprime"},
        "other bloc": {"inchange", "ajoute", "supprime"},
        "typing errors": {"inchange", "reformule"},
        "typography": {"inchange"},
        "all at once": {
            "inchange", "reformule", "deplace", "renumerote", "ajoute", "supprime"
        },
    }  # fmt: skip


def test_the_stronger_nature_comes_first() -> None:
    old = first_version(0)
    new = changed(old, *MUTATIONS["all at once"])
    order = ["reformule", "deplace", "renumerote"]
    several: list[Changement] = [
        one for one in compare(referentiel(old), referentiel(new)).changements if one.aussi
    ]
    assert several
    for change in several:
        assert list(change.natures) == [one for one in order if one in change.natures]
