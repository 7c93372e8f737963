"""What `extract` and `build` say of a reading: counts, balance, doubts, reserves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

import click

from assembler.cli.messages import count

if TYPE_CHECKING:
    from assembler.model import Extraction, Referentiel

SHOWN = 10
"""Doubts printed before « et … autres »; the side-car and the review page hold them all."""


def say_reading(
    referentiel: Referentiel, extraction: Extraction, pdfs: Sequence[Path], cible: Path
) -> None:
    """Prints what was read, the balance of its letters, and what a person must look at."""
    click.echo(f"Lu {', '.join(pdf.name for pdf in pdfs)} → {cible}")
    click.echo(f"  {', '.join(_counts(referentiel))}")
    click.echo(f"  {_balance(extraction)}")
    for avis in extraction.avis:
        click.echo(f"  Attention : {avis}")
    _say_deduced(referentiel)
    _say_doubts(extraction)
    _say_reserves(referentiel)


def _counts(referentiel: Referentiel) -> list[str]:
    competences = [c for bloc in referentiel.blocs for c in bloc.competences]
    counts = [
        count(len(referentiel.blocs), "bloc"),
        count(len(competences), "compétence"),
        count(sum(len(competence.criteres) for competence in competences), "critère"),
        count(len(referentiel.epreuves), "épreuve"),
    ]
    if referentiel.matrices:
        counts.append(count(len(referentiel.matrices), "matrice"))
    return counts


def _balance(extraction: Extraction) -> str:
    bilan = extraction.bilan
    inside = bilan.modele + bilan.reserves
    said = (
        f"Bilan des tableaux : {_number(bilan.modele)} signes lus sur {_number(inside)} "
        f"({_percent(bilan.part_du_modele)}), {_number(bilan.reserves)} en réserve"
    )
    if bilan.perdus:
        said += f" ; {_number(bilan.perdus)} signes de la page ne sont retrouvés nulle part"
    return said


def _number(value: int) -> str:
    return f"{value:,}".replace(",", "\u202f")


def _percent(share: float) -> str:
    """« 100 % » only when it is whole: 0.9999 is 99,9 %."""
    tenths = int(share * 1000) / 10
    return f"{tenths:g}".replace(".", ",") + "\u202f%"


def _say_deduced(referentiel: Referentiel) -> None:
    deduced = [c.code for bloc in referentiel.blocs for c in bloc.competences if c.epreuve_deduite]
    if deduced:
        click.echo(
            f"  À vérifier : épreuve déduite (case vide, prise au-dessus) pour {', '.join(deduced)}"
        )


def _say_doubts(extraction: Extraction) -> None:
    doubts = extraction.doutes
    if doubts:
        click.echo(f"  {count(len(doubts), 'doute')} : à vérifier sur le PDF")
    for doute in doubts[:SHOWN]:
        texte = shorten(doute.texte, 60, placeholder="…")
        click.echo(f"    page {doute.page} : « {texte} » : {shorten(doute.raison, 100)}")
    if len(doubts) > SHOWN:
        click.echo(f"    … et {count(len(doubts) - SHOWN, 'autre')}")


def _say_reserves(referentiel: Referentiel) -> None:
    if referentiel.reserves:
        click.echo(
            f"  {count(len(referentiel.reserves), 'réserve')} : "
            "ce qui se trouve dans un tableau et n'a pas été compris, à vérifier sur le PDF"
        )
    for reserve in referentiel.reserves:
        texte = shorten(reserve.texte, 100, placeholder="…")
        click.echo(f"    page {reserve.page} : {reserve.raison} : « {texte} »")
