"""Content controls: what the jury ticks and writes, each under the tag it is read back by."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx.document import Document
from docxtpl import DocxTemplate, InlineImage
from hypothesis import given
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator
from PIL import Image

from assembler.errors import InputError, TemplateError
from assembler.fill import compile_template, open_check, read_controls
from assembler.fill.controls import Genre, control, short
from tests.controls import W14, W, controls, fill_in, property_of, saved_by_libreoffice
from tests.fill.conftest import Fill, MakeTemplate, compiled, paragraphs, table

A, B = control("case", "C1=A", "C1 : acquis"), control("case", "C1=B", "C1 : non acquis")
NOTE = control("saisie", "C1/note", "Observation sur C1")
DAY = control("date", "date", "Date de l’épreuve")
WAY = control("choix", "voie", "Voie d’accès", ("VAE", "apprentissage"))


def grid(document: Document) -> None:
    """Loops in rows and in cells, a list, a date, a footer."""
    document.add_paragraph("Le {{ jour }}, voie : {{ voie }}.").runs[0].bold = True
    table(
        ("{%tr for c in competences %}", "", "", "", ""),
        (
            "{{ c.code }}",
            "{%tc for case in c.cases %}",
            "{{ case }}",
            "{%tc endfor %}",
            "x{{ c.note }}",
        ),
        ("{%tr endfor %}", "", "", "", ""),
    )(document)
    document.sections[0].footer.paragraphs[0].text = "Visa : {{ visa }}"


def context(*codes: str) -> dict[str, object]:
    return {
        "jour": DAY,
        "voie": WAY,
        "visa": control("saisie", "visa", "Visa"),
        "competences": tuple(
            {
                "code": code,
                "cases": tuple(
                    control("case", f"{code}={level}", f"{code} : {level}") for level in "AN"
                ),
                "note": control("saisie", f"{code}/note", f"Observation sur {code}"),
            }
            for code in codes
        ),
    }


TAGS = ["date", "voie", "C1=A", "C1=N", "C1/note", "C2=A", "C2=N", "C2/note", "visa"]


def filled(template: Path, *codes: str) -> bytes:
    data = compile_template(template).fill(context(*codes), proprietes={}, objet="essai")
    assert open_check(data) == []
    return data


@pytest.fixture
def document(make_template: MakeTemplate, tmp_path: Path) -> Path:
    """A filled grid, on the disk."""
    path = tmp_path / "grille.docx"
    path.write_bytes(filled(make_template(grid), "C1", "C2"))
    return path


def test_each_control_has_its_tag_name_lock_and_id(fill: Fill) -> None:
    one, two = controls(
        fill(paragraphs("{{ a }} oui {{ b }} non"), a=A, b=B).parts["word/document.xml"]
    )
    assert [property_of(one, name) for name in ("tag", "alias", "lock")] == [
        "C1=A",
        "C1 : acquis",
        "sdtLocked",
    ]
    assert property_of(two, "tag") == "C1=B"
    assert property_of(one, "id") != property_of(two, "id")
    assert one.find(f"{W}sdtPr/{W14}checkbox/{W14}checked").get(W14 + "val") == "0"
    assert "".join(one.itertext()) == "☐"


def test_words_around_keep_their_place_and_their_form(fill: Fill) -> None:
    def build(document: Document) -> None:
        document.add_paragraph().add_run("avant {{ a }} entre {{ b }}\taprès").bold = True

    body = fill(build, a=A, b=B).root().find(f"{W}body")
    said = "".join(t.text or "" for t in body.iter(W + "t"))
    assert said == "avant ☐ entre ☐après"
    assert len(list(body.iter(W + "tab"))) == 1
    assert all(run.find(f"{W}rPr/{W}b") is not None for run in body.iter(W + "r"))


def test_a_control_is_found_wherever_it_is_printed(document: Path) -> None:
    assert list(read_controls(document)) == TAGS
    assert set(read_controls(document).values()) == {False, ""}


def test_ids_stay_when_other_items_come_or_change_their_number(make_template: MakeTemplate) -> None:
    def ids(data: bytes) -> dict[str | None, str | None]:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            found = controls(archive.read("word/document.xml"))
        return {property_of(one, "tag"): property_of(one, "id") for one in found}

    template = make_template(grid)
    before, after = ids(filled(template, "C1", "C2")), ids(filled(template, "C0", "C2", "C3"))
    common = before.keys() & after.keys()
    assert {"C2=A", "C2=N", "C2/note"} <= common
    assert all(before[tag] == after[tag] for tag in common)


def test_what_a_run_keeps_does_not_show(make_template: MakeTemplate) -> None:
    """Documents filled after others are those filled alone."""
    shared = compile_template(make_template(grid))
    for codes in (("C1", "C2"), ("C1",), (), ("C1", "C2")):
        alone = filled(shared.modele, *codes)
        assert shared.fill(context(*codes), proprietes={}, objet="essai") == alone


def test_beside_a_picture_of_the_context(make_template: MakeTemplate, tmp_path: Path) -> None:
    """Such a document goes docxtpl's way."""
    Image.new("RGB", (4, 4)).save(tmp_path / "carre.png")
    template = make_template(paragraphs("{{ carre }}", "{{ a }} {{ b }}"))
    picture = InlineImage(DocxTemplate(template), str(tmp_path / "carre.png"))
    data = compile_template(template).fill(
        {"carre": picture, "a": A, "b": B}, proprietes={}, objet="essai"
    )
    assert open_check(data) == []
    (tmp_path / "x.docx").write_bytes(data)
    assert read_controls(tmp_path / "x.docx") == {"C1=A": False, "C1=B": False}
    assert "documentProtection" in settings(data)


