"""CommonMark's own examples: with raw HTML shown as words, the rest is as the specification has it."""

import re
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from conformance import conformance_json

from readingroom.readers import read_markdown
from readingroom.weave import html_of

#: Raw HTML in a Markdown source, inline or as a block (CommonMark 0.31.2, 4.6 and 6.6).
_RAW = re.compile(r"<(?!https?:|[\w.+-]+@|[\w.+-]+:)[A-Za-z/!?]")

EXAMPLES = conformance_json("commonmark/spec-0.31.2.json")
#: Examples without raw HTML in their output either.
PLAIN = [e for e in EXAMPLES if not _RAW.search(e["markdown"])]
#: `[[foo]]` with a reference that is not defined: a link of this archive's own.
OURS = {590}

BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "ul", "ol", "li", "blockquote", "hr"}


def html(markdown: str, *, plain: bool) -> str:
    return html_of(read_markdown(markdown, plain=plain).document)


def shape(source: str) -> Any:
    """What a browser makes of HTML, without the white space between blocks."""
    tree = html5lib.parseFragment(source, namespaceHTMLElements=False)
    return _children(tree)


def _children(element: Element) -> list[Any]:
    made: list[Any] = [element.text or ""]
    for child in element:
        attributes = {k: v for k, v in sorted(child.attrib.items()) if v or k != "title"}
        made += [(child.tag, attributes, _children(child)), child.tail or ""]
    container = element.tag in ("DOCUMENT_FRAGMENT", "ul", "ol", "blockquote")
    made = [_trimmed(made, n, container) for n in range(len(made))]
    return [one for one in made if one != ""]


def _trimmed(made: list[Any], n: int, container: bool) -> Any:
    """White space next to a block, or directly in a list, is between blocks."""
    words = made[n]
    if not isinstance(words, str):
        return words
    if container and not words.strip():
        return ""
    if n and made[n - 1][0] in BLOCKS:
        words = words.lstrip("\n")
    if n + 1 < len(made) and made[n + 1][0] in BLOCKS:
        words = words.rstrip("\n")
    return words


def named(example: dict[str, Any]) -> str:
    return f"{example['example']}-{example['section'].replace(' ', '-')}"


def test_the_examples_are_those_of_the_specification():
    assert len(EXAMPLES) == 652
    assert len(PLAIN) > 560


@pytest.mark.parametrize("example", PLAIN, ids=named)
def test_bare_commonmark(example: dict[str, Any]):
    assert shape(html(example["markdown"], plain=True)) == shape(example["html"])


@pytest.mark.parametrize("example", [e for e in PLAIN if e["example"] not in OURS], ids=named)
def test_the_archives_markdown_adds_to_commonmark_and_takes_nothing_away(example: dict[str, Any]):
    assert shape(html(example["markdown"], plain=False)) == shape(example["html"])


@pytest.mark.parametrize(
    "example", [e for e in EXAMPLES if e not in PLAIN], ids=named
)  # fmt: skip
@pytest.mark.parametrize("plain", [True, False])
def test_raw_html_is_words(example: dict[str, Any], plain: bool):
    made = html_of(read_markdown(example["markdown"], plain=plain).document)
    tags = set(re.findall(r"<([a-z0-9]+)", made))
    assert tags <= BLOCKS | {"em", "strong", "a", "code", "img", "br"}


def test_every_example_keeps_its_tree_of_words():
    for example in EXAMPLES:
        document = read_markdown(example["markdown"]).document
        last = 0
        for mark in document.marks:
            assert 0 <= mark.start <= mark.end <= len(document.text)
            assert mark.start >= last or mark.depth > 0
            last = mark.start
