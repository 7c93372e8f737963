"""Makes the worked example's référentiel as a certification officer would: Word, then PDF.

    $ python inputs/atelier-reemploi/source/make_referentiel.py

Reads `contenu.yaml` and writes `referentiel.docx` beside it, `../referentiel.pdf` (LibreOffice,
tagged as Word does it) and `tests/data/atelier-reemploi.truth.json`: what a perfect reader gets
from the PDF. The truth comes from the words, never from the PDF, and nothing here uses `assembler`.
"""

import datetime
import json
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from ruamel.yaml import YAML

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import Section
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

SOURCE = Path(__file__).resolve().parent
PROJET = SOURCE.parents[2]
DOCX = SOURCE / "referentiel.docx"
PDF = SOURCE.parent / "referentiel.pdf"
LOGO = SOURCE.parent / "logo.png"
TRUTH = PROJET / "tests" / "data" / "atelier-reemploi.truth.json"

# The look of the document, in one place.
FONT = "Calibri"
INK = RGBColor(0x24, 0x4A, 0x42)
HEADING_FILL = "DCE8E3"
COLUMNS = (Cm(5.4), Cm(7.2), Cm(6.6), Cm(7.5))
MATRIX_LABEL, MATRIX_COLUMN, MATRIX_HEADING = Cm(11.1), Cm(1.3), Cm(4)
# LibreOffice measures a repeated heading row without the cells merged into it: say its height.
HEADING_HEIGHTS = (Cm(1.45), Cm(0.75))
# Fixed, so that the same words give the same file.
FILED = datetime.datetime(2026, 9, 10, 9, 0)

ARTICLE = (
    "Article L6113-1 En savoir plus sur cet article... "
    "Créé par LOI n°2018-771 du 5 septembre 2018 - art. 31 (V)"
)
QUOTATION = (
    "« Les certifications professionnelles enregistrées au répertoire national des certifications "
    "professionnelles permettent une validation des compétences et des connaissances acquises "
    "nécessaires à l'exercice d'activités professionnelles. Elles sont définies notamment par un "
    "référentiel d'activités qui décrit les situations de travail et les activités exercées, les "
    "métiers ou emplois visés, un référentiel de compétences qui identifie les compétences et les "
    "connaissances, y compris transversales, qui en découlent et un référentiel d'évaluation qui "
    "définit les critères et les modalités d'évaluation des acquis. »"
)
HEADINGS = (
    (
        "REFERENTIEL D’ACTIVITES",
        "décrit les situations de travail et les activités exercées, les métiers ou emplois visés",
    ),
    (
        "REFERENTIEL DE COMPETENCES",
        "identifie les compétences et les connaissances, y compris transversales, qui découlent "
        "du référentiel d’activités",
    ),
    (
        "REFERENTIEL D’EVALUATION",
        "définit les critères et les modalités d’évaluation des acquis",
    ),
)
SUBHEADINGS = ("MODALITÉS D’ÉVALUATION", "CRITÈRES D’ÉVALUATION")
OTHER_DOCUMENTS = (
    "Le cas échéant, description de tout autre document constitutif de la certification "
    "professionnelle"
)


@dataclass(frozen=True)
class Competence:
    code: str
    texte: str
    epreuve: str
    criteres: tuple[str, ...]


@dataclass(frozen=True)
class Bloc:
    code: str
    intitule: str
    activites: tuple[tuple[str, str], ...]
    competences: tuple[Competence, ...]


@dataclass(frozen=True)
class Epreuve:
    code: str
    minutes: tuple[int, ...]
    preparation: str | None
    lignes: tuple[str, ...]


@dataclass(frozen=True)
class Matrice:
    titre: str
    colonnes: tuple[str, ...]
    lignes: dict[str, tuple[int, ...]]
    """Code of the activity → ranks, from 1, of the ticked columns."""


@dataclass(frozen=True)
class Contenu:
    intitule: str
    certificateur: str
    mention: str
    blocs: tuple[Bloc, ...]
    epreuves: tuple[Epreuve, ...]
    matrice: Matrice


def main() -> None:
    """Write the Word document, its PDF and its truth."""
    contenu = read_contenu()
    write_docx(contenu, DOCX)
    convert_to_pdf(DOCX, PDF)
    TRUTH.write_text(json.dumps(truth(contenu), ensure_ascii=False, indent=1) + "\n", "utf-8")


