"""The parts that several pages show: here, how a passage is named by its words in an address."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.model import Block, Document, Target, Text
from readingroom.pages.fragments import words_path


def letter(*paragraphs: str) -> Text:
    """A text of some paragraphs, the first with the address ``a0``."""
    blocks, at = [], 0
    for number, words in enumerate(paragraphs):
        blocks.append(
            Block(at, at + len(words), number + 1, f"a{number}", "paragraph", number, number + 1)
        )
        at += len(words) + 2
    document = Document("\n\n".join(paragraphs), blocks=tuple(blocks))
    return Text("letter", "content/texts/letter.md", "A letter", document)


def found(text: Text, *quoted: str) -> str:
    """The fragment for the last place of each of the quoted words."""
    starts = [(text.document.text.rindex(words), words) for words in quoted]
    return words_path(text, [Target(at, at + len(words)) for at, words in starts])


@pytest.mark.parametrize(
    ("paragraphs", "quoted", "fragment"),
    [
        (["She carried tea."], "carried tea", "#p-a0:~:text=carried%20tea"),
        # Words that stand in the text twice get the words beside them, in the same paragraph.
        (
            ["We sold tea.", "Then she carried tea and the post home."],
            "tea",
            "#p-a1:~:text=Then%20she%20carried-,tea,-and%20the%20post",
        ),
        (["Tea.", "Tea."], "Tea", "#p-a1:~:text=Tea"),
        (["Tea for two,", "and TEA"], "TEA", "#p-a1:~:text=and-,TEA"),
        # Half a word is not found by any browser.
        (["Early netizens met."], "netizen", "#p-a0:~:text=netizens"),
        (["Early netizens met."], "izens met", "#p-a0:~:text=netizens%20met"),
        # The format's own signs are no part of the words.
        (
            ["A half-mast, red & white."],
            "half-mast, red &",
            "#p-a0:~:text=half%2Dmast%2C%20red%20%26",
        ),
        (["Die Größe zählt."], "Größe", "#p-a0:~:text=Gr%C3%B6%C3%9Fe"),
        # Long passages, and those over paragraphs, are named by their ends.
        (
            ["one two three four five six seven eight nine ten eleven"],
            "one two three four five six seven eight nine ten eleven",
            "#p-a0:~:text=one%20two%20three%20four,eight%20nine%20ten%20eleven",
        ),
        (["It began so.", "It ended thus."], "so.\n\nIt ended", "#p-a0:~:text=so.,It%20ended"),
        # Space at the ends is no word.
        (["red and white"], " and ", "#p-a0:~:text=and"),
    ],
)
def test_a_passage_is_named_by_its_words(paragraphs: list[str], quoted: str, fragment: str):
    assert found(letter(*paragraphs), quoted) == f"texts/letter/{fragment}"


def test_several_passages_are_all_named():
    text = letter("red and white", "blue")
    assert found(text, "red", "blue") == "texts/letter/#p-a0:~:text=red&text=blue"


def test_no_passage_or_no_words_is_no_address():
    text = letter("red and white")
    assert words_path(text, []) == ""
    assert words_path(text, [Target(3, 4)]) == ""


@given(
    st.lists(st.text(st.sampled_from("ab -,&é\n"), min_size=1), min_size=1, max_size=4), st.data()
)
def test_what_an_address_names_stands_in_the_text(paragraphs: list[str], data: st.DataObject):
    text = letter(*paragraphs)
    whole = text.document.text
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    _, _, directive = words_path(text, [Target(start, end)]).partition(":~:text=")
    assert bool(directive) is bool(whole[start:end].strip())
    flat = " ".join(whole.split())
    for term in filter(None, directive.split(",")):
        assert unquote(term.strip("-")) in flat
