"""Whether anything changed since a build that left nothing to say: then there is nothing to do.

Only files are looked at, so that the answer costs no more than reading them: what documents are
made from by content, what was made by size and dates, this program by the same. Any difference,
any doubt, and the answer is no. Only the standard library is imported: this runs before all else.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from assembler import __version__

FOLDER = ".assembler"
"""What this tool keeps for itself, in a folder of documents."""

_FILE = "inchange.json"

_MOST = 64 << 20
"""Bytes of a dossier beyond which reading it whole costs more than it spares."""

_APART = {FOLDER, "__pycache__"}
"""Folders that hold neither what documents are made from nor documents."""


@dataclass(frozen=True)
class Memory:
    """What a build leaves behind for the next one.

    `entrees`: the digest of its options and of the dossier; `autres`: files outside the dossier it
    was made from, and their digest; `sorties`: the digest of what it made; `lignes`: what the next
    build has to print when all of these are the same.
    """

    entrees: str
    autres: tuple[str, ...]
    contenu_autres: str
    sorties: str
    lignes: tuple[str, ...]


def digest_of_inputs(dossier: Path, options: Sequence[str]) -> str | None:
    """A digest of this program, of the options and of every file of the dossier, by content.

    To be taken before the dossier is read: what is changed while a build runs is then a change.
    None when the dossier is not there, or too big to be read for this alone.
    """
    try:
        files = sorted(_walk(dossier))
        if sum(stat.st_size for _, stat in files) > _MOST:
            return None
        dossier_files = [(name, _content(dossier / name)) for name, _ in files]
    except OSError:
        return None
    program = sorted(_dated(Path(__file__).parent))
    return _digest([__version__, program, list(options), str(dossier.resolve()), dossier_files])


def recall(folder: Path, made: Path, inputs: str | None) -> tuple[str, ...] | None:
    """What the last build into `folder` left to be printed by the next, if nothing changed since;
    None otherwise. `made`: the folder, or the archive, that its documents are in."""
    if inputs is None:
        return None
    try:
        memory = _read(folder / FOLDER / _FILE)
        same = (
            memory.entrees == inputs
            and memory.contenu_autres == _digest([_content(Path(f)) for f in memory.autres])
            and memory.sorties == _digest_of_outputs(made)
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return memory.lignes if same else None


def forget(folder: Path) -> None:
    """To be called before anything is made: a run that is killed leaves no memory."""
    (folder / FOLDER / _FILE).unlink(missing_ok=True)


def all_there(folder: Path, names: Iterable[str]) -> bool:
    """Whether the folder holds these files, given by relative path, with slashes. A listing tells
    it in a fifth of the time that asking for each of thousands takes; what the file system spells
    otherwise, or keeps in a linked folder, is asked for."""
    listed = {name for name, _ in _entries(folder)} if folder.is_dir() else set()
    return all((folder / name).exists() for name in names if name not in listed)


def remember(
    folder: Path,
    made: Path,
    inputs: str | None,
    others: Iterable[Path],
    lines: Sequence[str],
    *,
    since: float,
) -> None:
    """Leaves to the next build what `recall` gives back, if that can be vouched for.

    `others`: templates and logo, which may lie outside the dossier. `since`: when the build began,
    in seconds; what of `others` was changed later may not be what it read.
    """
    autres = tuple(sorted(str(other.resolve()) for other in others))
    if inputs is None or any(Path(other).stat().st_mtime >= since for other in autres):
        return
    memory = Memory(
        entrees=inputs,
        autres=autres,
        contenu_autres=_digest([_content(Path(other)) for other in autres]),
        sorties=_digest_of_outputs(made),
        lignes=tuple(lines),
    )
    aside = folder / FOLDER / f"{_FILE}.{os.getpid()}.tmp"
    aside.write_text(json.dumps(asdict(memory), ensure_ascii=False), "utf-8")
    aside.replace(folder / FOLDER / _FILE)


def _read(fichier: Path) -> Memory:
    fields = json.loads(fichier.read_text("utf-8"))
    return Memory(
        entrees=str(fields["entrees"]),
        autres=tuple(map(str, fields["autres"])),
        contenu_autres=str(fields["contenu_autres"]),
        sorties=str(fields["sorties"]),
        lignes=tuple(map(str, fields["lignes"])),
    )


def _digest_of_outputs(made: Path) -> str:
    # No name is kept, candidates' least of all: the digest of them all is enough.
    return _digest(sorted(_dated(made)) if made.is_dir() else _dates(made.stat()))


def _dated(folder: Path) -> Iterator[tuple[str, tuple[int, ...]]]:
    return ((name, _dates(stat)) for name, stat in _walk(folder))


def _dates(stat: os.stat_result) -> tuple[int, ...]:
    # The second date is the system's own: who sets back the first does not deceive it.
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


def _walk(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Each file under the folder, by relative path, with its size and dates."""
    return ((name, entry.stat()) for name, entry in _entries(folder))


def _entries(folder: Path, below: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in _APART:
                    yield from _entries(Path(entry.path), f"{below}{entry.name}/")
            else:
                yield f"{below}{entry.name}", entry


def _content(fichier: Path) -> str:
    with fichier.open("rb") as flux:
        return hashlib.file_digest(flux, "sha256").hexdigest()


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()