def read_contenu(chemin: Path = SOURCE / "contenu.yaml") -> Contenu:
    """The words of the référentiel."""
    brut = YAML(typ="safe").load(chemin)
    return Contenu(
        intitule=brut["intitule"],
        certificateur=brut["certificateur"],
        mention=brut["mention"],
        blocs=tuple(
            Bloc(
                code=bloc["code"],
                intitule=bloc["intitule"],
                activites=tuple((code, intitule) for code, intitule in bloc["activites"]),
                competences=tuple(
                    Competence(c["code"], c["texte"], c["epreuve"], tuple(c["criteres"]))
                    for c in bloc["competences"]
                ),
            )
            for bloc in brut["blocs"]
        ),
        epreuves=tuple(
            Epreuve(e["code"], tuple(e["minutes"]), e["preparation"], tuple(e["lignes"]))
            for e in brut["epreuves"]
        ),
        matrice=Matrice(
            titre=brut["matrice"]["titre"],
            colonnes=tuple(brut["matrice"]["colonnes"]),
            lignes={code: tuple(rangs) for code, rangs in brut["matrice"]["lignes"].items()},
        ),
    )


# --- The truth ---------------------------------------------------------------------------------


def truth(contenu: Contenu) -> dict[str, object]:
    """What a perfect reader gets, in the form of the project's other truth files."""
    return {
        "blocs": [
            {
                "code": bloc.code,
                "intitule": bloc.intitule,
                "activites": [
                    {"code": code, "intitule": intitule, "taches": []}
                    for code, intitule in bloc.activites
                ],
                "competences": [
                    {
                        "code": competence.code,
                        "texte": competence.texte,
                        "criteres": list(competence.criteres),
                        "non_evaluee": False,
                        "epreuve": competence.epreuve,
                    }
                    for competence in bloc.competences
                ],
            }
            for bloc in contenu.blocs
        ],
        "epreuves": [
            {
                "code": e.code,
                "lignes": list(e.lignes),
                "minutes": list(e.minutes),
                "preparation": e.preparation,
            }
            for e in contenu.epreuves
        ],
        "codes_imprimes": True,
        "activites_dans_le_pdf": True,
        "matrice": {
            "colonnes": list(contenu.matrice.colonnes),
            "lignes": [
                {
                    "intitule": intitule,
                    "colonnes": [
                        contenu.matrice.colonnes[rang - 1] for rang in contenu.matrice.lignes[code]
                    ],
                }
                for bloc in contenu.blocs
                for code, intitule in bloc.activites
            ],
        },
    }


# --- The Word document -------------------------------------------------------------------------


def write_docx(contenu: Contenu, chemin: Path) -> None:
    """The annex as a school files it: title, article, four-column table, matrix."""
    document = Document()
    drop_old_styles(document)
    set_styles(document)
    set_properties(document, contenu)
    lists = Lists(document)
    section = document.sections[0]
    make_landscape(section)
    write_footer(section, contenu)
    write_title(document, contenu)
    write_table(document, contenu, lists)
    document.add_section(WD_SECTION.NEW_PAGE)
    write_matrix(document, contenu)
    document.save(str(chemin))


def set_styles(document: "WordDocument") -> None:
    normal = document.styles["Normal"]
    normal.font.name = FONT
    normal.font.size = Pt(9.5)
    normal.paragraph_format.space_after = Pt(2)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.element.rPr.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="fr-FR"/>'))
    for name, size in (("Title", 18), ("Subtitle", 12), ("Heading 1", 12)):
        style = document.styles[name]
        style.font.name = FONT
        style.element.rPr.rFonts.attrib.clear()
        style.element.rPr.rFonts.set(qn("w:ascii"), FONT)
        style.element.rPr.rFonts.set(qn("w:hAnsi"), FONT)
        style.font.size = Pt(size)
        style.font.italic = False
        style.font.color.rgb = INK
        style.paragraph_format.space_before = Pt(0 if name != "Heading 1" else 6)
        style.paragraph_format.space_after = Pt(4)
        for rule in style.element.xpath(".//w:pBdr | ./w:rPr/w:spacing"):
            rule.getparent().remove(rule)


def set_properties(document: "WordDocument", contenu: Contenu) -> None:
    core = document.core_properties
    core.title = f"Référentiel – {contenu.intitule}"
    core.author = contenu.certificateur
    core.last_modified_by = contenu.certificateur
    core.comments = ""
    core.language = "fr-FR"
    core.created = core.modified = FILED


def make_landscape(section: "Section") -> None:
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.5)
    section.top_margin, section.bottom_margin = Cm(1.5), Cm(1.6)
    section.footer_distance = Cm(0.8)


def write_footer(section: "Section", contenu: Contenu) -> None:
    """Owner and version on the left, « Page x / y » on the right."""
    paragraph = section.footer.paragraphs[0]
    paragraph.style.font.size = Pt(8)
    paragraph.style.paragraph_format.tab_stops.clear_all()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(26.7), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(
        f"{contenu.certificateur} – Référentiel « {contenu.intitule} » – version 2026-09\tPage "
    )
    add_field(paragraph, "PAGE")
    paragraph.add_run(" / ")
    add_field(paragraph, "NUMPAGES")


