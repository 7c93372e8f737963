"""The few words of WordprocessingML that the templates are made of, as functions that give XML.

Widths and heights are in twips. Texts may hold template tags.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from tools.templates.look import ACCENT, CM

CASE = "☐"


@dataclass(frozen=True)
class Run:
    """A stretch of text in a character style."""

    text: str
    style: str

    def xml(self) -> str:
        style = f'<w:rPr><w:rStyle w:val="{self.style}"/></w:rPr>' if self.style else ""
        space = ' xml:space="preserve"' if self.text != self.text.strip() else ""
        return f"<w:r>{style}<w:t{space}>{escape(self.text)}</w:t></w:r>"


def strong(text: str) -> Run:
    return Run(text, "Strong")


def code(text: str) -> Run:
    return Run(text, "Code")


def alert(text: str) -> Run:
    return Run(text, "Alerte")


def small(text: str) -> Run:
    return Run(text, "Petit")


def box() -> Run:
    """A box to tick by hand."""
    return Run(CASE, "Case")


def field_box(name: str) -> Run:
    """A box to tick, that the context gives."""
    return Run(f"{{{{ {name} }}}}", "Case")


def para(*runs: Run | str, style: str = "Normal", layout: str = "") -> str:
    """A paragraph; `layout`: further paragraph properties, in the schema's order."""
    content = "".join((Run(run, "") if isinstance(run, str) else run).xml() for run in runs)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{layout}</w:pPr>{content}</w:p>'


KEEP_NEXT = "<w:keepNext/>"
CENTRED = '<w:jc w:val="center"/>'
RIGHT = '<w:jc w:val="right"/>'
PAGE_BREAK_BEFORE = "<w:pageBreakBefore/>"


def gap(layout: str = "") -> str:
    """An empty line between two tables, which Word would join otherwise."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Normal"/>{layout}'
        '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/></w:pPr></w:p>'
    )


@dataclass(frozen=True)
class Cell:
    """A cell: its paragraphs, and how it stands in the grid."""

    content: str
    width: int = 0
    span: int = 1
    fill: str = ""
    merge: str = ""
    """"restart" or "continue" of a vertical merge that is the same in every document."""
    align: str = ""
    rotated: bool = False

    def xml(self) -> str:
        return (
            "<w:tc><w:tcPr>"
            + (f'<w:tcW w:w="{self.width}" w:type="dxa"/>' if self.width else "")
            + (f'<w:gridSpan w:val="{self.span}"/>' if self.span > 1 else "")
            + (f'<w:vMerge w:val="{self.merge}"/>' if self.merge else "")
            + (f'<w:shd w:val="clear" w:color="auto" w:fill="{self.fill}"/>' if self.fill else "")
            + ('<w:textDirection w:val="btLr"/>' if self.rotated else "")
            + (f'<w:vAlign w:val="{self.align}"/>' if self.align else "")
            + f"</w:tcPr>{self.content}</w:tc>"
        )


def row(*cells: Cell, header: bool = False, height: int = 0, splits: bool = False) -> str:
    """A row; `height` is a least height. It stays whole unless `splits`."""
    return (
        "<w:tr><w:trPr>"
        + ("" if splits else "<w:cantSplit/>")
        + (f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else "")
        + ("<w:tblHeader/>" if header else "")
        + f"</w:trPr>{''.join(cell.xml() for cell in cells)}</w:tr>"
    )


def tag_row(tag: str, columns: int) -> str:
    """A row that is nothing but a {%tr … %} tag."""
    return row(Cell(para(tag, style="Cellule"), span=columns))


def whole_or_split(condition: str, *cells: Cell) -> tuple[str, ...]:
    """The rows that give a row kept whole, or where `condition` holds one that may break.

    LibreOffice cuts off what a row kept whole has below the page.
    """
    return (
        tag_row(f"{{%tr if {condition} %}}", len(cells)),
        row(*cells, splits=True),
        tag_row("{%tr else %}", len(cells)),
        row(*cells),
        tag_row("{%tr endif %}", len(cells)),
    )


def tag_cell(tag: str, width: int) -> Cell:
    """A cell that is nothing but a {%tc … %} tag."""
    return Cell(para(tag, style="Cellule"), width)


def tag(text: str, style: str = "Cellule") -> str:
    """A paragraph that is nothing but a {%p … %} tag."""
    return para(text, style=style)


def table(widths: Sequence[int], *rows: str, caption: str, ruled: bool = True) -> str:
    """A table of fixed column widths; `caption` is its alternative text."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    style = "Grille" if ruled else "TableNormal"
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escape(caption, {chr(34): "&quot;"})}"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def header_cell(text: str, width: int, *, span: int = 1, align: str = "center") -> Cell:
    """A heading cell, white on the accent colour."""
    return Cell(para(text, style="CelluleEntete"), width, span=span, fill=ACCENT, align=align)


def field(instruction: str) -> str:
    """A field (PAGE, NUMPAGES) with a placeholder result, as a run."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def logo(layout: str = RIGHT, *, identifier: int = 1) -> str:
    """A paragraph with the frame the school's logo is fitted into: 4.2 cm by 1.6 cm."""
    width, height = 1_512_000, 576_000  # EMU
    return (
        f'<w:p><w:pPr><w:pStyle w:val="Normal"/><w:spacing w:after="0"/>{layout}</w:pPr><w:r>'
        "<w:drawing>"
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{identifier}" name="Logo" descr="logo"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="logo.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip r:embed="rIdLogo"/><a:stretch><a:fillRect/></a:stretch>'
        "</pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def cm(*centimetres: float) -> list[int]:
    """Centimetres as twips."""
    return [round(value * CM) for value in centimetres]


def activities(name: str) -> str:
    """A list of activities with their tasks, as paragraphs."""
    return (
        tag(f"{{%p for activite in {name} %}}", "Normal")
        + para("{{ activite.texte }}", style="ListBullet")
        + tag("{%p for tache in activite.taches %}", "Normal")
        + para("– {{ tache }}", style="Alinea", layout='<w:ind w:left="567"/>')
        + tag("{%p endfor %}", "Normal")
        + tag("{%p endfor %}", "Normal")
    )


def contents(width: int, *, title: str = "Sommaire", layout: str = "") -> str:
    """The table of contents: its title, which is no entry of it, and its place.

    The page numbers stand at `width`, to the right; the engine makes an entry for each heading.
    `layout`: further properties of the title.
    """
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    heading = para(title, style="TOCHeading", layout=layout)
    return heading + para("{{ sommaire() }}", style="TOC1", layout=tabs)


def filed_text(lines: str, style: str, *before: Run | str, tags: str = "Cellule") -> str:
    """The paragraphs of a filed text, those with a bullet hanging from it; `before` each of them.

    `tags`: the style of the paragraphs that hold the tags.
    """
    return (
        tag(f"{{%p for alinea in {lines} %}}", tags)
        + tag("{%p if alinea.startswith('•') %}", tags)
        + para(*before, "{{ alinea }}", style=f"{style}Puce")
        + tag("{%p else %}", tags)
        + para(*before, "{{ alinea }}", style=style)
        + tag("{%p endif %}", tags)
        + tag("{%p endfor %}", tags)
    )
