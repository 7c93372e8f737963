"""`assembler status FICHIER.docx`: where a document that went astray comes from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assembler.cli.place import INPUTS, OUTPUTS, Target
from assembler.cli.planning import order_for, plan
from assembler.errors import ExitCode, InputError, Where

if TYPE_CHECKING:
    from assembler.model import Dossier
    from assembler.produce import Provenance, Standing

_INTACT = {
    True: "tel qu'il a été fait",
    False: "modifié à la main depuis",
    None: "aucun registre ne connaît ce document, on ne sait pas s'il a été modifié",
}


def say_stray_document(fichier: Path, sortie: Path | None, chemin: Path | None) -> ExitCode:
    """Says what a document was made from and, where its dossier is given or known, whether that is
    still true."""
    from assembler.model import read_dossier

    if not fichier.is_file():
        raise InputError("ce fichier n'existe pas.", where=Where(fichier), todo="Vérifiez son nom.")
    found = _found(fichier, sortie, chemin)
    chemin = chemin or _dossier_of(found)
    dossier = read_dossier(chemin) if chemin else None
    click.echo(f"{fichier.name} :")
    click.echo(f"  fait de : {found.origin.etiquette or 'référentiel sans étiquette'}")
    click.echo(f"  modèle : {_modele(found.origin.modele, dossier)}")
    click.echo(f"  contenu : {_INTACT[found.intact]}")
    if dossier is None:
        click.echo("  → Pour savoir s'il est à jour, ajoutez --dossier DOSSIER.")
        return ExitCode.OK
    return _say_standing(found, dossier)


def _found(fichier: Path, sortie: Path | None, dossier: Path | None) -> Provenance:
    """What is known of the document: by the ledger asked for, the one it lies by, that of its
    dossier, or any in outputs that knows it."""
    from assembler.produce import provenance

    if sortie is None and dossier is not None:
        default = Target(None, alone=True).place(dossier.resolve().name).folder
        sortie = default if default.is_dir() else None
    found = provenance(fichier, sortie)
    if sortie or found.place:
        return found
    others = (provenance(fichier, folder) for folder in _outputs())
    return next((other for other in others if other.place), found)


def _outputs() -> Iterator[Path]:
    if OUTPUTS.is_dir():
        yield from sorted(folder for folder in OUTPUTS.iterdir() if folder.is_dir())


def _dossier_of(found: Provenance) -> Path | None:
    """The dossier that has the name of the folder with the ledger that knows the document."""
    if found.place and found.registre:
        chemin = INPUTS / found.registre.resolve().name
        return chemin if (chemin / "certification.yaml").is_file() else None
    return None


def _modele(empreinte: str, dossier: Dossier | None) -> str:
    """The template of this hash in words: the school's, one of ours, or none of today's."""
    from assembler.documents import GABARITS, default_template, find_template
    from assembler.produce import sha256

    fournis = default_template("grille").parent
    siens = {find_template(nom, dossier) for nom in GABARITS} if dossier else set()
    for modele in sorted(siens):
        if dossier and modele.parent != fournis and sha256(modele) == empreinte:
            return f"{modele.relative_to(dossier.chemin)}, de {dossier.nom}"
    for modele in sorted(fournis.glob("*.docx")):
        if sha256(modele) == empreinte:
            return f"{modele.name}, fourni avec assembler"
    return f"aucun de ceux d'aujourd'hui (empreinte {empreinte[:12]})"


def _say_standing(found: Provenance, dossier: Dossier) -> ExitCode:
    """Says whether what the document was made from is still true."""
    from assembler.documents import FAMILLES
    from assembler.produce import Etat, standing

    place = Target(None, alone=True).place(dossier.nom)
    now = standing(found, plan(dossier, FAMILLES.values()), order_for(dossier, place))
    click.echo(f"  état : {_in_words(now, dossier)}")
    if now.etat in (Etat.FRESH, Etat.OLD_STAMP):
        return ExitCode.OK
    return ExitCode.HAND_EDITED if found.intact is False else ExitCode.FINDINGS


def _in_words(now: Standing, dossier: Dossier) -> str:
    from assembler.produce import Etat, in_short

    if now.etat is Etat.UNKNOWN:
        return f"inconnu ; le registre de {dossier.nom} ne connaît pas ce document"
    if now.etat is not Etat.STALE:
        assert now.document
        return f"{now.etat.value} ; c'est le contenu du document prévu : {now.document.objet}"
    why = in_short(now.pourquoi) or f"{dossier.nom} ne le prévoit plus"
    what = f"{now.document.objet} : " if now.document else ""
    return f"périmé ; {what}{why}"
