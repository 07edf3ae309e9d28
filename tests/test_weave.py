"""The weaver: words, structure and spans become HTML, and taking the tags out gives the words back."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
import pytest
from properties import given, settings, st

from readingroom.model import Document
from readingroom.readers import read_markdown
from readingroom.weave import Span, html_of, weave

#: Whole blocks, so that most documents have structure of every kind.
BLOCKS = [
    "A *stressed* word and **strong *both* ones**.", "A [link *in* it](https://example.org/) ends.",
    "Some `code` here.", "A mark[^1] and another.[^2]", "# A heading *here*",
    "- one\n- two *three*\n- four",
    "1. one\n\n   two\n\n2. three", "- a\n  - b\n    - c\n- d", "> quoted\n>\n> - item\n> - `code`",
    "| a | *b* |\n|---|---|\n| c | [d](https://e.org/) |\n| `e` | |\n|  | f[^1] |",
    "```\ncode\n\nmore\n```",
    "    indented", "***", "one  \ntwo\\\nthree\nfour", "![a picture](a.png) after", "![](b.png)",
    "[*all* a link](https://example.org/)", "`all code`", "[![img](a.png)](https://example.org/)",
    "- ```\n  in an item\n  ```", "> ```\n> in a quotation\n> ```", "See [[other|words]] there.",
    "-\n- x",
    "&lt;b&gt; &amp; \"quoted\" 'so'", "été 😀 習近平 &#13; end", "#", "- [ ] x\n\n  # y\n  z",
    "[ ](https://e.org/)",
]  # fmt: skip
NOTES = "\n\n[^1]: A footnote *here*.\n\n[^2]: Two paragraphs.\n\n    The `second`.\n"

DOCUMENTS = st.lists(st.sampled_from(BLOCKS), max_size=5).map(
    lambda blocks: read_markdown("\n\n".join(blocks) + NOTES).document
)


@st.composite
def woven_cases(draw: st.DrawFn) -> tuple[Document, list[Span]]:
    """A document and spans: most begin and end where something does, which is where it gets hard."""
    document = draw(DOCUMENTS)
    size = len(document.text)
    edges = sorted({0, size, *(o for m in document.marks for o in (m.start, m.end))})
    offsets = st.one_of(st.sampled_from(edges), st.integers(0, size))
    spans = []
    for number in range(draw(st.integers(0, 7))):
        start, end = sorted((draw(offsets), draw(offsets)))
        tag = draw(st.sampled_from(["mark", "mark", "mark", "a"]))
        after = f'<a class="ref" id="r{number}" href="#n">7</a>' if tag == "mark" else ""
        attrs = (("data-span", str(number)), *((("to", "x/"),) if tag == "a" else ()))
        spans.append(Span(start, end, tag, attrs, after))
    return document, spans


def parsed(html: str) -> Element:
    """The HTML as a browser's parser reads it, which must have nothing to complain of."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(f"<!doctype html><title>t</title><body>{html}</body>")
    assert parser.errors == [], (parser.errors, html)
    body = tree.find("body")
    assert body is not None
    return body


#: What the weaver adds to the words: footnotes' marks, the ways back, what follows spans.
ADDED = re.compile(
    r'<sup class="fnref">.*?</sup>| <a class="fnback".*?</a>|<a class="ref".*?</a>', re.DOTALL
)


def words(html: str) -> Element:
    """The HTML without what the weaver adds."""
    return parsed(ADDED.sub("", html))


def woven_html(case: tuple[Document, list[Span]]) -> str:
    return "".join(piece.html for piece in weave(*case))


def within(element: Element, tag: str, inside: bool = False) -> Iterator[tuple[Element, bool]]:
    """Every element, with whether it stands in one of that tag."""
    yield element, inside
    for child in element:
        yield from within(child, tag, inside or element.tag == tag)


def flat(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=300)
@given(woven_cases())
def test_taking_the_tags_out_gives_the_words_back(case: tuple[Document, list[Span]]):
    html = woven_html(case)
    parsed(html)
    assert "".join(words(html).itertext()) == case[0].text


