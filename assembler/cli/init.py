"""`assembler init`: the starter files of a dossier."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assembler.cli.francais import Commande, common_options

if TYPE_CHECKING:
    from assembler.model import FicheEnregistree


@click.command(cls=Commande, short_help="Préparer le dossier d'une certification.")
@click.argument("dossier", metavar="DOSSIER", type=click.Path(path_type=Path))
@click.option(
    "--pdf",
    metavar="FICHIER",
    type=click.Path(path_type=Path),
    help="Le PDF du référentiel : une copie est mise dans le dossier.",
)
@click.option(
    "--fiche",
    "export",
    metavar="EXPORT",
    type=click.Path(path_type=Path),
    help="Remplir certification.yaml de la fiche enregistrée : l'export XML des fiches de France "
    "compétences (data.gouv.fr), tel quel ou dans son .zip. Demande --code.",
)
@click.option(
    "--code",
    metavar="RNCPnnnnn",
    help="Le numéro de la fiche à prendre dans l'export : RNCP36490, RS6604.",
)
@click.option(
    "--session",
    "sessions",
    metavar="NOM",
    multiple=True,
    help="Préparer aussi une session (2026-06 par exemple) et sa liste de candidats, dans un "
    "dossier nouveau ou déjà là. Peut être répétée.",
)
@common_options
def init(
    dossier: Path,
    pdf: Path | None,
    export: Path | None,
    code: str | None,
    sessions: tuple[str, ...],
) -> None:
    """Prépare le dossier d'une certification : des fichiers à compléter, où chaque rubrique est
    expliquée.

    Avec --fiche et --code, certification.yaml est rempli de ce que France compétences a publié, et
    la fiche est gardée dans fiche-enregistree.yaml, pour que « assembler check » y compare le
    dossier. Avec --fiche ou --session, un certification.yaml déjà là reste tel quel.

    N'écrase rien : si l'un des fichiers est déjà là, rien n'est écrit.
    """
    from assembler.model.starter import write_starter

    fiche = _registered(export, code)
    filled = not (dossier / "certification.yaml").exists()
    for fichier in write_starter(dossier, pdf=pdf, sessions=sessions, fiche=fiche):
        click.echo(f"Écrit {fichier}")
    if fiche:
        for line in _words(fiche):
            click.echo(line)
    if not filled:
        click.echo("  → certification.yaml était déjà là : il n'a pas été modifié.")
    if not (dossier / "referentiel.pdf").exists():
        click.echo(f"  → Déposez le PDF du référentiel sous le nom {dossier / 'referentiel.pdf'}")
    click.echo(f"  → Complétez certification.yaml, puis lancez : assembler build {dossier}")


def _registered(export: Path | None, code: str | None) -> "FicheEnregistree | None":
    """The fiche asked for; None when none is."""
    if export is None and code is None:
        return None
    if export is None:
        raise click.UsageError("--code demande aussi --fiche EXPORT.")
    if code is None:
        raise click.UsageError("--fiche demande aussi --code RNCPnnnnn.")
    from assembler.cli.progress import progress
    from assembler.model.opendata import CODE, find_fiche

    wanted = "".join(code.split()).upper()
    if not CODE.fullmatch(wanted):
        raise click.UsageError(
            f"--code : « {code} » n'est pas le numéro d'une fiche, comme RNCP36490 ou RS6604."
        )
    return find_fiche(export, wanted, suivi=lambda fiches: progress(fiches, "fiches lues"))


def _words(fiche: "FicheEnregistree") -> Iterator[str]:
    """What was found, and what an officer should know of it before going on."""
    from assembler.cli.messages import count

    certification = fiche.certification
    competences = sum(len(bloc.competences) for bloc in fiche.blocs)
    held = count(competences, "compétence")
    if certification.type == "RNCP":
        held = f"{count(len(fiche.blocs), 'bloc')}, {held}"
    dated = f", export du {fiche.source.date:%d/%m/%Y}" if fiche.source.date else ""
    yield f"{certification.code} : {certification.intitule} ({held}{dated})"
    if not fiche.actif:
        yield f"  → Attention : cette fiche n'est plus active{_end(fiche)}."
    if fiche.remplacee_par:
        yield f"  → Elle est remplacée par {', '.join(fiche.remplacee_par)}."
    for left in fiche.non_lu:
        yield f"  → Non repris, à vérifier : {left}"


def _end(fiche: "FicheEnregistree") -> str:
    end = fiche.certification.date_fin_enregistrement
    return f" (fin de l'enregistrement : {end:%d/%m/%Y})" if end else ""
