"""A Word template, compiled once: what all documents made from it share, done in advance."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from jinja2 import TemplateSyntaxError
from lxml import etree

from assembler.errors import TemplateError, Where
from assembler.fill.archive import deflate, deflate_chunk, write_zip
from assembler.fill.checks import package_faults
from assembler.fill.contents import Outline
from assembler.fill.environment import TemplateEnvironment, make_environment
from assembler.fill.faults import nesting_fault, syntax_fault, tag_fault
from assembler.fill.logo import place_logo
from assembler.fill.package import content_types, member_order, read_package, relationships
from assembler.fill.properties import forget_the_moment, prepare_custom_part, read_custom_part
from assembler.fill.protection import prepare_settings, protected
from assembler.fill.render import CompiledPart, CompiledTemplate
from assembler.fill.segments import Segment, make_segments, parse_piece
from assembler.fill.source import PartSource, TagError
from assembler.fill.tags import read_source
from assembler.fill.tidy import Ids, ids_of, renew_ids
from assembler.fill.wordml import DECLARATION, W14, parse_xml, serialise

_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MAIN: Final = _WORD + "document.main+xml"
_STORIES: Final = {
    _MAIN: "corps",
    _WORD + "header+xml": "en-tête",
    _WORD + "footer+xml": "pied de page",
    _WORD + "footnotes+xml": "notes de bas de page",
    _WORD + "endnotes+xml": "notes de fin",
}
_DRAWN_ON: Final = (_MAIN, _WORD + "header+xml", _WORD + "footer+xml")
_STYLES: Final = _WORD + "styles+xml"
_CONTENTS_TAG: Final = re.compile(r"\{\{[^}]*\bsommaire\s*\(")
_GRID_TAGS: Final = re.compile(r"\{%tc|\{%\s*colspan|\{%\s*hm\s*%\}")


def compile_template(modele: Path, *, logo: Path | None = None) -> CompiledTemplate:
    """Read and check a template once, to fill it many times.

    `modele` is a .docx with Jinja tags in docxtpl's manner; `logo` a picture for its logo frame
    (see `assembler.fill.logo`). Raises `TemplateError` with the place in Word when the template
    is wrong, `InputError` when the logo is.
    """
    parts = read_package(modele)
    stories = name_stories(modele, parts)
    place_logo(parts, [n for n, kind in content_types(parts).items() if kind in _DRAWN_ON], logo)
    custom = prepare_custom_part(parts)
    own_properties = read_custom_part(parts[custom])
    settings = prepare_settings(parts, next(iter(stories)))
    core = forget_the_moment(parts)
    _make_ids_unique(parts, stories)
    _refuse_faults(modele, parts)

    texts = stories | ({core: "propriétés du document"} if core else {})
    environment = make_environment()
    compiled = [
        part
        for name, words in texts.items()
        if (part := _compile_part(modele, parts, name, words, environment))
    ]
    changing = {part.name for part in compiled} | {custom}
    order = member_order(parts)
    members = {name: deflate(name, parts[name]) for name in order}
    return CompiledTemplate(
        modele=modele,
        sha256=_fingerprint(modele, logo),
        order=order,
        constants={name: members[name] for name in order if name not in changing},
        package=write_zip(members.values()),
        parts=tuple(compiled),
        protected=deflate(settings, protected(parts[settings])),
        custom_part=custom,
        own_properties=own_properties,
        taken_ids=frozenset(_taken_ids(parts, set(stories) - changing)),
    )


def name_stories(modele: Path, parts: Mapping[str, bytes]) -> dict[str, str]:
    """The parts an officer writes in, body first: member name to French name."""
    types = content_types(dict(parts))
    named: dict[str, str] = {}
    for kind, words in _STORIES.items():
        of_kind = [name for name, its_kind in types.items() if its_kind == kind]
        for number, name in enumerate(of_kind, 1):
            named[name] = words if len(of_kind) == 1 else f"{words} {number}"
    if "corps" not in named.values():
        raise TemplateError(
            "ce n'est pas un document Word .docx ordinaire",
            where=Where(modele),
            todo="Enregistrez-le dans Word sous « Document Word (*.docx) », sans macros.",
        )
    return named


def _make_ids_unique(parts: dict[str, bytes], stories: Mapping[str, str]) -> None:
    """Word itself writes an id twice at times; documents made from the template must not."""
    taken: Ids = set()
    for name in stories:
        root = parse_xml(parts[name])
        if ids_of(root):
            renew_ids(root, taken)
            parts[name] = serialise(root)


def _refuse_faults(modele: Path, parts: dict[str, bytes]) -> None:
    fault = next(package_faults(parts), None)
    if fault is not None:
        raise TemplateError(
            f"le document Word est abîmé : {fault}",
            where=Where(modele),
            todo="Ouvrez-le dans Word et enregistrez-le de nouveau.",
        )


def _compile_part(
    modele: Path,
    parts: dict[str, bytes],
    name: str,
    words: str,
    environment: TemplateEnvironment,
) -> CompiledPart | None:
    """A part with tags, ready to be rendered; None for one without."""
    root = parse_xml(parts[name])
    _drop_paragraph_ids(root)
    try:
        source = read_source(root, words)
    except TagError as error:
        raise tag_fault(modele, error) from error
    if source is None:
        return None
    text = "".join(map(str, root.itertext()))
    return CompiledPart(
        name=name,
        words=words,
        head=deflate_chunk(DECLARATION + source.head.encode()),
        segments=_segments(modele, words, source, environment),
        tail=deflate_chunk(source.tail.encode()),
        known_links=frozenset(rel.id for rel in relationships(parts, name)),
        changes_grid=bool(_GRID_TAGS.search(text)),
        outline=_outline(parts) if _CONTENTS_TAG.search(text) else None,
    )


def _outline(parts: dict[str, bytes]) -> Outline:
    styles = next((n for n, kind in content_types(parts).items() if kind == _STYLES), None)
    return Outline.of(parse_xml(parts[styles]) if styles else None)


def _segments(
    modele: Path, words: str, source: PartSource, environment: TemplateEnvironment
) -> tuple[Segment, ...]:
    """What changes in a part, compiled."""
    pieces = []
    try:
        for piece in source.pieces:
            try:
                pieces.append(parse_piece(piece, environment))
            except TemplateSyntaxError as error:
                raise syntax_fault(modele, words, piece, error, environment.filters) from error
        return tuple(make_segments(pieces, environment))
    # Python's own limits, which what Jinja makes of the template runs into.
    except (RecursionError, SyntaxError) as error:
        raise nesting_fault(modele, words) from error


def _drop_paragraph_ids(root: etree._Element) -> None:
    """Word's own ids of paragraphs, which loops would copy; it gives new ones when it saves."""
    for element in root.iter(etree.Element):
        for attribute in (W14 + "paraId", W14 + "textId"):
            if attribute in element.attrib:
                del element.attrib[attribute]


def _taken_ids(parts: Mapping[str, bytes], constant: set[str]) -> Ids:
    taken: Ids = set()
    for name in constant:
        taken |= ids_of(parse_xml(parts[name]))
    return taken


def _fingerprint(modele: Path, logo: Path | None) -> str:
    digest = hashlib.sha256(modele.read_bytes()).hexdigest()
    if logo is None:
        return digest
    return hashlib.sha256(
        f"{digest} {hashlib.sha256(logo.read_bytes()).hexdigest()}".encode()
    ).hexdigest()
