"""`assembler build`: the documents of one or more dossiers."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assembler.cli.francais import AtLeastOne, Commande, common_options
from assembler.cli.messages import tell
from assembler.cli.progress import progress
from assembler.cli.reading import find_pdfs, read_pdfs
from assembler.cli.tally import DONE, FORESEEN, Tally, say_left_over, say_refus, say_stray
from assembler.errors import AssemblerError, ExitCode, InputError, Where

if TYPE_CHECKING:
    from assembler.documents import Document, Famille
    from assembler.model import Dossier
    from assembler.produce import Order


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
    help="Ne produire que cette famille : annexe, fiche, grille ou livret. Peut être répétée.",
)
@click.option(
    "-o",
    "sortie",
    metavar="DOSSIER",
    type=click.Path(path_type=Path),
    help="Écrire là. Sans cette option : outputs/<nom du dossier>.",
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
    jobs: int | None,
    force: bool,
    restamp: bool,
    dry_run: bool,
) -> ExitCode:
    """Produit les documents Word d'une ou de plusieurs certifications.

    Le référentiel est lu dans le PDF du dossier la première fois, puis dans referentiel.yaml. Ce
    qui est à jour n'est pas refait ; un document modifié à la main n'est jamais écrasé.
    """
    asked = _Asked(session, _familles(noms), jobs, force, restamp, dry_run)
    sorties = _sorties(dossiers, sortie)
    return max([_build_one(dossier, asked, sorties[dossier]) for dossier in sorties])


@dataclass(frozen=True)
class _Asked:
    """The options of a build."""

    session: str | None
    familles: tuple[Famille, ...]
    jobs: int | None
    force: bool
    restamp: bool
    dry_run: bool


def _familles(noms: tuple[str, ...]) -> tuple[Famille, ...]:
    """The families asked for, in the order they are made; all of them when none is."""
    from assembler.documents import FAMILLES

    for nom in noms:
        if nom not in FAMILLES:
            raise click.BadParameter(
                f"la famille « {nom} » n'existe pas. Familles : {', '.join(FAMILLES)}."
            )
    return tuple(famille for nom, famille in FAMILLES.items() if nom in noms or not noms)


def _sorties(dossiers: tuple[Path, ...], sortie: Path | None) -> dict[Path, Path]:
    """The output folder of each dossier; two dossiers must not share one."""
    noms = {dossier: dossier.resolve().name for dossier in dossiers}
    if len(set(noms.values())) < len(noms):
        raise click.BadParameter(
            "deux dossiers portent le même nom : lancez une commande pour chacun, avec -o."
        )
    racine = sortie or Path("outputs")
    if sortie and len(noms) == 1:
        return dict.fromkeys(noms, sortie)
    return {dossier: racine / nom for dossier, nom in noms.items()}


def _build_one(chemin: Path, asked: _Asked, sortie: Path) -> ExitCode:
    """Builds one dossier. Its faults are told here, so that the other dossiers are made."""
    try:
        dossier = _dossier(chemin, asked)
        return _preview(dossier, asked, sortie) if asked.dry_run else _make(dossier, asked, sortie)
    except (AssemblerError, OSError) as fault:
        if click.get_current_context().ensure_object(dict).get("debug"):
            traceback.print_exc()
        return tell(fault)


def _dossier(chemin: Path, asked: _Asked) -> Dossier:
    """The dossier, its référentiel read from the PDF when that was not done yet."""
    from assembler.model import find_referentiel, read_certification, read_dossier

    if chemin.is_dir() and not find_referentiel(chemin):
        pdfs = find_pdfs(chemin)
        read_certification(chemin)  # reading a PDF takes long: not for a fiche that is wrong
        if asked.dry_run:
            raise InputError(
                "le référentiel n'a pas encore été lu.",
                where=Where(pdfs[0]),
                todo=f"Lisez-le d'abord : assembler extract {' '.join(map(str, pdfs))}",
            )
        read_pdfs(pdfs, chemin / "referentiel.yaml")
    return read_dossier(chemin, asked.session)


def _make(dossier: Dossier, asked: _Asked, sortie: Path) -> ExitCode:
    from assembler.produce import produce, write_refus

    results = produce(
        plan(dossier, asked.familles), _order(dossier, asked, sortie), jobs=asked.jobs
    )
    tally = Tally.of(progress(results, "documents"))
    click.echo(f"Documents dans {sortie} :")
    click.echo("\n".join(tally.lines(asked.familles, DONE)))
    code = tally.say_messages()
    refus = {}
    if _has_livrets(asked):
        refus = {session.id: write_refus(session, sortie) for session in dossier.sessions}
    return max(code, _say_rest(dossier, asked, sortie, tally, refus))


def _preview(dossier: Dossier, asked: _Asked, sortie: Path) -> ExitCode:
    from assembler.produce import preview

    results = preview(plan(dossier, asked.familles), _order(dossier, asked, sortie))
    tally = Tally.of(progress(results, "documents"))
    click.echo(f"Ce qui serait fait dans {sortie} (rien n'a été écrit) :")
    click.echo("\n".join(tally.lines(asked.familles, FORESEEN)))
    if tally.reasons:
        click.echo("À faire :")
        click.echo("\n".join(tally.reason_lines()))
    code = tally.say_messages()
    return max(code, _say_rest(dossier, asked, sortie, tally, {}))


def _say_rest(
    dossier: Dossier,
    asked: _Asked,
    sortie: Path,
    tally: Tally,
    refus: Mapping[str, Path | None],
) -> ExitCode:
    """Says what an officer should see to beside the documents."""
    from assembler.documents import FAMILLES

    code = say_stray(dossier)
    if asked.session is None and len(asked.familles) == len(FAMILLES):
        code = max(code, say_left_over(sortie, tally.planned))
    if _has_livrets(asked):
        code = max(code, say_refus(dossier, refus))
    return code


def _has_livrets(asked: _Asked) -> bool:
    return any(famille.nom == "livret" for famille in asked.familles)


def _order(dossier: Dossier, asked: _Asked, sortie: Path) -> Order:
    from assembler.produce import Order

    logo = dossier.certification.logo
    return Order(
        sortie,
        dossier.referentiel,
        logo=dossier.chemin / logo if logo else None,
        force=asked.force,
        restamp=asked.restamp,
    )


def plan(dossier: Dossier, familles: Iterable[Famille]) -> Iterator[Document]:
    """The documents of these families, family by family."""
    for famille in familles:
        yield from famille.plan(dossier)
