"""Rules on the wording of activities and competences."""

from collections.abc import Iterator

from assembler.check.mots import is_infinitive, joined, quoted, tidy, words
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

_LESSONS = (
    r"(?<!en )(?<!au )\bcours\b|\bnotions?\b|\bintroduction (?:à|au)|\binitiation\b|\bmodules?\b"
)
_KNOWING = (
    r"^\W*(?:connaître|connaitre|savoir(?! (?:être|faire)\b)(?!-)|comprendre|"
    r"être sensibilisée?(?:\.e)?|maîtriser les notions|appréhender|découvrir)\b"
)
_ASSESSMENT = (
    r"\b(?:QCM|questionnaires? à choix|exposés?|soutenances?|contrôles? continus?|"
    r"examens? (?:final|blanc|écrit|oral)\w*|devant (?:le|un) jury|"
    r"cours (?:magistra\w+|en ligne|du soir)|en formation|pendant la formation)\b"
)
_ELSEWHERE = (
    r"\bidem\b|\bcf\b\.?|\bvoir (?:ci-|plus haut|plus bas|C ?\d)|\bci-(?:dessus|dessous|après)\b"
)
_HIGH_LEVEL = 7


@regle(
    "ACT-01",
    Gravite.INDICE,
    source="Vademecum 2023, p. 21 et 25-26",
    enonce="Une activité est un ensemble finalisé de tâches d'un emploi, non un programme de "
    "formation.",
    faire="Nommez l'activité par ce que le professionnel fait.",
    regarde="L'intitulé et les tâches de chaque activité : « cours », « notions », « "
    "introduction à », « initiation », « module ».",
    inverifiable="aucune activité n'est donnée",
    besoins=(Besoin.RNCP,),
    propres=(Etat.ENFREINTE, Etat.RESPECTEE, Etat.NON_VERIFIABLE),
)
def activities_are_work(vue: Vue) -> Iterator[Reponse]:
    if not any(bloc.activites for bloc in vue.referentiel.blocs):
        yield ARegarder("Aucune activité n'est donnée.")
    for _, activite, lieu in vue.activites():
        if found := words(_LESSONS, joined(activite.intitule, *activite.taches)):
            yield Ecart(
                f"L'activité est dite comme un enseignement : {quoted(found)}.", lieu, found
            )


def _each(vue: Vue, pattern: str, message: str) -> Iterator[Reponse]:
    """A finding for each competence whose text has the words."""
    for _, competence, lieu in vue.competences():
        if found := words(pattern, competence.texte):
            yield Ecart(message.format(quoted(found)), lieu, found)


@regle(
    "COM-05",
    Gravite.INDICE,
    source="Vademecum 2023, p. 25",
    enonce="Une compétence n'est pas un savoir : elle ne commence pas par connaître, savoir, "
    "comprendre …",
    faire="Dites ce que la personne fait de ce savoir.",
    regarde="Le premier mot de chaque compétence : connaître, savoir, comprendre, être "
    "sensibilisé, maîtriser les notions, appréhender, découvrir.",
)
def no_knowledge(vue: Vue) -> Iterator[Reponse]:
    yield from _each(vue, _KNOWING, "{} nomme un savoir, non une action.")


@regle(
    "COM-06",
    Gravite.INDICE,
    source="Vademecum 2023, p. 26",
    enonce="Une compétence ne dit ni comment elle s'apprend, ni comment elle est évaluée.",
    faire="Placez ce qui est de l'évaluation dans la colonne des modalités.",
    regarde="Chaque compétence : « QCM », « contrôle continu », « soutenance », « devant un "
    "jury », « cours magistral », « en formation » …",
)
def neither_teaching_nor_assessment(vue: Vue) -> Iterator[Reponse]:
    yield from _each(vue, _ASSESSMENT, "La compétence parle de formation ou d'évaluation : {}.")


@regle(
    "COM-07",
    Gravite.INDICE,
    source="Usage des certificateurs",
    enonce="Une compétence se comprend seule : ni « idem », ni renvoi, ni pronom sans antécédent.",
    faire="Répétez ce à quoi la compétence renvoie.",
    regarde="Chaque compétence : « idem », « cf. », « ci-dessus », « voir plus haut », ou un "
    "pronom en tête (« Les trier »).",
)
def understood_alone(vue: Vue) -> Iterator[Reponse]:
    yield from _each(vue, _ELSEWHERE, "La compétence renvoie à une autre : {}.")
    for _, competence, lieu in vue.competences():
        first, *rest = tidy(competence.texte).split(maxsplit=2) or [""]
        pronoun = first.lower() in {"le", "la", "les", "leur", "lui"} and rest
        if pronoun and is_infinitive(rest[0].lower()):
            yield Ecart(f"« {first} » ne dit pas de quoi on parle.", lieu, (f"{first} {rest[0]}",))


@regle(
    "COM-08",
    Gravite.INDICE,
    source="Code du travail, D6113-19 ; Vademecum 2023, p. 22-24",
    enonce="Les compétences sont à la hauteur du niveau : au niveau 7, on ne fait pas qu'exécuter "
    "ou appliquer.",
    faire="Dites l'analyse, la décision ou la stratégie que le niveau demande.",
    regarde="« niveau » de certification.yaml ; à partir du niveau 7, le premier mot de chaque "
    "compétence : exécuter, appliquer.",
    inverifiable="le niveau n'est pas dit",
    propres=(Etat.ENFREINTE, Etat.RESPECTEE, Etat.NON_VERIFIABLE),
)
def fits_the_level(vue: Vue) -> Iterator[Reponse]:
    level = vue.certification.niveau if vue.certification else None
    if level is None:
        yield ARegarder("Le niveau n'est pas dit (« niveau » dans certification.yaml).")
    elif level >= _HIGH_LEVEL:
        yield from _each(
            vue, r"^\W*(?:exécuter|appliquer)\b", f"{{}} est faible pour le niveau {level}."
        )


REGLES: tuple[Regle, ...] = (
    activities_are_work,
    no_knowledge,
    neither_teaching_nor_assessment,
    understood_alone,
    fits_the_level,
)
