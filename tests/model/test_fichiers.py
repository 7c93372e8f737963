"""`referentiel.yaml` and .json: what is written is what is read."""

import datetime
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from ruamel.yaml import YAML

from assembler.errors import InputError
from assembler.model import (
    Activite,
    Bloc,
    Competence,
    Critere,
    Duree,
    Epreuve,
    LigneMatrice,
    Matrice,
    Referentiel,
    Source,
    read_referentiel,
    write_referentiel,
)
from tests.model.random_models import referentiels

SMALL = Referentiel(
    version="2026-01",
    date=datetime.date(2026, 1, 15),
    source=(Source(fichier="referentiel.pdf", sha256="ab" * 32, pages=7),),
    blocs=(
        Bloc(
            code="1",
            intitule="Tenir l'atelier",
            activites=(Activite(code="A1.1", intitule="Tri"),),
            competences=(
                Competence(
                    code="C1.1",
                    texte="Trier les objets reçus : selon leur état, et sans les abîmer",
                    activites=("A1.1",),
                    epreuves=("E1",),
                    criteres=(
                        Critere(texte="Le tri est juste"),
                        Critere(texte="Le tri suit une méthode que le candidat explique " * 3),
                    ),
                    page=1,
                ),
            ),
        ),
    ),
    epreuves=(
        Epreuve(
            code="E1",
            intitule="Étude de cas",
            description=("À partir d’un lot d’objets …", "• Proposition d’un tri"),
            durees=(Duree(texte="Durée épreuve : 4 heures", minutes=240),),
            preparation="2 mois",
            formes=("écrit", "individuel"),
            code_attribue=True,
        ),
    ),
    matrices=(Matrice(colonnes=("M1",), lignes=(LigneMatrice(intitule="Tri", colonnes=("M1",)),)),),
)

SMALL_YAML = """\
format: 1
type: RNCP
intitule: null
version: "2026-01"
date: 2026-01-15
source:
- fichier: referentiel.pdf
  sha256: "abababababababababababababababababababababababababababababababab"
  pages: 7
blocs:
- code: "1"
  intitule: Tenir l'atelier
  option: null
  activites:
  - {code: A1.1, intitule: Tri, taches: []}
  competences:
  - code: C1.1
    texte: "Trier les objets reçus : selon leur état, et sans les abîmer"
    activites: [A1.1]
    epreuves: [E1]
    epreuve_deduite: false
    criteres:
    - {code: null, texte: Le tri est juste, indicateurs: []}
    - code: null
      texte: LONG
      indicateurs: []
    non_evaluee: null
    complements: []
    page: 1
epreuves:
- code: E1
  intitule: Étude de cas
  description: [À partir d’un lot d’objets …, • Proposition d’un tri]
  durees:
  - {texte: "Durée épreuve : 4 heures", minutes: 240}
  preparation: 2 mois
  formes: [écrit, individuel]
  livrables: []
  code_attribue: true
matrices:
- titre: null
  colonnes: [M1]
  lignes:
  - {intitule: Tri, colonnes: [M1]}
reserves: []
""".replace("LONG", ("Le tri suit une méthode que le candidat explique " * 3).strip()).replace(
    '"' + "ab" * 32 + '"', "ab" * 32
)


def test_yaml_is_laid_out_for_correction(tmp_path: Path) -> None:
    path = tmp_path / "referentiel.yaml"
    write_referentiel(SMALL, path)
    header, body = path.read_text(encoding="utf-8").split("\n\n", 1)
    assert all(line.startswith("#") for line in header.splitlines())
    assert body == SMALL_YAML


@given(referentiels())
@settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
def test_what_is_written_is_what_is_read(referentiel: Referentiel) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("r.yaml", "r.json"):
            path = Path(folder) / name
            write_referentiel(referentiel, path)
            assert read_referentiel(path) == referentiel


@given(referentiels())
@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
def test_any_yaml_reader_sees_what_the_json_says(referentiel: Referentiel) -> None:
    with tempfile.TemporaryDirectory() as folder:
        in_yaml, in_json = Path(folder) / "r.yaml", Path(folder) / "r.json"
        write_referentiel(referentiel, in_yaml)
        write_referentiel(referentiel, in_json)
        from_json = json.loads(in_json.read_text(encoding="utf-8"))
        from_yaml = YAML(typ="safe", pure=True).load(in_yaml.read_text(encoding="utf-8"))
        if from_yaml["date"]:
            from_yaml["date"] = str(from_yaml["date"])
        assert from_yaml == _without_false_marks(from_json)


def _without_false_marks(node: object) -> object:
    if isinstance(node, dict):
        return {
            key: _without_false_marks(value)
            for key, value in node.items()
            if (key, value) != ("code_attribue", False)
        }
    return [_without_false_marks(item) for item in node] if isinstance(node, list) else node


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "referentiel.yaml"
    path.write_text("corrigé à la main")

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(
        InputError,
        match=r"referentiel\.yaml : ce fichier .* \(l'accès est refusé\)",
    ):
        write_referentiel(SMALL, path)
    assert path.read_text() == "corrigé à la main"
    assert list(tmp_path.iterdir()) == [path]


def test_other_kinds_of_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"pas en « \.txt »"):
        write_referentiel(SMALL, tmp_path / "r.txt")
    with pytest.raises(InputError, match=r"pas en « \.pdf »"):
        read_referentiel(tmp_path / "r.pdf")


def test_a_folder_and_a_mistyped_name_are_said_to_be_that(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="c'est un dossier, pas un référentiel"):
        read_referentiel(tmp_path)
    with pytest.raises(InputError, match="n'existe pas"):
        read_referentiel(tmp_path / "ma-certification")


def test_a_missing_file_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="assembler extract"):
        read_referentiel(tmp_path / "referentiel.yaml")


def test_the_hand_may_write_yes_dates_and_codes_its_own_way(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(
        "date: 15/01/2026\nversion: 2026-01\nblocs:\n- code: 01\n  intitule: Bloc # remarque\n"
        "  competences:\n  - {code: 1.10, texte: Trier, epreuve_deduite: oui, page: 3}\n"
    )
    lu = read_referentiel(path)
    assert str(lu.date) == "2026-01-15"
    assert lu.version == "2026-01"
    assert (lu.blocs[0].code, lu.blocs[0].intitule) == ("01", "Bloc")
    competence = lu.blocs[0].competences[0]
    assert (competence.code, competence.epreuve_deduite, competence.page) == ("1.10", True, 3)
