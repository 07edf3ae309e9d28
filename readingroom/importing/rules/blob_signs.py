"""The signs by which a stretch of words is a part of the head, in a source that lost its lines."""

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
from readingroom.importing.needed import finder
from readingroom.importing.rules.agencies import is_agency_alone
from readingroom.importing.rules.announcing import is_section
from readingroom.importing.rules.elements import content_words
from readingroom.importing.rules.names import has_office, is_name
from readingroom.importing.segments import Finding, word_set

#: Links of a page, title, byline and a day are over before so many words.
MOST = 110
#: A part of a head has at most so many words, and so many places within where another might begin.
LONGEST, FURTHEST = 45, 16
#: What stands below a text is over within so many words, and so many code points.
LAST, _LAST = 80, 900
#: So much of the text says which words it is of.
_BODY = 6000
#: So many words behind a place say whether a text begins there.
_AHEAD = 10
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
_BARE = "\"“”‘’'(),;:.[]*_!?«»—–-"
_SHORT = word_set(
    "mr mrs ms dr st rev prof hon gov sen rep gen col capt lt sgt no vol jr sr inc co ltd u.s"
)
#: Words with which sentences begin, and names never.
_OPENERS = word_set(
    """the a an in on at it he she they we this that there when after as for if but what how two three
    its his her i you my our these those some many most one by from with no not once since while"""
)
_PICTURE = re.compile(r"(?i)\b(?:photo\w*|pictures?|image|illustration|©|getty|file)\b|©")
_LINKS = re.compile(
    r"(?i)\b(?:share|tweet|subscribe|sign in|log in|print|e-?mail|comments?|cookies?|menu|search|"
    r"newsletter|advertisement|home|skip to|read more|min read|follow|facebook|twitter|listen|play|"
    r"video)\b"
)
_EDITED = re.compile(
    r"(?i)\b(?:edited|transcri\w+|printed|following|translated|editor|note|delivered|preached)\b"
)


#: What words beside a text say of pictures, of links and of those who edited it.
_SAYING = (("picture", finder(_PICTURE)), ("links", finder(_LINKS)), ("edited", finder(_EDITED)))


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
    bare = words.strip(_BARE)
    told = next((f.role for f in found if f.start <= start < f.end), "")
    inside = [span for span in days if span[0] < end and start < span[1]]
    day = "" if not inside else "first" if min(s[0] for s in inside) >= start else "on"
    glued = start > 0 and not text[start - 1].isspace()
    return Word(start, end, words, bare, _shape(bare), _stop(words, bare), told, day, glued)


def part_signs(head: Beginning, start: int, end: int) -> Iterator[str]:
    """The signs of the words from ``start`` up to ``end`` as one part of the head."""
    words = head.words[start:end]
    first, last = words[0], words[-1]
    before = head.words[start - 1] if start else None
    after = head.words[end] if end < len(head.words) else None
    joined = " ".join(word.words for word in words)
    yield "any"
    yield f"size={_step(len(words), 1, 2, 3, 4, 6, 9, 13, 18, 25)}"
    yield f"first={first.bare.casefold()}"
    yield f"two={first.bare.casefold()} {words[1].bare.casefold() if len(words) > 1 else ''}"
    yield f"last={last.bare.casefold()}"
    yield f"over={before.bare.casefold() if before else 'nothing'}"
    edge = f"{before.stop if before else 'nothing'} {first.shape}"
    yield f"edge={edge}"
    yield f"end={last.stop} {last.shape} {after.shape if after else ''}"
    yield f"then={_opening(after)} {last.stop}"
    yield f"parted={_parts(before)} {_parts(after)} {_parts(last)}"
    if after and words[0].bare and len(words) > 1:
        again = [word.bare for word in head.words[end : end + len(words)]]
        again = again if again[0] else again[1:]
        same = sum(a == b.bare for a, b in zip(again, words, strict=False))
        if same * 2 > len(words):
            yield "said again"
    counts = [b - a for a, b in zip(head.counts[start], head.counts[end], strict=True)]
    yield f"capitals={_share(counts)} {_step(len(words), 1, 3, 8, 16)}"
    stops = head.counts[end - 1][_STOPS] - head.counts[start][_STOPS]
    yield f"stops within={_step(stops, 0, 1)}"
    begins = head.counts[end][_BEGINS] - head.counts[start + 1][_BEGINS]
    yield f"begins within={_step(begins, 0, 1)}"
    told = sorted({word.told for word in words})
    yield f"told={'+'.join(told)}"
    yield f"told after={after.told if after else ''}"
    yield from _days_of(words, after, counts[_DAYS_IN])
    yield from _kind_of(joined, words, before, after)
    said, known = (b - a for a, b in zip(head.said[start], head.said[end], strict=True))
    if said and len(words) < 30:
        yield f"said={round(known / said * 3)}"


def text_signs(head: Beginning, start: int) -> Iterator[str]:
    """The signs of a place as that where the text begins."""
    words = head.words[start : start + _AHEAD]
    first = words[0]
    before = head.words[start - 1] if start else None
    yield "text"
    stop, shape = (before.stop, before.shape) if before else ("nothing", "")
    yield f"text first={first.bare.casefold() if _opening(first) != 'no' else '-'} {stop}"
    yield f"text edge={stop} {first.shape}"
    yield f"text around={shape} {stop} {first.shape}"
    yield f"text capitals={_capitals(words)}"
    yield f"text second={_capitals(words[1:4])}"
    yield f"text place={_step(start, 0, 2, 6, 12, 20, 35)}"
    yield f"text told={before.told if before else ''} {first.told}"
    yield f"text day={before.day if before else ''} {first.day}"
    yield f"text opening={first.words[0] if not first.words[0].isalnum() else ''}"
    stops = next((i for i, word in enumerate(head.words[start:]) if word.stop == "stop"), 60)
    yield f"text sentence={_step(stops, 2, 5, 9, 15, 30)}"
    small = sum(word.shape == "a" for word in words)
    yield f"text small={small}"


