"""Folding: what counts as the same words, and the way back to where they stood."""

import re
import unicodedata

import pytest
import regex
from properties import example, given, settings, st

from readingroom.folding import Folded, address, fold, folded_words
from readingroom.quotes import Haystack, find_folded

#: What folding treats in a way of its own, among plain letters. Graphemes of other kinds (conjuncts,
#: letters that other letters lean on) are not looked after, since none takes a word apart.
CHARACTERS = "ab Éé\u0301\u0308’'“\"—-…ßﬁ\u00ad\u200b\u200d\n\t\u00a0İıЙйΆά¨²"
GRAPHEMES = [
    "e\u0301", "e\u0301\u0323", "कि", "क", "की", "か", "か\u3099", "が", "한",
    "\u1112\u1161\u11ab", "ب\u064e\u0651", "ش", "שׁ\u05b8", "ก\u0e34", "ก", "👩", "👩\u200d🚀", "👍🏽",
    "👍", "❤\ufe0f", "❤", "می\u200cخ", "🇨🇳", "🇨",
]  # fmt: skip
WORDS = st.lists(
    st.one_of(st.sampled_from([*CHARACTERS, *GRAPHEMES]), st.sampled_from(GRAPHEMES)), max_size=12
).map("".join)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("China’s “firewall”", 'china\'s "firewall"'),
        ("‘single’ «guillemets»", "'single' \"guillemets\""),
        ("1953–2016 — a life", "1953-2016 - a life"),
        ("and so on…", "And so on..."),
        ("office ﬂow", "oﬃce flow"),
        ("cyber\u00adspace", "cyber\u200bspace"),
        ("two\n  words\u00a0here ", " two words here"),
        ("café", "cafe"),
        ("cafe\u0301", "café"),
        ("Straße", "STRASSE"),
        ("ΆΝΘΡΩΠΟΣ", "ανθρωπος"),
        ("Йод", "йод"),
        ("ſhould", "should"),
        ("Ａ１", "a1"),
        ("İstanbul", "istanbul"),
    ],
)
def test_the_same_words(one: str, other: str):
    assert fold(one).words == fold(other).words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("कि", "की"),  # vowel signs are letters
        ("कि", "क"),
        ("が", "か"),
        ("ก\u0e34", "ก\u0e35"),
        ("cybersecurity", "cyber security"),
        ("a,b", "ab"),
        ("naive", "native"),
        ("x²", "x3"),
    ],
)
def test_other_words(one: str, other: str):
    assert fold(one).words != fold(other).words


@given(WORDS)
@example("か\u3099")
@example("\u1112\u1161\u11ab")
def test_composed_and_decomposed_words_are_the_same(text: str):
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert fold(composed).words == fold(decomposed).words


@given(WORDS)
def test_folding_twice_changes_nothing(text: str):
    words = fold(text).words
    assert fold(words).words == words


@given(WORDS | st.text(st.characters(max_codepoint=127)))
def test_the_words_alone_are_those_with_a_map(text: str):
    assert folded_words(text) == fold(text).words


@given(WORDS)
def test_white_space_is_single_and_never_at_the_ends(text: str):
    words = fold(text).words
    assert words == words.strip()
    assert not re.search(r"\s{2}|[^\S ]", words)


@given(WORDS)
def test_the_map_back_is_in_order_and_within_the_text(text: str):
    spans = spans_of(fold(text))
    for start, end in spans:
        assert 0 <= start < end <= len(text)
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    assert starts == sorted(starts)
    assert ends == sorted(ends)


@given(WORDS)
def test_what_the_map_leaves_out_is_white_space_or_not_seen(text: str):
    covered = {at for start, end in spans_of(fold(text)) for at in range(start, end)}
    left = "".join(letter for at, letter in enumerate(text) if at not in covered)
    assert fold(left).words == ""


def test_a_run_is_one_piece_however_long():
    text = "The “Plain” Words\nof most — nearly all — texts. " * 50
    assert len(fold(text).places) == 1


def spans_of(folded: Folded) -> list[tuple[int, int]]:
    """The range of the original that each folded character is from."""
    return [folded.span(at, at + 1) for at in range(len(folded.words))]


@given(WORDS, st.data())
def test_a_range_maps_back_to_words_that_fold_to_it(text: str, data: st.DataObject):
    folded = fold(text)
    if not folded.words:
        return
    start = data.draw(st.integers(0, len(folded.words) - 1))
    end = data.draw(st.integers(start + 1, len(folded.words)))
    begin, stop = folded.span(start, end)
    # A ligature or an ellipsis is found whole where a part of it is asked for.
    assert folded.words[start:end].strip() in fold(text[begin:stop]).words


def boundaries(text: str) -> set[int]:
    """Where graphemes begin and end, by Unicode's own rules (UAX 29)."""
    return {0, len(text)} | {m.end() for m in regex.finditer(r"\X", text)}


@settings(max_examples=400)
@given(WORDS, st.data())
def test_a_quote_that_is_found_never_splits_a_grapheme(text: str, data: st.DataObject):
    folded = fold(text).words
    if not folded:
        return
    start = data.draw(st.integers(0, len(folded) - 1))
    end = data.draw(st.integers(start + 1, len(folded)))
    whole = boundaries(text)
    for match in find_folded(Haystack(text), folded[start:end]):
        assert {match.start, match.end} <= whole


@given(WORDS, st.integers(0, 30))
def test_the_index_of_an_offset(text: str, offset: int):
    folded = fold(text)
    index = folded.index(offset)
    starts = [start for start, _ in spans_of(folded)]
    assert all(start < offset for start in starts[:index])
    assert all(start >= offset for start in starts[index:])


def test_an_address_is_six_digits_of_the_folded_words():
    assert re.fullmatch("[0-9a-f]{6}", address("The words."))
    assert address("The words.") == address("the\nwords.")
    assert address("The words.") != address("Other words.")
    assert address("\ud800")


@pytest.mark.parametrize(
    ("text", "words"),
    [("👩\u200d🚀", "👩"), ("👩\u200d🚀", "🚀"), ("👍🏽", "👍"), ("कि", "क"), ("か\u3099", "か"), ("ﬁne",
     "ine"), ("a…", "a.")],
)  # fmt: skip
def test_a_part_of_a_character_is_not_found(text: str, words: str):
    assert list(find_folded(Haystack(text), words)) == []


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("a cafe\u0301 b", "cafe", "cafe\u0301"),
        ("a cafe\u0301 b", "café", "cafe\u0301"),
        ("می\u200cخواهم", "می", "می\u200c"),
        ("a ❤\ufe0f b", "❤", "❤\ufe0f"),
        ("so…", "so...", "so…"),
    ],
)
def test_what_belongs_to_the_last_letter_is_found_with_it(text: str, words: str, found: str):
    (match,) = find_folded(Haystack(text), words)
    assert text[match.start : match.end] == found
