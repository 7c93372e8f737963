"""Contexts that hold docxtpl's own objects: pictures, formatted texts."""

from pathlib import Path

import pytest
from docx.document import Document
from docx.shared import Mm
from docxtpl import InlineImage, Listing, RichText
from PIL import Image

from assembler.errors import TemplateError
from assembler.fill import compile_template, open_check
from tests.fill.conftest import Fill, Filled, MakeTemplate, paragraphs


def picture(path: Path, colour: str) -> str:
    Image.new("RGB", (8, 8), colour).save(path)
    return str(path)


def with_pictures(document: Document) -> None:
    for text in ("{{ nom }}", "{%p for x in images %}", "{{ x }}", "{%p endfor %}"):
        document.add_paragraph(text)
    document.sections[0].footer.paragraphs[0].text = "{{ pied }}"


def test_pictures_stand_in_the_body_and_in_the_footer(
    make_template: MakeTemplate, tmp_path: Path
) -> None:
    template = compile_template(make_template(with_pictures))
    red, blue = (picture(tmp_path / f"{colour}.png", colour) for colour in ("red", "blue"))
    fields = {
        "nom": "É & <",
        "images": [InlineImage(None, red, width=Mm(10)), InlineImage(None, blue)],
        "pied": InlineImage(None, red),
    }

    data = template.fill(fields, proprietes={"cle": "1"}, objet="essai")

    filled = Filled(data)
    assert open_check(data) == []
    assert filled.texts[0] == "É & <"
    assert len(filled.document.inline_shapes) == 2
    media = [name for name in filled.parts if name.startswith("word/media/")]
    assert len(media) == 2
    assert b"r:embed" in filled.parts["word/footer1.xml"]
    assert b"cle" in filled.parts["docProps/custom.xml"]
    assert template.fill(fields, proprietes={"cle": "1"}, objet="essai") == data


def test_an_outside_auditor_accepts_pictures(make_template: MakeTemplate, tmp_path: Path) -> None:
    from openxml_audit import OpenXmlValidator

    image = InlineImage(None, picture(tmp_path / "x.png", "red"))
    fields = {"nom": "a", "images": [image, image], "pied": image}
    output = tmp_path / "rempli.docx"
    template = compile_template(make_template(with_pictures))
    output.write_bytes(template.fill(fields, proprietes={}, objet="essai"))

    assert [str(error) for error in OpenXmlValidator().validate(output).errors] == []


def test_a_picture_that_can_t_be_read_is_told_with_its_place(
    make_template: MakeTemplate, tmp_path: Path
) -> None:
    template = compile_template(make_template(with_pictures))
    fields = {"nom": "a", "images": [InlineImage(None, str(tmp_path / "absent.png"))], "pied": ""}

    with pytest.raises(TemplateError, match=r"corps, paragraphe 3 .*« \{\{ x \}\} » — essai"):
        template.fill(fields, proprietes={}, objet="essai")


def test_formatted_texts_keep_their_format_and_breaks(fill: Fill) -> None:
    text = RichText("gras & <", bold=True)
    text.add("\nsuite")

    filled = fill(paragraphs("{{r riche }} fin", "{{ liste }}"), riche=text, liste=Listing("a\nb"))

    first, second = filled.document.paragraphs[:2]
    assert first.text == "gras & <\nsuite fin"
    assert [run.bold for run in first.runs if run.text.strip() == "gras & <"] == [True]
    assert second.text == "a\nb"
