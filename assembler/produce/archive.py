"""Documents in one .zip: worked on in a folder beside it, and packed again.

The folder keeps the ledger; the documents are in it only while they are worked on. What a killed
run left there is gone on with, unless the archive was changed since: then it is begun again from
the archive.
"""

import filecmp
import os
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from assembler.errors import InputError, Where
from assembler.produce.ledger import FOLDER, locked

_STATE = "archive"
"""The file that tells which archive the folder was unpacked from, once it was unpacked whole."""

_EPOCH = (1980, 1, 1, 0, 0, 0)


@contextmanager
def unpacked(archive: Path, folder: Path) -> Iterator[Path]:
    """`folder` with the documents of the archive, or none yet. At the end they are packed aside,
    and take the archive's name; after an exception they stay in the folder, for the next run."""
    with locked(folder):
        if not _is_resumed(folder, archive):
            _clear(folder)
            _unpack(archive, folder)
            (folder / FOLDER / _STATE).write_text(_state(archive), "utf-8")
        yield folder
        _pack(folder, archive)
        _clear(folder)


@contextmanager
def looked_into(archive: Path, folder: Path) -> Iterator[Path]:
    """A copy of what `unpacked` gives, to be thrown away: nothing is written to either."""
    with TemporaryDirectory() as temporary:
        copy = Path(temporary) / "documents"
        if folder.is_dir():
            shutil.copytree(folder, copy)
        copy.mkdir(exist_ok=True)
        if not _is_resumed(folder, archive):
            _clear(copy)
            _unpack(archive, copy)
        yield copy


def _is_resumed(folder: Path, archive: Path) -> bool:
    state = folder / FOLDER / _STATE
    return state.is_file() and state.read_text("utf-8") == _state(archive)


def _state(archive: Path) -> str:
    if not archive.exists():
        return "absente"
    stat = archive.stat()
    return f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns}"


def _clear(folder: Path) -> None:
    """Takes everything out of the folder but the ledgers."""
    (folder / FOLDER / _STATE).unlink(missing_ok=True)
    for inside, folders, files in os.walk(folder, topdown=False):
        here = Path(inside)
        if FOLDER in here.relative_to(folder).parts:
            continue
        for name in files:
            (here / name).unlink()
        for name in folders:
            if name != FOLDER and not any((here / name).iterdir()):
                (here / name).rmdir()


def _unpack(archive: Path, folder: Path) -> None:
    if not archive.exists():
        return
    try:
        with zipfile.ZipFile(archive) as packed:
            for member in packed.infolist():
                name = PurePosixPath(member.filename)
                if member.is_dir() or FOLDER in name.parts:
                    continue
                if name.is_absolute() or ".." in name.parts or "\\" in member.filename:
                    raise zipfile.BadZipFile(member.filename)
                packed.extract(member, folder)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as fault:
        raise InputError(
            "cette archive est abîmée, protégée par un mot de passe, ou n'est pas un .zip.",
            where=Where(archive),
            todo="Donnez à -o un autre nom, ou rangez ce fichier ailleurs.",
        ) from fault


def _pack(folder: Path, archive: Path) -> None:
    """The same documents give the same bytes. They are deflated already: packing is copying."""
    aside = folder / FOLDER / "en-cours.zip"
    files = sorted(
        (file.relative_to(folder).as_posix(), file)
        for file in folder.rglob("*")
        if file.is_file() and FOLDER not in file.relative_to(folder).parts
    )
    if not files:
        return
    with zipfile.ZipFile(aside, "w", zipfile.ZIP_STORED) as packed:
        for name, file in files:
            member = zipfile.ZipInfo(name, _EPOCH)
            member.create_system = 3
            member.external_attr = 0o644 << 16
            with file.open("rb") as source, packed.open(member, "w") as target:
                shutil.copyfileobj(source, target)
    if archive.exists() and filecmp.cmp(aside, archive, shallow=False):
        aside.unlink()
    else:
        aside.replace(archive)
