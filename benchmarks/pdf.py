"""What PDFs cost: `python -m benchmarks.pdf --records 100 --json`.

The invented dossier of `benchmarks.dossier`, whole processes, run by turns:

- `alone_ratio`: one start of LibreOffice for each document, on a sample, pro rata, over
  `build --only livret --pdf --jobs 1` of documents that are there: processor time.
- `jobs2_speedup`: `--jobs 1` over `--jobs 2`, by the clock. To be measured on an idle machine.
- `noop_ratio`: a second build, with nothing to do, over the first: by the clock.
- `join_ms`, `join_mb`, `few_mb`: joining `--parts` PDFs for the printer, as many times the records'
  as it takes: milliseconds a part, the memory of the process at its highest, and that with a tenth
  of the parts.
"""

import json
import shutil
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from benchmarks.dossier import write_dossier
from benchmarks.livrets import LOGO
from benchmarks.process import Run, run

JOIN = """
import sys
from itertools import cycle, islice
from pathlib import Path
from assembler.fill.join import join
folder, number, out = sys.argv[1:]
parts = sorted(Path(folder).rglob("livrets/*.pdf"))
with open(out, "wb") as stream:
    assert not join(list(islice(cycle(parts), int(number))), stream)
"""


@dataclass(frozen=True)
class Figures:
    """What `--json` prints."""

    records: int
    seconds_a_document: float
    alone_ratio: float
    jobs2_speedup: float
    noop_ratio: float
    join_ms: float
    join_mb: float
    few_mb: float


def measure(records: int, sample: int, parts: int) -> Figures:
    """The figures for so many booklets."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_dossier(folder / "dossier", records, LOGO)
        _build(folder, "--jobs", "1")
        shutil.copytree(folder / "documents", folder / "copie")
        one = _build(folder, "--pdf", "--jobs", "1")
        noop = _build(folder, "--pdf", "--jobs", "1")
        alone = _alone(folder, sample)
        few, many = _join(folder, parts // 10), _join(folder, parts)
        shutil.rmtree(folder / "documents")
        (folder / "copie").rename(folder / "documents")
        two = _build(folder, "--pdf", "--jobs", "2")
        return Figures(
            records=records,
            seconds_a_document=round(one.wall / records, 2),
            alone_ratio=round(alone / sample * records / one.cpu, 1),
            jobs2_speedup=round(one.wall / two.wall, 2),
            noop_ratio=round(noop.wall / one.wall, 3),
            join_ms=round(many.cpu / parts * 1000, 1),
            join_mb=round(many.peak_mb),
            few_mb=round(few.peak_mb),
        )


def _build(folder: Path, *options: str) -> Run:
    command = [sys.executable, "-m", "assembler", "build", str(folder / "dossier")]
    return run([*command, "--only", "livret", "-o", str(folder / "documents"), *options])


def _alone(folder: Path, sample: int) -> float:
    """Processor seconds of one start of LibreOffice for each document of the sample, its profile
    made beforehand."""
    documents = sorted((folder / "documents").rglob("*.docx"))[: sample + 1]
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    _, *others = [run([*command, str(document)]).cpu for document in documents]
    return sum(others)


def _join(folder: Path, parts: int) -> Run:
    arguments = [str(folder / "documents"), str(parts), str(folder / "impression.pdf")]
    return run([sys.executable, "-c", JOIN, *arguments])


@click.command()
@click.option("--records", default=100, show_default=True, type=click.IntRange(min=2))
@click.option("--sample", default=5, show_default=True, type=click.IntRange(min=1))
@click.option("--parts", default=1000, show_default=True, type=click.IntRange(min=10))
@click.option("--json", "as_json", is_flag=True)
def main(records: int, sample: int, parts: int, as_json: bool) -> None:
    """Measure what PDFs cost."""
    figures = asdict(measure(records, sample, parts))
    if as_json:
        click.echo(json.dumps(figures))
    else:
        for name, figure in figures.items():
            click.echo(f"{name}: {figure}")


if __name__ == "__main__":
    main()
