"""Rules on the criteria."""

import re
from collections.abc import Iterator

from assembler.check.mots import plain, quoted, tidy
from assembler.check.regles import (
    ARegarder,
    Besoin,
    Ecart,
    Etat,
    Gravite,
    Regle,
    Reponse,
    regle,
)
from assembler.check.vue import Vue

_VAGUE = re.compile(
    r"\b(?:pertinent(?:e|s|es|ment)?|pertinemment|cohérent(?:e|s|es)?|correct(?:e|s|es|ement)?|"
    r"adapté(?:e|s|es)?|clair(?:e|s|es|ement)?|exhaustif(?:s)?|exhaustive(?:s|ment)?|"
    r"approprié(?:e|s|es)?|conformes?(?! (?:à|au|aux)\b)|de qualité)\b",
    re.IGNORECASE,
)
_MEASURE = re.compile(r"\d")
_REFERENCE = re.compile(
    r"\b(?:normes?|normatif|RGAA|WCAG|W3C|ISO|RGPD|réglement\w*|règlement\w*|lois?|légal\w*|chartes?|"
    r"cahiers? des charges|spécifications?|procédures?|référentiels?|documentations?|"
    r"recommandations?|consignes?|protocoles?|nomenclatures?|seuils?|notices?|plans?|fiches?)\b",
    re.IGNORECASE,
)
PARAPHRASE = 80
"""Likeness, per cent, from which a criterion says the competence again."""
FEWEST_WORDS = 3


@regle(
    "CRI-01",
    Gravite.DOCTRINE,
    source="Vademecum 2023, p. 36",
    enonce="Un critère se compose d'une qualité attendue et d'un ou plusieurs indicateurs "
    "observables.",
    faire="Ajoutez à chaque critère l'indicateur que le jury observe.",
    regarde="Les indicateurs de chaque critère.",
    inverifiable="le tableau n'a pas de colonne d'indicateurs",
    besoins=(Besoin.ANNEXE,),
    propres=(Etat.ENFREINTE, Etat.RESPECTEE, Etat.NON_VERIFIABLE),
)
def criteria_have_indicators(vue: Vue) -> Iterator[Reponse]:
    if not any(critere.indicateurs for _, critere, _ in vue.criteres()):
        yield ARegarder(
            "Le tableau n'a pas de colonne d'indicateurs : relisez si chaque critère s'observe."
        )
        return
    for _, critere, lieu in vue.criteres():
        if not critere.indicateurs:
            yield Ecart("Le critère n'a pas d'indicateur.", lieu, (critere.texte,))


@regle(
    "CRI-02",
    Gravite.CONSEIL,
    source="Vademecum 2023, p. 36",
    enonce="« Pertinent », « cohérent », « correct » et leurs pareils manquent d'objectivité quand "
    "rien ne les mesure.",
    faire="Dites à quoi on le voit : un nombre, une norme, un document de référence.",
    regarde="Chaque critère sans indicateur : pertinent, cohérent, correct, adapté, clair, "
    "exhaustif, approprié, conforme, de qualité, sans nombre ni référence (« adapté au cahier "
    "des charges » en donne une).",
    besoins=(Besoin.ANNEXE,),
)
def criteria_are_objective(vue: Vue) -> Iterator[Reponse]:
    for _, critere, lieu in vue.criteres():
        if critere.indicateurs:
            continue
        if found := vague_words(critere.texte):
            yield Ecart(f"{quoted(found)} : rien ne dit à quoi on le voit.", lieu, found)


def vague_words(text: str) -> tuple[str, ...]:
    """The words that judge without a measure: no number in the criterion, no reference after them
    (« adapté au cahier des charges » names one)."""
    plain_text = tidy(text)
    if _MEASURE.search(plain_text):
        return ()
    return tuple(
        dict.fromkeys(
            text[match.start() : match.end()]
            for match in _VAGUE.finditer(plain_text)
            if not _REFERENCE.search(plain_text, match.end())
        )
    )


@regle(
    "CRI-03",
    Gravite.CONSEIL,
    source="Vademecum 2023, p. 36",
    enonce="Une compétence s'évalue souvent sur plusieurs critères.",
    faire="Voyez si un seul critère suffit à juger la compétence.",
    regarde="Le nombre de critères de chaque compétence.",
    besoins=(Besoin.ANNEXE,),
)
def several_criteria(vue: Vue) -> Iterator[Reponse]:
    for _, competence, lieu in vue.competences():
        if len(competence.criteres) == 1:
            yield Ecart("La compétence n'a qu'un critère.", lieu)


@regle(
    "CRI-04",
    Gravite.INDICE,
    source="Vademecum 2023, p. 36",
    enonce="Un critère nomme les informations, les gestes ou les comportements attendus.",
    faire="Dites ce que le candidat montre, fait ou dit.",
    regarde="Les critères de moins de trois mots, sans indicateur.",
    besoins=(Besoin.ANNEXE,),
)
def criteria_name_something(vue: Vue) -> Iterator[Reponse]:
    for _, critere, lieu in vue.criteres():
        if len(plain(critere.texte).split()) < FEWEST_WORDS and not critere.indicateurs:
            yield Ecart("Le critère ne dit pas ce qui est attendu.", lieu, (critere.texte,))


@regle(
    "CRI-05",
    Gravite.INDICE,
    source="Usage des certificateurs",
    enonce="Un critère ne répète pas la compétence.",
    faire="Dites ce qui montre que la compétence est acquise.",
    regarde="La ressemblance de chaque critère et de sa compétence : plus de 80 % des mots.",
    besoins=(Besoin.ANNEXE,),
)
def criteria_say_something_else(vue: Vue) -> Iterator[Reponse]:
    from rapidfuzz.fuzz import token_sort_ratio

    for competence, critere, lieu in vue.criteres():
        if token_sort_ratio(plain(competence.texte), plain(critere.texte)) > PARAPHRASE:
            yield Ecart("Le critère répète la compétence.", lieu, (critere.texte,))


@regle(
    "CRI-06",
    Gravite.CONSEIL,
    source="Vademecum 2023, p. 36",
    enonce="Une grille d'évaluation accompagne utilement les critères de chaque épreuve.",
    faire="Donnez des critères aux compétences de l'épreuve : « assembler build » en fait la "
    "grille.",
    regarde="Chaque épreuve : une de ses compétences a-t-elle un critère ?",
    besoins=(Besoin.ANNEXE,),
)
def each_epreuve_can_have_a_grid(vue: Vue) -> Iterator[Reponse]:
    for epreuve in vue.referentiel.epreuves:
        assessed = [c for _, c, _ in vue.competences() if epreuve.code in c.epreuves]
        if not any(competence.criteres for competence in assessed):
            yield Ecart(
                "Aucune compétence de l'épreuve n'a de critère : sa grille serait vide.",
                vue.place_of_epreuve(epreuve),
            )


REGLES: tuple[Regle, ...] = (
    criteria_have_indicators,
    criteria_are_objective,
    several_criteria,
    criteria_name_something,
    criteria_say_something_else,
    each_epreuve_can_have_a_grid,
)
