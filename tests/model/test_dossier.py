"""The folder of a certification, read whole and checked against itself."""

from pathlib import Path

import pytest

from assembler.errors import ExitCode, InputError
from assembler.model import read_dossier, sha256, write_referentiel

REFERENTIEL = """\
format: 1
type: RNCP
source: [{fichier: referentiel.pdf, sha256: SHA, pages: 1}]
blocs:
- code: "1"
  intitule: Atelier
  competences:
  - {code: C1.1, texte: Trier, epreuves: [E1], criteres: [{texte: Le tri est juste}]}
epreuves:
- {code: E1}
"""
CERTIFICATION = "intitule: Agent de tri\ntype: RNCP\n"
SESSION = """\
intitule: Session de juin
epreuves: [{code: E1, date: 15/06/2026, heure: 9h30}]
jures: [{id: j1, nom: Roux, externe: oui}, {id: j2, nom: Petit}]
jurys: [{code: J1, membres: [j1, j2], president: j1}]
"""


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    racine = tmp_path / "atelier"
    session = racine / "sessions" / "2026-06"
    session.mkdir(parents=True)
    (racine / "referentiel.pdf").write_bytes(b"%PDF-1.7")
    write(
        racine / "referentiel.yaml", REFERENTIEL.replace("SHA", sha256(racine / "referentiel.pdf"))
    )
    write(racine / "certification.yaml", CERTIFICATION)
    write(session / "session.yaml", SESSION)
    write(session / "candidats.csv", "nom;prenom;jury\nA;B;J1\nC;D;J2\n")
    return racine


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def told(dossier: Path, session: str | None = None) -> str:
    with pytest.raises(InputError) as caught:
        read_dossier(dossier, session)
    assert caught.value.exit_code == ExitCode.BAD_INPUT
    assert caught.value.todo
    return str(caught.value)


def test_the_referentiel_may_be_a_workbook_but_not_both(dossier: Path) -> None:
    lu = read_dossier(dossier).referentiel
    write_referentiel(lu, dossier / "referentiel.xlsx")
    assert "deux référentiels, referentiel.yaml et referentiel.xlsx" in told(dossier)
    (dossier / "referentiel.yaml").unlink()
    assert read_dossier(dossier).referentiel == lu


def test_a_whole_dossier(dossier: Path) -> None:
    lu = read_dossier(dossier, None)
    assert (lu.nom, lu.certification.intitule) == ("atelier", "Agent de tri")
    assert [niveau.libelle for niveau in lu.certification.bareme] == [
        "Acquis", "Partiellement acquis", "Non acquis",
    ]  # fmt: skip
    (session,) = lu.sessions
    assert (session.id, session.session.jury("J1").president) == ("2026-06", "j1")
    assert session.session.jure("j1").externe
    assert str(session.session.epreuves[0].heure) == "09:30:00"
    assert [candidat.jury for candidat in session.candidats.candidats] == ["J1"]
    assert [refus.rang for refus in session.candidats.refus] == [3]


def test_one_session_of_several(dossier: Path) -> None:
    autre = dossier / "sessions" / "2026-09"
    autre.mkdir()
    write(autre / "session.yaml", "intitule: Septembre\n")
    (dossier / "sessions" / ".cache").mkdir()
    assert [session.id for session in read_dossier(dossier, None).sessions] == [
        "2026-06",
        "2026-09",
    ]
    assert [session.id for session in read_dossier(dossier, "2026-09").sessions] == ["2026-09"]
    message = told(dossier, "2026-08")
    assert "la session « 2026-08 » n'existe pas ; vouliez-vous dire « 2026-0" in message
    assert "Sessions présentes : 2026-06, 2026-09." in message


def test_two_sessions_whose_documents_would_share_a_folder(dossier: Path) -> None:
    autre = dossier / "sessions" / "2026 06"
    autre.mkdir()
    write(autre / "session.yaml", "intitule: Juin\n")
    assert "« 2026 06 » et « 2026-06 » auraient le même dossier" in told(dossier, None)


