"""A template part as Jinja source, and the way from a line of it back to a tag in Word."""

import re
from dataclasses import dataclass
from typing import Final

_PREFIX: Final = re.compile(r"(?:\{%|\{\{|\{#)(tr|tc|p|r)\s")


@dataclass(frozen=True)
class Tag:
    """A tag as the officer sees it, and the words for its place in Word."""

    text: str
    place: str

    @property
    def prefix(self) -> str:
        """What the tag takes the place of: tr, tc, p, r, or "" for nothing but itself."""
        match = _PREFIX.match(self.text)
        return match[1] if match else ""

    @property
    def word(self) -> str:
        """The statement's first word: for, endfor, if … ("" for what is no statement)."""
        match = re.match(r"\{%(?:(?:tr|tc|p|r)\s)?[-+]?\s*(\w+)", self.text)
        return match[1] if match else ""


class TagError(Exception):
    """A tag that can't be right, whatever the data: what is wrong, with which tag, what to do."""

    def __init__(self, what: str, tag: Tag, todo: str) -> None:
        super().__init__(what)
        self.what = what
        self.tag = tag
        self.todo = todo


@dataclass(frozen=True)
class Source:
    """Jinja source of a part; line n of it (from 2 on) begins inside the tag `lines[n - 2]`."""

    text: str
    lines: tuple[Tag | None, ...]

    def tag_at(self, line: int | None) -> Tag | None:
        """The tag that a Jinja error with this line number is about."""
        if line is None or not 2 <= line < len(self.lines) + 2:
            return None
        return self.lines[line - 2]

    def __add__(self, other: "Source") -> "Source":
        return Source(self.text + other.text, self.lines + other.lines)


@dataclass(frozen=True)
class PartSource:
    """A part as Jinja source, in pieces of one block (paragraph, table) or more, each of which
    closes what it opens; `head` and `tail` are what encloses them, without tags."""

    head: str
    pieces: tuple[Source, ...]
    tail: str
