"""`python -m tests.generated --report [HAZARD or PRODUCER …]`: how well each case is read."""

import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

import click

from tests.generated.cases import HELD_OUT, SEEDS, Case, cases, composed, pdfs
from tests.generated.score import Score, score


@click.command()
@click.option("--report", is_flag=True, help="Read every case and print what is not right.")
@click.option("--held-out", is_flag=True, help="The seeds kept aside; prints the figures alone.")
@click.option("--list", "listing", is_flag=True, help="Print each case and its files.")
@click.option("--jobs", default=2, show_default=True)
@click.argument("chosen", nargs=-1)
def main(report: bool, held_out: bool, listing: bool, jobs: int, chosen: Sequence[str]) -> None:
    """Makes the cases whose name contains one of the words CHOSEN (all, when there is none)."""
    wanted = [
        case
        for case in cases(HELD_OUT if held_out else SEEDS)
        if not chosen or any(word in case.name for word in chosen)
    ]
    if listing or not report:
        for case in wanted:
            click.echo(f"{case.name}: {' '.join(map(str, pdfs(case)))}")
        return
    right = 0
    with ProcessPoolExecutor(jobs) as pool:
        for case, found in zip(wanted, pool.map(_score, wanted), strict=True):
            if found is not None and found.f1 == 1:
                right += 1
                continue
            text = "no reading" if found is None else str(found)
            click.echo(f"{case.name}: {text.splitlines()[0] if held_out else text}")
    click.echo(f"{right} of {len(wanted)} cases at 1.0")
    sys.exit(0 if right == len(wanted) else 1)


def _score(case: Case) -> Score | None:
    from assembler.normalise import read_pdf

    try:
        return score(composed(case).truth, read_pdf(pdfs(case)).referentiel)
    except Exception as fault:  # one case must not hide what the others say
        click.echo(f"{case.name}: {type(fault).__name__}: {fault}", err=True)
        return None


if __name__ == "__main__":
    main()
