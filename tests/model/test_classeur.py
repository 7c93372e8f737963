"""The workbook: what is written is what is read, and what an officer does to it is understood."""

import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import Workbook, load_workbook

from assembler.errors import InputError
from assembler.model import Critere, Matrice, Referentiel, read_referentiel, write_referentiel
from tests.model.random_models import referentiels
from tests.model.test_fichiers import SMALL


@given(referentiels())
@settings(deadline=None, max_examples=50, suppress_health_check=list(HealthCheck))
def test_what_is_written_is_what_is_read(referentiel: Referentiel) -> None:
    referentiel = _ticks_in_order(referentiel)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.xlsx"
        write_referentiel(referentiel, path)
        assert read_referentiel(path) == referentiel


def _ticks_in_order(referentiel: Referentiel) -> Referentiel:
    """The order of the ticks of a row has no meaning: in a workbook it is that of the columns."""
    return referentiel.model_copy(update={"matrices": tuple(map(_in_order, referentiel.matrices))})


def _in_order(matrice: Matrice) -> Matrice:
    def ticks(ticked: tuple[str, ...]) -> tuple[str, ...]:
        left = list(ticked)
        kept = []
        for colonne in matrice.colonnes:
            if colonne in left:
                left.remove(colonne)
                kept.append(colonne)
        return tuple(kept)

    lignes = tuple(
        ligne.model_copy(update={"colonnes": ticks(ligne.colonnes)}) for ligne in matrice.lignes
    )
    return matrice.model_copy(update={"lignes": lignes})


@pytest.fixture
def classeur(tmp_path: Path) -> Path:
    """The workbook of a bloc of one competence and two criteria."""
    path = tmp_path / "referentiel.xlsx"
    write_referentiel(SMALL, path)
    return path


def _edit(path: Path, **cells: object) -> None:
    """What an officer types: `Critères_K2="…"` is cell K2 of the sheet Critères."""
    workbook = load_workbook(path)
    for name, value in cells.items():
        sheet, _, cell = name.rpartition("_")
        workbook[sheet.replace("_", " ")][cell] = value
    workbook.save(path)


