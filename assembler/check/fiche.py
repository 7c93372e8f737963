"""The référentiel held against the fiche that France compétences registered, word by word.

Case, accents, apostrophes and punctuation do not count: the export and the PDF print them
differently. Words cut by a space (the export has some) are taken for whole ones.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from assembler.check.mots import joined, plain, quoted
from assembler.check.regles import (
    ARegarder,
    Ecart,
    Etat,
    Gravite,
    Regle,
    Reponse,
    SansObjet,
    regle,
)
from assembler.check.vue import Lieu, Vue, text_of
from assembler.model import Bloc, BlocEnregistre, Competence, FicheEnregistree

REWORDED = 0.6
"""Two competences that share more of their words than this are one, reworded."""
_LABEL = re.compile(
    r"^\W*(?:bloc(?: de compétences?)?|BC)\s*(?:n\s*[°º]\s*)?\d{1,2}\s*[-–—:.]\s*", re.IGNORECASE
)
"""« Bloc 1 – », which some print in front of a bloc's title: its number, not its title."""
SHOWN = 12
"""Words quoted of what is missing; a modalité can have a page of them."""

_PROPRES = (Etat.ENFREINTE, Etat.RESPECTEE, Etat.NON_VERIFIABLE, Etat.SANS_OBJET)


@regle(
    "TIT-01",
    Gravite.LOI,
    source="Code du travail, R6113-16-3 (1°) et R6113-14-1",
    enonce="L'intitulé de la certification et ceux des blocs sont exactement ceux qui sont "
    "enregistrés.",
    faire="Reprenez l'intitulé de la fiche enregistrée, mot à mot.",
    regarde="L'intitulé de certification.yaml et ceux des blocs, comparés à "
    "fiche-enregistree.yaml, sans tenir compte de la casse, des accents, de la ponctuation, ni "
    "d'un numéro devant le titre d'un bloc (« Bloc 1 – »).",
    inverifiable="le dossier n'a pas la fiche enregistrée, ou a celle d'un autre numéro ; ou la "
    "demande est postérieure à la décision : une nouvelle demande peut changer les intitulés",
    sans_objet="c'est la fiche elle-même qui est vérifiée (profil fiche)",
    propres=_PROPRES,
)
def registered_titles(vue: Vue) -> Iterator[Reponse]:
    fiche = _fiche(vue)
    if not isinstance(fiche, FicheEnregistree):
        yield fiche
        return
    for other in _other_titles(vue, fiche):
        if isinstance(other, Ecart) and _is_new_request(vue, fiche):
            # What is asked for is not registered yet.
            message = f"Nouvelle demande : est-ce voulu ? {other.message}"
            yield ARegarder(message, other.lieu, other.mots)
        else:
            yield other


def _is_new_request(vue: Vue, fiche: FicheEnregistree) -> bool:
    """Whether the dossier is filed after what is registered was decided."""
    filed = vue.certification.date_depot if vue.certification else None
    decided = fiche.certification.date_decision or fiche.certification.date_effet
    return bool(filed and decided and filed > decided)


def _other_titles(vue: Vue, fiche: FicheEnregistree) -> Iterator[Ecart | ARegarder]:
    here = vue.certification.intitule if vue.certification else vue.referentiel.intitule
    if here is None:
        yield ARegarder("Le référentiel ne dit pas l'intitulé de la certification.")
    elif not _same(here, fiche.certification.intitule):
        yield _other_title("L'intitulé", here, fiche.certification.intitule, None)
    if vue.referentiel.type == "RS":
        return
    for bloc, registered in _pairs(vue, fiche):
        titles = [bloc.intitule, f"{bloc.intitule} option {bloc.option}"]
        if not any(_same_but_label(title, registered.intitule) for title in titles):
            lieu = vue.place(bloc)
            yield _other_title("L'intitulé du bloc", bloc.intitule, registered.intitule, lieu)


