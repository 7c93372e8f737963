"""The ledger: what it keeps, what it does not, and the ledgers of earlier versions."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from assembler.documents import FAMILLES
from assembler.errors import AssemblerError
from assembler.model import Reserve, Source, read_dossier
from assembler.produce import Order, Outcome, produce, read_ledger
from assembler.produce.ledger import FILE, FOLDER, open_ledger
from tests.files import every_file, replace


def _run(atelier: Path, sortie: Path) -> list[Outcome]:
    dossier = read_dossier(atelier)
    plan = (document for famille in FAMILLES.values() for document in famille.plan(dossier))
    return [result.outcome for result in produce(plan, Order(sortie, dossier))]


def _base(sortie: Path) -> sqlite3.Connection:
    return sqlite3.connect(sortie / FOLDER / FILE)


def test_no_candidate_is_named(atelier: Path, sortie: Path) -> None:
    _run(atelier, sortie)
    kept = b"".join(path.read_bytes() for path in (sortie / FOLDER).rglob("*") if path.is_file())
    assert not any(name.encode() in kept for name in ("Guessan", "Élodie", "Angelo", "Åsa"))


def test_keeps_each_version_of_the_referentiel_once(atelier: Path, sortie: Path) -> None:
    first = read_dossier(atelier).referentiel
    for _ in range(2):
        _run(atelier, sortie)
    replace(atelier / "referentiel.yaml", "Le tri est juste", "Le tri est exact")
    results = _run(atelier, sortie)
    assert Outcome.MADE in results and Outcome.FRESH in results
    with closing(_base(sortie)) as base:
        (number,) = base.execute("select count(*) from referentiels").fetchone()
        rows = base.execute("select distinct referentiel from documents").fetchall()
    assert (number, len(rows)) == (2, 2)
    with read_ledger(sortie) as ledger:
        kept = {ledger.referentiel(sha256) for (sha256,) in rows}
    assert kept == {first, read_dossier(atelier).referentiel}


def test_where_the_referentiel_was_read_makes_no_other_version(atelier: Path, sortie: Path) -> None:
    referentiel = read_dossier(atelier).referentiel
    moved = referentiel.model_copy(
        update={
            "source": (Source(fichier="x.pdf", sha256="0" * 64, pages=9),),
            "reserves": (Reserve(page=3, texte="…", raison="…"),),
            "blocs": tuple(
                bloc.model_copy(
                    update={
                        "competences": tuple(
                            c.model_copy(update={"page": 7}) for c in bloc.competences
                        )
                    }
                )
                for bloc in referentiel.blocs
            ),
        }
    )
    with read_ledger(sortie) as ledger:
        assert ledger.keep(moved) == ledger.keep(referentiel)
        assert ledger.keep(referentiel.model_copy(update={"version": "2"})) != ledger.keep(moved)


V1 = """
create table documents (
    rang integer primary key autoincrement, chemin text not null, sha256 text not null,
    cle text not null, modele text not null, etiquette text not null,
    unique (chemin, sha256) on conflict replace
);
pragma user_version = 1;
"""


def _as_version_1(sortie: Path) -> None:
    """Writes the ledger anew, as version 1 of it was."""
    with closing(_base(sortie)) as base:
        known = {
            sha256: rest
            for sha256, *rest in base.execute(
                "select sha256, cle, modele, etiquette from documents"
            )
        }
    (sortie / FOLDER / FILE).unlink()
    with closing(_base(sortie)) as base:
        base.executescript(V1)
        for path in sorted(sortie.rglob("*.docx")):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            base.execute(
                "insert into documents (chemin, sha256, cle, modele, etiquette)"
                " values (?, ?, ?, ?, ?)",
                (path.relative_to(sortie).as_posix(), content, *known[content]),
            )
        base.commit()


def test_a_ledger_of_version_1_is_understood_and_loses_its_names(
    atelier: Path, sortie: Path
) -> None:
    _run(atelier, sortie)
    _as_version_1(sortie)
    assert b"Guessan" in (sortie / FOLDER / FILE).read_bytes()
    assert set(_run(atelier, sortie)) == {Outcome.FRESH}
    assert b"Guessan" not in (sortie / FOLDER / FILE).read_bytes()
    replace(atelier / "referentiel.yaml", "Le tri est juste", "Le tri est exact")
    assert _run(atelier, sortie).count(Outcome.MADE) == 4


def test_looking_at_a_ledger_of_version_1_changes_nothing(atelier: Path, sortie: Path) -> None:
    _run(atelier, sortie)
    _as_version_1(sortie)
    before = every_file(sortie)
    with read_ledger(sortie) as ledger:
        assert ledger.knows("dossier/annexe.docx") and not ledger.knows("dossier/autre.docx")
    assert every_file(sortie) == before


def test_a_ledger_of_a_later_version_is_left_alone(atelier: Path, sortie: Path) -> None:
    _run(atelier, sortie)
    with closing(_base(sortie)) as base:
        base.execute("pragma user_version = 99")
    for opened in (open_ledger, read_ledger):
        with pytest.raises(AssemblerError, match="plus récente"), opened(sortie):
            pass


def test_looking_is_turned_away_while_a_run_is_under_way(atelier: Path, sortie: Path) -> None:
    with (
        open_ledger(sortie),
        pytest.raises(AssemblerError, match="autre fabrication"),
        read_ledger(sortie),
    ):
        pass
