"""Headings of columns, in the words of schools and ministries."""

import pytest

from assembler.normalise.roles import Role, is_heading, role_of


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("REFERENTIEL D’ACTIVITES", Role.ACTIVITE),
        ("Activités et tâches", Role.ACTIVITE),
        ("Situations professionnelles", Role.ACTIVITE),
        ("REFERENTIEL DE COMPETENCES identifie les compétences et les connaissances, y compris "
         "transversales, qui découlent du référentiel d’activités", Role.COMPETENCE),
        ("Compétences professionnelles", Role.COMPETENCE),
        ("Capacités attestées", Role.COMPETENCE),
        ("MODALITÉS D’ÉVALUATION", Role.MODALITE),
        ("Référentiel d'évaluation – modalités", Role.MODALITE),
        ("Épreuves", Role.MODALITE),
        ("CRITÈRES D’ÉVALUATION", Role.CRITERE),
        ("Critères et indicateurs de performance", Role.CRITERE),
        ("Résultats attendus", Role.CRITERE),
        ("Indicateurs de performance", Role.INDICATEUR),
        ("Blocs de compétences", Role.BLOC),
        ("Domaines de compétences", Role.BLOC),
        ("Savoirs associés", Role.AUTRE),
        ("Conditions de réalisation", Role.AUTRE),
        ("ND", Role.NIVEAU),
        ("Niveaux de maîtrise", Role.NIVEAU),
        ("N°", Role.CODE),
    ],
)  # fmt: skip
def test_roles(heading: str, role: Role) -> None:
    assert role_of(heading) is role
    assert is_heading(heading)


def test_the_heading_over_two_columns_names_neither() -> None:
    wide = "REFERENTIEL D’EVALUATION\ndéfinit les critères et les modalités d'évaluation"
    assert role_of(wide) is None
    assert is_heading(wide)


@pytest.mark.parametrize(
    "text",
    [
        "C1.1. Évaluer les compétences de l'équipe",
        "Former l'équipe de l'atelier aux gestes qui préviennent les accidents, en suivant les "
        "recommandations et en tenant compte des compétences de chacun, afin de les réduire.",
        "",
    ],
)
def test_body_text_is_no_heading(text: str) -> None:
    assert not is_heading(text)