def test_the_fiche_gives_the_version_that_the_referentiel_has_not(dossier: Path) -> None:
    write(
        dossier / "certification.yaml",
        CERTIFICATION + 'version_referentiel: "2026-09"\ndate_referentiel: 15/09/2026\n',
    )
    lu = read_dossier(dossier).referentiel
    assert (lu.version, str(lu.date)) == ("2026-09", "2026-09-15")
    fichier = dossier / "referentiel.yaml"
    write(fichier, 'version: "2"\n' + fichier.read_text("utf-8"))
    lu = read_dossier(dossier).referentiel
    assert (lu.version, str(lu.date)) == ("2", "2026-09-15")


def test_a_code_of_two_blocs_is_told_by_its_bloc(dossier: Path) -> None:
    fichier = dossier / "referentiel.yaml"
    competence = "{code: C1.1, texte: Tri, criteres: [{texte: A}]}"
    bloc = f'- {{code: "2", intitule: Tri, competences: [{competence}]}}'
    write(fichier, fichier.read_text("utf-8").replace("epreuves:\n-", f"{bloc}\nepreuves:\n-"))
    write(dossier / "certification.yaml", CERTIFICATION + "poids: {C1.1: 2}\n")
    assert "désigne plusieurs éléments ; écrivez 1/C1.1 ou 2/C1.1" in told(dossier)
    write(dossier / "certification.yaml", CERTIFICATION + "eliminatoires: [C1.1/1]\n")
    assert "écrivez 1/C1.1/1 ou 2/C1.1/1" in told(dossier)
    write(dossier / "certification.yaml", CERTIFICATION + "poids: {2/C1.1: 2, 1/C1.1/1: 3}\n")
    assert set(read_dossier(dossier).certification.poids) == {"2/C1.1", "1/C1.1/1"}


def test_the_list_that_the_session_names(dossier: Path) -> None:
    session = dossier / "sessions" / "2026-06"
    write(session / "session.yaml", "intitule: Juin\ncandidats: {fichier: Inscrits juin.csv}\n")
    assert "session.yaml, ligne 2 : le fichier « Inscrits juin.csv » n'existe pas" in told(dossier)
    write(session / "inscrits-juin.csv", "nom;prenom\nE;F\n")
    assert "vouliez-vous dire « inscrits-juin.csv » ?" in told(dossier)
    (session / "inscrits-juin.csv").rename(session / "Inscrits juin.csv")
    (read,) = read_dossier(dossier).sessions
    assert read.candidats.fichier == session / "Inscrits juin.csv"
    assert [candidat.nom for candidat in read.candidats.candidats] == ["E"]


@pytest.mark.parametrize(
    ("fichier", "said"),
    [
        ("../../certification.yaml", "n'est pas dans le dossier de la session"),
        ("session.yaml", "n'est pas une liste qui se lit (.xlsx, .xlsm, .csv, .tsv)"),
    ],
)
def test_a_list_that_is_none(dossier: Path, fichier: str, said: str) -> None:
    write(
        dossier / "sessions/2026-06/session.yaml",
        f"intitule: Juin\ncandidats:\n  fichier: {fichier}\n",
    )
    assert f"session.yaml, ligne 3 : « {fichier} » {said}" in told(dossier)


def test_a_file_is_no_dossier(dossier: Path) -> None:
    assert "c'est un fichier" in told(dossier / "referentiel.pdf")


def test_a_session_that_is_wrong_stops_only_those_who_ask_for_it(dossier: Path) -> None:
    autre = dossier / "sessions" / "2026-09"
    autre.mkdir()
    assert "session.yaml : ce fichier manque" in told(dossier)
    assert len(read_dossier(dossier, "2026-06").sessions) == 1


