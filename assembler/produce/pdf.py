"""PDFs of the documents of a run: one beside each Word document, one a family for the printer.

A PDF is the image of the Word document beside it, whoever wrote that: a document changed by hand is
converted as it stands. The ledger knows a PDF as it knows a document, made from the content of the
Word file; so the same rules hold: what is up to date is left, what a hand changed is kept.
"""

import hashlib
import os
import shutil
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from assembler.documents import Document
from assembler.errors import ExitCode
from assembler.fill.pdf import Converted, NotConverted, to_pdf
from assembler.produce.files import keep_aside, sha256
from assembler.produce.ledger import Ledger, Origin, open_ledger, read_ledger
from assembler.produce.outcome import Outcome
from assembler.produce.pdf_there import made_from, print_path
from assembler.produce.run import drafts_of
from assembler.produce.verdict import Etat, Verdict, judge

WORTH_IT = 10
"""Documents for which one more LibreOffice, two seconds to start, pays for itself."""


@dataclass(frozen=True)
class Source:
    """A planned Word document, as far as its PDF is concerned. `chemin`: relative to the output
    folder."""

    famille: str
    chemin: PurePosixPath
    objet: str
    passage: datetime | None

    @classmethod
    def of(cls, document: Document) -> "Source":
        return cls(document.famille, document.chemin, document.objet, document.passage)

    @property
    def pdf(self) -> PurePosixPath:
        return self.chemin.with_suffix(".pdf")


@dataclass(frozen=True)
class PdfResult:
    """What became of a PDF. `impression`: it is a family's for the printer."""

    famille: str
    chemin: PurePosixPath
    outcome: Outcome
    message: str = ""
    exit_code: ExitCode = ExitCode.OK
    impression: bool = False


