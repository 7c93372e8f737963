"""`assembler build`: the documents of one or more dossiers."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assembler import unchanged
from assembler.cli.francais import AtLeastOne, Commande, common_options
from assembler.cli.messages import count, tell
from assembler.cli.pdf import Pdfs, foresee_pdfs, make_pdfs, say_outdated
from assembler.cli.place import Place, Target
from assembler.cli.planning import number_of, order_for, plan, refused
from assembler.cli.progress import progress
from assembler.cli.reading import find_pdfs, read_pdfs
from assembler.cli.tally import (
    DONE,
    FORESEEN,
    Tally,
    say_left_over,
    say_refus,
    say_stray,
)
from assembler.errors import AssemblerError, ExitCode, InputError, Where

if TYPE_CHECKING:
    from assembler.documents import Famille
    from assembler.model import Dossier


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
    asked = _Asked(session, noms, pdf, jobs, force, restamp, dry_run)
    target = Target(sortie, alone=len(dossiers) == 1)
    noms_dossiers = _distinct(dossiers)
    if dry_run:
        with target.looked_into() as folder:
            places = {d: target.place(nom, folder) for d, nom in noms_dossiers.items()}
            return max(one.code for one in _each(_foresee, places, asked).values())
    return _build(target, {d: target.place(nom) for d, nom in noms_dossiers.items()}, asked)


@dataclass(frozen=True)
class _Asked:
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


def _familles(noms: tuple[str, ...]) -> tuple[Famille, ...]:
    """The families asked for, in the order they are made; all of them when none is."""
    from assembler.documents import FAMILLES

    for nom in noms:
        if nom not in FAMILLES:
            raise click.BadParameter(
                f"la famille « {nom} » n'existe pas. Familles : {', '.join(FAMILLES)}."
            )
    return tuple(famille for nom, famille in FAMILLES.items() if nom in noms or not noms)


@dataclass(frozen=True)
class _Built:
    """What the build of a dossier ended with, and what it leaves to the next one: what that has to
    say when nothing changes until then, the documents, the templates and the logo."""

    code: ExitCode
    lines: tuple[str, ...] = ()
    planned: frozenset[str] = frozenset()
    others: frozenset[Path] = frozenset()


def _build(target: Target, places: Mapping[Path, Place], asked: _Asked) -> ExitCode:
    """Builds the dossiers, or finds at a glance that nothing changed since that was done."""
    began = time.time()
    inputs = {d: unchanged.digest_of_inputs(d, asked.remembered) for d in places}
    recalled = [unchanged.recall(p.folder, p.made, inputs[d]) for d, p in places.items()]
    if all(recalled):
        click.echo("\n".join(line for lines in recalled for line in lines or ()))
        return ExitCode.OK
    with target.opened():
        built = _each(_make, places, asked)
        complete = all((places[d].folder / f).exists() for d in built for f in built[d].planned)
    for dossier, one in built.items():
        # What has something to say must say it again.
        if complete and one.code is ExitCode.OK:
            place = places[dossier]
            unchanged.remember(
                place.folder, place.made, inputs[dossier], one.others, one.lines, since=began
            )
    return max(one.code for one in built.values())


def _each(
    work: Callable[[Dossier, tuple[Famille, ...], _Asked, Place], _Built],
    places: Mapping[Path, Place],
    asked: _Asked,
) -> dict[Path, _Built]:
    """Does the work for each dossier. A dossier's faults are told here, so that the others are
    done."""
    familles = _familles(asked.noms)
    done = {}
    for chemin, place in places.items():
        try:
            done[chemin] = work(_dossier(chemin, asked), familles, asked, place)
        except (AssemblerError, OSError) as fault:
            if click.get_current_context().ensure_object(dict).get("debug"):
                traceback.print_exc()
            done[chemin] = _Built(tell(fault))
    return done


def _dossier(chemin: Path, asked: _Asked) -> Dossier:
    """The dossier, its référentiel read from the PDF when that was not done yet."""
    from assembler.model import find_referentiel, read_certification, read_dossier

    if chemin.is_dir() and not find_referentiel(chemin):
        pdfs = find_pdfs(chemin)
        read_certification(chemin)  # reading a PDF takes long: not for a fiche that is wrong
        if asked.dry_run:
            raise InputError(
                "ce PDF n'a pas encore été lu.",
                where=Where(pdfs[0]),
                todo=f"Lisez-le d'abord : assembler extract {' '.join(map(str, pdfs))}",
            )
        read_pdfs(pdfs, chemin / "referentiel.yaml")
    return read_dossier(chemin, asked.session)


def _make(dossier: Dossier, familles: tuple[Famille, ...], asked: _Asked, place: Place) -> _Built:
    from assembler.produce import produce, write_refus

    unchanged.forget(place.folder)
    order = order_for(dossier, place, force=asked.force, restamp=asked.restamp)
    tally = Tally()
    with closing(produce(plan(dossier, familles), order, jobs=asked.jobs)) as results:
        try:
            for result in progress(results, "documents", lambda: number_of(dossier, familles)):
                tally.add(result)
        except KeyboardInterrupt:
            made = count(tally.number("MADE"), "document fait", "documents faits")
            click.echo(f"{made} dans {place.shown}.", err=True)
            raise
    heading = f"Documents dans {place.shown} :"
    click.echo("\n".join([heading, *tally.lines(familles, DONE)]))
    code = tally.say_messages()
    without = refused(dossier, familles)
    written = {s: write_refus(s, refus, place.folder) for s, refus in without.items()}
    pdfs = Pdfs()
    if asked.pdf:
        documents = plan(dossier, familles)
        pdf_code, pdfs = make_pdfs(documents, familles, place, jobs=asked.jobs, force=asked.force)
        code = max(code, pdf_code)
    again = (*tally.again().lines(familles, DONE), *pdfs.lines(familles, pdfs.tally.again()))
    return _Built(
        max(
            code,
            _say_rest(dossier, familles, asked, place, tally),
            say_refus(without, {s: place.words(f) for s, f in written.items() if f}),
        ),
        (heading, *again),
        frozenset(tally.planned | pdfs.tally.planned),
        frozenset(tally.modeles | ({order.logo} if order.logo else set())),
    )


def _foresee(
    dossier: Dossier, familles: tuple[Famille, ...], asked: _Asked, place: Place
) -> _Built:
    from assembler.produce import preview

    results = preview(
        plan(dossier, familles), order_for(dossier, place, force=asked.force, restamp=asked.restamp)
    )
    tally = Tally.of(progress(results, "documents", lambda: number_of(dossier, familles)))
    click.echo(f"Ce qui serait fait dans {place.shown} (rien n'est écrit) :")
    click.echo("\n".join(tally.lines(familles, FORESEEN)))
    if tally.reasons:
        click.echo("À faire :")
        click.echo("\n".join(tally.reason_lines()))
    code = tally.say_messages()
    if asked.pdf:
        documents = plan(dossier, familles)
        code = max(code, foresee_pdfs(documents, tally.made, familles, place, force=asked.force))
    code = max(code, _say_rest(dossier, familles, asked, place, tally))
    return _Built(max(code, say_refus(refused(dossier, familles), {})))


def _say_rest(
    dossier: Dossier,
    familles: tuple[Famille, ...],
    asked: _Asked,
    place: Place,
    tally: Tally,
) -> ExitCode:
    """Says what an officer should see to beside the documents."""
    from assembler.documents import FAMILLES

    code = say_stray(dossier)
    if not asked.pdf:
        code = max(code, say_outdated(place, tally.planned))
    if asked.session is None and len(familles) == len(FAMILLES):
        code = max(code, say_left_over(place, tally.planned))
    return code
