"""What spreadsheets do to candidate lists: sheets, merged cells, formats, dates, broken files."""

import datetime
import tracemalloc
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from assembler.errors import InputError
from assembler.model import read_candidats
from assembler.model.session import SourceCandidats
from tests.model.lists import BLOCS, Held, edit_part, from_csv, from_xlsx, held, save

HEADINGS = ["nom", "prenom", "groupe"]


def names(liste: Held) -> list[str]:
    return [candidat.nom for candidat in liste.candidats]


def _two_sheets(workbook: Workbook, sheet: Worksheet) -> None:
    sheet.title, sheet.sheet_state = "Listes de choix", "hidden"
    for title, nom in (("Inscrits", "A"), ("Désistements", "B")):
        other = workbook.create_sheet(title)
        other.append(["nom", "prenom"])
        other.append([nom, "X"])


def test_the_first_sheet_that_is_shown_unless_another_is_named(tmp_path: Path) -> None:
    save(tmp_path / "candidats.xlsx", _two_sheets)
    assert names(held(tmp_path)) == ["A"]
    assert names(held(tmp_path, source=SourceCandidats(feuille="desistements"))) == ["B"]
    with pytest.raises(InputError, match=r"« Inscrit » n'existe pas.*« Inscrits »") as told:
        held(tmp_path, source=SourceCandidats(feuille="Inscrit"))
    assert "Feuilles : Listes de choix, Inscrits, Désistements" in str(told.value)


def test_rows_that_a_filter_hides_are_candidates(tmp_path: Path) -> None:
    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        for row in (HEADINGS, ["A", "X", "G1"], ["B", "Y", "G2"]):
            sheet.append(row)
        sheet.row_dimensions[3].hidden = True

    save(tmp_path / "candidats.xlsx", fill)
    assert names(held(tmp_path)) == ["A", "B"]


def test_what_is_merged_over_rows_stands_in_each(tmp_path: Path) -> None:
    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        for row in (
            ["Session de juin"], HEADINGS, [],
            ["A", "X", "G1"], ["B", "Y"], [], ["C", "Z"], ["D", "W", "G2"],
        ):  # fmt: skip
            sheet.append(row)
        for merged in ("A1:C1", "A2:A3", "B2:B3", "C2:C3", "C4:C7"):
            sheet.merge_cells(merged)

    save(tmp_path / "candidats.xlsx", fill)
    liste = held(tmp_path)
    assert liste.refus == ()
    assert [(c.rang, c.nom, c.groupe) for c in liste.candidats] == [
        (4, "A", "G1"), (5, "B", "G1"), (7, "C", "G1"), (8, "D", "G2"),
    ]  # fmt: skip


def test_headings_merged_over_two_rows_are_no_candidate(tmp_path: Path) -> None:
    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        for row in (["nom", "prenom", "note"], [None, None, "sur 20"], ["A", "X", 12]):
            sheet.append(row)
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:B2")

    save(tmp_path / "candidats.xlsx", fill)
    assert (names(held(tmp_path)), held(tmp_path).refus) == (["A"], ())


def test_headings_that_come_again_are_no_candidate(tmp_path: Path) -> None:
    liste = from_csv(tmp_path, "Nom;Prénom\nA;X\n\nNOM;Prénom\nB;Y\n")
    assert (names(liste), liste.refus) == (["A", "B"], ())


def test_a_formula_is_the_value_it_was_last_seen_with(tmp_path: Path) -> None:
    path, part = tmp_path / "candidats.xlsx", "xl/worksheets/sheet1.xml"

    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        sheet.append(HEADINGS)
        sheet.append(["=B9", "X", "G"])

    save(path, fill)
    edit_part(path, part, r"(<f>B9</f>)<v ?/?>(</v>)?", r"\1<v>Roux</v>")
    edit_part(path, part, r'<c r="A2">', '<c r="A2" t="str">')
    assert names(held(tmp_path)) == ["Roux"]


def test_numbers_keep_the_zeros_the_sheet_shows(tmp_path: Path) -> None:
    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        sheet.append(["nom", "prenom", "numero"])
        for row in (["A", "X", 12], ["B", "Y", "00013"], ["C", "Z", 14]):
            sheet.append(row)
        sheet["C2"].number_format = "00000"

    save(tmp_path / "candidats.xlsx", fill)
    assert [candidat.numero for candidat in held(tmp_path).candidats] == ["00012", "00013", "14"]


