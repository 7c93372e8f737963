"""Rules on the blocs de compétences."""

import re
from collections.abc import Iterator

from assembler.check.mots import listed, quoted, speaks, words
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

MOST = 0.6
"""A bloc with more than this share of the competences holds « la grande majorité »."""
MAX_BLOCS = 8
"""Registered fiches have 2 to 10 blocs, mostly 2 to 6."""
MIN_COMPETENCES = 2


@regle(
    "STR-02",
    Gravite.DOCTRINE,
    source="Code du travail, R6113-9 (7°) ; Vademecum 2023, p. 26-29",
    enonce="La certification est structurée en blocs de compétences : deux au moins, sauf "
    "profession réglementée.",
    faire="Découpez la certification en blocs, ou justifiez qu'elle ne peut pas l'être.",
    regarde="Le nombre de blocs.",
    besoins=(Besoin.RNCP,),
)
def several_blocs(vue: Vue) -> Iterator[Reponse]:
    if len(vue.referentiel.blocs) < 2:
        yield Ecart("La certification n'a qu'un bloc.")


@regle(
    "STR-05",
    Gravite.LOI,
    source="Code du travail, L6113-1 et R6113-9 (7°) ; Vademecum 2023, p. 26, 34 et 36",
    enonce="Chaque bloc peut être évalué et validé seul : par une épreuve à lui, ou par une "
    "épreuve commune dont les critères se répartissent par bloc.",
    faire="Donnez au bloc sa propre épreuve, ou des critères à chacune de ses compétences.",
    regarde="Les épreuves de chaque bloc ; quand toutes sont communes à plusieurs blocs, les "
    "critères de chacune de ses compétences.",
    inverifiable="le référentiel n'a aucune épreuve : STR-01 le dit une fois",
    besoins=(Besoin.RNCP,),
    propres=(Etat.ENFREINTE, Etat.RESPECTEE, Etat.NON_VERIFIABLE),
)
def each_bloc_stands_alone(vue: Vue) -> Iterator[Reponse]:
    if not vue.referentiel.epreuves:
        yield ARegarder("Aucune épreuve n'est donnée (voir STR-01).")
        return
    for bloc in vue.referentiel.blocs:
        epreuves = vue.epreuves_of(bloc)
        lieu = vue.place(bloc)
        if not epreuves:
            yield Ecart("Aucune épreuve n'évalue ce bloc.", lieu)
            continue
        if any(len(vue.blocs_of(epreuve)) == 1 for epreuve in epreuves):
            continue
        bare = [c.code for c in bloc.competences if not assessing(c)]
        if bare:
            codes = listed([epreuve.code for epreuve in epreuves])
            yield Ecart(
                f"Le bloc n'est évalué que par {codes}, qu'il partage avec d'autres blocs, et sans "
                f"critères pour {listed(bare)} : il ne peut pas être validé seul.",
                lieu,
            )


@regle(
    "STR-08",
    Gravite.INDICE,
    source="Vademecum 2023, p. 28",
    enonce="Aucun bloc ne regroupe la grande majorité des compétences (au-delà de 60 %).",
    faire="Répartissez les compétences, ou dites pourquoi ce bloc les réunit.",
    regarde="La part des compétences que réunit chaque bloc, s'il y en a plusieurs.",
    besoins=(Besoin.RNCP,),
)
def no_bloc_holds_most(vue: Vue) -> Iterator[Reponse]:
    total = sum(len(bloc.competences) for bloc in vue.referentiel.blocs)
    if len(vue.referentiel.blocs) < 2:
        return
    for bloc in vue.referentiel.blocs:
        if len(bloc.competences) > MOST * total:
            yield Ecart(
                f"Le bloc réunit {len(bloc.competences)} des {total} compétences.", vue.place(bloc)
            )


@regle(
    "STR-09",
    Gravite.INDICE,
    source="Vademecum 2023, p. 27",
    enonce="Les blocs ne sont pas trop nombreux, et chacun a une utilité professionnelle (8 blocs "
    "au plus, 2 compétences au moins par bloc).",
    faire="Réunissez les blocs trop petits, ou montrez à quel usage professionnel chacun répond.",
    regarde="Le nombre de blocs communs (les options ne comptent pas) et le nombre de "
    "compétences de chaque bloc. Les fiches enregistrées ont de 2 à 10 blocs, le plus souvent de "
    "2 à 6.",
    besoins=(Besoin.RNCP,),
)
def neither_too_many_nor_too_small(vue: Vue) -> Iterator[Reponse]:
    common = [bloc for bloc in vue.referentiel.blocs if bloc.option is None]
    if len(common) > MAX_BLOCS:
        yield Ecart(f"La certification a {len(common)} blocs communs.")
    for bloc in vue.referentiel.blocs:
        if len(bloc.competences) < MIN_COMPETENCES:
            few = "qu'une compétence" if bloc.competences else "aucune compétence"
            yield Ecart(f"Le bloc n'a {few}.", vue.place(bloc))


