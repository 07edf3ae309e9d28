"""Searching the built site in Chromium: the page and its filters, the dialog, the way to the words."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from browsing import DESK, PHONE, TABLET, Opens, held_back, violations
from playwright.sync_api import Page, expect

TEXT = "texts/symposium-on-cyberspace-security-and-informatization/"


@pytest.fixture
def site(demo: Path, serve_folder: Callable[..., str]) -> str:
    """The address of the archive of this repository."""
    return serve_folder(demo)


def results(page: Page) -> Any:
    return page.locator("article.result")


def titles(page: Page) -> list[str]:
    expect(results(page).first).to_be_visible()
    return page.locator("article.result h2").all_inner_texts()


# --- the page ------------------------------------------------------------------------------------


def test_what_is_called_just_so_stands_first_by_any_of_its_names(site: str, opens: Opens):
    page = opens(f"{site}search/?q=cybersecurity")
    expect(results(page).first.locator("h2")).to_have_text("Cybersecurity")
    page.goto(f"{site}search/?q=Xi")
    expect(results(page).first.locator("h2")).to_have_text("Xi Jinping")


def test_quoted_words_stand_one_after_another(site: str, opens: Opens):
    page = opens(f"{site}search/?q=%22head+of+the+central%22")
    expect(results(page).first).to_be_visible()
    assert page.locator("p.result-snippet mark").first.inner_text().lower() == "head of the central"
    page.get_by_role("searchbox").fill("“central the of”")
    expect(page.get_by_role("status")).to_contain_text("Nothing has “central the of” word for word")
    expect(results(page).first.locator("mark").first).to_have_text("central")
    page.get_by_role("searchbox").fill("“the of than”")
    expect(page.get_by_role("status")).to_contain_text("Nothing was found")


def test_filters_are_counted_kept_in_the_address_and_found_again_by_back(site: str, opens: Opens):
    page = opens(f"{site}search/?q=symposium")
    count = len(titles(page))
    notes = page.locator(".search-kind", has_text="Notes")
    said = int(notes.locator(".search-count").inner_text())
    assert 0 < said < count + 20
    notes.click()
    expect(page.get_by_role("status")).to_contain_text(f"{said} results")
    assert set(page.locator(".result-kind").all_inner_texts()) <= {"Note · The editor", "Note"}
    page.locator(".search-more summary").click()
    expect(page.get_by_label("Source").locator("option")).to_have_count(2)
    for label, value in (("Source", "Xinhua"), ("Year", "2016")):
        choice = page.get_by_label(label).locator(f"option[value='{value}']")
        left = re.fullmatch(rf"{value} \((\d+)\)", choice.inner_text())
        assert left
        page.get_by_label(label).select_option(value)
        # Results and counts of before stay until those of the choice are there, all at once.
        expect(page.get_by_role("status")).to_have_text(re.compile(rf"^{left[1]} results? for"))
    address = parse_qs(urlsplit(page.url).query)
    assert address == {"q": ["symposium"], "kind": ["note"], "year": ["2016"], "source": ["Xinhua"]}
    shown = titles(page)
    results(page).first.locator("h2 a").click()
    page.wait_for_url("**/texts/**")
    page.go_back()
    expect(results(page).locator("h2")).to_have_text(shown)
    expect(page.get_by_role("radio", name="Notes")).to_be_checked()
    expect(page.get_by_label("Year")).to_have_value("2016")
    page.locator(".search-kind", has_text="Texts").click()
    expect(page.locator(".result-kind").first).to_contain_text("Text")


def test_what_is_typed_is_completed_and_corrected(site: str, opens: Opens):
    page = opens(f"{site}search/")
    box = page.get_by_role("searchbox")
    box.press_sequentially("xi infor")
    page.locator(".search-hint", has_text="xi informatization").click()
    expect(box).to_have_value("xi informatization ")
    expect(box).to_be_focused()
    box.fill("cybersecurty")
    page.locator(".search-hint", has_text="cybersecurity").click()
    expect(results(page).first.locator("h2")).to_have_text("Cybersecurity")
    box.fill("20166")
    expect(page.locator(".search-hint")).to_have_count(0)


def test_arrows_go_through_the_results_and_escape_comes_back(site: str, opens: Opens):
    page = opens(f"{site}search/?q=huawei")
    expect(results(page).first).to_be_visible()
    box = page.get_by_role("searchbox")
    box.press("ArrowDown")
    expect(results(page).first.locator("h2 a")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results(page).first.locator("p a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_be_focused()


def test_results_stay_while_the_next_are_looked_for(site: str, opens: Opens):
    page = opens(f"{site}search/?q=huawei")
    expect(results(page).first).to_be_visible()
    page.evaluate(
        """() => {
          window.least = 99;
          new MutationObserver(() => {
            const now = document.querySelectorAll("article.result").length;
            window.least = Math.min(window.least, now);
          }).observe(document.querySelector("#search-results"), { childList: true });
        }"""
    )
    page.get_by_role("searchbox").press("End")
    page.get_by_role("searchbox").press_sequentially(" alibaba")
    expect(page.get_by_role("status")).to_contain_text("huawei alibaba")
    assert page.evaluate("window.least") > 0


def test_chinese_is_found_within_a_sentence(site: str, opens: Opens):
    page = opens(f"{site}search/?q=网络安全")
    expect(results(page).first.locator("mark", has_text="网络安全").first).to_be_visible()


# --- the way to the words ------------------------------------------------------------------------


def marked(page: Page) -> list[str]:
    """The words that are marked on a page."""
    expect(page.locator(".marked-words")).to_be_visible()
    found = page.evaluate("[...CSS.highlights.get('searched')].map((range) => range.toString())")
    return list(found)


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_a_passage_leads_to_its_words_which_are_marked_and_in_view(
    site: str, opens: Opens, size: tuple[int, int]
):
    page = opens(f"{site}search/?q=%22righteous+environment%22+kind:text", size)
    page.locator("p.result-snippet a").first.click()
    page.wait_for_url("**/?q=*#p-*")
    assert "righteous environment" in marked(page)
    page.wait_for_function(
        """() => [...CSS.highlights.get('searched')].some((range) => {
          const { top } = range.getBoundingClientRect();
          return top >= 0 && top < innerHeight;
        })"""
    )
    page.get_by_role("button", name="Remove the marks").click()
    assert page.evaluate("CSS.highlights.has('searched')") is False
    expect(page).to_have_url(re.compile(r"/texts/[a-z-]+/#p-\w+$"))


def test_without_the_highlight_api_words_are_marked_by_elements(site: str, opens: Opens):
    page = opens("about:blank")
    page.add_init_script("delete globalThis.Highlight; delete CSS.highlights")
    page.goto(f"{site}{TEXT}?q=%22central+Internet+security%22+symposium")
    marks = page.locator("mark.searched")
    expect(marks.first).to_be_in_viewport()
    assert "Internet" in " ".join(marks.all_inner_texts())
    words = page.locator("main .text").first.inner_text()
    page.get_by_role("button", name="Remove the marks").click()
    expect(marks).to_have_count(0)
    assert page.locator("main .text").first.inner_text() == words


def test_words_are_marked_across_emphasis_and_links(site: str, opens: Opens):
    page = opens(f"{site}{TEXT}?q=%22central+Internet+security%22")
    assert "central Internet security" in {" ".join(words.split()) for words in marked(page)}


def test_a_note_is_opened_at_its_words(below: str, opens: Opens):
    page = opens(f"{below}search/?q=one+page+of+three+kind:note")
    link = page.locator("p.result-snippet a").first
    link.click()
    page.wait_for_url(f"{below}{TEXT}?q=*#note-*")
    assert marked(page)


# --- the dialog ----------------------------------------------------------------------------------


def test_the_dialog_is_opened_by_keys_and_goes_where_it_is_told(site: str, opens: Opens):
    page = opens(site)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press("/")
    box = page.get_by_role("combobox")
    expect(box).to_be_focused()
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("jack ma")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Jack Ma")
    expect(box).to_have_attribute("aria-expanded", "true")
    # Of these words, not of the first of them.
    expect(page.locator("dialog [role=status]")).to_contain_text("“jack ma”")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    page.keyboard.press("ArrowUp")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(0)
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}glossary/jack-ma/?q=jack+ma")
    assert any("/search/manifest.json" in address for address in asked)


def test_what_is_typed_while_the_dialog_is_loading_is_not_lost(site: str, opens: Opens):
    page = opens(site)
    goes_on = held_back(page, "**/dialog.js")
    page.keyboard.press("/")
    page.keyboard.type("/jackk")
    page.keyboard.press("Backspace")
    page.keyboard.type(" m")
    goes_on()
    box = page.get_by_role("combobox")
    expect(box).to_be_focused()
    page.keyboard.type("a")
    expect(box).to_have_value("/jack ma")
    expect(page.get_by_role("option").first).to_contain_text("Jack Ma")


@pytest.mark.parametrize("chord", ["/", "Control+k"])
def test_nothing_needs_to_be_waited_for_before_typing(site: str, opens: Opens, chord: str):
    page = opens(site)
    page.keyboard.press(chord)
    page.keyboard.type("jack ma")
    expect(page.get_by_role("combobox")).to_have_value("jack ma")
    expect(page.get_by_role("option").first).to_contain_text("Jack Ma")


def test_enter_alone_leads_to_all_results_and_escape_closes(below: str, opens: Opens):
    page = opens(f"{below}about/")
    page.keyboard.press("Control+k")
    box = page.get_by_role("combobox")
    expect(box).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).not_to_be_visible()
    page.keyboard.press("Control+k")
    expect(box).to_be_focused()
    page.keyboard.type("huawei")
    expect(page.locator("dialog [role=status]")).to_contain_text("“huawei”")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{below}search/?q=huawei")
    expect(results(page).first).to_be_visible()
    page.get_by_role("heading", name="Search", exact=True).click()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_the_slash_can_be_switched_off(site: str, opens: Opens):
    page = opens(site)
    page.keyboard.press("Control+k")
    page.get_by_label("Open with /").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("/")
    page.keyboard.press("Control+k")
    expect(page.get_by_label("Open with /")).not_to_be_checked()
    assert page.get_by_role("combobox").input_value() == ""


def test_the_dialog_works_by_touch(site: str, opens: Opens):
    page = opens(site, PHONE, has_touch=True)
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("alibaba")
    page.get_by_role("option").first.tap()
    page.wait_for_url("**/?q=alibaba*")


def test_a_page_loads_nothing_of_the_search_but_the_keys(site: str, opens: Opens):
    page = opens("about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(f"{site}about/", wait_until="networkidle")
    assert [path.rsplit("/", 1)[1] for path in asked if "/search/" in path] == ["open.js"]


# --- accessibility -------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [PHONE, TABLET, DESK])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(site: str, opens: Opens, size: tuple[int, int], scheme: str):
    page = opens(f"{site}search/?q=symposium", size, color_scheme=scheme)
    expect(results(page).first).to_be_visible()
    page.locator(".search-help summary").click()
    page.locator(".search-more summary").click()
    expect(page.get_by_label("Tag").locator("option").nth(1)).to_be_attached()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.goto(f"{site}{TEXT}?q=symposium")
    assert marked(page)
    assert violations(page) == [], "with marked words"
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("symposium")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert violations(page) == [], "with the dialog"
