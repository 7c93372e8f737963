"""What the templates look like: the one place for colours, fonts, sizes and styles."""

ACCENT = "1F4E5F"
"""Dark blue-green: titles, heading rows."""
ACCENT_PALE = "DDE9EC"
"""Band rows, label cells."""
PALE = "F3F6F7"
"""Result rows."""
GREY = "595959"
"""Secondary text: 7:1 on white."""
RULE = "9FB3BA"
"""Rules of tables."""
ALERT = "9C2A1B"
"""What must not be missed: eliminatory marks, what is missing."""
ADDED = "1B6B3A"
"""Words that are new."""

FONT = "Calibri"

CM = 567
"""Twips (twentieths of a point) in a centimetre."""
A4 = (11906, 16838)
MARGIN = round(1.5 * CM)
WIDTH_PORTRAIT = A4[0] - 2 * MARGIN
WIDTH_LANDSCAPE = A4[1] - 2 * MARGIN


def words_changed() -> str:
    """The styles of words that went and words that came."""
    gone = _character("Retire", "Retiré", f'<w:strike/><w:color w:val="{ALERT}"/>')
    come = _character("Ajoute", "Ajouté", f'<w:color w:val="{ADDED}"/><w:u w:val="single"/>')
    return gone + come


def styles_xml(more: str = "") -> str:
    """The styles part, with `more` styles of one template. Sizes in half-points, spaces in
    twips."""
    return (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
        '<w:sz w:val="21"/><w:szCs w:val="21"/>'
        '<w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        '<w:spacing w:after="100" w:line="259" w:lineRule="auto"/>'
        "</w:pPr></w:pPrDefault></w:docDefaults>"
        + "".join(
            (
                _paragraph("Normal", "Normal", default=True),
                _paragraph("Title", "Title", size=40, bold=True, colour=ACCENT, after=60),
                _paragraph("Subtitle", "Subtitle", size=28, colour=GREY, after=120),
                _heading(1, size=30, before=320, after=120),
                _heading(2, size=25, before=240, after=80),
                _heading(3, size=22, before=160, after=60),
                _paragraph(
                    "TOCHeading",
                    "TOC Heading",
                    size=30,
                    bold=True,
                    colour=ACCENT,
                    before=320,
                    after=120,
                    keep_next=True,
                ),
                _paragraph("TOC1", "toc 1", before=100, after=40),
                _paragraph("TOC2", "toc 2", after=20, layout_after='<w:ind w:left="284"/>'),
                _paragraph(
                    "ListBullet",
                    "List Bullet",
                    after=40,
                    layout='<w:numPr><w:numId w:val="1"/></w:numPr>',
                ),
                _paragraph("Header", "header", size=17, colour=GREY, after=0),
                _paragraph("Footer", "footer", size=16, colour=GREY, after=0),
                _paragraph("Note", "Note", size=18, colour=GREY, after=60),
                _paragraph("Alinea", "Alinéa", after=40),
                _paragraph(
                    "AlineaPuce",
                    "Alinéa puce",
                    based="Alinea",
                    layout_after='<w:ind w:left="170" w:hanging="170"/>',
                ),
                _paragraph("Citation", "Citation", size=19, italic=True, after=120),
                _paragraph("Cellule", "Cellule", size=19, after=20, line=240),
                _paragraph(
                    "CelluleTiret",
                    "Cellule tiret",
                    based="Cellule",
                    keep_lines=True,
                    layout_after='<w:ind w:left="110" w:hanging="110"/>',
                ),
                _paragraph(
                    "CelluleTache",
                    "Cellule tâche",
                    based="Cellule",
                    keep_lines=True,
                    layout_after='<w:ind w:left="260" w:hanging="130"/>',
                ),
                _paragraph(
                    "CellulePuce",
                    "Cellule puce",
                    based="Cellule",
                    layout_after='<w:ind w:left="130" w:hanging="130"/>',
                ),
                # A reader, man or program, tells paragraphs apart by the space between them.
                _paragraph("CelluleAlinea", "Cellule alinéa", based="Cellule", after=60),
                _paragraph(
                    "CelluleAlineaPuce",
                    "Cellule alinéa puce",
                    based="CelluleAlinea",
                    layout_after='<w:ind w:left="130" w:hanging="130"/>',
                ),
                _paragraph("CelluleTitre", "Cellule titre", based="Cellule", bold=True),
                _paragraph(
                    "CelluleBloc",
                    "Cellule bloc",
                    based="Cellule",
                    bold=True,
                    after=60,
                    layout_after='<w:outlineLvl w:val="1"/>',
                ),
                _paragraph(
                    "CelluleEntete",
                    "Cellule en-tête",
                    based="Cellule",
                    bold=True,
                    colour="FFFFFF",
                ),
                _paragraph(
                    "CelluleCase",
                    "Cellule case",
                    based="Cellule",
                    size=24,
                    after=0,
                    layout_after='<w:jc w:val="center"/>',
                ),
                _character("Strong", "Strong", "<w:b/><w:bCs/>"),
                _character("Code", "Code", f'<w:b/><w:bCs/><w:color w:val="{ACCENT}"/>'),
                _character("Petit", "Petit", '<w:b w:val="0"/><w:sz w:val="14"/>'),
                _character(
                    "Alerte", "Alerte", f'<w:b/><w:color w:val="{ALERT}"/><w:sz w:val="17"/>'
                ),
                _character(
                    "Case",
                    "Case",
                    '<w:rFonts w:ascii="Segoe UI Symbol" w:hAnsi="Segoe UI Symbol" '
                    'w:eastAsia="Segoe UI Symbol" w:cs="Segoe UI Symbol"/>',
                ),
                _tables(),
            )
        )
        + f"{more}</w:styles>"
    )


