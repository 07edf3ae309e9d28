"""Finding a quote in a text: exact words, folded words, then words that were changed a little.

``match_quote`` is a pure function over strings. Cheaper ways are tried first, and what they find has
to stand in the quote's own context where one is given: words that are found elsewhere, in another
context, are a lookalike and not the place. Where two places are equally good the answer is that it
cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from readingroom.alignment import Aligned, Wanted, places
from readingroom.folding import folded_words, splits
from readingroom.surroundings import CONTEXT, Haystack, Match, around, sides, touching
from readingroom.values import frozen

#: A folded match says the same words in another dress.
_FOLDED_SCORE = 0.99
#: Places of one quote that are compared by their context, those next to most of it.
_COMPARED = 24
#: How much better the best place must be than the next, as a share of the context of both sides. Less
#: than a quarter may be one shared word.
_MARGIN = 0.25
#: Mean likeness of the context from which no other place is looked for: it cannot be better.
_CERTAIN = 0.97
#: The same for places that were found by likeness, as a share of quote and context together.
_FUZZY_MARGIN = 0.06


@frozen
class _Demand:
    """What a place must have, for quotes of fewer than ``length`` folded code points.

    ``words``: how like the quote its words must be when they were changed. ``context``: the mean
    likeness of the context then. ``same_context``: the mean when the words are the quote's. One side
    that is ``side`` or better is enough in place of the mean.
    """

    length: int
    words: float
    context: float
    same_context: float
    side: float


# Measured on 1,200 quotes with 32 code points of context, re-found in newer revisions of three books,
# on every second of them with the true passage cut out, and on 1,200 searches of other books; all of
# them, and more, are run by benchmarks/anchoring.py. Right places: words 0.85 or more under 25 code
# points, 0.78 or more above; mean context 0.90 or more, but for one of 0.66. What must not be attached:
# see each line.
_DEMANDS = (
    # Wrong, the very words elsewhere: mean context up to 0.77, one side up to 0.88.
    _Demand(12, 0.75, 0.85, 0.80, 0.95),
    # Wrong: 0.94 like with a mean of 0.62; the very words with a mean of 0.34.
    _Demand(25, 0.75, 0.75, 0.65, 0.95),
    # Wrong: at most 0.67 like.
    _Demand(50, 0.72, 0.60, 0.50, 0.85),
    # Wrong: 0.82 like with a mean of 0.49 and one side of 0.75.
    _Demand(120, 0.62, 0.60, 0.50, 0.85),
    # Wrong: at most 0.49 like.
    _Demand(1 << 62, 0.55, 0.45, 0.45, 0.70),
)
#: Between two sides of so many code points that are so like those wanted, words are believed that share
#: this much with the quote: a short one that was corrected has little left of it. Judgements, held by
#: the measurement of passages that were cut out.
_FRAME, _FRAMED, _FRAMED_WORDS = 12, 0.85, 0.45
#: Without context words that were changed are believed from this length on, and must be this much
#: more like than those demanded with it: 0.67 is the likest of other books' passages at this length.
_ALONE, _ALONE_MORE = 25, 0.08


@frozen
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
    return match_in(_haystack(text), exact, prefix, suffix, hint)


@lru_cache(maxsize=4)
def _haystack(text: str) -> Haystack:
    return Haystack(text)


def match_in(
    haystack: Haystack, exact: str, prefix: str = "", suffix: str = "", hint: int | None = None
) -> Match | Miss:
    """``match_quote`` over a text that many quotes are looked for in."""
    quote = folded_words(exact)
    if not quote:
        return Miss("absent")
    before, after = folded_words(prefix[-CONTEXT:]), folded_words(suffix[:CONTEXT])
    same = list(find_exact(haystack, exact)) or list(find_folded(haystack, exact))
    if same and not before and not after:
        return _only(same, hint)
    spaced = (
        prefix[-1:].isspace() or exact[:1].isspace(),
        suffix[:1].isspace() or exact[-1:].isspace(),
    )
    wanted = Wanted.of(before, quote, after, spaced=spaced)
    strange: list[Match] = []
    # A side without context is taken to be a word's edge.
    whole = (
        not (prefix[-1:].isalnum() and exact[:1].isalnum()),
        not (suffix[:1].isalnum() and exact[-1:].isalnum()),
    )
    if same:
        decided, likeness = _by_context(haystack, same, wanted, hint)
        if isinstance(decided, Match):
            return _or_rival(haystack, decided, likeness, wanted, whole)
        if decided.reason == "ambiguous":
            return decided
        strange = list(decided.candidates)
    return _by_likeness(haystack, wanted, strange, hint, whole)


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
    for at, stop in haystack.folded.find(folded_words(exact)):
        start, end = haystack.folded.span(at, stop)
        yield Match(start, end, _FOLDED_SCORE, "folded")


def _only(same: list[Match], hint: int | None) -> Match | Miss:
    """The only place, or of several the one nearest to where it is expected."""
    if len(same) == 1:
        return same[0]
    nearest = _nearest(same, hint)
    return nearest or Miss("ambiguous", tuple(same))


def _nearest(equal: list[Match], hint: int | None) -> Match | None:
    if hint is None:
        return None
    near = sorted(equal, key=lambda match: abs(match.start - hint))
    return near[0] if abs(near[0].start - hint) < abs(near[1].start - hint) else None


def _demand(wanted: Wanted) -> _Demand:
    length = wanted.end - wanted.begin
    return next(demand for demand in _DEMANDS if length < demand.length)


def _by_context(
    haystack: Haystack, same: list[Match], wanted: Wanted, hint: int | None
) -> tuple[Match | Miss, float]:
    """Of places with the quote's own words, the one that stands in its context, and how like that is."""
    demand = _demand(wanted)
    before, after = wanted.whole[: wanted.begin], wanted.whole[wanted.end :]
    compared = sorted(same, key=lambda match: -touching(haystack, match, before, after))
    judged = sorted(
        ((around(haystack, match, before, after), match) for match in compared[:_COMPARED]),
        key=lambda pair: (-pair[0][0], pair[1].start),
    )
    fit = [
        (mean, match)
        for (mean, side), match in judged
        if mean >= demand.same_context or side >= demand.side
    ]
    if not fit:
        return Miss("absent", tuple(match for _, match in judged)), 0.0
    best = fit[0][0]
    equal = [match for mean, match in fit if best - mean < _MARGIN]
    if len(equal) == 1:
        return equal[0], best
    return _nearest(equal, hint) or Miss("ambiguous", tuple(equal)), best


