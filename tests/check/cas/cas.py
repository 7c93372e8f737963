"""A case: one change of the certification that keeps every rule, and what a rule says of it."""

from dataclasses import dataclass, field

from assembler.check import Etat
from tests.check.conforme import Donnee

ENFREINTE, RESPECTEE = Etat.ENFREINTE, Etat.RESPECTEE
NON_VERIFIABLE, SANS_OBJET = Etat.NON_VERIFIABLE, Etat.SANS_OBJET


@dataclass(frozen=True)
class Ici:
    """Where the rule points: the element, its page, the words as printed."""

    objet: str = "référentiel"
    page: int | None = None
    mots: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cas:
    """`ou`: the places the rule points at, in order. `aussi`: the other rules of law or doctrine
    that this change can't help breaking."""

    regle: str
    etat: Etat
    changes: Donnee = field(default_factory=dict)
    ou: tuple[Ici, ...] = ()
    aussi: frozenset[str] = frozenset()


def enfreint(regle: str, changes: Donnee, *ou: Ici, aussi: str = "") -> Cas:
    return Cas(regle, ENFREINTE, changes, ou, frozenset(aussi.split()))


def respecte(regle: str, changes: Donnee, *, aussi: str = "") -> Cas:
    return Cas(regle, RESPECTEE, changes, aussi=frozenset(aussi.split()))


def inverifiable(regle: str, changes: Donnee, *ou: Ici, aussi: str = "") -> Cas:
    return Cas(regle, NON_VERIFIABLE, changes, ou or (Ici(),), frozenset(aussi.split()))


def sans_objet(regle: str, changes: Donnee, *, aussi: str = "") -> Cas:
    return Cas(regle, SANS_OBJET, changes, (Ici(),), frozenset(aussi.split()))
