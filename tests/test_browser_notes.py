"""Reading with notes, in Chromium: keys, kinds, previews, filters, addresses, paper, accessibility."""

import datetime
import itertools
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browsing import DESK, PHONE, TABLET, Opens, settled, violations
from conftest import SiteBuilder
from playwright.sync_api import Page, expect

ROOT = Path(__file__).parent.parent
TEXT = "texts/symposium-on-cyberspace-security-and-informatization/"


KINDS = (
    "  term: {label: Term, plural: Terms, motivation: describing, colour: amber}\n"
    "  question: {label: Question, plural: Questions, motivation: questioning, colour: violet}\n"
)


@pytest.fixture
def site(demo: Path, serve_folder: Callable[..., str]) -> str:
    """The address of the archive of this repository."""
    return serve_folder(demo)


@pytest.fixture
def letter(empty_site: SiteBuilder, serve_folder: Callable[..., str]) -> str:
    """The address of a letter with three notes in two kinds, replies three deep, and a lost note."""
    empty_site.change("site.yaml", "format: 1\n", f"format: 1\nkinds:\n{KINDS}").text(
        "letter",
        "The ship *left* Harwich on Monday.\n\nShe carried tea and the post.\n\n"
        + "\n\n".join(f"Nothing was heard on day {n}." for n in range(60))
        + "\n\nThen the tea came home.",
    ).notes(
        "letter",
        "## ship\n\nkind: term\nby: Ada\n\n> The ==ship==\n\nA brig.\n\n"
        "### doubt\n\nby: Ben\n\nWas she?\n\n#### sure\n\nby: Ada\n\nShe was.\n\n"
        "##### yield\n\nby: Ben\n\nThen I yield.\n\n"
        "## tea\n\nkind: question\nby: Ben\ntags: trade\n\n> carried ==tea==\n\nHow much?\n\n"
        "## home\n\nkind: term\nby: Ada\ntags: trade, sea\n\n> the ==tea== came\n\nTwo chests.\n\n"
        "## lost\n\nkind: question\ntitle: Where?\n\n> words that nobody wrote\n\nNobody knows.\n",
        text="letter",
    ).build()
    assert empty_site.codes() == ["note-orphan"]
    return serve_folder(empty_site.out)


def note_of(page: Page, name: str) -> Any:
    return page.locator(f"details.note[data-note={name}]")


# --- the keyboard --------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_the_keyboard_goes_from_note_to_note_and_opens_and_closes(
    letter: str, opens: Opens, size: tuple[int, int]
):
    page = opens(f"{letter}texts/letter/", size)
    for name in ("ship", "tea", "home"):
        page.keyboard.press("n")
        ref = page.locator(f"#ref-{name}")
        expect(ref).to_be_focused()
        expect(ref).to_be_in_viewport()
    page.keyboard.press("j")  # a lost note has no words to go to
    expect(note_of(page, "lost").locator("summary")).to_be_focused()
    page.keyboard.press("n")  # the last stays
    expect(note_of(page, "lost").locator("summary")).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("p")
    expect(page.locator("#ref-tea")).to_be_focused()
    page.keyboard.press("Enter")
    expect(note_of(page, "tea")).to_have_attribute("open", "")
    expect(note_of(page, "tea").locator("summary")).to_be_focused()
    page.keyboard.press("Escape")
    expect(note_of(page, "tea")).not_to_have_attribute("open", "")
    expect(page.locator("#ref-tea")).to_be_focused()


def test_keys_begin_where_the_reader_is(letter: str, opens: Opens):
    page = opens(f"{letter}texts/letter/")
    page.evaluate("scrollTo(0, document.body.scrollHeight / 3)")
    page.keyboard.press("n")
    expect(page.locator("#ref-home")).to_be_focused()


def test_single_keys_can_be_switched_off_and_stay_off(letter: str, opens: Opens):
    """WCAG 2.2, 2.1.4: speech that is taken for keys must do nothing."""
    page = opens(f"{letter}texts/letter/")
    box = page.get_by_role("checkbox", name="Keys")
    expect(box).to_be_checked()
    box.uncheck()
    page.keyboard.press("n")
    expect(box).to_be_focused()
    page.reload()
    expect(box).not_to_be_checked()
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement === document.body")
    box.check()
    page.keyboard.press("Control+n")  # what the browser does by it is the browser's
    expect(box).to_be_focused()
    page.keyboard.press("n")
    expect(page.locator("a.noteref").first).to_be_focused()


