"""A text that quotes are looked for in, and how like what stands round a place is to what should."""

from __future__ import annotations

from typing import Literal

from readingroom.alignment import Wanted, align
from readingroom.folding import Folded, fold, folded_words
from readingroom.values import frozen

Method = Literal["exact", "folded", "fuzzy"]

#: Code points of context looked at on each side; W3C's TextQuoteSelector leaves it open, and 32 is what
#: Hypothesis records.
CONTEXT = 32
#: How like each side of a remembered context must be for words elsewhere to be the passage that moved.
#: In new revisions of three books the worse side of 640 right places was 0.87 or more; that of 824
#: other places of the same words 0.68 or less.
_SIDE = 0.75
#: A context of fewer characters is no words but letters, which either stand there or do not: `a` behind
#: `dolor` is not the `a` of `dolor amet`.
_LETTERS = 3


@frozen
class Match:
    """Where a quote stands: code points, half open; ``score`` from 0 to 1."""

    start: int
    end: int
    score: float
    method: Method


class Haystack:
    """A text to look for quotes in, folded once, when first needed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._folded: Folded | None = None

    @property
    def folded(self) -> Folded:
        """The text folded, with its map."""
        if self._folded is None:
            self._folded = fold(self.text)
        return self._folded


def sides(haystack: Haystack, match: Match, prefix: str, suffix: str) -> tuple[bool, bool]:
    """Whether a place has the context that is remembered, on each side by itself.

    The mean of both is not enough here: of a sentence and its twin one side is often the same.
    """
    left, right = _sides(haystack, match)
    before, after = folded_words(prefix), folded_words(suffix)
    return (
        not before or _likeness(before[::-1], left[::-1]) >= _SIDE,
        not after or _likeness(after, right) >= _SIDE,
    )


def touching(haystack: Haystack, match: Match, before: str, after: str) -> int:
    """How many characters of the context stand right beside a place: cheap, to choose by."""
    left, right = _sides(haystack, match)
    return _common(before[::-1].lstrip(), left[::-1].lstrip()) + _common(
        after.lstrip(), right.lstrip()
    )


def _sides(haystack: Haystack, match: Match) -> tuple[str, str]:
    # Folding drops runs of white space, so twice the length is enough to hold what is compared.
    left = folded_words(haystack.text[max(0, match.start - 2 * CONTEXT) : match.start])
    right = folded_words(haystack.text[match.end : match.end + 2 * CONTEXT])
    return left, right


def around(haystack: Haystack, match: Match, before: str, after: str) -> tuple[float, float]:
    """How like its context is to the one that is wanted: the mean of the sides, and the better."""
    left, right = _sides(haystack, match)
    sides = []
    text = haystack.text
    if before.strip():
        apart = _apart(text, match.start)
        sides.append(_side(before[::-1], left[::-1], apart=apart))
    if after.strip():
        sides.append(_side(after, right, apart=_apart(text, match.end)))
    return sum(sides) / len(sides), max(sides)


def _apart(text: str, at: int) -> bool:
    """Whether white space stands at an end of a place, on either side of it."""
    return any(character.isspace() for character in text[max(0, at - 1) : at + 1])


def _side(wanted: str, there: str, *, apart: bool) -> float:
    """How like one side is, read away from the quote; ``apart``: white space stands between."""
    words = wanted.strip()
    if len(words) < _LETTERS:
        return float(there.startswith(words) and wanted[:1].isspace() == apart)
    return _likeness(words, there)


def _likeness(wanted: str, there: str) -> float:
    """1 − edits ÷ length of the context that is wanted, from where the quote ends."""
    # A sign that there is no other text before would be a match for nothing.
    fixed = "\x00" * len(wanted)
    aligned = align(Wanted(fixed + wanted, 0, len(fixed) + len(wanted)), fixed + there, 0, 1 << 62)
    return max(0.0, 1 - aligned.edits / len(wanted)) if aligned else 0.0


def _common(one: str, other: str) -> int:
    for index, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return index
    return min(len(one), len(other))
