"""`assembler review`: the page that shows the PDF beside what was read from it."""

from collections.abc import Sequence
from pathlib import Path

import click

from assembler.cli.francais import Commande, common_options
from assembler.cli.progress import progress


def html_file(ctx: click.Context, param: click.Parameter, sortie: Path | None) -> Path | None:
    """Only an .html file is written over: a slip must not cost a référentiel."""
    if sortie and sortie.suffix.lower() not in {".html", ".htm"}:
        raise click.BadParameter(
            f"le format de {sortie.name} n'est pas connu : le nom doit finir par .html."
        )
    return sortie


@click.command(cls=Commande, short_help="Revoir ce qui a été lu, à côté du PDF.")
@click.argument("referentiel", metavar="REFERENTIEL", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "sortie",
    metavar="FICHIER",
    type=click.Path(path_type=Path),
    callback=html_file,
    help="Écrire là (.html). Sans cette option : referentiel.revue.html, à côté du référentiel.",
)
@common_options
def review(referentiel: Path, sortie: Path | None) -> None:
    """Écrit une page à ouvrir dans le navigateur : à gauche les pages du PDF, à droite ce qui y a
    été lu ; choisir l'un montre l'autre. Ce qui est à vérifier vient d'abord.

    REFERENTIEL est le fichier que « assembler extract » a écrit ; le PDF et le fichier
    .extraction.json doivent être à côté.
    """
    write_page(referentiel, sortie or referentiel.with_suffix(".revue.html"))


def write_page(referentiel: Path, sortie: Path, pdfs: Sequence[Path] = ()) -> None:
    """Writes the review page of a référentiel and says so. `pdfs`: where its PDFs are, when they
    are not beside it."""
    from assembler.model import write_atomically
    from assembler.review import draw_pages, open_reading, pages_to_draw, render_page

    reading = open_reading(referentiel, pdfs)
    pictures = tuple(progress(draw_pages(reading.pdfs, pages_to_draw(reading)), "pages"))
    sortie.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(sortie, render_page(reading, pictures).encode())
    click.echo(f"Écrit {sortie}\n  → Ouvrez-le dans votre navigateur.")
