"""What of a référentiel a document shows, whatever its family: it is planned once more, from a
référentiel whose texts are marks, and the marks are looked for in what its template is given.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from assembler.documents.contexte import Contexte
from assembler.model import (
    Activite,
    Bloc,
    Competence,
    Complement,
    Critere,
    Duree,
    Epreuve,
    Referentiel,
)

# Private use characters: no référentiel has them, no context changes them.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")

MATRICES = "matrices"
"""The trace of the matrices, which are shown whole."""

Traces = frozenset[str]
"""The fields of items that are shown, each as `trace` names it."""


def trace(chemin: str, champ: str = "texte") -> str:
    """A field of an item: `chemin` as a comparison names the item, `champ` the key of the file, or
    « texte » for its own wording."""
    return f"{chemin}#{champ}"


def marked(referentiel: Referentiel) -> Referentiel:
    """The référentiel with the trace of each text in its place. Codes and options, by which
    documents are planned, stay."""
    return referentiel.model_copy(
        update={
            "blocs": tuple(map(_bloc, referentiel.blocs)),
            "epreuves": tuple(map(_epreuve, referentiel.epreuves)),
            "matrices": tuple(
                matrice.model_copy(update={"titre": f"{_OPEN}{MATRICES}{_CLOSE}"})
                for matrice in referentiel.matrices
            ),
        }
    )


@dataclass(frozen=True)
class Reader:
    """Finds the traces in contexts. What several of them share is gone through once."""

    known: dict[int, tuple[Contexte, Traces]] = field(default_factory=dict)
    """By identity, the parts themselves kept so that it stays theirs."""

    def traces(self, contexte: Contexte) -> Traces:
        """The traces in a context made from a marked référentiel."""
        return frozenset(self._found(dict(contexte)))

    def _found(self, value: object) -> Iterator[str]:
        match value:
            case str():
                yield from _MARK.findall(value)
            case Contexte():
                if id(value) not in self.known:
                    self.known[id(value)] = value, self.traces(value)
                yield from self.known[id(value)][1]
            case tuple():
                for one in value:
                    yield from self._found(one)
            case dict():
                for one in value.values():
                    yield from self._found(one)


def _mark(chemin: str, champ: str = "texte") -> str:
    return f"{_OPEN}{trace(chemin, champ)}{_CLOSE}"


def _marks(there: object, chemin: str, champ: str) -> tuple[str, ...]:
    """One mark stands for a whole list."""
    return (_mark(chemin, champ),) if there else ()


def _bloc(bloc: Bloc) -> Bloc:
    chemin = f"blocs/{bloc.code} ({bloc.option})" if bloc.option else f"blocs/{bloc.code}"
    return bloc.model_copy(
        update={
            "intitule": _mark(chemin),
            "activites": tuple(_activite(one, chemin) for one in bloc.activites),
            "competences": tuple(_competence(one, chemin) for one in bloc.competences),
        }
    )


def _activite(activite: Activite, bloc: str) -> Activite:
    chemin = f"{bloc}/activites/{activite.code}"
    taches = _marks(activite.taches, chemin, "taches")
    return activite.model_copy(update={"intitule": _mark(chemin), "taches": taches})


def _competence(competence: Competence, bloc: str) -> Competence:
    chemin = f"{bloc}/competences/{competence.code}"
    mention = _mark(chemin, "non_evaluee") if competence.non_evaluee else None
    return competence.model_copy(
        update={
            "texte": _mark(chemin),
            "criteres": tuple(
                _critere(one, f"{chemin}/criteres/{one.code or rang}")
                for rang, one in enumerate(competence.criteres, start=1)
            ),
            "non_evaluee": mention,
            "complements": tuple(
                Complement(colonne=one.colonne, texte=_mark(chemin, "complements"))
                for one in competence.complements
            ),
        }
    )


def _critere(critere: Critere, chemin: str) -> Critere:
    indicateurs = _marks(critere.indicateurs, chemin, "indicateurs")
    return critere.model_copy(update={"texte": _mark(chemin), "indicateurs": indicateurs})


def _epreuve(epreuve: Epreuve) -> Epreuve:
    chemin = f"epreuves/{epreuve.code}"
    # The minutes are shown in the place of the text, or behind it.
    durees = _mark(chemin, "durees") + _mark(chemin, "minutes")
    return epreuve.model_copy(
        update={
            "intitule": _mark(chemin),  # also without one: a document names it by its code
            "description": _marks(epreuve.description, chemin, "texte"),
            "durees": (Duree(texte=durees),) if epreuve.durees else (),
            "preparation": _mark(chemin, "preparation") if epreuve.preparation else None,
            "formes": _marks(epreuve.formes, chemin, "formes"),
            "livrables": _marks(epreuve.livrables, chemin, "livrables"),
        }
    )
