"""Plain mistakes of a document: what a proofreader would mark. Never an error."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assembler.check.codes import misnumbered, unlike_the_others
from assembler.check.mots import plain, quoted, tidy
from assembler.check.regles import (
    Besoin,
    Ecart,
    Etat,
    Gravite,
    Regle,
    Reponse,
    SansObjet,
    regle,
)
from assembler.check.vue import Lieu, Vue
from assembler.model import Activite

_SOURCE = "Relecture du document"
ALIKE = 80
"""Likeness, per cent, from which a matrix row means an activity."""

_SLIPS = re.compile(
    r"(?:(?<=\s)|^)['’‘]\w+"  # « système 'information »
    r"|\w+['’‘] \w+"  # « l’ application »
    r"|\w+‘\w+"  # « l‘entreprise »: an opening sign for an apostrophe
    r"|\w+ ,|\w+ \.(?=\s|$)"  # « positions , afin », « collectif . »
    r"|\w{2,}\.\(\w+|[^\W\d]{2,},[^\W\d]\w+"  # « moteurs.(hiérarchie », « flexible,réutilisable »
    r"|\b(?!nous\b|vous\b)(\w{2,}) \1\b"  # « de de »
    r"|,,|(?<!\.)\.\.(?!\.)"
    r"|\bau long (?!d[eu]s?\b|d['’]|cours\b)\w+"  # « au long cycle »
    r"|^\w+(?:tion|ment|age) (?:les?|la|l['’])\s?\w+",  # « Automatisation les étapes »
    re.IGNORECASE,
)
_CUT = re.compile(r"(?:,|\s(?:et|ou|de|des|du|à|avec|pour|dans|par|les|la|le))\s*$")
"""A text that stops where something should follow."""


@regle(
    "DOC-01",
    Gravite.INDICE,
    source=_SOURCE,
    enonce="Les lignes d'une matrice sont écrites comme l'activité qu'elles nomment.",
    faire="Reprenez dans la matrice l'intitulé de l'activité.",
    regarde="Les lignes des matrices qui ressemblent à une activité (80 % des mots) sans en "
    "avoir l'intitulé exact.",
    sans_objet="le référentiel n'a pas de matrice",
    besoins=(Besoin.ANNEXE,),
    propres=(Etat.ENFREINTE, Etat.RESPECTEE, Etat.SANS_OBJET),
)
def matrices_repeat_activities(vue: Vue) -> Iterator[Reponse]:
    if not vue.referentiel.matrices:
        yield SansObjet("Le référentiel n'a pas de matrice.")
    known = [(activite, lieu) for _, activite, lieu in vue.activites()]
    as_printed = {_same(activite.intitule) for activite, _ in known}
    for matrice in vue.referentiel.matrices:
        for ligne in matrice.lignes:
            if _same(ligne.intitule) in as_printed:
                continue
            if nearest := _nearest(ligne.intitule, known):
                activite, lieu = nearest
                yield Ecart(
                    f"La matrice « {matrice.titre or 'sans titre'} » dit « {ligne.intitule} », et "
                    f"le tableau « {activite.intitule} ».",
                    # The words stand in the matrix, whose page is not known.
                    replace(lieu, page=None, texte=()),
                    (ligne.intitule,),
                )


def _nearest(label: str, known: Sequence[tuple[Activite, Lieu]]) -> tuple[Activite, Lieu] | None:
    """The activity that the row means; None when it is about something else."""
    from rapidfuzz.fuzz import token_set_ratio

    scores = [token_set_ratio(plain(one.intitule), plain(label)) for one, _ in known]
    best = max(scores, default=0)
    return known[scores.index(best)] if best >= ALIKE else None


def _same(text: str) -> str:
    return " ".join(tidy(text).split()).rstrip(" .;:").casefold()


@regle(
    "DOC-02",
    Gravite.INDICE,
    source=_SOURCE,
    enonce="Un critère n'est donné qu'une fois : ni deux fois le même texte dans une compétence, "
    "ni deux fois le même code.",
    faire="Retirez le doublon, ou corrigez le code.",
    regarde="Les critères d'une même compétence, et les codes des critères d'un même bloc.",
    besoins=(Besoin.ANNEXE,),
)
def no_criterion_twice(vue: Vue) -> Iterator[Reponse]:
    texts: set[tuple[str, str]] = set()
    codes: set[tuple[str | None, str]] = set()
    for competence, critere, lieu in vue.criteres():
        text = (f"{lieu.bloc}/{competence.code}", _same(critere.texte))
        if text in texts:
            yield Ecart("Le critère est écrit deux fois.", lieu, (critere.texte,))
        texts.add(text)
        code = (lieu.bloc, critere.code or "")
        if critere.code and code in codes:
            yield Ecart(f"Le code {critere.code} est donné deux fois.", lieu, (critere.code,))
        codes.add(code)


@regle(
    "DOC-03",
    Gravite.INDICE,
    source=_SOURCE,
    enonce="Les codes se suivent : dans l'ordre, et sans trou.",
    faire="Renumérotez.",
    regarde="Les codes imprimés des critères de chaque compétence.",
)
def codes_follow_each_other(vue: Vue) -> Iterator[Reponse]:
    yield from misnumbered(vue)


@regle(
    "DOC-04",
    Gravite.INDICE,
    source=_SOURCE,
    enonce="Les codes sont tous écrits de la même façon.",
    faire="Écrivez ce code comme les autres.",
    regarde="Les codes imprimés des compétences et des critères, quand plus de la moitié sont "
    "écrits de la même façon.",
)
def codes_look_alike(vue: Vue) -> Iterator[Reponse]:
    yield from unlike_the_others(vue)


@regle(
    "DOC-05",
    Gravite.INDICE,
    source=_SOURCE,
    enonce="Ni mot qui manque ou se répète, ni apostrophe, parenthèse ou espace égarée.",
    faire="Corrigez la phrase dans le référentiel déposé.",
    regarde="Tous les textes : apostrophe seule ou suivie d'une espace, mot répété, espace "
    "avant une virgule ou manquante après, parenthèse ouverte, phrase qui s'arrête sur une "
    "virgule ou un article, article sans préposition.",
)
def no_slips(vue: Vue) -> Iterator[Reponse]:
    for lieu, text in _texts(vue):
        found = slips(text)
        if found:
            yield Ecart(f"À corriger : {quoted(found)}.", lieu, found)


def slips(text: str) -> tuple[str, ...]:
    """The places of a text where a sign or a word is too many, or missing, as printed."""
    found = [match[0] for match in _SLIPS.finditer(text)]
    if text.count("(") != text.count(")"):
        found.append("(" if text.count("(") > text.count(")") else ")")
    if _CUT.search(text):
        found.append(f"{text.split()[-1]} …")
    return tuple(dict.fromkeys(found))


def _texts(vue: Vue) -> Iterator[tuple[Lieu, str]]:
    for bloc in vue.referentiel.blocs:
        yield vue.place(bloc), bloc.intitule
    for _, activite, lieu in vue.activites():
        for text in (activite.intitule, *activite.taches):
            yield lieu, text
    for _, competence, lieu in vue.competences():
        yield lieu, competence.texte
    for _, critere, lieu in vue.criteres():
        yield lieu, critere.texte
    for epreuve in vue.referentiel.epreuves:
        # A line before a list ends as it likes.
        for line, following in pairwise((*epreuve.description, "")):
            bare = line.removeprefix("• ")
            listing = following.startswith("•")
            yield vue.place_of_epreuve(epreuve), f"{bare.rstrip(' ,;')} :" if listing else bare


@regle(
    "DOC-06",
    Gravite.INDICE,
    source=_SOURCE,
    enonce="Une durée se lit : un nombre, et son unité.",
    faire="Écrivez la durée en heures ou en minutes.",
    regarde="Les durées de chaque épreuve.",
)
def durations_can_be_read(vue: Vue) -> Iterator[Reponse]:
    for epreuve in vue.referentiel.epreuves:
        unread = tuple(duree.texte for duree in epreuve.durees if duree.minutes is None)
        if not epreuve.durees:
            unread += tuple(filter(_is_unread_duration, epreuve.description))
        if unread:
            yield Ecart(
                f"Durée illisible : {quoted(unread)}.", vue.place_of_epreuve(epreuve), unread
            )


def _is_unread_duration(line: str) -> bool:
    """« Durée à préciser », and not « Durée totale : 01 h 20 »."""
    said = re.match(r"\W*durée\b", line, re.IGNORECASE)
    return bool(said) and not re.search(r"\d ?(?:h|min|j|sem|mois|an)", line, re.IGNORECASE)


@regle(
    "DOC-07",
    Gravite.INDICE,
    source=_SOURCE,
    enonce="Une épreuve a un nom.",
    faire="Nommez l'épreuve au début de la case : « Étude de cas », « Mise en situation » …",
    regarde="L'intitulé de chaque épreuve.",
    besoins=(Besoin.ANNEXE,),
)
def epreuves_have_a_name(vue: Vue) -> Iterator[Reponse]:
    for epreuve in vue.referentiel.epreuves:
        if not epreuve.intitule:
            yield Ecart("L'épreuve n'a pas de nom.", vue.place_of_epreuve(epreuve))


@regle(
    "DOC-08",
    Gravite.INDICE,
    source=_SOURCE,
    enonce="Une matrice est cochée : chaque ligne et chaque colonne le sont au moins une fois.",
    faire="Cochez ce qui convient, ou retirez la ligne ou la colonne.",
    regarde="Les lignes et les colonnes des matrices qui n'ont aucune croix.",
    sans_objet="le référentiel n'a pas de matrice",
    besoins=(Besoin.ANNEXE,),
    propres=(Etat.ENFREINTE, Etat.RESPECTEE, Etat.SANS_OBJET),
)
def matrices_are_ticked(vue: Vue) -> Iterator[Reponse]:
    if not vue.referentiel.matrices:
        yield SansObjet("Le référentiel n'a pas de matrice.")
    for matrice in vue.referentiel.matrices:
        lieu = Lieu(f"matrice « {matrice.titre or 'sans titre'} »")
        ticked = {colonne for ligne in matrice.lignes for colonne in ligne.colonnes}
        for colonne in matrice.colonnes:
            if colonne not in ticked:
                yield Ecart(f"La colonne « {colonne} » n'a aucune croix.", lieu, (colonne,))
        for ligne in matrice.lignes:
            if not ligne.colonnes:
                message = f"La ligne « {ligne.intitule} » n'a aucune croix."
                yield Ecart(message, lieu, (ligne.intitule,))


REGLES: tuple[Regle, ...] = (
    matrices_repeat_activities,
    no_criterion_twice,
    codes_follow_each_other,
    codes_look_alike,
    no_slips,
    durations_can_be_read,
    epreuves_have_a_name,
    matrices_are_ticked,
)
