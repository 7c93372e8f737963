"""What the papers of a jury share: their head, rows of labels, places to sign."""

from collections.abc import Sequence

from tools.templates.look import ACCENT_PALE
from tools.templates.wordml import (
    KEEP_NEXT,
    Cell,
    cm,
    header_cell,
    logo,
    para,
    row,
    strong,
    table,
)


def head(title: str, widths: Sequence[float]) -> str:
    """The title of the paper over the exact title of the certification, the logo beside them."""
    texts, picture = cm(*widths)
    return table(
        (texts, picture),
        row(
            Cell(
                para(title, style="Title") + para("{{ certification.intitule }}", style="Subtitle"),
                texts,
            ),
            Cell(logo(), picture, align="center"),
        ),
        caption="Titre et logo",
        ruled=False,
    )


def label(text: str, width: int, *, align: str = "", layout: str = "") -> Cell:
    """A cell that says what stands beside it."""
    content = para(strong(text), style="Cellule", layout=layout)
    return Cell(content, width, fill=ACCENT_PALE, align=align)


def pair(text: str, value: str, widths: Sequence[int]) -> list[Cell]:
    """A label and the cell beside it."""
    return [label(text, widths[0]), Cell(para(value, style="Cellule"), widths[1])]


def headings(titles: Sequence[str], widths: Sequence[int]) -> str:
    """The heading row of a table."""
    cells = (header_cell(title, width) for title, width in zip(titles, widths, strict=True))
    return row(*cells, header=True)


def to_fill(label_text: str, hint: str, value: str, widths: Sequence[int], height: float) -> str:
    """A row to write in, of so many centimetres, kept with what follows."""
    said = para(strong(label_text), style="Cellule", layout=KEEP_NEXT)
    hinted = para(hint, style="Note", layout=KEEP_NEXT) if hint else ""
    return row(
        Cell(said + hinted, widths[0], fill=ACCENT_PALE),
        Cell(para(value, style="Cellule", layout=KEEP_NEXT), widths[1]),
        height=cm(height)[0],
    )


def empty_rows(number: int, widths: Sequence[int], height: float) -> list[str]:
    """Rows to fill in by hand, of so many centimetres."""
    cells = [Cell(para(style="Cellule"), width) for width in widths]
    return [row(*cells, height=cm(height)[0])] * number
