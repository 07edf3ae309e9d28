"""The preview in Chromium: what is saved comes into the open page, and nothing else there changes."""

import re
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsing import LONG
from conftest import ROOT, EditedSite, SiteBuilder
from playwright.sync_api import Browser, BrowserContext, Page, expect

from readingroom.pipeline import Options
from readingroom.server import Preview
from readingroom.server.editors import Editor
from readingroom.server.http import PreviewServer

LETTER, NOTES = "content/texts/letter.md", "content/notes/letter.md"
#: Enough paragraphs that the page is longer than a window.
BODY = "\n\n".join(f"Paragraph {n} of the letter, with words in it." for n in range(60))


class Live:
    """A preview that watches, for a test to save files and look at pages."""

    def __init__(self, root: Path, editor: Editor | str, port: int = 0) -> None:
        self.preview = Preview(root, Options(drafts=True))
        self.preview.build()
        self.preview.finish()
        self.server = PreviewServer(self.preview, port, editor)
        self.server.start()
        self.address = self.server.address
        self.thread = threading.Thread(
            target=self.preview.watch, args=(lambda *_: None,), daemon=True
        )
        self.thread.start()

    def until_shown(self, words: str, page: str) -> None:
        """Wait until a page of the site, as it is answered, holds words."""
        until = time.monotonic() + LONG / 1000
        while words.encode() not in self.preview.generation.files.get(page, b""):
            assert time.monotonic() < until, f"{page} never said {words}"
            time.sleep(0.01)

    def end(self) -> None:
        self.preview.stop()
        self.thread.join(60)
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def archive(site: SiteBuilder) -> SiteBuilder:
    """The small archive below a base path, its letter long, with a note on a place far down."""
    site = EditedSite(site.root)
    site.change("site.yaml", "https://example.org/", "https://example.org/repo/")
    site.text("letter", f"The ship *left* Harwich on Monday.\n\n{BODY}", subject="[sea]")
    comments = "\n\n".join(
        f"## note-{n}\n\n> Paragraph {n} of ==the letter==\n\nComment {n}." for n in (3, 30, 31, 50)
    )
    return site.notes("letter", f"{comments}\n", text="letter")


@pytest.fixture
def live(archive: SiteBuilder) -> Iterator[Live]:
    made = Live(archive.root, "no editor in this test")
    yield made
    made.end()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    made.set_default_timeout(LONG)
    yield made
    made.close()


Opens = Callable[[str], Page]


@pytest.fixture
def opens(context: BrowserContext, live: Live) -> Iterator[Opens]:
    """Opens a page of the preview and marks it, so that a reload shows; nothing may go wrong in it."""
    wrong: list[str] = []

    def complain(said: str) -> None:
        # What the browser itself says of an answer that was asked for on purpose.
        if "Failed to load resource" not in said:
            wrong.append(said)

    def opened(path: str) -> Page:
        page = context.new_page()
        page.on("pageerror", lambda error: complain(str(error)))
        page.on("console", lambda s: complain(s.text) if s.type == "error" else None)
        page.goto(live.address + path)
        # From then on nothing is asked for, and nothing changes, but what is saved.
        page.locator("[data-preview-box=connected]").wait_for(state="attached")
        page.evaluate("window.marked = true")
        return page

    yield opened
    assert wrong == []


def stayed(page: Page) -> bool:
    """Whether the page was not loaded anew."""
    return page.evaluate("window.marked === true")


def top(page: Page, selector: str) -> float:
    return page.evaluate("s => document.querySelector(s).getBoundingClientRect().top", selector)


def box(page: Page, selector: str):
    """A part of what the preview itself shows."""
    return page.locator(f"[data-preview-box] {selector}")


# --- what is saved comes into the page


def test_a_save_changes_the_words_and_nothing_round_them(archive: SiteBuilder, opens: Opens):
    page = opens("texts/letter/")
    page.evaluate(
        """() => {
          const paragraphs = [...document.querySelectorAll('.prose p')];
          window.third = paragraphs[3]; window.forty = paragraphs[40];
          paragraphs[40].scrollIntoView();
          getSelection().setBaseAndExtent(forty.lastChild, 3, forty.lastChild, 12);
        }"""
    )
    before = page.evaluate("forty.getBoundingClientRect().top")
    archive.change(
        LETTER, "Paragraph 2 of the letter", "Paragraph two of the letter,\n\nand one more"
    )
    expect(page.locator(".prose", has_text="and one more")).to_have_count(1)
    assert stayed(page)
    assert page.evaluate("forty.isConnected && third.isConnected")
    assert page.evaluate("forty.getBoundingClientRect().top") == pytest.approx(before, abs=1)
    assert page.evaluate("getSelection().toString()") == "agraph 39"