def settings(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read("word/settings.xml").decode()


def test_only_a_document_with_controls_is_protected(make_template: MakeTemplate) -> None:
    template = compile_template(make_template(paragraphs("{% if oui %}{{ a }}{% endif %}")))
    forms = '<w:documentProtection w:edit="forms" w:enforcement="1"/>'
    with_one = settings(template.fill({"oui": True, "a": A}, proprietes={}, objet=""))
    without = settings(template.fill({"oui": False, "a": A}, proprietes={}, objet=""))
    assert forms in with_one
    assert "documentProtection" not in without
    # The order of the schema.
    assert with_one.index("w:zoom") < with_one.index(forms) < with_one.index("w:defaultTabStop")


def test_a_template_without_settings_is_given_some(
    make_template: MakeTemplate, tmp_path: Path
) -> None:
    whole, bare = make_template(paragraphs("{{ a }}")), tmp_path / "sans.docx"
    with zipfile.ZipFile(whole) as archive, zipfile.ZipFile(bare, "w") as without:
        for name in archive.namelist():
            content = archive.read(name)
            if name in ("word/_rels/document.xml.rels", "[Content_Types].xml"):
                content = re.sub(rb"<(?:Relationship|Override)\b[^>]*settings[^>]*/>", b"", content)
            if name != "word/settings.xml":
                without.writestr(name, content)
    data = compile_template(bare).fill({"a": A}, proprietes={}, objet="")
    assert open_check(data) == []
    assert "documentProtection" in settings(data)


def test_a_field_printed_twice_is_told(make_template: MakeTemplate) -> None:
    """In one segment, and in two."""
    apart = ["{{ autre }} " + "mot " * 300] * 2
    for build in (paragraphs("{{ a }} {{ a }}"), paragraphs("{{ a }}", *apart, "{{ a }}")):
        with pytest.raises(TemplateError, match="« C1=A » y est deux fois") as told:
            compile_template(make_template(build)).fill(
                {"a": A, "autre": "x"}, proprietes={}, objet="grille de E1"
            )
        assert "grille de E1" in str(told.value)


@pytest.mark.parametrize("tag", ["{{r a }}", "{{p a }}"])
def test_a_field_that_takes_the_place_of_its_run_is_told(
    make_template: MakeTemplate, tag: str
) -> None:
    with pytest.raises(TemplateError):
        compile_template(make_template(paragraphs(tag))).fill(
            {"a": A}, proprietes={}, objet="essai"
        )


def test_a_merged_cell_keeps_the_first_control_only(fill: Fill) -> None:
    rows = ({"c": A}, {"c": B})
    build = table(
        ("{%tr for r in rows %}", ""), ("{{ fusion(1) }}{{ r.c }}", "x"), ("{%tr endfor %}", "")
    )
    [only] = controls(fill(build, rows=rows).parts["word/document.xml"])
    assert property_of(only, "tag") == "C1=A"


@given(st.text(max_size=90), st.text(max_size=90), st.sampled_from(["case", "saisie", "choix"]))
def test_any_tag_and_name_make_a_sound_document(tag: str, name: str, genre: Genre) -> None:
    one = control(genre, f"a{tag}", name, ("x & y", tag))
    data = TEMPLATE.fill({"a": one, "b": B}, proprietes={}, objet="essai")
    assert open_check(data) == []
    with zipfile.ZipFile(BytesIO(data)) as archive:
        made, _ = controls(archive.read("word/document.xml"))
    assert 0 < len(property_of(made, "tag") or "") <= 64
    assert len(property_of(made, "alias") or "") <= 64


TEMPLATE = compiled(paragraphs("{{ a }} {{ b }}"))


@given(st.text(min_size=65), st.text(min_size=65))
def test_shortened_tags_stay_apart(one: str, other: str) -> None:
    assert (short(one) == short(other)) == (one == other)


def test_the_documents_have_no_finding(document: Path) -> None:
    result = OpenXmlValidator().validate(document)
    assert [f"{error.path} {error.description}" for error in result.errors] == []


# --- reading back ---------------------------------------------------------------------------------

ANSWERS: dict[str, bool | str] = {
    "date": "14/06/2027",
    "voie": "VAE",
    "C1=A": True,
    "C2=N": True,
    "C2/note": "Très bien, mais\nle devis « A & B » manque.",
    "visa": "HSP",
}


def test_each_mark_is_read_back_on_its_code(document: Path, tmp_path: Path) -> None:
    fill_in(document, tmp_path / "remplie.docx", ANSWERS)
    expected = {tag: ANSWERS.get(tag, False if "=" in tag else "") for tag in TAGS}
    assert read_controls(tmp_path / "remplie.docx") == expected


def test_controls_without_their_tags_are_not_taken_for_empty(
    document: Path, tmp_path: Path
) -> None:
    """As LibreOffice 7.4 saves a filled document."""
    changed(document, tmp_path / "x.docx", rb'<w:tag w:val="[^"]*"/>', b"")
    with pytest.raises(InputError, match="perdu leur repère"):
        read_controls(tmp_path / "x.docx")


@pytest.mark.slow
def test_a_template_saved_by_libreoffice_keeps_its_controls(
    make_template: MakeTemplate, document: Path, tmp_path: Path
) -> None:
    saved = saved_by_libreoffice(make_template(grid), tmp_path)
    (tmp_path / "refaite.docx").write_bytes(filled(saved, "C1", "C2"))
    assert read_controls(tmp_path / "refaite.docx") == read_controls(document)


def test_two_controls_of_one_tag_are_refused(document: Path, tmp_path: Path) -> None:
    changed(document, tmp_path / "x.docx", b'"C1=A"', b'"C1=N"')
    with pytest.raises(InputError, match="« C1=N » s'y trouve deux fois"):
        read_controls(tmp_path / "x.docx")


def changed(document: Path, target: Path, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(document) as archive, zipfile.ZipFile(target, "w") as copy:
        for name in archive.namelist():
            copy.writestr(name, re.sub(old, new, archive.read(name)))


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.7"])
def test_a_file_that_is_no_docx_is_told(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(content)
    with pytest.raises(InputError, match="pas un document Word"):
        read_controls(tmp_path / "x.docx")
    with pytest.raises(InputError, match="ne peut pas être lu"):
        read_controls(tmp_path / "absent.docx")
