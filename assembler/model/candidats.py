"""The list of a session's candidates: a workbook or a CSV file in the session's folder.

It is read as the candidates are asked for, and never held whole. A wrong row stops nobody else: it
is among the `refus`, with its number and the reason. Messages never name a candidate.
"""

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path

from assembler.errors import InputError, Where
from assembler.model import cells
from assembler.model.cells import CellFault, Codes, Dates
from assembler.model.certification import Voie
from assembler.model.delimited import read_csv
from assembler.model.element import Element
from assembler.model.faults import Fault, nearest
from assembler.model.headings import Columns, find_columns
from assembler.model.session import SourceCandidats
from assembler.model.tableur import Cell, CellError, Row, Stream, Table, letters
from assembler.model.xlsx import read_sheet


class Candidat(Element):
    """A candidate. `rang` is the row of the list (1-based, heading row included).

    `numero` is the list's own, or the place below the heading row (« 001 »): it does not move when
    another row is corrected. `autres`: heading → text of the columns the tool does not know.
    """

    rang: int
    numero: str
    nom: str
    prenom: str
    civilite: str | None = None
    date_naissance: datetime.date | None = None
    groupe: str | None = None
    campus: str | None = None
    voie: Voie | None = None
    blocs_acquis: tuple[str, ...] = ()
    blocs_vises: tuple[str, ...] = ()
    jury: str | None = None
    passage: datetime.datetime | None = None
    tuteur: str | None = None
    amenagements: str | None = None
    """What was granted for a disability: for a sheet apart, and for no paper of the jury."""
    autres: Mapping[str, str] = {}


@dataclass(frozen=True)
class Refus:
    """A row that was left out: its number (1-based, heading row included), and why."""

    rang: int
    raison: str


@dataclass(frozen=True)
class ListeCandidats:
    """The candidates in the order of the list, and the rows left out; `fichier` is None when there
    is no list.

    Going through `candidats` or `refus` reads the file anew, and raises InputError when it has
    changed since `read_candidats`.
    """

    candidats: Iterable[Candidat] = ()
    refus: Iterable[Refus] = ()
    fichier: Path | None = None


def read_candidats(
    dossier: Path,
    *,
    blocs: Collection[str],
    jurys: Collection[str] = (),
    source: SourceCandidats | None = None,
) -> ListeCandidats:
    """The list in a session's folder; an empty one when there is none.

    `blocs`, `jurys`: the codes a row may name (any jury when the session defines none). `source`:
    where session.yaml says that the list is.
    InputError when the file can't be read, has no `nom` or `prenom`, or when there are two files.
    """
    source = source or SourceCandidats()
    fichier = dossier / source.fichier if source.fichier else _find_list(dossier)
    if fichier is None:
        return ListeCandidats()
    state = _state(fichier)
    table, columns = find_columns(fichier, _tables(fichier, source.feuille))
    rows = _Rows(fichier, state, table, columns, Codes(blocs, jurys))
    return ListeCandidats(Stream(rows.candidats), Stream(rows.refus), fichier)


def liste_faults(dossier: Path, source: SourceCandidats) -> Iterator[Fault]:
    """What session.yaml says wrongly of the list in the session's folder."""
    fichier = source.fichier
    if fichier and not (dossier / fichier).is_file():
        present = [file.name for file in dossier.iterdir() if file.suffix.lower() in KINDS]
        hint = nearest(fichier, present)
        yield Fault(("candidats", "fichier"), f"le fichier « {fichier} » n'existe pas{hint}")
    elif fichier and (dossier / fichier).resolve().parent != dossier.resolve():
        yield Fault(
            ("candidats", "fichier"),
            f"« {fichier} » n'est pas dans le dossier de la session : copiez-y la liste",
        )
    elif fichier and Path(fichier).suffix.lower() not in KINDS:
        yield Fault(
            ("candidats", "fichier"),
            f"« {fichier} » n'est pas une liste qui se lit ({', '.join(KINDS)}) : "
            "enregistrez-la dans l'un de ces formats",
        )


def _find_list(dossier: Path) -> Path | None:
    """The file called candidats, in capitals or not."""
    named = [
        fichier
        for fichier in sorted(dossier.iterdir())
        if fichier.stem.lower() == "candidats" and fichier.is_file()
    ]
    found = [fichier for fichier in named if fichier.suffix.lower() in KINDS]
    if len(found) > 1:
        raise InputError(
            f"ce dossier contient deux listes, {found[0].name} et {found[1].name}.",
            where=Where(dossier),
            todo="Gardez celle qui est juste et retirez l'autre, ou nommez-la dans session.yaml : "
            f"candidats: {{fichier: {found[0].name}}}",
        )
    if not found and (other := [f for f in named if f.suffix.lower() in _NOT_READ]):
        raise InputError(
            f"une liste au format {other[0].suffix} ne se lit pas.",
            where=Where(other[0]),
            todo="Ouvrez-la dans le tableur et enregistrez-la au format .xlsx.",
        )
    return found[0] if found else None


KINDS = (".xlsx", ".xlsm", ".csv", ".tsv")
"""The files a list may be."""

