"""How competences are written: verb, object, purpose, means. Rates by bloc, not findings by line.

Five registered fiches (sur demande), read with these patterns: all their competences begin with an
infinitive, 69 to 100 % say why, 13 to 100 % say how: the last two can only be rates.
"""

from collections.abc import Callable, Iterator

from assembler.check.mots import begins_with_infinitive, speaks
from assembler.check.rapport import Redaction
from assembler.check.regles import Ecart, Etat, Gravite, Regle, Reponse, SansObjet, regle
from assembler.check.vue import Vue
from assembler.model import Bloc

_PURPOSE = (
    r"\b(?:pour|afin (?:de|d'|que)|en vue d|à l'attention d|dans le but d|dans l'objectif d|"
    r"de (?:manière|façon|sorte) (?:à|que)|à des fins|visant à|permettant d)"
)
_MEANS = (
    r"\b(?:en (?:s'|se |y |ne |l'|les? |la )?\w+ant\b|à l'aide d|au moyen d|à partir d|grâce à|"
    r"par l'intermédiaire d|selon\b|par\b|dans le respect d|conformément|via\b|à travers\b)"
)
LOWEST_PURPOSE, LOWEST_MEANS = 33, 8
"""Per cent of the competences of a bloc: no bloc of those fiches says it less often."""
MIN_WORDS = 3
"""A verb, and something: « Trier les déchets »."""


def writing(vue: Vue) -> tuple[Redaction, ...]:
    """The counts, bloc by bloc."""
    return tuple(
        Redaction(
            bloc=vue.name_of(bloc),
            competences=len(bloc.competences),
            infinitif=_number(bloc, begins_with_infinitive),
            finalite=_number(bloc, says_why),
            moyen=_number(bloc, says_how),
        )
        for bloc in vue.referentiel.blocs
    )


def says_why(text: str) -> bool:
    """Whether the competence names its purpose."""
    return speaks(_PURPOSE, text)


def says_how(text: str) -> bool:
    """Whether the competence names its means."""
    return speaks(_MEANS, text)


def _number(bloc: Bloc, test: Callable[[str], bool]) -> int:
    return sum(test(competence.texte) for competence in bloc.competences)


@regle(
    "COM-01",
    Gravite.CONSEIL,
    source="Vademecum 2023, p. 25",
    enonce="Une compétence commence par un verbe d'action à l'infinitif.",
    faire="Commencez la compétence par le verbe de l'action, à l'infinitif.",
    regarde="La terminaison du premier mot de chaque compétence. Sur les fiches enregistrées "
    "sur demande que nous avons mesurées, toutes les compétences commencent ainsi.",
)
def begins_with_a_verb(vue: Vue) -> Iterator[Reponse]:
    for _, competence, lieu in vue.competences():
        if not begins_with_infinitive(competence.texte):
            first = " ".join(competence.texte.split()[:2])
            yield Ecart(
                f"La compétence ne commence pas par un infinitif : « {first} … ».", lieu, (first,)
            )


@regle(
    "COM-02",
    Gravite.CONSEIL,
    source="Vademecum 2023, p. 25",
    enonce="Une compétence dit sur quoi porte l'action (le « quoi »).",
    faire="Dites sur quoi porte l'action.",
    regarde="Le nombre de mots de chaque compétence : trois au moins.",
)
def says_what(vue: Vue) -> Iterator[Reponse]:
    for _, competence, lieu in vue.competences():
        if len(competence.texte.split()) < MIN_WORDS:
            yield Ecart("La compétence ne dit pas sur quoi elle porte.", lieu, (competence.texte,))


def _rates(vue: Vue, test: Callable[[str], bool], lowest: int, what: str) -> Iterator[Reponse]:
    """A finding for each bloc that says it less often than any registered fiche."""
    if vue.of_right:
        yield SansObjet("Les fiches enregistrées de droit ont des compétences courtes.")
        return
    for bloc in vue.referentiel.blocs:
        total, saying = len(bloc.competences), _number(bloc, test)
        if total and 100 * saying < lowest * total:
            yield Ecart(
                f"{saying} compétence{'s' if saying > 1 else ''} sur {total} "
                f"{'disent' if saying > 1 else 'dit'} {what} : moins de {lowest} %, ce que ne fait "
                "aucun bloc des fiches enregistrées sur demande que nous avons mesurées.",
                vue.place(bloc),
            )


@regle(
    "COM-03",
    Gravite.CONSEIL,
    source="Vademecum 2023, p. 25",
    enonce="Une compétence dit pourquoi : sa finalité (pour, afin de, en vue de …).",
    faire="Ajoutez le résultat ou l'objectif de l'action : « pour … », « afin de … ».",
    regarde="La part des compétences de chaque bloc qui disent « pour », « afin de », « en vue "
    "de », « à l'attention de », « dans le but de », « de manière à » … ; un constat par bloc, "
    "au-dessous de 33 %.",
    sans_objet="la certification est enregistrée de droit : ses compétences sont courtes",
    propres=(Etat.ENFREINTE, Etat.RESPECTEE, Etat.SANS_OBJET),
)
def purpose_rate(vue: Vue) -> Iterator[Reponse]:
    yield from _rates(vue, says_why, LOWEST_PURPOSE, "pourquoi")


@regle(
    "COM-04",
    Gravite.CONSEIL,
    source="Vademecum 2023, p. 25",
    enonce="Une compétence dit éventuellement comment : par quels moyens (en …ant, à l'aide de …).",
    faire="Ajoutez les moyens quand ils aident à comprendre : « en utilisant … », « à l'aide de … "
    "».",
    regarde="La part des compétences de chaque bloc qui disent « en …ant », « à l'aide de », « "
    "au moyen de », « à partir de », « selon », « par », « dans le respect de » … ; un constat "
    "par bloc, au-dessous de 8 %.",
    sans_objet="la certification est enregistrée de droit : ses compétences sont courtes",
    propres=(Etat.ENFREINTE, Etat.RESPECTEE, Etat.SANS_OBJET),
)
def means_rate(vue: Vue) -> Iterator[Reponse]:
    yield from _rates(vue, says_how, LOWEST_MEANS, "comment")


REGLES: tuple[Regle, ...] = (begins_with_a_verb, says_what, purpose_rate, means_rate)
