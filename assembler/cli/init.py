"""`assembler init`: the starter files of a dossier."""

from pathlib import Path

import click

from assembler.cli.francais import Commande, common_options


@click.command(cls=Commande, short_help="Préparer le dossier d'une certification.")
@click.argument("dossier", metavar="DOSSIER", type=click.Path(path_type=Path))
@click.option(
    "--pdf",
    metavar="FICHIER",
    type=click.Path(path_type=Path),
    help="Le PDF du référentiel : une copie est mise dans le dossier.",
)
@click.option(
    "--session",
    "sessions",
    metavar="NOM",
    multiple=True,
    help="Préparer aussi une session (2026-06 par exemple) et sa liste de candidats. "
    "Peut être répétée.",
)
@common_options
def init(dossier: Path, pdf: Path | None, sessions: tuple[str, ...]) -> None:
    """Prépare le dossier d'une certification : des fichiers à compléter, où chaque rubrique est
    expliquée.

    N'écrase rien : si l'un des fichiers est déjà là, rien n'est écrit.
    """
    from assembler.model.starter import write_starter

    for fichier in write_starter(dossier, pdf=pdf, sessions=sessions):
        click.echo(f"Écrit {fichier}")
    if not (dossier / "referentiel.pdf").exists():
        click.echo(f"  → Déposez le PDF du référentiel sous le nom {dossier / 'referentiel.pdf'}")
    click.echo(f"  → Complétez certification.yaml, puis lancez : assembler build {dossier}")
