"""The modalités d'évaluation."""

from collections.abc import Sequence

from tests.check.cas.cas import Cas, Ici, enfreint, inverifiable, respecte
from tests.check.conforme import B1

E1 = "épreuve E1"
_NONE = {
    "referentiel/epreuves": [],
    **{f"{code}/epreuves": [] for code in ("C1.1", "C1.2", "C2.1", "C2.2")},
}


def _epreuve(*lines: str, title: str = "Épreuve", formes: Sequence[str] = ()) -> dict[str, object]:
    return {"E1/intitule": title, "E1/description": lines, "E1/formes": formes}


def _e1(*words: str, page: int = 3) -> Ici:
    return Ici(E1, page, words)


CAS: tuple[Cas, ...] = (
    enfreint(
        "MOD-01",
        _epreuve("Examen écrit, contrôle de connaissances"),
        Ici(B1, 3, ("Examen écrit", "contrôle de connaissances")),
    ),
    respecte("MOD-01", _epreuve("Examen écrit", "Étude de cas")),
    respecte("MOD-01", _epreuve("Examen écrit : analyse d’un cas")),
    respecte("MOD-01", _epreuve("Examen écrit, sur le cas d’une entreprise")),
    respecte("MOD-01", _epreuve("Contrôle de connaissances", formes=("oral",))),
    # Questionnaires alone are told once, by MOD-02.
    respecte("MOD-01", _epreuve("QCM"), aussi="MOD-02"),
    inverifiable("MOD-01", _NONE, aussi="STR-01"),
    enfreint("MOD-02", _epreuve("QCM de 40 questions"), Ici(B1, 3, ("QCM",))),
    respecte("MOD-02", _epreuve("QCM, puis mise en situation")),
    respecte("MOD-02", _epreuve("Élaboration d’un questionnaire d’enquête")),
    inverifiable("MOD-02", _NONE, aussi="STR-01"),
    enfreint("MOD-03", _epreuve("Projet en équipe"), _e1("en équipe")),
    enfreint("MOD-03", _epreuve("Projet", formes=("collectif",)), _e1()),
    respecte("MOD-03", _epreuve("Projet en équipe", "Entretien de 20 minutes")),
    respecte("MOD-03", _epreuve("Note sur une convention collective et une collection")),
    inverifiable("MOD-03", _NONE, aussi="STR-01"),
    enfreint("MOD-05", _epreuve("Auto-évaluation"), _e1("Auto-évaluation")),
    respecte("MOD-05", _epreuve("Auto-évaluation, discutée avec le jury")),
    inverifiable("MOD-05", _epreuve("Auto-évaluation jointe au dossier"), _e1("Auto-évaluation")),
    inverifiable("MOD-05", _NONE, aussi="STR-01"),
    inverifiable("MOD-06", _epreuve("Étude de cas", formes=("distanciel",)), _e1()),
    inverifiable("MOD-06", {}),
    inverifiable("MOD-07", _epreuve("Étude de cas", formes=("distanciel",)), _e1()),
    respecte(
        "MOD-07",
        _epreuve("L’identité est contrôlée, la fraude empêchée", formes=("distanciel",)),
    ),
    inverifiable("MOD-07", _NONE, aussi="STR-01"),
    *(
        enfreint("MOD-08", _epreuve(f"Mise en situation. {said}"), _e1(*words))
        for said, words in (
            ("Il faut 10/20", ["10/20"]),
            ("Elle est notée sur 20", ["notée sur 20"]),
            ("Une note éliminatoire est prévue", ["note éliminatoire"]),
            ("Note de 12 au moins", ["Note de 12"]),
            ("Moyenne générale de 12", ["Moyenne générale"]),
            ("Coefficient : 3", ["Coefficient : 3"]),
            ("Coef. 2", ["Coef. 2"]),
            ("Coefficients: écrit 1, oral 2", ["Coefficients:"]),
            ("80 % de bonnes réponses", ["80 % de bonnes réponses"]),
            ("Acquis, non acquis", ["Acquis, non"]),
        )
    ),
    enfreint(
        "MOD-08",
        {"C1.2/criteres": [{"texte": "Le geste est acquis / non acquis", "indicateurs": ["Vu"]}]},
        Ici("bloc RNCP99001BC01 / C1.2 / critère 1", 4, ("acquis / non",)),
    ),
    *(
        respecte("MOD-08", _epreuve(f"Mise en situation. {said}"))
        for said in (
            "Les notions sont acquises",
            "Rédaction d’une note de cadrage",
            "Une note de 12 pages",
            "Une note de 2 à 3 pages",
            "Une note de 1 500 mots",
            "Une note de 4-5 diapositives",
            "Un plan au 1/100",
            "Le 10/20/2026",
            "Calcul d’un coefficient de frottement",
            "En moyenne, trois jours",
        )
    ),
    # In a criterion, marks can be the job's.
    respecte(
        "MOD-08",
        {"C1.2/criteres": [{"texte": "La moyenne générale est juste", "indicateurs": ["Vu"]}]},
    ),
    inverifiable("MOD-08", _NONE, aussi="STR-01"),
    enfreint(
        "MOD-09",
        {"E1/formes": ["individuel"], "E1/durees": [], "E1/livrables": []},
        _e1(),
    ),
    respecte("MOD-09", {"E1/durees": [], "E1/preparation": "2 mois"}),
    inverifiable("MOD-09", _NONE, aussi="STR-01"),
    inverifiable("MOD-10", _epreuve("Soutenance finale"), _e1("Soutenance finale")),
    inverifiable("MOD-10", {"C2.1/epreuves": ["E1", "E2"]}, _e1()),
    respecte("MOD-10", _epreuve("Le rapport final est rendu au jury")),
    # Jury
    inverifiable(
        "MOD-04",
        {"session": None, **_epreuve("Mise en situation en entreprise, vue par le tuteur")},
        _e1("en entreprise", "tuteur"),
    ),
)
