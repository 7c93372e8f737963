"""Names that templates may use, and the nearest right one to a wrong one."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

STATEMENTS: Final = (
    "for",
    "endfor",
    "if",
    "elif",
    "else",
    "endif",
    "set",
    "endset",
    "with",
    "endwith",
    "macro",
    "endmacro",
    "call",
    "endcall",
    "filter",
    "endfilter",
)
_NEAR: Final = 60
"""Likeness, of 100, from which a name is worth proposing."""


def nearest(name: str, known: Iterable[str]) -> str:
    """What to do about a name that does not exist."""
    names = [one for one in known if not one.startswith("_")]
    near = near_name(name, names)
    if near is not None:
        return f"Le nom le plus proche est « {near} »."
    return f"Noms possibles : {', '.join(names[:20])}." if names else "Retirez la balise."


def near_name(name: str, known: Iterable[str]) -> str | None:
    """The name that is written most like this one, accents and capitals apart."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(
        name, list(known), scorer=fuzz.ratio, processor=_folded, score_cutoff=_NEAR
    )
    return None if found is None else str(found[0])


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[\u0300-\u036f]", "", plain)
