"""The built site as readers meet it: in Chromium, on several widths, with and without scripts."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import DESK, PHONE, TABLET, Opens, settled, soon
from playwright.sync_api import Page, expect

from readingroom.config import load_site

ROOT = Path(__file__).parent.parent
TEXT = "texts/symposium-on-cyberspace-security-and-informatization/"
OTHER = "texts/chinese-president-xi-jinping-calls-for-cyberspace-security/"
#: A page of each kind.
PAGES = (
    "", "texts/", TEXT, OTHER, "notes/", "glossary/", "glossary/xi-jinping/", "tags/", "about/",
    "search/?q=internet", "404.html", f"{TEXT}source/",
)  # fmt: skip

WIDTHS = (320, 390, 820, 1440)

#: The ratio that WCAG 2.2, 1.4.3, asks of words of this size.
LEAST_CONTRAST = 4.5


@pytest.fixture
def site(demo: Path, serve_folder: Callable[..., str]) -> str:
    """The address of the archive of this repository."""
    return serve_folder(demo)


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).first.bounding_box()
    assert found, selector
    return dict(found)  # type: ignore[call-overload, no-any-return]


def in_sight(page: Page, selector: str) -> bool:
    """Whether the top of an element comes to where the reader looks."""
    size = page.viewport_size
    assert size

    def so() -> bool:
        place = box(page, selector)
        return -1 <= place["y"] < size["height"] and 0 <= place["x"] < size["width"]

    return soon(page, so)


def at(page: Page, address: str) -> bool:
    """Whether a page comes to show an address that begins so, or an id so."""
    if address.startswith("#"):
        return soon(page, lambda: page.url.endswith(address))
    return soon(page, lambda: page.url.startswith(address))


# --- notes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [PHONE, TABLET, DESK])
@pytest.mark.parametrize("scripts", [True, False])
def test_a_note_is_followed_from_its_words_and_back(
    site: str, opens: Opens, size: tuple[int, int], scripts: bool
):
    page = opens(site + TEXT, size, scripts=scripts)
    ref = page.locator("a.noteref").nth(3)
    note_id = ref.get_attribute("data-note")
    note = page.locator(f"details[data-note={note_id}]")
    ref.click()
    assert at(page, f"#note-{note_id}")
    expect(note).to_have_attribute("open", "")
    expect(note.locator(".note-body > p").first).to_be_visible()
    assert in_sight(page, f"details[data-note={note_id}]")
    note.locator("a.note-back").click()
    assert at(page, f"#ref-{note_id}")
    assert in_sight(page, f"#ref-{note_id}")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_wide_page_shows_each_note_in_the_margin_beside_its_words(
    site: str, opens: Opens, scripts: bool
):
    for path in (TEXT, OTHER):
        page = opens(site + path, DESK, scripts=scripts)
        if scripts:
            settled(page, ".text-body .note")
        places = page.evaluate(MARGIN)
        assert len(places) >= 10
        for note in places:
            assert note["left"] >= note["wordsRight"], f"{note['id']} is not in the margin"
            assert note["shown"], f"{note['id']} shows nothing of its comment"
            # A screenful is as far as the eye finds it; most stand at the very line.
            assert abs(note["top"] - note["wordsTop"]) < DESK[1], f"{note['id']} is far away"
        near = [note for note in places if abs(note["top"] - note["wordsTop"]) < 80]
        assert len(near) >= len(places) / 2, places
        tops = sorted((note["top"], note["bottom"], note["id"]) for note in places)
        for (_, bottom, above), (top, _, below) in itertools.pairwise(tops):
            assert bottom <= top + 1, f"{above} covers {below}"


MARGIN = """() => [...document.querySelectorAll('.text-body details.note')].map(note => {
  const box = note.getBoundingClientRect();
  const id = note.dataset.note;
  const ref = document.querySelector(`a.noteref[data-note="${id}"]`);
  const words = ref.closest('.spread-words').getBoundingClientRect();
  const mark = [...document.querySelectorAll('mark[data-note]')]
    .find(mark => mark.dataset.note.split(' ').includes(id)) ?? ref;
  return { id, left: box.left, top: box.top, bottom: box.bottom, wordsRight: words.right,
           wordsTop: mark.getClientRects()[0].top, shown: box.height > 20 && box.width > 120 };
})"""


def test_a_narrow_page_opens_a_note_in_place(site: str, opens: Opens):
    """Without scripts: the note follows its paragraph, closed until it is asked for."""
    page = opens(site + TEXT, PHONE, scripts=False)
    note = page.locator(".text-body details.note").first
    comment = note.locator(".note-body > p").first
    expect(comment).not_to_be_visible()
    note.locator("summary").click()
    expect(comment).to_be_visible()
    spread = note.locator("xpath=ancestor::*[contains(@class, 'spread')][2]")
    words, shown = spread.locator(".spread-words").bounding_box(), comment.bounding_box()
    assert words
    assert shown
    assert shown["y"] >= words["y"] + words["height"]
    assert shown["x"] + shown["width"] <= PHONE[0]


def test_the_keyboard_alone_opens_a_note_and_returns(site: str, opens: Opens):
    page = opens(site + TEXT)
    ref = page.locator("a.noteref").first
    note = page.locator(f"details[data-note={ref.get_attribute('data-note')}]")
    ref.focus()
    page.keyboard.press("Enter")
    expect(note).to_have_attribute("open", "")
    page.keyboard.press("Escape")
    expect(note).not_to_have_attribute("open", "")
    expect(ref).to_be_focused()


@pytest.mark.parametrize("scripts", [True, False])
def test_an_address_with_a_note_or_a_paragraph_opens_there(site: str, opens: Opens, scripts: bool):
    page = opens(site + OTHER + "#note-chinas-domestic-systems", PHONE, scripts=scripts)
    ids = page.locator(".text-body details.note")
    last = ids.last.get_attribute("data-note")
    page.goto(site + OTHER + f"#note-{last}")
    expect(page.locator(f"details[data-note={last}]")).to_have_attribute("open", "")
    assert in_sight(page, f"details[data-note={last}] .note-body")
    page.goto(site + OTHER + "#p9")
    assert in_sight(page, ":has(> #p9)")


def test_the_words_of_a_note_are_marked_and_the_text_says_no_more_than_the_source(
    site: str, opens: Opens
):
    page = opens(site + TEXT)
    source = (ROOT / "content/sources/002_40fe124315517e90.txt").read_text("utf-8")
    # A shorter note's number may stand within the words of a longer one.
    page.evaluate("document.querySelectorAll('.noteref').forEach(ref => ref.remove())")
    for words in page.locator(".text-body mark").all_inner_texts():
        assert " ".join(words.split()) in source


# --- search --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "kind", "lands"),
    [
        ("“leading group’s deputy heads”", "Text", TEXT),
        ("China's cyberspace", "Text", OTHER),
        ("one page of three", "Note", f"{TEXT}#note-page-litter"),
        ("jack ma", "Glossary", "glossary/jack-ma/"),
        ("(CETC)", "Glossary", "glossary/cetc/"),
    ],
)
def test_a_search_finds_and_leads_there(site: str, opens: Opens, words: str, kind: str, lands: str):
    search(opens, site, words, kind, lands)


def test_a_search_works_below_a_repository(below: str, opens: Opens):
    search(opens, below, "alibaba", "Glossary", "glossary/alibaba/")
    search(opens, below, "one page of three", "Note", f"{TEXT}#note-page-litter")


def search(opens: Opens, address: str, words: str, kind: str, lands: str) -> None:
    """Go from the home page to the search, find, and follow what was found."""
    page = opens(address)
    page.locator("a.tool", has_text="Search").click()
    page.get_by_role("searchbox").fill(words)
    result = page.locator("article.result", has=page.locator(".result-kind", has_text=kind))
    link = result.locator("h2 a").filter(visible=True)
    expect(link.first).to_be_visible()
    found = [a.get_attribute("href") for a in link.all()]
    wanted = next((i for i, href in enumerate(found) if href == f"../{lands}"), None)
    assert wanted is not None, found
    assert wanted < 3, f"{lands} is number {wanted + 1} of its kind"
    expect(page.get_by_role("status")).to_contain_text("result")
    link.nth(wanted).click()
    page.wait_for_url(address + lands)
    expect(page.locator("h1")).to_be_visible()
    if "#note-" in lands:
        expect(page.locator(f"#{lands.partition('#')[2]}")).to_be_visible()
        assert in_sight(page, f"#{lands.partition('#')[2]}")


def test_a_search_has_an_address_and_shows_words_as_words(site: str, opens: Opens):
    page = opens(f"{site}search/?q=cybersecurity")
    expect(page.locator("article.result").first).to_be_visible()
    assert page.locator("article.result mark").count()
    page.get_by_role("searchbox").fill("<img src=x onerror=alert(1)> internet")
    expect(page.get_by_role("status")).to_contain_text("<img src=x")
    assert page.locator("#search-results img, #search-status img").count() == 0
    page.get_by_role("searchbox").fill("zzzzzz")
    expect(page.get_by_role("status")).to_contain_text("Nothing was found")


def test_without_scripts_the_search_page_offers_lists(site: str, opens: Opens):
    page = opens(f"{site}search/", PHONE, scripts=False)
    expect(page.locator("noscript")).to_be_visible()
    page.locator("#search-browse a", has_text="Jack Ma").click()
    expect(page).to_have_url(f"{site}glossary/jack-ma/")


# --- every page ----------------------------------------------------------------------------------


def test_no_page_is_wider_than_the_window(site: str, opens: Opens):
    page = opens(site)
    too_wide = []
    for path in PAGES:
        page.goto(site + path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            wide = page.evaluate("document.documentElement.scrollWidth")
            too_wide += [f"{path} at {width}: {wide}"] if wide > width else []
    assert too_wide == []


@pytest.mark.parametrize("scripts", [True, False])
def test_the_dark_scheme_is_dark_and_both_can_be_read(site: str, opens: Opens, scripts: bool):
    for scheme, dark in (("light", False), ("dark", True)):
        page = opens(site + TEXT, color_scheme=scheme, scripts=scripts)
        paper = rgb(page, "html", "backgroundColor")
        assert (luminance(paper) < 0.1) is dark
        for selector in (".prose p", "h1", ".note-body p", ".byline", ".site-footer a"):
            ink = rgb(page, selector, "color")
            assert contrast(ink, paper) >= LEAST_CONTRAST, f"{selector} in {scheme}: {ink}, {paper}"
        # What the highlight is painted over the paper, words on it.
        mark = page.locator("mark[data-note]").first
        assert mark.is_visible()


def rgb(page: Page, selector: str, name: str) -> tuple[float, ...]:
    """A computed colour as the browser paints it: three numbers from 0 to 255."""
    made: list[float] = page.locator(selector).first.evaluate(
        """(element, name) => {
          const canvas = document.createElement('canvas').getContext('2d');
          canvas.fillStyle = getComputedStyle(element)[name];
          canvas.fillRect(0, 0, 1, 1);
          return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
        }""",
        name,
    )
    return tuple(made)


def luminance(colour: tuple[float, ...]) -> float:
    """Relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    parts = [c / 255 for c in colour]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_readers_choice_of_scheme_is_kept(site: str, opens: Opens):
    page = opens(site)
    paper = rgb(page, "html", "backgroundColor")
    button = page.get_by_role("button", name="Colours")
    button.click()
    button.click()
    expect(button).to_contain_text("dark")
    assert luminance(rgb(page, "html", "backgroundColor")) < 0.1
    page.goto(site + TEXT)
    assert luminance(rgb(page, "html", "backgroundColor")) < 0.1
    page.get_by_role("button", name="Colours").click()
    assert rgb(page, "html", "backgroundColor") == paper


