"""What the words of a quote are the target, and every place of a text where they stand.

A quote is looked for as written, then as Markdown renders it; ``==words==`` in it are the target and the
rest is context; ``[…]`` is taken literally first, then as an elision; last it is looked for in the
text's own Markdown (``written``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from readingroom.folding import folded_words
from readingroom.model import Quote
from readingroom.quotes import Haystack, Match, Miss, find_exact, match_in
from readingroom.readers.markdown import words_of
from readingroom.values import frozen, replace
from readingroom.written import Markdown

_MARKED = re.compile(r"==(?=\S)(.+?)(?<=\S)==", re.DOTALL)
_ELISION = re.compile(r"\s*\[(?:…|\.\.\.)\]\s*")
#: All that folds to a sign of equality.
_EQUALS = re.compile("[=⁼₌⩴⩵⩶﹦＝]")


@frozen
class _Part:
    """Words of a quote between elisions, and which are the target (none in mere context)."""

    words: str
    start: int
    end: int


def place(
    quote: Quote, nth: tuple[int, int] | None, haystack: Haystack, source: Markdown | None
) -> Match | Miss:
    """The first reading of a quote that has a place; else the most telling miss."""
    missed = Miss("absent")
    for reading in _readings(quote.raw):
        result = _chosen(_ranges(reading, haystack), nth)
        if isinstance(result, Match):
            return result
        if result.reason == "ambiguous" and missed.reason == "absent":
            missed = result
    if source is None or missed.reason == "ambiguous":
        return missed
    written = [Match(start, end, 1.0, "exact") for start, end in source.find(quote.raw)]
    return _chosen(written, nth)


def _chosen(places: list[Match], nth: tuple[int, int] | None) -> Match | Miss:
    """The only place, or the one that ``nth`` counts where there are as many as it says."""
    if not places:
        return Miss("absent")
    number, total = nth or (1, 1)
    if len(places) == total and 1 <= number <= total:
        return places[number - 1]
    return Miss("ambiguous", tuple(places))


def _readings(raw: str) -> Iterator[tuple[_Part, ...]]:
    """A quote as it may be meant: literally, with a marked target, rendered, with elisions."""
    yield (_Part(raw, 0, len(raw)),)
    rendered = words_of(raw)
    forms = [_unmarked(form) for form in dict.fromkeys((raw, rendered))]
    for part in forms:
        if part.words != raw:
            yield (part,)
    for part in forms:
        if pieces := _cut(part):
            yield pieces


def _unmarked(form: str) -> _Part:
    """The words without the signs that mark the target; all are the target where there are none."""
    marked = _MARKED.search(form)
    if not marked:
        return _Part(form, 0, len(form))
    before, target = form[: marked.start()], marked.group(1)
    return _Part(before + target + form[marked.end() :], len(before), len(before + target))


def _cut(part: _Part) -> tuple[_Part, ...]:
    """The pieces between elisions, none where there is no elision."""
    elisions = [m.span() for m in _ELISION.finditer(part.words)]
    if not elisions:
        return ()
    begins = [0, *(end for _, end in elisions)]
    ends = [*(start for start, _ in elisions), len(part.words)]
    return tuple(
        _Part(
            part.words[begin:end],
            min(max(part.start, begin), end) - begin,
            min(max(part.end, begin), end) - begin,
        )
        for begin, end in zip(begins, ends, strict=True)
        if part.words[begin:end].strip()
    )


def _ranges(parts: tuple[_Part, ...], haystack: Haystack) -> list[Match]:
    """From the target's first words to its last, the parts in order and as near as they stand."""
    each = [_places(part, haystack) for part in parts]
    if not all(each):
        return []
    ranges: list[Match] = []
    for position, first in enumerate(each[0]):
        chain = [first]
        for later in each[1:]:
            following = next((p for p in later if p[0].start >= chain[-1][0].end), None)
            if following is None:
                return ranges
            chain.append(following)
        # An opening that is said again before the rest follows is not where the range begins.
        again = each[0][position + 1][0].start if position + 1 < len(each[0]) else None
        if again is not None and len(chain) > 1 and again < chain[1][0].start:
            continue
        targets = [t for part, (_, t) in zip(parts, chain, strict=True) if part.start < part.end]
        if targets:
            last = targets[-1]
            ranges.append(replace(targets[0], end=last.end, score=min(t.score for t in targets)))
    return list(dict.fromkeys(ranges))


def _places(part: _Part, haystack: Haystack) -> list[tuple[Match, Match]]:
    """Where the words of a part stand, and the target within them."""
    exact = [
        (m, replace(m, start=m.start + part.start, end=m.start + part.end))
        for m in find_exact(haystack, part.words)
    ]
    if exact:
        return _whole_words(haystack.text, exact)
    if "==" in part.words and not _EQUALS.search(haystack.text):
        # A marked target, looked for literally first: the text need not be folded for that.
        return []
    # Folding drops white space at the ends of what it is given, so the pieces are measured inside
    # the whole: up to the target, and up to its end.
    before = len(folded_words(part.words[: part.start] + "x")) - 1
    upto = len(folded_words(part.words[: part.end] + "x")) - 1
    upto -= upto > before and part.words[part.end - 1].isspace()
    made: list[tuple[Match, Match]] = []
    for at, stop in haystack.folded.find(folded_words(part.words)):
        whole = Match(*haystack.folded.span(at, stop), 0.99, "folded")
        target = whole
        if before < upto:
            start, end = haystack.folded.span(at + before, min(at + upto, stop))
            target = replace(whole, start=start, end=end)
        made.append((whole, target))
    return _whole_words(haystack.text, made)


def _whole_words(text: str, found: list[tuple[Match, Match]]) -> list[tuple[Match, Match]]:
    """Those of the places that begin and end with a word; all, where none does.

    `art` is not meant to be in `party` while it stands by itself elsewhere.
    """
    whole = [pair for pair in found if not _within_word(text, pair[0])]
    return whole or found


def _within_word(text: str, match: Match) -> bool:
    def joins(at: int) -> bool:
        return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()

    return joins(match.start) or joins(match.end)


def likely(quote: Quote, haystack: Haystack) -> Match | Miss:
    """Where words that nothing is remembered of stand in another form, if that can be told."""
    rendered = words_of(quote.raw)
    part = _unmarked(rendered)
    if _cut(part):
        return Miss("absent")
    words = part.words
    return match_in(haystack, words[part.start : part.end], words[: part.start], words[part.end :])
