"""What the open data costs: `python -m benchmarks.fiche --mb 570 --json`.

An export of invented fiches, grown to so many megabytes in a temporary folder and removed; the
fiche looked for is the last one. `assembler init --fiche`, a whole process:

- `seconds`, `peak_mb`: from the .xml; by the clock, and the memory of the process at its highest.
- `zip_seconds`, `zip_peak_mb`: the same from the .zip.
- `few_peak_mb`: from an export of a hundredth of that: memory does not grow with the file.
"""

import json
import sys
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from benchmarks.process import Run, run

CODE = "RNCP99999"
SENTENCE = (
    "Organiser le tri des matériaux reçus, en tenant compte de leur état et des consignes de "
    "sécurité, afin de préparer leur réemploi sur un chantier."
)


@dataclass(frozen=True)
class Figures:
    """What `--json` prints."""

    mb: float
    fiches: int
    seconds: float
    peak_mb: float
    zip_seconds: float
    zip_peak_mb: float
    few_peak_mb: float


def measure(mb: int) -> Figures:
    """The figures for an export of so many megabytes."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        export = folder / "export_fiches_RNCP_V4_1_2026-01-01.xml"
        fiches = write_export(export, mb * 10**6)
        whole = _init(folder / "entier", export)
        few = folder / "export_fiches_RNCP_V4_1_2026-01-02.xml"
        write_export(few, mb * 10**4)
        part = _init(folder / "peu", few)
        packed = folder / "export-fiches-rncp-v4-1-2026-01-01.zip"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.write(export, export.name)
        zipped = _init(folder / "comprime", packed)
        return Figures(
            mb=round(export.stat().st_size / 10**6, 1),
            fiches=fiches,
            seconds=round(whole.wall, 2),
            peak_mb=round(whole.peak_mb, 1),
            zip_seconds=round(zipped.wall, 2),
            zip_peak_mb=round(zipped.peak_mb, 1),
            few_peak_mb=round(part.peak_mb, 1),
        )


def write_export(path: Path, size: int) -> int:
    """An export of at least `size` bytes, ending with the fiche `CODE`; how many fiches it has."""
    with path.open("w", encoding="utf-8") as stream:
        stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<FICHES>\n')
        stream.write("<VERSION_FLUX>4.1</VERSION_FLUX>\n")
        number = 0
        while stream.tell() < size:
            number += 1
            stream.write(_fiche(f"RNCP{number:05d}", number))
        stream.write(_fiche(CODE, number + 1))
        stream.write("</FICHES>\n")
    return number + 1


def _fiche(code: str, number: int) -> str:
    """A fiche of about 20 kB, as the real ones have on the average: blocs and partners."""
    blocs = "".join(
        f"<BLOC_COMPETENCES><CODE>{code}BC{bloc:02d}</CODE><LIBELLE>Bloc {bloc}</LIBELLE>"
        f"<LISTE_COMPETENCES>{'    '.join(f'C{bloc}.{n}. {SENTENCE}' for n in range(1, 8))}"
        f"</LISTE_COMPETENCES><MODALITES_EVALUATION>Étude de cas    Entretien avec le jury"
        "</MODALITES_EVALUATION></BLOC_COMPETENCES>\n"
        for bloc in range(1, 5)
    )
    partners = "".join(
        f"<PARTENAIRE><NOM_PARTENAIRE>École {number}-{n}</NOM_PARTENAIRE>"
        "<SIRET_PARTENAIRE>00000000000000</SIRET_PARTENAIRE>"
        "<HABILITATION_PARTENAIRE>HABILITATION_FORMER</HABILITATION_PARTENAIRE>"
        "<ETAT_HABILITATION>Actif</ETAT_HABILITATION></PARTENAIRE>\n"
        for n in range(50)
    )
    return (
        f"<FICHE><ID_FICHE>{number}</ID_FICHE><NUMERO_FICHE>{code}</NUMERO_FICHE>"
        f"<INTITULE>Agent de réemploi {number}</INTITULE><ETAT_FICHE>Publiée</ETAT_FICHE>\n"
        f"<PARTENAIRES>{partners}</PARTENAIRES>\n"
        f"<OBJECTIFS_CONTEXTE>{SENTENCE * 20}</OBJECTIFS_CONTEXTE>\n"
        "<DATE_DECISION>01/06/2022</DATE_DECISION>\n"
        f"<BLOCS_COMPETENCES>{blocs}</BLOCS_COMPETENCES><ACTIF>Oui</ACTIF></FICHE>\n"
    )


def _init(dossier: Path, export: Path) -> Run:
    command = [sys.executable, "-m", "assembler", "init", str(dossier)]
    done = run([*command, "--fiche", str(export), "--code", CODE])
    if CODE not in done.output:
        raise click.ClickException("the fiche was not found")
    return done


@click.command()
@click.option("--mb", default=570, show_default=True, help="The size of the export.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def main(mb: int, as_json: bool) -> None:
    """Measure `assembler init --fiche`."""
    figures = asdict(measure(mb))
    if as_json:
        click.echo(json.dumps(figures))
        return
    for name, value in figures.items():
        click.echo(f"{name:>12}  {value}")


if __name__ == "__main__":
    main()
