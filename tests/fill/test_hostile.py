"""Files that harm, and values as no one would type them: told, or printed as they are."""

import re
import struct
import zipfile
from pathlib import Path

import pytest
from docx.document import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from assembler.errors import TemplateError
from assembler.fill import compile_template, open_check
from tests.fill.conftest import Filled, MakeTemplate, compiled, paragraphs, table


def message(modele: Path) -> str:
    with pytest.raises(TemplateError) as caught:
        compile_template(modele)
    assert caught.value.todo
    return str(caught.value)


def members(modele: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(modele) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_two_members_of_one_name_are_refused(make_template: MakeTemplate) -> None:
    modele = make_template(paragraphs("x"))
    body = members(modele)["word/document.xml"]
    with (
        pytest.warns(UserWarning, match="Duplicate name"),
        zipfile.ZipFile(modele, "a") as archive,
    ):
        archive.writestr("word/document.xml", body.replace(b">x<", b">autre<"))

    assert "deux éléments de l'archive ont le même nom" in message(modele)


def test_a_member_with_a_password_is_refused(make_template: MakeTemplate) -> None:
    modele = make_template(paragraphs("x"))
    data = bytearray(modele.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for match in re.finditer(signature, bytes(data)):
            flags = struct.unpack_from("<H", data, match.start() + offset)[0]
            struct.pack_into("<H", data, match.start() + offset, flags | 1)
    modele.write_bytes(data)

    assert "protégé par un mot de passe" in message(modele)


def test_a_bomb_that_hides_its_size_is_refused(make_template: MakeTemplate) -> None:
    modele = make_template(paragraphs("x"))
    with zipfile.ZipFile(modele, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image9.png", bytes(50_000_000))
    data = bytearray(modele.read_bytes())
    for match in re.finditer(re.escape(struct.pack("<I", 50_000_000)), bytes(data)):
        struct.pack_into("<I", data, match.start(), 1000)
    modele.write_bytes(data)

    assert "modele.docx" in message(modele)


def test_a_bomb_of_entities_is_refused(make_template: MakeTemplate) -> None:
    modele = make_template(paragraphs("x"))
    parts = members(modele)
    lol = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    head, body = parts["word/document.xml"].split(b"?>", 1)
    parts["word/document.xml"] = head + b"?>" + lol + body.replace(b">x<", b">&b;<")
    with zipfile.ZipFile(modele, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)

    assert "déclare des entités XML" in message(modele)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("vide.docx", b""),
        ("texte.docx", "Un modèle en texte".encode()),
        ("image.docx", b"\x89PNG\r\n\x1a\n" + bytes(100)),
        ("page.docx", b"<html><body>{{ x }}</body></html>"),
        ("ancien.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)),
    ],
)
def test_files_that_are_no_docx_are_named(tmp_path: Path, name: str, content: bytes) -> None:
    modele = tmp_path / name
    modele.write_bytes(content)

    assert message(modele).startswith(name)


def test_a_folder_in_the_place_of_a_template_is_refused(tmp_path: Path) -> None:
    (tmp_path / "modele.docx").mkdir()

    assert "le modèle ne peut pas être lu" in message(tmp_path / "modele.docx")


def test_a_spreadsheet_is_no_template(tmp_path: Path) -> None:
    from openpyxl import Workbook

    modele = tmp_path / "modele.docx"
    Workbook().save(modele)

    assert "ce n'est pas un document Word .docx ordinaire" in message(modele)


# --- values -----------------------------------------------------------------------------------


def everywhere(document: Document) -> None:
    """The value in the body, in a cell that is merged by it, in the footer, in a property."""
    document.add_paragraph("{{ x }}")
    table(("{%tr for y in (x, x) %}",), ("{{ fusion(y) }}{{ y }}",), ("{%tr endfor %}",))(document)
    document.sections[0].footer.paragraphs[0].text = "{{ x }}"
    document.core_properties.title = "{{ x }}"


TEMPLATE = compiled(everywhere)
NASTY = (
    "Lefèvre & Fils",
    "<w:p/>",
    "</w:t></w:r></w:p>",
    "]]>",
    "{{ 7 * 7 }}",
    "{% for %}",
    "{# #}",
    "{{",
    "%}",
    "&amp;",
    "a\x00b\x08c\x1bd\ufffe",
    "\u202eeuqsirf\u202c \u200f\u05d0\u05d1",
    "\ud800",
    "é" * 300,
    "Zoé 👩\u200d👩\u200d👧 🎓",
    "CON",
    "../../x",
    "fin. ...",
    "\ufdd4x\ufdd4 \ufdd7 \ufdd5",
    "'\"`",
)


@pytest.mark.parametrize("value", NASTY)
def test_a_value_is_printed_as_it_is(value: str) -> None:
    filled = Filled(TEMPLATE.fill({"x": value}, proprietes={"cle": value}, objet="essai"))

    seen = "".join(c for c in value if c >= " " and not _is_no_character(c))
    assert filled.texts == [seen]
    assert filled.rows() == [[seen], [""]]
    assert filled.document.sections[0].footer.paragraphs[0].text == seen
    assert filled.document.core_properties.title == seen
    assert open_check(filled.data) == []


def _is_no_character(c: str) -> bool:
    return "\ud800" <= c <= "\udfff" or "\ufdd0" <= c <= "\ufdef" or c in "\ufffe\uffff"


@given(st.text(max_size=40))
@settings(max_examples=150, deadline=None)
def test_no_value_breaks_a_document(value: str) -> None:
    data = TEMPLATE.fill({"x": value}, proprietes={"cle": value}, objet="essai")

    assert open_check(data) == []


def test_an_outside_auditor_accepts_them(tmp_path: Path) -> None:
    from openxml_audit import OpenXmlValidator

    def build(document: Document) -> None:
        for rank in range(len(NASTY)):
            document.add_paragraph(f"{{{{ xs[{rank}] }}}}")
        everywhere(document)

    output = tmp_path / "rempli.docx"
    fields = {"xs": NASTY, "x": "".join(NASTY)}
    output.write_bytes(compiled(build).fill(fields, proprietes={"cle": "é&<"}, objet="essai"))

    assert [str(error) for error in OpenXmlValidator().validate(output).errors] == []
