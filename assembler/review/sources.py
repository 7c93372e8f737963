"""What the page is made from: the référentiel as it is, the side-car, and the PDFs they name."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assembler.errors import InputError, Where
from assembler.model import (
    Extraction,
    Referentiel,
    Source,
    read_extraction,
    read_referentiel,
    sha256,
)


@dataclass(frozen=True)
class Reading:
    """A référentiel, where its elements stood, and the PDFs they stood in, in that order."""

    referentiel: Referentiel
    extraction: Extraction
    pdfs: tuple[Path, ...]


def open_reading(fichier: Path, pdfs: Sequence[Path] = ()) -> Reading:
    """The référentiel in `fichier`, with its side-car and its PDFs.

    The PDFs are looked for among `pdfs`, else beside `fichier`. InputError when a file is missing,
    or is not the one that was read.
    """
    referentiel = read_referentiel(fichier)
    extraction = _read_side_car(fichier, referentiel)
    given = {pdf.name: pdf for pdf in pdfs}
    found = tuple(
        _find_pdf(source, given.get(source.fichier, fichier.with_name(source.fichier)))
        for source in extraction.source
    )
    return Reading(referentiel, extraction, found)


MANY_PAGES = 120
"""A PDF of more pages than this is shown only where something was read."""


def pages_to_draw(reading: Reading) -> frozenset[int] | None:
    """The numbers of the pages to show; None for all."""
    if sum(source.pages for source in reading.extraction.source) <= MANY_PAGES:
        return None
    elements = reading.extraction.elements
    read = {part.page for element in elements for part in (element, *element.suites)}
    return frozenset(read | {reserve.page for reserve in reading.referentiel.reserves})


def _read_side_car(fichier: Path, referentiel: Referentiel) -> Extraction:
    side_car = fichier.with_suffix(".extraction.json")
    todo = (
        f"Relisez le PDF : assembler extract PDF -o {fichier.stem}.relu.yaml, puis renommez le "
        f"fichier {fichier.stem}.relu.extraction.json en {side_car.name}."
    )
    if not side_car.is_file():
        raise InputError(
            "ce fichier, qui dit où chaque texte se trouve dans le PDF, manque.",
            where=Where(side_car),
            todo=todo,
        )
    extraction = read_extraction(side_car)
    if [s.sha256 for s in extraction.source] != [s.sha256 for s in referentiel.source]:
        raise InputError(
            f"ce fichier ne vient pas du même PDF que {fichier.name}.",
            where=Where(side_car),
            todo=todo,
        )
    if not extraction.source:
        raise InputError(
            "la clé « source » est vide : de quel PDF ce référentiel a-t-il été lu ?",
            where=Where(fichier),
            todo=todo,
        )
    return extraction


def _find_pdf(source: Source, pdf: Path) -> Path:
    if not pdf.is_file():
        raise InputError(
            "ce PDF, dont le référentiel a été lu, manque.",
            where=Where(pdf),
            todo=f"Déposez-le dans le dossier {pdf.absolute().parent.name}, à côté du référentiel.",
        )
    if sha256(pdf) != source.sha256:
        raise InputError(
            "ce PDF n'est plus celui qui a été lu.",
            where=Where(pdf),
            todo=f"Remettez le PDF d'origine, ou lisez celui-ci : assembler extract {pdf}",
        )
    return pdf
