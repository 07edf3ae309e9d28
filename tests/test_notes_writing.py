"""What the program writes into an editor's notes file: quotes, ids, stubs, and nothing else."""

import re

import pytest
from properties import given, st

from readingroom.anchoring import anchor, reading_of
from readingroom.config import Site
from readingroom.model import Document, Note, Quote
from readingroom.notes.quoting import as_quote, quote_of
from readingroom.notes.reading import read_notes
from readingroom.notes.writing import requoted, stub, with_ids
from readingroom.quotes import Haystack
from readingroom.sources import ContentFile

TEXT = "The law is the law. He read the law, and the law was long.\n\nIt was a new law."
PATH = "content/notes/a.md"


def read(source: str) -> tuple[Note, ...]:
    notes, found = read_notes(ContentFile("notes", PATH, "a", source, ""), Site())
    assert not found, found
    return notes


def leads_to(text: str, quote: str) -> list[tuple[int, int]]:
    """Where a note with these quote lines stands."""
    (note,) = read(f"---\ntext: a\n---\n\n## n\n\n{quote}\n\nA comment.\n")
    made, _ = anchor(note, Document(text))
    return [(target.start, target.end) for target in made.targets]


# --- quotes


def quoted(text: str, start: int, end: int) -> str:
    haystack = Haystack(text)
    written = quote_of(haystack, start, end, reading_of(Document(text), haystack))
    assert written, "nothing leads there"
    count = f"nth: {written.nth[0]}/{written.nth[1]}\n\n" if written.nth else ""
    return count + as_quote(written.raw)


def test_words_that_stand_once_are_the_quote():
    start = TEXT.index("He read")
    assert quoted(TEXT, start, start + 7) == "> He read"


def test_words_that_stand_oftener_get_the_least_context():
    start = TEXT.index("law was")
    assert quoted(TEXT, start, start + 3) == "> ==law== was"
    start = TEXT.index("law,")
    line = quoted(TEXT, start, start + 3)
    assert leads_to(TEXT, line) == [(start, start + 3)]
    assert len(line) <= len("> read the ==law==, and the")


def test_a_range_across_paragraphs_keeps_them_apart():
    start, end = TEXT.index("was long"), TEXT.index(" new")
    line = quoted(TEXT, start, end)
    assert line == "> was long.\n>\n> It was a"
    assert leads_to(TEXT, line) == [(start, end)]


@given(
    st.lists(st.sampled_from(["the", "law", "a", "men,", "Men.", "rule\n\nis"]), min_size=3),
    st.data(),
)
def test_a_quote_leads_back_to_the_words_it_was_made_of(said: list[str], data: st.DataObject):
    text = " ".join(said).strip()
    words = [m.span() for m in re.finditer(r"\w+", text)]
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, min(first + 4, len(words) - 1)))
    start, end = words[first][0], words[last][1]
    assert leads_to(text, quoted(text, start, end)) == [(start, end)]


# --- requoted

FILE = """\
---
text: a
---

# Notes

## one

kind: note

> old words
> on two lines

A comment\\
with  odd   spacing.

> its own quotation

## two

> first target

> second target

Another.
"""


def test_a_quote_is_replaced_and_every_other_line_stays():
    made = requoted(FILE, {11: "> new words"})
    assert made == FILE.replace("> old words\n> on two lines", "> new words")


def test_several_quotes_are_replaced_at_once_by_their_old_lines():
    made = requoted(FILE, {11: "> a\n> b\n> c", 21: "> d", 23: "> e\n>\n> f"})
    one, two = read(made)
    assert [q.raw for q in one.quotes] == ["a\nb\nc"]
    assert [q.raw for q in two.quotes] == ["d", "e\n\nf"]
    assert "> its own quotation" in made


def test_nothing_to_replace_changes_nothing():
    assert requoted(FILE, {}) == FILE


@given(
    st.lists(st.sampled_from(["new", "words", "here", "and", "there"]), min_size=1).map(" ".join)
)
def test_what_is_read_after_a_quote_was_replaced_is_the_same_but_for_it(words: str):
    before, after = read(FILE), read(requoted(FILE, {11: f"> {words}"}))
    assert [q.raw for q in after[0].quotes] == [words]
    assert [q.raw for q in after[1].quotes] == [q.raw for q in before[1].quotes]
    for one, other in zip(before, after, strict=True):
        assert one.document.text == other.document.text
        assert (one.id, one.kind) == (other.id, other.kind)


# --- ids

BARE = """\
---
text: a
---

# Notes

> the law is

A comment on it.

> He ==read== the

> was long

Two targets, one comment.

> the law is

Again.
"""


def told(notes: tuple[Note, ...]) -> list[tuple[str, list[str], str]]:
    return [(n.id, [q.raw for q in n.quotes], n.document.text) for n in notes]


def test_ids_are_written_that_the_notes_had_already():
    made = with_ids(BARE, PATH, {})
    assert re.findall(r"^## (.*)$", made, re.MULTILINE) == ["the-law-is", "read", "the-law-is-2"]
    assert told(read(made)) == told(read(BARE))
    assert re.sub(r"## .*\n\n", "", made) == BARE
    assert with_ids(made, PATH, {}) == made


@pytest.mark.parametrize(
    "source", [FILE, "---\ntext: a\n---\n", "", "---\ntext: a\n---\n\n# Notes\n"]
)
def test_a_file_that_has_its_ids_or_no_notes_stays(source: str):
    assert with_ids(source, PATH, {}) == source


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["> one law", "> ==one== law", "> 法律", "> a\n> b", "> a\n\n> b"]),
            st.sampled_from(["A comment.", "Two\n\nparagraphs.", "- a list"]),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_the_notes_are_the_same_with_their_ids_written(blocks: list[tuple[str, str]]):
    body = "\n\n".join(f"{quote}\n\n{comment}" for quote, comment in blocks)
    source = f"---\ntext: a\n---\n\n{body}\n"
    assert told(read(with_ids(source, PATH, {}))) == told(read(source))


# --- stub


def test_a_stub_is_a_note_that_waits_for_its_comment():
    made = stub("law", {"kind": "note", "by": "", "text": "a"}, ["> the law", "> long"])
    assert made == "## law\n\nkind: note · text: a\n\n> the law\n\n> long\n\n…\n"
    (note,) = read(made.replace("…", "It is so."))
    assert (note.id, note.text, note.kind) == ("law", "a", "note")
    assert note.quotes == (Quote("the law", 5, 3), Quote("long", 7, 3))
