"""The fiche of an export: found, read with its quirks, kept in the dossier and read back."""

import datetime
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from assembler.errors import InputError
from assembler.model import (
    FicheEnregistree,
    find_fiche,
    find_fiche_enregistree,
    read_certification,
    referentiel_faults,
    referentiel_of,
    write_starter,
)
from tests.model.export import bloc, export, fiche
from tests.shared import shared

RNCP = "rncp/export_fiches_RNCP_v4.1_fixture.xml"
RS = "rncp/export_fiches_RS_v4.1_fixture.xml"
TRUTH = YAML(typ="safe").load(
    (Path(__file__).parents[1] / "check/attendus/fiches.yaml").read_text("utf-8")
)["fiches"]


def _read(folder: Path, inside: str = "", blocs: str = "") -> FicheEnregistree:
    return find_fiche(export(folder, fiche(inside=inside, blocs=blocs)), "RNCP99001")


def _competences(folder: Path, liste: str) -> list[tuple[str | None, str]]:
    (one,) = _read(folder, blocs=bloc(liste)).blocs
    return [(c.code, c.texte) for c in one.competences]


@pytest.mark.parametrize("truth", TRUTH, ids=lambda truth: truth["code"])
def test_a_real_fiche_is_read_as_a_person_reads_it(truth: dict[str, object]) -> None:
    read = find_fiche(shared(RNCP), str(truth["code"]))
    assert (read.certification.niveau, read.actif, read.etat, read.certification.date_decision) == (
        truth["niveau"],
        truth["actif"],
        truth["etat"],
        truth["date_decision"],
    )
    assert read.type_enregistrement == "Enregistrement sur demande"
    assert read.non_lu == ()
    wanted = truth["blocs"]
    assert isinstance(wanted, list)
    for one, there in zip(read.blocs, wanted, strict=True):
        assert one.code == there["code"]
        headings = {c.groupe for c in one.competences if c.groupe}
        # A heading without a code is told from a competence by its meaning alone.
        told = there["titres"] if "codes" in there else 0
        assert len(headings) == told
        assert len(one.competences) + len(headings) == there["elements"]
        if "codes" in there:
            assert one.competences[-1].code == there["codes"][-1]


@pytest.mark.parametrize(
    ("liste", "competences"),
    [
        ("Trier le bois  Coller", [(None, "Trier le bois"), (None, "Coller")]),
        ("- Trier  - Coller", [(None, "Trier"), (None, "Coller")]),
        ("C1. Trier  C2. Coller", [("C1", "Trier"), ("C2", "Coller")]),
        ("C1. Trier  le bois  C2. Coller", [("C1", "Trier le bois"), ("C2", "Coller")]),
        ("1.1 Lot  1.1.1 Trier  1.1.2 Coller", [("1.1.1", "Trier"), ("1.1.2", "Coller")]),
        ("- Trier  o le bois  o le fer  - Coller",
         [(None, "Trier o le bois o le fer"), (None, "Coller")]),
        # Words that the export broke stay broken: nothing tells which spaces are wrong.
        ("Trier l'éc onomique", [(None, "Trier l'éc onomique")]),
        ("", []),
    ],
)  # fmt: skip
def test_lists_whose_lines_were_lost(
    tmp_path: Path, liste: str, competences: list[tuple[str | None, str]]
) -> None:
    assert _competences(tmp_path, liste) == competences


@settings(max_examples=60, deadline=None)
@given(st.text("abC1. -*o:é()\n\xa0", max_size=60))
def test_no_letter_of_a_list_is_lost(tmp_path_factory: pytest.TempPathFactory, liste: str) -> None:
    (one,) = _read(tmp_path_factory.mktemp("liste"), blocs=bloc(liste)).blocs
    kept = "".join(f"{c.groupe or ''}{c.code or ''}{c.texte}" for c in one.competences)
    for letter in "abCé":
        # A heading is kept once for each of its competences.
        assert kept.count(letter) >= liste.count(letter)


def test_dates_levels_and_what_can_not_be_taken_over(tmp_path: Path) -> None:
    read = _read(
        tmp_path,
        "<DATE_DECISION>01/06/2022</DATE_DECISION><DATE_EFFET>31/02/2020</DATE_EFFET>"
        "<NOMENCLATURE_EUROPE><NIVEAU>NIV6</NIVEAU></NOMENCLATURE_EUROPE>"
        "<DUREE_ENREGISTREMENT>3</DUREE_ENREGISTREMENT><ACTIF>Non</ACTIF>",
    )
    known = read.certification
    assert (known.date_decision, known.niveau) == (datetime.date(2022, 6, 1), 6)
    assert (known.duree_enregistrement, known.date_effet) == (3, None)
    assert read.non_lu == ("DATE_EFFET : 31/02/2020",)
    assert not read.actif


def test_no_level_is_none_and_nothing_to_tell(tmp_path: Path) -> None:
    read = _read(tmp_path, "<NOMENCLATURE_EUROPE><NIVEAU>AUCUN</NIVEAU></NOMENCLATURE_EUROPE>")
    assert read.certification.niveau is None and read.non_lu == ()


@pytest.mark.parametrize(
    "inside",
    [
        "<SI_JURY_VAE><ACTIF>Oui</ACTIF><COMPOSITION>Deux membres</COMPOSITION></SI_JURY_VAE>",
        # Flux 2 and 3
        "<SI_JURY_VAE>Oui</SI_JURY_VAE><JURY_VAE>Deux membres</JURY_VAE>",
    ],
)
def test_ways_of_the_new_and_of_the_old_flux(tmp_path: Path, inside: str) -> None:
    vae = _read(tmp_path, inside).certification.voies_acces.vae
    assert vae and (vae.ouverte, vae.jury) == (True, "Deux membres")


