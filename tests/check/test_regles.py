"""Each rule on small cases: broken, kept, not to be checked, without object."""

from collections.abc import Iterator

import pytest

from assembler.check import REGLES, Etat, Gravite, Rapport, Regle, check
from assembler.check.regles import Besoin
from tests.check.cas import CAS
from tests.check.cas.cas import Cas, Ici
from tests.check.conforme import Donnee, vue

STRONG = {regle.id for regle in REGLES if regle.gravite in {Gravite.LOI, Gravite.DOCTRINE}}

SANS: dict[Besoin, tuple[Donnee, Etat]] = {
    Besoin.ANNEXE: ({"profil": "fiche"}, Etat.SANS_OBJET),
    Besoin.RNCP: ({"referentiel/type": "RS"}, Etat.SANS_OBJET),
    Besoin.CERTIFICATION: ({"certification": None}, Etat.NON_VERIFIABLE),
    Besoin.SESSION: ({"session": None}, Etat.NON_VERIFIABLE),
}
"""The certification without what a rule needs, and what the rule then answers."""


def _name(cas: Cas) -> str:
    return f"{cas.regle}-{cas.etat}-{'-'.join(cas.changes)}"


def _etat(rapport: Rapport, regle: str) -> Etat:
    (bilan,) = (one for one in rapport.regles if one.regle == regle)
    return bilan.etat


def _places(rapport: Rapport, regle: str) -> tuple[Ici, ...]:
    found = [one for one in rapport.constats if one.regle == regle]
    (bilan,) = (one for one in rapport.regles if one.regle == regle)
    return tuple(Ici(one.objet, one.page, one.mots) for one in [*found, *bilan.rappels])


@pytest.mark.parametrize("cas", CAS, ids=_name)
def test_a_rule_answers(cas: Cas) -> None:
    rapport = check(vue(cas.changes))
    assert _etat(rapport, cas.regle) == cas.etat
    assert _places(rapport, cas.regle) == cas.ou


@pytest.mark.parametrize("cas", CAS, ids=_name)
def test_a_case_breaks_no_other_rule_of_law_or_doctrine(cas: Cas) -> None:
    broken = {one.regle for one in check(vue(cas.changes)).bloquants}
    own = {cas.regle} & STRONG if cas.etat == Etat.ENFREINTE else set()
    assert broken == own | cas.aussi


@pytest.mark.parametrize("regle", REGLES, ids=lambda regle: regle.id)
def test_the_certification_that_changes_start_from_keeps_the_rule(regle: Regle) -> None:
    kept = Etat.RESPECTEE in regle.etats
    assert _etat(check(vue()), regle.id) == (Etat.RESPECTEE if kept else Etat.NON_VERIFIABLE)


def _needs() -> Iterator[tuple[Regle, Besoin]]:
    for regle in REGLES:
        for besoin in sorted(regle.besoins):
            yield regle, besoin


@pytest.mark.parametrize(
    ("regle", "besoin"),
    list(_needs()),
    ids=lambda one: one.id if isinstance(one, Regle) else str(one),
)
def test_a_rule_without_what_it_needs_is_neither_kept_nor_broken(
    regle: Regle, besoin: Besoin
) -> None:
    changes, etat = SANS[besoin]
    assert _etat(check(vue(changes)), regle.id) == etat
    assert etat in regle.etats


@pytest.mark.parametrize("regle", REGLES, ids=lambda regle: regle.id)
def test_every_etat_of_a_rule_has_a_case(regle: Regle) -> None:
    """A new rule comes with its cases."""
    shown = {cas.etat for cas in CAS if cas.regle == regle.id}
    assert regle.propres - {Etat.RESPECTEE} <= shown
    assert shown <= regle.etats


@pytest.mark.parametrize("regle", REGLES, ids=lambda regle: regle.id)
def test_a_rule_says_what_it_looks_at_and_when_it_can_not_tell(regle: Regle) -> None:
    assert regle.regarde.endswith((".", "?", "…"))
    assert bool(regle.inverifiable) == (Etat.NON_VERIFIABLE in regle.propres)
    assert bool(regle.sans_objet) == (Etat.SANS_OBJET in regle.propres)
    assert regle.inverifiable.startswith("toujours") == (regle.propres == {Etat.NON_VERIFIABLE})


def test_no_two_rules_have_one_id() -> None:
    assert len({regle.id for regle in REGLES}) == len(REGLES) >= 69


def test_cases_are_of_rules_there_are() -> None:
    assert {cas.regle for cas in CAS} <= {regle.id for regle in REGLES}
    assert len({_name(cas) + str(cas.changes) for cas in CAS}) == len(CAS)


@pytest.mark.parametrize("cas", CAS, ids=_name)
def test_the_words_are_those_of_the_document(cas: Cas) -> None:
    """What a finding quotes can be found by searching the document for it."""
    one = vue(cas.changes)
    whole = " ".join(
        part.model_dump_json()
        for part in (one.referentiel, one.certification, *(s.session for s in one.sessions))
        if part
    )
    for place in cas.ou:
        for words in place.mots:
            assert words.removesuffix(" …").replace('"', '\\"') in whole
