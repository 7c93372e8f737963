"""The rooms of the house and who may import whom (docs/architecture.md)."""

import ast
import subprocess
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

PACKAGE = Path(__file__).parents[1] / "assembler"

EVERYONE = {"model", "errors"}
ALLOWED: Mapping[str, set[str]] = {
    "errors": set(),
    "processes": set(),
    "unchanged": set(),
    "filling": {"errors", "fill"},
    "model": {"errors"},
    "extract": {"errors", "processes"},
    "fill": {"errors"},
    "normalise": EVERYONE | {"extract"},
    "check": EVERYONE,
    "compare": EVERYONE,
    "review": EVERYONE | {"extract"},
    "documents": EVERYONE | {"check", "compare", "fill"},
    "produce": EVERYONE | {"documents", "compare", "fill", "processes", "unchanged"} | {"filling"},
    "cli": EVERYONE
    | {"extract", "normalise", "check", "compare", "documents", "fill", "produce", "review"}
    | {"processes", "unchanged"},
    "__main__": {"cli"},
    "__init__": set(),
}
"""Room → rooms it may import. Each may import itself, and the package's own version."""


def rooms_imported(package: Path) -> Iterator[tuple[str, str, str]]:
    """(room, room imported, place) of each import within the package, however it is written."""
    for module in sorted(package.rglob("*.py")):
        inside = module.relative_to(package)
        room = inside.parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            place = f"{inside}:{getattr(node, 'lineno', 0)}"
            for target in _targets(node, package.name, inside):
                yield room, target, place


def _targets(node: ast.AST, name: str, module: Path) -> Iterator[str]:
    match node:
        case ast.Import():
            dotted = [alias.name.split(".") for alias in node.names]
        case ast.ImportFrom(level=0, module=str(source)):
            dotted = [[*source.split("."), alias.name] for alias in node.names]
        case ast.ImportFrom():
            folder = [name, *module.parts[:-1]]
            base = folder[: len(folder) - node.level + 1]
            dotted = [[*base, *(node.module or "").split("."), alias.name] for alias in node.names]
        case _:
            return
    for first, *rest in dotted:
        parts = [part for part in rest if part]
        if first == name and parts and not parts[0].startswith("__"):
            yield parts[0]


def forbidden(package: Path, allowed: Mapping[str, set[str]]) -> list[str]:
    """The imports that the table does not allow, and the rooms it does not know."""
    return [
        f"{place}: {room} must not import {target}"
        for room, target, place in rooms_imported(package)
        if target != room and target not in allowed.get(room, set())
    ]


def cycle(package: Path) -> list[str]:
    """A cycle among the rooms, [] when there is none."""
    graph: dict[str, set[str]] = {}
    for room, target, _ in rooms_imported(package):
        if room != target:
            graph.setdefault(room, set()).add(target)

    def walk(room: str, path: list[str]) -> list[str]:
        if room in path:
            return [*path[path.index(room) :], room]
        for target in sorted(graph.get(room, set())):
            if found := walk(target, [*path, room]):
                return found
        return []

    for room in sorted(graph):
        if found := walk(room, []):
            return found
    return []


def test_rooms_import_only_what_they_may() -> None:
    assert forbidden(PACKAGE, ALLOWED) == []


def test_there_is_no_cycle() -> None:
    assert cycle(PACKAGE) == []


def test_every_room_is_in_the_table() -> None:
    rooms = {
        path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or any(path.glob("*.py"))
    }
    assert rooms <= set(ALLOWED)


@pytest.mark.parametrize("room", ["fill", "model", "produce"])
def test_each_name_a_room_promises_is_there(room: str) -> None:
    package = import_module(f"assembler.{room}")
    assert package.__all__
    # Loaded first, a module could hide the function of the same name.
    for module in (PACKAGE / room).glob("[a-z]*.py"):
        import_module(f"assembler.{room}.{module.stem}")
    assert not [name for name in package.__all__ if isinstance(getattr(package, name), ModuleType)]


def test_a_process_beside_another_loads_no_command_line() -> None:
    # It goes through the main module too, under another name.
    script = "import assembler.__main__, sys; print({'click', 'assembler.cli'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout == "set()\n"


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("fill", "from assembler.model import Referentiel"),
        ("fill", "import assembler.model.referentiel"),
        ("fill", "from assembler import model"),
        ("fill", "from ..model import Referentiel"),
        ("fill", "from .. import model"),
        ("fill", "def late():\n    from assembler.model import Referentiel"),
        ("produce", "from assembler.cli import main"),
        ("attic", "from assembler.model import Referentiel"),
    ],
)
def test_the_checker_sees_a_forbidden_import(tmp_path: Path, room: str, line: str) -> None:
    package = tmp_path / "assembler"
    (package / room).mkdir(parents=True)
    (package / room / "module.py").write_text(line + "\n", "utf-8")
    assert len(forbidden(package, ALLOWED)) == 1


def test_the_checker_lets_a_room_import_itself_and_others(tmp_path: Path) -> None:
    package = tmp_path / "assembler"
    (package / "fill").mkdir(parents=True)
    lines = (
        "import json\nfrom assembler import __version__\nfrom . import zip\nfrom .zip import a\n"
    )
    (package / "fill/module.py").write_text(lines + "from assembler.errors import Where\n", "utf-8")
    assert forbidden(package, ALLOWED) == []


def test_the_checker_sees_a_cycle(tmp_path: Path) -> None:
    package = tmp_path / "assembler"
    for room, other in [("a", "b"), ("b", "c"), ("c", "a")]:
        (package / room).mkdir(parents=True)
        (package / room / "module.py").write_text(f"import assembler.{other}\n", "utf-8")
    assert cycle(package) == ["a", "b", "c", "a"]
