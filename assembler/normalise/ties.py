"""Which criterion belongs to which competence: by place in a shared cell, and by code."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from assembler.normalise.brouillon import BlocLu, CompetenceLue, CritereLu
from assembler.normalise.codes import Code
from assembler.normalise.items import Coding, Item

NEAR = 3.0
"""Two texts begin at the same height when they begin this near (points)."""


def by_place(one: Item, competences: Sequence[CompetenceLue]) -> CompetenceLue:
    """Of several competences in one cell, the one beside which a criterion begins."""
    page, top = one.place
    found = competences[0]
    for competence in competences[1:]:
        if competence.item.place <= (page, top + NEAR):
            found = competence
    return found


def critere_beside(one: Item, criteres: Sequence[CritereLu]) -> CritereLu:
    page, top = one.place
    found = criteres[0]
    for critere in criteres[1:]:
        if critere.item.place <= (page, top + NEAR):
            found = critere
    return found


def tie_by_code(blocs: Sequence[BlocLu], coding: Coding) -> None:
    """Moves each coded criterion to the competence whose code it extends, in its bloc first.

    Only where codes do tie criteria to competences: most criteria extend the code of some
    competence of their bloc, and most of those beside a single competence extend its own.
    """
    if not coding.coded:
        return
    everything = [c for bloc in blocs for c in bloc.competences]
    own = [_extends(k, [c]) for c in everything if c.alone for k in c.criteres if k.item.code]
    some = [
        _extends(critere, bloc.competences)
        for bloc in blocs
        for competence in bloc.competences
        for critere in competence.criteres
        if critere.item.code
    ]
    if not some or sum(some) * 2 < len(some) or sum(own) * 2 < len(own):
        return
    for bloc in blocs:
        moved = list(_moves(bloc, everything))
        for critere, origin, target in moved:
            origin.criteres.remove(critere)
            target.criteres.insert(_place_among(target.criteres, critere), critere)


def _place_among(criteres: Sequence[CritereLu], critere: CritereLu) -> int:
    """Where it stands on the page among those: it may begin beside the competence above its own."""
    return sum(1 for other in criteres if other.item.place <= critere.item.place)


def _extends(critere: CritereLu, competences: Sequence[CompetenceLue]) -> bool:
    code = critere.item.code
    return code is not None and any(
        competence.item.code and code.extends(competence.item.code) for competence in competences
    )


def _moves(
    bloc: BlocLu, everything: Sequence[CompetenceLue]
) -> Iterator[tuple[CritereLu, CompetenceLue, CompetenceLue]]:
    for competence in bloc.competences:
        for critere in list(competence.criteres):
            code = critere.item.code
            own = competence.item.code
            if code is None or (own and code.extends(own)):
                continue
            for pool in (bloc.competences, everything):
                targets = [c for c in pool if c.item.code and code.extends(c.item.code)]
                if targets:
                    best = max(targets, key=lambda c: len(c.item.code.key) if c.item.code else 0)
                    yield critere, competence, best
                    break


def of_code(code: Code | None, competences: Sequence[CompetenceLue]) -> CompetenceLue | None:
    """The competence that the code of a criterion extends."""
    for one in competences:
        if code and one.item.code and code.extends(one.item.code):
            return one
    return None


def following(
    before: CompetenceLue | None, competences: Sequence[CompetenceLue]
) -> CompetenceLue | None:
    """The competence after another one."""
    return next((after for one, after in pairwise(competences) if one is before), None)
