"""How the workbook looks and prints: one place for colours, fonts and page setup."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

from assembler.model.classeur.layout import Column, Kind, Sheet

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.styles import Alignment, Border, Font, PatternFill
    from openpyxl.worksheet.worksheet import Worksheet

_INK, _GREY, _RULE, _PAPER = "1F3A5F", "9AA3AE", "C9D1DA", "FFFFFF"
_ATTENTION = "FFF2CC"
ATTENTION_TAB = "E0A100"
_FONT = "Calibri"
_A4_WIDTH = 200
"""Characters beyond which a table is too small to read on A4."""
_LINE, _MAX_HEIGHT = 15, 409
"""Heights in points: a line of the body, and the most a row can have."""


@dataclass(frozen=True)
class Style:
    """The few styles a workbook shares between its cells."""

    heading: Font
    heading_fill: PatternFill
    heading_alignment: Alignment
    body: Font
    strong: Font
    repeated: Font
    title: Font
    attention: PatternFill
    wrapped: Alignment
    centred: Alignment
    turned: Alignment
    rules: Border
    group_rules: Border


def make_style() -> Style:
    """The styles; openpyxl is loaded here."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    rule, group = Side("thin", _RULE), Side("thin", _INK)
    return Style(
        heading=Font(_FONT, 11, bold=True, color=_PAPER),
        heading_fill=PatternFill("solid", _INK),
        heading_alignment=Alignment("left", "center", wrap_text=True),
        body=Font(_FONT, 11),
        strong=Font(_FONT, 11, bold=True, color=_INK),
        repeated=Font(_FONT, 11, color=_GREY),
        title=Font(_FONT, 16, bold=True, color=_INK),
        attention=PatternFill("solid", _ATTENTION),
        wrapped=Alignment("left", "top", wrap_text=True),
        centred=Alignment("center", "top", wrap_text=True),
        turned=Alignment("center", "bottom", wrap_text=True, text_rotation=90),
        rules=Border(left=rule, right=rule, top=rule, bottom=rule),
        group_rules=Border(left=rule, right=rule, top=group, bottom=rule),
    )


def style_heading(cell: Cell, style: Style) -> None:
    """A heading: white on the one dark colour."""
    cell.font, cell.fill, cell.border = style.heading, style.heading_fill, style.rules
    cell.alignment = style.heading_alignment


def style_body(
    cell: Cell, column: Column, style: Style, *, first: bool = False, repeated: bool = False
) -> None:
    """A cell of the body. `first`: its row begins a competence; `repeated`: a key said again."""
    cell.font = style.repeated if repeated else style.body
    cell.border = style.group_rules if first else style.rules
    centred = column.kind in {Kind.NUMBER, Kind.FLAG} or column.key == "minutes"
    cell.alignment = style.centred if centred else style.wrapped
    if column.key == "epreuve_deduite" and cell.value:
        cell.fill = style.attention


def lay_out(worksheet: Worksheet, sheet: Sheet) -> None:
    """Widths, frozen heading, filter and printing of a table."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    rows = max(worksheet.max_row, 2)
    worksheet.freeze_panes = f"{get_column_letter(sheet.frozen + 1)}2"
    worksheet.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{rows}"
    for rank, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(rank)
        worksheet.column_dimensions[letter].width = column.width
        if column.kind is not Kind.NUMBER:
            # New rows, too: a spreadsheet makes a number of « 1.10 » and a date of « 1-2 ».
            worksheet.column_dimensions[letter].number_format = "@"
        if column.kind is Kind.FLAG:
            choice = DataValidation("list", formula1='"oui,non"', allow_blank=True)
            choice.showErrorMessage, choice.error = True, "Écrivez oui, ou laissez la case vide."
            choice.add(f"{letter}2:{letter}{rows + 500}")
            worksheet.add_data_validation(choice)
    set_page(worksheet, wide=sum(column.width for column in sheet.columns) > _A4_WIDTH)
    worksheet.print_title_rows = "1:1"


def fit_heights(worksheet: Worksheet, first: int = 1) -> None:
    """The height of each row from the lines its texts take; some programs do not see to it."""
    widths = [
        worksheet.column_dimensions[_letter(c)].width for c in range(1, worksheet.max_column + 1)
    ]
    for number, row in enumerate(worksheet.iter_rows(min_row=first, values_only=True), start=first):
        lines = max(
            (_lines(str(value), width) for value, width in zip(row, widths, strict=True) if value),
            default=1,
        )
        worksheet.row_dimensions[number].height = min(_LINE * lines + 3, _MAX_HEIGHT)


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)


def _lines(text: str, width: float) -> int:
    """The lines a wrapped text takes. A letter is a little narrower than the digits that count."""
    return sum(max(1, len(wrap(line, int(width * 1.1)))) for line in text.split("\n"))


def set_page(worksheet: Worksheet, *, wide: bool = False) -> None:
    """Landscape on A4 (A3 if `wide`), as wide as the table, sheet and page at the foot."""
    from openpyxl.worksheet.properties import PageSetupProperties

    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.paperSize = 8 if wide else 9
    worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight = 1, 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = worksheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom = 0.5, 0.6
    footer = worksheet.oddFooter
    assert footer is not None and footer.left is not None and footer.right is not None
    footer.left.text, footer.right.text = "&A", "&P / &N"
