"""`assembler extract`: where it writes, what it says. The reading itself is tested elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from assembler import normalise
from assembler.cli import main
from assembler.errors import NoReferentielError, Where
from assembler.model import Extraction, Referentiel, read_referentiel
from tests.conftest import REFERENTIEL


@dataclass(frozen=True)
class _Lecture:
    referentiel: Referentiel
    extraction: Extraction


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    fichier = tmp_path / "referentiel.pdf"
    fichier.write_bytes(b"%PDF-1.7")
    return fichier


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[frozenset[int] | None]:
    """Every PDF reads as the small référentiel with one reserve; the pages asked for are kept."""
    source = tmp_path / "lu.yaml"
    reserve = "reserves: [{page: 2, texte: ☐, raison: case sans colonne}]\n"
    source.write_text(REFERENTIEL + reserve, "utf-8")
    referentiel = read_referentiel(source)
    source.unlink()
    asked: list[frozenset[int] | None] = []

    def read(pdfs: Sequence[Path], pages: frozenset[int] | None = None, **_: object) -> _Lecture:
        asked.append(pages)
        return _Lecture(referentiel, Extraction(referentiel=referentiel))

    monkeypatch.setattr(normalise, "read_pdf", read, raising=False)
    return asked


@pytest.mark.usefixtures("asked")
def test_writes_beside_the_pdf_and_says_what_was_read(
    pdf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["extract", str(pdf)]) == 0
    said = capsys.readouterr().out
    assert "2 blocs, 2 compétences, 2 critères, 2 épreuves" in said
    assert "1 réserve" in said and "page 2 : case sans colonne : « ☐ »" in said
    assert read_referentiel(pdf.with_name("referentiel.yaml")).blocs[1].intitule == "Réparer"
    assert pdf.with_name("referentiel.extraction.json").is_file()


@pytest.mark.usefixtures("asked")
def test_what_may_hold_corrections_is_not_touched(
    pdf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(3):
        assert main(["extract", str(pdf)]) == 0
        written = {f: f.read_bytes() for f in pdf.parent.glob("*.yaml")}
        for fichier, content in written.items():
            fichier.write_bytes(content + b"# relu\n")
    assert len(written) == 3
    assert pdf.with_name("referentiel.yaml").read_bytes().endswith(b"# relu\n" * 3)
    assert read_referentiel(pdf.with_name("referentiel.nouveau-2.yaml"))
    assert "referentiel.nouveau-2.yaml" in capsys.readouterr().out


@pytest.mark.usefixtures("asked")
def test_json_is_written_where_asked(pdf: Path, tmp_path: Path) -> None:
    cible = tmp_path / "ailleurs/x.json"
    for _ in range(2):
        assert main(["extract", str(pdf), "-o", str(cible)]) == 0
    assert len(read_referentiel(cible).blocs) == 2


@pytest.mark.parametrize(
    ("option", "pages"), [("3-5", {3, 4, 5}), ("2,5-6", {2, 5, 6}), ("7", {7})]
)
def test_pages(pdf: Path, asked: list[frozenset[int] | None], option: str, pages: set[int]) -> None:
    assert main(["extract", str(pdf), "--pages", option]) == 0
    assert asked == [frozenset(pages)]


@pytest.mark.parametrize("option", ["0", "5-3", "a", "", "3-"])
def test_pages_that_are_none(pdf: Path, asked: list[frozenset[int] | None], option: str) -> None:
    assert main(["extract", str(pdf), "--pages", option]) == 2
    assert asked == []


@pytest.mark.usefixtures("asked")
def test_an_unknown_format_is_refused(pdf: Path) -> None:
    assert main(["extract", str(pdf), "-o", str(pdf.with_name("x.pdf"))]) == 2


def test_a_missing_pdf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(tmp_path / "absent.pdf")]) == 4
    assert "absent.pdf" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_no_table_writes_nothing(
    pdf: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def read(pdfs: Sequence[Path], pages: frozenset[int] | None = None, **_: object) -> _Lecture:
        raise NoReferentielError("aucun tableau de référentiel.", where=Where(pdfs[0]))

    monkeypatch.setattr(normalise, "read_pdf", read, raising=False)
    assert main(["extract", str(pdf)]) == 3
    assert "referentiel.pdf : aucun tableau" in capsys.readouterr().err
    assert list(pdf.parent.iterdir()) == [pdf]


@pytest.mark.usefixtures("asked")
def test_build_reads_the_pdf_when_there_is_no_yaml(atelier: Path, sortie: Path) -> None:
    (atelier / "referentiel.yaml").unlink()
    (atelier / "Notre certification.PDF").write_bytes(b"%PDF-1.7")
    assert main(["build", str(atelier), "--only", "grille", "-o", str(sortie)]) == 0
    assert (atelier / "referentiel.yaml").is_file()
    assert len(list(sortie.glob("grilles/*.docx"))) == 2


def test_build_asks_which_of_several_pdfs(
    atelier: Path, sortie: Path, asked: list[frozenset[int] | None]
) -> None:
    (atelier / "referentiel.yaml").unlink()
    for nom in ("a.pdf", "b.pdf"):
        (atelier / nom).write_bytes(b"%PDF-1.7")
    assert main(["build", str(atelier), "-o", str(sortie)]) == 5
    assert asked == []
