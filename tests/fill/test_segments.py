"""A template filled many times: what an earlier document printed must not show in a later one."""

import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from assembler.errors import TemplateError
from assembler.fill import CompiledTemplate, compile_template, open_check
from tests.fill.conftest import Fill, Filled, MakeTemplate, compiled, paragraphs, table

FILLER = "Un alinéa assez long pour que le texte soit coupé à cet endroit. " * 12
"""More than a segment's least size: so the template below is cut at each of them."""


def many_segments(document: Document) -> None:
    for field in ("a", "b", "c"):
        document.add_paragraph(FILLER)
        document.add_paragraph(f"{{%p for x in {field} %}}")
        document.add_paragraph("{{ x }}")
        document.add_paragraph("{%p endfor %}")
    table(("{%tr for x in a %}",), ("{{ fusion(x) }}{{ x }}{{ c|length }}",), ("{%tr endfor %}",))(
        document
    )
    document.add_paragraph(FILLER + "{{ a[0] }}")
    document.sections[0].footer.paragraphs[0].text = "{{ b[0] }}"


SEGMENTED = compiled(many_segments)
VALUES = st.sampled_from([1, True, 1.0, "1", "a\nb", "é & <", "", None, ("1",), 0, False])
CONTEXTS = st.fixed_dictionaries({name: st.lists(VALUES, min_size=1, max_size=3) for name in "abc"})


@given(st.lists(CONTEXTS, min_size=2, max_size=6))
@settings(max_examples=25, deadline=None)
def test_a_document_does_not_depend_on_those_filled_before(
    contexts: list[dict[str, object]],
) -> None:
    fresh = compiled(many_segments)
    for context in reversed(contexts):
        expected = fresh.fill(context, proprietes={}, objet="essai")
        assert SEGMENTED.fill(context, proprietes={}, objet="essai") == expected
    assert open_check(expected) == []


@given(st.lists(CONTEXTS, min_size=2, max_size=4))
@settings(max_examples=15, deadline=None)
def test_a_template_that_travelled_fills_as_before(contexts: list[dict[str, object]]) -> None:
    fresh = compiled(many_segments)
    for context in contexts[:-1]:
        fresh.fill(context, proprietes={}, objet="essai")
    travelled = pickle.loads(pickle.dumps(fresh))
    for context in contexts:
        expected = SEGMENTED.fill(context, proprietes={}, objet="essai")
        assert travelled.fill(context, proprietes={}, objet="essai") == expected


def test_a_template_that_travelled_tells_its_faults_as_before() -> None:
    template = compiled(paragraphs("Un", "{{ a.b }}"))
    said = []
    for each in (template, pickle.loads(pickle.dumps(template))):
        with pytest.raises(TemplateError) as caught:
            each.fill({"a": {"c": 1}}, proprietes={}, objet="essai")
        said.append(str(caught.value))
    assert said[0] == said[1]
    assert "{{ a.b }}" in said[0]


def test_a_template_that_travelled_takes_no_library_that_compiles(tmp_path: Path) -> None:
    template = compiled(paragraphs("{{ x }}"))
    (tmp_path / "modele").write_bytes(pickle.dumps(template))
    script = (
        "import pickle, sys; template = pickle.load(open(sys.argv[1], 'rb'));"
        "content = template.fill({'x': 'é'}, proprietes={}, objet='essai');"
        "open(sys.argv[2], 'wb').write(content); print({'docx', 'docxtpl'} & set(sys.modules))"
    )
    filled = tmp_path / "rempli.docx"
    command = [sys.executable, "-c", script, str(tmp_path / "modele"), str(filled)]
    assert subprocess.run(command, capture_output=True, text=True).stdout == "set()\n"
    assert filled.read_bytes() == template.fill({"x": "é"}, proprietes={}, objet="essai")


def test_a_template_is_cut(make_template: MakeTemplate) -> None:
    template = compile_template(make_template(many_segments))

    assert [len(part.segments) for part in template.parts] == [4, 1]


def test_values_that_are_equal_but_print_otherwise_are_not_mixed_up() -> None:
    template = compiled(paragraphs("{{ x }}"))

    values: tuple[object, ...] = (1, True, 1.0, 0, False, (1,), [1])
    texts = [printed(template, x=value) for value in values]

    assert texts == [["1"], ["True"], ["1.0"], ["0"], ["False"], ["(1,)"], ["[1]"]]


def test_what_a_tag_sets_is_known_in_the_rest_of_the_document(fill: Fill) -> None:
    build = paragraphs(
        "{% set total = xs | length %}", FILLER, "{{ total }}", FILLER, "{{ total }}"
    )

    assert fill(build, xs=["a", "b"]).texts[2::2] == ["2", "2"]


def test_data_that_is_changed_in_place_is_printed_anew() -> None:
    template = compiled(paragraphs("{% for x in xs %}{{ x.nom }}{% endfor %}"))
    xs = [{"nom": "a"}]
    printed(template, xs=xs)

    xs[0]["nom"] = "b"

    assert printed(template, xs=xs) == ["b"]


def test_objects_are_printed_each_time() -> None:
    template = compiled(paragraphs("{{ x }}"))
    path = Path("a")

    assert printed(template, x=path) == ["a"]
    assert printed(template, x=path / "b") == ["a/b"]


def bookmarked(name: str, *texts: str) -> Callable[[Document], None]:
    """A body in which a bookmark begins in the first paragraph and ends in the last."""

    def build(document: Document) -> None:
        made = [document.add_paragraph(text) for text in texts]
        for kind, paragraph in (("bookmarkStart", made[0]), ("bookmarkEnd", made[-1])):
            mark = OxmlElement(f"w:{kind}")
            mark.set(qn("w:id"), "7")
            if kind == "bookmarkStart":
                mark.set(qn("w:name"), name)
            paragraph._p.append(mark)

    return build


def test_a_bookmark_over_several_paragraphs_keeps_its_end(fill: Fill) -> None:
    filled = fill(bookmarked("ici", "{{ x }}" + FILLER, FILLER, "{{ y }}"), x="a", y="b")

    marks = [e for e in filled.root().iter() if "bookmark" in str(e.tag)]
    assert [mark.get(qn("w:id")) for mark in marks] == ["7", "7"]


def test_copies_of_a_numbered_picture_get_ids_of_their_own(fill: Fill, tmp_path: Path) -> None:
    from PIL import Image

    picture = tmp_path / "image.png"
    Image.new("RGB", (4, 4)).save(picture)

    def build(document: Document) -> None:
        for field in ("a", "b"):
            document.add_paragraph(FILLER)
            document.add_paragraph(f"{{%p for x in {field} %}}")
            document.add_picture(str(picture))
            document.add_paragraph("{%p endfor %}")

    filled = fill(build, a=[1, 2, 3], b=[1, 2])

    ids = [e.get("id") for e in filled.root().iter() if str(e.tag).endswith("}docPr")]
    assert len(ids) == len(set(ids)) == 5


def printed(template: CompiledTemplate, **contexte: object) -> list[str]:
    return Filled(template.fill(contexte, proprietes={}, objet="essai")).texts
