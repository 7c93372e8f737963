"""The pages of the registration file, as LibreOffice lays them out, on models that are hard."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import pypdfium2
import pytest

from assembler.model.certification import NomFamille
from tests.documents import dur, exemple
from tests.documents.conftest import Remplir, plan
from tests.documents.lire import en_pdf, sans_blancs
from tests.documents.mots import mots_annexe

PIECES: tuple[NomFamille, ...] = ("annexe", "fiche", "bordereau")
DOSSIERS = {"exemple": exemple.dossier, "dur": dur.dossier}


@dataclass(frozen=True)
class Piece:
    """A piece as made, and the lines of each of its pages, without the footer."""

    docx: bytes
    pages: tuple[tuple[str, ...], ...]

    @property
    def texte(self) -> str:
        return sans_blancs("".join(ligne for page in self.pages for ligne in page))

    @property
    def titres(self) -> list[str]:
        """The words of the headings outside tables."""
        document = docx.Document(io.BytesIO(self.docx))
        styles = ("heading", "toc heading")
        return [
            p.text
            for p in document.paragraphs
            if p.text and p.style and p.style.name and p.style.name.lower().startswith(styles)
        ]


Pieces = dict[str, dict[NomFamille, Piece]]


@pytest.fixture(scope="module")
def pieces(remplir: Remplir, tmp_path_factory: pytest.TempPathFactory) -> Pieces:
    """All pieces of all dossiers, in one start of LibreOffice."""
    faits = {
        f"{nom}-{famille}": remplir(plan(fabrique(), famille)[0])
        for nom, fabrique in DOSSIERS.items()
        for famille in PIECES
    }
    pdfs = en_pdf(faits, tmp_path_factory.mktemp("pieces"))
    return {
        nom: {
            famille: Piece(faits[f"{nom}-{famille}"], tuple(_pages(pdfs[f"{nom}-{famille}"])))
            for famille in PIECES
        }
        for nom in DOSSIERS
    }


def _pages(pdf: Path) -> Iterator[tuple[str, ...]]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            lignes = page.get_textpage().get_text_bounded().splitlines()
            # The footer: the title of the certification, then the version and the page.
            assert re.fullmatch(r".*Page \d+ / \d+", lignes[-1].strip())
            yield tuple(ligne.strip() for ligne in lignes[:-2])
    finally:
        document.close()


@pytest.mark.slow
@pytest.mark.parametrize("nom", DOSSIERS)
def test_chaque_mot_du_referentiel_est_dans_l_annexe(nom: str, pieces: Pieces) -> None:
    referentiel = DOSSIERS[nom]().referentiel
    texte = pieces[nom]["annexe"].texte
    # What is longer may be cut by a page: the round trip holds it.
    courts = [mots for mots in mots_annexe(referentiel) if len(mots) < 300]
    assert len(courts) > 100
    for mots in courts:
        assert sans_blancs(mots) in texte, mots
    for matrice in referentiel.matrices:
        assert all(sans_blancs(ligne.intitule) in texte for ligne in matrice.lignes)


@pytest.mark.slow
@pytest.mark.parametrize("nom", DOSSIERS)
def test_chaque_competence_et_chaque_epreuve_sont_dans_la_fiche(nom: str, pieces: Pieces) -> None:
    referentiel = DOSSIERS[nom]().referentiel
    texte = pieces[nom]["fiche"].texte
    for bloc in referentiel.blocs:
        for competence in bloc.competences:
            assert texte.count(sans_blancs(competence.texte)) >= 2
    for epreuve in referentiel.epreuves:
        assert all(sans_blancs(ligne) in texte for ligne in epreuve.description)


@pytest.mark.slow
@pytest.mark.parametrize("nom", DOSSIERS)
def test_l_en_tete_du_tableau_est_sur_chacune_de_ses_pages(nom: str, pieces: Pieces) -> None:
    annexe = pieces[nom]["annexe"]
    du_tableau = [page for page in annexe.pages if any(ligne.startswith("- ") for ligne in page)]
    assert len(du_tableau) > 2
    for page in du_tableau:
        ensemble = sans_blancs("".join(page))
        for entete in ("REFERENTIELD’ACTIVITES", "REFERENTIELDECOMPETENCES", "CRITÈRESD’ÉVAL"):
            assert entete in ensemble


@pytest.mark.slow
@pytest.mark.parametrize("famille", PIECES)
@pytest.mark.parametrize("nom", DOSSIERS)
def test_aucun_titre_ne_finit_une_page(nom: str, famille: NomFamille, pieces: Pieces) -> None:
    piece = pieces[nom][famille]
    assert piece.titres
    titres = {sans_blancs(titre) for titre in piece.titres}
    blocs = DOSSIERS[nom]().referentiel.blocs
    titres |= {sans_blancs(f"Bloc {bloc.code} – {bloc.intitule}") for bloc in blocs}
    for page in piece.pages:
        assert page, "a page holds nothing"
        assert sans_blancs(page[-1]) not in titres, page[-1]


@pytest.mark.slow
@pytest.mark.parametrize("famille", ["annexe", "fiche"])
@pytest.mark.parametrize("nom", DOSSIERS)
def test_le_sommaire_dit_la_page_de_chaque_titre(
    nom: str, famille: NomFamille, pieces: Pieces
) -> None:
    piece = pieces[nom][famille]
    premiere = piece.pages[0]
    lignes = premiere[premiere.index("Sommaire") + 1 :]
    entrees = [re.fullmatch(r"(.+?)\s+(\d+)", ligne) for ligne in lignes]
    assert len(entrees) > 2
    for entree in entrees:
        assert entree is not None, lignes
        page = "".join(piece.pages[int(entree[2]) - 1])
        assert sans_blancs(entree[1]) in sans_blancs(page)
