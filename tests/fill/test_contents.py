"""`{{ sommaire() }}`: a table of contents, written out from the headings that were printed."""

import re

from docx.document import Document
from lxml import etree

from assembler.fill import CompiledTemplate, open_check
from assembler.fill.contents import Outline
from tests.fill.conftest import Fill, Filled, W, compiled

FILLER = "Un texte assez long pour que le paragraphe qui suit soit imprimé à part. " * 12


def _book(document: Document, tag: str = "{{ sommaire() }}") -> None:
    document.add_paragraph(tag)
    document.add_paragraph(FILLER)
    document.add_heading("Introduction", 1)
    document.add_paragraph("{%p for bloc in blocs %}")
    document.add_heading("{{ bloc.titre }}", 1)
    document.add_paragraph("{{ bloc.texte }}" + FILLER)
    document.add_heading("Épreuves", 2)
    document.add_heading("Détail", 3)
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{{ fin }}" + FILLER)
    document.add_heading("{{ fin }}", 1)


BLOCS = [{"titre": "Trier & <laver>", "texte": "a"}, {"titre": "Réparer", "texte": "b"}]
TITLES = ["Introduction", "Trier & <laver>", "Épreuves", "Réparer", "Épreuves", "Annexes"]


def test_each_heading_has_an_entry_that_leads_to_it(fill: Fill) -> None:
    filled = fill(_book, blocs=BLOCS, fin="Annexes")

    entries = _entries(filled)
    assert [text for text, _ in entries] == TITLES
    marks = _bookmarks(filled)
    assert [marks[anchor] for _, anchor in entries] == TITLES
    assert open_check(filled.data) == []


def test_an_entry_has_a_page_field_without_a_number(fill: Fill) -> None:
    filled = fill(_book, blocs=BLOCS, fin="Annexes")

    for link in _links(filled):
        [code] = link.iter(W + "instrText")
        assert re.fullmatch(rf"\s*PAGEREF {link.get(W + 'anchor')} \\h\s*", code.text or "")
        kinds = [f.get(W + "fldCharType") for f in link.iter(W + "fldChar")]
        assert kinds == ["begin", "separate", "end"]
    settings = filled.parts.get("word/settings.xml", b"")
    assert b"updateFields" not in settings
    assert b"w:dirty" not in filled.parts["word/document.xml"]


def test_the_levels_can_be_chosen(fill: Fill) -> None:
    one = fill(lambda document: _book(document, "{{ sommaire(1) }}"), blocs=BLOCS, fin="Fin")
    three = fill(lambda document: _book(document, "{{ sommaire(3) }}"), blocs=BLOCS, fin="Fin")
    assert [text for text, _ in _entries(one)] == [
        "Introduction", "Trier & <laver>", "Réparer", "Fin",
    ]  # fmt: skip
    assert [text for text, _ in _entries(three)].count("Détail") == 2


def test_the_headings_of_this_record_and_not_of_the_one_before() -> None:
    template = compiled(_book)
    first = _filled(template, BLOCS)
    again = _filled(template, BLOCS[:1])
    assert [text for text, _ in _entries(again)] == ["Introduction", *TITLES[1:3], "Annexes"]
    assert _filled(template, BLOCS).data == first.data


def test_text_beside_the_tag_stays_above_the_entries(fill: Fill) -> None:
    filled = fill(lambda d: _book(d, "Sommaire : {{ sommaire() }}"), blocs=BLOCS, fin="Annexes")
    assert filled.texts[0] == "Sommaire : "
    assert [text for text, _ in _entries(filled)] == TITLES


def test_without_a_heading_an_empty_paragraph_stays(fill: Fill) -> None:
    def build(document: Document) -> None:
        cell = document.add_table(1, 1).cell(0, 0)
        cell.paragraphs[0].text = "{{ sommaire() }}"

    filled = fill(build)
    assert filled.rows() == [[""]]
    assert open_check(filled.data) == []


def test_entries_have_the_styles_of_the_template(fill: Fill) -> None:
    def build(document: Document) -> None:
        document.styles.add_style("toc 1", 1)
        _book(document)

    filled = fill(build, blocs=BLOCS, fin="Annexes")
    styles = [p.style.style_id for p in filled.document.paragraphs if p.hyperlinks and p.style]
    assert styles == ["toc1", "toc1", "Normal", "toc1", "Normal", "toc1"]


def test_a_style_based_on_a_heading_is_one(fill: Fill) -> None:
    def build(document: Document) -> None:
        style = document.styles.add_style("Titre de l’école", 1)
        style.base_style = document.styles["Heading 1"]
        document.add_paragraph("{{ sommaire() }}")
        document.add_paragraph("Notre école", style)
        document.add_paragraph("{{ fin }}", "Title")

    filled = fill(build, fin="Un titre sans niveau")
    assert [text for text, _ in _entries(filled)] == ["Notre école"]


def test_no_bookmark_is_added_without_a_table_of_contents(fill: Fill) -> None:
    filled = fill(lambda document: _book(document, "rien"), blocs=BLOCS, fin="Annexes")
    assert not _bookmarks(filled)


def _filled(template: CompiledTemplate, blocs: list[dict[str, str]]) -> Filled:
    context = {"blocs": blocs, "fin": "Annexes"}
    return Filled(template.fill(context, proprietes={}, objet="essai"))


def _links(filled: Filled) -> list[etree._Element]:
    return list(filled.root().iter(W + "hyperlink"))


def _entries(filled: Filled) -> list[tuple[str, str]]:
    return [
        ("".join(str(t.text) for t in link.iter(W + "t")), link.get(W + "anchor", ""))
        for link in _links(filled)
    ]


def _bookmarks(filled: Filled) -> dict[str, str]:
    """The words of the paragraph that each bookmark stands in."""
    found: dict[str, str] = {}
    for mark in filled.root().iter(W + "bookmarkStart"):
        paragraph = mark.getparent()
        assert paragraph is not None
        found[mark.get(W + "name", "")] = "".join(str(t.text) for t in paragraph.iter(W + "t"))
    return found


def test_a_style_without_a_name_of_its_own_makes_no_heading_of_plain_paragraphs() -> None:
    level = '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    styles = etree.fromstring(
        f'<w:styles xmlns:w="{W[1:-1]}"><w:style w:type="paragraph">{level}</w:style>'
        f'<w:style w:type="paragraph" w:styleId="T">{level}</w:style></w:styles>'
    )
    assert Outline.of(styles).headings == {"T": 1}
