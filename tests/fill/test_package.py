"""The package: harmless templates only, sound documents, the same bytes everywhere."""

import hashlib
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document

from assembler.errors import TemplateError
from assembler.fill import compile_template, open_check
from assembler.fill.archive import deflate, write_zip
from tests.fill.conftest import MakeTemplate, paragraphs, table


def rewritten(modele: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The template with its members changed."""
    with zipfile.ZipFile(modele) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(modele, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return modele


def refusal(modele: Path) -> str:
    with pytest.raises(TemplateError) as caught:
        compile_template(modele)
    return str(caught.value)


def test_a_zip_bomb_is_refused(make_template: MakeTemplate) -> None:
    def bomb(parts: dict[str, bytes]) -> None:
        parts["word/media/image.png"] = bytes(20_000_000)

    assert "ce n'est pas un document normal" in refusal(
        rewritten(make_template(paragraphs("x")), bomb)
    )


def test_external_entities_are_refused(make_template: MakeTemplate) -> None:
    def infect(parts: dict[str, bytes]) -> None:
        head, body = parts["word/document.xml"].split(b"?>", 1)
        doctype = b'<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        parts["word/document.xml"] = head + b"?>" + doctype + body.replace(b">x<", b">&e;<")

    assert "déclare des entités XML" in refusal(rewritten(make_template(paragraphs("x")), infect))


def test_a_dangling_relationship_is_refused(make_template: MakeTemplate) -> None:
    def cut(parts: dict[str, bytes]) -> None:
        del parts["word/styles.xml"]

    assert "renvoie à « word/styles.xml », qui n'existe pas" in refusal(
        rewritten(make_template(paragraphs("x")), cut)
    )


def test_a_document_with_macros_is_refused(make_template: MakeTemplate) -> None:
    def macros(parts: dict[str, bytes]) -> None:
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
            b"vnd.ms-word.document.macroEnabled.main+xml",
        )

    assert "sans macros" in refusal(rewritten(make_template(paragraphs("x")), macros))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ((b"<w:p>", b"<w:p"), "n'est pas du XML correct"),
        ((b"</w:p></w:tc>", b"</w:p><w:tbl/></w:tc>"), "une cellule ne finit pas par un paragr"),
        ((b"<w:body>", b'<w:body><w:p r:id="rId99"/>'), "le lien « rId99 » ne mène nulle part"),
        (
            (b"</w:p></w:tc>", b'<w:bookmarkStart w:id="1" w:name="a"/></w:p></w:tc>'),
            "l'identifiant signet a sert deux fois",
        ),
    ],
)
def test_the_check_sees_what_word_would_repair(
    make_template: MakeTemplate, change: tuple[bytes, bytes], fault: str
) -> None:
    modele = make_template(table(("a", "b")))
    assert open_check(modele.read_bytes()) == []

    def spoil(parts: dict[str, bytes]) -> None:
        document = parts["word/document.xml"]
        assert change[0] in document
        parts["word/document.xml"] = document.replace(*change)

    rewritten(modele, spoil)

    assert any(fault in found for found in open_check(modele.read_bytes()))


def test_a_written_zip_is_read_by_others(tmp_path: Path) -> None:
    contents = {"a.xml": b"<a/>", "é/b.bin": os.urandom(5000), "vide": b""}
    file = tmp_path / "x.zip"
    file.write_bytes(write_zip(deflate(name, data) for name, data in contents.items()))

    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == contents


RICH = """
import sys
from pathlib import Path
from assembler.fill import compile_template
modele = compile_template(Path(sys.argv[1]))
contexte = {"titre": "É & <b>", "xs": [{"code": c, "n": n} for c in "aab" for n in (1, 2)]}
sys.stdout.buffer.write(modele.fill(contexte, proprietes={"v": "1", "k": "é"}, objet="essai"))
"""


def rich(document: Document) -> None:
    document.core_properties.title = "{{ titre }}"
    document.sections[0].footer.paragraphs[0].text = "{{ titre }}"
    table(
        ("{%tr for x in xs %}",),
        ("{{ fusion(x.code) }}{{ x.code }}", "{{ x.n }}"),
        ("{%tr endfor %}",),
    )(document)
    document.add_paragraph("{{ titre }}")


def test_the_same_bytes_whatever_the_surroundings(
    make_template: MakeTemplate, tmp_path: Path
) -> None:
    modele = make_template(rich)
    surroundings = (
        {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "2", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8"},
    )
    digests = {
        hashlib.sha256(
            subprocess.run(
                [sys.executable, "-c", RICH, str(modele)],
                env={**os.environ, **changed},
                cwd=folder,
                capture_output=True,
                check=True,
            ).stdout
        ).hexdigest()
        for changed, folder in zip(surroundings, (tmp_path, Path.cwd()), strict=True)
    }

    assert len(digests) == 1


def test_an_outside_auditor_finds_nothing(make_template: MakeTemplate, tmp_path: Path) -> None:
    from openxml_audit import OpenXmlValidator

    modele = make_template(rich)
    contexte = {"titre": "a\nb\tc", "xs": [{"code": c, "n": n} for c in "aab" for n in (1, 2)]}
    output = tmp_path / "rempli.docx"
    output.write_bytes(compile_template(modele).fill(contexte, proprietes={"v": "1"}, objet="x"))

    result = OpenXmlValidator().validate(output)

    assert [str(error) for error in result.errors] == []


def test_the_fingerprint_is_that_of_template_and_logo(make_template: MakeTemplate) -> None:
    modele = make_template(paragraphs("x"))

    assert compile_template(modele).sha256 == hashlib.sha256(modele.read_bytes()).hexdigest()
