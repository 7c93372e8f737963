"""A table of contents, written out: `{{ sommaire() }}` alone in a paragraph.

An entry for each heading of the document, whatever loop it comes from: its words, a link, and a
PAGEREF field without result. Word shows the page numbers once its fields are renewed (F9, or
printing) and asks for nothing at opening; LibreOffice computes them for each PDF. So no number
stands in a document that its reader's own layout could belie, and the same inputs give the same
bytes, with or without LibreOffice.

Not inside a TOC field: LibreOffice takes that for plain text, and numbers nothing in it.
"""

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Final

from lxml import etree

from assembler.fill.archive import Chunk, deflate_chunk
from assembler.fill.marks import CONTENTS_LEVELS, without_marks
from assembler.fill.tidy import FrozenIds
from assembler.fill.wordml import T, W, integer, selector

_BODY_TEXT: Final = 9
_KEPT: Final = 32
_ENTRY: Final = re.compile(r"toc (\d)")
_PARAGRAPH: Final = re.compile(rb"<w:p[ >]")
_PROPERTIES: Final = re.compile(rb"<w:pPr>.*?</w:pPr>", re.DOTALL)
_TEXT: Final = re.compile(rb"<w:t(?: [^>]*)?>[^<]*[^<\s]")

_paragraph_styles = selector("//w:style[@w:type='paragraph']")


@dataclass(frozen=True)
class Heading:
    """A heading of a document, and the bookmark that leads to it."""

    level: int
    text: str
    bookmark: str


@dataclass(frozen=True)
class Outline:
    """The styles of a template that make a table of contents."""

    headings: Mapping[str, int]
    """Style id of a heading → its level, from 1."""
    entries: Mapping[int, str]
    """Level → style id of its entries, for the levels that have such a style."""
    _kept: dict[tuple[int, str, tuple[Heading, ...]], Chunk] = field(
        default_factory=dict, repr=False
    )
    """The tables of contents written lately: most documents of a run share one."""

    def heads(self, xml: str) -> bool:
        """Whether a printed part may have a heading: the quick answer for those that have none."""
        return any(f'w:val="{style}"' in xml for style in self.headings)

    def written(self, place: "Contents", headings: tuple[Heading, ...]) -> Chunk:
        """The entries in that place; an empty paragraph when there are no headings."""
        asked = (place.levels, place.format, headings)
        chunk = self._kept.get(asked)
        if chunk is None:
            if len(self._kept) == _KEPT:
                del self._kept[next(iter(self._kept))]
            chunk = deflate_chunk("".join(self._entries(place, headings)).encode())
            self._kept[asked] = chunk
        return chunk

    def _entries(self, place: "Contents", headings: Sequence[Heading]) -> Iterator[str]:
        shown = [heading for heading in headings if heading.level <= place.levels]
        if not shown:
            yield f"<w:p>{place.format}</w:p>"
        for heading in shown:
            style = self.entries.get(heading.level)
            yield (
                f'<w:p>{_styled(place.format, style)}<w:hyperlink w:anchor="{heading.bookmark}" '
                'w:history="1"><w:r><w:t xml:space="preserve">'
                f"{escape(heading.text, quote=False)}</w:t></w:r>"
                '<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
                f'<w:r><w:instrText xml:space="preserve"> PAGEREF {heading.bookmark} \\h '
                '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:hyperlink></w:p>'
            )

    @classmethod
    def of(cls, styles: etree._Element | None) -> "Outline":
        """From the styles part. A heading is a style with an outline level, its own or that of the
        style it is based on; the styles of entries bear Word's own names, English everywhere."""
        found = [] if styles is None else list(_paragraph_styles(styles))
        named = {one: style for style in found if (one := style.get(W + "styleId"))}
        headings = {one: level for one in named if (level := _level(named, one)) is not None}
        entries = {int(m[1]): one for one in named if (m := _ENTRY.match(_name(named[one])))}
        return cls(headings, entries)


