"""What was split or merged: an old item that lives on in several new ones, several in one."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assembler.compare.items import Item
from assembler.compare.pairs import Alignment, Match, Pair
from assembler.compare.wording import Likeness, common

CONTAINED = 0.6
"""Share of a part's words (by weight) that the whole must have."""

COVERED = 0.7
"""Share of the whole's words that its parts must have, together."""

OWN_PART = 0.2
"""Share of the whole's words that each part alone brings."""


def passages(alignment: Alignment, likeness: Likeness) -> tuple[Pair, ...]:
    """The pairs (old, new) of which one is a part of the other, of wholes with several parts."""
    partner: dict[Item, Item] = {}
    kept: set[Item] = set()
    for match in alignment.matches:
        old, new = match.pair.old, match.pair.new
        partner |= {old: new, new: old}
        kept |= {old, new} if old.text.plain == new.text.plain else set()
    free = [pair for pair in alignment.seen if not kept & {pair.old, pair.new}]
    splits = _parts([(pair.old, pair.new, pair) for pair in free], partner, likeness)
    merges = _parts([(pair.new, pair.old, pair) for pair in free], partner, likeness)
    return (*splits, *merges)


def _parts(
    pairs: Sequence[tuple[Item, Item, Pair]], partner: Mapping[Item, Item], likeness: Likeness
) -> Iterator[Pair]:
    """The pairs of each whole that has several parts, out of (whole, part, pair)."""
    parts: dict[Item, dict[Item, Pair]] = defaultdict(dict)
    for whole, part, pair in pairs:
        shared = likeness.weight(common(whole.text.bag, part.text.bag))
        size = likeness.weight(part.text.bag)
        if size and shared >= CONTAINED * size and partner.get(part) in (None, whole):
            parts[whole][part] = pair
    for whole, candidates in parts.items():
        chosen = _chosen(whole, candidates, likeness)
        if len(chosen) > 1 and partner.get(whole) in (None, *chosen):
            yield from (candidates[part] for part in chosen)


def _chosen(whole: Item, candidates: Iterable[Item], likeness: Likeness) -> list[Item]:
    """The parts that make up the whole, each for words that no other brings; [] when they don't."""
    size = likeness.weight(whole.text.bag)
    left = Counter(whole.text.bag)
    chosen: list[Item] = []
    waiting = sorted(candidates, key=lambda item: item.key)
    while waiting:
        part = max(waiting, key=lambda item: likeness.weight(common(left, item.text.bag)))
        brought = common(left, part.text.bag)
        if likeness.weight(brought) < OWN_PART * size:
            break
        left -= Counter(brought)
        waiting.remove(part)
        chosen.append(part)
    return chosen if likeness.weight(left) <= (1 - COVERED) * size else []


def bloc_passages(competences: Iterable[Match], likeness: Likeness) -> tuple[Pair, ...]:
    """The same for blocs, told by their competences: a new bloc is a part of an old one when at
    least half of the competences it has from anywhere come from there; and the other way round."""
    went = Counter((match.pair.old.parent, match.pair.new.parent) for match in competences)
    moves = {
        (old, new): times
        for (old, new), times in went.items()
        if old is not None and new is not None
    }
    splits = _majorities(moves)
    merges = {(old, new) for new, old in _majorities({(n, o): t for (o, n), t in moves.items()})}
    return tuple(
        Pair(old, new, likeness(old.text, new.text))
        for old, new in moves
        if (old, new) in splits | merges
    )


def _majorities(moves: Mapping[tuple[Item, Item], int]) -> set[tuple[Item, Item]]:
    """(whole, part) of the blocs that are most of several others."""
    size: Counter[Item] = Counter()
    for (_, part), times in moves.items():
        size[part] += times
    most = {(whole, part) for (whole, part), times in moves.items() if 2 * times > size[part]}
    wholes = Counter(whole for whole, _ in most)
    return {(whole, part) for whole, part in most if wholes[whole] > 1}
