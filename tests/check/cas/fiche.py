"""The référentiel held against what is registered."""

from tests.check.cas.cas import Cas, Ici, enfreint, inverifiable, respecte, sans_objet
from tests.check.conforme import B1, B2, C12

_FILED_FIRST = {"certification/date_depot": "2026-01-10"}
_ALL = ("TIT-01", "FIC-01", "FIC-02")

CAS: tuple[Cas, ...] = (
    *(inverifiable(regle, {"enregistree": None}) for regle in _ALL),
    *(sans_objet(regle, {"profil": "fiche"}) for regle in _ALL),
    # The fiche that is kept is another certification's.
    *(inverifiable(regle, {"certification/code": "RNCP99002"}) for regle in _ALL),
    enfreint(
        "TIT-01",
        {"certification/intitule": "Agent de tri de mobilier", **_FILED_FIRST},
        Ici("référentiel", None, ("tri",)),
    ),
    enfreint("TIT-01", {"B2/intitule": "Tenir le magasin"}, Ici(B2, 5, ("le magasin",))),
    respecte("TIT-01", {"B2/intitule": "TENIR LA BOUTIQUE."}),
    # The number of a bloc is not in its title.
    respecte("TIT-01", {"F2/intitule": "Bloc n° 2 – Tenir la boutique"}),
    respecte("TIT-01", {"F2/intitule": "BC02 : Tenir la boutique"}),
    enfreint(
        "TIT-01",
        {"B2/intitule": "Tenir le magasin", "certification/date_depot": "2026-06-01"},
        Ici(B2, 5, ("le magasin",)),
    ),
    # A new request may change what is registered: a person says whether it is meant.
    inverifiable(
        "TIT-01",
        {"B2/intitule": "Tenir le magasin", "certification/date_depot": "2028-01-10"},
        Ici(B2, 5, ("le magasin",)),
    ),
    inverifiable("TIT-01", {"certification": None, "referentiel/intitule": None}),
    enfreint(
        "FIC-01",
        {"C1.2/texte": C12.replace("une armoire", "un buffet")},
        Ici(f"{B1} / C1.2", 4, ("un buffet",)),
    ),
    # A word missing here leaves nothing to quote.
    enfreint(
        "FIC-01", {"C1.2/texte": C12.replace(" à l’aide d’un diable", "")}, Ici(f"{B1} / C1.2", 4)
    ),
    enfreint(
        "FIC-01",
        {"C1.2/texte": "Peindre une chaise en sécurité"},
        Ici(f"{B1} / C1.2", 4),
        Ici(B1, 3),
    ),
    enfreint("FIC-01", {"F2/intitule": "Autre", "F2/code": "RNCP99001BC07"}, Ici(), Ici(B2, 5)),
    # Words cut by a space, as the export has them, are whole ones.
    respecte(
        "FIC-01",
        {
            "F1/competences": [
                {"texte": "Trier les meu bles selon leur essence, afin de limiter les déchets"},
                {"texte": C12.upper()},
            ]
        },
    ),
    enfreint("FIC-02", {"F1/modalites": ["Mise en situation à l’établi", "Oral"]}, Ici(B1, 3)),
    respecte("FIC-02", {"F1/modalites": ["MISE EN SITUATION"]}),
)
