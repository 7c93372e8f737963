"""The ledger: every document this tool put into an output folder, and what it was made from.

A row is written before its file takes its final name, and is known by path and content. So at any
moment, also after a crash, a file on disk is ours exactly when the ledger knows its content; any
other was changed, or made, by somebody's hand.

Paths hold candidates' names. The ledger outlives the documents, so it keeps only their digests.
"""

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from assembler.errors import AssemblerError, Where
from assembler.model import Referentiel
from assembler.unchanged import FOLDER as FOLDER

FILE = "registre.sqlite"

_MIGRATIONS = (
    """
    create table if not exists documents (
        rang integer primary key autoincrement,
        chemin text not null,
        sha256 text not null,
        cle text not null,
        modele text not null,
        etiquette text not null,
        unique (chemin, sha256) on conflict replace
    );
    """,
    """
    alter table documents add column logo text;
    alter table documents add column referentiel text;
    update documents set chemin = digest(chemin);
    create table referentiels (sha256 text primary key on conflict ignore, json text not null);
    """,
)
"""What makes each version of the ledger from the one before; its user_version is their number."""


@dataclass(frozen=True)
class Origin:
    """What a document was made from: its freshness key, the hash of its template, the label of the
    référentiel, the hashes of the logo (None without one) and of the référentiel itself.

    A row of version 1 knows neither of the last two: `referentiel` is None.
    """

    cle: str
    modele: str
    etiquette: str
    logo: str | None
    referentiel: str | None


@dataclass(frozen=True)
class Ledger:
    """The ledger of one output folder. `chemin` is relative to it, with slashes."""

    base: sqlite3.Connection

    def written(self, chemin: str, sha256: str) -> Origin | None:
        """What the file of this content was made from; None when it is not ours."""
        return self._one("chemin = ? and sha256 = ?", digest(chemin), sha256)

    def latest(self, chemin: str) -> Origin | None:
        """What the last file written there was made from, whatever stands there now."""
        return self._one("chemin = ?", digest(chemin))

    def content(self, sha256: str) -> Origin | None:
        """What a file of this content was made from, wherever it was put."""
        return self._one("sha256 = ?", sha256)

    def made_from(self, cle: str) -> Origin | None:
        """All that a document of this freshness key was made from."""
        return self._one("cle = ?", cle)

    def place(self, cle: str, sha256: str) -> str | None:
        """Where a file of this content, or else of this freshness key, was last put, as `digest`
        names it."""
        row = self.base.execute(
            "select chemin from documents where sha256 = ? or cle = ?"
            " order by sha256 = ? desc, rang desc limit 1",
            (sha256, cle, sha256),
        ).fetchone()
        return str(row[0]) if row else None

    def knows(self, chemin: str) -> bool:
        """Whether a document was ever put there."""
        return self.latest(chemin) is not None

    def record(self, written: Iterable[tuple[str, str, Origin]]) -> None:
        """Notes that files of these contents, (chemin, sha256, origin) each, are ours. To be called
        before they are put in place."""
        with self.base:
            self.base.executemany(
                "insert into documents (chemin, sha256, cle, modele, etiquette, logo, referentiel)"
                " values (?, ?, ?, ?, ?, ?, ?)",
                (
                    (digest(chemin), sha256, o.cle, o.modele, o.etiquette, o.logo, o.referentiel)
                    for chemin, sha256, o in written
                ),
            )

    def forget(self, chemin: str, sha256: str) -> None:
        """Takes back `record`: the file could not be put in place."""
        with self.base:
            self.base.execute(
                "delete from documents where chemin = ? and sha256 = ?", (digest(chemin), sha256)
            )

    def keep(self, referentiel: Referentiel) -> str:
        """Keeps what the référentiel says, once, and gives the SHA-256 it is known by: without the
        PDF it was read from, the pages, and what was not understood."""
        text = json.dumps(
            referentiel.model_dump(
                mode="json",
                exclude={
                    "source": True,
                    "reserves": True,
                    "blocs": {"__all__": {"competences": {"__all__": {"page"}}}},
                },
            ),
            ensure_ascii=False,
            sort_keys=True,
            separators=(",", ":"),
        )
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        with self.base:
            self.base.execute("insert into referentiels values (?, ?)", (sha256, text))
        return sha256

    def referentiel(self, sha256: str) -> Referentiel | None:
        """The référentiel that `keep` kept under this name."""
        row = self.base.execute(
            "select json from referentiels where sha256 = ?", (sha256,)
        ).fetchone()
        return Referentiel.model_validate_json(row[0]) if row else None

    def _one(self, condition: str, *values: str) -> Origin | None:
        row = self.base.execute(
            f"select cle, modele, etiquette, logo, referentiel from documents where {condition}"
            " order by rang desc limit 1",
            values,
        ).fetchone()
        return Origin(*row) if row else None


