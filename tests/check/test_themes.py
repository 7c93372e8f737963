"""The lexicon of the four themes, on sentences whose meaning leaves no doubt."""

import re
import tomllib
from importlib.resources import files

import pytest

from assembler.check.themes import THEMES, lexiques
from assembler.model.certification import Theme

SPEAK: dict[Theme, list[str]] = {
    "transition_ecologique": [
        "Réduire l’impact de l’atelier sur l’environnement",
        "Choisir des matériaux durables et recyclés",
        "Limiter les émissions de gaz à effet de serre",
        "Analyser le cycle de vie des objets",
        "Préparer une tournée sobre en carburant",
        "Mesurer les effets sur le climat",
        "Écoconcevoir le service",
        "Trier les déchets",
        "Conduire le chantier en respectant l’environnement",
        "Choisir des éco-matériaux",
        "Porter la responsabilité sociétale de l’entreprise",
    ],
    "transition_numerique": [
        "Utiliser un tableur",
        "Publier sur les réseaux sociaux",
        "Administrer une base de données",
        "Dématérialiser les factures",
        "Vendre en ligne",
    ],
    "sante_securite": [
        "Appliquer les règles d’hygiène et de sécurité",
        "Porter les équipements de protection individuelle, EPI",
        "Prévenir les risques psychosociaux",
        "Travailler en toute sécurité",
        "Veiller à la santé et à la sécurité au travail",
        "Assurer la sécurité des personnes sur le chantier",
        "Adopter les gestes et postures",
        "Veiller à la santé et à la sécurité des équipes",
        "Assurer la sécurité du personnel",
        "Afficher les règles de sécurité au poste de travail",
        "Améliorer la qualité de vie et des conditions de travail",
        "Favoriser le bien-être au travail",
        "Organiser l’hygiène des mains des opérateurs",
    ],
    "handicap": [
        "Accueillir un client en situation de handicap",
        "Rendre un site conforme au RGAA",
        "Proposer un support accessible à tous",
        "Accompagner des apprenants à besoins spécifiques",
        "Pratiquer la conception universelle",
        "Orienter les PSH vers le référent",
    ],
}

DOUBTFUL: dict[Theme, list[str]] = {
    "sante_securite": [
        "Respecter les consignes de sécurité",
        "Appliquer les procédures de sécurité",
        "Contrôler l’hygiène des surfaces",
        "Préparer les réunions du CSE",
        "Appliquer la politique de prévention des risques",
        "Prévenir les risques par un affichage",
        "Aménager les conditions de travail",
        "Assurer la sécurité des postes et des serveurs",
    ]
}

SILENT: dict[Theme, list[str]] = {
    "transition_ecologique": [
        "Configurer l’environnement de développement",
        "Déployer en respectant l’environnement technique",
        "Installer un bon climat social",
        "Nouer un partenariat durable avec un fournisseur",
        "Corriger l’incident par une solution durable",
        "Gérer le cycle de vie du produit",
        "Usiner une pièce en fibre de carbone",
        "Dessiner une interface sobre",
    ],
    "transition_numerique": [
        "Être en ligne avec la stratégie",
        "Conduire une machine en ligne de production",
        "Rédiger un script de vente",
    ],
    "sante_securite": [
        "Garantir la sécurité informatique",
        "Échanger des données en sécurité",
        "Diffuser les règles d’hygiène informatique",
        "Appliquer les règles de sécurité des données",
        "Prévenir les incidents",
        "Prévention des risques informatiques",
        "Évaluer les risques du projet",
        "Sécuriser le réseau",
    ],
    "handicap": [
        "Garantir l’accessibilité des données",
        "Analyser les besoins spécifiques du client",
        "Proposer un tarif accessible",
        "Adapter le message",
    ],
}


def _sentences(table: dict[Theme, list[str]]) -> list[tuple[Theme, str]]:
    return [(theme, text) for theme, texts in table.items() for text in texts]


@pytest.mark.parametrize(("theme", "text"), _sentences(SPEAK))
def test_speaks(theme: Theme, text: str) -> None:
    assert lexiques()[theme].passages(text)


@pytest.mark.parametrize(("theme", "text"), _sentences(DOUBTFUL))
def test_may_speak(theme: Theme, text: str) -> None:
    assert not lexiques()[theme].passages(text)
    assert lexiques()[theme].doubtful(text)


@pytest.mark.parametrize(("theme", "text"), _sentences(SILENT))
def test_says_nothing(theme: Theme, text: str) -> None:
    assert lexiques()[theme].passages(text) == ()
    assert lexiques()[theme].doubtful(text) == ()


@pytest.mark.parametrize("theme", THEMES)
def test_apostrophes_and_spaces_make_no_difference(theme: Theme) -> None:
    for text in SPEAK[theme]:
        other = text.replace("’", "'").replace(" ", "\u00a0").upper()
        assert lexiques()[theme].passages(other), other


def test_each_word_of_the_lexicon_has_its_reason_and_matches_nothing_empty() -> None:
    read = tomllib.loads(files("assembler.check").joinpath("themes.toml").read_text("utf-8"))
    assert list(read) == list(THEMES)
    for theme in read.values():
        assert set(theme) == {"titre", "mots", "douteux", "sauf"}
        for entry in (*theme["mots"], *theme["douteux"], *theme["sauf"]):
            assert set(entry) == {"motif", "raison"} and len(entry["raison"]) > 5
            assert not re.search(entry["motif"], "")
