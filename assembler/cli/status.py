"""`assembler status`: where a dossier's documents stand, and what a stray one was made from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assembler.cli.francais import Commande, common_options
from assembler.cli.messages import count
from assembler.cli.pdf import say_outdated
from assembler.cli.place import Target
from assembler.cli.planning import number_of, order_for, plan, refused
from assembler.cli.progress import progress
from assembler.cli.stray import say_stray_document
from assembler.cli.tally import FORESEEN, Tally, say_left_over, say_refus, say_stray
from assembler.errors import ExitCode

if TYPE_CHECKING:
    from assembler.model import Correction, Dossier

_SHOWN = 20
"""Corrections printed before « et … autres »."""


@click.command(cls=Commande, short_help="Dire quels documents sont périmés, et pourquoi.")
@click.argument("chemin", metavar="DOSSIER|DOCUMENT.docx", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "sortie",
    metavar="DOSSIER|FICHIER.zip",
    type=click.Path(path_type=Path),
    help="Où sont les documents. Sans cette option : outputs/<nom du dossier>.",
)
@click.option(
    "--dossier",
    metavar="DOSSIER",
    type=click.Path(path_type=Path),
    help="Pour un document : la certification dont il vient. Sans cette option : celle d'inputs/ "
    "dont le registre, dans outputs/, le connaît.",
)
@common_options
def status(chemin: Path, sortie: Path | None, dossier: Path | None) -> ExitCode:
    """Dit où en sont les documents d'un dossier : à jour, périmés et pourquoi, modifiés à la main.

    Rien n'est écrit. Ce que referentiel.yaml dit autrement que le PDF déposé est listé aussi. D'un
    document seul, même déplacé ou renommé, dit de quel référentiel et de quel modèle il a été fait,
    et s'il est à jour. Le code de sortie est 0 quand tout est à jour, 1 quand des documents sont
    périmés, et 7 quand ceux-ci ont été modifiés à la main.
    """
    if chemin.suffix.lower() == ".docx" and not chemin.is_dir():
        return say_stray_document(chemin, sortie, dossier)
    from assembler.model import read_dossier

    return _dossier(read_dossier(chemin), Target(sortie, alone=True))


def _dossier(dossier: Dossier, target: Target) -> ExitCode:
    from assembler.documents import FAMILLES
    from assembler.produce import preview

    familles = tuple(FAMILLES.values())
    with target.looked_into() as folder:
        place = target.place(dossier.nom, folder)
        results = preview(plan(dossier, familles), order_for(dossier, place))
        tally = Tally.of(progress(results, "documents", lambda: number_of(dossier, familles)))
        click.echo(f"Documents dans {place.shown} :")
        click.echo("\n".join(tally.lines(familles, FORESEEN)))
        if tally.reasons:
            click.echo("À faire :")
            click.echo("\n".join(tally.reason_lines()))
        _say_corrections(dossier)
        code = tally.say_messages()
        if tally.reasons:
            click.echo(f"  → Pour les faire : assembler build {dossier.chemin}", err=True)
            code = max(code, ExitCode.FINDINGS)
        if tally.number("OLD_STAMP"):
            click.echo(
                "  → Pour renouveler les étiquettes anciennes : assembler build --restamp "
                f"{dossier.chemin}"
            )
        code = max(
            code,
            say_stray(dossier),
            say_outdated(place, tally.planned),
            say_left_over(place, tally.planned),
        )
    return max(code, say_refus(refused(dossier, familles), {}))


def _say_corrections(dossier: Dossier) -> None:
    """Says what the référentiel says otherwise than the filed PDF."""
    from assembler.model import corrections, find_referentiel, read_as_extracted, read_referentiel

    fichier = find_referentiel(dossier.chemin)
    if fichier is None or not dossier.referentiel.source:
        return
    referentiel = read_referentiel(fichier)
    lu = read_as_extracted(fichier, referentiel)
    if lu is None:
        click.echo(
            f"Corrections : {fichier.with_suffix('.extraction.json').name} manque, ou vient d'une "
            "autre lecture ; on ne sait pas ce qui a été corrigé."
        )
        return
    made = corrections(lu, referentiel)
    if not made:
        click.echo(f"{fichier.name} dit la même chose que le PDF déposé.")
        return
    places = count(len(made), "endroit", "endroits")
    click.echo(f"{fichier.name} dit autre chose que le PDF déposé, en {places} :")
    for correction in made[:_SHOWN]:
        _say_correction(correction)
    if (more := len(made) - _SHOWN) > 0:
        click.echo(f"  … et {count(more, 'autre', 'autres')}")


def _say_correction(correction: Correction) -> None:
    click.echo(f"  {correction.objet}")
    if correction.ancien is not None:
        click.echo(f"    PDF     : « {correction.ancien} »")
    if correction.corrige is None:
        click.echo("    corrigé : supprimé à la main")
    else:
        added = "ajouté  " if correction.ancien is None else "corrigé "
        click.echo(f"    {added}: « {correction.corrige} »")