def test_a_note_is_announced_once(letter: str, opens: Opens):
    """Its number has its name; what a preview shows of it is no description of the number."""
    page = opens(f"{letter}texts/letter/", PHONE)
    page.keyboard.press("n")
    expect(page.locator(".preview")).to_be_visible()
    expect(page.locator("#ref-ship")).to_have_accessible_name("Note 1: ship")
    expect(page.locator("#ref-ship")).to_have_accessible_description("")
    assert page.locator("main [aria-live], main [role=alert]").count() == 0


# --- kinds ---------------------------------------------------------------------------------------


def test_kinds_are_switched_off_and_the_choice_is_kept(letter: str, opens: Opens):
    page = opens(f"{letter}texts/letter/")
    kinds = page.get_by_role("group", name="Notes shown").get_by_role("checkbox")
    assert kinds.evaluate_all("all => all.map(e => e.labels[0].textContent.trim())") == [
        *("Terms 2", "Questions 2"),
    ]
    kinds.nth(0).uncheck()

    def only_questions_are_shown() -> None:
        for name in ("ship", "home"):
            expect(page.locator(f"#ref-{name}")).not_to_be_visible()
            expect(note_of(page, name)).not_to_be_visible()
            assert "none" in decoration(page, name)
        for name in ("tea", "lost"):
            expect(note_of(page, name)).to_be_visible()
        assert "underline" in decoration(page, "tea")

    only_questions_are_shown()
    page.emulate_media(media="print")
    only_questions_are_shown()
    page.emulate_media(media="screen")
    page.reload()
    expect(kinds.nth(0)).not_to_be_checked()
    only_questions_are_shown()
    page.keyboard.press("n")
    expect(page.locator("#ref-tea")).to_be_focused()
    kinds.nth(0).check()
    expect(note_of(page, "ship")).to_be_visible()


def decoration(page: Page, name: str) -> str:
    mark = page.locator(f"mark[data-note={name}]")
    return str(mark.evaluate("e => getComputedStyle(e).textDecorationLine"))


def test_notes_left_over_settle_at_their_words(site: str, opens: Opens):
    page = opens(site + TEXT)
    boxes = page.locator(".kinds input")
    for number in range(boxes.count() - 1):
        boxes.nth(number).uncheck()
    boxes.nth(1).check()
    settled(page, ".text-body .note")
    places = page.evaluate(
        """[...document.querySelectorAll('.text-body .note:not([hidden])')].map(note => {
          const mark = document.querySelector(`mark[data-note="${note.dataset.note}"]`);
          const { top, bottom } = note.getBoundingClientRect();
          return { top, bottom, words: mark.getClientRects()[0].top };
        }).sort((a, b) => a.top - b.top)"""
    )
    assert places
    assert abs(places[0]["top"] - places[0]["words"]) < 30
    for above, below in itertools.pairwise(places):
        assert above["bottom"] <= below["top"]


def test_an_address_of_a_note_shows_it_though_its_kind_is_off(letter: str, opens: Opens):
    page = opens(f"{letter}texts/letter/")
    for box in page.locator(".kinds input").all():
        box.uncheck()
    page.goto("about:blank")
    page.goto(f"{letter}texts/letter/#note-home")
    expect(note_of(page, "home").locator(".note-body p").first).to_be_visible()
    page.goto(f"{letter}texts/letter/?again")
    expect(note_of(page, "home")).not_to_be_visible()


# --- order ---------------------------------------------------------------------------------------

#: Words within words, across words, over paragraphs and lists: (id, the words it is on).
TANGLE = [
    ("all", "One day […] the last house."), ("day", "One day"), ("sea", "the sea and the"),
    ("cross", "sea and the land met"), ("met", "met"), ("over", "met. […] nested first"),
    ("item", "an item"), ("nested", "nested first"), ("inner", "nested"),
    ("late", "the last house"), ("house", "house."),
]  # fmt: skip


