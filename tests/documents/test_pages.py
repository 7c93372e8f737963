"""The pages of every family, as LibreOffice lays them out: nothing lost, headings where they must
be. On the worked example, and on a dossier that is hard on a page."""

import dataclasses
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from assembler.documents import FAMILLES, GABARITS
from assembler.model import Candidat, Dossier, ListeCandidats
from tests.documents import dur
from tests.documents.conftest import Remplir, plan
from tests.documents.lire import en_pdf, paragraphes, sans_blancs
from tools import galerie

pytestmark = pytest.mark.slow

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PIED = 51
"""Points from the bottom of the page: below, the footer."""
_LONG_NOM = "Vandenberghe-de-La-Rochefoucauld-Étienne-Delacroix-Montmorency-Sainte-Geneviève"


@dataclass(frozen=True)
class Produit:
    """A document and the text of its pages, footers left out, without white space."""

    nom: str
    docx: bytes
    pages: tuple[str, ...]


@pytest.fixture(scope="module")
def produits(remplir: Remplir, tmp_path_factory: pytest.TempPathFactory) -> tuple[Produit, ...]:
    """The first documents of each family, of both dossiers; LibreOffice is started once."""
    dossier = tmp_path_factory.mktemp("pages")
    exemple = galerie.read_example(tmp_path_factory.mktemp("exemple"))
    docx = {f"{exemple.nom}-comparatif-0": galerie.table_of_renewal(exemple).docx}
    for source in (exemple, _difficile()):
        for famille in FAMILLES:
            documents = plan(source, famille)
            # The first ones, one of the middle, the last one: a juror's letter, a short booklet.
            choisis = {*range(2), len(documents) // 2, len(documents) - 1}
            for rang in sorted(choisis & set(range(len(documents)))):
                docx[f"{source.nom}-{famille}-{rang}"] = remplir(documents[rang])
    pdfs = en_pdf(docx, dossier)
    return tuple(Produit(nom, docx[nom], tuple(_pages(pdf))) for nom, pdf in pdfs.items())


def _difficile() -> Dossier:
    dossier = dur.dossier()
    [session] = dossier.sessions
    assert len(f"Ève {_LONG_NOM}") >= 80
    long = Candidat(rang=9, numero="009", nom=_LONG_NOM, prenom="Ève", jury="J1")
    autres = [
        long.model_copy(update={"numero": f"{rang}", "nom": f"Nom{rang}"}) for rang in _QUARANTE
    ]
    liste = ListeCandidats(candidats=(long, *autres))
    sessions = (dataclasses.replace(session, candidats=liste),)
    return dataclasses.replace(dossier, nom="difficile", sessions=sessions)


_QUARANTE = range(10, 50)


def test_chaque_famille_est_la(produits: tuple[Produit, ...]) -> None:
    vues = {produit.nom.split("-")[-2] for produit in produits}
    assert vues == set(GABARITS)
    for famille in ("livret", "convocation", "emargement", "pv"):
        siens = [produit for produit in produits if f"difficile-{famille}" in produit.nom]
        assert any(nu(_LONG_NOM) in "".join(produit.pages) for produit in siens), famille


def test_chaque_mot_d_un_document_est_sur_ses_pages(produits: tuple[Produit, ...]) -> None:
    for produit in produits:
        ensemble = "".join(produit.pages)
        for texte in paragraphes(produit.docx):
            entier = nu(texte) in ensemble
            perdus = [] if entier else [mot for mot in texte.split() if nu(mot) not in ensemble]
            assert perdus == [], f"{produit.nom}: {texte[:80]}"


def test_un_tableau_repete_ses_titres_sur_chaque_page(produits: tuple[Produit, ...]) -> None:
    coupes = 0
    for produit in produits:
        for titres, lignes in _tableaux(produit.docx):
            places = [[page for page in produit.pages if ligne in page] for ligne in lignes]
            # What other pages say too proves nothing.
            pages = {place[0] for place in places if len(place) == 1}
            coupes += len(pages) > 1
            for page in pages:
                assert all(titre in page for titre in titres), f"{produit.nom}: {titres}"
    assert coupes > 10


def test_aucun_titre_n_est_le_dernier_d_une_page(produits: tuple[Produit, ...]) -> None:
    for produit in produits:
        titres = tuple(_titres(produit.docx))
        for rang, page in enumerate(produit.pages, start=1):
            assert not page.endswith(titres), f"{produit.nom}, page {rang}: {page[-60:]}"


def test_une_signature_n_est_pas_seule_sur_sa_page(produits: tuple[Produit, ...]) -> None:
    for produit in produits:
        if "livret" in produit.nom:
            assert "Documentsjoints" in produit.pages[-1], produit.nom
            assert "Accuséderéception" in produit.pages[-1]


def _pages(pdf: Path) -> Iterator[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            yield nu(page.get_textpage().get_text_bounded(bottom=_PIED))
    finally:
        document.close()


def nu(texte: str) -> str:
    """Without white space, nor hyphens: where a line ends in one, pdfium gives signs of its own."""
    return re.sub(r"[-\ufffe\x02\xad]", "", sans_blancs(texte))


def _corps(docx: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def _texte(element: etree._Element) -> str:
    return nu("".join(t.text or "" for t in element.iter(f"{_W}t")))


def _titres(docx: bytes) -> Iterator[str]:
    for paragraphe in _corps(docx).iter(f"{_W}p"):
        style = paragraphe.find(f"{_W}pPr/{_W}pStyle")
        if style is not None and style.get(f"{_W}val", "").startswith("Heading"):
            yield _texte(paragraphe)


def _tableaux(docx: bytes) -> Iterator[tuple[list[str], list[str]]]:
    """Of each table with a heading row: the titles, and what stands nowhere else in the document.
    Tables with headings on their side are left out: their words are read in another order."""
    corps = _corps(docx)
    partout = Counter(_texte(paragraphe) for paragraphe in corps.iter(f"{_W}p"))
    for tableau in corps.iter(f"{_W}tbl"):
        entetes = [ligne for ligne in tableau if ligne.find(f"{_W}trPr/{_W}tblHeader") is not None]
        if not entetes or tableau.find(f".//{_W}textDirection") is not None:
            continue
        titres = [_texte(p) for ligne in entetes for p in ligne.iter(f"{_W}p")]
        autres = [ligne for ligne in tableau.iter(f"{_W}tr") if ligne not in entetes]
        mots = [_texte(p) for ligne in autres for p in ligne.iter(f"{_W}p")]
        yield (
            [titre for titre in titres if titre],
            [mot for mot in mots if len(mot) > 12 and partout[mot] == 1],
        )