@settings(max_examples=300)
@given(woven_cases())
def test_no_link_in_a_link_and_nothing_in_code_but_words(case: tuple[Document, list[Span]]):
    html = woven_html(case)
    body = parsed(html)
    assert not [e for e, inside in within(body, "a") if inside and e.tag == "a"], html
    for closed in ("a", "pre", "code"):
        assert not [
            e for e, inside in within(body, closed) if inside and e.get("class") == "ref"
        ], html


@settings(max_examples=300)
@given(woven_cases())
def test_what_follows_a_span_stands_exactly_once_and_not_before_it(
    case: tuple[Document, list[Span]],
):
    html = woven_html(case)
    for span in case[1]:
        if span.after:
            assert html.count(span.after) == (span.start < span.end), html
            assert html.rfind(f'data-span="{span.attrs[0][1]}"') < html.find(span.after) or (
                span.start == span.end
            )


#: A reference is put behind a block of code, not into it.
NO_BLOCK = {"mark", "a", "em", "strong", "code", "pre"}


@settings(max_examples=300)
@given(woven_cases())
def test_what_follows_a_span_stands_in_the_block_where_its_words_end(
    case: tuple[Document, list[Span]],
):
    body = parsed(woven_html(case))
    above = {child: parent for parent in body.iter() for child in parent}

    def block(element: Element) -> Element:
        while element.tag in NO_BLOCK:
            element = above[element]
        return element

    for span in case[1]:
        number = span.attrs[0][1]
        pieces = [e for e in body.iter("mark") if e.get("data-span") == number]
        if span.after and case[0].text[span.start : span.end].strip():
            (reference,) = [e for e in body.iter("a") if e.get("id") == f"r{number}"]
            assert block(reference) is block(pieces[-1])


@settings(max_examples=300)
@given(woven_cases())
def test_a_span_holds_its_words_and_no_others(case: tuple[Document, list[Span]]):
    document, spans = case
    body = words(woven_html(case))
    for span in spans:
        if span.tag == "mark":
            number = span.attrs[0][1]
            marks = [e for e in body.iter("mark") if e.get("data-span") == number]
            held = "".join("".join(e.itertext()) for e in marks)
            assert flat(held) == flat(document.text[span.start : span.end])


@given(woven_cases())
def test_pieces_are_the_top_elements_in_order(case: tuple[Document, list[Span]]):
    document, spans = case
    pieces = weave(document, spans)
    assert len(pieces) == sum(mark.depth == 0 for mark in document.marks)
    behind = 0
    for piece in pieces:
        assert piece.start == behind
        assert piece.start <= piece.end
        behind = piece.end
        parsed(piece.html)
    assert behind == len(document.text)


@given(woven_cases())
def test_the_order_in_which_spans_are_given_does_not_matter(case: tuple[Document, list[Span]]):
    document, spans = case
    distinct = {(s.start, s.end): s for s in spans}
    one = weave(document, list(distinct.values()))
    assert one == weave(document, list(distinct.values())[::-1])


# --- examples


@given(woven_cases())
def test_what_is_laid_over_words_changes_nothing_else(case: tuple[Document, list[Span]]):
    document, spans = case
    over = [Span(span.start, span.end, "mark") for span in spans]
    pieces = weave(document, over, prefix="n-", root="../")
    plain = weave(document, prefix="n-", root="../")
    assert [(piece.start, piece.end) for piece in pieces] == [(p.start, p.end) for p in plain]
    assert re.sub("</?mark>", "", "".join(p.html for p in pieces)) == "".join(
        piece.html for piece in plain
    )


@given(woven_cases())
def test_a_span_that_meets_nothing_is_woven_as_any(case: tuple[Document, list[Span]]):
    quickly = woven_html(case)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("readingroom.weave._Weaver.lone", lambda *_: False)
        assert woven_html(case) == quickly


