"""Reads the text of a .docx and of its PDF, for comparing words."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pypdfium2
from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def paragraphes(docx: bytes) -> list[str]:
    """The paragraphs of the body that hold text."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    textes = ("".join(t.text or "" for t in p.iter(f"{_W}t")) for p in root.iter(f"{_W}p"))
    return [texte for texte in textes if texte]


def texte(docx: bytes) -> str:
    return "\n".join(paragraphes(docx))


def partie(docx: bytes, nom: str) -> str:
    """A part of the package, as text."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.read(nom).decode()


def textes_pdf(documents: dict[str, bytes], dossier: Path) -> dict[str, str]:
    """The text of each document's PDF, without white space. Needs LibreOffice."""
    pdfs = en_pdf(documents, dossier)
    return {nom: sans_blancs(_texte_visible(pdf)) for nom, pdf in pdfs.items()}


def en_pdf(documents: dict[str, bytes], dossier: Path) -> dict[str, Path]:
    """Each document's PDF, in that folder; one start of LibreOffice for all of them."""
    assert shutil.which("soffice"), "apt: libreoffice-writer"
    for nom, contenu in documents.items():
        (dossier / f"{nom}.docx").write_bytes(contenu)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(dossier / 'profil').as_uri()}",
            *("--headless", "--convert-to", "pdf", "--outdir", str(dossier)),
            *(str(dossier / f"{nom}.docx") for nom in documents),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return {nom: dossier / f"{nom}.pdf" for nom in documents}


def _texte_visible(pdf: Path) -> str:
    """The text on the pages: what LibreOffice lets run off a page is in the file, but not seen."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def sans_blancs(texte: str) -> str:
    return re.sub(r"\s+", "", texte)
