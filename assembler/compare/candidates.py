"""Which items could be each other: few pairs of many, found without trying them all."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from assembler.compare.items import Item
from assembler.compare.places import Kin, new_places
from assembler.compare.wording import Likeness

NEAREST = 8
"""How many items that share rare words with one are looked at."""

COMMON = 60
"""A word that stands in more items than this points to none of them."""

SAME_LETTERS = 75.0
"""Likeness by letters from which two texts may be the same but for typing errors, 0 to 100."""


def candidates(
    old: Sequence[Item],
    new: Sequence[Item],
    likeness: Likeness,
    kin: Kin,
) -> Iterator[tuple[int, int]]:
    """Ranks in `old` and `new`, not always distinct: what stands in the same place, has the same
    code, the same letters, or the same rare words."""
    yield from _same_place(old, new, kin)
    yield from _same_code(old, new)
    yield from _same_letters(old, new)
    yield from _same_words(old, new, likeness)


def _same_place(old: Sequence[Item], new: Sequence[Item], kin: Kin) -> Iterator[tuple[int, int]]:
    held: dict[Item | None, list[int]] = defaultdict(list)
    for place, item in enumerate(new):
        if item.parent:
            held[item.parent].append(place)
    for rank, item in enumerate(old):
        for parent in new_places(item, kin):
            yield from ((rank, place) for place in held[parent])


def _same_code(old: Sequence[Item], new: Sequence[Item]) -> Iterator[tuple[int, int]]:
    held: dict[str | None, list[int]] = defaultdict(list)
    for place, item in enumerate(new):
        held[item.code].append(place)
    for rank, item in enumerate(old):
        places = held[item.code] if item.code else []
        # A code that each bloc numbers anew tells nothing across blocs.
        if len(places) == 1:
            yield rank, places[0]


def _same_letters(old: Sequence[Item], new: Sequence[Item]) -> Iterator[tuple[int, int]]:
    from rapidfuzz import fuzz, process

    texts = [item.text.letters for item in new]
    for rank, item in enumerate(old):
        if item.text.letters:
            near = process.extract(
                item.text.letters, texts, scorer=fuzz.ratio, score_cutoff=SAME_LETTERS,
                limit=NEAREST,
            )  # fmt: skip
            yield from ((rank, place) for _, _, place in near)


def _same_words(
    old: Sequence[Item], new: Sequence[Item], likeness: Likeness
) -> Iterator[tuple[int, int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for place, item in enumerate(new):
        for word in item.bag:
            holders[word].append(place)
    for rank, item in enumerate(old):
        shared: dict[int, float] = defaultdict(float)
        for word in item.bag:
            if len(holders.get(word, ())) <= COMMON:
                for place in holders.get(word, ()):
                    shared[place] += likeness.weight_of(word)
        nearest = sorted(shared, key=lambda place: (-shared[place], place))[:NEAREST]
        yield from ((rank, place) for place in nearest)
