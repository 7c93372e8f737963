"""What the page says, seen in its HTML."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from lxml.html import HtmlElement

from assembler.model import Bilan, Morceau, Reserve
from assembler.review import Picture, Reading, render_page
from tests.review.conftest import CRITERES, PICTURE, extraction, reading, referentiel


def page(one: Reading, pictures: Sequence[Picture] = (PICTURE,)) -> HtmlElement:
    return html.fromstring(render_page(one, pictures))


def of_class(node: HtmlElement, name: str) -> list[HtmlElement]:
    """What the node holds of a class."""
    return list(node.xpath(f"descendant::*[contains(concat(' ', @class, ' '), ' {name} ')]"))


def words(nodes: Sequence[HtmlElement]) -> list[str]:
    return [" ".join(node.text_content().split()) for node in nodes]


def top_of(seen: HtmlElement, text: str) -> float | None:
    """Where the frame of the criterion with this text stands, in per cent; None: it has none."""
    (element,) = [e for e in of_class(seen, "critere") if e.find("p").text == text]
    frame = seen.get_element_by_id(f"c{element.get('id')[1:]}", None)
    if frame is None:
        return None
    top = re.search(r"top:([\d.]+)%", frame.get("style"))
    assert top
    return float(top[1])


def test_each_element_has_its_frame_where_it_stood() -> None:
    seen = page(reading(referentiel()))
    assert [top_of(seen, texte) for texte in CRITERES] == [12.5, 25.0, 37.5]
    frames = [frame.get("href") for frame in of_class(seen, "cadre")]
    assert len(frames) == 6
    assert set(frames) == {f"#{e.get('id')}" for e in of_class(seen, "el") if e.get("id")}


def test_an_element_cut_by_a_page_has_a_frame_on_each() -> None:
    side_car = extraction()
    *others, last = side_car.elements
    suites = (Morceau(page=2, boite=(60, 40, 360, 80)),)
    cut = last.model_copy(update={"suites": suites})
    side_car = side_car.model_copy(update={"elements": (*others, cut)})
    seen = page(reading(referentiel(), side_car), (PICTURE, replace(PICTURE, number=2)))
    (second,) = of_class(seen.get_element_by_id("page-2"), "cadre")
    (first,) = seen.xpath(f"//*[@id='page-1']//*[@href='{second.get('href')}']")
    assert second.get("id") == f"{first.get('id')}-2"
    assert re.search(r"top:5\.0%", second.get("style"))
    assert top_of(seen, CRITERES[2]) == 37.5


def test_says_that_there_is_nothing_to_check() -> None:
    seen = page(reading(referentiel()))
    assert "Rien" in of_class(seen, "points")[0].text_content()
    assert not of_class(seen, "depose")


def test_what_is_to_check_comes_first_with_its_reason() -> None:
    lu = referentiel(epreuve_deduite=True).model_copy(
        update={"reserves": (Reserve(page=1, texte="☐ seul", raison="case sans colonne"),)},
    )
    seen = page(reading(lu))
    points = words(of_class(seen.get_element_by_id("lu")[0], "point"))
    assert points[0].startswith("p. 1Réserve case sans colonne")
    assert points[0].endswith("☐ seul")
    assert "Épreuve déduite" in points[1] and "E1" in points[1]
    assert "déduite" in of_class(seen, "epreuves")[0].text_content()


def test_a_corrected_text_stands_with_the_filed_one_beside() -> None:
    corrected = ("Le tri est exact", *CRITERES[1:])
    seen = page(reading(referentiel(corrected)))
    assert words(of_class(seen, "depose")) == ["Corrigé. Texte déposé : Le tri est juste"]
    assert top_of(seen, "Le tri est exact") == 12.5
    assert len(of_class(seen, "point")) == 1


def test_spaces_are_no_correction() -> None:
    seen = page(reading(referentiel(("Le  tri est\njuste", *CRITERES[1:]))))
    assert not of_class(seen, "depose")


def test_an_added_text_says_that_the_pdf_does_not_have_it() -> None:
    seen = page(reading(referentiel((*CRITERES, "Aucun clou ne reste"))))
    assert words(of_class(seen, "depose")) == ["Ajouté. N’est pas dans le PDF."]
    assert top_of(seen, "Aucun clou ne reste") is None


def test_what_was_taken_out_keeps_its_frame_in_the_list_of_what_to_check() -> None:
    seen = page(reading(referentiel(CRITERES[1:])))
    (point,) = of_class(seen, "point")
    assert "Retiré" in point.text_content() and CRITERES[0] in point.text_content()
    frame = seen.get_element_by_id(f"c{point.get('id')[1:]}")
    assert "top:12.5%" in frame.get("style")


def test_a_correction_without_a_frame_of_its_own_leads_to_what_it_belongs_to() -> None:
    seen = page(reading(referentiel(non_evaluee=None, activites=[], epreuves=[])))
    (point,) = of_class(seen, "point")
    assert "« E1 » → « (rien) »" in " ".join(point.text_content().split())
    (link,) = point.xpath(".//a[@class='ici']")
    assert link.get("href") == f"#{of_class(seen, 'texte')[0].get('id')}"


def test_a_renumbered_competence_keeps_its_place() -> None:
    seen = page(reading(referentiel(code="C9")))
    assert not of_class(seen, "depose")
    assert [top_of(seen, texte) for texte in CRITERES] == [12.5, 25.0, 37.5]


@settings(deadline=None)
@given(kept=st.permutations(CRITERES).flatmap(lambda p: st.sampled_from([p[:1], p[:2], p])))
def test_whatever_is_moved_or_removed_the_rest_keeps_its_own_frame(kept: list[str]) -> None:
    seen = page(reading(referentiel(tuple(kept))))
    tops = dict(zip(CRITERES, (12.5, 25.0, 37.5), strict=True))
    assert {texte: top_of(seen, texte) for texte in kept} == {t: tops[t] for t in kept}
    assert not of_class(seen, "depose")
    retired = [p for p in words(of_class(seen, "point")) if "Retiré" in p]
    assert len(retired) == len(CRITERES) - len(kept)
    assert all(any(p.endswith(t) for p in retired) for t in set(CRITERES) - set(kept))


def test_no_text_can_become_a_part_of_the_page() -> None:
    attack = "</script><script>alert(1)</script><img src=http://example.org/x> {{ 7 * 7 }} \"'"
    seen = page(reading(referentiel((attack,), texte=attack)))
    assert len(seen.xpath("//script")) == len(seen.xpath("//img")) == 1
    assert attack in of_class(seen, "critere")[0].text_content()


def test_the_policy_forbids_the_network() -> None:
    (meta,) = page(reading(referentiel())).xpath("//meta[@http-equiv]")
    policy = dict(part.split(" ", 1) for part in meta.get("content").split("; "))
    assert policy["default-src"] == "'none'" and policy["img-src"] == "data:"
    assert policy["script-src"].startswith("'sha256-")
    assert "http" not in "".join(page(reading(referentiel())).xpath("//@src | //@href"))


class TestBalance:
    def seen(self, bilan: Bilan) -> str:
        (part,) = of_class(page(reading(referentiel(), extraction(bilan))), "bilan")
        return " ".join(part.text_content().split())

    def test_all_is_there(self) -> None:
        said = self.seen(Bilan(glyphes=12345, modele=12000, entetes=345))
        assert "Rien n’est perdu" in said
        assert "dans le référentiel 97,2 % (12 000)" in said

    def test_reserves(self) -> None:
        assert "12 caractères des tableaux" in self.seen(
            Bilan(glyphes=112, modele=100, reserves=12)
        )

    def test_what_is_accounted_for_nowhere_comes_first(self) -> None:
        said = self.seen(Bilan(glyphes=100_000, modele=99_999))
        assert said.startswith("1 caractère")
        assert "introuvables dans le résultat 0,1 % (1)" in said
        assert "100 %" not in said

    def test_not_counted(self) -> None:
        assert "n’ont pas été comptés" in self.seen(Bilan())


def test_of_several_pdfs_the_one_that_has_the_text_shows_it() -> None:
    other = Picture("s.pdf", 1, 0, 0, 600, 800, PICTURE.data, "Letriestjuste")
    seen = page(reading(referentiel()), (PICTURE, other))
    frames = [len(of_class(figure, "cadre")) for figure in seen.xpath("//figure")]
    assert frames == [5, 1]


@pytest.mark.parametrize("name", ["page.js", "page.css"])
def test_our_own_files_cannot_close_their_element(name: str) -> None:
    from assembler.review.page import _own

    assert "</" not in _own(name)
