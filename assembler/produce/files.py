"""Files of the output folder: hashing, putting in place, setting aside."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from itertools import count
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
    return fichier.rename(next(ancien for ancien in _anciens(fichier) if not ancien.exists()))


def keep_aside(fichier: Path) -> Path:
    """The file's content under <nom>.ancien-1<suffixe> (or -2 …) too, over nothing, so that the
    file itself can be replaced: at no moment is it under neither name."""
    content = sha256(fichier)
    for ancien in _anciens(fichier):
        if not ancien.exists():
            _copy(fichier, ancien)
            return ancien
        if sha256(ancien) == content:  # kept by a run that was killed before it replaced the file
            return ancien
    raise AssertionError  # there is always a next number


def _anciens(fichier: Path) -> Iterator[Path]:
    return (fichier.with_name(f"{fichier.stem}.ancien-{n}{fichier.suffix}") for n in count(1))


def _copy(fichier: Path, ancien: Path) -> None:
    """A second name for the content; where the system has no links, a copy, whole or not at all."""
    try:
        os.link(fichier, ancien)
    except OSError:
        aside = ancien.with_name(f".{ancien.name}.{os.getpid()}.tmp")
        try:
            shutil.copy2(fichier, aside)
            aside.rename(ancien)
        finally:
            aside.unlink(missing_ok=True)
