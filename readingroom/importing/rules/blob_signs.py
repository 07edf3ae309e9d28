"""The signs by which a stretch of words is a part of the head, in a source that lost its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from readingroom.importing.needed import finder
from readingroom.importing.rules.agencies import is_agency_alone
from readingroom.importing.rules.announcing import is_section
from readingroom.importing.rules.blob_words import (
    BARE,
    BEGINS,
    COUNTED,
    DAYS_IN,
    LONG,
    LONG_CAPITAL,
    NEAR,
    NEAR_CAPITAL,
    STOPS,
    UPPER,
    Beginning,
    Counts,
    Word,
    counted,
    opening_of,
    summed,
)
from readingroom.importing.rules.names import has_office, is_name

#: A part of a head has at most so many words, and so many places within where another might begin.
LONGEST, FURTHEST = 45, 16
#: So many words behind a place say whether a text begins there.
_AHEAD = 10
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
    yield f"then={opening_of(after)} {last.stop}"
    yield f"parted={_parts(before)} {_parts(after)} {_parts(last)}"
    if after and words[0].bare and len(words) > 1:
        again = [word.bare for word in head.words[end : end + len(words)]]
        again = again if again[0] else again[1:]
        same = sum(a == b.bare for a, b in zip(again, words, strict=False))
        if same * 2 > len(words):
            yield "said again"
    counts = [b - a for a, b in zip(head.counts[start], head.counts[end], strict=True)]
    yield f"capitals={_share(counts)} {_step(len(words), 1, 3, 8, 16)}"
    stops = head.counts[end - 1][STOPS] - head.counts[start][STOPS]
    yield f"stops within={_step(stops, 0, 1)}"
    begins = head.counts[end][BEGINS] - head.counts[start + 1][BEGINS]
    yield f"begins within={_step(begins, 0, 1)}"
    told = sorted({word.told for word in words})
    yield f"told={'+'.join(told)}"
    yield f"told after={after.told if after else ''}"
    yield from _days_of(words, after, counts[DAYS_IN])
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
    yield f"text first={first.bare.casefold() if opening_of(first) != 'no' else '-'} {stop}"
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
    bare = joined.strip(BARE)
    first = words[0].bare.casefold()
    if bare and len(words) <= 6:
        if is_name(bare):
            yield "name"
            yield f"name of {len(words)} {opening_of(after)}"
        if is_section(bare):
            yield "section"
        if is_agency_alone(bare):
            yield "agency"
    if first == "by":
        names = [word for word in words[1:] if word.shape in {"Aa", "AA", "A"}]
        yield f"by {is_name(' '.join(w.words for w in words[1:]).strip(BARE))}"
        yield f"by of {_step(len(names), 1, 2, 3)} {opening_of(after)}"
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


def _capitals(words: Sequence[Word]) -> str:
    counts: Counts = (0,) * COUNTED
    for word in words:
        counts = summed(counts, counted(None, word))
    return _share(counts)


def _share(counts: Sequence[int]) -> str:
    """What share of the longer words has a capital, in fifths; all of them in capitals."""
    if not counts[NEAR]:
        return "-"
    if counts[NEAR] == counts[UPPER]:
        return "all"
    if counts[LONG]:
        return str(round(5 * counts[LONG_CAPITAL] / counts[LONG]))
    return str(round(5 * counts[NEAR_CAPITAL] / counts[NEAR]))


def _step(count: int, *steps: int) -> str:
    return next((str(step) for step in steps if count <= step), "more")
