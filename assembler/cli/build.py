"""`assembler build`: the documents of one or more dossiers.

What a build does stands in `making`: when nothing changed since the last one, it is not imported.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from assembler import unchanged
from assembler.cli.francais import AtLeastOne, Commande, common_options
from assembler.cli.place import Place, Target
from assembler.errors import ExitCode


@click.command(cls=Commande, short_help="Produire les documents d'une certification.")
@click.argument(
    "dossiers", metavar="DOSSIER...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--session", metavar="NOM", help="Ne produire que pour cette session.")
@click.option(
    "--only",
    "noms",
    metavar="FAMILLE",
    multiple=True,
    help="Ne produire que cette famille : annexe, fiche, bordereau, grille, livret, amenagement, "
    "convocation, emargement ou pv. Peut être répétée.",
)
@click.option(
    "-o",
    "sortie",
    metavar="DOSSIER|FICHIER.zip",
    type=click.Path(path_type=Path),
    help="Écrire là, ou dans cette archive. Sans cette option : outputs/<nom du dossier>.",
)
@click.option(
    "--pdf",
    is_flag=True,
    help="Faire aussi les PDF, avec LibreOffice : un par document, un par famille à imprimer.",
)
@click.option(
    "--jobs",
    metavar="N",
    type=AtLeastOne(),
    help="Nombre de processus. Sans cette option : selon le nombre de documents.",
)
@click.option(
    "--force",
    is_flag=True,
    help="Refaire aussi les documents modifiés à la main et périmés ; l'ancien est gardé à côté.",
)
@click.option(
    "--restamp",
    is_flag=True,
    help="Refaire aussi les documents à jour qui portent l'étiquette d'une version antérieure.",
)
@click.option(
    "--dry-run",
    is_flag=True,
    help="Dire ce qui serait fait, et pourquoi, sans rien écrire.",
)
@common_options
def build(
    dossiers: tuple[Path, ...],
    session: str | None,
    noms: tuple[str, ...],
    sortie: Path | None,
    pdf: bool,
    jobs: int | None,
    force: bool,
    restamp: bool,
    dry_run: bool,
) -> ExitCode:
    """Produit les documents Word d'une ou de plusieurs certifications.

    Le référentiel est lu dans le PDF du dossier la première fois, puis dans referentiel.yaml. Ce
    qui est à jour n'est pas refait ; un document modifié à la main n'est jamais écrasé.
    """
    asked = Asked(session, noms, pdf, jobs, force, restamp, dry_run)
    target = Target(sortie, alone=len(dossiers) == 1)
    noms_dossiers = _distinct(dossiers)
    if dry_run:
        from assembler.cli.making import foresee_all

        with target.looked_into() as folder:
            places = {d: target.place(nom, folder) for d, nom in noms_dossiers.items()}
            return foresee_all(places, asked)
    return _build(target, {d: target.place(nom) for d, nom in noms_dossiers.items()}, asked)


@dataclass(frozen=True)
class Asked:
    """The options of a build."""

    session: str | None
    noms: tuple[str, ...]
    pdf: bool
    jobs: int | None
    force: bool
    restamp: bool
    dry_run: bool

    @property
    def remembered(self) -> tuple[str, ...]:
        """Those that change what is made, or said."""
        return str(self.session), str(self.restamp), str(self.pdf), *sorted(set(self.noms))


def _distinct(dossiers: tuple[Path, ...]) -> dict[Path, str]:
    """The name of each dossier; two dossiers must not share an output folder."""
    noms = {dossier: dossier.resolve().name for dossier in dossiers}
    if len(set(noms.values())) < len(noms):
        raise click.BadParameter(
            "deux dossiers portent le même nom : lancez une commande pour chacun, avec -o."
        )
    return noms


def _build(target: Target, places: Mapping[Path, Place], asked: Asked) -> ExitCode:
    """Builds the dossiers, or finds at a glance that nothing changed since that was done."""
    began = time.time()
    inputs = {d: unchanged.digest_of_inputs(d, asked.remembered) for d in places}
    recalled = [unchanged.recall(p.folder, p.made, inputs[d]) for d, p in places.items()]
    if all(recalled):
        click.echo("\n".join(line for lines in recalled for line in lines or ()))
        return ExitCode.OK
    from assembler.processes import cycles_seldom_looked_for, other_processes

    others = other_processes(asked.jobs, "assembler.fill.compile")
    # They start, and load what fills templates, while this process loads what planning needs.
    with cycles_seldom_looked_for(), others as pool, target.opened():
        from assembler.cli.making import make_all

        built = make_all(places, asked, pool)
        complete = all(unchanged.all_there(places[d].folder, built[d].planned) for d in built)
    for dossier, one in built.items():
        # What has something to say must say it again.
        if complete and one.code is ExitCode.OK:
            place = places[dossier]
            unchanged.remember(
                place.folder, place.made, inputs[dossier], one.others, one.lines, since=began
            )
    return max(one.code for one in built.values())
