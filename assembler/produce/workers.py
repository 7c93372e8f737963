"""Where documents are filled: in this process, or in several."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager

from assembler.errors import AssemblerError
from assembler.filling import Filled, Outcomes, Refused, Task, fill, fill_all
from assembler.processes import process_pool

WORTH_IT = 200
"""Documents after which other processes, half a second to start each, pay for themselves."""

Fill = Callable[[Sequence[Task]], Iterator[Filled | Refused]]
"""Fills documents, and gives their outcomes in the same order."""


CHUNK = 16
"""Documents handed to another process at a time: what they share travels once."""


@contextmanager
def workers(jobs: int | None, pool: Executor | None = None) -> Iterator[Fill]:
    """What fills documents with `jobs` processes, this one among them; None: as many as the work
    turns out worth. The others are those of `pool`; without one, they are started when needed."""
    own: Executor | None = None
    done = 0

    def filled(tasks: Sequence[Task]) -> Iterator[Filled | Refused]:
        nonlocal own, done
        done += len(tasks)
        wanted = jobs or (min(os.cpu_count() or 1, 4) if done > WORTH_IT else 1)
        if wanted == 1:
            return map(fill, tasks)
        if pool is None:
            own = own or process_pool(wanted - 1)
        others = pool or own
        assert others
        chunks = [tasks[start : start + CHUNK] for start in range(0, len(tasks), CHUNK)]
        return _gathered([(chunk, others.submit(fill_all, chunk)) for chunk in chunks])

    try:
        yield filled
    except BrokenExecutor as fault:
        raise AssemblerError(
            "la fabrication s'est arrêtée : la mémoire a sans doute manqué.",
            todo="Ce qui est fait est gardé. Fermez d'autres programmes et relancez, ou ajoutez "
            "--jobs 1.",
        ) from fault
    finally:
        if own:
            own.shutdown(cancel_futures=True)


def _gathered(
    chunks: Sequence[tuple[Sequence[Task], "Future[Outcomes]"]],
) -> Iterator[Filled | Refused]:
    """The outcomes in order. Rather than wait for them, this process does what no other has begun,
    from the end."""
    own: dict[int, Outcomes] = {}
    for number, (tasks, future) in reversed(list(enumerate(chunks))):
        if not future.cancel():
            break
        own[number] = fill_all(tasks)
    for number, (_, future) in enumerate(chunks):
        yield from own[number] if number in own else future.result()
