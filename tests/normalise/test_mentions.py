"""What stands in the place of a competence and is none."""

import pytest

from assembler.normalise.mentions import names_closing_assessment


@pytest.mark.parametrize(
    "text",
    [
        "Évaluation finale",
        "ÉVALUATION TRANSVERSALE DU BLOC",
        "Épreuve transversale à tous les blocs",
        "Épreuve finale : soutenance d'un projet",
        "Soutenance finale devant le jury",
        "Modalités d'évaluation finale",
        "Évaluation de synthèse (toutes compétences)",
    ],
)
def test_the_assessment_of_everything(text: str) -> None:
    assert names_closing_assessment(text)


@pytest.mark.parametrize(
    "text",
    [
        "Évaluer la version finale",
        "Évaluation globale des risques",
        "Contrôle final des produits",
        "Évaluation des compétences de l'équipe",
        "Étude de cas",
        "",
    ],
)
def test_competences_that_sound_like_it(text: str) -> None:
    assert not names_closing_assessment(text)
