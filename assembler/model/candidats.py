"""The list of a session's candidates, from `candidats.xlsx` or `candidats.csv`.

A wrong row stops nobody else: it goes to `refus` with its number and the reason. Messages never
name a candidate.
"""

import datetime
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from assembler.errors import InputError, Where
from assembler.model.certification import Voie
from assembler.model.element import Element, parse_date, parse_heure
from assembler.model.headings import Columns, find_columns, folded
from assembler.model.tableur import Cell, CellError, read_csv, read_xlsx

T = TypeVar("T")


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
    autres: Mapping[str, str] = {}


@dataclass(frozen=True)
class Refus:
    """A row that was left out: its number (1-based, heading row included), and why."""

    rang: int
    raison: str


@dataclass(frozen=True)
class ListeCandidats:
    """The candidates in the order of the list, and the rows left out. `fichier`: None if absent."""

    candidats: tuple[Candidat, ...] = ()
    refus: tuple[Refus, ...] = ()
    fichier: Path | None = None


class _RowError(Exception):
    """Why a row can't be taken."""


def read_candidats(
    dossier: Path, *, blocs: Collection[str], jurys: Collection[str] = ()
) -> ListeCandidats:
    """The list in a session's folder; an empty one when there is none.

    `blocs`, `jurys`: the codes a row may name (any jury when the session defines none).
    InputError when the file can't be read, has no `nom` or `prenom`, or when there are two files.
    """
    fichiers = [
        fichier
        for fichier in (dossier / "candidats.xlsx", dossier / "candidats.csv")
        if fichier.is_file()
    ]
    if not fichiers:
        return ListeCandidats()
    if len(fichiers) == 2:
        raise InputError(
            "ce dossier contient deux listes, candidats.xlsx et candidats.csv.",
            where=Where(dossier),
            todo="Gardez celle qui est juste et retirez l'autre.",
        )
    fichier = fichiers[0]
    tables = read_csv(fichier) if fichier.suffix == ".csv" else read_xlsx(fichier)
    rows, columns = find_columns(fichier, tables)
    return _read_rows(fichier, rows, columns, _Codes(blocs, jurys))


def _read_rows(
    fichier: Path, rows: Sequence[Sequence[Cell]], columns: Columns, codes: "_Codes"
) -> ListeCandidats:
    candidats: list[Candidat] = []
    refus: list[Refus] = []
    taken: dict[str, int] = {}
    for rang, row in enumerate(rows[columns.rang :], start=columns.rang + 1):
        if all(cell == "" for cell in row):
            continue
        try:
            candidats.append(_read_row(rang, row, columns, codes, taken))
        except _RowError as fault:
            refus.append(Refus(rang, str(fault)))
    return ListeCandidats(tuple(candidats), tuple(refus), fichier)


def _read_row(
    rang: int, row: Sequence[Cell], columns: Columns, codes: "_Codes", taken: dict[str, int]
) -> Candidat:
    """The row as a candidate; _RowError with all that is wrong otherwise.

    `taken`: number → first row that has it, this one added. A refused row keeps its number: given
    to another candidate meanwhile, it would change hands once the row is corrected.
    """

    def value(field: str) -> Cell:
        place = columns.known.get(field)
        return "" if place is None or place >= len(row) else row[place]

    faults: list[str] = []

    def optional(field: str, read: Callable[[Cell], T]) -> T | None:
        cell = value(field)
        try:
            return None if cell == "" or isinstance(cell, CellError) else read(cell)
        except _RowError as fault:
            faults.append(str(fault))
            return None

    for place, cell in enumerate(row):
        if isinstance(cell, CellError):
            faults.append(f"la colonne « {columns.title(place)} » contient l'erreur {cell.code}")
    for field in ("nom", "prenom"):
        if value(field) == "":
            faults.append(f"la colonne « {columns.title(columns.known[field])} » est vide")
    numero = _text(value("numero")) or f"{rang - columns.rang:03}"
    if not isinstance(value("numero"), CellError):
        first = taken.setdefault(numero, rang)
        if first != rang:
            faults.append(f"le numéro {numero} est déjà donné au rang {first}")
    members = {
        "date_naissance": optional("date_naissance", _birth_date),
        "voie": optional("voie", _voie),
        "blocs_acquis": optional("blocs_acquis", partial(codes.read_blocs, "blocs acquis")) or (),
        "blocs_vises": optional("blocs_vises", partial(codes.read_blocs, "blocs visés")) or (),
        "jury": optional("jury", codes.read_jury),
        "passage": optional("passage", _passage),
        **{field: _text(value(field)) or None for field in _TEXTS},
    }
    if faults:
        raise _RowError(" ; ".join(faults))
    return Candidat.model_validate(
        {
            **members,
            "rang": rang,
            "numero": numero,
            "autres": {
                title: _text(row[place]) if place < len(row) else ""
                for place, title in columns.others.items()
            },
        }
    )


