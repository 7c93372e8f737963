"""Marks that travel in the XML between rendering and tidying.

They are Unicode noncharacters (U+FDD0…U+FDEF): legal in XML, never legal in text, so no value can
hold one by right, and those that do lose it. Line breaks and tabs of values are marked instead of
written as they are because only values may break lines; a newline between two elements of the
template is nothing but layout of its XML.
"""

import re
from functools import lru_cache
from typing import Final

from markupsafe import Markup, escape

PARAGRAPH: Final = "\ufdd0"
PAGE: Final = "\ufdd1"
LINE: Final = "\ufdd2"
TAB: Final = "\ufdd3"
MERGE: Final = "\ufdd4"
PLACE: Final = "\ufdd5"
CUT: Final = "\ufdd7"
CONTENTS: Final = "\ufdd8"
CONTROL: Final = "\ufdd9"

BREAKS: Final = re.compile(f"([{PARAGRAPH}{PAGE}{LINE}{TAB}])")
MERGE_KEY: Final = re.compile(f"{MERGE}([^{MERGE}]*){MERGE}")
CONTENTS_LEVELS: Final = re.compile(f"{CONTENTS}([1-9]){CONTENTS}".encode())
_LEFT_OVER: Final = re.compile(b"\xef\xb7[\x90-\xaf]")

# Word knows \a as "new paragraph" and \f as "new page" through docxtpl; \v is Excel's line break.
_SPECIAL: Final = re.compile("[\x00-\x1f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_MARK_OF: Final = {"\a": PARAGRAPH, "\f": PAGE, "\n": LINE, "\v": LINE, "\t": TAB}


def printable(value: object) -> object:
    """What a tag prints for a value: nothing for None; texts escaped, their breaks marked."""
    if value is None:
        return ""
    if isinstance(value, Markup):
        return value
    if isinstance(value, str):
        return _printable_text(value)
    if hasattr(value, "__html__"):  # docxtpl's RichText, Listing: XML, whose texts have breaks
        return Markup(_marked(value.__html__()))
    return value


# Most texts of a document are those of the référentiel, the same in every document of a run.
@lru_cache(maxsize=4096)
def _printable_text(text: str) -> Markup:
    return escape(_marked(text))


def _marked(text: str) -> str:
    if not _SPECIAL.search(text):
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SPECIAL.sub(lambda match: _MARK_OF.get(match[0], ""), lines)


def plain(text: str) -> str:
    """A text for an attribute, where nothing but spaces parts the words."""
    return _SPECIAL.sub(" ", text)


def has_breaks(text: str) -> bool:
    """Whether a rendered part has a mark that `breaks.write_breaks` is about."""
    return any(mark in text for mark in (LINE, TAB, PARAGRAPH, PAGE))


def without_marks(data: bytes) -> bytes:
    """A part in which marks that stood where Word has no line breaks (attributes) are spaces."""
    return _LEFT_OVER.sub(b" ", data) if b"\xef\xb7" in data else data
