"""The starter templates: what the builder makes, and what Word's rules ask for."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from assembler.documents import FAMILLES, GABARITS, VARIANTES, default_template
from assembler.model import Dossier
from assembler.model.certification import NomFamille
from tests.documents.conftest import Remplir, plan
from tests.documents.lire import partie

RACINE = Path(__file__).resolve().parents[2]
MODELES: list[tuple[NomFamille, str | None]] = [
    (nom, modele) for nom in GABARITS for modele in VARIANTES.get(nom, {None: ""})
]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _membres(docx: Path) -> list[tuple[str, tuple[int, ...], bytes]]:
    with zipfile.ZipFile(docx) as archive:
        return [(i.filename, i.date_time, archive.read(i)) for i in archive.infolist()]


def test_les_modeles_livres_sont_ceux_que_le_script_ecrit(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "tools.templates", str(tmp_path)], cwd=RACINE, check=True, timeout=60
    )
    livres = [default_template(nom, modele) for nom, modele in MODELES]
    assert {fichier.name for fichier in tmp_path.iterdir()} == {livre.name for livre in livres}
    for livre in livres:
        # Members, not bytes: zlib's versions compress differently.
        ecrit = _membres(tmp_path / livre.name)
        assert _membres(livre) == ecrit, f"{livre.name} : lancez python -m tools.templates"


@pytest.mark.slow
@pytest.mark.parametrize("famille", list(FAMILLES))
def test_modeles_et_documents_suivent_les_regles_d_openxml(
    famille: NomFamille, dossier: Dossier, remplir: Remplir, tmp_path: Path
) -> None:
    documents = [default_template(famille)]
    for rang, document in enumerate(plan(dossier, famille)):
        documents.append(tmp_path / f"{rang}.docx")
        documents[-1].write_bytes(remplir(document))
    for fichier in documents:
        resultat = OpenXmlValidator().validate(fichier)
        assert [f"{e.path} {e.description}" for e in resultat.errors] == []


@pytest.mark.parametrize("famille", list(FAMILLES))
def test_un_document_est_en_francais_et_repete_ses_en_tetes(
    famille: NomFamille, dossier: Dossier, remplir: Remplir
) -> None:
    docx = remplir(plan(dossier, famille)[0])
    assert '<w:lang w:val="fr-FR"' in partie(docx, "word/styles.xml")
    pied = partie(docx, "word/footer1.xml")
    assert " PAGE " in pied and " NUMPAGES " in pied
    corps = etree.parse(io.BytesIO(partie(docx, "word/document.xml").encode()))
    assert corps.findall(f".//{W}tblHeader")
    assert corps.findall(f".//{W}cantSplit")
    for table in corps.iter(f"{W}tbl"):
        colonnes = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for ligne in table.findall(f"{W}tr"):
            portees = (cellule.find(f"{W}tcPr/{W}gridSpan") for cellule in ligne.findall(f"{W}tc"))
            assert sum(1 if p is None else int(p.get(f"{W}val", "1")) for p in portees) == colonnes


@pytest.mark.parametrize("famille", list(GABARITS))
def test_les_styles_employes_sont_definis(famille: NomFamille) -> None:
    with zipfile.ZipFile(default_template(famille)) as archive:
        styles = etree.fromstring(archive.read("word/styles.xml"))
        textes = [etree.fromstring(archive.read(f"word/{n}.xml")) for n in ("document", "footer1")]
    definis = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    employes = {
        style.get(f"{W}val")
        for texte in textes
        for style in texte.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
    }
    assert employes <= definis
