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
    """What to do about a name that does not exist: the one written most like it, accents and
    capitals apart."""
    from rapidfuzz import fuzz, process

    names = [one for one in known if not one.startswith("_")]
    near = process.extractOne(name, names, scorer=fuzz.ratio, processor=_folded, score_cutoff=_NEAR)
    if near is not None:
        return f"Le nom le plus proche est « {near[0]} »."
    return f"Noms possibles : {', '.join(names[:20])}." if names else "Retirez la balise."


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return re.sub(r"[\u0300-\u036f]", "", plain)
