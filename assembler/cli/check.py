"""`assembler check`: where a référentiel falls short of what the law and France compétences ask."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assembler.cli.findings import print_findings, text_of
from assembler.cli.francais import Commande, common_options
from assembler.cli.reading import read_version
from assembler.cli.sortie import format_of, put, spare
from assembler.errors import ExitCode, InputError, Where

if TYPE_CHECKING:
    from assembler.check import Profil, Rapport, Vue
    from assembler.model import FicheEnregistree

_SUFFIXES = {"text": ".txt", "json": ".json", "html": ".html"}
_REPORT = b'{\n  "profil": '
"""How a report begins as JSON."""
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
    "critères ni liens ; les règles qui en ont besoin sont sans objet. Avec DOSSIER, c'est la "
    "fiche qu'y a gardée « assembler init --fiche ».",
)
@common_options
def check(chemin: Path, forme: str | None, sortie: Path | None, profil: str) -> ExitCode:
    """Vérifie un référentiel, règle par règle : ce que demande la loi (L), la doctrine de France
    compétences (D), ce qu'elle conseille (A), et ce qui mérite un coup d'œil (H).

    Chaque constat dit l'élément, la page du PDF, les mots en cause et la source. Une règle dont les
    données manquent est « non vérifiable ». REFERENTIEL est un PDF, ou un référentiel déjà lu
    (.yaml, .xlsx ou .json) ; avec DOSSIER, certification.yaml, les sessions et la fiche enregistrée
    sont vérifiés aussi, et les règles que vous écartez (« regles_derogees ») le sont avec leur
    raison. Le code de sortie est 1 quand une règle L ou D est enfreinte sans dérogation, 0 sinon.
    """
    forme = format_of(forme, sortie, _SUFFIXES)
    spare(sortie, [chemin], _REPORT, "un rapport de conformité")
    from assembler.check import check as examine

    rapport = examine(_read(chemin, _profil(profil)))
    if sortie is None and forme == "text":
        print_findings(rapport)
    else:
        put(_written(rapport, forme).encode(), sortie)
    return ExitCode.FINDINGS if rapport.bloquants else ExitCode.OK


def _read(chemin: Path, profil: Profil) -> Vue:
    from assembler.check import Vue, check_waivers

    if not chemin.is_dir():
        return Vue(read_version(chemin), profil=profil)
    from assembler.model import find_fiche_enregistree, read_dossier

    fiche = find_fiche_enregistree(chemin)
    if profil == "fiche":
        return _fiche(chemin, fiche)
    dossier = read_dossier(chemin)
    check_waivers(chemin / "certification.yaml")
    return Vue(dossier.referentiel, dossier.certification, dossier.sessions, profil, fiche)


def _fiche(chemin: Path, fiche: FicheEnregistree | None) -> Vue:
    """The registered fiche that the dossier keeps, instead of its référentiel."""
    from assembler.check import Vue, check_waivers
    from assembler.model import read_certification, referentiel_of

    if fiche is None:
        raise InputError(
            "ce dossier ne contient pas la fiche enregistrée.",
            where=Where(chemin),
            todo=f"Prenez-la de l'export : assembler init {chemin} --fiche EXPORT --code RNCPnnnnn",
        )
    certification = read_certification(chemin)
    check_waivers(chemin / "certification.yaml")
    return Vue(referentiel_of(fiche), certification, profil="fiche", enregistree=fiche)


def _written(rapport: Rapport, forme: str) -> str:
    if forme == "json":
        return rapport.model_dump_json(indent=2) + "\n"
    if forme == "text":
        return text_of(rapport)
    from assembler.check import render_page

    return render_page(rapport)


def _profil(name: str) -> Profil:
    for known in _PROFILS:
        if name == known:
            return known
    raise click.BadParameter(
        f"--profil « {name} » n'est pas connu : écrivez {' ou '.join(_PROFILS)}."
    )