def test_a_selection_stays_in_a_paragraph_that_changes(archive: SiteBuilder, opens: Opens):
    page = opens("texts/letter/")
    page.evaluate(
        """() => {
          const words = document.querySelectorAll('.prose p')[2].lastChild;
          const from = words.data.indexOf('with words');
          getSelection().setBaseAndExtent(words, from, words, from + 10);
        }"""
    )
    archive.change(LETTER, "Paragraph 1 of", "Paragraph number one *of*")
    expect(page.locator(".prose em", has_text="of")).to_have_count(1)
    assert page.evaluate("getSelection().toString()") == "with words"


def test_open_notes_stay_open_and_the_focus_stays(archive: SiteBuilder, opens: Opens):
    page = opens("texts/letter/")
    page.locator("[data-note=note-30] summary").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('[data-note=note-30].note').open")
    archive.change(NOTES, "Comment 30.", "Comment thirty.")
    expect(page.locator("#note-note-30")).to_contain_text("Comment thirty.")
    assert stayed(page)
    assert page.evaluate("document.querySelector('details[data-note=note-30]').open")
    assert page.evaluate("document.activeElement.closest('details')?.dataset.note") == "note-30"


def test_title_and_links_of_the_head_follow(archive: SiteBuilder, opens: Opens):
    page = opens("about/")
    archive.change("content/pages/about.md", "title: About", "title: About us")
    expect(page).to_have_title(re.compile("About us"))
    expect(page.locator("h1")).to_have_text("About us")
    expect(page.locator(".site-menu a", has_text="About us")).to_have_count(1)
    assert stayed(page)


def test_what_was_typed_and_found_stays_and_new_words_are_found(archive: SiteBuilder, opens: Opens):
    page = opens("search/")
    page.locator("input[name=q]").fill("quartermaster")
    expect(page.locator("#search-status")).to_contain_text("Nothing was found")
    archive.page_file("crew", "The quartermaster of the ship.")
    expect(page.locator(".result")).to_have_count(1)
    assert page.locator("input[name=q]").input_value() == "quartermaster"
    assert stayed(page)


def test_a_touched_file_changes_nothing(archive: SiteBuilder, opens: Opens, live: Live):
    page = opens("texts/letter/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate(
        "window.told = 0; document.addEventListener('readingroom:morphed', () => window.told += 1)"
    )
    (archive.root / LETTER).touch()
    archive.change("content/pages/about.md", "About [[letter]]", "About the [[letter]]")
    expect(page.locator(".apparatus")).to_contain_text("About the")
    live.until_shown("About the", "search/documents.json")
    assert live.preview.built
    # The pages and the search index before it was opened; what it mentions, and the index again.
    assert live.preview.built.number == 4
    page.wait_for_function("count => window.told === count", arg=2)
    # The page that changed, in which the letter is mentioned, came with the event.
    assert asked == []


def test_a_page_that_did_not_exist_appears(archive: SiteBuilder, opens: Opens):
    page = opens("rights/")
    expect(page.locator("h1")).to_have_text("There is no such page")
    archive.page_file("rights", "All are kept.")
    expect(page.locator("h1")).to_have_text("Rights")


def test_style_sheets_are_exchanged_in_place(archive: SiteBuilder, opens: Opens):
    archive.write(
        "theme/static/css/tokens.css", (ROOT / "theme/static/css/tokens.css").read_bytes()
    )
    page = opens("texts/letter/")
    page.evaluate("scrollTo(0, 700)")
    sheets = page.evaluate("[...document.styleSheets].length")
    css = (ROOT / "theme/static/css/tokens.css").read_text()
    archive.write("theme/static/css/tokens.css", f"{css}\nh1 {{ color: rgb(1, 2, 3); }}\n")
    page.wait_for_function(
        "() => getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)'"
    )
    page.wait_for_function("() => !document.querySelector('link[media=\"not all\"]')")
    assert page.evaluate("[...document.styleSheets].length") == sheets
    assert stayed(page)
    assert page.evaluate("scrollY") == 700
    # And once more, since what was exchanged has to be known.
    archive.write("theme/static/css/tokens.css", f"{css}\nh1 {{ color: rgb(3, 2, 1); }}\n")
    page.wait_for_function(
        "() => getComputedStyle(document.querySelector('h1')).color === 'rgb(3, 2, 1)'"
    )
    assert stayed(page)


