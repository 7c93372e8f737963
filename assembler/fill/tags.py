"""The tags of a template part: where each stands in Word, and the part as Jinja source.

docxtpl's `patch_xml` turns a part into Jinja source, but rows and paragraphs that held a tag are
gone from it, and with them the way back to the place in Word. So each tag is marked with the
number of its place before patching, and afterwards gets a line of its own in the source: then the
line number in any Jinja error says which tag it was.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from docxtpl import DocxTemplate
from lxml import etree

from assembler.fill.marks import CUT, PLACE
from assembler.fill.source import PartSource, Source, Tag, TagError
from assembler.fill.wordml import BODY, TBL, TC, TR, P, T

_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_STRAY: Final = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_PLACE: Final = re.compile(f"{PLACE}([0-9]+){PLACE}")
_QUOTED_OR_HARD_SPACE: Final = re.compile("'[^']*'|\"[^\"]*\"|[\u00a0\u202f]")
_MERGES: Final = ("vm", "hm")
_HOLDER: Final = {"tr": TR, "tc": TC, "p": P}
_HOLDER_WORDS: Final = {"tr": "cette ligne", "tc": "cette cellule", "p": "ce paragraphe"}
_BOOKMARK: Final = re.compile('<w:bookmark(Start|End) [^>]*?w:id="([^"]*)"')
_OPENERS: Final = ("for", "if", "macro", "call", "filter", "with", "raw", "autoescape")


@dataclass(frozen=True)
class _Standing:
    """A tag and the paragraph it stands in, while the template's tree is at hand."""

    tag: Tag
    paragraph: etree._Element

    @property
    def holder(self) -> etree._Element:
        """The row, cell or paragraph that the tag replaces; its own paragraph if none."""
        kind = _HOLDER.get(self.tag.prefix)
        if kind is None or kind == P:
            return self.paragraph
        return next(self.paragraph.iterancestors(kind), self.paragraph)


def read_source(root: etree._Element, part: str) -> PartSource | None:
    """The Jinja source of a part (`part`: its French name); None when it holds no tag.

    Marks the tags in `root`. Raises `TagError`.
    """
    standing = _mark_tags(root, part)
    _check_company(standing)
    _check_balance(standing)
    tags = [one.tag for one in standing]
    _mark_cuts(root)
    xml = etree.tostring(root, encoding="unicode")
    if not tags and not _TAG.search(xml):
        return None
    patched: str = DocxTemplate(None).patch_xml(xml)
    head, *blocks, tail = re.sub(r"[\r\n]", " ", patched).split(CUT)
    return PartSource(head, tuple(_number_lines(text, tags) for text in _pieces(blocks)), tail)


# --- finding and marking ---------------------------------------------------------------------


def _mark_tags(root: etree._Element, part: str) -> list[_Standing]:
    tags: list[_Standing] = []
    places = Places(root, part)
    for paragraph in root.iter(P):
        nodes = own_texts(paragraph)
        text = "".join(node.text or "" for node in nodes)
        if not _STRAY.search(text):
            continue
        _refuse_stray(text, paragraph, places)
        found = list(_TAG.finditer(text))
        for number, match in reversed(list(enumerate(found, len(tags)))):
            _mark(nodes, match, number)
        tags += [_Standing(Tag(match[0], places.of(paragraph)), paragraph) for match in found]
    return tags


def own_texts(paragraph: etree._Element) -> list[etree._Element]:
    """The text nodes of a paragraph, without those of paragraphs inside it (text boxes)."""
    return [t for t in paragraph.iter(T) if next(t.iterancestors(P)) is paragraph]


def _refuse_stray(text: str, paragraph: etree._Element, places: "Places") -> None:
    rest = _TAG.sub("", text)
    stray = _STRAY.search(rest)
    if stray is None:
        return
    opened = stray[0].startswith("{")
    shown = rest[stray.start() :][:40] if opened else rest[: stray.end()][-40:]
    tag = Tag(shown.strip(), places.of(paragraph))
    what = "la balise n'est pas fermée" if opened else "la balise est fermée sans être ouverte"
    raise TagError(what, tag, "Une balise commence et finit dans le même paragraphe : {{ … }}.")


def _mark(nodes: list[etree._Element], match: "re.Match[str]", number: int) -> None:
    tag = match[0]
    # Word in French puts no-break spaces where one types spaces; in a tag they are just spaces.
    plain = _QUOTED_OR_HARD_SPACE.sub(lambda m: " " if len(m[0]) == 1 else m[0], tag)
    close = len(tag) - (3 if tag[-3] in "-+" else 2)
    offset = 0
    for node in nodes:
        text = node.text or ""
        start, end = match.start() - offset, match.end() - offset
        offset += len(text)
        if end <= 0 or start >= len(text):
            continue
        low, high = max(start, 0), min(end, len(text))
        piece = plain[low - start : high - start]
        cut = close - (low - start)
        if 0 <= cut < len(piece) and tag[2:-2].strip() not in _MERGES:
            piece = f"{piece[:cut]}{PLACE}{number}{PLACE}{piece[cut:]}"
        node.text = text[:low] + piece + text[high:]


