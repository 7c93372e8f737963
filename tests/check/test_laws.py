"""What holds of any référentiel whatever."""

import datetime
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from assembler.check import REGLES, Gravite, Profil, Vue, check, render_page
from assembler.cli.findings import text_of
from assembler.model import Referentiel
from tests.check.conforme import vue
from tests.model.random_models import referentiels

PROFILS: list[Profil] = ["annexe", "fiche"]


@st.composite
def vues(draw: st.DrawFn) -> Vue:
    """A random référentiel, with or without a fiche, a session, what is registered."""
    known = vue()
    return Vue(
        draw(referentiels()),
        draw(st.sampled_from([None, known.certification])),
        draw(st.sampled_from([(), known.sessions])),
        draw(st.sampled_from(PROFILS)),
        draw(st.sampled_from([None, known.enregistree])),
    )


@settings(max_examples=25, deadline=None)
@given(vues())
def test_a_report_is_made_of_any_referentiel(one: Vue) -> None:
    rapport = check(one)
    assert [r.regle for r in rapport.regles] == [regle.id for regle in REGLES]
    for regle, bilan in zip(REGLES, rapport.regles, strict=True):
        assert bilan.etat in regle.etats
        assert bilan.constats == sum(c.regle == regle.id for c in rapport.constats)
        assert (bilan.etat == "enfreinte") == (bilan.constats > 0)
        assert bilan.rappels or bilan.etat in {"enfreinte", "respectee"}
    assert rapport.model_validate_json(rapport.model_dump_json()) == rapport
    assert render_page(rapport).rstrip().endswith("</html>")
    assert text_of(rapport)


@settings(max_examples=25, deadline=None)
@given(vues())
def test_a_finding_points_into_the_document(one: Vue) -> None:
    _check_quotes(one)
    for found in check(one).constats:
        assert found.page is None or found.page in _pages(one.referentiel)
        assert found.bloc is None or found.bloc in map(one.name_of, one.referentiel.blocs)
        for paragraph in (found.extrait or "").split("\n"):
            assert " ".join(paragraph.split()) in " ".join(_texts(one))


@settings(max_examples=15, deadline=None)
@given(vues(), st.randoms(use_true_random=False))
def test_no_rule_depends_on_another(one: Vue, order: Random) -> None:
    wanted = {regle.id: regle.answers(one) for regle in REGLES}
    shuffled = list(REGLES)
    order.shuffle(shuffled)
    assert {regle.id: regle.answers(one) for regle in shuffled} == wanted
    assert check(one) == check(one)


@settings(max_examples=15, deadline=None)
@given(vues())
def test_waiving_hides_nothing_and_blocks_nothing(one: Vue) -> None:
    fiche = vue().certification
    assert fiche
    plain = check(replace(one, certification=fiche))
    reasons = {regle.id: "accord" for regle in REGLES}
    waived = check(
        replace(one, certification=fiche.model_copy(update={"regles_derogees": reasons}))
    )
    assert waived.bloquants == ()
    assert [c.model_copy(update={"derogation": None}) for c in waived.constats] == [*plain.constats]
    assert {c.gravite for c in plain.bloquants} <= {Gravite.LOI, Gravite.DOCTRINE}


@settings(max_examples=15, deadline=None)
@given(referentiels(), st.dates(datetime.date(2019, 1, 1), datetime.date(2030, 1, 1)))
def test_the_date_of_filing_decides_whether_the_themes_bind(
    referentiel: Referentiel, filed: datetime.date
) -> None:
    fiche = vue().certification
    assert fiche
    dated = fiche.model_copy(update={"date_depot": filed})
    (bilan,) = (r for r in check(Vue(referentiel, dated)).regles if r.regle == "COM-09")
    assert (bilan.etat == "sans_objet") == (filed < datetime.date(2025, 10, 1))


WORDS = [
    "QCM", "auto-évaluation", "note", "de", "12", "/20", "coefficient", "3", "Module", "cours",
    "en", "handicap", "sécurité", "l’", "‘", "’une", "(", ")", ",", ".", "..", "pertinent", "idem",
    "Connaître", "Les", "trier", "pour", "déchets", "acquis", "non", "entreprise", "tuteur",
    "soutenance", "finale", "collectif", "pertinente", "clairement", "Durée", "transversal", "\t",
    "\u00a0", "\u202f", "\n", "\u2029", "examen écrit", "Automatisation", "les", "RGPD", "le",
]  # fmt: skip
"""What the rules look for, in pieces."""

phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).flatmap(
    lambda words: st.sampled_from([" ", "", "\u00a0", "  "]).map(lambda space: space.join(words))
)


@settings(max_examples=80, deadline=None)
@given(phrases, phrases, st.sampled_from(PROFILS))
def test_what_a_finding_quotes_is_printed_so(a: str, b: str, profil: Profil) -> None:
    one = vue(
        {
            "C1.1/texte": a,
            "C1.2/criteres": [{"code": "Cr 1", "texte": b}, {"texte": a, "indicateurs": [b]}],
            "A1/intitule": b,
            "A1/taches": [a],
            "B1/intitule": a,
            "E1/description": [a, b],
            "session/jures": [{"id": "anna", "nom": "Ruiz", "qualite": a}],
            "session/jurys": [{"code": "J1", "membres": ["anna"]}],
            "certification/livret": {"handicap": b},
        }
    )
    _check_quotes(replace(one, profil=profil))


def _check_quotes(one: Vue) -> None:
    whole = " ".join(_texts(one))
    rapport = check(one)
    reminders = [rappel for bilan in rapport.regles for rappel in bilan.rappels]
    for found in (*rapport.constats, *reminders):
        for words in found.mots:
            assert " ".join(words.removesuffix(" …").split()) in whole, found


def _texts(one: Vue) -> list[str]:
    """Each text of what is checked, spaces tidied."""
    found: list[str] = []

    def gather(part: object) -> None:
        if isinstance(part, str):
            found.append(" ".join(part.split()))
        elif isinstance(part, dict):
            for value in part.values():
                gather(value)
        elif isinstance(part, list | tuple):
            for value in part:
                gather(value)

    gather(one.referentiel.model_dump())
    gather(one.certification.model_dump() if one.certification else None)
    for session in one.sessions:
        gather(session.session.model_dump())
    return found


def _pages(referentiel: Referentiel) -> set[int | None]:
    competences = {c.page for bloc in referentiel.blocs for c in bloc.competences}
    return competences | {reserve.page for reserve in referentiel.reserves}
