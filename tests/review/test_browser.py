"""The page in a browser: what an officer does with it, by mouse and by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.programs import require_program

SIZE = 15_000_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = require_program("chromium", "chromium-browser", "google-chrome", "chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def requests() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, exemple: Path, requests: list[str]) -> Iterator[Page]:
    """The worked example's review page, opened; an error of its script fails the test."""
    page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto((exemple / "revue.html").as_uri())
    yield page
    page.close()
    assert errors == []


def number(page: Page, nom: str) -> str:
    """The number of an element, told by its name."""
    identifier = page.locator(f'[data-nom="{nom}"]').get_attribute("id")
    assert identifier
    return identifier[1:]


def chosen(page: Page) -> str | None:
    expect(page.locator(".el.choisi")).to_have_count(1)
    return page.locator(".el.choisi").get_attribute("data-nom")


def test_all_of_it_is_in_one_file_under_its_size(
    page: Page, exemple: Path, requests: list[str]
) -> None:
    assert (exemple / "revue.html").stat().st_size / 5 * 60 < SIZE
    page.locator("#pages").evaluate("pane => pane.scrollTo(0, pane.scrollHeight)")
    page.wait_for_timeout(200)
    assert {url.partition(":")[0] for url in requests} <= {"file", "data"}
    widths = page.locator(".planche img").evaluate_all("all => all.map(i => i.naturalWidth)")
    assert len(widths) == 5 and min(widths) > 1000


def test_the_policy_stops_a_request(page: Page) -> None:
    stopped = page.evaluate(
        "() => new Promise(done => {"
        " addEventListener('securitypolicyviolation', e => done(e.violatedDirective));"
        " const image = new Image(); image.src = 'http://127.0.0.1:9/x.png'; })"
    )
    assert stopped == "img-src"


def test_choosing_an_element_cut_by_a_page_marks_both_pages(page: Page) -> None:
    """The épreuve E3 of the example begins on page 2 and goes on on page 3."""
    rank = number(page, "Épreuve E3")
    frames = page.locator(f'.cadre[href="#e{rank}"]')
    expect(frames).to_have_count(2)
    frames.last.click()
    assert chosen(page) == "Épreuve E3"
    expect(page.locator(".cadre.choisi")).to_have_count(2)


def test_choosing_an_element_shows_its_place(page: Page) -> None:
    rank = number(page, "Compétence C3.5")
    frame = page.locator(f"#c{rank}")
    expect(frame).not_to_be_in_viewport()
    page.locator(f"#e{rank} p").click()
    expect(frame).to_be_in_viewport(ratio=1)
    expect(frame).to_have_class("cadre choisi")
    expect(page.locator("#page")).to_have_text("Page 4 sur 5")
    expect(page.locator("#dit")).to_have_text("Compétence C3.5, page 4")


def test_choosing_a_frame_shows_its_element(page: Page) -> None:
    rank = number(page, "C1.3, critère 2")
    page.locator("#replier").click()
    expect(page.locator(f"#e{rank}")).not_to_be_visible()
    page.locator(f"#c{rank}").click()
    expect(page.locator(f"#e{rank}")).to_be_in_viewport(ratio=1)
    assert chosen(page) == "C1.3, critère 2"


def test_each_frame_lies_over_its_page_and_can_be_reached(page: Page) -> None:
    """A criterion's frame is never hidden under a larger one."""
    hidden = page.locator(".cadre").evaluate_all(
        """all => all.filter(frame => {
             frame.scrollIntoView({block: 'center', behavior: 'instant'});
             const box = frame.getBoundingClientRect();
             const there = document.elementFromPoint(
               box.left + box.width / 2, box.top + box.height / 2);
             return there !== frame;
           }).map(frame => frame.title)"""
    )
    assert hidden == []


def test_the_link_to_an_epreuve_chooses_it(page: Page) -> None:
    page.locator(".epreuves .ici").first.click()
    assert chosen(page) == "Épreuve E1"
    expect(page.locator(".cadre.choisi")).to_be_in_viewport()


