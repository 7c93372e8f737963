"""Pairs of versions that mislead: what an officer who knows both would say of each."""

from collections.abc import Sequence
from typing import Any

from assembler.compare import compare, in_words
from assembler.model import Referentiel

BESOIN = "Recueillir les besoins de l’usager par un entretien afin de cadrer la commande"
CAHIER = "Rédiger le cahier des charges en précisant les contraintes techniques"
PRESENTER = "présenter la solution retenue au client"
PLANIFIER = "Planifier les travaux de l’équipe en tenant compte des aléas"
RESEAU = "Installer le réseau local dans les bureaux du client"
POSTES = "Configurer les postes de travail des utilisateurs"
FORMER = "Former les utilisateurs aux nouveaux outils"

Competence = tuple[str, str, Sequence[str]]

CONCEVOIR: list[Competence] = [
    ("C1.1", BESOIN, ["Les besoins sont reformulés", "Le budget est chiffré"]),
    ("C1.2", f"{CAHIER} et {PRESENTER}", ["Le cahier est complet", "La présentation est claire"]),
    ("C1.3", PLANIFIER, ["Le planning tient compte des congés", "Les aléas sont anticipés"]),
]
DEPLOYER: list[Competence] = [
    ("C2.1", RESEAU, ["Le débit mesuré est conforme", "Le câblage est repéré"]),
    ("C2.2", POSTES, ["Les postes démarrent sans erreur", "Le débit mesuré est conforme"]),
    ("C2.3", FORMER, ["Le support de formation est adapté", "Les acquis sont vérifiés"]),
]


def _bloc(code: str, intitule: str, competences: Sequence[Competence], option: str = "") -> Any:
    return {
        "code": code,
        "intitule": intitule,
        "option": option or None,
        "competences": [
            {"code": c, "texte": texte, "criteres": [{"texte": one} for one in criteres]}
            for c, texte, criteres in competences
        ],
    }


def _referentiel(*blocs: Any) -> Referentiel:
    return Referentiel.model_validate({"blocs": blocs, "epreuves": []})


OLD = _referentiel(_bloc("1", "Concevoir", CONCEVOIR), _bloc("2", "Déployer", DEPLOYER))


def _said(ancien: Referentiel, nouveau: Referentiel) -> list[str]:
    return [in_words(change) for change in compare(ancien, nouveau).differences]


def test_a_competence_split_in_two_and_the_next_one_renumbered() -> None:
    cut: list[Competence] = [
        CONCEVOIR[0],
        ("C1.2", CAHIER, ["Le cahier est complet"]),
        ("C1.3", PRESENTER.capitalize(), ["La présentation est claire"]),
        ("C1.4", *CONCEVOIR[2][1:]),
    ]
    nouveau = _referentiel(_bloc("1", "Concevoir", cut), _bloc("2", "Déployer", DEPLOYER))
    assert _said(OLD, nouveau) == [
        "compétence C1.2 reformulée",
        "compétence C1.3 ajoutée au bloc 1",
        "compétence C1.3 renumérotée C1.4",
    ]
    whole, part, _ = compare(OLD, nouveau).differences
    assert [one.version.code for one in whole.devient] == ["C1.2", "C1.3"]
    assert [one.version.code for one in part.issu_de] == ["C1.2"]


def test_two_competences_of_two_blocs_merged_into_one() -> None:
    merged: list[Competence] = [
        *DEPLOYER[:2],
        ("C2.3", f"{FORMER} et {PRESENTER}", [*DEPLOYER[2][2], "La présentation est claire"]),
    ]
    kept: list[Competence] = [CONCEVOIR[0], ("C1.2", CAHIER, ["Le cahier est complet"])]
    nouveau = _referentiel(
        _bloc("1", "Concevoir", [*kept, CONCEVOIR[2]]), _bloc("2", "Déployer", merged)
    )
    assert _said(OLD, nouveau) == [
        "compétence C1.2 reformulée",
        "compétence C2.3 reformulée",
        "critère déplacé de C1.2 à C2.3",
    ]


