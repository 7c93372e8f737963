"""French typography of the tool's own words: dates, durations, lists, spaces.

Never applied to the référentiel's wording, which is the filed one.
"""

import datetime
from collections.abc import Sequence

from assembler.model.element import MOIS

FINE = "\u202f"
"""Narrow no-break space: before ; ! ? and inside numbers."""
INSECABLE = "\u00a0"
"""No-break space: before a colon, inside guillemets, between a number and its unit."""
TIRET = "\u2013"


def date_longue(jour: datetime.date | None) -> str:
    """« 15 juin 2026 », « 1er juin 2026 »; empty for None."""
    if jour is None:
        return ""
    quantieme = "1er" if jour.day == 1 else str(jour.day)
    return f"{quantieme}{INSECABLE}{MOIS[jour.month - 1]} {jour.year}"


def heure(instant: datetime.time | None) -> str:
    """« 9 h 30 », « 14 h »; empty for None."""
    return "" if instant is None else _heures(instant.hour, instant.minute)


def instant(moment: datetime.datetime | None) -> str:
    """« 15 juin 2026 à 9 h 30 »; empty for None."""
    if moment is None:
        return ""
    return f"{date_longue(moment.date())} à {heure(moment.time())}"


def duree(minutes: int) -> str:
    """« 4 h », « 1 h 30 », « 20 min »."""
    heures, reste = divmod(minutes, 60)
    return _heures(heures, reste) if heures else f"{reste}{INSECABLE}min"


def _heures(heures: int, minutes: int) -> str:
    texte = f"{heures}{INSECABLE}h"
    return f"{texte}{INSECABLE}{minutes:02}" if minutes else texte


def periode(debut: datetime.date | None, fin: datetime.date | None) -> str:
    """« du 15 juin au 3 juillet 2026 », or the one date there is; empty for none."""
    if not debut or not fin or debut == fin:
        return date_longue(debut or fin)
    depuis = date_longue(debut)
    if debut.year == fin.year:
        depuis = depuis.removesuffix(f" {debut.year}")
        if debut.month == fin.month:
            depuis = depuis.partition(INSECABLE)[0]
    return f"du {depuis} au {date_longue(fin)}"


def enumeration(elements: Sequence[str]) -> str:
    """« écrit, oral et collectif »; empty for none."""
    if len(elements) < 2:
        return "".join(elements)
    return f"{', '.join(elements[:-1])} et {elements[-1]}"


def entre_guillemets(texte: str) -> str:
    """« texte »."""
    return f"«{INSECABLE}{texte}{INSECABLE}»"


def nombre(valeur: float) -> str:
    """A number as the French write it: « 2 », « 1,5 »."""
    return f"{valeur:g}".replace(".", ",")


def paragraphes(texte: str | None) -> tuple[str, ...]:
    """The lines of a text of certification.yaml that hold something, a line a paragraph."""
    return tuple(ligne.strip() for ligne in (texte or "").splitlines() if ligne.strip())
