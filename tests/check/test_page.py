"""The HTML page: what is marked, what is escaped, what an officer finds where."""

import re
from html import unescape

import pytest

from assembler.check import check, render_page
from tests.check.conforme import Donnee, vue


def _page(changes: Donnee) -> str:
    return render_page(check(vue(changes)))


def _criterion(texte: str) -> dict[str, object]:
    return {"C1.2/criteres": [{"texte": texte}, {"texte": "Le dos reste droit"}]}


def test_the_words_at_fault_are_marked_in_their_sentence() -> None:
    page = _page(_criterion("Le geste est clair & <net>, un éclair"))
    assert "Le geste est <mark>clair</mark> &amp; &lt;net&gt;, un éclair" in page


def test_what_is_not_quoted_is_shown_by_what_is_printed_there() -> None:
    page = _page({"C1.2/criteres": [], "C1.2/non_evaluee": "Non évalué"})
    assert re.search(r"«\u00a0Non évalué\u00a0»\.<q>Soulever une armoire en sécurité", page)


def test_nothing_is_marked_where_no_words_are_at_fault() -> None:
    page = _page({"C1.2/criteres": []})
    assert "<q>Soulever une armoire en sécurité à l’aide d’un diable" in page
    assert "<mark>" not in page


def test_signs_of_the_document_are_kept_and_those_of_the_tool_are_french() -> None:
    page = _page({"C1.2/texte": "Lever l'armoire l’ ami, pour l'aider"})
    assert "<mark>l’ ami</mark>" in page
    assert "Lever l&#39;armoire" in page
    assert "d’apostrophe" not in page and "rien n'" not in unescape(page)


def test_codes_keep_their_capitals() -> None:
    page = _page({"E1/formes": ["distanciel"], "E1/durees": []})
    assert "<b>Épreuve E1, p.&nbsp;3</b>" in page
    assert "Bloc RNCP99001BC01" in page and "rncp99001bc01" not in page


def test_a_theme_is_missing_only_where_nothing_speaks_of_it() -> None:
    assert 'class="rien"' not in _page({})
    assert _page({"C1.1/texte": "Trier"}).count('<td class="rien">rien</td>') == 2
    told = {
        "C1.1/texte": "Trier",
        "certification/themes_sans_objet": {"transition_ecologique": "x"},
    }
    assert 'class="rien"' not in _page(told)


@pytest.mark.parametrize("changes", [{}, {"referentiel/type": "RS"}, {"profil": "fiche"}])
def test_the_page_stands_alone(changes: Donnee) -> None:
    page = _page(changes)
    for outside in ("http:", "https:", "<script", "src=", "url("):
        assert outside not in page
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    assert page.count("<h1>") == 1 and 'lang="fr"' in page
    links = set(re.findall(r'href="#([\w-]+)"', page))
    assert links and links <= set(re.findall(r'id="([\w-]+)"', page))


def test_each_column_and_gravity_has_its_name() -> None:
    page = _page({"C1.2/criteres": []})
    assert '<th scope="col"></th>' not in page
    assert '<span class="g D" title="Doctrine">D</span>' in page


def test_the_one_bloc_of_a_rs_is_not_named() -> None:
    page = _page({"referentiel/type": "RS", "C1.1/texte": "Les trier"})
    assert "Ensemble" in page and "RNCP99001BC01" not in page
