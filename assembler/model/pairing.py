"""Which items of a list are those of another reading of it: by code and wording, then by likeness.

Works on the plain data of the model (`model_dump(mode="json")`): texts, and mappings of them.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

Node: TypeAlias = "str | int | float | bool | list[Node] | dict[str, Node] | None"

LIKE = 60.0
"""Likeness (0 to 100) from which a text is taken for another wording of the same."""


def pair(before: Sequence[Node], after: Sequence[Node], *, by_hand: bool) -> list[int | None]:
    """For each item of `before`, the place of its counterpart in `after`, or None.

    Same code and wording first, then same wording, then same code, then the nearest wording. In a
    list changed `by_hand`, what stands under the same code or between the same neighbours is the
    same item, whatever it says now; in a new PDF it must still be alike.
    """
    floor = 0.0 if by_hand else LIKE
    found: list[int | None] = [None] * len(before)
    old, new = [_Item(item) for item in before], [_Item(item) for item in after]

    def match(same: Callable[[_Item, _Item], bool]) -> None:
        taken = {place for place in found if place is not None}
        for rank, item in enumerate(old):
            if found[rank] is None:
                places = (p for p, other in enumerate(new) if p not in taken and same(item, other))
                found[rank] = place = next(places, None)
                taken.update(() if place is None else (place,))

    match(lambda a, b: a.code == b.code and a.wording == b.wording)
    match(lambda a, b: a.wording == b.wording != "")
    match(lambda a, b: a.code == b.code is not None and likeness(a.wording, b.wording) >= floor)
    _match_likes(old, new, found)
    if by_hand:
        _match_gaps(old, new, found)
    return found


class _Item:
    """What an item is known by."""

    def __init__(self, item: Node) -> None:
        self.code = code_of(item)
        self.wording = wording(item)


def _match_likes(old: list[_Item], new: list[_Item], found: list[int | None]) -> None:
    """Pairs what is left, the most alike first."""
    taken = set(found)
    candidates = sorted(
        (-likeness(item.wording, other.wording), rank, place)
        for rank, item in enumerate(old)
        if found[rank] is None
        for place, other in enumerate(new)
        if place not in taken
    )
    for score, rank, place in candidates:
        if -score >= LIKE and found[rank] is None and place not in found:
            found[rank] = place


def _match_gaps(old: list[_Item], new: list[_Item], found: list[int | None]) -> None:
    """Pairs, one by one, as many items left over here as there between the same neighbours."""
    rank = 0
    while rank < len(old):
        end = rank
        while end < len(old) and found[end] is None:
            end += 1
        before = found[rank - 1] if rank else -1
        after = found[end] if end < len(old) else len(new)
        assert before is not None and after is not None
        if end > rank and after - before - 1 == end - rank:
            for here, there in zip(range(rank, end), range(before + 1, after), strict=True):
                if there not in found and old[here].code == new[there].code:
                    found[here] = there
        rank = end + 1


def likeness(one: str, other: str) -> float:
    """How alike two texts are, 0 to 100."""
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other)


def code_of(item: Node) -> tuple[str, Node] | None:
    """What tells an item from the others: its code, and for a bloc its option."""
    if isinstance(item, Mapping) and isinstance(code := item.get("code"), str):
        return code, item.get("option")
    return None


def wording(item: Node) -> str:
    """The text an item is known by; that of a bloc is the text of its competences, too."""
    if isinstance(item, str):
        return item
    if isinstance(item, list):
        return "\n".join(map(wording, item))
    if isinstance(item, Mapping):
        parts = (wording(item[key]) for key in _WORDING if key in item)
        return "\n".join(part for part in parts if part)
    return ""


_WORDING = ("intitule", "titre", "colonne", "texte", "description", "competences")
