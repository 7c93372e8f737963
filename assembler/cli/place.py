"""Where a build's documents go: a folder, a folder for each dossier, or one .zip."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

INPUTS = Path("inputs")
"""Where dossiers are kept."""

OUTPUTS = Path("outputs")
"""Where documents go when nothing is said."""


@dataclass(frozen=True)
class Place:
    """The documents of a dossier: where they are worked on (`folder`), what they are in when that
    is done (`made`: the folder, or the archive), and what an officer calls it."""

    folder: Path
    made: Path
    shown: Path

    def words(self, fichier: Path) -> Path:
        """A file in it, as an officer knows it."""
        return self.shown / fichier.relative_to(self.folder)


@dataclass(frozen=True)
class Target:
    """What -o says; `alone`: for one dossier, whose documents then lie in it directly."""

    sortie: Path | None
    alone: bool

    @property
    def archive(self) -> Path | None:
        return self.sortie if self.sortie and self.sortie.suffix.lower() == ".zip" else None

    @property
    def folder(self) -> Path:
        """Where the documents are worked on: for an archive, the folder beside it."""
        if self.archive:
            return self.archive.with_name(f"{self.archive.name}.assembler")
        return self.sortie or OUTPUTS

    def place(self, nom: str, folder: Path | None = None) -> Place:
        """The place of the dossier of this name, in `folder` or where it belongs."""
        below = "" if self.sortie and self.alone else nom
        place = (folder or self.folder) / below
        return Place(place, self.archive or place, (self.sortie or OUTPUTS) / below)

    @contextmanager
    def opened(self) -> Iterator[Path]:
        """The folder to work in; what it holds at the end is what is in the archive."""
        from assembler.produce import unpacked

        if self.archive:
            with unpacked(self.archive, self.folder):
                yield self.folder
        else:
            yield self.folder

    @contextmanager
    def looked_into(self) -> Iterator[Path]:
        """A folder that says what `opened` would find, to look at."""
        from assembler.produce import looked_into

        if self.archive:
            with looked_into(self.archive, self.folder) as copy:
                yield copy
        else:
            yield self.folder
