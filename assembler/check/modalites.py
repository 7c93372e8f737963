"""Rules on the modalités d'évaluation: what kind of épreuves, and what is said of them."""

from collections.abc import Iterator

from assembler.check.epreuves import (
    EVALUATOR,
    KNOWLEDGE,
    QUESTIONNAIRE,
    SELF,
    has_situation,
    is_knowledge_test,
    is_questionnaire,
)
from assembler.check.mots import joined, listed, quoted, speaks, words
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
from assembler.check.vue import Lieu, Vue, text_of
from assembler.model import Epreuve

_THREE = (Etat.ENFREINTE, Etat.RESPECTEE, Etat.NON_VERIFIABLE)
_NO_EPREUVE = "Aucune épreuve n'est donnée."

_SCALE = (
    r"\b\d{1,2}(?:,\d+)? ?/ ?20\b(?! ?/)|(?<![\d/])/ ?(?:10|20|40|60|100)\b(?! ?/)|"
    r"\b(?:notes?|notée?s?|notation) sur \d+|"
    r"\b(?:non|partiellement|en cours d')[ -]?acquis(?:ition)?\b|"
    r"\bacquis(?:e|es)? ?(?:/|,| ou) ?(?:non|en cours|partiel)\w*"
)
"""A mark or a scale, wherever it stands. « Les notions sont acquises » is none."""
_LENGTH = r"(?:pages?|lignes?|mots?|feuill\w+|caractères?|signes?|diapo\w*|slides?|minutes?)"
"""What a « note de 2 à 3 pages » counts: that one is a text."""
_MARKS = (
    rf"{_SCALE}|"
    r"\b(?:notes?|scores?) (?:(?:de|d'au moins|≥|>) ?\d+\b"
    rf"(?!(?: ?(?:à|ou|et|-|–)? ?\d+)* ?{_LENGTH}\b)|"
    r"minimales?|éliminatoires?|finales?|globales?|"
    r"(?:supérieur|inférieur)e?s? (?:ou égales? )?à \d+)|"
    r"\bsur (?:10|20|40|100) points|"
    r"\bmoyennes? (?:(?:de|d'au moins) \d+|générale|pondérée|des (?:notes|épreuves|évaluations))|"
    r"\bcoef(?:\.|ficients?) ?(?:: ?\d*|\d+)|"
    r"\bbarèmes? (?:de (?:notation|points)|d'évaluation|sur \d+)|"
    r"\bseuils? de (?:réussite|validation|notation)|\b\d+ ?% de (?:bonnes )?réponses"
)
"""What else a modality can say of marks. A « note de cadrage » is a text, and the barème, the
coefficient or the mean of a criterion are the job's."""


def _pointing(vue: Vue, pattern: str, message: str) -> Iterator[Reponse]:
    """A place to look at for each épreuve that has the words."""
    for epreuve in vue.referentiel.epreuves:
        if found := words(pattern, text_of(epreuve)):
            yield ARegarder(message.format(quoted(found)), vue.place_of_epreuve(epreuve), found)


@regle(
    "MOD-01",
    Gravite.DOCTRINE,
    source="Vademecum 2023, p. 33-34",
    enonce="L'évaluation provoque une situation observable, au plus près du travail : mise en "
    "situation, étude de cas, projet. Un bloc n'est pas évalué par les seules connaissances.",
    faire="Ajoutez une mise en situation, une étude de cas ou un projet.",
    regarde="Le texte de toutes les épreuves de chaque bloc : rien que des examens écrits ou "
    "des contrôles de connaissances, et rien à faire ni à montrer.",
    inverifiable="aucune épreuve n'est donnée",
    propres=_THREE,
)
def situations_are_observable(vue: Vue) -> Iterator[Reponse]:
    if not vue.referentiel.epreuves:
        yield ARegarder(_NO_EPREUVE)
    for bloc in vue.referentiel.blocs:
        epreuves = vue.epreuves_of(bloc)
        # Questionnaires alone are MOD-02's.
        if (
            epreuves
            and all(map(is_knowledge_test, epreuves))
            and not all(map(is_questionnaire, epreuves))
        ):
            found = words(KNOWLEDGE, joined(*map(text_of, epreuves)))
            yield Ecart(
                f"Le bloc n'est évalué que sur des connaissances : {quoted(found)}.",
                vue.place(bloc),
                found,
            )


@regle(
    "MOD-02",
    Gravite.DOCTRINE,
    source="Vademecum 2023, p. 35",
    enonce="Un questionnaire (QCM) n'est pas la modalité principale d'un bloc.",
    faire="Gardez le questionnaire en complément d'une mise en situation.",
    regarde="Le texte de toutes les épreuves de chaque bloc : rien que des questionnaires.",
    inverifiable="aucune épreuve n'est donnée",
    propres=_THREE,
)
def no_questionnaire_alone(vue: Vue) -> Iterator[Reponse]:
    if not vue.referentiel.epreuves:
        yield ARegarder(_NO_EPREUVE)
    for bloc in vue.referentiel.blocs:
        epreuves = vue.epreuves_of(bloc)
        if epreuves and all(map(is_questionnaire, epreuves)):
            found = words(QUESTIONNAIRE, joined(*map(text_of, epreuves)))
            yield Ecart(
                f"Le bloc n'est évalué que par questionnaire : {quoted(found)}.",
                vue.place(bloc),
                found,
            )