@pytest.fixture
def tangle(empty_site: SiteBuilder, serve_folder: Callable[..., str]) -> str:
    """The address of a text whose notes nest and cross."""
    filling = "\n\n".join(f"Nothing was heard on day {n}, nor after it." for n in range(12))
    empty_site.text(
        "t",
        f"One day the sea and the land met. {filling}\n\n- an item\n  - nested first\n\n"
        f"{filling.replace('day', 'night')}\n\nThen came the last house.",
    ).notes(
        "t",
        "\n\n".join(f"## {name}\n\n> {words}\n\nOf {name}. " + "It is so. " * 12
                    for name, words in TANGLE),
        text="t",
    ).built()  # fmt: skip
    return serve_folder(empty_site.out) + "texts/t/"


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("address", ["tangle", "site"])
def test_numbers_notes_and_what_is_seen_have_one_order(
    address: str, scripts: bool, opens: Opens, request: pytest.FixtureRequest
):
    page = opens(
        request.getfixturevalue(address) + (TEXT if address == "site" else ""), scripts=scripts
    )
    if scripts:
        settled(page, ".text-body .note")
    seen = page.evaluate(
        """() => {
          const read = (all, number) => [...all].map(number).map(Number);
          const notes = [...document.querySelectorAll('.text-body .note')];
          const box = note => note.getBoundingClientRect();
          const number = note => note.querySelector('.note-number').textContent;
          const seen = notes.toSorted((a, b) => box(a).top - box(b).top);
          return {
            refs: read(document.querySelectorAll('[id^="ref-"] [data-number]'), e => e.dataset.number),
            notes: read(notes, number),
            seen: read(seen, number),
            gaps: seen.slice(1).map((note, i) => box(note).top - box(seen[i]).bottom),
            far: notes.map(note => {
              const marks = document.querySelectorAll(`mark[data-note~="${note.dataset.note}"]`);
              const lines = [...marks].flatMap(mark => [...mark.getClientRects()]);
              const { top } = box(note);
              return Math.max(Math.min(...lines.map(line => line.top)) - top,
                              top - Math.max(...lines.map(line => line.bottom)), 0);
            }),
          };
        }"""
    )
    numbers = list(range(1, len(seen["notes"]) + 1))
    assert len(numbers) > 10
    assert seen["refs"] == seen["notes"] == seen["seen"] == numbers
    assert min(seen["gaps"]) >= 0, "two notes overlap"
    if address == "tangle" and scripts:
        # Five notes end on the first lines, and must make way for each other; no other does.
        assert max(seen["far"][5:]) < 72, seen["far"]


# --- previews ------------------------------------------------------------------------------------


def test_a_reference_shows_how_its_note_begins_where_that_is_not_in_sight(
    letter: str, opens: Opens
):
    page = opens(f"{letter}texts/letter/", TABLET)
    preview = page.locator(".preview")
    ref = page.locator("#ref-tea")
    # The page's time passes only where it is told to: a busy machine moves a pointer slowly.
    page.clock.install()
    page.clock.pause_at(datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=1))
    ref.hover()
    expect(preview).not_to_be_visible()
    page.clock.run_for(200)
    expect(preview).to_contain_text("How much?")
    words, shown = ref.bounding_box(), preview.bounding_box()
    assert words
    assert shown
    assert shown["y"] >= words["y"] + words["height"], "the words and the pointer are covered"
    assert shown["x"] >= 0
    assert shown["x"] + shown["width"] <= TABLET[0]
    # The pointer can go onto it, and Escape dismisses it where the pointer is.
    page.mouse.move(shown["x"] + 20, shown["y"] + 20, steps=5)
    page.clock.run_for(500)
    expect(preview).to_be_visible()
    page.keyboard.press("Escape")
    expect(preview).not_to_be_visible()
    page.mouse.move(5, 5)
    ref.hover()
    page.clock.run_for(200)
    expect(preview).to_be_visible()
    page.mouse.move(5, 5)
    page.clock.run_for(400)
    expect(preview).not_to_be_visible()
    ref.click()
    expect(preview).not_to_be_visible()
    expect(note_of(page, "tea").locator(".note-body p").first).to_be_visible()


def test_a_note_in_the_margin_needs_no_preview(letter: str, opens: Opens):
    page = opens(f"{letter}texts/letter/")
    page.clock.install()
    page.locator("#ref-ship").hover()
    page.clock.fast_forward(400)
    expect(page.locator(".preview")).not_to_be_visible()


