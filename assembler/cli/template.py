"""`assembler template`: checking a Word template, its fields, a copy to adapt."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assembler.cli.francais import Commande, Groupe, common_options
from assembler.cli.messages import count
from assembler.errors import ExitCode

if TYPE_CHECKING:
    from assembler.documents import Famille
    from assembler.fill.lint import Finding


@click.group(
    cls=Groupe,
    subcommand_metavar="COMMANDE [ARGUMENTS]...",
    short_help="Vérifier, connaître et copier les modèles Word.",
)
@common_options
def template() -> None:
    """Les modèles Word : en copier un pour l'adapter, savoir quels champs il peut contenir, le
    vérifier avant de produire.
    """


def docx_file(ctx: click.Context, param: click.Parameter, sortie: Path | None) -> Path | None:
    """Only a .docx is written."""
    if sortie and sortie.suffix.lower() != ".docx":
        raise click.BadParameter(
            f"le format de {sortie.name} n'est pas connu : le nom doit finir par .docx."
        )
    return sortie


@template.command(cls=Commande, short_help="Vérifier des modèles Word.")
@click.argument(
    "modeles", metavar="FICHIER...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option(
    "--famille",
    metavar="FAMILLE",
    help="Famille de documents du modèle : annexe, fiche, grille ou livret. Sans cette option, "
    "elle est lue dans le nom du fichier (grille.docx, grille-oral.docx …).",
)
@common_options
def check(modeles: tuple[Path, ...], famille: str | None) -> ExitCode:
    """Dit tout ce qui ne va pas dans des modèles Word, avec l'endroit et le remède, sans rien
    produire.

    Les balises, les champs, les boucles sont vérifiés, puis le modèle est rempli à l'essai. Un
    conseil porte sur ce qui marche, mais peut surprendre.
    """
    familles = [_famille_of(modele, famille) for modele in modeles]
    return max(map(_check_one, modeles, familles))


def _famille_of(modele: Path, nom: str | None) -> Famille:
    """The family asked for, or the one that the file's name tells."""
    from assembler.documents import FAMILLES
    from assembler.documents.champs import famille_du_fichier

    if nom is not None:
        return _famille(nom)
    famille = famille_du_fichier(modele, FAMILLES)
    if famille is None:
        raise click.BadParameter(
            f"le nom de {modele.name} ne dit pas de quelle famille de documents il est le modèle : "
            f"ajoutez --famille et l'une de : {', '.join(FAMILLES)}."
        )
    return famille


def _famille(nom: str) -> Famille:
    from assembler.documents import FAMILLES

    found = next((famille for famille in FAMILLES.values() if famille.nom == nom), None)
    if found is None:
        raise click.BadParameter(
            f"la famille « {nom} » n'existe pas. Familles : {', '.join(FAMILLES)}."
        )
    return found


def _check_one(modele: Path, famille: Famille) -> ExitCode:
    """Prints what is to be put right in a template."""
    from assembler.documents.champs import champs
    from assembler.fill.lint import check_template

    findings = check_template(modele, champs(famille))
    faults = sum(finding.is_fault for finding in findings)
    advice = len(findings) - faults
    numbers = [count(faults, "défaut")] if faults else ["aucun défaut"]
    numbers += [count(advice, "conseil")] if advice else []
    click.echo(f"{modele} (famille {famille.nom}) : {', '.join(numbers)}")
    for finding in findings:
        _say(finding)
    if faults:
        return ExitCode.BAD_TEMPLATE
    return ExitCode.FINDINGS if advice else ExitCode.OK


def _say(finding: Finding) -> None:
    head = "Défaut" if finding.is_fault else "Conseil"
    place = f", {finding.place}" if finding.place else ""
    click.echo(f"  {head}{place} : {finding.what}.\n    → {finding.todo}")
