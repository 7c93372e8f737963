"""A report of conformity on a terminal, or as plain text: by gravity, then bloc."""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from assembler.cli.messages import count

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from assembler.check import Bilan, Constat, Rapport

GRAVITES: Mapping[str, str] = {
    "L": "Loi (L)",
    "D": "Doctrine de France compétences (D)",
    "A": "Conseils (A)",
    "H": "À regarder (H)",
}

_STYLES: Mapping[str, str] = {"L": "bold red", "D": "bold yellow", "A": "bold cyan", "H": "bold"}


def print_findings(rapport: Rapport) -> None:
    """Prints the report on the terminal."""
    from rich.console import Console

    _print(rapport, Console(highlight=False, markup=False, emoji=False))


def text_of(rapport: Rapport) -> str:
    """The same as plain text."""
    from rich.console import Console

    page = io.StringIO()
    _print(rapport, Console(file=page, highlight=False, markup=False, emoji=False, width=100))
    return page.getvalue()


def _print(rapport: Rapport, console: Console) -> None:
    for gravite, constats in groupby(_kept(rapport), lambda constat: constat.gravite.value):
        found = list(constats)
        console.print(
            f"{GRAVITES[gravite]} : {count(len(found), 'constat')}", style=_STYLES[gravite]
        )
        for bloc, of_it in groupby(found, lambda constat: constat.bloc):
            console.print(f"  {_title(bloc)}", style="bold")
            for constat in of_it:
                _say(console, 4, f"{constat.regle}  {_place(constat)}{constat.message}")
        console.print()
    _print_rules(rapport, console)
    _print_waived(rapport, console)
    _print_unchecked(rapport, console)
    console.print("Les quatre thèmes, bloc par bloc (activités et compétences qui en parlent)")
    console.print(_coverage(rapport))
    console.print("Écriture des compétences")
    console.print(_writing(rapport))
    for line in _summary(rapport):
        console.print(line, soft_wrap=True)


def _kept(rapport: Rapport) -> list[Constat]:
    return [constat for constat in rapport.constats if constat.derogation is None]


def _title(bloc: str | None) -> str:
    return bloc[0].upper() + bloc[1:] if bloc else "Ensemble"


def _place(constat: Constat) -> str:
    """« C1.11 (p. 2) : »; the bloc stands above."""
    objet = constat.objet.removeprefix(f"{constat.bloc} / ")
    if objet in {"référentiel", constat.bloc}:
        return ""
    page = f" (p. {constat.page})" if constat.page else ""
    return f"{objet}{page} : "


def _say(console: Console, indent: int, text: str) -> None:
    """A line; on a terminal, what does not fit goes on below its own words, not below the rule."""
    from rich.text import Text

    margin = " " * indent
    if not console.is_terminal:
        # Where no window tells the width, a line is a line.
        console.print(Text(margin + text), soft_wrap=True)
        return
    rule = re.match(r"[A-Z]{3}-\d\d  ", text)
    below = margin + " " * (rule.end() if rule else 0)
    lines = textwrap.wrap(
        _tied(text), console.width, initial_indent=margin, subsequent_indent=below
    )
    console.print(Text("\n".join(lines)), soft_wrap=True)


def _tied(text: str) -> str:
    """With guillemets and colons kept beside their words."""
    for loose, tied in (("« ", "«\u00a0"), (" »", "\u00a0»"), (" :", "\u00a0:")):
        text = text.replace(loose, tied)
    return text


def _print_rules(rapport: Rapport, console: Console) -> None:
    broken = {constat.regle for constat in _kept(rapport)}
    if not broken:
        console.print("Aucune règle enfreinte.\n")
        return
    console.print("Ce que disent ces règles", style="bold")
    for regle in rapport.regles:
        if regle.regle in broken:
            _say(console, 2, f"{regle.regle}  {regle.enonce}")
            _say(console, 4, f"Source : {regle.source}.")
            _say(console, 4, f"→ {regle.faire}")
    console.print()


def _print_waived(rapport: Rapport, console: Console) -> None:
    waived = [regle for regle in rapport.regles if regle.derogation]
    if waived:
        console.print("Règles écartées (certification.yaml)", style="bold")
    for regle in waived:
        found = count(regle.constats, "constat écarté", "constats écartés")
        _say(console, 2, f"{regle.regle}  {found} ; raison : {regle.derogation}")
    for theme, reason in rapport.themes_sans_objet.items():
        _say(console, 2, f"COM-09  thème {_THEMES[theme]} sans objet ; raison : {reason}")
    if waived or rapport.themes_sans_objet:
        console.print()


def _print_unchecked(rapport: Rapport, console: Console) -> None:
    order = list(GRAVITES)
    unchecked = sorted(
        (regle for regle in rapport.regles if regle.etat == "non_verifiable"),
        key=lambda regle: order.index(regle.gravite.value),
    )
    if unchecked:
        console.print("Non vérifiable par le logiciel : à voir par une personne", style="bold")
    for regle in unchecked:
        for line in _reminders(regle):
            _say(console, 2, line)
    if unchecked:
        console.print()


def _reminders(regle: Bilan) -> Iterator[str]:
    """The rule, then each place to look at on a line of its own, when there are several."""
    first, *others = regle.rappels
    places = [
        f"{'' if r.objet == 'référentiel' else r.objet + ' : '}{r.message}"
        for r in (first, *others)
    ]
    if not others:
        yield f"{regle.regle}  ({regle.gravite.value}) {places[0]}"
        return
    yield f"{regle.regle}  ({regle.gravite.value})"
    for place in places:
        yield f"        {place}"


_THEMES: Mapping[str, str] = {
    "transition_ecologique": "Écologie",
    "transition_numerique": "Numérique",
    "sante_securite": "Santé-sécurité",
    "handicap": "Handicap",
}
"""The themes, short enough for the head of a column."""


def _coverage(rapport: Rapport) -> Table:
    table = _table("")
    for name in _THEMES.values():
        table.add_column(name, justify="right")
    for bloc, cases in groupby(rapport.couverture, lambda case: case.bloc):
        numbers = {case.theme: len(case.mentions) for case in cases}
        table.add_row(_title(bloc), *(str(numbers[theme] or "–") for theme in numbers))
    return table


def _writing(rapport: Rapport) -> Table:
    table = _table("")
    for name in ("compétences", "infinitif", "pourquoi", "comment"):
        table.add_column(name, justify="right")
    for row in rapport.redaction:
        rates = (_rate(part, row.competences) for part in (row.infinitif, row.finalite, row.moyen))
        table.add_row(_title(row.bloc), str(row.competences), *rates)
    return table


def _rate(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "–"


def _table(first: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(first)
    return table


def _summary(rapport: Rapport) -> Iterator[str]:
    kinds = {
        "enfreinte": ("enfreinte", "enfreintes"),
        "respectee": ("respectée", "respectées"),
        "non_verifiable": ("non vérifiable", "non vérifiables"),
        "sans_objet": ("sans objet", "sans objet"),
    }
    numbers = {kind: sum(r.etat == kind for r in rapport.regles) for kind in kinds}
    said = ", ".join(
        f"{number} {kinds[kind][number > 1]}" for kind, number in numbers.items() if number
    )
    yield f"{len(rapport.regles)} règles : {said} (profil {rapport.profil})."
    blocking = len(rapport.bloquants)
    if blocking:
        yield f"{count(blocking, 'constat')} de loi ou de doctrine à traiter ou à justifier."
    else:
        yield "Rien de ce qui a pu être vérifié n'enfreint la loi ni la doctrine."
