"""The words of a source that lost its lines: where each begins, its form, and what is known of it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import add

from readingroom.importing.dates import MONTH, TIME, full_dates
from readingroom.importing.layout import Draft
from readingroom.importing.months import WEEKDAY
from readingroom.importing.rules.elements import content_words
from readingroom.importing.segments import Finding, word_set

#: Links of a page, title, byline and a day are over before so many words.
MOST = 110
#: What stands below a text is over within so many words, and so many code points.
LAST, _LAST = 80, 900
#: So much of the text says which words it is of.
_BODY = 6000
#: Words so short are small in titles too.
_SMALL = 3
_WORD = re.compile(r"\S+")
#: “bagBy”, “WambuaFriday”, “Christmas.A”: where a space was lost another word begins.
_JOINT = re.compile(
    r"(?<=[a-zß-öø-ÿ\d]{2})(?<!\bMac)(?=[A-ZÀ-Þ][A-Za-zÀ-ÿ])"
    r"|(?<=[a-zß-öø-ÿ\d][.!?])(?=[\"“‘]?[A-ZÀ-Þ][a-zß-öø-ÿ]|[\"“‘]?A$)"
    r"|(?<=[a-zß-öø-ÿ\d][.!?][\"”’])(?=[A-ZÀ-Þ][a-zß-öø-ÿ]|A$)"
)
_DAYS = re.compile(
    rf"(?:{WEEKDAY},?\s)?(?:\d{{1,2}}(?:st|nd|rd|th|\.)?\s)?(?:{MONTH})\.?\s(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s)?\d{{4}}"
    rf"(?:,?\s(?:at\s)?{TIME.pattern})?"
    rf"|\d{{1,2}}(?P<part>[./-])\s?\d{{1,2}}(?P=part)\s?(?:\d{{4}}|\d\d)(?!\w)(?:,?\s(?:at\s|@\s)?{TIME.pattern})?"
    r"|(?:1[5-9]|20)\d\d[.-]\s?\d\d[.-]\s?\d\d(?!\w)\.?"
)
BARE = "\"“”‘’'(),;:.[]*_!?«»—–-"
_SHORT = word_set(
    "mr mrs ms dr st rev prof hon gov sen rep gen col capt lt sgt no vol jr sr inc co ltd u.s"
)
#: Words with which sentences begin, and names never.
_OPENERS = word_set(
    """the a an in on at it he she they we this that there when after as for if but what how two three
    its his her i you my our these those some many most one by from with no not once since while"""
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place, its letters without marks, its form, and the mark that it ends with."""

    start: int
    end: int
    words: str
    bare: str
    shape: str
    stop: str
    told: str
    day: str
    glued: bool


@dataclass(frozen=True, eq=False)
class Beginning:
    """The first or last words of a source that lost its lines, and what its text says elsewhere."""

    draft: Draft
    words: tuple[Word, ...]
    text: tuple[int, int]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of the text beside these."""
        return frozenset(content_words(self.draft.text[slice(*self.text)]))

    @cached_property
    def said(self) -> tuple[tuple[int, int], ...]:
        """How many words that say something stand before each word, and how many the text has too."""
        counts = [(0, 0)]
        for word in self.words:
            said = content_words(word.bare)
            total, known = counts[-1]
            counts.append((total + len(said), known + sum(w in self.vocabulary for w in said)))
        return tuple(counts)

    @cached_property
    def counts(self) -> tuple[Counts, ...]:
        """What ``_counted`` says of all words before each: a stretch's are a difference."""
        befores = (None, *self.words)
        each = (_counted(a, b) for a, b in zip(befores, self.words, strict=False))
        sums = itertools.accumulate(each, _summed, initial=(0,) * _COUNTED)
        return tuple(sums)

    @cached_property
    def cuts(self) -> tuple[int, ...]:
        """The words with which a part may begin: with a capital or figure, or behind a mark."""
        return tuple(
            at
            for at, word in enumerate(self.words)
            if not at
            or word.shape not in {"a", "other"}
            or self.words[at - 1].stop not in {"none", "short"}
            or word.bare == "by"
            or word.glued
            or self.words[at - 1].told != word.told
        )


def beginning_of(draft: Draft, found: Sequence[Finding]) -> Beginning:
    """The first words of a draft, with what is known of each."""
    start = draft.units[0].start if draft.units else 0
    spans = [*itertools.islice(_spans(draft.text, start, len(draft.text)), MOST)]
    stop = spans[-1][1] if spans else start
    return Beginning(draft, _words(draft, spans, found), (stop, stop + _BODY))


