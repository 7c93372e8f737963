"""Where documents are filled: in this process, or in several."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor
from contextlib import contextmanager

from assembler.errors import AssemblerError
from assembler.filling import Filled, Refused, Task, fill
from assembler.processes import process_pool

WORTH_IT = 200
"""Documents after which other processes, half a second to start each, pay for themselves."""

Fill = Callable[[Sequence[Task]], Iterator[Filled | Refused]]
"""Fills documents, and gives their outcomes in the same order."""


@contextmanager
def workers(jobs: int | None) -> Iterator[Fill]:
    """What fills documents with `jobs` processes; None: as many as the work turns out worth."""
    pool: Executor | None = None
    done = 0

    def filled(tasks: Sequence[Task]) -> Iterator[Filled | Refused]:
        nonlocal pool, done
        done += len(tasks)
        wanted = jobs or (min(os.cpu_count() or 1, 4) if done > WORTH_IT else 1)
        if wanted == 1:
            return map(fill, tasks)
        pool = pool or process_pool(wanted)
        return pool.map(fill, tasks, chunksize=max(1, len(tasks) // (4 * wanted)))

    try:
        yield filled
    except BrokenExecutor as fault:
        raise AssemblerError(
            "la fabrication s'est arrêtée : la mémoire a sans doute manqué.",
            todo="Ce qui est fait est gardé. Fermez d'autres programmes et relancez, ou ajoutez "
            "--jobs 1.",
        ) from fault
    finally:
        if pool:
            pool.shutdown(cancel_futures=True)
