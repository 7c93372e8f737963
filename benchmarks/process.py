"""A command run as a process of its own, and what it cost."""

import resource
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import get_context

import click


@dataclass(frozen=True)
class Run:
    """A process, start to end: seconds of processor and by the clock, megabytes, its output."""

    cpu: float
    wall: float
    peak_mb: float
    output: str


def run(command: Sequence[str]) -> Run:
    """Runs a command, measured by a process that has no other child."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_run, (command,))


def _run(command: Sequence[str]) -> Run:
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    wall = time.perf_counter() - start
    # Code 1 is a result with findings, but also Python's own for a program that broke.
    if done.returncode > 1 or "Traceback" in done.stderr:
        raise click.ClickException(done.stderr)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024, done.stdout)
