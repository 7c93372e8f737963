"""What reading a PDF costs: `python -m benchmarks.extraction PDF --json`.

`pdfplumber_ratio`: processor time of the whole `assembler extract`, over that of pdfplumber's own
`find_tables()` and `extract()` on the same pages, each as a whole process, median of five.
`peak_mb`: the memory of `extract` at its highest, in one process. `two_processes`: how much faster
`extract` is, by the clock, with two processes than with one (best of the runs; on an idle machine).
"""

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import click
from pypdf import PdfReader, PdfWriter

from benchmarks.process import Run, run

PDFPLUMBER = """
import sys, pdfplumber
with pdfplumber.open(sys.argv[1]) as pdf:
    for page in pdf.pages:
        for table in page.find_tables():
            table.extract()
        page.close()
"""


@dataclass(frozen=True)
class Figures:
    """What `--json` prints."""

    pages: int
    pdfplumber_ratio: float
    extract_seconds: float
    pdfplumber_seconds: float
    peak_mb: float
    two_processes: float | None


def measure(pdf: Path, runs: int, *, processes: bool) -> Figures:
    """The figures of a PDF."""
    with TemporaryDirectory() as folder:
        target = str(Path(folder, "referentiel.json"))
        command = [sys.executable, "-m", "assembler", "extract", str(pdf), "-o", target]
        theirs: list[Run] = []
        ours: list[Run] = []
        two: list[Run] = []
        # By turns: what else the machine does falls on each alike.
        for _ in range(runs):
            theirs.append(run([sys.executable, "-c", PDFPLUMBER, str(pdf)]))
            ours.append(run([*command, "--jobs", "1"]))
            if processes:
                two.append(run([*command, "--jobs", "2"]))
    our_cpu, their_cpu = (median(one.cpu for one in runs) for runs in (ours, theirs))
    gain = min(one.wall for one in ours) / min(one.wall for one in two) if two else None
    return Figures(
        pages=len(PdfReader(pdf).pages),
        pdfplumber_ratio=round(our_cpu / their_cpu, 2),
        extract_seconds=round(our_cpu, 2),
        pdfplumber_seconds=round(their_cpu, 2),
        peak_mb=round(max(one.peak_mb for one in ours)),
        two_processes=round(gain, 2) if gain else None,
    )


def repeated(pdf: Path, pages: int, target: Path) -> Path:
    """A PDF of so many pages: those of `pdf` again and again, each a copy of its own."""
    writer = PdfWriter()
    while len(writer.pages) < pages:
        writer.append(PdfReader(pdf))
    while len(writer.pages) > pages:
        writer.remove_page(len(writer.pages) - 1)
    writer.write(target)
    return target


@click.command()
@click.argument("pdf", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--pages", type=int, help="Repeat the PDF's pages up to this number.")
@click.option("--runs", default=5, show_default=True)
@click.option("--processes", is_flag=True, help="Measure two processes against one, too.")
@click.option("--json", "as_json", is_flag=True)
def main(pdf: Path, pages: int | None, runs: int, processes: bool, as_json: bool) -> None:
    """Measure what reading PDF costs."""
    with TemporaryDirectory() as folder:
        if pages:
            pdf = repeated(pdf, pages, Path(folder, pdf.name))
        figures = asdict(measure(pdf, runs, processes=processes))
    if as_json:
        click.echo(json.dumps(figures))
    else:
        for name, figure in figures.items():
            click.echo(f"{name}: {figure}")


if __name__ == "__main__":
    main()
