"""Nothing of a référentiel is lost on the way to the documents, nor on the way to their PDFs."""

import dataclasses
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assembler.model import (
    Activite,
    Bloc,
    Certification,
    Competence,
    Critere,
    Dossier,
    Epreuve,
    Referentiel,
)
from tests.documents.conftest import Remplir, plan
from tests.documents.exemple import dossier as dossier_exemple
from tests.documents.lire import sans_blancs, texte, textes_pdf
from tests.documents.mots import mots_annexe, mots_competence

# Any sign that XML and a PDF can show; each text is told from the others by its end.
_signes = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S"), exclude_characters="\ufffd"),
    min_size=1,
    max_size=12,
)


@st.composite
def _referentiels(draw: st.DrawFn) -> Referentiel:
    rang = iter(range(10_000))

    def mots() -> str:
        return f"{draw(_signes)} n{next(rang)}."

    def plusieurs(de: int, a: int) -> range:
        return range(draw(st.integers(de, a)))

    epreuves = tuple(
        Epreuve(
            code=f"E{numero}",
            intitule=draw(st.sampled_from([None, mots()])),
            description=tuple(mots() for _ in plusieurs(0, 3)),
            code_attribue=draw(st.booleans()),
        )
        for numero in plusieurs(1, 3)
    )
    codes = st.lists(st.sampled_from([e.code for e in epreuves]), unique=True, max_size=2)

    def competence(code: str) -> Competence:
        return Competence(
            code=code,
            texte=mots(),
            code_attribue=draw(st.booleans()),
            epreuves=tuple(draw(codes)),
            criteres=tuple(
                Critere(texte=mots(), indicateurs=tuple(mots() for _ in plusieurs(0, 2)))
                for _ in plusieurs(0, 3)
            ),
            non_evaluee=draw(st.sampled_from([None, "Non évalué"])),
        )

    blocs = tuple(
        Bloc(
            code=str(numero),
            intitule=mots(),
            option=draw(st.sampled_from([None, mots()])),
            activites=tuple(
                Activite(
                    code=f"A{rang}", intitule=mots(), taches=tuple(mots() for _ in plusieurs(0, 2))
                )
                for rang in plusieurs(0, 2)
            ),
            competences=tuple(competence(f"C{rang}") for rang in plusieurs(0, 4)),
        )
        for numero in plusieurs(1, 3)
    )
    return Referentiel(blocs=blocs, epreuves=epreuves)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(referentiel=_referentiels())
def test_rien_ne_se_perd_d_un_referentiel(remplir: Remplir, referentiel: Referentiel) -> None:
    certification = Certification(intitule="Essai", type="RNCP")
    dossier = dataclasses.replace(
        dossier_exemple(), certification=certification, referentiel=referentiel
    )
    annexe = texte(remplir(plan(dossier, "annexe")[0]))
    assert all(mots in annexe for mots in mots_annexe(referentiel))
    # The first candidate passes all blocs.
    livret = texte(remplir(plan(dossier, "livret")[0]))
    grilles = "\n".join(texte(remplir(grille)) for grille in plan(dossier, "grille"))
    for bloc in referentiel.blocs:
        for competence in bloc.competences:
            assert all(mots in livret for mots in mots_competence(competence))
            if competence.epreuves or competence.criteres or not competence.non_evaluee:
                assert all(mots in grilles for mots in mots_competence(competence))


# A little taller than a page, where LibreOffice cuts off the end of a row that may not break.
_BLOC_HAUT = Bloc(
    code="4",
    intitule="Tenir la caisse",
    competences=(
        Competence(
            code="C4.1",
            texte="Tenir la caisse",
            epreuves=("E2",),
            criteres=tuple(Critere(texte=f"Le compte n° {rang} est juste") for rang in range(60)),
        ),
    ),
)


@pytest.mark.slow
def test_tout_se_retrouve_dans_les_pdf(dossier: Dossier, remplir: Remplir, tmp_path: Path) -> None:
    blocs = (*dossier.referentiel.blocs, _BLOC_HAUT)
    dossier = dataclasses.replace(
        dossier, referentiel=dossier.referentiel.model_copy(update={"blocs": blocs})
    )
    [annexe] = plan(dossier, "annexe")
    livret = plan(dossier, "livret")[0]
    grilles = plan(dossier, "grille")
    documents = {d.chemin.stem: remplir(d) for d in (annexe, livret, *grilles)}
    pdf = textes_pdf(documents, tmp_path)
    des_grilles = "".join(pdf[grille.chemin.stem] for grille in grilles)
    for bloc in blocs:
        for competence in bloc.competences:
            for mots in map(sans_blancs, mots_competence(competence)):
                assert mots in pdf[annexe.chemin.stem]
                assert mots in pdf[livret.chemin.stem]
                assert mots in des_grilles
