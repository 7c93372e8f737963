"""Documents shared out among processes: whatever the others do meanwhile, each is filled once, and
told in its order."""

import subprocess
import sys
from collections import Counter, deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembler.filling import Filled, Outcomes, Recipe, Task
from assembler.produce import workers as workers_module
from assembler.produce.workers import CHUNK, LAST, WORTH_ASKING, Others, workers

RECIPE = Recipe(Path("modele.docx"), "0", None, None)


class Other(Executor):
    """One other process, which goes on when `work` is called or when it is waited for. As with a
    real one, what it will do next can no longer be taken back."""

    AHEAD = 3

    def __init__(self) -> None:
        self.given: list[int] = []
        self._begun: deque[tuple[Waited, Callable[[], Any]]] = deque()
        self._pending: deque[tuple[Waited, Callable[[], Any]]] = deque()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Waited":
        if isinstance(args[0], Sequence):
            self.given.append(len(args[0]))
        future = Waited(self)
        self._pending.append((future, lambda: fn(*args)))
        self._begin()
        return future

    def _begin(self) -> None:
        while self._pending and len(self._begun) < self.AHEAD:
            future, call = self._pending.popleft()
            if future.set_running_or_notify_cancel():
                self._begun.append((future, call))

    def work(self, times: int) -> None:
        for _ in range(times):
            self._begin()
            if self._begun:
                future, call = self._begun.popleft()
                future.set_result(call())


class Waited(Future[Any]):
    def __init__(self, other: Other) -> None:
        super().__init__()
        self.other = other

    def result(self, timeout: float | None = None) -> Any:
        while not self.done():
            self.other.work(1)
        return super().result(timeout)


class Desk:
    """What fills documents here: it counts them, and lets the other process go on meanwhile."""

    def __init__(self, steps: Sequence[int]) -> None:
        self.other = Other()
        self.filled: Counter[str] = Counter()
        self.compiled: list[object] = []
        self._steps = deque(steps)

    def fill_all(
        self, tasks: Sequence[Task], compiler: Callable[[Recipe], object] | None = None
    ) -> Outcomes:
        if compiler:  # it is this process that fills
            self.compiled.append(compiler(tasks[0].recipe))
            self.other.work(self._steps.popleft() if self._steps else 1)
        self.filled.update(task.objet for task in tasks)
        return [Filled(task.objet) for task in tasks]


def _tasks(number: int, start: int) -> list[Task]:
    return [
        Task(RECIPE, {}, {}, str(rank), Path(f"{rank}.docx"))
        for rank in range(start, start + number)
    ]


def _told(
    desk: Desk, batches: Sequence[int], ahead: int, theirs: str | None = "theirs"
) -> list[str]:
    """What is told when batches of such sizes are handed out, so many before the first is told."""
    told: list[str] = []
    with pytest.MonkeyPatch.context() as patch, workers(2, Others(desk.other, 1)) as team:
        patch.setattr(workers_module, "fill_all", desk.fill_all)
        patch.setattr(workers_module, "packed", lambda recipe: theirs)
        patch.setattr(workers_module, "unpacked", lambda packed: packed)
        patch.setattr(workers_module, "compiled", lambda recipe: "ours")
        under_way = deque[Any]()
        for place, number in enumerate(batches):
            under_way.append(team.fill(_tasks(number, sum(batches[:place]))))
            if len(under_way) > ahead:
                told += [outcome.sha256 for outcome in under_way.popleft()]
        team.finish()
        for outcomes in under_way:
            told += [outcome.sha256 for outcome in outcomes]
    return told


@given(
    batches=st.lists(st.integers(0, 80), max_size=12),
    steps=st.lists(st.integers(0, 4), max_size=60),
    ahead=st.integers(0, 6),
)
def test_each_is_filled_once_and_told_in_its_order(
    batches: list[int], steps: list[int], ahead: int
) -> None:
    desk = Desk(steps)
    wanted = [str(rank) for rank in range(sum(batches))]
    assert _told(desk, batches, ahead) == wanted
    assert desk.filled == Counter(wanted)


def test_the_last_ones_are_handed_out_little_by_little() -> None:
    desk = Desk([])
    _told(desk, [64] * 5, ahead=6)
    again = desk.other.given[5 * 64 // CHUNK :]
    assert again and max(again) == LAST
    assert max(desk.other.given) == CHUNK


@pytest.mark.parametrize(
    ("batches", "theirs", "used"),
    [
        ([16, 64, 64], "theirs", "theirs"),
        ([CHUNK * (Other.AHEAD + 1), 64], "theirs", "ours"),  # long in coming
        ([WORTH_ASKING - 1] * 8, "theirs", "ours"),
        ([16, 64, 64], None, "ours"),  # wrong: to be found and told here
    ],
)
def test_a_template_is_taken_over_when_that_is_worth_it(
    batches: list[int], theirs: str | None, used: str
) -> None:
    desk = Desk([])
    _told(desk, batches, ahead=6, theirs=theirs)
    assert set(desk.compiled) == {used}


@pytest.mark.parametrize(
    ("thread", "start"),
    [
        ("", "fork" if sys.platform == "linux" else "spawn"),
        ("threading.Timer(9, id).start();", "spawn"),
    ],
)
def test_a_process_is_copied_only_where_no_thread_can_hold_a_lock(thread: str, start: str) -> None:
    script = (
        f"import os, threading; from assembler.processes import _quickest_start; {thread}"
        "print(_quickest_start(), flush=True); os._exit(0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout == f"{start}\n"
