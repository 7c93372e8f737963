"""The changes of a référentiel on a terminal, or as plain text: words struck and added."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from textwrap import shorten
from typing import TYPE_CHECKING

from assembler.cli.messages import count

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from assembler.compare import Changement, Comparaison, Mot, Objet, Renvoi, Resume

_KEPT = 6
"""Words shown of a passage that did not change, before and after what did."""


def print_changes(comparaison: Comparaison) -> None:
    """Prints what changed, then the counts."""
    from rich.console import Console

    _print(comparaison, Console(highlight=False, markup=False, emoji=False))


def text_of(comparaison: Comparaison) -> str:
    """The same as plain text: removed words stand in [-…-], added ones in {+…+}."""
    from rich.console import Console

    page = io.StringIO()
    _print(comparaison, Console(file=page, highlight=False, markup=False, emoji=False, width=100))
    return page.getvalue()


def _print(comparaison: Comparaison, console: Console) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from assembler.compare import heading

    colours = console.is_terminal and not console.no_color
    for part in comparaison.parties:
        shown = [c for c in part if c.nature != "inchange" or c.douteux]
        if not shown:
            continue
        console.print(heading(part[0]), style="bold")
        for change in shown:
            for indent, line in _lines(change, colours=colours):
                if console.is_terminal:
                    console.print(Padding(line, (0, 0, 0, indent)))
                else:
                    # Where no window tells the width, a line is a line.
                    console.print(Text(" " * indent) + line, soft_wrap=True)
        console.print()
    if comparaison.differences:
        console.print(_counts(comparaison.resume))
    else:
        console.print("Aucune différence.")
    console.print(_share(comparaison.resume))


def _lines(change: Changement, *, colours: bool) -> Iterator[tuple[int, Text]]:
    """The lines about a change, each with its indent."""
    from rich.text import Text

    from assembler.compare import in_words

    said = in_words(change)
    yield 2, Text(said)
    if change.mots:
        yield 4, _words(change.mots, colours=colours)
    else:
        yield 4, Text(_in_short(change.present.texte), style="dim" if colours else "")
    for detail in change.details:
        if detail.champ not in {"bloc", "competence"} and detail.texte not in said:
            yield 4, Text(detail.texte)
    for words in _remarks(change):
        yield 4, Text(words, style="yellow" if colours else "")


def _words(runs: Sequence[Mot], *, colours: bool) -> Text:
    """The wording with the removed words struck and the added ones underlined, or marked."""
    from rich.text import Text

    marks = {"retire": ("[-", "-]"), "ajoute": ("{+", "+}")}
    styles = {"retire": "strike red", "ajoute": "underline green"}
    shown = Text()
    for rank, run in enumerate(runs):
        words = " ".join(run.texte.split())
        if run.sens == "egal":
            shown.append(_elided(words, first=rank == 0, last=rank == len(runs) - 1))
        elif colours:
            shown.append(words, styles[run.sens])
        else:
            shown.append(words.join(marks[run.sens]))
        shown.append(" " if run.texte[-1:].isspace() else "")
    return shown


def _elided(words: str, *, first: bool, last: bool) -> str:
    """A passage that did not change, its middle left out when it is long."""
    every = words.split(" ")
    head, tail = (0 if first else _KEPT), (0 if last else _KEPT)
    if len(every) <= 2 * _KEPT + 1:
        return words
    return " ".join((*every[:head], "[…]", *every[len(every) - tail :]))


def _in_short(text: str) -> str:
    return shorten(" ".join(text.split()), 160, placeholder=" …")


def _remarks(change: Changement) -> Iterator[str]:
    """What was split or merged, and what is in doubt."""
    from assembler.compare import doubt_in_words

    if change.devient:
        others = _listed(change.objet, change.devient)
        yield f"{_manner(change.devient, 'scission : ')}se retrouve dans {others}"
    if change.issu_de:
        others = _listed(change.objet, change.issu_de)
        yield f"{_manner(change.issu_de, 'fusion : ')}vient de {others}"
    if change.rival:
        where = "l'ancien" if change.rival.cote == "ancien" else "le nouveau"
        other = _listed(change.objet, [change.rival])
        yield f"douteux : à rapprocher peut-être, dans {where}, de {other}"
    elif change.douteux:
        yield f"douteux : à vérifier, {doubt_in_words(change)}"


def _manner(others: Sequence[Renvoi], word: str) -> str:
    return word if len(others) > 1 else ""


def _listed(objet: Objet, others: Sequence[Renvoi]) -> str:
    return " ; ".join(_other(objet, one) for one in others)


def _other(objet: Objet, other: Renvoi) -> str:
    """« C1.2 « … » (84 %) »; a bloc is told by its competences, whatever its title."""
    version = other.version
    words = f"« {_in_short(version.texte)} »"
    if objet == "bloc":
        return f"bloc {version.code} {words}"
    return f"{version.code or version.competence or ''} {words} ({other.ressemblance} %)".strip()


def _counts(resume: Resume) -> Table:
    """A row an objet, a column a nature."""
    from rich import box
    from rich.table import Table

    from assembler.compare import NATURES_PLURAL, OBJETS_PLURAL

    natures = [nature for nature in NATURES_PLURAL if resume.par_nature.get(nature)]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("")
    for nature in natures:
        table.add_column(NATURES_PLURAL[nature], justify="right")
    for objet, counts in resume.par_objet.items():
        table.add_row(OBJETS_PLURAL[objet], *(str(counts.get(nature) or "") for nature in natures))
    return table


def _share(resume: Resume) -> str:
    part = f"{100 * resume.part_inchangee:.1f}".replace(".", ",")
    doubts = f" ; {count(resume.douteux, 'rapprochement douteux', 'rapprochements douteux')}"
    return (
        f"{resume.inchanges} éléments sur {resume.total} inchangés ({part} %)"
        f"{doubts if resume.douteux else ''}."
    )
