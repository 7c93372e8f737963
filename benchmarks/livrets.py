"""What making booklets costs: `python -m benchmarks.livrets --records 2000 --json`.

An invented dossier (`benchmarks.dossier`), the default livret template, a logo. Each figure is of
whole processes, run by turns:

- `docxtpl_ratio`: docxtpl in a loop (open the template, replace the logo, render, save) over
  `assembler build --only livret --jobs 1`, ledger and checks included: processor time. docxtpl is
  given its contexts for nothing. It is run on one record and on `--sample` records; its time for
  all is that of the first plus the rest at the pace measured between the two. It has no table of
  contents to make.
- `floor_ratio`: the same build over rendering the compiled template (plain Jinja, no sandbox) and
  deflating the parts that changed, nothing else, start-up left out: on the sample, pro rata.
- `jobs2_speedup`: `--jobs 1` over `--jobs 2`, by the clock. To be measured on an idle machine.
- `machine2_speedup`: what two processes that share nothing gain on this machine, the most that can
  be hoped for: twice `--jobs 1`, over two of them at the same time.
- `noop_ratio`: a second build, with nothing to do, over the first: by the clock.
- `peak_mb`: the memory of the build at its highest.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory, mkdtemp

import click

from benchmarks.dossier import write_dossier
from benchmarks.process import Run, run, run_at_once

LOGO = Path(__file__).parents[1] / "inputs" / "atelier-reemploi" / "logo.png"

DOCXTPL = """
import json, sys
from docxtpl import DocxTemplate
from jinja2 import Environment
modele, logo, contextes, sortie, nombre = sys.argv[1:]
environment = Environment()
environment.globals["sommaire"] = str  # the table of contents, which docxtpl does not make
with open(contextes, encoding="utf-8") as lignes:
    for rang, ligne in zip(range(int(nombre)), lignes):
        document = DocxTemplate(modele)
        document.replace_pic("logo.png", logo)
        document.render(json.loads(ligne), environment, autoescape=True)
        document.save(f"{sortie}/{rang}.docx")
"""

FLOOR = """
import json, sys, time, zipfile, zlib
from docxtpl import DocxTemplate
from jinja2 import Environment
modele, contextes, nombre = sys.argv[1:]
with zipfile.ZipFile(modele) as archive:
    parts = [archive.read(nom).decode() for nom in archive.namelist() if nom.endswith(".xml")]
environment = Environment(autoescape=True)
environment.globals["sommaire"] = str
patched = [DocxTemplate(None).patch_xml(part) for part in parts if "{{" in part]
templates = [environment.from_string(part) for part in patched]
with open(contextes, encoding="utf-8") as lignes:
    records = [json.loads(ligne) for _, ligne in zip(range(int(nombre)), lignes)]
for record in records[:3]:
    for template in templates:
        template.render(record)
start = time.process_time()
for record in records:
    for template in templates:
        zlib.compress(template.render(record).encode(), 6)
