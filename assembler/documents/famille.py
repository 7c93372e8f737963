"""What a document family is, and where its Word template stands."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pydantic import BaseModel

import assembler
from assembler.model import Dossier
from assembler.model.certification import NomFamille


@dataclass(frozen=True)
class Document:
    """A document to be made."""

    famille: NomFamille
    chemin: PurePosixPath
    """Relative to the output folder."""
    modele: Path
    contexte: BaseModel
    objet: str
    """For messages: names a candidate by number and row only."""
    titre: str
    """For the title property of the document."""


@dataclass(frozen=True)
class Famille:
    """A document family: what its template is given, and which documents a dossier needs."""

    nom: NomFamille
    contexte: type[BaseModel]
    plan: Callable[[Dossier], Iterator[Document]]


def find_template(famille: NomFamille, dossier: Dossier) -> Path:
    """The template of a family: the one certification.yaml names, modeles/<famille>.docx, ours."""
    if nomme := dossier.certification.modeles.get(famille):
        return dossier.chemin / nomme
    propre = dossier.chemin / "modeles" / f"{famille}.docx"
    return propre if propre.is_file() else default_template(famille)


def default_template(famille: NomFamille) -> Path:
    """The starter template: inside the installed package, or beside it in a checkout."""
    paquet = Path(assembler.__file__).parent
    installe = paquet / "templates" / f"{famille}.docx"
    return installe if installe.is_file() else paquet.parent / "templates" / f"{famille}.docx"
