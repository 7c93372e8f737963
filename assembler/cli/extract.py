"""`assembler extract`: the référentiel out of its PDF."""

import re
from pathlib import Path

import click

from assembler.cli.francais import AtLeastOne, Commande, common_options
from assembler.cli.reading import read_pdfs
from assembler.cli.review import html_file, write_page
from assembler.errors import ExitCode

_FORMATS = (".yaml", ".yml", ".xlsx", ".json")


@click.command(cls=Commande, short_help="Lire le référentiel dans son PDF.")
@click.argument("pdfs", metavar="PDF...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "sortie",
    metavar="FICHIER",
    type=click.Path(path_type=Path),
    help="Écrire là (.yaml, .xlsx ou .json). Sans cette option : referentiel.yaml, à côté du PDF.",
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
@click.option(
    "--jobs",
    metavar="N",
    type=AtLeastOne(),
    help="Nombre de processus. Sans cette option : selon le nombre de pages.",
)
@common_options
def extract(
    pdfs: tuple[Path, ...],
    sortie: Path | None,
    pages: str | None,
    revue: Path | None,
    jobs: int | None,
) -> ExitCode:
    """Lit le référentiel dans un ou plusieurs PDF et l'écrit dans un fichier que l'on peut relire
    et corriger : un texte (.yaml) ou un classeur Excel (.xlsx).

    Un référentiel déjà là peut porter vos corrections : il n'est jamais écrasé. La nouvelle
    lecture va dans referentiel.nouveau.yaml, à côté ; les corrections y sont refaites partout où
    l'ancien texte est encore là, et les autres sont affichées.
    """
    numbers = _page_numbers(pages) if pages is not None else None
    voulue = sortie or pdfs[0].parent / "referentiel.yaml"
    if voulue.suffix.lower() not in _FORMATS:
        raise click.BadParameter(
            f"le format de {voulue.name} n'est pas connu : le nom doit finir par .yaml, .xlsx ou "
            ".json."
        )
    ancien = _corrected(voulue)
    if ancien and sortie is None:
        voulue = ancien
    cible = _beside(voulue) if ancien else voulue
    code = read_pdfs(pdfs, cible, numbers, jobs=jobs, ancien=ancien)
    if revue:
        write_page(cible, revue, pdfs)
    if ancien:
        _say_what_next(ancien, cible)
    return code


def _corrected(voulue: Path) -> Path | None:
    """The file of that name, whatever its kind, that may hold an officer's corrections."""
    from assembler.model import find_referentiel

    if voulue.suffix.lower() == ".json":
        return None
    return voulue if voulue.exists() else find_referentiel(voulue.parent, voulue.stem)


def _beside(voulue: Path) -> Path:
    """« referentiel.nouveau.yaml », or the first « referentiel.nouveau-2.yaml » that is free."""
    rang = 1
    while True:
        suite = f"-{rang}" if rang > 1 else ""
        cible = voulue.with_name(f"{voulue.stem}.nouveau{suite}{voulue.suffix}")
        if _corrected(cible) is None:
            return cible
        rang += 1


def _say_what_next(ancien: Path, cible: Path) -> None:
    lies = [fichier.with_suffix(".extraction.json").name for fichier in (ancien, cible)]
    click.echo(
        f"{ancien.name} existait déjà et n'a pas été touché.\n"
        f"  → Comparez-le à {cible.name} ; pour retenir la nouvelle lecture, supprimez "
        f"{ancien.name} et {lies[0]}, puis donnez leurs noms à {cible.name} et {lies[1]}."
    )


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