def test_the_other_fiches_and_what_they_give(tmp_path: Path) -> None:
    read = _read(
        tmp_path,
        "<NOUVELLES_CERTIFICATIONS><NOUVELLE_CERTIFICATION><ID_FICHE_NOUVELLE_CERTIFICATION>"
        "RNCP99002</ID_FICHE_NOUVELLE_CERTIFICATION></NOUVELLE_CERTIFICATION>"
        "</NOUVELLES_CERTIFICATIONS><CORRESPONDANCES><CORRESPONDANCE><DESTINATION><NUMERO_FICHE>"
        "RNCP5</NUMERO_FICHE></DESTINATION></CORRESPONDANCE></CORRESPONDANCES>",
    )
    assert read.remplacee_par == ("RNCP99002",)
    (other,) = read.certification.correspondances
    # Without a bloc of this one, the whole is equivalent.
    assert (other.code, other.nature) == ("RNCP5", "totale")


def test_codes_and_blocs_given_twice_become_a_valid_referentiel(tmp_path: Path) -> None:
    twice = bloc("Trier", code="01") * 2 + bloc("Coller", code="01")
    referentiel = referentiel_of(_read(tmp_path, blocs=twice))
    assert [b.code for b in referentiel.blocs] == ["01", "01 bis"]
    assert list(referentiel_faults(referentiel)) == []


def test_a_rs_is_one_bloc() -> None:
    read = find_fiche(shared(RS), "RS6604")
    (one,) = read.blocs
    assert one.code is None and len(one.competences) > 1
    assert referentiel_of(read).type == "RS"


@pytest.mark.parametrize("code", [truth["code"] for truth in TRUTH] + ["RNCP37674", "RNCP35625"])
def test_what_is_kept_is_read_back(tmp_path: Path, code: str) -> None:
    read = find_fiche(shared(RNCP), code)
    write_starter(tmp_path, fiche=read)
    assert find_fiche_enregistree(tmp_path) == read
    # What the export says stands in certification.yaml, word for word.
    assert read_certification(tmp_path) == read.certification
    assert list(referentiel_faults(referentiel_of(read))) == []


@pytest.mark.parametrize(
    "nasty", ["a: b # c", "« x »\n- y", "\x85", "'\"\\", "# non", "oui", "2020", "é" * 300]
)
def test_any_text_is_read_back(tmp_path: Path, nasty: str) -> None:
    read = find_fiche(
        export(
            tmp_path, fiche(inside=f"<TYPE_EMPLOI_ACCESSIBLES>{nasty}</TYPE_EMPLOI_ACCESSIBLES>")
        ),
        "RNCP99001",
    )
    write_starter(tmp_path / "dossier", fiche=read)
    assert find_fiche_enregistree(tmp_path / "dossier") == read
    assert read_certification(tmp_path / "dossier") == read.certification


def test_a_certification_that_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "certification.yaml").write_text("intitule: Mon titre\ntype: RNCP\n", "utf-8")
    (tmp_path / "export").mkdir()
    write_starter(tmp_path, fiche=_read(tmp_path / "export"))
    assert (tmp_path / "certification.yaml").read_text("utf-8").startswith("intitule: Mon titre")
    assert find_fiche_enregistree(tmp_path)


def test_from_its_zip_with_the_date_of_the_flux(tmp_path: Path) -> None:
    xml = export(tmp_path, fiche("RNCP1"), fiche())
    packed = tmp_path / "export.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(xml, xml.name)
        archive.writestr("LISEZMOI.txt", "rien")
    read = find_fiche(packed, "RNCP99001")
    assert (read.source.fichier, read.source.version_flux) == ("export.zip", "4.1")
    assert read.source.date == datetime.date(2026, 8, 16)
    assert read.blocs == find_fiche(xml, "RNCP99001").blocs


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("RNCP99010", ["2 fiches lues", "RNCP99001"]),
        ("RS99001", ["ne contient pas de fiche RS"]),
        ("RNCP5", ["prenez un export plus récent"]),
    ],
)
def test_a_fiche_that_is_not_there(tmp_path: Path, code: str, words: list[str]) -> None:
    with pytest.raises(InputError) as raised:
        find_fiche(export(tmp_path, fiche("RNCP1234567"), fiche()), code)
    said = str(raised.value) + str(raised.value.todo)
    assert all(word in said for word in words), said


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "vide"),
        (b"<FICHES><FICHE>", "XML bien form"),
        (b"nom;prenom", "XML bien form"),
        (b"<FICHES></FICHES>", "aucune fiche"),
        (b'<!DOCTYPE f [<!ENTITY x SYSTEM "/etc/passwd">]><FICHES>&x;</FICHES>', "DTD"),
        (b"PK\x05\x06" + b"\0" * 18, "aucun fichier .xml"),
        (b"PK\x03\x04" + b"\0" * 200, "XML bien form"),
    ],
)
def test_what_is_no_export(tmp_path: Path, content: bytes, words: str) -> None:
    fichier = tmp_path / "export.xml"
    fichier.write_bytes(content)
    with pytest.raises(InputError, match=words):
        find_fiche(fichier, "RNCP1")


def test_an_export_that_is_absent(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="ne peut pas être lu"):
        find_fiche(tmp_path / "absent.xml", "RNCP1")


def test_a_truncated_zip(tmp_path: Path) -> None:
    xml = export(tmp_path, *(fiche(f"RNCP{n}") for n in range(200)))
    packed = tmp_path / "export.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(xml, xml.name)
    whole = packed.read_bytes()
    packed.write_bytes(whole[:100] + b"\0" * 200 + whole[300:])
    with pytest.raises(InputError, match=r"abîmé|XML"):
        find_fiche(packed, "RNCP199")
