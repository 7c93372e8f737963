r"""Texts and lists of texts as the content of cells, and back.

An empty cell is « nothing » (null, an empty list). A text that is there but empty is written as a
lone backslash. A list stands with one item a line; a line break or a backslash within an item is
written `\n` or `\\`.
"""

import re
from collections.abc import Iterable

MAX_LENGTH = 32_767
"""Characters a cell can hold, as Excel counts them (UTF-16 units)."""

BLANKS = " \t\r\n\u00a0"
"""White space around a content, which is nobody's wording."""

_ONLY_BACKSLASHES = re.compile(r"\\*")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
"""What XML can't hold, and what a spreadsheet would take for the writing of it (« _x0007_ »)."""


def from_text(text: str) -> str:
    """The content of the cell for a text that is there, were it empty."""
    return text + "\\" if _ONLY_BACKSLASHES.fullmatch(text) else text


def to_text(content: str) -> str:
    """The text that `from_text` was given."""
    return content[:-1] if _ONLY_BACKSLASHES.fullmatch(content) else content


def from_list(items: Iterable[str]) -> str:
    """The content of the cell for a list; empty for an empty list."""
    return "\n".join(
        item.replace("\\", r"\\").replace("\n", r"\n") if item else "\\" for item in items
    )


def to_list(content: str) -> list[str]:
    """The items that `from_list` was given. Blank lines are nobody's items."""
    return [_item(line) for line in content.split("\n") if line.strip(BLANKS)]


def _item(line: str) -> str:
    if line.strip() == "\\":
        return ""
    return re.sub(r"\\([\\n])", lambda found: "\n" if found[1] == "n" else "\\", line)


def in_xml(content: str) -> str:
    """The content with what XML can't hold written as spreadsheets do: « _x0007_ »."""
    return _FORBIDDEN.sub(lambda found: f"_x{ord(found[0]):04X}_", content)


def length(content: str) -> int:
    """The length as Excel counts it."""
    return len(content.encode("utf-16-le")) // 2
