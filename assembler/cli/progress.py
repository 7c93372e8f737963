"""A progress line on anything over a second, on a terminal only."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 1.0
"""Seconds before the line appears."""


def progress(items: Iterator[T], words: str) -> Iterator[T]:
    """The same items, with their number and rate shown as they come: « 124 documents, 350/s »."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.live import Live
    from rich.text import Text

    start = time.monotonic()
    with Live(console=Console(stderr=True), transient=True, refresh_per_second=4) as live:
        for number, item in enumerate(items, 1):
            elapsed = time.monotonic() - start
            if elapsed > PATIENCE:
                live.update(Text(f"{number} {words}, {number / elapsed:.0f}/s"))
            yield item


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
