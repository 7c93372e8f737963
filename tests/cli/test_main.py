"""The command line as a whole: French, exit codes, no traceback, quick to answer."""

import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assembler import __version__
from assembler.cli import INTERNAL_FAULT, INTERRUPTED, main
from assembler.cli.build import build

ENGLISH = ["Options:", "Usage:", "Show ", "Commands", "Error", "Try ", "Missing", "Invalid", "No "]


@pytest.mark.parametrize("arguments", [[], ["extract"], ["build"], ["init"]])
def test_help_is_in_french(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*arguments, "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Usage : assembler")
    assert not [word for word in ENGLISH if word in said]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["biuld"], "la commande biuld n'existe pas ; vouliez-vous dire build ?"),
        (["build", "x", "--froce"], "l'option --froce n'existe pas ; vouliez-vous dire --force ?"),
        (["build"], "il manque un argument : DOSSIER"),
        (["init", "a", "b"], "argument de trop b."),
        (["build", "x", "--only"], "l'option --only"),
        (["build", "x", "--force=1"], "l'option --force"),
        (["build", "x", "--only", "grile"], "« grile » n'existe pas"),
        (["build", "x", "--jobs", "0"], "« 0 »"),
        (["build", "x", "--jobs", "deux"], "« deux »"),
    ],
)
def test_wrong_usage_is_told_in_french(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    said = capsys.readouterr().err
    assert words in said
    assert "--help » donne les" in said
    assert not [word for word in ENGLISH if word in said]


def test_no_command_prints_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "Commandes :" in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"assembler {__version__}\n"


def _break(monkeypatch: pytest.MonkeyPatch, fault: BaseException) -> None:
    def broken(*args: object) -> None:
        raise fault

    monkeypatch.setattr("assembler.model.read_dossier", broken)


def test_a_fault_of_the_tool_asks_for_a_report(
    atelier: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _break(monkeypatch, ZeroDivisionError("secret"))
    assert main(["build", str(atelier)]) == INTERNAL_FAULT
    said = capsys.readouterr().err
    assert "signalez" in said and "--debug" in said
    assert "secret" not in said and "Traceback" not in said


@pytest.mark.parametrize("place", ["before", "after"])
def test_debug_shows_the_traceback(
    atelier: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    _break(monkeypatch, ZeroDivisionError("secret"))
    command = ["build", str(atelier)]
    main(["--debug", *command] if place == "before" else [*command, "--debug"])
    assert "Traceback" in capsys.readouterr().err


def test_ctrl_c_is_a_clean_line(
    atelier: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _break(monkeypatch, KeyboardInterrupt())
    assert main(["build", str(atelier)]) == INTERRUPTED
    said = capsys.readouterr().err
    assert "Interrompu" in said and "Traceback" not in said


def test_a_console_without_arrows_still_shows_the_message(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assembler", "build", "absent"],
        cwd=tmp_path,
        env={"PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 5
    assert b"absent" in done.stderr and b"Traceback" not in done.stderr


def test_the_families_named_in_the_help_are_those_that_exist() -> None:
    from assembler.documents import FAMILLES

    (only,) = (option for option in build.params if option.name == "noms")
    named = str(getattr(only, "help", ""))
    assert all(famille in named for famille in FAMILLES)


def _seconds(*command: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *command], check=True, capture_output=True)
    return time.perf_counter() - start


@pytest.mark.slow
def test_help_costs_at_most_three_times_importing_click() -> None:
    # In turns, so that whatever else the machine does weighs on both alike.
    pairs = [
        (_seconds("-m", "assembler", "--help"), _seconds("-c", "import click")) for _ in range(9)
    ]
    ours, click_alone = (statistics.median(times) for times in zip(*pairs, strict=True))
    assert ours <= 3 * click_alone
