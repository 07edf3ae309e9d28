"""Passages that two texts share, and which texts a new one is like."""

import random
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readingroom.parallels import Fingerprints, count_words, find

ROOT = Path(__file__).parents[1]
SEEDS = {
    name: (ROOT / "content" / "texts" / f"{name}.md").read_text("utf-8").split("---\n", 2)[2]
    for name in (
        "chinese-president-xi-jinping-calls-for-cyberspace-security",
        "symposium-on-cyberspace-security-and-informatization",
    )
}
SHARED = (
    "The ship left Harwich on Monday with tea and the post, and nobody had come to see her off but "
    "the pilot’s daughter, who cried."
)
WORDS = re.findall(r"\w+", " ".join(SEEDS.values()))


def passages(texts: dict[str, str]) -> list[tuple[str, str]]:
    return [(texts[p.a][p.a_start : p.a_end], texts[p.b][p.b_start : p.b_end]) for p in find(texts)]


def noise(seed: int, count: int) -> str:
    """Words in no order, so that no six of them stand together twice."""
    pick = random.Random(seed)
    return " ".join(pick.choice(WORDS) for _ in range(count))


def test_two_reports_of_one_speech_share_their_sentences() -> None:
    found = passages(SEEDS)
    assert [(mine[:36], count_words(mine)) for mine, _ in found] == [
        ("Chinese President Xi Jinping has cal", 54),
        ("Security is a prerequisite for Inter", 149),
    ]
    assert "Stressing cybersecurity, Xi urged" in found[1][0]
    assert "Stressing a correct outlook on cybersecurity, Xi urged" in found[1][1]
    assert found[1][0].endswith("people’s lives,” Xi said")
    assert found[1][1].endswith("people's lives,\" Xi said")


def test_the_same_is_found_the_other_way_round() -> None:
    there = [(b, a) for a, b in passages(dict(reversed(SEEDS.items())))]
    assert sorted(there) == sorted(passages(SEEDS))


def test_a_passage_is_found_with_its_code_points_and_score() -> None:
    texts = {"a": f"{noise(1, 80)} {SHARED} {noise(2, 40)}", "b": f"{noise(3, 9)}\n\n{SHARED}"}
    (found,) = find(texts)
    assert (found.a, found.b, found.score) == ("a", "b", 1.0)
    assert texts["a"][found.a_start : found.a_end] == SHARED.removesuffix(".")
    assert texts["b"][found.b_start : found.b_end] == SHARED.removesuffix(".")


@pytest.mark.parametrize(
    "dress",
    [
        str.upper,
        lambda words: words.replace("’", "'").replace(",", " —"),
        lambda words: words.replace(" ", "\n"),
        lambda words: words.replace("Harwich", "Har\u00adwich").replace("tea", "te\u0301a"),
        lambda words: words.replace("Monday", "Tuesday").replace("had come", "had ever come"),
        lambda words: words.replace("tea and the post", "a cargo of tea, the post"),
    ],
)
def test_dress_and_single_words_make_no_difference(dress: object) -> None:
    assert callable(dress)
    other = dress(SHARED)
    (found,) = passages({"a": f"{noise(4, 30)} {SHARED}", "b": f"{other} {noise(5, 30)}"})
    assert found == (SHARED.removesuffix("."), other.removesuffix("."))


def test_unrelated_texts_and_common_phrases_share_nothing() -> None:
    phrase = "at the end of the day on the other hand"
    texts = {str(n): f"{noise(n, 60)} {phrase} {noise(n + 50, 60)}" for n in range(20)}
    assert find(texts) == ()
    assert find({}) == find({"a": SHARED}) == find({"a": "", "b": ""}) == ()


def test_what_stands_under_every_text_is_no_passage() -> None:
    texts = {str(n): f"{noise(n, 40)} {SHARED}" for n in range(80)}
    assert find(texts) == ()
    assert len(find(dict(list(texts.items())[:10]))) == 45
    own = " ".join(WORDS[:30])
    (found,) = find({**texts, "0": f"{own} {texts['0']}", "1": f"{texts['1']} {own}"})
    assert (found.a, found.b, found.a_start) == ("0", "1", 0)


def test_a_refrain_is_paired_once_each() -> None:
    refrain = " ".join(SHARED.split()[:14])
    a = " ".join(f"{noise(n, 30)} {refrain}" for n in range(3))
    b = " ".join(f"{noise(n + 9, 30)} {refrain}" for n in range(2))
    assert len(find({"a": a, "b": b})) == 2


def test_scripts_without_spaces_are_compared_too() -> None:
    shared = "船于星期一离开哈里奇，载着茶叶和邮件，除了领航员的女儿，没有人来送行。"
    texts = {"a": f"第一份报告。{shared}", "b": f"{shared}这是另一份。"}
    assert passages(texts) == [(shared[:-1], shared[:-1])]


def test_texts_that_repeat_one_word_end_soon() -> None:
    start = time.process_time()
    assert find({"a": "la " * 50_000, "b": "la " * 50_000}) == ()
    find({"a": "a b c d e f " * 9_000, "b": "a b c d e f " * 9_000})
    assert time.process_time() - start < 10  # squares of these would take hours


def test_the_passages_do_not_depend_on_the_order_of_dictionaries() -> None:
    texts = {str(n): f"{noise(n, 30)} {SHARED}" for n in range(4)}
    swapped = dict(reversed(texts.items()))
    one = {frozenset([(p.a, p.a_start), (p.b, p.b_start)]) for p in find(texts)}
    other = {frozenset([(p.a, p.a_start), (p.b, p.b_start)]) for p in find(swapped)}
    assert one == other
    assert [p.a < p.b for p in find(texts)] == [True] * 6


@given(st.text(max_size=200), st.text(max_size=200), st.integers(0, 30))
def test_any_text_that_holds_a_passage_is_found_by_it(before: str, after: str, start: int) -> None:
    words = " ".join(WORDS[start : start + 20])
    texts = {"a": words, "b": f"{before} {words} {after}"}
    (found, *_) = find(texts)
    assert words in texts["b"][found.b_start : found.b_end]
    assert (found.a_start, found.a_end) == (0, len(words))


def test_a_text_is_known_by_its_fingerprint() -> None:
    known = Fingerprints()
    for number in range(50):
        known.add(f"t{number}", noise(number, 400))
    known.add("short", SHARED)
    assert known.like(f"{noise(99, 200)} {SHARED}", 5) == ["short"]
    half = " ".join(noise(7, 400).split()[100:300])
    assert known.like(f"{noise(98, 200)} {half}", 5)[0] == "t7"
    assert known.like(noise(97, 300), 5) == []