def digest(chemin: str) -> str:
    """The name of a path in the ledger."""
    return hashlib.blake2b(chemin.encode(errors="surrogateescape"), digest_size=16).hexdigest()


@contextmanager
def open_ledger(sortie: Path) -> Iterator[Ledger]:
    """The ledger of the output folder, held by one run at a time."""
    fichier = sortie / FOLDER / FILE
    fichier.parent.mkdir(parents=True, exist_ok=True)
    with _faults_told(fichier), closing(sqlite3.connect(fichier, timeout=2)) as base:
        # Exclusive before WAL: no shared memory is needed, so that network drives will do, and
        # a second run in the same folder is turned away. The lock dies with the process.
        base.execute("pragma locking_mode = exclusive")
        base.execute("pragma journal_mode = wal")
        base.execute("pragma synchronous = normal")
        _migrate(base, fichier)
        yield Ledger(base)


@contextmanager
def read_ledger(sortie: Path) -> Iterator[Ledger]:
    """What the ledger of the output folder says now, to look at: nothing is written, and there need
    be no folder yet."""
    fichier = sortie / FOLDER / FILE
    with closing(sqlite3.connect(":memory:")) as base:
        if fichier.is_file():
            with _faults_told(fichier), closing(_snapshot(fichier)) as stored:
                stored.backup(base)
        _migrate(base, fichier)
        yield Ledger(base)


@contextmanager
def locked(sortie: Path) -> Iterator[None]:
    """Turns a second run in the same folder away, where more than the ledger is to be held."""
    fichier = sortie / FOLDER / "verrou.sqlite"
    fichier.parent.mkdir(parents=True, exist_ok=True)
    with _faults_told(fichier), closing(sqlite3.connect(fichier, timeout=2)) as base:
        base.execute("begin exclusive")
        yield


def _snapshot(fichier: Path) -> sqlite3.Connection:
    folder = fichier.parent
    if os.access(folder, os.W_OK) and os.access(fichier, os.W_OK):
        base = sqlite3.connect(fichier, timeout=2)
        base.execute("pragma locking_mode = exclusive")
        # Here, for `backup` waits for a lock without end.
        base.execute("select count(*) from sqlite_master")
        return base
    # Not even the lock can be written: nobody else writes there either.
    return sqlite3.connect(f"{fichier.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def _migrate(base: sqlite3.Connection, fichier: Path) -> None:
    """Brings the ledger to this version, one step after the other, each whole or not at all."""
    (version,) = base.execute("pragma user_version").fetchone()
    if version > len(_MIGRATIONS):
        raise AssemblerError(
            "le registre de ce dossier vient d'une version plus récente d'assembler.",
            where=Where(fichier),
            todo="Installez cette version, ou choisissez un autre dossier avec -o.",
        )
    base.create_function("digest", 1, digest, deterministic=True)
    base.execute("pragma secure_delete = on")  # the names of version 1
    for number, step in enumerate(_MIGRATIONS[version:], version + 1):
        base.executescript(f"begin; {step} pragma user_version = {number}; commit;")


@contextmanager
def _faults_told(fichier: Path) -> Iterator[None]:
    """The faults of the database, as an officer's message."""
    try:
        yield
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
