"""The faults of a hand-edited file: each told in French, with its line, all at once."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assembler.errors import ExitCode, InputError
from assembler.model import read_referentiel
from assembler.model.certification import Certification
from assembler.model.reading import read_yaml

GOOD = """\
format: 1
type: RNCP
blocs:
- code: "1"
  intitule: Atelier
  activites:
  - {code: A1.1, intitule: Tri}
  competences:
  - code: C1.1
    texte: Trier
    activites: [A1.1]
    epreuves: [E1]
    criteres:
    - texte: Le tri est juste
epreuves:
- {code: E1, formes: [oral]}
"""


def message(tmp_path: Path, content: str, name: str = "referentiel.yaml") -> str:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_referentiel(path)
    assert caught.value.exit_code == ExitCode.BAD_INPUT
    return str(caught.value)


def test_the_good_file_is_good(tmp_path: Path) -> None:
    path = tmp_path / "referentiel.yaml"
    path.write_text(GOOD)
    assert read_referentiel(path).blocs[0].competences[0].criteres[0].texte == "Le tri est juste"


@pytest.mark.parametrize(
    ("right", "wrong", "line", "said"),
    [
        ("texte: Trier", "text: Trier", 10, "clé inconnue « text » ; vouliez-vous dire « texte »"),
        ("    criteres:", "    Critères:", 13, "clé inconnue « Critères » ; vouliez-vous dire « c"),
        ("epreuves:\n-", "épreuve:\n-", 15, "clé inconnue « épreuve » ; vouliez-vous dire « ep"),
        ("    texte: Trier\n", "", 9, "la clé obligatoire « texte » manque"),
        ("[A1.1]", "[A1.2]", 11, "l'activité « A1.2 » n'existe pas ; vouliez-vous dire « A1.1 »"),
        ("[E1]", "[e1]", 12, "l'épreuve « e1 » n'existe pas ; vouliez-vous dire « E1 »"),
        ("[E1]", "E1", 12, "« epreuves » : une liste est attendue"),
        ("[E1]", "", 12, "« epreuves » : la valeur manque"),
        ("[oral]", "[orale]", 16, "« orale » n'est pas l'une des valeurs admises (écrit, oral"),
        ("[oral]", "[orale]", 16, "vouliez-vous dire « oral »"),
        ("type: RNCP", "type: RNPC", 2, "vouliez-vous dire « RNCP »"),
        ("format: 1", "format: 2", 1, "ne lit que le format 1"),
        ("texte: Trier", "texte: Trier\n    texte: Ranger", 11, "déjà donnée à la ligne 10"),
        ("texte: Trier", "texte: [Trier]", 10, "« texte » : un texte est attendu"),
        ("texte: Trier", "texte: Trier\n    page: trois", 11, "un nombre entier est attendu"),
        ("texte: Trier", "texte: Trier\n    page: 0", 11, "un nombre d'au moins 1"),
        ("texte: Trier", "texte: Trier\n    epreuve_deduite: vrai", 11, "oui ou non"),
        ("type: RNCP", "date: hier", 2, "une date est attendue"),
        ("type: RNCP", "date: 20260115", 2, "une date est attendue"),
        ("type: RNCP", "date: 31/02/2026", 2, "une date est attendue"),
        ('"1"', '""', 4, "« code » : le texte est vide"),
        ("texte: Trier", "texte: Trier : le verre", 10, "mettez ce texte entre guillemets"),
        ("texte: Trier", 'texte: "Trier', 17, "des guillemets ouverts ne sont pas fermés"),
        ("texte: Trier", "texte: *Trier", 10, "mettez ce texte entre guillemets"),
        ("texte: Trier", "texte: !Trier", 10, "mettez ce texte entre guillemets"),
        ("texte: Trier", "texte: @Trier", 10, "mettez ce texte entre guillemets"),
        ("texte: Trier", "\ttexte: Trier", 10, "tabulation"),
        ("texte: Trier", "  texte: Trier", 10, "guillemets"),
        ("[A1.1]", "[A1.1", 12, "n'est pas fermée"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line(
    tmp_path: Path, right: str, wrong: str, line: int, said: str
) -> None:
    assert right in GOOD
    told = message(tmp_path, GOOD.replace(right, wrong, 1))
    assert f"referentiel.yaml, ligne {line} : " in told
    assert said in told
    assert "→" in told


def test_a_misspelt_key_is_not_also_a_missing_one(tmp_path: Path) -> None:
    assert "manque" not in message(tmp_path, GOOD.replace("texte: Trier", "text: Trier"))


def test_all_faults_are_told_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    told = message(
        tmp_path,
        GOOD.replace("[oral]", "[orale]").replace("type:", "tipe:").replace("Tri}", "Tri, x: 1}"),
    )
    assert told.startswith("referentiel.yaml : 3 erreurs.")
    assert [line.split(" : ")[0] for line in told.splitlines()[1:4]] == [
        "  ligne 2", "  ligne 7", "  ligne 16",
    ]  # fmt: skip


def test_many_faults_are_counted(tmp_path: Path) -> None:
    told = message(tmp_path, GOOD + "".join(f"x{n}: 1\n" for n in range(30)))
    assert "30 erreurs" in told
    assert "… et 10 autres" in told


@pytest.mark.parametrize(
    ("twice", "said"),
    [
        ('- {code: "1", intitule: Encore}\n', "le bloc « 1 » apparaît deux fois"),
        ('- {code: "2", intitule: B, activites: [{code: A, intitule: x}, {code: A, intitule: y}]}'
         "\n",
         "l'activité « A » apparaît deux fois"),
        ('- {code: "2", intitule: B, competences: [{code: C, texte: a}, {code: C, texte: a}]}\n',
         "la compétence « C » apparaît deux fois"),
    ],
)  # fmt: skip
def test_a_code_given_twice(tmp_path: Path, twice: str, said: str) -> None:
    assert said in message(tmp_path, GOOD.replace("epreuves:\n-", f"{twice}epreuves:\n-"))


def test_blocs_may_number_their_competences_alike(tmp_path: Path) -> None:
    path = tmp_path / "referentiel.yaml"
    again = '- {code: "2", intitule: B, competences: [{code: C1.1, texte: a}]}\n'
    path.write_text(GOOD.replace("epreuves:\n-", f"{again}epreuves:\n-"))
    assert len(read_referentiel(path).blocs) == 2


@pytest.mark.parametrize(
    "content",
    ["", "# rien\n", "- a\n", "blocs\n", "a: &x [*x]\n", "[" * 5000, "a: 1\n---\nb: 2\n", "\x00",
     "a: b\n- c\n", "? [x]\n: y\n", "blocs: []\n", "<<: {a: 1}\n", "blocs: {a: 1}\n"],
)  # fmt: skip
def test_nonsense_is_refused_without_a_traceback(tmp_path: Path, content: str) -> None:
    assert "referentiel.yaml" in message(tmp_path, content)


@given(st.integers(0, len(GOOD)), st.integers(0, 12), st.text(max_size=4))
@settings(deadline=None, max_examples=150)
def test_a_slip_of_the_hand_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, at: int, lost: int, typed: str
) -> None:
    path = tmp_path_factory.mktemp("slip") / "referentiel.yaml"
    path.write_text(GOOD[:at] + typed + GOOD[at + lost :], encoding="utf-8")
    try:
        read_referentiel(path)
    except InputError as fault:
        assert "referentiel.yaml" in str(fault)
        assert fault.todo


def test_text_that_is_no_utf8(tmp_path: Path) -> None:
    path = tmp_path / "referentiel.yaml"
    path.write_bytes(GOOD.replace("Tri}", "Été}").encode("cp1252"))
    with pytest.raises(InputError, match="UTF-8"):
        read_referentiel(path)


def test_json_faults_are_told_with_the_way_to_them(tmp_path: Path) -> None:
    told = message(tmp_path, '{"blocs": [{"code": "1", "intitul": "A"}]}', "r.json")
    assert "blocs › n° 1 › intitul : clé inconnue « intitul »" in told
    assert "r.json, ligne 2 : " in message(tmp_path, '{"a": 1,\n b}', "r.json")
    assert "donnée deux fois" in message(tmp_path, '{"type": "RS", "type": "RS"}', "r.json")
    assert "r.json" in message(tmp_path, "[" * 100_000, "r.json")


def test_keys_of_free_mappings_and_nested_parts(tmp_path: Path) -> None:
    path = tmp_path / "certification.yaml"
    path.write_text(
        "intitule: X\ntype: RS\nvoies_acces:\n  vea: {ouverte: oui}\nmodeles:\n  grile: g.docx\n"
        "poids:\n  C1: beaucoup\nlivret:\n  recour: Écrire\n"
    )
    with pytest.raises(InputError) as caught:
        read_yaml(path, Certification)
    told = str(caught.value)
    assert "ligne 4 : clé inconnue « vea » ; vouliez-vous dire « vae »" in told
    assert "ligne 6 : clé inconnue « grile » ; vouliez-vous dire « grille »" in told
    assert "ligne 8 : « C1 » : un nombre est attendu" in told
    assert "ligne 10 : clé inconnue « recour » ; vouliez-vous dire « recours »" in told


def test_a_question_ends_the_message(tmp_path: Path) -> None:
    told = message(tmp_path, GOOD.replace("RNCP", "RNPC")).splitlines()[0]
    assert told.endswith("vouliez-vous dire « RNCP » ?")
