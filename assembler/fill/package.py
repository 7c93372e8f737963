"""A .docx as a package: its members read with care, and its relationships.

The parts of a package are a plain `dict[str, bytes]`, member name to content, in the order of the
file.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from assembler.errors import TemplateError, Where, reason_of
from assembler.fill.wordml import ForbiddenXmlError, parse_xml, serialise

CONTENT_TYPES: Final = "[Content_Types].xml"
PACKAGE_RELS: Final = "_rels/.rels"
_CT: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_REL: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_MAX_SIZE: Final = 200 * 1024 * 1024
_MAX_RATIO: Final = 200
"""Inflated size over file size. Word's XML stays under 50; only a bomb comes near this."""
_OLE: Final = b"\xd0\xcf\x11\xe0"


# --- reading --------------------------------------------------------------------------------


def read_package(modele: Path) -> dict[str, bytes]:
    """The members of a template, checked for what could harm: size, encryption, entities.

    Raises `TemplateError` when the file can't be read, is no .docx, or is dangerous.
    """
    try:
        with zipfile.ZipFile(modele) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            _refuse_bomb(modele, infos)
            parts = {info.filename: archive.read(info) for info in infos}
    except OSError as error:
        raise TemplateError(
            f"le modèle ne peut pas être lu ({reason_of(error)})",
            where=Where(modele),
            todo="Vérifiez que le fichier existe et qu'il n'est pas ouvert ailleurs.",
        ) from error
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
        raise _not_a_docx(modele) from error
    if len(parts) != len(infos):
        raise _damaged(modele, "deux éléments de l'archive ont le même nom")
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            _refuse_bad_xml(modele, name, content)
    if CONTENT_TYPES not in parts or PACKAGE_RELS not in parts:
        raise _not_a_docx(modele)
    return parts


def _refuse_bomb(modele: Path, infos: Iterable[zipfile.ZipInfo]) -> None:
    declared = packed = 0
    for info in infos:
        if info.flag_bits & 1:
            raise TemplateError(
                "le modèle est protégé par un mot de passe",
                where=Where(modele),
                todo="Ouvrez-le dans Word et enregistrez-le sans mot de passe.",
            )
        declared += info.file_size
        packed += info.compress_size
    too_dense = declared > 1024 * 1024 and declared > _MAX_RATIO * packed
    if declared > _MAX_SIZE or too_dense:
        raise TemplateError(
            f"le modèle se déplie en {declared // 1_000_000} Mo : ce n'est pas un document normal",
            where=Where(modele),
            todo="Refaites le modèle dans Word à partir d'un document neuf.",
        )


def _refuse_bad_xml(modele: Path, name: str, content: bytes) -> None:
    try:
        parse_xml(content)
    except ForbiddenXmlError as error:
        raise _damaged(
            modele, f"« {name} » déclare des entités XML, ce qui est interdit"
        ) from error
    except etree.XMLSyntaxError as error:
        raise _damaged(modele, f"« {name} » n'est pas du XML correct") from error


def _not_a_docx(modele: Path) -> TemplateError:
    try:
        with modele.open("rb") as file:
            old_word = file.read(4) == _OLE
    except OSError:
        old_word = False
    if old_word:
        what = "c'est un ancien .doc, ou un document protégé par un mot de passe"
    else:
        what = "ce n'est pas un document Word .docx, ou il est abîmé"
    return TemplateError(
        what,
        where=Where(modele),
        todo="Ouvrez-le dans Word et enregistrez-le sous « Document Word (*.docx) ».",
    )


def _damaged(modele: Path, reason: str) -> TemplateError:
    return TemplateError(
        f"le document Word est abîmé : {reason}",
        where=Where(modele),
        todo="Ouvrez-le dans Word et enregistrez-le de nouveau.",
    )


# --- content types and relationships ---------------------------------------------------------


@dataclass(frozen=True)
class Relationship:
    """A tie from one part to another; `target` is a member name, None when it is outside."""

    id: str
    type: str
    target: str | None


