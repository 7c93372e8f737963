"""What is said of the documents of a dossier: by `build`, by its preview, by `status`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assembler.cli.messages import count
from assembler.errors import ExitCode

if TYPE_CHECKING:
    from assembler.cli.place import Place
    from assembler.cli.planning import Refused
    from assembler.documents import Famille
    from assembler.model import Dossier
    from assembler.produce import Outcome, Result

_SHOWN = 10
"""Messages of one kind printed before « et … autres »."""

_MANY = {
    "emargement": "feuilles d'émargement",
    "pv": "procès-verbaux",
    "amenagement": "fiches d'aménagement",
}
"""Several documents of a family, where an « s » behind its name does not do."""

Words = Mapping[str, tuple[str, str]]
"""What is said of each outcome, by its name, for one document and for several."""

DONE: Words = {
    "MADE": ("fait", "faits"),
    "FRESH": ("déjà à jour", "déjà à jour"),
    "OLD_STAMP": ("à jour sous une étiquette ancienne",) * 2,
    "KEPT": ("modifié à la main, gardé", "modifiés à la main, gardés"),
    "KEPT_STALE": ("modifié à la main et périmé, gardé", "modifiés à la main et périmés, gardés"),
    "LOCKED": ("verrouillé, gardé", "verrouillés, gardés"),
    "FAILED": ("non fait", "non faits"),
}
FORESEEN: Words = {
    "MADE": ("à faire", "à faire"),
    "FRESH": ("à jour", "à jour"),
    "OLD_STAMP": ("à jour sous une étiquette ancienne",) * 2,
    "KEPT": ("modifié à la main", "modifiés à la main"),
    "KEPT_STALE": ("modifié à la main et périmé", "modifiés à la main et périmés"),
    "FAILED": ("impossible à faire", "impossibles à faire"),
}


@dataclass
class Tally:
    """What became of the documents, counted as they come."""

    counts: Counter[tuple[str, Outcome]] = field(default_factory=Counter)
    reasons: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """(family, reason) → the documents to be made for it, as messages name them."""
    messages: dict[str, ExitCode] = field(default_factory=dict)
    planned: set[str] = field(default_factory=set)
    made: set[str] = field(default_factory=set)
    """Of the planned ones, those made, or to be made."""
    modeles: set[Path] = field(default_factory=set)

    @classmethod
    def of(cls, results: Iterable[Result]) -> Tally:
        tally = cls()
        for result in results:
            tally.add(result)
        return tally

    def add(self, result: Result) -> None:
        from assembler.produce import in_short

        document, outcome = result.document, result.outcome
        self.planned.add(str(document.chemin))
        self.modeles.add(document.modele)
        self.counts[document.famille, outcome] += 1
        if outcome.name == "MADE":
            self.made.add(str(document.chemin))
        if outcome.name == "MADE" and result.pourquoi:
            reason = document.famille, in_short(result.pourquoi)
            self.reasons.setdefault(reason, []).append(document.objet)
        if result.message:
            self.messages[result.message] = result.exit_code

    def again(self) -> Tally:
        """What a run over the same documents will find, nothing having changed."""
        from assembler.produce import Outcome

        settled: Counter[tuple[str, Outcome]] = Counter()
        for (famille, outcome), number in self.counts.items():
            settled[famille, Outcome.FRESH if outcome is Outcome.MADE else outcome] += number
        return Tally(counts=settled)

    def number(self, outcome: str) -> int:
        """How many documents had the outcome of this name."""
        return sum(number for (_, other), number in self.counts.items() if other.name == outcome)

    def lines(self, familles: Iterable[Famille], words: Words) -> Iterator[str]:
        """A line a family, with the number of documents of each outcome."""
        from assembler.produce import Outcome

        for famille in familles:
            parts = [
                count(self.counts[famille.nom, outcome], *words[outcome.name])
                for outcome in Outcome
                if self.counts[famille.nom, outcome]
            ]
            yield f"  {famille.nom} : {', '.join(parts) or 'aucun document prévu'}"

    def reason_lines(self) -> Iterator[str]:
        """Why documents are to be made: one by one, or by their number where there are many."""
        for (famille, reason), objets in self.reasons.items():
            if len(objets) > _SHOWN:
                number = count(len(objets), famille, _MANY.get(famille, ""))
                yield f"  {number} : {reason}"
            else:
                yield from (f"  {objet} : {reason}" for objet in objets)

    def say_messages(self) -> ExitCode:
        """Prints each message once; the highest exit code."""
        for message, code in list(self.messages.items())[:_SHOWN]:
            word = "Attention" if code is ExitCode.HAND_EDITED else "Erreur"
            click.echo(f"{word} : {message}", err=True)
        if (more := len(self.messages) - _SHOWN) > 0:
            click.echo(f"… et {count(more, 'autre message', 'autres messages')}.", err=True)
        if self.number("KEPT_STALE"):
            click.echo(
                "  → Renommez ou supprimez les documents modifiés à la main pour qu'ils soient "
                "refaits, ou relancez avec --force : l'ancien est alors gardé à côté.",
                err=True,
            )
        return max(self.messages.values(), default=ExitCode.OK)


def say_stray(dossier: Dossier) -> ExitCode:
    """Says which templates of the school were not used, their names being no family's."""
    from assembler.documents import GABARITS, stray_templates
    from assembler.model.faults import nearest, sentence

    stray = stray_templates(dossier)
    if not stray:
        return ExitCode.OK
    for modele in stray[:_SHOWN]:
        near = nearest(modele.stem, GABARITS)
        what = f"modeles/{modele.name} n'est le modèle d'aucune famille de documents{near}"
        click.echo(f"Attention : {dossier.nom}, {sentence(what)}", err=True)
    if (more := len(stray) - _SHOWN) > 0:
        click.echo(f"… et {count(more, 'autre modèle', 'autres modèles')}.", err=True)
    noms = ", ".join(f"{famille}.docx" for famille in GABARITS)
    click.echo(
        f"  → Un modèle de ce nom ne sert pas. Renommez-le, en minuscules : {noms} ; "
        "ou nommez-le dans certification.yaml, rubrique « modeles » ; ou rangez-le hors de "
        "modeles/.",
        err=True,
    )
    return ExitCode.FINDINGS


