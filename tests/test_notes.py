"""Notes files: quote, then comment, and what is said about the ones that cannot be read."""

import pytest
from fixtures import triples
from properties import given, st

from readingroom.config import Kind, Site
from readingroom.diagnostics import Diagnostic
from readingroom.model import Note
from readingroom.notes import read_notes
from readingroom.sources import ContentFile
from readingroom.weave import html_of

SITE = Site(
    kinds=(
        Kind("context", "Context", "Contexts", "commenting", "green"),
        Kind("term", "Term", "Terms", "describing", "amber"),
    )
)
FRONT = "---\ntext: speech\n---\n"
PATH = "content/notes/speech.md"


def reading(source: str, front: str = FRONT) -> tuple[tuple[Note, ...], tuple[Diagnostic, ...]]:
    return read_notes(ContentFile("notes", PATH, "speech", front + source, "0"), SITE)


def notes(source: str, front: str = FRONT) -> tuple[Note, ...]:
    made, found = reading(source, front)
    assert found == ()
    return made


def said(source: str, front: str = FRONT) -> list[tuple[str, str]]:
    """Codes and places, in the body's own lines."""
    lines = front.count("\n")
    return [(d.code, f"{d.line - lines}:{d.column}") for d in reading(source, front)[1]]


def shown(note: Note, lines: int) -> str:
    """A note as the fixtures write it."""
    nth = "/".join(map(str, note.nth)) if note.nth else ""
    fields = {
        "kind": note.kind if note.kind != "context" else "", "tags": "+".join(note.tags), "by": note.by,
        "date": note.date, "nth": nth, "on": note.on, "re": note.re, "title": note.title,
    }  # fmt: skip
    told = ", ".join(f"{key}={value}" for key, value in fields.items() if value)
    head = f"{note.id}, line {note.line - lines}"
    head += f", replies to {note.parent}" if note.parent else ""
    quotes = [f"  on “{q.raw.replace(chr(10), '⏎')}”" for q in note.quotes]
    html = html_of(note.document).replace("\n", "")
    return "\n".join([head + (f": {told}" if told else ""), *quotes, html])


@pytest.mark.parametrize(("title", "markdown", "expected"), triples("notes"))
def test_fixtures(title: str, markdown: str, expected: str):
    assert "\n".join(shown(note, 3) for note in notes(markdown)) == expected


def test_front_matter_gives_defaults_that_fields_override():
    front = (
        "---\ntext: speech\nkind: term\ntags: [law]\nby: editor\ndate: 2016\non: paragraph\n---\n"
    )
    one, two = notes(
        "## one\n\nWords.\n\n## two\n\nby: me · tags: art · kind: context\n\nWords.\n", front
    )
    assert (one.kind, one.tags, one.by, one.date, one.on) == (
        "term", ("law",), "editor", "2016", "paragraph",
    )  # fmt: skip
    assert (two.kind, two.tags, two.by, two.date) == ("context", ("art",), "me", "2016")


def test_one_file_may_hold_notes_on_several_texts():
    one, two = notes("## one\n\ntext: a\n\nWords.\n\n## two\n\ntext: b\n\nWords.\n", "")
    assert (one.text, two.text) == ("a", "b")


def test_a_note_of_no_kind_is_of_the_first():
    (note,) = notes("## one\n\nWords.\n")
    assert note.kind == "context"


def test_quotes_and_notes_know_their_place():
    (note,) = notes("## one\n\n> a\n\n >  b\n> c\n\nWords.\n")
    assert (note.line, [(q.line, q.column) for q in note.quotes]) == (4, [(6, 3), (8, 4)])


# --- what is wrong


