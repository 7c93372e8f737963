"""Files of the output folder: hashing, putting in place, setting aside."""

import hashlib
from pathlib import Path


def sha256(fichier: Path) -> str | None:
    """SHA-256 of a file in hexadecimal; None when there is no file."""
    try:
        with fichier.open("rb") as flux:
            return hashlib.file_digest(flux, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def set_aside(fichier: Path) -> Path:
    """Renames the file to <nom>.ancien-1<suffixe> (or -2 …) beside it, over nothing."""
    rang = 1
    while (ancien := fichier.with_name(f"{fichier.stem}.ancien-{rang}{fichier.suffix}")).exists():
        rang += 1
    return fichier.rename(ancien)
