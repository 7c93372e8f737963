"""A run: each planned document is left as it is, made, or kept because a hand changed it."""

import shutil
from collections.abc import Collection, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import count, islice
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory, mkdtemp

from assembler import __version__
from assembler.documents import Document
from assembler.errors import ExitCode, TemplateError, Where
from assembler.model import Referentiel
from assembler.produce.files import keep_aside, sha256
from assembler.produce.freshness import freshness
from assembler.produce.ledger import FOLDER, Ledger, Origin, open_ledger, read_ledger
from assembler.produce.verdict import Etat, Raison, Verdict, judge
from assembler.produce.work import Filled, Recipe, Refused, Task, compiled, fill
from assembler.produce.workers import Fill, workers

BATCH = 64
"""Documents planned and filled at a time: bounds memory, and keeps every process busy."""


class Outcome(Enum):
    """What became of a planned document; of a preview, what would become of it."""

    MADE = auto()
    FRESH = auto()
    """Up to date; left as it is."""
    OLD_STAMP = auto()
    """Left as it is: made from another version of the référentiel, which said the same here."""
    KEPT = auto()
    """Changed by hand, and made from what is still true."""
    KEPT_STALE = auto()
    """Changed by hand, or not made by this tool, and out of date."""
    LOCKED = auto()
    """Out of date, but its file can't be replaced: open in another program."""
    FAILED = auto()
    """Its template can't be filled."""


@dataclass(frozen=True)
class Result:
    """A document's outcome and why; `message` is what an officer should know of it, in French.

    `origin`: what the document that stood there before was made from, where the ledger knows.
    """

    document: Document
    outcome: Outcome
    raison: Raison | None = None
    origin: Origin | None = None
    message: str = ""
    exit_code: ExitCode = ExitCode.OK


@dataclass(frozen=True)
class Order:
    """What a run is asked: where to, what for, and how thoroughly.

    `referentiel`: what the documents are planned from; the ledger keeps it, for later reasons.
    `force`: a document that was changed by hand and is out of date is made again too, the old one
    kept beside it. `restamp`: so is one that only bears an older label.
    """

    sortie: Path
    referentiel: Referentiel
    logo: Path | None = None
    force: bool = False
    restamp: bool = False


def produce(
    documents: Iterable[Document], order: Order, *, jobs: int | None = 1
) -> Generator[Result, None, None]:
    """Makes what is out of date, and yields what became of each document.

    `documents` is read as the work goes, never whole. `jobs`: processes, None for as many as the
    work is worth; the bytes of the documents do not depend on it.
    """
    sortie = order.sortie
    sortie.mkdir(parents=True, exist_ok=True)
    with open_ledger(sortie) as ledger, drafts_of(sortie) as drafts, workers(jobs) as filled:
        run = _Run(order, ledger, drafts, ledger.keep(order.referentiel))
        yield from run.go(_batches(documents), filled)


def preview(documents: Iterable[Document], order: Order) -> Iterator[Result]:
    """What `produce` would do, and why. Nothing is written into `sortie`.

    The templates are compiled and each is tried on one document; a fault that shows on another
    one only is not foreseen, nor is a file that can't be replaced.
    """
    with read_ledger(order.sortie) as ledger, TemporaryDirectory() as drafts:
        run = _Run(order, ledger, Path(drafts), ledger.keep(order.referentiel))
        for document in documents:
            yield run.foresee(document)


def left_over(sortie: Path, planned: Collection[str]) -> tuple[PurePosixPath, ...]:
    """The documents made earlier that are still in `sortie` although nothing plans them any more:
    of a candidate taken off the list or given another number, of an épreuve that was dropped.

    `planned`: the paths of a whole plan.
    """
    with read_ledger(sortie) as ledger:
        found = (PurePosixPath(file.relative_to(sortie)) for file in sortie.rglob("*.docx"))
        return tuple(
            sorted(file for file in found if str(file) not in planned and ledger.knows(str(file)))
        )


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    plan = iter(documents)
    while batch := list(islice(plan, BATCH)):
        yield batch


