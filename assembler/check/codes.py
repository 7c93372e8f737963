"""Printed codes: those that skip or go back, and those written otherwise than the others."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from assembler.check.regles import Ecart
from assembler.check.vue import Lieu, Vue

Printed = tuple[str, Lieu]
"""A code and where it stands."""


def misnumbered(vue: Vue) -> Iterator[Ecart]:
    """The codes that are not the one expected at their place."""
    for codes in _series(vue):
        counted = [(code, lieu, _last(code)) for code, lieu in codes]
        if any(rank is None for _, _, rank in counted) or len(codes) < 2:
            continue
        first = min(rank for _, _, rank in counted if rank is not None)
        for (code, lieu, rank), expected in zip(counted, _from(first), strict=False):
            if rank != expected:
                yield Ecart(f"{code} est là où on attend le numéro {expected}.", lieu, (code,))


def _from(first: int) -> Iterator[int]:
    # A series that begins at 2 or 4 has lost its beginning; 0 is a beginning too.
    start = min(first, 1)
    while True:
        yield start
        start += 1


def _series(vue: Vue) -> Iterator[Sequence[Printed]]:
    """The criteria of each competence, and the competences of each bloc, by their printed codes."""
    for bloc in vue.referentiel.blocs:
        for competence in bloc.competences:
            here = vue.place(bloc, competence)
            yield [
                (c.code, Lieu(f"{here.objet} / {c.code}", here.bloc, here.page))
                for c in competence.criteres
                if c.code
            ]


def _last(code: str) -> int | None:
    """The number a code ends with: 4 of « Cr 3.a.4 »."""
    found = re.search(r"(\d+)\W*$", code)
    return int(found[1]) if found else None


def unlike_the_others(vue: Vue) -> Iterator[Ecart]:
    """The codes that are written otherwise than most of their kind: « Cr 1 a 5 », « 2.c.3 »."""
    competences = [(c.code, lieu) for _, c, lieu in vue.competences() if not c.code_attribue]
    criteres = [(c.code, lieu) for _, c, lieu in vue.criteres() if c.code]
    for codes in (competences, criteres):
        shapes = Counter(_shape(code) for code, _ in codes)
        if not shapes:
            continue
        usual, times = shapes.most_common(1)[0]
        # Without a clear custom there is no exception.
        if 2 * times <= len(codes):
            continue
        example = next(code for code, _ in codes if _shape(code) == usual)
        for code, lieu in codes:
            if _shape(code) != usual:
                yield Ecart(f"« {code} » n'est pas écrit comme « {example} ».", lieu, (code,))


def _shape(code: str) -> str:
    """« Cr 3.a.4 » → « Lr 0.l.0 »: a digit for a number, a letter for a letter, signs as they are."""
    return re.sub(r"\d+", "0", re.sub(r"(?<![^\W\d])[^\W\d](?![^\W\d])", "x", code))
