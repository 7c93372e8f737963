"""`assembler template`: checking a Word template, its fields, a copy to adapt."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assembler.cli.francais import Commande, Groupe, common_options
from assembler.cli.messages import count
from assembler.errors import ExitCode, InputError, Where

if TYPE_CHECKING:
    from assembler.documents import Gabarit
    from assembler.fill.lint import Finding
    from assembler.model.certification import NomFamille


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
    help="Famille de documents du modèle : annexe, fiche, bordereau, grille, livret, amenagement, "
    "convocation, emargement, pv ou comparatif. Sans cette option, elle est lue dans le nom du "
    "fichier (grille.docx, grille-oral.docx …).",
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


def _famille_of(modele: Path, nom: str | None) -> Gabarit:
    """The family asked for, or the one that the file's name tells."""
    from assembler.documents import GABARITS
    from assembler.documents.champs import famille_du_fichier

    if nom is not None:
        return _famille(nom)
    famille = famille_du_fichier(modele, GABARITS)
    if famille is None:
        raise click.BadParameter(
            f"le nom de {modele.name} ne dit pas de quelle famille de documents il est le modèle : "
            f"ajoutez --famille et l'une de : {', '.join(GABARITS)}."
        )
    return famille


def _famille(nom: str) -> Gabarit:
    from assembler.documents import GABARITS
    from assembler.model.faults import nearest, sentence

    found = next((famille for famille in GABARITS.values() if famille.nom == nom), None)
    if found is None:
        what = sentence(f"la famille « {nom} » n'existe pas{nearest(nom, GABARITS)}")
        raise click.BadParameter(f"{what} Familles : {', '.join(GABARITS)}.")
    return found


def _check_one(modele: Path, famille: Gabarit) -> ExitCode:
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


@template.command(cls=Commande, short_help="Donner les champs d'un modèle Word.")
@click.argument("famille", metavar="FAMILLE")
@click.option(
    "-o",
    "sortie",
    metavar="FICHIER",
    type=click.Path(path_type=Path),
    callback=docx_file,
    help="Écrire la liste dans un tableau Word (.docx), à garder à côté de soi.",
)
@common_options
def fields(famille: str, sortie: Path | None) -> None:
    """Donne tous les champs que peut contenir un modèle de la famille, comme on les y écrit, avec
    leur sens et un exemple.

    FAMILLE : annexe, fiche, bordereau, grille, livret, amenagement, convocation, emargement, pv ou
    comparatif.
    """
    listed = _famille(famille)
    if sortie is None:
        _print_fields(listed)
    else:
        _write_fields(listed, sortie)


def _print_fields(famille: Gabarit) -> None:
    """A table on a terminal; elsewhere a line a field, its columns apart by tabs."""
    from assembler.documents.champs import AIDES, champs, lignes

    if not sys.stdout.isatty():
        for ligne in (*lignes(champs(famille)), *AIDES):
            click.echo("\t".join((ligne.ecriture, ligne.sens, ligne.exemple)))
        return
    from rich import box
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    for titre, rangs in (
        (f"Champs de {famille.nom}.docx", lignes(champs(famille))),
        ("Dans tous les modèles", AIDES),
    ):
        table = Table("À écrire", "Ce que c'est", "Exemple", title=titre, box=box.SIMPLE_HEAD)
        for ligne in rangs:
            if ligne.est_titre:
                table.add_section()
            table.add_row(
                Padding(Text(ligne.ecriture), (0, 0, 0, 2 * ligne.retrait)),
                Text(ligne.sens),
                Text(ligne.exemple),
                style="bold" if ligne.est_titre else "",
            )
        Console().print(table)


def _write_fields(famille: Gabarit, sortie: Path) -> None:
    from assembler.documents.champs import AIDES, champs, lignes
    from assembler.fill.listing import Column, Row, word_table

    rows = [
        Row((f"{ligne.ecriture} – {ligne.sens}",))
        if ligne.est_titre
        else Row((ligne.ecriture, ligne.sens, ligne.exemple), indent=ligne.retrait)
        for ligne in lignes(champs(famille))
    ]
    rows.append(Row(("Dans tous les modèles",)))
    rows += [Row((aide.ecriture, aide.sens, aide.exemple)) for aide in AIDES]
    content = word_table(
        f"Champs du modèle {famille.nom}.docx",
        "À écrire tel quel dans le modèle Word, accolades comprises. Un champ en retrait ne "
        "s'emploie que dans la boucle qui est au-dessus de lui.",
        (
            Column("À écrire", 10.5, True),
            Column("Ce que c'est", 8.6, False),
            Column("Exemple", 7.6, False),
        ),
        rows,
    )
    _write_new(sortie, content)
    click.echo(f"Écrit {sortie}")


@template.command("new", cls=Commande, short_help="Copier un modèle Word à adapter.")
@click.argument("famille", metavar="FAMILLE")
@click.option(
    "-o",
    "sortie",
    metavar="FICHIER",
    type=click.Path(path_type=Path),
    callback=docx_file,
    help="Écrire là (.docx). Sans cette option : FAMILLE.docx, dans le dossier courant.",
)
@click.option(
    "--modele",
    metavar="NOM",
    help="Pour la grille : lettres (Acquis, Partiellement acquis …), niveaux (ND, 1, 2, 3) ou "
    "points. Sans cette option : lettres.",
)
@common_options
def new(famille: str, sortie: Path | None, modele: str | None) -> None:
    """Copie le modèle fourni d'une famille, pour l'adapter dans Word. N'écrase rien.

    FAMILLE : annexe, fiche, bordereau, grille, livret, amenagement, convocation, emargement, pv ou
    comparatif.
    """
    from assembler.documents import default_template

    nom = _famille(famille).nom
    cible = sortie or Path(f"{nom}.docx")
    _write_new(cible, default_template(nom, _variante(nom, modele)).read_bytes())
    click.echo(
        f"Écrit {cible}\n"
        "  → Adaptez-le dans Word ; les champs : "
        f"assembler template fields {nom}\n"
        f"  → Vérifiez-le : assembler template check {cible}\n"
        "  → Pour qu'il serve, rangez-le dans le dossier de la certification, sous "
        f"modeles/{nom}.docx"
    )


def _variante(famille: NomFamille, modele: str | None) -> str | None:
    """The starter asked for, if the family has it."""
    from assembler.documents import VARIANTES

    connues = VARIANTES.get(famille, {})
    if modele is None or modele in connues:
        return modele
    if not connues:
        raise click.BadParameter(f"la famille {famille} n'a qu'un modèle : retirez --modele.")
    raise click.BadParameter(
        f"le modèle « {modele} » n'existe pas. Modèles de {famille} : {', '.join(connues)}."
    )


def _write_new(fichier: Path, content: bytes) -> None:
    """Writes a file where none is."""
    from assembler.model import write_atomically

    if fichier.exists():
        raise InputError(
            "ce fichier existe déjà et n'est pas remplacé",
            where=Where(fichier),
            todo="Donnez un autre nom avec -o, ou rangez l'ancien ailleurs.",
        )
    fichier.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(fichier, content)
