"""The items of a référentiel, made ready for comparison."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from assembler.compare.changes import OBJETS, Objet, Version
from assembler.compare.wording import Bag, Text, plain, sum_of


@dataclass(frozen=True, eq=False)
class Item:
    """A bloc, activity, competence, criterion or épreuve.

    `code`: the printed one in the form it is compared in; None where there is none. `fields`: what
    it says apart from its own wording, by the key of the file. `within`: the texts that stand in it
    or by it, which tell what it is but are not its wording. `links`: the épreuves and activities of
    a competence, by the key of the file.
    """

    objet: Objet
    version: Version
    code: str | None
    text: Text
    parent: "Item | None" = None
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    within: tuple[Text, ...] = ()
    links: Mapping[str, tuple["Item", ...]] = field(default_factory=dict)

    @cached_property
    def around(self) -> Bag:
        """All the words within."""
        return sum_of(text.bag for text in self.within)

    @cached_property
    def bag(self) -> Bag:
        """All its words, its own and those within."""
        return sum_of((self.text.bag, self.around))

    @cached_property
    def said(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Its fields in the form they are compared in: a list has no order."""
        return tuple(
            (key, tuple(sorted(map(plain, texts)))) for key, texts in self.fields.items() if texts
        )

    @cached_property
    def whole(self) -> tuple[object, ...]:
        """All it says and holds, and its code."""
        held = tuple(sorted(text.plain for text in self.within))
        return (self.text.plain, self.code or "", self.said, held)

    @cached_property
    def key(self) -> tuple[object, ...]:
        """What the item is, wherever it stands in the file: items of one key are alike in all."""
        return (self.whole, self.parent.key if self.parent else ())


@dataclass(frozen=True)
class Items:
    """The items of a référentiel by objet, in reading order."""

    blocs: tuple[Item, ...]
    activites: tuple[Item, ...]
    competences: tuple[Item, ...]
    criteres: tuple[Item, ...]
    epreuves: tuple[Item, ...]

    def of(self, objet: Objet) -> tuple[Item, ...]:
        """Those of one objet."""
        every = (self.blocs, self.activites, self.competences, self.criteres, self.epreuves)
        return every[OBJETS.index(objet)]

    @cached_property
    def all(self) -> tuple[Item, ...]:
        """All of them."""
        return tuple(item for objet in OBJETS for item in self.of(objet))
