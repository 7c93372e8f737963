"""The rows of référentiel tables, from top to bottom, to blocs with their competences.

Who belongs to whom is told by shared rows; codes correct the rows where criteria slid.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assembler.extract import Cell, Line, Table
from assembler.extract.wording import bullet_of
from assembler.normalise.blocs import (
    ActivityCell,
    is_bloc_label,
    label_above,
    names_transversal,
    option_above,
    read_activity_cell,
    read_label,
    read_option,
)
from assembler.normalise.brouillon import ActiviteLue, BlocLu, Groupe, ReserveLue
from assembler.normalise.codes import read_code
from assembler.normalise.groupes import Groupes, with_code
from assembler.normalise.items import Item, item
from assembler.normalise.mentions import names_closing_assessment, says_none
from assembler.normalise.merge import merge
from assembler.normalise.rangees import (
    announces,
    band_of,
    closes,
    is_blank,
    led_by_epreuve,
    looks_like,
)
from assembler.normalise.roles import Role, names_competence, plain
from assembler.normalise.sections import Section
from assembler.normalise.ties import tie_by_code

_CLOSING = "évaluation finale ou transversale, qui ne nomme pas ses compétences"
_BAND = "ligne sur toute la largeur, ni bloc ni activité"
_NO_COMPETENCE = "aucune compétence sur cette rangée"


@dataclass(frozen=True)
class Rows:
    """The blocs in the order they are printed, what was not understood, what was only repeated."""

    blocs: list[BlocLu]
    reserves: list[ReserveLue]
    repeated: frozenset[Line]
    common: tuple[Cell, ...]
    """Cells of criteria that are given to each of the competences that they stand beside."""


def read_rows(sections: Sequence[Section]) -> Rows:
    """The rows of the sections, read."""
    reader = _Rows(sections)
    for section in sections:
        reader.read(section)
    tie_by_code(reader.blocs, reader.groupes.criteres)
    notes = [bloc for bloc in reader.blocs if bloc.by_look and not bloc.competences]
    blocs, again = merge([bloc for bloc in reader.blocs if bloc not in notes])
    reserves = [*reader.reserves, *reader.groupes.reserves]
    reserves += [ReserveLue(bloc.label.lines, _BAND) for bloc in notes if bloc.label]
    said_again = again.union(reader.repeated, reader.groupes.repeated)
    return Rows(blocs, reserves, said_again, tuple(reader.groupes.common))


class _Rows:
    """The reading of rows, one after the other: the bloc and the activity that hold now."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self.blocs: list[BlocLu] = []
        self.reserves: list[ReserveLue] = []
        self.repeated: list[Line] = []
        """Labels that only say again what bloc or activity holds."""
        self._named = _blocs_are_named(sections)
        self._bands = [band for band in _bands(sections) if is_bloc_label(band.paragraphs[0].text)]
        self._has_activities = any(
            cell.paragraphs for section in sections for cell in section.cells(Role.ACTIVITE)
        )
        self.groupes = Groupes(sections)
        self._activites: list[Item] = []
        self._option: str | None = None
        """The option that a row of its own names for the blocs below."""
        self._label_text = ""
        self._activity_text = ""
        self._table: Table | None = None
        self._sheet: Groupe | None = None
        """The competence that a band names for the rows under the heading that follows."""

    def read(self, section: Section) -> None:
        """Reads the rows of one section."""
        self._table = section.table
        self._option = option_above(section.above, self._option)
        label = label_above(section.above)
        if label is not None:
            self._open_bloc(BlocLu(label), label.intitule)
        groupes: list[tuple[BlocLu, list[Item], Groupe]] = []
        current: Groupe | None = None
        for row in range(section.first, section.end):
            band = band_of(section.table, row)
            if band is not None and names_competence(band.text):
                self._sheet = Groupe([band], [])
                continue
            if self._sheet is not None and band is None and not is_blank(section.table, row):
                current, self._sheet = self._sheet, None
                groupes.append((self._bloc(), list(self._activites), current))
            if band is not None and announces(section, band):
                current = None
                self.repeated += band.lines
                continue
            if band is not None:
                current = None
                self._read_band(band, last=row + 1 == section.end)
                continue
            if closes(section, row):
                current = None
                self._reserve_row(section, row, _CLOSING)
                continue
            if self._read_labels(section, row) or led_by_epreuve(section, row):
                current = None
            current = self._read_competence_cell(section, row, current, groupes)
        self.groupes.read(section, groupes)

    def _bloc(self) -> BlocLu:
        if not self.blocs:
            self.blocs.append(BlocLu(None))
        return self.blocs[-1]

    def _open_bloc(self, bloc: BlocLu, text: str) -> None:
        bloc.table = self._table
        if bloc.label and bloc.label.option is None:
            bloc.label = replace(bloc.label, option=self._option)
        self.blocs.append(bloc)
        self._activites = []
        self._label_text = plain(text)
        self._activity_text = ""

    def _read_band(self, cell: Cell, *, last: bool) -> None:
        """A row over the whole width: a bloc, an activity, or something not understood."""
        text = cell.paragraphs[0].text
        option = read_option(cell.text)
        if option is not None:
            self._option = option.name
            self.repeated += cell.lines
            return
        if names_closing_assessment(text):
            self.reserves.append(ReserveLue(tuple(cell.lines), _CLOSING))
            return
        code = read_code(text)
        # Where nothing else names the blocs, a band over competences does.
        title = not self._has_activities and not last and not text.rstrip().endswith(":")
        alike = not last and code is None and looks_like(cell, self._bands)
        if (
            is_bloc_label(text)
            or names_transversal(text)
            or alike
            or (not self._named and (code is not None or title))
        ):
            label = read_label(cell.paragraphs)
            if plain(label.intitule) != self._label_text:
                self._open_bloc(BlocLu(label, by_look=alike), label.intitule)
            else:
                self.repeated += cell.lines
        elif plain(text).startswith(("a", "mission")) and code is not None:
            self._add_activities(read_activity_cell(cell.paragraphs))
        else:
            self.reserves.append(ReserveLue(tuple(cell.lines), _BAND))

    def _read_labels(self, section: Section, row: int) -> bool:
        """The bloc and activity cells that begin at a row; True when they open something."""
        opened = False
        for cell in section.at(row, Role.BLOC):
            if cell.row != row or not cell.paragraphs:
                continue
            label = read_label(cell.paragraphs)
            if plain(label.intitule) == self._label_text:
                self.repeated += cell.lines
            else:
                self._open_bloc(BlocLu(label), label.intitule)
                opened = True
        for cell in section.at(row, Role.ACTIVITE):
            if cell.row != row or not cell.paragraphs or self._goes_on(cell):
                continue
            if plain(cell.text) == self._activity_text:
                self.repeated += cell.lines
            else:
                self._activity_text = plain(cell.text)
                read = read_activity_cell(cell.paragraphs)
                rows = range(cell.row, cell.row + cell.rowspan)
                title = with_code(read.title, section, cell, rows)
                self._read_activity(replace(read, title=title))
                opened = True
        return opened

    def _goes_on(self, cell: Cell) -> bool:
        """Adds to the activity above what its list goes on with at the top of a page."""
        listed = cell.after_break and bullet_of(cell.paragraphs[0].text)
        if not listed or not self.blocs or not self.blocs[-1].activites:
            return False
        bloc = self.blocs[-1]
        more = tuple(item([paragraph]) for paragraph in cell.paragraphs)
        if self._named:
            bloc.activites[-1].taches += more
        else:
            bloc.activites += [ActiviteLue(one) for one in more]
        return True

    def _read_activity(self, read: ActivityCell) -> None:
        if self._named and not read.is_bloc:
            self._add_activities(read)
            return
        text = self._activity_text
        label = read_label(read.head)
        if label.code is None and read.title.code is not None:
            code = read.title.code
            label = replace(label, code=code.number, lines=read.title.lines, printed=code.printed)
        bloc = BlocLu(label)
        bloc.activites = [ActiviteLue(one) for one in read.under]
        self._open_bloc(bloc, text)
        self._activity_text = text

    def _add_activities(self, read: ActivityCell) -> None:
        coded = [one for one in read.under if one.code is not None]
        bloc = self._bloc()
        if coded and read.title.code is not None and len(coded) == len(read.under):
            same = [one for one in coded if one.code and not one.code.extends(read.title.code)]
            if len(same) == len(coded):
                # Several activities in one cell, side by side.
                added = [ActiviteLue(read.title), *(ActiviteLue(one) for one in coded)]
                bloc.activites += added
                self._activites = []
                return
        bloc.activites.append(ActiviteLue(read.title, read.under))
        self._activites = [read.title]

    def _read_competence_cell(
        self,
        section: Section,
        row: int,
        current: Groupe | None,
        groupes: list[tuple[BlocLu, list[Item], Groupe]],
    ) -> Groupe | None:
        """The competence cell of a row: a new group, or the one above it going on."""
        cells = [cell for cell in section.at(row, Role.COMPETENCE) if cell.paragraphs]
        fresh = [cell for cell in cells if cell.row == row]
        if fresh and all(says_none(cell.text) for cell in fresh):
            self._reserve_row(section, row, _NO_COMPETENCE)
            return None
        if current is not None and not [cell for cell in fresh if _differs(cell, current.cells)]:
            self.repeated += [line for cell in fresh for line in cell.lines]
            current.rows.append(row)
            return current
        if not fresh:
            self._reserve_row(section, row, _NO_COMPETENCE)
            return current
        groupe = Groupe(fresh, [row])
        groupes.append((self._bloc(), list(self._activites), groupe))
        return groupe

    def _reserve_row(self, section: Section, row: int, reason: str) -> None:
        """A reserve of what stands on this row and on no other."""
        lines = [
            line
            for cell in section.table.row(row)
            if cell.row == row and cell.rowspan == 1
            if section.heading.roles[cell.column] is not Role.NIVEAU
            for line in cell.lines
        ]
        if lines:
            self.reserves.append(ReserveLue(tuple(lines), reason))


def _blocs_are_named(sections: Sequence[Section]) -> bool:
    """Are the blocs named by themselves: by a band, a column, or a title above a table?"""
    for section in sections:
        if label_above(section.above) or any(cell.paragraphs for cell in section.cells(Role.BLOC)):
            return True
    return any(is_bloc_label(band.paragraphs[0].text) for band in _bands(sections))


def _bands(sections: Sequence[Section]) -> Iterator[Cell]:
    for section in sections:
        for row in range(section.first, section.end):
            band = band_of(section.table, row)
            if band is not None:
                yield band


def _differs(cell: Cell, others: Sequence[Cell]) -> bool:
    return all(plain(cell.text) != plain(other.text) for other in others)
