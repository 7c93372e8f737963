"""Where documents are filled: in this process, or in several."""

import os
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assembler.errors import AssemblerError, TemplateError
from assembler.filling import (
    Filled,
    Outcomes,
    Recipe,
    Refused,
    Task,
    compiled,
    fill,
    fill_all,
    packed,
    prepare,
    unpacked,
)
from assembler.processes import ctrl_c_held_back, process_pool
from assembler.produce.recipes import Recipes

if TYPE_CHECKING:
    from assembler.fill import CompiledTemplate

WORTH_IT = 200
"""Documents after which other processes, a third of a second to start each, pay for themselves."""
CHUNK = 32
"""Documents handed to another process at a time: what they share travels once, and the next ones
are there before they are done, however busy this process is."""
LAST = 8
"""The same when no more are to come: the last ones are not waited for long."""
WORTH_ASKING = 8
"""Documents of one template, handed out together, for which it is not compiled here too."""


@dataclass(frozen=True)
class Others:
    """The processes beside this one: so many."""

    pool: Executor
    number: int

    def announce(self, modele: Path, logo: Path | None) -> None:
        """Has them compile the template that they will be given documents of first."""
        recipe = Recipes(logo, None).of(modele)
        if isinstance(recipe, TemplateError):  # told with the first document
            return
        with suppress(BrokenExecutor):  # told when there is work for them
            for _ in range(self.number):
                self.pool.submit(prepare, recipe)


@contextmanager
def workers(jobs: int | None, others: Others | None = None) -> Iterator["Workers"]:
    """What fills documents with `jobs` processes, this one among them; None: as many as the work
    turns out worth. Without `others`, they are started when needed."""
    team = Workers(jobs, others)
    try:
        yield team
    except BrokenExecutor as fault:
        raise AssemblerError(
            "la fabrication s'est arrêtée : la mémoire a sans doute manqué.",
            todo="Ce qui est fait est gardé. Fermez d'autres programmes et relancez, ou ajoutez "
            "--jobs 1.",
        ) from fault
    finally:
        team.close()


class Workers:
    """This process, and others beside it."""

    def __init__(self, jobs: int | None, others: Others | None) -> None:
        self._jobs = jobs
        self._wanted = 1
        self._others = others
        self._own: Executor | None = None
        self._coming: dict[Recipe, Future[bytes | None]] = {}
        self._compiled: dict[Recipe, CompiledTemplate] = {}
        self._batches: deque[list[_Chunk]] = deque()
        self._done = 0

    def fill(self, tasks: Sequence[Task]) -> Iterator[Filled | Refused]:
        """Fills the documents, and gives their outcomes in the same order."""
        self._done += len(tasks)
        self._wanted = self._jobs or (min(os.cpu_count() or 1, 4) if self._done > WORTH_IT else 1)
        if self._wanted == 1:
            return map(fill, tasks)
        with ctrl_c_held_back():  # or what is handed out might not be known to be
            chunks = self._hand_out(tasks, CHUNK)
            self._batches.append(chunks)
        if self._others:
            self._ask_for(Counter(task.recipe for task in tasks))
        return self._gathered(chunks)

    def finish(self) -> None:
        """To be called when no more documents are to come: what no process has begun is handed out
        again, little by little."""
        with ctrl_c_held_back():
            for chunks in self._batches:
                chunks[:] = [part for chunk in chunks for part in self._split(chunk)]

    def close(self) -> None:
        """Leaves nothing under way: what no process has begun is dropped, what one has is waited
        for, so that nothing is written after this. Ends the processes that were started here."""
        futures = (chunk.future for chunks in self._batches for chunk in chunks)
        wait([future for future in futures if not future.cancel()])
        if self._own:
            self._own.shutdown(cancel_futures=True)

    def _hand_out(self, tasks: Sequence[Task], size: int) -> list["_Chunk"]:
        pool = self._pool()
        parts = [tasks[start : start + size] for start in range(0, len(tasks), size)]
        return [_Chunk(part, pool.submit(fill_all, part)) for part in parts]

    def _split(self, chunk: "_Chunk") -> list["_Chunk"]:
        return self._hand_out(chunk.tasks, LAST) if chunk.is_taken_back() else [chunk]

    def _pool(self) -> Executor:
        if self._others:
            return self._others.pool
        self._own = self._own or process_pool(self._wanted - 1)
        return self._own

    def _ask_for(self, handed_out: Mapping[Recipe, int]) -> None:
        """Asks who is to fill the first documents of a template for the template itself, compiled,
        and what all documents share already printed."""
        for recipe, number in handed_out.items():
            if number >= WORTH_ASKING and recipe not in self._coming:
                self._coming[recipe] = self._pool().submit(packed, recipe)

    def _compiler(self, recipe: Recipe) -> "CompiledTemplate":
        """The compiled template: theirs, unless no process will take that up soon."""
        if recipe not in self._compiled:
            coming = self._coming.get(recipe)
            theirs = coming.result() if coming and not coming.cancel() else None
            self._compiled[recipe] = unpacked(theirs) if theirs else compiled(recipe)
        return self._compiled[recipe]

    def _gathered(self, chunks: list["_Chunk"]) -> Iterator[Filled | Refused]:
        """The outcomes in order. Rather than wait for them, this process does what no other has
        begun, from the end: what would be waited for longest."""
        for chunk in chunks:
            while not chunk.is_done and self._fill_last():
                pass
            yield from chunk.outcomes
        self._batches.remove(chunks)

    def _fill_last(self) -> bool:
        """Fills the last chunk that can be taken back; False when there is none."""
        for chunks in reversed(self._batches):
            for chunk in reversed(chunks):
                if chunk.is_taken_back():
                    chunk.own = fill_all(chunk.tasks, self._compiler)
                    return True
        return False


@dataclass(eq=False)
class _Chunk:
    """Documents handed to another process, or filled by this one after all (`own`)."""

    tasks: Sequence[Task]
    future: Future[Outcomes]
    own: Outcomes | None = None

    @property
    def is_done(self) -> bool:
        return self.own is not None or self.future.done()

    def is_taken_back(self) -> bool:
        """Whether no process has begun it, and none will."""
        return self.own is None and self.future.cancel()

    @property
    def outcomes(self) -> Outcomes:
        return self.future.result() if self.own is None else self.own
