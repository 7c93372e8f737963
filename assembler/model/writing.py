"""Writing a file whole or not at all, and a référentiel as YAML laid out for a reader's eye.

The layout is ours (ruamel.yaml can't be told to keep short things on one line and long texts
unfolded): mappings in blocks, and on one line what is short enough. The same model gives the same
bytes.
"""

import datetime
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from assembler.errors import InputError, Where, reason_of

WIDTH = 100

Scalar = bool | int | float | str | datetime.date | None
Node = Scalar | Sequence["Node"] | Mapping[str, "Node"]


def write_atomically(path: Path, content: bytes) -> None:
    """Writes `content` aside, then puts it in place: `path` is never half written.

    InputError when the folder refuses it.
    """
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        try:
            with aside.open("wb") as flux:
                flux.write(content)
                flux.flush()
                os.fsync(flux.fileno())
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
    except OSError as fault:
        raise InputError(
            f"ce fichier ne peut pas être écrit ({reason_of(fault)}).",
            where=Where(path),
            todo="Vérifiez qu'il n'est pas ouvert ailleurs, que le dossier existe et "
            "qu'il reste de la place.",
        ) from fault


def to_yaml(content: Mapping[str, Node]) -> str:
    """A mapping as YAML text; reading it back gives the same mapping."""
    return "\n".join(_mapping_lines(content)) + "\n"


def _mapping_lines(content: Mapping[str, Node]) -> Iterator[str]:
    for key, value in content.items():
        head = f"{_scalar(key, flow=False)}:"
        line = f"{head} {_flow(value)}"
        if isinstance(value, str):
            yield f"{head} {_scalar(value, flow=False)}"
        elif isinstance(value, Mapping) and value:
            yield head
            yield from _indented(_mapping_lines(value))
        elif isinstance(value, Sequence) and value and not _fits_in_line(value, line):
            yield head
            yield from _sequence_lines(value)
        else:
            yield line


def _sequence_lines(content: Sequence[Node]) -> Iterator[str]:
    for item in content:
        line = f"- {_flow(item)}"
        if isinstance(item, Mapping) and not _fits_in_line(item, line):
            first, *rest = _mapping_lines(item)
            yield f"- {first}"
            yield from _indented(rest)
        elif isinstance(item, str):
            yield f"- {_scalar(item, flow=False)}"
        else:
            yield line


def _fits_in_line(content: Sequence[Node] | Mapping[str, Node], line: str) -> bool:
    """Whether `line` is short, and holds no list of mappings or mapping of mappings."""
    items = list(content.values()) if isinstance(content, Mapping) else list(content)
    nested = any(_holds_mapping(item) for item in items)
    return len(line) <= WIDTH and not nested


def _holds_mapping(node: Node) -> bool:
    if isinstance(node, Mapping):
        return bool(node)
    if isinstance(node, Sequence) and not isinstance(node, str):
        return any(_holds_mapping(item) for item in node)
    return False


def _indented(lines: Sequence[str] | Iterator[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _flow(node: Node) -> str:
    if isinstance(node, Mapping):
        members = (f"{_scalar(key, flow=True)}: {_flow(value)}" for key, value in node.items())
        return "{" + ", ".join(members) + "}"
    if isinstance(node, Sequence) and not isinstance(node, str):
        return "[" + ", ".join(_flow(item) for item in node) + "]"
    return _scalar(node, flow=True)


def _scalar(value: Scalar, *, flow: bool) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value if _is_plain(value, flow=flow) else _quoted(value)
    return str(value)


_RESERVED = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
_COUNTED_THING = re.compile(r"\d+ [^\W\d_]")
"""« 2 mois »: a number followed by a word is no number to any reader of YAML."""


def _is_plain(text: str, *, flow: bool) -> bool:
    """Whether every reader of YAML takes `text`, without quotes, for that very text.

    Narrower than the standard, on purpose: quotes never harm.
    """
    if not text or text != text.strip() or text.lower() in _RESERVED:
        return False
    if not (text[0].isalpha() or text[0] in "«“•…(" or _COUNTED_THING.match(text)):
        return False
    if text[0].isdigit() and ":" in text:
        return False
    if ": " in text or text.endswith(":") or re.search(r"\s#", text) or re.search(r":\s", text):
        return False
    if flow and any(mark in text for mark in ",[]{}:"):
        return False
    return all(map(_is_visible, text))


def _is_visible(character: str) -> bool:
    return character.isprintable() or unicodedata.category(character) == "Zs"


def _quoted(text: str) -> str:
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if _is_visible(character):
        return character
    if character in "\n\t":
        return {"\n": "\\n", "\t": "\\t"}[character]
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02X}"
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
