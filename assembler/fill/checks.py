"""What must hold of a document before it leaves: the faults for which Word offers a repair."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from assembler.fill.package import (
    CONTENT_TYPES,
    all_relationships,
    content_types,
    relationships,
)
from assembler.fill.tidy import (
    empty_stories,
    is_tidy,
    open_cells,
    rows_without_cells,
    tables_without_rows,
)
from assembler.fill.wordml import WP, ForbiddenXmlError, W, linked_ids, parse_xml


def open_check(data: bytes) -> list[str]:
    """All structural faults of a .docx, in French; an empty list when it is sound."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            damaged = archive.testzip()
            parts = {name: archive.read(name) for name in archive.namelist()}
    except zipfile.BadZipFile:
        return ["l'archive est abîmée"]
    if damaged:
        return [f"« {damaged} » est abîmé"]
    return list(package_faults(parts)) or list(ids_faults(parts))


def package_faults(parts: dict[str, bytes]) -> Iterator[str]:
    """Faults between the parts, and those inside each of them; XML that does not parse first."""
    roots: dict[str, etree._Element] = {}
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            try:
                roots[name] = parse_xml(content)
            except (etree.XMLSyntaxError, ForbiddenXmlError):
                yield f"« {name} » n'est pas du XML correct"
                return
    typed = content_types(parts)
    for name in parts:
        if name != CONTENT_TYPES and name not in typed:
            yield f"« {name} » n'a pas de type de contenu"
    for source, relationship in all_relationships(parts):
        if relationship.target is not None and relationship.target not in parts:
            yield f"« {source} » renvoie à « {relationship.target} », qui n'existe pas"
    for name, root in roots.items():
        known = frozenset(rel.id for rel in relationships(parts, name))
        yield from (f"« {name} » : {fault}" for fault in part_faults(root, known))


def part_faults(root: etree._Element, known: frozenset[str]) -> Iterator[str]:
    """Faults inside one part; `known` are the ids of its relationships."""
    if not is_tidy(root):
        yield from _untidy_faults(root)
    yield from link_faults(root, known)


def link_faults(root: etree._Element, known: frozenset[str]) -> Iterator[str]:
    """Links of a part to relationships that are not among `known`."""
    for value in sorted(linked_ids(root) - known):
        yield f"le lien « {value} » ne mène nulle part"


def _untidy_faults(root: etree._Element) -> Iterator[str]:
    if tables_without_rows(root):
        yield "un tableau n'a pas de ligne"
    if rows_without_cells(root):
        yield "une ligne de tableau n'a pas de cellule"
    if open_cells(root):
        yield "une cellule ne finit pas par un paragraphe"
    if empty_stories(root):
        yield "un en-tête, un pied de page, une note ou une zone de texte est vide"


def ids_faults(parts: dict[str, bytes]) -> Iterator[str]:
    """Ids that stand twice in the parts of one document."""
    seen: set[tuple[str, str]] = set()
    for name, content in parts.items():
        if name.endswith(".xml") and not name.startswith("word/glossary/"):
            for key in _ids(parse_xml(content)):
                if key in seen:
                    yield f"« {name} » : l'identifiant {key[0]} {key[1]} sert deux fois"
                seen.add(key)


def _ids(root: etree._Element) -> Iterator[tuple[str, str]]:
    for drawing in root.iter(WP + "docPr"):
        yield "docPr", drawing.get("id", "")
    for control in root.iterfind(f".//{W}sdtPr/{W}id"):
        yield "sdt", control.get(W + "val", "")
    for bookmark in root.iter(W + "bookmarkStart"):
        yield "bookmarkStart", bookmark.get(W + "id", "")
        yield "signet", bookmark.get(W + "name", "")
    for bookmark in root.iter(W + "bookmarkEnd"):
        yield "bookmarkEnd", bookmark.get(W + "id", "")
