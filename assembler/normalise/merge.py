"""One référentiel told in several tables or files: activities here, assessment there.

A bloc is one when its label says the same; a competence is one when its wording does, in one bloc
or where one of its tables names no bloc.
"""

from collections.abc import Iterable, Sequence

from assembler.extract import Line
from assembler.normalise.brouillon import ActiviteLue, BlocLu, CompetenceLue, EpreuveLue
from assembler.normalise.roles import plain


def merge(blocs: Sequence[BlocLu]) -> tuple[list[BlocLu], frozenset[Line]]:
    """The blocs with what several tables say of one thing joined; and the lines said again."""
    repeated: list[Line] = []
    joined = _joined_blocs(blocs, repeated)
    labelled = [bloc for bloc in joined if bloc.label]
    for bloc in joined:
        for competence in list(bloc.competences):
            # A table that names no bloc may speak of the competences of any.
            named = competence.table is bloc.table and bloc.label is not None
            others = bloc.competences if named or not labelled else _all(labelled)
            targets = _twins(competence, others)
            for target in targets:
                _join(competence, target, repeated)
            if targets:
                bloc.competences.remove(competence)
                _bring(competence.epreuves, bloc, _home(joined, targets[-1]))
    return [bloc for bloc in joined if bloc.competences or bloc.label], frozenset(repeated)


def _joined_blocs(blocs: Sequence[BlocLu], repeated: list[Line]) -> list[BlocLu]:
    """Blocs of different tables under one label, as one."""
    joined: list[BlocLu] = []
    for bloc in blocs:
        same = next((one for one in joined if _same_label(one, bloc)), None)
        if same is None:
            joined.append(bloc)
            continue
        repeated += bloc.label.lines if bloc.label else ()
        known = {plain(activite.item.text): activite for activite in same.activites}
        for activite in bloc.activites:
            if plain(activite.item.text) in known:
                _join_activity(activite, known[plain(activite.item.text)], bloc, repeated)
            else:
                same.activites.append(activite)
        same.competences += bloc.competences
        same.epreuves += bloc.epreuves
    return joined


def _join_activity(
    activite: ActiviteLue, known: ActiviteLue, bloc: BlocLu, repeated: list[Line]
) -> None:
    """What another table says of an activity, added to what is known of it."""
    repeated += activite.item.lines
    tasks = {plain(task.text) for task in known.taches}
    repeated += [line for task in activite.taches if plain(task.text) in tasks
                 for line in task.lines]  # fmt: skip
    known.taches += tuple(task for task in activite.taches if plain(task.text) not in tasks)
    for competence in bloc.competences:
        competence.activites = [
            known.item if one is activite.item else one for one in competence.activites
        ]


def _same_label(one: BlocLu, other: BlocLu) -> bool:
    if one.label is None or other.label is None or one.table is other.table:
        return False
    codes = {one.label.code, other.label.code}
    wording = plain(one.label.intitule) == plain(other.label.intitule)
    return wording and (len(codes) == 1 or None in codes)


def _all(blocs: Iterable[BlocLu]) -> list[CompetenceLue]:
    return [competence for bloc in blocs for competence in bloc.competences]


def _twins(competence: CompetenceLue, others: Sequence[CompetenceLue]) -> list[CompetenceLue]:
    """The competence of another table that says the same, told before this one; or several, where
    a cell lists them and nothing but their own wording parts one from the next."""
    wording = _wording(competence)
    told: list[CompetenceLue] = []
    for other in others:
        if other is competence:
            # In its own bloc, only what stands before: of two that say the same, the first stays.
            break
        if other.table is not competence.table:
            told.append(other)
    same = next((one for one in told if _wording(one) == wording), None)
    if same is not None:
        return [same]
    return [] if competence.criteres else _making_up(wording, told)


def _making_up(wording: str, told: Sequence[CompetenceLue]) -> list[CompetenceLue]:
    """The competences whose wordings, one after the other, are `wording`."""
    for one in told:
        first = _wording(one)
        if wording == first:
            return [one]
        if first and wording.startswith(first):
            rest = _making_up(wording[len(first) :].lstrip(" .;"), told)
            if rest:
                return [one, *rest]
    return []


def _wording(competence: CompetenceLue) -> str:
    return plain(competence.item.text).rstrip(" .;")


def _join(competence: CompetenceLue, target: CompetenceLue, repeated: list[Line]) -> None:
    """What one table says of a competence, added to what another says."""
    repeated += competence.item.lines
    known = {plain(critere.item.text) for critere in target.criteres}
    for critere in competence.criteres:
        if plain(critere.item.text) in known:
            repeated += critere.item.lines
        else:
            target.criteres.append(critere)
    target.complements += competence.complements
    target.activites = target.activites or competence.activites
    if competence.epreuves and (target.epreuve_deduite or not target.epreuves):
        target.epreuves, target.epreuve_deduite = [], competence.epreuve_deduite
    if not competence.epreuve_deduite:
        target.epreuves += [one for one in competence.epreuves if one not in target.epreuves]
    elif not target.epreuves:
        target.epreuves = list(competence.epreuves)
    target.non_evaluee = None if target.criteres else target.non_evaluee or competence.non_evaluee


def _home(blocs: Sequence[BlocLu], competence: CompetenceLue) -> BlocLu:
    return next(bloc for bloc in blocs if any(one is competence for one in bloc.competences))


def _bring(epreuves: Sequence[EpreuveLue], origin: BlocLu, home: BlocLu) -> None:
    """Épreuves follow the competences that they assess."""
    if origin is home:
        return
    for epreuve in epreuves:
        if epreuve not in home.epreuves and all(
            epreuve not in one.epreuves for one in origin.competences
        ):
            home.epreuves.append(epreuve)
            origin.epreuves = [one for one in origin.epreuves if one is not epreuve]