@pytest.mark.parametrize(
    ("file", "said"),
    [("referentiel.yaml", "assembler extract"), ("certification.yaml", "assembler init")],
)
def test_a_missing_file_says_what_to_do(dossier: Path, file: str, said: str) -> None:
    (dossier / file).unlink()
    message = told(dossier)
    assert f"{file} : ce fichier manque" in message
    assert said in message


def test_no_dossier_at_all(tmp_path: Path) -> None:
    assert "ce dossier n'existe pas" in told(tmp_path / "rien")


def test_a_pdf_that_changed_is_told_with_the_command(dossier: Path) -> None:
    (dossier / "referentiel.pdf").write_bytes(b"%PDF-1.7 nouveau")
    message = told(dossier)
    assert "referentiel.pdf : ce PDF a changé" in message
    assert f"assembler extract {dossier / 'referentiel.pdf'}" in message


def test_a_pdf_that_is_not_there_is_no_fault(dossier: Path) -> None:
    (dossier / "referentiel.pdf").unlink()
    assert read_dossier(dossier, None).referentiel.blocs


@pytest.mark.parametrize(
    ("line", "number", "said"),
    [
        ("poids: {C1.2: 2}", 3, "le code « C1.2 » n'existe pas ; vouliez-vous dire « C1.1 »"),
        ("eliminatoires:\n- C1.1\n- C1.1/2", 5, "le code « C1.1/2 » n'existe pas"),
        ("logo: logo.png", 3, "le fichier « logo.png » n'existe pas"),
        ("modeles:\n  grille: g.docx", 4, "le fichier « g.docx » n'existe pas"),
        ("bareme: [{code: A, libelle: a}, {code: A, libelle: b}]", 3, "« A » apparaît deux fois"),
        ("bareme: [{code: A, libelle: a}]", 3, "au moins 2"),
        ("niveau: 9", 3, "un nombre d'au plus 8"),
    ],
)
def test_a_fiche_that_contradicts_the_rest(
    dossier: Path, line: str, number: int, said: str
) -> None:
    write(dossier / "certification.yaml", f"{CERTIFICATION}{line}\n")
    message = told(dossier)
    assert f"certification.yaml, ligne {number} : " in message
    assert said in message


def test_a_fiche_of_the_other_register(dossier: Path) -> None:
    write(dossier / "certification.yaml", "intitule: X\ntype: RS\n")
    assert "ligne 2 : « type » : RS ici, RNCP dans referentiel.yaml" in told(dossier)


def test_weights_and_eliminatory_marks_by_every_kind_of_code(dossier: Path) -> None:
    write(
        dossier / "certification.yaml",
        CERTIFICATION + 'poids:\n  C1.1: 1,5\n  E1: 2\n  "1": 3\neliminatoires: [C1.1/1]\n',
    )
    assert read_dossier(dossier, None).certification.poids == {"C1.1": 1.5, "E1": 2, "1": 3}


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("code: E1", "code: E2", "l'épreuve « E2 » n'existe pas (il y a : E1)"),
        ("[j1, j2]", "[j1, j3]", "le juré « j3 » n'existe pas"),
        ("president: j1", "president: j9", "« j9 » n'est pas parmi les membres"),
        ("id: j2", "id: j1", "le juré « j1 » apparaît deux fois"),
        ("[j1, j2]", "[j1, j2, j1]", "le juré « j1 » apparaît deux fois"),
        ("heure: 9h30", "heure: 25h", "une heure est attendue"),
        ("epreuves", "debut: 2026-06-15\nfin: 2026-06-14\nepreuves", "« fin » est avant « debut »"),
    ],
)
def test_a_session_that_contradicts_the_rest(
    dossier: Path, right: str, wrong: str, said: str
) -> None:
    write(dossier / "sessions/2026-06/session.yaml", SESSION.replace(right, wrong, 1))
    message = told(dossier)
    assert "session.yaml" in message
    assert said in message
