"""Where documents are filled: in this process, or in several."""

import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass

from assembler.errors import AssemblerError
from assembler.filling import Filled, Outcomes, Refused, Task, fill, fill_all
from assembler.processes import ctrl_c_held_back, process_pool

WORTH_IT = 200
"""Documents after which other processes, a third of a second to start each, pay for themselves."""
CHUNK = 32
"""Documents handed to another process at a time: what they share travels once, and the next ones
are there before they are done, however busy this process is."""


@contextmanager
def workers(jobs: int | None, pool: Executor | None = None) -> Iterator["Workers"]:
    """What fills documents with `jobs` processes, this one among them; None: as many as the work
    turns out worth. The others are those of `pool`; without one, they are started when needed."""
    team = Workers(jobs, pool)
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

    def __init__(self, jobs: int | None, pool: Executor | None) -> None:
        self._jobs = jobs
        self._pool = pool
        self._own: Executor | None = None
        self._queue: deque[_Chunk] = deque()
        self._under_way: list[Future[Outcomes]] = []
        self._done = 0

    def fill(self, tasks: Sequence[Task]) -> Iterator[Filled | Refused]:
        """Fills the documents, and gives their outcomes in the same order."""
        self._done += len(tasks)
        wanted = self._jobs or (min(os.cpu_count() or 1, 4) if self._done > WORTH_IT else 1)
        if wanted == 1:
            return map(fill, tasks)
        others = self._others(wanted - 1)
        self._under_way = [future for future in self._under_way if not future.done()]
        parts = [tasks[start : start + CHUNK] for start in range(0, len(tasks), CHUNK)]
        with ctrl_c_held_back():  # or what is handed out might not be known to be
            chunks = [_Chunk(part, others.submit(fill_all, part)) for part in parts]
            self._under_way += [chunk.future for chunk in chunks]
        self._queue.extend(chunks)
        return _gathered(chunks, self._queue)

    def close(self) -> None:
        """Leaves nothing under way: what no process has begun is dropped, what one has is waited
        for, so that nothing is written after this. Ends the processes that were started here."""
        wait([future for future in self._under_way if not future.cancel()])
        if self._own:
            self._own.shutdown(cancel_futures=True)

    def _others(self, number: int) -> Executor:
        if self._pool:
            return self._pool
        self._own = self._own or process_pool(number)
        return self._own


@dataclass
class _Chunk:
    """Documents handed to another process, or filled by this one after all (`own`)."""

    tasks: Sequence[Task]
    future: Future[Outcomes]
    own: Outcomes | None = None

    @property
    def is_done(self) -> bool:
        return self.own is not None or self.future.done()

    @property
    def outcomes(self) -> Outcomes:
        return self.future.result() if self.own is None else self.own


def _gathered(chunks: Sequence[_Chunk], queue: deque[_Chunk]) -> Iterator[Filled | Refused]:
    """The outcomes in order. Rather than wait for them, this process does what no other has
    begun: the last of the queue, which would be waited for longest."""
    for chunk in chunks:
        while not chunk.is_done and _fill_last(queue):
            pass
        if queue and queue[0] is chunk:
            queue.popleft()
        yield from chunk.outcomes


def _fill_last(queue: deque[_Chunk]) -> bool:
    """Fills the last chunk that can be taken back; False when there is none."""
    while queue:
        chunk = queue.pop()
        if chunk.future.cancel():
            chunk.own = fill_all(chunk.tasks)
            return True
    return False
