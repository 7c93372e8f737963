"""Reading the workbook back: its sheets as one tree, validated as a YAML file would be.

What is wrong is told with sheet, row and column, all at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import cast

from pydantic import ValidationError

from assembler.model.classeur import layout
from assembler.model.classeur.book import Book, is_matrice, open_book
from assembler.model.classeur.layout import Sheet
from assembler.model.classeur.matrices import read_matrice
from assembler.model.classeur.table import Members, Node, Row, Value
from assembler.model.coherence import referentiel_faults
from assembler.model.faults import Loc, nearest, translate
from assembler.model.referentiel import Referentiel

BlocKey = tuple[Value, Value]


def read_classeur(path: Path) -> Referentiel:
    """The référentiel in a workbook that `write_classeur` made and an officer corrected.

    InputError when it can't be read, and for every fault of its content.
    """
    book = open_book(path)
    data = _Assembly(book).assemble()
    book.faults.raise_all()
    try:
        referentiel = Referentiel.model_validate(data)
    except ValidationError as errors:
        book.tell(translate(errors, Referentiel))
        raise  # translate answers at least one fault for each error
    book.tell(referentiel_faults(referentiel))
    return referentiel


class _Assembly:
    """The tree of the model, put together from the tables."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._faults = book.faults
        self._blocs: dict[BlocKey, tuple[int, Members]] = {}
        self._competences: dict[tuple[BlocKey, Value], tuple[Loc, Members]] = {}

    def assemble(self) -> Members:
        head = next(self._book.rows(layout.REFERENTIEL), None)
        tree = self._members(head, (), layout.REFERENTIEL) if head else {}
        tree = {key: value for key, value in tree.items() if value is not None}
        blocs = list(self._read_blocs())
        self._read_activites()
        epreuves = list(self._read_epreuves())
        self._read_criteres([str(epreuve["code"] or "") for epreuve in epreuves])
        self._read_complements()
        matrices = [title for title in self._book.sheets if is_matrice(title)]
        return {
            **tree,
            "source": list(self._read_list(layout.SOURCES, "source")),
            "blocs": blocs,
            "epreuves": epreuves,
            "matrices": [self._read_matrice(title, n) for n, title in enumerate(matrices)],
            "reserves": list(self._read_list(layout.RESERVES, "reserves")),
        }

    def _members(self, row: Row, loc: Loc, sheet: Sheet, *skipped: str) -> Members:
        """The row's cells by key; their places are noted under `loc`. Empty flags are left out."""
        self._book.places.setdefault(loc, row.place("code"))
        members: Members = {}
        for column in sheet.columns:
            if column.key in skipped:
                continue
            self._book.places[(*loc, column.key)] = row.place(column.key)
            value = row.value(column.key)
            if value is not None or column.kind is not layout.Kind.FLAG:
                members[column.key] = value
        return members

    def _read_list(self, sheet: Sheet, key: str) -> Iterator[Members]:
        for rank, row in enumerate(self._book.rows(sheet)):
            yield self._members(row, (key, rank), sheet)

    def _read_blocs(self) -> Iterator[Members]:
        for rank, bloc in enumerate(self._read_list(layout.BLOCS, "blocs")):
            bloc.update(activites=[], competences=[])
            # Of two rows for one bloc, the check of the codes tells the second.
            key: BlocKey = (_scalar(bloc["code"]), _scalar(bloc["option"]))
            self._blocs.setdefault(key, (rank, bloc))
            yield bloc

    def _bloc_of(self, row: Row) -> tuple[BlocKey, int, Members] | None:
        """The bloc a row names; an option left empty is told by the code where it is the only."""
        code, option = row.value("bloc"), row.value("option")
        keys = [(code, option)] if (code, option) in self._blocs else []
        if not keys and option is None:
            keys = [key for key in self._blocs if key[0] == code]
        if len(keys) == 1:
            return keys[0], *self._blocs[keys[0]]
        known = [str(key[0]) for key in self._blocs]
        if code is None:
            message = "la case est vide : de quel bloc est cette ligne ?"
        elif keys:
            message = f"plusieurs blocs ont le code « {code} » : remplissez la colonne Option"
        else:
            near = nearest(str(code), known) or f" (feuille Blocs : {', '.join(known)})"
            message = f"le bloc « {code} » n'existe pas{near}"
        self._faults.add(row.place("bloc"), message)
        return None

    def _read_activites(self) -> None:
        for row in self._book.rows(layout.ACTIVITES):
            if found := self._bloc_of(row):
                _, rank, bloc = found
                activites = _list(bloc["activites"])
                loc: Loc = ("blocs", rank, "activites", len(activites))
                activites.append(self._members(row, loc, layout.ACTIVITES, "bloc", "option"))

    def _read_epreuves(self) -> Iterator[Members]:
        for rank, row in enumerate(self._book.rows(layout.EPREUVES)):
            loc: Loc = ("epreuves", rank)
            members = self._members(row, loc, layout.EPREUVES, "minutes")
            durees = _texts(members["durees"])
            minutes = _texts(row.value("minutes")) or ["?"] * len(durees)
            if len(minutes) != len(durees):
                self._faults.add(
                    row.place("minutes"),
                    f"{len(minutes)} ligne(s) en face de {len(durees)} durée(s) ; écrivez ? quand "
                    "une durée ne se compte pas",
                )
                minutes = ["?"] * len(durees)
            for place in range(len(durees)):
                self._book.places[*loc, "durees", place, "minutes"] = row.place("minutes")
            members["durees"] = [
                {"texte": texte, "minutes": None if nombre.strip() == "?" else nombre.strip()}
                for texte, nombre in zip(durees, minutes, strict=True)
            ]
            yield members

    def _read_criteres(self, epreuves: Sequence[str]) -> None:
        for row in self._book.rows(layout.CRITERES):
            found = self._bloc_of(row)
            if found is None:
                continue
            key, rank, bloc = found
            self._agree(row, "bloc_intitule", ("blocs", rank), bloc, "intitule")
            if row.value("code") is None:
                rest = row.cells.keys() - {"bloc", "bloc_intitule", "option"}
                if not row.is_empty(rest):
                    asked = "la case est vide : de quelle compétence est cette ligne ?"
                    self._faults.add(row.place("code"), asked)
                continue
            loc, competence = self._competence_of(row, key, rank, bloc)
            activites = [str(a["code"]) for a in _mappings(bloc["activites"])]
            for column in layout.CRITERES.columns_of(*layout.OF_COMPETENCE):
                known = {"activites": activites, "epreuves": epreuves}.get(column.key)
                self._agree(row, column.key, loc, competence, column.key, known)
            self._add_critere(row, loc, competence)

    def _competence_of(
        self, row: Row, bloc_key: BlocKey, rank: int, bloc: Members
    ) -> tuple[Loc, Members]:
        code = row.value("code")
        found = self._competences.get((bloc_key, code))
        if found is None:
            competences = _list(bloc["competences"])
            loc: Loc = ("blocs", rank, "competences", len(competences))
            members: Members = {"code": code, "texte": None, "criteres": [], "complements": []}
            competences.append(members)
            self._book.places[loc] = self._book.places[*loc, "code"] = row.place("code")
            self._book.places[*loc, "texte"] = row.place("texte")
            found = self._competences[bloc_key, code] = (loc, members)
        return found

    def _agree(
        self,
        row: Row,
        column: str,
        loc: Loc,
        members: Members,
        key: str,
        known: Sequence[str] | None = None,
    ) -> None:
        """Takes what the row says of an element others speak of too; they must say the same."""
        value: Value = row.value(column)
        if value is None or value == []:
            return
        if known is not None:
            value = list(_codes(_texts(value), known))
        said = members.get(key)
        if said is None or said == []:
            members[key] = value
            self._book.places[*loc, key] = row.place(column)
        elif said != value:
            self._faults.add(
                row.place(column),
                f"cette case dit autre chose que : {self._book.places[*loc, key]} ; mettez le "
                "même texte aux deux endroits, ou videz celle-ci",
            )

    def _add_critere(self, row: Row, loc: Loc, competence: Members) -> None:
        keys = {"code": "critere_code", "texte": "critere_texte", "indicateurs": "indicateurs"}
        if row.is_empty(keys.values()):
            return
        criteres = _list(competence["criteres"])
        here: Loc = (*loc, "criteres", len(criteres))
        for key, column in keys.items():
            self._book.places[*here, key] = row.place(column)
        criteres.append({key: row.value(column) for key, column in keys.items()})

    def _read_complements(self) -> None:
        for row in self._book.rows(layout.COMPLEMENTS):
            bloc = self._bloc_of(row)
            if bloc is None:
                continue
            code = row.value("competence")
            found = self._competences.get((bloc[0], code))
            if found is None:
                known = [str(c) for key, c in self._competences if key == bloc[0]]
                message = f"la compétence « {code or ''} » n'existe pas dans ce bloc"
                self._faults.add(row.place("competence"), message + nearest(str(code), known))
                continue
            complements = _list(found[1]["complements"])
            here: Loc = (*found[0], "complements", len(complements))
            keys = ("bloc", "option", "competence")
            complements.append(self._members(row, here, layout.COMPLEMENTS, *keys))

    def _read_matrice(self, title: str, number: int) -> Members:
        rank = list(self._book.sheets).index(title)
        members, places = read_matrice(title, rank, self._book.sheets[title], self._faults)
        self._book.places.update({("matrices", number, *loc): p for loc, p in places.items()})
        return members


def _codes(lines: Sequence[str], known: Sequence[str]) -> Iterator[str]:
    """Codes one a line; a line that is none may hold several, as a person writes them: E1, E2."""
    for line in lines:
        if line in known:
            yield line
        else:
            yield from filter(None, (part.strip() for part in line.replace(";", ",").split(",")))


def _scalar(node: Node) -> Value:
    assert not isinstance(node, Mapping | Sequence) or isinstance(node, str)
    return node


def _texts(node: Node) -> list[str]:
    return [str(item) for item in _list(node)]


def _list(node: Node) -> list[Node]:
    """The list itself, to be added to."""
    assert isinstance(node, list)
    return cast("list[Node]", node)


def _mappings(node: Node) -> list[Mapping[str, Node]]:
    return [item for item in _list(node) if isinstance(item, Mapping)]
