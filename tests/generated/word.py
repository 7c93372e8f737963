"""Documents as Word files, and LibreOffice to make PDFs of many of them at once."""

import io
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

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

SIDES = (11906, 16838)
MARGIN = 720
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_PACKAGE = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.document.main+xml"/>'
        '<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.wordprocessingml.footer+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    ),
    "word/_rels/document.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/footer" Target="footer1.xml"/></Relationships>'
    ),
}


def write_docx(document: Document) -> bytes:
    """The Word file of a document; the same document gives the same bytes."""
    parts = {
        **_PACKAGE,
        "word/document.xml": _document(document),
        "word/footer1.xml": _footer(document.look),
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, xml in parts.items():
            member = zipfile.ZipInfo(name)
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            package.writestr(member, head + xml)
    return content.getvalue()


def print_docx(files: Mapping[str, bytes], *, tagged: bool) -> dict[str, bytes]:
    """The PDFs of Word files, by the names they are given under, in one run of LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        raise FileNotFoundError("soffice")
    options = f'{{"UseTaggedPDF":{{"type":"boolean","value":"{str(tagged).lower()}"}}}}'
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for name, content in files.items():
            (home / f"{name}.docx").write_bytes(content)
        subprocess.run(
            [program, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless",
             "--convert-to", f"pdf:writer_pdf_Export:{options}", "--outdir", str(home),
             *(str(home / f"{name}.docx") for name in files)],
            check=True, capture_output=True, timeout=60 + 10 * len(files),
        )  # fmt: skip
        return {name: (home / f"{name}.pdf").read_bytes() for name in files}


def _document(document: Document) -> str:
    body = "".join(_sections(document))
    return f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"


def _sections(document: Document) -> Iterator[str]:
    landscape = document.look.landscape
    for block in document.blocks:
        if isinstance(block, Turn):
            yield f"<w:p><w:pPr>{_section(landscape)}</w:pPr></w:p>"
            landscape = block.landscape
        else:
            yield _block(block, document.look, landscape)
    yield _section(landscape)


def _section(landscape: bool) -> str:
    wide, high = reversed(SIDES) if landscape else SIDES
    turned = ' w:orient="landscape"' if landscape else ""
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId1"/>'
        f'<w:pgSz w:w="{wide}" w:h="{high}"{turned}/>'
        f'<w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" w:bottom="{MARGIN}" w:left="{MARGIN}" '
        'w:header="400" w:footer="400" w:gutter="0"/></w:sectPr>'
    )


def _footer(look: Look) -> str:
    page = '<w:r><w:t xml:space="preserve">Page </w:t></w:r>'
    page += '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    if not look.footer_table:
        return f"<w:ftr {_NAMESPACES}><w:p>{page}</w:p></w:ftr>"
    texts = [("Sigle", "EMP"), ("Version", "03"), ("Date de mise à jour", "12/01/2026")]
    rows = "".join(
        "<w:tr>"
        + "".join(f"<w:tc><w:p>{_run(pair[row], False, 7)}</w:p></w:tc>" for pair in texts)
        + "</w:tr>"
        for row in (0, 1)
    )
    return f"<w:ftr {_NAMESPACES}><w:tbl>{_borders()}{rows}</w:tbl><w:p>{page}</w:p></w:ftr>"


def _block(block: Block, look: Look, landscape: bool) -> str:
    if isinstance(block, Table):
        return _table(block, look, landscape) + "<w:p/>"
    if isinstance(block, Title):
        after = '<w:r><w:br w:type="page"/></w:r>' if block.page_after else ""
        return f"<w:p><w:pPr><w:keepNext/></w:pPr>{_run(block.text, True, 12)}{after}</w:p>"
    assert isinstance(block, Prose)
    return f"<w:p>{_run(block.text, False, 10)}</w:p>"


def _borders() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides
    )
    return (
        f'<w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{lines}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
    )


def _table(table: Table, look: Look, landscape: bool) -> str:
    whole = SIDES[1 if landscape else 0] - 2 * MARGIN
    widths = [round(weight * whole / sum(table.widths)) for weight in table.widths]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = "".join(_rows(table, look, widths))
    return f"<w:tbl>{_borders()}<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"


def _rows(table: Table, look: Look, widths: list[int]) -> Iterator[str]:
    covered: dict[int, tuple[Cell, int]] = {}
    for r, row in enumerate(table.rows):
        own = iter(row)
        column, cells, high = 0, "", 0
        while column < len(widths):
            cell, left = covered.get(column, (Cell(), 0))
            if left:
                merge = '<w:vMerge w:val="continue"/>'
            else:
                cell = next(own)
                left = cell.rows
                merge = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
            covered[column] = (cell, left - 1)
            width = sum(widths[column : column + cell.cols])
            cells += _cell(cell, width, merge, look)
            if cell.rotated and r < table.header:
                high = max(high, 110 * max(len(p.text) for p in cell.paras) + 200)
            column += cell.cols
        properties = "<w:cantSplit/>" if look.breaks == "rows" or r < table.header else ""
        if high:
            properties += f'<w:trHeight w:val="{high}" w:hRule="exact"/>'
        elif r < table.header:
            least = _least(table, look, widths)
            properties += f'<w:trHeight w:val="{least}" w:hRule="atLeast"/>'
        properties += "<w:tblHeader/>" if table.repeat and r < table.header else ""
        yield f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def _least(table: Table, look: Look, widths: list[int]) -> int:
    """How high each heading row must be for its cells, by a rough count of lines.

    LibreOffice repeats a heading without the height that its merged cells had asked for.
    """
    letters = [len(p.text) for row in table.rows[: table.header] for cell in row
               for p in cell.paras if cell.rows > 1]  # fmt: skip
    lines = 1 + max(letters, default=0) * look.size * 11 / min(widths)
    return round(lines * look.size * 26 / table.header)


def _cell(cell: Cell, width: int, merge: str, look: Look) -> str:
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    properties += f'<w:gridSpan w:val="{cell.cols}"/>' if cell.cols > 1 else ""
    properties += merge
    properties += f'<w:shd w:val="clear" w:fill="{cell.fill[1:]}"/>' if cell.fill else ""
    properties += '<w:textDirection w:val="btLr"/>' if cell.rotated else ""
    properties += '<w:vAlign w:val="center"/>' if cell.middle else ""
    paras = () if "continue" in merge else cell.paras
    text = "".join(_para(para, n, look) for n, para in enumerate(paras)) or "<w:p/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text}</w:tc>"


def _para(para: Para, n: int, look: Look) -> str:
    before = round(20 * para.before) if n else 0
    properties = f'<w:spacing w:before="{before}" w:after="0"/>'
    bullet = ""
    if para.bullet:
        properties = f'<w:tabs><w:tab w:val="left" w:pos="200"/></w:tabs>{properties}'
        properties += f'<w:ind w:left="{200 + 300 * para.level}" w:hanging="200"/>'
        font = "Symbol" if "\ue000" <= para.bullet <= "\uf8ff" else "DejaVu Sans"
        bullet = _run(para.bullet, False, look.size * 0.8, font) + "<w:r><w:tab/></w:r>"
    properties += '<w:jc w:val="both"/>' if look.justified else ""
    text = with_soft_hyphens(para.text) if look.glyphs == "hyphens" else para.text
    return f"<w:p><w:pPr>{properties}</w:pPr>{bullet}{_runs(text, para.bold, look)}</w:p>"


def _runs(text: str, bold: bool, look: Look) -> str:
    """The text, its exponents as runs of their own."""
    if look.glyphs == "white" and not bold:
        return _run(text, bold, look.size) + _run(f" {text}", bold, look.size / 2, colour="FFFFFF")
    if look.glyphs == "spaced" and bold:
        return _run(text, bold, look.size, spacing=40)
    if look.glyphs != "raised":
        return _run(text, bold, look.size)
    raised = RAISED.findall(text)
    plain = [_run(part, bold, look.size) for part in RAISED.split(text)]
    return plain[0] + "".join(
        _run(sign, bold, look.size, raised=True) + rest
        for sign, rest in zip(raised, plain[1:], strict=True)
    )


def _run(
    text: str,
    bold: bool,
    size: float,
    font: str = "Carlito",
    *,
    raised: bool = False,
    colour: str = "",
    spacing: int = 0,
) -> str:
    if text in ("☐", "☒") or "\uf400" <= text <= "\uf4ff":
        font = "DejaVu Sans"
    properties = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>'
    properties += "<w:b/>" if bold else ""
    properties += f'<w:color w:val="{colour}"/>' if colour else ""
    properties += f'<w:spacing w:val="{spacing}"/>' if spacing else ""
    properties += f'<w:sz w:val="{round(size * 2)}"/>'
    properties += '<w:vertAlign w:val="superscript"/>' if raised else ""
    properties += '<w:lang w:val="fr-FR"/>'
    body = f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    return f"<w:r><w:rPr>{properties}</w:rPr>{body}</w:r>"
