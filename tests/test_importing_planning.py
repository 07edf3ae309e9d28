"""Plans and records: what would be written, and what an archivist can check afterwards."""

import datetime
import re
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.frontmatter import load_yaml
from readingroom.importing import (
    ImportPlan,
    check_record,
    parse_record,
    plan_import,
    planned_slug,
    rules,
    source,
)
from readingroom.importing.planning import read_import
from readingroom.importing.record import Shared, digest
from readingroom.importing.rules.words import remaining_words
from readingroom.importing.slugs import default_slug
from readingroom.importing.yaml_out import mapping

TODAY = datetime.date(2026, 11, 22)
DATA = (
    b"A minister resigns\n\nPhoto: AP/Jane Doe\n\nThe minister resigned on Wednesday, officials said."
    b"\n\nFull story\n\nShare on Facebook\n"
)


def plan(data: bytes = DATA, name: str = "a.txt", **given_: str) -> ImportPlan:
    return plan_import(data, name, today=TODAY, **given_)


def test_a_new_text_is_created_with_its_record() -> None:
    made = plan()
    assert (made.action, made.slug) == ("create", "a-minister-resigns")
    assert made.markdown.startswith(
        "---\ntitle: A minister resigns\nsource: {file: a.txt, sha256: "
    )
    assert made.markdown.endswith("---\n\nThe minister resigned on Wednesday, officials said.\n")
    assert made.difference().startswith("--- /dev/null\n+++ texts/a-minister-resigns.md (import)\n")


def test_the_record_shows_what_became_of_everything() -> None:
    record = plan().record
    assert re.search(
        r"^- \[0, 18, title, head-lines, 0\.\d\d\]  # A minister resigns$", record, re.MULTILINE
    )
    assert '- [20, 26, label, photo-credits, 0.95, "Photo:"]\n' in record
    assert '- [93, 103, litter, litter-lines, 0.85, "Full story"]\n' in record
    assert "characters: {source: 101, kept: 45, moved: 26, removed: 30}\n" in record
    loaded, found = load_yaml(record, "a.txt.import.yaml")
    assert found == ()
    assert loaded is not None
    assert loaded.value["segments"][1] == [20, 26, "label", "photo-credits", 0.95, "Photo:"]


def test_a_record_reads_back() -> None:
    made = plan()
    record, found = parse_record(made.record, "a.txt.import.yaml")
    assert found == ()
    assert record is not None
    assert record.segments == made.source.segments
    assert (record.slug, record.size, record.imported) == (made.slug, len(DATA), TODAY)


def test_importing_again_keeps_the_day_and_the_bytes() -> None:
    first = plan()
    later = plan_import(
        DATA,
        "a.txt",
        existing_markdown=first.markdown,
        existing_record=first.record,
        today=datetime.date(2031, 1, 1),
    )
    assert (later.action, later.record, later.difference()) == ("unchanged", first.record, "")


def test_what_an_editor_wrote_is_never_planned_away() -> None:
    first = plan()
    edited = first.markdown.replace("officials said", "two officials said")
    again = plan(existing_markdown=edited, existing_record=first.record)
    assert again.action == "edited"
    assert (again.record, again.text, again.base) == (first.record, edited, first.markdown)
    (difference,) = again.differences()
    assert "+The minister resigned on Wednesday, two officials said.\n" in difference
    assert "-The minister resigned on Wednesday, two officials said.\n" in again.difference()
    other = plan(existing_markdown="Someone else's text.\n")
    assert (other.action, other.text) == ("edited", "Someone else's text.\n")


def test_better_rules_update_what_no_editor_touched() -> None:
    first = plan()
    worse = first.markdown.replace("title: A minister resigns", 'title: "[The minister]"')
    record, _ = parse_record(first.record, "a")
    assert record is not None
    older = plan().record.replace(record.markdown_sha256, digest(worse))
    again = plan(existing_markdown=worse, existing_record=older)
    assert (again.action, again.markdown) == ("update", first.markdown)


def older(data: bytes, name: str, monkeypatch: pytest.MonkeyPatch) -> ImportPlan:
    """A plan by rules that found nothing but paragraphs."""
    with monkeypatch.context() as patch:
        patch.setattr(source, "apply", partial(rules.apply, rules=(remaining_words,)))
        return plan(data, name)