def say_left_over(place: Place, planned: Collection[str]) -> ExitCode:
    """Says where documents lie that the dossier no longer asks for: they must not be handed out."""
    from assembler.produce import left_over
    from assembler.produce.pdf_there import left_over_pdfs

    found = [*left_over(place.folder, planned), *left_over_pdfs(place.folder, planned)]
    folders = Counter(chemin.parent for chemin in found)
    if not folders:
        return ExitCode.OK
    number = count(
        folders.total(),
        "document n'est plus prévu et reste",
        "documents ne sont plus prévus et restent",
    )
    places = ", ".join(f"{folder} ({inside})" for folder, inside in folders.items())
    click.echo(
        f"Attention : {number} dans {place.shown} : {places}.\n"
        "  → Ils datent d'une liste ou d'un référentiel antérieurs : supprimez-les ou rangez-les "
        "ailleurs, pour qu'ils ne soient pas remis par erreur.",
        err=True,
    )
    return ExitCode.FINDINGS


def say_refus(refused: Refused, fichiers: Mapping[str, Path]) -> ExitCode:
    """Says which rows of each session get no booklet, and in which of `fichiers`, by session, they
    were listed."""
    code = ExitCode.OK
    for session, refus in refused.items():
        if not refus:
            continue
        code = ExitCode.FINDINGS
        fichier = fichiers.get(session)
        click.echo(
            f"Attention : session {session}, {count(len(refus), 'candidat')} sans document"
            f"{f' (voir {fichier})' if fichier else ''} :",
            err=True,
        )
        for ligne in refus[:_SHOWN]:
            click.echo(f"  rang {ligne.rang} : {ligne.raison}", err=True)
    return code
