"""The corrections of an earlier file, made again on a new reading: what is said of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assembler.cli.messages import count
from assembler.errors import ExitCode

if TYPE_CHECKING:
    from assembler.model import CorrectionPerdue, Referentiel, Reprise


@dataclass(frozen=True)
class Corrected:
    """A référentiel that may hold corrections. `lu`: as extracted; None when nobody knows."""

    fichier: Path
    referentiel: Referentiel
    lu: Referentiel | None

    def reprise(self, nouveau: Referentiel) -> Reprise | None:
        """The corrections on a new reading; None when it is not known what was corrected."""
        from assembler.model import reprendre

        return reprendre(self.lu, self.referentiel, nouveau) if self.lu else None


def open_corrected(fichier: Path) -> Corrected:
    """The référentiel in `fichier`; InputError when it can't be read."""
    from assembler.model import read_as_extracted, read_referentiel

    referentiel = read_referentiel(fichier)
    return Corrected(fichier, referentiel, read_as_extracted(fichier, referentiel))


def say_reprise(corrige: Corrected, reprise: Reprise | None, cible: Path) -> ExitCode:
    """Says which corrections stand in `cible`, and lists the others."""
    nom = corrige.fichier.name
    if reprise is None:
        click.echo(
            f"Attention : {corrige.fichier.with_suffix('.extraction.json').name} manque, ou vient "
            f"d'une autre lecture : on ne sait pas ce qui a été corrigé dans {nom}.\n"
            f"  → Reportez vous-même vos corrections dans {cible.name}.",
            err=True,
        )
        return ExitCode.FINDINGS
    if reprise.reprises:
        reprises = count(len(reprise.reprises), "correction reprise", "corrections reprises")
        click.echo(f"  {reprises} de {nom}")
    if reprise.perdues:
        pas_reprises = count(
            len(reprise.perdues),
            "correction n'a pas été reprise",
            "corrections n'ont pas été reprises",
        )
        click.echo(f"Attention : {pas_reprises}, car le PDF ne dit plus la même chose :", err=True)
        for perdue in reprise.perdues:
            _say_lost(perdue)
        click.echo(f"  → À revoir dans {cible.name}.", err=True)
    if reprise.fautes:
        click.echo(f"Attention : une fois corrigé, {cible.name} ne tient plus ensemble :", err=True)
        for faute in reprise.fautes:
            click.echo(f"  {faute}", err=True)
        click.echo(f"  → Corrigez ces codes dans {cible.name}.", err=True)
    return ExitCode.FINDINGS if reprise.perdues or reprise.fautes else ExitCode.OK


def _say_lost(perdue: CorrectionPerdue) -> None:
    correction = perdue.correction
    click.echo(
        f"  {correction.objet}\n"
        f"    ancien PDF  : {_said(correction.ancien, 'rien : ajouté à la main')}\n"
        f"    corrigé en  : {_said(correction.corrige, 'supprimé à la main')}\n"
        f"    nouveau PDF : {_said(perdue.pdf, 'n’y est plus')}",
        err=True,
    )


def _said(text: str | None, otherwise: str) -> str:
    return f"({otherwise})" if text is None else f"« {text} »"
