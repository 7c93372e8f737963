"""What a PDF says, as a set of facts, and how far a reading agrees with it.

Text is compared to the letter, but for white space, a bullet in front and a closing stop.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assembler.model import Epreuve, Referentiel

Fact = tuple[str, ...]
Facts = frozenset[Fact]

_BULLET = re.compile(r"^(?:[•\-–—*▪➢✓·◦○●\uf0b7\uf0a7]|o(?= ))\s*")


@dataclass(frozen=True)
class Score:
    """What a reading missed and what it invented."""

    missed: tuple[Fact, ...]
    invented: tuple[Fact, ...]
    f1: float

    def __str__(self) -> str:
        lines = [f"F1 {self.f1:.4f}"]
        lines += [f"  - {_shown(fact)}" for fact in self.missed[:4]]
        lines += [f"  + {_shown(fact)}" for fact in self.invented[:4]]
        return "\n".join(lines)


def _shown(fact: Fact) -> str:
    kind, *texts = fact
    return " | ".join(
        [kind, *(text if len(text) < 90 else f"{text[:60]} … {text[-25:]}" for text in texts)]
    )


def tidy(text: str) -> str:
    """A text as it is compared."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"(['’‘/]) ", r"\1", text)
    return re.sub(r"\s*[.;,]$", "", _BULLET.sub("", text)).strip()


def tidy_code(code: str) -> str:
    """A code as it is compared: no spaces, no closing sign, lower case."""
    return re.sub(r"[\s.:\-–]+$", "", re.sub(r"\s+", "", code)).lower()


def joined(lines: Sequence[str]) -> str:
    """The lines of an épreuve as one text, bullets off."""
    return tidy(" ".join(_BULLET.sub("", re.sub(r"\s+", " ", line).strip()) for line in lines))


def in_order(kind: str, texts: Sequence[str]) -> Iterator[Fact]:
    """That each of these comes right after the one before."""
    return (("suite", kind, tidy(one), tidy(other)) for one, other in pairwise(texts))


def score(truth: Facts, referentiel: Referentiel) -> Score:
    """How far a référentiel that was read agrees with the facts of its PDF."""
    read = frozenset(_facts(referentiel, truth))
    right = len(truth & read)
    total = len(truth) + len(read)
    return Score(
        tuple(sorted(truth - read)),
        tuple(sorted(read - truth)),
        2 * right / total if total else 1.0,
    )


def _facts(referentiel: Referentiel, truth: Facts) -> Iterator[Fact]:
    epreuves = {epreuve.code: epreuve for epreuve in referentiel.epreuves}
    for bloc in referentiel.blocs:
        titre = tidy(bloc.intitule)
        yield "bloc", titre
        if bloc.option:
            yield "option", titre, bloc.option.removeprefix("option ")
        for activite in bloc.activites:
            yield "act", titre, tidy(activite.intitule)
        yield from in_order("comp", [competence.texte for competence in bloc.competences])
        for competence in bloc.competences:
            texte = tidy(competence.texte)
            yield "comp", titre, texte
            for code in competence.epreuves:
                yield "ep", texte, _of_epreuve(epreuves[code], texte, truth)
            for critere in competence.criteres:
                yield "crit", texte, tidy(critere.texte)
            yield from in_order("crit", [critere.texte for critere in competence.criteres])
            if not competence.code_attribue:
                yield "code", texte, tidy_code(competence.code)
            if competence.non_evaluee:
                yield "non", texte
    for matrice in referentiel.matrices:
        for ligne in matrice.lignes:
            yield ("mat", tidy(ligne.intitule), *map(tidy, ligne.colonnes))


def _of_epreuve(epreuve: Epreuve, competence: str, truth: Facts) -> str:
    """Its text, with its title in front when the description does not hold it already."""
    whole = joined([epreuve.intitule or "", *epreuve.description])
    described = joined(epreuve.description)
    return described if ("ep", competence, described) in truth else whole
