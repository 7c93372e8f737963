"""Printed codes: those that skip or go back, and those written otherwise than the others."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import count

from assembler.check.regles import Ecart
from assembler.check.vue import Vue


def misnumbered(vue: Vue) -> Iterator[Ecart]:
    """The competences whose criteria are not numbered 1, 2, 3 … in their order."""
    following = 1
    for _, competence, lieu in vue.competences():
        codes = [critere.code for critere in competence.criteres if critere.code]
        ranks = [rank for code in codes if (rank := _last(code)) is not None]
        if not ranks or len(ranks) < len(codes):
            continue
        # Some number their criteria through, from one competence to the next.
        start = following if min(ranks) == following else 1
        wrong = tuple(
            code
            for code, rank, place in zip(codes, ranks, count(start), strict=False)
            if rank != place
        )
        if wrong:
            said = ", ".join(wrong)
            yield Ecart(f"Les critères ne sont pas numérotés à la suite : {said}.", lieu, wrong)
        following = max(ranks) + 1


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
    """« Cr 3.a.4 » → « Cr 0.x.0 »: 0 for a number, x for a letter alone."""
    return re.sub(r"\d+", "0", re.sub(r"(?<![^\W\d])[^\W\d](?![^\W\d])", "x", code))
