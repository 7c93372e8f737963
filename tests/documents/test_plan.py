"""Which documents a dossier needs, where they go, and what their messages may say."""

import dataclasses
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from assembler.documents import FAMILLES, GABARITS, Document, find_template
from assembler.model import Bloc, Candidat, Competence, Dossier, ListeCandidats
from assembler.model.certification import NomFamille
from tests.documents.conftest import plan


def test_les_familles_sont_celles_du_modele() -> None:
    assert tuple(GABARITS) == get_args(NomFamille)
    assert {**GABARITS, **FAMILLES} == GABARITS
    assert all(nom == famille.nom for nom, famille in GABARITS.items())


def test_chemins(dossier: Dossier) -> None:
    chemins = [str(document.chemin) for nom in FAMILLES for document in plan(dossier, nom)]
    assert chemins == [
        "dossier/annexe.docx",
        "dossier/fiche.docx",
        "dossier/bordereau.docx",
        "grilles/grille-E1-1.docx",
        "grilles/grille-E2-2.docx",
        "grilles/grille-E3-2.docx",
        "grilles/grille-E4-3.docx",
        "sessions/2026-06/livrets/001-D’Ormesson-Lê-Maëlys.docx",
        "sessions/2026-06/livrets/002-Nwosu-Éric.docx",
        "sessions/2026-06/livrets/003-Roux-Zoé.docx",
        "sessions/2026-06/amenagements/001-D’Ormesson-Lê-Maëlys.docx",
        "sessions/2026-06/convocations/001-D’Ormesson-Lê-Maëlys.docx",
        "sessions/2026-06/convocations/002-Nwosu-Éric.docx",
        "sessions/2026-06/convocations/003-Roux-Zoé.docx",
        "sessions/2026-06/convocations-jury/Roy-Luc.docx",
        "sessions/2026-06/convocations-jury/Lam-Anh.docx",
        "sessions/2026-06/emargements/emargement-E3-J1.docx",
        "sessions/2026-06/emargements/emargement-E3.docx",
        "sessions/2026-06/emargements/emargement-E1-J1.docx",
        "sessions/2026-06/emargements/emargement-E2-J1.docx",
        "sessions/2026-06/emargements/emargement-E2.docx",
        "sessions/2026-06/emargements/emargement-E4-J1.docx",
        "sessions/2026-06/emargements/emargement-E4.docx",
        "sessions/2026-06/emargements/emargement-passage-J1-2026-06-15.docx",
        "sessions/2026-06/pv/pv-J1.docx",
        "sessions/2026-06/pv/pv-J2.docx",
        "sessions/2026-06/pv/pv.docx",
    ]


def test_un_document_porte_un_contexte_de_sa_famille(dossier: Dossier) -> None:
    for nom, famille in FAMILLES.items():
        for document in plan(dossier, nom):
            assert isinstance(document.contexte, famille.contexte)
            assert document.famille == nom
            assert document.modele.is_file()


def test_le_plan_des_livrets_nomme_les_candidats_par_numero_et_rang(dossier: Dossier) -> None:
    livrets = plan(dossier, "livret")
    assert livrets[2].objet == "livret du candidat 003 (rang 4)"
    for livret, candidat in zip(livrets, dossier.sessions[0].candidats.candidats, strict=True):
        assert candidat.nom not in livret.objet + livret.titre


def _livrets(dossier: Dossier, *candidats: Candidat) -> list[Document]:
    session = dataclasses.replace(
        dossier.sessions[0], candidats=ListeCandidats(candidats=candidats)
    )
    return plan(dataclasses.replace(dossier, sessions=(session,)), "livret")


@pytest.mark.parametrize("nom", ["../../x", "CON", "a/b\\c", "..", "é" * 300, "x. "])
def test_un_livret_reste_dans_son_dossier(dossier: Dossier, nom: str) -> None:
    [livret] = _livrets(dossier, Candidat(rang=2, numero=nom, nom=nom, prenom=nom))
    assert livret.chemin.parent.as_posix() == "sessions/2026-06/livrets"
    assert len(livret.chemin.name.encode()) < 130


def test_deux_candidats_de_meme_nom_ont_deux_livrets(dossier: Dossier) -> None:
    livrets = _livrets(
        dossier,
        Candidat(rang=2, numero="1", nom="Roux", prenom="Zoé"),
        Candidat(rang=3, numero="1", nom="ROUX", prenom="zoé"),
    )
    assert [livret.chemin.stem for livret in livrets] == ["1-Roux-Zoé", "1-ROUX-zoé-rang-3"]


def test_deux_options_de_meme_code_ont_deux_grilles(dossier: Dossier) -> None:
    competences = (Competence(code="C1", texte="Faire", epreuves=("E2",)),)
    blocs = tuple(
        Bloc(code="4", intitule="Option", option=option, competences=competences)
        for option in ("Réseaux", "Dév/ops")
    )
    referentiel = dossier.referentiel.model_copy(update={"blocs": blocs})
    grilles = plan(dataclasses.replace(dossier, referentiel=referentiel), "grille")
    assert [grille.chemin.stem for grille in grilles] == [
        "grille-E2-4-Réseaux",
        "grille-E2-4-Dév-ops",
    ]


def test_le_modele_est_celui_de_l_ecole_sinon_le_notre(dossier: Dossier, tmp_path: Path) -> None:
    dossier = dataclasses.replace(dossier, chemin=tmp_path)
    assert find_template("grille", dossier).parent != tmp_path / "modeles"
    (tmp_path / "modeles").mkdir()
    (tmp_path / "modeles" / "grille.docx").touch()
    assert find_template("grille", dossier) == tmp_path / "modeles" / "grille.docx"
    certification = dossier.certification.model_copy(update={"modeles": {"grille": "la.docx"}})
    dossier = dataclasses.replace(dossier, certification=certification)
    assert find_template("grille", dossier) == tmp_path / "la.docx"


def test_chaque_champ_d_un_contexte_est_explique() -> None:
    modeles = {modele for famille in GABARITS.values() for modele in _modeles(famille.contexte)}
    assert len(modeles) > 10
    for modele in modeles:
        for nom, champ in modele.model_fields.items():
            assert champ.description, f"{modele.__name__}.{nom}"
            assert nom.isascii() and not hasattr(dict, nom), f"{modele.__name__}.{nom}"


def _modeles(contexte: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield contexte
    for champ in contexte.model_fields.values():
        for genre in (champ.annotation, *get_args(champ.annotation)):
            if isinstance(genre, type) and issubclass(genre, BaseModel):
                yield from _modeles(genre)


def test_a_family_is_imported_when_it_is_asked_for() -> None:
    code = (
        "import sys; from assembler.documents import FAMILLES; FAMILLES['livret'];"
        "print([nom for nom in FAMILLES if f'assembler.documents.{nom}' in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['livret']"
