"""Three-way merges of texts: what the editor changed stays, what only the rules changed is taken."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.importing.merging import merge

FRONT = '---\ntitle: "[The minister]"\ncreator: [AP]\nreview: needed\n---\n'
BASE = f"{FRONT}\nA minister resigns\n\nThe minister resigned.\n\nFull story\n\nHe said no more.\n"
#: As a better rule makes it: the title is known, the litter is gone.
MADE = (
    "---\ntitle: A minister resigns\ncreator: [AP]\nsection: World\n---\n\n"
    "The minister resigned.\n\nHe said no more.\n"
)


def edited(old: str, new: str, base: str = BASE) -> str:
    assert old in base
    return base.replace(old, new)


def test_what_only_one_side_changed_is_taken() -> None:
    merged = merge(BASE, edited("resigned.", "resigned on Monday."), MADE)
    assert merged.text == MADE.replace("resigned.", "resigned on Monday.")
    assert merged.kept == ()


def test_a_side_that_changed_nothing_gives_way_to_the_other() -> None:
    changed = edited("Full story", "The full story")
    assert merge(BASE, changed, BASE).text == changed
    assert merge(BASE, BASE, MADE).text == MADE
    assert merge(BASE, changed, changed).text == changed


def test_the_editors_words_win_where_both_changed_a_paragraph_and_that_is_told() -> None:
    merged = merge(BASE, edited("Full story", "The full story"), MADE)
    assert "\n\nThe full story\n\n" in merged.text
    assert merged.kept == ("your “The full story”",)
    made = edited("no more", "nothing")
    merged = merge(BASE, edited("He said no more.\n", ""), made)
    assert "nothing" not in merged.text
    assert merged.kept == ("you took out “He said no more.”",)


def test_keys_are_merged_one_by_one_in_the_editors_order() -> None:
    hers = edited("creator: [AP]\nreview: needed", "rights: free\ncreator:\n  - AP\n  - Jane Doe")
    assert merge(BASE, hers, MADE).text.startswith(
        "---\ntitle: A minister resigns\nrights: free\ncreator:\n  - AP\n  - Jane Doe\n"
        "section: World\n---\n\nThe minister"
    )


def test_a_value_written_otherwise_is_no_change() -> None:
    hers = edited('title: "[The minister]"', "title: '[The minister]'")
    assert "title: A minister resigns\n" in merge(BASE, hers, MADE).text


def test_words_that_would_be_nowhere_stay_in_the_text() -> None:
    """The rules move a line to the title, and the editor has written a title of her own."""
    merged = merge(BASE, edited("[The minister]", "A resignation"), MADE)
    assert 'title: "A resignation"\n' in merged.text
    assert "\n\nA minister resigns\n\n" in merged.text
    assert "Full story" not in merged.text
    assert merged.kept == (
        "`title`; import now has “A minister resigns”",
        "“A minister resigns” in the text",
    )


def test_lines_of_verse_are_merged_line_by_line() -> None:
    base = "one black sheep\\\ntwo white sheep\\\nthree grey sheep\n"
    merged = merge(base, base.replace("one", "1"), base.replace("three", "many"))
    assert merged.text == base.replace("one", "1").replace("three", "many")
    assert merged.kept == ()
    made = base.replace("one", "a").replace("two", "2")
    merged = merge(base, base.replace("one", "1"), made)
    assert merged.text == base.replace("one", "1").replace("two", "2")
    assert merged.kept == ("your “1 black sheep\\”",)


def test_paragraphs_that_the_rules_divide_or_join_are_merged_beside_edited_ones() -> None:
    base = "The ship left. It was old.\n\nNobody saw it go.\n\nThe end of it.\n"
    made = "The ship left.\n\nIt was old.\n\nNobody saw it go. The end of it.\n"
    assert merge(base, base.replace("Nobody", "No one"), made).text == (
        "The ship left.\n\nIt was old.\n\nNo one saw it go.\n\nThe end of it.\n"
    )


def test_a_fenced_table_with_blank_lines_is_one_paragraph() -> None:
    base = "Before.\n\n```\na  1\n\nb  2\n```\n\nAfter.\n"
    merged = merge(base, base.replace("After", "Later"), base.replace("a  1", "a  3"))
    assert merged.text == "Before.\n\n```\na  3\n\nb  2\n```\n\nLater.\n"


@pytest.mark.parametrize(
    "hers",
    [
        "",
        "no front matter\n",
        "---\ntitle: [broken\n---\n\nMy words.\n",
        "---\nnever closed: 1\n\nMy words.\n",
        "---\n---\n",
        "My words, without a line end",
    ],
)
def test_a_file_that_the_editor_broke_keeps_her_words(hers: str) -> None:
    merged = merge(BASE, hers, MADE).text
    assert set(re.findall(r"\w+", hers)) <= set(re.findall(r"\w+", merged))


LINES = st.lists(st.sampled_from(["a b c", "a b d", "x", "y\\\nz", "", "> q", "```", "# h"]))
KEYS = st.dictionaries(st.sampled_from(["k", "l", "m"]), st.sampled_from(["1", "2", "[3, 4]"]))


@st.composite
def files(draw: st.DrawFn) -> str:
    keys = "".join(f"{key}: {value}\n" for key, value in draw(KEYS).items())
    return (f"---\n{keys}---\n\n" if keys else "") + "\n\n".join(draw(LINES)) + "\n"


@given(files(), files(), files())
def test_every_line_that_the_editor_added_stays(base: str, hers: str, made: str) -> None:
    merged = merge(base, hers, made).text
    added = set(hers.split("\n")) - set(base.split("\n"))
    assert added <= set(merged.split("\n"))


@given(files(), files(), files())
def test_what_neither_had_is_not_made_up(base: str, hers: str, made: str) -> None:
    merged = set(merge(base, hers, made).text.split("\n"))
    assert merged <= {*base.split("\n"), *hers.split("\n"), *made.split("\n"), "---", ""}
