"""The blocs as read, to the model: codes given where none is printed, places noted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assembler.extract import Line, Paragraph
from assembler.model import (
    Activite,
    Bloc,
    Competence,
    Complement,
    Critere,
    ElementLu,
    Epreuve,
    Morceau,
)
from assembler.normalise.balance import Placement
from assembler.normalise.brouillon import ActiviteLue, BlocLu, CompetenceLue, EpreuveLue
from assembler.normalise.epreuves import code_of, read_epreuve
from assembler.normalise.items import Item


@dataclass(frozen=True)
class Built:
    """The parts of the model, and where they stood."""

    blocs: tuple[Bloc, ...]
    epreuves: tuple[Epreuve, ...]
    elements: tuple[ElementLu, ...]
    placements: tuple[Placement, ...]
    has_blocs: bool


class _Places:
    """Where the texts of the model stood, noted while they are made."""

    def __init__(self) -> None:
        self.elements: list[ElementLu] = []
        self.placements: list[Placement] = []

    def note(
        self, chemin: str, lines: Sequence[Line], texts: Sequence[str], *labels: str | None
    ) -> None:
        """Notes the lines that `texts` (the first is the element's own) were made from."""
        self.elements.append(_element(chemin, lines, texts[0]))
        printed = tuple(label for label in labels if label)
        self.placements.append(Placement(tuple(lines), tuple(texts), printed))


class _Codes:
    """The codes given so far in one scope: each only once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def give(self, printed: str | None, ours: str) -> tuple[str, bool]:
        """The code of an item and whether it is ours: the printed one if it is still free."""
        wanted = printed or ours
        code, number = wanted, 2
        while code in self._taken:
            code, number = f"{wanted}-{number}", number + 1
        self._taken.add(code)
        return code, code != printed


def build(blocs: Sequence[BlocLu]) -> Built:
    """The model's blocs and épreuves."""
    places = _Places()
    epreuves, codes = _epreuves(blocs, places)
    scopes: dict[str | None, _Codes] = {}
    built = []
    for rank, lu in enumerate(blocs, 1):
        label = lu.label
        option = label.option if label else None
        # Blocs of different options may bear the same code.
        bloc_codes = scopes.setdefault(option, _Codes())
        code, given = bloc_codes.give(label.code if label else None, str(rank))
        here = f"blocs/{code}"
        if label:
            places.note(f"{here}/intitule", label.lines, [label.intitule], label.printed)
        activites, activity_codes = _activites(lu, rank, here, places)
        built.append(
            Bloc(
                code=code,
                intitule=label.intitule if label else "",
                option=option,
                activites=activites,
                competences=tuple(_competences(lu, rank, here, activity_codes, codes, places)),
                code_attribue=given,
            )
        )
    has_blocs = any(bloc.label or bloc.activites for bloc in blocs)
    return Built(
        tuple(built), epreuves, tuple(places.elements), tuple(places.placements), has_blocs
    )


def _epreuves(
    blocs: Sequence[BlocLu], places: _Places
) -> tuple[tuple[Epreuve, ...], dict[EpreuveLue, str]]:
    codes = _Codes()
    found: list[Epreuve] = []
    names: dict[EpreuveLue, str] = {}
    for number, lue in enumerate((one for bloc in blocs for one in bloc.epreuves), 1):
        printed = code_of(lue.paragraphs)
        code, given = codes.give(printed.number if printed else None, f"E{number}")
        epreuve = read_epreuve(lue.paragraphs, code, lue.duree, given=given)
        found.append(epreuve)
        names[lue] = code
        texts = [*([epreuve.intitule] if epreuve.intitule else []), *epreuve.description]
        label = printed.printed if printed else None
        places.note(f"epreuves/{code}", _lines(lue.paragraphs), texts or [""], label)
        for line in _lines(lue.duree):
            places.placements.append(Placement((line,), (line.text,)))
    return tuple(found), names


def _activites(
    lu: BlocLu, rank: int, here: str, places: _Places
) -> tuple[tuple[Activite, ...], dict[int, str]]:
    codes = _Codes()
    found: list[Activite] = []
    names: dict[int, str] = {}
    for number, lue in enumerate(lu.activites, 1):
        printed = lue.item.code.number if lue.item.code else None
        code, given = codes.give(printed, f"A{rank}.{number}")
        activite = _activite(lue, code, given)
        found.append(activite)
        names[id(lue.item)] = code
        path = f"{here}/activites/{code}"
        places.note(path, lue.item.lines, [activite.intitule], _printed(lue.item))
        for place, (tache, text) in enumerate(zip(lue.taches, activite.taches, strict=True), 1):
            places.note(f"{path}/taches/{place}", tache.lines, [text])
    return tuple(found), names


def _activite(lue: ActiviteLue, code: str, given: bool) -> Activite:
    taches = tuple(_coded_text(tache) for tache in lue.taches)
    return Activite(code=code, intitule=lue.item.text, taches=taches, code_attribue=given)


def _coded_text(one: Item) -> str:
    """A text for which the model has no code of its own: the printed code stays in it."""
    return f"{one.code.printed}{one.code.sign} {one.text}" if one.code else one.text


def _competences(
    lu: BlocLu,
    rank: int,
    here: str,
    activites: dict[int, str],
    epreuves: dict[EpreuveLue, str],
    places: _Places,
) -> Iterator[Competence]:
    codes = _Codes()
    for number, lue in enumerate(lu.competences, 1):
        printed = lue.item.code.number if lue.item.code else None
        code, given = codes.give(printed, f"C{rank}.{number}")
        path = f"{here}/competences/{code}"
        competence = _competence(lue, code, given, activites, epreuves)
        _note_competence(lue, competence, path, places)
        yield competence


def _competence(
    lue: CompetenceLue,
    code: str,
    given: bool,
    activites: dict[int, str],
    epreuves: dict[EpreuveLue, str],
) -> Competence:
    return Competence(
        code=code,
        texte=lue.item.text,
        activites=tuple(activites[id(one)] for one in lue.activites if id(one) in activites),
        epreuves=tuple(epreuves[one] for one in lue.epreuves),
        epreuve_deduite=lue.epreuve_deduite,
        criteres=tuple(_criteres(lue)),
        non_evaluee=lue.non_evaluee.text or "–" if lue.non_evaluee else None,
        complements=tuple(
            Complement(colonne=title, texte=one.text) for title, one in lue.complements
        ),
        page=lue.item.page,
        code_attribue=given,
    )


def _note_competence(
    lue: CompetenceLue, competence: Competence, path: str, places: _Places
) -> None:
    places.note(path, lue.item.lines, [competence.texte], _printed(lue.item))
    for rank, (critere_lu, critere) in enumerate(
        zip(lue.criteres, competence.criteres, strict=True), 1
    ):
        lines = [*critere_lu.item.lines]
        lines += [line for one in critere_lu.indicateurs for line in one.lines if line not in lines]
        texts = [critere.texte, *critere.indicateurs]
        places.note(f"{path}/criteres/{rank}", lines, texts, critere.code)
    if lue.non_evaluee:
        places.note(f"{path}/non_evaluee", lue.non_evaluee.lines, [competence.non_evaluee or ""])
    for rank, (_, one) in enumerate(lue.complements, 1):
        places.note(f"{path}/complements/{rank}", one.lines, [one.text])


def _printed(one: Item) -> str | None:
    return one.code.printed if one.code else None


def _criteres(lue: CompetenceLue) -> Iterator[Critere]:
    for critere in lue.criteres:
        yield Critere(
            code=critere.item.code.printed if critere.item.code else None,
            texte=critere.item.text,
            indicateurs=tuple(_coded_text(one) for one in critere.indicateurs),
        )


def _lines(paragraphs: Sequence[Paragraph]) -> tuple[Line, ...]:
    return tuple(line for paragraph in paragraphs for line in paragraph.lines)


def _element(chemin: str, lines: Sequence[Line], texte: str) -> ElementLu:
    """An element with the box of its lines on each page that it stands on."""
    pages = dict.fromkeys(line.box.page for line in lines)
    first, *others = (_morceau(page, lines) for page in pages)
    return ElementLu(
        chemin=chemin, page=first.page, boite=first.boite, texte=texte, suites=tuple(others)
    )


def _morceau(page: int, lines: Sequence[Line]) -> Morceau:
    boxes = [line.box for line in lines if line.box.page == page]
    boite = (
        round(min(box.x0 for box in boxes), 1),
        round(min(box.top for box in boxes), 1),
        round(max(box.x1 for box in boxes), 1),
        round(max(box.bottom for box in boxes), 1),
    )
    return Morceau(page=page, boite=boite)
