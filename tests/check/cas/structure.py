"""The three référentiels and how they hang together."""

from tests.check.cas.cas import Cas, Ici, enfreint, inverifiable, respecte
from tests.check.conforme import B1, B2, C11, C12

_NO_EPREUVE = {
    "referentiel/epreuves": [],
    **{f"{code}/epreuves": [] for code in ("C1.1", "C1.2", "C2.1", "C2.2")},
}
_NO_CRITERIA = {f"{code}/criteres": [] for code in ("C1.1", "C1.2", "C2.1", "C2.2")}
_NO_ACTIVITY = {
    **{f"{bloc}/activites": [] for bloc in ("B1", "B2")},
    **{f"{code}/activites": [] for code in ("C1.1", "C1.2", "C2.1", "C2.2")},
}
_A2 = {"code": "A3", "intitule": "Livraison"}
_BARE = {"criteres": [], "epreuves": ["E1"], "activites": ["A1"]}

CAS: tuple[Cas, ...] = (
    enfreint("STR-01", _NO_ACTIVITY, Ici()),
    enfreint("STR-01", _NO_EPREUVE, Ici()),
    enfreint("STR-01", _NO_CRITERIA, Ici()),
    enfreint(
        "STR-01",
        {"B1/competences": [], "B2/competences": [], "referentiel/epreuves": []},
        *[Ici()] * 3,
        aussi="STR-06 COM-09",
    ),
    # A RS has no activities.
    respecte("STR-01", {"referentiel/type": "RS", **_NO_ACTIVITY}),
    enfreint(
        "STR-03",
        {"C1.2/criteres": [], "C1.2/non_evaluee": "Non évalué"},
        Ici(f"{B1} / C1.2", 4, ("Non évalué",)),
    ),
    enfreint("STR-03", {"C2.1/criteres": [{"texte": "–"}]}, Ici(f"{B2} / C2.1", 5)),
    enfreint("STR-03", {"C2.1/epreuves": []}, Ici(f"{B2} / C2.1", 5)),
    # What the whole document lacks is said once.
    inverifiable("STR-03", _NO_EPREUVE, aussi="STR-01"),
    inverifiable("STR-03", _NO_CRITERIA, aussi="STR-01"),
    enfreint(
        "STR-04",
        {"C2.1/epreuves": ["E1"], "C2.2/epreuves": ["E1"]},
        Ici("épreuve E2"),
    ),
    respecte("STR-04", {"C2.1/epreuves": ["E1", "E2"]}),
    enfreint("STR-06", {"C1.2/activites": []}, Ici(f"{B1} / C1.2", 4)),
    enfreint(
        "STR-06",
        {"B1/activites": [{"code": "A1", "intitule": "Préparation des meubles"}, _A2]},
        Ici(f"{B1} / A3", 3, ("Livraison",)),
    ),
    enfreint(
        "STR-06",
        {"B2/activites": [], "C2.1/activites": [], "C2.2/activites": []},
        Ici(B2, 5),
    ),
    enfreint("STR-06", {"B2/competences": []}, Ici(B2), aussi="STR-04 STR-05 COM-09"),
    # Where the table ties no competence to an activity, those of the bloc count for all of its own.
    inverifiable("STR-06", {f"{code}/activites": [] for code in ("C1.1", "C1.2", "C2.1", "C2.2")}),
    inverifiable("STR-06", _NO_ACTIVITY, aussi="STR-01"),
    inverifiable("STR-06", {"C1.1/activites": [], "C1.2/activites": []}, Ici(B1, 3)),
    inverifiable(
        "STR-07",
        {"referentiel/reserves": [{"page": 7, "texte": "Gérer", "raison": "hors colonne"}]},
        Ici("page 7", 7, ("Gérer",)),
    ),
    enfreint(
        "STR-13",
        {"C1.1/texte": f"{C11} {'et de trier encore ' * 10}"},
        Ici(f"{B1} / C1.1", 3),
    ),
    enfreint("STR-13", {"C1.2/texte": "Porter charges"}, Ici(f"{B1} / C1.2", 4), aussi="COM-09"),
    respecte("STR-13", {"C1.2/texte": f"{C12}, {C12}"}),
    inverifiable(
        "STR-13",
        {"B1/competences": [{"code": "C1.1", "texte": C11, **_BARE}]},
        aussi="STR-03 COM-09",
    ),
)
