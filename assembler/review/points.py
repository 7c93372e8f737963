"""What an officer must look at first, with the reason; and the balance of the reading."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assembler.model import Competence, Correction, Extraction, Referentiel, corrections
from assembler.review.entrees import Entree


@dataclass(frozen=True)
class Point:
    """Something to check: what, why, where in the PDF, and where in the référentiel (`entree`)."""

    genre: str
    objet: str
    raison: str
    texte: str
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
    referentiel: Referentiel,
    extraction: Extraction,
    entrees: Mapping[str, Entree],
    retires: Sequence[Entree],
) -> tuple[Point, ...]:
    """What to check, the most serious first."""
    corrected = corrections(extraction.referentiel or referentiel, referentiel)
    return (
        *(Point("Réserve", "", r.raison, r.texte, r.page) for r in referentiel.reserves),
        *(Point("Attention", "", "", avis) for avis in extraction.avis),
        *(Point("Doute", "", d.raison, d.texte, d.page) for d in extraction.doutes),
        *_deduced(referentiel, entrees),
        *_unassessed(referentiel, entrees),
        *_changed(corrected, entrees, retires),
    )


def _deduced(referentiel: Referentiel, entrees: Mapping[str, Entree]) -> Iterator[Point]:
    for chemin, competence in _competences(referentiel):
        if competence.epreuve_deduite:
            entree = entrees[chemin]
            codes = ", ".join(competence.epreuves)
            raison = f"la case est vide\u202f; {codes}, au-dessus dans le bloc, a été prise"
            yield Point(
                "Épreuve déduite", entree.nom, raison, competence.texte, competence.page, entree
            )


def _unassessed(referentiel: Referentiel, entrees: Mapping[str, Entree]) -> Iterator[Point]:
    for chemin, competence in _competences(referentiel):
        if not competence.criteres and competence.non_evaluee is None:
            entree = entrees[chemin]
            raison = "aucun critère n’a été lu pour elle"
            yield Point(
                "Sans critère", entree.nom, raison, competence.texte, competence.page, entree
            )


def _changed(
    corrected: Iterable[Correction], entrees: Mapping[str, Entree], retires: Iterable[Entree]
) -> Iterator[Point]:
    """What the référentiel says otherwise than the PDF: an officer's corrections."""
    filed = {one.place.chemin: one for one in (*entrees.values(), *retires) if one.place}
    for one in corrected:
        # An addition has no path in the PDF: its path is that of the file as it is.
        entree = _nearest(one.chemin, entrees if one.ancien is None else filed)
        page = entree.place.page if entree and entree.place else None
        if one.ancien is None:
            yield Point("Ajouté", one.objet, "", one.corrige or "", page, entree)
        elif one.corrige is None:
            yield Point("Retiré", one.objet, "", one.ancien, page, entree)
        else:
            texte = f"«\u00a0{one.ancien}\u00a0» → «\u00a0{one.corrige}\u00a0»"
            yield Point("Corrigé", one.objet, "", texte, page, entree)


def _nearest(chemin: str, known: Mapping[str, Entree]) -> Entree | None:
    """The element that a correction touches: the one of its path, or the nearest around it."""
    while chemin:
        if found := known.get(chemin) or known.get(f"{chemin}/intitule"):
            return found
        chemin = chemin.rpartition("/")[0]
    return None


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