def test_an_edited_text_is_merged_over_what_import_wrote_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = older(DATA, "a.txt", monkeypatch)
    edited = first.markdown.replace("officials said", "two officials said")
    again = plan(existing_markdown=edited, existing_record=first.record)
    assert (again.action, again.base, again.kept) == ("merge", first.markdown, ())
    assert again.text == plan().markdown.replace("officials said", "two officials said")
    assert [difference.count("\n--- ") for difference in again.differences()] == [0, 0, 0]
    after = plan(existing_markdown=again.text, existing_record=again.record)
    assert (after.action, after.text, after.record) == ("edited", again.text, again.record)


def test_what_an_older_version_wrote_otherwise_is_made_again_as_it_wrote_it() -> None:
    data = (
        b"The corner shop\n\nNobody clapped when the shutters came down.\n\n"
        b"Related: Why villages need banks\n\nThe counter had been there since 1931.\n"
    )
    now = plan(data)
    assert "> Related\n>\n> Why villages need banks\n" in now.markdown
    # Version 3 wrote a related item amid the text as headings.
    before = now.markdown.replace("> Related\n>\n> Why villages", "## Related\n\n### Why villages")
    record = now.record.replace(f"rules: {rules.VERSION}\n", "rules: 3\n").replace(
        digest(now.markdown), digest(before)
    )
    edited = before.replace("Nobody clapped", "Nobody at all clapped")
    again = plan(data, existing_markdown=edited, existing_record=record)
    assert (again.action, again.base) == ("merge", before)
    assert again.text == now.markdown.replace("Nobody clapped", "Nobody at all clapped")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  title: ", "  subtitle: "),
        (", paragraph, ", ", heading, "),
        ("front_matter:", "front_mater:"),
    ],
)
def test_a_record_that_does_not_make_what_was_written_first_allows_no_merge(
    monkeypatch: pytest.MonkeyPatch, old: str, new: str
) -> None:
    first = older(DATA, "a.txt", monkeypatch)
    assert old in first.record
    record = first.record.replace(old, new)
    edited = first.markdown.replace("officials said", "two officials said")
    again = plan(existing_markdown=edited, existing_record=record)
    assert (again.action, again.base, again.text, again.record) == ("apart", None, edited, record)
    assert again.differences() == (again.difference(),)


WRAPPED = (
    b"A report\n\nThe well-\nknown mas-\nter of half- and full-\nrigged ships went to the har-\n"
    b"bour on a Mon-\nday in April, as he had done for as many years as any-\nbody there remembered."
    b"\n\n  O sea,\n  O shore,\n  no more.\n\n\xe2\x80\x9cIt is \xef\xac\x81ne,\xe2\x80\x9d he said.\r\n"
)
PAGE = (
    b"<html><head><title>A report</title></head><body><h1>A report</h1><p>The <b>ship</b> left&nbsp;"
    b"Harwich &amp; nobody saw <a href='https://example.org/'>her</a> go.</p><p>The end of it.</p>"
    b"</body></html>"
)
GOLD = Path(__file__).parent / "import" / "sources"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", DATA),
        ("wrapped.txt", WRAPPED),
        ("page.html", PAGE),
        ("utf16.txt", "\ufeffA title\n\nThe words of it, all of them.".encode("utf-16-le")),
        *((path.name, path.read_bytes()) for path in sorted(GOLD.glob("*.*"))),
    ],
)
def test_what_import_wrote_first_can_be_made_again(name: str, data: bytes) -> None:
    made = plan(data, name)
    if made.action == "refused":
        return
    again = read_import(data, name, existing_record=made.record)
    assert again.before
    assert again.first() == made.markdown


@given(st.text())
def test_any_text_can_be_made_again(words: str) -> None:
    data = words.encode("utf-8", "ignore")
    made = plan(data)
    if made.action != "refused":
        assert read_import(data, "a.txt", existing_record=made.record).first() == made.markdown


def test_relations_stay_in_the_record() -> None:
    shares = (Shared("other", 0.5, ((20, 90), (100, 120))),)
    first = plan().with_shares(shares)
    assert "  - {text: other, share: 0.5, passages: [[20, 90], [100, 120]]}\n" in first.record
    record, found = parse_record(first.record, "a")
    assert record
    assert (record.shares, found) == (shares, ())
    assert codes(DATA, first.record) == []
    again = plan(existing_markdown=first.markdown, existing_record=first.record)
    assert (again.action, again.record) == ("unchanged", first.record)


def test_a_source_in_a_folder_is_named_with_it() -> None:
    made = plan(name="letters/a.txt")
    assert "source: {file: letters/a.txt, sha256: " in made.markdown
    assert "source: {file: a.txt, sha256: " in made.record
    again = read_import(DATA, "letters/a.txt", existing_record=made.record)
    assert again.first() == made.markdown


