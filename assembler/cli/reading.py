"""From PDFs to the référentiel and its side-car: what `extract` and `build` share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assembler.cli.balance import say_reading
from assembler.cli.progress import pages_read
from assembler.cli.reprise import open_corrected, say_reprise
from assembler.errors import ExitCode, InputError, UnreadablePdfError, Where

if TYPE_CHECKING:
    from assembler.model import Referentiel


def read_pdfs(
    pdfs: Sequence[Path],
    cible: Path,
    pages: frozenset[int] | None = None,
    *,
    jobs: int | None = None,
    ancien: Path | None = None,
) -> ExitCode:
    """Reads the PDFs, writes the référentiel to `cible` and its side-car beside it, and says so.

    The format of `cible` is told by its suffix: .yaml, .xlsx or .json. The side-car goes first: a
    référentiel that is there is taken as read, whole. The corrections that the file `ancien` holds
    are made again, and those that no longer fit are listed.
    """
    _check_there(pdfs)
    from assembler.model import find_referentiel, write_extraction, write_referentiel
    from assembler.normalise import read_pdf

    # Read first: a corrected file that can't be read must not be replaced by a fresh one.
    corrige = open_corrected(ancien) if ancien else None
    with pages_read() as seen:
        lecture = read_pdf(pdfs, pages, jobs=jobs, seen=seen)
    referentiel = lecture.referentiel
    reprise = corrige.reprise(referentiel) if corrige else None
    if reprise:
        referentiel = reprise.referentiel
    cible.parent.mkdir(parents=True, exist_ok=True)
    # A .json is for other programs: the side-car beside it may be that of a corrected file.
    if cible.suffix.lower() != ".json" or not find_referentiel(cible.parent, cible.stem):
        write_extraction(lecture.extraction, cible.with_suffix(".extraction.json"))
    write_referentiel(referentiel, cible)
    say_reading(referentiel, lecture.extraction, pdfs, cible)
    whole = not lecture.extraction.bilan.perdus and not lecture.extraction.incomplet
    closed = ExitCode.OK if whole else ExitCode.FINDINGS
    return max(closed, say_reprise(corrige, reprise, cible)) if corrige else closed


def read_version(fichier: Path) -> Referentiel:
    """The référentiel in a .yaml, .xlsx or .json file, or in a PDF; nothing is written."""
    if fichier.suffix.lower() != ".pdf":
        from assembler.model import read_referentiel

        return read_referentiel(fichier)
    _check_there([fichier])
    from assembler.normalise import read_pdf

    with pages_read() as seen:
        return read_pdf([fichier], jobs=None, seen=seen).referentiel


def _check_there(pdfs: Sequence[Path]) -> None:
    for pdf in pdfs:
        if not pdf.is_file():
            raise UnreadablePdfError(
                "c'est un dossier, pas un PDF." if pdf.is_dir() else "ce fichier n'existe pas.",
                where=Where(pdf),
                todo="Vérifiez le nom du PDF et du dossier.",
            )


def find_pdfs(dossier: Path) -> tuple[Path, ...]:
    """The PDFs of a dossier that hold its référentiel: referentiel*.pdf, or else its only PDF."""
    pdfs = sorted(f for f in dossier.iterdir() if f.suffix.lower() == ".pdf" and f.is_file())
    named = tuple(pdf for pdf in pdfs if pdf.name.lower().startswith("referentiel"))
    if named or len(pdfs) == 1:
        return named or tuple(pdfs)
    if pdfs:
        raise InputError(
            "plusieurs PDF : lequel est le référentiel ?",
            where=Where(dossier),
            todo="Nommez-le referentiel.pdf (referentiel-1.pdf, referentiel-2.pdf s'il est réparti "
            "sur plusieurs fichiers).",
        )
    raise UnreadablePdfError(
        "aucun PDF dans ce dossier.",
        where=Where(dossier),
        todo=f"Déposez-y le référentiel sous le nom referentiel.pdf, ou lancez : "
        f"assembler init {dossier} --pdf FICHIER",
    )