def woven(markdown: str, *passages: str) -> str:
    """Markdown woven with a mark over each passage of its words, and a reference behind each."""
    document = read_markdown(markdown).document
    spans = []
    for number, passage in enumerate(passages, 1):
        start = document.text.index(passage)
        spans.append(Span(start, start + len(passage), "mark", (), f"<a>{number}</a>"))
    return "".join(piece.html for piece in weave(document, spans)).strip("\n")


@pytest.mark.parametrize(
    ("markdown", "passages", "html"),
    [
        ("a b c", ["b"], "<p>a <mark>b</mark><a>1</a> c</p>"),
        ("a b c", ["a b c", "b"], "<p><mark>a <mark>b</mark><a>2</a> c</mark><a>1</a></p>"),
        (
            "a b c",
            ["a b", "b c"],
            "<p><mark>a <mark>b</mark></mark><a>1</a><mark> c</mark><a>2</a></p>",
        ),
        ("a b", ["a", " b"], "<p><mark>a</mark><a>1</a><mark> b</mark><a>2</a></p>"),
        ("a b", ["b", "b"], "<p>a <mark><mark>b</mark></mark><a>1</a><a>2</a></p>"),
        ("a *b c* d", ["a b"], "<p><mark>a </mark><em><mark>b</mark><a>1</a> c</em> d</p>"),
        ("a *b* c", ["b"], "<p>a <em><mark>b</mark></em><a>1</a> c</p>"),
        ("a [b](#c) d", ["b"], '<p>a <a href="#c"><mark>b</mark></a><a>1</a> d</p>'),
        ("a `b c` d", ["b"], "<p>a <code><mark>b</mark> c</code><a>1</a> d</p>"),
        ("a\n\nb", ["a\n\nb"], "<p><mark>a</mark></p>\n\n<p><mark>b</mark><a>1</a></p>"),
        ("- a\n- b", ["a\nb"], "<ul><li><mark>a</mark></li>\n<li><mark>b</mark><a>1</a></li></ul>"),
        ("# a\n\nb", ["a"], "<h1><mark>a</mark><a>1</a></h1>\n\n<p>b</p>"),
        ("```\na\n```\n\nb", ["a"], "<pre><code><mark>a</mark>\n</code></pre><a>1</a>\n<p>b</p>"),
        ("a  \nb", ["a\nb"], "<p><mark>a</mark><br /><mark>\nb</mark><a>1</a></p>"),
        # A reference stands behind its own words, not in what the item holds besides.
        (
            "- a b\n  - c",
            ["b"],
            "<ul><li>a <mark>b</mark><a>1</a>\n<ul><li>c</li></ul></li></ul>",
        ),
        (
            "- a `b`\n  - c",
            ["b"],
            "<ul><li>a <code><mark>b</mark></code><a>1</a>\n<ul><li>c</li></ul></li></ul>",
        ),
        (
            "- a\n  > b",
            ["a"],
            "<ul><li><mark>a</mark><a>1</a>\n<blockquote><p>b</p></blockquote></li></ul>",
        ),
        ("- a\n  ***", ["a"], "<ul><li><mark>a</mark><a>1</a><hr /></li></ul>"),
    ],
)
def test_examples(markdown: str, passages: list[str], html: str):
    assert woven(markdown, *passages) == html


def test_ids_places_prefix_and_root():
    document = read_markdown("# A\n\nB[^1]\n\n[^1]: C\n").document
    pieces = weave(document, root="../", prefix="n-", ids={0: "h-a", 1: 'p-"'}, places={1: 1})
    html = "".join(piece.html for piece in pieces)
    assert '<h1 id="h-a">A</h1>' in html
    assert '<p id="p-&quot;"><a class="place" id="p1" href="#p-&quot;"' in html
    assert '<li id="n-fn-1">' in html
    assert 'href="#n-fn-1"' in html
    assert 'id="n-fnref-1"' in html


def test_attributes_are_escaped():
    document = read_markdown('[a](<b"c&d> "e\\"f<g>")').document
    (link,) = parsed(html_of(document)).iter("a")
    assert (link.get("href"), link.get("title")) == ("b%22c&d", 'e"f<g>')


def test_nothing():
    assert weave(Document("")) == ()
    assert html_of(Document("")) == ""
