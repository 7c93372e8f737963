"""The document families: which documents a dossier needs, and what each template is given."""

from collections.abc import Mapping
from types import MappingProxyType

from assembler.documents import (
    amenagement,
    annexe,
    convocation,
    emargement,
    fiche,
    grille,
    livret,
    pv,
)
from assembler.documents.famille import (
    VARIANTES,
    Document,
    Famille,
    default_template,
    find_template,
    stray_templates,
)
from assembler.model.certification import NomFamille

FAMILLES: Mapping[NomFamille, Famille] = MappingProxyType(
    {
        famille.nom: famille
        for famille in (
            annexe.FAMILLE,
            fiche.FAMILLE,
            grille.FAMILLE,
            livret.FAMILLE,
            amenagement.FAMILLE,
            convocation.FAMILLE,
            emargement.FAMILLE,
            pv.FAMILLE,
        )
    }
)
"""The families by name, in the order they are made."""

__all__ = [
    "FAMILLES",
    "VARIANTES",
    "Document",
    "Famille",
    "default_template",
    "find_template",
    "stray_templates",
]
