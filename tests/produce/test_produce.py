"""What a run makes, leaves and keeps: through `produce` alone."""

import hashlib
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assembler.documents import FAMILLES, Document
from assembler.errors import AssemblerError, ExitCode
from assembler.fill import CompiledTemplate, compile_template
from assembler.model import read_dossier
from assembler.produce import Order, Outcome, Result, produce
from assembler.produce.ledger import FOLDER, open_ledger
from tests.conftest import TOUS, write_template
from tests.files import documents, edit_by_hand, text

GRILLE = Path("grilles/grille-E1-1.docx")


def _plan(atelier: Path) -> Iterator[Document]:
    dossier = read_dossier(atelier)
    for famille in FAMILLES.values():
        yield from famille.plan(dossier)


def _run(atelier: Path, sortie: Path, *, jobs: int = 1, force: bool = False) -> list[Result]:
    return list(produce(_plan(atelier), _order(atelier, sortie, force=force), jobs=jobs))


def _order(atelier: Path, sortie: Path, *, force: bool = False) -> Order:
    return Order(sortie, read_dossier(atelier), force=force)


def _outcomes(results: list[Result]) -> Counter[Outcome]:
    return Counter(result.outcome for result in results)


def _replace(fichier: Path, old: str, new: str) -> None:
    content = fichier.read_text("utf-8")
    assert old in content
    fichier.write_text(content.replace(old, new), "utf-8")


def test_makes_every_planned_document(atelier: Path, sortie: Path) -> None:
    results = _run(atelier, sortie)
    assert _outcomes(results) == {Outcome.MADE: TOUS}
    assert set(documents(sortie)) == {str(result.document.chemin) for result in results}


def test_a_second_run_makes_nothing(atelier: Path, sortie: Path) -> None:
    _run(atelier, sortie)
    times = {path: path.stat().st_mtime_ns for path in sortie.rglob("*.docx")}
    assert _outcomes(_run(atelier, sortie)) == {Outcome.FRESH: TOUS}
    assert times == {path: path.stat().st_mtime_ns for path in sortie.rglob("*.docx")}


def test_a_changed_criterion_remakes_the_documents_that_show_it(
    atelier: Path, sortie: Path
) -> None:
    _run(atelier, sortie)
    shown = {path for path in sortie.rglob("*.docx") if "Le collage tient" in text(path)}
    assert 0 < len(shown) < TOUS
    _replace(atelier / "referentiel.yaml", "Le collage tient", "Le collage résiste")
    made = {
        sortie / result.document.chemin
        for result in _run(atelier, sortie)
        if result.outcome is Outcome.MADE
    }
    # The annexe's own context holds the criteria too, though this plain template does not print
    # them: a document is remade when what its template is given changed.
    assert made == shown | {sortie / "dossier/annexe.docx"}
    assert all("Le collage résiste" in text(path) for path in shown)


def test_a_new_version_label_alone_remakes_nothing(atelier: Path, sortie: Path) -> None:
    _run(atelier, sortie)
    _replace(atelier / "referentiel.yaml", 'version: "2026-01"', 'version: "2026-02"')
    assert _outcomes(_run(atelier, sortie)) == {Outcome.OLD_STAMP: TOUS}


def test_a_changed_template_remakes_its_family(atelier: Path, sortie: Path) -> None:
    _run(atelier, sortie)
    write_template(atelier / "modeles/grille.docx", ["{{ bloc.libelle }}"])
    made = [r.document.famille for r in _run(atelier, sortie) if r.outcome is Outcome.MADE]
    assert made == ["grille", "grille"]


def test_a_changed_logo_remakes_everything(atelier: Path, sortie: Path, tmp_path: Path) -> None:
    from PIL import Image

    logo = tmp_path / "logo.png"
    Image.new("RGB", (40, 20), "white").save(logo)
    _run(atelier, sortie)
    results = list(produce(_plan(atelier), replace(_order(atelier, sortie), logo=logo)))
    assert _outcomes(results) == {Outcome.MADE: TOUS}


def test_a_deleted_document_is_made_again(atelier: Path, sortie: Path) -> None:
    _run(atelier, sortie)
    before = documents(sortie)
    (sortie / GRILLE).unlink()
    assert _outcomes(_run(atelier, sortie)) == {Outcome.MADE: 1, Outcome.FRESH: TOUS - 1}
    assert documents(sortie) == before


