"""What a filled document holds: values, loops, breaks, properties."""

import docx
from docx.document import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from assembler.fill import compile_template
from tests.fill.conftest import (
    Fill,
    Filled,
    MakeTemplate,
    W,
    compiled,
    paragraphs,
    proprietes_of,
    table,
)


def test_values_stand_in_body_header_and_footer(fill: Fill) -> None:
    def build(document: Document) -> None:
        document.add_paragraph("Bonjour {{ candidat.prenom }} !")
        document.sections[0].header.paragraphs[0].text = "{{ titre }}"
        document.sections[0].footer.paragraphs[0].text = "Version {{ version }}"

    filled = fill(build, candidat={"prenom": "Zoé"}, titre="R & D <livret>", version=2)

    section = filled.document.sections[0]
    assert filled.texts == ["Bonjour Zoé !"]
    assert section.header.paragraphs[0].text == "R & D <livret>"
    assert section.footer.paragraphs[0].text == "Version 2"


def test_a_tag_cut_into_runs_by_word_is_read(fill: Fill) -> None:
    def build(document: Document) -> None:
        paragraph = document.add_paragraph("Né le ")
        for piece, bold in (("{", True), ("{ da", False), ("te }", True), ("}.", False)):
            paragraph.add_run(piece).bold = bold

    assert fill(build, date="3 mai").texts == ["Né le 3 mai."]


def test_hard_spaces_in_a_tag_are_spaces_but_not_in_quotes(fill: Fill) -> None:
    build = paragraphs("{%p\u00a0if\u202fx == 'a\u00a0b' %}", "oui", "{%p\u00a0endif\u00a0%}")

    assert fill(build, x="a\u00a0b").texts == ["oui"]


def test_nothing_is_printed_for_none(fill: Fill) -> None:
    assert fill(paragraphs("[{{ x }}]"), x=None).texts == ["[]"]


def test_values_are_never_read_as_tags_or_escapes(fill: Fill) -> None:
    nasty = "{{ 7*7 }} {% if %} {# #} {_{ }_} &amp; <w:p/>"

    assert fill(paragraphs("{{ x }}", "{_{ y }_}"), x=nasty).texts == [nasty, "{{ y }}"]


def test_a_field_may_be_called_like_a_method_of_mappings(fill: Fill) -> None:
    build = paragraphs("{{ candidat.items }} {{ candidat.count }}")

    assert fill(build, candidat={"items": "a", "count": 3}).texts == ["a 3"]


def test_row_loops_nest(fill: Fill) -> None:
    build = table(
        ("Bloc", "Compétence"),
        ("{%tr for b in blocs %}",),
        ("{%tr for c in b.competences %}",),
        ("{{ b.code }}", "{{ c }}"),
        ("{%tr endfor %}",),
        ("{%tr endfor %}",),
    )
    blocs = [{"code": "1", "competences": ["a", "b"]}, {"code": "2", "competences": ["c"]}]

    assert fill(build, blocs=blocs).rows() == [
        ["Bloc", "Compétence"],
        ["1", "a"],
        ["1", "b"],
        ["2", "c"],
    ]


def test_a_loop_over_nothing_leaves_a_cell_with_a_paragraph(fill: Fill) -> None:
    filled = fill(table(("{%p for x in xs %}¶{{ x }}¶{%p endfor %}", "reste")), xs=[])

    assert [len(cell.paragraphs) for cell in filled.document.tables[0].rows[0].cells] == [1, 1]


def test_a_table_whose_rows_are_all_gone_goes_too(fill: Fill) -> None:
    filled = fill(table(("{%tr for x in xs %}",), ("{{ x }}",), ("{%tr endfor %}",)), xs=[])

    assert filled.document.tables == []


def test_columns_can_be_looped_over(fill: Fill) -> None:
    def build(document: Document) -> None:
        cells = document.add_table(rows=1, cols=4).rows[0].cells
        for cell, text in zip(
            cells, ("N°", "{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}"), strict=True
        ):
            cell.text = text

    filled = fill(build, xs=["a", "b", "c", "d"])

    assert filled.rows() == [["N°", "a", "b", "c", "d"]]
    assert len(filled.document.tables[0].columns) == 5