@regle(
    "FIC-01",
    Gravite.INDICE,
    source="Code du travail, R6113-16-3 (2°) ; fiche publiée par France compétences",
    enonce="Les blocs et les compétences sont ceux de la fiche enregistrée, mot à mot.",
    faire="Reprenez le texte enregistré ; s'il doit changer, c'est l'objet d'une nouvelle demande.",
    regarde="Les blocs et les compétences, comparés mot à mot à ceux de fiche-enregistree.yaml.",
    inverifiable="le dossier n'a pas la fiche enregistrée, ou a celle d'un autre numéro",
    sans_objet="c'est la fiche elle-même qui est vérifiée (profil fiche)",
    propres=_PROPRES,
)
def registered_competences(vue: Vue) -> Iterator[Reponse]:
    fiche = _fiche(vue)
    if not isinstance(fiche, FicheEnregistree):
        yield fiche
        return
    pairs = list(_pairs(vue, fiche))
    for registered in fiche.blocs:
        if not any(registered is other for _, other in pairs):
            name = registered.code or registered.intitule
            yield Ecart(f"Le bloc enregistré « {name} » ne se trouve pas dans le référentiel.")
    for bloc in vue.referentiel.blocs:
        found = next((other for mine, other in pairs if mine is bloc), None)
        if found is None:
            yield Ecart("Ce bloc ne se trouve pas dans la fiche enregistrée.", vue.place(bloc))
        else:
            yield from _competences(vue, bloc, found)


@regle(
    "FIC-02",
    Gravite.INDICE,
    source="Fiche publiée par France compétences",
    enonce="Les modalités d'évaluation de chaque bloc disent ce que dit la fiche enregistrée.",
    faire="Comparez les modalités du bloc à celles de la fiche, et reprenez ce qui manque.",
    regarde="Le texte des épreuves de chaque bloc : chaque ligne des modalités de "
    "fiche-enregistree.yaml s'y trouve-t-elle ?",
    inverifiable="le dossier n'a pas la fiche enregistrée, ou a celle d'un autre numéro",
    sans_objet="c'est la fiche elle-même qui est vérifiée (profil fiche)",
    propres=_PROPRES,
)
def registered_modalites(vue: Vue) -> Iterator[Reponse]:
    fiche = _fiche(vue)
    if not isinstance(fiche, FicheEnregistree):
        yield fiche
        return
    for bloc, registered in _pairs(vue, fiche):
        here = _letters(joined(*map(text_of, vue.epreuves_of(bloc))))
        missing = [line for line in registered.modalites if _letters(line) not in here]
        if missing:
            number = f"{len(missing)} sur {len(registered.modalites)}"
            yield Ecart(
                "Des modalités de la fiche enregistrée ne se retrouvent pas mot à mot dans les "
                f"épreuves du bloc ({number}) : {quoted(map(_short, missing))}.",
                vue.place(bloc),
            )


def _fiche(vue: Vue) -> FicheEnregistree | ARegarder | SansObjet:
    """What to compare with, or why nothing can be."""
    if vue.profil == "fiche":
        return SansObjet("C'est la fiche elle-même.")
    fiche = vue.enregistree
    if fiche is None:
        return ARegarder(
            "Le dossier ne contient pas la fiche enregistrée ; pour l'ajouter : "
            "assembler init DOSSIER --fiche EXPORT --code RNCPnnnnn"
        )
    mine = vue.certification.code if vue.certification else None
    if mine and _letters(mine) != _letters(fiche.certification.code or ""):
        return ARegarder(
            f"La fiche gardée dans le dossier est celle de {fiche.certification.code} ; "
            f"certification.yaml dit {mine}."
        )
    return fiche


def _other_title(what: str, here: str, registered: str, lieu: Lieu | None) -> Ecart:
    words = _other_words(here, registered)
    message = f"{what} enregistré est « {registered} », et non « {here} »."
    return Ecart(message, mots=words) if lieu is None else Ecart(message, lieu, words)


def _pairs(vue: Vue, fiche: FicheEnregistree) -> Iterator[tuple[Bloc, BlocEnregistre]]:
    """Each bloc with the registered one it is: by its title, then its code, then its number."""
    left = list(dict.fromkeys(fiche.blocs))
    todo = list(vue.referentiel.blocs)
    if vue.referentiel.type == "RS":
        yield from zip(todo, left, strict=False)
        return
    for is_the_one in (_same_title, _same_code, _same_number):
        for bloc in tuple(todo):
            found = [other for other in left if is_the_one(bloc, other)]
            if found:
                todo.remove(bloc)
                left.remove(found[0])
                yield bloc, found[0]


