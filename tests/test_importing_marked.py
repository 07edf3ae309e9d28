"""Markdown sources: their front matter, what is changed in their bodies, and that nothing is lost."""

import datetime
import re

import pytest
from accounts import assert_placed, gold_source, unsourced
from hostile import NAUGHTY, XSS
from properties import example, given, st

from readingroom.importing import Source, check_record, plan_import, read_source
from readingroom.importing.cleaning import clean
from readingroom.readers.markdown import read_markdown

PROSE = "The river rose in the night, and by the morning it stood at the second step of the mill."


def marked(words: str) -> Source:
    source = read_source(words.encode("utf-8", "replace"), "a.md")
    assert_accounted(source)
    return source


def gold(name: str) -> Source:
    source = gold_source(f"{name}.md")
    assert_accounted(source)
    return source


def assert_accounted(source: Source) -> None:
    """Every character has its place, the front matter is valid, the archive's reader takes the body."""
    assert_placed(source)
    if not source.encoding:
        return
    reading = read_markdown(source.body)
    assert reading.diagnostics == ()
    # Words of kept stretches, letters and digits alone, which no mark of Markdown is.
    kept = "\n".join(source.text[s.start : s.end] for s in source.segments if s.fate == "kept")
    kept = clean(kept).text
    if not re.search(r"[&\[{\\]|```|~~~|^[ >*+-]*\d{1,9}[.)]", kept, re.MULTILINE):
        assert sorted(letters(reading.document.text)) == sorted(letters(kept))


def letters(words: str) -> str:
    return re.sub(r"\W|_", "", words)


def test_front_matter_of_a_program_is_read_into_the_archives_keys() -> None:
    source = gold("md-orchard-keys")
    assert unsourced(source) == {
        "title": "The Orchard Keeper's Keys: A Reply",
        "creator": ["Leonie Strand", "Dr. Pavel Hruby"],
        "date": datetime.date(2019, 10, 2),
        "credit": "Hedge & Furrow, No. 44",
        "language": "en",
        "subject": ["orchards", "keys", "common land"],
    }
    assert source.review == ()
    assert "[The reading room](https://linden.example/room)" in source.body
    assert "## The keys {#keys}" in source.body


def test_keys_that_the_archive_has_not_are_shown() -> None:
    source = gold("md-jekyll-weir")
    assert source.front_matter["title"] == "The weir, again"
    assert source.front_matter["date"] == datetime.date(2014, 2, 18)
    assert source.review == (
        "front matter: not taken over: image",
        "pictures: not taken over: {{ site.url }}/images/marks.jpg",
    )
    assert [s.role for s in source.segments].count("unknown-key") == 1
    assert source.front_matter["figures"] == [
        {
            "caption": "Fig. 1. Flood marks on the mill wall, highest first: 1947, 2014, 1877.",
            "credit": "Photo by Bill",
        }
    ]
    assert "{%" not in source.body
    assert "Previously" not in source.body


def test_a_title_and_the_lines_below_it() -> None:
    source = gold("md-footpath-ninety-one")
    assert source.front_matter["title"] == "Footpath 91, and how it was lost"
    assert source.front_matter["creator"] == ["Gwilym Ashdown"]
    assert source.front_matter["date"] == datetime.date(2007, 6, 23)
    assert source.body.startswith("Footpath 91 runs from")
    assert "See also: Footpath 90, Footpath 92 (alleged)" in source.body
    assert "[(here)](http://slaughden.example/maps/1952.png)" in source.body


def test_broken_front_matter_stays_text() -> None:
    for broken in ("---\ntitle: a: b\n---\n", "---\ntitle: A\n\nWords.\n", "---\n- a\n---\n",
                   "---\na: &x 1\nb: *x\n---\n"):  # fmt: skip
        source = marked(broken + "\n" + PROSE)
        assert source.review[-1].startswith("front matter:")
        assert PROSE in source.body


def test_several_headings_of_the_first_rank_are_no_title() -> None:
    source = marked(f"# One\n\n{PROSE}\n\n# Two\n\n{PROSE}\n")
    assert source.front_matter["title"].startswith("[")
    assert "# One\n" in source.body


def test_a_title_given_twice_stands_once() -> None:
    source = marked(f"---\ntitle: One\n---\n# One\n\n{PROSE}\n")
    assert source.body == PROSE + "\n"
    assert marked(f"---\ntitle: Two\n---\n# One\n\n{PROSE}\n").body.startswith("# One")


def test_what_means_something_only_here_is_escaped() -> None:
    source = marked(
        f"# T\n\n{PROSE} See [[river]] and [[1]](http://a.example) and `[[x]]`, [^2].\n"
    )
    assert source.body.endswith(
        "See \\[[river]] and [\\[1\\]](http://a.example) and `[[x]]`, \\[^2].\n"
    )


def test_raw_html_becomes_what_it_says() -> None:
    source = marked(
        f"# T\n\n{PROSE}<!-- x --> H<sub>2</sub>O<br>\nand <List>.\n\n"
        "<div class='a'>\n  1. &lt;not&gt; *it*\n</div>\n\n<script>\nx\n</script>\n"
    )
    assert source.body == f"{PROSE} H2O\\\nand <List>.\n\n1\\. \\<not> \\*it\\*\n"


