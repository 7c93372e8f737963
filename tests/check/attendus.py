"""What was expected by hand of real référentiels (attendus/*.yaml), and what a report says of them.

Objects have the names of the expected files: « C1.1 », « C1.1#2 » for its second criterion,
« bloc:1 », « activite:1 », « E2 », the name of a theme.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ruamel.yaml import YAML

from assembler.check import Rapport
from assembler.check.themes import THEMES, lexiques
from assembler.model import Referentiel

FOLDER = Path(__file__).parent / "attendus"

NATURES = {
    "matrice": "DOC-01",
    "doublon": "DOC-02",
    "codes": "DOC-03",
    "mots": "DOC-05",
    "duree": "DOC-06",
    "epreuve": "STR-04",
}
"""The kinds of plain mistakes, and the rule that looks for each."""


@dataclass(frozen=True)
class Attendu:
    """What a careful reader says of one rule."""

    regle: str
    etat: str
    ou: frozenset[str]
    objets: frozenset[str]
    """Those that must be named; all of them, when the rule is broken."""
    toleres: frozenset[str]
    pieges: frozenset[str]
    mots: dict[str, str]
    pages: frozenset[int]
    hors_tableaux: bool
    colonnes_vides: tuple[str, ...]


@dataclass(frozen=True)
class Theme:
    """The codes that speak of a theme."""

    couvert: bool
    au_moins: frozenset[str]
    seuls: frozenset[str] | None
    pieges: frozenset[str]
    blocs: frozenset[str]


class Attendus:
    """One file of expected findings."""

    def __init__(self, nom: str) -> None:
        self._lu = YAML(typ="safe").load((FOLDER / f"{nom}.yaml").read_text("utf-8"))

    @property
    def source(self) -> str:
        """Where the PDF is, in ../shared."""
        return str(self._lu["source"])

    @property
    def nombres(self) -> dict[str, int]:
        """How many of each part the document has."""
        return dict(self._lu["nombres"])

    @cached_property
    def regles(self) -> tuple[Attendu, ...]:
        """Rule by rule."""
        return tuple(map(_attendu, self._lu["constats"]))

    @cached_property
    def themes(self) -> dict[str, Theme]:
        """Theme by theme."""
        return {
            name: Theme(
                couvert=one["couvert"],
                au_moins=frozenset(one.get("au_moins", one.get("codes", ()))),
                seuls=_all_of_them(one),
                pieges=frozenset(one.get("pieges", ())),
                blocs=frozenset(one.get("blocs", ())),
            )
            for name, one in self._lu["themes"].items()
        }

    def taux(self, regle: str) -> Iterator[tuple[str, int, int, int]]:
        """(bloc, fewest, most, of how many) competences that carry a marker."""
        one = self._lu["taux"][regle]
        for bloc, (number, total) in one["blocs"].items():
            yield bloc, number, number + len(one.get("discutables", ())), total


def _all_of_them(theme: dict[str, list[str]]) -> frozenset[str] | None:
    if "codes" not in theme:
        return None
    return frozenset([*theme["codes"], *theme.get("discutables", ())])


def _attendu(one: dict[str, object]) -> Attendu:
    def some(key: str) -> list[str]:
        value = one.get(key, ())
        assert isinstance(value, list | tuple | dict)
        return [str(item) for item in value]

    mots = one.get("mots", {})
    assert isinstance(mots, dict)
    natural = str(one.get("nature", ""))
    return Attendu(
        regle=NATURES.get(natural, str(one["regle"])),
        etat=str(one["etat"]),
        ou=frozenset(some("ou")),
        objets=frozenset(some("au_moins") or some("objets")),
        toleres=frozenset([*some("objets"), *some("discutables"), *some("minuscules")])
        | frozenset(some("a_l_oeil")),
        pieges=frozenset(some("pieges")) - frozenset(some("objets")),
        mots={str(key): str(word) for key, word in mots.items()},
        pages=frozenset(int(page) for page in some("pages")),
        hors_tableaux=bool(one.get("hors_tableaux")),
        colonnes_vides=tuple(some("colonnes_vides")),
    )


@dataclass(frozen=True)
class Dit:
    """What a rule said of an object."""

    objet: str
    mots: tuple[str, ...]
    page: int | None


def said(rapport: Rapport, referentiel: Referentiel, regle: str) -> tuple[Dit, ...]:
    """Each finding and reminder of a rule, under the names of the expected files."""
    names = _names(referentiel)
    (bilan,) = (one for one in rapport.regles if one.regle == regle)
    found = [one for one in rapport.constats if one.regle == regle]
    if regle == "COM-09":
        return tuple(Dit(_theme(one.message), one.mots, one.page) for one in found)
    return tuple(
        Dit(names.get(one.objet, one.objet), one.mots, one.page)
        for one in [*found, *bilan.rappels]
        if one.objet != "référentiel"
    )


def named(referentiel: Referentiel, objet: str) -> str:
    """The expected files' name of an object of the report."""
    return _names(referentiel).get(objet, objet)


def _theme(message: str) -> str:
    (theme,) = (t for t in THEMES if f"« {lexiques()[t].titre} »" in message)
    return theme


def _names(referentiel: Referentiel) -> dict[str, str]:
    """« bloc 1 / C1.1 / critère 2 » → « C1.1#2 » …"""
    names = {f"épreuve {e.code}": e.code for e in referentiel.epreuves}
    for bloc in referentiel.blocs:
        here = f"bloc {bloc.code} ({bloc.option})" if bloc.option else f"bloc {bloc.code}"
        names[here] = f"bloc:{bloc.code}"
        for activite in bloc.activites:
            printed = re.fullmatch(r"\d+", activite.code)
            names[f"{here} / {activite.code}"] = activite.code
            if printed:
                names[f"{here} / activité {activite.code}"] = f"activite:{activite.code}"
        for competence in bloc.competences:
            names[f"{here} / {competence.code}"] = competence.code
            for rank, critere in enumerate(competence.criteres, 1):
                last = critere.code or f"critère {rank}"
                names[f"{here} / {competence.code} / {last}"] = (
                    critere.code or f"{competence.code}#{rank}"
                )
    return names