def ending_of(draft: Draft, found: Sequence[Finding]) -> Beginning:
    """The last words of a draft, with what is known of each."""
    end = draft.units[-1].end if draft.units else 0
    spans = [*_spans(draft.text, max(0, end - _LAST), end)][-LAST:]
    first = spans[0][0] if spans else end
    return Beginning(draft, _words(draft, spans, found), (max(0, first - _BODY), first))


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The words between two places, parted too where the space between them was lost."""
    for match in _WORD.finditer(text, start, end):
        word, at = match.group(), match.start()
        joints = [joint.start() for joint in _JOINT.finditer(word)] if len(word) > 2 else []
        for a, b in itertools.pairwise((0, *joints, len(word))):
            yield at + a, at + b


def _words(
    draft: Draft, spans: Sequence[tuple[int, int]], found: Sequence[Finding]
) -> tuple[Word, ...]:
    if not spans:
        return ()
    text, first, stop = draft.text, spans[0][0], spans[-1][1]
    days = [(f.start + first, f.end + first) for f in full_dates(text[first:stop])]
    days += [match.span() for match in _DAYS.finditer(text, first, stop)]
    near = [f for f in found if f.end > first and f.start < stop]
    return tuple(_word(text, span, near, days) for span in spans)


def _word(
    text: str,
    span: tuple[int, int],
    found: Sequence[Finding],
    days: Sequence[tuple[int, int]],
) -> Word:
    start, end = span
    words = text[start:end]
    bare = words.strip(BARE)
    told = next((f.role for f in found if f.start <= start < f.end), "")
    inside = [span for span in days if span[0] < end and start < span[1]]
    day = "" if not inside else "first" if min(s[0] for s in inside) >= start else "on"
    glued = start > 0 and not text[start - 1].isspace()
    return Word(start, end, words, bare, _shape(bare), _stop(words, bare), told, day, glued)


#: Of a word, as numbers: whether it ends a sentence, is of a day, begins as sentences do where none
#: begins; whether it is a word of letters, all in capitals, with a capital; longer, and with a capital.
Counts = tuple[int, ...]
STOPS, DAYS_IN, BEGINS, NEAR, UPPER, NEAR_CAPITAL, LONG, LONG_CAPITAL = range(8)
_COUNTED = 8


def _counted(before: Word | None, word: Word) -> Counts:
    """What is counted of a word that stands behind another."""
    bare = word.bare
    near, capital, long = bare[:1].isalpha(), bare[:1].isupper(), len(bare) > _SMALL
    begins = (
        before is not None
        and before.stop == "none"
        and before.shape == "a"
        and capital
        and opening_of(word) == "yes"
    )
    told = word.stop == "stop", bool(word.day), begins, near, near and bare.isupper()
    return tuple(map(int, (*told, near and capital, near and long, near and long and capital)))


def _summed(a: Counts, b: Counts) -> Counts:
    return tuple(map(add, a, b))


def opening_word(bare: str) -> bool:
    """Whether a word with a capital is one that begins sentences, and never a name."""
    return bare[:1].isupper() and bare.casefold() in _OPENERS


def opening_of(word: Word | None) -> str:
    """Whether a word begins sentences (yes), may be of a name (no), or else its shape."""
    if not word:
        return "nothing"
    return (
        "yes"
        if opening_word(word.bare)
        else "no"
        if word.shape in {"Aa", "AA", "A", "9"}
        else word.shape
    )


def _shape(bare: str) -> str:
    if not bare:
        return "mark"
    if bare[0].isdigit():
        return "9" if bare.isdigit() else "9a"
    if len(bare) == 1:
        return "A" if bare.isupper() else "a"
    if bare.isupper():
        return "AA"
    return "Aa" if bare[0].isupper() else "a" if bare[0].islower() else "other"


def _stop(words: str, bare: str) -> str:
    """The mark that a word ends with; “Mr.” and “J.” end nothing."""
    end = words.rstrip("\"”’'»)]*_")
    if not end:
        return "closed"
    mark = end[-1]
    if mark == "." and (len(bare) == 1 or bare.casefold() in _SHORT):
        return "short"
    if mark in ".!?":
        return "stop"
    if mark in ",;:":
        return mark
    if not mark.isalnum():
        return "sign"
    return "closed" if end != words else "none"
