"""Finding a quote in a text: exact, folded, by its context, or not at all."""

import re
import unicodedata

import pytest
from conformance import conformance, conformance_json
from properties import given, st

from readingroom.folding import fold
from readingroom.quotes import Haystack, Match, Miss, match_in, match_quote

TEXT = (
    "The president said “security” first.\n\n"
    "He said security again, and security once more; China’s firewall—so called—stayed."
)
WORDS = st.text(alphabet="ab cé\u0301’'-—\n", max_size=40)


def found(
    text: str, exact: str, prefix: str = "", suffix: str = "", hint: int | None = None
) -> str:
    """The words found, with ``|`` at either side of them in the text."""
    match = match_quote(text, exact, prefix, suffix, hint)
    assert isinstance(match, Match), match
    before, words, after = text[: match.start], text[match.start : match.end], text[match.end :]
    return f"{before[-5:]}|{words}|{after[:5]}"


def missed(
    text: str, exact: str, prefix: str = "", suffix: str = "", hint: int | None = None
) -> Miss:
    miss = match_quote(text, exact, prefix, suffix, hint)
    assert isinstance(miss, Miss), miss
    return miss


def test_exact_words():
    match = match_quote(TEXT, "president said")
    assert match == Match(4, 18, 1.0, "exact")


def test_folded_words():
    match = match_quote(TEXT, 'the PRESIDENT\nsaid "Security"')
    assert match == Match(0, 29, 0.99, "folded")
    assert (
        found(TEXT, "China's firewall-so called-stayed")
        == "ore; |China’s firewall—so called—stayed|."
    )


def test_exact_words_go_before_folded_ones():
    assert found("Said he. he said, said he.", "said he") == "aid, |said he|.".replace("aid", "aid")


def test_words_across_paragraphs():
    assert found(TEXT, "first. He said") == "ity” |first.\n\nHe said| secu"


def test_context_decides():
    assert found(TEXT, "security", prefix="He said ") == "said |security| agai"
    assert found(TEXT, "security", suffix=" once more") == " and |security| once"
    assert found(TEXT, "security", prefix="again, and ", suffix=" once") == " and |security| once"


def test_context_counts_as_readers_see_it():
    assert found("a — x. b — x.", "x", prefix="B -\n") == " b — |x|."


def test_without_context_or_with_too_little_of_it_repeats_are_ambiguous():
    miss = missed(TEXT, "security")
    assert miss.reason == "ambiguous"
    assert [TEXT[m.start : m.end] for m in miss.candidates] == ["security"] * 3
    # Two places in one context.
    assert missed("one two x. one two x.", "x", prefix="one two ").reason == "ambiguous"


def test_words_that_stand_only_in_another_context_are_lookalikes():
    miss = missed("one two x. four two x.", "x", prefix="zero nought two ")
    assert miss.reason == "absent"
    assert [m.start for m in miss.candidates[:2]] == [8, 20]


def test_a_hint_decides_between_equals_only():
    text = "x and x and x"
    assert found(text, "x", hint=6) == " and |x| and "
    assert found(text, "x", hint=100) == " and |x|"
    assert (
        missed(text, "x", hint=3).reason == "ambiguous"
    )  # as far from the first as from the second
    assert found("bb x. aa x. bb x.", "x", prefix="aa ", hint=0) == ". aa |x|. bb "


@pytest.mark.parametrize("exact", ["nowhere", "", " ", "\n", "\u200b", "\u0301"])
def test_absent(exact: str):
    assert missed(TEXT, exact) == Miss("absent")


def test_a_letter_is_not_found_without_its_accent_being_taken_too():
    assert found("un cafe\u0301 noir", "cafe") == "un |cafe\u0301| noir".replace("un ", "un ")
    assert missed("कि", "क").reason == "absent"


