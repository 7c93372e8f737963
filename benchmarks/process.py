"""A command run as a process of its own, and what it cost."""

import compileall
import os
import resource
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import click

import assembler

_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"


@dataclass(frozen=True)
class Run:
    """A process, start to end: seconds of processor and by the clock, megabytes, its output."""

    cpu: float
    wall: float
    peak_mb: float
    output: str


def run(command: Sequence[str]) -> Run:
    """Runs a command, measured by a process that has no other child."""
    _compile()
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_run, (command,))


def run_at_once(commands: Sequence[Sequence[str]]) -> float:
    """Seconds by the clock until all of the commands, started together, are done."""
    _compile()
    start = time.perf_counter()
    for process in [_started(command) for command in commands]:
        if process.wait():
            raise click.ClickException(f"code {process.returncode}")
    return time.perf_counter() - start


def _started(command: Sequence[str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, env=_environment())


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != _NO_BYTECODE}


@cache
def _compile() -> None:
    """As on any machine where the tool ran before: Python finds its modules compiled, also where
    it is told not to keep them."""
    compileall.compile_dir(Path(assembler.__file__).parent, quiet=1)


def _run(command: Sequence[str]) -> Run:
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, env=_environment())
    wall = time.perf_counter() - start
    # Code 1 is a result with findings, but also Python's own for a program that broke.
    if done.returncode > 1 or "Traceback" in done.stderr:
        raise click.ClickException(done.stderr)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024, done.stdout)