def test_links_to_files_that_are_not_here_are_words() -> None:
    source = marked(
        f"# T\n\n{PROSE} [a](b.md), [c][d], [e](javascript:f), ![g](h.png) [i][j].\n\n"
        "[d]: ../k.md\n[j]: https://l.example/ \n"
    )
    assert " a, c, e, g [i][j]." in source.body


def test_footnotes_without_a_mark_are_not_lost() -> None:
    source = marked(f"# T\n\n{PROSE}[^a]\n\n[^a]: One.\n\n[^b]: Two.\n")
    assert "[^a]: One." in source.body
    assert "\\[^b]: Two." in source.body


def test_what_cannot_be_shown_is_kept_as_words() -> None:
    source = marked("> " * 70 + PROSE)
    assert source.review
    assert PROSE in source.body.replace("\\", "")


LINES = st.sampled_from(
    ["---", "---\ntitle: A\n---", "title: A", "tags: [a, 'b c', d/e]", "author: {name: A}", "# T",
     "## H",
     "T\n===", "> q", "- i", "1. n", "    code", "```", "~~~", "| a | b |\n|---|---|\n| [[c]] | `d` |",
     "[^a]: note", "[^a]", "[b]: c.md", "[b]", "![a](b.png)", "![a *b*](<c d>)", "*Photo by X*", "[[x]]",
     "[[x|y]]", "[[1]](a)", "<div>", "</div>", "<b>x</b>", "<!-- c -->", "<!--", "<T>", "<br>", "a<br>b",
     "{% x %}", "[x]({{ a }}/b)", "{#id}", "## H {#id}", "**b**", "_i_", "`c`", "\\", "&amp;", "&lt;",
     "<http://a.example>", "http://a.example", "[a](http://b.example 'c')", "[a](b)", "*By Jane Doe*",
     "19 April 2016", PROSE, "", "", "", "\t", "\u00a0", "\u200b", "\ufb01", "\u2028", "* * *", "x  "]
)  # fmt: skip
SOURCES = st.lists(st.one_of(LINES, LINES, st.text(max_size=6))).flatmap(
    lambda parts: st.sampled_from(["\n".join(parts), "\n\n".join(parts), " ".join(parts)])
)


@given(SOURCES)
@example("[^a]: [[x]]\n\n[^a]\n\n[^a]: again")
@example("<div>\n    code\n</div>\n- [[x]]")
def test_any_markdown_is_accounted_for(words: str) -> None:
    marked(words)


@given(st.text())
def test_any_text_is_markdown(words: str) -> None:
    marked(words)


@given(SOURCES)
def test_importing_again_changes_nothing(words: str) -> None:
    data = ("A word.\n\n" + words).encode("utf-8", "replace")
    today = datetime.date(2026, 11, 22)
    plan = plan_import(data, "a.md", today=today)
    assert check_record(data, plan.record, "a.md") == ()
    again = plan_import(
        data, "a.md", existing_markdown=plan.markdown, existing_record=plan.record, today=today
    )
    assert (again.action, again.markdown) == ("unchanged", plan.markdown)


def test_hostile_strings_as_markdown() -> None:
    for some in (XSS, NAUGHTY):
        for string in some[::5]:
            marked(string)
        marked("\n\n".join(some[:400]))


TOML = """+++
title = "The ferry at Sund"
date = 2016-04-19T10:00:00Z
authors = ["Ann Lee", "Bo Ek"]
slug = "sund-ferry"
draft = false
mood = "grey"
[params]
depth = 3
+++
"""


def test_front_matter_in_toml_is_read_and_what_has_no_place_is_recorded() -> None:
    source = marked(TOML + "\n" + PROSE)
    assert unsourced(source) == {
        "title": "The ferry at Sund",
        "creator": ["Ann Lee", "Bo Ek"],
        "date": datetime.date(2016, 4, 19),
        "review": "needed",
    }
    assert source.slug == "sund-ferry"
    assert source.review == ("front matter: not taken over: mood, params",)
    assert source.body == PROSE.strip() + "\n"
    plan = plan_import((TOML + "\n" + PROSE).encode(), "a.md", today=datetime.date(2026, 11, 22))
    assert plan.slug == "sund-ferry"
    assert r', "mood = \"grey\""]' in plan.record
    assert 'unknown-key, markdown-front-matter, 0.95, "[params]\\u000adepth = 3"]' in plan.record


@pytest.mark.parametrize(
    "broken", ['+++\ntitle = "a\n+++\n', "+++\ntitle = 1\n", "+++\na = 1\na = 2\n+++\n"]
)
def test_broken_toml_stays_text(broken: str) -> None:
    source = marked(broken + "\n" + PROSE)
    assert any(remark.startswith("front matter:") for remark in source.review)
    assert PROSE.strip() in source.body


@pytest.mark.parametrize(
    ("slug", "used"), [("the-weir", True), ("Not a Slug!", False), ("search", False)]
)
def test_a_slug_of_front_matter_is_the_texts_if_it_can_be(slug: str, used: bool) -> None:
    source = marked(f"---\ntitle: Weirs\nslug: {slug}\n---\n\n{PROSE}")
    assert source.slug == (slug if used else "")
    assert bool(source.review) == (not used)


def test_a_line_break_of_html_is_one_in_a_paragraph() -> None:
    source = marked(
        "Line one<br>line two <br/>line three<br>- four\n\n# Head<br>ing\n\n> quoted<br>line\n"
    )
    assert "Line one\\\nline two \\\nline three - four\n" in source.body
    assert "# Head ing" in source.body
    assert "> quoted line" in source.body
