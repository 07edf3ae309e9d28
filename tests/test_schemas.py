"""Values held against their forms: what is accepted, and what is said about the rest."""

from typing import Any

import pytest
from pydantic import BaseModel

from readingroom.diagnostics import Diagnostic
from readingroom.frontmatter import load_yaml
from readingroom.schemas import EntryForm, NotesForm, PageForm, SiteForm, TextForm, read


def reading(form: type[BaseModel], text: str) -> tuple[Any, tuple[Diagnostic, ...]]:
    loaded, found = load_yaml(text, "a.md", first_line=2)
    assert loaded is not None, found
    return read(form, loaded, "a.md")


def accepted(form: type[BaseModel], text: str) -> Any:
    value, found = reading(form, text)
    assert found == ()
    return value


def refused(form: type[BaseModel], text: str) -> Diagnostic:
    value, found = reading(form, text)
    assert value is None
    assert len(found) == 1, found
    return found[0]


def test_the_text_of_the_design():
    text = accepted(
        TextForm,
        'title: "[Symposium on cyberspace security]"  # supplied\n'
        "creator: [Xinhua]\n"
        "date: 2016-04-19\n"
        'dateline: "BEIJING, April 19"\n'
        "source: {file: 002_40fe124315517e90.txt, encoding: utf-8}\n"
        'figures: [{caption: "…", credit: "Xinhua/Ma Zhancheng"}]\n'
        "subject: [cybersecurity]\n",
    )
    assert (text.title, text.creator, text.date) == (
        "[Symposium on cyberspace security]", ["Xinhua"], "2016-04-19",
    )  # fmt: skip
    assert text.figures[0].credit == "Xinhua/Ma Zhancheng"


# --- keys


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("title: A\nlangauge: en", "a.md:3:1", "did you mean `language`?"),
        ("title: A\nlangauge:", "a.md:3:1", "did you mean `language`?"),
        ("title: A\nDate: 2016", "a.md:3:1", "did you mean `date`?"),
        ("title: A\nfigures:\n - caption: B\n   captoin: C", "a.md:5:4", "did you mean `caption`?"),
        ("title: A\nsource: {file: a, sha526: ''}", "a.md:3:19", "did you mean `sha256`?"),
        ("title: A\nxyzzy: 1", "a.md:3:1", ""),
    ],
)
def test_an_unknown_key_and_what_was_meant(text: str, place: str, hint: str):
    found = refused(TextForm, text)
    assert (found.code, found.place, found.hint) == ("key-unknown", place, hint)


def test_an_unknown_key_below_a_name_of_the_editors_own():
    found = refused(SiteForm, "format: 1\ntitle: A\nkinds:\n  term: {label: T, color: blue}")
    assert (found.code, found.place, found.hint) == (
        "key-unknown", "a.md:5:20", "did you mean `colour`?",
    )  # fmt: skip


def test_a_missing_key():
    found = refused(TextForm, "creator: A")
    assert (found.code, found.message, found.place) == (
        "key-missing", "the key `title` is missing", "a.md:2:1",
    )  # fmt: skip
    assert refused(TextForm, "").code == "key-missing"
    assert refused(TextForm, "title:").code == "key-missing"


def test_all_that_is_wrong_is_said_at_once():
    _, found = reading(TextForm, "tilte: A\ndate: April\nlanguage: English language\n")
    assert sorted(one.code for one in found) == [
        "key-missing", "key-unknown", "value-invalid", "value-invalid",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["- a\n- b", "just words", "42"])
def test_front_matter_that_is_no_mapping(text: str):
    assert refused(TextForm, text).code == "value-invalid"


def test_a_key_without_a_value_was_not_given():
    text = accepted(TextForm, "title: A\ndate:\nfigures:\n  - caption: B\n    credit:\n")
    assert (text.date, text.figures[0].credit) == (None, "")


# --- values


@pytest.mark.parametrize("date", ["2016", "2016-04", "2016-04-19", "2016-02-29", "0988", "'2016'"])
def test_dates(date: str):
    assert accepted(TextForm, f"title: A\ndate: {date}").date == date.strip("'")


@pytest.mark.parametrize(
    "date", ["April 2016", "2016-4-19", "2016-13", "2015-02-29", "19.4.2016", "2016-04-19T12:00",
             "'2016 '", "2016-", "16", "0000", "[2016]", "true", "２０１６"]
)  # fmt: skip
def test_what_is_no_date(date: str):
    found = refused(TextForm, f"title: A\ndate: {date}")
    assert (found.code, found.line) == ("value-invalid", 3)


@pytest.mark.parametrize("language", ["no", "en", "en-GB", "zh-Hant", "sr-Latn-RS"])
def test_languages_and_norway(language: str):
    assert accepted(TextForm, f"title: A\nlanguage: {language}").language == language


@pytest.mark.parametrize("language", ["English", "e", "en_GB", "true", "1", "'en\"><script>'"])
def test_what_is_no_language(language: str):
    assert refused(TextForm, f"title: A\nlanguage: {language}").code == "value-invalid"


@pytest.mark.parametrize(
    ("written", "title"), [("1984", "1984"), ("1.50", "1.50"), ("007", "007"), ("no", "no"), ("3.0",
     "3.0")]
)  # fmt: skip
def test_a_title_of_digits_is_its_digits(written: str, title: str):
    assert accepted(TextForm, f"title: {written}").title == title


@pytest.mark.parametrize("title", ["true", "[A, B]", "{a: b}", "''"])
def test_what_is_no_title(title: str):
    assert refused(TextForm, f"title: {title}").place == "a.md:2:1"


def test_one_word_is_a_list_of_one():
    text = accepted(TextForm, "title: A\ncreator: Xinhua\nsubject: 1984\n")
    assert (text.creator, text.subject) == (["Xinhua"], ["1984"])


@pytest.mark.parametrize("tag", ["law", "AT&T", "new media", "l’État", "法律", "no"])
def test_tags(tag: str):
    assert accepted(TextForm, f"title: A\nsubject: [{tag}]").subject == [tag]


@pytest.mark.parametrize("tag", ["..", "a/b", "<b>", "''", "' a'", "a\\b", "x" * 65, "'a\n\n  b'"])
def test_what_is_no_tag(tag: str):
    found = refused(TextForm, f"title: A\nsubject: [law, {tag}]")
    assert (found.code, found.line) == ("value-invalid", 3)


@pytest.mark.parametrize("written", ["true", "yes", "on"])
def test_draft(written: str):
    assert accepted(PageForm, f"title: A\ndraft: {written}").draft is True


def test_kinds_of_entry_and_of_note_are_closed():
    found = refused(EntryForm, "title: A\nkind: persn")
    assert found.place == "a.md:3:1"
    assert "person" in found.message
    assert refused(NotesForm, "on: word").code == "value-invalid"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "//example.org", "https://a b", "'https://a\"b'", "ftp://a", "''"]
)  # fmt: skip
def test_addresses_are_web_addresses(url: str):
    assert refused(SiteForm, f"format: 1\ntitle: A\nrepository: {url}").code == "value-invalid"


def test_the_format_of_site_yaml_is_1():
    assert refused(SiteForm, "format: 2\ntitle: A").place == "a.md:2:1"


@pytest.mark.parametrize("form", [TextForm, EntryForm, PageForm, NotesForm, SiteForm])
def test_every_form_has_a_json_schema(form: type[BaseModel]):
    schema = form.model_json_schema()
    assert schema["additionalProperties"] is False
    assert schema["description"]
