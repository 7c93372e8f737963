"""Reading a sheet « Matrice 1 »: title in B1, headings in row 2, then a row a line with crosses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assembler.model.classeur.cells import BLANKS, to_text
from assembler.model.classeur.table import Faults, Members, Place
from assembler.model.faults import Loc
from assembler.model.headings import folded
from assembler.model.tableur import Cell, CellError, Rows

_TICKS = "✓✔✗✘☑☒×"
_WORDS = {"x", "oui", "1"}


def read_matrice(
    title: str, rank: int, rows: Rows, faults: Faults
) -> tuple[Members, Mapping[Loc, Place]]:
    """The matrix of a sheet (`rank`: its place in the workbook), and where its values stand."""
    return _Reader(title, rank, faults).read(rows)


@dataclass(frozen=True)
class _Reader:
    title: str
    rank: int
    faults: Faults

    def read(self, rows: Rows) -> tuple[Members, Mapping[Loc, Place]]:
        texts = [
            [self._text(cell, self._place(r, c)) for c, cell in enumerate(row, start=1)]
            for r, row in enumerate(rows, start=1)
        ]
        titre = texts[0][1] if texts and len(texts[0]) > 1 else ""
        headings = texts[1][1:] if len(texts) > 1 else []
        while headings and not headings[-1]:
            headings.pop()
        filled = [number for number, row in enumerate(texts, start=1) if number > 2 and any(row)]
        places: dict[Loc, Place] = {
            ("colonnes", n): self._place(2, n + 2) for n in range(len(headings))
        }
        places.update({("lignes", n): self._place(row, 1) for n, row in enumerate(filled)})
        members: Members = {
            "titre": to_text(titre) if titre else None,
            "colonnes": [to_text(heading) if heading else None for heading in headings],
            "lignes": [self._ligne(texts[number - 1], number, headings) for number in filled],
        }
        return members, places

    def _place(self, row: int, column: int) -> Place:
        return Place(self.rank, row, column, self.title)

    def _text(self, cell: Cell, place: Place) -> str:
        if isinstance(cell, CellError):
            self.faults.add(place, f"le tableur y montre l'erreur {cell.code}")
            return ""
        if isinstance(cell, bool):
            return "oui" if cell else ""
        if isinstance(cell, float) and cell.is_integer():
            return str(int(cell))
        return str(cell).strip(BLANKS)

    def _ligne(self, row: Sequence[str], number: int, headings: Sequence[str]) -> Members:
        ticked: list[str] = []
        for column, mark in enumerate(row[1:], start=2):
            if not mark:
                continue
            if column - 2 >= len(headings):
                self.faults.add(self._place(number, column), "cette colonne n'a pas de titre")
            elif folded(mark) in _WORDS or mark in _TICKS:
                ticked.append(to_text(headings[column - 2]))
            else:
                asked = f"« {mark} » : une croix (X) ou rien est attendu"
                self.faults.add(self._place(number, column), asked)
        return {"intitule": to_text(row[0]) if row[0] else None, "colonnes": ticked}
