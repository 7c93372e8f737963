"""Reading a hand-edited file into a model, and telling all its faults at once, in French.

A YAML scalar without quotes is taken as the text that stands there (`code: 01` stays « 01 »); the
model turns it into a number or a date where it wants one. Only an empty value and `null` are None.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError

from assembler.errors import InputError, Where, reason_of
from assembler.model.faults import Fault, Loc, sentence, translate

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError
    from ruamel.yaml.nodes import Node

M = TypeVar("M", bound=BaseModel)

Lines = Mapping[Loc, int]
"""Where each value stands: 1-based line. Empty for JSON."""

MAX_SHOWN = 20


def read_yaml(path: Path, model: type[M], *, missing: str = "") -> M:
    """The YAML file `path` as a `model`. InputError tells every fault, with its line.

    `missing`: what to do when there is no such file.
    """
    return read_yaml_lines(path, model, missing=missing)[0]


def read_yaml_lines(path: Path, model: type[M], *, missing: str = "") -> tuple[M, Lines]:
    """Like `read_yaml`, with the line of each value, for checks against other files."""
    tree = _parse_yaml(path, _read_text(path, missing))
    return _validate(path, model, tree), tree.lines


def read_json(path: Path, model: type[M], *, missing: str = "") -> M:
    """The JSON file `path` as a `model`. InputError tells every fault, with its key."""
    return _validate(path, model, _parse_json(path, _read_text(path, missing)))


def raise_faults(path: Path, faults: Iterable[Fault], lines: Lines) -> None:
    """Raises one InputError that tells all of `faults`; nothing when there is none."""
    told = sorted((_line_of(fault.loc, lines) or 0, _told(fault, lines)) for fault in faults)
    raise_told(path, [(f"ligne {line}" if line else "", text) for line, text in told])


def raise_told(path: Path, told: Sequence[tuple[str, str]]) -> None:
    """Raises one InputError for faults that are words already: each a place in `path`, and what.

    Nothing when there is none.
    """
    if not told:
        return
    if len(told) == 1:
        place, text = told[0]
        raise InputError(sentence(text), where=Where(path, detail=place), todo=_CORRECT)
    shown = [f"  {place} : {text}" if place else f"  {text}" for place, text in told[:MAX_SHOWN]]
    if len(told) > MAX_SHOWN:
        shown.append(f"  … et {len(told) - MAX_SHOWN} autres")
    raise InputError(f"{len(told)} erreurs.\n" + "\n".join(shown), where=Where(path), todo=_CORRECT)


_CORRECT = "Corrigez ce fichier, puis relancez la commande."


def _told(fault: Fault, lines: Lines) -> str:
    """The message, with the way to the value when no line number leads there."""
    if lines or not fault.loc:
        return fault.message
    return f"{' › '.join(_step(step) for step in fault.loc)} : {fault.message}"


def _step(step: str | int) -> str:
    return str(step) if isinstance(step, str) else f"n° {step + 1}"


def _line_of(loc: Loc, lines: Lines) -> int | None:
    """The line of the value, or of the nearest thing around it that has one."""
    for end in range(len(loc), -1, -1):
        if line := lines.get(loc[:end]):
            return line
    return None


def _read_text(path: Path, missing: str) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise InputError("ce fichier manque.", where=Where(path), todo=missing) from None
    except UnicodeDecodeError:
        raise InputError(
            "ce fichier n'est pas enregistré en UTF-8.",
            where=Where(path),
            todo="Enregistrez-le de nouveau en choisissant l'encodage UTF-8.",
        ) from None
    except OSError as fault:
        raise InputError(
            f"ce fichier ne peut pas être lu ({reason_of(fault)}).",
            where=Where(path),
            todo="Vérifiez qu'il n'est pas ouvert ailleurs.",
        ) from fault


@dataclass(frozen=True)
class _Tree:
    data: object
    lines: dict[Loc, int]
    faults: list[Fault]
    """What the syntax allows and we do not: keys given twice, aliases, tags."""


def _validate(path: Path, model: type[M], tree: _Tree) -> M:
    try:
        validated = model.model_validate({} if tree.data is None else tree.data)
    except ValidationError as errors:
        raise_faults(path, [*tree.faults, *translate(errors, model)], tree.lines)
        raise  # translate answers at least one fault for each error
    raise_faults(path, tree.faults, tree.lines)
    return validated


def _parse_json(path: Path, text: str) -> _Tree:
    faults: list[Fault] = []

    def members(pairs: list[tuple[str, object]]) -> dict[str, object]:
        keys = [key for key, _ in pairs]
        faults.extend(
            Fault((), f"la clé « {key} » est donnée deux fois")
            for key in sorted({key for key in keys if keys.count(key) > 1})
        )
        return dict(pairs)

    try:
        data = json.loads(text, object_pairs_hook=members)
    except json.JSONDecodeError as fault:
        raise InputError(
            f"ce n'est pas du JSON bien formé (colonne {fault.colno}).",
            where=Where(path, line=fault.lineno),
            todo=_CORRECT,
        ) from None
    except RecursionError:
        _too_deep(path)
    return _Tree(data, {}, faults)


def _parse_yaml(path: Path, text: str) -> _Tree:
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        return _yaml_tree(text)
    except MarkedYAMLError as fault:
        raise _syntax_error(path, fault) from None
    except YAMLError:
        raise InputError(
            "ce fichier contient un caractère interdit en YAML.", where=Where(path), todo=_CORRECT
        ) from None
    except RecursionError:
        _too_deep(path)


# A build asks the fiche for its first template, then reads the référentiel and the fiche again. So
# nobody may change the tree.
@lru_cache(maxsize=2)
def _yaml_tree(text: str) -> _Tree:
    from ruamel.yaml import YAML

    tree = _Tree({}, {}, [])
    root = YAML(typ="safe", pure=True).compose(text)
    return tree if root is None else replace(tree, data=_plain(root, (), tree, set()))


def _too_deep(path: Path) -> NoReturn:
    raise InputError("des listes y sont imbriquées sans fin.", where=Where(path), todo=_CORRECT)


def _plain(node: "Node", loc: Loc, tree: _Tree, seen: set[int]) -> object:
    """The node as dicts, lists, texts and None; its lines and faults go to `tree`."""
    from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

    tree.lines.setdefault(loc, node.start_mark.line + 1)
    if id(node) in seen:
        tree.faults.append(Fault(loc, "« * » en tête : mettez ce texte entre guillemets"))
        return None
    seen.add(id(node))
    if isinstance(node, MappingNode):
        return _plain_mapping(node, loc, tree, seen)
    if isinstance(node, SequenceNode):
        return [_plain(item, (*loc, rank), tree, seen) for rank, item in enumerate(node.value)]
    assert isinstance(node, ScalarNode)
    tag = str(node.tag)
    if not tag.startswith("tag:yaml.org,2002:"):
        tree.faults.append(Fault(loc, "« ! » en tête : mettez ce texte entre guillemets"))
    return None if tag.endswith(":null") else str(node.value)


def _plain_mapping(node: "Node", loc: Loc, tree: _Tree, seen: set[int]) -> dict[str, object]:
    members: dict[str, object] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value) if isinstance(key_node.value, str) else "?"
        here = (*loc, key)
        if key in members:
            # A place of its own: the first of the two keeps its line.
            here = (*loc, f"{key} (bis)")
            tree.lines[here] = key_node.start_mark.line + 1
            first = tree.lines[(*loc, key)]
            tree.faults.append(Fault(here, f"la clé « {key} » est déjà donnée à la ligne {first}"))
            continue
        tree.lines[here] = key_node.start_mark.line + 1
        members[key] = _plain(value_node, here, tree, seen)
    return members


_SYNTAX: Sequence[tuple[str, str]] = (
    ("mapping values are not allowed", "« : » inattendu ; mettez ce texte entre guillemets"),
    ("'\\t'", "une tabulation ; remplacez-la par des espaces"),
    ("could not find expected ':'", "il manque « : » après une clé"),
    ("alias", "« * » en tête ; mettez ce texte entre guillemets"),
    ("anchor", "« & » en tête ; mettez ce texte entre guillemets"),
    ("tag", "« ! » en tête ; mettez ce texte entre guillemets"),
    ("end of stream", "des guillemets ouverts ne sont pas fermés"),
    ("expected ',' or", "une liste ouverte par « [ » ou « { » n'est pas fermée"),
    ("expected <block end>", "ce début de ligne n'est pas aligné avec ce qui précède"),
    ("cannot start any token", "ce caractère en tête ; mettez ce texte entre guillemets"),
    ("escape", "« \\ » dans un texte entre guillemets ; doublez-le : « \\\\ »"),
)


def _syntax_error(path: Path, fault: "MarkedYAMLError") -> InputError:
    english = f"{fault.context or ''} {fault.problem or ''}"
    french = next((said for seen, said in _SYNTAX if seen in english), "écriture incorrecte")
    mark = fault.problem_mark or fault.context_mark
    return InputError(
        f"ce n'est pas du YAML bien formé : {french}.",
        where=Where(path, line=mark.line + 1 if mark else None),
        todo=_CORRECT,
    )
