"""CSV files as rows of cells."""

import csv
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from assembler.errors import InputError, Where, reason_of
from assembler.model.tableur import Row, Stream, Table, tidied


def read_csv(path: Path) -> Iterator[Table]:
    """The file read with each separator an officer's spreadsheet may write.

    UTF-8 with or without BOM, UTF-16 with BOM, or Windows-1252. InputError when it is none, or, as
    rows are read, when a row is no CSV.
    """
    encoding = _encoding(path)
    for separator in ";,\t":
        yield Table(Stream(partial(_rows, path, encoding, separator)))


def _rows(path: Path, encoding: str, separator: str) -> Iterator[Row]:
    with path.open(encoding=encoding, newline="") as lines:
        # Strict: a quote that is never closed would swallow the candidates below it.
        reader = csv.reader(lines, delimiter=separator, strict=True)
        try:
            for row in reader:
                yield [tidied(cell) for cell in row]
        except csv.Error as fault:
            raise InputError(
                "ce fichier n'est pas un CSV bien formé (un guillemet de trop, ou qui manque).",
                where=Where(path, line=reader.line_num),
                todo="Enregistrez-le de nouveau au format CSV depuis le tableur.",
            ) from fault


def _encoding(path: Path) -> str:
    try:
        with path.open("rb") as file:
            if file.read(2) in (b"\xff\xfe", b"\xfe\xff"):
                candidates: tuple[str, ...] = ("utf-16",)
            else:
                candidates = ("utf-8-sig", "cp1252")
        for encoding in candidates:
            if _decodes(path, encoding):
                return encoding
    except OSError as fault:
        raise InputError(
            f"ce fichier ne peut pas être lu ({reason_of(fault)}).",
            where=Where(path),
            todo="Vérifiez qu'il n'est pas ouvert ailleurs.",
        ) from fault
    raise InputError(
        "l'encodage de ce fichier n'est pas reconnu.",
        where=Where(path),
        todo="Enregistrez-le de nouveau au format « CSV UTF-8 ».",
    )


def _decodes(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding, newline="") as text:
            while text.read(1 << 16):
                pass
    except UnicodeError:
        return False
    return True
