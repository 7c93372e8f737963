"""What is said of a change, on a référentiel small enough to be read."""

from typing import Any

import pytest

from assembler.compare import Changement, in_words
from tests.compare.small import (
    CAISSE,
    COLLER,
    DIAGNOSTIC,
    VENDRE,
    compared,
    differences,
    version,
)


def _only(changes: tuple[Changement, ...]) -> Changement:
    (change,) = changes
    return change


def test_a_criterion_added() -> None:
    added = [{"texte": "Le temps de serrage est respecté"}, {"texte": "Le poste est rangé"}]
    change = _only(differences(C1_2={"criteres": added}))
    assert (change.objet, change.nature, change.ancien) == ("critere", "ajoute", None)
    assert change.nouveau and change.nouveau.chemin == "blocs/1/competences/C1.2/criteres/2"
    assert (change.nouveau.bloc, change.nouveau.competence) == ("1", "C1.2")
    assert in_words(change) == "critère ajouté à C1.2"


def test_a_wording_changed_says_which_words() -> None:
    change = _only(differences(C1_2={"texte": COLLER.replace("une chaise", "un fauteuil")}))
    assert in_words(change) == "compétence C1.2 reformulée"
    assert [(one.sens, one.texte.strip()) for one in change.mots if one.sens != "egal"] == [
        ("retire", "une chaise"),
        ("ajoute", "un fauteuil"),
    ]
    assert change.ressemblance and 70 < change.ressemblance < 100


@pytest.mark.parametrize(
    ("given", "words", "detail"),
    [
        (
            {"epreuves": ["E1", "E2"]},
            "compétence C1.2 déplacée (épreuve E2 ajoutée)",
            "épreuve E2 ajoutée",
        ),
        ({"epreuves": ["E2"]}, "compétence C1.2 déplacée (épreuve E1 → E2)", "épreuve E1 → E2"),
        (
            {"activites": []},
            "compétence C1.2 déplacée (activité A1 retirée)",
            "activité A1 retirée",
        ),
        (
            {"non_evaluee": "Non évalué"},
            "compétence C1.2 reformulée (mention)",
            "mention « Non évalué » ajoutée",
        ),
        (
            {"complements": [{"colonne": "Savoirs", "texte": "Colles"}]},
            "compétence C1.2 reformulée (complément)",
            "complément « Savoirs : Colles » ajouté",
        ),
        ({"code": "C1.7"}, "compétence C1.2 renumérotée C1.7", None),
    ],
)
def test_what_goes_with_a_competence(
    given: dict[str, object], words: str, detail: str | None
) -> None:
    change = _only(differences(C1_2=given))
    assert in_words(change) == words
    assert [one.texte for one in change.details] == ([detail] if detail else [])
    assert change.mots == ()


def test_what_goes_with_the_other_items() -> None:
    nouveau: Any = version()
    nouveau["blocs"][0]["option"] = "Bois"
    nouveau["blocs"][0]["activites"][0]["taches"] = ["Poncer", "Trier."]
    nouveau["epreuves"][0]["durees"] = [{"texte": "3 h"}]
    nouveau["blocs"][1]["competences"][0]["criteres"][0]["indicateurs"] = ["Aucune rature"]
    changes = compared(version(), nouveau).differences
    assert [in_words(change) for change in changes] == [
        "bloc 1 reformulé (option)",
        "activité A1 reformulée (tâche)",
        "critère de C2.1 reformulé (indicateur)",
        "épreuve E1 reformulée (durée)",
    ]
    assert [change.details[0].texte for change in changes] == [
        "option « Bois » ajoutée",
        "tâche « Poncer » ajoutée",
        "indicateur « Aucune rature » ajouté",
        "durée « 4 h » → « 3 h »",
    ]


def test_minutes_corrected_beside_the_same_text_are_a_change() -> None:
    """Documents show the minutes: « Durée : 4 h » corrected to 300 minutes is printed « 5 h »."""
    ancien: Any = version()
    nouveau: Any = version()
    for one, minutes in ((ancien, 240), (nouveau, 300)):
        one["epreuves"][0]["durees"] = [{"texte": "4 h", "minutes": minutes}]
    change = _only(compared(ancien, nouveau).differences)
    assert in_words(change) == "épreuve E1 reformulée (durée retenue)"
    assert [d.texte for d in change.details] == ["durée retenue « 240 min » → « 300 min »"]
    # The text says it when the text changed too.
    nouveau["epreuves"][0]["durees"] = [{"texte": "5 h", "minutes": 300}]
    change = _only(compared(ancien, nouveau).differences)
    assert [d.texte for d in change.details] == ["durée « 4 h » → « 5 h »"]


def test_another_epreuve_under_the_same_code_is_told_from_the_old_one() -> None:
    nouveau: Any = version()
    nouveau["epreuves"][1]["intitule"] = "Vingt questions sur table, sans document"
    moved = [one for one in compared(version(), nouveau).differences if one.objet == "competence"]
    assert {one.details[0].texte for one in moved} == {"épreuve E2 (ancienne) → E2 (nouvelle)"}
    assert {(one.details[0].retires, one.details[0].ajoutes) for one in moved} == {
        (("E2",), ("E2",))
    }


