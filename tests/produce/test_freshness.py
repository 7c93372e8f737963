"""The freshness key: what it is made of, for every family."""

import dataclasses
import hashlib
import json

import pytest

from assembler.documents import FAMILLES, Document
from assembler.documents.livret import LivretContexte
from assembler.model import Dossier
from assembler.produce.freshness import freshness
from tests.documents import exemple


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return exemple.dossier()


@pytest.fixture(scope="module")
def documents(dossier: Dossier) -> list[Document]:
    return [document for famille in FAMILLES.values() for document in famille.plan(dossier)]


def test_the_key_is_the_hash_of_all_that_is_given_but_stamp_and_news(
    documents: list[Document],
) -> None:
    for document in documents:
        given = document.contexte.model_dump(mode="json")
        stamp = given.pop("estampille")
        given.pop("nouveautes", None)
        canonical = json.dumps(
            [given, "modèle", None], ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        found = freshness(document.contexte, "modèle", None)
        assert found.cle == hashlib.sha256(canonical.encode()).hexdigest()
        assert (found.modele, found.etiquette) == ("modèle", stamp["texte"])


def test_a_template_is_given_the_whole_context(documents: list[Document]) -> None:
    for document in documents:
        assert document.contexte.donnees == document.contexte.model_dump()


def test_template_and_logo_are_part_of_it(documents: list[Document]) -> None:
    contexte = documents[0].contexte
    keys = {freshness(contexte, m, logo).cle for m in "ab" for logo in (None, "a", "b")}
    assert len(keys) == 6


def test_another_version_of_the_same_words_is_no_other_document(dossier: Dossier) -> None:
    referentiel = dossier.referentiel.model_copy(update={"version": "2027-01"})
    other = dataclasses.replace(dossier, referentiel=referentiel)
    for famille in FAMILLES.values():
        for before, after in zip(famille.plan(dossier), famille.plan(other), strict=True):
            old, new = (freshness(d.contexte, "m", None) for d in (before, after))
            assert old.cle == new.cle
            assert old.etiquette != new.etiquette


def test_booklets_share_what_is_equal(documents: list[Document]) -> None:
    """Their cost: a shared part is dumped once, and travels once to another process."""
    first, second, *_ = (d.contexte for d in documents if isinstance(d.contexte, LivretContexte))
    assert first.donnees["certification"] is second.donnees["certification"]
    shared = [bloc for bloc in first.blocs if bloc in second.blocs]
    assert shared
    assert all(any(bloc.donnees is other.donnees for other in second.blocs) for bloc in shared)
