"""A compiled template and how a document is made from it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from lxml import etree

from assembler.errors import TemplateError, Where
from assembler.fill.archive import Chunk, Member, deflate, deflate_chunk, join_chunks, write_zip
from assembler.fill.breaks import write_breaks
from assembler.fill.checks import link_faults, open_check, part_faults
from assembler.fill.contents import Outline, mark_headings, split_at_contents
from assembler.fill.controls import ControlError, has_controls, write_controls
from assembler.fill.faults import render_fault
from assembler.fill.grid import fix_grids
from assembler.fill.limits import LimitError, with_budget
from assembler.fill.marks import MERGE, has_breaks, without_marks
from assembler.fill.merge import merge_cells
from assembler.fill.package import member_order
from assembler.fill.pictures import PictureBook, hold_picture
from assembler.fill.properties import custom_part
from assembler.fill.segments import Context, Printing, Segment
from assembler.fill.tidy import FrozenIds, Ids, fill_empty, is_tidy, renew_ids
from assembler.fill.wordml import parse_xml, serialise


@dataclass(frozen=True)
class CompiledPart:
    """A part of the package that has tags."""

    name: str
    words: str
    """Its name for officers: corps, en-tête, pied de page …"""
    head: Chunk
    """What stands before the segments: the declaration, the tags that enclose them."""
    segments: tuple[Segment, ...]
    tail: Chunk
    known_links: frozenset[str]
    changes_grid: bool
    outline: Outline | None = None
    """Where a tag asks for a table of contents."""

    def joined(self, printings: Sequence[Printing]) -> Member:
        """The part, printed; the table of contents comes last, when all headings are known."""
        headings = tuple(heading for printing in printings for heading in printing.headings)
        chunks = [self.head]
        for printing in printings:
            chunks.append(printing.chunk)
            if printing.contents and self.outline:
                chunks.append(self.outline.written(printing.contents, headings))
                chunks.append(printing.contents.after)
        return join_chunks(self.name, [*chunks, self.tail])


@dataclass(frozen=True)
class _Record:
    """What a document is made from, and its name in messages."""

    context: Context
    objet: str
    book: PictureBook | None = None
    """Where the pictures of the context go, if it holds any."""


@dataclass(frozen=True)
class CompiledTemplate:
    """A template ready to be filled; made by `compile_template`."""

    modele: Path
    sha256: str
    """Hash of the template's file, and of the logo's where there is one."""
    order: tuple[str, ...] = field(repr=False)
    constants: Mapping[str, Member] = field(repr=False)
    package: bytes = field(repr=False)
    """The template itself, as it is filled: with the logo."""
    parts: tuple[CompiledPart, ...] = field(repr=False)
    protected: Member = field(repr=False)
    """The settings of a document with controls."""
    custom_part: str
    own_properties: Mapping[str, str]
    taken_ids: FrozenIds
    endless: list[TemplateError] = field(default_factory=list, repr=False)
    """The fault of the record on which the template was over its limits: not tried on another, as
    each would take as long."""

    def fill(
        self, contexte: Mapping[str, object], *, proprietes: Mapping[str, str], objet: str
    ) -> bytes:
        """The bytes of a .docx: the same for the same template, logo, context and properties.

        `contexte` holds what tags may name, `proprietes` the custom properties to write.
        `objet` says in error messages which record this is ("candidat 012 (rang 13)").
        Raises `TemplateError` with the place in Word, the tag and the record.
        """
        for fault in self.endless:
            raise fault
        context = Context(contexte)
        if not context.is_plain and hold_picture(contexte):
            return self._fill_with_pictures(contexte, proprietes, objet)
        changing = self._changing(_Record(context, objet), proprietes)
        return write_zip(changing.get(name) or self.constants[name] for name in self.order)

    def _fill_with_pictures(
        self, contexte: Mapping[str, object], proprietes: Mapping[str, str], objet: str
    ) -> bytes:
        book = PictureBook.of(self.package)
        record = _Record(Context(book.bound(contexte)), objet, book)
        changing = self._changing(record, proprietes)
        members = {name: deflate(name, data) for name, data in book.members().items()} | changing
        document = write_zip(members[name] for name in member_order(members))
        for fault in open_check(document):
            raise TemplateError(
                f"le document rempli ne serait pas correct : {fault}",
                where=Where(self.modele),
                record=objet,
            )
        return document

    def _changing(self, record: "_Record", proprietes: Mapping[str, str]) -> dict[str, Member]:
        """The members that differ between documents."""
        taken: Ids = set(self.taken_ids)
        changing = {part.name: self._member(part, record, taken) for part in self.parts}
        custom = custom_part({**self.own_properties, **proprietes})
        changing[self.custom_part] = deflate(self.custom_part, custom)
        if any(kind == "tag" for kind, _ in taken):
            changing[self.protected.name.decode()] = self.protected
        return changing

    def _member(self, part: CompiledPart, record: "_Record", taken: Ids) -> Member:
        if record.book:
            record.book.turn_to(part.name)
        printings: list[Printing] = []
        for segment in part.segments:

            def print_(ids: FrozenIds, segment: Segment = segment) -> Printing:
                return self._print(part, segment, record, ids)

            printing = segment.printing(record.context.values(segment.fields), taken, print_)
            taken |= printing.ids
            printings.append(printing)
        return part.joined(printings)

    def _print(
        self, part: CompiledPart, segment: Segment, record: "_Record", taken: FrozenIds
    ) -> Printing:
        """Print a segment, with ids that are not `taken`, and check it as a part of its own."""
        fields, objet = record.context.fields, record.objet
        try:
            xml = segment.template.render(with_budget(fields))
        # A template can fail in any way Python knows, and no traceback may reach an officer.
        except Exception as error:
            failure = render_fault(self.modele, part.words, segment.source, error, fields, objet)
            if isinstance(error, LimitError):
                self.endless.append(failure)
            raise failure from error
        content = xml.encode()
        root = self._parse(part, content, objet)
        ids = set(taken)
        steps = list(_steps(part, xml, root, ids))
        try:
            for step in steps:
                step(root)
        except ControlError as error:
            where = Where(self.modele, detail=part.words)
            raise TemplateError(error.what, where=where, todo=error.todo, record=objet) from error
        outline = part.outline if part.outline and part.outline.heads(xml) else None
        headings = mark_headings(root, outline, taken) if outline else ()
        if renew_ids(root, ids) or steps or headings:
            content = _inside(part, serialise(root))
        # Without steps, the root was found tidy.
        faults = part_faults if steps else link_faults
        links = record.book.links if record.book else part.known_links
        for fault in faults(root, links):
            raise self._broken(part, fault, objet)
        before, contents = split_at_contents(content) if part.outline else (content, None)
        chunk = deflate_chunk(without_marks(before))
        return Printing(chunk, frozenset(ids - taken), tuple(headings), contents)

    def _parse(self, part: CompiledPart, content: bytes, objet: str) -> etree._Element:
        try:
            return parse_xml(part.head.content + content + part.tail.content)
        except etree.XMLSyntaxError as error:
            raise self._broken(part, "des balises s'y croisent", objet) from error

    def _broken(self, part: CompiledPart, fault: str, objet: str) -> TemplateError:
        return TemplateError(
            f"le document rempli ne serait pas correct : {fault}",
            where=Where(self.modele, detail=part.words),
            todo="Vérifiez que chaque boucle et chaque condition commence et finit au même niveau "
            "(même cellule, même ligne, même paragraphe).",
            record=objet,
        )


def _steps(
    part: CompiledPart, xml: str, root: etree._Element, ids: Ids
) -> Iterator[Callable[[etree._Element], None]]:
    """What this segment still needs after its tags have printed; mostly nothing. `ids` grow by the
    tags of its controls."""
    if part.changes_grid:
        yield fix_grids
    if has_breaks(xml):
        yield write_breaks
    if MERGE in xml:
        yield merge_cells
    if not is_tidy(root):
        yield fill_empty
    if has_controls(xml):  # the last: a merged cell leaves out the controls of those below
        yield partial(write_controls, taken=ids)


def _inside(part: CompiledPart, data: bytes) -> bytes:
    """What stands between head and tail; nothing when the steps left nothing there."""
    head, tail = part.head.content, part.tail.content
    return data[len(head) : len(data) - len(tail)] if data.startswith(head) else b""