_NOT_READ = (".xls", ".xlsb", ".ods", ".numbers")
"""Nothing says which of their cells show an error: one would pass for an empty cell."""


def _tables(fichier: Path, feuille: str | None) -> Iterator[Table]:
    if fichier.suffix.lower() in (".csv", ".tsv"):
        return read_csv(fichier)
    return iter([read_sheet(fichier, feuille)])


def _state(fichier: Path) -> tuple[int, int]:
    """What changes when the file is saved again."""
    stat = fichier.stat()
    return stat.st_size, stat.st_mtime_ns


_TEXTS = ("nom", "prenom", "civilite", "groupe", "campus", "tuteur", "amenagements")


@dataclass(frozen=True)
class _Rows:
    """The rows of a list whose columns are known. `refused`: what was, as soon as somebody went
    through the whole list: most often the booklets' plan, before refusals are asked for."""

    fichier: Path
    state: tuple[int, int]
    table: Table
    columns: Columns
    codes: Codes
    refused: list[tuple[Refus, ...]] = field(default_factory=list)

    def candidats(self) -> Iterator[Candidat]:
        return (read for read in self._read() if isinstance(read, Candidat))

    def refus(self) -> Iterator[Refus]:
        if self.refused:
            return iter(self.refused[0])
        return (read for read in self._read() if isinstance(read, Refus))

    def _read(self) -> Iterator[Candidat | Refus]:
        if _state(self.fichier) != self.state:
            raise InputError(
                "cette liste a changé pendant la lecture.",
                where=Where(self.fichier),
                todo="Relancez la commande.",
            )
        refused: list[Refus] = []
        taken: dict[str, int] = {}
        dates = Dates(self.table.epoch)
        below = islice(self.table.rows, self.columns.rang, None)
        for rang, row in enumerate(below, start=self.columns.rang + 1):
            if any(cell != "" for cell in row) and not self.columns.repeated_in(row):
                read = self._read_row(rang, row, dates, taken)
                if isinstance(read, Refus):
                    refused.append(read)
                yield read
        self.refused[:] = [tuple(refused)]

    def _read_row(
        self, rang: int, row: Row, dates: Dates, taken: dict[str, int]
    ) -> Candidat | Refus:
        """The candidate of the row, or all that is wrong with it.

        `taken`: number → first row that has it, this one added. A refused row keeps its number:
        given to another candidate meanwhile, it would change hands once the row is corrected.
        """
        cell = partial(self.columns.cell, row)
        faults = [*self._errors(rang, row), *self._missing(row)]
        numero = cells.text(cell("numero")) or f"{rang - self.columns.rang:03}"
        if not isinstance(cell("numero"), CellError):
            first = taken.setdefault(numero, rang)
            if first != rang:
                faults.append(f"le numéro{cells.quoted(numero)} est déjà donné au rang {first}")
        members: dict[str, object] = {"rang": rang, "numero": numero, "autres": self._others(row)}
        members |= {name: cells.text(cell(name)) or None for name in _TEXTS}
        for name, fields, read in self._readers(dates):
            given = [cell(part) for part in fields]
            if not _can_be_read(given):
                continue
            try:
                members[name] = read(*given)
            except CellFault as fault:
                place = letters(self.columns.known[fields[0]])
                faults.append(f"cellule {place}{rang} : {fault}")
        return Refus(rang, " ; ".join(faults)) if faults else Candidat.model_validate(members)

    def _readers(
        self, dates: Dates
    ) -> Iterator[tuple[str, tuple[str, ...], Callable[..., object]]]:
        """Each field that is more than text, the columns it stands in, and how they are read."""
        yield "date_naissance", ("date_naissance",), dates.naissance
        yield "voie", ("voie",), cells.voie
        for name, heading in (("blocs_acquis", "blocs acquis"), ("blocs_vises", "blocs visés")):
            yield name, (name,), partial(self.codes.read_blocs, heading)
        yield "jury", ("jury",), self.codes.read_jury
        yield "passage", ("passage", "heure_passage"), dates.passage

    def _errors(self, rang: int, row: Row) -> Iterator[str]:
        for place, cell in enumerate(row):
            if isinstance(cell, CellError):
                title = self.columns.title(place)
                where = f"{letters(place)}{rang}" + (f" (colonne « {title} »)" if title else "")
                yield f"la cellule {where} contient l'erreur {cell.code}"

    def _missing(self, row: Row) -> Iterator[str]:
        for name in ("nom", "prenom"):
            if self.columns.cell(row, name) == "":
                title = self.columns.title(self.columns.known[name])
                yield f"la colonne « {title} » est vide"

    def _others(self, row: Row) -> dict[str, str]:
        return {
            title: cells.text(row[place]) if place < len(row) else ""
            for place, title in self.columns.others.items()
        }


def _can_be_read(given: Sequence[Cell]) -> bool:
    """Whether something stands in the cells, and no error, which is told by itself."""
    filled = [cell for cell in given if cell != ""]
    return bool(filled) and not any(isinstance(cell, CellError) for cell in filled)
