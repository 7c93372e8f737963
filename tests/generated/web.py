"""Documents as HTML pages."""

import re
from collections.abc import Iterator
from html import escape

from tests.generated.paper import (
    RAISED,
    Block,
    Cell,
    Document,
    Look,
    Para,
    Prose,
    Table,
    Title,
    Turn,
    with_soft_hyphens,
)

_BULLETED = re.compile(r'<p class="bullet"([^>]*)><span>[^<]*</span>(.*?)</p>')


def write_html(document: Document) -> bytes:
    """The page of a document."""
    body = "\n".join(_blocks(document))
    if document.look.glyphs == "raised":
        body = RAISED.sub(lambda found: f"<sup>{found[0]}</sup>", body)
    if document.look.glyphs == "white":
        body = re.sub(r"(?<=<p>)([^<]+)(?=</p></td>)", r'\1<span class="white">\1</span>', body)
    if document.look.lists:
        body = _BULLETED.sub(r"<ul\1><li>\2</li></ul>", body)
    if document.look.glyphs == "hyphens":
        body = re.sub(r">([^<]+)", lambda found: ">" + with_soft_hyphens(found[1]), body)
    return (
        '<!DOCTYPE html><html lang="fr"><meta charset="utf-8"><title>Référentiel</title>'
        f"<style>{_style(document.look)}</style>{body}</html>"
    ).encode()


def _style(look: Look) -> str:
    kept = "tr {break-inside: avoid}" if look.breaks == "rows" else "tr {break-inside: auto}"
    line = {"dashes": "dashed", "lines": "solid", "rects": "solid", "fills": "solid"}[look.rules]
    open_or_not = "slice" if look.open_breaks else "clone"
    align = "justify" if look.justified else "left"
    more = "th {border: none}" if look.shaded_heading else ""
    more += "b {letter-spacing: 2pt}" if look.glyphs == "spaced" else ""
    return f"""
@page {{size: A4 {"landscape" if look.landscape else "portrait"}; margin: 14mm 13mm}}
@page wide {{size: A4 landscape}} @page high {{size: A4 portrait}}
.wide {{page: wide}} .high {{page: high}}
body {{font: {look.size}pt/1.25 Carlito; margin: 0; hyphens: manual}}
table {{border-collapse: collapse; width: 100%; table-layout: fixed; margin: 6pt 0;
  box-decoration-break: {open_or_not}}}
td, th {{border: 0.6pt {line} #000; vertical-align: top; text-align: left; padding: 3pt;
  font-weight: normal; -webkit-print-color-adjust: exact}}
tbody.head {{break-inside: avoid}}
p {{margin: 0; orphans: 1; widows: 1; text-align: {align}}}
h2 {{font-size: 1.2em; break-after: avoid}}
{kept}
p.bullet {{padding-left: 9pt; text-indent: -9pt}} p.bullet span {{display: inline-block; width: 9pt;
  text-indent: 0; font-family: "DejaVu Sans"; font-size: 0.8em}}
ul {{margin: 0; padding-left: 10pt}} sup {{line-height: 0}}
td.middle {{vertical-align: middle}}
.rotated p {{writing-mode: vertical-rl; transform: rotate(180deg); white-space: nowrap}}
{more} .white {{color: #fff; font-size: 0.5em; display: block}}
.sign {{font-family: "DejaVu Sans"}}
.tick {{display: inline-block; width: 8pt; height: 8pt; border: 0.6pt solid #000}}
.mark {{position: fixed; top: 40%; left: 20%; font-size: 60pt; color: #e6e6e6;
  transform: rotate(-35deg); z-index: -1}}
"""


def _blocks(document: Document) -> Iterator[str]:
    look = document.look
    if look.watermark:
        yield f'<div class="mark">{look.watermark}</div>'
    landscape = look.landscape
    yield f'<section class="{_turned(landscape)}">'
    for block in document.blocks:
        if isinstance(block, Turn):
            landscape = block.landscape
            yield f'</section><section class="{_turned(landscape)}">'
        else:
            yield _block(block)
    yield "</section>"


def _turned(landscape: bool) -> str:
    return "wide" if landscape else "high"


def _block(block: Block) -> str:
    if isinstance(block, Title):
        after = ' style="break-after: page"' if block.page_after else ""
        return f"<h2{after}>{escape(block.text)}</h2>"
    if isinstance(block, Prose):
        return f"<p>{escape(block.text)}</p>"
    assert isinstance(block, Table)
    return _table(block)


def _table(table: Table) -> str:
    whole = sum(table.widths)
    columns = "".join(f'<col style="width: {100 * w / whole:.3f}%">' for w in table.widths)
    heading = "".join(_row(row, "th") for row in table.rows[: table.header])
    body = "".join(_row(row, "td") for row in table.rows[table.header :])
    head = f"<thead>{heading}</thead>" if table.repeat else f'<tbody class="head">{heading}</tbody>'
    return f"<table><colgroup>{columns}</colgroup>{head}<tbody>{body}</tbody></table>"


def _row(row: tuple[Cell, ...], tag: str) -> str:
    return "<tr>" + "".join(_cell(cell, tag) for cell in row) + "</tr>"


def _cell(cell: Cell, tag: str) -> str:
    spans = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    spans += f' colspan="{cell.cols}"' if cell.cols > 1 else ""
    fill = f' style="background: {cell.fill}"' if cell.fill else ""
    names = [name for name in ("rotated", "middle") if getattr(cell, name)]
    kind = f' class="{" ".join(names)}"' if names else ""
    text = "".join(_para(para, n) for n, para in enumerate(cell.paras))
    text += '<span class="tick"></span>' if cell.tick else ""
    return f"<{tag}{spans}{fill}{kind}>{text}</{tag}>"


def _para(para: Para, n: int) -> str:
    text = escape(para.text)
    if para.text in ("☐", "☒") or "\uf400" <= para.text <= "\uf4ff":
        text = f'<span class="sign">{text}</span>'
    if para.bold:
        text = f"<b>{text}</b>"
    style = f"margin-top: {para.before}pt;" if para.before and n else ""
    style += f"margin-left: {12 * para.level}pt" if para.level else ""
    space = f' style="{style}"' if style else ""
    if para.bullet:
        return f'<p class="bullet"{space}><span>{para.bullet}</span>{text}</p>'
    return f"<p{space}>{text}</p>"