print(time.process_time() - start)
"""


@dataclass(frozen=True)
class Figures:
    """What `--json` prints. Seconds are those of the whole number of records."""

    records: int
    sample: int
    docxtpl_ratio: float
    floor_ratio: float
    jobs2_speedup: float
    machine2_speedup: float
    noop_ratio: float
    peak_mb: float
    build_cpu: float
    build_wall: float
    docxtpl_cpu: float
    floor_cpu: float
    noop_wall: float


@dataclass(frozen=True)
class Workshop:
    """A dossier, what docxtpl is given, and where the documents go."""

    folder: Path
    records: int
    sample: int

    @property
    def dossier(self) -> Path:
        return self.folder / "dossier"

    @property
    def contexts(self) -> Path:
        return self.folder / "contextes.jsonl"

    def prepare(self) -> Path:
        """Writes the dossier and the contexts of the sample; returns the template."""
        from assembler.documents import FAMILLES
        from assembler.model import read_dossier

        write_dossier(self.dossier, self.records, LOGO)
        plan = islice(FAMILLES["livret"].plan(read_dossier(self.dossier, None)), self.sample)
        with self.contexts.open("w", encoding="utf-8") as lines:
            for document in plan:
                lines.write(document.contexte.model_dump_json() + "\n")
        return document.modele

    def new_folder(self) -> Path:
        """For documents. None is emptied for another run: just after many files were deleted, the
        file system takes long to make new ones."""
        return Path(mkdtemp(dir=self.folder))

    def command(self, output: Path, jobs: int) -> list[str]:
        """The whole command."""
        command = [sys.executable, "-m", "assembler", "build", str(self.dossier)]
        return [*command, "--only", "livret", "--jobs", str(jobs), "-o", str(output)]

    def build(self, output: Path, jobs: int) -> Run:
        """The command run, over what is in `output`."""
        done = run(self.command(output, jobs))
        made = sum(1 for _ in output.rglob("*.docx"))
        if made != self.records:
            raise click.ClickException(f"{made} documents instead of {self.records}")
        return done

    def build_twice_at_once(self) -> float:
        """Seconds until two builds, of one process each, are done."""
        return run_at_once([self.command(self.new_folder(), 1) for _ in range(2)])

    def docxtpl(self, modele: Path, number: int) -> Run:
        """docxtpl in a loop over the first `number` records."""
        arguments = [str(modele), str(LOGO), str(self.contexts), str(self.new_folder())]
        return run([sys.executable, "-c", DOCXTPL, *arguments, str(number)])

    def floor(self, modele: Path) -> float:
        """Processor seconds of rendering and deflating the sample."""
        arguments = [str(modele), str(self.contexts), str(self.sample)]
        return float(run([sys.executable, "-c", FLOOR, *arguments]).output)


def measure(records: int, sample: int, runs: int) -> Figures:
    """The figures for so many records, each the median of so many runs."""
    with TemporaryDirectory() as folder:
        workshop = Workshop(Path(folder), records, min(sample, records))
        modele = workshop.prepare()
        return _figures(workshop, list(_by_turns(workshop, modele, runs)))


@dataclass(frozen=True)
class _Turn:
    """One of each: what else the machine does falls on all alike."""

    one: Run
    noop: Run
    two: Run
    both: float
    docxtpl_one: Run
    docxtpl_sample: Run
    floor: float


def _by_turns(workshop: Workshop, modele: Path, runs: int) -> Iterator[_Turn]:
    for _ in range(runs):
        output = workshop.new_folder()
        yield _Turn(
            one=workshop.build(output, 1),
            noop=workshop.build(output, 1),
            two=workshop.build(workshop.new_folder(), 2),
            both=workshop.build_twice_at_once(),
            docxtpl_one=workshop.docxtpl(modele, 1),
            docxtpl_sample=workshop.docxtpl(modele, workshop.sample),
            floor=workshop.floor(modele),
        )


def _figures(workshop: Workshop, turns: list[_Turn]) -> Figures:
    ours = median(turn.one.cpu for turn in turns)
    wall = median(turn.one.wall for turn in turns)
    first = median(turn.docxtpl_one.cpu for turn in turns)
    some = median(turn.docxtpl_sample.cpu for turn in turns)
    pace = (some - first) / (workshop.sample - 1)
    theirs = first + pace * (workshop.records - 1)
    floor = median(turn.floor for turn in turns) * workshop.records / workshop.sample
    noop = median(turn.noop.wall for turn in turns)
    return Figures(
        records=workshop.records,
        sample=workshop.sample,
        docxtpl_ratio=round(theirs / ours, 1),
        floor_ratio=round(ours / floor, 2),
        jobs2_speedup=round(wall / median(turn.two.wall for turn in turns), 2),
        machine2_speedup=round(2 * wall / median(turn.both for turn in turns), 2),
        noop_ratio=round(noop / wall, 3),
        peak_mb=round(max(turn.one.peak_mb for turn in turns)),
        build_cpu=round(ours, 2),
        build_wall=round(wall, 2),
        docxtpl_cpu=round(theirs, 2),
        floor_cpu=round(floor, 2),
        noop_wall=round(noop, 2),
    )


@click.command()
@click.option("--records", default=2000, show_default=True, type=click.IntRange(min=2))
@click.option("--sample", default=100, show_default=True, type=click.IntRange(min=2))
@click.option("--runs", default=1, show_default=True, type=click.IntRange(min=1))
@click.option("--json", "as_json", is_flag=True)
def main(records: int, sample: int, runs: int, as_json: bool) -> None:
    """Measure what making booklets costs."""
    figures = asdict(measure(records, sample, runs))
    if as_json:
        click.echo(json.dumps(figures))
    else:
        for name, figure in figures.items():
            click.echo(f"{name}: {figure}")


if __name__ == "__main__":
    main()
