"""The rows of référentiel tables, from top to bottom, to blocs with their competences.

Who belongs to whom is told by shared rows; codes correct the rows where criteria slid.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assembler.extract import Cell, Line, Paragraph, Table
from assembler.extract.wording import bullet_of
from assembler.normalise.blocs import (
    ActivityCell,
    is_bloc_label,
    label_above,
    read_activity_cell,
    read_label,
)
from assembler.normalise.brouillon import (
    ActiviteLue,
    BlocLu,
    CompetenceLue,
    CritereLu,
    EpreuveLue,
    Groupe,
    ReserveLue,
)
from assembler.normalise.codes import Code, read_code
from assembler.normalise.competences import split_competences
from assembler.normalise.epreuves import opens_epreuve
from assembler.normalise.items import Coding, Item, coding_of, item, split_items
from assembler.normalise.merge import merge
from assembler.normalise.roles import Role, names_competence, plain
from assembler.normalise.sections import Section
from assembler.normalise.ties import by_place, critere_beside, following, tie_by_code

_NOT_EVALUATED = re.compile(
    r"(?:competence\s+)?non[ -]evaluee?s?\b.{0,40}|neant|sans objet|n\.?/?a\.?|"
    r"[-–—/]|pas d'evaluation"
)


@dataclass(frozen=True)
class Rows:
    """The blocs in the order they are printed, what was not understood, what was only repeated."""

    blocs: list[BlocLu]
    reserves: list[ReserveLue]
    repeated: frozenset[Line]


def read_rows(sections: Sequence[Section]) -> Rows:
    """The rows of the sections, read."""
    reader = _Rows(sections)
    for section in sections:
        reader.read(section)
    tie_by_code(reader.blocs, reader.criteres)
    blocs, again = merge(reader.blocs)
    return Rows(blocs, reader.reserves, frozenset(reader.repeated) | again)


class _Rows:
    """The reading of rows, one after the other: the bloc and the activity that hold now."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self.blocs: list[BlocLu] = []
        self.reserves: list[ReserveLue] = []
        self.repeated: list[Line] = []
        """Labels that only say again what bloc or activity holds."""
        self._named = _blocs_are_named(sections)
        self._has_activities = any(
            cell.paragraphs for section in sections for cell in section.cells(Role.ACTIVITE)
        )
        self._competences = _coding(sections, Role.COMPETENCE)
        self.criteres = _coding(sections, Role.CRITERE)
        self._openings = [
            cell.paragraphs
            for section in sections
            for cell in section.cells(Role.MODALITE)
            if cell.paragraphs and not cell.after_break
        ]
        self._epreuves: dict[Cell, EpreuveLue] = {}
        self._above: dict[int, EpreuveLue] = {}
        """The last épreuve of each modality column."""
        self._activites: list[Item] = []
        self._label_text = ""
        self._activity_text = ""
        self._table: Table | None = None
        self._sheet: Groupe | None = None
        """The competence that a band names for the rows under the heading that follows."""

    def read(self, section: Section) -> None:
        """Reads the rows of one section."""
        self._table = section.table
        label = label_above(section.above)
        if label is not None:
            self._open_bloc(BlocLu(label), label.intitule)
        groupes: list[tuple[BlocLu, list[Item], Groupe]] = []
        current: Groupe | None = None
        for row in range(section.first, section.end):
            band = _band(section.table, row)
            if band is not None and names_competence(band.text):
                self._sheet = Groupe([band], [])
                continue
            if self._sheet is not None and band is None and not _is_blank(section.table, row):
                current, self._sheet = self._sheet, None
                groupes.append((self._bloc(), list(self._activites), current))
            if band is not None:
                current = None
                self._read_band(band, last=row + 1 == section.end)
                continue
            if self._read_labels(section, row):
                current = None
            current = self._read_competence_cell(section, row, current, groupes)
        for bloc, activites, groupe in groupes:
            self._read_groupe(section, bloc, activites, groupe)

    def _bloc(self) -> BlocLu:
        if not self.blocs:
            self.blocs.append(BlocLu(None))
        return self.blocs[-1]

    def _open_bloc(self, bloc: BlocLu, text: str) -> None:
        bloc.table = self._table
        self.blocs.append(bloc)
        self._activites = []
        self._label_text = plain(text)
        self._activity_text = ""

    def _read_band(self, cell: Cell, *, last: bool) -> None:
        """A row over the whole width: a bloc, an activity, or something not understood."""
        text = cell.paragraphs[0].text
        code = read_code(text)
        # Where nothing else names the blocs, a band over competences does.
        title = not self._has_activities and not last and not text.rstrip().endswith(":")
        if is_bloc_label(text) or (not self._named and (code is not None or title)):
            label = read_label(cell.paragraphs)
            if plain(label.intitule) != self._label_text:
                self._open_bloc(BlocLu(label), label.intitule)
            else:
                self.repeated += cell.lines
        elif plain(text).startswith(("a", "mission")) and code is not None:
            self._add_activities(read_activity_cell(cell.paragraphs))
        else:
            self.reserves.append(
                ReserveLue(tuple(cell.lines), "ligne sur toute la largeur, ni bloc ni activité")
            )

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
                title = _with_code(read.title, section, cell, rows)
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
        if fresh and all(_says_none(cell.text) for cell in fresh):
            self._reserve_row(section, row)
            return None
        if current is not None and not [cell for cell in fresh if _differs(cell, current.cells)]:
            self.repeated += [line for cell in fresh for line in cell.lines]
            current.rows.append(row)
            return current
        if not fresh:
            self._reserve_row(section, row)
            return current
        groupe = Groupe(fresh, [row])
        groupes.append((self._bloc(), list(self._activites), groupe))
        return groupe

    def _reserve_row(self, section: Section, row: int) -> None:
        for cell in section.table.row(row):
            role = section.heading.roles[cell.column]
            alone = cell.row == row and cell.rowspan == 1
            if alone and cell.paragraphs and role is not Role.NIVEAU:
                self.reserves.append(
                    ReserveLue(tuple(cell.lines), "aucune compétence sur cette rangée")
                )

    def _read_groupe(
        self, section: Section, bloc: BlocLu, activites: list[Item], groupe: Groupe
    ) -> None:
        """The competences of a group, with what stands on its rows."""
        paragraphs = [one for cell in groupe.cells for one in cell.paragraphs]
        described: list[Paragraph] = []
        if groupe.rows and groupe.cells[0].row < groupe.rows[0]:
            # A sheet: the band above names the competence, then describes it.
            head, described = paragraphs[0], paragraphs[1:]
            items = [item([head], read_code(head.text))]
        else:
            items = split_competences(paragraphs, self._competences)
        if len(items) == 1 and items[0].code is None:
            items = [_with_code(items[0], section, groupe.cells[0], groupe.rows)]
        alone = len(items) == 1
        competences = [
            CompetenceLue(one, activites=activites, alone=alone, table=section.table)
            for one in items
        ]
        bloc.competences += competences
        self._tie_epreuves(section, bloc, groupe, competences)
        self._tie_criteres(section, groupe, competences)
        self._tie_complements(section, groupe, competences)
        if described:
            competences[0].complements.append(("Description", _whole(described)))

    def _tie_epreuves(
        self, section: Section, bloc: BlocLu, groupe: Groupe, competences: list[CompetenceLue]
    ) -> None:
        cells = _cells(section, Role.MODALITE, groupe.rows)
        epreuves = [self._epreuve(bloc, cell) for cell in cells if cell.paragraphs]
        columns = section.heading.columns(Role.MODALITE)
        deduced = not epreuves and bool(bloc.epreuves) and bool(columns)
        for competence in competences:
            competence.epreuves = list(dict.fromkeys(epreuves or bloc.epreuves[-1:]))
            competence.epreuve_deduite = deduced
            if not columns:
                competence.epreuves = []

    def _epreuve(self, bloc: BlocLu, cell: Cell) -> EpreuveLue:
        """The épreuve of a modality cell: new, repeated, or going on from the page before."""
        if cell in self._epreuves:
            return self._epreuves[cell]
        above = self._above.get(cell.column)
        if (
            above is not None
            and above in bloc.epreuves
            and cell.after_break
            and not opens_epreuve(cell.paragraphs, self._openings)
        ):
            found = above
            found.paragraphs += cell.paragraphs
        else:
            wording = "\n".join(one.text for one in cell.paragraphs)
            same = [one for one in bloc.epreuves if plain(one.wording) == plain(wording)]
            found = same[-1] if same else EpreuveLue(list(cell.paragraphs))
            if not same:
                bloc.epreuves.append(found)
        self._epreuves[cell] = self._above[cell.column] = found
        return found

    def _tie_criteres(
        self, section: Section, groupe: Groupe, competences: list[CompetenceLue]
    ) -> None:
        for cell in _cells(section, Role.CRITERE, groupe.rows):
            if not cell.paragraphs:
                continue
            if _says_not_evaluated(cell.text):
                for competence in competences:
                    competence.non_evaluee = item(cell.paragraphs)
                continue
            items = split_items(self._evaluated(cell, competences), self.criteres)
            criteres = [CritereLu(one, list(one.under)) for one in items]
            self._tie_indicateurs(section, cell, criteres)
            for critere in criteres:
                by_place(critere.item, competences).criteres.append(critere)

    def _evaluated(self, cell: Cell, competences: list[CompetenceLue]) -> list[Paragraph]:
        """The paragraphs of a cell of criteria, but for those that say « Non évalué »: each of
        these speaks of the competence it stands beside."""
        kept: list[Paragraph] = []
        for paragraph in _saying_apart(cell.paragraphs):
            if len(competences) > 1 and _says_not_evaluated(paragraph.text):
                said = item([paragraph])
                after = self.criteres.code_of(kept[-1].text) if kept else None
                found = following(after, competences) or by_place(said, competences)
                found.non_evaluee = said
            else:
                kept.append(paragraph)
        return kept

    def _tie_indicateurs(self, section: Section, cell: Cell, criteres: list[CritereLu]) -> None:
        rows = list(range(cell.row, cell.row + cell.rowspan))
        for beside in _cells(section, Role.INDICATEUR, rows):
            items = split_items(beside.paragraphs, coding_of([beside.paragraphs]))
            if len(items) == len(criteres):
                for critere, one in zip(criteres, items, strict=True):
                    critere.indicateurs.append(one)
            else:
                for one in items:
                    critere_beside(one, criteres).indicateurs.append(one)

    def _tie_complements(
        self, section: Section, groupe: Groupe, competences: list[CompetenceLue]
    ) -> None:
        for column in section.heading.columns(Role.AUTRE):
            cells = [section.table.at(row, column) for row in groupe.rows]
            for cell in dict.fromkeys(one for one in cells if one and one.paragraphs):
                for competence in competences:
                    competence.complements.append(
                        (section.heading.titles[column], _whole(cell.paragraphs))
                    )
        for column in section.heading.columns_without_role:
            cells = [section.table.at(row, column) for row in groupe.rows]
            for cell in dict.fromkeys(one for one in cells if one and one.paragraphs):
                self.reserves.append(ReserveLue(tuple(cell.lines), "colonne sans intitulé reconnu"))


