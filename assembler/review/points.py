"""What an officer must look at first, with the reason; and the balance of the reading."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assembler.model import Competence, Extraction, Referentiel
from assembler.review.entrees import Entree


@dataclass(frozen=True)
class Point:
    """Something to check: why, where in the PDF, and where in the référentiel (`entree`)."""

    genre: str
    raison: str
    texte: str = ""
    page: int | None = None
    entree: Entree | None = None


@dataclass(frozen=True)
class Poste:
    """A line of the balance: glyphs, and their share of all, in per cent."""

    nom: str
    glyphes: int
    part: float
    style: str


_POSTES = (
    ("modele", "dans le référentiel"),
    ("reserves", "en réserve, à vérifier"),
    ("entetes", "titres de colonnes"),
    ("hors_tableau", "hors des tableaux"),
    ("autres", "en-têtes et pieds de page"),
)
"""The fields of Bilan, in words."""


def read_points(
    referentiel: Referentiel, entrees: Mapping[str, Entree], retires: Sequence[Entree]
) -> tuple[Point, ...]:
    """What to check, the most serious first."""
    return (
        *(Point("Réserve", r.raison, r.texte, r.page) for r in referentiel.reserves),
        *_deduced(referentiel, entrees),
        *_unassessed(referentiel, entrees),
        *_changed(entrees.values(), retires),
    )


def _deduced(referentiel: Referentiel, entrees: Mapping[str, Entree]) -> Iterator[Point]:
    for chemin, competence in _competences(referentiel):
        if competence.epreuve_deduite:
            codes = ", ".join(competence.epreuves)
            yield Point(
                "Épreuve déduite",
                f"la case de l’épreuve est vide\u202f; {codes}, au-dessus dans le bloc, a été prise",
                competence.texte,
                competence.page,
                entrees[chemin],
            )


def _unassessed(referentiel: Referentiel, entrees: Mapping[str, Entree]) -> Iterator[Point]:
    for chemin, competence in _competences(referentiel):
        if not competence.criteres and competence.non_evaluee is None:
            entree = entrees[chemin]
            yield Point("Sans critère", entree.nom, competence.texte, competence.page, entree)


def _changed(entrees: Iterable[Entree], retires: Iterable[Entree]) -> Iterator[Point]:
    """What the référentiel says otherwise than the PDF: an officer's corrections."""
    for entree in entrees:
        if entree.lu is None:
            yield Point("Ajouté", f"{entree.nom}\u00a0: n’est pas dans le PDF", entree=entree)
        elif entree.corrige:
            raison = f"{entree.nom}\u00a0: le texte n’est plus celui du PDF"
            yield Point("Corrigé", raison, page=entree.lu.page, entree=entree)
    for entree in retires:
        if entree.lu:
            raison = f"{entree.nom}\u00a0: était dans le PDF"
            yield Point("Retiré", raison, entree.lu.texte, entree.lu.page, entree)


def _competences(referentiel: Referentiel) -> Iterator[tuple[str, Competence]]:
    for bloc in referentiel.blocs:
        for competence in bloc.competences:
            yield f"blocs/{bloc.code}/competences/{competence.code}", competence


def read_balance(extraction: Extraction) -> tuple[Poste, ...]:
    """Where the visible glyphs went; empty when they were not counted. What is accounted for
    nowhere comes first."""
    bilan = extraction.bilan
    if not bilan.glyphes:
        return ()
    counts = [(nom, getattr(bilan, champ), champ) for champ, nom in _POSTES]
    if missing := bilan.glyphes - sum(count for _, count, _ in counts):
        counts.insert(0, ("introuvables dans le résultat", missing, "manquants"))
    return tuple(
        Poste(nom, count, 100 * count / bilan.glyphes, champ) for nom, count, champ in counts
    )
