"""The documents of a dossier, as the commands plan them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from assembler.cli.place import Place
    from assembler.documents import Document, Famille
    from assembler.model import Certification, Dossier, Refus
    from assembler.produce import Order

Refused: TypeAlias = "Mapping[str, Sequence[Refus]]"
"""The rows of the candidate list that get no document, by session."""


def plan(dossier: Dossier, familles: Iterable[Famille]) -> Iterator[Document]:
    """The documents of these families, family by family."""
    for famille in familles:
        yield from famille.plan(dossier)


def number_of(dossier: Dossier, familles: Iterable[Famille]) -> int:
    """How many documents are planned."""
    return sum(
        famille.nombre(dossier) if famille.nombre else sum(1 for _ in famille.plan(dossier))
        for famille in familles
    )


def refused(dossier: Dossier, familles: Iterable[Famille]) -> Refused:
    """The rows without documents. Asked once: each time costs a reading of the lists."""
    if not any(famille.de_la_liste(dossier) for famille in familles):
        return {}
    return {session.id: tuple(session.candidats.refus) for session in dossier.sessions}


def left_out(dossier: Dossier, familles: Iterable[Famille]) -> tuple[str, ...]:
    """What the documents leave out because the dossier does not say it, a line each."""
    lines = [
        f"  {famille.nom} : {line}"
        for famille in familles
        if famille.manques
        for line in famille.manques(dossier)
    ]
    return ("À compléter :", *lines) if lines else ()


def logo_of(chemin: Path, certification: Certification) -> Path | None:
    """The logo for the documents of the dossier in the folder `chemin`, if there is one."""
    return chemin / certification.logo if certification.logo else None


def order_for(
    dossier: Dossier, place: Place, *, force: bool = False, restamp: bool = False
) -> Order:
    """What `produce` and `preview` are asked for this dossier."""
    from assembler.produce import Order

    return Order(
        place.folder,
        dossier,
        logo=logo_of(dossier.chemin, dossier.certification),
        force=force,
        restamp=restamp,
    )
