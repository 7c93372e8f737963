"""What comparing two référentiels costs: `python -m benchmarks.compare --json`.

`small` has 200 competences and 800 criteria, `large` 400 and 1,600; seconds of processor, median of
the runs, and `ratio` of the two. The new version: `all at once` of tests/compare/mutations.py, or
another of its mutations.
"""

import json
import time
from dataclasses import asdict, dataclass
from statistics import median

import click

from assembler.compare import compare
from assembler.model import Referentiel
from tests.compare.mutations import MUTATIONS
from tests.compare.versions import changed, first_version, referentiel


@dataclass(frozen=True)
class Figures:
    """What `--json` prints."""

    competences: tuple[int, int]
    criteres: tuple[int, int]
    small_seconds: float
    large_seconds: float
    ratio: float


def versions(blocs: int, mutation: str) -> tuple[Referentiel, Referentiel]:
    """A référentiel of ten competences a bloc, of four criteria each, and its next version."""
    old = first_version(0, blocs=blocs, competences=10, criteres=4)
    return referentiel(old), referentiel(changed(old, *MUTATIONS[mutation]))


def seconds(pair: tuple[Referentiel, Referentiel]) -> float:
    """Of processor, for one comparison."""
    start = time.process_time()
    compare(*pair)
    return time.process_time() - start


def measure(mutation: str, runs: int) -> Figures:
    """The figures of a mutation."""
    small, large = versions(20, mutation), versions(40, mutation)
    # By turns: what else the machine does falls on each alike.
    times = [(seconds(small), seconds(large)) for _ in range(runs)]
    few, many = (median(column) for column in zip(*times, strict=True))
    return Figures(
        competences=(_competences(small[0]), _competences(large[0])),
        criteres=(_criteres(small[0]), _criteres(large[0])),
        small_seconds=round(few, 2),
        large_seconds=round(many, 2),
        ratio=round(many / few, 2),
    )


def _competences(version: Referentiel) -> int:
    return sum(len(bloc.competences) for bloc in version.blocs)


def _criteres(version: Referentiel) -> int:
    return sum(len(one.criteres) for bloc in version.blocs for one in bloc.competences)


@click.command()
@click.option("--mutation", type=click.Choice([*MUTATIONS]), default="all at once")
@click.option("--runs", default=3, show_default=True)
@click.option("--json", "as_json", is_flag=True)
def main(mutation: str, runs: int, as_json: bool) -> None:
    """Measure what comparing costs."""
    figures = asdict(measure(mutation, runs))
    if as_json:
        click.echo(json.dumps(figures))
    else:
        for name, figure in figures.items():
            click.echo(f"{name}: {figure}")


if __name__ == "__main__":
    main()
