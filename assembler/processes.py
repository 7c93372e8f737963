"""Processes that work for this one: for readings and fillings that are worth several cores."""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import (
    BrokenExecutor,
    Executor,
    Future,
    InvalidStateError,
    ProcessPoolExecutor,
)
from contextlib import AbstractContextManager, contextmanager, suppress
from importlib import import_module
from typing import Any, Final, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_SELDOM: Final = 50_000
"""Objects made between two searches for cycles."""
_USUAL: Final = gc.get_threshold()[0]
"""The same, as Python sets it."""


def process_pool(jobs: int) -> Executor:
    """`jobs` processes, which start when they are first given work. They leave Ctrl-C to this one,
    and end when it ends."""
    # New ones, on every system: this process may have threads by then.
    return _pool(jobs, "spawn", None)


def _started_pool(jobs: int, module: str) -> Executor:
    """The same, started at once, and loading `module`: what their work stands in."""
    pool = _pool(jobs, _quickest_start(), module)
    # A pool starts a new process for each call, as long as there are fewer than it may have; copies
    # it makes all at the first, before it has a thread of its own.
    with suppress(BrokenExecutor), ctrl_c_held_back():  # said when there is work for them
        for _ in range(jobs):
            pool.submit(int)
    return pool


def _quickest_start() -> str:
    """A copy of this process is ready 0.06 s before a new one: on Linux, while there is no other
    thread that could hold a lock which nobody would give back in the copy."""
    alone = sys.platform == "linux" and threading.active_count() == 1
    return "fork" if alone else "spawn"


def _pool(jobs: int, start: str, module: str | None) -> Executor:
    context = multiprocessing.get_context(start)
    return _Pool(jobs, mp_context=context, initializer=_settle, initargs=(module,))


class _Pool(ProcessPoolExecutor):
    """A pool that can break although some of its work was taken back. Python's own then stops
    half-way, and this process would wait for it for ever (gh-107219)."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """The work, given to a process."""
        future = super().submit(fn, *args, **kwargs)
        future.__class__ = _Work
        return future


class _Work(Future[Any]):
    def set_exception(self, exception: BaseException | None) -> None:
        with suppress(InvalidStateError):  # it was taken back
            super().set_exception(exception)


@contextmanager
def ctrl_c_held_back() -> Iterator[None]:
    """This process hears Ctrl-C when what is within is done; a process that starts within never
    does, not even before it can say so itself."""
    if sys.platform == "win32":  # has no such mask
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def other_processes(jobs: int | None, module: str) -> Iterator[Executor | None]:
    """A pool of the processes beside this one, when `jobs` of more than one were asked for."""
    if not jobs or jobs == 1:
        yield None
        return
    pool = _started_pool(jobs - 1, module)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def cycles_seldom_looked_for() -> AbstractContextManager[None]:
    """For work that makes many objects, next to none of them in a cycle: Python looks for these
    after every 700 by itself, a twentieth of the time of a session's booklets."""
    return _cycles_looked_for_after(_SELDOM)


def cycles_looked_for_as_usual() -> AbstractContextManager[None]:
    """For work within that which leaves many cycles, and much memory in them."""
    return _cycles_looked_for_after(_USUAL)


@contextmanager
def _cycles_looked_for_after(objects: int) -> Iterator[None]:
    before, *others = gc.get_threshold()
    gc.set_threshold(objects, *others)
    try:
        yield
    finally:
        gc.set_threshold(before, *others)


def _settle(module: str | None) -> None:
    """Ctrl-C is for the parent, which then lets what is under way be finished and stops. Killed, it
    can't: its workers must end by themselves, or they would wait for work for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if module:
        import_module(module)
        gc.freeze()  # it stays to the end: not to be looked through again and again
        gc.set_threshold(_SELDOM)


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
