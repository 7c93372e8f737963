"""A random référentiel: what stands in the generated document, before it is laid out."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.generated import words


@dataclass(frozen=True)
class Competence:
    """A competence; `mention` is what is printed where it is not evaluated."""

    texte: str
    criteres: tuple[str, ...]
    mention: str | None = None


@dataclass(frozen=True)
class Activite:
    """An activity, its tasks, and how many of the bloc's competences derive from it."""

    intitule: str
    taches: tuple[str, ...]
    competences: int


@dataclass(frozen=True)
class Epreuve:
    """An assessment; `lignes` are paragraphs, those that begin with « • » are bullets."""

    lignes: tuple[str, ...]
    competences: int


@dataclass(frozen=True)
class Bloc:
    """A bloc; its activities and its épreuves each cover its competences in order."""

    intitule: str
    activites: tuple[Activite, ...]
    competences: tuple[Competence, ...]
    epreuves: tuple[Epreuve, ...]
    oraux: tuple[Epreuve, ...]
    """A second series of épreuves, where the layout has a column for it."""


@dataclass(frozen=True)
class Referentiel:
    """Blocs, and the modules that the activities need (for a matrix)."""

    blocs: tuple[Bloc, ...]
    modules: tuple[str, ...]
    croix: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Shape:
    """How much there is of everything (lowest and highest count)."""

    blocs: tuple[int, int] = (2, 3)
    competences: tuple[int, int] = (2, 5)
    criteres: tuple[int, int] = (1, 4)
    taches: tuple[int, int] = (0, 0)
    non_evaluees: float = 0.08
    aligned: bool = False
    """Whether each activity has an épreuve of its own."""
    parts: int = 4
    """At most so many activities and épreuves in a bloc."""
    capitals: bool = True
    periods: bool = False


def random_referentiel(rng: Random, shape: Shape) -> Referentiel:
    """A référentiel of that shape; no two competences, activities or épreuves are alike."""
    taken: set[str] = set()
    intitules = rng.sample(words.BLOCS, rng.randint(*shape.blocs))
    activites = iter(rng.sample(words.ACTIVITES, len(words.ACTIVITES)))
    blocs = tuple(_bloc(rng, shape, intitule, activites.__next__, taken) for intitule in intitules)
    modules = tuple(rng.sample(words.MODULES, 8))
    croix = tuple(
        (a.intitule, tuple(m for m in modules if rng.random() < 0.3))
        for bloc in blocs
        for a in bloc.activites
    )
    return Referentiel(blocs, modules, croix)


def _bloc(
    rng: Random, shape: Shape, intitule: str, activite: Callable[[], str], taken: set[str]
) -> Bloc:
    count = rng.randint(*shape.competences)
    competences = tuple(_competence(rng, shape, taken) for _ in range(count))
    parts = _parts(rng, count, shape.parts)
    activites = tuple(
        Activite(activite(), tuple(rng.sample(words.TACHES, rng.randint(*shape.taches))), part)
        for part in parts
    )
    epreuves = tuple(
        Epreuve(_epreuve(rng, taken), part)
        for part in (parts if shape.aligned else _parts(rng, count, min(3, shape.parts)))
    )
    oraux = tuple(Epreuve(_epreuve(rng, taken), part) for part in _parts(rng, count, 2))
    return Bloc(intitule, activites, competences, epreuves, oraux)


def _parts(rng: Random, count: int, most: int) -> tuple[int, ...]:
    """`count` cut into at most `most` parts of at least one."""
    cuts = sorted(rng.sample(range(1, count), min(count - 1, rng.randint(0, most - 1))))
    return tuple(b - a for a, b in zip((0, *cuts), (*cuts, count), strict=True))


def _competence(rng: Random, shape: Shape, taken: set[str]) -> Competence:
    texte = _styled(words.unlike(rng, words.competence, taken), shape)
    if rng.random() < shape.non_evaluees:
        return Competence(texte, (), rng.choice(("Non évalué", "Non évaluée")))
    own: set[str] = set()
    count = rng.randint(*shape.criteres)
    return Competence(
        texte,
        tuple(_styled(words.unlike(rng, words.critere, own), shape) for _ in range(count)),
    )


def _styled(text: str, shape: Shape) -> str:
    if not shape.capitals:
        text = text[0].lower() + text[1:]
    return text + "." if shape.periods else text


def _epreuve(rng: Random, taken: set[str]) -> tuple[str, ...]:
    while True:
        lignes = [rng.choice(words.TITRES), rng.choice(words.CONSIGNES)]
        lignes += [f"• {one}" for one in rng.sample(words.LIVRABLES, rng.randint(0, 3))]
        lignes += rng.sample(words.DUREES, rng.randint(0, 2))
        if (key := " ".join(lignes)) not in taken:
            taken.add(key)
            return tuple(lignes)
