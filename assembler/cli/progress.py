"""A progress line on anything over a second, on a terminal only."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 1.0
"""Seconds before the line appears."""


def progress(items: Iterator[T], words: str, total: Callable[[], int] | None = None) -> Iterator[T]:
    """The same items, with their number and rate shown as they come: « 124 documents, 350/s »; when
    the total can be told, « 124 documents sur 2 000, 350/s, encore 5 s ». It is asked only where it
    is shown."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    in_all = total() if total else None
    start = time.monotonic()
    with Live(console=Console(stderr=True), transient=True, refresh_per_second=4) as live:
        for number, item in enumerate(items, 1):
            elapsed = time.monotonic() - start
            if elapsed > PATIENCE:
                live.update(Text(_words(number, in_all, words, elapsed)))
            yield item


def _words(number: int, in_all: int | None, words: str, elapsed: float) -> str:
    rate = number / elapsed
    if in_all is None:
        return f"{_number(number)} {words}, {rate:.0f}/s"
    left = _duration((in_all - number) / rate)
    return f"{_number(number)} {words} sur {_number(in_all)}, {rate:.0f}/s, encore {left}"


def _number(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")


def _duration(seconds: float) -> str:
    whole = max(round(seconds), 1)
    return f"{whole} s" if whole < 90 else f"{round(whole / 60)} min"


@contextmanager
def pages_read() -> Iterator[Callable[[int, int], None] | None]:
    """What shows how many pages have been read, of how many: « 124 pages lues sur 300 »."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    start = time.monotonic()
    with Live(console=Console(stderr=True), transient=True, refresh_per_second=4) as live:

        def show(done: int, total: int) -> None:
            if time.monotonic() - start > PATIENCE:
                live.update(Text(f"{done} pages lues sur {total}"))

        yield show
