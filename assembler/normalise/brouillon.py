"""What is gathered while the rows are read, before codes are given and the model is built."""

from dataclasses import dataclass, field

from assembler.extract import Cell, Line, Paragraph, Table
from assembler.normalise.blocs import Label
from assembler.normalise.items import Item


@dataclass
class CritereLu:
    """A criterion and its indicators."""

    item: Item
    indicateurs: list[Item] = field(default_factory=list)


@dataclass
class CompetenceLue:
    """A competence as read: what ties it to the rest is still cells and items."""

    item: Item
    activites: list[Item] = field(default_factory=list)
    epreuves: list["EpreuveLue"] = field(default_factory=list)
    epreuve_deduite: bool = False
    criteres: list[CritereLu] = field(default_factory=list)
    non_evaluee: Item | None = None
    complements: list[tuple[str, Item]] = field(default_factory=list)
    alone: bool = True
    """Its cell holds no other competence: what stands on its rows is its own."""
    table: Table | None = None
    """The table it stands in: what another table says of it is joined to it."""


@dataclass
class ActiviteLue:
    """An activity and its tasks."""

    item: Item
    taches: tuple[Item, ...] = ()


@dataclass(eq=False)
class EpreuveLue:
    """An épreuve: the paragraphs of its cell, and of the cells that go on with it."""

    paragraphs: list[Paragraph]
    duree: list[Paragraph] = field(default_factory=list)
    """What stands in a column of durations beside it."""

    @property
    def wording(self) -> str:
        return "\n".join(paragraph.text for paragraph in (*self.paragraphs, *self.duree))


@dataclass
class Groupe:
    """Competence cells that share rows, and the rows they share."""

    cells: list[Cell]
    rows: list[int]


@dataclass
class BlocLu:
    """A bloc as read."""

    label: Label | None
    by_look: bool = False
    """Only the look of its label says that it is a bloc."""
    table: Table | None = None
    activites: list[ActiviteLue] = field(default_factory=list)
    competences: list[CompetenceLue] = field(default_factory=list)
    epreuves: list[EpreuveLue] = field(default_factory=list)


@dataclass
class ReserveLue:
    """What was not understood, and why."""

    lines: tuple[Line, ...]
    raison: str
