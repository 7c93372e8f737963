"""`assembler diff`: what changed from one version of a référentiel to the next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assembler.cli.changes import print_changes, text_of
from assembler.cli.francais import Commande, common_options
from assembler.cli.messages import count
from assembler.cli.reading import read_version
from assembler.errors import ExitCode

if TYPE_CHECKING:
    from assembler.model import Referentiel

_SUFFIXES = {"text": ".txt", "json": ".json"}


@click.command(cls=Commande, short_help="Comparer deux versions d'un référentiel.")
@click.argument("ancien", metavar="ANCIEN", type=click.Path(path_type=Path))
@click.argument("nouveau", metavar="NOUVEAU", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "forme",
    metavar="|".join(_SUFFIXES),
    help="text (à lire) ou json (pour un autre programme). Sans cette option : celui que dit le "
    "nom du fichier de -o (.txt, .json), et text à l'écran.",
)
@click.option(
    "-o",
    "sortie",
    metavar="FICHIER",
    type=click.Path(path_type=Path),
    help="Écrire là (.txt ou .json) au lieu d'afficher.",
)
@common_options
def diff(ancien: Path, nouveau: Path, forme: str | None, sortie: Path | None) -> ExitCode:
    """Compare deux versions d'un référentiel : chaque bloc, activité, compétence, critère et
    épreuve est inchangé, reformulé, déplacé, renuméroté, ajouté ou supprimé.

    ANCIEN et NOUVEAU sont chacun un PDF, ou un référentiel déjà lu (.yaml, .xlsx ou .json). Le code
    de sortie est 0 quand rien n'a changé et 1 sinon.
    """
    forme = _format(forme, sortie)
    if sortie and sortie.resolve() in {ancien.resolve(), nouveau.resolve()}:
        raise click.BadParameter(f"-o {sortie.name} : c'est l'un des deux fichiers comparés.")
    from assembler.compare import compare

    versions = [read_version(fichier) for fichier in (ancien, nouveau)]
    comparaison = compare(*versions)
    if forme == "json":
        _put(comparaison.model_dump_json(indent=2) + "\n", sortie)
    elif sortie:
        _put(text_of(comparaison), sortie)
    else:
        print_changes(comparaison)
    for fichier, version in zip((ancien, nouveau), versions, strict=True):
        _say_reserves(fichier, version)
    return ExitCode.FINDINGS if comparaison.differences else ExitCode.OK


def _put(text: str, sortie: Path | None) -> None:
    if sortie is None:
        click.echo(text, nl=False)
        return
    from assembler.model import write_atomically

    sortie.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(sortie, text.encode())
    click.echo(f"Écrit {sortie}")


def _say_reserves(fichier: Path, version: Referentiel) -> None:
    """What was not understood in a PDF is not compared: that must not pass for no difference."""
    if version.reserves:
        reserves = count(len(version.reserves), "réserve")
        click.echo(
            f"Attention : {fichier.name} contient {reserves} ; ce qui y est n'est pas comparé.",
            err=True,
        )


def _format(forme: str | None, sortie: Path | None) -> str:
    """What to write; only a file of that kind is written over: a slip must not cost a
    référentiel."""
    if forme is not None and forme not in _SUFFIXES:
        raise click.BadParameter(
            f"--format « {forme} » n'est pas connu : écrivez {' ou '.join(_SUFFIXES)}."
        )
    if sortie is None:
        return forme or "text"
    for known, suffix in _SUFFIXES.items():
        if sortie.suffix.lower() == suffix and forme in (None, known):
            return known
    raise click.BadParameter(
        f"le format de {sortie.name} n'est pas connu : le nom doit finir par "
        f"{_SUFFIXES[forme] if forme else ' ou '.join(_SUFFIXES.values())}."
    )