def test_a_glossary_name_shows_the_entrys_summary(site: str, opens: Opens):
    page = opens(site + TEXT, PHONE)
    term = page.locator("a.term[data-summary]").first
    summary = term.get_attribute("data-summary")
    assert summary
    page.locator(".note-keys input").focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        if term.evaluate("e => e === document.activeElement"):
            break
    expect(page.locator(".preview")).to_have_text(summary)
    expect(term).to_have_accessible_description(summary)
    page.keyboard.press("Escape")
    expect(page.locator(".preview")).not_to_be_visible()
    expect(term).to_be_focused()


# --- the page of all notes -----------------------------------------------------------------------


def test_notes_are_chosen_and_the_choice_has_an_address(letter: str, opens: Opens):
    page = opens(f"{letter}notes/")
    shown = page.locator(".note-line:visible")
    status = page.get_by_role("status")
    expect(shown).to_have_count(4)
    expect(status).to_have_text("")
    page.get_by_role("combobox", name="Author").select_option("Ada")
    expect(shown).to_have_count(2)
    expect(status).to_have_text("2 notes shown")
    expect(page).to_have_url(f"{letter}notes/?by=Ada")
    page.get_by_role("combobox", name="Tag").select_option("sea")
    expect(shown).to_have_count(1)
    expect(status).to_have_text("1 note shown")
    expect(page).to_have_url(f"{letter}notes/?tag=sea&by=Ada")
    page.go_back()
    expect(shown).to_have_count(2)
    expect(page.get_by_role("combobox", name="Tag")).to_have_value("")
    page.get_by_role("combobox", name="Author").select_option(
        "Ben"
    )  # who wrote one, and answered in another
    expect(shown).to_have_count(2)
    page.get_by_role("button", name="Show all").click()
    expect(shown).to_have_count(4)
    expect(page).to_have_url(f"{letter}notes/")
    page.goto(f"{letter}notes/?kind=question&by=Nobody&tag=sea")
    expect(shown).to_have_count(0)
    expect(status).to_have_text("No note fits all of these")
    expect(page.locator("section.group:visible")).to_have_count(0)


@pytest.mark.parametrize("archive", ["letter", "site"])
def test_every_choice_shows_as_many_notes_as_it_says(
    archive: str, opens: Opens, request: pytest.FixtureRequest
):
    page = opens(f"{request.getfixturevalue(archive)}notes/")
    labels = page.locator(".filter-label").all_inner_texts()
    assert labels == [
        "Kind",
        "Tag",
        "Author (replies too)",
        *(["Text"] if archive == "site" else []),
    ]
    for choice in page.locator(".note-filters select").all():
        for option in choice.locator("option").all()[1:]:
            said = re.search(r"\((\d+)\)$", option.inner_text())
            assert said
            choice.select_option(option.get_attribute("value"))
            expect(page.locator(".note-line:visible")).to_have_count(int(said[1]))
        choice.select_option("")


def test_a_listed_note_leads_to_its_own_place(letter: str, opens: Opens):
    page = opens(f"{letter}notes/?tag=sea")
    page.locator(".note-line:visible .note-line-name a").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{letter}texts/letter/#note-home")
    expect(page.locator("#note-home")).to_be_in_viewport()


def test_without_scripts_all_notes_are_listed_and_nothing_is_to_be_chosen(
    letter: str, opens: Opens
):
    page = opens(f"{letter}notes/?tag=sea", PHONE, scripts=False)
    expect(page.locator(".note-line:visible")).to_have_count(4)
    expect(page.locator(".note-filters")).not_to_be_visible()
    page.goto(f"{letter}texts/letter/")
    expect(page.locator(".reading-tools")).not_to_be_visible()
    page.locator("#ref-ship").click()
    expect(page.locator("#note-ship > p").first).to_be_visible()


# --- a note's own things -------------------------------------------------------------------------