def test_a_document_changed_by_hand_is_kept(atelier: Path, sortie: Path) -> None:
    _run(atelier, sortie)
    edit_by_hand(sortie / GRILLE, "Acquis")
    for _ in range(3):
        assert _outcomes(_run(atelier, sortie)) == {Outcome.KEPT: 1, Outcome.FRESH: TOUS - 1}
    assert "Acquis" in text(sortie / GRILLE)


def test_a_document_changed_by_hand_and_out_of_date_is_kept_and_said(
    atelier: Path, sortie: Path
) -> None:
    _run(atelier, sortie)
    edit_by_hand(sortie / GRILLE, "Acquis")
    _replace(atelier / "referentiel.yaml", "Le tri est juste", "Le tri est exact")
    kept = [r for r in _run(atelier, sortie) if r.outcome is Outcome.KEPT_STALE]
    assert [r.exit_code for r in kept] == [ExitCode.HAND_EDITED]
    assert kept[0].document.objet in kept[0].message
    assert "Acquis" in text(sortie / GRILLE)


def test_force_keeps_the_old_one_beside_the_new(atelier: Path, sortie: Path) -> None:
    _run(atelier, sortie)
    for rang, old, new in [(1, "juste", "exact"), (2, "exact", "rapide")]:
        edit_by_hand(sortie / GRILLE, f"Note {rang}")
        _replace(atelier / "referentiel.yaml", f"Le tri est {old}", f"Le tri est {new}")
        assert _outcomes(_run(atelier, sortie, force=True))[Outcome.KEPT_STALE] == 0
        assert f"Le tri est {new}" in text(sortie / GRILLE)
        assert f"Note {rang}" in text(sortie / f"grilles/grille-E1-1.ancien-{rang}.docx")
    assert "Note" not in text(sortie / GRILLE)


def test_force_leaves_what_is_up_to_date(atelier: Path, sortie: Path) -> None:
    _run(atelier, sortie)
    edit_by_hand(sortie / GRILLE, "Acquis")
    assert _outcomes(_run(atelier, sortie, force=True))[Outcome.KEPT] == 1
    assert "Acquis" in text(sortie / GRILLE)


def test_without_its_ledger_own_documents_are_known_again_and_others_kept(
    atelier: Path, sortie: Path
) -> None:
    _run(atelier, sortie)
    shutil.rmtree(sortie / FOLDER)
    edit_by_hand(sortie / GRILLE, "Acquis")
    outcomes = _outcomes(_run(atelier, sortie))
    assert outcomes == {Outcome.FRESH: TOUS - 1, Outcome.KEPT: 1}
    assert "Acquis" in text(sortie / GRILLE)


