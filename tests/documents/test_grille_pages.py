"""The pages of the jury's grids, as LibreOffice lays them out: nothing lost, nothing torn apart."""

import dataclasses
import re
from pathlib import Path

import pypdfium2
import pytest

from assembler.model import Candidat, ListeCandidats
from assembler.model.certification import Grilles
from tests.documents import dur
from tests.documents.conftest import Remplir, plan
from tests.documents.lire import sans_blancs, textes_pdf
from tests.documents.mots import mots_competence
from tests.documents.test_grille import BAREMES, avec

ENTETE = "Compétences et critères"
_BANDE = re.compile(r"C\d\.\d+ \S")
_LIGNE = re.compile(r"Le geste|La tâche|Résultat pour|Compétence C")


@pytest.mark.slow
@pytest.mark.parametrize("genre", list(BAREMES))
def test_les_pages_d_une_grille_difficile(genre: str, remplir: Remplir, tmp_path: Path) -> None:
    dossier = avec(dur.dossier(), **BAREMES[genre])
    grilles = {d.chemin.stem: remplir(d) for d in plan(dossier, "grille")}
    assert set(grilles) == {"grille-E1-1", "grille-E2-2", "grille-sans-epreuve-3"}
    ensemble = "".join(textes_pdf(grilles, tmp_path).values())
    for bloc in dossier.referentiel.blocs:
        for competence in bloc.competences:
            entiers = [mots for mots in mots_competence(competence) if mots != dur.TRES_LONG]
            assert all(sans_blancs(mots) in ensemble for mots in entiers)
    assert all(pas in ensemble for pas in dur.PAS)

    pages = list(_pages(tmp_path / "grille-E1-1.pdf"))
    assert len(pages) > 5
    for page in pages:
        lignes = _du_tableau(page)
        if lignes:
            assert ENTETE in page
            assert not _BANDE.match(lignes[-1]), "a competence is the last line of a page"
    # A criterion stays in one piece.
    assert sum(sans_blancs(dur.LONG) in sans_blancs(page) for page in pages) == 1
    # What is signed stands together.
    assert sum("Décision du jury" in page and "Signature" in page for page in pages) == 1


@pytest.mark.slow
@pytest.mark.parametrize("genre", list(BAREMES))
def test_un_nom_de_80_signes_est_sur_chaque_feuille(
    genre: str, remplir: Remplir, tmp_path: Path
) -> None:
    prenom, nom = (
        "Maximilienne-Cunégonde",
        "Vandenberghe-de-La-Rochefoucauld-Étienne-Delacroix-Montmo",
    )
    assert len(f"{prenom} {nom}") == 80
    candidat = Candidat(rang=2, numero="2027-0012", nom=nom, prenom=prenom, jury="J1")
    dossier = avec(dur.dossier(), **BAREMES[genre], grilles=Grilles(par="candidat"))
    [session] = dossier.sessions
    seul = dataclasses.replace(session, candidats=ListeCandidats((candidat,)))
    grille = plan(dataclasses.replace(dossier, sessions=(seul,)), "grille")[-1]
    textes_pdf({"grille": remplir(grille)}, tmp_path)
    pages = list(_pages(tmp_path / "grille.pdf"))
    assert pages
    for page in pages:
        assert sans_blancs(f"Candidat 2027-0012, {prenom} {nom}") in sans_blancs(page)


def _pages(pdf: Path) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def _du_tableau(page: str) -> list[str]:
    """The lines of the grid's table on a page, without the boxes."""
    lignes = [ligne.strip() for ligne in page.splitlines()]
    return [ligne for ligne in lignes if _BANDE.match(ligne) or _LIGNE.match(ligne)]