def test_an_open_note_offers_its_addresses(letter: str, opens: Opens):
    page = opens(
        f"{letter}texts/letter/#note-home", permissions=["clipboard-read", "clipboard-write"]
    )
    note = note_of(page, "home")
    page.clock.install()  # or a slow machine sees no more of what is said for two seconds
    page.clock.pause_at(datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=1))
    note.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    page.clock.resume()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{letter}texts/letter/#note-home"
    by_words = note.get_by_role("link", name="Link by words").evaluate("e => e.href")
    assert re.search(r"/texts/letter/#p-\w+:~:text=Then%20the-,tea,-came%20home\.$", by_words)
    # The browser finds the words, of which the same stand far above.
    away = page.context.new_page()
    away.goto(re.sub("#p-.*:~:", "#:~:", by_words))
    expect(away.locator("#ref-home")).to_be_in_viewport()
    expect(away.locator("#ref-tea")).not_to_be_in_viewport()


def test_replies_stand_in_what_they_answer(letter: str, opens: Opens):
    page = opens(f"{letter}texts/letter/#note-yield", PHONE)
    expect(page.locator("#note-ship #note-doubt #note-sure #note-yield")).to_be_visible()
    lefts = [
        page.locator(f"#note-{name}").evaluate("e => e.getBoundingClientRect().left")
        for name in ("doubt", "sure", "yield")
    ]
    assert lefts == sorted(set(lefts))


def test_a_lost_note_stands_at_the_end_with_the_words_it_quoted(letter: str, opens: Opens):
    page = opens(f"{letter}texts/letter/", PHONE, scripts=False)
    section = page.get_by_role("region", name="Unplaced notes")
    section.locator("summary").click()
    expect(section.locator("blockquote")).to_have_text("words that nobody wrote")
    expect(section).to_contain_text("Nobody knows.")


@pytest.mark.parametrize("scripts", [True, False])
def test_notes_are_printed_behind_the_words_in_the_order_of_their_numbers(
    tangle: str, opens: Opens, scripts: bool
):
    page = opens(tangle, scripts=scripts)
    page.emulate_media(media="print")
    tops = page.evaluate(
        """() => {
          const edges = (all, side) => [...document.querySelectorAll(all)]
            .map(e => e.getBoundingClientRect()[side]);
          return { words: edges('.text-body .spread-words', 'bottom'),
                   tops: edges('.text-body .note', 'top'),
                   bottoms: edges('.text-body .note', 'bottom') };
        }"""
    )
    assert len(tops["tops"]) == len(TANGLE)
    assert max(tops["words"]) < tops["tops"][0]
    assert all(
        below >= above for above, below in zip(tops["bottoms"], tops["tops"][1:], strict=False)
    )


@pytest.mark.parametrize("scripts", [True, False])
def test_notes_are_printed_whole_with_their_numbers(letter: str, opens: Opens, scripts: bool):
    page = opens(f"{letter}texts/letter/", scripts=scripts)
    page.emulate_media(media="print")
    for tools in (".reading-tools", ".note-link", ".note-back"):
        expect(page.locator(tools).first).not_to_be_visible()
    numbers = page.locator("a.noteref")
    assert numbers.count() == 3
    for ref in numbers.all():
        expect(ref).to_be_visible()
        note = note_of(page, ref.get_attribute("data-note") or "")
        number, body = note.locator(".note-number"), note.locator(".note-body")
        expect(number).to_have_text(ref.get_attribute("aria-label").partition(":")[0].split()[1])
        expect(number).to_be_visible()
        place, below = number.bounding_box(), body.bounding_box()
        assert 0 <= below["y"] - place["y"] < 40, "a number is parted from its note"
        assert body.evaluate("e => e.scrollHeight - e.clientHeight") <= 1, "a note is cut"
        for part in body.locator("p").all():
            expect(part).to_be_visible()


# --- accessibility -------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [PHONE, TABLET, DESK])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(site: str, opens: Opens, size: tuple[int, int], scheme: str):
    page = opens(site + TEXT, size, color_scheme=scheme)
    assert violations(page) == []
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.keyboard.press("n")
    assert violations(page) == [], "with a preview"
    page.keyboard.press("Enter")
    assert violations(page) == [], "with an open note"
    page.locator(".kinds input").first.uncheck()
    assert violations(page) == [], "with a kind switched off"
    page.goto(f"{site}notes/?kind=variant")
    assert violations(page) == []
    page.goto(f"{site}{TEXT}source/")
    assert violations(page) == []


def test_axe_finds_nothing_in_replies_and_unplaced_notes(letter: str, opens: Opens):
    page = opens(f"{letter}texts/letter/#note-yield")
    note_of(page, "lost").locator("summary").click()
    assert violations(page) == []
