"""Pages of a long list in Chromium: the choices among notes, the guide, the width of the page."""

from collections.abc import Callable, Iterator

import pytest
from browsing import LONG, soon
from conftest import SiteBuilder
from playwright.sync_api import Browser, Page, expect

PHONE, TABLET, DESK = 390, 820, 1440


@pytest.fixture
def noted(empty_site: SiteBuilder, serve_folder: Callable[..., str]) -> str:
    """Fifty notes on two texts, every third with a tag, which are two pages of notes."""
    for slug, year in (("letter", 1901), ("diary", 1911)):
        empty_site.text(slug, "The ship left Harwich.", date=str(year))
        notes = "".join(
            f"## note-{n}\n\n{'tags: sea' if n % 3 == 0 else 'kind: note'}\n\n> ship\n\nSaid {n}.\n\n"
            for n in range(25)
        )
        empty_site.notes(slug, notes, text=slug)
    return serve_folder(empty_site.built().out)


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page that may not complain."""
    context = chromium.new_context(reduced_motion="reduce")
    context.set_default_timeout(LONG)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert wrong == []


def test_a_choice_says_that_it_is_of_this_page_and_leads_to_all(page: Page, noted: str):
    page.goto(f"{noted}notes/")
    expect(page.locator(".notes-elsewhere")).to_be_hidden()
    page.locator("select[name=tag]").select_option("sea")
    expect(page.locator(".notes-shown")).to_have_text("14 notes shown on this page")
    page.locator("select[name=text]").select_option("diary")
    links = page.locator(".notes-elsewhere a")
    expect(links).to_have_text(["All that bears the tag “sea”", "All notes on “Diary”"])
    links.first.click()
    page.wait_for_url(f"{noted}tags/sea/")
    assert page.locator(".note-line").count() == 18


def test_a_guide_and_the_ways_between_pages_work_without_scripts(chromium: Browser, noted: str):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{noted}notes/")
    page.get_by_role("link", name="Page 2").click()
    page.wait_for_url(f"{noted}notes/page/2/")
    expect(page.locator(".group-head")).to_contain_text("continued")
    page.locator(".guide").get_by_role("link", name="1910s").click()
    page.wait_for_url(f"{noted}notes/#y-1911")
    year = page.locator("#y-1911")
    assert soon(page, lambda: year.bounding_box()["y"] < 900)  # type: ignore[index]
    context.close()


def test_no_page_of_a_list_is_wider_than_the_window(page: Page, noted: str):
    for path in ("notes/", "notes/page/2/", "tags/sea/", "search/", "404.html"):
        page.goto(noted + path)
        for width in (PHONE, TABLET, DESK):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
