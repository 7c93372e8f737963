"""Finding a fiche in the export of France compétences: hundreds of megabytes, read as a stream.

The export is one XML file, alone or in its .zip; of it, only the fiche at hand is ever in memory.
Source: data.gouv.fr, « Répertoire national des certifications professionnelles et répertoire
spécifique », flux 4.1 (Licence Ouverte 2.0).
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

from assembler.errors import InputError, Where, reason_of
from assembler.model.dossier import sha256
from assembler.model.opendata.fiche import FicheEnregistree, SourceFiche

if TYPE_CHECKING:
    from lxml.etree import _Element

CODE = re.compile(r"(?:RNCP|RS)\d{1,6}")
"""A number of a fiche."""

Suivi = Callable[[Iterator["_Element"]], Iterator["_Element"]]
"""Passes the fiches on as they are read: for who wants to show how many."""


def find_fiche(export: Path, code: str, *, suivi: Suivi = iter) -> FicheEnregistree:
    """The fiche `code` (RNCP35419, RS6604) of an export, .xml or .zip.

    InputError when it is not there (with how many were read, and the nearest codes), or when the
    file is no export.
    """
    from assembler.model.opendata.lecture import read_fiche, text_of

    codes: list[str] = []
    with _faults_said(export):
        for member in _members(export):
            _refuse_dtd(member)
            with member.open() as stream:
                version = None
                for element in suivi(_elements(stream)):
                    if element.tag == "VERSION_FLUX":
                        version = (element.text or "").strip() or None
                        continue
                    codes.append(text_of(element, "NUMERO_FICHE") or "")
                    if codes[-1] == code:
                        return read_fiche(element, _source(export, member.nom, version))
    raise _not_there(export, code, codes)


@dataclass(frozen=True)
class _Member:
    """An XML file: `open` gives its bytes, from the disk or from the .zip."""

    nom: str
    open: Callable[[], IO[bytes]]


def _members(export: Path) -> Iterator[_Member]:
    if not zipfile.is_zipfile(export):
        yield _Member(export.name, lambda: export.open("rb"))
        return
    with zipfile.ZipFile(export) as archive:
        names = [name for name in archive.namelist() if name.lower().endswith(".xml")]
        if not names:
            raise _NoExportError("ce .zip ne contient aucun fichier .xml.")
        for name in names:
            yield _Member(name, partial(archive.open, name))


def _refuse_dtd(member: _Member) -> None:
    """The export has no document type; one could hold entities that lead to other files, or that
    grow without end. It is looked for before the parser that would read it."""
    from xml.parsers import expat

    seen: list[str] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: seen.append("DTD")
    parser.StartElementHandler = lambda *_: seen.append("élément")
    with member.open() as stream:
        while not seen and (chunk := stream.read(1024)):
            try:
                parser.Parse(chunk)
            except expat.ExpatError:
                if not seen:
                    raise _NoExportError("ce n'est pas du XML bien formé.") from None
    if seen[:1] == ["DTD"]:
        raise _NoExportError("ce fichier XML déclare un type de document (DTD) : il est refusé.")
    if not seen:
        raise _NoExportError("ce fichier est vide.")


def _elements(stream: IO[bytes]) -> Iterator["_Element"]:
    """The fiches, and the version of the flux, one at a time: each is emptied behind the reader."""
    from lxml import etree

    events = etree.iterparse(
        stream, tag=("FICHE", "VERSION_FLUX"), resolve_entities=False, no_network=True
    )
    for _, element in events:
        yield element
        element.clear()
        while (before := element.getprevious()) is not None:
            parent = before.getparent()
            assert parent is not None
            parent.remove(before)


def _source(export: Path, member: str, version: str | None) -> SourceFiche:
    return SourceFiche(
        fichier=export.name,
        sha256=sha256(export),
        version_flux=version,
        date=_date_in(member) or _date_in(export.name),
    )


def _date_in(name: str) -> str | None:
    """The date of the flux: « export_fiches_RNCP_V4_1_2026-08-16.xml »."""
    found = re.search(r"(\d{4})[-_](\d\d)[-_](\d\d)(?!\d)", name)
    return "-".join(found.groups()) if found else None


class _NoExportError(Exception):
    """The file is no export; the message says why, in French."""


@contextmanager
def _faults_said(export: Path) -> Iterator[None]:
    from lxml import etree

    try:
        yield
    except _NoExportError as fault:
        what = str(fault)
    except etree.XMLSyntaxError as fault:
        what = f"ce n'est pas du XML bien formé (ligne {fault.lineno})."
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError):
        # RuntimeError: a password; NotImplementedError: a compression that Python does not know
        what = "ce .zip est abîmé, ou protégé par un mot de passe."
    except OSError as fault:
        raise InputError(
            f"ce fichier ne peut pas être lu ({reason_of(fault)}).",
            where=Where(export),
            todo="Vérifiez son nom, et qu'il n'est pas ouvert ailleurs.",
        ) from fault
    else:
        return
    raise InputError(
        what,
        where=Where(export),
        todo="Téléchargez de nouveau, sur data.gouv.fr, le fichier export-fiches-rncp-v4-1-….zip "
        "(ou export-fiches-rs-v4-1-….zip).",
    )


def _not_there(export: Path, code: str, codes: Sequence[str]) -> InputError:
    if not codes:
        return InputError(
            "ce fichier XML ne contient aucune fiche.",
            where=Where(export),
            todo="Prenez l'export des fiches RNCP ou RS, au format XML, sur data.gouv.fr.",
        )
    read = f"{len(codes)} fiches lues" if len(codes) > 1 else "une fiche lue"
    if near := _nearest(code, codes):
        todo = f"Vérifiez le numéro ; les plus proches : {', '.join(near)}."
    elif not any(other.startswith(_kind(code)) for other in codes):
        todo = f"Ce fichier ne contient pas de fiche {_kind(code)} : prenez l'autre export."
    else:
        todo = "Vérifiez le numéro, ou prenez un export plus récent."
    return InputError(
        f"la fiche {code} ne s'y trouve pas ({read}).", where=Where(export), todo=todo
    )


def _kind(code: str) -> str:
    return code.rstrip("0123456789")


def _nearest(code: str, codes: Sequence[str]) -> list[str]:
    """The codes that two typing errors at most make of this one, the nearest first."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(code, codes, scorer=OSA.distance, score_cutoff=2, limit=3)
    return [str(choice) for choice, _, _ in found]
