"""What was filled in: the controls of a document, read back by their tags."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Final

from lxml import etree

from assembler.errors import InputError, Where, reason_of
from assembler.fill.wordml import W14, ForbiddenXmlError, P, T, W, parse_xml

_BREAKS: Final = (W + "br", W + "cr")
_YES: Final = ("1", "true", "on")


def read_controls(document: Path) -> dict[str, bool | str]:
    """The controls of a .docx that carry a tag: tag → whether the box is ticked, or the text, lines
    apart by newlines, "" for what was left empty; of a list, the answer chosen.

    In the order of the document. InputError when the file is no .docx, when a tag is there twice,
    or when the controls have lost their tags, as LibreOffice 7.4 saves them.
    """
    found: dict[str, bool | str] = {}
    controls = [control for part in _stories(document) for control in part.iter(W + "sdt")]
    for control in controls:
        tag = control.find(f"{W}sdtPr/{W}tag")
        name = "" if tag is None else tag.get(W + "val", "")
        if name and name in found:
            raise InputError(
                f"le champ « {name} » s'y trouve deux fois.",
                where=Where(document),
                todo="Gardez-en un : on ne saurait pas lequel lire.",
            )
        if name:
            found[name] = _value(control)
    if controls and not found:
        raise InputError(
            "les champs de ce document ont perdu leur repère.",
            where=Where(document),
            todo="Un autre programme que Word l'a enregistré : reportez les réponses dans une "
            "grille neuve.",
        )
    return found


def _stories(document: Path) -> list[etree._Element]:
    """The parts that can hold controls, the body first."""
    try:
        with zipfile.ZipFile(BytesIO(document.read_bytes())) as archive:
            names = [n for n in archive.namelist() if n.startswith("word/") and n.endswith(".xml")]
            names.sort(key=lambda name: (name != "word/document.xml", name))
            roots = [parse_xml(archive.read(name)) for name in names if "/glossary/" not in name]
    except OSError as error:
        raise InputError(
            f"ce fichier ne peut pas être lu ({reason_of(error)}).", where=Where(document)
        ) from error
    except (zipfile.BadZipFile, etree.XMLSyntaxError, ForbiddenXmlError) as error:
        raise InputError(
            "ce n'est pas un document Word .docx.",
            where=Where(document),
            todo="Ouvrez-le dans Word et enregistrez-le sous « Document Word (*.docx) ».",
        ) from error
    return roots


def _value(control: etree._Element) -> bool | str:
    properties = control.find(W + "sdtPr")
    assert properties is not None
    box = properties.find(W14 + "checkbox")
    if box is not None:
        checked = box.find(W14 + "checked")
        return checked is not None and checked.get(W14 + "val", "1") in _YES
    if properties.find(W + "showingPlcHdr") is not None:
        return ""
    content = control.find(W + "sdtContent")
    shown = "" if content is None else _text(content)
    choices = {
        e.get(W + "displayText"): e.get(W + "value") for e in properties.iter(W + "listItem")
    }
    return choices.get(shown) or shown


def _text(content: etree._Element) -> str:
    """The text of a control, in lines; spaces around it, which the empty field had, left out."""
    pieces: list[str] = []
    for element in content.iter(T, P, W + "tab", *_BREAKS):
        if element.tag == T:
            pieces.append(element.text or "")
        elif element.tag == W + "tab":
            pieces.append("\t")
        elif element.tag != P or any(pieces):
            pieces.append("\n")
    return "".join(pieces).strip()
