"""A group of rows that share their competences, and what stands beside them: épreuves, criteria,
indicators, the other columns."""

import re
from collections.abc import Iterator, Mapping, Sequence

from assembler.extract import Cell, Line, Paragraph
from assembler.extract.wording import bullet_of
from assembler.normalise.brouillon import BlocLu, CompetenceLue, CritereLu, Groupe, ReserveLue
from assembler.normalise.codes import Code, read_code
from assembler.normalise.competences import split_competences
from assembler.normalise.items import Coding, Item, coding_of, item, split_items
from assembler.normalise.mentions import saying_apart, says_not_evaluated
from assembler.normalise.modalites import Modalites, beside
from assembler.normalise.roles import Role, plain
from assembler.normalise.sections import Section
from assembler.normalise.ties import by_place, critere_beside, following, of_code

_ANNOUNCING = re.compile(
    r"pour|la|le|les|de|du|a|competences?|criteres?|d'evaluation|evaluation|relatifs?|associes?|lies?"
)


class Groupes:
    """The reading of groups: how codes look in the document, and its épreuves so far."""

    def __init__(self, sections: Sequence[Section]) -> None:
        self.criteres = _coding(sections, Role.CRITERE)
        self.reserves: list[ReserveLue] = []
        self._labels: list[Line] = []
        self.common: list[Cell] = []
        """Cells of criteria that stand beside several competences, and do not say whose."""
        self._competences = _coding(sections, Role.COMPETENCE)
        self._modalites = Modalites(sections)

    def read(self, section: Section, groupes: Sequence[tuple[BlocLu, list[Item], Groupe]]) -> None:
        """Adds the competences of some groups to their blocs, with what stands on their rows."""
        begun = [
            (bloc, groupe, self._begin(section, bloc, activites, groupe))
            for bloc, activites, groupe in groupes
        ]
        for bloc, groupe, (competences, described) in begun:
            epreuves, deduced = self._modalites.of(section, bloc, groupe)
            for competence in competences:
                competence.epreuves, competence.epreuve_deduite = list(epreuves), deduced
            self._tie_criteres(section, bloc, groupe, competences)
            self._tie_complements(section, groupe, competences)
            if described:
                competences[0].complements.append(("Description", _whole(described)))

    def _begin(
        self, section: Section, bloc: BlocLu, activites: list[Item], groupe: Groupe
    ) -> tuple[list[CompetenceLue], list[Paragraph]]:
        """The competences of a group, in their bloc; and what a sheet says under their name."""
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
        return competences, described

    @property
    def repeated(self) -> list[Line]:
        """The lines that only say an épreuve again, or the code of a competence."""
        return [*self._modalites.repeated, *self._labels]

    def _tie_criteres(
        self, section: Section, bloc: BlocLu, groupe: Groupe, competences: list[CompetenceLue]
    ) -> None:
        tied: set[Cell] = set()
        for cell in section.on(groupe.rows, Role.CRITERE):
            if not cell.paragraphs:
                continue
            if says_not_evaluated(cell.text):
                for competence in competences:
                    competence.non_evaluee = item(cell.paragraphs)
                continue
            criteres: list[CritereLu] = []
            parts = list(self._by_label(cell, bloc))
            beyond = set(range(cell.row, cell.row + cell.rowspan)) - set(groupe.rows)
            told = self.criteres.coded or all(named for named, _ in parts)
            if beyond and cell.row in groupe.rows and not told:
                self.common.append(cell)
            for named, paragraphs in parts:
                if named is not None and named not in competences:
                    continue
                for one in self._items_of(paragraphs, section, cell, competences):
                    critere = CritereLu(one, list(one.under))
                    criteres.append(critere)
                    (named or by_place(one, competences)).criteres.append(critere)
            if criteres:
                tied.update(_tie_indicateurs(section, cell, criteres))
        # Indicators beside « Non évalué » have no criterion to stand under.
        alone = [one for one in section.on(groupe.rows, Role.INDICATEUR) if one not in tied]
        _complete(section, alone, competences)

    def _by_label(
        self, cell: Cell, bloc: BlocLu
    ) -> Iterator[tuple[CompetenceLue | None, list[Paragraph]]]:
        """The paragraphs of a cell of criteria, gathered under the lines that are nothing but the
        code of a competence of the bloc: whose criteria follow."""
        codes = {_bare(one.item.code.printed): one for one in bloc.competences if one.item.code}
        named: CompetenceLue | None = None
        under: list[Paragraph] = []
        for paragraph in cell.paragraphs:
            label = codes.get(_bare(paragraph.text)) or _announced(paragraph.text, codes)
            if label is None:
                under.append(paragraph)
                continue
            if under:
                yield named, under
            named, under = label, []
            self._labels += paragraph.lines
        if under:
            yield named, under

    def _items_of(
        self,
        paragraphs: Sequence[Paragraph],
        section: Section,
        cell: Cell,
        competences: list[CompetenceLue],
    ) -> list[Item]:
        """The criteria that some paragraphs of a cell say."""
        items = split_items(self._evaluated(paragraphs, competences), self.criteres)
        if len(items) == 1:
            return [with_code(items[0], section, cell, range(cell.row, cell.row + cell.rowspan))]
        return items

    def _evaluated(
        self, paragraphs: Sequence[Paragraph], competences: list[CompetenceLue]
    ) -> list[Paragraph]:
        """The paragraphs of a cell of criteria, but for those that say « Non évalué »: each of
        these speaks of the competence it stands beside."""
        kept: list[Paragraph] = []
        before: CompetenceLue | None = None
        for paragraph in saying_apart(paragraphs):
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
    code = read_code(f"{text} :") or Code(text, "", (text.lower(),), "", sign=":")
    return Item(one.text, (*one.lines, *found.lines), code, one.under)


def _bare(text: str) -> str:
    """A code without the bullet, signs and spaces around it."""
    return re.sub(r"[\s.:)–—-]", "", text[len(bullet_of(text)) :])


def _announced(text: str, codes: Mapping[str, CompetenceLue]) -> CompetenceLue | None:
    """The competence that « Pour la compétence C2 : » announces, or « C2 – » with its wording."""
    if text.rstrip().endswith(":"):
        words = [_bare(word) for word in text.split()]
        named = [word for word in words if word in codes]
        others = [plain(word) for word in words if word and word not in codes]
        if len(named) == 1 and all(_ANNOUNCING.fullmatch(word) for word in others):
            return codes[named[0]]
    code = read_code(text)
    one = codes.get(_bare(code.printed)) if code else None
    again = one and code and plain(code.rest).strip(" .:") == plain(one.item.text).strip(" .:")
    return one if again and code and code.rest else None


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
