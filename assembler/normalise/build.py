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
)
from assembler.normalise.brouillon import ActiviteLue, BlocLu, CompetenceLue, EpreuveLue
from assembler.normalise.epreuves import code_of, read_epreuve
from assembler.normalise.items import Item


@dataclass(frozen=True)
class Built:
    """The parts of the model, and where they stood."""

    blocs: tuple[Bloc, ...]
    epreuves: tuple[Epreuve, ...]
    elements: tuple[ElementLu, ...]
    has_blocs: bool


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
    elements: list[ElementLu] = []
    epreuves, codes = _epreuves(blocs, elements)
    bloc_codes = _Codes()
    built = []
    for rank, lu in enumerate(blocs, 1):
        label = lu.label
        code, given = bloc_codes.give(label.code if label else None, str(rank))
        here = f"blocs/{code}"
        if label:
            elements.append(_element(f"{here}/intitule", label.lines, label.intitule))
        activites, activity_codes = _activites(lu, rank, here, elements)
        built.append(
            Bloc(
                code=code,
                intitule=label.intitule if label else "",
                option=label.option if label else None,
                activites=activites,
                competences=tuple(_competences(lu, rank, here, activity_codes, codes, elements)),
                code_attribue=given,
            )
        )
    has_blocs = any(bloc.label or bloc.activites for bloc in blocs)
    return Built(tuple(built), epreuves, tuple(elements), has_blocs)


def _epreuves(
    blocs: Sequence[BlocLu], elements: list[ElementLu]
) -> tuple[tuple[Epreuve, ...], dict[EpreuveLue, str]]:
    codes = _Codes()
    found: list[Epreuve] = []
    names: dict[EpreuveLue, str] = {}
    for number, lue in enumerate((one for bloc in blocs for one in bloc.epreuves), 1):
        printed = code_of(lue.paragraphs)
        code, given = codes.give(printed.number if printed else None, f"E{number}")
        epreuve = read_epreuve(lue.paragraphs, code, given=given)
        found.append(epreuve)
        names[lue] = code
        elements.append(_element(f"epreuves/{code}", _lines(lue.paragraphs), lue.wording))
    return tuple(found), names


def _activites(
    lu: BlocLu, rank: int, here: str, elements: list[ElementLu]
) -> tuple[tuple[Activite, ...], dict[int, str]]:
    codes = _Codes()
    found: list[Activite] = []
    names: dict[int, str] = {}
    for number, lue in enumerate(lu.activites, 1):
        printed = lue.item.code.number if lue.item.code else None
        code, given = codes.give(printed, f"A{rank}.{number}")
        found.append(_activite(lue, code, given))
        names[id(lue.item)] = code
        elements.append(_element(f"{here}/activites/{code}", lue.item.lines, lue.item.text))
    return tuple(found), names


def _activite(lue: ActiviteLue, code: str, given: bool) -> Activite:
    taches = tuple(_coded_text(tache) for tache in lue.taches)
    return Activite(code=code, intitule=lue.item.text, taches=taches, code_attribue=given)


def _coded_text(one: Item) -> str:
    """A text for which the model has no code of its own: the printed code stays in it."""
    return f"{one.code.printed} {one.text}" if one.code else one.text


def _competences(
    lu: BlocLu,
    rank: int,
    here: str,
    activites: dict[int, str],
    epreuves: dict[EpreuveLue, str],
    elements: list[ElementLu],
) -> Iterator[Competence]:
    codes = _Codes()
    for number, lue in enumerate(lu.competences, 1):
        printed = lue.item.code.number if lue.item.code else None
        code, given = codes.give(printed, f"C{rank}.{number}")
        path = f"{here}/competences/{code}"
        elements.append(_element(path, lue.item.lines, lue.item.text))
        for place, critere in enumerate(lue.criteres, 1):
            elements.append(
                _element(f"{path}/criteres/{place}", critere.item.lines, critere.item.text)
            )
        yield Competence(
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
    """An element with the box of its lines on the page it begins on."""
    page = lines[0].box.page
    boxes = [line.box for line in lines if line.box.page == page]
    boite = (
        round(min(box.x0 for box in boxes), 1),
        round(min(box.top for box in boxes), 1),
        round(max(box.x1 for box in boxes), 1),
        round(max(box.bottom for box in boxes), 1),
    )
    return ElementLu(chemin=chemin, page=page, boite=boite, texte=texte)
