"""Alignment: words that changed a little are found where they stand, as edit distance has it."""

import random
import time

from properties import example, given, settings, st

from readingroom.alignment import WHOLE, Wanted, _alignment, align, places

LETTERS = st.text(alphabet="abc ", max_size=24)


def plain(pattern: str, text: str) -> int:
    """Sellers' edit distance of a pattern to the piece of a text that is most like it."""
    row = [0] * (len(text) + 1)
    for count, letter in enumerate(pattern, 1):
        above, row = row, [count]
        for at, other in enumerate(text):
            row.append(min(above[at] + (letter != other), above[at + 1] + 1, row[at] + 1))
    return min(row)


def distance(one: str, other: str) -> int:
    """Levenshtein's distance of two whole strings."""
    row = list(range(len(other) + 1))
    for count, letter in enumerate(one, 1):
        above, row = row, [count]
        for at, second in enumerate(other):
            row.append(min(above[at] + (letter != second), above[at + 1] + 1, row[at] + 1))
    return row[-1]


@given(LETTERS.filter(bool), LETTERS)
@example("a", "")
@example("aba", "ab")
@settings(max_examples=300)
def test_the_edits_are_those_of_plain_dynamic_programming(pattern: str, text: str):
    bounds, edits = _alignment(pattern, text)
    assert edits[-1] == plain(pattern, text)
    assert len(bounds) == len(edits) == len(pattern) + 1
    assert bounds == sorted(bounds)
    assert edits == sorted(edits)
    assert 0 <= bounds[0] <= bounds[-1] <= len(text)
    assert distance(pattern, text[bounds[0] : bounds[-1]]) == edits[-1]


@given(LETTERS.filter(bool), LETTERS, st.data())
def test_every_part_of_the_pattern_costs_what_its_own_piece_costs(
    pattern: str, text: str, data: st.DataObject
):
    bounds, edits = _alignment(pattern, text)
    cut = data.draw(st.integers(0, len(pattern)))
    # What lies before a boundary and behind it is all there is: the edits of the parts add up.
    assert distance(pattern[:cut], text[bounds[0] : bounds[cut]]) <= edits[cut]
    assert distance(pattern[cut:], text[bounds[cut] : bounds[-1]]) <= edits[-1] - edits[cut]


@given(LETTERS, LETTERS.filter(str.strip), LETTERS)
def test_words_that_did_not_change_are_aligned_with_themselves(before: str, words: str, after: str):
    text = before + words + after
    aligned = align(Wanted(words, 0, len(words)), text, 0, len(text))
    assert aligned is not None
    assert (aligned.quote, aligned.edits) == (1.0, 0)
    assert text[aligned.start : aligned.end] == words


def test_the_ends_are_where_the_context_is_though_words_beside_it_changed():
    text = "it was a bright cold day in april and the clocks were striking thirteen"
    wanted = Wanted.of("it was a", "bright old day in may", "and the clocks", spaced=(True, True))
    best = places(wanted, text)[0]
    assert text[best.start : best.end] == "bright cold day in april"
    assert best.before == best.after == 1.0


def chinese(count: int) -> str:
    chance = random.Random(7)
    return "".join(chr(chance.randrange(0x4E00, 0x5200)) for _ in range(count))


def test_words_without_spaces_between_them():
    text = chinese(4000)
    quote = text[1000:1015] + "新" + text[1016:1040]
    best = places(Wanted(quote, 0, len(quote)), text)[0]
    assert (best.start, best.end, best.edits) == (1000, 1040, 1)


def words(count: int) -> list[str]:
    chance = random.Random(8)
    return ["".join(chance.choices("abcdefghij", k=chance.randrange(2, 9))) for _ in range(count)]


def test_a_quote_that_is_longer_than_what_is_aligned_whole():
    said = words(3000)
    text = " ".join(said)
    start, end = len(" ".join(said[:1000])) + 1, len(" ".join(said[:2000]))
    quote = " ".join(w if n % 37 else "zzz" for n, w in enumerate(said[1000:2000], 1))
    assert len(quote) > WHOLE
    best = places(Wanted(quote, 0, len(quote)), text)[0]
    assert (best.start, best.end) == (start, end)
    assert places(Wanted(quote, 0, len(quote)), " ".join(said[:1000])) == ()


def test_the_ends_of_a_long_quote_that_stand_far_apart_are_not_its_place():
    said = words(3000)
    quote = " ".join(said[:1000])
    torn = " ".join([*said[:200], *said[1000:3000], *said[800:1000]])
    assert places(Wanted(quote, 0, len(quote)), torn) == ()


def seconds(wanted: str, text: str) -> float:
    """The shortest of three: what else the machine does only ever adds."""
    times = []
    for _ in range(3):
        begun = time.process_time()
        places(Wanted(wanted, 0, len(wanted)), text)
        times.append(time.process_time() - begun)
    return min(times)


def test_endless_repeats_do_not_cost_squares():
    quote = "a " * 60 + "b"
    short, long = seconds(quote, "a " * 20_000), seconds(quote, "a " * 160_000)
    # Eight times the text: eight times the time would be linear, sixty-four times the square.
    assert long < 16 * short + 0.05
    # Words that are long enough to be seeds, and stand everywhere.
    assert seconds("abcd " * 60 + "x", "abcd " * 100_000) < 1
