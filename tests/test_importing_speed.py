"""What import does to be fast says the same as the plain way, which is written out here."""

import datetime
import re
import sys
from collections import Counter
from collections.abc import Callable
from itertools import accumulate
from types import FrameType

import pytest
from properties import given, settings, st

from readingroom.importing import dates
from readingroom.importing.hyphens import _WORD as HYPHENATED
from readingroom.importing.hyphens import _words_of
from readingroom.importing.layout import lay_out
from readingroom.importing.line_ends import (
    NARROWEST,
    UNUSUAL,
    WIDEST,
    LineEnd,
    width_of,
)
from readingroom.importing.lines import Line, first_word
from readingroom.importing.measures import Odds, Page
from readingroom.importing.needed import finder, folded_case, needed
from readingroom.importing.planning import plan_import
from readingroom.importing.rules import datelines, links, names, sign_words
from readingroom.importing.rules.elements import _SMALL, _WORD, content_words
from readingroom.importing.rules.taken import touches
from readingroom.importing.segments import Finding
from readingroom.importing.wrapping import _in_capitals

TraceFunction = Callable[[FrameType, str, object], object]
SIGNS = ["ended_capital", "open_small", "paused_other", "divided"]
ENDS = st.builds(
    lambda edge, more, sign: LineEnd(edge, edge + 1 + more, sign, 0),
    st.one_of(st.integers(1, 200), st.sampled_from([1, 23, 24, 72, 73, 160, 161])),
    st.integers(1, 30),
    st.sampled_from(SIGNS),
)
LINE = st.text(
    st.sampled_from("aZßİſ. !?…\"”’'»)]*†-\u2010¬,;:。、 漢ー1²_½"), min_size=1, max_size=30
).filter(lambda words: words == words.strip())


def line_of(words: str) -> Line:
    return Line(0, len(words), words, 0, len(words), 0)