def test_only_changed_scripts_load_the_page_anew_and_the_place_is_kept(
    archive: SiteBuilder, opens: Opens
):
    page = opens("texts/letter/")
    page.evaluate("document.querySelector('details[data-note=note-30]').open = true")
    page.evaluate("scrollTo(0, 900)")
    script = (ROOT / "theme/static/js/keys.js").read_text()
    with page.expect_navigation():
        archive.write("theme/static/js/keys.js", f"{script}\n// changed\n")
    page.wait_for_function("() => scrollY === 900")
    assert not stayed(page)
    assert page.evaluate("document.querySelector('details[data-note=note-30]').open")


def test_a_picture_of_the_same_name_is_fetched_anew(archive: SiteBuilder, opens: Opens, live: Live):
    def picture(width: int) -> str:
        return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="10"></svg>'

    archive.write("content/images/map.svg", picture(10))
    archive.page_file("map", "![A map](../images/map.svg)")
    # A page that is not there yet would be loaded anew when it comes.
    live.until_shown("A map", "map/index.html")
    page = opens("map/")
    page.wait_for_function("() => document.querySelector('main img')?.naturalWidth === 10")
    archive.write("content/images/map.svg", picture(20))
    page.wait_for_function("() => document.querySelector('main img').naturalWidth === 20")
    assert stayed(page)


# --- the theme's scripts go on


def test_a_new_note_is_placed_in_the_margin_and_works(archive: SiteBuilder, opens: Opens):
    page = opens("texts/letter/")
    archive.change(
        NOTES, "## note-31", "## fresh\n\n> Paragraph ==29== of\n\nFresh words.\n\n## note-31"
    )
    note = page.locator("details[data-note=fresh]")
    expect(note).to_have_count(1)
    assert stayed(page)
    page.wait_for_function(
        "() => document.querySelector('details[data-note=fresh]').style.translate !== ''"
    )
    gap = top(page, "details[data-note=fresh]") - top(page, "mark[data-note=fresh]")
    assert abs(gap) < 80
    page.locator("mark[data-note=fresh]").click()
    assert page.evaluate("document.querySelector('details[data-note=fresh]').open")
    expect(note.locator(".note-words")).to_have_count(1)
    page.locator("#ref-fresh").hover()
    expect(page.locator("#ref-fresh")).to_have_class(re.compile("is-active"))


def test_no_two_notes_overlap_after_a_comment_grew(archive: SiteBuilder, opens: Opens):
    page = opens("texts/letter/")
    page.locator("mark[data-note=note-30]").click()
    archive.change(NOTES, "Comment 30.", "Comment 30. " + "It goes on and on. " * 30)
    expect(page.locator("#note-note-30")).to_contain_text("goes on")
    page.wait_for_function(
        """() => {
          const notes = [...document.querySelectorAll('.text-body .note')];
          const boxes = notes.map(note => note.getBoundingClientRect());
          return boxes.every((box, i) => !i || box.top >= boxes[i - 1].bottom);
        }"""
    )


def test_the_first_note_of_a_text_brings_the_tools(archive: SiteBuilder, opens: Opens, live: Live):
    archive.text("diary", "A day at sea.\n\nAnother day.")
    live.until_shown("A day at sea.", "texts/diary/index.html")
    page = opens("texts/diary/")
    expect(page.locator(".kinds")).to_have_count(0)
    archive.notes("diary", "## day\n\nkind: question\n\n> A ==day==\n\nWhich?\n", text="diary")
    kind = page.locator(".kinds input")
    expect(kind).to_have_count(1)
    assert stayed(page)
    kind.uncheck()
    expect(page.locator("details[data-note=day]")).to_be_hidden()
    archive.change(
        "content/notes/diary.md", "Which?", "Which day?\n\n## more\n\nkind: question\n\n> Another"
    )
    expect(page.locator("details[data-note=more]")).to_have_count(1)
    expect(page.locator("details[data-note=more]")).to_be_hidden()
    assert not kind.is_checked()
    kind.check()
    page.locator("body").press("n")
    assert page.evaluate("document.activeElement.id") == "ref-day"