def _same_title(bloc: Bloc, other: BlocEnregistre) -> bool:
    return _same_but_label(bloc.intitule, other.intitule)


def _same_but_label(here: str, there: str) -> bool:
    return _same(_LABEL.sub("", here), _LABEL.sub("", there))


def _same_code(bloc: Bloc, other: BlocEnregistre) -> bool:
    return _letters(bloc.code) == _letters(other.code or "")


def _same_number(bloc: Bloc, other: BlocEnregistre) -> bool:
    return _number(bloc.code) == _number(other.code or "") != 0


def _number(code: str) -> int:
    """The number a code ends with: 3 of « RNCP36490BC03 » and of « 3 »; 0 without."""
    digits = code[len(code.rstrip("0123456789")) :]
    return int(digits or 0)


@dataclass(frozen=True)
class _Likeness:
    score: float
    mine: int
    other: int


def _competences(vue: Vue, bloc: Bloc, registered: BlocEnregistre) -> Iterator[Ecart]:
    """What became of each registered competence, and which ones are not registered.

    A line of the export can be a heading, which nothing tells from a competence: the annex has it
    among its activities.
    """
    activities = {_letters(a.intitule) for a in bloc.activites}
    there = [c for c in registered.competences if _letters(c.texte) not in activities]
    mine = list(bloc.competences)
    taken = _alike(mine, [c.texte for c in there])
    for rank, competence in enumerate(mine):
        lieu = vue.place(bloc, competence)
        if rank not in taken:
            yield Ecart("Cette compétence ne se trouve pas dans la fiche enregistrée.", lieu)
        elif not _same(competence.texte, there[taken[rank]].texte):
            text = there[taken[rank]].texte
            words = _other_words(competence.texte, text)
            yield Ecart(f"La fiche enregistrée dit : « {text} »", lieu, words)
    for rank, other in enumerate(there):
        if rank not in taken.values():
            yield Ecart(
                f"Une compétence enregistrée ne se trouve pas dans le bloc : « {other.texte} »",
                vue.place(bloc),
            )


def _alike(mine: Sequence[Competence], texts: Sequence[str]) -> dict[int, int]:
    """Rank here → rank there, the most alike first, each once."""
    from rapidfuzz.distance import Indel

    words_there = [plain(text).split() for text in texts]
    scores = [
        _Likeness(1.0 if _same(c.texte, text) else Indel.normalized_similarity(here, words), i, j)
        for i, c in enumerate(mine)
        for here in [plain(c.texte).split()]
        for j, (text, words) in enumerate(zip(texts, words_there, strict=True))
    ]
    taken: dict[int, int] = {}
    for found in sorted(scores, key=lambda s: (-s.score, abs(s.mine - s.other), s.mine)):
        free = found.mine not in taken and found.other not in taken.values()
        if free and found.score >= REWORDED:
            taken[found.mine] = found.other
    return taken


def _same(here: str, there: str) -> bool:
    return _letters(here) == _letters(there)


def _letters(text: str) -> str:
    """The letters alone, so that a word cut by a space is the same."""
    return plain(text).replace(" ", "")


def _other_words(here: str, there: str) -> tuple[str, ...]:
    """The passages of `here` that `there` says otherwise, as printed; what is only missing here
    has none."""
    mine = here.split()
    keys = [plain(word) for word in mine]
    match = SequenceMatcher(None, keys, [plain(word) for word in there.split()], autojunk=False)
    passages = (
        " ".join(mine[start:end]) for tag, start, end, _, _ in match.get_opcodes() if tag != "equal"
    )
    return tuple(dict.fromkeys(passage for passage in passages if plain(passage)))


def _short(text: str) -> str:
    words = text.split()
    return text if len(words) <= SHOWN else " ".join(words[:SHOWN]) + " …"


REGLES: tuple[Regle, ...] = (registered_titles, registered_competences, registered_modalites)
