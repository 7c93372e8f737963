"""Rules on the juries, from session.yaml. Jurors are named by their id, candidates by their row."""

from collections.abc import Iterator

from assembler.check.epreuves import COMPANY
from assembler.check.mots import listed, plain, quoted, speaks, words
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
from assembler.model import Jure, Jury, SessionDossier

_THREE = (Etat.ENFREINTE, Etat.RESPECTEE, Etat.NON_VERIFIABLE)
FEWEST_MEMBERS = 2


def _juries(vue: Vue) -> Iterator[tuple[SessionDossier, Jury, tuple[Jure, ...], Lieu]]:
    for one in vue.sessions:
        for jury in one.session.jurys:
            members = tuple(one.session.jure(code) for code in jury.membres)
            yield one, jury, members, Lieu(f"session {one.id} / jury {jury.code}")


def _no_jury(vue: Vue) -> Iterator[Reponse]:
    for one in vue.sessions:
        if not one.session.jurys:
            yield ARegarder("La session n'a pas de jury.", Lieu(f"session {one.id}"))


@regle(
    "JUR-01",
    Gravite.DOCTRINE,
    source="Vademecum 2023, p. 54 ; VAE : Code du travail, D6412-6 (de droit)",
    enonce="Le jury est collégial : deux membres au moins (VAE : dont une personne qualifiée au "
    "titre de la certification).",
    faire="Ajoutez un membre au jury.",
    regarde="Les membres de chaque jury de session.yaml.",
    inverifiable="une session n'a pas de jury",
    besoins=(Besoin.SESSION,),
    propres=_THREE,
)
def juries_are_collegial(vue: Vue) -> Iterator[Reponse]:
    yield from _no_jury(vue)
    for _, _, members, lieu in _juries(vue):
        if len(members) < FEWEST_MEMBERS:
            few = "qu'un membre" if members else "aucun membre"
            yield Ecart(f"Le jury n'a {few}.", lieu)


@regle(
    "JUR-02",
    Gravite.DOCTRINE,
    source="Vademecum 2023, p. 54",
    enonce="La majorité des membres du jury, ou des voix, est extérieure au certificateur et aux "
    "organismes qu'il habilite.",
    faire="Ajoutez un membre extérieur ; « externe: oui » le dit dans session.yaml.",
    regarde="« externe » de chaque juré de session.yaml.",
    inverifiable="« externe » n'est dit de personne, la moitié du jury est extérieure et son "
    "président aussi, ou une session n'a pas de jury",
    besoins=(Besoin.SESSION,),
    propres=_THREE,
)
def most_are_external(vue: Vue) -> Iterator[Reponse]:
    yield from _no_jury(vue)
    for _, jury, members, lieu in _juries(vue):
        # Nobody said of anybody: the default is no answer.
        if not any("externe" in member.model_fields_set for member in members):
            yield ARegarder("« externe » n'est dit d'aucun membre.", lieu)
            continue
        external = [member for member in members if member.externe]
        if 2 * len(external) > len(members):
            continue
        said = f"{len(external)} des {len(members)} membres du jury sont extérieurs"
        if 2 * len(external) == len(members) and jury.president in {m.id for m in external}:
            yield ARegarder(f"{said} ; le président l'est : sa voix est-elle prépondérante ?", lieu)
        else:
            yield Ecart(f"{said} : ce n'est pas la majorité.", lieu)


@regle(
    "JUR-03",
    Gravite.CONSEIL,
    source="Vademecum 2023, p. 54 ; VAE : Code du travail, D6412-6 (de droit)",
    enonce="Un président ou un responsable est désigné parmi les membres du jury (VAE : sa voix "
    "est prépondérante).",
    faire="Désignez le président dans session.yaml (« president »).",
    regarde="« president » de chaque jury de session.yaml.",
    inverifiable="une session n'a pas de jury",
    besoins=(Besoin.SESSION,),
    propres=_THREE,
)
def juries_have_a_president(vue: Vue) -> Iterator[Reponse]:
    yield from _no_jury(vue)
    for _, jury, _, lieu in _juries(vue):
        if jury.president is None:
            yield Ecart("Le jury n'a pas de président.", lieu)


@regle(
    "JUR-04",
    Gravite.LOI,
    source="Code du travail, D6412-6",
    enonce="La composition du jury de VAE concourt à une représentation équilibrée des femmes et "
    "des hommes.",
    faire="Voyez la composition de chaque jury.",
    regarde="« civilite » de chaque juré de session.yaml : les nombres sont montrés.",
    inverifiable="toujours : la loi ne fixe pas de nombre",
    besoins=(Besoin.RNCP, Besoin.SESSION),
    propres=(Etat.NON_VERIFIABLE,),
)
def women_and_men(vue: Vue) -> Iterator[Reponse]:
    yield from _no_jury(vue)
    for _, _, members, lieu in _juries(vue):
        titles = [plain(member.civilite or "") for member in members]
        women = sum(title in {"mme", "madame", "mlle"} for title in titles)
        men = sum(title in {"m", "mr", "monsieur"} for title in titles)
        yield ARegarder(
            f"Selon les civilités : femmes {women}, hommes {men}, non dit "
            f"{len(members) - women - men}.",
            lieu,
        )


