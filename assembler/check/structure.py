"""Rules on the three référentiels and how they hang together."""

from collections.abc import Iterator
from statistics import median

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
from assembler.check.vue import Vue, assessing
from assembler.model import Bloc

MIN_TO_COMPARE = 4
"""Fewer competences have no usual length."""


@regle(
    "STR-01",
    Gravite.LOI,
    source="Code du travail, L6113-1 et R6113-11 (2°)",
    enonce="La certification est définie par un référentiel d'activités, un référentiel de "
    "compétences et un référentiel d'évaluation, qui donne critères et modalités (RS : compétences "
    "et évaluation).",
    faire="Ajoutez la partie qui manque, ou corrigez referentiel.yaml si elle est dans le PDF.",
    regarde="Les activités des blocs, les compétences, les épreuves, les critères : y en a-t-il "
    "au moins un de chaque ? Les activités ne sont pas demandées au répertoire spécifique.",
    besoins=(Besoin.ANNEXE,),
)
def three_referentiels(vue: Vue) -> Iterator[Reponse]:
    blocs = vue.referentiel.blocs
    competences = [competence for _, competence, _ in vue.competences()]
    if vue.referentiel.type == "RNCP" and not any(bloc.activites for bloc in blocs):
        yield Ecart("Aucune activité : le référentiel d'activités manque.")
    if not competences:
        yield Ecart("Aucune compétence : le référentiel de compétences manque.")
    if not vue.referentiel.epreuves:
        yield Ecart("Aucune modalité : le référentiel d'évaluation ne dit pas comment on évalue.")
    if not any(assessing(competence) for competence in competences):
        yield Ecart("Aucun critère : le référentiel d'évaluation ne dit pas sur quoi on évalue.")


@regle(
    "STR-03",
    Gravite.DOCTRINE,
    source="Vademecum 2023, p. 34",
    enonce="Toutes les compétences décrites doivent être évaluées : au moins une modalité et un "
    "critère chacune.",
    faire="Donnez à la compétence une épreuve et des critères, ou retirez-la du référentiel.",
    regarde="Compétence par compétence : une épreuve, et un critère qui dise quelque chose (« "
    "Non évalué », « NA », un tiret n'en sont pas).",
    inverifiable="tout le référentiel est sans épreuves, ou sans critères : STR-01 le dit une fois",
    besoins=(Besoin.ANNEXE,),
    propres=(Etat.ENFREINTE, Etat.RESPECTEE, Etat.NON_VERIFIABLE),
)
def every_competence_is_assessed(vue: Vue) -> Iterator[Reponse]:
    # What the whole document lacks is said once, by STR-01.
    modalites = bool(vue.referentiel.epreuves)
    criteres = any(assessing(competence) for _, competence, _ in vue.competences())
    if not (modalites and criteres):
        yield ARegarder("Le référentiel n'a pas de modalités, ou pas de critères (voir STR-01).")
    for _, competence, lieu in vue.competences():
        missing = [
            *(["modalité"] if modalites and not competence.epreuves else []),
            *(["critère"] if criteres and not assessing(competence) else []),
        ]
        if missing:
            mention = competence.non_evaluee
            said = f" : le tableau porte « {mention} »" if mention else ""
            yield Ecart(
                f"La compétence n'a pas de {' ni de '.join(missing)}{said}.",
                lieu,
                (mention,) if mention else (),
            )


@regle(
    "STR-04",
    Gravite.DOCTRINE,
    source="Vademecum 2023, p. 34",
    enonce="Le référentiel d'évaluation n'évalue que des compétences du référentiel de "
    "compétences.",
    faire="Rattachez l'épreuve aux compétences qu'elle évalue, ou retirez-la.",
    regarde="Chaque épreuve : une compétence au moins s'y rattache-t-elle ?",
    besoins=(Besoin.ANNEXE,),
)
def nothing_else_is_assessed(vue: Vue) -> Iterator[Reponse]:
    for epreuve in vue.referentiel.epreuves:
        if not vue.blocs_of(epreuve):
            yield Ecart(
                "L'épreuve n'évalue aucune compétence du référentiel.",
                vue.place_of_epreuve(epreuve),
            )


