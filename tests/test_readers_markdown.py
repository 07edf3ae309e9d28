"""Markdown read as words, marks and blocks, with what is wrong in it."""

from unittest.mock import patch

import pytest
from fixtures import triples
from properties import given, st

from readingroom.model import Document, Figure
from readingroom.readers import joined, read_markdown, spliced
from readingroom.readers.figures import figures_document
from readingroom.readers.markdown import MarkdownReading, link_references
from readingroom.readers.syntax import NESTING_LIMIT
from readingroom.weave import html_of

FILES = ("tables", "footnotes", "headings", "comments", "links", "raw-html")
EXAMPLES = [(name, *triple) for name in FILES for triple in triples(name)]

#: Pieces of Markdown, to be put together in any way.
SYNTAX = st.lists(
    st.sampled_from(
        ["word ", "été ", "*", "**", "_", "`", "```\n", "[", "]", "(a.md)", "[[a]]", "[^1]", "\n",
         "\n\n",
         "[^1]: note\n", "- ", "1. ", "> ", "# ", "    ", "| a | b |\n", "|---|---|\n", "<b>",
         "<!--", "-->",
         "{#id}", "\\", "&amp;", "![", "---\n", "https://example.org/ ", "  \n", "\t", "&#13;",
         "\u2028"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


#: Paragraphs, with whatever may stand at a line's beginning or in it.
PROSE = st.lists(
    st.sampled_from(
        ["word", "Été, ", " ", "  ", "\t", "\n", "\n\n", "1912", "1. ", "12) ", "٣. ", "-", "—", "+",
         "*a*", "_b_", "`c`", "[[d]]", "[[d|e]]", "[[ref]]", "[[k|*l*]]", "[", "[f](g.md)",
         "[h]: i\n", "[^1]", "![j](k.png)",
         "<l@m.no>", "<!-- n -->", "&amp;", "\\", "\\\n", "==", "===\n", "---\n", "~~~\n", "#", ">", "|",
         ":-", "~", "^", "!", "{#id}", "\u00a0", "\u2028", "\x0b", "\x1c", "\ufeff", "\0", "$", "@", "]",
         "http://o.org", "🇫🇷"]
    ),
    max_size=12,
).map("".join)  # fmt: skip


def document(markdown: str) -> Document:
    return read_markdown(markdown, "a.md").document


def findings(markdown: str, first_line: int = 1) -> list[tuple[str, str]]:
    found = read_markdown(markdown, "a.md", first_line=first_line).diagnostics
    return [(one.code, one.place) for one in found]


@pytest.mark.parametrize(("name", "title", "markdown", "html"), EXAMPLES)
def test_fixtures(name: str, title: str, markdown: str, html: str):
    assert html_of(document(markdown)).strip("\n") == html


# --- the stream


def test_the_stream_has_blocks_in_order_with_their_separators():
    markdown = (
        "# One\n\nTwo *three*\nfour.\n\n- a\n- b\n\n1. c\n\n   d\n\n2. e\n\n> f\n\n"
        "| g | h |\n|---|---|\n| i |   |\n| k | l |\n\n```\nm\n```\n\n***\n\nn[^1]\n\n[^1]: o\n"
    )
    assert document(markdown).text == (
        "One\n\nTwo three\nfour.\n\na\nb\n\nc\n\nd\n\ne\n\nf\n\ng\th\ni\nk\tl\n\nm\n\nn\n\no"
    ).replace("i\n", "i\t\n")


def test_entities_escapes_and_hard_breaks_are_the_words_they_stand_for():
    assert document("A&amp;B \\* &eacute;  \nnext").text == "A&B * é\nnext"


@pytest.mark.parametrize("markdown", ["", "\n\n", "<!-- nothing -->", "***", "[a]: b"])
def test_nothing_to_read(markdown: str):
    assert document(markdown).text == ""


@given(SYNTAX)
def test_marks_are_a_tree_over_the_words(markdown: str):
    read = document(markdown)
    open_: list[tuple[int, int]] = []
    for mark in read.marks:
        del open_[mark.depth :]
        assert len(open_) == mark.depth
        low, high = open_[-1] if open_ else (0, len(read.text))
        assert low <= mark.start <= mark.end <= high
        open_.append((mark.start, mark.end))


@given(st.one_of(PROSE, SYNTAX, st.text()), st.booleans())
def test_prose_is_read_as_the_parser_reads_it(markdown: str, plain: bool):
    references = {"REF": {"title": "", "href": "r.md"}, "D": {"title": "", "href": "d.md"}}

    def read() -> MarkdownReading:
        lines = markdown.replace("\r", "")  # as files are read
        return read_markdown(lines, "a.md", first_line=3, references=references, plain=plain)

    quick = read()
    with patch("readingroom.readers.markdown.paragraphs", return_value=None):
        assert read() == quick


@given(SYNTAX)
def test_blocks_are_apart_in_order_and_hold_all_words(markdown: str):
    read = document(markdown)
    behind = 0
    for block in read.blocks:
        assert not read.text[behind : block.start].strip()
        assert behind <= block.start < block.end
        behind = block.end
    assert not read.text[behind:].strip()


@given(SYNTAX)
def test_addresses_are_unique_and_numbers_count(markdown: str):
    read = document(markdown)
    for kind in (True, False):
        addresses = [b.address for b in read.blocks if (b.kind == "heading") is kind]
        assert len(set(addresses)) == len(addresses)
    numbers = [b.number for b in read.blocks if b.number]
    assert numbers == list(range(1, len(numbers) + 1))


@given(SYNTAX)
def test_lines_are_lines_of_the_file(markdown: str):
    reading = read_markdown(markdown, "a.md", first_line=5)
    last = 5 + markdown.count("\n")
    lines = [b.line for b in reading.document.blocks] + [x.line for x in reading.document.links]
    lines += [d.line for d in reading.diagnostics]
    assert all(5 <= line <= last for line in lines)


# --- blocks


def test_blocks_know_their_kind_and_line():
    blocks = document("# A\n\nB\nb\n\n- C\n- D\n\n| E |\n|---|\n| F |\n\n    G\n").blocks
    assert [(b.kind, b.line, b.number) for b in blocks] == [
        ("heading", 1, 0), ("paragraph", 3, 1), ("item", 6, 2), ("item", 7, 3), ("cell", 9, 0),
        ("cell", 11, 0), ("code", 13, 4),
    ]  # fmt: skip


def test_a_paragraphs_address_is_that_of_its_words_whatever_stands_round_it():
    (alone,) = document("The words.").blocks
    other = document(
        "# New\n\nBefore.\n\n*The*\n“words”.".replace("“", "").replace("”", "")
    ).blocks[-1]
    assert alone.address == other.address


def test_repeated_words_have_counted_addresses():
    first, second = document("Same.\n\nSame.").blocks
    assert second.address == f"{first.address}-2"


@pytest.mark.parametrize(
    ("markdown", "ids"),
    [
        ("# The Speech, of April 19", ["the-speech-of-april-19"]),
        ("# A\n\n# A\n\n# a", ["a", "a-1", "a-2"]),
        ("# A\n\n# A-1\n\n# A", ["a", "a-1", "a-2"]),
        ("# A {#own}\n\n# Own", ["own", "own-1"]),
        ("# B {#own}\n\n# C {#own}", ["own", "own-1"]),
        ("# Own\n\n# B {#own}", ["own-1", "own"]),
        ("# 習近平 & *co*", ["習近平--co"]),
        ("# ???", ["section"]),
    ],
)
def test_heading_ids_are_those_of_github_and_unique(markdown: str, ids: list[str]):
    assert [b.address for b in document(markdown).blocks] == ids


# --- links


def test_links_know_where_they_stand():
    markdown = (
        "\n" * 20
        + "See [[a]] and [[b|c]],\n[d](e.md) and [[a]].\n\n"
        + "| x | [[f]] |\n|---|---|\n| [[g]] | ![h](i.png) |\n"
    )
    links = read_markdown(markdown).document.links
    assert [(x.form, x.target, x.labelled, x.line, x.column) for x in links] == [
        ("wiki", "a", False, 21, 5), ("wiki", "b", True, 21, 15), ("href", "e.md", True, 22, 5),
        ("wiki", "a", False, 22, 15), ("wiki", "f", False, 24, 7), ("wiki", "g", False, 26, 3),
        ("src", "i.png", True, 26, 16),
    ]  # fmt: skip


def test_references_of_the_whole_file_are_shared():
    references = link_references("[law]: https://example.org/law\n")
    (link,) = read_markdown("The [law].", references=references).document.links
    assert link.target == "https://example.org/law"
    assert link_references("no references") == {}


# --- what is wrong


@pytest.mark.parametrize(
    ("markdown", "place"),
    [
        ("One.\n\nTwo.[^a] Three.\n", "a.md:13:5"),
        ("[^a]: No mark.\n", "a.md:11:1"),
        ("One.[^a]\n\n[^a]: First.\n[^a]: Second.\n", "a.md:14:1"),
    ],
)
def test_footnotes_and_marks_without_each_other(markdown: str, place: str):
    assert findings(markdown, first_line=11) == [("footnote-broken", place)]


@pytest.mark.parametrize("markdown", ["`[^a]`", "\\[^a]", "One.[^a]\n\n[^a]: Two.", "[^a b]"])
def test_what_is_no_broken_footnote(markdown: str):
    assert findings(markdown) == []


@pytest.mark.parametrize("opening", ["> ", "- ", "1. ", "> - ", "- > "])
@pytest.mark.parametrize("levels", [5, 15, 28, 29, 30, 31, 58, 59, 60, 61, 80, 200])
def test_words_are_never_lost_in_deep_nesting_without_an_error(opening: str, levels: int):
    lines = [f"{opening * n}word{n}\n" for n in range(1, levels + 1)]
    for markdown in (opening * levels + "deepest", "\n".join(lines)):
        reading = read_markdown(markdown, "a.md")
        words = [w for w in markdown.split() if w.isalnum() and not w.isdigit()]
        lost = [word for word in words if word not in reading.document.text]
        if lost:
            assert [d.code for d in reading.diagnostics] == ["nesting-too-deep"]
    assert NESTING_LIMIT < 100  # Python's own stack


@pytest.mark.parametrize(
    "markdown",
    ["[" * 3000, "![" * 2000, "*a " * 3000, "`" * 3000 + "a", "[[" * 2000, "<!--" * 2000, "[a](" * 1500,
     "**a *" * 1000, "> " * 3000 + "a", "- " * 1000 + "a", "\\" * 5000, "&" * 5000,
     "|" * 3000 + "\n|-|\n"],
)  # fmt: skip
def test_hostile_nesting_is_read_in_reasonable_time(markdown: str):
    read_markdown(markdown)


# --- documents put together


def test_a_document_behind_another():
    both = joined(document("# A\n\nB"), document("B [[c]]\n\nD"))
    assert both.text == "A\n\nB\n\nB c\n\nD"
    assert [b.number for b in both.blocks] == [0, 1, 2, 3]
    assert both.marks[both.links[0].mark].tag == "a"
    assert joined(document(""), document("A")) == document("A")


def test_figures_stand_first_and_their_words_count():
    figures = [
        Figure(caption="The  harbour\nby night", credit="Xinhua"),
        Figure(),
        Figure(credit="AFP"),
    ]
    first = figures_document(figures)
    assert first.text == "The harbour by night\nXinhua\n\nAFP"
    assert [b.kind for b in first.blocks] == ["caption", "credit", "credit"]
    assert "<figcaption>" in html_of(first)


def test_a_figures_picture_is_looked_for_with_the_images():
    (link,) = figures_document([Figure(image="a.png", alt="A ship")]).links
    assert (link.form, link.target) == ("src", "../images/a.png")


def test_words_said_in_other_words():
    read = document("See *[[a]]* and [[b]]. End")
    marks = [read.marks[x.mark] for x in read.links]
    changed = spliced(
        read, [(m.start, m.end, w) for m, w in zip(marks, ("Title", ""), strict=True)]
    )
    assert changed.text == "See Title and . End"
    assert html_of(changed) == "<p>See <em><a>Title</a></em> and <a></a>. End</p>"
