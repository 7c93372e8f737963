"""A group of rows that share their competences, and what stands beside them: épreuves, criteria,
indicators, the other columns."""

from collections.abc import Iterator, Sequence

from assembler.extract import Cell, Line, Paragraph
from assembler.normalise.brouillon import BlocLu, CompetenceLue, CritereLu, Groupe, ReserveLue
from assembler.normalise.codes import Code, read_code
from assembler.normalise.competences import split_competences
from assembler.normalise.items import Coding, Item, coding_of, item, split_items
from assembler.normalise.mentions import saying_apart, says_not_evaluated
from assembler.normalise.modalites import Modalites, beside
from assembler.normalise.roles import Role
from assembler.normalise.sections import Section
from assembler.normalise.ties import by_place, critere_beside, following, of_code


class Groupes:
    """The reading of groups: how codes look in the document, and its épreuves so far."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self.criteres = _coding(sections, Role.CRITERE)
        self.reserves: list[ReserveLue] = []
        self._competences = _coding(sections, Role.COMPETENCE)
        self._modalites = Modalites(sections)

    def read(self, section: Section, bloc: BlocLu, activites: list[Item], groupe: Groupe) -> None:
        """Adds the competences of a group to their bloc, with what stands on its rows."""
        paragraphs = [one for cell in groupe.cells for one in cell.paragraphs]
        described: list[Paragraph] = []
        if groupe.rows and groupe.cells[0].row < groupe.rows[0]:
            # A sheet: the band above names the competence, then describes it.
            head, described = paragraphs[0], paragraphs[1:]
            items = [item([head], read_code(head.text))]
        else:
            items = split_competences(paragraphs, self._competences)
        if len(items) == 1 and items[0].code is None:
            items = [with_code(items[0], section, groupe.cells[0], groupe.rows)]
        alone = len(items) == 1
        competences = [
            CompetenceLue(one, activites=activites, alone=alone, table=section.table)
            for one in items
        ]
        bloc.competences += competences
        epreuves, deduced = self._modalites.of(section, bloc, groupe)
        for competence in competences:
            competence.epreuves, competence.epreuve_deduite = list(epreuves), deduced
        self._tie_criteres(section, groupe, competences)
        self._tie_complements(section, groupe, competences)
        if described:
            competences[0].complements.append(("Description", _whole(described)))

    @property
    def repeated(self) -> list[Line]:
        """The lines that only say an épreuve again."""
        return self._modalites.repeated

    def _tie_criteres(
        self, section: Section, groupe: Groupe, competences: list[CompetenceLue]
    ) -> None:
        tied: set[Cell] = set()
        for cell in section.on(groupe.rows, Role.CRITERE):
            if not cell.paragraphs:
                continue
            if says_not_evaluated(cell.text):
                for competence in competences:
                    competence.non_evaluee = item(cell.paragraphs)
                continue
            items = split_items(self._evaluated(cell, competences), self.criteres)
            criteres = [CritereLu(one, list(one.under)) for one in items]
            if criteres:
                tied.update(_tie_indicateurs(section, cell, criteres))
            for critere in criteres:
                by_place(critere.item, competences).criteres.append(critere)
        # Indicators beside « Non évalué » have no criterion to stand under.
        alone = [one for one in section.on(groupe.rows, Role.INDICATEUR) if one not in tied]
        _complete(section, alone, competences)

    def _evaluated(self, cell: Cell, competences: list[CompetenceLue]) -> list[Paragraph]:
        """The paragraphs of a cell of criteria, but for those that say « Non évalué »: each of
        these speaks of the competence it stands beside."""
        kept: list[Paragraph] = []
        before: CompetenceLue | None = None
        for paragraph in saying_apart(cell.paragraphs):
            if len(competences) > 1 and says_not_evaluated(paragraph.text):
                said = item([paragraph])
                before = following(before, competences) or by_place(said, competences)
                before.non_evaluee = said
            else:
                kept.append(paragraph)
                before = of_code(self.criteres.code_of(paragraph.text), competences)
        return kept

    def _tie_complements(
        self, section: Section, groupe: Groupe, competences: list[CompetenceLue]
    ) -> None:
        taken = {
            one
            for cell in section.on(groupe.rows, Role.MODALITE)
            for role in (Role.DUREE, Role.DETAIL)
            for one in beside(section, cell, role)
        }
        for role in (Role.AUTRE, Role.DUREE, Role.DETAIL):
            cells = [one for one in section.on(groupe.rows, role) if one not in taken]
            _complete(section, cells, competences)
        for column in section.heading.columns_without_role:
            beneath = [section.table.at(row, column) for row in groupe.rows]
            for one in dict.fromkeys(one for one in beneath if one and one.paragraphs):
                self.reserves.append(ReserveLue(tuple(one.lines), "colonne sans intitulé reconnu"))


def _complete(
    section: Section, cells: Sequence[Cell], competences: Sequence[CompetenceLue]
) -> None:
    """Adds what stands in columns that are none of the référentiel's own."""
    for cell in cells:
        if cell.paragraphs:
            one = (section.heading.titles[cell.column], _whole(cell.paragraphs))
            for competence in competences:
                competence.complements.append(one)


def _tie_indicateurs(section: Section, cell: Cell, criteres: Sequence[CritereLu]) -> Iterator[Cell]:
    """Puts the indicators beside a cell of criteria under them; gives the cells they stood in."""
    for other in section.on(range(cell.row, cell.row + cell.rowspan), Role.INDICATEUR):
        items = split_items(other.paragraphs, coding_of([other.paragraphs]))
        if len(items) == len(criteres):
            for critere, one in zip(criteres, items, strict=True):
                critere.indicateurs.append(one)
        else:
            for one in items:
                critere_beside(one, criteres).indicateurs.append(one)
        yield other


def _coding(sections: Sequence[Section], role: Role) -> Coding:
    """How the codes of a role look, told without what only says that nothing is assessed."""
    return coding_of(
        [one for one in cell.paragraphs if not says_not_evaluated(one.text)]
        for section in sections
        for cell in section.cells(role)
    )


def with_code(one: Item, section: Section, cell: Cell, rows: Sequence[int]) -> Item:
    """The item with the code that stands in a column of its own, if there is one."""
    found = _code_beside(section, cell, rows)
    if found is None or one.code is not None:
        return one
    text = " ".join(paragraph.text for paragraph in found.paragraphs)
    code = read_code(f"{text} :") or Code(text, "", (text.lower(),), "", separated=True)
    return Item(one.text, (*one.lines, *found.lines), code, one.under)


def _code_beside(section: Section, cell: Cell, rows: Sequence[int]) -> Cell | None:
    """The cell that holds the code, in a column of its own left of `cell`."""
    columns = [c for c in section.heading.columns(Role.CODE) if c < cell.column]
    if not columns or any(
        role is not Role.CODE for role in section.heading.roles[columns[-1] : cell.column]
    ):
        return None
    found = [section.table.at(row, columns[-1]) for row in rows]
    return next((one for one in found if one and one.paragraphs), None)


def _whole(paragraphs: Sequence[Paragraph]) -> Item:
    """A cell's whole text, line breaks told by spaces, nothing taken off."""
    lines: tuple[Line, ...] = tuple(line for one in paragraphs for line in one.lines)
    return Item(" ".join(one.text for one in paragraphs), lines)
