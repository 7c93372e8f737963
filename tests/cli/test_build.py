"""`assembler build`, from its arguments to its files, messages and exit codes."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assembler.cli import main
from assembler.documents import default_template
from tests.conftest import TOUS, write_template
from tests.files import documents, edit_by_hand, text

GRILLE = "grilles/grille-E1-1.docx"


def _replace(fichier: Path, old: str, new: str) -> None:
    content = fichier.read_text("utf-8")
    assert old in content
    fichier.write_text(content.replace(old, new), "utf-8")


def test_says_what_was_made_and_where(
    atelier: Path, sortie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(atelier), "-o", str(sortie)]) == 0
    said = capsys.readouterr().out
    assert "annexe : 1 fait" in said
    assert "grille : 2 faits" in said
    assert str(sortie) in said
    assert len(documents(sortie)) == TOUS


def test_what_the_booklets_leave_out_is_said_each_time(
    atelier: Path, sortie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (atelier / "certification.yaml").open("a", encoding="utf-8") as flux:
        flux.write("livret: {rattrapage: Une fois.}\n")
    session = "intitule: Juin\nlieu: Lyon\nepreuves: [{code: E1, date: 2026-06-15}]\n"
    (atelier / "sessions/2026-06/session.yaml").write_text(session, "utf-8")
    for _ in range(3):  # the second one sets down what the third one recalls
        assert main(["build", str(atelier), "-o", str(sortie)]) == 0
        _, _, said = capsys.readouterr().out.partition("À compléter :")
        assert "Recours" in said and "Rattrapage" not in said
        assert "session 2026-06, épreuves sans date : E2" in said and "sans lieu" not in said
    assert main(["build", str(atelier), "-o", str(sortie), "--only", "grille"]) == 0
    assert "À compléter" not in capsys.readouterr().out


def test_writes_into_outputs_by_default(
    atelier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["build", "atelier"]) == 0
    assert (tmp_path / "outputs/atelier" / GRILLE).is_file()


def test_a_second_build_says_so(
    atelier: Path, sortie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["build", str(atelier), "-o", str(sortie)])
    capsys.readouterr()
    assert main(["build", str(atelier), "-o", str(sortie)]) == 0
    assert "grille : 2 déjà à jour" in capsys.readouterr().out


def test_only_the_families_asked_for(atelier: Path, sortie: Path) -> None:
    assert main(["build", str(atelier), "--only", "grille", "-o", str(sortie)]) == 0
    assert set(documents(sortie)) == {GRILLE, "grilles/grille-E2-2.docx"}


def test_only_the_session_asked_for(atelier: Path, sortie: Path) -> None:
    autre = atelier / "sessions/2027-01"
    autre.mkdir()
    (autre / "session.yaml").write_text("intitule: Session de janvier\n", "utf-8")
    (autre / "candidats.csv").write_text("nom;prenom\nRoux;Zoé\n", "utf-8")
    command = ["build", str(atelier), "--only", "livret", "-o", str(sortie)]
    assert main([*command, "--session", "2027-01"]) == 0
    assert {path.split("/")[1] for path in documents(sortie)} == {"2027-01"}


def test_a_refused_row_is_told_and_stops_nobody(
    atelier: Path, sortie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (atelier / "sessions/2026-06/candidats.csv").open("a", encoding="utf-8") as flux:
        flux.write("001;Secret;Doublon;1\n")
    assert main(["build", str(atelier), "-o", str(sortie)]) == 1
    said = capsys.readouterr()
    assert "rang 4" in said.err and "refus.csv" in said.err
    assert "Secret" not in said.out + said.err
    assert "livret : 2 faits" in said.out


def test_a_booklet_that_is_no_longer_planned_is_said(
    atelier: Path, sortie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["build", str(atelier), "-o", str(sortie)]
    main(command)
    candidats = atelier / "sessions/2026-06/candidats.csv"
    candidats.write_text("numero;nom;prenom\n002;N'Guessan-Lefèvre;Élodie\n", "utf-8")
    before = set(documents(sortie))
    capsys.readouterr()
    assert main([*command, "--only", "livret"]) == 0
    assert main(command) == 1
    said = capsys.readouterr().err
    assert "4 documents ne sont plus prévus" in said and "sessions/2026-06/livrets (2)" in said
    assert "Guessan" not in said and "Angelo" not in said
    left = before - {path for path in before if "/001-" in path or "/002-D" in path}
    assert before < set(documents(sortie))
    for path in before - left:
        (sortie / path).unlink()
    assert main(command) == 0


def test_a_document_changed_by_hand_is_kept_exit_7(
    atelier: Path, sortie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["build", str(atelier), "-o", str(sortie)]
    main(command)
    edit_by_hand(sortie / GRILLE, "Acquis")
    assert main(command) == 0
    _replace(atelier / "referentiel.yaml", "Le tri est juste", "Le tri est exact")
    capsys.readouterr()
    assert main(command) == 7
    assert "--force" in capsys.readouterr().err
    assert "Acquis" in text(sortie / GRILLE)
    assert main([*command, "--force"]) == 0
    assert "Le tri est exact" in text(sortie / GRILLE)
    assert "Acquis" in text(sortie / "grilles/grille-E1-1.ancien-1.docx")


def test_a_fault_of_one_dossier_does_not_stop_the_others(
    atelier: Path, tmp_path: Path, sortie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "vide").mkdir()
    assert main(["build", str(tmp_path / "vide"), str(atelier), "-o", str(sortie)]) == 4
    assert "aucun PDF" in capsys.readouterr().err
    assert len(documents(sortie / "atelier")) == TOUS
    assert not (sortie / "vide").exists()


def test_a_template_of_no_family_is_told(
    atelier: Path, sortie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    modeles = atelier / "modeles"
    (modeles / "grille.docx").rename(modeles / "grilles.docx")
    (modeles / "livret.docx").rename(modeles / "Livret.DOCX")
    for nom in ("~$grille.docx", "._grille.docx", "notes.txt", "page de garde.docx"):
        (modeles / nom).write_text("")
    command = ["build", str(atelier), "-o", str(sortie)]
    assert main(command) == 1
    said = capsys.readouterr().err
    told = [line for line in said.splitlines() if line.startswith("Attention")]
    assert len(told) == 3, said
    assert "modeles/Livret.DOCX" in told[0] and "« livret »" in told[0]
    assert "modeles/grilles.docx" in told[1] and "« grille »" in told[1]
    assert "modeles/page de garde.docx" in told[2] and "vouliez-vous" not in told[2]
    assert "annexe.docx, fiche.docx, bordereau.docx" in said


def test_a_template_that_the_fiche_names_is_no_stray(
    atelier: Path, sortie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (atelier / "modeles/grille.docx").rename(atelier / "modeles/papier du jury.docx")
    with (atelier / "certification.yaml").open("a", encoding="utf-8") as flux:
        flux.write("modeles:\n  grille: modeles/papier du jury.docx\n")
    assert main(["build", str(atelier), "-o", str(sortie)]) == 0
    assert capsys.readouterr().err == ""


def test_two_dossiers_of_one_name_would_share_a_folder(
    atelier: Path, tmp_path: Path, sortie: Path
) -> None:
    (tmp_path / "autre/atelier").mkdir(parents=True)
    assert main(["build", str(atelier), str(tmp_path / "autre/atelier"), "-o", str(sortie)]) == 2
    assert not sortie.exists()


def test_a_fault_of_the_system_does_not_stop_the_other_dossiers(
    atelier: Path, tmp_path: Path, sortie: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    autre = tmp_path / "autre"
    shutil.copytree(atelier, autre)
    sortie.mkdir()
    (sortie / "autre").write_text("un fichier, où un dossier doit être écrit")
    command = ["build", str(autre), str(atelier), "-o", str(sortie)]
    assert main(command) == 5
    said = capsys.readouterr().err
    assert "système" in said and str(sortie / "autre") in said and "Traceback" not in said
    assert len(documents(sortie / "atelier")) == TOUS
    assert main([*command, "--debug"]) == 5
    assert "Traceback" in capsys.readouterr().err


def _no_certification(atelier: Path) -> None:
    (atelier / "certification.yaml").unlink()


def _unknown_key(atelier: Path) -> None:
    _replace(atelier / "referentiel.yaml", "intitule: Réparer", "intitulé: Réparer")


def _list_without_name(atelier: Path) -> None:
    (atelier / "sessions/2026-06/candidats.csv").write_text("prenom;groupe\nZoé;A\n", "utf-8")


def _wrong_tag(atelier: Path) -> None:
    write_template(atelier / "modeles/grille.docx", ["{{ bloc.libele }}"])


def _broken_tag(atelier: Path) -> None:
    write_template(atelier / "modeles/grille.docx", ["{% for c in competences %}{{ c.texte }}"])


def _no_word_file(atelier: Path) -> None:
    (atelier / "modeles/grille.docx").write_text("pas un document Word")


@pytest.mark.parametrize(
    ("spoil", "code", "words"),
    [
        (_no_certification, 5, ["certification.yaml", "assembler init"]),
        (_unknown_key, 5, ["referentiel.yaml", "ligne 11", "intitulé", "intitule"]),
        (_list_without_name, 5, ["candidats.csv", "nom", "prenom"]),
        (_wrong_tag, 6, ["grille.docx", "libele"]),
        (_broken_tag, 6, ["grille.docx"]),
        (_no_word_file, 6, ["grille.docx"]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_bad_input_one_message_nothing_half_written(
    atelier: Path,
    sortie: Path,
    capsys: pytest.CaptureFixture[str],
    spoil: object,
    code: int,
    words: list[str],
) -> None:
    assert callable(spoil)
    spoil(atelier)
    before = documents(atelier)
    assert main(["build", str(atelier), "--only", "grille", "-o", str(sortie)]) == code
    said = capsys.readouterr().err
    assert all(word in said for word in words), said
    assert "Traceback" not in said
    assert documents(atelier) == before
    assert not sortie.exists() or documents(sortie) == {}


def _no_picture(atelier: Path) -> None:
    (atelier / "logo.png").write_text("pas une image")
    with (atelier / "certification.yaml").open("a", encoding="utf-8") as flux:
        flux.write("logo: logo.png\n")


@pytest.mark.parametrize(
    ("spoil", "code", "words"),
    [
        (_no_certification, 5, "certification.yaml"),
        (_broken_tag, 6, "grille.docx"),
        (_no_picture, 5, "logo.png"),
    ],
)
def test_what_other_processes_meet_first_is_one_message_all_the_same(
    atelier: Path,
    sortie: Path,
    capsys: pytest.CaptureFixture[str],
    spoil: Callable[[Path], None],
    code: int,
    words: str,
) -> None:
    shutil.copy(default_template("grille"), atelier / "modeles/grille.docx")
    spoil(atelier)
    command = ["build", str(atelier), "--only", "grille", "-o", str(sortie)]
    assert main([*command, "--jobs", "2"]) == code
    several = capsys.readouterr()
    assert several.err.count(words) == 1
    assert main([*command, "--jobs", "1"]) == code
    assert capsys.readouterr() == several


def test_a_wrong_first_dossier_does_not_stop_the_next_with_other_processes_either(
    atelier: Path, sortie: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = shutil.copytree(atelier, tmp_path / "faux")
    _no_picture(wrong)
    shutil.copy(default_template("grille"), wrong / "modeles/grille.docx")
    command = ["build", str(wrong), str(atelier), "--only", "grille", "-o", str(sortie)]
    assert main([*command, "--jobs", "2"]) == 5
    assert capsys.readouterr().err.count("logo.png") == 1
    assert len(documents(sortie / atelier.name)) == 2


@pytest.mark.parametrize(
    ("fiche", "words"),
    [
        (None, "certification.yaml : ce fichier manque"),
        ("intitule: Agent de tri\ntype: RNCP\nlogo: absent.png\n", "certification.yaml, ligne 3"),
        ("intitule: Intitulé exact à compléter\ntype: RNCP\n", "certification.yaml, ligne 1"),
    ],
)
def test_a_wrong_fiche_is_told_before_the_pdf_is_read(
    atelier: Path,
    sortie: Path,
    capsys: pytest.CaptureFixture[str],
    fiche: str | None,
    words: str,
) -> None:
    (atelier / "referentiel.yaml").unlink()
    (atelier / "referentiel.pdf").write_bytes(b"%PDF-1.7")  # exit 4, had it been read
    if fiche is None:
        (atelier / "certification.yaml").unlink()
    else:
        (atelier / "certification.yaml").write_text(fiche, "utf-8")
    assert main(["build", str(atelier), "-o", str(sortie)]) == 5
    assert words in capsys.readouterr().err
    (atelier / "certification.yaml").write_text("intitule: Agent de tri\ntype: RNCP\n", "utf-8")
    assert main(["build", str(atelier), "-o", str(sortie)]) == 4


def test_an_unwritable_output_is_told(
    atelier: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "fichier").write_text("")
    assert main(["build", str(atelier), "-o", str(tmp_path / "fichier/sous")]) == 5
    assert "système" in capsys.readouterr().err


SETTINGS = [
    {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/New_York", "LC_ALL": "fr_FR.UTF-8", "PYTHONHASHSEED": "2"},
]


@pytest.mark.slow
def test_the_same_bytes_whatever_the_surroundings(atelier: Path, tmp_path: Path) -> None:
    made = []
    for jobs, setting in enumerate(SETTINGS, 1):
        cwd = tmp_path / f"ici-{jobs}"
        cwd.mkdir()
        subprocess.run(
            [sys.executable, "-m", "assembler", "build", atelier, "--jobs", str(jobs)],
            cwd=cwd,
            env=setting,
            check=True,
            timeout=120,
        )
        made.append(documents(cwd / "outputs/atelier"))
    assert len(made[0]) == TOUS
    assert made[0] == made[1]


@pytest.mark.slow
@pytest.mark.parametrize("thread", ["", "threading.Timer(300, id).start();"])
def test_the_same_bytes_from_processes_copied_and_new(
    atelier: Path, sortie: Path, tmp_path: Path, thread: str
) -> None:
    with (atelier / "sessions/2026-06/candidats.csv").open("a", encoding="utf-8") as flux:
        flux.write("".join(f"{n:04};Roux;Zoé;{n % 2 + 1}\n" for n in range(3, 700)))
    # Beside a thread, the other processes are started anew; without, they are copies of the first.
    script = (
        f"import os, sys, threading; from assembler.cli import main; {thread}"
        "code = main(sys.argv[1:]); sys.stdout.flush(); os._exit(code)"
    )
    command = ["build", str(atelier), "--only", "livret", "-o"]
    done = subprocess.run([sys.executable, "-c", script, *command, sortie, "--jobs", "3"])
    assert done.returncode == 0
    assert main([*command, str(tmp_path / "seul"), "--jobs", "1"]) == 0
    assert len(documents(sortie)) == 699
    assert documents(sortie) == documents(tmp_path / "seul")
