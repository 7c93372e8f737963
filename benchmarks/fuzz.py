"""Damaged PDFs: `python -m benchmarks.fuzz --cases 2000` reads copies of one- and two-page extracts
after bytes of them were flipped, cut, doubled or swapped.

Each must end in a documented exit code with one message: no traceback, no hang, less than a
gigabyte, nothing half written. The cases that do not are printed and their files kept.
"""

import multiprocessing
import random
import re
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

import click
from pypdf import PdfWriter
from pypdf.generic import ContentStream

from assembler.cli import main as assembler
from assembler.errors import ExitCode

ROOT = Path(__file__).resolve().parents[1]
SOURCES = (
    *sorted((ROOT.parent / "shared" / "seed").glob("*.pdf")),
    ROOT / "inputs" / "atelier-reemploi" / "referentiel.pdf",
)
SECONDS = 20
MEMORY = 1 << 30
DOCUMENTED = frozenset(
    (ExitCode.OK, ExitCode.FINDINGS, ExitCode.NO_REFERENTIEL, ExitCode.UNREADABLE_PDF)
)

Damage = Callable[[bytes, random.Random], bytes]


@dataclass(frozen=True)
class Ending:
    """How the reading of one damaged file ended. `fault` is "" when it ended as it must."""

    case: int
    damage: str
    code: int
    fault: str
    data: bytes


class _TooLongError(BaseException):
    """Not an Exception: readers of PDFs catch those."""


def flip(data: bytes, rng: random.Random) -> bytes:
    """A few bytes take any value."""
    damaged = bytearray(data)
    for _ in range(rng.choice((1, 3, 10, 100))):
        damaged[rng.randrange(len(damaged))] ^= 1 << rng.randrange(8)
    return bytes(damaged)


def cut(data: bytes, rng: random.Random) -> bytes:
    """The end is missing."""
    return data[: rng.randrange(len(data))]


def lose(data: bytes, rng: random.Random) -> bytes:
    """A range is missing."""
    start, end = _range(data, rng)
    return data[:start] + data[end:]


def double(data: bytes, rng: random.Random) -> bytes:
    """A range stands twice."""
    start, end = _range(data, rng)
    return data[:end] + data[start:]


def swap(data: bytes, rng: random.Random) -> bytes:
    """Two streams stand in each other's place."""
    streams = [match.span(1) for match in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.S)]
    if len(streams) < 2:
        return flip(data, rng)
    (a, b), (c, d) = sorted(rng.sample(streams, 2))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def renumber(data: bytes, rng: random.Random) -> bytes:
    """Numbers outside of streams (objects, lengths, boxes, counts) take other values."""
    numbers = [match.span() for match in re.finditer(rb"(?<![\w.])\d+(?![\w.])", data)]
    damaged = data
    for start, end in sorted(rng.sample(numbers, min(len(numbers), 3)), reverse=True):
        value = str(rng.choice((0, 1, -1, 7, 65536, 10**9, 10**19))).encode()
        damaged = damaged[:start] + value + damaged[end:]
    return damaged


DAMAGES: Sequence[Damage] = (flip, cut, lose, double, swap, renumber)


def _range(data: bytes, rng: random.Random) -> tuple[int, int]:
    start = rng.randrange(len(data))
    return start, min(len(data), start + rng.choice((1, 10, 100, 1000, len(data) // 4)))


def extracts(sources: Sequence[Path]) -> tuple[bytes, ...]:
    """One- and two-page extracts of PDFs, their page contents compressed and not."""
    return tuple(
        _extract(source, pages, plain)
        for source in sources
        for pages in ((0, 1), (1, 3))
        for plain in (False, True)
    )


def _extract(source: Path, pages: tuple[int, int], plain: bool) -> bytes:
    writer = PdfWriter()
    writer.append(source, pages=pages)
    for page in writer.pages if plain else ():
        page.replace_contents(ContentStream(page.get_contents(), writer))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def endings(cases: int, seed: int, originals: Sequence[bytes], jobs: int) -> Iterator[Ending]:
    """How the readings of `cases` damaged files end, as they end."""
    # Forked: a reading takes a tenth of a second, a new interpreter half a second.
    with multiprocessing.get_context("fork").Pool(jobs, initializer=_limit_memory) as pool:
        tasks = ((case, seed, originals[case % len(originals)]) for case in range(cases))
        yield from pool.imap_unordered(_end, tasks)


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _end(task: tuple[int, int, bytes]) -> Ending:
    case, seed, original = task
    rng = random.Random(f"{seed}-{case}")
    damage = rng.choice(DAMAGES)
    data = damage(original, rng)
    code, fault = read(data)
    return Ending(case, damage.__name__, code, fault, data)


def read(data: bytes) -> tuple[int, str]:
    """The exit code that `assembler extract` ends with, and what was wrong with that ending."""
    out, err = StringIO(), StringIO()
    with TemporaryDirectory() as folder:
        pdf, target = Path(folder, "referentiel.pdf"), Path(folder, "referentiel.yaml")
        pdf.write_bytes(data)
        signal.signal(signal.SIGALRM, _too_long)
        signal.alarm(SECONDS)
        try:
            with redirect_stdout(out), redirect_stderr(err):
                code = assembler(["extract", str(pdf), "-o", str(target), "--jobs", "1"])
        except _TooLongError:
            return -1, f"plus de {SECONDS} s"
        finally:
            signal.alarm(0)
        left = sorted(path.name for path in Path(folder).iterdir() if path != pdf)
    return code, _fault(code, err.getvalue(), left)


def _too_long(signum: int, frame: FrameType | None) -> None:
    raise _TooLongError


def _fault(code: int, said: str, left: Sequence[str]) -> str:
    if code not in DOCUMENTED:
        return f"code {code}: {said}"
    if code in (ExitCode.OK, ExitCode.FINDINGS):
        return f"said on stderr: {said}" if said else ""
    if left:
        return f"left behind: {', '.join(left)}"
    lines = said.splitlines()
    if len(lines) != 2 or not lines[0].startswith("Erreur : referentiel.pdf"):
        return f"not one message: {said}"
    return ""


@click.command()
@click.option("--cases", default=2000, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--jobs", default=2, show_default=True)
@click.option("--keep", type=click.Path(path_type=Path), help="Folder for the files that fail.")
def main(cases: int, seed: int, jobs: int, keep: Path | None) -> None:
    """Read damaged PDFs and say how that ended."""
    start = time.monotonic()
    codes: Counter[int] = Counter()
    failed = 0
    for ending in endings(cases, seed, extracts(SOURCES), jobs):
        codes[ending.code] += 1
        if ending.fault:
            failed += 1
            click.echo(f"{ending.case} ({ending.damage}): {ending.fault}", err=True)
            if keep:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{ending.case}-{ending.damage}.pdf").write_bytes(ending.data)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    ends = ", ".join(f"code {code}: {count}" for code, count in sorted(codes.items()))
    click.echo(f"{cases} cases in {time.monotonic() - start:.0f} s, {ends}")
    click.echo(f"{failed} failed; peak memory {peak:.0f} MB")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