def test_breaks_in_values_keep_the_format(fill: Fill) -> None:
    def build(document: Document) -> None:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run("{{ x }}").bold = True
        paragraph.add_run(" fin")

    filled = fill(build, x="a\r\nb\tc\vd\ae\ff\x01\ufdd0")

    body = filled.document.paragraphs
    assert [p.text for p in body] == ["a\nb\tc\nd", "e", "", "f fin"]
    assert [p.style.name for p in body if p.text] == ["List Bullet"] * 3
    assert body[2]._p.find(f".//{W}br").get(W + "type") == "page"
    assert body[1].runs[0].bold
    assert [run.bold for run in body[3].runs] == [True, None]


def test_a_break_where_word_has_none_is_a_space(fill: Fill) -> None:
    def build(document: Document) -> None:
        document.add_paragraph("x")
        document.core_properties.title = "Livret {{ nom }}"

    assert fill(build, nom="a\nb & c").document.core_properties.title == "Livret a b & c"


def test_the_last_paragraph_of_a_section_keeps_its_section(fill: Fill) -> None:
    def build(document: Document) -> None:
        document.add_section()
        document.paragraphs[0].add_run("{{ x }}")

    filled = fill(build, x="a\ab")

    assert len(filled.document.sections) == 2
    assert [p._p.find(f".//{W}sectPr") is not None for p in filled.document.paragraphs] == [
        False,
        True,
    ]


SIMPLE = compiled(paragraphs("{{ x }}"))


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n\t\v\f\a"), max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_text_comes_out_as_it_went_in(texte: str) -> None:
    filled = Filled(SIMPLE.fill({"x": texte}, proprietes={"x": texte}, objet="essai"))

    expected = "".join(c for c in texte if _is_text(c))
    assert filled.texts == [expected]
    assert proprietes_of(filled) == {"x": expected}


def _is_text(char: str) -> bool:
    code = ord(char)
    return code >= 32 and not (0xFDD0 <= code <= 0xFDEF) and code not in (0xFFFE, 0xFFFF)


def test_custom_properties_are_written_beside_the_template_s_own(
    make_template: MakeTemplate,
) -> None:
    template = compile_template(make_template(paragraphs("{{ x }}")))
    first = template.fill({"x": 1}, proprietes={"École": "É&<", "version": "1"}, objet="essai")
    modele = template.modele.with_name("rempli.docx")
    modele.write_bytes(first)

    again = compile_template(modele).fill({}, proprietes={"version": "2"}, objet="essai")

    assert proprietes_of(Filled(again)) == {"École": "É&<", "version": "2"}


def test_who_saved_the_template_and_when_is_not_said(fill: Fill) -> None:
    core = fill(paragraphs("x")).root("docProps/core.xml")

    names = {etree.QName(element).localname for element in core}
    assert names.isdisjoint({"created", "modified", "lastModifiedBy", "revision"})


def test_ids_copied_by_loops_are_renewed(fill: Fill) -> None:
    def build(document: Document) -> None:
        document.add_paragraph("{%p for x in xs %}")
        paragraph = document.add_paragraph("{{ x }}")
        for xml in (
            '<w:bookmarkStart {} w:id="0" w:name="ici"/>',
            '<w:bookmarkEnd {} w:id="0"/>',
            '<w:sdt {}><w:sdtPr><w:id w:val="7"/></w:sdtPr>'
            "<w:sdtContent><w:r><w:t>.</w:t></w:r></w:sdtContent></w:sdt>",
        ):
            ns = f'xmlns:w="{W[1:-1]}"'
            paragraph._p.append(docx.oxml.parse_xml(xml.format(ns)))
        document.add_paragraph("{%p endfor %}")

    root = fill(build, xs="abc").root()

    assert len({e.get(W + "val") for e in root.iterfind(f".//{W}sdtPr/{W}id")}) == 3
    assert [e.get(W + "name") for e in root.iter(W + "bookmarkStart")] == ["ici"]
    assert len(list(root.iter(W + "bookmarkEnd"))) == 1
