"""The workbook opened: its sheets, the places of its values, and what is wrong with them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assembler.errors import InputError, Where
from assembler.model.classeur import layout
from assembler.model.classeur.layout import Sheet
from assembler.model.classeur.table import Faults, Place, Row, read_rows
from assembler.model.faults import Fault, Loc, nearest
from assembler.model.headings import folded
from assembler.model.tableur import Rows
from assembler.model.xlsx import read_sheets


@dataclass(frozen=True)
class Book:
    """The sheets as read, and where each value of the model stands in them."""

    sheets: Mapping[str, Rows]
    faults: Faults
    places: dict[Loc, Place] = field(default_factory=dict)

    def rows(self, sheet: Sheet) -> Iterator[Row]:
        """The rows of a table; none when its sheet was taken out."""
        title = find_title(self.sheets, sheet.title)
        if title is not None:
            rank = list(self.sheets).index(title)
            yield from read_rows(sheet, rank, self.sheets[title], self.faults)

    def tell(self, faults: Iterator[Fault] | Sequence[Fault]) -> None:
        """Raises what is wrong with the model, each fault at its cell."""
        for fault in faults:
            named = next((step for step in reversed(fault.loc) if isinstance(step, str)), "")
            message = fault.message.removeprefix(f"« {named} » : ")
            self.faults.add(self._nearest_place(fault.loc), message)
        self.faults.raise_all()

    def _nearest_place(self, loc: Loc) -> Place:
        """The cell of the value, or of the nearest thing around it that has one."""
        for end in range(len(loc), 0, -1):
            if place := self.places.get(loc[:end]):
                return place
        title = layout.BLOCS.title
        return Place(list(self.sheets).index(find_title(self.sheets, title) or title), 1, 0, title)


def open_book(path: Path) -> Book:
    if not path.is_file():
        raise InputError("ce fichier manque.", where=Where(path), todo=_MAKE_ONE)
    sheets = read_sheets(path)
    known = [layout.NOTICE, *(sheet.title for sheet in layout.TABLES)]
    for sheet in layout.NEEDED:
        if find_title(sheets, sheet.title) is None:
            raise InputError(
                f"il manque la feuille « {sheet.title} » : ce n'est pas un référentiel.",
                where=Where(path),
                todo=_MAKE_ONE,
            )
    for title in sheets:
        if find_title(known, title) is None and not is_matrice(title):
            raise InputError(
                f"feuille inconnue « {title} »{nearest(title, [*known, layout.MATRICE])}.",
                where=Where(path),
                todo="Rendez-lui son nom d'origine, ou retirez-la de ce classeur.",
            )
    return Book(sheets, Faults(path))


_MAKE_ONE = "Faites-en un avec : assembler extract referentiel.pdf -o referentiel.xlsx"


def find_title(titles: Mapping[str, object] | Sequence[str], title: str) -> str | None:
    return next((one for one in titles if folded(one) == folded(title)), None)


def is_matrice(title: str) -> bool:
    return folded(title).startswith(folded(layout.MATRICE))
