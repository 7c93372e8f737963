"""What a jury does in Word: fills in the controls of a document, and saves it."""

import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def controls(data: bytes) -> list[etree._Element]:
    """The controls of a part, in order."""
    return list(etree.fromstring(data).iter(W + "sdt"))


def property_of(control: etree._Element, name: str) -> str | None:
    found = control.find(f"{W}sdtPr/{W}{name}")
    return None if found is None else found.get(W + "val")


def fill_in(source: Path, target: Path, answers: Mapping[str, bool | str]) -> None:
    """Writes `target`: `source` with these controls filled in, as Word leaves them."""
    left = dict(answers)
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as filled:
        for name in archive.namelist():
            content = archive.read(name)
            if name.startswith("word/") and name.endswith(".xml"):
                root = etree.fromstring(content)
                for control in root.iter(W + "sdt"):
                    tag = property_of(control, "tag")
                    if tag in left:
                        _answer(control, left.pop(tag))
                content = etree.tostring(root)
            filled.writestr(name, content)
    assert not left, f"no such control: {sorted(left)}"


def _answer(control: etree._Element, answer: bool | str) -> None:
    properties = control.find(W + "sdtPr")
    text = next(control.find(W + "sdtContent").iter(W + "t"))
    if isinstance(answer, bool):
        properties.find(f"{W14}checkbox/{W14}checked").set(W14 + "val", str(int(answer)))
        text.text = "☒" if answer else "☐"
        return
    properties.remove(properties.find(W + "showingPlcHdr"))
    first, *more = answer.split("\n")
    text.text = first
    for line in reversed(more):
        after = etree.Element(W + "t")
        after.text = line
        text.addnext(after)
        text.addnext(etree.Element(W + "br"))


def saved_by_libreoffice(document: Path, folder: Path) -> Path:
    """The document as LibreOffice saves it, in a folder of its own under `folder`."""
    command = ["soffice", f"-env:UserInstallation={(folder / 'profil').as_uri()}", "--headless"]
    command += ["--convert-to", "docx:Office Open XML Text", "--outdir", str(folder / "lo")]
    subprocess.run([*command, str(document)], check=True, capture_output=True, timeout=120)
    return folder / "lo" / document.name
