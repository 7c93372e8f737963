"""`assembler diff`: what changed from one version of a référentiel to the next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assembler.cli.changes import print_changes, text_of
from assembler.cli.comparatif import FILE, check_new, comparatif, dossier_of
from assembler.cli.francais import Commande, common_options
from assembler.cli.messages import count
from assembler.cli.reading import read_version
from assembler.cli.sortie import format_of, put, spare
from assembler.errors import ExitCode, InputError, Where

if TYPE_CHECKING:
    from assembler.compare import Comparaison
    from assembler.model import Referentiel

_SUFFIXES = {"text": ".txt", "json": ".json", "html": ".html", "docx": ".docx"}
_COMPARISON = b'{\n  "changements": '
"""How a comparison begins as JSON."""


@click.command(cls=Commande, short_help="Comparer deux versions d'un référentiel.")
@click.argument("ancien", metavar="ANCIEN", type=click.Path(path_type=Path))
@click.argument("nouveau", metavar="NOUVEAU", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "forme",
    metavar="|".join(_SUFFIXES),
    help="text (à lire), json (pour un autre programme), html (une page à ouvrir ou imprimer) ou "
    "docx (le tableau comparatif d'un renouvellement, à compléter dans Word). Sans cette option : "
    "celui que dit le nom du fichier de -o, et text à l'écran.",
)
@click.option(
    "-o",
    "sortie",
    metavar="FICHIER",
    type=click.Path(path_type=Path),
    help="Écrire là (.txt, .json, .html ou .docx) au lieu d'afficher ; un .docx n'est jamais "
    "remplacé. Sans cette option, le tableau Word s'appelle comparatif.docx.",
)
@common_options
def diff(ancien: Path, nouveau: Path, forme: str | None, sortie: Path | None) -> ExitCode:
    """Compare deux versions d'un référentiel : chaque bloc, activité, compétence, critère et
    épreuve est inchangé, reformulé, déplacé, renuméroté, ajouté ou supprimé.

    ANCIEN et NOUVEAU sont chacun un PDF, un référentiel déjà lu (.yaml, .xlsx ou .json), ou le
    dossier d'une certification. Le tableau comparatif prend l'intitulé, le logo et le modèle
    (modeles/comparatif.docx) du dossier qui contient NOUVEAU, ou sinon ANCIEN. Le code de sortie
    est 0 quand rien n'a changé et 1 sinon.
    """
    forme = format_of(forme, sortie, _SUFFIXES)
    if forme == "docx":
        sortie = sortie or FILE
        check_new(sortie)
    fichiers = tuple(map(_fichier, (ancien, nouveau)))
    spare(sortie, fichiers, _COMPARISON, "une comparaison")
    from assembler.compare import compare

    before, now = versions = tuple(map(read_version, fichiers))
    comparaison = compare(before, now)
    if sortie is None and forme == "text":
        print_changes(comparaison)
    elif forme == "docx":
        put(comparatif(comparaison, before, now, dossier_of(nouveau, ancien)), sortie)
    else:
        noms = [_nom(*one) for one in zip(fichiers, versions, strict=True)]
        put(_written(comparaison, forme, *noms).encode(), sortie)
    for fichier, version in zip(fichiers, versions, strict=True):
        _say_reserves(fichier, version)
    return ExitCode.FINDINGS if comparaison.differences else ExitCode.OK


def _fichier(chemin: Path) -> Path:
    """The file to read: of a dossier, its référentiel."""
    if not chemin.is_dir():
        return chemin
    from assembler.model import find_referentiel

    fichier = find_referentiel(chemin)
    if fichier is None:
        raise InputError(
            "ce dossier ne contient pas de référentiel lu (referentiel.yaml ou .xlsx).",
            where=Where(chemin),
            todo="Nommez le fichier à comparer : le PDF, ou le référentiel déjà lu.",
        )
    return fichier


def _nom(fichier: Path, version: Referentiel) -> str:
    """What a version is called on a page: « Référentiel version 2026-01 (referentiel.yaml) »."""
    from assembler.documents.contexte import Estampille

    return f"{Estampille.of(version).texte} ({fichier.name})"


def _written(comparaison: Comparaison, forme: str, ancien: str, nouveau: str) -> str:
    if forme == "json":
        return comparaison.model_dump_json(indent=2) + "\n"
    if forme == "text":
        return text_of(comparaison)
    from assembler.compare import render_page

    return render_page(comparaison, ancien, nouveau)


def _say_reserves(fichier: Path, version: Referentiel) -> None:
    """What was not understood in a PDF is not compared: that must not pass for no difference."""
    if version.reserves:
        reserves = count(len(version.reserves), "réserve")
        click.echo(
            f"Attention : {fichier.name} contient {reserves} ; ce qui y est n'est pas comparé.",
            err=True,
        )