class TestSearch:
    def test_filters_and_marks_whatever_the_accents(self, page: Page) -> None:
        page.locator("#mots").fill("REEMPLOI")
        expect(page.locator("#trouves")).to_have_text("5 résultats")
        assert {text.lower() for text in page.locator("mark").all_text_contents()} == {"réemploi"}
        for unit in page.locator(".unite:not(.absent)").all():
            assert "réemploi" in (unit.text_content() or "").lower()
        page.keyboard.press("Enter")
        first = chosen(page)
        page.keyboard.press("Enter")
        assert chosen(page) != first

    def test_tells_that_nothing_was_found_and_comes_back(self, page: Page) -> None:
        before = page.locator("#lu").text_content()
        page.locator("#mots").fill("sous-marin")
        expect(page.locator("#trouves")).to_have_text("aucun résultat")
        expect(page.locator(".competence:visible")).to_have_count(0)
        page.keyboard.press("Escape")
        expect(page.locator(".competence:visible")).to_have_count(19)
        assert page.locator("#lu").text_content() == before

    def test_every_occurrence_is_marked(self, page: Page) -> None:
        page.locator("#mots").fill("e")
        expect(page.locator("mark")).not_to_have_count(0)
        marked = page.locator("mark").count()
        said = page.evaluate(
            """() => [...document.querySelectorAll('.unite')].map(u => u.textContent).join('')
                 .normalize('NFD').replace(/\\p{M}/gu, '').toLowerCase().split('e').length - 1"""
        )
        assert marked == said


class TestKeyboard:
    def test_j_and_k_walk_the_elements(self, page: Page) -> None:
        page.keyboard.press("j")
        assert chosen(page) == "Bloc 1"
        page.keyboard.press("j")
        assert chosen(page) == "Activité A1.1"
        page.keyboard.press("ArrowDown")
        assert chosen(page) == "Activité A1.2"
        page.keyboard.press("k")
        assert chosen(page) == "Activité A1.1"

    def test_enter_goes_over_to_the_other_side_and_back(self, page: Page) -> None:
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        rank = number(page, "Bloc 1")
        expect(page.locator(f"#c{rank}")).to_be_focused()
        page.keyboard.press("j")
        expect(page.locator(f"#c{number(page, 'Activité A1.1')}")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(f"#e{number(page, 'Activité A1.1')} .lien")).to_be_focused()

    def test_help_opens_and_closes(self, page: Page) -> None:
        page.keyboard.press("?")
        expect(page.locator("#clavier")).to_be_visible()
        page.keyboard.press("j")
        expect(page.locator(".choisi")).to_have_count(0)
        page.keyboard.press("Escape")
        expect(page.locator("#clavier")).not_to_be_visible()

    def test_the_letters_can_be_turned_off(self, page: Page) -> None:
        page.keyboard.press("?")
        page.locator("#lettres").uncheck()
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        expect(page.locator(".choisi")).to_have_count(0)

    def test_a_letter_typed_in_the_search_is_a_letter(self, page: Page) -> None:
        page.keyboard.press("/")
        page.keyboard.type("jk?/n")
        expect(page.locator("#mots")).to_have_value("jk?/n")
        expect(page.locator(".choisi")).to_have_count(0)

    def test_the_frames_are_one_stop_of_the_tab_key(self, page: Page) -> None:
        page.keyboard.press("j")
        assert page.locator('.cadre[tabindex="0"]').count() == 1

    def test_zoom_keeps_the_chosen_frame_in_sight(self, page: Page) -> None:
        page.locator(f"#e{number(page, 'Compétence C2.4')} p").click()
        for _ in range(3):
            page.keyboard.press("+")
        expect(page.locator("#zoom")).to_have_text("200 %")
        expect(page.locator(".cadre.choisi")).to_be_in_viewport()


def test_a_screen_reader_finds_its_way(page: Page) -> None:
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.get_by_role("banner").count() == page.get_by_role("main").count() == 1
    for name in ("Pages du PDF", "Référentiel lu"):
        assert page.get_by_role("region", name=name).count() == 1
    expect(page.get_by_role("searchbox", name="Chercher")).to_be_visible()
    assert page.get_by_role("img").evaluate_all("all => all.every(i => i.alt)")
    unnamed = page.locator("a, button, input").evaluate_all(
        "all => all.filter(e => !(e.textContent.trim() || e.ariaLabel || e.labels?.length)).length"
    )
    assert unnamed == 0


def test_nothing_sticks_out_at_1280_pixels(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert page.locator("#lu").evaluate("pane => pane.scrollWidth - pane.clientWidth") <= 0


def test_prints_the_whole_referentiel_without_pictures(page: Page) -> None:
    page.locator("#replier").click()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("#pdf")).not_to_be_visible()
    expect(page.locator(".critere:visible")).to_have_count(59)
    expect(page.locator(".critere .lien").first).to_have_text("p. 1")
