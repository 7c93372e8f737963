"""A run: each planned document is left as it is, made, or kept because a hand changed it."""

import shutil
from collections import deque
from collections.abc import Collection, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count, islice
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory, mkdtemp

from assembler.documents import Document
from assembler.errors import ExitCode, TemplateError
from assembler.filling import Filled, Recipe, Refused, Task, compiled, fill
from assembler.produce.files import keep_aside, sha256
from assembler.produce.freshness import NEWS
from assembler.produce.ledger import FOLDER, Ledger, Origin, open_ledger, read_ledger
from assembler.produce.motifs import Motifs
from assembler.produce.outcome import Order, Outcome, Result, kept_stale, locked, result
from assembler.produce.recipes import Recipes
from assembler.produce.stamp import stamped
from assembler.produce.verdict import CHANGES, Etat, Verdict, judge
from assembler.produce.workers import Others, Workers, workers

BATCH = 64
"""Documents planned and filled at a time: bounds memory."""
FIRST = 16
"""The first of them: other processes have nothing to do until they are planned."""
AHEAD = 6
"""Batches handed out before the first is put in place, so that every process has work: also while
this one loads what filling takes, which it does after the others."""


def produce(
    documents: Iterable[Document],
    order: Order,
    *,
    jobs: int | None = 1,
    others: Others | None = None,
) -> Generator[Result, None, None]:
    """Makes what is out of date, and yields what became of each document.

    `documents` is read as the work goes, never whole. `jobs`: processes, None for as many as the
    work is worth; the bytes of the documents do not depend on it. `others`: those beside this
    one, when they are there already.
    """
    sortie = order.sortie
    sortie.mkdir(parents=True, exist_ok=True)
    with open_ledger(sortie) as ledger, drafts_of(sortie) as drafts, workers(jobs, others) as team:
        run = _Run.of(order, ledger, drafts)
        yield from run.go(_batches(documents), team)


def preview(documents: Iterable[Document], order: Order) -> Iterator[Result]:
    """What `produce` would do, and why. Nothing is written into `sortie`.

    The templates are compiled and each is tried on one document; a fault that shows on another
    one only is not foreseen, nor is a file that can't be replaced.
    """
    with read_ledger(order.sortie) as ledger, TemporaryDirectory() as drafts:
        run = _Run.of(order, ledger, Path(drafts))
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
    batch = list(islice(plan, FIRST))
    while batch:
        yield batch
        batch = list(islice(plan, BATCH))


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
        return result(self.document, self.verdict, outcome, message, code)


