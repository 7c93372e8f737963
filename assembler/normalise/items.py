"""A cell's paragraphs told apart: competences in one cell, criteria in one cell, tasks in one cell.

By code where codes are printed, else by bullet, else by paragraph.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assembler.extract import Line, Paragraph
from assembler.extract.wording import bullet_of, join_lines
from assembler.normalise.codes import Code, read_code

CODED = 0.6
"""A column is coded when this share of its cells begins with a code."""

DEEPER = 0.8
"""A bullet that stands further right than the others, by this share of its size, is under them."""


@dataclass(frozen=True)
class Item:
    """A text of its own, with its code, the lines it stands on, and its sub-items."""

    text: str
    lines: tuple[Line, ...]
    code: Code | None = None
    under: tuple["Item", ...] = ()

    @property
    def page(self) -> int:
        return self.lines[0].box.page

    @property
    def place(self) -> tuple[int, float]:
        """Where it begins: page, and height from the top of the page."""
        return self.page, self.lines[0].box.top


@dataclass(frozen=True)
class Coding:
    """How the codes of a column look: none, or the prefix most of them have."""

    prefixes: frozenset[str]
    coded: bool

    def code_of(self, text: str) -> Code | None:
        """The code a paragraph begins with, when it is one of the column's kind."""
        if not self.coded:
            return None
        code = read_code(text[len(bullet_of(text)) :])
        if code is None:
            return None
        # One code out of forty lacks its letters (« 2.c.3 »): its numbers tell it all the same.
        known = code.prefix in self.prefixes or (not code.prefix and len(code.key) > 1)
        return code if known else None


def coding_of(cells: Iterable[Sequence[Paragraph]]) -> Coding:
    """The coding of a column, from the first paragraph of each of its cells."""
    firsts = [cell[0].text for cell in cells if cell]
    found = [code for text in firsts if (code := read_code(text[len(bullet_of(text)) :]))]
    prefixes = Counter(code.prefix for code in found)
    coded = bool(firsts) and len(found) >= CODED * len(firsts)
    return Coding(frozenset(p for p, n in prefixes.items() if n * 10 >= len(found)), coded)


def split_coded(
    paragraphs: Sequence[Paragraph], coding: Coding
) -> list[tuple[Code | None, list[Paragraph]]]:
    """The paragraphs gathered behind the codes they begin with; what comes first may have none."""
    groups: list[tuple[Code | None, list[Paragraph]]] = []
    for paragraph in _cut_at_codes(paragraphs, coding):
        code = coding.code_of(paragraph.text)
        if code is not None or not groups:
            groups.append((code, [paragraph]))
        else:
            groups[-1][1].append(paragraph)
    return groups


def _cut_at_codes(paragraphs: Sequence[Paragraph], coding: Coding) -> Iterable[Paragraph]:
    """Paragraphs cut where a line begins with a code of the column: nothing else parts them."""
    for paragraph in paragraphs:
        start = 0
        for number, line in enumerate(paragraph.lines):
            if number == 0:
                continue
            code = coding.code_of(line.text)
            if code and code.prefix and (code.separated or len(code.key) > 1):
                yield Paragraph(paragraph.lines[start:number])
                start = number
        yield Paragraph(paragraph.lines[start:])


def item(paragraphs: Sequence[Paragraph], code: Code | None = None) -> Item:
    """Some paragraphs as one item: one text, bullet and code taken off."""
    text = join_lines([one.text for one in paragraphs])
    text = text[len(bullet_of(text)) :]
    if code is not None:
        read = read_code(text)
        text = read.rest if read else text
    return Item(text, tuple(line for one in paragraphs for line in one.lines), code)


def split_items(paragraphs: Sequence[Paragraph], coding: Coding) -> list[Item]:
    """The items of a cell of criteria, tasks …: coded, bulleted, or a paragraph each."""
    if coding.coded and any(coding.code_of(p.text) for p in _cut_at_codes(paragraphs, coding)):
        return [_coded_item(code, group) for code, group in split_coded(paragraphs, coding)]
    return _bulleted(paragraphs)


def _coded_item(code: Code | None, group: Sequence[Paragraph]) -> Item:
    """A coded text; bullets behind it are its sub-items."""
    head = [one for n, one in enumerate(group) if n == 0 or not bullet_of(one.text)]
    under = [item([one]) for n, one in enumerate(group) if n > 0 and bullet_of(one.text)]
    whole = item(head, code)
    lines = tuple(line for one in group for line in one.lines)
    return Item(whole.text, lines, code, tuple(under))


def _bulleted(paragraphs: Sequence[Paragraph]) -> list[Item]:
    bulleted = [one for one in paragraphs if bullet_of(one.text)]
    if not bulleted:
        return [item([one]) for one in paragraphs]
    outer = _outer_bullet(bulleted)
    margin = min(one.lines[0].box.x0 for one in bulleted)
    items: list[Item] = []
    for paragraph in paragraphs:
        bullet = bullet_of(paragraph.text).strip()
        line = paragraph.lines[0]
        deeper = line.box.x0 - margin > DEEPER * line.size
        if bullet and items and (bullet != outer or deeper or _announces(items[-1], paragraphs)):
            items[-1] = _with_under(items[-1], item([paragraph]))
        else:
            items.append(item([paragraph]))
    return items


def _announces(one: Item, paragraphs: Sequence[Paragraph]) -> bool:
    """Is the item a line without a bullet of its own, that announces those which follow: by a
    colon, or in bold type over a list that is not?"""
    own = next((p for p in paragraphs if p.lines[0] == one.lines[0]), None)
    if own is None or bullet_of(own.text):
        return False
    listed = [p for p in paragraphs if bullet_of(p.text)]
    return one.text.endswith(":") or (own.bold and not any(p.bold for p in listed))


def _outer_bullet(bulleted: Sequence[Paragraph]) -> str:
    """The bullet of the outer level: the one that stands furthest to the left."""
    left = min(bulleted, key=lambda one: round(one.lines[0].box.x0))
    return bullet_of(left.text).strip()


def _with_under(outer: Item, inner: Item) -> Item:
    return Item(outer.text, outer.lines + inner.lines, outer.code, (*outer.under, inner))
