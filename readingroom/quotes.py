"""Finding a quote in a text: exact words first, then folded ones; context decides between equals.

``match_quote`` is a pure function over strings. The words found are never merely like the quote's:
each method says how sure it is, and where two places are equally good the answer is that it cannot
be told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from readingroom.folding import Folded, fold, splits

Method = Literal["exact", "folded", "fuzzy"]

#: Code points of context looked at on each side; W3C's note on TextQuoteSelector leaves it open, and 32
#: is what Hypothesis records.
_CONTEXT = 32
#: How much more of its context (as a share of what is given) the best place must have than the next
#: one. A quarter is half of one side: less may be one shared word.
_MARGIN = 0.25
#: Context that agrees less than this, by chance a space or a letter, says that the place is another
#: one. In 1,200 quotes re-found in new revisions of three books a right place has 0.15 or more.
_STRANGE = 0.1
#: A folded match says the same words in another dress.
_FOLDED_SCORE = 0.99


@dataclass(frozen=True, slots=True)
class Match:
    """Where a quote stands: code points, half open; ``score`` from 0 to 1."""

    start: int
    end: int
    score: float
    method: Method


@dataclass(frozen=True, slots=True)
class Miss:
    """Why a quote has no one place; ``candidates`` are the nearest, best first."""

    reason: Literal["ambiguous", "absent"]
    candidates: tuple[Match, ...] = ()


def match_quote(
    text: str, exact: str, prefix: str = "", suffix: str = "", hint: int | None = None
) -> Match | Miss:
    """The one place of ``exact`` in ``text``.

    ``prefix`` and ``suffix`` are what stood before and behind it when it was quoted; ``hint`` is the
    offset where it is expected to start, and decides only between places that are otherwise equal.
    """
    return match_in(Haystack(text), exact, prefix, suffix, hint)


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


def match_in(
    haystack: Haystack, exact: str, prefix: str = "", suffix: str = "", hint: int | None = None
) -> Match | Miss:
    """``match_quote`` over a text that many quotes are looked for in."""
    places = list(find_exact(haystack, exact))
    if not places:
        places = list(find_folded(haystack, exact))
    if not places:
        return Miss("absent")
    return decide(haystack, places, prefix, suffix, hint)


def find_exact(haystack: Haystack, exact: str) -> Iterator[Match]:
    """Every place where these very characters stand."""
    text = haystack.text
    at = text.find(exact) if exact.strip() else -1
    while at >= 0:
        end = at + len(exact)
        # `cafe` is not in `cafe` with an accent behind it, though its characters are.
        if not splits(text, at) and not splits(text, end):
            yield Match(at, end, 1.0, "exact")
        at = text.find(exact, at + 1)


def find_folded(haystack: Haystack, exact: str) -> Iterator[Match]:
    """Every place where the same words stand, whatever their case, quotes, dashes and spaces."""
    for at, stop in haystack.folded.find(fold(exact).words):
        start, end = haystack.folded.span(at, stop)
        yield Match(start, end, _FOLDED_SCORE, "folded")


def decide(
    haystack: Haystack,
    places: list[Match],
    prefix: str = "",
    suffix: str = "",
    hint: int | None = None,
) -> Match | Miss:
    """The place whose surroundings are the quote's, or that it cannot be told."""
    given = fold(prefix[-_CONTEXT:]).words, fold(suffix[:_CONTEXT]).words
    if len(places) == 1:
        (only,) = places
        # Long words are their own context; short ones may stand anywhere.
        short = only.end - only.start < _CONTEXT
        if short and any(given) and _context(haystack.text, only, *given) < _STRANGE:
            return Miss("absent", (only,))
        return only
    scored = sorted(
        ((_context(haystack.text, place, *given), place) for place in places),
        key=lambda pair: (-pair[0], pair[1].start),
    )
    best = scored[0][0]
    if any(given) and best - scored[1][0] >= _MARGIN:
        return scored[0][1]
    equal = [place for score, place in scored if best - score < _MARGIN]
    if hint is not None:
        equal.sort(key=lambda place: abs(place.start - hint))
        if abs(equal[0].start - hint) != abs(equal[1].start - hint):
            return equal[0]
    return Miss("ambiguous", tuple(equal))


def _context(text: str, place: Match, prefix: str, suffix: str) -> float:
    """The share of the given context that stands next to a place, both sides together."""
    whole = len(prefix) + len(suffix)
    if not whole:
        return 0.0
    # Folding drops white space runs, so twice the length is enough to hold what is compared.
    before = fold(text[max(0, place.start - 2 * _CONTEXT) : place.start]).words
    after = fold(text[place.end : place.end + 2 * _CONTEXT]).words
    same = _common(prefix[::-1], before[::-1]) + _common(suffix, after)
    return same / whole


def _common(one: str, other: str) -> int:
    for index, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return index
    return min(len(one), len(other))