class Places:
    """Words for where a paragraph stands: its table, row and column, or its number."""

    def __init__(self, root: etree._Element, part: str) -> None:
        self.part = part
        self._tables = {table: n for n, table in enumerate(root.iter(TBL), 1)}
        loose = (p for p in root.iter(P) if next(p.iterancestors(TC), None) is None)
        self._paragraphs = {paragraph: n for n, paragraph in enumerate(loose, 1)}

    def of(self, paragraph: etree._Element) -> str:
        cell = next(paragraph.iterancestors(TC), None)
        if cell is None:
            return f"{self.part}, paragraphe {self._paragraphs[paragraph]}"
        row = next(cell.iterancestors(TR))
        table = next(row.iterancestors(TBL))
        row_number = [r for r in table.iter(TR) if next(r.iterancestors(TBL)) is table].index(row)
        column = [c for c in row.iter(TC) if next(c.iterancestors(TR)) is row].index(cell)
        return (
            f"{self.part}, tableau {self._tables[table]}, "
            f"ligne {row_number + 1}, colonne {column + 1}"
        )


# --- checking ---------------------------------------------------------------------------------


def _check_company(tags: list[_Standing]) -> None:
    """A {%tr}, {%tc} or {%p} tag replaces its row, cell or paragraph: other tags there are lost."""
    company: dict[etree._Element, list[Tag]] = {}
    for one in tags:
        for element in (one.paragraph, *one.paragraph.iterancestors(TC, TR)):
            company.setdefault(element, []).append(one.tag)
    for one in tags:
        if one.tag.prefix not in _HOLDER:
            continue
        lost = next((other for other in company[one.holder] if other is not one.tag), None)
        if lost is not None:
            raise TagError(
                f"la balise remplace {_HOLDER_WORDS[one.tag.prefix]} en entier ; "
                f"« {lost.text} », qui s'y trouve aussi, serait perdue",
                one.tag,
                "Mettez chacune des deux balises à part.",
            )


def _check_balance(tags: list[_Standing]) -> None:
    """Each block is closed, by a tag of its own kind, at its own level of the document."""
    opened: list[_Standing] = []
    for one in tags:
        word = one.tag.word
        if word in _OPENERS:
            opened.append(one)
        elif word.startswith("end") and word[3:] in _OPENERS:
            _check_pair(opened.pop() if opened else None, one)
    if opened:
        start = opened[-1].tag
        end = f"{{%{start.prefix} end{start.word} %}}"
        raise TagError("la balise n'est jamais fermée", start, f"Ajoutez « {end} » à la fin.")


def _check_pair(start: _Standing | None, end: _Standing) -> None:
    if start is None:
        todo = "Retirez la balise, ou ajoutez celle qui ouvre."
        raise TagError("rien n'est à fermer ici", end.tag, todo)
    opener, closer = start.tag, end.tag
    if opener.word != closer.word[3:]:
        what = f"c'est « {opener.text} » qui est ouvert"
        raise TagError(what, closer, "Fermez d'abord ce qui est ouvert.")
    if opener.prefix != closer.prefix:
        raise TagError(
            f"la balise ferme « {opener.text} » ({opener.place}) sous une autre forme",
            closer,
            f"Écrivez « {{%{opener.prefix} {closer.word} %}} ».",
        )
    if opener.prefix in _HOLDER and start.holder.getparent() is not end.holder.getparent():
        raise TagError(
            f"la balise ferme « {opener.text} » ({opener.place}) à un autre endroit du document",
            closer,
            "Mettez les deux dans la même cellule, la même ligne ou le même tableau.",
        )


# --- cutting ----------------------------------------------------------------------------------


def _mark_cuts(root: etree._Element) -> None:
    """Mark the borders of the blocks: those of the body, or of a header, a list of notes …"""
    body = root.find(BODY)
    container = root if body is None else body
    container.text = CUT
    for block in container:
        block.tail = CUT


def _pieces(blocks: Iterable[str]) -> Iterator[str]:
    """The blocks, joined as long as a tag or a bookmark opened in one is not closed."""
    piece, opened = "", 0
    bookmarks: set[str] = set()
    for block in blocks:
        piece += block
        words = [Tag(text, "").word for text in _TAG.findall(block)]
        opened += sum(word in _OPENERS for word in words)
        opened -= sum(word.startswith("end") and word[3:] in _OPENERS for word in words)
        for kind, number in _BOOKMARK.findall(block):
            (bookmarks.add if kind == "Start" else bookmarks.discard)(number)
        if not opened and not bookmarks:
            yield piece
            piece = ""
    if piece:  # Word lives with a bookmark that never ends
        yield piece


# --- numbering --------------------------------------------------------------------------------


def _number_lines(patched: str, tags: list[Tag]) -> Source:
    lines: list[Tag | None] = []
    return Source("".join(_numbered(patched, tags, lines)), tuple(lines))


def _numbered(patched: str, tags: list[Tag], lines: list[Tag | None]) -> Iterator[str]:
    end = 0
    for match in _TAG.finditer(patched):
        marks = _PLACE.findall(match[0])
        # Tags that docxtpl adds (for vm, hm) belong to the place of the tag before.
        lines.append(tags[int(marks[0])] if marks else (lines[-1] if lines else None))
        tag = _PLACE.sub("", match[0])
        head = 3 if tag[2] in "-+" else 2
        yield patched[end : match.start()]
        yield f"{tag[:head]}\n{tag[head:]}"
        end = match.end()
    yield patched[end:]
