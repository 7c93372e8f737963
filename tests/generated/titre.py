"""The ministry's two documents of a titre professionnel, with random wording.

The référentiel d'évaluation (RE) has a table of the modalities (which competences, how long, how
organised) and one of the criteria, ticked by modality; the référentiel emploi activités compétences
(REAC) a synoptic table, then a sheet a competence, whose criteria stand outside tables.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from random import Random

from tests.generated import words
from tests.generated.compose import Composed, head
from tests.generated.model import Bloc, Competence, Shape, random_referentiel
from tests.generated.paper import Block, Cell, Document, Look, Para, Prose, Row, Table, Title
from tests.generated.score import Fact, in_order, joined, tidy

SHAPE = Shape(blocs=(2, 3), competences=(2, 4), criteres=(1, 4), non_evaluees=0)
MODALITES = ("Présentation d'un projet réalisé en amont de la session",
             "Mise en situation professionnelle")  # fmt: skip
AUTRES = ("Entretien technique", "Questionnaire professionnel",
          "Questionnement à partir de production(s)")  # fmt: skip
DUREES = ("00 h 35 min", "04 h 00 min", "00 h 20 min", "01 h 30 min")
DETAILS = (
    "Le candidat reçoit le dossier au moins dix jours avant la session d’examen.",
    "Le jury questionne le candidat sur la base de son dossier et de sa présentation orale.",
    "La production se déroule sur le plateau technique, en présence du jury.",
    "Un questionnement complémentaire porte sur ce que la production n’a pas montré.",
    "Le candidat répond par écrit, sous surveillance, à des questions ouvertes et fermées.",
)


@dataclass(frozen=True)
class _Modalite:
    """A row of the table of modalities; one that does not apply names no competence."""

    nom: str
    bullet: str
    competences: tuple[Competence, ...]
    duree: str
    detail: tuple[str, ...]


def evaluation(seed: int) -> Composed:
    """An RE: the session of the whole title, the criteria, and mostly a session of a CCP."""
    rng = Random(f"titre-re {seed}")
    blocs = random_referentiel(rng, SHAPE).blocs
    everything = tuple(one for bloc in blocs for one in bloc.competences)
    principale = rng.choice(MODALITES)
    sessions = {"titre professionnel": _modalites(rng, principale, everything)}
    if seed % 3:
        sessions["CCP 1"] = _modalites(rng, principale, blocs[0].competences)
    blocks = [
        block
        for nom, modalites in sessions.items()
        for block in (
            Title(f"Dispositif d’évaluation pour la session du {nom}"),
            _table_of(modalites),
        )
    ]
    blocks.insert(2, Title("Critères d’évaluation des compétences professionnelles"))
    blocks.insert(3, _criteres(principale, blocs))
    return _composed(blocks, [*_facts(blocs), *_epreuves(sessions.values())], landscape=True)


def emploi(seed: int) -> Composed:
    """A REAC: the synoptic table, then a sheet for each activity and each competence."""
    rng = Random(f"titre-reac {seed}")
    blocs = random_referentiel(rng, SHAPE).blocs
    numbers = count(1)
    rows: list[Row] = [
        (head(("N° Fiche AT",)), head(("Activités types",)),
         head(("N° Fiche CP",)), head(("Compétences professionnelles",)))
    ]  # fmt: skip
    codes: list[Fact] = []
    sheets: list[Block] = []
    for b, bloc in enumerate(blocs, 1):
        sheets += [Title(f"FICHE ACTIVITÉ TYPE N° {b}"), Title(bloc.intitule), _prose(rng)]
        for c, competence in enumerate(bloc.competences):
            number = next(numbers)
            codes.append(("code", tidy(competence.texte), str(number)))
            high = len(bloc.competences)
            labels = (_middle(str(b), high), _middle(bloc.intitule, high)) if c == 0 else ()
            rows.append((*labels, _middle(str(number)), _middle(competence.texte)))
            sheets += _sheet(rng, number, competence)
    synoptic = Table((6, 40, 6, 48), tuple(rows), header=1)
    facts = [one for one in _facts(blocs) if "crit" not in one[:2]]
    blocks = [Title("Vue synoptique de l’emploi-type"), synoptic, *sheets]
    return _composed(blocks, [*facts, *codes], landscape=False)


def _composed(blocks: Sequence[Block], facts: Sequence[Fact], *, landscape: bool) -> Composed:
    return Composed((Document(tuple(blocks), Look(landscape=landscape)),), frozenset(facts))


def _facts(blocs: Sequence[Bloc]) -> Iterator[Fact]:
    for bloc in blocs:
        titre = tidy(bloc.intitule)
        yield "bloc", titre
        yield from in_order("comp", [competence.texte for competence in bloc.competences])
        for competence in bloc.competences:
            yield "comp", titre, tidy(competence.texte)
            for critere in competence.criteres:
                yield "crit", tidy(competence.texte), tidy(critere)
            yield from in_order("crit", competence.criteres)


# --- the table of modalities ----------------------------------------------------------------------


def _modalites(
    rng: Random, principale: str, competences: tuple[Competence, ...]
) -> tuple[_Modalite, ...]:
    found = [_modalite(rng, principale, "", competences)]
    for nom in AUTRES:
        applies = rng.random() < 0.5
        some = tuple(one for one in competences if rng.random() < 0.7) if applies else ()
        found.append(_modalite(rng, nom, "▪", some))
    return tuple(found)


def _modalite(rng: Random, nom: str, bullet: str, competences: tuple[Competence, ...]) -> _Modalite:
    if not competences:
        return _Modalite(nom, bullet, (), "", ("Sans objet",))
    detail = tuple(rng.sample(DETAILS, rng.randint(1, 3)))
    return _Modalite(nom, bullet, competences, rng.choice(DUREES), detail)


def _epreuves(sessions: Iterable[Sequence[_Modalite]]) -> Iterator[Fact]:
    for modalites in sessions:
        for one in modalites:
            for competence in one.competences:
                yield "ep", tidy(competence.texte), joined([one.nom, *one.detail])


def _table_of(modalites: Sequence[_Modalite]) -> Table:
    names = ("Modalités", "Compétences évaluées", "Durée", "Détail de l’organisation de l’épreuve")
    rows: list[Row] = [tuple(head((name,)) for name in names)]
    principale, *autres = modalites
    rows.append(_row(principale))
    announced = Para("Autres modalités d’évaluation le cas échéant :", bold=True)
    rows.append((Cell((announced,), cols=4),))
    rows += [_row(one) for one in autres]
    final = Para("Y compris le temps d’échange avec le candidat sur le dossier professionnel.")
    rows.append((_bold("Entretien final"), Cell(), _plain("00 h 15 min"), Cell((final,))))
    total = _bold("Durée totale de l’épreuve pour le candidat :", cols=2)
    rows.append((total, _plain("02 h 10 min"), Cell()))
    return Table((16, 38, 10, 36), tuple(rows), header=1, repeat=True)


def _row(one: _Modalite) -> Row:
    texts = [competence.texte for competence in one.competences] or ["Sans objet"]
    return (
        Cell((Para(one.nom, bullet=one.bullet, bold=not one.bullet),)),
        Cell(tuple(map(Para, texts))),
        _plain(one.duree),
        Cell(tuple(map(Para, one.detail))),
    )


# --- the table of criteria ------------------------------------------------------------------------


def _criteres(principale: str, blocs: Sequence[Bloc]) -> Table:
    rows: list[Row] = [
        (head(("Compétences professionnelles",), rows=2), head(("Critères d’évaluation",), rows=2),
         head((principale,), rows=2), head(("Autres modalités d’évaluation",), cols=len(AUTRES))),
        tuple(head((one.split(" à ")[0],), rotated=True) for one in AUTRES),
    ]  # fmt: skip
    for bloc in blocs:
        rows.append((_bold(bloc.intitule, cols=3 + len(AUTRES)),))
        for competence in bloc.competences:
            criteres = Cell(tuple(Para(one, bullet="-") for one in competence.criteres))
            boxes = tuple(_plain("☐") for _ in range(1 + len(AUTRES)))
            rows.append((_middle(competence.texte), criteres, *boxes))
    return Table((30, 36, 12, 6, 6, 6), tuple(rows), header=2, repeat=True)


# --- the sheets -----------------------------------------------------------------------------------


def _sheet(rng: Random, number: int, competence: Competence) -> Iterator[Block]:
    yield Title(f"FICHE COMPÉTENCE PROFESSIONNELLE N° {number}")
    yield Title(competence.texte)
    yield Title("Description de la compétence – processus de mise en œuvre")
    yield _prose(rng)
    yield Title("Critères de performance")
    for critere in competence.criteres:
        yield Prose(critere)
    yield Title("Savoir-faire techniques, savoirs")
    for savoir in rng.sample(words.SAVOIRS, 3):
        yield Prose(savoir)


def _prose(rng: Random) -> Prose:
    return Prose(" ".join(rng.sample(words.CONSIGNES, 2)))


def _plain(text: str) -> Cell:
    return Cell((Para(text),)) if text else Cell()


def _bold(text: str, cols: int = 1) -> Cell:
    return Cell((Para(text, bold=True),), cols=cols)


def _middle(text: str, rows: int = 1) -> Cell:
    return Cell((Para(text),), rows=rows, middle=True)
