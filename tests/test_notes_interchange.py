"""Notes from elsewhere: read back, they are on the same words and say the same."""

from typing import Any

import pytest
from conftest import ROOT
from interchanged import (
    SPEECH,
    archive_of,
    exported,
    imported,
    quoted,
    read_back,
    row,
    spans,
    words_of,
)
from properties import given, settings, st

from readingroom.archive import Archive
from readingroom.cli.interchange import shelf_of
from readingroom.config import Site
from readingroom.model import Document, Note, Quote, Text
from readingroom.notes.comments import as_comment
from readingroom.notes.interchange import to_markdown
from readingroom.pipeline import Options, read_archive
from readingroom.readers import read_markdown

# --- there and back ----------------------------------------------------------------------------------


def test_the_repositorys_notes_come_back_as_they_were():
    archive, _ = read_archive(ROOT, Options())
    again = read_back(imported(exported(archive), archive), archive)
    assert len(again) == len(archive.notes)
    for before in archive.notes:
        note = before.note
        after = again[note.text, note.id]
        assert spans(after) == spans(before)
        assert (after.state, after.note.kind, after.note.tags) == (
            before.state,
            note.kind,
            note.tags,
        )
        assert (after.note.by, after.note.title) == (note.by, note.title)
        assert after.note.parent == note.parent
        assert words_of(after.note.document) == words_of(note.document)


