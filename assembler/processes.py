"""Processes that work for this one: for readings and fillings that are worth several cores."""

import multiprocessing
import os
import signal
import threading
from concurrent.futures import Executor, ProcessPoolExecutor


def process_pool(jobs: int) -> Executor:
    """`jobs` processes. They leave Ctrl-C to this one, and end when it ends."""
    # Spawned, on every system: the same start everywhere, and no lock inherited half taken.
    return ProcessPoolExecutor(
        jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_settle
    )


def _settle() -> None:
    """Ctrl-C is for the parent, which then lets what is under way be finished and stops. Killed, it
    can't: its workers must end by themselves, or they would wait for work for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
