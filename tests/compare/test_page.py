"""The HTML page: every change on it, words struck and added, nothing fetched, nothing executed."""

import re
from html import unescape
from typing import Any

from lxml import html

from assembler.compare import compare, in_words, render_page
from tests.compare.mutations import MUTATIONS
from tests.compare.small import COLLER, compared, version
from tests.compare.versions import changed, first_version, referentiel


def _page(ancien: dict[str, object], nouveau: dict[str, object]) -> Any:
    return html.fromstring(render_page(compared(ancien, nouveau), "ancien.pdf", "nouveau.pdf"))


def _text(node: Any) -> str:
    return " ".join(node.text_content().split())


def test_every_change_stands_under_its_bloc_in_words() -> None:
    old = first_version(3)
    comparaison = compare(referentiel(old), referentiel(changed(old, *MUTATIONS["all at once"])))
    page = html.fromstring(render_page(comparaison, "a", "b"))
    said = [_text(title).casefold() for title in page.xpath("//article/h3")]
    for change in comparaison.differences:
        assert any(in_words(change).casefold() in one for one in said), in_words(change)


def test_words_are_struck_and_added() -> None:
    page = _page(version(), version(C1_2={"texte": COLLER.replace("une chaise", "un fauteuil")}))
    (article,) = page.xpath("//article")
    assert [_text(one) for one in article.xpath(".//del")] == ["une chaise"]
    assert [_text(one) for one in article.xpath(".//ins")] == ["un fauteuil"]
    assert "ouverts d’une chaise un fauteuil avec" in _text(article.xpath("p[@class='texte']")[0])


def test_what_is_added_or_gone_is_shown_whole() -> None:
    nouveau: Any = version()
    gone = nouveau["blocs"][0]["competences"].pop()["texte"]
    page = _page(version(), nouveau)
    assert gone in [_text(one) for one in page.xpath("//article//del")]
    assert not page.xpath("//article//ins")


def test_doubt_shows_the_rival_and_a_split_its_parts_first_of_all() -> None:
    nouveau: Any = version(
        C1_1={"texte": "Établir le diagnostic d’un meuble usagé"},
        C1_2={"texte": "Remonter une chaise avec une colle animale tiède"},
    )
    nouveau["blocs"][0]["competences"].append(
        {"code": "C1.3", "texte": "Relever l’état de chaque assemblage", "criteres": []}
    )
    page = _page(version(), nouveau)
    (first,) = page.xpath("//h2[@id='a-voir']")
    seen = " ".join(_text(one) for one in first.itersiblings() if one.tag == "article")
    assert "Scission" in seen and "C1.3 « Relever l’état" in seen
    assert "À vérifier" in seen


def test_nothing_to_check_nothing_to_say() -> None:
    page = _page(version(), version())
    assert not page.xpath("//article") and not page.xpath("//h2[@id='a-voir']")
    assert "Aucune différence" in _text(page)


def test_nothing_is_fetched_and_no_text_becomes_markup() -> None:
    hostile = "Coller <script>alert(1)</script> & <b>serrer</b> {{ 7*7 }}"
    page = render_page(compared(version(), version(C1_2={"texte": hostile})), "<i>a</i>", "b")
    assert not re.search(r"<script|src=|href=\"(?!#)|url\(|@import", page)
    assert "<i>a" not in page and "<b>serrer" not in page
    assert hostile.split(" &")[0] in unescape(page)
