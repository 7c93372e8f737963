"""The columns of a table, after loops and spans that change how many cells a row has.

Word and LibreOffice lay a table out by its grid, which the template drew for one turn of the loop.
docxtpl's own repair gives each added column the average width, at the end of the grid; here each
column gets the width of its cells in the template, scaled so that the table stays as wide as drawn.
"""

from itertools import accumulate, pairwise

from lxml import etree

from assembler.fill.wordml import TBL, TC, TR, W, integer

_Rows = list[list[tuple[etree._Element, int]]]
"""The cells of each row, with the number of columns each spans."""


def fix_grids(root: etree._Element) -> None:
    """Give each table whose rows no longer fit its grid one that they fit."""
    _order_spans(root)
    for table in root.iter(TBL):
        grid = table.find(W + "tblGrid")
        rows = _rows(table)
        count = max((sum(span for _, span in row) for row in rows), default=0)
        if grid is not None and count not in (0, len(grid)):
            _set_widths(grid, rows, _widths(table, grid, rows, count))


def _order_spans(root: etree._Element) -> None:
    """Put each span behind its cell's width, where the schema wants it; docxtpl puts it first."""
    for span in list(root.iter(W + "gridSpan")):
        before = [e for name in ("cnfStyle", "tcW") for e in span.itersiblings(W + name)]
        if before:
            before[-1].addnext(span)


def _rows(table: etree._Element) -> _Rows:
    return [
        [
            (cell, integer(cell.find(f"{W}tcPr/{W}gridSpan"), W + "val", 1))
            for cell in row.iterchildren(TC)
        ]
        for row in table.iterchildren(TR)
    ]


def _widths(table: etree._Element, grid: etree._Element, rows: _Rows, count: int) -> list[int]:
    """The width of each column: as the cells of a row without spans ask for, scaled."""
    asked = next(filter(None, (_asked(row) for row in rows if len(row) == count)), [1] * count)
    total = sum(integer(column, W + "w", 0) for column in grid)
    width = table.find(f"{W}tblPr/{W}tblW")
    if width is not None and width.get(W + "type") == "dxa":
        total = integer(width, W + "w", 0) or total
    edges = [round(total * edge / sum(asked)) for edge in accumulate(asked, initial=0)]
    return [right - left for left, right in pairwise(edges)]


def _asked(row: list[tuple[etree._Element, int]]) -> list[int]:
    """The widths that the cells of a row give; none where a cell spans columns or has no width."""
    widths = [integer(cell.find(f"{W}tcPr/{W}tcW"), W + "w", 0) for cell, _ in row]
    return widths if all(widths) and all(span == 1 for _, span in row) else []


def _set_widths(grid: etree._Element, rows: _Rows, widths: list[int]) -> None:
    for column in list(grid):
        grid.remove(column)
    for width in widths:
        etree.SubElement(grid, W + "gridCol", {W + "w": str(width)})
    for row in rows:
        start = 0
        for cell, span in row:
            _set_width(cell, sum(widths[start : start + span]))
            start += span


def _set_width(cell: etree._Element, width: int) -> None:
    properties = cell.find(W + "tcPr")
    if properties is None:
        properties = etree.Element(W + "tcPr")
        cell.insert(0, properties)
    old = properties.find(W + "tcW")
    if old is not None:
        properties.remove(old)
    place = int(len(properties) > 0 and properties[0].tag == W + "cnfStyle")
    properties.insert(place, etree.Element(W + "tcW", {W + "w": str(width), W + "type": "dxa"}))