@regle(
    "STR-10",
    Gravite.INDICE,
    source="Vademecum 2023, p. 27",
    enonce="Un bloc n'est pas un module de formation : son intitulé nomme une activité.",
    faire="Nommez le bloc par l'activité qu'il permet d'exercer.",
    regarde="L'intitulé de chaque bloc : « module », « semestre », « cours », « UE 3 », un "
    "nombre d'heures. « En cours » n'en est pas.",
    besoins=(Besoin.RNCP,),
)
def blocs_are_no_modules(vue: Vue) -> Iterator[Reponse]:
    module = re.compile(
        r"(?i:\bmodules?\b|\bsemestres?\b|(?<!en )(?<!au )\bcours\b|\b\d+ ?(?:h|heures?)\b)|"
        r"\bUE ?\d+\b|\b[Uu]nités? d'enseignement\b"
    )
    for bloc in vue.referentiel.blocs:
        if found := words(module, bloc.intitule):
            yield Ecart(f"L'intitulé parle de formation : {quoted(found)}.", vue.place(bloc), found)


@regle(
    "STR-11",
    Gravite.DOCTRINE,
    source="Vademecum 2023, p. 19 et 28",
    enonce="Un bloc optionnel a une alternative, et aucune option ne porte une part majeure des "
    "compétences ; l'insertion est montrée par option.",
    faire="Proposez une alternative à l'option, ou demandez pour elle un enregistrement à part.",
    regarde="Les blocs optionnels : le nombre d'options, et ce que chacune porte de compétences "
    "comparé au tronc commun. L'insertion par option n'est pas dans les fichiers.",
    besoins=(Besoin.RNCP,),
)
def options_have_alternatives(vue: Vue) -> Iterator[Reponse]:
    blocs = vue.referentiel.blocs
    options = dict.fromkeys(bloc.option for bloc in blocs if bloc.option)
    trunk = sum(len(bloc.competences) for bloc in blocs if bloc.option is None)
    for option in options:
        of_it = [bloc for bloc in blocs if bloc.option == option]
        if len(options) == 1:
            yield Ecart("L'option n'a pas d'alternative.", vue.place(of_it[0]))
        number = sum(len(bloc.competences) for bloc in of_it)
        if number >= trunk:
            yield Ecart(
                f"L'option porte {number} compétences, le tronc commun {trunk}.",
                vue.place(of_it[0]),
            )


@regle(
    "STR-12",
    Gravite.INDICE,
    source="Vademecum 2023, p. 27",
    enonce="Un bloc de compétences transversales se rattache à des activités.",
    faire="Dites de quelles activités relèvent ces compétences transversales.",
    regarde="Les blocs dont l'intitulé dit « transversal », et leurs activités.",
    besoins=(Besoin.ANNEXE, Besoin.RNCP),
)
def transversal_blocs_have_activities(vue: Vue) -> Iterator[Reponse]:
    for bloc in vue.referentiel.blocs:
        found = words(r"\btransvers\w+", bloc.intitule)
        if found and not bloc.activites:
            yield Ecart(
                "Le bloc est transversal et ne se rattache à aucune activité.",
                vue.place(bloc),
                found,
            )


@regle(
    "STR-14",
    Gravite.CONSEIL,
    source="Vademecum 2023, p. 28",
    enonce="Les prérequis propres à un bloc sont dits ; à défaut, ce sont ceux de la "
    "certification.",
    faire="Remplissez « prerequis_entree » ou « prerequis_validation » dans certification.yaml "
    "(« Aucun » s'il n'y en a pas).",
    regarde="« prerequis_entree » et « prerequis_validation » de certification.yaml.",
    besoins=(Besoin.RNCP, Besoin.CERTIFICATION),
)
def prerequisites_are_said(vue: Vue) -> Iterator[Reponse]:
    fiche = vue.certification
    if fiche and not (fiche.prerequis_entree or fiche.prerequis_validation):
        yield Ecart("Aucun prérequis n'est dit, ni à l'entrée ni à la validation.")


@regle(
    "STR-16",
    Gravite.INDICE,
    source="Code du travail, R6113-16-3 ; codes des fiches publiées",
    enonce="Les codes des blocs ont la forme RNCP00000BC01, sont uniques et dans l'ordre.",
    faire="Reprenez les codes de la fiche enregistrée.",
    regarde="Les codes imprimés des blocs : leur forme, leur ordre, le numéro de la certification.",
    inverifiable="les blocs n'ont pas de code enregistré (« 1 », « Bloc A »)",
    besoins=(Besoin.RNCP,),
    propres=(Etat.ENFREINTE, Etat.RESPECTEE, Etat.NON_VERIFIABLE),
)
def bloc_codes(vue: Vue) -> Iterator[Reponse]:
    blocs = [bloc for bloc in vue.referentiel.blocs if not bloc.code_attribue]
    registered = [bloc for bloc in blocs if speaks(r"RNCP|BC", bloc.code)]
    if not registered:
        yield ARegarder("Les blocs ne portent pas de code enregistré.")
    number = vue.certification.code if vue.certification else None
    last = 0
    for bloc in registered:
        form = re.fullmatch(r"(RNCP\d+)BC(\d\d)", bloc.code)
        if not form:
            yield Ecart("Le code n'a pas la forme RNCP00000BC01.", vue.place(bloc), (bloc.code,))
            continue
        if number and form[1] != number:
            yield Ecart(
                f"Le code n'est pas celui d'un bloc de {number}.", vue.place(bloc), (bloc.code,)
            )
        if int(form[2]) < last:
            yield Ecart("Le code n'est pas dans l'ordre.", vue.place(bloc), (bloc.code,))
        last = int(form[2])


REGLES: tuple[Regle, ...] = (
    several_blocs,
    each_bloc_stands_alone,
    no_bloc_holds_most,
    neither_too_many_nor_too_small,
    blocs_are_no_modules,
    options_have_alternatives,
    transversal_blocs_have_activities,
    prerequisites_are_said,
    bloc_codes,
)
