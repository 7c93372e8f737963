"""Against docxtpl's own, slow way: the same template and values give the same document.

Left out, because docxtpl is wrong there and tests of our own say what is right: None printed as
"None", loops over nothing in a cell, core properties escaped twice, escapes such as `{_{` undone
in values, control characters.
"""

import tempfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from docx.document import Document
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from assembler.documents import FAMILLES
from assembler.fill import compile_template
from assembler.model import read_dossier
from benchmarks.dossier import write_dossier
from benchmarks.livrets import LOGO
from tests.fill.conftest import Filled, W, save_template, table


def rows(document: Document) -> None:
    table(
        ("Bloc", "Compétence", "Critères"),
        ("{%tr for b in blocs %}",),
        ("{{ b.code }} — {{ titre }}", "", ""),
        ("{%tr for c in b.lignes %}",),
        ("{{ c.code }}", "{{ c.texte|upper }}", "{% if c.oui %}oui{% else %}non{% endif %}"),
        ("{%tr endfor %}",),
        ("{%tr endfor %}",),
    )(document)


def text(document: Document) -> None:
    document.add_heading("{{ titre }}", 1)
    for line in (
        "{%p for b in blocs %}",
        "{%p if b.oui %}",
        "Bloc {{ b.code }} : {{ b.texte }} ({{ loop.index }}/{{ loop.length }})",
        "{%p else %}",
        "{% for c in b.lignes %}{{ c.texte }}{% if not loop.last %} ; {% endif %}{% endfor %}",
        "{%p endif %}",
        "{%p endfor %}",
    ):
        document.add_paragraph(line, style="List Bullet").add_run(" fin").bold = True
    document.sections[0].header.paragraphs[0].text = "{{ titre }} — {{ blocs|length }}"
    document.sections[0].footer.paragraphs[0].text = "page {{ titre }}"


def cut(document: Document) -> None:
    paragraph = document.add_paragraph("« ")
    for piece in ("{", "{ ti", "tre }", "} {{ ", "blocs[0:1]|map(attribute=“code”)|join }}", " »"):
        paragraph.add_run(piece).italic = len(piece) % 2 == 0


def columns(document: Document) -> None:
    table(("{%tc for b in blocs %}", "{{ b.code }}", "{%tc endfor %}", "x"), ("a", "b", "c", "d"))(
        document
    )
    grid = document.add_table(rows=1, cols=2)
    grid.cell(0, 0).text = "{% colspan 2 %}{{ titre }}"
    grid.rows[0]._tr.remove(grid.cell(0, 1)._tc)


words = st.text(st.sampled_from("ab é&<>\"'{}%#\n\tœ’«\u202f💡"), max_size=12).filter(
    lambda s: "_" not in s
)
items = st.fixed_dictionaries({"code": words, "texte": words, "oui": st.booleans()})
blocs = st.fixed_dictionaries(
    {"code": words, "texte": words, "oui": st.booleans(), "lignes": st.lists(items, max_size=3)}
)
contexts = st.fixed_dictionaries({"titre": words, "blocs": st.lists(blocs, max_size=3)})


@pytest.mark.parametrize("build", [rows, text, cut, columns])
def test_docxtpl_makes_the_same(build: Callable[[Document], None]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        modele = save_template(Path(folder) / "modele.docx", build)
        compiled = compile_template(modele)

        @given(contexts)
        @settings(max_examples=15, deadline=None)
        def same(contexte: dict[str, object]) -> None:
            ours = Filled(compiled.fill(contexte, proprietes={}, objet="essai"))
            theirs = Filled(by_docxtpl(modele, contexte))
            for name in theirs.parts:
                if name.startswith(("word/document", "word/header", "word/footer")):
                    expected = widths_first(theirs.root(name))
                    assert list(flow(ours.root(name))) == list(flow(expected)), name

        same()


@pytest.mark.parametrize("famille", ["livret", "fiche"])
def test_default_templates_are_filled_as_docxtpl_does(tmp_path: Path, famille: str) -> None:
    """Several booklets, so that what the later ones share comes from the first. Not the grille,
    whose columns docxtpl makes of the average width (see fill/grid.py), nor `fusion`. The table of
    contents, which docxtpl has not, is left out."""
    write_dossier(tmp_path / "dossier", 12, LOGO)
    documents = list(FAMILLES[famille].plan(read_dossier(tmp_path / "dossier", None)))
    template = compile_template(documents[0].modele, logo=LOGO)
    for document in documents[::9]:
        contexte = dict(document.contexte.donnees)
        ours = Filled(template.fill(contexte, proprietes={}, objet="essai"))
        theirs = Filled(by_docxtpl(document.modele, {**contexte, "sommaire": lambda: CONTENTS}))
        for name in ("word/document.xml", "word/footer1.xml"):
            here, there = (without_contents(filled.root(name)) for filled in (ours, theirs))
            assert list(flow(here)) == list(flow(there)), name


def widths_first(root: etree._Element) -> etree._Element:
    """The part with its cells' widths before their spans, as the schema wants; docxtpl does not."""
    for width in root.iterfind(f".//{W}tcPr/{W}tcW"):
        width.getparent().insert(0, width)
    return root


CONTENTS = "Ici, le sommaire"


def without_contents(root: etree._Element) -> etree._Element:
    """The part without its table of contents, or what stands for it."""
    for paragraph in list(root.iter(W + "p")):
        entry = paragraph.find(f"{W}hyperlink[@{W}anchor]")
        if entry is not None or "".join(paragraph.itertext()) == CONTENTS:
            paragraph.getparent().remove(paragraph)
    return root


def by_docxtpl(modele: Path, contexte: dict[str, object]) -> bytes:
    template = DocxTemplate(modele)
    template.render(contexte, autoescape=True)
    output = BytesIO()
    template.save(output)
    return output.getvalue()


def flow(root: etree._Element) -> Iterator[tuple[str, ...]]:
    """A part as the sequence of what is seen: blocks with their properties, formatted text.

    Runs are joined where nothing but their border lies between them: the two write tabs apart.
    """
    buffer: tuple[str, str] | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = element.tag.removeprefix(W)
        if event == "start" and name in ("t", "br", "tab") and element.getparent().tag == W + "r":
            form = canonical(element.getparent().find(W + "rPr"))
            piece = {"br": "\n", "tab": "\t"}.get(name, element.text or "")
            if buffer and buffer[0] == form:
                buffer = (form, buffer[1] + piece)
                continue
            if buffer and buffer[1]:
                yield ("text", *buffer)
            buffer = (form, piece)
        elif name in ("p", "tbl", "tr", "tc"):
            if buffer and buffer[1]:
                yield ("text", *buffer)
            buffer = None
            properties = element.find(f"{W}{name}Pr")
            yield (event, name, canonical(properties))
        elif event == "start" and name == "tblGrid":
            yield ("grid", canonical(element))


def canonical(element: etree._Element | None) -> str:
    return (
        "" if element is None else etree.tostring(element, method="c14n", exclusive=True).decode()
    )
