"""The structure tree of a tagged PDF, as evidence for rows and cells cut by a page.

Read from the catalogue (ISO 32000-1, 14.7): each marked content of a page belongs to an element,
and the table rows and cells among them are what is kept. Producers differ: LibreOffice and Chromium
keep a row cut by a page as one TR; others may not. So it is evidence, and only that.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral
from pdfplumber.pdf import PDF

MAX_ELEMENTS = 500_000
"""A tree larger than this is not read: it would cost more than it tells."""

_Entry: TypeAlias = "tuple[object, int | None, int | None, object]"


@dataclass(frozen=True)
class Tags:
    """For each page (its object number) and each marked content: the row and the cell it is in.

    Rows and cells are numbered as they are met; content outside of tables is absent.
    """

    places: Mapping[tuple[int, int], tuple[int, int]]

    def of(self, page: object, mcid: object) -> tuple[int, int] | None:
        """(row, cell) of a marked content of a page; None when the tree does not say."""
        if not isinstance(page, int) or not isinstance(mcid, int):
            return None
        return self.places.get((page, mcid))


def read_tags(pdf: PDF) -> Tags:
    """The rows and cells of the tree; empty when there is none, or when it is broken."""
    try:
        return Tags(_walk(resolve1(pdf.doc.catalog.get("StructTreeRoot"))))
    except Exception:
        # A tree is never needed: a damaged one is as good as none.
        return Tags({})


def _walk(root: object) -> dict[tuple[int, int], tuple[int, int]]:
    places: dict[tuple[int, int], tuple[int, int]] = {}
    if not isinstance(root, dict):
        return places
    roles = resolve1(root.get("RoleMap")) or {}
    seen: set[int] = set()
    # (element, row, cell, page reference inherited)
    stack: list[_Entry] = [(root.get("K"), None, None, None)]
    count = 0
    while stack:
        node, row, cell, page = stack.pop()
        if isinstance(node, PDFObjRef):
            if node.objid in seen:
                continue
            seen.add(node.objid)
        node = resolve1(node)
        count += 1
        if count > MAX_ELEMENTS:
            return {}
        if isinstance(node, list):
            stack += [(child, row, cell, page) for child in node]
        elif isinstance(node, int):
            _note(places, page, node, row, cell)
        elif isinstance(node, dict):
            page = node.get("Pg", page)
            kind = _kind(node, roles)
            if "MCID" in node:
                _note(places, page, node["MCID"], row, cell)
            if kind == "TR":
                row, cell = count, None
            elif kind in ("TD", "TH") and row is not None:
                cell = count
            stack.append((node.get("K"), row, cell, page))
    return places


def _note(
    places: dict[tuple[int, int], tuple[int, int]],
    page: object,
    mcid: object,
    row: int | None,
    cell: int | None,
) -> None:
    mcid = resolve1(mcid)
    if isinstance(page, PDFObjRef) and isinstance(mcid, int) and row is not None:
        places[page.objid, mcid] = (row, cell or 0)


def _kind(node: dict[str, object], roles: object) -> str:
    kind = resolve1(node.get("S"))
    mapped = _name(resolve1(roles.get(_name(kind)))) if isinstance(roles, dict) else ""
    return mapped if mapped in ("TR", "TD", "TH") else _name(kind)


def _name(literal: object) -> str:
    if not isinstance(literal, PSLiteral):
        return ""
    return literal.name if isinstance(literal.name, str) else literal.name.decode("latin-1")
