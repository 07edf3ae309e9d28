"""The search page in Chromium: typing, the address, Back, a failure, and untrusted words."""

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import START, held_back
from playwright.sync_api import Browser, Page, expect, sync_playwright
from search.samples import ARCHIVE

from readingroom.search import SearchDocument, build_search

THEME = Path(__file__).parent.parent / "theme"
HOSTILE = SearchDocument(
    kind="text",
    title="<img src=x onerror=alert(1)> hostile",
    path="texts/hostile/",
    body="<script>alert(1)</script> hostile <b>words</b>",
)
#: The policy and the ids are those of the theme's base.html and search.html.
PAGE = """<!doctype html>
<html lang="en" data-root="../">
<head>
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<meta charset="utf-8">
<title>Search</title>
<script type="module" src="../static/js/search/page.js"></script>
</head>
<body>
<form class="search-form" role="search" action="../search/"><input type="search" name="q"></form>
<p id="search-status" role="status"></p>
<div id="search-results"></div>
</body>
</html>
"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and keeps what was asked for to itself."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its own name there
        pass


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that is served."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="module")
def site(root: Path) -> Iterator[str]:
    """The address of a small site that stands below a folder of its own, as project pages do."""
    public = root / "repo"
    shutil.copytree(THEME / "static" / "js", public / "static" / "js")
    (public / "search").mkdir()
    (public / "search" / "index.html").write_text(PAGE, "utf-8")
    (public / "texts" / "symposium").mkdir(parents=True)
    (public / "texts" / "symposium" / "index.html").write_text("<title>Symposium</title>", "utf-8")
    many = [SearchDocument("page", f"Number {n}", f"{n}/", "A numbered page.") for n in range(45)]
    for name, data in build_search([*ARCHIVE, HOSTILE, *many]).items():
        (public / "search" / name).parent.mkdir(exist_ok=True)
        (public / "search" / name).write_bytes(data)
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(root))
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/repo/"
        server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Playwright's own Chromium, or the machine's."""
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
        path = own if Path(own).exists() else shutil.which("chromium") or shutil.which("chrome")
        if path is None:
            if os.environ.get("CI") == "true":
                pytest.fail("Chromium: needed in CI")
            pytest.skip("Chromium")
        browser = playwright.chromium.launch(executable_path=path, timeout=START)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which no script may fail and no dialog may open."""
    page = browser.new_page()
    failures: list[object] = []
    page.on("pageerror", lambda error: failures.append(error))  # noqa: PLW0108  # wants a function
    page.on("dialog", lambda dialog: failures.append(dialog))  # noqa: PLW0108  # wants a function
    yield page
    page.close()
    assert failures == []


def test_nothing_is_loaded_before_the_input_has_the_focus(page: Page, site: str):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[1]))
    page.goto(f"{site}search/", wait_until="networkidle")
    assert not [name for name in asked if name.endswith(".json")]
    with page.expect_response("**/manifest.json"):
        page.get_by_role("searchbox").focus()


def test_typing_finds_marks_and_leads_to_the_place(page: Page, site: str):
    page.goto(f"{site}search/")
    page.get_by_role("searchbox").press_sequentially("turk")
    result = page.locator("article.result")
    expect(result).to_have_count(1)
    expect(page.locator("#search-status")).to_have_text("1 result for “turk”")
    expect(result.locator("p mark")).to_have_text("Turkey")
    expect(result.locator(".result-kind")).to_have_text("Note")
    link = result.locator("h2 a")
    expect(link).to_have_text("Note on Turkey")
    link.click()
    page.wait_for_url(f"{site}texts/symposium/#note-turkey")
    page.go_back()
    expect(page.get_by_role("searchbox")).to_have_value("turk")
    expect(result).to_have_count(1)


def test_a_query_in_the_address_is_answered(page: Page, site: str):
    page.goto(f"{site}search/?q=%E2%80%9Cmoney%E2%80%9D")
    expect(page.locator("article.result h2")).to_have_text("Symposium on cybersecurity")
    page.get_by_role("searchbox").fill("")
    expect(page.locator("article.result")).to_have_count(0)
    expect(page.locator("#search-status")).to_have_text("")
    expect(page).to_have_url(f"{site}search/")


def test_chinese_is_found_within_a_sentence(page: Page, site: str):
    page.goto(f"{site}search/?q=主持")
    expect(page.locator("article.result mark")).to_have_text("主持")


def test_some_of_the_words_and_none(page: Page, site: str):
    page.goto(f"{site}search/")
    status = page.locator("#search-status")
    page.get_by_role("searchbox").fill("symposium zebra ")
    expect(status).to_contain_text("Nothing has all the words")
    expect(page.locator("article.result")).to_have_count(1)
    page.get_by_role("searchbox").fill("zebra ")
    expect(status).to_contain_text("Nothing was found")
    page.get_by_role("searchbox").fill("?!")
    expect(status).to_contain_text("holds no word")
    expect(page.locator("article.result")).to_have_count(0)


def test_quoted_words_that_stand_nowhere_are_looked_for_apart(page: Page, site: str):
    page.goto(f"{site}search/?q=%22beijing+symposium%22")
    expect(page.locator("#search-status")).to_contain_text(
        "Nothing has “beijing symposium” word for"
    )
    expect(page.locator("article.result h2")).to_have_text("Symposium on cybersecurity")


@pytest.fixture(scope="module")
def in_parts(site: str, root: Path) -> str:
    """The same site with an archive whose documents come in parts: the last alone has a phrase."""
    words = "harbour treaty " * 12 + "and words"
    many = [SearchDocument("page", f"Number {n}", f"{n}/", f"{words} {n}.") for n in range(300)]
    long = "words of another matter " * 60
    last = SearchDocument("page", "The last", "last/", f"A treaty harbour {long} of the.")
    shutil.copytree(root / "repo", root / "parts", ignore=shutil.ignore_patterns("*.json"))
    files = build_search([*many, last])
    assert "documents.json" not in files
    for name, data in files.items():
        (root / "parts/search" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "parts/search" / name).write_bytes(data)
    return site.replace("/repo/", "/parts/")


def test_no_quoted_words_are_missed_in_a_large_archive(page: Page, in_parts: str):
    page.goto(f"{in_parts}search/?q=%22treaty+harbour+words%22")
    status, results = page.locator("#search-status"), page.locator("article.result")
    expect(status).to_contain_text("Nothing has “treaty harbour words” word for word")
    expect(status).to_contain_text("further documents were not looked through")
    expect(results).to_have_count(10)
    page.get_by_role("button", name="Look through more").click()
    expect(status).to_contain_text("(61 further")
    page.get_by_role("button", name="Look through more").click()
    expect(status).to_have_text("1 result for “treaty harbour words”")
    expect(results.locator("h2")).to_have_text("The last")
    expect(page.get_by_role("button", name="Look through more")).to_have_count(0)


def test_quoted_stop_words_are_found_in_a_large_archive(page: Page, in_parts: str):
    page.goto(f"{in_parts}search/?q=%22of+the%22")
    status = page.locator("#search-status")
    expect(status).to_contain_text("(181 further documents were not looked through.)")
    page.get_by_role("button", name="Look through more").click()
    expect(status).to_contain_text("(61 further")
    page.get_by_role("button", name="Look through more").click()
    expect(status).to_have_text("1 result for “of the”")


def test_many_results_come_in_parts(page: Page, site: str):
    page.goto(f"{site}search/?q=numbered")
    results = page.locator("article.result")
    expect(results).to_have_count(10)
    expect(page.locator("#search-status")).to_contain_text("45 results")
    page.get_by_role("button", name="More results").click()
    expect(results).to_have_count(20)
    expect(results.nth(10).locator("h2 a")).to_be_focused()


def test_words_of_the_archive_are_shown_as_text(page: Page, site: str):
    page.goto(f"{site}search/?q=hostile")
    expect(page.locator("article.result h2")).to_have_text(HOSTILE.title)
    expect(page.locator(".result-snippet")).to_have_text(HOSTILE.body)
    expect(page.locator("article.result :is(img, script, b)")).to_have_count(0)


def test_an_index_that_cannot_be_loaded_is_said_and_tried_again(page: Page, site: str):
    page.route("**/index.json?*", lambda route: route.abort())
    page.goto(f"{site}search/?q=money")
    expect(page.locator("#search-status")).to_contain_text("could not be loaded")
    page.unroute("**/index.json?*")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator("article.result")).to_have_count(1)


def test_an_answer_that_comes_late_is_not_shown(page: Page, site: str):
    goes_on = held_back(page, "**/documents.json?*")
    with page.expect_request("**/documents.json?*"):
        page.goto(f"{site}search/?q=money")
    expect(page.locator("#search-status")).to_have_text("Loading the index…")
    page.get_by_role("searchbox").fill("turkey")
    goes_on()
    expect(page.locator("article.result h2")).to_have_text("Note on Turkey")
    expect(page.locator("#search-status")).to_have_text("1 result for “turkey”")
