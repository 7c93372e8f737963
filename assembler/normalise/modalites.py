"""Which épreuve a modality cell is: a new one, one that is printed again, one that a page cut."""

from collections.abc import Sequence

from assembler.extract import Cell, Line, Paragraph
from assembler.normalise.brouillon import BlocLu, EpreuveLue, Groupe
from assembler.normalise.epreuves import opens_epreuve
from assembler.normalise.mentions import says_not_evaluated
from assembler.normalise.roles import Role, plain
from assembler.normalise.sections import Section


class Modalites:
    """The épreuves of the modality cells read so far."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self._openings = [
            cell.paragraphs
            for section in sections
            for cell in section.cells(Role.MODALITE)
            if cell.paragraphs and not cell.after_break
        ]
        self.repeated: list[Line] = []
        """The lines that say an épreuve again, or that there is none (« Sans objet »)."""
        self._epreuves: dict[Cell, EpreuveLue] = {}
        self._above: dict[int, EpreuveLue] = {}
        """The last épreuve of each modality column."""

    def of(self, section: Section, bloc: BlocLu, groupe: Groupe) -> tuple[list[EpreuveLue], bool]:
        """The épreuves of the rows of a group, each once, and whether one of them is deduced.

        A column that is empty there has the épreuve above it in the bloc; one that says « – » or
        « Sans objet » has none.
        """
        columns = section.heading.columns(Role.MODALITE)
        cells = [cell for cell in section.on(groupe.rows, Role.MODALITE) if cell.paragraphs]
        none = [cell for cell in cells if says_not_evaluated(cell.text)]
        self.repeated += [line for cell in none for line in cell.lines]
        found = [(c.column, self._epreuve(section, bloc, c)) for c in cells if c not in none]
        if found and (len(columns) == 1 or _alternate(section)):
            return list(dict.fromkeys(one for _, one in found)), False
        empty = [one for one in columns if not any(cell.covers(one) for cell in cells)]
        above = [(one, self._above[one]) for one in empty if one in self._above]
        deduced = [(column, one) for column, one in above if one in bloc.epreuves]
        if empty and not cells and not deduced:
            deduced = [(empty[0], one) for one in bloc.epreuves[-1:]]
        if deduced:
            found = sorted([*found, *deduced], key=lambda one: one[0])
        return list(dict.fromkeys(one for _, one in found)), bool(deduced)

    def _epreuve(self, section: Section, bloc: BlocLu, cell: Cell) -> EpreuveLue:
        if cell in self._epreuves:
            return self._epreuves[cell]
        columns = range(cell.column, cell.column + cell.colspan)
        above = self._above.get(cell.column)
        described = [*cell.paragraphs, *_said(section, cell, Role.DETAIL)]
        duree = _said(section, cell, Role.DUREE)
        if (
            above is not None
            and above in bloc.epreuves
            and cell.after_break
            and not opens_epreuve(cell.paragraphs, self._openings)
        ):
            found = above
            found.paragraphs += described
            found.duree += duree
        else:
            found = EpreuveLue(described, duree)
            same = [one for one in bloc.epreuves if plain(one.wording) == plain(found.wording)]
            if same:
                self.repeated += [line for p in (*described, *duree) for line in p.lines]
                found = same[-1]
            else:
                bloc.epreuves.append(found)
        self._epreuves[cell] = found
        self._above.update((column, found) for column in columns)
        return found


def beside(section: Section, cell: Cell, role: Role) -> list[Cell]:
    """The cells of a role that stand beside a modality cell and speak of it alone: one a column,
    on no other rows than its own."""
    rows = range(cell.row, cell.row + cell.rowspan)
    found = []
    for column in section.heading.columns(role):
        cells = dict.fromkeys(section.table.at(row, column) for row in rows)
        filled = [one for one in cells if one is not None and one.paragraphs]
        if len(filled) == 1:
            one = filled[0]
            found += [one] if rows.start <= one.row and one.row + one.rowspan <= rows.stop else []
    return found


def _said(section: Section, cell: Cell, role: Role) -> list[Paragraph]:
    return [one for c in beside(section, cell, role) for one in c.paragraphs]


def _alternate(section: Section) -> bool:
    """Is one modality column filled where the other is empty, on every row? Then an empty cell
    says that there is no such épreuve, and not that the one above goes on."""
    return not any(
        sum(1 for cell in section.at(row, Role.MODALITE) if cell.paragraphs) > 1
        or any(cell.colspan > 1 for cell in section.at(row, Role.MODALITE) if cell.paragraphs)
        for row in range(section.first, section.end)
    )