@regle(
    "MOD-03",
    Gravite.CONSEIL,
    source="Vademecum 2023, p. 35",
    enonce="Une épreuve collective donne un résultat individuel : un entretien individuel la "
    "suit, et elle n'est pas la seule modalité d'un bloc.",
    faire="Dites la part individuelle de l'épreuve : entretien, questions, partie prise en charge.",
    regarde="Chaque épreuve dite collective (« en groupe », « en équipe » …) : y parle-t-on "
    "d'individuel ou d'entretien ?",
    inverifiable="aucune épreuve n'est donnée",
    propres=_THREE,
)
def groups_are_judged_one_by_one(vue: Vue) -> Iterator[Reponse]:
    if not vue.referentiel.epreuves:
        yield ARegarder(_NO_EPREUVE)
    for epreuve in vue.referentiel.epreuves:
        text = text_of(epreuve)
        collective = words(
            r"(?<!convention )(?<!conventions )\bcollecti(?:fs?|ves?|vement)\b|"
            r"\ben (?:petits? )?groupes?\b|\ben équipe\b|\ben binômes?\b",
            text,
        )
        if ("collectif" in epreuve.formes or collective) and not (
            "individuel" in epreuve.formes or speaks(r"\bindividuel\w*|\bentretien", text)
        ):
            yield Ecart(
                "L'épreuve est collective, et rien n'y est individuel.",
                vue.place_of_epreuve(epreuve),
                collective,
            )


@regle(
    "MOD-05",
    Gravite.DOCTRINE,
    source="Vademecum 2023, p. 35",
    enonce="Une auto-évaluation ne certifie qu'avec un évaluateur extérieur.",
    faire="Dites qui évalue à partir de l'auto-évaluation du candidat.",
    regarde="Chaque épreuve qui parle d'auto-évaluation : y a-t-il un jury, un évaluateur, un "
    "formateur ?",
    inverifiable="l'épreuve a autre chose à montrer et ne dit pas qui évalue, ou aucune épreuve "
    "n'est donnée",
    propres=_THREE,
)
def self_assessment_has_an_evaluator(vue: Vue) -> Iterator[Reponse]:
    if not vue.referentiel.epreuves:
        yield ARegarder(_NO_EPREUVE)
    for epreuve in vue.referentiel.epreuves:
        text = text_of(epreuve)
        found = words(SELF, text)
        if not found or speaks(EVALUATOR, text):
            continue
        lieu = vue.place_of_epreuve(epreuve)
        if has_situation(epreuve):
            yield ARegarder("Rien ne dit qui évalue, à côté de l'auto-évaluation.", lieu, found)
        else:
            yield Ecart("L'épreuve est une auto-évaluation sans évaluateur.", lieu, found)


@regle(
    "MOD-06",
    Gravite.DOCTRINE,
    source="Vademecum 2023, p. 34",
    enonce="Quand le métier emploie des outils physiques, l'évaluation n'est ni toute à distance "
    "ni toute théorique.",
    faire="Si le métier demande des gestes, prévoyez qu'on les voie.",
    regarde="Les épreuves dites à distance.",
    inverifiable="toujours : le texte ne dit pas si le métier emploie des outils physiques",
    propres=(Etat.NON_VERIFIABLE,),
)
def tools_in_hand(vue: Vue) -> Iterator[Reponse]:
    remote = [e for e in vue.referentiel.epreuves if "distanciel" in e.formes]
    for epreuve in remote:
        yield ARegarder(
            "L'épreuve se passe à distance : le métier emploie-t-il des outils physiques ?",
            vue.place_of_epreuve(epreuve),
        )
    if not remote:
        yield ARegarder(
            "Aucune épreuve n'est dite à distance ; le texte ne dit pas si le métier emploie des "
            "outils physiques."
        )


@regle(
    "MOD-07",
    Gravite.DOCTRINE,
    source="Vademecum 2023, p. 38",
    enonce="Une épreuve à distance est décrite : technique, contrôle de l'identité, lutte contre "
    "la fraude.",
    faire="Décrivez-le dans le règlement de l'évaluation, et rendez-le public.",
    regarde="Les épreuves dites à distance : y parle-t-on d'identité, et de fraude ou de "
    "surveillance ?",
    inverifiable="l'une d'elles n'en dit rien (le règlement peut le dire), ou aucune épreuve "
    "n'est donnée",
    propres=(Etat.RESPECTEE, Etat.NON_VERIFIABLE),
)
def remote_is_described(vue: Vue) -> Iterator[Reponse]:
    if not vue.referentiel.epreuves:
        yield ARegarder(_NO_EPREUVE)
    wanted = {"l'identité du candidat": r"\bidentité", "la fraude": r"\bfraud|\bsurveill|\btriche"}
    for epreuve in vue.referentiel.epreuves:
        if "distanciel" not in epreuve.formes:
            continue
        missing = [name for name, word in wanted.items() if not speaks(word, text_of(epreuve))]
        if missing:
            yield ARegarder(
                f"L'épreuve est à distance ; son texte ne dit rien de {listed(missing)} : voyez le "
                "règlement.",
                vue.place_of_epreuve(epreuve),
            )


