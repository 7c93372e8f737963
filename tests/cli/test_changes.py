"""After a change: which documents are made again, why it is said, what a new grid says of it.

On the worked example (three blocs, six épreuves, twelve candidates) with the default templates. Who
shows what is told from the documents themselves.
"""

import re
import shutil
from pathlib import Path

import pytest

from assembler.cli import main
from assembler.produce.ledger import FOLDER
from tests.conftest import write_template
from tests.documents.lire import partie, texte
from tests.files import documents, edit_by_hand, replace

EXEMPLE = Path(__file__).parents[2] / "inputs/atelier-reemploi"
E3, E1 = "grilles/grille-E3-2.docx", "grilles/grille-E1-1.docx"
NOTE = "Ce qui a changé depuis la grille précédente"
MONTE = "- {code: null, texte: Une pièce au moins provient d’un meuble démonté, indicateurs: []}"
PROPRE = "- {code: null, texte: Le poste est rendu propre, indicateurs: []}"
ADDED = (MONTE, f"{MONTE}\n    {PROPRE}")
"""A criterion more in C2.3, which E3 assesses."""


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exemple")
    shutil.copytree(EXEMPLE, folder / "dossier", ignore=shutil.ignore_patterns("source"))
    assert main(["build", str(folder / "dossier"), "-o", str(folder / "sortie")]) == 0
    return folder


@pytest.fixture
def dossier(_made: Path, tmp_path: Path) -> Path:
    """The example, and beside it all its documents."""
    shutil.copytree(_made, tmp_path, dirs_exist_ok=True)
    return tmp_path / "dossier"


def _change(dossier: Path, *edits: tuple[str, str]) -> None:
    for old, new in edits:
        replace(dossier / "referentiel.yaml", old, new)


def _said(command: str, dossier: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    capsys.readouterr()
    main([command, str(dossier), "-o", str(dossier.parent / "sortie"), *options])
    return "\n".join(capsys.readouterr()).replace("\u00a0", " ")


def _build(dossier: Path, *options: str) -> set[str]:
    """Builds; the files that are other ones now."""
    sortie = dossier.parent / "sortie"
    before = documents(sortie)
    main(["build", str(dossier), "-o", str(sortie), *options])
    after = documents(sortie)
    return {name for name in after if before.get(name) != after[name]}


def _showing(dossier: Path, words: str) -> set[str]:
    """The documents whose text holds the words."""
    return {
        name
        for name, content in documents(dossier.parent / "sortie").items()
        if words in texte(content)
    }


def _text(dossier: Path, name: str) -> str:
    return texte((dossier.parent / "sortie" / name).read_bytes()).replace("\u00a0", " ")


def _reasons(said: str) -> dict[str, str]:
    """What each line of « À faire » says: document, or family → reason."""
    lines = re.findall(r"^  (.+?) : (.+)$", said.partition("À faire :\n")[2], re.MULTILINE)
    return {what: why for what, why in lines if not what.startswith("PDF")}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("L’aide mécanique choisie est vérifiée avant usage", "L’aide choisie est vérifiée"),
        ("Une pièce au moins provient d’un meuble démonté", "Une pièce provient d’un meuble"),
        ("Les recettes et les charges couvrent douze mois", "Le budget couvre douze mois"),
        ("Piloter la remise en état du mobilier en atelier", "Piloter l’atelier"),
        ("Encadrement d’une équipe de salariés, d’apprentis", "Encadrement d’apprentis"),
    ],
)
def test_exactly_the_documents_that_show_the_old_wording_are_made(
    dossier: Path, old: str, new: str
) -> None:
    shown = _showing(dossier, old)
    assert 0 < len(shown) < len(documents(dossier.parent / "sortie"))
    _change(dossier, (old, new))
    assert _build(dossier) == shown
    assert _showing(dossier, old) == set()
    assert _showing(dossier, new) == shown
    assert _build(dossier) == set()


