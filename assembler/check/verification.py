"""Asking every rule about a référentiel."""

from collections.abc import Iterable, Mapping

from assembler.check.couverture import coverage
from assembler.check.mots import passage
from assembler.check.rapport import Bilan, Constat, Rappel, Rapport
from assembler.check.redaction import writing
from assembler.check.registre import REGLES
from assembler.check.regles import (
    ARegarder,
    Ecart,
    Etat,
    Gravite,
    Regle,
    Reponse,
    SansObjet,
)
from assembler.check.textes import textes
from assembler.check.vue import GENERAL, Lieu, Vue


def check(vue: Vue) -> Rapport:
    """What each rule says: findings by gravity, then bloc, and the état of every rule."""
    certification = vue.certification
    waived = certification.regles_derogees if certification else {}
    answered = [(regle, regle.answers(vue)) for regle in REGLES]
    findings = [
        _constat(regle, answer, waived)
        for regle, answers in answered
        for answer in answers
        if isinstance(answer, Ecart)
    ]
    ranks = {vue.name_of(bloc): rank for rank, bloc in enumerate(vue.referentiel.blocs)}
    strength = list(Gravite)
    return Rapport(
        profil=vue.profil,
        type=vue.referentiel.type,
        intitule=certification.intitule if certification else vue.referentiel.intitule,
        version=vue.referentiel.version,
        date_depot=certification.date_depot if certification else None,
        # What is no bloc's comes first; within a bloc, the order of the rules.
        constats=tuple(
            sorted(findings, key=lambda c: (strength.index(c.gravite), ranks.get(c.bloc or "", -1)))
        ),
        regles=tuple(_bilan(regle, answers, waived) for regle, answers in answered),
        couverture=coverage(vue),
        themes_sans_objet=dict(certification.themes_sans_objet) if certification else {},
        redaction=writing(vue),
    )


def _constat(regle: Regle, ecart: Ecart, waived: Mapping[str, str]) -> Constat:
    return Constat(
        regle=regle.id,
        gravite=regle.gravite,
        objet=ecart.lieu.objet,
        bloc=ecart.lieu.bloc,
        page=ecart.lieu.page,
        mots=ecart.mots,
        extrait=_extract(ecart),
        message=ecart.message,
        source=regle.source,
        derogation=waived.get(regle.id),
    )


def _extract(ecart: Ecart) -> str | None:
    """The paragraphs that hold the words at fault, or else the first one: many codes are given by
    the reader and stand on no page. None for the référentiel as a whole."""
    patterns = [passage(words) for words in ecart.mots]
    printed = [text for text in ecart.lieu.texte if text]
    held = [text for text in printed if any(p.search(text) for p in patterns)]
    return "\n".join(held or printed[:1]) or None


def _bilan(regle: Regle, answers: Iterable[Reponse], waived: Mapping[str, str]) -> Bilan:
    answers = tuple(answers)
    return Bilan(
        regle=regle.id,
        gravite=regle.gravite,
        enonce=regle.enonce,
        source=regle.source,
        citation=textes().get(regle.id),
        faire=regle.faire,
        etat=etat(answers),
        constats=sum(isinstance(answer, Ecart) for answer in answers),
        rappels=tuple(_rappel(answer) for answer in answers if not isinstance(answer, Ecart)),
        derogation=waived.get(regle.id),
    )


def etat(answers: Iterable[Reponse]) -> Etat:
    """The état that these answers make: broken anywhere is broken."""
    kinds = {type(answer) for answer in answers}
    if Ecart in kinds:
        return Etat.ENFREINTE
    if ARegarder in kinds:
        return Etat.NON_VERIFIABLE
    return Etat.SANS_OBJET if SansObjet in kinds else Etat.RESPECTEE


def _rappel(answer: ARegarder | SansObjet) -> Rappel:
    lieu: Lieu = answer.lieu if isinstance(answer, ARegarder) else GENERAL
    return Rappel(
        objet=lieu.objet,
        bloc=lieu.bloc,
        page=lieu.page,
        mots=answer.mots if isinstance(answer, ARegarder) else (),
        message=answer.message,
    )
