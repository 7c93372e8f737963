"""Form protection: in a document with controls, nothing else can be changed by accident."""

from typing import Final

from lxml import etree

from assembler.fill.package import add_content_type, add_relationship, relationships
from assembler.fill.wordml import W, parse_xml, serialise

_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"
_REL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings"
_PROTECTION: Final = W + "documentProtection"
# fmt: off
_BEFORE: Final = frozenset(
    W + name
    for name in (
        "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime",
        "doNotDisplayPageBoundaries", "displayBackgroundShape", "printPostScriptOverText",
        "printFractionalCharacterWidth", "printFormsData", "embedTrueTypeFonts", "embedSystemFonts",
        "saveSubsetFonts", "saveFormsData", "mirrorMargins", "alignBordersAndEdges",
        "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "gutterAtTop",
        "hideSpellingErrors", "hideGrammaticalErrors", "activeWritingStyle", "proofState",
        "formsDesign", "attachedTemplate", "linkStyles", "stylePaneFormatFilter",
        "stylePaneSortMethod", "documentType", "mailMerge", "revisionView", "trackRevisions",
        "doNotTrackMoves", "doNotTrackFormatting",
    )
)
# fmt: on
"""What the schema wants before the protection (ISO/IEC 29500-1, CT_Settings)."""


def prepare_settings(parts: dict[str, bytes], main: str) -> str:
    """The settings part of the document `main`, made if it has none; returns its member name."""
    for relationship in relationships(parts, main):
        if relationship.type == _REL and relationship.target in parts:
            return relationship.target
    name = "word/settings.xml"
    parts[name] = serialise(etree.Element(W + "settings", nsmap={"w": W[1:-1]}))
    add_content_type(parts, name, _TYPE)
    add_relationship(parts, main, _REL, name)
    return name


def protected(settings: bytes) -> bytes:
    """The settings with form protection, without a password: it is against accidents only. A
    protection that the template has stays as it is."""
    root = parse_xml(settings)
    if root.find(_PROTECTION) is not None:
        return settings
    place = max((rank for rank, child in enumerate(root, 1) if child.tag in _BEFORE), default=0)
    protection = {W + "edit": "forms", W + "enforcement": "1"}
    root.insert(place, etree.Element(_PROTECTION, protection))
    return serialise(root)
