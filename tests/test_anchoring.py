"""Anchoring: which passages a note is on, and when it cannot be told."""

import pytest
from properties import given, st

from readingroom.anchoring import anchor, anchor_notes
from readingroom.diagnostics import Diagnostic
from readingroom.model import AnchoredNote, Document, Note, Quote, Text
from readingroom.readers import read_markdown

TEXT = """\
# A speech

The president said security comes first. He said it *twice*, and [again](about.md).

Security, he went on, is the start of all; the grand start came to an end.

- one item
- another item

| Name | Place |
|------|-------|
| Xi   | Hefei |

Last words.[^1] The end.

[^1]: A footnote on security.
"""


def document(markdown: str = TEXT) -> Document:
    return read_markdown(markdown).document


def note(*quotes: str, on: str = "", nth: tuple[int, int] | None = None, re: str = "") -> Note:
    told = tuple(Quote(raw, 10 + n, 3) for n, raw in enumerate(quotes))
    return Note(
        "a", "speech", "content/notes/a.md", 9, 1, document("c"), told, on=on, nth=nth, re=re
    )


def anchored(
    *quotes: str, text: str = TEXT, on: str = "", nth: tuple[int, int] | None = None
) -> list[str]:
    """The words that the quotes are on."""
    words = document(text)
    made, found = anchor(note(*quotes, on=on, nth=nth), words)
    assert (made.state, found) == ("exact", ())
    return [words.text[target.start : target.end] for target in made.targets]


def unplaced(
    *quotes: str, text: str = TEXT, nth: tuple[int, int] | None = None
) -> tuple[AnchoredNote, tuple[Diagnostic, ...]]:
    made, found = anchor(note(*quotes, nth=nth), document(text))
    assert made.state in ("ambiguous", "orphan")
    assert found
    return made, found


# --- one quote


def test_words_as_written():
    assert anchored("said security comes") == ["said security comes"]


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("THE PRESIDENT SAID", "The president said"),
        ("said it *twice*, and [again](about.md)", "said it twice, and again"),
        ("said it twice, and again", "said it twice, and again"),
        ("went on,\nis the start", "went on, is the start"),
        ("Last words.[^1] The end", None),
        ("A footnote on security.", "A footnote on security."),
        ("Xi", "Xi"),
    ],
)
def test_words_as_rendered_and_as_folded(quote: str, words: str | None):
    if words is None:
        unplaced(quote)  # a footnote's mark is not a word, and no footnote is defined in the quote
    else:
        assert anchored(quote) == [words]


def test_words_that_mean_something_in_markdown_are_taken_as_written_first():
    assert anchored("a *b* c", text="Here `a *b* c` and a b c.") == ["a *b* c"]


def test_across_paragraphs_items_and_cells():
    assert anchored("and again.\n\nSecurity, he") == ["and again.\n\nSecurity, he"]
    assert anchored("- one item\n- another") == ["one item\nanother"]
    assert anchored("Xi Hefei") == ["Xi\tHefei"]


# --- ==target== and its context


def test_marked_words_are_the_target_and_the_rest_is_context():
    assert anchored("president said ==security== comes") == ["security"]
    assert anchored("==footnote== on security") == ["footnote"]
    assert anchored("he went on, is the ==start==") == ["start"]


def test_the_context_chooses_the_place():
    words = document()
    made, _ = anchor(note("a footnote on ==security=="), words)
    (target,) = made.targets
    assert words.text[: target.start].endswith("A footnote on ")


@pytest.mark.parametrize(
    "quote",
    [
        "THE ==PRESIDENT== said",
        "the ==president\nsaid== security",
        "“the ==president== said”"[1:-1],
    ],
)
def test_marked_words_are_folded_too(quote: str):
    assert anchored(quote)[0].startswith("president")


def test_the_whole_text_of_a_quote_may_be_marked():
    assert anchored("==security comes first==") == ["security comes first"]
    unplaced("==security==")


def test_equals_signs_of_the_text_are_its_own():
    assert anchored("a == b == c", text="So a == b == c it is.") == ["a == b == c"]
    assert anchored("==b==", text="So a ==b== c and b.") == ["==b=="]


def test_a_context_that_is_not_there_leaves_the_note_unplaced():
    _, (found,) = unplaced("the minister of finance denied ==security== altogether")
    assert found.code == "note-orphan"


def test_a_context_that_changed_a_little_is_found_and_told():
    made, (found,) = anchor(note("president denied ==security== comes"), document())
    assert made.state == "changed"
    assert found.code == "note-changed"


# --- elisions


def test_a_range_from_the_first_words_to_the_last():
    assert anchored("He said it […] again") == ["He said it twice, and again"]
    assert anchored("He said it [...] again") == ["He said it twice, and again"]
    assert anchored("The president […] first […] again.") == [
        "The president said security comes first. He said it twice, and again.",
    ]


def test_a_range_across_paragraphs():
    (words,) = anchored("comes first […] grand start")
    assert words.startswith("comes first. He said it twice, and again.\n\nSecurity,")
    assert words.endswith("is the start of all; the grand start")
    assert anchored("comes first\n\n[…]\n\nanother item")[0].endswith("one item\nanother item")


def test_an_elision_is_taken_literally_first():
    assert anchored("he said […] so", text="Then he said […] so. He said it. So.") == [
        "he said […] so"
    ]


