"""A template as a .docx: the parts around its body, and bytes that depend on nothing else."""

import io
import zipfile
from dataclasses import dataclass

from tools.templates import look, theme
from tools.templates.wordml import field, para

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OPENXML = "application/vnd.openxmlformats"
_WORD = f"{_OPENXML}-officedocument.wordprocessingml"
_DATE = "2026-01-01T00:00:00Z"

# A grey picture of one pixel, shown stretched in the logo's frame until a logo takes its place.
_GREY_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63b8fbe41900054902a8a102790e0000000049454e44ae426082"
)


@dataclass(frozen=True)
class Template:
    """A starter template. Title, body (paragraphs and tables) and footer may hold tags."""

    title: str
    body: str
    landscape: bool = False
    footer: str = "{{ certification.intitule }}"
    """First line of the footer; the second is the version stamp and the page number."""
    styles: str = ""
    """Styles of this template's own."""

    def docx(self) -> bytes:
        """The bytes of the .docx."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self._parts().items():
                member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                member.compress_type = zipfile.ZIP_DEFLATED
                member.external_attr = 0
                member.create_system = 0
                archive.writestr(member, content)
        return buffer.getvalue()

    def _parts(self) -> dict[str, bytes]:
        texts = {
            "[Content_Types].xml": _content_types(),
            "_rels/.rels": _relationships(
                ("rId1", f"{_REL}/officeDocument", "word/document.xml"),
                (
                    "rId2",
                    f"{_PACKAGE}/relationships/metadata/core-properties",
                    "docProps/core.xml",
                ),
                ("rId3", f"{_REL}/extended-properties", "docProps/app.xml"),
            ),
            "docProps/core.xml": _core(self.title),
            "docProps/app.xml": (
                "<Properties xmlns="
                '"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
                "<Application>assembler</Application></Properties>"
            ),
            "word/document.xml": self._document(),
            "word/_rels/document.xml.rels": _relationships(
                ("rIdStyles", f"{_REL}/styles", "styles.xml"),
                ("rIdNumbering", f"{_REL}/numbering", "numbering.xml"),
                ("rIdSettings", f"{_REL}/settings", "settings.xml"),
                ("rIdFonts", f"{_REL}/fontTable", "fontTable.xml"),
                ("rIdTheme", f"{_REL}/theme", "theme/theme1.xml"),
                ("rIdFooter", f"{_REL}/footer", "footer1.xml"),
                ("rIdLogo", f"{_REL}/image", "media/logo.png"),
            ),
            "word/styles.xml": look.styles_xml(self.styles),
            "word/numbering.xml": look.numbering_xml(),
            "word/settings.xml": _settings(),
            "word/fontTable.xml": theme.fonts_xml(),
            "word/theme/theme1.xml": theme.theme_xml(),
            "word/footer1.xml": self._footer(),
        }
        parts = {name: (_DECLARATION + text).encode() for name, text in texts.items()}
        return parts | {"word/media/logo.png": _GREY_PIXEL}

    @property
    def width(self) -> int:
        """Between the margins, in twips."""
        return look.WIDTH_LANDSCAPE if self.landscape else look.WIDTH_PORTRAIT

    def _document(self) -> str:
        short, long = look.A4
        page = (
            f'<w:pgSz w:w="{long}" w:h="{short}" w:orient="landscape"/>'
            if self.landscape
            else f'<w:pgSz w:w="{short}" w:h="{long}"/>'
        )
        margin = look.MARGIN
        return (
            f"<w:document {_NAMESPACES}><w:body>{self.body}<w:sectPr>"
            f'<w:footerReference w:type="default" r:id="rIdFooter"/>{page}'
            f'<w:pgMar w:top="{margin}" w:right="{margin}" w:bottom="{margin}" '
            f'w:left="{margin}" w:header="567" w:footer="454" w:gutter="0"/>'
            "</w:sectPr></w:body></w:document>"
        )

    def _footer(self) -> str:
        """What the document is, version stamp, page x/y; a rule above."""
        rule = (
            f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="4" w:color="{look.RULE}"/></w:pBdr>'
        )
        tabs = f'<w:tabs><w:tab w:val="right" w:pos="{self.width}"/></w:tabs>'
        first = para(self.footer, style="Footer", layout=rule)
        second = (
            f'<w:p><w:pPr><w:pStyle w:val="Footer"/>{tabs}</w:pPr>'
            "<w:r><w:t>{{ estampille.texte }}</w:t></w:r><w:r><w:tab/></w:r>"
            '<w:r><w:t xml:space="preserve">Page </w:t></w:r>'
            f'{field("PAGE")}<w:r><w:t xml:space="preserve"> / </w:t></w:r>'
            f"{field('NUMPAGES')}</w:p>"
        )
        return f"<w:ftr {_NAMESPACES}>{first}{second}</w:ftr>"


def _content_types() -> str:
    parts = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/word/numbering.xml": f"{_WORD}.numbering+xml",
        "/word/settings.xml": f"{_WORD}.settings+xml",
        "/word/fontTable.xml": f"{_WORD}.fontTable+xml",
        "/word/theme/theme1.xml": f"{_OPENXML}-officedocument.theme+xml",
        "/word/footer1.xml": f"{_WORD}.footer+xml",
        "/docProps/core.xml": f"{_OPENXML}-package.core-properties+xml",
        "/docProps/app.xml": f"{_OPENXML}-officedocument.extended-properties+xml",
    }
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        + "".join(
            f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items()
        )
        + "</Types>"
    )


def _relationships(*ties: tuple[str, str, str]) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"/>'
            for identifier, kind, target in ties
        )
        + "</Relationships>"
    )


def _core(title: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{title}</dc:title><dc:creator>{{{{ certification.certificateurs }}}}"
        "</dc:creator><dc:language>fr-FR</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{_DATE}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{_DATE}</dcterms:modified>'
        "</cp:coreProperties>"
    )


def _settings() -> str:
    return (
        '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="fr-FR"/></w:settings>'
    )
