"""`assembler status`: of a dossier, and of a document alone."""

import shutil
from pathlib import Path

import pytest

from assembler.cli import main
from assembler.documents import default_template
from assembler.model import (
    Extraction,
    Source,
    read_referentiel,
    write_extraction,
    write_referentiel,
)
from tests.conftest import TOUS, write_template
from tests.files import edit_by_hand, every_file, replace

GRILLE = "grilles/grille-E1-1.docx"


def _status(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(["status", *map(str, arguments)])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture
def made(atelier: Path, sortie: Path) -> Path:
    main(["build", str(atelier), "-o", str(sortie)])
    return sortie


def test_up_to_date(atelier: Path, made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = every_file(made.parent)
    code, out, err = _status(capsys, atelier, "-o", made)
    assert (code, err) == (0, "")
    assert "livret : 2 à jour" in out and "À faire" not in out
    assert every_file(made.parent) == before


def test_nothing_made_yet(atelier: Path, sortie: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = _status(capsys, atelier, "-o", sortie)
    assert code == 1 and out.count("jamais fait") == TOUS
    assert "assembler build" in err and not sortie.exists()


def test_out_of_date_and_why(atelier: Path, made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(atelier / "referentiel.yaml", "Le tri est juste", "Le tri est exact")
    code, out, _ = _status(capsys, atelier, "-o", made)
    assert code == 1
    assert "grille de l’épreuve E1, bloc 1 : critère de C1.1 reformulé" in out
    assert "grille : 1 à faire, 1 à jour" in out


def test_changed_by_hand(atelier: Path, made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit_by_hand(made / GRILLE, "Acquis")
    code, out, _ = _status(capsys, atelier, "-o", made)
    assert code == 0 and "1 modifié à la main" in out
    replace(atelier / "referentiel.yaml", "Le tri est juste", "Le tri est exact")
    code, out, err = _status(capsys, atelier, "-o", made)
    assert code == 7 and "1 modifié à la main et périmé" in out
    assert "périmé (critère de C1.1 reformulé)" in err


def test_an_older_label(atelier: Path, made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(atelier / "referentiel.yaml", 'version: "2026-01"', 'version: "2026-02"')
    code, out, _ = _status(capsys, atelier, "-o", made)
    assert code == 0 and "livret : 2 à jour sous une étiquette ancienne" in out
    assert "--restamp" in out


def test_left_over_documents_and_refused_rows(
    atelier: Path, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    liste = atelier / "sessions/2026-06/candidats.csv"
    liste.write_text("numero;nom;prenom\n002;D’Angelo;Åsa\n002;Secret;Doublon\n", "utf-8")
    code, _, err = _status(capsys, atelier, "-o", made)
    assert code == 1
    assert "2 documents ne sont plus prévus" in err and "rang 3" in err
    assert "Secret" not in err and "Guessan" not in err


def test_what_was_corrected(atelier: Path, made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fichier = atelier / "referentiel.yaml"
    source = Source(fichier="referentiel.pdf", sha256="0" * 64, pages=2)
    lu = read_referentiel(fichier).model_copy(update={"source": (source,)})
    write_referentiel(lu, fichier)
    assert "on ne sait pas ce qui a été corrigé" in _status(capsys, atelier, "-o", made)[1]
    write_extraction(
        Extraction(source=(source,), referentiel=lu), atelier / "referentiel.extraction.json"
    )
    assert "dit la même chose que le PDF" in _status(capsys, atelier, "-o", made)[1]
    replace(fichier, "Le collage tient", "Le collage résiste")
    _, out, _ = _status(capsys, atelier, "-o", made)
    assert "en 1 endroit" in out
    assert "PDF     : « Le collage tient »" in out
    assert "corrigé : « Le collage résiste »" in out


class TestDocument:
    """One document, that may have been moved and renamed."""

    @pytest.fixture
    def stray(self, made: Path, tmp_path: Path) -> Path:
        return shutil.copy(made / GRILLE, tmp_path / "reçu par courriel.docx")

    def test_says_what_it_was_made_from(
        self, stray: Path, made: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        code, out, _ = _status(capsys, stray)
        assert code == 0 and "2026-01" in out and "aucun registre" in out and "--dossier" in out
        assert "tel qu'il a été fait" in _status(capsys, made / GRILLE)[1]

    def test_up_to_date(
        self, stray: Path, atelier: Path, made: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        code, out, _ = _status(capsys, stray, "--dossier", atelier, "-o", made)
        assert code == 0 and "état : à jour" in out and "épreuve E1, bloc 1" in out
        assert "tel qu'il a été fait" in out

    def test_an_older_label(
        self, stray: Path, atelier: Path, made: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        replace(atelier / "referentiel.yaml", 'version: "2026-01"', 'version: "2026-02"')
        code, out, _ = _status(capsys, stray, "--dossier", atelier, "-o", made)
        assert code == 0 and "étiquette ancienne" in out and "2026-01" in out

    def test_out_of_date(
        self, stray: Path, atelier: Path, made: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        replace(atelier / "referentiel.yaml", "Le tri est juste", "Le tri est exact")
        code, out, _ = _status(capsys, stray, "--dossier", atelier, "-o", made)
        assert code == 1
        assert "état : périmé ; grille de l’épreuve E1, bloc 1 : critère de C1.1 reformulé" in out
        (atelier / "modeles/grille.docx").unlink()
        assert "périmé ; modèle changé" in _status(capsys, stray, "--dossier", atelier)[1]

    def test_changed_by_hand(
        self, stray: Path, atelier: Path, made: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        edit_by_hand(stray, "Acquis")
        code, out, _ = _status(capsys, stray, "--dossier", atelier, "-o", made)
        assert code == 0 and "modifié à la main" in out and "état : à jour" in out
        replace(atelier / "referentiel.yaml", "Le tri est juste", "Le tri est exact")
        assert _status(capsys, stray, "--dossier", atelier, "-o", made)[0] == 7

    def test_says_the_template(
        self, stray: Path, atelier: Path, made: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        known = ("--dossier", atelier, "-o", made)
        assert "modèle : modeles/grille.docx, de atelier" in _status(capsys, stray, *known)[1]
        ours = default_template("grille")
        shutil.copy(ours, atelier / "modeles/grille.docx")
        main(["build", str(atelier), "-o", str(made)])
        shutil.copy(made / GRILLE, stray)
        assert f"modèle : {ours.name}, fourni avec assembler" in _status(capsys, stray)[1]
        write_template(atelier / "modeles/grille.docx", ["{{ epreuve.titre }}"])
        main(["build", str(atelier), "-o", str(made)])
        shutil.copy(made / GRILLE, stray)
        assert "modèle : aucun de ceux d'aujourd'hui (empreinte " in _status(capsys, stray)[1]

    def test_its_dossier_is_found_by_the_ledgers(
        self,
        atelier: Path,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """As an officer has it: inputs and outputs in the current folder, the grid in a mail."""
        projet = tmp_path / "projet"
        for nom in ("autre", "atelier"):
            shutil.copytree(atelier, projet / "inputs" / nom)
        replace(projet / "inputs/autre/referentiel.yaml", "Coller", "Visser")
        monkeypatch.chdir(projet)
        main(["build", "inputs/autre", "inputs/atelier"])
        grille = projet / "outputs/atelier/grilles/grille-E2-2.docx"
        stray = shutil.copy(grille, tmp_path / "x.docx")
        code, out, _ = _status(capsys, stray)
        assert code == 0 and "à jour ; c'est le contenu du document prévu" in out
        replace(projet / "inputs/atelier/referentiel.yaml", "Coller", "Clouer")
        for where in (stray, grille):
            code, out, _ = _status(capsys, where)
            assert code == 1 and "bloc 2 : compétence C2.1 reformulée" in out
        code, out, _ = _status(capsys, projet / "outputs/autre/grilles/grille-E2-2.docx")
        assert code == 0 and "état : à jour" in out

    def test_a_document_of_another_dossier_is_not_called_out_of_date(
        self, stray: Path, atelier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        other = shutil.copytree(atelier, tmp_path / "autre")
        replace(other / "referentiel.yaml", "Le tri est juste", "Le tri est exact")
        main(["build", str(other), "-o", str(tmp_path / "sa sortie")])
        found = _status(capsys, stray, "--dossier", other, "-o", tmp_path / "sa sortie")
        assert found[0] == 1 and "inconnu ; le registre de autre ne connaît pas" in found[1]

    def test_a_document_that_nothing_plans_any_more(
        self, stray: Path, atelier: Path, made: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        replace(atelier / "referentiel.yaml", "epreuves: [E1]", "epreuves: [E2]")
        code, out, _ = _status(capsys, stray, "--dossier", atelier, "-o", made)
        assert code == 1 and "état : périmé ; atelier ne le prévoit plus" in out

    def test_saved_and_renamed_in_word_it_still_says_where_it_is_from(
        self, made: Path, atelier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        moved = tmp_path / "jury/Grille de Mme X (2).docx"
        moved.parent.mkdir()
        (made / GRILLE).rename(moved)
        edit_by_hand(moved, "Vu")
        replace(atelier / "referentiel.yaml", "Le tri est juste", "Le tri est exact")
        code, out, _ = _status(capsys, moved, "--dossier", atelier, "-o", made)
        assert code == 7 and "modifié à la main depuis" in out
        assert "périmé ; grille de l’épreuve E1, bloc 1 : critère de C1.1 reformulé" in out

    @pytest.mark.parametrize("content", [b"", b"PK", None])
    def test_not_made_by_this_tool(
        self,
        tmp_path: Path,
        atelier: Path,
        capsys: pytest.CaptureFixture[str],
        content: bytes | None,
    ) -> None:
        fichier = tmp_path / "x.docx"
        fichier.write_bytes(
            (atelier / "modeles/grille.docx").read_bytes() if content is None else content
        )
        code, _, err = _status(capsys, fichier)
        assert code == 5 and "x.docx" in err and "Traceback" not in err


def test_a_dossier_that_does_not_exist(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = _status(capsys, tmp_path / "absent")
    assert code == 5 and "assembler init" in err


def test_a_document_that_does_not_exist(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", str(tmp_path / "grille.docx")]) == 5
    assert "grille.docx : ce fichier n'existe pas." in capsys.readouterr().err
