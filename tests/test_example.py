"""The worked example: its files agree with each other, and its PDF is read to the letter.

The truth is made from the words of the example, before there is a PDF; nothing of it was extracted.
"""

import importlib.util
import json
import re
import shutil
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from assembler.model import Dossier, Referentiel, read_dossier, write_referentiel
from assembler.normalise import read_pdf

PROJET = Path(__file__).resolve().parent.parent
EXEMPLE = PROJET / "inputs" / "atelier-reemploi"
PDF = EXEMPLE / "referentiel.pdf"
TRUTH = PROJET / "tests" / "data" / "atelier-reemploi.truth.json"


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(TRUTH.read_text("utf-8"))
    return loaded


@pytest.fixture(scope="module")
def lu() -> Referentiel:
    return read_pdf([PDF]).referentiel


@pytest.fixture(scope="module")
def dossier(truth: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    copie = tmp_path_factory.mktemp("dossier") / EXEMPLE.name
    shutil.copytree(EXEMPLE, copie, ignore=shutil.ignore_patterns("referentiel.*", "source"))
    write_referentiel(_referentiel(truth), copie / "referentiel.yaml")
    return read_dossier(copie)


class TestFiles:
    """The committed files are those that the committed words make."""

    def test_the_truth_is_current(self, truth: dict[str, Any]) -> None:
        maker = _maker()
        assert truth == maker.truth(maker.read_contenu())

    def test_the_word_document_is_current(self, tmp_path: Path) -> None:
        maker = _maker()
        maker.write_docx(maker.read_contenu(), tmp_path / "again.docx")
        assert _parts(tmp_path / "again.docx") == _parts(EXEMPLE / "source" / "referentiel.docx")

    def test_the_pdf_says_every_word_of_the_word_document(self, truth: dict[str, Any]) -> None:
        # pdfium runs rotated headings together: they are left to the reading of the matrix.
        rotated = _words(" ".join(truth["matrice"]["colonnes"]))
        assert not _docx_words() - _pdf_words() - rotated


class TestDossier:
    """The folder reads without a fault, and is a session a school could hold."""

    def test_no_candidate_is_refused(self, dossier: Dossier) -> None:
        (session,) = dossier.sessions
        assert session.id == "2027-06"
        assert tuple(session.candidats.refus) == ()
        assert len(tuple(session.candidats.candidats)) == 12

    def test_hard_names_are_read_as_written(self, dossier: Dossier) -> None:
        noms = {(c.prenom, c.nom) for c in dossier.sessions[0].candidats.candidats}
        assert {
            ("Maëlys", "N’Guessan-Lefèvre"),
            ("Raphaël", "D’Angelo"),
            ("Åsa", "Lindqvist"),
            ("Zoë", "Dvořáková"),
            ("Jean-Noël", "de La Bruyère"),
        } <= noms

    def test_some_candidates_have_blocs_already(self, dossier: Dossier) -> None:
        acquis = {c.numero: c.blocs_acquis for c in dossier.sessions[0].candidats.candidats}
        assert acquis["004"] == ("1",)
        assert acquis["008"] == ("1", "3")
        assert acquis["001"] == ()

    def test_every_epreuve_has_its_date(self, dossier: Dossier) -> None:
        planned = {e.code for e in dossier.sessions[0].session.epreuves if e.date and e.lieu}
        assert planned == {e.code for e in dossier.referentiel.epreuves}

    def test_most_of_each_jury_comes_from_outside(self, dossier: Dossier) -> None:
        session = dossier.sessions[0].session
        assert len(session.jurys) == 2
        for jury in session.jurys:
            externes = [session.jure(membre).externe for membre in jury.membres]
            assert sum(externes) > len(externes) / 2
            assert jury.president in jury.membres

    def test_the_logo_is_there(self, dossier: Dossier) -> None:
        assert dossier.certification.logo
        assert (EXEMPLE / dossier.certification.logo).is_file()


class TestExtraction:
    """What is read from the PDF is the truth, to the letter."""

    def test_blocs_and_activities(self, lu: Referentiel, truth: dict[str, Any]) -> None:
        assert [
            (b.code, b.intitule, [(a.code, a.intitule, a.code_attribue) for a in b.activites])
            for b in lu.blocs
        ] == [
            (b["code"], b["intitule"], [(a["code"], a["intitule"], False) for a in b["activites"]])
            for b in truth["blocs"]
        ]

    def test_competences(self, lu: Referentiel, truth: dict[str, Any]) -> None:
        assert [
            (b.code, c.code, c.texte, c.code_attribue) for b in lu.blocs for c in b.competences
        ] == [
            (b["code"], c["code"], c["texte"], False)
            for b in truth["blocs"]
            for c in b["competences"]
        ]

    def test_criteria(self, lu: Referentiel, truth: dict[str, Any]) -> None:
        assert {
            c.code: [critere.texte for critere in c.criteres]
            for b in lu.blocs
            for c in b.competences
        } == {c["code"]: c["criteres"] for b in truth["blocs"] for c in b["competences"]}

    def test_epreuves_of_each_competence(self, lu: Referentiel, truth: dict[str, Any]) -> None:
        lignes = {e["code"]: e["lignes"] for e in truth["epreuves"]}
        assert {
            c.code: [_whole_text(lu, code) for code in c.epreuves]
            for b in lu.blocs
            for c in b.competences
        } == {
            c["code"]: [" ".join(lignes[c["epreuve"]])]
            for b in truth["blocs"]
            for c in b["competences"]
        }

    def test_durations(self, lu: Referentiel, truth: dict[str, Any]) -> None:
        assert [[d.minutes for d in e.durees] for e in lu.epreuves] == [
            e["minutes"] for e in truth["epreuves"]
        ]

    def test_preparation(self, lu: Referentiel, truth: dict[str, Any]) -> None:
        assert [e.preparation for e in lu.epreuves] == [e["preparation"] for e in truth["epreuves"]]

    def test_matrix(self, lu: Referentiel, truth: dict[str, Any]) -> None:
        (matrice,) = lu.matrices
        assert list(matrice.colonnes) == truth["matrice"]["colonnes"]
        assert [
            {"intitule": ligne.intitule, "colonnes": list(ligne.colonnes)}
            for ligne in matrice.lignes
        ] == truth["matrice"]["lignes"]

    def test_nothing_is_left_over(self, lu: Referentiel) -> None:
        assert lu.reserves == ()


def _maker() -> ModuleType:
    """The script that makes the example, as a module."""
    chemin = EXEMPLE / "source" / "make_referentiel.py"
    spec = importlib.util.spec_from_file_location("make_referentiel", chemin)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _parts(docx: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(docx) as package:
        return {name: package.read(name) for name in package.namelist()}


def _referentiel(truth: dict[str, Any]) -> Referentiel:
    """The model that the truth stands for."""
    return Referentiel.model_validate(
        {
            "blocs": [
                {
                    "code": b["code"],
                    "intitule": b["intitule"],
                    "activites": b["activites"],
                    "competences": [
                        {
                            "code": c["code"],
                            "texte": c["texte"],
                            "epreuves": [c["epreuve"]],
                            "criteres": [{"texte": texte} for texte in c["criteres"]],
                        }
                        for c in b["competences"]
                    ],
                }
                for b in truth["blocs"]
            ],
            "epreuves": [
                {"code": e["code"], "intitule": e["lignes"][0], "description": e["lignes"][1:]}
                for e in truth["epreuves"]
            ],
        }
    )


def _whole_text(lu: Referentiel, code: str) -> str:
    """Title and description of an épreuve as one text."""
    epreuve = lu.epreuve(code)
    return " ".join(ligne for ligne in (epreuve.intitule, *epreuve.description) if ligne)


def _words(text: str) -> Counter[str]:
    # U+FFFE is pdfium's hyphen at a wrap; a compound may be cut at its own.
    flat = unicodedata.normalize("NFKC", text).replace("\ufffe", "-")
    return Counter(re.findall(r"[\w’'+]+", flat))


def _docx_words() -> Counter[str]:
    body = Document(str(EXEMPLE / "source" / "referentiel.docx")).element.body
    return _words(
        "\n".join(
            "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
            for paragraph in body.iter(qn("w:p"))
        )
    )


def _pdf_words() -> Counter[str]:
    document = pypdfium2.PdfDocument(PDF)
    try:
        return _words("\n".join(page.get_textpage().get_text_bounded() for page in document))
    finally:
        document.close()
