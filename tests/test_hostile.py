"""Hostile strings in every field and body: nothing runs, nothing raises, nothing is lost."""

import re
from typing import Any

import pytest
from conftest import SiteBuilder
from hostile import NAUGHTY, XSS, bodies, elements, fields, judged, notes, one_line, printable, yaml


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    return elements(SiteBuilder(tmp_path_factory.mktemp("harmless")))


@pytest.mark.parametrize("fill", [bodies, fields])
def test_no_hostile_string_runs(fill: Any, empty_site: SiteBuilder, harmless: frozenset[str]):
    fill(empty_site, XSS)
    judged(empty_site.build(keep_going=True), harmless)


def test_no_hostile_string_in_a_note_runs(empty_site: SiteBuilder, harmless: frozenset[str]):
    # The long last group is of one kind: a twentieth of it stands for it, since notes are shown in
    # many places.
    notes(empty_site, XSS[:1000:2] + XSS[1000::20])
    judged(empty_site.build(keep_going=True), harmless)


def test_no_hostile_string_in_site_yaml_runs(empty_site: SiteBuilder, harmless: frozenset[str]):
    empty_site.page_file("about", "About.", menu="1").text("a", "One.").notes(
        "a", "> One\n\nB.", text="a"
    )
    for string in map(printable, XSS[:300:30]):
        settings = {
            "format": 1, "title": string, "subtitle": string, "description": string,
            "kinds": {string: {"label": string, "plural": string}},
            "editors": {string: {"name": string}},
        }  # fmt: skip
        empty_site.write("site.yaml", yaml(settings))
        judged(empty_site.build(keep_going=True), harmless)


# --- naughty strings


def test_naughty_strings_run_nothing_and_raise_nothing(
    empty_site: SiteBuilder, harmless: frozenset[str]
):
    bodies(empty_site, NAUGHTY)
    fields(empty_site, NAUGHTY)
    notes(empty_site, NAUGHTY)
    empty_site.build(keep_going=True)
    assert empty_site.result.done
    judged(empty_site, harmless)


def test_naughty_strings_as_words_of_a_text_come_out_as_they_went_in(empty_site: SiteBuilder):
    """In code nothing is markup, so every character must come out."""
    strings = [s.replace("\r", "\n").replace("\x00", "\ufffd") for s in NAUGHTY]
    fenced = "\n\n".join(f"``````\n{s}\n``````" for s in strings)
    empty_site.text("naughty", fenced).built()
    page = empty_site.page("texts/naughty/")
    shown = ["".join(e.itertext()) for e in page.all("code")]
    # A browser has no place for these in a page's words.
    gone = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
    assert [gone.sub("", s) for s in shown] == [gone.sub("", s) + "\n" for s in strings]
    stream = empty_site.read("texts/naughty/index.txt").decode()
    assert [s for s in strings if s not in stream] == []


def test_naughty_strings_as_titles_are_titles(empty_site: SiteBuilder):
    titles = [" ".join(printable(s).split()) for s in NAUGHTY]
    titles = list(dict.fromkeys(t for t in titles if t))[::3]
    for number, title in enumerate(titles):
        empty_site.entry(f"e-{number}", title=yaml(title), match="false")
    empty_site.built()
    for number, title in enumerate(titles):
        (head,) = empty_site.page(f"glossary/e-{number}/").all("h1")
        assert "".join(head.itertext()).split() == title.split()


@pytest.mark.parametrize("written", ["{}", "'{}'", "|\n  {}", "[{}]"])
def test_naughty_strings_as_front_matter_never_raise(written: str, empty_site: SiteBuilder):
    for number, string in enumerate(NAUGHTY[::3]):
        empty_site.text(f"t-{number}", "Words.", title=written.replace("{}", one_line(string)))
    empty_site.check()
    assert {d.code for d in empty_site.found} <= {
        "value-invalid", "key-missing", "key-unknown", "yaml-invalid", "yaml-unsafe",
    }  # fmt: skip