def add_field(paragraph: "Paragraph", code: str) -> None:
    run = paragraph.add_run()
    for kind in ("begin", None, "separate", "text", "end"):
        if kind is None:
            xml = f'<w:instrText {nsdecls("w")} xml:space="preserve"> {code} </w:instrText>'
        elif kind == "text":
            xml = f"<w:t {nsdecls('w')}>1</w:t>"
        else:
            xml = f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'
        run._r.append(parse_xml(xml))


def write_title(document: "WordDocument", contenu: Contenu) -> None:
    picture = document.add_paragraph()
    picture.add_run().add_picture(str(LOGO), height=Cm(1.6))
    described = picture._p.find(".//" + qn("wp:docPr"))
    described.set("descr", f"Logo de l’{contenu.certificateur}")
    document.add_paragraph("Référentiel d’activités, de compétences et d’évaluation", "Title")
    document.add_paragraph(contenu.intitule, "Subtitle")
    document.add_paragraph(contenu.mention)
    document.add_paragraph("REFERENTIELS", "Heading 1")
    document.add_paragraph(ARTICLE)
    quotation = document.add_paragraph(QUOTATION)
    quotation.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    quotation.paragraph_format.space_after = Pt(8)


def write_table(document: "WordDocument", contenu: Contenu, lists: "Lists") -> None:
    """One row a competence; the activity cell spans its bloc, the modality cell its épreuve."""
    rows = sum(len(bloc.competences) for bloc in contenu.blocs)
    table = document.add_table(2 + rows, len(COLUMNS), "Table Grid")
    set_widths(table, COLUMNS)
    cells = [row.cells for row in table.rows]
    write_headings(table, cells)
    epreuves = {epreuve.code: epreuve for epreuve in contenu.epreuves}
    rank = 2
    for bloc in contenu.blocs:
        write_activities(cells[rank][0], bloc)
        merge_down(cells, 0, rank, len(bloc.competences))
        for code in dict.fromkeys(c.epreuve for c in bloc.competences):
            shared = [c for c in bloc.competences if c.epreuve == code]
            write_epreuve(cells[rank][2], epreuves[code], lists)
            merge_down(cells, 2, rank, len(shared))
            for competence in shared:
                write_competence(cells[rank], competence, lists)
                rank += 1


def write_headings(table: "Table", cells: list[tuple["_Cell", ...]]) -> None:
    """The official headings, on two levels, repeated on each page."""
    for column, (title, text) in enumerate(HEADINGS):
        cell = cells[0][column]
        cell.paragraphs[0].add_run(title).bold = True
        cell.add_paragraph().add_run(text).italic = True
    for column, title in enumerate(SUBHEADINGS, start=2):
        cells[1][column].paragraphs[0].add_run(title).bold = True
    cells[0][2].merge(cells[0][3])
    for row, height in zip(table.rows, HEADING_HEIGHTS, strict=False):
        row.height = height
        repeat_on_each_page(row._tr)
        for tc in row._tr.tc_lst:
            shade(tc)
    for column in (0, 1):
        merge_down(cells, column, 0, 2)
    # A merge keeps the empty paragraph of the cell it swallowed.
    drop_empty_paragraphs(cells[0][2])


def write_activities(cell: "_Cell", bloc: Bloc) -> None:
    title = cell.paragraphs[0].add_run(f"Bloc {bloc.code} – {bloc.intitule}")
    title.bold = True
    title.font.color.rgb = INK
    for code, intitule in bloc.activites:
        cell.add_paragraph(f"{code} {intitule}")


def write_epreuve(cell: "_Cell", epreuve: Epreuve, lists: "Lists") -> None:
    title, *lines = epreuve.lignes
    cell.paragraphs[0].add_run(title).bold = True
    for line in lines:
        if line.startswith("• "):
            lists.bullet(cell.add_paragraph(line.removeprefix("• ")))
        else:
            cell.add_paragraph(line)


def write_competence(cells: tuple["_Cell", ...], competence: Competence, lists: "Lists") -> None:
    cells[1].paragraphs[0].add_run(f"{competence.code}. ").bold = True
    cells[1].paragraphs[0].add_run(competence.texte)
    paragraph = cells[3].paragraphs[0]
    for rank, critere in enumerate(competence.criteres):
        paragraph = cells[3].add_paragraph() if rank else paragraph
        paragraph.add_run(critere)
        lists.dash(paragraph)


