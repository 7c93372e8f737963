"""`assembler check`: where a référentiel falls short of what the law and France compétences ask."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assembler.cli.findings import print_findings, text_of
from assembler.cli.francais import Commande, common_options
from assembler.cli.reading import read_version
from assembler.errors import ExitCode

if TYPE_CHECKING:
    from assembler.check import Profil, Rapport, Vue

_SUFFIXES = {"text": ".txt", "json": ".json", "html": ".html"}
_PROFILS: tuple[Profil, ...] = ("annexe", "fiche")


@click.command(cls=Commande, short_help="Vérifier la conformité d'un référentiel.")
@click.argument("chemin", metavar="REFERENTIEL|DOSSIER", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "forme",
    metavar="|".join(_SUFFIXES),
    help="text (à lire), json (pour un autre programme) ou html (une page à ouvrir ou imprimer). "
    "Sans cette option : celui que dit le nom du fichier de -o, et text à l'écran.",
)
@click.option(
    "-o",
    "sortie",
    metavar="FICHIER",
    type=click.Path(path_type=Path),
    help="Écrire là (.txt, .json ou .html) au lieu d'afficher.",
)
@click.option(
    "--profil",
    metavar="|".join(_PROFILS),
    default="annexe",
    help="annexe : le référentiel déposé (par défaut). fiche : la fiche publiée, qui n'a ni "
    "critères ni liens ; les règles qui en ont besoin sont sans objet.",
)
@common_options
def check(chemin: Path, forme: str | None, sortie: Path | None, profil: str) -> ExitCode:
    """Vérifie un référentiel, règle par règle : ce que demande la loi (L), la doctrine de France
    compétences (D), ce qu'elle conseille (A), et ce qui mérite un coup d'œil (H).

    Chaque constat dit l'élément, la page du PDF, les mots en cause et la source. Une règle dont les
    données manquent est « non vérifiable ». REFERENTIEL est un PDF, ou un référentiel déjà lu
    (.yaml, .xlsx ou .json) ; avec DOSSIER, certification.yaml et les sessions sont vérifiés aussi,
    et les règles que vous écartez (« regles_derogees ») le sont avec leur raison. Le code de sortie
    est 1 quand une règle L ou D est enfreinte sans dérogation, 0 sinon.
    """
    forme = _format(forme, sortie)
    if sortie and sortie.resolve() == chemin.resolve():
        raise click.BadParameter(f"-o {sortie.name} : c'est le fichier vérifié.")
    from assembler.check import check as examine

    rapport = examine(_read(chemin, _profil(profil)))
    if sortie is None and forme == "text":
        print_findings(rapport)
    else:
        _put(_written(rapport, forme), sortie)
    return ExitCode.FINDINGS if rapport.bloquants else ExitCode.OK


def _read(chemin: Path, profil: Profil) -> Vue:
    from assembler.check import Vue, check_waivers
    from assembler.model import read_dossier

    if not chemin.is_dir():
        return Vue(read_version(chemin), profil=profil)
    dossier = read_dossier(chemin)
    check_waivers(chemin / "certification.yaml")
    return Vue(dossier.referentiel, dossier.certification, dossier.sessions, profil)


def _written(rapport: Rapport, forme: str) -> str:
    if forme == "json":
        return rapport.model_dump_json(indent=2) + "\n"
    if forme == "text":
        return text_of(rapport)
    from assembler.check import render_page

    return render_page(rapport)


def _put(text: str, sortie: Path | None) -> None:
    if sortie is None:
        click.echo(text, nl=False)
        return
    from assembler.model import write_atomically

    sortie.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(sortie, text.encode())
    click.echo(f"Écrit {sortie}")


def _profil(name: str) -> Profil:
    for known in _PROFILS:
        if name == known:
            return known
    raise click.BadParameter(
        f"--profil « {name} » n'est pas connu : écrivez {' ou '.join(_PROFILS)}."
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
