"""The four themes that a référentiel must integrate, and what speaks of them."""

import datetime
from collections.abc import Iterator

from assembler.check.mots import joined, quoted, words
from assembler.check.rapport import Case, Mention
from assembler.check.regles import ARegarder, Ecart, Etat, Gravite, Regle, Reponse, SansObjet, regle
from assembler.check.themes import THEMES, lexiques
from assembler.check.vue import Lieu, Vue
from assembler.model import Bloc, Competence
from assembler.model.certification import Theme

DECREE = datetime.date(2025, 10, 1)
"""Décret 2025-500: it binds requests filed from that day."""

_LEGAL = (
    r"\b(?:réglementa\w+|règlementa\w+|législat\w+|juridiques?|légale?s?|légaux|RGPD|loi|droit|"
    r"déontolog\w+|code (?:du|de la) \w+)\b"
)


def coverage(vue: Vue) -> tuple[Case, ...]:
    """What speaks of each theme, bloc by bloc."""
    return tuple(
        Case(bloc=vue.name_of(bloc), theme=theme, mentions=tuple(_mentions(vue, bloc, theme)))
        for bloc in vue.referentiel.blocs
        for theme in THEMES
    )


def _mentions(vue: Vue, bloc: Bloc, theme: Theme) -> Iterator[Mention]:
    for lieu, text in _texts(vue, bloc):
        if found := lexiques()[theme].passages(text):
            yield Mention(objet=lieu.objet, mots=found)


def _texts(vue: Vue, bloc: Bloc) -> Iterator[tuple[Lieu, str]]:
    """What the law names: activities and competences (with the knowledge printed beside them)."""
    yield vue.place(bloc), bloc.intitule
    for activite in bloc.activites:
        yield vue.place(bloc, activite), joined(activite.intitule, *activite.taches)
    for competence in bloc.competences:
        yield vue.place(bloc, competence), _whole(competence)


def _whole(competence: Competence) -> str:
    return joined(competence.texte, *(c.texte for c in competence.complements))


@regle(
    "COM-09",
    Gravite.LOI,
    source="Code du travail, R6113-9 (3°) et R6113-11 (2°), depuis le 1er octobre 2025",
    enonce="Les référentiels d'activités et de compétences intègrent, en fonction de la "
    "certification, la transition écologique, la transition numérique, la prévention en santé et "
    "sécurité au travail, le handicap, l'accessibilité et la conception universelle.",
    faire="Intégrez le thème aux activités et aux compétences, ou dites dans certification.yaml, "
    "sous « themes_sans_objet », pourquoi il ne concerne pas cette certification.",
    regarde="Les intitulés des blocs, les activités et leurs tâches, les compétences et les "
    "savoirs imprimés à côté, avec le lexique de chaque thème. « date_depot » de "
    "certification.yaml décide si la règle vaut ; pour une fiche publiée, à défaut, la date de "
    "la décision.",
    inverifiable="seuls des mots douteux en parlent (« règles de sécurité ») ; ou la date du dépôt "
    "d'une fiche publiée n'est pas connue",
    sans_objet="la demande a été déposée avant le 1er octobre 2025, ou l'enregistrement est de "
    "droit",
    propres=(Etat.ENFREINTE, Etat.RESPECTEE, Etat.NON_VERIFIABLE, Etat.SANS_OBJET),
)
def themes_are_integrated(vue: Vue) -> Iterator[Reponse]:
    if vue.of_right:
        yield SansObjet("R6113-9 vaut pour les demandes ; celle-ci est enregistrée de droit.")
        return
    filed = _filed(vue)
    if filed and filed < DECREE:
        yield SansObjet(
            f"La demande est du {filed:%d/%m/%Y} ; la règle vaut à partir du {DECREE:%d/%m/%Y}."
        )
        return
    told = vue.certification.themes_sans_objet if vue.certification else {}
    for theme in THEMES:
        if theme not in told and not any(
            any(_mentions(vue, bloc, theme)) for bloc in vue.referentiel.blocs
        ):
            yield from _missing(vue, theme, bound=bool(filed) or vue.profil == "annexe")


