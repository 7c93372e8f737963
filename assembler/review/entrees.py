"""Each element of the référentiel, and the element of the side-car that it came from.

An officer may have corrected, moved, renumbered, added or removed elements since. So the side-car's
path is believed only where the text agrees; then the same text elsewhere is looked for; then, for
what was reworded, the same code or the likest sibling.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from assembler.model import Bloc, Competence, ElementLu, Epreuve, Extraction, Referentiel

_ALIKE = 0.5
"""A reworded criterion shares at least this much with the one filed: less is another criterion."""


@dataclass(frozen=True)
class Entree:
    """An element of the page. `rank` counts them from 1 and makes their addresses."""

    rank: int
    chemin: str
    nom: str
    """What it is called aloud: « Compétence C1.1 »."""
    lu: ElementLu | None
    """As it stood in the PDF; None when it did not."""
    corrige: bool

    @property
    def depose(self) -> tuple[str, ...]:
        """The lines as filed, when the référentiel says otherwise now."""
        return tuple(self.lu.texte.split("\n")) if self.lu and self.corrige else ()


@dataclass(frozen=True)
class _Voulu:
    chemin: str
    nom: str
    texte: str

    @property
    def genre(self) -> str:
        return _genre(self.chemin)


def read_entrees(
    referentiel: Referentiel, extraction: Extraction
) -> tuple[dict[str, Entree], tuple[Entree, ...]]:
    """The elements of the référentiel by path, in reading order; and those filed that it has no
    more."""
    voulus = list(_voulus(referentiel))
    pairs = _pair(voulus, extraction)
    entrees = {
        voulu.chemin: Entree(
            rank,
            voulu.chemin,
            voulu.nom,
            lu := pairs.get(voulu.chemin),
            corrige=lu is not None and not _same(voulu.texte, lu.texte),
        )
        for rank, voulu in enumerate(voulus, 1)
    }
    kept = {lu.chemin for lu in pairs.values()}
    gone = (lu for lu in extraction.elements if lu.chemin not in kept)
    retires = tuple(
        Entree(rank, lu.chemin, _nom_retire(lu.chemin), lu, corrige=False)
        for rank, lu in enumerate(gone, len(voulus) + 1)
    )
    return entrees, retires


def _voulus(referentiel: Referentiel) -> Iterator[_Voulu]:
    for bloc in referentiel.blocs:
        yield from _of_bloc(bloc)
    for epreuve in referentiel.epreuves:
        yield _Voulu(f"epreuves/{epreuve.code}", f"Épreuve {epreuve.code}", _wording(epreuve))


def _of_bloc(bloc: Bloc) -> Iterator[_Voulu]:
    here = f"blocs/{bloc.code}"
    if bloc.intitule:
        yield _Voulu(f"{here}/intitule", f"Bloc {bloc.code}", bloc.intitule)
    for activite in bloc.activites:
        path = f"{here}/activites/{activite.code}"
        yield _Voulu(path, f"Activité {activite.code}", activite.intitule)
        for rank, tache in enumerate(activite.taches, 1):
            yield _Voulu(f"{path}/taches/{rank}", f"{activite.code}, tâche {rank}", tache)
    for competence in bloc.competences:
        yield from _of_competence(competence, f"{here}/competences/{competence.code}")


def _of_competence(competence: Competence, path: str) -> Iterator[_Voulu]:
    yield _Voulu(path, f"Compétence {competence.code}", competence.texte)
    for rank, critere in enumerate(competence.criteres, 1):
        nom = f"{competence.code}, critère {critere.code or rank}"
        yield _Voulu(f"{path}/criteres/{rank}", nom, critere.texte)
    if competence.non_evaluee:
        yield _Voulu(f"{path}/non_evaluee", f"{competence.code}, mention", competence.non_evaluee)
    for rank, complement in enumerate(competence.complements, 1):
        nom = f"{competence.code}, {complement.colonne}"
        yield _Voulu(f"{path}/complements/{rank}", nom, complement.texte)


def _wording(epreuve: Epreuve) -> str:
    """The text that the side-car holds of an épreuve: its first line."""
    return next((line for line in (epreuve.intitule, *epreuve.description) if line), "")


def _genre(chemin: str) -> str:
    """The kind of element a path leads to."""
    steps = chemin.split("/")
    return {"intitule": "bloc", "non_evaluee": "non_evaluee"}.get(steps[-1], steps[-2])


def _nom_retire(chemin: str) -> str:
    """What is said of an element that is in the side-car only."""
    steps = chemin.split("/")
    match _genre(chemin):
        case "bloc":
            return f"Bloc {steps[1]}"
        case "activites":
            return f"Activité {steps[-1]}"
        case "competences":
            return f"Compétence {steps[-1]}"
        case "epreuves":
            return f"Épreuve {steps[-1]}"
        case "taches":
            return f"{steps[3]}, tâche {steps[-1]}"
        case "criteres":
            return f"{steps[3]}, critère {steps[-1]}"
        case _:
            return f"{steps[3]}, autre colonne" if len(steps) > 3 else chemin


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


def _pair(voulus: list[_Voulu], extraction: Extraction) -> dict[str, ElementLu]:
    """Path in the référentiel → element of the side-car; each of those at most once."""
    left = {lu.chemin: lu for lu in extraction.elements}
    pairs: dict[str, ElementLu] = {}
    for find in (_same_place, _same_text, _reworded):
        for voulu in voulus:
            if voulu.chemin not in pairs and (found := find(voulu, left)):
                pairs[voulu.chemin] = left.pop(found.chemin)
    return pairs


def _same_place(voulu: _Voulu, left: dict[str, ElementLu]) -> ElementLu | None:
    lu = left.get(voulu.chemin)
    return lu if lu and _same(voulu.texte, lu.texte) else None


def _same_text(voulu: _Voulu, left: dict[str, ElementLu]) -> ElementLu | None:
    for lu in left.values():
        if _genre(lu.chemin) == voulu.genre and _same(voulu.texte, lu.texte):
            return lu
    return None


def _reworded(voulu: _Voulu, left: dict[str, ElementLu]) -> ElementLu | None:
    if voulu.genre not in {"criteres", "taches", "complements"}:
        return left.get(voulu.chemin)
    parent = voulu.chemin.rpartition("/")[0]
    siblings = [lu for lu in left.values() if lu.chemin.rpartition("/")[0] == parent]
    likeness = {
        lu.chemin: SequenceMatcher(None, voulu.texte, lu.texte, autojunk=False).ratio()
        for lu in siblings
    }
    best = max(siblings, key=lambda lu: likeness[lu.chemin], default=None)
    return best if best and likeness[best.chemin] >= _ALIKE else None