def test_a_source_whose_bytes_changed_is_refused() -> None:
    changed = plan(DATA + b"!", existing_record=plan().record)
    assert changed.action == "refused"
    assert [d.code for d in changed.diagnostics] == ["source-changed"]


def test_an_encoding_that_the_editor_named_is_remembered() -> None:
    data = "Это письмо".encode("koi8-r")
    first = plan(data, encoding="koi8-r")
    assert "encoding: koi8-r, named: true}" in first.record
    again = plan(data, existing_markdown=first.markdown, existing_record=first.record)
    assert (again.action, again.source.text) == ("unchanged", "Это письмо")


def test_a_slug_that_the_editor_named_is_remembered() -> None:
    first = plan(slug="resignation")
    assert first.slug == "resignation"
    assert planned_slug(DATA, "a.txt", existing_record=first.record) == "resignation"
    assert planned_slug(DATA, "a.txt") == "a-minister-resigns"


def test_bytes_that_cannot_be_read_are_refused() -> None:
    made = plan(b"caf\xe9")
    assert (made.action, made.markdown, made.record) == ("refused", "", "")
    assert [d.code for d in made.diagnostics] == ["source-undecodable"]


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf\n", "\u200b\xa0".encode()])
def test_a_source_without_words_is_refused(data: bytes) -> None:
    made = plan(data)
    assert (made.action, made.markdown, made.record) == ("refused", "", "")
    assert [d.code for d in made.diagnostics] == ["source-empty"]


def codes(data: bytes, record: str) -> list[str]:
    return [d.code for d in check_record(data, record, "a.txt")]


def test_a_changed_source_is_found() -> None:
    assert codes(DATA, plan().record) == []
    assert codes(DATA + b"!", plan().record) == ["source-changed"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- [20, 26, label", "- [20, 25, label"),
        ("- [20, 26, label", "- [17, 26, label"),
        ("- [20, 26, label", "- [20, 999999, label"),
        ("- [20, 26, label", "- [20, 26, no-role"),
        ("- [20, 26, label", "- [20, 26; label"),
        ("segments:\n", "parts:\n"),
        ("encoding: utf-8", "encoding: no-such"),
        ("format: 1", "format: 2"),
        ("imported: 2026-11-22", "imported: lately"),
        ("bytes: ", "octets: "),
        ("file: texts/a", "file: ../texts/a"),
        ("file: texts/a", "file: texts/.a/A"),
        ("file: texts/a-minister-resigns.md", "file: a.md"),
    ],
)
def test_a_record_that_was_tampered_with_is_found(old: str, new: str) -> None:
    record = plan().record
    assert old in record
    assert codes(DATA, record.replace(old, new, 1)) == ["source-record-incomplete"]


def test_a_record_that_is_no_yaml_is_a_diagnostic() -> None:
    assert codes(DATA, "format: [\nsegments:\n") == ["yaml-invalid"]
    assert codes(DATA, "") == ["source-record-incomplete"]


@given(st.dictionaries(st.sampled_from(["a", "b", "c"]), st.text(), min_size=1))
def test_any_words_round_trip_through_yaml(values: dict[str, str]) -> None:
    given_ = {**values, "list": list(values.values()), "maps": [values]}
    loaded, found = load_yaml(mapping(given_), "a")
    assert found == ()
    assert loaded is not None
    assert loaded.value == given_


@pytest.mark.parametrize(
    "words", ["1e5", "no", "~", "null", "0x1f", "2016-04-19", "a: b", "- a", "="]
)
def test_words_that_yaml_would_read_otherwise_are_quoted(words: str) -> None:
    loaded, _ = load_yaml(mapping({"title": words}), "a")
    assert loaded is not None
    assert loaded.value == {"title": words}


@pytest.mark.parametrize(
    ("title", "name", "slug"),
    [
        (
            "[Symposium on cyberspace security and informatization]",
            "a.txt",
            "symposium-on-cyberspace-security-and-informatization",
        ),
        (
            "A long title that goes on and on until nobody remembers the beginning of it",
            "a.txt",
            "a-long-title-that-goes-on-and-on-until-nobody-remembers",
        ),
        ("Où est l’été ?", "a.txt", "ou-est-lete"),
        ("Search", "a.txt", "search-text"),
        ("…", "My Notes.txt", "my-notes"),
    ],
)
def test_slugs_are_short_and_never_empty(title: str, name: str, slug: str) -> None:
    assert default_slug(title, name) == slug
    assert default_slug("…", "….txt").startswith("text-")