def _saying_apart(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs, with « Non évalué » as one of its own where it ends another."""
    for paragraph in paragraphs:
        *head, last = paragraph.lines
        if head and _says_not_evaluated(last.text):
            yield Paragraph(tuple(head))
            yield Paragraph((last,))
        else:
            yield paragraph


def _says_none(text: str) -> bool:
    """Does a cell of the competence column say that there is none, or only announce a total?"""
    return _says_not_evaluated(text) or text.rstrip().endswith(":")


def _says_not_evaluated(text: str) -> bool:
    return bool(_NOT_EVALUATED.fullmatch(plain(text).rstrip(" .")))


def _blocs_are_named(sections: Sequence[Section]) -> bool:
    """Are the blocs named by themselves: by a band, a column, or a title above a table?"""
    for section in sections:
        if label_above(section.above) or any(cell.paragraphs for cell in section.cells(Role.BLOC)):
            return True
        for row in range(section.first, section.end):
            band = _band(section.table, row)
            if band is not None and is_bloc_label(band.paragraphs[0].text):
                return True
    return False


def _coding(sections: Sequence[Section], role: Role) -> Coding:
    """How the codes of a role look, told without what only says that nothing is assessed."""
    return coding_of(
        [one for one in cell.paragraphs if not _says_not_evaluated(one.text)]
        for section in sections
        for cell in section.cells(role)
    )


def _band(table: Table, row: int) -> Cell | None:
    """The cell that takes the whole width of a row."""
    cells = table.row(row)
    if len(cells) == 1 and cells[0].row == row and cells[0].paragraphs and table.columns > 1:
        return cells[0]
    return None


def _is_blank(table: Table, row: int) -> bool:
    return not any(cell.paragraphs for cell in table.row(row))


def _differs(cell: Cell, others: Sequence[Cell]) -> bool:
    return all(plain(cell.text) != plain(other.text) for other in others)


def _cells(section: Section, role: Role, rows: Sequence[int]) -> list[Cell]:
    """The cells of a role on some rows, from top to bottom, each once."""
    return list(dict.fromkeys(cell for row in rows for cell in section.at(row, role)))


def _code_beside(section: Section, cell: Cell, rows: Sequence[int]) -> Cell | None:
    """The cell that holds the code, in a column of its own left of `cell`."""
    columns = [c for c in section.heading.columns(Role.CODE) if c < cell.column]
    if not columns or any(
        role is not Role.CODE for role in section.heading.roles[columns[-1] : cell.column]
    ):
        return None
    beside = [section.table.at(row, columns[-1]) for row in rows]
    return next((one for one in beside if one and one.paragraphs), None)


def _with_code(one: Item, section: Section, cell: Cell, rows: Sequence[int]) -> Item:
    """The item with the code that stands in a column of its own, if there is one."""
    beside = _code_beside(section, cell, rows)
    if beside is None or one.code is not None:
        return one
    text = " ".join(paragraph.text for paragraph in beside.paragraphs)
    code = read_code(f"{text} :") or Code(text, "", (text.lower(),), "", separated=True)
    return Item(one.text, (*one.lines, *beside.lines), code, one.under)


def _whole(paragraphs: Sequence[Paragraph]) -> Item:
    """A cell's whole text, line breaks told by spaces, nothing taken off."""
    lines: tuple[Line, ...] = tuple(line for one in paragraphs for line in one.lines)
    return Item(" ".join(one.text for one in paragraphs), lines)
