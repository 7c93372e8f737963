"""What a Word document says of itself: its custom properties survive being changed in Word."""

import zipfile
from pathlib import Path

from assembler import __version__
from assembler.produce.ledger import Origin

_PART = "docProps/custom.xml"
_MOST = 1 << 20
"""Bytes of properties; a part beyond is none of ours."""


def stamped(wanted: Origin) -> dict[str, str]:
    """The properties of a document made from `wanted`."""
    return {
        "assembler.cle": wanted.cle,
        "assembler.modele": wanted.modele,
        "assembler.referentiel": wanted.etiquette,
        "assembler.version": __version__,
    }


def read_stamp(fichier: Path) -> Origin | None:
    """What the document says it was made from; None when it says nothing that can be read."""
    # Late: only `status` asks a stray document; a build has not loaded these yet.
    from lxml import etree

    from assembler.fill.properties import read_custom_part

    try:
        with zipfile.ZipFile(fichier) as package:
            if package.getinfo(_PART).file_size > _MOST:
                return None
            said = read_custom_part(package.read(_PART))
    except (OSError, KeyError, ValueError, RuntimeError, zipfile.BadZipFile, etree.LxmlError):
        return None
    if "assembler.cle" not in said:
        return None
    return Origin(
        cle=said["assembler.cle"],
        modele=said.get("assembler.modele", ""),
        etiquette=said.get("assembler.referentiel", ""),
        logo=None,
        referentiel=None,
    )
