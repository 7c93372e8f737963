"""A run: each planned document is left as it is, made, or kept because a hand changed it."""

import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import count, islice
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp

from assembler import __version__
from assembler.documents import Document
from assembler.errors import ExitCode, TemplateError, Where
from assembler.produce.files import set_aside, sha256
from assembler.produce.freshness import Freshness, freshness
from assembler.produce.ledger import FOLDER, Ledger, open_ledger
from assembler.produce.work import Filled, Recipe, Refused, Task, compiled
from assembler.produce.workers import Fill, workers

BATCH = 64
"""Documents planned and filled at a time: bounds memory, and keeps every process busy."""


class Outcome(Enum):
    """What became of a planned document."""

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
    """A document's outcome; `message` is what an officer should know of it, in French."""

    document: Document
    outcome: Outcome
    message: str = ""
    exit_code: ExitCode = ExitCode.OK


def produce(
    documents: Iterable[Document],
    sortie: Path,
    *,
    logo: Path | None = None,
    jobs: int | None = 1,
    force: bool = False,
) -> Iterator[Result]:
    """Makes what is out of date into the folder `sortie`, and yields what became of each document.

    `documents` is read as the work goes, never whole. `jobs`: processes, None for as many as the
    work is worth; the bytes of the documents do not depend on it. `force`: a document that was
    changed by hand and is out of date is made again too, the old one kept beside it.
    """
    sortie.mkdir(parents=True, exist_ok=True)
    with open_ledger(sortie) as ledger, _drafts(sortie) as drafts, workers(jobs) as filled:
        run = _Run(sortie, ledger, drafts, logo, force)
        plan = iter(documents)
        while batch := list(islice(plan, BATCH)):
            yield from run.handle(batch, filled)


def left_over(sortie: Path, planned: Collection[PurePosixPath]) -> tuple[PurePosixPath, ...]:
    """The documents made earlier that are still in `sortie` although nothing plans them any more:
    of a candidate taken off the list or given another number, of an épreuve that was dropped.

    `planned`: the paths of a whole plan.
    """
    with open_ledger(sortie) as ledger:
        made = [PurePosixPath(chemin) for chemin in ledger.paths()]
    return tuple(chemin for chemin in made if chemin not in planned and (sortie / chemin).exists())


@contextmanager
def _drafts(sortie: Path) -> Iterator[Path]:
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
class _Order:
    """A document to fill. `disk` is the content that stands in its place, when it is not ours."""

    document: Document
    freshness: Freshness
    task: Task
    disk: str | None


@dataclass(frozen=True)
class _Run:
    """What the documents of a run share, and the three steps each goes through."""

    sortie: Path
    ledger: Ledger
    drafts: Path
    logo: Path | None
    force: bool
    recipes: dict[Path, Recipe | TemplateError] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    """Each fault of a template, and its message with the first record it failed on: one wrong tag
    is one message, not one a document."""
    numbers: Iterator[int] = field(default_factory=count)

    def handle(self, batch: list[Document], filled: Fill) -> Iterator[Result]:
        orders = []
        for document in batch:
            match self._decide(document):
                case Result() as result:
                    yield result
                case order:
                    orders.append(order)
        outcomes = filled([order.task for order in orders])
        for order, outcome in zip(orders, outcomes, strict=True):
            yield self._put_in_place(order, outcome)

    def _decide(self, document: Document) -> "Result | _Order":
        """Whether the document is to be made, from what stands in its place."""
        recipe = self._recipe(document.modele)
        if isinstance(recipe, TemplateError):
            return Result(document, Outcome.FAILED, str(recipe), recipe.exit_code)
        wanted = freshness(document.contexte, recipe.modele_sha256, recipe.logo_sha256)
        chemin = str(document.chemin)
        disk = sha256(self.sortie / chemin)
        ours = self.ledger.written(chemin, disk) if disk else None
        if ours and ours.cle == wanted.cle:
            same = ours.etiquette == wanted.etiquette
            return Result(document, Outcome.FRESH if same else Outcome.OLD_STAMP)
        if disk and not ours and (latest := self.ledger.latest(chemin)):
            if latest.cle == wanted.cle:
                return Result(document, Outcome.KEPT)
            if not self.force:
                return _kept_stale(document)
        return self._order(document, recipe, wanted, None if ours else disk)

    def _order(
        self, document: Document, recipe: Recipe, wanted: Freshness, disk: str | None
    ) -> "Result | _Order":
        try:
            compiled(recipe)  # once, here: a wrong template is one message, not one a document
        except TemplateError as fault:
            self.recipes[document.modele] = fault
            return Result(document, Outcome.FAILED, str(fault), fault.exit_code)
        draft = self.drafts / f"{next(self.numbers)}.docx"
        proprietes = {
            "assembler.cle": wanted.cle,
            "assembler.modele": wanted.modele,
            "assembler.referentiel": wanted.etiquette,
            "assembler.version": __version__,
        }
        contexte = document.contexte.donnees
        task = Task(recipe, contexte, proprietes, document.objet, draft)
        return _Order(document, wanted, task, disk)

    def _put_in_place(self, order: _Order, outcome: Filled | Refused) -> Result:
        document = order.document
        if isinstance(outcome, Refused):
            message = self.faults.setdefault(outcome.fault, outcome.message)
            return Result(document, Outcome.FAILED, message, outcome.exit_code)
        chemin, cible = str(document.chemin), self.sortie / document.chemin
        if order.disk == outcome.sha256:
            # The ledger was lost, the document is the very one we would make.
            self.ledger.record(chemin, outcome.sha256, order.freshness)
            return Result(document, Outcome.FRESH)
        if order.disk and not self.force:
            return _kept_stale(document)
        try:
            cible.parent.mkdir(parents=True, exist_ok=True)
            if order.disk:
                set_aside(cible)
            self.ledger.record(chemin, outcome.sha256, order.freshness)
            order.task.brouillon.replace(cible)
        except PermissionError:
            self.ledger.forget(chemin, outcome.sha256)
            return _locked(document)
        return Result(document, Outcome.MADE)

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
        return Recipe(modele, modele_sha256, self.logo, sha256(self.logo) if self.logo else None)


def _kept_stale(document: Document) -> Result:
    return Result(
        document,
        Outcome.KEPT_STALE,
        f"{document.objet} : modifié à la main et périmé, laissé tel quel.",
        ExitCode.HAND_EDITED,
    )


def _locked(document: Document) -> Result:
    return Result(
        document,
        Outcome.LOCKED,
        f"{document.objet} : le fichier est ouvert ailleurs ou protégé, laissé tel quel ; "
        "fermez-le et relancez.",
        ExitCode.HAND_EDITED,
    )