@pytest.mark.parametrize(
    ("source", "code", "place"),
    [
        ("## one\n\n> quoted\nglued\n", "note-comment-glued", "4:1"),
        ("## one\n\nkind: term\n---\n\nWords.\n", "note-field-setext", "4:1"),
        ("## one\n\nkind: term\n===\n\nWords.\n", "note-field-setext", "4:1"),
        ("## one\n\nkind: trem\n\nWords.\n", "note-kind-unknown", "3:1"),
        ("## one\n\nkind: term · tgas: a\n\nWords.\n", "note-field-unknown", "3:14"),
        ("## one\n\nby:\n\nWords.\n", "note-field-invalid", "3:1"),
        ("## one\n\nkind: term · kind: term\n\nWords.\n", "note-field-invalid", "3:14"),
        ("## one\n\nnth: 3\n\nWords.\n", "note-field-invalid", "3:1"),
        ("## one\n\nnth: 3/2\n\nWords.\n", "note-field-invalid", "3:1"),
        ("## one\n\nnth: 0/2\n\nWords.\n", "note-field-invalid", "3:1"),
        ("## one\n\non: words\n\nWords.\n", "note-field-invalid", "3:1"),
        ("## one\n\ndate: April\n\nWords.\n", "note-field-invalid", "3:1"),
        ("## one\n\ndate: 2016-13\n\nWords.\n", "note-field-invalid", "3:1"),
        ("## one\n\nmodified: 2015-02-29\n\nWords.\n", "note-field-invalid", "3:1"),
        ("## one\n\ndate: ２０１６\n\nWords.\n", "note-field-invalid", "3:1"),
        ("## one\n\nlang: English\n\nWords.\n", "note-field-invalid", "3:1"),
        ("## one\n\ntags: law, ..\n\nWords.\n", "note-field-invalid", "3:1"),
        (f"## one\n\ntags: {'x' * 300}\n\nWords.\n", "note-field-invalid", "3:1"),
        ("## one\n\n## two\n\nWords.\n", "note-empty", "1:1"),
        ("# Title\n\nA preface.\n\n## one\n\nWords.\n", "note-outside", "3:1"),
        ("> quoted\n\nA comment.\n\n## one\n\nWords.\n", "note-outside", "1:1"),
        ("## one\n\nWords.[^a]\n\n## two\n\n[^a]: There.\n\nWords.\n", "footnote-broken", "3:7"),
    ],
)
def test_one_bad_note_is_reported(source: str, code: str, place: str):
    assert (code, place) in said(source)


def test_a_title_comments_and_references_may_stand_above_the_first_note():
    assert (
        said("# Title\n\n<!-- to do -->\n\n[law]: https://example.org/\n\n## one\n\nWords.\n") == []
    )


def test_a_note_that_says_no_text():
    assert said("## one\n\nWords.\n", "---\nby: me\n---\n") == [("note-text-missing", "1:1")]


def test_hints():
    (found,) = reading("## one\n\nkind: trem\n\nWords.\n")[1]
    assert found.hint == "did you mean `term`?"
    (found,) = reading("## one\n\nkind: term · tgas: a\n\nWords.\n")[1]
    assert found.hint == "did you mean `tags`?"


def test_one_bad_note_does_not_harm_the_others():
    made, found = reading("## one\n\nOne.\n\n## two\n\n> quoted\nglued\n\n## three\n\nThree.\n")
    assert [note.id for note in made] == ["one", "three"]
    assert [d.code for d in found] == ["note-comment-glued"]


def test_bad_front_matter_is_reported_with_its_line():
    made, (found,) = reading("## one\n\nWords.\n", "---\ntext: a\ntgas: [b]\n---\n")
    assert (made, found.code, found.place, found.hint) == (
        (), "key-unknown", f"{PATH}:3:1", "did you mean `tags`?",
    )  # fmt: skip


LINES = st.lists(
    st.sampled_from(
        ["## one", "## two", "### three", "# Title", "## A heading", "kind: term",
         "kind: term · by: me", "by:",
         "nth: 2/3", "> quoted", "> ==a== b", ">", "", "", "Words.", "```", "- item", "---", "===",
         "<!--",
         "-->", "<!-- a -->", "[^a]: note", "Words.[^a]", "[[link]]", "    code", "tags: a, b",
         "\u2028x"]
    ),
    max_size=20,
)  # fmt: skip


@given(LINES)
def test_any_lines_are_notes_or_diagnostics(lines: list[str]):
    made, found = reading("\n".join(lines))
    for one in (*made, *found):
        assert 1 <= one.line <= len(lines) + 3
    for note in made:
        for quote in note.quotes:
            assert 4 <= quote.line <= len(lines) + 3
            assert quote.raw == quote.raw.strip()


@given(LINES)
def test_no_word_of_a_comment_is_lost_without_a_word(lines: list[str]):
    numbered = [f"word{n} is said" if line == "Words." else line for n, line in enumerate(lines)]
    made, found = reading("\n".join(["## first", "", *numbered]))
    told = " ".join(n.document.text + " ".join(q.raw for q in n.quotes) for n in made)
    words = [line.split()[0] for line in numbered if line.startswith("word")]
    hidden = any(line in ("<!--", "<!-- a -->", "# Title") for line in lines)
    assert found or hidden or all(word in told for word in words)