@regle(
    "JUR-05",
    Gravite.DOCTRINE,
    source="Vademecum 2023, p. 55 ; VAE : Code du travail, D6412-6 (de droit)",
    enonce="Les membres du jury n'ont aucun lien personnel ou professionnel avec le candidat ; ni "
    "l'employeur, ni l'accompagnateur, ni ses formateurs n'en sont.",
    faire="Faites signer à chaque membre qu'il n'a pas de lien avec les candidats.",
    regarde="« qualite » de chaque juré : formateurs et enseignants sont montrés.",
    inverifiable="toujours : les liens ne sont pas dans les fichiers",
    besoins=(Besoin.SESSION,),
    propres=(Etat.NON_VERIFIABLE,),
)
def no_links(vue: Vue) -> Iterator[Reponse]:
    teacher = r"\b(?:formateur|formatrice|enseignante?|professeure?|intervenante?)s?\b"
    seen = False
    for _, _, members, lieu in _juries(vue):
        for member in members:
            if found := words(teacher, member.qualite or ""):
                seen = True
                yield ARegarder(
                    f"Le membre « {member.id} » est {quoted(found)} : a-t-il formé ces candidats ?",
                    lieu,
                    found,
                )
    if not seen:
        yield ARegarder("Les liens entre jurés et candidats ne sont pas dans les fichiers.")


@regle(
    "JUR-06",
    Gravite.CONSEIL,
    source="Vademecum 2023, p. 54-55",
    enonce="Le jury est surtout fait de professionnels du métier, de même poids, informés du "
    "référentiel et des biais ; leur indemnité n'est pas un salaire.",
    faire="Voyez la qualité de chaque membre, et gardez trace de leur information.",
    regarde="« qualite » de chaque juré : elles sont montrées.",
    inverifiable="toujours : une personne lit",
    besoins=(Besoin.SESSION,),
    propres=(Etat.NON_VERIFIABLE,),
)
def professionals(vue: Vue) -> Iterator[Reponse]:
    yield from _no_jury(vue)
    for _, _, members, lieu in _juries(vue):
        said = listed(member.qualite or "qualité non dite" for member in members)
        given = tuple(member.qualite for member in members if member.qualite)
        yield ARegarder(f"Qualités des membres : {said or 'aucun membre'}.", lieu, given)


@regle(
    "JUR-07",
    Gravite.DOCTRINE,
    source="Vademecum 2023, p. 56",
    enonce="Un jury de certification distinct du jury d'évaluation reçoit tous ses écrits et la "
    "motivation détaillée.",
    faire="Joignez les grilles remplies et leurs motifs au dossier du jury de certification.",
    regarde="Rien : les fichiers ne disent pas si un autre jury décide.",
    inverifiable="toujours",
    propres=(Etat.NON_VERIFIABLE,),
)
def two_juries(vue: Vue) -> Iterator[Reponse]:
    yield ARegarder("Les fichiers ne disent pas si un autre jury décide de la certification.")


@regle(
    "MOD-04",
    Gravite.DOCTRINE,
    source="Vademecum 2023, p. 35",
    enonce="Le tuteur, le maître de stage ou d'apprentissage n'est pas membre du jury.",
    faire="Remplacez-le dans le jury ; il peut l'éclairer par un avis écrit.",
    regarde="Le nom et la qualité des jurés, le tuteur de chaque candidat (son nom n'est pas "
    "écrit) ; sans session, les épreuves qui parlent d'entreprise, de stage ou de tuteur.",
    inverifiable="un tuteur porte le nom d'un juré et d'autres mots ; sans session, une épreuve se "
    "rattache à une période en entreprise",
    propres=_THREE,
)
def tutors_do_not_sit(vue: Vue) -> Iterator[Reponse]:
    for one in vue.sessions:
        yield from _tutors_among(one)
    if vue.sessions:
        return
    for epreuve in vue.referentiel.epreuves:
        if found := words(COMPANY, text_of(epreuve)):
            yield ARegarder(
                "Épreuve liée à une période en entreprise : le tuteur ne peut pas être du jury.",
                vue.place_of_epreuve(epreuve),
                found,
            )


def _tutors_among(one: SessionDossier) -> Iterator[Reponse]:
    """Jurors who are a candidate's tutor, by their name, or by what they are said to be."""
    lieu = Lieu(f"session {one.id}")
    names = [(_name(f"{jure.prenom or ''} {jure.nom}"), jure) for jure in one.session.jures]
    for candidat in one.candidats.candidats:
        tutor = _name(candidat.tuteur or "")
        for name, jure in names:
            whose = f"tuteur du candidat n° {candidat.numero}"
            if name == tutor:
                yield Ecart(f"Le juré « {jure.id} » est le {whose}.", lieu)
            elif len(name) > 1 and name < tutor:
                # « Jo Martin, Menuiserie du Lac », or a namesake: « Jo-Anne Martin ».
                yield ARegarder(f"Le juré « {jure.id} » est-il le {whose} ?", lieu)
    for jure in one.session.jures:
        if speaks(r"\b(?:tut(?:eur|rice)|maître (?:d'apprentissage|de stage))", jure.qualite or ""):
            yield Ecart(
                f"Le juré « {jure.id} » est dit « {jure.qualite} ».",
                lieu,
                (jure.qualite or "",),
            )


def _name(printed: str) -> frozenset[str]:
    """The words of a name, in any order, without the civility."""
    return frozenset(plain(printed).split()) - {"m", "mr", "mme", "mlle", "monsieur", "madame"}


REGLES: tuple[Regle, ...] = (
    juries_are_collegial,
    most_are_external,
    juries_have_a_president,
    women_and_men,
    no_links,
    professionals,
    two_juries,
    tutors_do_not_sit,
)
