"""The analyser by its vectors, and its two twins against each other."""

import itertools
import json
import random
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lunr.stop_word_filter import WORDS
from search.node import run
from search.samples import many_words

from readingroom.search import analyse, analyser
from readingroom.search.analyser import LONGEST, stop_words, words
from readingroom.search.stemmer import stem

VECTORS = json.loads((Path(__file__).parent / "search" / "vectors.json").read_text("utf-8"))

LANGUAGES = st.sampled_from(["en", "en-GB", "de", "fr", "tr", "zh", ""])
#: Characters that both twins know: Python's Unicode version is older than any browser's in use.
KNOWN = st.characters(exclude_categories=("Cn", "Cs"))
#: Characters and words that several rules look at.
TROUBLESOME = [
    *"aBsyé’'.,-/09 ßŁİıΣςк中年한ไक्̈́ﬁ½ʼ😀“US\u00ad\u200b\ufe0f\t",
    "U.S.",
    "1,000",
    "'s",
]


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: case["text"][:40])
def test_vectors(case: dict[str, Any]):
    assert analyse(case["text"], case["language"]) == case["terms"]


def test_vectors_in_javascript():
    found = run("analyse.mjs", [[case["text"], case["language"]] for case in VECTORS])
    assert found == [case["terms"] for case in VECTORS]


def test_query_and_text_give_the_same_terms():
    text = "“We spoke of Turkey’s money,” said the report (by CETC) on China's networks."
    for typed in ("money", "Turkey", "China’s", "china", "“networks”", "(CETC)", "turkey's"):
        assert set(analyse(typed)) <= set(analyse(text))


def test_u_s_is_not_the_stop_word_us():
    assert analyse("the U.S. and U.S.-led, but not us") == ["us", "us", "led"]


def test_a_token_of_64_characters_is_the_longest():
    assert analyse("x" * LONGEST + " " + "y" * (LONGEST + 1)) == ["x" * LONGEST]
    assert analyse("𐐨" * LONGEST, "und") == ["𐐨" * LONGEST]  # code points, not UTF-16 units


def test_stop_words_are_the_same_everywhere():
    assert stop_words() == WORDS
    assert run("stop-words.mjs", None) == sorted(WORDS)


def test_twins_agree_on_a_sweep_of_words():
    swept = many_words()
    assert len(swept) >= 30_000
    assert run("analyse.mjs", [[word, "en"] for word in swept]) == [analyse(word) for word in swept]


def test_twins_agree_on_every_script():
    """Each character between letters and alone, and random strings of troublesome ones."""
    known = [
        chr(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) not in {"Cn", "Cs", "Co"}
    ]
    # Every seventh: all scripts are met and the test stays short; all were compared once.
    texts = [[f"a{c}b {c}s", "en"] for c in known[::7]]
    chance = random.Random(0)
    for _ in range(20_000):
        pool = TROUBLESOME if chance.random() < 0.9 else known
        text = "".join(chance.choices(pool, k=chance.randint(1, 12)))
        texts.append([text, chance.choice(["en", "fr", "de", "zh", "tr"])])
    differing = [
        (text, language, ours, theirs)
        for (text, language), theirs in zip(texts, run("analyse.mjs", texts), strict=True)
        if (ours := analyse(text, language)) != theirs
    ]
    assert differing == []


@given(st.text(), LANGUAGES)
def test_any_text_gives_words_that_are_words(text: str, language: str):
    for term in analyse(text, language):
        assert 0 < len(term) <= LONGEST
        assert not set(term) & set(" '\t\n-/“”’·,")


@given(st.text(st.characters()))
def test_lone_surrogates_do_no_harm(text: str):
    assert analyse("one \ud800 " + text)[0] == "on"


@given(st.lists(st.text(KNOWN, min_size=1, max_size=8)), LANGUAGES)
def test_words_parted_by_white_space_do_not_touch_each_other(chunks: list[str], language: str):
    apart = [term for chunk in chunks for term in analyse(chunk, language)]
    assert analyse("\n".join(chunks), language) == apart


def by_the_rules(text: str, language: str) -> list[str]:
    """What ``analyse`` gives, without its memory and its short way for plain words."""
    found = []
    for word, whole in words(text, language):
        if whole or not language.startswith("en"):
            found.append(word)
        elif word not in WORDS:
            found.append(stem(word) if re.fullmatch("[0-9a-z]+", word) else word)
    return found


@given(st.lists(st.one_of(st.text(), st.sampled_from(TROUBLESOME)), max_size=12), LANGUAGES)
def test_chunks_are_read_as_the_whole_text_is(parts: list[str], language: str):
    text = "".join(parts)
    assert analyse(text, language) == by_the_rules(text, language)


def test_what_stands_round_a_word_is_read_by_the_rules():
    """Signs on either side of it, in twos, of those that rules look at and some of every script."""
    signs = [*"'\"‘’“”().,:;!?-–—…", *TROUBLESOME, *map(chr, range(0x20, sys.maxunicode, 49_999))]
    for first, second in itertools.product(signs, repeat=2):
        text = f"{first}{second}Words{second}{first} don{first}t{second} {first}U.S.{second}"
        assert analyse(text) == by_the_rules(text, "en"), text


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(analyser, "REMEMBERED", 10)
    remembered = analyser._remembered("de")
    for number in range(25):
        assert analyse(f"wort{number} {'x' * 40}{number}", "de")[0] == f"wort{number}"
        assert len(remembered) <= 10
    assert max(map(len, remembered)) < 40


@given(st.text(st.characters(max_codepoint=0x24F)), LANGUAGES)
def test_case_makes_no_difference_to_latin(text: str, language: str):
    assert analyse(text.upper(), language) == analyse(text.lower(), language)


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_folded_words_are_folded_no_further(text: str):
    folded = [word for word, whole in words(text) if not whole]
    assert [word for word, _ in words(" ".join(folded))] == folded


def test_importing_search_imports_no_lunr():
    code = "import sys, readingroom.search; print('lunr' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "False"
