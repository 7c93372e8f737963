"""The words of a référentiel that documents must hold."""

from collections.abc import Iterator

from assembler.model import Competence, Referentiel


def mots_competence(competence: Competence) -> Iterator[str]:
    yield competence.texte
    if competence.non_evaluee:
        yield competence.non_evaluee
    for critere in competence.criteres:
        yield critere.texte
        yield from critere.indicateurs


def mots_annexe(referentiel: Referentiel) -> Iterator[str]:
    for bloc in referentiel.blocs:
        yield bloc.intitule
        for activite in bloc.activites:
            yield activite.intitule
            yield from activite.taches
        for competence in bloc.competences:
            yield from mots_competence(competence)
            for code in competence.epreuves:
                epreuve = referentiel.epreuve(code)
                yield epreuve.intitule or ""
                yield from epreuve.description
