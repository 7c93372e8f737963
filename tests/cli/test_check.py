"""`assembler check`: what it reads, what it prints, where it writes, how it ends."""

import json
import re
from pathlib import Path

import pytest

from assembler.cli import main
from assembler.model import read_referentiel, write_referentiel
from tests.conftest import REFERENTIEL
from tests.files import replace
from tests.shared import shared

KEPT = """\
format: 1
type: RNCP
version: "2026-01"
blocs:
- code: "1"
  intitule: Trier les meubles usagés
  activites: [{code: A1.1, intitule: Tri}]
  competences:
  - code: C1.1
    texte: Trier les meubles selon leur essence, pour limiter les déchets
    activites: [A1.1]
    epreuves: [E1]
    criteres: [{texte: Chaque pièce a son étiquette}, {texte: Aucun clou ne reste dans le bois}]
    page: 3
  - code: C1.2
    texte: Soulever un meuble en sécurité, afin de prévenir les accidents
    activites: [A1.1]
    epreuves: [E1]
    criteres: [{texte: Le dos reste droit}, {texte: Les gants sont portés}]
    page: 4
- code: "2"
  intitule: Tenir la boutique en ligne
  activites: [{code: A2.1, intitule: Vente}]
  competences:
  - code: C2.1
    texte: Publier une annonce accessible à tous, pour vendre sur internet
    activites: [A2.1]
    epreuves: [E2]
    criteres: [{texte: Les photos ont un texte}, {texte: Le prix est affiché}]
    page: 5
  - code: C2.2
    texte: Accueillir un client en situation de handicap, afin de le conseiller
    activites: [A2.1]
    epreuves: [E2]
    criteres: [{texte: Le passage est dégagé}, {texte: La parole est adressée au client}]
    page: 6
epreuves:
- {code: E1, intitule: Mise en situation, description: ["Durée : 2 heures"]}
- {code: E2, intitule: Mise en situation, description: ["Durée : 1 heure"]}
"""
"""Nothing of law or doctrine is broken here."""


@pytest.fixture
def juste(tmp_path: Path) -> Path:
    fichier = tmp_path / "juste.yaml"
    fichier.write_text(KEPT, "utf-8")
    return fichier


@pytest.fixture
def faux(tmp_path: Path) -> Path:
    """The same, with a competence that is not assessed."""
    fichier = tmp_path / "faux.yaml"
    fichier.write_text(KEPT, "utf-8")
    replace(
        fichier,
        "criteres: [{texte: Le dos reste droit}, {texte: Les gants sont portés}]",
        "non_evaluee: Non évalué",
    )
    return fichier


@pytest.fixture
def dossier(tmp_path: Path, faux: Path) -> Path:
    """The folder of a certification whose référentiel breaks STR-03."""
    folder = tmp_path / "atelier"
    (folder / "sessions/2026-06").mkdir(parents=True)
    (folder / "referentiel.yaml").write_bytes(faux.read_bytes())
    (folder / "certification.yaml").write_text("intitule: Agent de tri\ntype: RNCP\n", "utf-8")
    (folder / "sessions/2026-06/session.yaml").write_text(
        "intitule: Juin\njures: [{id: a, nom: Ruiz, externe: oui}]\n"
        "jurys: [{code: J1, membres: [a]}]\n",
        "utf-8",
    )
    (folder / "sessions/2026-06/candidats.csv").write_text("nom;prenom\nDupré;Ève\n", "utf-8")
    return folder


def _json(capsys: pytest.CaptureFixture[str]) -> dict[str, list[dict[str, object]]]:
    read = json.loads(capsys.readouterr().out)
    assert isinstance(read, dict)
    return read


def _etats(rapport: dict[str, list[dict[str, object]]]) -> dict[object, object]:
    return {regle["regle"]: regle["etat"] for regle in rapport["regles"]}


def test_ends_with_0_when_neither_law_nor_doctrine_is_broken(
    juste: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(juste)]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "Loi (L)" not in said.out and "(D) :" not in said.out
    # Advice is no reason to end with 1.
    assert "Conseils (A) : 3 constats" in said.out
    last = said.out.rstrip().splitlines()[-1]
    assert last == "Rien de ce qui a pu être vérifié n'enfreint la loi ni la doctrine."