@pytest.mark.parametrize("quote", ["again […] president", "nowhere […] again", "[…]", "[…] […]"])
def test_a_range_that_is_not_there(quote: str):
    _, (found,) = unplaced(quote)
    assert found.code == "note-orphan"


def test_a_range_that_may_begin_in_two_places():
    text = "A then b. A then b."
    _, (found,) = unplaced("A […] b", text=text)
    assert found.code == "note-ambiguous"


def test_context_in_a_range_decides_where_it_begins():
    # The nearest opening to the end is the grand one; the context names the other.
    assert anchored("is the ==start== of […] an end") == ["start"]
    assert anchored("is the ==start of […] an end==")[0].startswith("start of all; the grand")
    assert anchored("the president ==said […] twice==, and")[0].startswith("said security")


def test_marks_in_both_parts_of_a_range():
    text = "Far one two. One two three. Four five. Far five."
    assert anchored("Two. ==One two […] Four== five", text=text) == ["One two three. Four"]


# --- on, nth, several


def test_on_paragraph_widens():
    assert anchored("is the ==start==", on="paragraph") == [
        "Security, he went on, is the start of all; the grand start came to an end.",
    ]
    assert anchored("comes first […] grand start", on="paragraph")[0].startswith("The president")
    assert anchored("another", on="paragraph") == ["another item"]


def test_nth_with_its_checksum():
    words = document()
    made, found = anchor(note("security", nth=(1, 2)), words)
    # Exact words go first: `Security` with a capital is another form.
    assert (made.state, found) == ("exact", ())
    assert words.text[: made.targets[0].start].endswith("president said ")
    made, _ = anchor(note("security", nth=(2, 2)), words)
    assert words.text[: made.targets[0].start].endswith("footnote on ")


@pytest.mark.parametrize("nth", [(1, 3), (2, 5), (1, 1)])
def test_a_wrong_total_leaves_the_note_unplaced(nth: tuple[int, int]):
    _, (found,) = unplaced("security", nth=nth)
    assert found.code == "note-ambiguous"
    assert f"2 times in speech, not {nth[1]}" in found.message


def test_nth_of_words_in_a_context():
    text = "the law is the law, and the law it is"
    words = document(text)
    made, _ = anchor(note("the ==law==", nth=(2, 3)), words)
    assert [t.start for t in made.targets] == [text.index("law", 10)]
    unplaced("the ==law==", text=text, nth=(2, 4))


def test_nth_of_a_range():
    text = "A then b. A then b."
    made, _ = anchor(note("A […] b", nth=(2, 2)), document(text))
    assert [(t.start, t.end) for t in made.targets] == [(10, 18)]


def test_several_quotes_are_several_targets_in_the_order_of_the_text():
    assert anchored("the grand start", "The president") == ["The president", "the grand start"]


def test_one_of_several_that_is_missing_leaves_the_note_unplaced():
    made, (found,) = unplaced("The president", "nowhere at all", "The end")
    assert made.state == "orphan"
    assert (found.code, found.place) == ("note-orphan", "content/notes/a.md:11:3")


@pytest.mark.parametrize(("re", "state"), [("", "whole"), ("b.md#c", "reply")])
def test_without_a_quote_the_note_is_on_the_whole_text(re: str, state: str):
    made, found = anchor(note(re=re), document())
    assert (made.targets, made.state, found) == ((), state, ())


def test_on_text_is_the_whole_text_whatever_is_quoted():
    made, found = anchor(note("nowhere", on="text"), document())
    assert (made.targets, made.state, found) == ((), "whole", ())


# --- what is said


def test_words_that_changed_are_told_as_a_difference():
    made, (found,) = anchor(note("The presidents said securities come first"), document())
    assert made.state == "changed"
    assert (found.code, found.place) == ("note-changed", "content/notes/a.md:10:3")
    assert "[-securities come-] {+security comes+}" in found.message
    assert "notes accept speech#a" in found.hint


def test_an_absent_quote_is_told_with_the_nearest_words():
    _, (found,) = unplaced("The president said that comes last")
    assert (found.code, found.place) == ("note-orphan", "content/notes/a.md:10:3")
    assert "The president said security comes first." in found.hint


def test_a_repeated_quote_is_told_with_how_often_it_stands():
    _, (found,) = unplaced("word", text="word " * 7)
    assert "7 times" in found.message
    _, (found,) = unplaced("word", text="word " * 7, nth=(1, 9))
    assert "7 times in speech, not 9" in found.message
    assert "==words meant==" in found.hint


def test_notes_on_texts_that_the_archive_does_not_have_are_left_to_the_checks():
    text = Text("speech", "content/texts/speech.md", "A speech", document())
    made, found = anchor_notes([note("The end.")], {"speech": text})
    assert ([a.state for a in made], found) == (["exact"], ())
    assert anchor_notes([note("The end.")], {}) == ((), ())


@given(
    st.text(alphabet="ab =.[]…*\n", max_size=30),
    st.text(alphabet="ab =.[]…*\n", max_size=30),
    st.sampled_from(["", "paragraph"]),
    st.none() | st.tuples(st.integers(1, 3), st.integers(1, 3)),
)
def test_any_quote_has_places_in_the_text_or_a_diagnostic(
    text: str, raw: str, on: str, nth: tuple[int, int] | None
):
    words = document(text)
    made, found = anchor(note(raw, on=on, nth=nth), words)
    assert (made.state == "exact") is bool(made.targets) is not bool(found)
    for target in made.targets:
        assert 0 <= target.start < target.end <= len(words.text)
