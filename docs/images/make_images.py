"""Makes the pictures of the README and the guide from the worked example, once it is built.

    $ assembler build inputs/atelier-reemploi
    $ python docs/images/make_images.py

Needs LibreOffice (soffice) and poppler (pdftoppm).
"""

import subprocess
import tempfile
from pathlib import Path

from PIL import Image

IMAGES = Path(__file__).resolve().parent
PROJET = IMAGES.parents[1]
DOCUMENTS = PROJET / "outputs" / "atelier-reemploi"

# Name of the picture → document and page.
PAGES = {
    "referentiel-pdf": (PROJET / "inputs" / "atelier-reemploi" / "referentiel.pdf", 2),
    "annexe": (DOCUMENTS / "dossier" / "annexe.docx", 2),
    "fiche": (DOCUMENTS / "dossier" / "fiche.docx", 3),
    "grille": (DOCUMENTS / "grilles" / "grille-E2-1.docx", 1),
    "livret-1": (DOCUMENTS / "sessions/2027-06/livrets/008-de-La-Bruyère-Jean-Noël.docx", 1),
    "livret-4": (DOCUMENTS / "sessions/2027-06/livrets/008-de-La-Bruyère-Jean-Noël.docx", 4),
}
DPI = 80
FRAME, WIDTH = (110, 120, 118), 1
"""A thin frame, so that a white page shows on a white screen: its colour and width."""


def main() -> None:
    """Write a picture for each entry of PAGES."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pdfs = {fichier: as_pdf(fichier, folder) for fichier, _ in PAGES.values()}
        for nom, (fichier, page) in PAGES.items():
            write_picture(pdfs[fichier], page, IMAGES / f"{nom}.png")


def as_pdf(fichier: Path, folder: Path) -> Path:
    """The document as a PDF, in `folder` unless it is one."""
    if fichier.suffix == ".pdf":
        return fichier
    profile = (folder / "profile").as_uri()
    run("soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf",
        "--outdir", str(folder), str(fichier))  # fmt: skip
    return folder / fichier.with_suffix(".pdf").name


def write_picture(pdf: Path, page: int, chemin: Path) -> None:
    """A page as a small framed PNG."""
    run("pdftoppm", "-r", str(DPI), "-f", str(page), "-l", str(page), "-png", "-singlefile",
        str(pdf), str(chemin.with_suffix("")))  # fmt: skip
    with Image.open(chemin) as image:
        framed = Image.new("RGB", (image.width + 2 * WIDTH, image.height + 2 * WIDTH), FRAME)
        framed.paste(image, (WIDTH, WIDTH))
    framed.quantize(256).save(chemin, optimize=True)


def run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=180)


if __name__ == "__main__":
    main()
