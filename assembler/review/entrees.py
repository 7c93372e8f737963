"""Each element of the référentiel, and where it stood in the PDF.

An officer may have corrected, moved, renumbered, added or removed elements since they were read. So
a path is believed only where the text agrees; then the same text elsewhere is looked for; then, for
what was reworded, the same code or the likest sibling.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from assembler.model import Bloc, Competence, ElementLu, Epreuve, Extraction, Referentiel

_LIKE = 50.0
"""A reworded criterion is at least this much like the one filed (0 to 100): less is another."""


@dataclass(frozen=True)
class Entree:
    """An element of the page. `rank` counts them from 1 and makes their addresses."""

    rank: int
    chemin: str
    nom: str
    """What it is called aloud: « Compétence C1.1 »."""
    filed: str | None
    """What the PDF says there; None for what an officer added."""
    place: ElementLu | None
    """Where it stood; None when it did not, or when that is not known."""
    corrige: bool


@dataclass(frozen=True)
class _Texte:
    """A text of a référentiel, under the path that the side-car would give it."""

    chemin: str
    nom: str
    texte: str

    @property
    def genre(self) -> str:
        """The kind of element the path leads to."""
        steps = self.chemin.split("/")
        return steps[-1] if steps[-1] in {"intitule", "non_evaluee"} else steps[-2]

    @property
    def parent(self) -> str:
        return self.chemin.rpartition("/")[0]

    def says(self, other: "_Texte") -> bool:
        return self.texte.split() == other.texte.split()


def read_entrees(
    referentiel: Referentiel, extraction: Extraction
) -> tuple[dict[str, Entree], tuple[Entree, ...]]:
    """The elements of the référentiel by path, in reading order; and those filed that it has no
    more."""
    places = {element.chemin: element for element in extraction.elements}
    # A side-car without the référentiel as extracted: nothing tells what was corrected.
    filed = {texte.chemin: texte for texte in _texts(extraction.referentiel or referentiel)}

    def entree(rank: int, texte: _Texte, lu: _Texte | None) -> Entree:
        return Entree(
            rank,
            texte.chemin,
            texte.nom,
            filed=lu.texte if lu else None,
            place=places.get(lu.chemin) if lu else None,
            corrige=lu is not None and not texte.says(lu),
        )

    pairs = _pair(tuple(_texts(referentiel)), filed)
    entrees = {
        texte.chemin: entree(rank, texte, lu) for rank, (texte, lu) in enumerate(pairs.items(), 1)
    }
    kept = set(pairs.values())
    gone = (texte for texte in filed.values() if texte not in kept)
    return entrees, tuple(entree(rank, lu, lu) for rank, lu in enumerate(gone, len(entrees) + 1))


def _texts(referentiel: Referentiel) -> Iterator[_Texte]:
    for bloc in referentiel.blocs:
        yield from _of_bloc(bloc)
    for epreuve in referentiel.epreuves:
        yield _Texte(f"epreuves/{epreuve.code}", f"Épreuve {epreuve.code}", _wording(epreuve))


def _of_bloc(bloc: Bloc) -> Iterator[_Texte]:
    here = f"blocs/{bloc.code}"
    if bloc.intitule:
        yield _Texte(f"{here}/intitule", f"Bloc {bloc.code}", bloc.intitule)
    for activite in bloc.activites:
        path = f"{here}/activites/{activite.code}"
        yield _Texte(path, f"Activité {activite.code}", activite.intitule)
        for rank, tache in enumerate(activite.taches, 1):
            yield _Texte(f"{path}/taches/{rank}", f"{activite.code}, tâche {rank}", tache)
    for competence in bloc.competences:
        yield from _of_competence(competence, f"{here}/competences/{competence.code}")


def _of_competence(competence: Competence, path: str) -> Iterator[_Texte]:
    yield _Texte(path, f"Compétence {competence.code}", competence.texte)
    for rank, critere in enumerate(competence.criteres, 1):
        nom = f"{competence.code}, critère {critere.code or rank}"
        wording = "\n".join((critere.texte, *critere.indicateurs))
        yield _Texte(f"{path}/criteres/{rank}", nom, wording)
    if competence.non_evaluee:
        yield _Texte(f"{path}/non_evaluee", f"{competence.code}, mention", competence.non_evaluee)
    for rank, complement in enumerate(competence.complements, 1):
        nom = f"{competence.code}, {complement.colonne}"
        yield _Texte(f"{path}/complements/{rank}", nom, complement.texte)


def _wording(epreuve: Epreuve) -> str:
    return "\n".join(line for line in (epreuve.intitule, *epreuve.description) if line)


def _pair(texts: tuple[_Texte, ...], filed: dict[str, _Texte]) -> dict[_Texte, _Texte | None]:
    """Each text of the référentiel, in order, and the filed one it was; each of those once."""
    left = dict(filed)
    pairs: dict[_Texte, _Texte | None] = dict.fromkeys(texts)
    for find in (_same_place, _same_text, _reworded):
        for text in texts:
            if pairs[text] is None and (found := find(text, left)):
                pairs[text] = left.pop(found.chemin)
    return pairs


def _same_place(text: _Texte, left: dict[str, _Texte]) -> _Texte | None:
    found = left.get(text.chemin)
    return found if found and text.says(found) else None


def _same_text(text: _Texte, left: dict[str, _Texte]) -> _Texte | None:
    return next((t for t in left.values() if t.genre == text.genre and text.says(t)), None)


def _reworded(text: _Texte, left: dict[str, _Texte]) -> _Texte | None:
    if text.genre not in {"criteres", "taches", "complements"}:
        return left.get(text.chemin)
    from rapidfuzz import fuzz

    siblings = [t for t in left.values() if t.parent == text.parent]
    likeness = {t: fuzz.ratio(text.texte, t.texte) for t in siblings}
    best = max(siblings, key=lambda t: likeness[t], default=None)
    return best if best and likeness[best] >= _LIKE else None
