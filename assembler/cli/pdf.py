"""`assembler build --pdf`: the PDFs of the documents just made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from assembler.cli.messages import count, tell
from assembler.cli.place import Place
from assembler.cli.progress import progress
from assembler.cli.tally import DONE, FORESEEN, Tally
from assembler.errors import ExitCode, OutsideProgramError

if TYPE_CHECKING:
    from assembler.documents import Document, Famille
    from assembler.produce.pdf import PdfResult


@dataclass
class Pdfs:
    """What became of the PDFs, counted as they come."""

    tally: Tally = field(default_factory=Tally)
    printed: list[str] = field(default_factory=list)
    """The paths of those for the printer."""

    def add(self, result: PdfResult) -> None:
        if result.impression and result.outcome.name in ("MADE", "FRESH", "KEPT"):
            self.printed.append(str(result.chemin))
        else:
            self.tally.counts[result.famille, result.outcome] += 1
        self.tally.planned.add(str(result.chemin))
        if result.message:
            self.tally.messages[result.message] = result.exit_code

    def lines(self, familles: Iterable[Famille], tally: Tally) -> tuple[str, ...]:
        """What is printed of them, the numbers being those of `tally`."""
        counted = {famille for famille, _ in tally.counts}
        lines = [*tally.lines((f for f in familles if f.nom in counted), DONE)]
        if self.printed:
            lines.append(f"  à imprimer recto verso : {', '.join(self.printed)}")
        return ("PDF :", *lines) if lines else ()


def make_pdfs(
    documents: Iterable[Document],
    familles: Sequence[Famille],
    place: Place,
    *,
    jobs: int | None,
    force: bool,
) -> tuple[ExitCode, Pdfs]:
    """Makes the PDFs of these documents and says what was made."""
    from assembler.produce.pdf import Source, make_pdfs

    sources = [Source.of(document) for document in documents]
    pdfs = Pdfs()
    missing: OutsideProgramError | None = None
    with closing(make_pdfs(sources, place.folder, jobs=jobs, force=force)) as results:
        try:
            for result in progress(results, "PDF", lambda: len(sources)):
                pdfs.add(result)
        except OutsideProgramError as fault:
            missing = fault
        except KeyboardInterrupt:
            click.echo(f"{count(pdfs.tally.number('MADE'), 'PDF fait', 'PDF faits')}.", err=True)
            raise
    for line in pdfs.lines(familles, pdfs.tally):
        click.echo(line)
    code = pdfs.tally.say_messages()
    return max(code, tell(missing)) if missing else code, pdfs


def foresee_pdfs(
    documents: Iterable[Document],
    to_make: Collection[str],
    familles: Iterable[Famille],
    place: Place,
    *,
    force: bool,
) -> ExitCode:
    """Says which PDFs would be made. `to_make`: the documents that would be made before them."""
    from assembler.fill.pdf import find_libreoffice
    from assembler.produce.pdf import Source, preview_pdfs

    sources = map(Source.of, documents)
    pdfs = Pdfs()
    for result in preview_pdfs(sources, to_make, place.folder, force=force):
        pdfs.add(result)
    click.echo("PDF :")
    for line in pdfs.tally.lines(familles, FORESEEN):
        click.echo(line)
    code = pdfs.tally.say_messages()
    try:
        if pdfs.tally.number("MADE"):
            find_libreoffice()
    except OutsideProgramError as fault:
        code = max(code, tell(fault))
    return code


def say_outdated(place: Place, planned: Collection[str]) -> ExitCode:
    """Says how many PDFs of an earlier `--pdf` are no longer the image of their document."""
    from assembler.produce.pdf_there import outdated_pdfs

    outdated = outdated_pdfs(place.folder, planned)
    if not outdated:
        return ExitCode.OK
    number = count(
        len(outdated),
        "PDF ne correspond plus au document Word qui est",
        "PDF ne correspondent plus aux documents Word qui sont",
    )
    click.echo(
        f"Attention : dans {place.shown}, {number} à côté.\n"
        "  → Relancez avec --pdf pour qu'ils soient refaits.",
        err=True,
    )
    return ExitCode.FINDINGS
