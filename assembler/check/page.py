"""The report as one HTML page that opens without a network, and prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from assembler.check.mots import passage
from assembler.check.rapport import Bilan, Case, Constat, Rapport
from assembler.check.regles import Etat, Gravite
from assembler.check.themes import THEMES, lexiques
from assembler.check.vue import GENERAL
from assembler.model.certification import Theme

if TYPE_CHECKING:
    from markupsafe import Markup

GRAVITES = {
    Gravite.LOI: ("Loi", "ce que le Code du travail impose"),
    Gravite.DOCTRINE: ("Doctrine", "ce que France compétences exige, ou refuse"),
    Gravite.CONSEIL: ("Conseils", "ce que France compétences recommande"),
    Gravite.INDICE: ("À regarder", "ce qu'un relecteur relèverait ; jamais une erreur"),
}
"""What each gravity is called, and what it is."""

ETATS = {
    Etat.ENFREINTE: "enfreinte",
    Etat.RESPECTEE: "respectée",
    Etat.NON_VERIFIABLE: "non vérifiable",
    Etat.SANS_OBJET: "sans objet",
}


@dataclass(frozen=True)
class Enfreinte:
    """A broken rule and where it is."""

    regle: Bilan
    constats: tuple[Constat, ...]


@dataclass(frozen=True)
class Partie:
    """The findings of a bloc, the strongest first; `nom` is None for the référentiel as a whole."""

    nom: str
    constats: tuple[Constat, ...]


def render_page(rapport: Rapport) -> str:
    """The report as HTML: by gravity with the legal text, by bloc, then what was not checked."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("assembler.check", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["fr"] = french
    environment.filters["objet"] = _objet
    environment.filters["majuscule"] = _capital
    environment.filters["extrait"] = _extract
    kept = [constat for constat in rapport.constats if constat.derogation is None]
    return environment.get_template("page.html").render(
        # Our own file, which holds no « </ ».
        style=Markup(files("assembler.check").joinpath("page.css").read_text("utf-8")),
        rapport=rapport,
        gravites=[
            (gravite, *words, _broken(rapport, kept, gravite))
            for gravite, words in GRAVITES.items()
        ],
        nombres={g: sum(c.gravite == g for c in kept) for g in Gravite},
        etats={nom: sum(r.etat == etat for r in rapport.regles) for etat, nom in ETATS.items()},
        noms_etats=ETATS,
        noms_gravites={gravite: name for gravite, (name, _) in GRAVITES.items()},
        parties=_parts(kept),
        ecartees=[regle for regle in rapport.regles if regle.derogation],
        a_voir=_to_be_seen(rapport),
        absents=_absent(rapport),
        themes=[(theme, lexiques()[theme].titre) for theme in THEMES],
        couverture=[
            (bloc, {case.theme: case for case in cases})
            for bloc, cases in groupby(rapport.couverture, _bloc_of)
        ],
        enregistre=GENERAL.objet,
    )


def _to_be_seen(rapport: Rapport) -> list[Bilan]:
    """What only a person can tell, the strongest first."""
    order = list(Gravite)
    left = (regle for regle in rapport.regles if regle.etat == Etat.NON_VERIFIABLE)
    return sorted(left, key=lambda regle: order.index(regle.gravite))


def _absent(rapport: Rapport) -> set[Theme]:
    """The themes that nothing speaks of, and that are not said to be without object."""
    spoken = {case.theme for case in rapport.couverture if case.mentions}
    return {*THEMES} - spoken - {*rapport.themes_sans_objet}


def _bloc_of(case: Case) -> str:
    return case.bloc


def _broken(rapport: Rapport, kept: Sequence[Constat], gravite: Gravite) -> tuple[Enfreinte, ...]:
    return tuple(
        Enfreinte(regle, found)
        for regle in rapport.regles
        if regle.gravite == gravite and (found := tuple(c for c in kept if c.regle == regle.regle))
    )


def _parts(kept: Iterable[Constat]) -> tuple[Partie, ...]:
    """The findings bloc by bloc, in the order of the blocs; what is no bloc's comes first."""
    found: dict[str, list[Constat]] = {}
    for constat in kept:
        found.setdefault(constat.bloc or "", []).append(constat)
    names = sorted(found, key=lambda name: (name != "", [*found].index(name)))
    return tuple(
        Partie(_capital(name or "ensemble du référentiel"), tuple(found[name])) for name in names
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _objet(constat: Constat) -> str:
    """Where it is, without the bloc: « C1.11 », « C1.4, critère 2 »."""
    if constat.objet == GENERAL.objet:
        return "Ensemble"
    return _capital(constat.objet.removeprefix(f"{constat.bloc} / ").replace(" / ", ", "))


def _extract(constat: Constat) -> Markup:
    """What is printed there, with the words at fault marked; nothing where the message says it."""
    from markupsafe import Markup, escape

    text = constat.extrait or ""
    if text in constat.message:
        return Markup()
    # Without words, nothing is to be marked.
    wanted = "|".join(passage(words).pattern for words in constat.mots) or r"(?!)"
    marked = Markup()
    end = 0
    for found in re.finditer(wanted, text):
        if found[0] != text:
            marked += escape(text[end : found.start()]) + Markup("<mark>{}</mark>").format(found[0])
            end = found.end()
    return marked + escape(text[end:])


_OWN = re.compile(r"(«[^»]*»)")


def french(text: str) -> str:
    """The tool's own words with French spaces and apostrophes; what is quoted keeps its signs."""
    parts = _OWN.split(text)
    parts[::2] = (part.replace("'", "’") for part in parts[::2])
    whole = "".join(parts).replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    return re.sub(r" ([;?!])", "\u202f\\1", whole.replace(" :", "\u00a0:")).replace(" %", "\u00a0%")
