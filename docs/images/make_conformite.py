"""Makes the picture of the conformity report from the worked example.

    $ python docs/images/make_conformite.py

Needs Chromium and Playwright (in the dev extras). The example keeps the rules, so it is spoiled
first: a competence that is not assessed, criteria that nothing measures, a wrong apostrophe.
"""

import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from assembler.cli import main as assembler
from assembler.model import Competence, Critere, read_referentiel, write_referentiel

IMAGES = Path(__file__).resolve().parent
DOSSIER = IMAGES.parents[1] / "inputs" / "atelier-reemploi"
SPOILED = {
    ("C1.1", 3): "La carte est claire et exhaustive",
    ("C1.2", 3): "Les arguments sont pertinents",
    ("C1.4", 1): "Le diagnostic de l’ état du meuble est signé",
}
NOT_ASSESSED = "C1.3"


def main() -> None:
    """Write conformite.png: the head of the report and its first findings."""
    with tempfile.TemporaryDirectory() as name:
        page = write_page(Path(name))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            view = browser.new_page(viewport={"width": 1280, "height": 1080})
            view.goto(page.as_uri())
            view.screenshot(path=IMAGES / "conformite.png")
            browser.close()
    with Image.open(IMAGES / "conformite.png") as shot:
        shot.convert("RGB").quantize(64).save(IMAGES / "conformite.png", optimize=True)


def write_page(folder: Path) -> Path:
    """The report on the spoiled example, in `folder`."""
    dossier = Path(shutil.copytree(DOSSIER, folder / DOSSIER.name))
    if assembler(["extract", str(dossier / "referentiel.pdf")]):
        raise SystemExit("the example could not be read")
    spoil(dossier / "referentiel.yaml")
    page = folder / "conformite.html"
    assembler(["check", str(dossier), "-o", str(page)])
    return page


def spoil(fichier: Path) -> None:
    """Puts the mistakes into the référentiel."""
    referentiel = read_referentiel(fichier)
    blocs = tuple(
        bloc.model_copy(update={"competences": tuple(map(spoiled, bloc.competences))})
        for bloc in referentiel.blocs
    )
    write_referentiel(referentiel.model_copy(update={"blocs": blocs}), fichier)


def spoiled(competence: Competence) -> Competence:
    """The competence with its mistakes."""
    if competence.code == NOT_ASSESSED:
        return competence.model_copy(update={"criteres": (), "non_evaluee": "Non évalué"})
    criteres = tuple(
        Critere(texte=SPOILED.get((competence.code, rank), critere.texte))
        for rank, critere in enumerate(competence.criteres, 1)
    )
    return competence.model_copy(update={"criteres": criteres})


if __name__ == "__main__":
    main()