@given(WORDS, st.data())
def test_what_was_taken_from_a_text_is_found_there_or_ambiguous(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    exact = text[start:end]
    result = match_quote(text, exact, text[:start], text[end:], start)
    if isinstance(result, Match) and result.method == "exact":
        assert text[result.start : result.end] == exact
    elif isinstance(result, Miss) and result.reason == "absent":
        # Only marks, or nothing that is seen.
        cut = unicodedata.combining(text[end]) if end < len(text) else 0
        assert not fold(exact).words or cut or unicodedata.combining(exact[0])


@given(WORDS, WORDS, WORDS, WORDS, st.none() | st.integers(-5, 50))
def test_any_call_gives_a_place_in_the_text_or_a_miss(
    text: str, exact: str, prefix: str, suffix: str, hint: int | None
):
    result = match_quote(text, exact, prefix, suffix, hint)
    if isinstance(result, Match):
        assert 0 <= result.start < result.end <= len(text)
        assert 0 < result.score <= 1
    else:
        assert result.reason == "absent" or len(result.candidates) > 1


# --- other people's cases


def test_a_short_quote_in_a_context_that_is_not_its_own_is_a_lookalike():
    miss = missed(
        "One thing. If it rains, stay.", "If it", "But, I said, ", " travelled back in time"
    )
    assert (miss.reason, miss.candidates[0].start) == ("absent", 11)


def test_a_corrected_sentence_is_not_given_up_for_its_twin():
    said = "It was resolved that the bridge should be rebuilt in stone."
    text = (
        f"The council met again in the new hall. {said} The bells rang.\n\nThe council met in the old "
        "hall. It was resolved that the bridge must be rebuilt in stone. The mayor thanked all."
    )
    result = match_quote(text, said, "The council met in the old hall. ", " The mayor")
    assert isinstance(result, Match)
    assert text[result.start : result.end] == said.replace("should", "must")


@pytest.mark.parametrize(
    ("before", "now"),
    [("nothing was done", "nothing at all was done"), ("the treasury was", "the treasuries were")],
)
def test_a_short_quote_that_changed_is_what_stands_between_its_context(before: str, now: str):
    left, right = "in the spring of that year ", ", as the clerk had written to them"
    text = f"They said that {left}{now}{right} and to the bishop."
    result = match_quote(text, before, left, right)
    assert isinstance(result, Match)
    assert text[result.start : result.end] == now


def test_quotes_of_apache_annotator():
    cases = conformance_json("anchoring/text-quote-match-cases.json")["testCases"]
    for name, case in cases.items():
        text = re.sub("<[^>]*>", "", case["html"])
        selector = case["selector"]
        if not selector["exact"]:
            continue  # an empty quote is in every place there, and in none here
        result = match_quote(
            text, selector["exact"], selector.get("prefix", ""), selector.get("suffix", "")
        )
        if len(case["expected"]) == 1:
            assert isinstance(result, Match), name
            assert text[result.start : result.end] == selector["exact"], name
        else:
            assert isinstance(result, Miss), name
            # Where nothing matches, what is near is named all the same.
            assert len(case["expected"]) in (0, len(result.candidates)), name


BOOKS = ("a-christmas-carol", "alices-adventures-in-wonderland", "the-time-machine")


def book_of(name: str) -> Haystack:
    return Haystack(conformance(f"anchoring/{name}.new.txt").read_text("utf-8"))


def likeness(result: Match | Miss, truth: list[int]) -> float:
    """Intersection over union of what was found and what is right; 0 for a miss."""
    if isinstance(result, Miss):
        return 0.0
    start, end = truth
    common = max(0, min(end, result.end) - max(start, result.start))
    return common / (end - start + result.end - result.start - common)


@pytest.mark.parametrize("book", BOOKS)
def test_a_quote_is_found_at_its_place_in_a_new_revision(book: str):
    cases = conformance_json(f"anchoring/reanchor-{book}.json")["cases"]
    new = book_of(book)
    right = 0
    for case in cases:
        result = match_in(new, case["exact"], case["prefix"], case["suffix"])
        like = likeness(result, case["truth"])
        assert like > 0 or isinstance(result, Miss), case
        right += like >= 0.85
    assert right / len(cases) >= 0.993


@pytest.mark.parametrize("book", BOOKS)
def test_a_quote_whose_passage_was_cut_out_is_not_attached_to_what_is_like_it(book: str):
    text = book_of(book).text
    cases = conformance_json(f"anchoring/reanchor-{book}.json")["cases"][::4]
    attached = 0
    for case in cases:
        start, end = case["truth"]
        cut = Haystack(text[:start] + text[end:])
        result = match_in(cut, case["exact"], case["prefix"], case["suffix"])
        attached += isinstance(result, Match)
    assert attached / len(cases) <= 0.005


@pytest.mark.parametrize("book", BOOKS)
def test_a_quote_of_another_book_is_not_attached(book: str):
    other = BOOKS[BOOKS.index(book) - 1]
    text = book_of(book)
    for case in conformance_json(f"anchoring/reanchor-{other}.json")["cases"]:
        result = match_in(text, case["exact"], case["prefix"], case["suffix"])
        assert isinstance(result, Miss), case
