"""Document properties: the custom ones that identify a document, and the core ones."""

from collections.abc import Mapping
from typing import Final

from lxml import etree
from markupsafe import escape

from assembler.fill.marks import printable, without_marks
from assembler.fill.package import (
    add_content_type,
    add_relationship,
    content_types,
    relationships,
)
from assembler.fill.wordml import parse_xml, serialise

_CUSTOM_TYPE: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CORE_TYPE: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_CUSTOM_REL: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
)
_CUSTOM_NS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VT_NS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FMTID: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_OF_THE_MOMENT: Final = ("created", "modified", "lastPrinted", "lastModifiedBy", "revision")


def prepare_custom_part(parts: dict[str, bytes]) -> str:
    """Give the package a part for custom properties; returns its member name."""
    for relationship in relationships(parts, ""):
        if relationship.type == _CUSTOM_REL and relationship.target in parts:
            return relationship.target
    name = "docProps/custom.xml"
    parts[name] = custom_part({})
    add_content_type(parts, name, _CUSTOM_TYPE)
    add_relationship(parts, "", _CUSTOM_REL, name)
    return name


def custom_part(properties: Mapping[str, str]) -> bytes:
    """The part that holds these custom properties, all of them texts."""
    items = "".join(
        f'<property fmtid="{_FMTID}" pid="{pid}" name="{escape(printable(name))}">'
        f"<vt:lpwstr>{escape(printable(value))}</vt:lpwstr></property>"
        for pid, (name, value) in enumerate(properties.items(), 2)
    )
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{_CUSTOM_NS}" xmlns:vt="{_VT_NS}">{items}</Properties>'
    )
    return without_marks(xml.encode())


def read_custom_part(data: bytes) -> dict[str, str]:
    """The custom properties of a part, as texts."""
    root = parse_xml(data)
    return {
        e.get("name", ""): "".join(str(t) for t in e.itertext())
        for e in root.iter(f"{{{_CUSTOM_NS}}}property")
    }


def forget_the_moment(parts: dict[str, bytes]) -> str | None:
    """Drop who last saved the template, and when, from the core properties; returns their part.

    They would say something untrue of a document made from it, and the clock has no place here.
    """
    name = next((n for n, kind in content_types(parts).items() if kind == _CORE_TYPE), None)
    if name is None:
        return None
    root = parse_xml(parts[name])
    for element in list(root):
        if etree.QName(element).localname in _OF_THE_MOMENT:
            root.remove(element)
    parts[name] = serialise(root)
    return name