PIECES = st.sampled_from(
    ["tea", "the tea", "==", "1912. It", "- a", "*so*", "[…]", "`x`", "# b", "東京",
     "é", "a|b", "> q", "==x=="]
)  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=12), st.data())
@settings(max_examples=150)
def test_any_span_that_is_described_comes_back(pieces: list[str], data: st.DataObject):
    text = "\n\n".join(" ".join(pieces[n : n + 4]) for n in range(0, len(pieces), 4))
    document = Document(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if text[start:end] != text[start:end].strip() or not text[start:end].strip():
        return
    archive = Archive(Site(), (Text("t", "content/texts/t.md", "T", document),))
    selector = [
        {"type": "TextQuoteSelector", "exact": text[start:end],
         "prefix": text[max(0, start - 32) : start], "suffix": text[end : end + 32]},
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]  # fmt: skip
    page = "https://example.org/texts/t/"
    target = {"source": page, "selector": selector}
    made = imported([{"type": "Annotation", "id": f"{page}#note-x", "target": target}], archive)
    (after,) = read_back(made, archive).values()
    if made.tally.anchored:
        assert spans(after) == [(start, end)]
    else:
        assert made.reports
        assert after.note.quotes


def test_a_repeated_word_gets_just_enough_context():
    archive = archive_of("The old ship. The new ship. The grey sea.")
    data = {"target": {"source": "texts/t/", "selector": quoted("ship", "The new ", ".")}}
    made = imported([data], archive)
    assert "> new ==ship==\n" in made.files["t"]


def test_a_range_comes_back_by_its_ends():
    words = "One two three four five six seven. Eight nine ten eleven twelve.\n\nThe end of all."
    note = Note(
        "r", "t", "n.md", 1, 1, Document("c"), (Quote("One two […] end of", 1, 1),), kind="note"
    )
    archive = archive_of(words, note)
    made = imported(exported(archive), archive)
    assert "> One two three four five […]" in made.files["t"]
    assert spans(read_back(made, archive)["t", "r"]) == spans(archive.notes[0])


# --- Hypothesis --------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["rows", "annotations"])
def test_hypothesis_rows_become_notes_with_their_replies(form: str):
    archive = archive_of(SPEECH)
    rows = [
        row("aaa", "An *answer* to it.", references=["a", "aa"]),
        row("aa", "A reply.", references=["a"]),
        row("a", "Does **it**?\n\n## a-heading-that-is-no-note\n", "security comes first"),
        row("b", "", "words that are not there"),
        row("c", "On all of it."),
    ]
    made = imported({"total": 5, form: rows}, archive)
    notes = {note.note.id: note for (_, note) in read_back(made, archive).items()}
    first = notes["security-comes-first"]
    assert first.state == "exact"
    assert first.note.by == "ann"
    assert (first.note.date, first.note.modified) == ("2024-03-01", "2024-03-09")
    assert first.note.tags == ("a tag", "C maybe")
    assert notes["a-reply"].note.parent == "security-comes-first"
    assert notes["an-answer-to-it"].note.parent == "a-reply"
    assert "a-heading-that-is-no-note" in first.note.document.text
    assert notes["words-that-are-not-there"].state == "orphan"
    assert notes["on-all-of-it"].state == "whole"
    assert any("no certain place" in r.says for r in made.reports)


def test_what_is_on_no_text_is_handed_back():
    made = imported([row("a", "Of another page.", "words from elsewhere")], archive_of(SPEECH))
    assert made.files == {}
    assert "> words from elsewhere" in made.rest
    assert "Of another page." in made.rest
    assert "elsewhere.example/speech" in made.rest


def test_a_conversation_deeper_than_headings_goes_on_by_name():
    rows = [row("x", "Start.", "security comes first")]
    rows += [
        row("x" + "y" * n, f"Reply {n}.", references=["x" + "y" * (n - 1)]) for n in range(1, 9)
    ]
    archive = archive_of(SPEECH)
    notes = read_back(imported({"rows": rows}, archive), archive)
    assert len(notes) == 9
    deep = notes["t", "reply-5"].note
    assert deep.re == "#reply-4"
    assert notes["t", "reply-6"].note.parent == "reply-5"


def test_replies_in_a_circle_are_all_kept():
    rows = [row("a", "One.", references=["b"]), row("b", "Two.", references=["a"])]
    rows.append(row("c", "x", "security comes first"))
    archive = archive_of(SPEECH)
    assert len(read_back(imported({"rows": rows}, archive), archive)) == 3


@pytest.mark.parametrize("data", [None, 1, "x", {}, {"a": 1}, [1, 2], {"type": "Feature"}])
def test_other_json_is_not_understood(data: object):
    assert to_markdown(data, shelf_of(archive_of(SPEECH), "")) is None


JSON = st.recursive(
    st.none() | st.integers() | st.sampled_from(["Annotation", "TextQuoteSelector", "said", "a\ud800"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["target", "source", "selector", "exact", "type", "body", "value", "items",
                         "id", "rows", "uri", "references", "tags", "creator", "text", "refinedBy"]),
        inner, max_size=5),
    max_leaves=25,
)  # fmt: skip


@given(JSON)
def test_no_json_is_too_strange(data: Any):
    archive = archive_of(SPEECH)
    made = to_markdown({"rows": [data]}, shelf_of(archive, ""))
    assert made is not None
    for markdown in (*made.files.values(), made.rest):
        markdown.encode()


# --- comments ----------------------------------------------------------------------------------------


def nowhere(_: str) -> str:
    return ""


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>One <em>two</em> &amp; <b>three</b>.</p><p>Four</p>", "One *two* & **three**.\n\nFour"),
        ("<ul><li>a<li>b</ul>", "- a\n\n- b"),
        ("<ol><li><p>a</p><p>b</p></li></ol>", "1. a\n\n   b"),
        ("<p>x</p><blockquote><p>q</p></blockquote>", "x\n\n> q"),
        ("<h2>an-id</h2><p>x", "**an-id**\n\nx"),
        ("<pre>a\n  b`</pre>", "```\na\n  b`\n```"),
        ("<p>1. no # *list* [[nor]] _there_</p>", "1\\. no # \\*list\\* \\[\\[nor\\]\\] \\_there\\_"),
        ("a<br>b<script>alert(1)</script>", "a\\\nb"),
        ('<a href="javascript:x">word</a>', "word"),
        ("<code>a`b</code>", "`` a`b ``"),
        ("<blockquote>it begins</blockquote>", "it begins"),
    ],
)  # fmt: skip
def test_html_keeps_its_words_and_what_is_safe(html: str, markdown: str):
    assert as_comment(html, "html", nowhere) == markdown


@pytest.mark.parametrize(
    "comment",
    ["> a quote first", "## an-id", "```\nnever closed", "<!-- unseen", "[[nowhere]]", "![p](x.png)",
     "[a](b.md)", "[a]\n\n[a]: https://x.example"],
)  # fmt: skip
def test_markdown_that_would_be_more_than_a_comment_becomes_words(comment: str):
    made = as_comment(comment, "markdown", nowhere)
    said = read_markdown(made).document
    assert "".join(said.text.split()) == "".join(comment.split())
    assert said.links == ()


def test_markdown_that_is_a_comment_stays():
    comment = "A *word*, [a link](https://x.example):\n\n- one\n- two\n\n> and a quote"
    assert as_comment(comment, "markdown", nowhere) == comment


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=60))
def test_plain_words_stay_words(words: str):
    said = read_markdown(as_comment(words, "plain", nowhere)).document.text
    assert "".join(said.split()) == "".join(words.split())
