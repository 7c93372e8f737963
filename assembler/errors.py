"""What can go wrong, said to an officer, and the exit code each kind of fault ends with.

Every room may import this module; it imports none. Only `assembler.cli` turns these exceptions
into exit codes.
"""

import errno
from enum import IntEnum
from pathlib import Path


class ExitCode(IntEnum):
    """The exit codes of the command line (documented in docs/erreurs.md). The highest wins."""

    OK = 0
    FINDINGS = 1
    """Done, with findings: a rule broken, differences, records refused, documents out of date."""
    USAGE = 2
    """Wrong usage of the command."""
    NO_REFERENTIEL = 3
    """The PDF can be read, but holds no référentiel table."""
    UNREADABLE_PDF = 4
    """The PDF can't be read: missing, encrypted, damaged, scanned."""
    BAD_INPUT = 5
    """An input file is wrong or out of step with the others."""
    BAD_TEMPLATE = 6
    """A Word template is wrong."""
    HAND_EDITED = 7
    """Documents changed by hand were left alone although they are out of date."""
    OUTSIDE_PROGRAM = 8
    """An outside program (LibreOffice) is missing or failed."""


_REASONS = {
    errno.ENOENT: "il n'existe pas",
    errno.EACCES: "l'accès est refusé",
    errno.EPERM: "l'accès est refusé",
    errno.EISDIR: "c'est un dossier",
    errno.ENOTDIR: "un fichier est à la place d'un dossier",
    errno.EEXIST: "ce nom est déjà pris",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "l'espace qui vous est réservé est plein",
    errno.EROFS: "le disque est en lecture seule",
    errno.ENAMETOOLONG: "le nom est trop long",
    errno.EBUSY: "il est employé par un autre programme",
    errno.EIO: "le disque ne répond pas comme il faut",
}


def reason_of(fault: OSError) -> str:
    """Why the system refused, in French where it is a usual reason: Python says it in English
    whatever the language of the computer."""
    known = _REASONS.get(fault.errno or 0)
    return known or fault.strerror or str(fault) or type(fault).__name__


class AssemblerError(Exception):
    """A fault told to an officer in French: what, where, what to do."""

    exit_code = ExitCode.BAD_INPUT

    def __init__(self, what: str, *, where: "Where | None" = None, todo: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.todo = todo

    def __str__(self) -> str:
        head = f"{self.where} : {self.what}" if self.where else self.what
        return f"{head}\n  → {self.todo}" if self.todo else head


class Where:
    """A place an officer can go to: a file, and within it a page, a line, a row, a cell."""

    def __init__(
        self,
        file: Path | str,
        *,
        page: int | None = None,
        line: int | None = None,
        row: int | None = None,
        detail: str = "",
    ) -> None:
        self.file = Path(file)
        self.page = page
        self.line = line
        self.row = row
        self.detail = detail

    def __str__(self) -> str:
        parts = [self.file.name]
        if self.page is not None:
            parts.append(f"page {self.page}")
        if self.line is not None:
            parts.append(f"ligne {self.line}")
        if self.row is not None:
            parts.append(f"rang {self.row}")
        if self.detail:
            parts.append(self.detail)
        return ", ".join(parts)


class InputError(AssemblerError):
    """An input file (YAML, candidate list …) is wrong or out of step."""

    exit_code = ExitCode.BAD_INPUT


class NoReferentielError(AssemblerError):
    """The PDF holds no table that reads as a référentiel."""

    exit_code = ExitCode.NO_REFERENTIEL


class UnreadablePdfError(AssemblerError):
    """The PDF can't be read: missing, encrypted, damaged, scanned."""

    exit_code = ExitCode.UNREADABLE_PDF


class TemplateError(AssemblerError):
    """A Word template is wrong: no docx, a tag that does not parse, a field that does not exist.

    `record`: the record it failed on, when it did on one. The same fault on two records is equal in
    `fault`.
    """

    exit_code = ExitCode.BAD_TEMPLATE

    def __init__(
        self, what: str, *, where: "Where | None" = None, todo: str = "", record: str = ""
    ) -> None:
        super().__init__(f"{what} — {record}" if record else what, where=where, todo=todo)
        self.fault = f"{where} : {what}"


class OutsideProgramError(AssemblerError):
    """An outside program is missing or failed."""

    exit_code = ExitCode.OUTSIDE_PROGRAM
