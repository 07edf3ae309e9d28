"""Words written as Markdown come back from a Markdown reader as the same words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from readingroom.importing.markdown import Block, escape, lines_of, write
from readingroom.readers.syntax import parser

PLAIN = MarkdownIt("commonmark", {"html": False}).enable("table")
OWN = parser()

#: Tokens that words may come back in; anything else means that words became markup.
EXPECTED = {
    "paragraph_open", "paragraph_close", "heading_open", "heading_close", "inline", "text",
    "softbreak", "hardbreak", "text_special",
}  # fmt: skip


def spoken(md: MarkdownIt, markdown: str) -> tuple[list[str], set[str]]:
    """The words of each block as rendered, and the kinds of token that were met."""
    blocks: list[str] = []
    kinds: set[str] = set()

    def walk(tokens: list[Token]) -> str:
        words = ""
        for token in tokens:
            kinds.add(token.type)
            if token.type == "inline":
                blocks.append(walk(token.children or []))
            elif token.type in {"softbreak", "hardbreak"}:
                words += "\n"
            elif token.type == "fence":
                blocks.append(token.content)
            else:
                words += token.content
        return words

    walk(md.parse(markdown))
    return blocks, kinds


def assert_says(blocks: list[Block]) -> None:
    for md in (PLAIN, OWN):
        words, kinds = spoken(md, write(blocks))
        assert words == ["\n".join(block.lines) for block in blocks]
        assert kinds <= EXPECTED


MARKUP = [
    "# not a heading", "###### nor this", "#", "1912. A year, not a list", "1) nor this",
    "- no list", "+ no list", "* no list", "-", "---", "- - -", "***", "* * *", "___", "_ _ _",
    "> no quotation", ">", "===", "==marked==", "= one", "*emphasis* and **strong**",
    "_emphasis_ and __strong__", "snake_case and __init__", "2 * 3 = 6 and 2*3", "`code`", "``",
    "```", "~~~", "~~struck~~", "<b>bold</b>", "<!-- comment -->", "<?xml?>", "<![CDATA[x]]>",
    "<http://example.org/>", "<mail@example.org>", "a < b and b > c", "[1] a note", "[[link]]",
    "[[link|label]]", "[^1] and [^1]: a footnote", "^[inline]", "[a](b)", "![a](b)", "[a][b]",
    "[a]: http://example.org/", "[sic] stays plain", "[[nested] brackets", "a] b [ c", "{#id}",
    "Heading {#id}", "{.class}", "&amp; &copy; &#65; &#x41; & AT&T", "back\\slash \\* \\", "C:\\dir",
    "| a | b |", "|---|---|", ":---", ":-:", ": definition", "~ tilde", "Title #", "C# ##", "\\#",
    "http://example.org/a_b_c", "!", "![", "[", "]", "$x$", "...", "--", "“quoted” ‘words’",
]  # fmt: skip


@pytest.mark.parametrize("words", MARKUP)
def test_nothing_of_the_source_becomes_markup(words: str) -> None:
    assert_says([Block((words,))])
    assert_says([Block((words,), level=2)])
    assert_says([Block(("before",)), Block((words,)), Block(("after",))])
    assert_says([Block(("before", words, "after"))])
    assert_says([Block((words, words))])


@pytest.mark.parametrize(
    "words",
    [
        "“More personnel,” the president said.",
        '"New technology," Xi said (in Beijing).',
        "China's Xi -- who also heads the group -- said so; it cost $5 (about 30%).",
        "He wrote: [sic] a letter, no. 5.",
        "snake_case, AT&T, a < b, 2 * 3, x = y, ~10 and a/b",
        "It was 1912. A year later, 50+ came.",
        "#hashtag -5 degrees, 3.14",
        "C:\\dir and \\o/",
    ],
)
def test_plain_prose_stays_plain(words: str) -> None:
    assert escape(words) == words


LINE = st.lists(
    st.one_of(
        st.sampled_from([w for m in MARKUP for w in m.split()]),
        st.sampled_from(list("\\`*_[](){}<>&=~^#+-.!|:;1a \"'")),
        st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=5),
    ),
    min_size=1,
    max_size=12,
).flatmap(lambda parts: st.sampled_from(["".join(parts), " ".join(parts)]))


def said(words: str) -> str:
    """Words as a cleaned source has them: single spaces, no controls or noncharacters."""
    return " ".join(re.sub("[\ufdd0-\ufdef\ufffe\uffff\x00]", "", words).split())


@given(st.lists(st.lists(LINE.map(said).filter(bool), min_size=1, max_size=3), min_size=1))
def test_any_words_come_back(texts: list[list[str]]) -> None:
    assert_says([Block(tuple(lines)) for lines in texts])


@given(LINE.map(said).filter(bool))
def test_any_heading_comes_back(words: str) -> None:
    assert_says([Block((words,), level=3), Block(("after",))])


def test_lines_of_verse_keep_their_breaks() -> None:
    assert lines_of("Tyger  Tyger,\n  burning bright", verse=True) == (
        "Tyger Tyger,",
        "burning bright",
    )
    assert lines_of("Tyger  Tyger,\n  burning bright", verse=False) == (
        "Tyger Tyger, burning bright",
    )
    assert write([Block(("Tyger Tyger,", "burning bright"))]) == "Tyger Tyger,\\\nburning bright\n"