def test_a_note_that_goes_takes_its_words_and_its_preview_with_it(
    archive: SiteBuilder, opens: Opens
):
    page = opens("texts/letter/")
    page.evaluate("scrollTo(0, 0)")
    page.locator("#ref-note-3").focus()
    words = (archive.root / NOTES).read_text()
    begin, end = words.index("## note-3\n"), words.index("## note-30")
    archive.write(NOTES, words[:begin] + words[end:])
    expect(page.locator("[data-note=note-3]")).to_have_count(0)
    expect(page.locator("#preview")).to_be_hidden()
    page.locator("mark[data-note=note-30]").click()
    assert page.evaluate("document.querySelector('details[data-note=note-30]').open")
    assert stayed(page)


def test_choices_among_notes_hold_for_those_that_come(
    archive: SiteBuilder, opens: Opens, live: Live
):
    archive.change(NOTES, "## note-3\n", "## note-3\n\ntags: sea\n")
    live.until_shown('data-tags="sea"', "notes/index.html")
    page = opens("notes/")
    page.locator("select[name=tag]").select_option("sea")
    expect(page.locator(".notes-shown")).to_have_text("1 note shown")
    archive.change(NOTES, "## note-30\n", "## note-30\n\ntags: sea\n")
    expect(page.locator(".notes-shown")).to_have_text("2 notes shown")
    assert stayed(page)
    assert page.locator("select[name=tag]").input_value() == "sea"
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".note-line:visible")).to_have_count(4)


def test_the_colour_scheme_and_its_button_stay(archive: SiteBuilder, opens: Opens):
    page = opens("about/")
    page.locator("button.scheme-toggle").click()
    assert page.evaluate("document.documentElement.dataset.scheme") == "light"
    archive.change("site.yaml", "A small archive", "Another archive")
    expect(page.locator(".site-name")).to_have_text("Another archive")
    assert stayed(page)
    assert page.evaluate("document.documentElement.dataset.scheme") == "light"
    assert page.evaluate("document.documentElement.dataset.js") == "loaded"
    expect(page.locator("button.scheme-toggle")).to_be_visible()


def test_words_that_a_script_cut_up_may_change(archive: SiteBuilder, opens: Opens):
    page = opens("texts/letter/")
    page.evaluate(
        """() => {
          const words = document.querySelector('.prose p').lastChild;
          const rest = words.splitText(words.data.indexOf('Monday'));
          rest.splitText(6);
          const bold = document.createElement('b');
          rest.replaceWith(bold);
          bold.append(rest);
        }"""
    )
    expect(page.locator(".prose b")).to_have_text("Monday")
    archive.change(LETTER, "on Monday", "on a Tuesday")
    words = "The ship left Harwich on a Tuesday."
    expect(page.locator(".prose p").first).to_have_text(words, use_inner_text=True)
    assert stayed(page)


# --- what is wrong


def test_a_mistake_is_shown_over_the_last_page_and_goes_when_mended(
    archive: SiteBuilder, opens: Opens
):
    page = opens("about/")
    archive.change("content/pages/about.md", "[[letter]]", "[[leter]]")
    sheet = box(page, ".sheet")
    expect(sheet).to_be_visible()
    expect(sheet.locator(".place")).to_have_text("content/pages/about.md:6:7")
    expect(sheet.locator(".excerpt")).to_contain_text("About [[leter]].")
    expect(sheet.locator("mark")).to_have_text("[")
    expect(sheet.locator(".hint")).to_contain_text("letter")
    expect(box(page, "[role=status]")).to_have_text("1 error")
    archive.change("content/pages/about.md", "[[leter]]", "[[letter]]")
    expect(sheet).to_be_hidden()
    expect(box(page, "[role=status]")).to_have_text("All problems are mended.")
    assert stayed(page)


