"""Fixtures of the documents' tests: the made-up dossier, and its documents filled."""

from collections.abc import Callable

import pytest

from assembler.documents import FAMILLES, Document
from assembler.fill import CompiledTemplate, compile_template
from assembler.model import Dossier
from assembler.model.certification import NomFamille
from tests.documents import exemple

Remplir = Callable[[Document], bytes]


@pytest.fixture
def dossier() -> Dossier:
    return exemple.dossier()


@pytest.fixture(scope="session")
def remplir() -> Remplir:
    """Fills a document with its own template, each template compiled once."""
    modeles: dict[object, CompiledTemplate] = {}

    def fill(document: Document) -> bytes:
        if document.modele not in modeles:
            modeles[document.modele] = compile_template(document.modele)
        return modeles[document.modele].fill(
            document.contexte.model_dump(), proprietes={}, objet=document.objet
        )

    return fill


def plan(dossier: Dossier, famille: NomFamille) -> list[Document]:
    return list(FAMILLES[famille].plan(dossier))
