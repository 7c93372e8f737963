"""`assembler extract`: the référentiel out of its PDF."""

import re
from pathlib import Path

import click

from assembler.cli.francais import Commande, common_options
from assembler.cli.reading import read_pdfs
from assembler.cli.review import html_file, write_page

_FORMATS = (".yaml", ".yml", ".json")


@click.command(cls=Commande, short_help="Lire le référentiel dans son PDF.")
@click.argument("pdfs", metavar="PDF...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "sortie",
    metavar="FICHIER",
    type=click.Path(path_type=Path),
    help="Écrire là (.yaml ou .json). Sans cette option : referentiel.yaml, à côté du PDF.",
)
@click.option("--pages", metavar="PAGES", help="Ne lire que ces pages : 3-12, ou 2,5-7.")
@click.option(
    "--review",
    "revue",
    metavar="FICHIER",
    type=click.Path(path_type=Path),
    callback=html_file,
    help="Écrire aussi la page de revue (.html) : le PDF à côté de ce qui y a été lu.",
)
@common_options
def extract(
    pdfs: tuple[Path, ...], sortie: Path | None, pages: str | None, revue: Path | None
) -> None:
    """Lit le référentiel dans un ou plusieurs PDF et l'écrit dans un fichier que l'on peut relire
    et corriger.

    Un referentiel.yaml déjà là peut porter vos corrections : il n'est jamais écrasé. La nouvelle
    lecture va dans referentiel.nouveau.yaml, à côté.
    """
    numbers = _page_numbers(pages) if pages is not None else None
    voulue = sortie or pdfs[0].parent / "referentiel.yaml"
    if voulue.suffix.lower() not in _FORMATS:
        raise click.BadParameter(
            f"le format de {voulue.name} n'est pas connu : le nom doit finir par .yaml ou .json."
        )
    cible = _beside_corrections(voulue)
    read_pdfs(pdfs, cible, numbers)
    if revue:
        write_page(cible, revue, pdfs)
    if cible != voulue:
        click.echo(
            f"{voulue.name} existait déjà et n'a pas été touché.\n"
            f"  → Comparez-le à {cible.name} ; pour retenir la nouvelle lecture, supprimez "
            f"{voulue.name} et renommez {cible.name}."
        )


def _beside_corrections(voulue: Path) -> Path:
    """Where to write: a YAML that is there may hold an officer's corrections."""
    cible, rang = voulue, 1
    while cible.suffix.lower() != ".json" and cible.exists():
        suite = f"-{rang}" if rang > 1 else ""
        cible, rang = voulue.with_name(f"{voulue.stem}.nouveau{suite}{voulue.suffix}"), rang + 1
    return cible


def _page_numbers(pages: str) -> frozenset[int]:
    """The page numbers, from 1, that « 3-12 » or « 2,5-7 » means."""
    numbers: set[int] = set()
    for part in pages.split(","):
        match = re.fullmatch(r"\s*(\d+)\s*(?:-\s*(\d+)\s*)?", part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last:
            raise click.BadParameter(
                f"--pages « {pages} » ne se lit pas : écrivez par exemple 3-12, ou 2,5-7."
            )
        numbers.update(range(first, last + 1))
    return frozenset(numbers)
