"""`assembler build`: the documents of one or more dossiers."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from assembler.cli.francais import AtLeastOne, Commande, common_options
from assembler.cli.messages import count, tell
from assembler.cli.progress import progress
from assembler.cli.reading import find_pdfs, read_pdfs
from assembler.errors import AssemblerError, ExitCode

if TYPE_CHECKING:
    from assembler.documents import Document, Famille
    from assembler.model import Dossier
    from assembler.produce import Result

_SHOWN = 10
"""Messages of one kind printed before « et … autres »."""

_WORDS = {
    "MADE": ("fait", "faits"),
    "FRESH": ("déjà à jour", "déjà à jour"),
    "OLD_STAMP": ("à jour sous une étiquette ancienne",) * 2,
    "KEPT": ("modifié à la main, gardé", "modifiés à la main, gardés"),
    "KEPT_STALE": ("modifié à la main et périmé, gardé", "modifiés à la main et périmés, gardés"),
    "LOCKED": ("verrouillé, gardé", "verrouillés, gardés"),
    "FAILED": ("non fait", "non faits"),
}
"""What is said of each outcome, for one document and for several."""


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
@common_options
def build(
    dossiers: tuple[Path, ...],
    session: str | None,
    noms: tuple[str, ...],
    sortie: Path | None,
    jobs: int | None,
    force: bool,
) -> ExitCode:
    """Produit les documents Word d'une ou de plusieurs certifications.

    Le référentiel est lu dans le PDF du dossier la première fois, puis dans referentiel.yaml. Ce
    qui est à jour n'est pas refait ; un document modifié à la main n'est jamais écrasé.
    """
    familles = _familles(noms)
    sorties = _sorties(dossiers, sortie)
    codes = [
        _build_one(dossier, session, familles, sorties[dossier], jobs, force) for dossier in sorties
    ]
    return max(codes)


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


def _build_one(
    chemin: Path,
    session: str | None,
    familles: tuple[Famille, ...],
    sortie: Path,
    jobs: int | None,
    force: bool,
) -> ExitCode:
    """Builds one dossier. Its faults are told here, so that the other dossiers are made."""
    from assembler.documents import FAMILLES
    from assembler.model import find_referentiel, read_certification, read_dossier
    from assembler.produce import produce

    try:
        if chemin.is_dir() and not find_referentiel(chemin):
            pdfs = find_pdfs(chemin)
            read_certification(chemin)  # reading a PDF takes long: not for a fiche that is wrong
            read_pdfs(pdfs, chemin / "referentiel.yaml")
        dossier = read_dossier(chemin, session)
        logo = chemin / dossier.certification.logo if dossier.certification.logo else None
        results = produce(_plan(dossier, familles), sortie, logo=logo, jobs=jobs, force=force)
        code, planned = _say(progress(results, "documents"), familles, sortie)
        code = max(code, _say_stray(dossier))
        if session is None and len(familles) == len(FAMILLES):
            code = max(code, _say_left_over(sortie, planned))
        if any(famille.nom == "livret" for famille in familles):
            code = max(code, _say_refus(dossier, sortie))
        return code
    except (AssemblerError, OSError) as fault:
        if click.get_current_context().ensure_object(dict).get("debug"):
            traceback.print_exc()
        return tell(fault)


def _plan(dossier: Dossier, familles: Iterable[Famille]) -> Iterator[Document]:
    for famille in familles:
        yield from famille.plan(dossier)


def _say(
    results: Iterator[Result], familles: Iterable[Famille], sortie: Path
) -> tuple[ExitCode, frozenset[PurePosixPath]]:
    """Prints what was made, by family, and each message once; the highest exit code, and the paths
    that were planned."""
    from assembler.produce import Outcome

    counts: Counter[tuple[str, Outcome]] = Counter()
    messages: dict[str, ExitCode] = {}
    planned: set[PurePosixPath] = set()
    for result in results:
        planned.add(result.document.chemin)
        counts[result.document.famille, result.outcome] += 1
        if result.message:
            messages[result.message] = result.exit_code
    click.echo(f"Documents dans {sortie} :")
    for famille in familles:
        parts = [
            count(counts[famille.nom, outcome], *_WORDS[outcome.name])
            for outcome in Outcome
            if counts[famille.nom, outcome]
        ]
        click.echo(f"  {famille.nom} : {', '.join(parts) or 'aucun document prévu'}")
    _say_messages(messages)
    if any(outcome is Outcome.KEPT_STALE for _, outcome in counts):
        click.echo(
            "  → Renommez ou supprimez les documents modifiés à la main pour qu'ils soient "
            "refaits, ou relancez avec --force : l'ancien est alors gardé à côté.",
            err=True,
        )
    return max(messages.values(), default=ExitCode.OK), frozenset(planned)


def _say_messages(messages: dict[str, ExitCode]) -> None:
    for message, code in list(messages.items())[:_SHOWN]:
        word = "Attention" if code is ExitCode.HAND_EDITED else "Erreur"
        click.echo(f"{word} : {message}", err=True)
    if (more := len(messages) - _SHOWN) > 0:
        click.echo(f"… et {count(more, 'autre message', 'autres messages')}.", err=True)


def _say_stray(dossier: Dossier) -> ExitCode:
    """Says which templates of the school were not used, their names being no family's."""
    from assembler.documents import FAMILLES, stray_templates
    from assembler.model.faults import nearest, sentence

    stray = stray_templates(dossier)
    if not stray:
        return ExitCode.OK
    for modele in stray[:_SHOWN]:
        near = nearest(modele.stem, FAMILLES)
        what = f"modeles/{modele.name} n'est le modèle d'aucune famille de documents{near}"
        click.echo(f"Attention : {dossier.nom}, {sentence(what)}", err=True)
    if (more := len(stray) - _SHOWN) > 0:
        click.echo(f"… et {count(more, 'autre modèle', 'autres modèles')}.", err=True)
    noms = ", ".join(f"{famille}.docx" for famille in FAMILLES)
    click.echo(
        f"  → Un modèle de ce nom ne sert pas. Renommez-le, en minuscules : {noms} ; "
        "ou nommez-le dans certification.yaml, rubrique « modeles » ; ou rangez-le hors de "
        "modeles/.",
        err=True,
    )
    return ExitCode.FINDINGS