def test_nearly_identical_criteria_that_change_places_are_not_reworded() -> None:
    one, other = "Le devis détaille les fournitures", "La facture détaille les fournitures"

    def version(first: str, second: str) -> Referentiel:
        competences = [("C1.1", "Chiffrer", [first]), ("C1.2", "Facturer", [second])]
        return _referentiel(_bloc("1", "Vendre", competences))

    assert _said(version(one, other), version(other, one)) == [
        "critère déplacé de C1.2 à C1.1",
        "critère déplacé de C1.1 à C1.2",
    ]


def test_codes_given_to_other_competences() -> None:
    reused: list[Competence] = [
        ("C1.1", "Assurer une veille sur les solutions libres", ["Trois sources sont citées"]),
        ("C1.2", f"{BESOIN} et son budget", CONCEVOIR[0][2]),
        ("C1.3", *CONCEVOIR[1][1:]),
    ]
    nouveau = _referentiel(_bloc("1", "Concevoir", reused), _bloc("2", "Déployer", DEPLOYER))
    assert _said(OLD, nouveau) == [
        "compétence C1.1 ajoutée au bloc 1",
        "critère ajouté à C1.1",
        "compétence C1.1 reformulée, renumérotée C1.2",
        "compétence C1.2 renumérotée C1.3",
        "compétence C1.3 supprimée du bloc 1",
        "critère supprimé de C1.3",
        "critère supprimé de C1.3",
    ]


def test_a_new_number_of_fiche_renumbers_the_blocs_and_nothing_else() -> None:
    def version(fiche: str) -> Referentiel:
        return _referentiel(
            _bloc(f"{fiche}BC01", "Concevoir", CONCEVOIR),
            _bloc(f"{fiche}BC02", "Déployer", DEPLOYER),
        )

    assert _said(version("RNCP37805"), version("RNCP40001")) == [
        "bloc RNCP37805BC01 renuméroté RNCP40001BC01",
        "bloc RNCP37805BC02 renuméroté RNCP40001BC02",
    ]


def test_options_of_one_code() -> None:
    def version(*blocs: tuple[str, list[Competence]]) -> Referentiel:
        optional = (_bloc("2", "Se spécialiser", c, option) for option, c in blocs)
        return _referentiel(_bloc("1", "Concevoir", CONCEVOIR), *optional)

    web: list[Competence] = [
        ("C2.1", "Programmer une application sécurisée", ["Le code est commenté"]),
        ("C2.2", "Tester une application", ["Les jeux d’essai couvrent les cas limites"]),
    ]
    before = version(("Réseaux", DEPLOYER), ("Logiciel", web))
    assert _said(before, version(("Logiciel", web), ("Réseaux", DEPLOYER))) == []
    assert _said(before, version(("Systèmes et réseaux", DEPLOYER), ("Logiciel", web))) == [
        "bloc 2 reformulé (option)"
    ]
    moved = ("C2.3", *DEPLOYER[2][1:])
    assert _said(before, version(("Réseaux", DEPLOYER[:2]), ("Logiciel", [*web, moved]))) == [
        "compétence C2.3 déplacée du bloc 2 (Réseaux) au bloc 2 (Logiciel)"
    ]


def test_a_word_that_turns_the_meaning_round_is_a_change() -> None:
    turned: list[Competence] = [
        ("C2.1", RESEAU, ["Le débit mesuré est conforme", "Le câblage n’est pas repéré"]),
        *DEPLOYER[1:],
    ]
    nouveau = _referentiel(_bloc("1", "Concevoir", CONCEVOIR), _bloc("2", "Déployer", turned))
    assert _said(OLD, nouveau) == ["critère de C2.1 reformulé"]


def test_one_of_two_criteria_of_the_same_text_is_removed_where_it_stood() -> None:
    fewer: list[Competence] = [
        DEPLOYER[0], ("C2.2", POSTES, ["Les postes démarrent sans erreur"]), DEPLOYER[2]
    ]  # fmt: skip
    nouveau = _referentiel(_bloc("1", "Concevoir", CONCEVOIR), _bloc("2", "Déployer", fewer))
    assert _said(OLD, nouveau) == ["critère supprimé de C2.2"]
