"""refus.csv: the rows of a candidate list that got no booklet, and why."""

import csv
import hashlib
import io
from collections.abc import Sequence
from pathlib import Path

from assembler.documents.noms import nom_sur
from assembler.model import Refus, write_atomically
from assembler.produce.files import set_aside, sha256


def write_refus(session: str, refus: Sequence[Refus], sortie: Path) -> Path | None:
    """Writes refus.csv beside the booklets of the session of this id: columns rang and raison, as
    Excel in French opens it; None when no row was refused.

    A refus.csv that says otherwise is set aside, not overwritten: somebody may have noted in it
    what was done about each row.
    """
    fichier = sortie / "sessions" / nom_sur(session) / "livrets" / "refus.csv"
    content = _csv(refus)
    present = sha256(fichier)
    if refus and present == hashlib.sha256(content).hexdigest():
        return fichier
    if present:
        set_aside(fichier)
    if not refus:
        return None
    fichier.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(fichier, content)
    return fichier


def _csv(refus: Sequence[Refus]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(["rang", "raison"])
    writer.writerows((r.rang, r.raison) for r in refus)
    return text.getvalue().encode("utf-8-sig")
