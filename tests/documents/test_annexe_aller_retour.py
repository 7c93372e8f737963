"""Round trip: the annex of a référentiel, printed by LibreOffice and read again, is the same."""

import dataclasses
from collections.abc import Mapping
from pathlib import Path

import pytest

from assembler.documents import Document
from assembler.model import Certification, Referentiel
from assembler.normalise import read_pdf
from tests.documents import dur, exemple
from tests.documents.au_hasard import au_hasard
from tests.documents.conftest import Remplir, plan
from tests.documents.lire import en_pdf, sans_blancs
from tests.shared import shared

NON_IMPRIME = {"source", "page", "code_attribue", "reserves", "epreuve_deduite", "complements"}
"""What the official table does not print. `epreuve_deduite`: the annex draws the cell that was
deduced; `complements` stand behind the table, which has no column for them."""
TIRE_DU_TEXTE = {"durees", "preparation", "formes", "livrables"}
"""What is read out of an épreuve's text: for random models, the text is compared, not this."""

TROUVEES = {
    26: "une épreuve imprimée deux fois dans un bloc, et coupée par une page",
    37: "« % » au début d’une ligne, et au haut d’une page",
    60: "la rangée de trois points que LibreOffice trace au pied d’une page",
    82: "de deux épreuves côte à côte, celle dont la cellule est coupée passait après l’autre",
}
"""What was once read wrongly, with the seed that showed it."""


@pytest.mark.slow
def test_des_referentiels_reels(remplir: Remplir, tmp_path: Path) -> None:
    chemins = {
        "seed": shared("seed/seed.pdf"),
        "coupe": shared("seed/seed-rows-cut.pdf"),
        "rncp37805": shared("corpus/rncp37805-webecom-devweb.pdf"),
        "exemple": Path(__file__).parents[2] / "inputs/atelier-reemploi/referentiel.pdf",
    }
    lus = {nom: read_pdf([chemin]).referentiel for nom, chemin in chemins.items()}
    relus = _relus(lus, remplir, tmp_path)
    for nom, lu in lus.items():
        # LibreOffice may wrap « recherche.(hiérarchisation » at the parenthesis: no space is told.
        blancs = nom != "rncp37805"
        relu = _compare(relus[nom], set(), blancs=blancs)
        assert relu == _compare(lu, set(), blancs=blancs), nom


@pytest.mark.slow
def test_des_referentiels_au_hasard(remplir: Remplir, tmp_path: Path) -> None:
    tires = {f"graine-{graine}": au_hasard(graine) for graine in (*range(16), *TROUVEES)}
    relus = _relus(tires, remplir, tmp_path)
    for nom, tire in tires.items():
        assert _compare(relus[nom], TIRE_DU_TEXTE) == _compare(tire, TIRE_DU_TEXTE), nom
        assert relus[nom].reserves == (), nom


@pytest.mark.slow
def test_un_referentiel_difficile_a_mettre_en_pages(remplir: Remplir, tmp_path: Path) -> None:
    """Cells of several pages, a criterion taller than one, forty criteria in a competence."""
    referentiel = dur.dossier().referentiel
    e1, e2 = referentiel.epreuves
    # A cell of one line is a description, not a title.
    sans_titre = e2.model_copy(update={"intitule": None, "description": (e2.intitule or "",)})
    dit = referentiel.model_copy(update={"epreuves": (e1, sans_titre)})
    relu = _relus({"dur": dit}, remplir, tmp_path)["dur"]
    sauf = TIRE_DU_TEXTE | {"version", "date"}
    assert _compare(relu, sauf) == _compare(dit, sauf)
    assert relu.reserves == ()


def _relus(
    referentiels: Mapping[str, Referentiel], remplir: Remplir, dossier: Path
) -> dict[str, Referentiel]:
    documents = {nom: remplir(_annexe(lu)) for nom, lu in referentiels.items()}
    pdfs = en_pdf(documents, dossier)
    return {nom: read_pdf([pdf]).referentiel for nom, pdf in pdfs.items()}


def _annexe(referentiel: Referentiel) -> Document:
    certification = Certification(
        intitule="Responsable d’un atelier de réemploi", type=referentiel.type
    )
    dossier = dataclasses.replace(
        exemple.dossier(), certification=certification, referentiel=referentiel
    )
    [annexe] = plan(dossier, "annexe")
    return annexe


def _compare(referentiel: Referentiel, sauf: set[str], *, blancs: bool = True) -> object:
    return _sans(referentiel.model_dump(mode="json"), NON_IMPRIME | sauf, blancs=blancs)


def _sans(valeur: object, cles: set[str], *, blancs: bool) -> object:
    """The value without these keys, wherever they stand; `blancs`: with its white space."""
    if isinstance(valeur, dict):
        return {c: _sans(v, cles, blancs=blancs) for c, v in valeur.items() if c not in cles}
    if isinstance(valeur, list):
        return [_sans(v, cles, blancs=blancs) for v in valeur]
    return sans_blancs(valeur) if isinstance(valeur, str) and not blancs else valeur
