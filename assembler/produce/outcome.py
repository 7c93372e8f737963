"""What a run is asked, and what becomes of each document."""

from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from assembler.documents import Document
from assembler.errors import ExitCode
from assembler.model import Dossier
from assembler.produce.ledger import Origin
from assembler.produce.verdict import Etat, Raison, Verdict, in_short


@dataclass(frozen=True)
class Order:
    """What a run is asked: where to, what for, and how thoroughly.

    `dossier`: what the documents are planned from; the ledger keeps its référentiel, for later
    reasons.
    `force`: a document that was changed by hand and is out of date is made again too, the old one
    kept beside it. `restamp`: so is one that only bears an older label.
    """

    sortie: Path
    dossier: Dossier
    logo: Path | None = None
    force: bool = False
    restamp: bool = False


class Outcome(Enum):
    """What became of a planned document; of a preview, what would become of it."""

    MADE = auto()
    FRESH = auto()
    """Up to date; left as it is."""
    OLD_STAMP = auto()
    """Left as it is: made from another version of the référentiel, which said the same here."""
    KEPT = auto()
    """Changed by hand, and made from what is still true."""
    KEPT_STALE = auto()
    """Changed by hand, or not made by this tool, and out of date."""
    LOCKED = auto()
    """Out of date, but its file can't be replaced: open in another program."""
    FAILED = auto()
    """Its template can't be filled."""


@dataclass(frozen=True)
class Result:
    """A document's outcome and why; `message` is what an officer should know of it, in French.

    `origin`: what the document that stood there before was made from, where that is known.
    `pourquoi`: `raison` in the words of the changes that made it so, one or more.
    """

    document: Document
    outcome: Outcome
    raison: Raison | None = None
    origin: Origin | None = None
    pourquoi: tuple[str, ...] = ()
    message: str = ""
    exit_code: ExitCode = ExitCode.OK


def result(
    document: Document,
    verdict: Verdict,
    outcome: Outcome,
    message: str = "",
    exit_code: ExitCode = ExitCode.OK,
) -> Result:
    """The outcome of a document, for the reason that the verdict gives."""
    return Result(
        document, outcome, verdict.raison, verdict.origin, verdict.pourquoi, message, exit_code
    )


def kept_stale(document: Document, verdict: Verdict) -> Result:
    """Somebody's work, out of date, and left alone."""
    what = (
        "un fichier qui n'est pas d'assembler est à sa place"
        if verdict.etat is Etat.UNKNOWN
        else f"modifié à la main et périmé ({in_short(verdict.pourquoi)})"
        if verdict.pourquoi
        else "modifié à la main et périmé"
    )
    message = f"{document.objet} : {what}, laissé tel quel."
    return result(document, verdict, Outcome.KEPT_STALE, message, ExitCode.HAND_EDITED)


def locked(document: Document, verdict: Verdict) -> Result:
    """Somebody has it open."""
    message = (
        f"{document.objet} : le fichier est ouvert ailleurs ou protégé, laissé tel quel ; "
        "fermez-le et relancez."
    )
    return result(document, verdict, Outcome.LOCKED, message, ExitCode.HAND_EDITED)