def test_status_and_dry_run_name_the_change_and_build_makes_it(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    livrets = {name for name in _showing(dossier, "Une pièce au moins") if "livret" in name}
    _change(dossier, ADDED)
    expected = {
        "annexe du dossier": "critère ajouté à C2.3",
        "grille de l’épreuve E3, bloc 2": "critère ajouté à C2.3",
        f"{len(livrets)} livrets": "critère ajouté à C2.3",
    }
    said = _said("status", dossier, capsys)
    assert expected.items() <= _reasons(said).items()
    assert said.count("critère ajouté") == 3
    assert _said("build", dossier, capsys, "--dry-run").count("critère ajouté à C2.3") == 3
    assert _build(dossier) == {"dossier/annexe.docx", E3, *livrets}
    assert "À faire" not in _said("status", dossier, capsys)


@pytest.mark.parametrize(
    ("edits", "what", "why"),
    [
        (
            [
                ("Durée de l’épreuve : 45 minutes", "Durée de l’épreuve : 1 heure"),
                ("minutes: 45", "minutes: 60"),
            ],
            "grille de l’épreuve E1, bloc 1",
            "durée de E1 : 45 min → 1 h",
        ),
        (
            [("minutes: 45", "minutes: 60")],
            "grille de l’épreuve E1, bloc 1",
            "durée de E1 : 45 min → 1 h",
        ),
        (
            [("suivi des tonnages.\n    activites: []\n    epreuves: [E2]",
              "suivi des tonnages.\n    activites: []\n    epreuves: [E1]")],
            "grille de l’épreuve E1, bloc 1",
            "compétence C1.5 déplacée (épreuve E2 → E1)",
        ),
        (  # a grid more is a piece more; no criterion is in the bordereau
            [
                ADDED,
                ("durée de vie du mobilier.\n    activites: []\n    epreuves: [E3]",
                 "durée de vie du mobilier.\n    activites: []\n    epreuves: [E3, E1]"),
            ],
            "bordereau du dossier",
            "compétence C2.3 déplacée (épreuve E1 ajoutée)",
        ),
        (
            [("Une pièce au moins provient d’un", "Une pièce au moins provient d'un")],
            "grille de l’épreuve E3, bloc 2",
            "typographie ou ordre des éléments du référentiel",
        ),
        ([("titre: Matrice", "titre: Grande matrice")], "annexe du dossier", "matrices changées"),
        (
            [(MONTE, f"{PROPRE}\n    {PROPRE.replace('propre', 'rangé')}")],
            "grille de l’épreuve E3, bloc 2",
            "critère supprimé de C2.3, critère ajouté à C2.3 (2 fois)",
        ),
        (
            [
                ("L’assemblage réparé supporte", "L’assemblage supporte"),
                ("Les opérations sont listées", "Les travaux sont listés"),
            ],
            "grille de l’épreuve E3, bloc 2",
            "critère de C2.1 reformulé, critère de C2.3 reformulé",
        ),
    ],
)  # fmt: skip
def test_the_reason_is_the_change(
    dossier: Path,
    edits: list[tuple[str, str]],
    what: str,
    why: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _change(dossier, *edits)
    assert _reasons(_said("status", dossier, capsys))[what] == why


def test_a_change_that_a_document_does_not_show_is_none_of_its_reasons(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """C1.1 is assessed by E1 and, from now on, by E2 too."""
    before = "dans l’année.\n    activites: []\n    epreuves: [E1]"
    _change(dossier, ADDED, (before, before.replace("E1", "E1, E2")))
    reasons = _reasons(_said("status", dossier, capsys))
    tied = "compétence C1.1 déplacée (épreuve E2 ajoutée)"
    assert reasons["grille de l’épreuve E2, bloc 1"] == tied
    assert reasons["grille de l’épreuve E3, bloc 2"] == "critère ajouté à C2.3"
    assert reasons["annexe du dossier"] == f"{tied}, critère ajouté à C2.3"


def test_what_did_not_come_from_the_referentiel_is_said_too(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _change(dossier, ADDED)
    replace(dossier / "certification.yaml", "niveau: 5", "niveau: 6")
    replace(next(dossier.glob("sessions/*/session.yaml")), "Session de juin", "Session d’été")
    reasons = _reasons(_said("status", dossier, capsys))
    assert reasons["fiche du dossier"] == "certification.yaml changé"
    assert reasons["grille de l’épreuve E3, bloc 2"] == (
        "critère ajouté à C2.3, certification.yaml changé"
    )
    assert reasons["12 feuilles d'émargement"] == (
        "certification.yaml, session ou ligne du candidat changée"
    )
    assert reasons["11 livrets"] == (
        "critère ajouté à C2.3, certification.yaml, session ou ligne du candidat changée"
    )


def test_a_new_template_and_a_new_criterion_are_two_reasons(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _change(dossier, ADDED)
    write_template(dossier / "modeles/grille.docx", ["{{ epreuve.titre }}"])
    reasons = _reasons(_said("status", dossier, capsys))
    assert reasons["grille de l’épreuve E3, bloc 2"] == "modèle changé, critère ajouté à C2.3"
    assert reasons["grille de l’épreuve E1, bloc 1"] == "modèle changé"


def test_a_filled_grid_is_kept_and_its_reason_said(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit_by_hand(dossier.parent / "sortie" / E3, "Vu le 12 juin")
    _change(dossier, ADDED)
    said = _said("build", dossier, capsys)
    assert "périmé (critère ajouté à C2.3), laissé tel quel" in said
    assert "Vu le 12 juin" in _text(dossier, E3)


class TestNews:
    """What a regenerated grid tells its jurors."""

    def test_the_first_grid_has_no_news(self, dossier: Path) -> None:
        assert not _showing(dossier, NOTE)

    def test_a_grid_made_again_says_why_until_the_next_time(self, dossier: Path) -> None:
        _change(dossier, ADDED)
        _build(dossier)
        assert _showing(dossier, NOTE) == {E3}
        assert "• critère ajouté à C2.3" in _text(dossier, E3)
        assert _build(dossier) == set()
        _change(dossier, ("Les opérations sont listées", "Les travaux sont listés"))
        assert E3 in _build(dossier)
        assert "• critère de C2.1 reformulé" in _text(dossier, E3)
        assert "critère ajouté" not in _text(dossier, E3)

    def test_a_grid_lost_and_made_again_has_no_news(self, dossier: Path) -> None:
        before = (dossier.parent / "sortie" / E3).read_bytes()
        (dossier.parent / "sortie" / E3).unlink()
        assert _build(dossier) == {E3}
        assert (dossier.parent / "sortie" / E3).read_bytes() == before

    def test_a_new_template_or_label_is_no_news(self, dossier: Path) -> None:
        _change(dossier, ADDED, ("version: null", 'version: "2027"'))
        assert E1 in _build(dossier, "--restamp")
        assert _showing(dossier, NOTE) == {E3}
        assert "version 2027" in partie(
            (dossier.parent / "sortie" / E1).read_bytes(), "word/footer1.xml"
        )

    def test_a_filled_grid_forced_says_what_is_new_since_it_was_made(self, dossier: Path) -> None:
        edit_by_hand(dossier.parent / "sortie" / E3, "Vu le 12 juin")
        _change(dossier, ADDED)
        _build(dossier, "--force")
        assert "• critère ajouté à C2.3" in _text(dossier, E3)
        assert "Vu le 12 juin" not in _text(dossier, E3)


def test_a_lost_ledger_leaves_no_reason_but_that_it_is_other(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(dossier.parent / "sortie" / FOLDER)
    _change(dossier, ADDED)
    said = _said("status", dossier, capsys)
    assert "grille : 5 à jour, 1 modifié à la main et périmé" in said
