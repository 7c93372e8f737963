"""Where an item stands: in which bloc or competence, and whether two of them are the same one."""

from collections.abc import Mapping

from assembler.compare.items import Item

Kin = Mapping[Item, tuple[Item, ...]]
"""Old item → the new ones it lives on in: its match, and what it was split or merged into."""


def new_places(old: Item, kin: Kin) -> tuple[Item | None, ...]:
    """Where an old item would stand in the new référentiel if it had not moved."""
    return kin.get(old.parent, ()) if old.parent else (None,)


def same_place(old: Item, new: Item, kin: Kin) -> bool:
    """Whether both stand in the same bloc (criteria: in the same competence)."""
    return new.parent in new_places(old, kin)
