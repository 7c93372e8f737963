"""How much speaks for two items being the same: wording, what stands within, code, place."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assembler.compare.items import Item
from assembler.compare.places import Kin, same_place
from assembler.compare.wording import Likeness

SAME_CODE = 12.0
"""What the same printed code adds, in a référentiel that kept its codes."""

SAME_PLACE = 18.0
"""What the same bloc (for a criterion, the same competence) adds. Blocs and épreuves have only one
place to be in."""

OWN_WORDING = 0.65
"""The share of an item's own wording in its likeness; the rest is that of what stands within."""


Shared = Mapping[tuple[Item, Item], float]
"""Old and new bloc → the share of their competences that they have in common, 0 to 100."""


@dataclass(frozen=True)
class Score:
    """`likeness`: of the two wordings, 0 to 100; `total`: with all that speaks for the pair.
    `proof`: the likeness that it rests on: of blocs, that of their competences, under any title."""

    likeness: float
    total: float
    proof: float


class Scores:
    """Scores the pairs of old and new items of one objet."""

    def __init__(
        self,
        old: Sequence[Item],
        new: Sequence[Item],
        likeness: Likeness,
        kin: Kin,
        shared: Shared | None,
    ) -> None:
        self._likeness = likeness
        self._kin = kin
        self._shared = shared
        self._same_code = SAME_CODE * _codes_kept(old, new)
        self._unique = _once(item.code for item in old), _once(item.code for item in new)

    def __call__(self, old: Item, new: Item) -> Score:
        own = self._likeness(old.text, new.text)
        total = self._with_within(own, old, new)
        place = same_place(old, new, self._kin)
        if place:
            total += SAME_PLACE
        if old.code and old.code == new.code and (place or self._tells(old.code)):
            total += self._same_code
        shared = self._shared.get((old, new), 0.0) if self._shared is not None else 0.0
        return Score(own, total, max(own, shared))

    def _with_within(self, own: float, old: Item, new: Item) -> float:
        """The likeness of two items, of which their own wordings are a part."""
        if not old.around or not new.around:
            return own
        if self._shared is not None:
            # A bloc is its competences, under whatever title.
            within = self._shared.get((old, new), 0.0)
            return max(within, (own + within) / 2)
        within = self._likeness.by_words(old.around, new.around)
        return OWN_WORDING * own + (1 - OWN_WORDING) * within

    def _tells(self, code: str) -> bool:
        """Whether the code means one thing: where each bloc numbers anew it does not."""
        return all(code in unique for unique in self._unique)


def _codes_kept(old: Sequence[Item], new: Sequence[Item]) -> float:
    """How far codes can be trusted, 0 to 1: the share of the items whose wording is found once
    here and once there, letter for letter, that kept their code. Without any: 1."""
    before, after = _wordings(old), _wordings(new)
    pairs = [(before[text], after[text]) for text in before.keys() & after.keys()]
    coded = [(one.code, other.code) for one, other in pairs if one.code and other.code]
    return (1 + sum(one == other for one, other in coded)) / (1 + len(coded))


def _wordings(items: Sequence[Item]) -> Mapping[str, Item]:
    """The items whose wording no other one has."""
    unique = _once(item.text.plain for item in items)
    return {item.text.plain: item for item in items if item.text.plain in unique}


def _once(values: Iterable[str | None]) -> frozenset[str]:
    """The values that occur once."""
    counts = Counter(values)
    return frozenset(value for value, times in counts.items() if value and times == 1)
