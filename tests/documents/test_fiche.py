"""The fiche: the form's fields in its order, what is missing, what is wrong."""

import dataclasses
from typing import Any

import pytest

from assembler.model import Certification, Dossier
from tests.documents.conftest import Remplir, plan
from tests.documents.lire import paragraphes

ORDRE = (
    "Numéro de fiche", "Intitulé", "Niveau de qualification", "Code(s) NSF", "Formacode(s)",
    "Date d’échéance de l’enregistrement", "Durée de l’enregistrement", "Date de décision",
    "Certificateur(s)", "Objectifs et contexte", "Activités visées", "Compétences attestées",
    "Blocs de compétences", "Acquisition de la certification par les blocs",
    "Secteurs d’activité", "Types d’emplois accessibles", "Code(s) ROME",
    "Réglementation d’activités", "Prérequis à l’entrée en formation",
    "Prérequis à la validation de la certification", "Voie d’accès\u00a0: formation initiale",
    "Voie d’accès\u00a0: VAE", "Composition du jury\u00a0: VAE", "Accessible en Nouvelle-Calédonie",
    "Accessible en Polynésie française", "Liens avec d’autres certifications (correspondances)",
    "Conventions collectives (IDCC)", "Base légale",
    "Statistiques des promotions (certifiés, dont VAE, insertion)", "Partenaires habilités",
    "Lien vers le descriptif", "Ancienne(s) certification(s)", "Nouvelle(s) certification(s)",
)  # fmt: skip
"""The fields of the public fiche, in its order."""

COMPLETE: dict[str, Any] = {
    "formacodes": ["23654"],
    "rome": ["I1607"],
    "date_decision": "2027-06-01",
    "secteurs": "Commerce de cycles",
    "reglementation": "Aucune.",
    "prerequis_entree": "Aucun.",
    "prerequis_validation": "Avoir validé les trois blocs.",
    "voies_acces": {
        "formation_initiale": {"ouverte": "non"},
        "apprentissage": {"jury": "Deux professionnels."},
        "formation_continue": {"jury": "Deux professionnels."},
        "contrat_professionnalisation": {"jury": "Deux professionnels."},
        "candidature_individuelle": {"ouverte": "non"},
        "vae": {"jury": "Trois professionnels."},
    },
    "correspondances": [{"intitule": "Mécanicien cycles"}],
    "formulaire": {
        "blocs": "Les trois blocs donnent la certification.",
        "prerequis_blocs": {"2": "Avoir validé le bloc 1."},
        "nouvelle_caledonie": "oui",
        "polynesie_francaise": "non",
        "conventions": ["1979"],
        "base_legale": "Sans objet.",
        "statistiques": "2025 : 12 certifiés.",
        "partenaires": ["Atelier du Pédalier"],
        "lien": "www.exemple.fr",
        "anciennes": ["RNCP11111"],
        "nouvelles": ["RNCP99999"],
    },
}


def test_les_rubriques_suivent_le_formulaire(dossier: Dossier, remplir: Remplir) -> None:
    lignes = _lignes(_avec(dossier, COMPLETE), remplir)
    corps = lignes[lignes.index("Rubrique", lignes.index("À compléter") + 3) :]
    places = [corps.index(rubrique) for rubrique in ORDRE]
    assert places == sorted(places)
    for contenu in ("2025 : 12 certifiés.", "Atelier du Pédalier", "1979", "www.exemple.fr"):
        assert contenu in corps
    assert "Prérequis propres au bloc\u00a0: Avoir validé le bloc 1." in corps


def test_ce_qui_manque_est_liste_et_le_reste_ne_l_est_pas(
    dossier: Dossier, remplir: Remplir
) -> None:
    manques = _manques(_avec(dossier, COMPLETE))
    assert set(manques) == {"Date d’effet", "Date limite de délivrance"}
    manques = _manques(dossier)
    for rubrique in ("Code(s) ROME", "Base légale", "Voie d’accès\u00a0: formation continue"):
        assert rubrique in manques
    assert manques["Code(s) ROME"] == "certification.yaml, clé «\u00a0rome\u00a0»"
    lignes = _lignes(dossier, remplir)
    # Listed, and not printed once more as an empty field.
    assert lignes.count("Code(s) ROME") == 1


def test_une_voie_ouverte_sans_jury_est_un_manque(dossier: Dossier) -> None:
    voies = {"voies_acces": {"apprentissage": {"ouverte": "oui"}, "vae": {"ouverte": "non"}}}
    manques = _manques(_avec(dossier, voies))
    assert "Composition du jury\u00a0: apprentissage" in manques
    assert "Composition du jury\u00a0: VAE" not in manques


def test_chaque_texte_du_referentiel_est_pret_a_coller(dossier: Dossier, remplir: Remplir) -> None:
    lignes = _lignes(dossier, remplir)
    for bloc in dossier.referentiel.blocs:
        for competence in bloc.competences:
            # Once among all that the certification attests, once in its bloc.
            assert sum(competence.texte in ligne for ligne in lignes) == 2
    for epreuve in dossier.referentiel.epreuves:
        assert all(ligne in lignes for ligne in epreuve.description)
    assert "Numéro\u00a0: RNCP99998BC02" in lignes


