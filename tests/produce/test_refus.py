"""refus.csv: the rows without a booklet."""

import csv
from pathlib import Path

from assembler.model import read_dossier
from assembler.produce import write_refus


def _refus(atelier: Path, sortie: Path) -> Path | None:
    (session,) = read_dossier(atelier).sessions
    return write_refus(session.id, tuple(session.candidats.refus), sortie)


def _spoil(atelier: Path, row: str) -> None:
    with (atelier / "sessions/2026-06/candidats.csv").open("a", encoding="utf-8") as flux:
        flux.write(row)


def test_rows_and_reasons_without_names(atelier: Path, sortie: Path) -> None:
    _spoil(atelier, "001;Secret;Doublon;1\n")
    fichier = _refus(atelier, sortie)
    assert fichier == sortie / "sessions/2026-06/livrets/refus.csv"
    with fichier.open(encoding="utf-8-sig", newline="") as flux:
        rows = list(csv.reader(flux, delimiter=";"))
    assert rows[0] == ["rang", "raison"]
    assert [row[0] for row in rows[1:]] == ["4"]
    assert "Secret" not in fichier.read_text("utf-8-sig")


def test_nothing_refused_nothing_written(atelier: Path, sortie: Path) -> None:
    assert _refus(atelier, sortie) is None
    assert not sortie.exists()


def test_an_annotated_list_is_set_aside_not_lost(atelier: Path, sortie: Path) -> None:
    liste = atelier / "sessions/2026-06/candidats.csv"
    right = liste.read_text("utf-8")
    _spoil(atelier, "001;Secret;Doublon;1\n")
    fichier = _refus(atelier, sortie)
    assert fichier
    with fichier.open("a", encoding="utf-8") as flux:
        flux.write("vu avec la scolarité\n")
    liste.write_text(right, "utf-8")
    assert _refus(atelier, sortie) is None
    assert not fichier.exists()
    assert "scolarité" in fichier.with_name("refus.ancien-1.csv").read_text("utf-8")


def test_the_same_refusals_leave_the_file_alone(atelier: Path, sortie: Path) -> None:
    _spoil(atelier, "001;Secret;Doublon;1\n")
    fichier = _refus(atelier, sortie)
    assert fichier and _refus(atelier, sortie) == fichier
    assert [path.name for path in fichier.parent.iterdir()] == ["refus.csv"]
