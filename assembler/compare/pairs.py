"""What aligning two référentiels gives: pairs of an old and a new item."""

from dataclasses import dataclass

from assembler.compare.items import Item


@dataclass(frozen=True)
class Pair:
    """An old and a new item, and how alike their wordings are, 0 to 100."""

    old: Item
    new: Item
    likeness: float

    def turned(self) -> "Pair":
        """The same, old and new exchanged."""
        return Pair(self.new, self.old, self.likeness)


@dataclass(frozen=True)
class Match:
    """A pair that is one item. `rival`: a pair that could be, instead, when that is in doubt."""

    pair: Pair
    doubtful: bool = False
    rival: Pair | None = None

    def turned(self) -> "Match":
        """The same, old and new exchanged."""
        return Match(self.pair.turned(), self.doubtful, self.rival and self.rival.turned())


@dataclass(frozen=True)
class Alignment:
    """The matches of one objet. `near`: pairs of items without a match that could be one; `seen`:
    all pairs that were looked at, but for those tied at once."""

    matches: tuple[Match, ...]
    near: tuple[Pair, ...]
    seen: tuple[Pair, ...]
