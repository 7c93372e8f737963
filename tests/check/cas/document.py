"""Plain mistakes of a document."""

from tests.check.cas.cas import Cas, Ici, enfreint, respecte, sans_objet
from tests.check.conforme import B1

_CRITERION = f"{B1} / C1.2 / critère 1"


def _matrix(*rows: str) -> dict[str, object]:
    lignes = [{"intitule": row, "colonnes": ["Atelier"]} for row in rows]
    return {
        "referentiel/matrices": [{"titre": "Modules", "colonnes": ["Atelier"], "lignes": lignes}]
    }


def _criteria(*criteres: tuple[str | None, str]) -> dict[str, object]:
    given = [{"code": c, "texte": t, "indicateurs": ["Vu"]} for c, t in criteres]
    return {"C1.2/criteres": given}


def _slip(text: str, *words: str) -> Cas:
    return enfreint("DOC-05", _criteria((None, text)), Ici(_CRITERION, 4, words))


def _no_slip(text: str) -> Cas:
    return respecte("DOC-05", _criteria((None, text)))


CAS: tuple[Cas, ...] = (
    enfreint(
        "DOC-01",
        _matrix("Préparation des meubles usés", "Vente en boutique"),
        Ici(f"{B1} / A1", None, ("Préparation des meubles usés",)),
    ),
    enfreint(
        "DOC-01",
        _matrix("Préparation de meuble", "Vente en boutique"),
        Ici(f"{B1} / A1", None, ("Préparation de meuble",)),
    ),
    # Rows of other things than activities are no mistake, nor is the end of a line.
    respecte("DOC-01", _matrix("Anglais", "PREPARATION DES MEUBLES.".replace("PRE", "PRÉ"))),
    sans_objet("DOC-01", {"referentiel/matrices": []}),
    enfreint(
        "DOC-02",
        _criteria((None, "Le dos reste droit"), (None, "Le  dos reste droit.")),
        Ici(f"{B1} / C1.2 / critère 2", 4, ("Le  dos reste droit.",)),
    ),
    enfreint(
        "DOC-02",
        _criteria(("Cr1", "Le dos reste droit"), ("Cr1", "Les gants sont portés")),
        Ici(f"{B1} / C1.2 / Cr1", 4, ("Cr1",)),
    ),
    # The same words under another competence are another criterion.
    respecte("DOC-02", _criteria((None, "Chaque pile a son étiquette"))),
    enfreint(
        "DOC-03",
        _criteria(("Cr 1", "Le dos reste droit"), ("Cr 3", "Les gants sont portés")),
        Ici(f"{B1} / C1.2", 4, ("Cr 3",)),
    ),
    respecte("DOC-03", _criteria(("Cr 1", "Le dos reste droit"), ("Cr 2", "Gants portés ici"))),
    enfreint("DOC-04", {"C1.2/code": "C1-2"}, Ici(f"{B1} / C1-2", 4, ("C1-2",))),
    # Half and half is no custom.
    respecte("DOC-04", {"C1.1/code": "C1-1", "C1.2/code": "C1-2"}),
    # A code that nobody printed is no mistake of the document.
    respecte("DOC-04", {"C1.2/code_attribue": True, "C1.2/code": "C1-2"}),
    _slip("Le système ’information marche", "’information"),
    _slip("L’ application marche", "L’ application"),
    _slip("L‘application marche", "L‘application"),
    _slip("Le plan est lu , puis signé", "lu ,"),
    _slip("Le plan est signé .", "signé ."),
    _slip("Le plan est lu.(il est signé)", "lu.(il"),
    _slip("Le plan est lu,puis signé", "lu,puis"),
    _slip("Le choix de de la colle est dit", "de de"),
    _slip("Il vérifie tout au long projet", "au long projet"),
    _slip("Automatisation les envois", "Automatisation les envois"),
    _slip("Le plan (coté est signé", "("),
    _slip("Le plan est signé,", "signé, …"),
    _slip("Le plan est signé par le", "le …"),
    _no_slip("Vous vous servez d’un plan coté (1/100), à l’échelle."),
    _no_slip("Il suit le chantier tout au long de l’année, et au long cours"),
    _no_slip("Les envois : lettres, colis…"),
    _no_slip("Le prix est de 3,50 euros sur schema.org"),
    respecte("DOC-05", {"E1/description": ["Le candidat remet :", "• un plan,", "• une fiche."]}),
    respecte("DOC-05", {"E1/description": ["Le candidat répond à", "• une question"]}),
    enfreint(
        "DOC-06",
        {"E1/durees": [{"texte": "Durée : une demi-journée"}]},
        Ici("épreuve E1", 3, ("Durée : une demi-journée",)),
    ),
    enfreint(
        "DOC-06",
        {"E1/durees": [], "E1/description": ["Durée à préciser"]},
        Ici("épreuve E1", 3, ("Durée à préciser",)),
    ),
    respecte("DOC-06", {"E1/durees": [], "E1/description": ["Durée totale : 01 h 20 min"]}),
    enfreint("DOC-07", {"E2/intitule": None}, Ici("épreuve E2", 5)),
    enfreint(
        "DOC-08",
        {
            "referentiel/matrices": [
                {
                    "titre": "Modules",
                    "colonnes": ["Atelier", "Boutique"],
                    "lignes": [
                        {"intitule": "Préparation des meubles", "colonnes": ["Atelier"]},
                        {"intitule": "Vente en boutique", "colonnes": []},
                    ],
                }
            ]
        },
        Ici("matrice « Modules »", None, ("Boutique",)),
        Ici("matrice « Modules »", None, ("Vente en boutique",)),
    ),
    sans_objet("DOC-08", {"referentiel/matrices": []}),
)