@contextmanager
def drafts_of(sortie: Path) -> Iterator[Path]:
    """A folder for documents under way: inside `sortie`, so that a rename puts them in place, and
    of this run alone, so that a process left over from a killed one can't write into it."""
    folder = sortie / FOLDER / "en-cours"
    # What a killed run left; a worker of it that is about to end may still be writing there.
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield Path(mkdtemp(dir=folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True)
class _Work:
    """A document to fill, and what stands in its place until then."""

    document: Document
    wanted: Origin
    task: Task
    verdict: Verdict

    def result(self, outcome: Outcome, message: str = "", code: ExitCode = ExitCode.OK) -> Result:
        return _result(self.document, self.verdict, outcome, message, code)


@dataclass(frozen=True)
class _Run:
    """What the documents of a run share, and the steps each goes through."""

    order: Order
    ledger: Ledger
    drafts: Path
    referentiel: str
    """The référentiel's name in the ledger."""
    recipes: dict[Path, Recipe | TemplateError] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    """Each fault of a template, and its message with the first record it failed on: one wrong tag
    is one message, not one a document."""
    tried: set[Path] = field(default_factory=set)
    """The templates that a preview filled once."""
    numbers: Iterator[int] = field(default_factory=count)

    def go(self, batches: Iterable[list[Document]], filled: Fill) -> Iterator[Result]:
        """Decides, fills and puts in place. A batch is decided while the one before is filled."""
        pending: list[_Work] = []
        outcomes: Iterator[Filled | Refused] = iter(())
        for batch in batches:
            decided = [self._decide(document) for document in batch]
            works = [one for one in decided if isinstance(one, _Work)]
            started = filled([work.task for work in works])
            yield from (one for one in decided if isinstance(one, Result))
            yield from self._put_all_in_place(pending, outcomes)
            pending, outcomes = works, started
        yield from self._put_all_in_place(pending, outcomes)

    def _put_all_in_place(
        self, works: list[_Work], outcomes: Iterator[Filled | Refused]
    ) -> Iterator[Result]:
        made = list(zip(works, outcomes, strict=True))
        self.ledger.record(
            (str(work.document.chemin), outcome.sha256, work.wanted)
            for work, outcome in made
            if isinstance(outcome, Filled) and self._is_ours_to_place(work, outcome)
        )
        for work, outcome in made:
            yield self._put_in_place(work, outcome)

    def foresee(self, document: Document) -> Result:
        """Decides, and fills only what the answer hangs on."""
        work = self._decide(document)
        if isinstance(work, Result):
            return work
        unknown = work.verdict.etat is Etat.UNKNOWN
        if not unknown and document.modele in self.tried:
            return work.result(Outcome.MADE)
        self.tried.add(document.modele)
        outcome = fill(work.task)
        work.task.brouillon.unlink(missing_ok=True)
        if isinstance(outcome, Refused):
            return self._failed(work, outcome)
        if work.verdict.disk == outcome.sha256:
            return Result(document, Outcome.FRESH)
        if not self._is_ours_to_place(work, outcome):
            return _kept_stale(document, work.verdict)
        return work.result(Outcome.MADE)

    def _decide(self, document: Document) -> "Result | _Work":
        """Whether the document is to be made, from what stands in its place."""
        recipe = self._recipe(document.modele)
        if isinstance(recipe, TemplateError):
            return Result(document, Outcome.FAILED, message=str(recipe), exit_code=recipe.exit_code)
        fresh = freshness(document.contexte, recipe.modele_sha256, recipe.logo_sha256)
        wanted = Origin(
            fresh.cle, fresh.modele, fresh.etiquette, recipe.logo_sha256, self.referentiel
        )
        verdict = judge(self.ledger, self.order.sortie, str(document.chemin), wanted)
        match verdict.etat:
            case Etat.FRESH:
                return _result(document, verdict, Outcome.FRESH)
            case Etat.OLD_STAMP if not self.order.restamp:
                return _result(document, verdict, Outcome.OLD_STAMP)
            case Etat.EDITED:
                return _result(document, verdict, Outcome.KEPT)
            case Etat.EDITED_STALE if not self.order.force:
                return _kept_stale(document, verdict)
            case _:
                return self._work(document, recipe, wanted, verdict)

    def _work(
        self, document: Document, recipe: Recipe, wanted: Origin, verdict: Verdict
    ) -> "Result | _Work":
        try:
            compiled(recipe)  # once, here: a wrong template is one message, not one a document
        except TemplateError as fault:
            self.recipes[document.modele] = fault
            return _result(document, verdict, Outcome.FAILED, str(fault), fault.exit_code)
        draft = self.drafts / f"{next(self.numbers)}.docx"
        proprietes = {
            "assembler.cle": wanted.cle,
            "assembler.modele": wanted.modele,
            "assembler.referentiel": wanted.etiquette,
            "assembler.version": __version__,
        }
        contexte = document.contexte.donnees
        task = Task(recipe, contexte, proprietes, document.objet, draft)
        return _Work(document, wanted, task, verdict)

    def _is_ours_to_place(self, work: _Work, outcome: Filled) -> bool:
        """Whether what stands there may be replaced: nothing, our own, what --force gives up; or
        whether it is, the ledger being lost, the very document we would make."""
        verdict = work.verdict
        return verdict.ours or verdict.disk == outcome.sha256 or self.order.force

    def _put_in_place(self, work: _Work, outcome: Filled | Refused) -> Result:
        if isinstance(outcome, Refused):
            return self._failed(work, outcome)
        if not self._is_ours_to_place(work, outcome):
            return _kept_stale(work.document, work.verdict)
        if work.verdict.disk == outcome.sha256:
            return Result(work.document, Outcome.FRESH)
        cible = self.order.sortie / work.document.chemin
        if sha256(cible) != work.verdict.disk:  # saved by a hand while ours was being filled
            return _kept_stale(work.document, work.verdict)
        try:
            cible.parent.mkdir(parents=True, exist_ok=True)
            if not work.verdict.ours:
                keep_aside(cible)
            work.task.brouillon.replace(cible)
        except PermissionError:
            self.ledger.forget(str(work.document.chemin), outcome.sha256)
            return work.result(
                Outcome.LOCKED,
                f"{work.document.objet} : le fichier est ouvert ailleurs ou protégé, laissé tel "
                "quel ; fermez-le et relancez.",
                ExitCode.HAND_EDITED,
            )
        return work.result(Outcome.MADE)

    def _failed(self, work: _Work, outcome: Refused) -> Result:
        message = self.faults.setdefault(outcome.fault, outcome.message)
        return work.result(Outcome.FAILED, message, outcome.exit_code)

    def _recipe(self, modele: Path) -> Recipe | TemplateError:
        if modele not in self.recipes:
            self.recipes[modele] = self._read_recipe(modele)
        return self.recipes[modele]

    def _read_recipe(self, modele: Path) -> Recipe | TemplateError:
        modele_sha256 = sha256(modele)
        if modele_sha256 is None:
            return TemplateError(
                "ce modèle n'existe pas.",
                where=Where(modele),
                todo="Déposez-le dans le dossier modeles/, ou retirez-le de certification.yaml.",
            )
        logo = self.order.logo
        return Recipe(modele, modele_sha256, logo, sha256(logo) if logo else None)


def _result(
    document: Document,
    verdict: Verdict,
    outcome: Outcome,
    message: str = "",
    code: ExitCode = ExitCode.OK,
) -> Result:
    return Result(document, outcome, verdict.raison, verdict.origin, message, code)


def _kept_stale(document: Document, verdict: Verdict) -> Result:
    why = f" ({verdict.raison.value})" if verdict.raison else ""
    return _result(
        document,
        verdict,
        Outcome.KEPT_STALE,
        f"{document.objet} : modifié à la main et périmé{why}, laissé tel quel.",
        ExitCode.HAND_EDITED,
    )
