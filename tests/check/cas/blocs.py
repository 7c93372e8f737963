"""The blocs de compétences."""

from tests.check.cas.cas import Cas, Ici, enfreint, inverifiable, respecte
from tests.check.conforme import B1, B2, C11, REFERENTIEL, Partie


def _bloc(code: str, epreuve: str, option: str | None = None, many: int = 2) -> Partie:
    return {
        "code": code,
        "intitule": "Livrer les meubles",
        "option": option,
        "activites": [{"code": f"A{code}", "intitule": "Livraison"}],
        "competences": [
            {
                "code": f"C{code}.{rank}",
                "texte": C11,
                "activites": [f"A{code}"],
                "epreuves": [epreuve],
                "criteres": [{"texte": "Rien n’est rayé", "indicateurs": ["Vu"]}],
                "page": 8,
            }
            for rank in range(many)
        ],
    }


def _with(*blocs: Partie) -> dict[str, object]:
    mine = REFERENTIEL["blocs"]
    assert isinstance(mine, list)
    return {"referentiel/blocs": [*mine, *blocs]}


_SHARED = {"C2.1/epreuves": ["E1"], "C2.2/epreuves": ["E1"]}
_NO_LINK = {"C2.1/activites": [], "C2.2/activites": [], "B2/activites": []}

CAS: tuple[Cas, ...] = (
    enfreint(
        "STR-02",
        {"referentiel/blocs": [_bloc("3", "E1")]},
        Ici(),
        aussi="STR-04 COM-09",
    ),
    enfreint(
        "STR-05", {"C2.1/epreuves": [], "C2.2/epreuves": []}, Ici(B2, 5), aussi="STR-03 STR-04"
    ),
    # Two blocs share one épreuve: the criteria are what tells them apart.
    enfreint(
        "STR-05",
        {**_SHARED, "C2.2/criteres": []},
        Ici(B2, 5),
        aussi="STR-03 STR-04",
    ),
    respecte("STR-05", _SHARED, aussi="STR-04"),
    inverifiable(
        "STR-05",
        {
            "referentiel/epreuves": [],
            **{f"{code}/epreuves": [] for code in ("C1.1", "C1.2", "C2.1", "C2.2")},
        },
        aussi="STR-01",
    ),
    enfreint("STR-08", _with(_bloc("3", "E1", many=9)), Ici("bloc 3", 8)),
    respecte("STR-08", _with(_bloc("3", "E1", many=6))),
    enfreint("STR-09", _with(*(_bloc(str(n), "E1") for n in range(3, 10))), Ici()),
    enfreint("STR-09", _with(_bloc("3", "E1", many=1)), Ici("bloc 3", 8)),
    # Options are not counted among the common blocs.
    respecte("STR-09", _with(*(_bloc(str(n), "E1", f"option {n}") for n in range(3, 10)))),
    enfreint(
        "STR-10",
        {"B1/intitule": "Module 3 : le bois (35 heures)"},
        Ici(B1, 3, ("Module", "35 heures")),
        aussi="TIT-01",
    ),
    respecte(
        "STR-10", {"B1/intitule": "Suivre les travaux en cours, de l’UE au client"}, aussi="TIT-01"
    ),
    enfreint("STR-11", _with(_bloc("3", "E1", "vente")), Ici("bloc 3 (vente)", 8)),
    enfreint(
        "STR-11",
        _with(_bloc("3", "E1", "vente", many=4), _bloc("4", "E1", "atelier")),
        Ici("bloc 3 (vente)", 8),
    ),
    respecte("STR-11", _with(_bloc("3", "E1", "vente", many=3), _bloc("4", "E1", "atelier"))),
    enfreint(
        "STR-12",
        {"B2/intitule": "Compétences transversales", **_NO_LINK},
        Ici(B2, 5, ("transversales",)),
        aussi="STR-06 TIT-01",
    ),
    respecte("STR-12", {"B2/intitule": "Compétences transversales"}, aussi="TIT-01"),
    enfreint("STR-14", {"certification/prerequis_entree": None}, Ici()),
    enfreint("STR-16", {"B1/code": "RNCP99001BC1"}, Ici("bloc RNCP99001BC1", 3, ("RNCP99001BC1",))),
    enfreint(
        "STR-16", {"B1/code": "RNCP99002BC01"}, Ici("bloc RNCP99002BC01", 3, ("RNCP99002BC01",))
    ),
    enfreint("STR-16", {"B1/code": "RNCP99001BC03"}, Ici(B2, 5, ("RNCP99001BC02",))),
    inverifiable("STR-16", {"B1/code": "1", "B2/code": "2"}),
)