@pytest.mark.parametrize(
    "cell",
    ["03/04/1999", "3.4.1999", "1999-04-03", "3 avril 1999", "samedi 3 Avril 1999", 36253, 36253.0,
     datetime.date(1999, 4, 3), datetime.datetime(1999, 4, 3)],
)  # fmt: skip
def test_dates_of_birth(tmp_path: Path, cell: object) -> None:
    liste = from_xlsx(
        tmp_path, [["nom", "prenom", "Date de naissance (JJ/MM/AAAA)"], ["A", "X", cell]]
    )
    assert liste.refus == ()
    assert liste.candidats[0].date_naissance == datetime.date(1999, 4, 3)


@pytest.mark.parametrize(
    "cell", [1999, 19990403, 30499.5e3, "36253", "3 avrl 1999", True, "03/04/99"]
)
def test_what_is_no_date_of_birth_is_refused_by_cell(tmp_path: Path, cell: object) -> None:
    liste = from_xlsx(tmp_path, [["nom", "prenom", "ne le"], ["A", "X", cell]])
    assert [refus.raison for refus in liste.refus] == [
        "cellule C2 : la date de naissance n'est pas une date (attendu : 15/06/1998)"
    ]


def test_a_workbook_that_counts_from_1904(tmp_path: Path) -> None:
    day = datetime.date(1999, 4, 3)
    path = tmp_path / "candidats.xlsx"

    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        sheet.append(["nom", "prenom", "date de naissance"])
        sheet.append(["A", "X", (day - datetime.date(1904, 1, 1)).days])

    save(path, fill)
    edit_part(path, "xl/workbook.xml", r"<workbookPr\b", '<workbookPr date1904="1"')
    assert held(tmp_path).candidats[0].date_naissance == day


@pytest.mark.parametrize(
    ("jour", "heure"),
    [
        ("15/06/2026", "14h30"),
        ("15 juin 2026", "14:30"),
        (datetime.date(2026, 6, 15), datetime.time(14, 30)),
        (datetime.datetime(2026, 6, 15), datetime.timedelta(hours=14, minutes=30)),
        (46188, 0.6041666667),
        (datetime.datetime(2026, 6, 15, 14, 30), "14h30"),
        (46188.6041666667, None),
        ("lundi 15 juin 2026 à 14 h 30", None),
        ("15/06/2026 14:30:00", None),
    ],
)
def test_a_time_in_one_column_or_two(tmp_path: Path, jour: object, heure: object) -> None:
    liste = from_xlsx(
        tmp_path,
        [["nom", "prenom", "Date de passage", "Heure de passage"], ["A", "X", jour, heure]],
    )
    assert liste.refus == ()
    assert liste.candidats[0].passage == datetime.datetime(2026, 6, 15, 14, 30)


@pytest.mark.parametrize("error", ["#REF !", "#N/D", "#VALEUR !", "#NOM ?", "#DIV/0!", "Err:502"])
def test_an_error_exported_as_text_is_an_error(tmp_path: Path, error: str) -> None:
    liste = from_csv(tmp_path, f"nom;prenom;;groupe\nA;X;;{error}\nB;Y;{error};\n")
    assert [refus.raison for refus in liste.refus] == [
        f"la cellule D2 (colonne « groupe ») contient l'erreur {error}",
        f"la cellule C3 contient l'erreur {error}",
    ]


@pytest.mark.parametrize("name", ["Candidats.XLSX", "CANDIDATS.xlsm"])
def test_the_file_in_capitals(tmp_path: Path, name: str) -> None:
    from_xlsx(tmp_path, [["nom", "prenom"], ["A", "X"]])
    (tmp_path / "candidats.xlsx").rename(tmp_path / name)
    assert names(held(tmp_path)) == ["A"]


@pytest.mark.parametrize("kind", [".ods", ".xls"])
def test_a_format_that_is_not_read_is_not_passed_over(tmp_path: Path, kind: str) -> None:
    (tmp_path / f"candidats{kind}").write_bytes(b"x")
    with pytest.raises(InputError, match=rf"candidats\{kind} : une liste au format \{kind} ne se"):
        held(tmp_path)
    assert names(from_csv(tmp_path, "nom;prenom\nA;X\n")) == ["A"]


def test_a_quote_that_is_not_closed_swallows_nobody(tmp_path: Path) -> None:
    rows = "".join(f"N{n};X\n" for n in range(30))
    with pytest.raises(InputError, match=r"candidats\.csv, ligne \d+ : .*guillemet"):
        from_csv(tmp_path, f'nom;prenom\n{rows}"Jo;Y\nB;Z\n')
    with pytest.raises(InputError, match="guillemet"):
        from_csv(tmp_path, 'nom;prenom\n"Jo;Y\nB;Z\n')


