"""The items of both référentiels in one reading order: the new one's, the removed where they
stood."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assembler.compare.items import Item, Items

Row = tuple[Item | None, Item | None]
"""An old item and its new self; None where there is none."""


def reading_order(old: Items, new: Items, new_of: Mapping[Item, Item]) -> Iterator[Row]:
    """Each item of both, once, an old one with its new self: a bloc, its activities, its
    competences with their criteria; then the épreuves."""
    order = _Order(new_of, {now: before for before, now in new_of.items()}, _held(old), _held(new))
    yield from order.rows(old.blocs, new.blocs)
    yield from order.rows(old.epreuves, new.epreuves)


def _held(items: Items) -> Mapping[Item, tuple[Sequence[Item], ...]]:
    """Item → what stands in it: lists, one an objet."""
    held: dict[Item, tuple[list[Item], ...]] = defaultdict(lambda: ([], []))
    for rank, inner in enumerate((items.activites, (*items.competences, *items.criteres))):
        for item in inner:
            if item.parent:
                held[item.parent][rank].append(item)
    return dict(held)


@dataclass(frozen=True)
class _Order:
    new_of: Mapping[Item, Item]
    old_of: Mapping[Item, Item]
    in_old: Mapping[Item, tuple[Sequence[Item], ...]]
    in_new: Mapping[Item, tuple[Sequence[Item], ...]]

    def rows(self, old: Sequence[Item], new: Sequence[Item]) -> Iterator[Row]:
        """The items of two lists that are the same list, before and now."""
        gone = self._gone(old, set(new))
        for item in gone.get(None, ()):
            yield from self._with_held(item, None)
        for now in new:
            yield from self._with_held(self.old_of.get(now), now)
            for item in gone.get(now, ()):
                yield from self._with_held(item, None)

    def _gone(self, old: Sequence[Item], new: set[Item]) -> Mapping[Item | None, Sequence[Item]]:
        """The items that are no more, by the one of the new list that they stood behind."""
        gone: dict[Item | None, list[Item]] = defaultdict(list)
        last: Item | None = None
        for item in old:
            now = self.new_of.get(item)
            if now is None:
                gone[last].append(item)
            elif now in new:
                last = now
        return gone

    def _with_held(self, before: Item | None, now: Item | None) -> Iterator[Row]:
        yield before, now
        empty: tuple[Sequence[Item], ...] = ((), ())
        held = self.in_old.get(before, empty) if before else empty
        holds = self.in_new.get(now, empty) if now else empty
        for old, new in zip(held, holds, strict=True):
            yield from self.rows(old, new)
