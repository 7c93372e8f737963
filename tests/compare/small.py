"""A small référentiel in the file's own form, and changes of it by hand."""

from assembler.compare import Changement, Comparaison, compare
from assembler.model import Referentiel

DIAGNOSTIC = "Établir le diagnostic d’un meuble usagé en relevant l’état de chaque assemblage"
COLLER = "Recoller les assemblages ouverts d’une chaise avec une colle réversible"
VENDRE = "Vendre le mobilier rénové en boutique et conclure par un encaissement"
CAISSE = "Clôturer la journée de vente par un état de caisse vérifié"


def version(**changes: object) -> dict[str, object]:
    """Two blocs, four competences, two épreuves; `changes` by competence code: keys of it."""

    def competence(code: str, texte: str, *criteres: str) -> dict[str, object]:
        base: dict[str, object] = {
            "code": code,
            "texte": texte,
            "criteres": [{"texte": critere} for critere in criteres],
            "epreuves": [f"E{code[1]}"],
            "activites": [f"A{code[1]}"],
        }
        given = changes.get(code.replace(".", "_"), {})
        assert isinstance(given, dict)
        return base | given

    return {
        "blocs": [
            {
                "code": "1",
                "intitule": "Rénover des meubles en atelier",
                "activites": [{"code": "A1", "intitule": "Rénovation", "taches": ["Trier"]}],
                "competences": [
                    competence("C1.1", DIAGNOSTIC, "Chaque défaut est situé sur le schéma"),
                    competence("C1.2", COLLER, "Le temps de serrage est respecté"),
                ],
            },
            {
                "code": "2",
                "intitule": "Tenir la boutique solidaire",
                "activites": [{"code": "A2", "intitule": "Commerce"}],
                "competences": [
                    competence("C2.1", VENDRE, "Le client repart avec une facture exacte"),
                    competence("C2.2", CAISSE, "L’écart constaté est expliqué par écrit"),
                ],
            },
        ],
        "epreuves": [
            {
                "code": "E1",
                "intitule": "Mise en situation à l’établi",
                "durees": [{"texte": "4 h"}],
            },
            {"code": "E2", "intitule": "Dossier commercial et soutenance devant le jury"},
        ],
    }


def compared(ancien: dict[str, object], nouveau: dict[str, object]) -> Comparaison:
    return compare(Referentiel.model_validate(ancien), Referentiel.model_validate(nouveau))


def differences(**changes: object) -> tuple[Changement, ...]:
    """What differs once these competences were changed."""
    return compared(version(), version(**changes)).differences
