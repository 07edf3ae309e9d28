"""Glossary names found in texts, and the sentences round them."""

import pytest
from properties import given, st

from readingroom.mentions import SNIPPET, NameIndex, by_entry, first_sentences, snippet
from readingroom.model import Document, Entry
from readingroom.readers import read_markdown


def entry(slug: str, title: str, *alias: str, match: bool = True) -> Entry:
    return Entry(
        slug, f"content/glossary/{slug}.md", title, "term", Document(""), alias, match=match
    )


ENTRIES = [
    entry("xi", "Xi Jinping", "Xi"),
    entry("law", "Cybersecurity Law"),
    entry("cyber", "cybersecurity"),
    entry("cetc", "China Electronics Technology Group", "CETC"),
    entry("china", "China"),
    entry("beijing", "北京", "北京市"),
    entry("netizen", "netizen", match=False),
    entry("net-plus", "Internet+", "C++"),
    entry("peoples-daily", "People's Daily", "the “Daily”"),
]
INDEX = NameIndex.of(ENTRIES)


def names(words: str, index: NameIndex = INDEX) -> list[str]:
    """What is found, as ``words → entry``."""
    return [f"{words[o.start : o.end]} → {o.entry}" for o in index.find("text", words)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Then Xi spoke.", ["Xi → xi"]),
        ("Xi Jinping spoke; Xi left.", ["Xi Jinping → xi", "Xi → xi"]),
        ("Xi’s speech and XI, Xining, maXi", ["Xi → xi"]),
        ("Xi\nJinping", ["Xi\nJinping → xi"]),
        ("the Cybersecurity Law of China", ["Cybersecurity Law → law", "China → china"]),
        ("Cybersecurity is cybersecurity.", ["Cybersecurity → cyber", "cybersecurity → cyber"]),
        ("CYBERSECURITY", []),
        ("(CETC), “CETC”—CETC", ["CETC → cetc"] * 3),
        ("China Electronics Technology Group", ["China Electronics Technology Group → cetc"]),
        ("China Electronics", ["China → china"]),
        ("他在北京市北京", ["北京市 → beijing", "北京 → beijing"]),
        ("a netizen", []),
        ("Internet+ and C++.", ["Internet+ → net-plus", "C++ → net-plus"]),
        ('People’s Daily and the "Daily"', ["People’s Daily → peoples-daily",
         'the "Daily" → peoples-daily']),
        ("Xi_Jinping Xi2", []),
        ("", []),
    ],
)  # fmt: skip
def test_names(words: str, found: list[str]):
    assert names(words) == found


def test_names_do_not_run_on_from_one_block_into_the_next():
    for markdown in ("Xi\n\nJinping", "| Xi | Jinping |\n|---|---|\n| a | b |"):
        assert names(read_markdown(markdown).document.text) == ["Xi → xi"]


def test_of_two_entries_with_one_name_the_first_slug_is_taken():
    index = NameIndex.of([entry("b", "Name"), entry("a", "Name")])
    assert names("Name", index) == ["Name → a"]


def test_an_entry_without_letters_is_never_found():
    assert names("+ – !", NameIndex.of([entry("a", "+", "–")])) == []


def test_occurrences_by_entry():
    found = by_entry(INDEX.find("text", "Xi and China and Xi"))
    assert {slug: len(places) for slug, places in found.items()} == {"xi": 2, "china": 1}


WORDS = st.lists(
    st.sampled_from(["Xi", "Jinping", " ", "\n", "China", "’s", "北京", "市", "Law", "Cybersecurity",
    ".", "-", "é"]),
    max_size=20,
).map("".join)  # fmt: skip


@given(WORDS)
def test_occurrences_are_apart_in_order_and_say_a_name(words: str):
    known = {" ".join(n.split()).casefold() for e in ENTRIES for n in (e.title, *e.alias)}
    behind = 0
    for found in INDEX.find("text", words):
        assert found.start >= behind
        behind = found.end
        assert " ".join(words[found.start : found.end].split()).casefold() in known


# --- sentences


def around(markdown: str, words: str) -> str:
    document = read_markdown(markdown).document
    start = document.text.index(words)
    shown = snippet(document, start, start + len(words))
    return f"{shown.before}[{shown.words}]{shown.after}"


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("One. Two WORD three. Four.", "Two [WORD] three."),
        ("WORD", "[WORD]"),
        (
            "Mr. Xi said WORD on Jan. 5 at U.S. request. Next.",
            "Mr. Xi said [WORD] on Jan. 5 at U.S. request.",
        ),
        ("“First,” he said. “Then WORD.” Last.", "“Then [WORD].”"),
        ("One.\n\nTwo WORD\n\nThree", "Two [WORD]"),
        ("- one\n- two WORD\n- three", "two [WORD]"),
        ("| a | b WORD |\n|---|---|\n| c | d |", "b [WORD]"),
        ("第一句。第二句WORD在这里。第三句。", "第二句[WORD]在这里。"),
        ("It costs 3.5 WORD 4.5 dollars. End.", "It costs 3.5 [WORD] 4.5 dollars."),
        ("one\ntwo *WORD* three\nfour", "one two [WORD] three four"),
    ],
)
def test_the_sentence_round_a_place(markdown: str, shown: str):
    assert around(markdown, "WORD") == shown


def test_long_sentences_are_cut_between_words():
    shown = around("word " * 100 + "WORD" + " word" * 100, "WORD")
    before, _, after = shown.partition("[WORD]")
    assert before.startswith("…word ")
    assert after.endswith(" word…")
    assert len(before) <= SNIPPET + 1
    assert len(after) <= SNIPPET + 1


@pytest.mark.parametrize(
    ("words", "opening"),
    [
        ("Short.", "Short."),
        (
            "One sentence here. Another sentence there.",
            "One sentence here. Another sentence there.",
        ),
        ("A first sentence of some length. " * 10, "A first sentence of some length. A first"),
        ("word " * 100, "word word word"),
        ("", ""),
    ],
)
def test_first_sentences(words: str, opening: str):
    shown = first_sentences(words)
    assert shown.startswith(opening)
    assert len(shown) <= 221
    assert not shown.endswith(" ")


@given(st.text(alphabet="ab. ,\n。…A", max_size=60), st.integers(5, 30))
def test_openings_are_short_and_from_the_words(words: str, limit: int):
    shown = first_sentences(words, limit)
    assert len(shown) <= limit + 1
    assert " ".join(words.split()).startswith(shown.rstrip("…").rstrip())


@given(st.text(alphabet="ab. ,\n。…A\t", max_size=60), st.data())
def test_snippets_hold_the_words_meant(words: str, data: st.DataObject):
    document = read_markdown(words).document
    start = data.draw(st.integers(0, len(document.text)))
    end = data.draw(st.integers(start, len(document.text)))
    shown = snippet(document, start, end)
    assert " ".join(shown.words.split()) == " ".join(document.text[start:end].split())
