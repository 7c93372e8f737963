"""What loops leave behind, put right: empty containers and ids that were copied."""

from itertools import count

from lxml import etree

from assembler.fill.wordml import TBL, TC, TR, WP, P, W

_STORIES = (W + "hdr", W + "ftr", W + "footnote", W + "endnote", W + "txbxContent")
_FIRST_FREE = {"docPr": 1001, "bookmark": 1, "sdt": 1_000_001}

Ids = set[tuple[str, str]]
"""Ids in use in a document: (kind, id); also the names of bookmarks, as kind "name"."""


def fill_empty(root: etree._Element) -> None:
    """Give each cell its last paragraph; drop rows without cells and tables without rows.

    A loop over nothing leaves them, and Word offers to repair a file that holds them.
    """
    for row in [row for row in root.iter(TR) if next(row.iter(TC), None) is None]:
        _remove(row)
    for table in [table for table in root.iter(TBL) if next(table.iter(TR), None) is None]:
        _remove(table)
    for cell in root.iter(TC):
        if len(cell) == 0 or not ends_with_paragraph(cell):
            etree.SubElement(cell, P)
    for story in root.iter(*_STORIES):
        if len(story) == 0:
            etree.SubElement(story, P)


def ends_with_paragraph(container: etree._Element) -> bool:
    """Whether the last block is a paragraph, perhaps inside a control (bookmarks don't count)."""
    for child in container.iterchildren(P, TBL, W + "sdt", reversed=True):
        if child.tag == P:
            return True
        content = child.find(W + "sdtContent")
        return content is not None and ends_with_paragraph(content)
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


def renew_ids(root: etree._Element, taken: Ids) -> None:
    """Make the ids of a rendered part unique in the document; `taken` grows by them.

    The first with an id keeps it, copies get the next free one. A copied bookmark is dropped:
    its name leads to the first.
    """
    for drawing in root.iter(WP + "docPr"):
        drawing.set("id", _claim("docPr", drawing.get("id", ""), taken))
    for control in root.iterfind(f".//{W}sdtPr/{W}id"):
        control.set(W + "val", _claim("sdt", control.get(W + "val", ""), taken))
    _renew_bookmarks(root, taken)


def _claim(kind: str, wanted: str, taken: Ids) -> str:
    free = wanted
    if not wanted or (kind, wanted) in taken:
        free = next(str(n) for n in count(_FIRST_FREE[kind]) if (kind, str(n)) not in taken)
    taken.add((kind, free))
    return free


def _renew_bookmarks(root: etree._Element, taken: Ids) -> None:
    open_: dict[str, str] = {}
    for mark in list(root.iter(W + "bookmarkStart", W + "bookmarkEnd")):
        old = mark.get(W + "id", "")
        if mark.tag == W + "bookmarkEnd":
            if old in open_:
                mark.set(W + "id", open_.pop(old))
            else:
                _remove(mark)
        elif ("name", mark.get(W + "name", "")) in taken:
            _remove(mark)
        else:
            taken.add(("name", mark.get(W + "name", "")))
            open_[old] = _claim("bookmark", old, taken)
            mark.set(W + "id", open_[old])