@dataclass(frozen=True)
class _Run:
    """What the documents of a run share, and the steps each goes through."""

    order: Order
    ledger: Ledger
    drafts: Path
    recipes: Recipes
    motifs: Motifs
    faults: dict[str, str] = field(default_factory=dict)
    """Each fault of a template, and its message with the first record it failed on: one wrong tag
    is one message, not one a document."""
    tried: set[Path] = field(default_factory=set)
    """The templates that a preview filled once."""
    numbers: Iterator[int] = field(default_factory=count)

    @classmethod
    def of(cls, order: Order, ledger: Ledger, drafts: Path) -> "_Run":
        """A run over the ledger, which keeps the référentiel from now on."""
        referentiel = ledger.keep(order.dossier.referentiel)
        recipes = Recipes(order.logo, referentiel)
        return cls(order, ledger, drafts, recipes, Motifs(order.dossier, ledger, referentiel))

    def go(self, batches: Iterable[list[Document]], team: Workers) -> Iterator[Result]:
        """Decides, fills and puts in place. Batches are decided while those before are filled."""
        under_way: deque[tuple[list[_Work], Iterator[Filled | Refused]]] = deque()
        for batch in batches:
            decided = [self._decide(document) for document in batch]
            works = [one for one in decided if isinstance(one, _Work)]
            under_way.append((works, team.fill([work.task for work in works])))
            yield from (one for one in decided if isinstance(one, Result))
            if len(under_way) > AHEAD:
                yield from self._put_all_in_place(*under_way.popleft())
        team.finish()
        for works, outcomes in under_way:
            yield from self._put_all_in_place(works, outcomes)

    def _put_all_in_place(
        self, works: list[_Work], outcomes: Iterator[Filled | Refused]
    ) -> Iterator[Result]:
        made = list(zip(works, outcomes, strict=True))
        self.ledger.record(
            (str(work.document.chemin), outcome.sha256, work.wanted)
            for work, outcome in made
            if isinstance(outcome, Filled) and self._is_ours(work, outcome)
        )
        for work, outcome in made:
            yield self._put_in_place(work, outcome)

    def foresee(self, document: Document) -> Result:
        """Decides, and fills only what the answer hangs on."""
        work = self._decide(document)
        if isinstance(work, Result):
            return work
        try:
            compiled(work.task.recipe)
        except TemplateError as fault:
            return work.result(Outcome.FAILED, str(fault), fault.exit_code)
        unknown = work.verdict.etat is Etat.UNKNOWN
        if not unknown and document.modele in self.tried:
            return work.result(Outcome.MADE)
        self.tried.add(document.modele)
        outcome = fill(work.task)
        work.task.brouillon.unlink(missing_ok=True)
        if isinstance(outcome, Refused):
            return self._failed(work, outcome)
        return self._left(work, outcome) or work.result(Outcome.MADE)

    def _decide(self, document: Document) -> "Result | _Work":
        """Whether the document is to be made, from what stands in its place."""
        recipe = self.recipes.of(document.modele)
        if isinstance(recipe, TemplateError):
            return Result(document, Outcome.FAILED, message=str(recipe), exit_code=recipe.exit_code)
        wanted = self.recipes.wanted(document, recipe)
        verdict = self._judge(document, wanted)
        match verdict.etat:
            case Etat.FRESH:
                return result(document, verdict, Outcome.FRESH)
            case Etat.OLD_STAMP if not self.order.restamp:
                return result(document, verdict, Outcome.OLD_STAMP)
            case Etat.EDITED:
                return result(document, verdict, Outcome.KEPT)
            case Etat.EDITED_STALE if not self.order.force:
                return kept_stale(document, verdict)
            case _:
                return self._work(document, recipe, wanted, verdict)

    def _judge(self, document: Document, wanted: Origin) -> Verdict:
        verdict = judge(self.ledger, self.order.sortie, str(document.chemin), wanted)
        if verdict.origin and verdict.raison in CHANGES:
            return replace(verdict, motifs=self.motifs.of(document, verdict.origin, wanted))
        return verdict

    def _work(self, document: Document, recipe: Recipe, wanted: Origin, verdict: Verdict) -> _Work:
        draft = self.drafts / f"{next(self.numbers)}.docx"
        contexte = document.contexte.donnees
        if NEWS in contexte and verdict.origin:
            contexte = {**contexte, NEWS: self.motifs.news(document, verdict.origin)}
        task = Task(recipe, contexte, stamped(wanted), document.objet, draft)
        return _Work(document, wanted, task, verdict)

    def _left(self, work: _Work, outcome: Filled) -> Result | None:
        """What is said of a file that is not to be replaced; None when it is."""
        document, verdict = work.document, work.verdict
        if verdict.ours:
            return None
        if verdict.disk == outcome.sha256:
            # The ledger was lost, the document is the very one we would make.
            return Result(document, Outcome.FRESH)
        if verdict.origin and verdict.origin.cle == work.wanted.cle:
            return work.result(Outcome.KEPT)
        return None if self.order.force else kept_stale(document, verdict)

    def _is_ours(self, work: _Work, outcome: Filled) -> bool:
        left = self._left(work, outcome)
        return left is None or left.outcome is Outcome.FRESH

    def _put_in_place(self, work: _Work, outcome: Filled | Refused) -> Result:
        if isinstance(outcome, Refused):
            return self._failed(work, outcome)
        if left := self._left(work, outcome):
            return left
        chemin, cible = str(work.document.chemin), self.order.sortie / work.document.chemin
        if sha256(cible) != work.verdict.disk:  # saved by a hand while ours was being filled
            self.ledger.forget(chemin, outcome.sha256)
            return locked(work.document, work.verdict)
        try:
            cible.parent.mkdir(parents=True, exist_ok=True)
            if not work.verdict.ours:
                keep_aside(cible)
            work.task.brouillon.replace(cible)
        except PermissionError:
            self.ledger.forget(chemin, outcome.sha256)
            return locked(work.document, work.verdict)
        return work.result(Outcome.MADE)

    def _failed(self, work: _Work, outcome: Refused) -> Result:
        message = self.faults.setdefault(outcome.fault, outcome.message)
        return work.result(Outcome.FAILED, message, outcome.exit_code)
