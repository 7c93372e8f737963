"""The comparative table: every item with what became of it, in its own words, then and now."""

import io
import re
import zipfile
from typing import Any

import pytest
from docx import Document
from docx.table import Table
from lxml import etree
from openxml_audit import OpenXmlValidator

from assembler.compare import compare, in_words
from assembler.compare.wording import plain
from assembler.documents import default_template
from assembler.documents.comparatif import ComparatifContexte, contexte
from assembler.documents.comparatif_tableau import LigneComparatif, MotComparatif
from assembler.fill import compile_template
from assembler.model import Certification, Referentiel
from tests.compare.mutations import MUTATIONS
from tests.compare.small import COLLER, DIAGNOSTIC, version
from tests.compare.versions import changed, first_version, referentiel

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _contexte(ancien: Any, nouveau: Any) -> ComparatifContexte:
    old, new = (
        one if isinstance(one, Referentiel) else Referentiel.model_validate(one)
        for one in (ancien, nouveau)
    )
    return contexte(compare(old, new), old, new, None)


def _fill(given: ComparatifContexte) -> bytes:
    modele = compile_template(default_template("comparatif"))
    return modele.fill(given.donnees, proprietes={}, objet="comparatif")


def _tables(given: ComparatifContexte) -> list[list[list[str]]]:
    """The tables of the document as texts: title, versions, figures, equivalences, blocs, …"""
    return [_rows(table) for table in Document(io.BytesIO(_fill(given))).tables]


def _rows(table: Table) -> list[list[str]]:
    return [[re.sub(r" +(\n|$)", r"\1", cell.text) for cell in row.cells] for row in table.rows]


def _texte(mots: tuple[MotComparatif, ...]) -> str:
    return "".join(mot.texte for mot in mots)


def _lignes(given: ComparatifContexte) -> list[LigneComparatif]:
    return [ligne for bloc in given.blocs for ligne in (*bloc.bloc, *bloc.lignes)]


@pytest.mark.parametrize("seed", range(4))
def test_each_wording_stands_there_as_it_was_and_as_it_is(seed: int) -> None:
    old = first_version(seed)
    new = changed(old, *MUTATIONS["all at once"])
    given = _contexte(referentiel(old), referentiel(new))
    lignes = [*_lignes(given), *given.epreuves]
    shown = (
        [_texte(one.ancien) for one in lignes if one.ancien],
        [_texte(one.nouveau or one.ancien) for one in lignes if one.nouveau or one.identique],
    )
    for texts, there in zip(shown, (old, new), strict=True):
        nodes = there.every("bloc", "activite", "competence", "epreuve")
        assert _first_lines(texts) == _first_lines([node.texte for node in nodes])


def _first_lines(texts: list[str]) -> list[str]:
    """Of an épreuve that did not change, only its title is shown."""
    return sorted(plain(text.split("\n")[0]) for text in texts)


@pytest.mark.parametrize("seed", range(4))
def test_every_change_of_a_criterion_stands_by_its_competence(seed: int) -> None:
    old = first_version(seed)
    new = changed(old, *MUTATIONS["add and remove criteria"], *MUTATIONS["move criteria"])
    before, now = referentiel(old), referentiel(new)
    given = _contexte(before, now)
    said = {
        (ligne.nouveau_code or ligne.ancien_code, _texte(effet.mots))
        for ligne in _lignes(given)
        for effet in ligne.effets
    }
    changes = [c for c in compare(before, now).differences if c.objet == "critere"]
    assert changes
    for change in changes:
        for one in filter(None, (change.ancien, change.nouveau)):
            assert (one.competence, one.texte) in said, in_words(change)


def test_only_the_words_that_changed_are_marked() -> None:
    given = _contexte(
        version(), version(C1_2={"texte": COLLER.replace("une chaise", "un fauteuil")})
    )
    (ligne,) = (one for one in _lignes(given) if one.nouveau_code == "C1.2")
    assert [one.texte for one in ligne.ancien if one.retire] == ["une chaise"]
    assert [one.texte for one in ligne.nouveau if one.ajoute] == ["un fauteuil"]
    assert _texte(ligne.ancien).strip() == COLLER
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(_fill(given))).read("word/document.xml"))
    styled = {
        style: [
            "".join(text.text or "" for text in run.iter(f"{W}t"))
            for run in root.iter(f"{W}r")
            if run.find(f"{W}rPr/{W}rStyle[@{W}val='{style}']") is not None
        ]
        for style in ("Retire", "Ajoute")
    }
    # The first of each is the legend.
    assert {style: texts[1:] for style, texts in styled.items()} == {
        "Retire": ["une chaise"],
        "Ajoute": ["un fauteuil"],
    }


