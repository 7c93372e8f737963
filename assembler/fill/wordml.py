"""Names of WordprocessingML and the one way XML is parsed in this room: strictly."""

from collections.abc import Callable
from typing import Final, cast

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

BODY: Final = W + "body"
P: Final = W + "p"
T: Final = W + "t"
R_RUN: Final = W + "r"
TBL: Final = W + "tbl"
TR: Final = W + "tr"
TC: Final = W + "tc"


DECLARATION: Final = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_PREFIXES: Final = {"w": W[1:-1], "r": R[1:-1]}
_LINKS: Final = etree.XPath("//@r:*", namespaces=_PREFIXES)


class ForbiddenXmlError(ValueError):
    """The XML carries a document type: the way external entities and entity bombs come in."""


# One for all: a parser remembers the names it has met.
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def parse_xml(data: bytes) -> etree._Element:
    """Parse one part of a package.

    Raises `lxml.etree.XMLSyntaxError` when it is not well formed, `ForbiddenXmlError` when it has
    a document type (no Office program writes one).
    """
    root = etree.fromstring(data, _PARSER)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ForbiddenXmlError
    return root


def serialise(root: etree._Element) -> bytes:
    """The bytes of a part, declared as Word declares them."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def selector(path: str) -> Callable[[etree._Element], list[etree._Element]]:
    """A search for elements by XPath (prefixes w and r), compiled once; much faster than a loop."""
    search = etree.XPath(path, namespaces=_PREFIXES)

    def select(root: etree._Element) -> list[etree._Element]:
        return cast("list[etree._Element]", search(root))

    return select


def linked_ids(root: etree._Element) -> set[str]:
    """The relationships that a part makes use of, by id."""
    values = cast("list[object]", _LINKS(root))
    return {str(value) for value in values if value}


def integer(element: etree._Element | None, attribute: str, default: int) -> int:
    """A whole number held by an attribute; `default` where element or attribute is absent."""
    value = element.get(attribute) if element is not None else None
    return int(value) if value is not None else default
