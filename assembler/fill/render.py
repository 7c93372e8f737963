"""A compiled template and how a document is made from it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Template
from lxml import etree

from assembler.errors import TemplateError, Where
from assembler.fill.breaks import write_breaks
from assembler.fill.checks import part_faults
from assembler.fill.faults import render_fault
from assembler.fill.grid import fix_grids
from assembler.fill.marks import has_breaks, without_marks
from assembler.fill.merge import merge_cells
from assembler.fill.package import Member, deflate, write_zip
from assembler.fill.properties import custom_part
from assembler.fill.tags import Source
from assembler.fill.tidy import Ids, fill_empty, is_tidy, renew_ids
from assembler.fill.wordml import DECLARATION, parse_xml, serialise


@dataclass(frozen=True)
class CompiledPart:
    """A part of the package that has tags."""

    name: str
    words: str
    """Its name for officers: corps, en-tête, pied de page …"""
    source: Source
    template: Template
    known_links: frozenset[str]
    merges: bool
    changes_grid: bool
    has_ids: bool


@dataclass(frozen=True)
class CompiledTemplate:
    """A template ready to be filled; made by `compile_template`."""

    modele: Path
    sha256: str
    """Hash of the template's file, and of the logo's where there is one."""
    order: tuple[str, ...] = field(repr=False)
    constants: Mapping[str, Member] = field(repr=False)
    parts: tuple[CompiledPart, ...] = field(repr=False)
    custom_part: str
    own_properties: Mapping[str, str]
    taken_ids: frozenset[tuple[str, str]]

    def fill(
        self, contexte: Mapping[str, object], *, proprietes: Mapping[str, str], objet: str
    ) -> bytes:
        """The bytes of a .docx: the same for the same template, logo, context and properties.

        `contexte` holds what tags may name, `proprietes` the custom properties to write.
        `objet` says in error messages which record this is ("candidat 012 (rang 13)").
        Raises `TemplateError` with the place in Word, the tag and the record.
        """
        taken: Ids = set(self.taken_ids)
        changing = {part.name: self._render(part, contexte, objet, taken) for part in self.parts}
        changing[self.custom_part] = custom_part({**self.own_properties, **proprietes})
        return write_zip(
            deflate(name, changing[name]) if name in changing else self.constants[name]
            for name in self.order
        )

    def _render(
        self, part: CompiledPart, contexte: Mapping[str, object], objet: str, taken: Ids
    ) -> bytes:
        try:
            xml = part.template.render(contexte)
        # A template can fail in any way Python knows, and no traceback may reach an officer.
        except Exception as error:
            raise render_fault(
                self.modele, part.words, part.source, error, contexte, objet
            ) from error
        data = DECLARATION + xml.encode()
        root = self._parse(part, data, objet)
        steps = list(_steps(part, xml, root))
        for step in steps:
            step(root)
        ids_changed = part.has_ids and renew_ids(root, taken)
        for fault in part_faults(root, part.known_links):
            raise self._broken(part, fault, objet)
        return without_marks(serialise(root) if steps or ids_changed else data)

    def _parse(self, part: CompiledPart, data: bytes, objet: str) -> etree._Element:
        try:
            return parse_xml(data)
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
    part: CompiledPart, xml: str, root: etree._Element
) -> Iterator[Callable[[etree._Element], None]]:
    """What this part still needs after its tags have printed; mostly nothing."""
    if part.changes_grid:
        yield fix_grids
    if has_breaks(xml):
        yield write_breaks
    if part.merges:
        yield merge_cells
    if not is_tidy(root):
        yield fill_empty