def test_problems_can_be_put_away_and_stay_away(archive: SiteBuilder, opens: Opens, live: Live):
    archive.page_file("rights", "See [[nobody]].")
    page = opens("nowhere/")
    expect(box(page, ".sheet")).to_be_visible()
    box(page, ".sheet > button").click()
    expect(box(page, ".sheet")).to_be_hidden()
    page.goto(f"{live.address}about/")
    expect(box(page, ".problems")).to_have_text("1 error")
    expect(box(page, ".sheet")).to_be_hidden()
    archive.page_file("rights", "See [[nobody]] and [[noone]].")
    expect(box(page, ".sheet")).to_be_visible()


def test_a_site_that_cannot_be_made_at_all_appears_when_it_can(
    archive: SiteBuilder, context: BrowserContext
):
    archive.write("theme/templates/base.html", "{% block")
    live = Live(archive.root, "")
    page = context.new_page()
    page.goto(f"{live.address}texts/letter/")
    expect(box(page, ".place").first).to_contain_text("theme/templates/base.html:1")
    archive.remove("theme/templates/base.html")
    expect(page.locator("h1")).to_have_text("Letter")
    expect(box(page, ".sheet")).to_be_hidden()
    live.end()


def test_words_of_the_archive_are_never_markup(archive: SiteBuilder, opens: Opens):
    page = opens("about/")
    archive.page_file("rights", "<img src=x onerror=alert(1)> [[<img src=x>]]")
    expect(box(page, ".excerpt")).to_contain_text("<img src=x onerror=alert(1)>")
    assert box(page, "img").count() == 0


# --- the editor


@pytest.fixture
def editing(archive: SiteBuilder, tmp_path: Path) -> Iterator[tuple[Live, Path]]:
    """A preview whose editor writes down what it was asked for."""
    asked = tmp_path / "asked"
    writes = "import sys; open(sys.argv[1], 'w').write('\\n'.join(sys.argv[2:]))"
    command = (sys.executable, "-c", writes, str(asked), "{file}", "{line}")
    made = Live(archive.root, Editor("Pen", command))
    yield made, asked
    made.end()


def written(asked: Path) -> list[str]:
    """What the editor was given, once it has started."""
    until = time.monotonic() + LONG / 1000
    while not (asked.exists() and asked.read_text()) and time.monotonic() < until:
        time.sleep(0.01)
    return asked.read_text().splitlines()


def test_text_note_and_mistake_open_in_the_editor(
    archive: SiteBuilder, context: BrowserContext, editing: tuple[Live, Path]
):
    live, asked = editing
    page = context.new_page()
    page.goto(f"{live.address}texts/letter/")
    page.locator("mark[data-note=note-3]").click()
    page.locator("#note-note-3").get_by_role("button", name="Edit this note").click()
    expect(box(page, ".toast")).to_have_text("Opened in Pen")
    assert written(asked) == [str(archive.root / NOTES), "5"]
    asked.unlink()
    box(page, "button").filter(has_text="Edit this text").click()
    assert written(asked)[0] == str(archive.root / LETTER)
    expect(box(page, ".toast")).to_have_text("Opened in Pen")


# --- one stream for all tabs, through restarts


def test_ten_tabs_follow_and_a_closed_one_hands_on(archive: SiteBuilder, opens: Opens, live: Live):
    tabs = [opens("about/") for _ in range(10)]
    archive.change("content/pages/about.md", "About [[letter]]", "All about [[letter]]")
    for tab in tabs:
        expect(tab.locator(".prose")).to_contain_text("All about")
    tabs.pop(0).close()
    archive.change("content/pages/about.md", "All about", "Something about")
    for tab in tabs:
        expect(tab.locator(".prose")).to_contain_text("Something about")
    assert all(stayed(tab) for tab in tabs)


def test_a_server_that_comes_back_brings_what_changed_meanwhile(
    archive: SiteBuilder, opens: Opens, live: Live
):
    page, other = opens("about/"), opens("texts/letter/")
    live.end()
    archive.change("content/pages/about.md", "About [[letter]]", "All about [[letter]]")
    again = Live(archive.root, "", live.server.server_port)
    expect(page.locator(".prose")).to_contain_text("All about")
    assert stayed(page)
    assert stayed(other)
    archive.change("content/pages/about.md", "All about", "Much about")
    # What is saved before a watcher has begun is found when all files are looked at again.
    expect(page.locator(".prose")).to_contain_text("Much about")
    again.end()