def _told(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read_referentiel(path)
    assert caught.value.todo
    return str(caught.value)


def test_the_same_referentiel_gives_the_same_bytes(classeur: Path) -> None:
    content = classeur.read_bytes()
    with zipfile.ZipFile(classeur) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01" in package.read("docProps/core.xml")
    write_referentiel(SMALL, classeur)
    assert classeur.read_bytes() == content


def test_one_row_a_criterion(classeur: Path) -> None:
    sheet = load_workbook(classeur)["Critères"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    columns = {title: rank for rank, title in enumerate(rows[0])}
    assert [row[columns["Critère"]] for row in rows[1:]] == [
        critere.texte for critere in SMALL.blocs[0].competences[0].criteres
    ]
    # Keys stand on every row, for filters; what is the competence's own, once.
    assert [row[columns["Compétence"]] for row in rows[1:]] == ["C1.1", "C1.1"]
    assert [row[columns["Page"]] for row in rows[1:]] == [1, None]
    assert sheet.freeze_panes == "F2" and sheet.auto_filter.ref == "A1:N3"
    assert sheet.print_title_rows == "$1:$1"


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+33 6", "-5 %", "@SOMME(A1)", "'cité'", "#N/A", "=HYPERLINK(A1)", "1.10", "01"],
)
def test_a_text_never_becomes_a_formula_or_a_number(tmp_path: Path, text: str) -> None:
    path = tmp_path / "r.xlsx"
    bloc = SMALL.blocs[0]
    competence = bloc.competences[0].model_copy(update={"criteres": (Critere(texte=text),)})
    written = SMALL.model_copy(
        update={"blocs": (bloc.model_copy(update={"competences": (competence,)}),)}
    )
    write_referentiel(written, path)
    cell = load_workbook(path)["Critères"]["K2"]
    assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")
    assert cell.quotePrefix is (text[0] in "=+-@'")
    assert read_referentiel(path) == written


def test_a_text_too_long_for_a_cell_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    for length, fits in ((32_767, True), (32_768, False)):
        bloc = SMALL.blocs[0].model_copy(update={"intitule": "x" * length})
        long = SMALL.model_copy(update={"blocs": (bloc,)})
        path.unlink(missing_ok=True)
        if fits:
            write_referentiel(long, path)
            assert read_referentiel(path) == long
        else:
            with pytest.raises(InputError, match=r"« Critères », case B2 : ce texte de 32768"):
                write_referentiel(long, path)
            assert not path.exists()


def test_an_officer_types_as_people_do(classeur: Path) -> None:
    _edit(
        classeur,
        Blocs_A3=2, Blocs_B3="Réparer", Épreuves_A3="E2", Épreuves_B3="Entretien",
        Critères_G2="E1 ; E2", Critères_M2="4", Critères_A4=2, Critères_E4="C2.1",
        Critères_F4="Coller", Critères_G4="E2", Critères_H4="Oui", Critères_K4="Le joint tient",
        Critères_L4="propre\n\n sec ", Référentiel_E2="15/02/2026", Matrice_1_B3="x",
    )  # fmt: skip
    lu = read_referentiel(classeur)
    assert [bloc.code for bloc in lu.blocs] == ["1", "2"]
    assert lu.blocs[0].competences[0].epreuves == ("E1", "E2")
    assert lu.blocs[0].competences[0].page == 4
    added = lu.blocs[1].competences[0]
    assert (added.code, added.texte, added.epreuve_deduite) == ("C2.1", "Coller", True)
    assert added.criteres == (Critere(texte="Le joint tient", indicateurs=("propre", "sec")),)
    assert str(lu.date) == "2026-02-15"
    assert lu.matrices[0].lignes[0].colonnes == ("M1",)


def test_sorted_rows_still_say_the_same_competence(classeur: Path) -> None:
    workbook = load_workbook(classeur)
    sheet = workbook["Critères"]
    for first, second in zip(sheet[2], sheet[3], strict=True):
        first.value, second.value = second.value, first.value
    workbook.save(classeur)
    competence = read_referentiel(classeur).blocs[0].competences[0]
    assert competence.texte == SMALL.blocs[0].competences[0].texte
    assert competence.criteres == SMALL.blocs[0].competences[0].criteres[::-1]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"Critères_A3": "9"}, "feuille « Critères », ligne 3, colonne A (Bloc) : le bloc « 9 » "
         "n'existe pas (feuille Blocs : 1)"),
        ({"Critères_E3": None}, "ligne 3, colonne E (Compétence) : la case est vide : de quelle"),
        ({"Critères_F3": "Autre"}, "ligne 3, colonne F (Texte de la compétence) : cette case dit "
         "autre chose que : feuille « Critères », ligne 2, colonne F (Texte de la compétence)"),
        ({"Critères_B2": "Autre"}, "colonne B (Intitulé du bloc) : cette case dit autre chose que "
         ": feuille « Blocs », ligne 2, colonne B (Intitulé)"),
        ({"Critères_K3": None, "Critères_J3": "Cr1"},
         "feuille « Critères », ligne 3, colonne K (Critère) : la valeur manque"),
        ({"Critères_G2": "E9"}, "feuille « Critères », ligne 2, colonne G (Épreuves) : l'épreuve "
         "« E9 » n'existe pas"),
        ({"Critères_M2": "trois"}, "colonne M (Page) : un nombre entier est attendu"),
        ({"Critères_H2": "peut-être"}, "colonne H (Épreuve déduite) : oui ou non"),
        ({"Critères_O2": "note"}, "feuille « Critères », ligne 2, colonne O : cette colonne n'a "
         "pas de titre"),
        ({"Critères_O1": "Notes"}, "feuille « Critères », ligne 1 : colonne inconnue « Notes »"),
        ({"Critères_K1": "Critere"}, None),
        ({"Critères_K1": "Crit"}, "colonne inconnue « Crit » ; vouliez-vous dire « Critère » ?"),
        ({"Critères_L1": None}, "il manque la colonne « Indicateurs »"),
        ({"Critères_L1": "Critère"}, "la colonne « Critère » y est deux fois"),
        ({"Critères_E2": 1.5}, "le tableur a fait de ce texte un nombre à virgule"),
        ({"Épreuves_E2": "240\n15"}, "feuille « Épreuves », ligne 2, colonne E (Minutes) : 2 "),
        ({"Épreuves_E2": "deux"}, "colonne E (Minutes) : un nombre entier est attendu"),
        ({"Épreuves_G2": "ecrit"}, "colonne G (Formes) : « ecrit » n'est pas l'une des valeurs "
         "admises"),
        ({"Épreuves_A3": "E1"}, "feuille « Épreuves », ligne 3, colonne A (Épreuve) : l'épreuve "
         "« E1 » apparaît deux fois"),
        ({"Activités_A2": None}, "feuille « Activités », ligne 2, colonne A (Bloc) : la case est "
         "vide"),
        ({"Matrice_1_B3": "peut-être"}, "feuille « Matrice 1 », ligne 3, colonne B : « peut-être » "
         ": une croix (X) ou rien"),
        ({"Référentiel_B2": "RNPC"}, "colonne B (Type) : « RNPC » n'est pas l'une des valeurs"),
        ({"Référentiel_A2": 2}, "format 2 : cette version du logiciel ne lit que le format 1"),
    ],
)  # fmt: skip
def test_a_fault_names_sheet_row_and_column(
    classeur: Path, cells: dict[str, object], told: str | None
) -> None:
    _edit(classeur, **cells)
    if told is None:
        assert read_referentiel(classeur) == SMALL
    else:
        assert told in _told(classeur)


