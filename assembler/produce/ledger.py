"""The ledger: every document this tool put into an output folder, and what it was made from.

A row is written before its file takes its final name, and is known by path and content. So at any
moment, also after a crash, a file on disk is ours exactly when the ledger knows its content; any
other was changed, or made, by somebody's hand.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from assembler.errors import AssemblerError, Where
from assembler.produce.freshness import Freshness

FOLDER = ".assembler"

_SCHEMA = """
create table if not exists documents (
    rang integer primary key autoincrement,
    chemin text not null,
    sha256 text not null,
    cle text not null,
    modele text not null,
    etiquette text not null,
    unique (chemin, sha256) on conflict replace
)
"""


@dataclass(frozen=True)
class Ledger:
    """The ledger of one output folder. `chemin` is relative to it, with slashes."""

    base: sqlite3.Connection

    def written(self, chemin: str, sha256: str) -> Freshness | None:
        """What the file of this content was made from; None when it is not ours."""
        return self._one("chemin = ? and sha256 = ?", chemin, sha256)

    def latest(self, chemin: str) -> Freshness | None:
        """What the last file written there was made from, whatever stands there now."""
        return self._one("chemin = ?", chemin)

    def paths(self) -> tuple[str, ...]:
        """Every path a document was ever put at, in order."""
        rows = self.base.execute("select distinct chemin from documents order by chemin")
        return tuple(chemin for (chemin,) in rows)

    def record(self, chemin: str, sha256: str, freshness: Freshness) -> None:
        """Notes that a file of this content is ours. To be called before it is put in place."""
        with self.base:
            self.base.execute(
                "insert into documents (chemin, sha256, cle, modele, etiquette)"
                " values (?, ?, ?, ?, ?)",
                (chemin, sha256, freshness.cle, freshness.modele, freshness.etiquette),
            )

    def forget(self, chemin: str, sha256: str) -> None:
        """Takes back `record`: the file could not be put in place."""
        with self.base:
            self.base.execute(
                "delete from documents where chemin = ? and sha256 = ?", (chemin, sha256)
            )

    def _one(self, condition: str, *values: str) -> Freshness | None:
        row = self.base.execute(
            f"select cle, modele, etiquette from documents where {condition}"
            " order by rang desc limit 1",
            values,
        ).fetchone()
        return Freshness(*row) if row else None


@contextmanager
def open_ledger(sortie: Path) -> Iterator[Ledger]:
    """The ledger of the output folder, held by one run at a time."""
    fichier = sortie / FOLDER / "registre.sqlite"
    fichier.parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(sqlite3.connect(fichier, timeout=2)) as base:
            # Exclusive before WAL: no shared memory is needed, so that network drives will do, and
            # a second run in the same folder is turned away. The lock dies with the process.
            base.execute("pragma locking_mode = exclusive")
            base.execute("pragma journal_mode = wal")
            base.execute("pragma synchronous = normal")
            with base:
                base.execute(_SCHEMA)
                base.execute("pragma user_version = 1")
            yield Ledger(base)
    except sqlite3.OperationalError as fault:
        raise AssemblerError(
            f"le registre de ce dossier ne s'ouvre pas ({fault}).",
            where=Where(fichier),
            todo="Si une autre fabrication est en cours dans ce dossier, attendez sa fin. Sinon, "
            "vérifiez que le dossier est accessible en écriture et que le disque n'est pas plein.",
        ) from fault
    except sqlite3.DatabaseError as fault:
        raise AssemblerError(
            "le registre de ce dossier est abîmé.",
            where=Where(fichier),
            todo=f"Supprimez le dossier {FOLDER} qui le contient et relancez : les documents "
            "identiques seront reconnus, les autres seront gardés et signalés.",
        ) from fault
