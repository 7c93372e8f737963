"""The cases: a hazard, a producer, a seed; their PDFs, made once and kept."""

import fcntl
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.generated.browser import print_pages
from tests.generated.compose import Composed
from tests.generated.drawn import draw
from tests.generated.hazards import HAZARDS, Producer
from tests.generated.web import write_html
from tests.generated.word import print_docx, write_docx

FOLDER = Path(__file__).resolve().parents[2] / ".pytest_cache" / "generated"
SEEDS = (1, 2, 3)
HELD_OUT = (4001, 4002, 4003)
"""Not looked at while reading is mended: they tell whether it was mended for all."""
BATCH = 24
"""Documents printed by one run of LibreOffice or Chromium."""


@dataclass(frozen=True)
class Case:
    """One document to be read; its name is also that of its test."""

    hazard: str
    producer: Producer
    seed: int

    @property
    def name(self) -> str:
        return f"{self.hazard}-{self.producer}-{self.seed}"

    @property
    def needs_program(self) -> bool:
        """Does making it ask for LibreOffice or Chromium?"""
        return self.producer != "drawn"


def cases(seeds: Sequence[int] = SEEDS) -> tuple[Case, ...]:
    """Every hazard, by every producer that can make it, for each seed."""
    return tuple(
        Case(hazard, producer, seed)
        for hazard, one in HAZARDS.items()
        for producer in one.producers
        for seed in seeds
    )


@cache
def composed(case: Case) -> Composed:
    """What a case is made of, and what it says."""
    return HAZARDS[case.hazard].composed(case.seed)


def pdfs(case: Case) -> tuple[Path, ...]:
    """The PDFs of a case; those of the same batch are made along with it."""
    wanted = _files(case)
    if not all(path.exists() for path in wanted):
        _make(_batch(case))
    return wanted


def _files(case: Case) -> tuple[Path, ...]:
    return tuple(FOLDER / f"{_key(case.producer, source)}.pdf" for source in _sources(case))


@cache
def _sources(case: Case) -> tuple[bytes, ...]:
    """What the producer is given: a Word file, a page, or (drawn) the PDF itself."""
    write = {"drawn": draw, "web": write_html}.get(case.producer, write_docx)
    return tuple(write(document) for document in composed(case).documents)


def _key(producer: Producer, source: bytes) -> str:
    return f"{producer}-{hashlib.sha256(source).hexdigest()[:24]}"


def _batch(case: Case) -> tuple[Case, ...]:
    """The cases made together with this one: always the same ones, whoever asks first."""
    if case.producer == "drawn":
        return (case,)
    together = (seeds for seeds in (SEEDS, HELD_OUT) if case.seed in seeds)
    seeds = next(together, (case.seed,))
    alike = [one for one in cases(seeds) if one.producer == case.producer]
    first = alike.index(case) // BATCH * BATCH
    return tuple(alike[first : first + BATCH])


def _make(batch: Sequence[Case]) -> None:
    """Makes what is not there yet. Workers of a test run wait for each other by batch."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with _locked(FOLDER / f"{batch[0].name}.lock"):
        missing = {
            path: source
            for case in batch
            for path, source in zip(_files(case), _sources(case), strict=True)
            if not path.exists()
        }
        for path, content in _printed(batch[0].producer, missing).items():
            aside = path.with_suffix(".tmp")
            aside.write_bytes(content)
            aside.replace(path)


def _printed(producer: Producer, sources: dict[Path, bytes]) -> dict[Path, bytes]:
    if producer == "drawn" or not sources:
        return sources
    named = {path.stem: source for path, source in sources.items()}
    if producer == "web":
        made = print_pages(named)
    else:
        made = print_docx(named, tagged=producer == "word-tagged")
    return {path: made[path.stem] for path in sources}


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
