"""The document families: which documents a dossier needs, and what each template is given."""

from collections.abc import Mapping
from types import MappingProxyType

from assembler.documents import (
    amenagement,
    annexe,
    bordereau,
    comparatif,
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
    Gabarit,
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
            bordereau.FAMILLE,
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

GABARITS: Mapping[NomFamille, Gabarit] = MappingProxyType(
    {**FAMILLES, comparatif.GABARIT.nom: comparatif.GABARIT}
)
"""All that has a template: the families, and what `diff` makes of two référentiels."""

__all__ = [
    "FAMILLES",
    "GABARITS",
    "VARIANTES",
    "Document",
    "Famille",
    "Gabarit",
    "default_template",
    "find_template",
    "stray_templates",
]