@regle(
    "STR-06",
    Gravite.DOCTRINE,
    source="Vademecum 2023, p. 25-28",
    enonce="Chaque compétence découle d'une activité, chaque activité demande des compétences, "
    "chaque bloc se rattache à une activité.",
    faire="Dites de quelle activité vient chaque compétence (« activites » dans referentiel.yaml).",
    regarde="Les liens entre les activités et les compétences de chaque bloc.",
    inverifiable="aucune activité n'est donnée (STR-01 le dit une fois), ou le tableau d'un bloc "
    "ne rattache aucune compétence à une activité : celles du "
    "bloc comptent alors pour toutes",
    besoins=(Besoin.ANNEXE, Besoin.RNCP),
    propres=(Etat.ENFREINTE, Etat.RESPECTEE, Etat.NON_VERIFIABLE),
)
def activities_and_competences_go_together(vue: Vue) -> Iterator[Reponse]:
    blocs = vue.referentiel.blocs
    if not any(bloc.activites for bloc in blocs):
        yield ARegarder("Aucune activité n'est donnée (voir STR-01).")
        return
    if all(bloc.activites and bloc.competences for bloc in blocs) and not any(
        competence.activites for _, competence, _ in vue.competences()
    ):
        yield ARegarder(
            "Le tableau ne dit pas de quelle activité vient chaque compétence : les activités d'un "
            "bloc comptent pour toutes ses compétences."
        )
        return
    for bloc in blocs:
        if not bloc.activites:
            yield Ecart("Le bloc ne se rattache à aucune activité.", vue.place(bloc))
        elif not bloc.competences:
            yield Ecart("Le bloc n'a aucune compétence.", vue.place(bloc))
        elif not any(competence.activites for competence in bloc.competences):
            yield ARegarder(
                "Le tableau ne dit pas de quelle activité vient chaque compétence : celles du bloc "
                "comptent pour toutes.",
                vue.place(bloc),
            )
        else:
            yield from _loose_ends(vue, bloc)


def _loose_ends(vue: Vue, bloc: Bloc) -> Iterator[Reponse]:
    for competence in bloc.competences:
        if not competence.activites:
            yield Ecart("La compétence ne découle d'aucune activité.", vue.place(bloc, competence))
    used = {code for competence in bloc.competences for code in competence.activites}
    for activite in bloc.activites:
        if activite.code not in used:
            yield Ecart(
                "L'activité ne demande aucune compétence.",
                vue.place(bloc, activite),
                (activite.intitule,),
            )


@regle(
    "STR-07",
    Gravite.DOCTRINE,
    source="Vademecum 2023, p. 36-37",
    enonce="Une compétence n'est hors de tout bloc que si une évaluation finale est prévue et "
    "justifiée.",
    faire="Placez dans un bloc ce qui a été laissé en réserve, ou justifiez l'évaluation finale.",
    regarde="Ce que la lecture a laissé en réserve : seul endroit où une compétence puisse se "
    "trouver hors de tout bloc.",
    inverifiable="il reste des réserves",
    besoins=(Besoin.RNCP,),
    propres=(Etat.RESPECTEE, Etat.NON_VERIFIABLE),
)
def no_competence_outside_blocs(vue: Vue) -> Iterator[Reponse]:
    # The file has no competence outside a bloc: one could only stand in what was not understood.
    for reserve in vue.referentiel.reserves:
        yield ARegarder(
            "Un passage du tableau n'a pas été compris : voyez si c'est une compétence.",
            vue.page(reserve.page),
            (reserve.texte,),
        )


@regle(
    "STR-13",
    Gravite.INDICE,
    source="Vademecum 2023, p. 25",
    enonce="Les compétences ont le même niveau de maille : aucune n'est trois fois plus longue, ni "
    "quatre fois plus courte, que les autres.",
    faire="Découpez la compétence trop large, ou précisez celle qui est trop courte.",
    regarde="Le nombre de mots de chaque compétence, comparé à la médiane.",
    inverifiable="il y a moins de quatre compétences",
    propres=(Etat.ENFREINTE, Etat.RESPECTEE, Etat.NON_VERIFIABLE),
)
def same_granularity(vue: Vue) -> Iterator[Reponse]:
    lengths = [(len(c.texte.split()), lieu) for _, c, lieu in vue.competences()]
    if len(lengths) < MIN_TO_COMPARE:
        yield ARegarder("Trop peu de compétences pour les comparer entre elles.")
        return
    usual = median(length for length, _ in lengths)
    for length, lieu in lengths:
        if length > 3 * usual:
            yield Ecart(f"La compétence a {length} mots ; {usual:g} d'habitude.", lieu)
        elif 4 * length < usual:
            yield Ecart(f"La compétence n'a que {length} mots ; {usual:g} d'habitude.", lieu)


REGLES: tuple[Regle, ...] = (
    three_referentiels,
    every_competence_is_assessed,
    nothing_else_is_assessed,
    activities_and_competences_go_together,
    no_competence_outside_blocs,
    same_granularity,
)