def end_signs(head: Beginning, end: int) -> Iterator[str]:
    """The signs of a place as that where the text ends, before the word ``end``."""
    last = head.words[end - 1]
    words = head.words[end : end + _AHEAD]
    first = words[0] if words else None
    stop = last.stop
    yield "text"
    yield f"text edge={stop} {last.shape} {first.shape if first else ''}"
    yield f"text first={first.bare.casefold() if first else ''}"
    yield f"text two={' '.join(word.bare.casefold() for word in words[:2])}"
    yield f"text stop={last.words[-1] if not last.words[-1].isalnum() else stop}"
    yield f"text capitals={_capitals(words)}"
    yield f"text second={_capitals(words[1:4])}"
    left = len(head.words) - end
    yield f"text place={_step(left, 0, 2, 6, 12, 20, 35)}"
    yield f"text told={last.told} {first.told if first else ''}"
    yield f"text day={last.day} {first.day if first else ''}"
    small = sum(word.shape == "a" for word in words)
    yield f"text small={small} {_step(left, 0, 4, 9)}"


def _days_of(words: Sequence[Word], after: Word | None, days: int) -> Iterator[str]:
    whole = "all" if days == len(words) else "most" if days * 2 > len(words) else "some"
    yield f"days={whole if days else 'none'}"
    if days and after and after.day == "on":
        yield "day cut"
    if words[0].day == "on":
        yield "day cut before"
    if after and after.day == "first":
        yield "day after"


def _kind_of(
    joined: str, words: Sequence[Word], before: Word | None, after: Word | None
) -> Iterator[str]:
    bare = joined.strip(_BARE)
    first = words[0].bare.casefold()
    if bare and len(words) <= 6:
        if is_name(bare):
            yield "name"
            yield f"name of {len(words)} {_opening(after)}"
        if is_section(bare):
            yield "section"
        if is_agency_alone(bare):
            yield "agency"
    if first == "by":
        names = [word for word in words[1:] if word.shape in {"Aa", "AA", "A"}]
        yield f"by {is_name(' '.join(w.words for w in words[1:]).strip(_BARE))}"
        yield f"by of {_step(len(names), 1, 2, 3)} {_opening(after)}"
    if ":" in words[0].words or (len(words) > 1 and words[1].words.endswith(":")):
        yield f"label {first}"
    for name, found in _SAYING:
        if found(joined):
            yield name
    if has_office(joined[:200]):
        yield "office"
    if joined[0] in '"“‘«' and joined[-1] in '"”’»' and not before:
        yield "quoted whole"
    yield f"marks={joined.count('“') - joined.count('”') + joined.count('(') - joined.count(')')}"
    if re.search(r"\s[|·•>»]\s", joined):
        yield "bars"


def _parts(word: Word | None) -> str:
    """The mark of a page that a word is, or whether a space was lost before it."""
    return "end" if not word else word.words[:1] if not word.bare else "glued" if word.glued else ""


#: Of a word, as numbers: whether it ends a sentence, is of a day, begins as sentences do where none
#: begins; whether it is a word of letters, all in capitals, with a capital; longer, and with a capital.
Counts = tuple[int, ...]
_STOPS, _DAYS_IN, _BEGINS, _NEAR, _UPPER, _NEAR_CAPITAL, _LONG, _LONG_CAPITAL = range(8)
_COUNTED = 8


def _counted(before: Word | None, word: Word) -> Counts:
    bare = word.bare
    near, capital, long = bare[:1].isalpha(), bare[:1].isupper(), len(bare) > _SMALL
    begins = (
        before is not None
        and before.stop == "none"
        and before.shape == "a"
        and capital
        and _opening(word) == "yes"
    )
    told = word.stop == "stop", bool(word.day), begins, near, near and bare.isupper()
    return tuple(map(int, (*told, near and capital, near and long, near and long and capital)))


def _summed(a: Counts, b: Counts) -> Counts:
    return tuple(map(add, a, b))


def opening_word(bare: str) -> bool:
    """Whether a word with a capital is one that begins sentences, and never a name."""
    return bare[:1].isupper() and bare.casefold() in _OPENERS


def _opening(word: Word | None) -> str:
    if not word:
        return "nothing"
    return (
        "yes"
        if opening_word(word.bare)
        else "no"
        if word.shape in {"Aa", "AA", "A", "9"}
        else word.shape
    )


def _capitals(words: Sequence[Word]) -> str:
    counts: Counts = (0,) * _COUNTED
    for word in words:
        counts = _summed(counts, _counted(None, word))
    return _share(counts)


def _share(counts: Sequence[int]) -> str:
    """What share of the longer words has a capital, in fifths; all of them in capitals."""
    if not counts[_NEAR]:
        return "-"
    if counts[_NEAR] == counts[_UPPER]:
        return "all"
    if counts[_LONG]:
        return str(round(5 * counts[_LONG_CAPITAL] / counts[_LONG]))
    return str(round(5 * counts[_NEAR_CAPITAL] / counts[_NEAR]))


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


def _step(count: int, *steps: int) -> str:
    return next((str(step) for step in steps if count <= step), "more")