def test_an_epreuve_renumbered_moves_no_competence() -> None:
    nouveau: Any = version()
    nouveau["epreuves"][0]["code"], nouveau["epreuves"][1]["code"] = "E2", "E1"
    for bloc, code in zip(nouveau["blocs"], ("E2", "E1"), strict=True):
        for competence in bloc["competences"]:
            competence["epreuves"] = [code]
    changes = compared(version(), nouveau).differences
    assert [in_words(change) for change in changes] == [
        "épreuve E1 renumérotée E2",
        "épreuve E2 renumérotée E1",
    ]


def test_a_criterion_moved_to_another_competence() -> None:
    moved = {"texte": "Le temps de serrage est respecté"}
    here = {"texte": "L’écart constaté est expliqué par écrit"}
    change = _only(differences(C1_2={"criteres": []}, C2_2={"criteres": [here, moved]}))
    assert in_words(change) == "critère déplacé de C1.2 à C2.2"
    assert [one.champ for one in change.details] == ["competence"]


def test_a_move_between_places_of_one_code_says_which_is_which() -> None:
    """Options of one bloc, and blocs that number anew."""
    ancien, nouveau = version(), version()
    for one in (ancien, nouveau):
        for bloc, option in zip(one["blocs"], ("Bois", "Vente"), strict=True):  # type: ignore[call-overload]
            bloc |= {"code": "1", "option": option, "activites": []}
            for rank, competence in enumerate(bloc["competences"], start=1):
                competence |= {"code": f"C{rank}", "activites": []}
    blocs: Any = nouveau["blocs"]
    moved = blocs[0]["competences"].pop()
    blocs[1]["competences"].append(moved | {"code": "C3"})
    criteres = [one["criteres"] for one in (blocs[0]["competences"][0], blocs[1]["competences"][0])]
    criteres[1].append(criteres[0].pop())
    assert [in_words(change) for change in compared(ancien, nouveau).differences] == [
        "critère déplacé de C1 (bloc 1, Bois) à C1 (bloc 1, Vente)",
        "compétence C2 déplacée du bloc 1 (Bois) au bloc 1 (Vente), renumérotée C3",
    ]


def test_numbers_the_reader_gave_are_no_evidence_and_no_change() -> None:
    ancien, nouveau = version(), version()
    for one in (ancien, nouveau):
        for bloc in one["blocs"]:  # type: ignore[attr-defined]
            for competence in bloc["competences"]:
                competence["code_attribue"] = True
    first, second = nouveau["blocs"][0]["competences"]  # type: ignore[index]
    first["code"], second["code"] = second["code"], first["code"]
    assert compared(ancien, nouveau).differences == ()


def test_a_removed_item_comes_where_it_stood() -> None:
    nouveau: Any = version()
    del nouveau["blocs"][0]["competences"][0]
    changes = compared(version(), nouveau).changements
    assert [(one.objet, one.nature, one.present.code) for one in changes[:6]] == [
        ("bloc", "inchange", "1"),
        ("activite", "inchange", "A1"),
        ("competence", "supprime", "C1.1"),
        ("critere", "supprime", None),
        ("competence", "inchange", "C1.2"),
        ("critere", "inchange", None),
    ]
    assert [in_words(one) for one in changes[2:4]] == [
        "compétence C1.1 supprimée du bloc 1",
        "critère supprimé de C1.1",
    ]


def test_a_competence_split_in_two_is_pointed_out() -> None:
    nouveau: Any = version(C1_1={"texte": "Établir le diagnostic d’un meuble usagé"})
    nouveau["blocs"][0]["competences"].append(
        {"code": "C1.3", "texte": "Relever l’état de chaque assemblage", "criteres": []}
    )
    changes = {one.present.code: one for one in compared(version(), nouveau).differences}
    whole, part = changes["C1.1"], changes["C1.3"]
    assert whole.nature == "reformule" and part.nature == "ajoute"
    assert {one.version.code for one in whole.devient} == {"C1.1", "C1.3"}
    assert {one.cote for one in whole.devient} == {"nouveau"}
    assert [(one.cote, one.version.texte) for one in part.issu_de] == [("ancien", DIAGNOSTIC)]
    assert not part.douteux


def test_two_competences_merged_into_one_are_pointed_out() -> None:
    nouveau: Any = version(
        C2_1={"texte": f"{VENDRE} puis {CAISSE[0].lower()}{CAISSE[1:]}", "criteres": []}
    )
    criteria = [c["criteres"] for c in version()["blocs"][1]["competences"]]  # type: ignore[index]
    nouveau["blocs"][1]["competences"][0]["criteres"] = criteria[0] + criteria[1]
    del nouveau["blocs"][1]["competences"][1]
    changes = compared(version(), nouveau).differences
    assert {in_words(one) for one in changes} == {
        "compétence C2.1 reformulée",
        "compétence C2.2 supprimée du bloc 2",
    }
    merged, gone = sorted(changes, key=lambda one: one.nature)
    assert {one.version.code for one in merged.issu_de} == {"C2.1", "C2.2"}
    assert [one.version.code for one in gone.devient] == ["C2.1"]


