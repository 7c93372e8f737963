"""The base of every part of the model, and the field types an officer's hand may write loosely.

Text is kept as it stands but for white space at its two ends, which is nobody's wording: trimming
happens when an element is made, so what is written to a file is what is read back.
"""

import datetime
import re
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

FORMAT: Literal[1] = 1

MOIS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


class Element(BaseModel):
    """Base of every part of the model: frozen, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def _oui_non(valeur: object) -> object:
    if isinstance(valeur, str):
        return {"oui": True, "non": False}.get(valeur.strip().lower(), valeur)
    return valeur


def parse_date(valeur: object) -> datetime.date:
    """A date from 2026-06-15, 15/06/2026 or a spreadsheet's own date. ValueError otherwise."""
    if isinstance(valeur, datetime.datetime):
        return valeur.date()
    if isinstance(valeur, datetime.date):
        return valeur
    if isinstance(valeur, str):
        if iso := re.fullmatch(r"\s*(\d{4})-(\d\d)-(\d\d)(?:[T ]00:00(?::00)?)?\s*", valeur):
            return datetime.date(int(iso[1]), int(iso[2]), int(iso[3]))
        if fr := re.fullmatch(r"\s*(\d\d?)[/.-](\d\d?)[/.-](\d{4})\s*", valeur):
            return datetime.date(int(fr[3]), int(fr[2]), int(fr[1]))
    raise ValueError("not a date")


def parse_heure(valeur: object) -> datetime.time:
    """A time of day from 9:30, 09:30:00, 9h30 or 9 h. ValueError otherwise."""
    if isinstance(valeur, datetime.datetime):
        return valeur.time()
    if isinstance(valeur, datetime.time):
        return valeur
    if isinstance(valeur, str) and (
        lue := re.fullmatch(r"\s*(\d\d?)\s*(?::|[hH])\s*(\d\d)?(?::(\d\d))?\s*", valeur)
    ):
        return datetime.time(int(lue[1]), int(lue[2] or 0), int(lue[3] or 0))
    raise ValueError("not a time")


def _date(valeur: object) -> datetime.date | None:
    # Ours and not pydantic's: it takes "20260115" for a number of seconds since 1970.
    try:
        return None if valeur is None else parse_date(valeur)
    except ValueError:
        raise PydanticCustomError(
            "date", "une date est attendue, comme 2026-06-15 ou 15/06/2026"
        ) from None


def _heure(valeur: object) -> datetime.time | None:
    try:
        return None if valeur is None else parse_heure(valeur)
    except ValueError:
        raise PydanticCustomError("heure", "une heure est attendue, comme 9h30 ou 09:30") from None


def _nombre(valeur: object) -> object:
    return valeur.replace(",", ".") if isinstance(valeur, str) else valeur


def _known_format(lu: object) -> int:
    # Read from YAML, a number is a string.
    if str(lu) != str(FORMAT):
        raise PydanticCustomError(
            "format",
            "format {lu} : cette version du logiciel ne lit que le format {connu}",
            {"lu": str(lu), "connu": FORMAT},
        )
    return FORMAT


Format = Annotated[Literal[1], BeforeValidator(_known_format)]
"""The version of a file's keys: only one is known."""

Code = Annotated[str, Field(min_length=1)]
"""A key of tags, links and diffs: never empty."""

OuiNon = Annotated[bool, BeforeValidator(_oui_non)]
"""A bool that may be written oui / non."""

Jour = Annotated[datetime.date, BeforeValidator(_date)]
"""A date, written 2026-06-15 or 15/06/2026."""

Heure = Annotated[datetime.time, BeforeValidator(_heure)]
"""A time of day, written 9h30 or 09:30."""

Poids = Annotated[float, BeforeValidator(_nombre), Field(ge=0, allow_inf_nan=False)]
"""A weight, 0 or more; the decimal comma is accepted."""