def test_a_rule_of_doctrine_broken_ends_with_1(
    faux: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(faux)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[:3] == [
        "Doctrine de France compétences (D) : 1 constat",
        "  Bloc 1",
        "    STR-03  C1.2 (p. 4) : La compétence n'a pas de critère : "
        "le tableau porte « Non évalué ».",
    ]
    assert said[-1] == "1 constat de loi ou de doctrine à traiter ou à justifier."
    rule = said.index("Ce que disent ces règles")
    assert said[rule + 1].startswith("  STR-03  Toutes les compétences décrites doivent")
    assert said[rule + 2] == "    Source : Vademecum 2023, p. 34."


def test_a_rule_of_law_broken_ends_with_1(juste: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(juste, "Soulever un meuble en sécurité, afin de prévenir les accidents", "Soulever")
    assert main(["check", str(juste)]) == 1
    assert capsys.readouterr().out.startswith("Loi (L) : 1 constat\n  Ensemble\n    COM-09  ")


def test_on_a_terminal_lines_go_on_below_their_own_words(
    faux: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "60")
    main(["check", str(faux)])
    said = [re.sub(r"\x1b\[[\d;]*m", "", line) for line in capsys.readouterr().out.splitlines()]
    assert max(map(len, said[: said.index("Ce que disent ces règles")])) <= 60
    first = next(rank for rank, line in enumerate(said) if "STR-03  C1.2" in line)
    assert said[first : first + 2] == [
        "    STR-03  C1.2 (p. 4)\u00a0: La compétence n'a pas de critère\u00a0:",
        "            le tableau porte «\u00a0Non évalué\u00a0».",
    ]


def test_json_is_the_contract(faux: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(faux), "--format", "json"]) == 1
    rapport = _json(capsys)
    found = [one for one in rapport["constats"] if one["gravite"] in {"L", "D"}]
    assert found == [
        {
            "regle": "STR-03",
            "gravite": "D",
            "objet": "bloc 1 / C1.2",
            "bloc": "bloc 1",
            "page": 4,
            "mots": ["Non évalué"],
            "extrait": "Soulever un meuble en sécurité, afin de prévenir les accidents",
            "message": "La compétence n'a pas de critère : le tableau porte « Non évalué ».",
            "source": "Vademecum 2023, p. 34",
            "derogation": None,
        }
    ]
    etats = _etats(rapport)
    assert (etats["STR-03"], etats["STR-02"], etats["DEL-02"], etats["DOC-01"]) == (
        "enfreinte",
        "respectee",
        "non_verifiable",
        "sans_objet",
    )


def test_findings_come_by_gravity_then_bloc(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(dossier / "referentiel.yaml", "Le passage est dégagé", "Le passage est dégagé .")
    main(["check", str(dossier), "--format", "json"])
    order = [(one["gravite"], one["bloc"] or "") for one in _json(capsys)["constats"]]
    assert {gravite for gravite, _ in order} == {"D", "A", "H"}
    assert order == sorted(order, key=lambda one: ("LDAH".index(str(one[0])), one[1]))


@pytest.mark.parametrize("suffix", [".json", ".xlsx"])
def test_any_kind_of_file_gives_the_same_report(
    faux: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", str(faux)])
    wanted = capsys.readouterr().out
    other = faux.with_suffix(suffix)
    write_referentiel(read_referentiel(faux), other)
    assert main(["check", str(other)]) == 1
    assert capsys.readouterr().out == wanted


def test_a_pdf_is_read_and_nothing_is_written_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf = tmp_path / "depot.pdf"
    pdf.write_bytes(shared("seed/seed.pdf").read_bytes())
    assert main(["check", str(pdf), "--format", "json"]) == 1
    assert sum(one["gravite"] in {"L", "D"} for one in _json(capsys)["constats"]) == 4
    assert list(tmp_path.iterdir()) == [pdf]


@pytest.mark.parametrize(
    ("name", "start"),
    [("r.txt", "Doctrine"), ("r.json", '{\n  "profil"'), ("r.html", "<!DOCTYPE html>")],
)
def test_writes_a_file_in_the_format_its_name_tells(
    faux: Path, name: str, start: str, capsys: pytest.CaptureFixture[str]
) -> None:
    sortie = faux.parent / "sous-dossier" / name
    assert main(["check", str(faux), "-o", str(sortie)]) == 1
    assert sortie.read_text("utf-8").lstrip().startswith(start)
    assert capsys.readouterr().out == f"Écrit {sortie}\n"


def test_the_page_needs_no_network_and_keeps_what_the_document_says(
    faux: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(faux, "Non évalué", "<b>Non & évalué</b>")
    main(["check", str(faux), "--format", "html"])
    page = capsys.readouterr().out
    assert not any(outside in page for outside in ("http:", "https:", "<script", "src="))
    assert "«\u00a0&lt;b&gt;Non &amp; évalué&lt;/b&gt;\u00a0»" in page
    # The law's own words stand beside the finding.
    assert "Ainsi, toutes les compétences décrites doivent être évaluées." in page


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["-o", "r.yaml"], "le nom doit finir par .txt ou .json ou .html"),
        (["-o", "r.txt", "--format", "json"], "le nom doit finir par .json"),
        (["--format", "pdf"], "--format « pdf » n'est pas connu"),
        (["--profil", "dossier"], "--profil « dossier » n'est pas connu"),
        (["--sortie", "r.txt"], "l'option --sortie n'existe pas"),
    ],
)
def test_wrong_usage_writes_nothing(
    faux: Path,
    options: list[str],
    words: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(faux.parent)
    before = {f: f.read_bytes() for f in faux.parent.iterdir()}
    assert main(["check", str(faux), *options]) == 2
    assert words in capsys.readouterr().err
    assert {f: f.read_bytes() for f in faux.parent.iterdir()} == before


def test_never_writes_over_a_referentiel(faux: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lu = faux.with_suffix(".json")
    write_referentiel(read_referentiel(faux), lu)
    before = lu.read_bytes()
    assert main(["check", str(lu), "-o", str(lu)]) == 2
    assert "c'est un fichier que la commande lit" in capsys.readouterr().err
    # Nor over another one, which the name alone does not tell from a report.
    assert main(["check", str(faux), "-o", str(lu)]) == 2
    assert f"{lu.name} n'est pas un rapport" in capsys.readouterr().err
    assert lu.read_bytes() == before


def test_a_report_is_renewed(faux: Path, juste: Path) -> None:
    sortie = faux.with_name("rapport.json")
    assert main(["check", str(faux), "-o", str(sortie)]) == 1
    assert main(["check", str(juste), "-o", str(sortie)]) == 0
    assert "Non évalué" not in sortie.read_text("utf-8")


@pytest.mark.parametrize(("name", "code"), [("absent.yaml", 5), ("absent.pdf", 4), ("x.docx", 5)])
def test_a_file_that_cannot_be_read(
    faux: Path, name: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(faux.with_name(name))]) == code
    said = capsys.readouterr()
    assert name in said.err and said.out == ""


def test_with_a_dossier_the_fiche_and_the_sessions_are_checked_too(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    referentiel = dossier / "referentiel.yaml"
    main(["check", str(referentiel), "--format", "json"])
    alone = _etats(_json(capsys))
    main(["check", str(dossier), "--format", "json"])
    rapport = _json(capsys)
    whole = _etats(rapport)
    assert (alone["STR-14"], alone["JUR-01"]) == ("non_verifiable", "non_verifiable")
    assert (whole["STR-14"], whole["JUR-01"]) == ("enfreinte", "enfreinte")
    (jury,) = (one for one in rapport["constats"] if one["regle"] == "JUR-01")
    assert (jury["objet"], jury["message"]) == (
        "session 2026-06 / jury J1",
        "Le jury n'a qu'un membre.",
    )


def test_no_candidate_is_named(dossier: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (dossier / "sessions/2026-06/candidats.csv").write_text(
        "numero;nom;prenom;tuteur\n7;Dupré;Ève;Ruiz\n", "utf-8"
    )
    main(["check", str(dossier)])
    said = capsys.readouterr().out
    assert "Le juré « a » est le tuteur du candidat n° 7." in said
    assert "Dupré" not in said and "Ruiz" not in said


def test_a_waived_rule_is_printed_with_its_reason_and_blocks_nothing(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (dossier / "certification.yaml").open("a", encoding="utf-8") as fiche:
        fiche.write(
            "regles_derogees:\n"
            "  STR-03: Évaluée avec C1.1, accord du 3 mars\n"
            "  JUR-01: Second juré en cours de désignation\n"
            "  STR-02: Prévu pour la refonte\n"
        )
    assert main(["check", str(dossier)]) == 0
    said = capsys.readouterr().out.splitlines()
    waived = said.index("Règles écartées (certification.yaml)")
    assert said[waived + 1 : waived + 4] == [
        "  STR-02  0 constat écarté ; raison : Prévu pour la refonte",
        "  STR-03  1 constat écarté ; raison : Évaluée avec C1.1, accord du 3 mars",
        "  JUR-01  1 constat écarté ; raison : Second juré en cours de désignation",
    ]
    assert not any(line.strip().startswith("STR-03  C1.2") for line in said)

    assert main(["check", str(dossier), "--format", "json"]) == 0
    (kept,) = (one for one in _json(capsys)["constats"] if one["regle"] == "STR-03")
    assert kept["derogation"] == "Évaluée avec C1.1, accord du 3 mars"

    assert main(["check", str(dossier), "--format", "html"]) == 0
    assert "Raison donnée&nbsp;: Évaluée avec C1.1, accord du 3 mars" in capsys.readouterr().out


def test_an_unknown_waived_rule_is_told_with_its_line(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (dossier / "certification.yaml").open("a", encoding="utf-8") as fiche:
        fiche.write("regles_derogees:\n  STR-02: Refonte\n  SRT-03: Évaluée avec C1.1\n")
    assert main(["check", str(dossier)]) == 5
    said = capsys.readouterr()
    assert "certification.yaml, ligne 5 : la règle « SRT-03 » n'existe pas" in said.err
    assert "vouliez-vous dire « STR-03 »" in said.err and said.out == ""


def test_a_waiver_without_a_reason_is_refused(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (dossier / "certification.yaml").open("a", encoding="utf-8") as fiche:
        fiche.write('regles_derogees: {STR-03: ""}\n')
    assert main(["check", str(dossier)]) == 5
    assert "certification.yaml, ligne 3" in capsys.readouterr().err


def test_a_theme_without_object_is_printed_with_its_reason(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    referentiel = dossier / "referentiel.yaml"
    replace(referentiel, "pour limiter les déchets", "pour les ranger")
    main(["check", str(dossier)])
    assert "COM-09  Aucune activité ni compétence ne parle du thème « transition écologique »" in (
        capsys.readouterr().out
    )
    with (dossier / "certification.yaml").open("a", encoding="utf-8") as fiche:
        fiche.write("themes_sans_objet: {transition_ecologique: Métier de bureau}\n")
    main(["check", str(dossier)])
    said = capsys.readouterr().out
    assert "COM-09  thème Écologie sans objet ; raison : Métier de bureau" in said
    assert "ne parle du thème" not in said


FICHE = """\
format: 1
source: {fichier: export.xml, sha256: abc}
type_enregistrement: Enregistrement sur demande
certification: {intitule: Agent de tri, type: RNCP, code: RNCP99001}
blocs:
- code: RNCP99001BC01
  intitule: Trier les meubles usagés
  competences:
  - {texte: "Trier les meubles selon leur essence, pour limiter les déchets"}
  - {texte: "Soulever un meuble en sécurité, afin de prévenir les accidents"}
  modalites: [Mise en situation]
- code: RNCP99001BC02
  intitule: Tenir la boutique en ligne et au comptoir
  competences:
  - {texte: "Publier une annonce accessible à tous, pour vendre sur internet"}
  - {texte: "Accueillir un client en situation de handicap, afin de le conseiller"}
  modalites: [Mise en situation]
"""


def test_the_registered_fiche_of_the_dossier_is_compared(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (dossier / "fiche-enregistree.yaml").write_text(FICHE, "utf-8")
    assert main(["check", str(dossier), "--format", "json"]) == 1
    found = [one for one in _json(capsys)["constats"] if one["regle"] == "TIT-01"]
    assert [(one["gravite"], one["objet"], one["page"]) for one in found] == [("L", "bloc 2", 5)]
    assert "« Tenir la boutique en ligne et au comptoir »" in str(found[0]["message"])


def test_the_profile_fiche_checks_the_fiche_that_the_dossier_keeps(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(dossier), "--profil", "fiche"]) == 5
    assert "assembler init" in capsys.readouterr().err
    (dossier / "fiche-enregistree.yaml").write_text(FICHE, "utf-8")
    (dossier / "referentiel.yaml").unlink()
    assert main(["check", str(dossier), "--profil", "fiche", "--format", "json"]) == 0
    rapport = _json(capsys)
    assert rapport["profil"] == "fiche"
    etats = _etats(rapport)
    assert {etats[rule] for rule in ("STR-01", "STR-03", "CRI-02", "TIT-01")} == {"sans_objet"}
    assert etats["STR-02"] == "respectee"


def test_the_small_dossier_of_the_other_tests_is_not_conform(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fichier = tmp_path / "referentiel.yaml"
    fichier.write_text(REFERENTIEL, "utf-8")
    assert main(["check", str(fichier), "--format", "json"]) == 1
    broken = {one["regle"] for one in _json(capsys)["constats"] if one["gravite"] in {"L", "D"}}
    assert broken == {"STR-01", "COM-09"}