def numbering_xml() -> str:
    """The bullets of List Bullet."""
    return (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        '<w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="340" w:hanging="227"/></w:pPr><w:rPr><w:color w:val="{ACCENT}"/>'
        "</w:rPr></w:lvl></w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def _heading(level: int, *, size: int, before: int, after: int) -> str:
    return _paragraph(
        f"Heading{level}",
        f"heading {level}",
        size=size,
        bold=True,
        colour=ACCENT,
        before=before,
        after=after,
        keep_next=True,
        keep_lines=True,
        layout_after=f'<w:outlineLvl w:val="{level - 1}"/>',
        following="Normal",
    )


def _paragraph(
    identifier: str,
    name: str,
    *,
    default: bool = False,
    based: str = "Normal",
    following: str = "",
    size: int = 0,
    bold: bool = False,
    italic: bool = False,
    colour: str = "",
    before: int | None = None,
    after: int | None = None,
    line: int | None = None,
    keep_next: bool = False,
    keep_lines: bool = False,
    layout: str = "",
    layout_after: str = "",
) -> str:
    """A paragraph style; `layout` and `layout_after` stand before and after the spacing."""
    spacing = "".join(
        f' w:{key}="{value}"'
        for key, value in (("before", before), ("after", after), ("line", line))
        if value is not None
    )
    if line is not None:
        spacing += ' w:lineRule="auto"'
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"'
        + (' w:default="1">' if default else ">")
        + f'<w:name w:val="{name}"/>'
        + ("" if default else f'<w:basedOn w:val="{based}"/>')
        + (f'<w:next w:val="{following}"/>' if following else "")
        + "<w:qFormat/><w:pPr>"
        + ("<w:keepNext/>" if keep_next else "")
        + ("<w:keepLines/>" if keep_lines else "")
        + layout
        + (f"<w:spacing{spacing}/>" if spacing else "")
        + layout_after
        + "</w:pPr><w:rPr>"
        + ("<w:b/><w:bCs/>" if bold else "")
        + ("<w:i/><w:iCs/>" if italic else "")
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + (f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "")
        + "</w:rPr></w:style>"
    )


def _character(identifier: str, name: str, properties: str) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f"<w:qFormat/><w:rPr>{properties}</w:rPr></w:style>"
    )


def _tables() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>' for side in sides
    )
    margins = (
        '<w:tblCellMar><w:top w:w="45" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="45" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
    )
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"{margins}</w:tblPr></w:style>"
        '<w:style w:type="table" w:styleId="Grille"><w:name w:val="Grille"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>{borders}'
        f"</w:tblBorders>{margins}</w:tblPr></w:style>"
    )