def test_a_bloc_split_in_two_is_told_by_its_competences() -> None:
    nouveau: Any = version()
    second = nouveau["blocs"][1]["competences"].pop()
    second |= {"activites": [], "code": "C3.1"}
    nouveau["blocs"].append(
        {"code": "3", "intitule": "Gérer les recettes", "competences": [second]}
    )
    changes = {
        one.present.code: one
        for one in compared(version(), nouveau).changements
        if one.objet == "bloc"
    }
    assert {one.version.code for one in changes["2"].devient} == {"2", "3"}
    assert changes["3"].nature == "ajoute"
    assert [one.version.code for one in changes["3"].issu_de] == ["2"]
    assert changes["1"].devient == ()


def test_a_bloc_of_the_same_competences_under_another_title_is_not_in_doubt() -> None:
    nouveau: Any = version()
    nouveau["blocs"][1] |= {"intitule": "Gérer un point de vente"}
    change = _only(compared(version(), nouveau).differences)
    assert in_words(change) == "bloc 2 reformulé" and not change.douteux
    # With hardly a competence in common it is.
    other: Any = version(C2_1={"texte": "Tenir un site marchand", "code": "C2.8", "criteres": []})
    other["blocs"][1] |= {"intitule": "Gérer un point de vente"}
    del other["blocs"][1]["competences"][1]
    assert all(c.douteux or c.nature != "reformule" for c in compared(version(), other).differences)


def test_a_doubtful_match_shows_its_rival() -> None:
    ancien: Any = version(C1_2={"texte": "Contrôler la stabilité d’une chaise recollée à neuf"})
    nouveau: Any = version(C1_2={"texte": "Contrôler la stabilité d’une table recollée à neuf"})
    nouveau["blocs"][0]["competences"].append(
        {"code": "C1.3", "texte": "Contrôler la stabilité d’une armoire recollée à neuf"}
    )
    for one in (*ancien["blocs"][0]["competences"], *nouveau["blocs"][0]["competences"]):
        one |= {"code_attribue": True, "criteres": []}
    change = next(c for c in compared(ancien, nouveau).differences if c.nature == "reformule")
    assert change.douteux
    assert change.rival and change.rival.cote == "nouveau"
    assert change.nouveau and change.rival.version.code != change.nouveau.code


def test_what_is_nearly_alike_is_named_but_not_matched() -> None:
    ancien = version(
        C1_2={"texte": "Recoller une chaise avec une colle réversible", "criteres": []}
    )
    nouveau = version(
        C1_2={
            "texte": "Choisir pour une chaise une colle adaptée au bois",
            "code": "C1.9",
            "criteres": [],
        }
    )
    gone, come = compared(ancien, nouveau).differences
    assert {gone.nature, come.nature} == {"supprime", "ajoute"}
    assert gone.douteux and gone.rival and come.rival
    assert {gone.rival.cote, come.rival.cote} == {"ancien", "nouveau"}


def test_renumbering_is_no_rewrite_even_when_all_numbers_shift() -> None:
    nouveau: Any = version()
    nouveau["blocs"][0]["competences"].insert(
        0, {"code": "C1.1", "texte": "Accueillir les donateurs au dépôt", "criteres": []}
    )
    for rank, competence in enumerate(nouveau["blocs"][0]["competences"], start=1):
        competence["code"] = f"C1.{rank}"
    assert [in_words(one) for one in compared(version(), nouveau).differences] == [
        "compétence C1.1 ajoutée au bloc 1",
        "compétence C1.1 renumérotée C1.2",
        "compétence C1.2 renumérotée C1.3",
    ]


def test_the_same_code_holds_together_what_was_rewritten() -> None:
    """Three words in ten are left: the number and the bloc say that it is the same."""
    change = next(
        one
        for one in differences(C1_2={"texte": "Remonter une chaise avec une colle animale tiède"})
        if one.objet == "competence"
    )
    assert in_words(change) == "compétence C1.2 reformulée"
    assert change.douteux and change.rival is None


def test_where_all_was_renumbered_a_number_proves_nothing() -> None:
    """The old C1.3 has the number of what the old C1.2 became, and some of its words."""
    ancien: Any = version(C1_2={"texte": COLLER, "criteres": []})
    ancien["blocs"][0]["competences"].append(
        {"code": "C1.3", "texte": "Choisir avec soin une colle réversible pour chaque table"}
    )
    reworded = "Recoller chaque assemblage d’une table avec une colle animale ou réversible"
    nouveau: Any = version(
        C1_1={"code": "C1.4"},
        C1_2={"code": "C1.3", "texte": reworded, "criteres": []},
        C2_1={"code": "C2.5"},
        C2_2={"code": "C2.6"},
    )
    assert [in_words(one) for one in compared(ancien, nouveau).differences] == [
        "compétence C1.1 renumérotée C1.4",
        "compétence C1.2 reformulée, renumérotée C1.3",
        "compétence C1.3 supprimée du bloc 1",
        "compétence C2.1 renumérotée C2.5",
        "compétence C2.2 renumérotée C2.6",
    ]