def _or_rival(
    haystack: Haystack, same: Match, likeness: float, wanted: Wanted, whole: tuple[bool, bool]
) -> Match | Miss:
    """A place with the quote's own words, or one where they were changed in a context that is more its.

    ``likeness`` is the mean of the context at the first. A sentence that was corrected where it stood
    must not be given up for a twin of it elsewhere.
    """
    if likeness >= _CERTAIN:
        return same
    demand = _demand(wanted)
    around = len(wanted.whole) - (wanted.end - wanted.begin)
    score = 1 - (1 - likeness) * around / len(wanted.whole)
    rivals = []
    for aligned in places(wanted, haystack.folded.words):
        match = _match(haystack, aligned, whole)
        if _believed(aligned, wanted, demand) and not _overlap(match, same):
            rivals.append((1 - aligned.edits / len(wanted.whole), match))
    if not rivals or score - rivals[0][0] >= _FUZZY_MARGIN:
        return same
    if rivals[0][0] - score >= _FUZZY_MARGIN:
        return rivals[0][1]
    return Miss("ambiguous", (same, rivals[0][1]))


def _by_likeness(
    haystack: Haystack,
    wanted: Wanted,
    strange: list[Match],
    hint: int | None,
    whole: tuple[bool, bool],
) -> Match | Miss:
    """The place whose words and context together are most like what is wanted."""
    demand = _demand(wanted)
    found = places(wanted, haystack.folded.words)
    candidates = [_match(haystack, aligned, whole) for aligned in found]
    good = [
        (1 - aligned.edits / len(wanted.whole), match)
        for aligned, match in zip(found, candidates, strict=True)
        if _believed(aligned, wanted, demand)
    ]
    if not good:
        near = sorted({*strange, *candidates}, key=lambda match: (-match.score, match.start))
        return Miss("absent", tuple(near[:5]))
    best = good[0][0]
    equal = [match for score, match in good if best - score < _FUZZY_MARGIN]
    equal = [m for n, m in enumerate(equal) if not any(_overlap(m, e) for e in equal[:n])]
    if len(equal) == 1:
        return equal[0]
    return _nearest(equal, hint) or Miss("ambiguous", tuple(equal))


def _believed(aligned: Aligned, wanted: Wanted, demand: _Demand) -> bool:
    context = aligned.context
    if context is None:
        return wanted.end - wanted.begin >= _ALONE and aligned.quote >= demand.words + _ALONE_MORE
    if _framed(aligned, wanted) and aligned.quote >= _FRAMED_WORDS:
        return True
    return aligned.quote >= demand.words and (
        context >= demand.context or (aligned.best_side >= demand.side and demand.length > _ALONE)
    )


def _framed(aligned: Aligned, wanted: Wanted) -> bool:
    """Whether much context stands on both sides, nearly as it was: what is between them is the place."""
    much = min(wanted.begin, len(wanted.whole) - wanted.end) >= _FRAME
    return much and min(aligned.before or 0.0, aligned.after or 0.0) >= _FRAMED


def _whole_words(text: str, start: int, end: int, whole: tuple[bool, bool]) -> tuple[int, int]:
    """The range with the rest of a word that it cuts, where the quote was of whole words."""
    while whole[0] and start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while whole[1] and end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _match(haystack: Haystack, aligned: Aligned, whole: tuple[bool, bool]) -> Match:
    first, stop = aligned.start, aligned.end
    while haystack.folded.within(first):
        first -= 1
    while haystack.folded.within(stop):
        stop += 1
    start, end = haystack.folded.span(first, stop)
    start, end = _whole_words(haystack.text, start, end, whole)
    # White space at the ends is the text's, not the quote's.
    words = haystack.text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return Match(start, max(end, start + 1), round(max(0.01, aligned.quote), 4), "fuzzy")


def _overlap(one: Match, other: Match) -> bool:
    return one.start < other.end and other.start < one.end


__all__ = [
    "CONTEXT",
    "Haystack",
    "Match",
    "Miss",
    "find_exact",
    "find_folded",
    "match_in",
    "match_quote",
    "sides",
]
