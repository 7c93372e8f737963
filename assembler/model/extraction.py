"""The side-car `referentiel.extraction.json`: the référentiel as extracted, and where it stood.

What `referentiel.yaml` says otherwise is a correction an officer made (`corrections.py`).
"""

from pathlib import Path
from typing import Literal

from pydantic import Field

from assembler.model.element import Element
from assembler.model.reading import read_json
from assembler.model.referentiel import Referentiel, Source
from assembler.model.writing import write_atomically


class Morceau(Element):
    """What of an element stands on one page: `boite` is x0, top, x1, bottom in points, origin top
    left."""

    page: int = Field(ge=1)
    boite: tuple[float, float, float, float]


class ElementLu(Morceau):
    """An element as it was read: where it begins and, cut by pages, where it goes on.

    `chemin` names it in the model, with codes for what has one and 1-based ranks for the rest
    (« blocs/1/competences/C1.1/criteres/2 »).
    """

    chemin: str
    texte: str
    suites: tuple[Morceau, ...] = ()


class Doute(Element):
    """A place where two readers of the PDF disagree: what was read there, why it is doubtful."""

    page: int = Field(ge=1)
    boite: tuple[float, float, float, float]
    texte: str
    raison: str


class Bilan(Element):
    """The conservation balance: visible glyphs (spaces apart), and where they went.

    `entetes`: headings of columns, and the columns of levels and ticks that are left out;
    `autres`: running headers and footers. `perdus`: what none of them accounts for (none, ever).
    """

    glyphes: int = Field(default=0, ge=0)
    modele: int = Field(default=0, ge=0)
    reserves: int = Field(default=0, ge=0)
    entetes: int = Field(default=0, ge=0)
    hors_tableau: int = Field(default=0, ge=0)
    autres: int = Field(default=0, ge=0)

    @property
    def perdus(self) -> int:
        kept = self.modele + self.reserves + self.entetes + self.hors_tableau + self.autres
        return abs(self.glyphes - kept)

    @property
    def part_du_modele(self) -> float:
        """The share of the glyphs of the tables, headings apart, that the model holds."""
        inside = self.modele + self.reserves
        return self.modele / inside if inside else 1.0


class Extraction(Element):
    """What was read from the PDFs, before any correction.

    `referentiel` as extracted is what corrections are told against; without it, none can be.
    """

    format: Literal[1] = 1
    source: tuple[Source, ...] = ()
    referentiel: Referentiel | None = None
    elements: tuple[ElementLu, ...] = ()
    bilan: Bilan = Bilan()
    doutes: tuple[Doute, ...] = ()
    avis: tuple[str, ...] = ()
    """What a reader of the file should know: columns left out, a table without criteria …"""
    incomplet: bool = False
    """A table of the PDF can't be read, which one of the `avis` names."""


def read_extraction(path: Path) -> Extraction:
    """The side-car in `path`; InputError when it is not one."""
    return read_json(path, Extraction)


def read_as_extracted(fichier: Path, referentiel: Referentiel) -> Referentiel | None:
    """The référentiel of `fichier` as it was extracted, from the side-car beside it.

    None when there is no side-car, or one of another reading. InputError when it is damaged.
    """
    path = fichier.with_suffix(".extraction.json")
    if not path.is_file():
        return None
    extraction = read_extraction(path)
    same = [s.sha256 for s in extraction.source] == [s.sha256 for s in referentiel.source]
    return extraction.referentiel if same else None


def write_extraction(extraction: Extraction, path: Path) -> None:
    """Writes the side-car, whole or not at all."""
    write_atomically(path, (extraction.model_dump_json(indent=1) + "\n").encode())
