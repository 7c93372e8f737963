"""Cells that `{{ fusion(cle) }}` marked, merged with those above that have the same key."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from assembler.fill.marks import MERGE, MERGE_KEY
from assembler.fill.wordml import TBL, TC, TR, P, T, W, integer

_BEFORE_VMERGE = (W + "cnfStyle", W + "tcW", W + "gridSpan", W + "hMerge")


@dataclass(frozen=True)
class _Cell:
    element: etree._Element
    key: str
    columns: tuple[int, int]
    """First grid column and number of columns."""


def merge_cells(root: etree._Element) -> None:
    """Merge, in each table, consecutive rows whose cells in the same columns have equal keys."""
    keys = _take_keys(root)
    for table in dict.fromkeys(next(cell.iterancestors(TBL)) for cell in keys):
        _merge_table(table, keys)


def _take_keys(root: etree._Element) -> dict[etree._Element, str]:
    """Cell to key; the marks are taken out of the text, also of text outside any cell."""
    keys: dict[etree._Element, str] = {}
    for text in root.iter(T):
        words = text.text or ""
        if MERGE not in words:
            continue
        cell = next(text.iterancestors(TC), None)
        if cell is not None:
            keys[cell] = "\x1f".join(MERGE_KEY.findall(words))
        text.text = MERGE_KEY.sub("", words)
    return keys


def _merge_table(table: etree._Element, keys: dict[etree._Element, str]) -> None:
    above: dict[tuple[int, int], _Cell] = {}
    for row in table.iter(TR):
        if next(row.iterancestors(TBL)) is not table:
            continue
        here = {cell.columns: cell for cell in _cells(row, keys)}
        for columns, cell in here.items():
            if columns in above and above[columns].key == cell.key:
                _set_vmerge(above[columns].element, "restart")
                _set_vmerge(cell.element, "continue")
                _empty(cell.element)
        above = here


def _cells(row: etree._Element, keys: dict[etree._Element, str]) -> Iterator[_Cell]:
    column = integer(row.find(f"{W}trPr/{W}gridBefore"), W + "val", 0)
    for cell in row.iter(TC):
        if next(cell.iterancestors(TR)) is not row:
            continue
        span = integer(cell.find(f"{W}tcPr/{W}gridSpan"), W + "val", 1)
        if cell in keys:
            yield _Cell(cell, keys[cell], (column, span))
        column += span


def _set_vmerge(cell: etree._Element, value: str) -> None:
    properties = cell.find(W + "tcPr")
    if properties is None:
        properties = etree.Element(W + "tcPr")
        cell.insert(0, properties)
    merge = properties.find(W + "vMerge")
    if merge is None:
        merge = etree.Element(W + "vMerge", {W + "val": value})
        place = sum(child.tag in _BEFORE_VMERGE for child in properties)
        properties.insert(place, merge)


def _empty(cell: etree._Element) -> None:
    """Leave one paragraph without text, in the format of the cell's first one."""
    style = cell.find(f"{P}/{W}pPr")
    for child in [child for child in cell if child.tag != W + "tcPr"]:
        cell.remove(child)
    paragraph = etree.SubElement(cell, P)
    if style is not None:
        paragraph.append(deepcopy(style))