def test_the_document_says_what_changed_and_leaves_the_reason_to_fill_in() -> None:
    nouveau: Any = version(
        C1_1={"texte": "Établir le diagnostic d’un meuble usagé"}, C2_1={"epreuves": ["E1"]}
    )
    nouveau["epreuves"][0]["durees"] = [{"texte": "3 h"}]
    nouveau["blocs"][0]["competences"].append(
        {"code": "C1.3", "texte": "Relever l’état de chaque assemblage", "criteres": []}
    )
    *_, blocs, epreuves = _tables(_contexte(version(), nouveau))
    by_code = {row[0].split()[0] if row[0] != "–" else row[1].split()[0]: row for row in blocs[1:]}
    assert by_code["C1.1"] == [
        f"C1.1 {DIAGNOSTIC}",
        "C1.1 Établir le diagnostic d’un meuble usagé",
        "Compétence reformulée\nScission\u00a0: se retrouve dans C1.1 et C1.3",
        "épreuve E1 reformulée (durée)",
        "",
    ]
    assert by_code["C1.3"][:3] == [
        "–",
        "C1.3 Relever l’état de chaque assemblage",
        "Compétence ajoutée au bloc 1\nVient de C1.1",
    ]
    assert by_code["C2.1"][1:4] == [
        "C2.1 Texte inchangé",
        "Compétence déplacée (épreuve E2 → E1)",
        "épreuve E2 → E1\népreuve E1 reformulée (durée)",
    ]
    assert by_code["C2.2"][2:] == ["Compétence inchangée", "", "–"]
    assert blocs[1][3] == "équivalence totale avec le bloc 1 (100\u00a0%)"
    assert epreuves[1][2:] == [
        "Épreuve reformulée (durée)",
        "durée «\u00a04 h\u00a0» → «\u00a03 h\u00a0»",
        "",
    ]


def test_figures_and_equivalences() -> None:
    nouveau: Any = version()
    del nouveau["blocs"][1]
    nouveau["epreuves"].pop()
    _, versions, chiffres, equivalences, *_ = _tables(_contexte(version(), nouveau))
    assert versions[1:] == [
        ["Ancien référentiel", "Référentiel sans version ni date"],
        ["Nouveau référentiel", "Référentiel sans version ni date"],
    ]
    assert chiffres[1] == ["Blocs", "1", "0", "0", "0", "0", "1", "2", "50\u00a0%"]
    assert chiffres[-1] == ["Ensemble", "7", "0", "0", "0", "0", "7", "14", "50\u00a0%"]
    assert equivalences[1:] == [
        ["Bloc\u00a01 – Rénover des meubles en atelier"] * 2
        + ["2 sur 2 (100\u00a0%)", "totale", ""],
        ["Bloc\u00a02 – Tenir la boutique solidaire", "– (bloc supprimé)", "–", "aucune", ""],
    ]


def test_a_certification_without_blocs_has_no_row_for_one() -> None:
    competence = {"code": "C1", "texte": COLLER, "criteres": [{"texte": "Le joint tient"}]}
    rs = {"type": "RS", "blocs": [{"code": "1", "intitule": "", "competences": [competence]}]}
    _, _, _, equivalences, comparaison = _tables(_contexte(rs, rs))
    whole = "Ensemble de la certification"
    assert equivalences[1:] == [[whole, whole, "1 sur 1 (100\u00a0%)", "totale", ""]]
    assert [row[0] for row in comparaison[1:]] == [f"C1 {COLLER}"]


def test_a_text_that_looks_like_a_tag_stays_a_text() -> None:
    hostile = "Coller <b>fort</b> & {{ candidat.nom }} {% raw %}"
    given = _contexte(version(), version(C1_2={"texte": hostile}))
    assert any(hostile in cell for table in _tables(given) for row in table for cell in row)


def test_the_title_is_that_of_the_certification() -> None:
    one = Referentiel.model_validate(version())
    known = Certification(intitule="Agent de réemploi", type="RNCP", code="RNCP1", niveau=4)
    given = contexte(compare(one, one), one, one, known)
    assert given.certification.mention == "Niveau\u00a04 – RNCP1"
    assert _tables(given)[0][0][0].endswith("Agent de réemploi")
    assert "à compléter" in contexte(compare(one, one), one, one, None).certification.intitule


@pytest.mark.slow
def test_template_and_document_follow_the_rules_of_openxml(tmp_path: Any) -> None:
    old = first_version(0)
    given = _contexte(referentiel(old), referentiel(changed(old, *MUTATIONS["all at once"])))
    (tmp_path / "comparatif.docx").write_bytes(_fill(given))
    for fichier in (default_template("comparatif"), tmp_path / "comparatif.docx"):
        assert [
            f"{e.path} {e.description}" for e in OpenXmlValidator().validate(fichier).errors
        ] == []
