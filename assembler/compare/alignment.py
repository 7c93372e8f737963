"""Which item of the old référentiel is which of the new one, for the items of one objet.

What can be told without doubt is tied first: the same wording at the same place. The rest is the
best assignment of all, by likeness of wording, printed code and place; where items stand in their
lists is no evidence.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

from assembler.compare.assignment import best_assignment
from assembler.compare.candidates import candidates
from assembler.compare.doubts import Place, rivals
from assembler.compare.items import Item
from assembler.compare.pairs import Alignment, Match, Pair
from assembler.compare.places import Kin, new_places
from assembler.compare.scores import Score, Scores, Shared
from assembler.compare.wording import Likeness

THRESHOLD = 70.0
"""Score from which two items are the same. In five real référentiels, nine criteria in ten have no
other in the whole référentiel that is more than 61 alike; generated rewordings of a quarter of the
words are at least 58 alike, which the same place makes 76."""

SURE = 80.0
"""Score under which a match is doubtful."""

ALIKE = 50.0
"""Likeness of wording under which it is doubtful whatever else speaks for it."""

MARGIN = 8.0
"""A match is doubtful when another assignment scores less by no more than this."""

NEAR = 62.0
"""Score from which two items without a match are named to each other."""

VERBATIM = 100.0
"""What the same wording adds in the assignment: it is not given up for likenesses."""


def align(
    old: Sequence[Item],
    new: Sequence[Item],
    likeness: Likeness,
    kin: Kin,
    shared: Shared | None = None,
) -> Alignment:
    """Old and new items of one objet. `kin`: of the items that these stand in; `shared`: of blocs,
    what they have in common."""
    # Among equals, too, the order of reading is no evidence: items come by what they say.
    old, new = sorted(old, key=_key), sorted(new, key=_key)
    score = Scores(old, new, likeness, kin, shared)
    tied = [Pair(a, b, 100.0) for a, b in _tied(old, new, kin)]
    old, new = _without(old, new, tied)
    scores = {
        (row, column): score(old[row], new[column])
        for row, column in sorted(set(candidates(old, new, likeness, kin)))
    }
    seen = {
        place: Pair(old[place[0]], new[place[1]], score.likeness) for place, score in scores.items()
    }
    found = _assign(scores, seen)
    old, new = _without(old, new, [match.pair for match in found])
    last = [Pair(a, b, 100.0) for a, b in _same(old, new, _wording, lambda item: [_wording(item)])]
    old, new = _without(old, new, last)
    alone = {*old, *new}
    return Alignment(
        matches=(*map(Match, tied), *found, *map(Match, last)),
        near=tuple(
            pair
            for place, pair in seen.items()
            if scores[place].total >= NEAR and {pair.old, pair.new} <= alone
        ),
        seen=tuple(seen.values()),
    )


def _key(item: Item) -> tuple[object, ...]:
    return item.key


def _wording(item: Item) -> Hashable:
    return item.text.plain


def _without(
    old: Sequence[Item], new: Sequence[Item], pairs: Sequence[Pair]
) -> tuple[list[Item], list[Item]]:
    """The items that are in none of the pairs."""
    done = {item for pair in pairs for item in (pair.old, pair.new)}
    return [item for item in old if item not in done], [item for item in new if item not in done]


def _tied(old: Sequence[Item], new: Sequence[Item], kin: Kin) -> Iterator[tuple[Item, Item]]:
    """What is the same in all at the same place; then what alone has its wording there."""
    same = list(
        _same(
            old,
            new,
            lambda item: (item.whole, item.parent),
            lambda item: [(item.whole, place) for place in new_places(item, kin)],
        )
    )
    yield from same
    old, new = _without(old, new, [Pair(a, b, 100.0) for a, b in same])
    yield from _same(
        _alone(old),
        _alone(new),
        lambda item: (item.text.plain, item.parent),
        lambda item: [(item.text.plain, place) for place in new_places(item, kin)],
    )


def _alone(items: Sequence[Item]) -> list[Item]:
    """The items that have their wording for themselves at their place."""
    counts = Counter((item.text.plain, item.parent) for item in items)
    return [item for item in items if counts[item.text.plain, item.parent] == 1]


def _same(
    old: Sequence[Item],
    new: Sequence[Item],
    name: Callable[[Item], Hashable],
    names: Callable[[Item], Sequence[Hashable]],
) -> Iterator[tuple[Item, Item]]:
    """Old items with the new ones of one name: `name` is that of a new item, `names` those that an
    old one may have now."""
    waiting: dict[Hashable, list[Item]] = defaultdict(list)
    for item in reversed(new):
        waiting[name(item)].append(item)
    for item in old:
        if found := next((waiting[one] for one in names(item) if waiting.get(one)), None):
            yield item, found.pop()


def _assign(scores: Mapping[Place, Score], seen: Mapping[Place, Pair]) -> list[Match]:
    """The best of all assignments, and what speaks against it."""
    weights: dict[int, dict[int, int]] = defaultdict(dict)
    for (row, column), score in scores.items():
        pair = seen[row, column]
        if score.total >= THRESHOLD:
            verbatim = VERBATIM if pair.old.text.plain == pair.new.text.plain else 0.0
            weights[row][column] = 1 + _weight(score.total - THRESHOLD + verbatim)
    found = best_assignment(weights)
    others = rivals(weights, found, seen, _weight(MARGIN))
    return [
        Match(
            seen[row, column],
            doubtful=row in others or _weak(scores[row, column]),
            rival=seen[others[row]] if row in others else None,
        )
        for row, column in found.items()
    ]


def _weak(score: Score) -> bool:
    return score.total < SURE or score.proof < ALIKE


def _weight(score: float) -> int:
    """Whole numbers: sums of them are the same in any order."""
    return round(10 * score)
