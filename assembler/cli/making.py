"""What `assembler build` does once it knows that there is something to do."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assembler import unchanged
from assembler.cli.messages import count, tell
from assembler.cli.pdf import Pdfs, foresee_pdfs, make_pdfs, say_outdated
from assembler.cli.planning import left_out, logo_of, number_of, order_for, plan, refused
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
from assembler.processes import cycles_looked_for_as_usual

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from assembler.cli.build import Asked
    from assembler.cli.place import Place
    from assembler.documents import Famille
    from assembler.model import Dossier
    from assembler.model.certification import NomFamille
    from assembler.produce import Others


@dataclass(frozen=True)
class Built:
    """What the build of a dossier ended with, and what it leaves to the next one: what that has to
    say when nothing changes until then, the documents, the templates and the logo."""

    code: ExitCode
    lines: tuple[str, ...] = ()
    planned: frozenset[str] = frozenset()
    others: frozenset[Path] = frozenset()


def make_all(
    places: Mapping[Path, Place], asked: Asked, pool: Executor | None
) -> dict[Path, Built]:
    """Makes the documents of each dossier. `pool`: the processes asked for, beside this one."""
    from assembler.produce import Others

    others = Others(pool, (asked.jobs or 1) - 1) if pool else None
    if others:
        _announce_first(others, next(iter(places)), asked)
    return _each(partial(_make, others), places, asked)


def _announce_first(others: Others, chemin: Path, asked: Asked) -> None:
    """Has the other processes compile the first template while this one reads the dossier."""
    from assembler.documents import template_of
    from assembler.model import read_certification

    with suppress(AssemblerError, OSError):  # told when the whole dossier is read
        certification = read_certification(chemin)
        modele = template_of(_noms(asked.noms)[0], chemin, certification)
        others.announce(modele, logo_of(chemin, certification))


def foresee_all(places: Mapping[Path, Place], asked: Asked) -> ExitCode:
    """Says what `make_all` would make, and why."""
    return max(one.code for one in _each(_foresee, places, asked).values())


def _each(
    work: Callable[[Dossier, tuple[Famille, ...], Asked, Place], Built],
    places: Mapping[Path, Place],
    asked: Asked,
) -> dict[Path, Built]:
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
            done[chemin] = Built(tell(fault))
    return done


def _familles(noms: tuple[str, ...]) -> tuple[Famille, ...]:
    """The families asked for, in the order they are made; all of them when none is."""
    from assembler.documents import FAMILLES

    return tuple(FAMILLES[nom] for nom in _noms(noms))


def _noms(noms: tuple[str, ...]) -> tuple[NomFamille, ...]:
    from assembler.documents import FAMILLES

    for nom in noms:
        if nom not in FAMILLES:
            raise click.BadParameter(
                f"la famille « {nom} » n'existe pas. Familles : {', '.join(FAMILLES)}."
            )
    return tuple(nom for nom in FAMILLES if nom in noms or not noms)


def _dossier(chemin: Path, asked: Asked) -> Dossier:
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
        with cycles_looked_for_as_usual():
            read_pdfs(pdfs, chemin / "referentiel.yaml")
    return read_dossier(chemin, asked.session)


def _make(
    others: Others | None,
    dossier: Dossier,
    familles: tuple[Famille, ...],
    asked: Asked,
    place: Place,
) -> Built:
    from assembler.produce import produce, write_refus

    unchanged.forget(place.folder)
    order = order_for(dossier, place, force=asked.force, restamp=asked.restamp)
    tally = Tally()
    making = produce(plan(dossier, familles), order, jobs=asked.jobs, others=others)
    with closing(making) as results:
        try:
            for result in progress(results, "documents", lambda: number_of(dossier, familles)):
                tally.add(result)
        except KeyboardInterrupt:
            made = count(tally.number("MADE"), "document fait", "documents faits")
            click.echo(f"{made} dans {place.shown}.", err=True)
            raise
    heading = f"Documents dans {place.shown} :"
    missing = left_out(dossier, familles)
    click.echo("\n".join([heading, *tally.lines(familles, DONE), *missing]))
    code = tally.say_messages()
    without = refused(dossier, familles)
    written = {s: write_refus(s, refus, place.folder) for s, refus in without.items()}
    pdfs = Pdfs()
    if asked.pdf:
        documents = plan(dossier, familles)
        with cycles_looked_for_as_usual():
            pdf_code, pdfs = make_pdfs(
                documents, familles, place, jobs=asked.jobs, force=asked.force
            )
        code = max(code, pdf_code)
    again = (*tally.again().lines(familles, DONE), *pdfs.lines(familles, pdfs.tally.again()))
    return Built(
        max(
            code,
            _say_rest(dossier, familles, asked, place, tally),
            say_refus(without, {s: place.words(f) for s, f in written.items() if f}),
        ),
        (heading, *again, *missing),
        frozenset(tally.planned | pdfs.tally.planned),
        frozenset(tally.modeles | ({order.logo} if order.logo else set())),
    )


def _foresee(dossier: Dossier, familles: tuple[Famille, ...], asked: Asked, place: Place) -> Built:
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
    for line in left_out(dossier, familles):
        click.echo(line)
    code = tally.say_messages()
    if asked.pdf:
        documents = plan(dossier, familles)
        code = max(code, foresee_pdfs(documents, tally.made, familles, place, force=asked.force))
    code = max(code, _say_rest(dossier, familles, asked, place, tally))
    return Built(max(code, say_refus(refused(dossier, familles), {})))


def _say_rest(
    dossier: Dossier,
    familles: tuple[Famille, ...],
    asked: Asked,
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