def test_candidates_come_as_they_are_asked_for(tmp_path: Path) -> None:
    rows = "".join(f"N{n};X\n" for n in range(30))
    (tmp_path / "candidats.csv").write_text(f'nom;prenom\n{rows}"Jo;Y\n')
    candidats = iter(read_candidats(tmp_path, blocs=BLOCS).candidats)
    assert next(candidats).nom == "N0"


def test_a_long_list_is_never_held_whole(tmp_path: Path) -> None:
    rows = "".join(f"N{n};X;G;{'note ' * 200}\n" for n in range(2000))
    (tmp_path / "candidats.csv").write_text("nom;prenom;groupe;note\n" + rows)
    tracemalloc.start()
    try:
        liste = read_candidats(tmp_path, blocs=BLOCS)
        number = sum(1 for _ in liste.candidats)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert number == 2000
    assert peak < 800_000  # the file is of 2 MB; the candidates' numbers are kept


def test_a_list_saved_while_it_is_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "candidats.csv"
    path.write_text("nom;prenom\nA;X\n")
    liste = read_candidats(tmp_path, blocs=BLOCS)
    path.write_text("nom;prenom\nB;Y\nA;X\n")
    with pytest.raises(InputError, match="cette liste a changé pendant la lecture"):
        list(liste.refus)


def test_the_refusals_are_those_of_the_candidates_gone_through(tmp_path: Path) -> None:
    path = tmp_path / "candidats.csv"
    path.write_text("nom;prenom\nA;\nB;Y\n")
    liste = read_candidats(tmp_path, blocs=BLOCS)
    assert [refus.rang for refus in liste.refus] == [2]
    assert [candidat.nom for candidat in liste.candidats] == ["B"]
    path.unlink()
    assert [refus.rang for refus in liste.refus] == [2]


@pytest.mark.parametrize(
    ("headings", "advice"),
    [
        ("Famille;Prénom", "Si « Famille » est cette colonne, donnez-lui le titre nom."),
        ("Nom;Prenmo", "Si « Prenmo » est cette colonne, donnez-lui le titre prenom."),
        ("Groupe;NOM Prénom", "Séparez « NOM Prénom » en deux colonnes, nom et prenom."),
        ("Groupe;Machin", "Donnez aux deux colonnes les titres nom et prenom."),
    ],
)
def test_what_was_perhaps_meant(tmp_path: Path, headings: str, advice: str) -> None:
    with pytest.raises(InputError) as told:
        from_csv(tmp_path, f"{headings}\nA;B\n")
    assert f"Colonnes trouvées : {headings.replace(';', ', ')}." in str(told.value)
    assert advice in str(told.value)


def test_a_list_without_headings_is_told_without_names(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="aucune ligne de titres") as told:
        from_csv(tmp_path, "Zorglub;Noam;N\nZénon;Zoé;O\n")
    assert "Z" not in str(told.value) and "Noam" not in str(told.value)


def test_no_reason_quotes_a_name_of_a_row_out_of_step(tmp_path: Path) -> None:
    liste = from_csv(
        tmp_path,
        "nom;prenom;numero;voie;jury;blocs vises;passage;ne le\n"
        + "Zorglub;Zénon;Zoé;Zoé;Zoé;Zoé;Zoé;Zoé\n" * 2,
        jurys=["J1"],
    )
    assert len(liste.refus) == 2
    assert not any("Z" in refus.raison for refus in liste.refus)


@pytest.fixture(scope="module")
def whole_workbook(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The parts of a workbook that needs all that is read of one."""

    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        for row in (["nom", "prenom", "numero"], ["A", "X", "#REF!"], ["B", "Y", 12]):
            sheet.append(row)
        sheet["C3"].number_format = "0000"
        sheet.merge_cells("A4:A5")

    path = tmp_path_factory.mktemp("entier") / "candidats.xlsx"
    save(path, fill)
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


@given(st.data())
@settings(deadline=None, max_examples=100)
def test_a_damaged_workbook_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, whole_workbook: dict[str, bytes], data: st.DataObject
) -> None:
    part = data.draw(st.sampled_from(sorted(whole_workbook)))
    content = whole_workbook[part]
    place = data.draw(st.integers(0, len(content)))
    rest = data.draw(st.sampled_from([b"", b"<", b"\x00", content[place + 1 :]]))
    path = tmp_path_factory.mktemp("liste") / "candidats.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        for name, whole in (whole_workbook | {part: content[:place] + rest}).items():
            package.writestr(name, whole)
    with suppress(InputError):
        held(path.parent)