_TEXTS = ("nom", "prenom", "civilite", "groupe", "campus", "tuteur")


def _text(cell: Cell) -> str:
    """The cell as a person would read it in the sheet."""
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell).replace(".", ",")
    if isinstance(cell, datetime.datetime):
        return f"{cell:%d/%m/%Y}" if cell.time() == datetime.time() else f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, datetime.date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, datetime.time):
        return f"{cell:%H:%M}"
    return str(cell)


def _birth_date(cell: Cell) -> datetime.date:
    try:
        return parse_date(cell)
    except ValueError:
        raise _RowError("la date de naissance n'est pas une date (attendu : 15/06/1998)") from None


def _passage(cell: Cell) -> datetime.datetime:
    """Date and time: « 15/06/2026 14:30 », « 15/06/2026 à 14h30 », or a spreadsheet's own."""
    if isinstance(cell, datetime.datetime):
        return cell
    try:
        if not isinstance(cell, str):
            raise ValueError
        jour, heure = re.split(r"(?:\s+à\s+|\s*,\s*|T|\s+)", cell, maxsplit=1)
        return datetime.datetime.combine(parse_date(jour), parse_heure(heure))
    except ValueError:
        raise _RowError(
            "le passage n'est pas une date et une heure (attendu : 15/06/2026 14:30)"
        ) from None


_VOIES: Mapping[str, Voie] = {
    "formation": "formation",
    "formation initiale": "formation initiale",
    "fi": "formation initiale",
    "initiale": "formation initiale",
    "eleve": "formation initiale",
    "etudiant": "formation initiale",
    "statut scolaire": "formation initiale",
    "apprentissage": "apprentissage",
    "apprenti": "apprentissage",
    "apprentie": "apprentissage",
    "contrat d apprentissage": "apprentissage",
    "formation continue": "formation continue",
    "fc": "formation continue",
    "continue": "formation continue",
    "contrat de professionnalisation": "contrat de professionnalisation",
    "contrat pro": "contrat de professionnalisation",
    "professionnalisation": "contrat de professionnalisation",
    "candidature individuelle": "candidature individuelle",
    "candidat libre": "candidature individuelle",
    "candidate libre": "candidature individuelle",
    "individuelle": "candidature individuelle",
    "vae": "VAE",
    "validation des acquis de l experience": "VAE",
}


def _voie(cell: Cell) -> Voie:
    voie = _VOIES.get(folded(_text(cell)))
    if voie is None:
        admises = ", ".join(dict.fromkeys(_VOIES.values()))
        raise _RowError(f"la voie « {_text(cell)} » est inconnue (attendu : {admises})")
    return voie


@dataclass(frozen=True)
class _Codes:
    """The blocs and juries a row may name."""

    blocs: Collection[str]
    jurys: Collection[str]

    def read_blocs(self, heading: str, cell: Cell) -> tuple[str, ...]:
        """« 1;2 », « BC01, BC02 » or « Bloc 1 », as codes of the référentiel, each once."""
        text = _text(cell)
        if text in self.blocs:
            return (text,)
        if not isinstance(cell, str | int | float) or (
            isinstance(cell, float) and not cell.is_integer()
        ):
            # A spreadsheet turns « 1,2 » into a number and « 1/2 » into a date: « 1,10 » is lost.
            raise _RowError(
                f"{heading} : « {text} » a été changé par le tableur ; "
                "séparez les blocs par « ; » et mettez la colonne au format Texte"
            )
        names = [name.strip() for name in re.split(r"[;,/+\n]", text) if name.strip()]
        return tuple(dict.fromkeys(self._bloc(heading, name) for name in names))

    def _bloc(self, heading: str, name: str) -> str:
        if name in self.blocs:
            return name
        number = _bloc_number(name)
        alike = [code for code in self.blocs if number and _bloc_number(code) == number]
        if len(alike) != 1:
            known = ", ".join(self.blocs)
            raise _RowError(f"{heading} : le bloc « {name} » n'existe pas (blocs : {known})")
        return alike[0]

    def read_jury(self, cell: Cell) -> str:
        """The code of the jury; any text when the session defines no jury."""
        name = _text(cell)
        if not self.jurys:
            return name
        for code in self.jurys:
            if folded(code) == folded(name):
                return code
        known = ", ".join(self.jurys)
        raise _RowError(f"le jury « {name} » n'est pas dans session.yaml (jurys : {known})")


def _bloc_number(name: str) -> str:
    """« 1 » for 1, BC01, RNCP37805BC01, « Bloc 1 » and « Bloc n° 1 »; empty for another name."""
    found = re.fullmatch(r"(?:(?:RNCP\s*\d+\s*)?BC|bloc(?:\s+n\s*°?)?|B)?\s*0*(\d+)", name, re.I)
    return found[1] if found else ""