def test_every_fault_is_told_at_once(classeur: Path) -> None:
    _edit(classeur, Critères_M2="trois", Épreuves_E2="deux")
    told = _told(classeur)
    assert "2 erreurs" in told and "colonne M (Page)" in told and "colonne E (Minutes)" in told


def test_an_error_of_the_spreadsheet_is_no_empty_cell(classeur: Path) -> None:
    workbook = load_workbook(classeur)
    cell = workbook["Épreuves"]["B2"]
    cell.value, cell.data_type = "#REF!", "e"
    workbook.save(classeur)
    assert "colonne B (Intitulé) : le tableur y montre l'erreur #REF!" in _told(classeur)


def _rename(path: Path, change: Callable[[Workbook], None]) -> None:
    workbook = load_workbook(path)
    change(workbook)
    workbook.save(path)


def test_a_sheet_renamed_is_told_and_one_taken_out_is_empty(classeur: Path) -> None:
    def rename(workbook: Workbook) -> None:
        workbook["Épreuves"].title = "Epreuve"

    def take_out(workbook: Workbook) -> None:
        del workbook["Matrice 1"], workbook["LISEZ-MOI"], workbook["Réserves"]

    _rename(classeur, take_out)
    assert read_referentiel(classeur) == SMALL.model_copy(update={"matrices": ()})
    _rename(classeur, rename)
    assert "feuille inconnue « Epreuve » ; vouliez-vous dire « Épreuves » ?" in _told(classeur)


def test_another_workbook_is_not_a_referentiel(tmp_path: Path) -> None:
    path = tmp_path / "candidats.xlsx"
    Workbook().save(path)
    assert "il manque la feuille « Critères »" in _told(path)
    path.write_bytes(b"PK nothing")
    assert "ce classeur ne peut pas être lu" in _told(path)
    assert "ce fichier manque" in _told(tmp_path / "absent.xlsx")
