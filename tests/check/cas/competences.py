"""The wording of activities and competences, and the four themes."""

from tests.check.cas.cas import (
    Cas,
    Ici,
    enfreint,
    inverifiable,
    respecte,
    sans_objet,
)
from tests.check.conforme import B1, B2, C22

_C11, _C12 = f"{B1} / C1.1", f"{B1} / C1.2"
_ALL = ("C1.1", "C1.2", "C2.1", "C2.2")
_RIGHT = {"enregistree/type_enregistrement": "Enregistrement de droit"}


def _texts(text: str, *codes: str) -> dict[str, object]:
    return {f"{code}/texte": text for code in codes}


_WHY_NOT = _texts("Trier les meubles", "C1.1", "C1.2")
_BLOC = "Préparer les meubles selon l’usage, pour les vendre"

CAS: tuple[Cas, ...] = (
    enfreint(
        "ACT-01",
        {"A1/intitule": "Introduction au bois : notions et cours"},
        Ici(f"{B1} / A1", 3, ("Introduction au", "notions", "cours")),
    ),
    # A code that is a number alone says what it counts.
    enfreint(
        "ACT-01",
        {
            "A2/intitule": "Cours de vente",
            "C2.1/activites": ["7"],
            "C2.2/activites": ["7"],
            "A2/code": "7",
        },
        Ici(f"{B2} / activité 7", 5, ("Cours",)),
    ),
    respecte("ACT-01", {"A1/intitule": "Suivi des réparations en cours"}),
    inverifiable(
        "ACT-01",
        {
            **{f"{bloc}/activites": [] for bloc in ("B1", "B2")},
            **{f"{code}/activites": [] for code in _ALL},
        },
        aussi="STR-01",
    ),
    enfreint(
        "COM-01", {"C1.1/texte": "Tri des meubles"}, Ici(_C11, 3, ("Tri des",)), aussi="COM-09"
    ),
    enfreint(
        "COM-01", {"C1.1/texte": "Dossier à ranger"}, Ici(_C11, 3, ("Dossier à",)), aussi="COM-09"
    ),
    respecte("COM-01", {"C1.1/texte": "S’assurer du tri"}, aussi="COM-09"),
    respecte("COM-01", {"C1.1/texte": "Mettre en œuvre le tri"}, aussi="COM-09"),
    respecte("COM-01", {"C1.1/texte": "Être à l’écoute du client"}, aussi="COM-09"),
    respecte("COM-01", {"C1.1/texte": "Convaincre un client"}, aussi="COM-09"),
    enfreint("COM-02", {"C1.1/texte": "Trier"}, Ici(_C11, 3, ("Trier",)), aussi="COM-09"),
    respecte("COM-02", {"C1.1/texte": "Trier le bois"}, aussi="COM-09"),
    enfreint("COM-03", _WHY_NOT, Ici(B1, 3), aussi="COM-09"),
    # A rate by bloc: one in two is what registered fiches do.
    respecte("COM-03", _texts("Trier les meubles", "C1.1"), aussi="COM-09"),
    sans_objet("COM-03", {**_WHY_NOT, **_RIGHT}),
    enfreint("COM-04", _texts("Trier pour vendre", "C1.1", "C1.2"), Ici(B1, 3), aussi="COM-09"),
    respecte("COM-04", _texts("Trier selon l’âge", "C1.1"), aussi="COM-09"),
    sans_objet("COM-04", {**_texts("Trier", *_ALL), **_RIGHT}),
    enfreint(
        "COM-05",
        {"C1.1/texte": "Connaître les essences"},
        Ici(_C11, 3, ("Connaître",)),
        aussi="COM-09",
    ),
    enfreint(
        "COM-05", {"C1.1/texte": "Savoir trier le bois"}, Ici(_C11, 3, ("Savoir",)), aussi="COM-09"
    ),
    respecte(
        "COM-05", {"C1.1/texte": "Mettre ses connaissances au service du tri"}, aussi="COM-09"
    ),
    enfreint(
        "COM-06",
        {"C1.1/texte": "Trier le bois lors d’un contrôle continu"},
        Ici(_C11, 3, ("contrôle continu",)),
        aussi="COM-09",
    ),
    respecte("COM-06", {"C1.1/texte": "Suivre les travaux en cours"}, aussi="COM-09"),
    enfreint(
        "COM-07", {"C1.1/texte": "Idem pour le métal"}, Ici(_C11, 3, ("Idem",)), aussi="COM-09"
    ),
    enfreint(
        "COM-07",
        {"C1.1/texte": "Les trier par essence"},
        Ici(_C11, 3, ("Les trier",)),
        aussi="COM-09",
    ),
    respecte("COM-07", {"C1.1/texte": "Trier les meubles, puis les ranger"}, aussi="COM-09"),
    enfreint(
        "COM-08",
        {"certification/niveau": 7, "C1.1/texte": "Appliquer la consigne de tri"},
        Ici(_C11, 3, ("Appliquer",)),
        aussi="COM-09",
    ),
    respecte("COM-08", {"C1.1/texte": "Appliquer la consigne de tri"}, aussi="COM-09"),
    respecte("COM-08", {"certification/niveau": 7}),
    inverifiable("COM-08", {"certification/niveau": None}),
    enfreint("COM-09", {"C1.1/texte": _BLOC}, Ici()),
    enfreint("COM-09", {"C1.2/texte": "Gérer la sécurité informatique du site"}, Ici()),
    enfreint("COM-09", {"C1.1/texte": _BLOC, "certification": None}, Ici()),
    enfreint("COM-09", {"C1.1/texte": _BLOC, "certification/date_depot": "2025-10-01"}, Ici()),
    # What is assessed is not what the law names: activities and competences.
    enfreint(
        "COM-09",
        {
            "C1.1/texte": _BLOC,
            "C1.1/criteres": [{"texte": "Il réduit les déchets", "indicateurs": ["Vu"]}],
        },
        Ici(),
    ),
    respecte("COM-09", {"C1.1/texte": _BLOC, "A2/taches": ["Réduire les déchets"]}),
    respecte(
        "COM-09",
        {"C1.1/texte": _BLOC, "C1.1/complements": [{"colonne": "Savoirs", "texte": "Écologie"}]},
    ),
    respecte(
        "COM-09",
        {
            "C1.1/texte": _BLOC,
            "certification/themes_sans_objet": {"transition_ecologique": "Déjà dit"},
        },
    ),
    sans_objet("COM-09", {"C1.1/texte": _BLOC, "certification/date_depot": "2025-09-30"}),
    # The criteria of R6113-9 are those of requests.
    sans_objet("COM-09", {"C1.1/texte": _BLOC, **_RIGHT}),
    inverifiable(
        "COM-09",
        {"C1.2/texte": "Appliquer les règles de sécurité de l’entreprise"},
        Ici(_C12, 4, ("règles de sécurité",)),
    ),
    # A fiche says when it was decided, not when it was asked for.
    inverifiable(
        "COM-09",
        {
            "profil": "fiche",
            "C1.1/texte": _BLOC,
            "certification/date_depot": None,
            "certification/date_decision": "2025-12-01",
        },
    ),
    # What is registered was filed before it was decided.
    sans_objet(
        "COM-09",
        {
            "profil": "fiche",
            "C1.1/texte": _BLOC,
            "certification/date_depot": None,
            "certification/date_decision": "2025-06-01",
        },
    ),
    inverifiable("COM-10", {}, Ici(f"{B2} / C2.2", 6, ("handicap",))),
    inverifiable("COM-10", {"C2.2/texte": "Conseiller un client"}, aussi="COM-09"),
    inverifiable("COM-11", {}, Ici(_C12, 4, ("en sécurité", "accidents"))),
    inverifiable(
        "COM-11",
        {"C2.2/texte": f"{C22}, dans le respect du RGPD"},
        Ici(_C12, 4, ("en sécurité", "accidents")),
        Ici(f"{B2} / C2.2", 6, ("RGPD",)),
    ),
    inverifiable("COM-11", {"C1.2/texte": "Soulever une armoire"}, aussi="COM-09"),
)
