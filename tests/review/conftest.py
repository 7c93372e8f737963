"""A small référentiel with its side-car, and the worked example's page."""

import shutil
from pathlib import Path

import pytest

from assembler.cli import main
from assembler.model import Bilan, ElementLu, Extraction, Referentiel, Source
from assembler.review import Picture, Reading

EXEMPLE = Path(__file__).parents[2] / "inputs" / "atelier-reemploi" / "referentiel.pdf"

CRITERES = ("Le tri est juste", "Le bois est rangé", "Le poste est propre")
PICTURE = Picture("r.pdf", 1, 0, 0, 600, 800, "data:image/webp;base64,AAAA", "")


def referentiel(criteres: tuple[str, ...] = CRITERES, **changes: object) -> Referentiel:
    """One bloc, one competence, one épreuve; `changes` are the competence's."""
    competence = {
        "code": "C1",
        "texte": "Trier le bois",
        "epreuves": ["E1"],
        "criteres": [{"texte": texte} for texte in criteres],
        "page": 1,
        **changes,
    }
    return Referentiel.model_validate(
        {
            "source": [{"fichier": "r.pdf", "sha256": "0", "pages": 1}],
            "blocs": [{"code": "1", "intitule": "Trier", "competences": [competence]}],
            "epreuves": [{"code": "E1", "intitule": "Étude de cas", "description": ["À faire"]}],
        }
    )


def extraction(bilan: Bilan | None = None) -> Extraction:
    """The side-car of `referentiel()`: the n-th criterion stands 10 points high at 100 n."""
    here = "blocs/1/competences/C1"
    texts = {
        "blocs/1/intitule": "Trier",
        here: "Trier le bois",
        "epreuves/E1": "Étude de cas",
        **{f"{here}/criteres/{n}": texte for n, texte in enumerate(CRITERES, 1)},
    }
    return Extraction(
        source=(Source(fichier="r.pdf", sha256="0", pages=1),),
        referentiel=referentiel(),
        elements=tuple(
            ElementLu(chemin=chemin, page=1, boite=(60, top, 360, top + 10), texte=texte)
            for chemin, texte in texts.items()
            for top in [100 * int(chemin[-1]) if "criteres" in chemin else 50]
        ),
        bilan=bilan or Bilan(),
    )


def reading(lu: Referentiel, side_car: Extraction | None = None) -> Reading:
    return Reading(lu, side_car or extraction(), (Path("r.pdf"),))


@pytest.fixture(scope="session")
def exemple(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the worked example, its PDF read and its review page written."""
    folder = tmp_path_factory.mktemp("exemple")
    shutil.copy(EXEMPLE, folder)
    pdf = folder / EXEMPLE.name
    assert main(["extract", str(pdf), "--review", str(folder / "revue.html")]) == 0
    return folder