def make_pdfs(
    sources: Sequence[Source], sortie: Path, *, jobs: int | None = None, force: bool = False
) -> Generator[PdfResult, None, None]:
    """Makes the PDFs that are out of date, and yields what became of each.

    `sources`: whole families, in the order of the plan. `jobs`: LibreOffice at a time, None for as
    many as the work is worth. `force`: a PDF that was changed by hand and is out of date is made
    again too, the old one kept beside it.

    OutsideProgramError when LibreOffice is needed, and missing or out of order.
    """
    with open_ledger(sortie) as ledger, drafts_of(sortie) as drafts:
        run = _Run(sortie, ledger, drafts, force)
        waiting: dict[Path, tuple[Source, Verdict]] = {}
        for source in sources:
            match run.decide(source, sha256(sortie / source.chemin)):
                case PdfResult() as result:
                    yield result
                case Verdict() as verdict:
                    waiting[sortie / source.chemin] = source, verdict
        wanted = jobs or min(os.cpu_count() or 1, 4, -(-len(waiting) // WORTH_IT))
        with _room(drafts) as room:
            for conversion in to_pdf(list(waiting), room, jobs=wanted):
                yield run.put_in_place(*waiting[conversion.document], conversion)
        for chemin, parts in _print_runs(sources):
            if printed := run.print_run(chemin, parts):
                yield replace(printed, impression=True)


def preview_pdfs(
    sources: Iterable[Source], to_make: Collection[str], sortie: Path, *, force: bool = False
) -> Generator[PdfResult, None, None]:
    """What `make_pdfs` would do, those for the printer left out. `to_make`: the paths of the
    documents that would be made first. Nothing is written."""
    with read_ledger(sortie) as ledger:
        run = _Run(sortie, ledger, sortie, force)
        for source in sources:
            document = sortie / source.chemin
            match run.decide(source, "" if str(source.chemin) in to_make else sha256(document)):
                case PdfResult() as result:
                    yield result
                case Verdict():
                    yield PdfResult(source.famille, source.pdf, Outcome.MADE)


@contextmanager
def _room(drafts: Path) -> Iterator[Path]:
    """A folder for LibreOffice: in `drafts`, so that what a killed run leaves in it of candidates'
    documents is cleared away by the next. But it can't write below a folder named with « ; »."""
    inside = drafts if ";" not in str(drafts.resolve()) else None
    with TemporaryDirectory(dir=inside, ignore_cleanup_errors=True) as room:
        yield Path(room)


def _print_runs(sources: Sequence[Source]) -> Iterator[tuple[PurePosixPath, list[Source]]]:
    """The PDFs for the printer, and what lies in each: in order of passage, then of the plan.

    One a family and folder that has several documents; one alone is its own."""
    runs: dict[tuple[str, PurePosixPath], list[Source]] = {}
    for source in sources:
        runs.setdefault((source.famille, source.chemin.parent), []).append(source)
    for (_, folder), parts in runs.items():
        if len(parts) > 1:
            # Who has no time comes behind those who have.
            parts.sort(key=lambda part: (part.passage is None, part.passage or datetime.min))
            yield print_path(folder), parts


@dataclass(frozen=True)
class _Run:
    """What the PDFs of a run share. `current`: the content of each PDF that is the image of its
    document."""

    sortie: Path
    ledger: Ledger
    drafts: Path
    force: bool
    current: dict[PurePosixPath, str] = field(default_factory=dict)

    def decide(self, source: Source, content: str | None) -> PdfResult | Verdict | None:
        """Whether the document, of this content, is to be converted, from what stands in the PDF's
        place; None when there is no document."""
        if content is None:
            return None
        verdict = judge(self.ledger, self.sortie, str(source.pdf), made_from(content))
        if verdict.disk and verdict.etat in (Etat.FRESH, Etat.EDITED):
            self.current[source.chemin] = verdict.disk
            outcome = Outcome.FRESH if verdict.ours else Outcome.KEPT
            return PdfResult(source.famille, source.pdf, outcome)
        if not verdict.ours and not self.force:
            return _kept(source.famille, source.pdf, f"{source.objet}, PDF", verdict)
        return verdict

    def put_in_place(
        self, source: Source, verdict: Verdict, conversion: Converted | NotConverted
    ) -> PdfResult:
        if isinstance(conversion, NotConverted):
            return _failed(source, verdict, conversion.reason)
        draft = self.drafts / "document.pdf"
        shutil.copyfile(conversion.pdf, draft)
        sha = self._replace(source.pdf, draft, made_from(conversion.sha256), verdict)
        if sha is None:
            return _locked(source.famille, source.pdf, f"{source.objet}, PDF")
        self.current[source.chemin] = sha
        return PdfResult(source.famille, source.pdf, Outcome.MADE)

    def print_run(self, chemin: PurePosixPath, parts: Sequence[Source]) -> PdfResult | None:
        """The PDF for the printer, out of the PDFs that are the image of their documents; None when
        there is none of these."""
        famille = parts[0].famille
        present = [part for part in parts if part.chemin in self.current]
        if not present:
            return None
        missing = [part for part in parts if part.chemin not in self.current]
        contents = "".join(self.current[part.chemin] for part in present)
        wanted = made_from(hashlib.sha256(contents.encode()).hexdigest())
        verdict = judge(self.ledger, self.sortie, str(chemin), wanted)
        if verdict.etat in (Etat.FRESH, Etat.EDITED):
            outcome = Outcome.FRESH if verdict.ours else Outcome.KEPT
            return _incomplete(PdfResult(famille, chemin, outcome), missing)
        if not verdict.ours and not self.force:
            return _kept(famille, chemin, chemin.name, verdict)
        from assembler.fill.join import join

        draft = self.drafts / "impression.pdf"
        files = {self.sortie / part.pdf: part for part in present}
        with draft.open("wb") as stream:
            unreadable = [files[file] for file in join(list(files), stream)]
        # One that a part could not be read of is not held to be done: the next run says so again.
        made = made_from("") if unreadable else wanted
        if self._replace(chemin, draft, made, verdict) is None:
            return _locked(famille, chemin, chemin.name)
        return _incomplete(PdfResult(famille, chemin, Outcome.MADE), [*missing, *unreadable])

    def _replace(
        self, chemin: PurePosixPath, draft: Path, made: Origin, verdict: Verdict
    ) -> str | None:
        """Puts the draft in place, what a hand changed kept beside it; its SHA-256, None when the
        file there can't be replaced."""
        content = sha256(draft) or ""
        cible = self.sortie / chemin
        if content == verdict.disk:
            self.ledger.record([(str(chemin), content, made)])
            return content
        try:
            if verdict.disk and not verdict.ours:
                keep_aside(cible)
            self.ledger.record([(str(chemin), content, made)])
            draft.replace(cible)
        except PermissionError:
            self.ledger.forget(str(chemin), content)
            return None
        return content


_SHOWN = 5
"""Documents named that a PDF for the printer lacks."""


def _incomplete(result: PdfResult, missing: Sequence[Source]) -> PdfResult:
    """The result, saying which documents are not in the PDF for the printer."""
    if not missing:
        return result
    noms = ", ".join(part.objet for part in missing[:_SHOWN])
    more = f" et {len(missing) - _SHOWN} autres" if len(missing) > _SHOWN else ""
    message = f"{result.chemin} est incomplet, il y manque : {noms}{more}."
    return replace(result, message=message, exit_code=ExitCode.FINDINGS)


def _kept(famille: str, chemin: PurePosixPath, objet: str, verdict: Verdict) -> PdfResult:
    why = (
        "un fichier qui n'est pas d'assembler est à sa place"
        if verdict.etat is Etat.UNKNOWN
        else "modifié à la main et périmé"
    )
    message = f"{objet} : {why}, laissé tel quel."
    return PdfResult(famille, chemin, Outcome.KEPT_STALE, message, ExitCode.HAND_EDITED)


def _locked(famille: str, chemin: PurePosixPath, objet: str) -> PdfResult:
    message = f"{objet} : le fichier est ouvert ailleurs ou protégé, laissé tel quel ; fermez-le "
    return PdfResult(
        famille, chemin, Outcome.LOCKED, f"{message}et relancez.", ExitCode.HAND_EDITED
    )


def _failed(source: Source, verdict: Verdict, reason: str) -> PdfResult:
    older = " ; le PDF qui est là est celui d'avant" if verdict.disk else ""
    return PdfResult(
        source.famille,
        source.pdf,
        Outcome.FAILED,
        f"{source.objet} : non converti en PDF, {reason}{older}.",
        ExitCode.OUTSIDE_PROGRAM,
    )
