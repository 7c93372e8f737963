"""The table of the annex: columns that Word can lay out, whatever the référentiel has."""

import dataclasses
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from assembler.documents import FAMILLES
from assembler.model import Certification, Dossier, Epreuve, Referentiel
from tests.documents.conftest import Remplir, plan


@pytest.mark.parametrize("epreuves", [(), ("E1",), ("E1", "E2")])
@pytest.mark.parametrize("type_", ["RNCP", "RS"])
def test_chaque_ligne_tient_dans_la_grille_du_tableau(
    dossier: Dossier, remplir: Remplir, type_: str, epreuves: tuple[str, ...]
) -> None:
    competence = {"code": "C1", "texte": "Trier", "epreuves": epreuves}
    bloc = {"code": "1", "intitule": "Tenir", "competences": [competence]}
    referentiel = Referentiel.model_validate(
        {"type": type_, "blocs": [bloc], "epreuves": [{"code": code} for code in epreuves]}
    )
    certification = Certification.model_validate({"intitule": "Essai", "type": type_})
    essai = dataclasses.replace(dossier, certification=certification, referentiel=referentiel)

    document = docx.Document(BytesIO(remplir(plan(essai, "annexe")[0])))

    tableau = document.tables[0]._tbl
    colonnes = len(tableau.tblGrid)
    for ligne in tableau.tr_lst:
        assert sum(cellule.grid_span for cellule in ligne.tc_lst) == colonnes
        for cellule in ligne.tc_lst:
            noms = [enfant.tag for enfant in cellule.tcPr]
            assert cellule.grid_span >= 1
            if {qn("w:tcW"), qn("w:gridSpan")} <= set(noms):
                assert noms.index(qn("w:tcW")) < noms.index(qn("w:gridSpan"))


def test_une_epreuve_sans_competence_est_signalee(dossier: Dossier) -> None:
    manques = FAMILLES["annexe"].manques
    assert manques is not None
    assert list(manques(dossier)) == []
    epreuves = (*dossier.referentiel.epreuves, Epreuve(code="E9", intitule="Orpheline"))
    referentiel = dossier.referentiel.model_copy(update={"epreuves": epreuves})
    assert list(manques(dataclasses.replace(dossier, referentiel=referentiel))) == [
        "sans compétence qui y mène, n'y paraissent pas : épreuves E9"
    ]


def test_une_cellule_de_nombreuses_lignes_courtes_peut_etre_coupee(dossier: Dossier) -> None:
    """A row kept whole is cut off below the page; line ends of its text count."""
    critere = {"texte": "\n".join(["- un point"] * 30)}
    competence = {"code": "C1", "texte": "Trier", "criteres": [critere]}
    bloc = {"code": "1", "intitule": "Tenir", "competences": [competence]}
    referentiel = Referentiel.model_validate({"blocs": [bloc], "epreuves": []})
    essai = dataclasses.replace(dossier, referentiel=referentiel)
    for famille in ("annexe", "livret"):
        [bloc_imprime] = plan(essai, famille)[0].contexte.model_dump()["blocs"]
        [ligne] = bloc_imprime["lignes" if famille == "annexe" else "competences"]
        assert ligne["longue"], famille
    [grille] = plan(essai, "grille")
    [competence_imprimee] = grille.contexte.model_dump()["competences"]
    assert competence_imprimee["criteres"][0]["longue"]