@regle(
    "MOD-08",
    Gravite.DOCTRINE,
    source="Vademecum 2023, p. 37",
    enonce="Les notes, les seuils et l'échelle (acquis, non acquis) sont dans le règlement, non "
    "dans le référentiel d'évaluation.",
    faire="Déplacez-les dans le règlement de l'évaluation.",
    regarde="Le texte des épreuves : « /20 », « note éliminatoire », « moyenne générale », « "
    "coefficient 3 », « barème de notation », « acquis / non acquis » … Dans les critères, "
    "seulement les notes et les échelles : une moyenne ou un barème peuvent y être ceux du "
    "métier.",
    inverifiable="aucune épreuve n'est donnée",
    propres=_THREE,
)
def no_marks(vue: Vue) -> Iterator[Reponse]:
    if not vue.referentiel.epreuves:
        yield ARegarder(_NO_EPREUVE)
    for lieu, found in _marks(vue):
        if found:
            yield Ecart(
                f"Le texte dit une note, un seuil ou une échelle : {quoted(found)}.", lieu, found
            )


def _marks(vue: Vue) -> Iterator[tuple[Lieu, tuple[str, ...]]]:
    for epreuve in vue.referentiel.epreuves:
        yield vue.place_of_epreuve(epreuve), words(_MARKS, text_of(epreuve))
    for _, critere, lieu in vue.criteres():
        yield lieu, words(_SCALE, joined(critere.texte, *critere.indicateurs))


@regle(
    "MOD-09",
    Gravite.CONSEIL,
    source="Usage des référentiels déposés",
    enonce="Une épreuve dit sa nature (écrit, oral, pratique), si elle est individuelle ou "
    "collective, sa durée ou son temps de préparation, et ce qui est à rendre.",
    faire="Complétez la description de l'épreuve.",
    regarde="Chaque épreuve : « formes », « durees » ou « preparation », « livrables ».",
    inverifiable="aucune épreuve n'est donnée",
    besoins=(Besoin.ANNEXE,),
    propres=_THREE,
)
def epreuves_are_described(vue: Vue) -> Iterator[Reponse]:
    if not vue.referentiel.epreuves:
        yield ARegarder(_NO_EPREUVE)
    for epreuve in vue.referentiel.epreuves:
        if missing := list(_unsaid(epreuve)):
            said = f"ni {', ni '.join(missing)}" if len(missing) > 1 else f"pas {missing[0]}"
            yield Ecart(f"L'épreuve ne dit {said}.", vue.place_of_epreuve(epreuve))


def _unsaid(epreuve: Epreuve) -> Iterator[str]:
    formes = {*epreuve.formes}
    if not formes & {"écrit", "oral", "pratique"}:
        yield "sa nature (écrit, oral, pratique)"
    if not formes & {"individuel", "collectif"}:
        yield "si elle est individuelle ou collective"
    if not epreuve.durees and not epreuve.preparation:
        yield "sa durée"
    if not epreuve.livrables:
        yield "ce qui est à rendre"


@regle(
    "MOD-10",
    Gravite.DOCTRINE,
    source="Vademecum 2023, p. 36-37",
    enonce="Une évaluation finale, après tous les blocs, se justifie : coordination de "
    "compétences de plusieurs blocs.",
    faire="Dites dans le dossier pourquoi l'évaluation finale est nécessaire.",
    regarde="Le texte des épreuves (« épreuve finale », « soutenance transversale » …), et "
    "celles qui évaluent tous les blocs communs.",
    inverifiable="il y en a une : le dossier seul la justifie",
    besoins=(Besoin.RNCP,),
    propres=(Etat.RESPECTEE, Etat.NON_VERIFIABLE),
)
def final_assessment_is_justified(vue: Vue) -> Iterator[Reponse]:
    final = (
        r"\b(?:évaluation|épreuve|soutenance|oral|entretien|examen)s? "
        r"(?:\w+ )?(?:final|transvers)\w*"
    )
    yield from _pointing(
        vue, final, "Évaluation finale ({}) : est-elle justifiée dans le dossier ?"
    )
    common = [bloc for bloc in vue.referentiel.blocs if bloc.option is None]
    for epreuve in vue.referentiel.epreuves:
        assessed = vue.blocs_of(epreuve)
        if len(common) > 1 and all(bloc in assessed for bloc in common):
            yield ARegarder(
                "L'épreuve évalue tous les blocs : est-ce une évaluation finale, et justifiée ?",
                vue.place_of_epreuve(epreuve),
            )


REGLES: tuple[Regle, ...] = (
    situations_are_observable,
    no_questionnaire_alone,
    groups_are_judged_one_by_one,
    self_assessment_has_an_evaluator,
    tools_in_hand,
    remote_is_described,
    no_marks,
    epreuves_are_described,
    final_assessment_is_justified,
)
