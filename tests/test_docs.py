"""The documentation says what the tool does: nothing is left out, nothing is out of date."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from assembler import __version__, errors
from assembler.cli import INTERNAL_FAULT, INTERRUPTED, assembler
from assembler.errors import AssemblerError, ExitCode
from tools import commandes, regles

ROOT = Path(__file__).parents[1]
ERREURS = (ROOT / "docs/erreurs.md").read_text("utf-8")


def _commands(group: click.Group) -> Iterator[click.Command]:
    """The group and its commands, those of groups inside it too."""
    yield group
    for command in group.commands.values():
        if isinstance(command, click.Group):
            yield from _commands(command)
        else:
            yield command


def test_the_page_of_the_commands_is_current() -> None:
    assert commandes.PAGE.read_text("utf-8") == commandes.page(), "lancez « make docs »"


def test_the_page_of_the_rules_is_current() -> None:
    assert regles.PAGE.read_text("utf-8") == regles.page(), "lancez « make docs »"


@pytest.mark.parametrize("command", list(_commands(assembler)), ids=lambda command: command.name)
def test_every_command_and_option_is_explained(command: click.Command) -> None:
    assert command.help and command.get_short_help_str(200)
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"{command.name} {option.opts[0]}"


def test_every_exit_code_is_documented() -> None:
    documented = {int(code) for code in re.findall(r"^## Code (\d+) ", ERREURS, re.MULTILINE)}
    assert documented == {*ExitCode, INTERNAL_FAULT, INTERRUPTED}


def test_every_error_class_is_documented_with_its_code() -> None:
    classes = {
        name: int(member.exit_code)
        for name, member in vars(errors).items()
        if isinstance(member, type) and issubclass(member, AssemblerError)
    }
    table = {
        name: int(code) for name, code in re.findall(r"^\| `(\w+)` \| (\d+) \|$", ERREURS, re.M)
    }
    assert table == classes


def test_every_room_stands_on_the_architecture_page() -> None:
    page = (ROOT / "docs/architecture.md").read_text("utf-8")
    rooms = {folder.name for folder in (ROOT / "assembler").iterdir() if any(folder.glob("*.py"))}
    assert {room for room in rooms if f"`{room}/`" not in page} == set()


def test_the_version_stands_in_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"## [{__version__}]" in changelog or "## [Unreleased]" in changelog


@pytest.mark.parametrize(
    "page", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]), ids=lambda path: path.name
)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