def _level(styles: Mapping[str, etree._Element], identifier: str) -> int | None:
    """The outline level of a style, from 1; None for body text."""
    seen: set[str] = set()
    while identifier in styles and identifier not in seen:
        seen.add(identifier)
        style = styles[identifier]
        level = style.find(f"{W}pPr/{W}outlineLvl")
        if level is not None:
            value = integer(level, W + "val", _BODY_TEXT)
            return value + 1 if value < _BODY_TEXT else None
        based = style.find(W + "basedOn")
        identifier = "" if based is None else based.get(W + "val", "")
    return None


def _name(style: etree._Element) -> str:
    name = style.find(W + "name")
    return "" if name is None else name.get(W + "val", "").casefold()


@dataclass(frozen=True)
class Contents:
    """The place of a table of contents inside what a segment printed."""

    levels: int
    """How many levels of headings it lists."""
    format: str
    """The paragraph properties of its place, as XML: those of the entries, but for the style."""
    after: Chunk
    """What the segment printed behind it."""


def _styled(properties: str, style: str | None) -> str:
    if style is None:
        return properties
    bare = re.sub(r"<w:pStyle [^>]*/>", "", properties)
    return bare.replace("<w:pPr>", f'<w:pPr><w:pStyle w:val="{style}"/>', 1)


_styled_paragraphs = selector("//w:p[w:pPr/w:pStyle]")


def mark_headings(root: etree._Element, outline: Outline, taken: FrozenIds) -> list[Heading]:
    """Give each heading of a printed part a bookmark whose name is not `taken`."""
    used = {name for kind, name in taken if kind == "name"}
    headings = []
    for paragraph in _styled_paragraphs(root):
        level = outline.headings.get(_style(paragraph))
        if level is not None and (text := _text(paragraph)):
            bookmark = _free_name(text, used)
            used.add(bookmark)
            _enclose(paragraph, bookmark)
            headings.append(Heading(level, text, bookmark))
    return headings


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(W + "val", "")


def _text(paragraph: etree._Element) -> str:
    runs = paragraph.iter(T, W + "tab", W + "br")
    words = "".join((run.text or "") if run.tag == T else " " for run in runs)
    return " ".join(words.split(" ")).strip()


def _free_name(text: str, used: set[str]) -> str:
    """Named after its words, so that segments printed apart seldom claim the same name. Word hides
    bookmarks that begin so."""
    number = zlib.crc32(text.encode())
    while (name := f"_Toc{number:010}") in used:
        number += 1
    return name


def _enclose(paragraph: etree._Element, bookmark: str) -> None:
    """The ids are empty: `renew_ids` gives them."""
    start = etree.Element(W + "bookmarkStart", {W + "id": "", W + "name": bookmark})
    properties = paragraph.find(W + "pPr")
    paragraph.insert(0 if properties is None else 1, start)
    etree.SubElement(paragraph, W + "bookmarkEnd", {W + "id": ""})


def split_at_contents(printed: bytes) -> tuple[bytes, Contents | None]:
    """What stands before the first paragraph that asks for a table of contents, and that place.

    What else the paragraph says stays, above the entries.
    """
    asked = CONTENTS_LEVELS.search(printed)
    if asked is None:
        return printed, None
    start = max(found.start() for found in _PARAGRAPH.finditer(printed, 0, asked.start()))
    end = printed.index(b"</w:p>", asked.end()) + len(b"</w:p>")
    paragraph = CONTENTS_LEVELS.sub(b"", printed[start:end])
    properties = _PROPERTIES.search(paragraph)
    contents = Contents(
        levels=int(asked[1]),
        format=properties[0].decode() if properties else "<w:pPr></w:pPr>",
        after=deflate_chunk(without_marks(printed[end:])),
    )
    return printed[:start] + (paragraph if _TEXT.search(paragraph) else b""), contents
