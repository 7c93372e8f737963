"""Candidate lists as officers have them."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assembler.errors import InputError
from assembler.model import Candidat, ListeCandidats, read_candidats
from assembler.model.headings import folded
from tests.model.lists import BLOCS, from_csv, from_xlsx


def reason(tmp_path: Path, heading: str, value: str) -> str:
    liste = from_csv(tmp_path, f'nom;prenom;{heading}\nA;B;"{value}"\nC;D;\n', jurys=["J1", "J2"])
    assert [candidat.nom for candidat in liste.candidats] == ["C"]
    assert [refus.rang for refus in liste.refus] == [2]
    return liste.refus[0].raison


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_any_csv_a_spreadsheet_writes(tmp_path: Path, encoding: str, separator: str) -> None:
    text = "NOM DE NAISSANCE;Prénom;N° candidat\r\nLœuvre;Zoé;012\r\n".replace(";", separator)
    assert from_csv(tmp_path, text, encoding).candidats == (
        Candidat(rang=2, numero="012", nom="Lœuvre", prenom="Zoé"),
    )


def test_every_known_column_and_the_others(tmp_path: Path) -> None:
    liste = from_csv(
        tmp_path,
        "Civilité,NOM,Prénoms,N°,Date de naissance,Promotion,Site,Voie d'accès,"
        "Blocs acquis,Blocs visés,Jury,Passage,Tuteur,Nom d'usage,Ville d'origine,\n"
        'Mme,Aubry,Ève Marie,7,03/04/1999,B3,Lyon,Formation,1,"2; BC10",J1,'
        "15/06/2026 à 14h30,M. Roux,Petit,Brest,perdu\n",
    )
    assert liste.refus == ()
    assert liste.candidats == (
        Candidat(
            rang=2, numero="7", nom="Aubry", prenom="Ève Marie", civilite="Mme",
            date_naissance=datetime.date(1999, 4, 3), groupe="B3", campus="Lyon",
            voie="formation", blocs_acquis=("RNCP37805BC01",),
            blocs_vises=("RNCP37805BC02", "RNCP37805BC10"), jury="J1",
            passage=datetime.datetime(2026, 6, 15, 14, 30), tuteur="M. Roux",
            autres={"Nom d'usage": "Petit", "Ville d'origine": "Brest"},
        ),
    )  # fmt: skip


def test_a_workbook_with_a_title_typed_cells_and_blank_rows(tmp_path: Path) -> None:
    liste = from_xlsx(
        tmp_path,
        [
            ["Session de juin"],
            [],
            ["N° candidat", "Nom", "Prénom", "Date naissance", "passage", "note"],
            [12, " D’Arc  ", "Jeanne", datetime.date(1999, 4, 3),
             datetime.datetime(2026, 6, 15, 9), 1.5],
            [],
            [None, "Ali", "Noé", None, None, None],
        ],
    )  # fmt: skip
    assert liste.refus == ()
    assert liste.candidats == (
        Candidat(
            rang=4, numero="12", nom="D’Arc", prenom="Jeanne",
            date_naissance=datetime.date(1999, 4, 3), passage=datetime.datetime(2026, 6, 15, 9),
            autres={"note": "1,5"},
        ),
        Candidat(rang=6, numero="003", nom="Ali", prenom="Noé", autres={"note": ""}),
    )  # fmt: skip


def test_an_error_of_the_spreadsheet_refuses_its_row_alone(tmp_path: Path) -> None:
    liste = from_xlsx(tmp_path, [["nom", "prenom", "groupe"], ["A", "B", "#REF!"], ["C", "D", "G"]])
    assert [(refus.rang, refus.raison) for refus in liste.refus] == [
        (2, "la cellule C2 (colonne « groupe ») contient l'erreur #REF!")
    ]
    assert [candidat.nom for candidat in liste.candidats] == ["C"]


@pytest.mark.parametrize(
    ("heading", "value", "said"),
    [
        ("date de naissance", "31/02/2000", "la date de naissance n'est pas une date"),
        ("date de naissance", "20000101", "la date de naissance n'est pas une date"),
        ("voie", "alternance", "cellule C2 : cette voie est inconnue (attendu : formation, "),
        ("blocs acquis", "1;3", "blocs acquis : le bloc « 3 » n'existe pas (blocs : RNCP37805BC01"),
        ("blocs visés", "tous", "blocs visés : le bloc n'existe pas"),
        ("jury", "J3", "le jury « J3 » n'est pas dans session.yaml (jurys : J1, J2)"),
        ("passage", "15/06/2026", "le passage n'est pas une date et une heure"),
        ("passage", "14h30", "le passage n'est pas une date et une heure"),
        ("groupe", "#N/A", "la cellule C2 (colonne « groupe ») contient l'erreur #N/A"),
    ],
)
def test_a_wrong_row_is_refused_with_its_reason(
    tmp_path: Path, heading: str, value: str, said: str
) -> None:
    assert said in reason(tmp_path, heading, value)


def test_an_empty_name_and_a_number_given_twice(tmp_path: Path) -> None:
    liste = from_csv(tmp_path, "nom;prenom;numero\n;B;1\nC; ;2\nE;F;3\nG;H;3\nI;J;4\n")
    assert [(refus.rang, refus.raison) for refus in liste.refus] == [
        (2, "la colonne « nom » est vide"),
        (3, "la colonne « prenom » est vide"),
        (5, "le numéro « 3 » est déjà donné au rang 4"),
    ]
    assert [candidat.numero for candidat in liste.candidats] == ["3", "4"]


def test_a_refused_row_keeps_its_number(tmp_path: Path) -> None:
    rows = "nom;prenom;numero;date de naissance\nA;B;12;DATE\nC;D;;\nE;F;12;\nG;H;12;demain\n"
    liste = from_csv(tmp_path, rows.replace("DATE", "31/02/2000"))
    assert [candidat.numero for candidat in liste.candidats] == ["002"]
    assert [refus.rang for refus in liste.refus] == [2, 4, 5]
    assert "n'est pas une date" in liste.refus[0].raison
    assert liste.refus[1].raison == "le numéro « 12 » est déjà donné au rang 2"
    assert "déjà donné au rang 2" in liste.refus[2].raison
    assert "n'est pas une date" in liste.refus[2].raison
    corrected = from_csv(tmp_path, rows.replace("DATE", "28/02/2000"))
    assert {c.numero: c.nom for c in corrected.candidats} == {"12": "A", "002": "C"}


def test_an_error_of_the_spreadsheet_is_no_number(tmp_path: Path) -> None:
    liste = from_csv(tmp_path, "nom;prenom;numero\nA;B;#N/A\nC;D;#N/A\nE;F;001\n")
    assert [candidat.numero for candidat in liste.candidats] == ["001"]
    assert not any("déjà donné" in refus.raison for refus in liste.refus)


def test_all_that_is_wrong_with_a_row_is_told(tmp_path: Path) -> None:
    liste = from_csv(tmp_path, "nom;prenom;voie;passage\n;B;autre;demain\n")
    assert liste.refus[0].raison.count(" ; ") == 2


def test_an_error_in_a_sheet_that_does_not_begin_at_its_corner(tmp_path: Path) -> None:
    blank = [None] * 2
    liste = from_xlsx(
        tmp_path,
        [[], [], [*blank, "nom", "prenom", "tuteur"], [*blank, "A", "B", None],
         [*blank, "C", "D", "#N/A"]],
    )  # fmt: skip
    assert [candidat.rang for candidat in liste.candidats] == [4]
    assert [refus.rang for refus in liste.refus] == [5]
    assert "la cellule E5 (colonne « tuteur ») contient l'erreur #N/A" in liste.refus[0].raison


def test_blocs_that_the_spreadsheet_made_a_number_are_not_guessed(tmp_path: Path) -> None:
    liste = from_xlsx(tmp_path, [["nom", "prenom", "blocs acquis"], ["A", "B", 1.1]])
    assert "changé par le tableur" in liste.refus[0].raison


def test_two_candidates_may_bear_the_same_name(tmp_path: Path) -> None:
    assert len(from_csv(tmp_path, "nom;prenom\nA;B\nA;B\n").candidats) == 2


def test_control_characters_are_no_part_of_a_name(tmp_path: Path) -> None:
    liste = from_csv(tmp_path, 'nom;prenom\n"A\x0bB\nC";D\n')
    assert liste.candidats[0].nom == "A B C"


def test_missing_columns_are_told_with_those_found(tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match=r"introuvable : nom\. Colonnes trouvées : Famille, Prénom"
    ):
        from_csv(tmp_path, "Famille;Prénom\nA;B\n")
    with pytest.raises(InputError, match="aucune ligne de titres"):
        from_csv(tmp_path, "")


def test_two_columns_of_one_title(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"rang 1 : deux colonnes portent le titre « Nom »"):
        from_csv(tmp_path, "Nom;prenom;NOM\n")


def test_two_lists_are_one_too_many(tmp_path: Path) -> None:
    (tmp_path / "candidats.csv").write_text("nom;prenom\n")
    with pytest.raises(InputError, match="deux listes"):
        from_xlsx(tmp_path, [["nom", "prenom"]])


def test_no_list_is_no_candidates(tmp_path: Path) -> None:
    assert read_candidats(tmp_path, blocs=BLOCS) == ListeCandidats()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"nom;prenom\nA;B\n"])
def test_a_workbook_that_is_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "candidats.xlsx").write_bytes(content)
    with pytest.raises(InputError, match=r"candidats\.xlsx : ce classeur ne peut pas être lu"):
        read_candidats(tmp_path, blocs=BLOCS)


def test_no_reason_names_a_candidate(tmp_path: Path) -> None:
    liste = from_csv(
        tmp_path, "nom;prenom;voie;numero\nZorglub;Zénon;x;\nZorglub;Zénon;;9\nZorglub;Zénon;;9\n"
    )
    assert len(liste.refus) == 2
    assert not any("Z" in refus.raison for refus in liste.refus)


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).map(
    lambda text: " ".join(text.split())
)
names = cells.filter(lambda text: text and not text.startswith("#"))


@given(st.lists(st.tuples(names, names), min_size=1, max_size=5))
@settings(deadline=None, max_examples=50)
def test_names_come_through_whatever_they_hold(
    tmp_path_factory: pytest.TempPathFactory, people: list[tuple[str, str]]
) -> None:
    quoted = "".join(
        ";".join('"' + name.replace('"', '""') + '"' for name in person) + "\n" for person in people
    )
    liste = from_csv(tmp_path_factory.mktemp("liste"), "nom;prenom\n" + quoted)
    assert [(candidat.nom, candidat.prenom) for candidat in liste.candidats] == people


def test_headings_are_folded() -> None:
    assert folded("N° de  Candidat(e)") == "n de candidat e"
    assert folded("Prénom_d’Usage") == "prenom d usage"