def _missing(vue: Vue, theme: Theme, *, bound: bool) -> Iterator[Reponse]:
    """A theme that no sure word speaks of. `bound`: whether the law is known to bind here."""
    titre = lexiques()[theme].titre
    doubtful = [
        (lieu, found)
        for bloc in vue.referentiel.blocs
        for lieu, text in _texts(vue, bloc)
        if (found := lexiques()[theme].doubtful(text))
    ]
    for lieu, found in doubtful:
        yield ARegarder(f"Est-ce le thème « {titre} » ? {quoted(found)}.", lieu, found)
    if doubtful:
        return
    message = f"Aucune activité ni compétence ne parle du thème « {titre} »."
    if bound:
        yield Ecart(message)
    else:
        yield ARegarder(f"{message} La date du dépôt n'est pas connue : la règle valait-elle ?")


def _filed(vue: Vue) -> datetime.date | None:
    """When the request was filed, as far as it decides which law applies. What was decided before
    the decree was filed before it; what was decided after may have been."""
    fiche = vue.certification
    if fiche is None or fiche.date_depot or vue.profil == "annexe":
        return fiche.date_depot if fiche else None
    decided = fiche.date_decision
    return decided if decided and decided < DECREE else None


@regle(
    "COM-10",
    Gravite.DOCTRINE,
    source="Vademecum 2023, p. 31",
    enonce="Une compétence liée au handicap dit dans quel cadre du métier elle s'exerce : elle "
    "n'est pas là pour la forme.",
    faire="Relisez les compétences citées : dit-on qui, dans quelle situation, pour quoi faire ?",
    regarde="Les compétences qui parlent de handicap : chacune est montrée.",
    inverifiable="toujours : une personne lit",
    propres=(Etat.NON_VERIFIABLE,),
)
def handicap_in_context(vue: Vue) -> Iterator[Reponse]:
    seen = False
    for _, competence, lieu in vue.competences():
        if found := lexiques()["handicap"].passages(_whole(competence)):
            seen = True
            yield ARegarder("À relire : le handicap y est-il mis en contexte ?", lieu, found)
    if not seen:
        yield ARegarder("Aucune compétence ne parle de handicap (voir COM-09).")


@regle(
    "COM-11",
    Gravite.DOCTRINE,
    source="Code du travail, R6113-9 (5°) ; Vademecum 2023, p. 30",
    enonce="La sécurité au travail, la protection des consommateurs et des usagers et les "
    "contraintes légales du métier sont dans les compétences, et évaluées.",
    faire="Relisez les compétences citées et leurs critères ; ajoutez celles que le métier impose.",
    regarde="Les compétences qui parlent de santé-sécurité au travail ou d'une contrainte "
    "légale, et le nombre de leurs critères : chacune est montrée.",
    inverifiable="toujours : une personne lit",
    propres=(Etat.NON_VERIFIABLE,),
)
def legal_constraints(vue: Vue) -> Iterator[Reponse]:
    seen = False
    for _, competence, lieu in vue.competences():
        found = (
            *lexiques()["sante_securite"].passages(competence.texte),
            *words(_LEGAL, competence.texte),
        )
        if found:
            seen = True
            number = len(competence.criteres)
            assessed = (
                f"évaluée sur {number} critère{'s' if number > 1 else ''}"
                if number
                else ("sans critère")
            )
            yield ARegarder(f"Compétence {assessed} ; elle parle de {quoted(found)}.", lieu, found)
    if not seen:
        yield ARegarder("Aucune compétence ne nomme la sécurité ni une contrainte légale.")


REGLES: tuple[Regle, ...] = (themes_are_integrated, handicap_in_context, legal_constraints)