def test_killed_between_ledger_and_rename_the_next_run_makes_the_rest(
    atelier: Path, sortie: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _run(atelier, sortie)
    _replace(atelier / "referentiel.yaml", "Le tri est juste", "Le tri est exact")

    def killed(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Path, "replace", killed)
        _run(atelier, sortie)
    outcomes = _outcomes(_run(atelier, sortie))
    assert outcomes[Outcome.KEPT_STALE] == outcomes[Outcome.KEPT] == 0
    undisturbed = sortie.with_name("temoin")
    _run(atelier, undisturbed)
    assert documents(sortie) == documents(undisturbed)


def test_a_locked_document_stops_no_other(
    atelier: Path, sortie: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _run(atelier, sortie)
    _replace(atelier / "referentiel.yaml", "Le tri est juste", "Le tri est exact")
    put = Path.replace

    def refused(self: Path, target: Path) -> Path:
        if target == sortie / GRILLE:
            raise PermissionError(13, "Permission denied")
        return put(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", refused)
        results = _run(atelier, sortie)
    assert [r.exit_code for r in results if r.outcome is Outcome.LOCKED] == [ExitCode.HAND_EDITED]
    assert _outcomes(results)[Outcome.MADE] > 0
    assert "Le tri est juste" in text(sortie / GRILLE)
    again = _run(atelier, sortie)
    assert [r.document.chemin for r in again if r.outcome is Outcome.MADE] == [
        type(again[0].document.chemin)(GRILLE)
    ]


def test_a_wrong_template_is_one_message_and_stops_no_other_family(
    atelier: Path, sortie: Path
) -> None:
    write_template(atelier / "modeles/grille.docx", ["{{ epreuve.titre }"])
    write_template(atelier / "modeles/livret.docx", ["{{ candidat.surnom }}"])
    results = _run(atelier, sortie)
    assert _outcomes(results) == {Outcome.FAILED: 4, Outcome.MADE: TOUS - 4}
    failed = [r for r in results if r.outcome is Outcome.FAILED]
    assert {r.exit_code for r in failed} == {ExitCode.BAD_TEMPLATE}
    assert len({r.message for r in failed if r.document.famille == "grille"}) == 1
    (livrets,) = {r.message for r in failed if r.document.famille == "livret"}
    assert "livret.docx" in livrets and "surnom" in livrets and "rang 2" in livrets
    assert "Élodie" not in livrets and "Guessan" not in livrets
    assert not any("grille" in path or "livret" in path for path in documents(sortie))


def test_a_wrong_template_is_compiled_once(
    atelier: Path, sortie: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: Counter[str] = Counter()

    def counted(modele: Path, *, logo: Path | None) -> CompiledTemplate:
        compiled[modele.name] += 1
        return compile_template(modele, logo=logo)

    monkeypatch.setattr("assembler.fill.compile_template", counted)
    write_template(atelier / "modeles/livret.docx", ["{{ candidat.nom }"])
    assert _outcomes(_run(atelier, sortie))[Outcome.FAILED] == 2
    assert compiled["livret.docx"] == 1


def test_a_missing_template_is_said(atelier: Path, sortie: Path) -> None:
    plan = list(_plan(atelier))
    (atelier / "modeles/fiche.docx").unlink()
    failed = [r for r in produce(plan, _order(atelier, sortie)) if r.outcome is Outcome.FAILED]
    assert [r.exit_code for r in failed] == [ExitCode.BAD_TEMPLATE]
    assert "fiche.docx" in failed[0].message


def test_a_second_run_in_the_same_folder_is_turned_away(atelier: Path, sortie: Path) -> None:
    with open_ledger(sortie), pytest.raises(AssemblerError, match="autre fabrication"):
        _run(atelier, sortie)


def test_a_ledger_that_cannot_be_opened_is_said(atelier: Path, sortie: Path) -> None:
    (sortie / FOLDER / "registre.sqlite").mkdir(parents=True)
    with pytest.raises(AssemblerError, match="ne s'ouvre pas"):
        _run(atelier, sortie)


def test_a_damaged_ledger_is_said(atelier: Path, sortie: Path) -> None:
    _run(atelier, sortie)
    before = documents(sortie)
    (sortie / FOLDER / "registre.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(AssemblerError, match="abîmé"):
        _run(atelier, sortie)
    assert documents(sortie) == before


def test_the_ledger_knows_what_each_document_was_made_from(atelier: Path, sortie: Path) -> None:
    _run(atelier, sortie)
    base = sqlite3.connect(sortie / FOLDER / "registre.sqlite")
    rows = base.execute("select sha256, etiquette from documents").fetchall()
    base.close()
    made = {hashlib.sha256(content).hexdigest() for content in documents(sortie).values()}
    assert {content for content, _ in rows} == made
    assert all("2026-01" in etiquette for _, etiquette in rows)


def test_no_draft_is_left(atelier: Path, sortie: Path) -> None:
    _run(atelier, sortie)
    assert [path.name for path in (sortie / FOLDER).iterdir()] == ["registre.sqlite"]


@pytest.mark.slow
def test_processes_change_no_byte(atelier: Path, sortie: Path) -> None:
    with (atelier / "sessions/2026-06/candidats.csv").open("a", encoding="utf-8") as flux:
        flux.write("".join(f"{n:03};Roux;Zoé;{n % 2 + 1}\n" for n in range(3, 90)))
    alone, three = sortie.with_name("un"), sortie.with_name("trois")
    _run(atelier, alone)
    for folder, jobs in [(sortie, 2), (three, 3)]:
        assert _outcomes(_run(atelier, folder, jobs=jobs)) == {Outcome.MADE: TOUS + 2 * 87}
        assert documents(folder) == documents(alone)
