"""What the cells of a candidate list mean: dates, ways of access, codes of blocs and juries.

An empty cell is not asked about. A message quotes what a cell holds only when there is a digit in
it: in a row that is one column out of step, anything else may be a person's name.
"""

import datetime
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from assembler.model.certification import Voie
from assembler.model.element import MOIS, parse_date, parse_heure
from assembler.model.headings import folded
from assembler.model.tableur import Cell


class CellFault(Exception):  # noqa: N818 — what is wrong with a cell, no fault of the program
    """Why a cell can't be taken, in French."""


def text(cell: Cell) -> str:
    """The cell as a person would read it in the sheet."""
    if isinstance(cell, str):
        return cell
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


def quoted(name: str) -> str:
    """« … » after a space, when it is sure to name nobody; nothing otherwise."""
    return f" « {name} »" if any(character.isdigit() for character in name) else ""


_MOIS = tuple(map(folded, MOIS))

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


def voie(cell: Cell) -> Voie:
    """The way of access, as lists call it."""
    found = _VOIES.get(folded(text(cell)))
    if found is None:
        admises = ", ".join(dict.fromkeys(_VOIES.values()))
        raise CellFault(f"cette voie est inconnue (attendu : {admises})")
    return found


@dataclass(frozen=True)
class Dates:
    """Reads dates. `epoch`: the day 0 of dates that stand as numbers in a cell of no date format;
    None where numbers are no dates."""

    epoch: datetime.date | None

    def naissance(self, cell: Cell) -> datetime.date:
        """A date of birth: « 15/06/1998 », « 15 juin 1998 », or a spreadsheet's own."""
        try:
            jour = self._jour(cell)
        except ValueError:
            raise CellFault(
                "la date de naissance n'est pas une date (attendu : 15/06/1998)"
            ) from None
        return jour

    def passage(self, jour: Cell, heure: Cell) -> datetime.datetime:
        """Date and time, each in its cell or both in the first: « 15/06/2026 14:30 », « 15 juin
        2026 à 14h30 », or a spreadsheet's own."""
        try:
            if isinstance(jour, datetime.datetime) and (heure == "" or jour.time()):
                return jour
            if isinstance(jour, str) and (found := _DATE_AND_TIME.fullmatch(jour)):
                jour, heure = found[1], found[2]
            elif isinstance(jour, float) and not jour.is_integer():
                heure = jour
            return datetime.datetime.combine(self._jour(jour), self._heure(heure))
        except ValueError:
            raise CellFault(
                "le passage n'est pas une date et une heure (attendu : 15/06/2026 14:30)"
            ) from None

    def _jour(self, cell: Cell) -> datetime.date:
        if isinstance(cell, int | float) and not isinstance(cell, bool) and self.epoch:
            return self._of_serial(cell)
        if isinstance(cell, str) and (
            lue := re.fullmatch(r"(?:[a-z]+ )?(\d\d?)(?:er)? ([a-z]+) (\d{4})", folded(cell))
        ):
            if lue[2] not in _MOIS:
                raise ValueError("not a month")
            return datetime.date(int(lue[3]), _MOIS.index(lue[2]) + 1, int(lue[1]))
        return parse_date(cell)

    def _of_serial(self, serial: float) -> datetime.date:
        """« 36253 » is the 3rd of April 1999; « 1999 » and « 20000101 » are no serial numbers."""
        assert self.epoch
        if not _SERIALS[0] <= serial < _SERIALS[1]:
            raise ValueError("not the serial number of a date of our time")
        return self.epoch + datetime.timedelta(days=int(serial))

    def _heure(self, cell: Cell) -> datetime.time:
        if isinstance(cell, datetime.timedelta):
            return (datetime.datetime.min + cell % datetime.timedelta(days=1)).time()
        if isinstance(cell, float) and self.epoch:
            minutes = round(cell % 1 * 24 * 60)
            return datetime.time(minutes // 60 % 24, minutes % 60)
        return parse_heure(cell)


_DATE_AND_TIME = re.compile(r"(.*?)(?:\s+à\s+|\s*,\s*|T|\s+)(\d\d?\s*[:hH]\s*[\d:]*)")

_SERIALS = (10_000, 80_000)
"""Days since 1900: from 1927 to 2119."""


@dataclass(frozen=True)
class Codes:
    """The blocs and juries a row may name."""

    blocs: Collection[str]
    jurys: Collection[str]

    def read_blocs(self, heading: str, cell: Cell) -> tuple[str, ...]:
        """« 1;2 », « BC01, BC02 » or « Bloc 1 », as codes of the référentiel, each once."""
        name = text(cell)
        if name in self.blocs:
            return (name,)
        if not isinstance(cell, str | int | float) or (
            isinstance(cell, float) and not cell.is_integer()
        ):
            # A spreadsheet turns « 1,2 » into a number and « 1/2 » into a date: « 1,10 » is lost.
            raise CellFault(
                f"{heading} :{quoted(name)} a été changé par le tableur ; "
                "séparez les blocs par « ; » et mettez la colonne au format Texte"
            )
        names = [part.strip() for part in re.split(r"[;,/+\n]", name) if part.strip()]
        return tuple(dict.fromkeys(self._bloc(heading, part) for part in names))

    def _bloc(self, heading: str, name: str) -> str:
        if name in self.blocs:
            return name
        number = _bloc_number(name)
        alike = [code for code in self.blocs if number and _bloc_number(code) == number]
        if len(alike) != 1:
            known = ", ".join(self.blocs)
            raise CellFault(f"{heading} : le bloc{quoted(name)} n'existe pas (blocs : {known})")
        return alike[0]

    def read_jury(self, cell: Cell) -> str:
        """The code of the jury; any text when the session defines no jury."""
        name = text(cell)
        if not self.jurys:
            return name
        for code in self.jurys:
            if folded(code) == folded(name):
                return code
        known = ", ".join(self.jurys)
        raise CellFault(f"le jury{quoted(name)} n'est pas dans session.yaml (jurys : {known})")


def _bloc_number(name: str) -> str:
    """« 1 » for 1, BC01, RNCP37805BC01, « Bloc 1 » and « Bloc n° 1 »; empty for another name."""
    found = re.fullmatch(r"(?:(?:RNCP\s*\d+\s*)?BC|bloc(?:\s+n\s*°?)?|B)?\s*0*(\d+)", name, re.I)
    return found[1] if found else ""
