"""The PDFs that stand in a folder of documents, as the ledger knows them: nothing is made here."""

import os
from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import Path, PurePosixPath

from assembler.produce.files import sha256
from assembler.produce.ledger import Origin, read_ledger
from assembler.produce.verdict import Etat, judge

PRINT = "-impression.pdf"
"""What the name of the PDF for the printer ends with: livrets-impression.pdf beside livrets/."""


def made_from(content: str) -> Origin:
    """What a PDF is made from: the content of a Word file, or of the PDFs joined, by its hash."""
    return Origin(cle=content, modele="", etiquette="", logo=None, referentiel=None)


def print_path(folder: PurePosixPath) -> PurePosixPath:
    """Where the PDF for the printer of the documents in `folder` is put."""
    return folder.with_name(folder.name + PRINT)


def left_over_pdfs(sortie: Path, planned: Collection[str]) -> tuple[PurePosixPath, ...]:
    """The PDFs made earlier that are still in `sortie` although nothing plans their documents any
    more. `planned`: the paths of the documents of a whole plan."""
    inside = Counter(PurePosixPath(chemin).parent for chemin in planned)
    prints = {print_path(folder) for folder, number in inside.items() if number > 1}
    found = (PurePosixPath(file.relative_to(sortie)) for file in sortie.rglob("*.pdf"))
    unplanned = [
        file
        for file in found
        if file not in prints and str(file.with_suffix(".docx")) not in planned
    ]
    if not unplanned:
        return ()
    with read_ledger(sortie) as ledger:
        return tuple(sorted(file for file in unplanned if ledger.knows(str(file))))


def outdated_pdfs(sortie: Path, planned: Iterable[str]) -> tuple[PurePosixPath, ...]:
    """The PDFs made earlier that are no longer the image of the planned document beside them."""
    if not _may_hold_pdfs(sortie):
        return ()
    pairs = ((PurePosixPath(each).with_suffix(".pdf"), sortie / each) for each in planned)
    there = [(pdf, document) for pdf, document in pairs if (sortie / pdf).exists()]
    if not there:
        return ()
    with read_ledger(sortie) as ledger:
        return tuple(
            pdf
            for pdf, document in there
            if judge(ledger, sortie, str(pdf), made_from(sha256(document) or "")).etat
            in (Etat.STALE, Etat.EDITED_STALE)
        )


def _may_hold_pdfs(sortie: Path) -> bool:
    """Ten times as fast as to ask beside each of thousands of documents."""
    return any(
        any(file.lower().endswith(".pdf") for file in files)
        or any(Path(folder, inside).is_symlink() for inside in folders)
        for folder, folders, files in os.walk(sortie)
    )