def write_matrix(document: "WordDocument", contenu: Contenu) -> None:
    """Activities against modules, an X where a module prepares for the activity."""
    matrice = contenu.matrice
    document.add_paragraph(OTHER_DOCUMENTS, "Heading 1")
    document.add_paragraph().add_run(matrice.titre).bold = True
    activites = [activite for bloc in contenu.blocs for activite in bloc.activites]
    table = document.add_table(1 + len(activites), 1 + len(matrice.colonnes), "Table Grid")
    set_widths(table, (MATRIX_LABEL, *(MATRIX_COLUMN for _ in matrice.colonnes)))
    heading, *lines = table.rows
    heading.height = MATRIX_HEADING
    repeat_on_each_page(heading._tr)
    heading.cells[0].paragraphs[0].add_run("Activités / Modules").bold = True
    shade(heading.cells[0]._tc)
    for cell, module in zip(heading.cells[1:], matrice.colonnes, strict=True):
        cell.paragraphs[0].add_run(module)
        cell.paragraphs[0].paragraph_format.left_indent = Pt(4)
        properties = cell._tc.get_or_add_tcPr()
        shade(cell._tc)
        properties.append(parse_xml(f'<w:textDirection {nsdecls("w")} w:val="btLr"/>'))
        properties.append(parse_xml(f'<w:vAlign {nsdecls("w")} w:val="center"/>'))
    for line, (code, intitule) in zip(lines, activites, strict=True):
        label, *boxes = line.cells
        label.paragraphs[0].add_run(intitule)
        for rank in matrice.lignes[code]:
            boxes[rank - 1].paragraphs[0].add_run("X")
            boxes[rank - 1].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


# --- What python-docx has no word for ----------------------------------------------------------


def drop_old_styles(document: "WordDocument") -> None:
    """Take out python-docx's copy of the styles for Word 2007, which ours would contradict."""
    for identifier, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            del document.part.rels[identifier]


class Lists:
    """The two lists of the document, as Word's own list button makes them."""

    def __init__(self, document: "WordDocument") -> None:
        self.numbering = document.part.numbering_part.element
        self._dash = self._define(90, "-")
        self._bullet = self._define(91, "•")

    def dash(self, paragraph: "Paragraph") -> None:
        """Make the paragraph an item of a dashed list."""
        self._number(paragraph, self._dash)

    def bullet(self, paragraph: "Paragraph") -> None:
        """Make the paragraph an item of a bulleted list."""
        self._number(paragraph, self._bullet)

    def _define(self, identifier: int, sign: str) -> int:
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{identifier}">'
            '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="bullet"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/>'
            '<w:pPr><w:ind w:left="200" w:hanging="200"/></w:pPr>'
            f'<w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/></w:rPr>'
            "</w:lvl></w:abstractNum>"
        )
        # The schema wants every abstractNum before the first num.
        self.numbering.insert(0, abstract)
        return int(self.numbering.add_num(identifier).numId)

    def _number(self, paragraph: "Paragraph", identifier: int) -> None:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = identifier


def set_widths(table: "Table", widths: tuple[Cm, ...]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


def merge_down(cells: list[tuple["_Cell", ...]], column: int, first: int, count: int) -> None:
    """Merge `count` cells of a column; only the first holds text."""
    for rank in range(first, first + count):
        properties = cells[rank][column]._tc.get_or_add_tcPr()
        value = ' w:val="restart"' if rank == first else ""
        merge = parse_xml(f"<w:vMerge {nsdecls('w')}{value}/>")
        fill = properties.find(qn("w:shd"))
        if fill is None:
            properties.append(merge)
        else:
            fill.addprevious(merge)


def repeat_on_each_page(row: object) -> None:
    row.get_or_add_trPr().append(  # type: ignore[attr-defined]
        parse_xml(f"<w:tblHeader {nsdecls('w')}/>")
    )


def shade(tc: object) -> None:
    tc.get_or_add_tcPr().append(  # type: ignore[attr-defined]
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{HEADING_FILL}"/>')
    )


def drop_empty_paragraphs(cell: "_Cell") -> None:
    for paragraph in cell.paragraphs[1:]:
        if not paragraph.text:
            paragraph._p.getparent().remove(paragraph._p)


# --- The PDF -----------------------------------------------------------------------------------


def convert_to_pdf(docx: Path, pdf: Path) -> None:
    """Export as a tagged PDF through LibreOffice, with a profile of its own."""
    options = '{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                f"pdf:writer_pdf_Export:{options}",
                "--outdir",
                folder,
                str(docx),
            ],
            check=True,
            timeout=180,
            capture_output=True,
        )
        shutil.move(Path(folder) / docx.with_suffix(".pdf").name, pdf)


if __name__ == "__main__":
    main()