def every_width(ends: list[LineEnd]) -> int:
    """``width_of`` with a place for each column."""
    worth = [0.0] * (WIDEST + 12)
    weights = 0.0
    for end in ends:
        if end.edge > WIDEST:
            continue
        weight = 0.3 if end.sign.startswith("ended") else 1.0
        last = min(end.room - 1, WIDEST)
        slack = min(last + max(2, end.edge // 16), WIDEST)
        weights += weight
        for column, share in (
            (end.edge, 1),
            (last + 1, -0.5),
            (slack + 1, -0.5),
            (0, -1),
            (max(end.edge - 1, 0), 1),
        ):
            worth[column] += share * weight
    sums = list(accumulate(worth))[: WIDEST + 1]
    best = max(range(NARROWEST, WIDEST + 1), key=sums.__getitem__)
    if sums[best] < 0.25 * weights or (best > UNUSUAL and len(ends) < 4):
        return max(end.edge for end in ends)
    return best


@given(st.lists(ENDS, min_size=1, max_size=12))
def test_a_width_is_found_from_the_columns_where_something_ends(ends: list[LineEnd]) -> None:
    assert width_of(ends) == every_width(ends)


@given(LINE)
def test_a_look_at_the_last_character_decides_as_the_patterns_do(words: str) -> None:
    line, tail = line_of(words), words[-20:]
    assert line.ended == bool(re.search(r"[.!?…。！？][\"”’'»)\]*†‡]*$", tail))
    assert line.paused == bool(re.search(r"[,;:.!?…—–。，、！？；：-][\"”’'»)\]]*$", tail))
    assert line.divided == bool(re.search(r"[^\W\d_][-\u2010¬]$", tail))
    if words[0] < "\u2e80":
        assert first_word(line) == len(re.match(r"\S+", words)[0])


@given(st.lists(LINE, max_size=5))
def test_capitals_are_counted_all_at_once(lines: list[str]) -> None:
    upper, lower = (
        sum(kind(sign) for words in lines for sign in words) for kind in (str.isupper, str.islower)
    )
    assert _in_capitals([[line_of(words) for words in lines]]) == (upper > 0.8 * (upper + lower))


@given(st.text(st.sampled_from("aTHEthe’'sSßŉİ -_ée1"), max_size=30))
def test_words_are_folded_together_or_one_by_one(words: str) -> None:
    found = [word.casefold() for word in _WORD.findall(words)]
    kept = [word for word in found if word not in _SMALL and len(word) > 2]
    assert content_words(words) == [w.removesuffix("'s").removesuffix("’s") for w in kept]


def test_the_ends_of_alike_lines_are_weighed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    plainly = Page._odds

    def counted(page: Page, sign: str, depth: str, filling: str, hanging: bool) -> Odds:
        asked.append(sign)
        return plainly(page, sign, depth, filling, hanging)

    monkeypatch.setattr(Page, "_odds", counted)
    line = "and the water stood in the lane for a week before the pump was mended\n"
    lay_out((line * 50 + "\n") * 3)
    few = len(asked)
    lay_out((line * 500 + "\n") * 3)
    assert len(asked) == 2 * few


PATTERNS = [
    (found, needed(found))
    for module in (sign_words, names)
    for _, found in sorted(vars(module).items())
    if isinstance(found, re.Pattern)
]
#: Words of which the patterns are made, in any case, and letters that are others' other case.
PIECES = st.one_of(
    st.sampled_from(
        [*[word for _, needs in PATTERNS for word in needs.words][::3], "İ", "ſ", "K", "٣"]
    ).flatmap(lambda word: st.sampled_from([word, word.upper(), word.title(), f"{word} 5", "a"])),
    st.text(st.sampled_from("aeB .,:-–_@5٣("), max_size=4),
)


@given(st.lists(PIECES, max_size=6).map(" ".join))
def test_a_search_for_needed_words_first_finds_what_a_search_finds(text: str) -> None:
    folded = folded_case(text)
    for pattern, needs in PATTERNS:
        if folded is not None and needs.words and not any(word in folded for word in needs.words):
            matched = needs.anchored and pattern.match(text)
            assert bool(matched) == bool(pattern.search(text)), (pattern, text)


@pytest.mark.parametrize(
    ("pattern", "words", "anchored"),
    [
        (r"(?i)\bcolou?rs?\b", {"color", "colour"}, False),
        (r"\d{1,2} (?:May|June)", {" june", " may"}, False),
        (
            r"(?:edit(?:ing|ed)|translated) by\b",
            {"editing by", "edited by", "translated by"},
            False,
        ),
        (r"^\W*\d+$|\bpp\b", {"pp"}, True),
        (r"(?m)^\W*[ab]$|\bpp\b", {"a", "b", "pp"}, False),
        (r"x*|pp", set(), False),
        (r"(?i)[^a]{2}|pp", set(), False),
        # Of the other cases of these letters, folding does not know.
        (r"(?i)ſtop|pp", {"top", "pp"}, False),
        (r"(?i)σας|pp", set(), False),
    ],
)
def test_what_a_pattern_needs_is_read_off_it(pattern: str, words: set[str], anchored: bool) -> None:
    needs = needed(re.compile(pattern))
    assert (set(needs.words), needs.anchored) == (words, anchored)


def test_without_the_reader_of_patterns_all_is_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr("readingroom.importing.needed.importlib.import_module", missing)
    found = finder(re.compile("pp"))
    assert [found(text) for text in ["app", "apt"] * 100] == [True, False] * 100


@settings(max_examples=25)
@given(
    st.one_of(
        st.from_regex(dates._ALONE, fullmatch=True), st.from_regex(dates._PARTIAL, fullmatch=True)
    )
)
def test_each_line_of_a_date_has_a_figure(words: str) -> None:
    assert dates.FIGURE.search(words)


@settings(max_examples=25)
@given(st.from_regex(datelines._OPENING))
def test_each_dateline_begins_with_a_capital_and_has_a_sign(words: str) -> None:
    found = datelines._OPENING.match(words)
    assert not found or (datelines._CAPITAL.match(words) and datelines._SIGN.search(found.group()))


@given(
    st.lists(
        st.sampled_from(
            [
                "Home",
                "Share",
                "|",
                ">",
                "»",
                " / ",
                "/",
                "  ",
                "\t",
                "] [",
                "]",
                "::",
                "news",
                "a",
                "•",
                "x",
            ]
        ),
        max_size=8,
    ).map("".join)
)
def test_a_line_is_parted_only_where_a_sign_is(line: str) -> None:
    parts = [p for p in (p.strip(links._ARROWS) for p in links._BETWEEN.split(line.strip())) if p]
    assert links._parts(line) == parts or len(parts) < 2
    words = " ".join(line.split())
    assert links._DOWN.search(words) or len(links._CRUMB.split(words)) < 2


@given(st.text(st.sampled_from("ab1_-\u2010é\u0301 ’"), max_size=20))
def test_words_of_plain_letters_are_found_by_the_plain_pattern(text: str) -> None:
    folded = text.replace("\u2010", "-").casefold()
    assert _words_of(text) == Counter(HYPHENATED.findall(folded))


SAID = "The river rose on Monday, and Mrs. Hale said that it would be in the lane by the evening."
LINES = f"""{SAID[:44]}
{SAID[45:]}
Share this page | Print | Contact us

Monday, 4 April 2016
By Ann Lee
LONDON, April 4 (Reuters) - The river rose.

- 12 -

a line of words
Another line

"""


@pytest.mark.parametrize("words", [f"{SAID} Read more. ", LINES], ids=["one line", "lines"])
def test_the_work_grows_as_the_source_does(words: str) -> None:
    def work(times: int) -> int:
        """How many lines of the program are run to plan the import of so much."""
        count = 0

        def run(frame: FrameType, event: str, argument: object) -> TraceFunction:
            nonlocal count
            count += event == "line"
            return run

        before = sys.gettrace()
        sys.settrace(run)
        try:
            plan_import((words * times).encode(), "a.txt", today=datetime.date(2026, 11, 22))
        finally:
            sys.settrace(before)
        return count

    work(10)
    # What is looked at in the first and the last lines alone costs the same in all three.
    few, more, most = work(16), work(32), work(64)
    assert most - more < 2.1 * (more - few)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), max_size=6),
    st.integers(0, 30),
    st.integers(1, 6),
)
def test_what_touches_a_stretch_is_found_in_one_step(
    gaps: list[tuple[int, int]], start: int, size: int
) -> None:
    found, at = [], 0
    for gap, length in gaps:
        found.append(Finding(at + gap, at + gap + length, "title", "a-rule", 1.0))
        at += gap + length
    end = start + size
    assert touches(found, start, end) == any(f.start < end and start < f.end for f in found)
