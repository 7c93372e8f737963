"""Makes the pictures of the review page from the worked example.

    $ python docs/images/make_revue.py

Needs Chromium and Playwright (in the dev extras). A criterion is corrected first, so that the
pictures show how a correction looks.
"""

import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from assembler.cli import main as assembler

IMAGES = Path(__file__).resolve().parent
PDF = IMAGES.parents[1] / "inputs" / "atelier-reemploi" / "referentiel.pdf"
READ, CORRECTED = "datées de moins de trois ans", "datées de moins de deux ans"
CHOSEN = "C1.1, critère 2"


def main() -> None:
    """Write revue-page.png (just opened) and revue-choix.png (an element chosen, zoomed)."""
    with tempfile.TemporaryDirectory() as name:
        page = write_page(Path(name))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            view = browser.new_page(
                viewport={"width": 1280, "height": 800}, reduced_motion="reduce"
            )
            view.goto(page.as_uri())
            view.screenshot(path=IMAGES / "revue-page.png")
            view.locator(f'[data-nom="{CHOSEN}"] p').click()
            view.locator("#plus").click()
            view.locator("#plus").click()
            view.screenshot(path=IMAGES / "revue-choix.png")
            browser.close()
    for image in ("revue-page.png", "revue-choix.png"):
        with Image.open(IMAGES / image) as shot:
            shot.convert("RGB").quantize(256).save(IMAGES / image, optimize=True)


def write_page(folder: Path) -> Path:
    """The review page of the example, in `folder`."""
    pdf = Path(shutil.copy(PDF, folder))
    referentiel = folder / "referentiel.yaml"
    if assembler(["extract", str(pdf)]):
        raise SystemExit("the example could not be read")
    text = referentiel.read_text("utf-8")
    assert READ in text
    referentiel.write_text(text.replace(READ, CORRECTED), "utf-8")
    page = folder / "revue.html"
    if assembler(["review", str(referentiel), "-o", str(page)]):
        raise SystemExit("the page could not be written")
    return page


if __name__ == "__main__":
    main()
