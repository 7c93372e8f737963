"""The document families: which documents a dossier needs, and what each template is given."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Generic, TypeVar

from assembler.documents.famille import (
    VARIANTES,
    Document,
    Famille,
    Gabarit,
    default_template,
    find_template,
    stray_templates,
    template_of,
)
from assembler.model.certification import NomFamille

_G = TypeVar("_G", bound=Gabarit)


class _OneAModule(Mapping[NomFamille, _G], Generic[_G]):
    """What has a template, by name, each a constant of the module of its name. A module is imported
    when it is asked for: all together take as long as making a hundred booklets."""

    def __init__(self, constants: Mapping[NomFamille, str]) -> None:
        self._constants = constants

    def __getitem__(self, nom: NomFamille) -> _G:
        constant = self._constants[nom]
        found: _G = getattr(import_module(f"{__name__}.{nom}"), constant)
        return found

    def __iter__(self) -> Iterator[NomFamille]:
        return iter(self._constants)

    def __len__(self) -> int:
        return len(self._constants)


_FAMILLES: Mapping[NomFamille, str] = {
    "annexe": "FAMILLE",
    "fiche": "FAMILLE",
    "bordereau": "FAMILLE",
    "grille": "FAMILLE",
    "livret": "FAMILLE",
    "amenagement": "FAMILLE",
    "convocation": "FAMILLE",
    "emargement": "FAMILLE",
    "pv": "FAMILLE",
}

FAMILLES: Mapping[NomFamille, Famille] = _OneAModule(_FAMILLES)
"""The families by name, in the order they are made."""

GABARITS: Mapping[NomFamille, Gabarit] = _OneAModule({**_FAMILLES, "comparatif": "GABARIT"})
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
    "template_of",
]
