"""Two référentiels, all objets: the blocs by their competences, then what stands in them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assembler.compare.alignment import align
from assembler.compare.items import Item, Items
from assembler.compare.pairs import Match, Pair
from assembler.compare.passages import bloc_passages, passages
from assembler.compare.places import Kin
from assembler.compare.scores import Shared
from assembler.compare.wording import Likeness


@dataclass(frozen=True)
class Pairing:
    """Every match. `near`: items without a match and what is most like them; `passages`: what was
    split or merged."""

    matches: tuple[Match, ...]
    near: tuple[Pair, ...]
    passages: tuple[Pair, ...]

    def turned(self) -> "Pairing":
        """The same, old and new exchanged."""
        return Pairing(
            tuple(match.turned() for match in self.matches),
            tuple(pair.turned() for pair in self.near),
            tuple(pair.turned() for pair in self.passages),
        )


def pair_items(ancien: Items, nouveau: Items) -> Pairing:
    """Every item of each side with its counterpart on the other."""
    # One direction for both: comparing backwards gives the same pairs, also among equals.
    if sorted(item.key for item in ancien.all) > sorted(item.key for item in nouveau.all):
        return _pair(nouveau, ancien).turned()
    return _pair(ancien, nouveau)


def _pair(old: Items, new: Items) -> Pairing:
    likeness = Likeness(item.bag for item in (*old.all, *new.all))
    anywhere = align(old.competences, new.competences, likeness, {})
    blocs = align(old.blocs, new.blocs, likeness, {}, _shared(anywhere.matches, old, new))
    in_blocs = kin_of(blocs.matches, ())
    competences = align(old.competences, new.competences, likeness, in_blocs)
    parts = passages(competences, likeness)
    activites = align(old.activites, new.activites, likeness, in_blocs)
    in_competences = kin_of(competences.matches, parts)
    criteres = align(old.criteres, new.criteres, likeness, in_competences)
    epreuves = align(old.epreuves, new.epreuves, likeness, {})
    every = (blocs, activites, competences, criteres, epreuves)
    return Pairing(
        matches=tuple(match for one in every for match in one.matches),
        near=tuple(pair for one in every for pair in one.near),
        passages=(
            *bloc_passages(competences.matches, likeness),
            *parts,
            *(pair for one in (activites, criteres, epreuves) for pair in passages(one, likeness)),
        ),
    )


def _shared(competences: Iterable[Match], old: Items, new: Items) -> Shared:
    """How much blocs have in common, told by their competences, wherever these are now."""
    size = Counter(item.parent for side in (old, new) for item in side.competences)
    times = Counter((match.pair.old.parent, match.pair.new.parent) for match in competences)
    return {
        (before, now): 200 * common / (size[before] + size[now])
        for (before, now), common in times.items()
        if before and now
    }


def kin_of(matches: Iterable[Match], parts: Iterable[Pair]) -> Kin:
    """Old item → the new ones it lives on in, its match first."""
    kin: dict[Item, tuple[Item, ...]] = {match.pair.old: (match.pair.new,) for match in matches}
    for pair in parts:
        if pair.new not in kin.get(pair.old, ()):
            kin[pair.old] = (*kin.get(pair.old, ()), pair.new)
    return kin
