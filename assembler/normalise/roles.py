"""Which column is which: told by the wording of its heading, never by its position.

The words are those that schools and ministries use (docs/lecture.md lists them).
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from assembler.extract import Cell, Table
from assembler.extract.wording import bullet_of
from assembler.normalise.codes import read_code


class Role(Enum):
    """What a column holds."""

    BLOC = "bloc"
    ACTIVITE = "activité"
    COMPETENCE = "compétence"
    MODALITE = "modalité"
    CRITERE = "critère"
    INDICATEUR = "indicateur"
    DUREE = "durée"
    DETAIL = "détail"
    """What is said of an épreuve beside its name: « Détail de l'organisation de l'épreuve »."""
    CODE = "code"
    NIVEAU = "niveau"
    AUTRE = "autre"


_WORDS: tuple[tuple[Role, str], ...] = (
    (Role.BLOC, r"blocs?\b|ccp\b|unites?\b|poles?\b|domaines? de competences?|bc\b"),
    (
        Role.ACTIVITE,
        r"referentiels? d'? ?activites?|activites?\b|missions?\b|situations? de travail|"
        r"situations? professionnelles?|domaines? d'activites?|fonctions?\b|taches?\b|processus\b|"
        r"rap\b",
    ),
    (
        Role.COMPETENCE,
        r"referentiels? de competences?|competences?\b|capacites?\b|etre capable|savoir[- ]?faire|"
        r"acquis d'apprentissage|objectifs? operationnels?",
    ),
    (
        Role.MODALITE,
        r"modalites?\b|epreuves?\b|situations? d'evaluation|modes? d'evaluation|"
        r"modes? de validation|types? d'evaluation|dispositifs?\b|outils? d'evaluation|preuves?\b|"
        r"livrables?\b|evaluations?\b(?! definit)",
    ),
    (
        Role.CRITERE,
        r"criteres?\b|resultats? attendus?|attendus?\b|observables?\b|exigences?\b|"
        r"niveaux? d'exigence|performances? attendues?|objectifs? evaluateurs?",
    ),
    (Role.INDICATEUR, r"indicateurs?\b"),
    (
        Role.NIVEAU,
        r"niveaux? de maitrise|niveaux?\b|nd$|tb$|ti$|acquis$|non acquis|en cours d'acquisition|"
        r"oui$|non$|valide$|non valide|validation$|[0-9]$|[+-]{1,2}$|points?$|notes?$|bareme",
    ),
    (
        Role.AUTRE,
        r"savoirs?\b|connaissances?\b|conditions?\b|contextes?\b|moyens?\b|ressources?\b|"
        r"observations?\b|commentaires?\b",
    ),
)
_CODE = re.compile(
    r"(?:n°|no|numeros?|codes?|ref\.?|references?)"
    r"(?: (?:de )?(?:la )?(?:fiche|competence|activite))?(?: (?:at|cp|ccp|bc))?$"
)
_DUREE = re.compile(r"durees?\b")
_DETAIL = re.compile(
    r"(?:details?|descriptions?|descriptif|deroulement|organisation)\b.*"
    r"\b(?:epreuves?|evaluations?|modalites?|organisation)\b"
)
_OF_EPREUVE = re.compile(
    r"conditions?|contextes?|moyens?|livrables?|preuves?|productions?|formats?|lieux?|consignes?|"
    r"supports?|documents?|descriptions?|details?|deroulement|organisation"
)
"""How columns begin that say more of an épreuve, when one beside them names it."""
_FIND = [(role, re.compile(rf"\b(?:{words})")) for role, words in _WORDS]
_SENTENCE = re.compile(
    r"(?:s'|se )?[a-z]+(?:er|ir|re|oir) (?:l'|d'|le|la|les|un|une|des|du|de|son)"
)
"""An infinitive and its object: a competence, not a heading."""
HEADING_WORD = 20
"""The word that names a column stands this near to the beginning of its heading (characters)."""
_OFFICIAL = re.compile(r"(?:decrit|identifie|definit|presente)\b")
_EVALUATION = re.compile(r"referentiel d'? ?evaluation")


def plain(text: str) -> str:
    """Lower case, no accents, straight apostrophes, single spaces."""
    text = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'")).lower()
    text = "".join(char for char in text if not unicodedata.combining(char))
    return re.sub(r"\s+", " ", text).strip()


def role_of(text: str) -> Role | None:
    """The role that a heading names: the word that stands first in it decides."""
    wording = plain(text)
    if _CODE.match(wording):
        return Role.CODE
    if _DUREE.match(wording):
        return Role.DUREE
    if _DETAIL.match(wording):
        return Role.DETAIL
    if _EVALUATION.match(wording):
        wording = _EVALUATION.sub("", wording, count=1)
        wording = re.split(r"\bdefinit\b", wording)[0]
    found = [
        (match.start(), n, role)
        for n, (role, f) in enumerate(_FIND)
        if (match := f.search(wording))
    ]
    return min(found)[2] if found else None


def is_heading(text: str) -> bool:
    """Does the text read as a column heading: short, without a code, beginning with its word?"""
    wording = plain(text)
    if not wording or len(wording) > 260 or read_code(text):
        return False
    if _OFFICIAL.match(wording) or _EVALUATION.match(wording) or _CODE.match(wording):
        return True
    first = re.split(r"[\n(:]", wording)[0]
    if bullet_of(text) or (_SENTENCE.match(wording) and not wording.startswith("etre capable")):
        return False
    if len(first) > 90 and not _OFFICIAL.search(first):
        return False
    return any(
        (match := find.search(first)) and match.start() <= HEADING_WORD for role, find in _FIND
    )


@dataclass(frozen=True)
class Heading:
    """The heading rows of a table, and the role and wording of each column."""

    first_row: int
    end_row: int
    roles: tuple[Role | None, ...]
    titles: tuple[str, ...]

    def columns(self, role: Role) -> tuple[int, ...]:
        return tuple(column for column, one in enumerate(self.roles) if one is role)

    @property
    def columns_without_role(self) -> tuple[int, ...]:
        return tuple(column for column, one in enumerate(self.roles) if one is None)

    @property
    def is_referentiel(self) -> bool:
        """Competences, and something that belongs to them."""
        others = {
            Role.MODALITE,
            Role.CRITERE,
            Role.INDICATEUR,
            Role.ACTIVITE,
            Role.BLOC,
            Role.NIVEAU,
        }
        return Role.COMPETENCE in self.roles and any(role in others for role in self.roles)


def read_heading(table: Table, row: int) -> Heading | None:
    """The heading that begins at `row`; None when that row is no heading."""
    if not _heading_row(table, row):
        return None
    end = _end_of(table, row, row + 1)
    while end < table.rows and _heading_row(table, end, further=True):
        end = _end_of(table, end, end + 1)
    if row > 0 and _crowns(table, row - 1):
        row -= 1
    paths = [_path(table, column, row, end) for column in range(table.columns)]
    roles = _parts_of_modalities(tuple(_role_of_path(path) for path in paths), paths)
    heading = Heading(
        row, end, _settle(roles, paths), tuple(path[-1] if path else "" for path in paths)
    )
    known = heading.is_referentiel or (Role.CRITERE in heading.roles and is_sheet(table, row))
    return heading if known else None


def is_sheet(table: Table, row: int) -> bool:
    """Does the row above name the competence that the rows below assess: a sheet a competence?"""
    if row == 0:
        return False
    above = table.row(row - 1)
    return len(above) == 1 and names_competence(above[0].text)


def names_competence(text: str) -> bool:
    """Does a text begin « Compétence a1 : … »?"""
    code = read_code(text)
    return code is not None and plain(text).startswith("competence") and bool(code.rest)


def _heading_row(table: Table, row: int, *, further: bool = False) -> bool:
    cells = [cell for cell in table.row(row) if cell.text.strip()]
    if len(cells) < 2 and (not further or len(table.row(row)) < 2):
        # « Bloc : Accueillir … » over the whole width heads no column.
        return False
    texts = [cell.text for cell in cells if cell.row == row]
    if not texts:
        return False
    if further:
        # Level names under a heading (« ND », « 1 ») count, but a body row never has only these.
        return all(is_heading(text) for text in texts)
    named = [text for text in texts if is_heading(text)]
    roles = {role_of(text) for text in named}
    if is_sheet(table, row):
        return Role.CRITERE in roles
    if len(named) >= 2 and len(named) * 2 >= len(texts):
        # A row of levels and numbers alone is a body row.
        return bool(roles - {Role.NIVEAU, Role.CODE, Role.AUTRE})
    # Columns of ticks bear the names of épreuves: the two that matter are enough.
    return Role.COMPETENCE in roles and len(roles) >= 2 and all(len(text) < 80 for text in texts)


def _crowns(table: Table, row: int) -> bool:
    """Is the row above a heading its upper level: short words, over some of the columns?"""
    cells = [cell for cell in table.row(row) if cell.text.strip()]
    return len(cells) >= 2 and all(
        len(cell.text) < 80 and read_code(cell.text) is None for cell in cells
    )


def _end_of(table: Table, row: int, end: int) -> int:
    """The row after the last one that the cells of `row` cover, when they are headings."""
    for cell in table.row(row):
        if cell.row + cell.rowspan > end and cell.text.strip() and is_heading(cell.text):
            end = cell.row + cell.rowspan
    return min(end, table.rows)


def _path(table: Table, column: int, row: int, end: int) -> tuple[str, ...]:
    """The headings over a column, from the widest to its own."""
    cells: dict[Cell, None] = {}
    for one in range(row, end):
        cell = table.at(one, column)
        if cell is not None and cell.text.strip():
            cells[cell] = None
    return tuple(" ".join(p.text for p in cell.paragraphs) for cell in cells)


def _parts_of_modalities(
    roles: Sequence[Role | None], paths: Sequence[Sequence[str]]
) -> tuple[Role | None, ...]:
    """Of the columns under one heading of modalities (« Type d'épreuve », « Conditions de
    réalisation », « Livrables »), the first that names the épreuve; what others say belongs to it.
    """
    settled = list(roles)
    named: set[str] = set()
    for column, path in enumerate(paths):
        if len(path) < 2 or role_of(path[-2]) is not Role.MODALITE:
            continue
        told = _OF_EPREUVE.match(plain(path[-1]))
        if path[-2] in named and (told or settled[column] is Role.AUTRE):
            settled[column] = Role.DETAIL
        elif not told and settled[column] is Role.MODALITE:
            named.add(path[-2])
    return tuple(settled)


def _role_of_path(path: Sequence[str]) -> Role | None:
    for text in reversed(path):
        if _OFFICIAL.match(plain(text)):
            continue
        role = role_of(text)
        if role is not None:
            return role
    return None


def _settle(
    roles: Sequence[Role | None], paths: Sequence[Sequence[str]]
) -> tuple[Role | None, ...]:
    """Indicators without criteria are the criteria; the description of an épreuve that nothing
    names is the modality; a duration beside none, or beside several, is a column like others."""
    settled = list(roles)
    if Role.MODALITE not in settled:
        settled = [Role.MODALITE if role is Role.DETAIL else role for role in settled]
    if settled.count(Role.MODALITE) != 1:
        alone = {Role.DUREE: Role.AUTRE, Role.DETAIL: Role.MODALITE}
        settled = [alone.get(role, role) if role else None for role in settled]
    if Role.CRITERE not in settled:
        settled = [Role.CRITERE if role is Role.INDICATEUR else role for role in settled]
    for column, role in enumerate(settled):
        if role is None and paths[column]:
            settled[column] = Role.AUTRE
    return tuple(settled)