def _say_left_over(sortie: Path, planned: frozenset[PurePosixPath]) -> ExitCode:
    """Says where documents lie that the dossier no longer asks for: they must not be handed out."""
    from assembler.produce import left_over

    folders = Counter(chemin.parent for chemin in left_over(sortie, planned))
    if not folders:
        return ExitCode.OK
    number = count(
        folders.total(),
        "document n'est plus prévu et reste",
        "documents ne sont plus prévus et restent",
    )
    places = ", ".join(f"{folder} ({inside})" for folder, inside in folders.items())
    click.echo(
        f"Attention : {number} dans {sortie} : {places}.\n"
        "  → Ils datent d'une liste ou d'un référentiel antérieurs : supprimez-les ou rangez-les "
        "ailleurs, pour qu'ils ne soient pas remis par erreur.",
        err=True,
    )
    return ExitCode.FINDINGS


def _say_refus(dossier: Dossier, sortie: Path) -> ExitCode:
    """Writes refus.csv for each session, and says which rows got no booklet."""
    from assembler.produce import write_refus

    code = ExitCode.OK
    for session in dossier.sessions:
        fichier = write_refus(session, sortie)
        if fichier is None:
            continue
        code = ExitCode.FINDINGS
        refus = session.candidats.refus
        click.echo(
            f"Attention : session {session.id}, {count(len(refus), 'candidat')} sans livret "
            f"(voir {fichier}) :",
            err=True,
        )
        for ligne in refus[:_SHOWN]:
            click.echo(f"  rang {ligne.rang} : {ligne.raison}", err=True)
    return code
