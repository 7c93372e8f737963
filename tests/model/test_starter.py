"""What `init` writes: files that explain themselves and read back."""

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assembler.errors import InputError
from assembler.model import read_candidats, read_dossier, write_referentiel, write_starter
from assembler.model.certification import Certification
from assembler.model.element import Element
from assembler.model.reading import read_yaml
from assembler.model.session import Session
from tests.model.test_fichiers import SMALL


def uncommented(text: str) -> str:
    """The file as an officer fills it: « # » and one space removed before each key."""
    return re.sub(r"(?m)^# (?=(?:  )?(?:- )?(?:[a-z_]+|[A-Z0-9.-]+):|- )", "", text)


def test_a_new_dossier_reads_back_once_it_has_a_title(tmp_path: Path) -> None:
    pdf = tmp_path / "mon référentiel.pdf"
    pdf.write_bytes(b"%PDF-1.7")
    dossier = tmp_path / "neuf"
    written = write_starter(dossier, pdf=pdf, sessions=["2026-06", "# juin: 1"])
    assert all(path.is_file() for path in written)
    assert {path for path in dossier.rglob("*") if path.is_file()} == set(written)
    assert (dossier / "referentiel.pdf").read_bytes() == b"%PDF-1.7"
    write_referentiel(SMALL.model_copy(update={"source": ()}), dossier / "referentiel.yaml")
    with pytest.raises(InputError, match=r"certification\.yaml, ligne 14 : remplacez l'intitulé"):
        read_dossier(dossier)
    fiche = dossier / "certification.yaml"
    starter = fiche.read_text("utf-8")
    fiche.write_text(starter.replace("Intitulé exact à compléter", "Agent de tri"), "utf-8")
    lu = read_dossier(dossier, None)
    assert [session.session.intitule for session in lu.sessions] == [
        "Session # juin: 1", "Session 2026-06",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "model"), [("certification.yaml", Certification), ("sessions/s/session.yaml", Session)]
)
def test_every_key_is_explained_and_reads_when_uncommented(
    tmp_path: Path, file: str, model: type[Element]
) -> None:
    write_starter(tmp_path, sessions=["s"])
    path = tmp_path / file
    path.write_text(uncommented(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert read_yaml(path, model).model_fields_set == set(model.model_fields)


def test_every_column_of_the_list_is_known(tmp_path: Path) -> None:
    write_starter(tmp_path, sessions=["s"])
    path = tmp_path / "sessions/s/candidats.xlsx"
    workbook = load_workbook(path)
    sheet = workbook.active
    assert sheet is not None
    headings = [str(cell.value) for cell in sheet[1]]
    samples = {"date_naissance": "15/06/1998", "voie": "VAE", "passage": "15/06/2026 14:30",
               "blocs_acquis": "1", "blocs_vises": "1"}  # fmt: skip
    sheet.append([samples.get(heading, "x") for heading in headings])
    workbook.save(path)
    liste = read_candidats(path.parent, blocs=["1"])
    assert not tuple(liste.refus)
    (candidat,) = liste.candidats
    assert candidat.autres == {}
    assert None not in candidat.model_dump().values()


def test_nothing_is_overwritten_and_nothing_half_written(tmp_path: Path) -> None:
    fiche = tmp_path / "sessions" / "s" / "session.yaml"
    fiche.parent.mkdir(parents=True)
    fiche.write_text("à moi")
    with pytest.raises(InputError, match=r"session\.yaml : ce fichier existe déjà"):
        write_starter(tmp_path, sessions=["s"])
    assert fiche.read_text() == "à moi"
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [fiche]


def test_a_pdf_already_in_place_stays(tmp_path: Path) -> None:
    pdf = tmp_path / "referentiel.pdf"
    pdf.write_bytes(b"%PDF-1.7")
    write_starter(tmp_path, pdf=pdf)
    assert pdf.read_bytes() == b"%PDF-1.7"


def test_a_pdf_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"absent\.pdf : ce fichier n'existe pas"):
        write_starter(tmp_path / "neuf", pdf=tmp_path / "absent.pdf")
    assert not (tmp_path / "neuf").exists()


@pytest.mark.parametrize("session", ["../x", "", ".", "a/b", ".cache"])
def test_a_session_stays_in_its_folder(tmp_path: Path, session: str) -> None:
    with pytest.raises(InputError, match="ne peut pas être le nom"):
        write_starter(tmp_path, sessions=[session])
