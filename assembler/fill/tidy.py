"""What loops leave behind, put right: empty containers and ids that were copied."""

from collections.abc import Iterator, Mapping
from itertools import count

from lxml import etree

from assembler.fill.wordml import TBL, TC, TR, WP, P, W, selector

_STORIES = (W + "hdr", W + "ftr", W + "footnote", W + "endnote", W + "txbxContent")
_FIRST_FREE = {"docPr": 1001, "bookmark": 1, "sdt": 1_000_001}

Ids = set[tuple[str, str]]
"""Ids in use in a document: (kind, id); also the names of bookmarks, as kind "name"."""
FrozenIds = frozenset[tuple[str, str]]

rows_without_cells = selector("//w:tr[not(.//w:tc)]")
tables_without_rows = selector("//w:tbl[not(.//w:tr)]")
_suspect_cells = selector("//w:tc[not(*[last()]/self::w:p)]")

_REQUIRED_LAST = {TC: P, TR: TC, TBL: TR, **dict.fromkeys(_STORIES, P)}


def is_tidy(root: etree._Element) -> bool:
    """Whether `fill_empty` has certainly nothing to do: the quick answer for nearly all parts."""
    return all(
        len(element) > 0 and element[-1].tag == _REQUIRED_LAST[element.tag]
        for element in root.iter(*_REQUIRED_LAST)
    )


def fill_empty(root: etree._Element) -> None:
    """Give each cell its last paragraph; drop rows without cells and tables without rows.

    A loop over nothing leaves them, and Word offers to repair a file that holds them.
    """
    for row in rows_without_cells(root):
        _remove(row)
    for table in tables_without_rows(root):
        _remove(table)
    for cell in open_cells(root):
        etree.SubElement(cell, P)
    for story in empty_stories(root):
        etree.SubElement(story, P)


def empty_stories(root: etree._Element) -> list[etree._Element]:
    """Headers, footers, notes and text boxes without a paragraph."""
    return [story for story in root.iter(*_STORIES) if len(story) == 0]


def open_cells(root: etree._Element) -> list[etree._Element]:
    """The cells that do not end with a paragraph, which Word requires."""
    return [cell for cell in _suspect_cells(root) if not _ends_with_paragraph(cell)]


def _ends_with_paragraph(container: etree._Element) -> bool:
    """Whether the last block is a paragraph, perhaps inside a control (bookmarks don't count)."""
    for child in container.iterchildren(P, TBL, W + "sdt", reversed=True):
        if child.tag == P:
            return True
        content = child.find(W + "sdtContent")
        return content is not None and _ends_with_paragraph(content)
    return False


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def ids_of(root: etree._Element) -> Ids:
    """The ids that a part uses."""
    docpr = {("docPr", e.get("id", "")) for e in root.iter(WP + "docPr")}
    sdt = {("sdt", e.get(W + "val", "")) for e in root.iterfind(f".//{W}sdtPr/{W}id")}
    starts = list(root.iter(W + "bookmarkStart"))
    bookmarks = {("bookmark", e.get(W + "id", "")) for e in starts}
    return docpr | sdt | bookmarks | {("name", e.get(W + "name", "")) for e in starts}


def renew_ids(root: etree._Element, taken: Ids) -> bool:
    """Make the ids of a rendered part unique in the document; `taken` grows by them.

    The first with an id keeps it, copies get the next free one. A copied bookmark is dropped:
    its name leads to the first. Returns whether anything had to be changed.
    """
    changed = False
    free = {kind: count(first) for kind, first in _FIRST_FREE.items()}
    for kind, element, attribute in _numbered(root):
        old = element.get(attribute, "")
        new = _claim(kind, old, taken, free)
        element.set(attribute, new)
        changed |= new != old
    return _renew_bookmarks(root, taken, free) or changed


def _numbered(root: etree._Element) -> Iterator[tuple[str, etree._Element, str]]:
    for drawing in root.iter(WP + "docPr"):
        yield "docPr", drawing, "id"
    for control in root.iterfind(f".//{W}sdtPr/{W}id"):
        yield "sdt", control, W + "val"


def _claim(kind: str, wanted: str, taken: Ids, free: Mapping[str, Iterator[int]]) -> str:
    new = wanted
    if not wanted or (kind, wanted) in taken:
        new = next(str(n) for n in free[kind] if (kind, str(n)) not in taken)
    taken.add((kind, new))
    return new


def _renew_bookmarks(root: etree._Element, taken: Ids, free: Mapping[str, Iterator[int]]) -> bool:
    changed = False
    open_: dict[str, str] = {}
    for mark in list(root.iter(W + "bookmarkStart", W + "bookmarkEnd")):
        old = mark.get(W + "id", "")
        name = ("name", mark.get(W + "name", ""))
        is_start = mark.tag == W + "bookmarkStart"
        if (is_start and name in taken) or (not is_start and old not in open_):
            _remove(mark)
            changed = True
            continue
        if is_start:
            taken.add(name)
            open_[old] = _claim("bookmark", old, taken, free)
        new = open_[old] if is_start else open_.pop(old)
        mark.set(W + "id", new)
        changed |= new != old
    return changed
