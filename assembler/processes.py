"""Processes that work for this one: for readings and fillings that are worth several cores."""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from importlib import import_module
from typing import Final

_SELDOM: Final = 50_000
"""Objects made between two searches for cycles."""
_USUAL: Final = gc.get_threshold()[0]
"""The same, as Python sets it."""


def process_pool(jobs: int, module: str | None = None) -> Executor:
    """`jobs` processes. They leave Ctrl-C to this one, and end when it ends.

    With `module`, what their work stands in, they start at once and load it; without, when they are
    first given some.
    """
    # Spawned, on every system: the same start everywhere, and no lock inherited half taken.
    pool = ProcessPoolExecutor(
        jobs,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_settle,
        initargs=(module,),
    )
    if module:
        # A pool starts a process for each call, as long as there are fewer than it may have.
        with suppress(BrokenExecutor), ctrl_c_held_back():  # said when there is work for them
            for _ in range(jobs):
                pool.submit(int)
    return pool


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
    pool = process_pool(jobs - 1, module)
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