def test_a_reader_without_scripts_goes_from_page_to_page(below: str, opens: Opens):
    page = opens(below, PHONE, scripts=False)
    expect(page.locator("button.scheme-toggle")).not_to_be_visible()
    page.locator("main a.contents-title").first.click()
    assert at(page, f"{below}texts/")
    page.locator(".apparatus .names a").first.click()
    assert at(page, f"{below}glossary/")
    page.locator("main .snippet a").first.click()
    assert at(page, f"{below}texts/")
    assert in_sight(page, "#" + page.url.partition("#")[2])
    page.locator("a.site-name").click()
    expect(page).to_have_url(below)


def test_an_address_that_leads_nowhere_is_answered_in_the_sites_own_dress(below: str, opens: Opens):
    page = opens(f"{below}texts/no/such/text/", PHONE)
    expect(page.locator("h1")).to_have_text("There is no such page")
    family = page.locator("h1").evaluate("e => getComputedStyle(e).fontFamily")
    home = opens(below).locator("h1").evaluate("e => getComputedStyle(e).fontFamily")
    assert family == home, "the page has no style sheet there"
    page.locator("main a.contents-title").first.click()
    assert at(page, f"{below}texts/")
    expect(page.locator("article.text")).to_be_visible()


def test_every_page_has_one_heading_a_title_and_a_way_past_the_menu(site: str, opens: Opens):
    page = opens(site)
    name = load_site(ROOT)[0].title
    titles = set()
    for path in PAGES:
        page.goto(site + path)
        assert page.locator("h1").count() == 1, path
        assert name in page.title()
        titles.add(page.title())
        page.keyboard.press("Tab")
        expect(page.locator("a.skip-link")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
    assert len(titles) == len(PAGES)


def test_a_printed_text_has_its_notes_and_no_menu(site: str, opens: Opens):
    page = opens(site + TEXT)
    page.emulate_media(media="print")
    expect(page.locator(".site-menu")).not_to_be_visible()
    for comment in page.locator(".text-body .note-body").all():
        expect(comment).to_be_visible()


# --- the source ----------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_a_reader_follows_a_text_to_its_source_without_scripts(
    below: str, opens: Opens, size: tuple[int, int]
):
    page = opens(below + TEXT, size, scripts=False)
    about = page.locator(".provenance")
    whole = about.locator(".digest-whole")
    expect(whole).not_to_be_visible()
    about.locator(".digest summary").click()
    expect(whole).to_be_visible()
    expect(about.locator("table")).not_to_be_visible()
    about.locator(".left-out summary").click()
    expect(about.locator("table")).to_contain_text("Full story")
    about.locator("a", has_text="The original").click()
    expect(page).to_have_url(f"{below}{TEXT}source/")
    page.locator("a.stretch-label", has_text="Litter").first.click()
    assert at(page, "#role-litter")
    assert in_sight(page, "#role-litter")
    place = page.locator("#role-litter a").last
    stretch = place.get_attribute("href")
    assert stretch
    place.click()
    assert at(page, stretch)
    assert in_sight(page, stretch)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_fates_are_told_apart_without_colour_and_can_be_read(site: str, opens: Opens, scheme: str):
    page = opens(f"{site}{TEXT}source/", color_scheme=scheme)
    lines = set()
    for fate in ("kept", "moved", "removed"):
        stretch = f".stretch.fate-{fate}"
        style = "e => getComputedStyle(e).textDecorationLine"
        lines.add(page.locator(stretch).first.evaluate(style))
        ground = rgb(page, "html" if fate == "kept" else stretch, "backgroundColor")
        assert contrast(rgb(page, stretch, "color"), ground) >= LEAST_CONTRAST
    assert lines == {"none", "underline", "line-through"}


def test_what_is_copied_of_a_source_is_the_source(site: str, opens: Opens):
    page = opens(f"{site}{TEXT}source/")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.original-words'))")
    copied = page.evaluate("getSelection().toString()")
    source = (ROOT / "content/sources/002_40fe124315517e90.txt").read_text("utf-8")
    assert copied.split() == source.split()


def test_a_printed_source_keeps_its_signs(site: str, opens: Opens):
    page = opens(f"{site}{TEXT}source/")
    page.emulate_media(media="print")
    expect(page.locator(".stretch-label").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= DESK[0]