def content_types(parts: dict[str, bytes]) -> dict[str, str]:
    """Member name to content type, for all members that have one."""
    root = parse_xml(parts[CONTENT_TYPES])
    defaults = {
        e.get("Extension", "").lower(): e.get("ContentType", "") for e in root.iter(_CT + "Default")
    }
    overrides = {
        e.get("PartName", "").lstrip("/"): e.get("ContentType", "")
        for e in root.iter(_CT + "Override")
    }
    types = {name: defaults.get(name.rpartition(".")[2].lower(), "") for name in parts}
    types |= {name: kind for name, kind in overrides.items() if name in parts}
    return {name: kind for name, kind in types.items() if kind and name != CONTENT_TYPES}


def add_content_type(parts: dict[str, bytes], name: str, kind: str) -> None:
    """Say what a new member is, unless it is said already."""
    if content_types(parts).get(name) == kind:
        return
    root = parse_xml(parts[CONTENT_TYPES])
    etree.SubElement(root, _CT + "Override", {"PartName": "/" + name, "ContentType": kind})
    parts[CONTENT_TYPES] = serialise(root)


def rels_name(part: str) -> str:
    """Where the relationships of a part are kept; those of the package for ""."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")


def relationships(parts: dict[str, bytes], part: str) -> list[Relationship]:
    """The relationships of a part ("" for the package), in the file's order."""
    if rels_name(part) not in parts:
        return []
    root = parse_xml(parts[rels_name(part)])
    return [_relationship(part, element) for element in root.iter(_REL + "Relationship")]


def _relationship(part: str, element: etree._Element) -> Relationship:
    target: str | None = element.get("Target", "")
    if element.get("TargetMode") == "External":
        target = None
    else:
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target or ""))[1:]
    return Relationship(element.get("Id", ""), element.get("Type", ""), target)


def add_relationship(parts: dict[str, bytes], part: str, kind: str, target: str) -> str:
    """Tie `part` ("" for the package) to the member `target`; returns the new id."""
    name = rels_name(part)
    root = parse_xml(parts[name]) if name in parts else etree.Element(_REL + "Relationships")
    known = {element.get("Id") for element in root}
    new = next(f"rId{n}" for n in range(1, len(known) + 2) if f"rId{n}" not in known)
    etree.SubElement(root, _REL + "Relationship", {"Id": new, "Type": kind, "Target": "/" + target})
    parts[name] = serialise(root)
    return new


def remove_relationship(parts: dict[str, bytes], part: str, rel_id: str) -> None:
    """Cut a tie, and drop the member it led to when nothing else leads there."""
    target = next(rel.target for rel in relationships(parts, part) if rel.id == rel_id)
    root = parse_xml(parts[rels_name(part)])
    for element in list(root):
        if element.get("Id") == rel_id:
            root.remove(element)
    parts[rels_name(part)] = serialise(root)
    if target in parts and target not in {rel.target for _, rel in all_relationships(parts)}:
        del parts[target]
        _forget_content_type(parts, target)


def _forget_content_type(parts: dict[str, bytes], name: str) -> None:
    root = parse_xml(parts[CONTENT_TYPES])
    for element in list(root):
        if element.get("PartName") == "/" + name:
            root.remove(element)
    parts[CONTENT_TYPES] = serialise(root)


def all_relationships(parts: dict[str, bytes]) -> Iterator[tuple[str, Relationship]]:
    """Each relationship of the package with the part it starts from ("" for the package)."""
    for name in list(parts):
        if name.endswith(".rels"):
            folder, file = posixpath.split(name)
            source = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
            for relationship in relationships(parts, source):
                yield source, relationship


def member_order(parts: Iterable[str]) -> tuple[str, ...]:
    """Content types first, as readers of packages like it, then the given order."""
    first = (CONTENT_TYPES, PACKAGE_RELS)
    return (*first, *(name for name in parts if name not in first))
