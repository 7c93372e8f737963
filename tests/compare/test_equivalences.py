"""What an old bloc is worth for a new one: total, partial, none, and the share behind it."""

from typing import Any

from assembler.compare import equivalences
from tests.compare.small import compared, version

Ligne = tuple[str, str, int, int, str]


def _rows(ancien: Any, nouveau: Any) -> list[Ligne]:
    """(old blocs, new bloc, competences that come from there, competences asked, proposal)."""
    return [
        (
            "+".join(bloc.code or "" for bloc in one.anciens),
            (one.nouveau and one.nouveau.code) or "",
            one.communes,
            one.demandees,
            one.proposition,
        )
        for one in equivalences(compared(ancien, nouveau))
    ]


def test_the_same_blocs_are_worth_each_other() -> None:
    assert _rows(version(), version()) == [
        ("1", "1", 2, 2, "totale"),
        ("2", "2", 2, 2, "totale"),
    ]


def test_a_new_competence_makes_it_partial_a_lost_one_does_not() -> None:
    nouveau: Any = version()
    nouveau["blocs"][0]["competences"].append(
        {"code": "C1.3", "texte": "Accueillir les donateurs au dépôt"}
    )
    del nouveau["blocs"][1]["competences"][1]
    assert _rows(version(), nouveau) == [
        ("1", "1", 2, 3, "partielle"),
        ("2", "2", 1, 1, "totale"),
    ]


def test_a_competence_that_moved_is_worth_a_part_and_the_two_together_the_whole() -> None:
    nouveau: Any = version()
    moved = nouveau["blocs"][1]["competences"].pop()
    nouveau["blocs"][0]["competences"].append(moved | {"activites": []})
    assert _rows(version(), nouveau) == [
        ("1", "1", 2, 3, "partielle"),
        ("2", "1", 1, 3, "partielle"),
        ("2", "2", 1, 1, "totale"),
        ("1+2", "1", 3, 3, "totale"),
    ]


def test_a_bloc_split_in_two_gives_both() -> None:
    nouveau: Any = version()
    second = nouveau["blocs"][1]["competences"].pop()
    nouveau["blocs"].append(
        {
            "code": "3",
            "intitule": "Gérer les recettes",
            "competences": [second | {"activites": [], "code": "C3.1"}],
        }
    )
    assert _rows(version(), nouveau)[1:] == [
        ("2", "2", 1, 1, "totale"),
        ("2", "3", 1, 1, "totale"),
    ]


def test_a_bloc_dropped_and_a_bloc_of_its_own() -> None:
    nouveau: Any = version()
    nouveau["blocs"][1] = {
        "code": "2",
        "intitule": "Sensibiliser le public au réemploi",
        "competences": [{"code": "C2.1", "texte": "Animer un atelier de couture pour enfants"}],
    }
    assert _rows(version(), nouveau)[1:] == [("2", "", 0, 0, "aucune"), ("", "2", 0, 1, "aucune")]


def test_what_is_doubtful_is_no_proof() -> None:
    nouveau = version(C1_2={"texte": "Remonter une chaise avec une colle animale tiède"})
    (first, _) = equivalences(compared(version(), nouveau))
    assert (first.sures, first.a_verifier, first.proposition) == (1, 1, "partielle")


def test_both_halves_of_a_competence_come_from_its_bloc() -> None:
    nouveau: Any = version(C1_1={"texte": "Établir le diagnostic d’un meuble usagé"})
    nouveau["blocs"][0]["competences"].append(
        {"code": "C1.3", "texte": "Relever l’état de chaque assemblage", "criteres": []}
    )
    assert _rows(version(), nouveau)[0] == ("1", "1", 3, 3, "totale")


def test_a_competence_merged_of_two_blocs_comes_whole_from_neither() -> None:
    ancien, nouveau = version(), version()
    one, other = (bloc["competences"][1] for bloc in ancien["blocs"])  # type: ignore[attr-defined]
    merged: Any = nouveau["blocs"]
    merged[0]["competences"][1]["texte"] = f"{one['texte']} et {other['texte'].lower()}"
    del merged[1]["competences"][1]
    rows = {(o, n): (c, p) for o, n, c, _, p in _rows(ancien, nouveau)}
    assert rows["1", "1"] == (2, "partielle")
    assert rows["2", "1"] == (1, "partielle")
    assert rows["1+2", "1"] == (2, "totale")
