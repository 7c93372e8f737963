"""Whatever changed in a référentiel, each document out of date by it is told by a change."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assembler.compare import compare, in_words
from assembler.documents import FAMILLES, Document
from assembler.model import (
    Candidat,
    Certification,
    Dossier,
    ListeCandidats,
    Referentiel,
    Session,
    SessionDossier,
)
from assembler.produce import Origin, open_ledger
from assembler.produce.freshness import freshness
from assembler.produce.motifs import Motifs
from tests.compare.mutations import MUTATIONS
from tests.compare.versions import changed, first_version, referentiel

TYPOGRAPHY = "typographie ou ordre des éléments du référentiel"


def _dossier(referentiel: Referentiel) -> Dossier:
    candidats = ListeCandidats(candidats=(Candidat(numero="1", rang=2, nom="A", prenom="B"),))
    session = SessionDossier("2027", Session(intitule="Juin 2027"), candidats)
    certification = Certification(intitule="Agent de réemploi", type="RNCP")
    return Dossier(Path("x"), "x", certification, referentiel, (session,))


def _stale(ancien: Dossier, nouveau: Dossier) -> Iterator[tuple[Document, Document]]:
    """Each planned document that is another one now, before and after."""
    for famille in FAMILLES.values():
        before = {document.chemin: document for document in famille.plan(ancien)}
        for document in famille.plan(nouveau):
            was = before.get(document.chemin)
            if was and _key(was) != _key(document):
                yield was, document


def _key(document: Document) -> str:
    return freshness(document.contexte, "m", None).cle


def _reasons(ancien: Dossier, nouveau: Dossier, folder: Path) -> dict[str, tuple[str, ...]]:
    with open_ledger(folder) as ledger:
        before, now = ledger.keep(ancien.referentiel), ledger.keep(nouveau.referentiel)
        motifs = Motifs(nouveau, ledger, now)
        return {
            document.objet: motifs.of(
                document,
                Origin(_key(was), "m", "", None, before),
                Origin(_key(document), "m", "", None, now),
            )
            for was, document in _stale(ancien, nouveau)
        }


@pytest.mark.parametrize("name", MUTATIONS)
@pytest.mark.parametrize("seed", [0, 2])
def test_the_reasons_are_changes_of_the_referentiel(name: str, seed: int, tmp_path: Path) -> None:
    old = first_version(seed, blocs=3, competences=3, criteres=2)
    ancien = _dossier(referentiel(old))
    nouveau = replace(ancien, referentiel=referentiel(changed(old, *MUTATIONS[name])))
    found = _reasons(ancien, nouveau, tmp_path)
    assert found
    differences = compare(ancien.referentiel, nouveau.referentiel).differences
    changes = {in_words(change) for change in differences} or {TYPOGRAPHY}
    for objet, said in found.items():
        assert said, objet
        assert {re.sub(r" \(\d+ fois\)$", "", words) for words in said} <= changes


def test_what_nobody_prints_is_no_reason(tmp_path: Path) -> None:
    old = first_version(0)
    ancien = _dossier(referentiel(old))
    label = ancien.referentiel.model_copy(update={"version": "2027"})
    assert _reasons(ancien, replace(ancien, referentiel=label), tmp_path) == {}