def test_les_longueurs_sont_comptees(dossier: Dossier) -> None:
    contexte = _contexte(dossier)
    identite = {r["intitule"]: r["longueur"] for r in contexte["identite"]}
    assert identite["Intitulé"] == "31 signes sur 800 au plus"
    texte = "Les maisons des vélos se multiplient.\nElles embauchent."
    assert identite["Objectifs et contexte"] == f"{len(texte)} signes"
    assert identite["Numéro de fiche"] == ""
    [bloc, *_] = contexte["blocs"]
    signes = len("\n".join(bloc["competences"]))
    assert bloc["longueur_competences"].replace("\u202f", "") == f"{signes} signes"
    assert "Ko sur 64 au plus" in contexte["competences"]["longueur"]


@pytest.mark.parametrize(
    ("champ", "valeur", "rubrique"),
    [
        ("nsf", ["32"], "Code(s) NSF"),
        ("nsf", ["326nn"], "Code(s) NSF"),
        ("nsf", ["326", "326n", "343", "234"], "Code(s) NSF"),
        ("formacodes", ["3108"], "Formacode(s)"),
        ("rome", ["Z1805"], "Code(s) ROME"),
        ("rome", ["m1805"], "Code(s) ROME"),
        ("code", "RNCP", "Numéro de fiche"),
        ("code", "RS1234", "Numéro de fiche"),
        ("intitule", "x" * 801, "Intitulé"),
        ("certificateurs", [{"nom": "École", "siret": "123"}], "Certificateur(s)"),
        ("formulaire", {"conventions": ["IDCC 1979"]}, "Conventions collectives (IDCC)"),
    ],
)
def test_ce_qui_n_a_pas_la_forme_voulue_est_dit(
    dossier: Dossier, champ: str, valeur: object, rubrique: str
) -> None:
    constats = _contexte(_avec(dossier, {"formacodes": [], champ: valeur}))["a_verifier"]
    assert [constat["rubrique"] for constat in constats] == [rubrique]


def test_ce_qui_a_la_forme_voulue_ne_l_est_pas(dossier: Dossier) -> None:
    bon = {"nsf": ["326", "326n"], "formacodes": ["31088"], "rome": ["M1805"], "code": "RNCP40792"}
    assert _contexte(_avec(dossier, bon))["a_verifier"] == ()


@pytest.mark.parametrize(
    ("code", "attendu"),
    [("RNCP99998BC02", 0), ("RNCP12345BC02", 1), ("RNCP99998BC2", 1), ("2", 0)],
)
def test_le_numero_d_un_bloc_est_verifie(dossier: Dossier, code: str, attendu: int) -> None:
    premier, _, dernier = dossier.referentiel.blocs
    blocs = (premier, dernier.model_copy(update={"code": code, "code_attribue": False}))
    referentiel = dossier.referentiel.model_copy(update={"blocs": blocs})
    sain = _avec(dossier, {"formacodes": []})
    constats = _contexte(dataclasses.replace(sain, referentiel=referentiel))["a_verifier"]
    assert len(constats) == attendu


def test_un_texte_de_plus_de_64_ko_est_dit(dossier: Dossier) -> None:
    [bloc, *_] = dossier.referentiel.blocs
    longue = bloc.competences[0].model_copy(update={"texte": "é" * 33_000})
    blocs = (bloc.model_copy(update={"competences": (longue,)}),)
    referentiel = dossier.referentiel.model_copy(update={"blocs": blocs})
    sain = _avec(dossier, {"formacodes": []})
    constats = _contexte(dataclasses.replace(sain, referentiel=referentiel))["a_verifier"]
    assert [constat["rubrique"] for constat in constats] == ["Compétences attestées"]


def test_la_fiche_d_un_rs_n_a_ni_bloc_ni_niveau(dossier: Dossier, remplir: Remplir) -> None:
    lignes = _lignes(_avec(dossier, {"type": "RS", "code": "RS6000"}), remplir)
    for rubrique in ("Blocs de compétences", "Activités visées", "Niveau de qualification"):
        assert rubrique not in lignes
    assert "Validation partielle" in lignes
    for epreuve in dossier.referentiel.epreuves:
        assert all(ligne in lignes for ligne in epreuve.description)


def test_la_fiche_d_un_rs_sans_epreuve_n_a_pas_de_titre_sans_texte(
    dossier: Dossier, remplir: Remplir
) -> None:
    bloc = dossier.referentiel.blocs[0]
    sans = tuple(c.model_copy(update={"epreuves": ()}) for c in bloc.competences)
    blocs = (bloc.model_copy(update={"competences": sans}),)
    referentiel = dossier.referentiel.model_copy(update={"blocs": blocs, "epreuves": ()})
    rs = _avec(dataclasses.replace(dossier, referentiel=referentiel), {"type": "RS", "poids": {}})
    # Once: in the list of what is missing.
    assert _lignes(rs, remplir).count("Modalités d’évaluation") == 1


def _avec(dossier: Dossier, champs: dict[str, Any]) -> Dossier:
    connus = dossier.certification.model_dump(mode="json", exclude_unset=True)
    return dataclasses.replace(
        dossier, certification=Certification.model_validate({**connus, **champs})
    )


def _contexte(dossier: Dossier) -> dict[str, Any]:
    [fiche] = plan(dossier, "fiche")
    return fiche.contexte.model_dump()


def _manques(dossier: Dossier) -> dict[str, str]:
    return {manque["intitule"]: manque["ou"] for manque in _contexte(dossier)["a_completer"]}


def _lignes(dossier: Dossier, remplir: Remplir) -> list[str]:
    [fiche] = plan(dossier, "fiche")
    return paragraphes(remplir(fiche))
