"""Joins PDFs into one to be printed on both sides.

pypdf's own writer holds every page of the outcome in memory; a session's thousand booklets would
take gigabytes. Here a part is read, written and forgotten: what stays is where each object lies.
"""

import hashlib
import io
import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pypdf import PageObject, PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

_SIZE = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit")

_OF_A_PAGE = (*_SIZE, "/Resources", "/Contents", "/Group")
"""What a page is printed from; the rest (links, structure, thumbnails) is for the screen."""

_OF_A_MARK = ("/Subtype", "/Rect", "/F", "/AP", "/AS")
"""What a remark, a stamp or the field of a form is printed from."""


def join(parts: Sequence[Path], stream: BinaryIO) -> tuple[Path, ...]:
    """Writes the PDFs into one, each from a right-hand page on: behind an odd number of pages
    stands a blank one, of the size of the last. The same parts give the same bytes.

    The parts that can't be read, damaged or locked by a password, are left out and returned.
    """
    output = _Output(stream)
    root = output.reserve()
    nodes = ArrayObject()
    total = 0
    unreadable = []
    for part in parts:
        try:
            with _unlogged(), PdfReader(part) as reader:
                node, pages = _Part(output, reader).write(root)
        except OSError:
            raise
        except Exception:
            # A damaged file takes pypdf anywhere. What was written of it, nothing refers to.
            unreadable.append(part)
        else:
            nodes.append(node)
            total += pages
    output.write(root, _dictionary({"/Kids": nodes, "/Count": NumberObject(total)}, "/Pages"))
    output.end(root)
    return tuple(unreadable)


@contextmanager
def _unlogged() -> Iterator[None]:
    """Without what pypdf logs of a damaged file: it is for programmers, and in English."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


class _Output:
    """A PDF as it is written: the objects, then the table of where they lie."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._offsets = [0]
        self._same: dict[bytes, int] = {}
        # The second line tells programs that the file is not text.
        stream.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def reserve(self) -> IndirectObject:
        """A reference to an object that is written later."""
        self._offsets.append(0)
        return IndirectObject(len(self._offsets) - 1, 0, None)

    def write(self, reference: IndirectObject, content: PdfObject) -> None:
        self._offsets[reference.idnum] = self._stream.tell()
        self._stream.write(b"%d 0 obj\n" % reference.idnum)
        content.write_to_stream(self._stream)
        self._stream.write(b"\nendobj\n")

    def put(self, content: PdfObject) -> IndirectObject:
        """Writes an object, once: the booklets of a session have their fonts and logo in common."""
        written = io.BytesIO()
        content.write_to_stream(written)
        digest = hashlib.blake2b(written.getbuffer(), digest_size=16).digest()
        if digest in self._same:
            return IndirectObject(self._same[digest], 0, None)
        reference = self.reserve()
        self._same[digest] = reference.idnum
        self.write(reference, content)
        return reference

    def end(self, root: IndirectObject) -> None:
        """The catalog, which asks for the true size, and the table of objects."""
        printing = _dictionary({"/PrintScaling": NameObject("/None")})
        catalog = self.put(
            _dictionary({"/Pages": root, "/ViewerPreferences": printing}, "/Catalog")
        )
        table = self._stream.tell()
        self._stream.write(b"xref\n0 %d\n0000000000 65535 f \n" % len(self._offsets))
        for offset in self._offsets[1:]:
            used = b"%010d 00000 n \n" % offset if offset else b"0000000000 65535 f \n"
            self._stream.write(used)
        trailer = _dictionary({"/Size": NumberObject(len(self._offsets)), "/Root": catalog})
        self._stream.write(b"trailer\n")
        trailer.write_to_stream(self._stream)
        self._stream.write(b"\nstartxref\n%d\n%%%%EOF\n" % table)


class _Part:
    """A PDF on its way into the output."""

    def __init__(self, output: _Output, reader: PdfReader) -> None:
        self._output = output
        self._pages = list(reader.pages)
        self._placed: dict[tuple[int, int], IndirectObject] = {}
        self._open: set[tuple[int, int]] = set()

    def write(self, root: IndirectObject) -> tuple[IndirectObject, int]:
        """Writes the pages, under one node below `root`; the node and their number."""
        node = self._output.reserve()
        kids = ArrayObject()
        for page in self._pages:
            kids.append(self._output.reserve())
            self._output.write(kids[-1], self._page(page, node))
        if len(kids) % 2:
            kids.append(self._output.reserve())
            self._output.write(kids[-1], self._blank(self._pages[-1], node))
        content = {"/Parent": root, "/Kids": kids, "/Count": NumberObject(len(kids))}
        self._output.write(node, _dictionary(content, "/Pages"))
        return node, len(kids)

    def _page(self, page: PageObject, node: IndirectObject) -> DictionaryObject:
        content = self._members(page, _OF_A_PAGE)
        marks = page.get("/Annots", ArrayObject()).get_object() or ()
        shown = [mark for mark in (each.get_object() for each in marks) if "/AP" in mark]
        if shown:
            content["/Annots"] = ArrayObject(
                self._output.put(_dictionary(self._members(mark, _OF_A_MARK), "/Annot"))
                for mark in shown
            )
        return _dictionary({"/Parent": node, **content}, "/Page")

    def _blank(self, page: PageObject, node: IndirectObject) -> DictionaryObject:
        size = self._members(page, _SIZE)
        return _dictionary({"/Parent": node, "/Resources": DictionaryObject(), **size}, "/Page")

    def _members(self, source: DictionaryObject, keys: Sequence[str]) -> dict[str, PdfObject]:
        return {key: self._copy(source.raw_get(key)) for key in keys if key in source}

    def _copy(self, source: PdfObject) -> PdfObject:
        """The object, with all it refers to written into the output."""
        match source:
            case IndirectObject():
                return self._place(source)
            case StreamObject():
                # Not a copy: a stream is met once only, and forgotten with its part.
                for key, value in list(source.items()):
                    source[key] = self._copy(value)
                return source
            case DictionaryObject():
                return DictionaryObject((key, self._copy(each)) for key, each in source.items())
            case ArrayObject():
                return ArrayObject(self._copy(each) for each in source)
        return source

    def _place(self, reference: IndirectObject) -> IndirectObject:
        key = reference.idnum, reference.generation
        if key not in self._placed:
            if key in self._open:  # refers to itself, through others: its number is needed now
                self._placed[key] = self._output.reserve()
                return self._placed[key]
            self._open.add(key)
            found = reference.get_object()
            # Not by its truth: a stream without members beside its length is an empty dictionary.
            content = NullObject() if found is None else self._copy(found)
            if key in self._placed:
                self._output.write(self._placed[key], content)
            else:
                self._placed[key] = self._output.put(content)
        return self._placed[key]


def _dictionary(members: Mapping[str, PdfObject], kind: str = "") -> DictionaryObject:
    content = DictionaryObject({NameObject("/Type"): NameObject(kind)} if kind else {})
    content.update({NameObject(key): value for key, value in members.items()})
    return content
