"""The signs by which a stretch of words is a part of the head, in a source that lost its lines."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from operator import eq

from readingroom.importing.needed import Search, finder
from readingroom.importing.rules.agencies import is_agency_alone
from readingroom.importing.rules.announcing import is_section
from readingroom.importing.rules.blob_words import (
    BARE,
    BEGINS,
    DAYS_IN,
    LONG,
    LONG_CAPITAL,
    NEAR,
    NEAR_CAPITAL,
    STOPS,
    UPPER,
    Beginning,
    Word,
    opening_of,
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
#: What names an office stands in so many first characters of a stretch.
_OFFICE = 200
#: What words beside a text say of pictures, of links, of those who edited it and of what somebody is.
#: Each is found in a stretch if it is found in one within it: none looks beyond its own words.
_SAYING: tuple[tuple[str, Search], ...] = (
    ("picture", finder(_PICTURE)), ("links", finder(_LINKS)), ("edited", finder(_EDITED)),
    ("office", has_office),
)  # fmt: skip
_BARS = frozenset("|·•>»")
#: Names, sections, agencies have so many words at most; what is said elsewhere is counted in fewer.
_NAMED, _SAID = 6, 30


class Stretches:
    """The signs of stretches: what hangs on their beginning or their end alone is asked once of each."""

    def __init__(self, head: Beginning) -> None:
        self._head = head
        count = len(head.words)
        self._all = " ".join(word.words for word in head.words)
        sizes = (len(word.words) + 1 for word in head.words)
        self._at = tuple(itertools.accumulate(sizes, initial=0))
        self._first = [_first_signs(head, start) for start in range(count)]
        self._last = [[], *(_last_signs(head, end) for end in range(1, count + 1))]
        self._bare = [word.bare for word in head.words]
        told = (bool(word.told) for word in head.words)
        self._told = tuple(itertools.accumulate(told, initial=0))
        self._marks = tuple(itertools.accumulate(map(_marks, head.words), initial=0))
        bars = (word.words in _BARS for word in head.words)
        self._bars = tuple(itertools.accumulate(bars, initial=0))
        self._saying = [(name, self._reached(found)) for name, found in _SAYING]

    def _words(self, start: int, end: int) -> str:
        return self._all[self._at[start] : self._at[end] - 1]

    def _reached(self, found: Search) -> list[int]:
        """For each word the least end of a stretch from it in which something is found."""
        count = len(self._head.words)
        least, made = count + 1, [count + 1] * count
        if not found(self._all):
            return made
        for start in reversed(range(count)):
            stop = min(least - 1, count, start + LONGEST)
            if found(self._words(start, stop)):
                # What the next word's stretches have not begins here, and is over soon.
                ends = range(start + 1, stop + 1)
                least = next(end for end in ends if found(self._words(start, end)))
            made[start] = least
        return made

    def signs(self, start: int, end: int) -> list[str]:
        """The signs of the words from ``start`` up to ``end`` as one part of the head."""
        head, size = self._head, end - start
        after = head.words[end] if end < len(head.words) else None
        counts = [b - a for a, b in zip(head.counts[start], head.counts[end], strict=True)]
        one, more, parted = self._first[start]
        *signs, ended = self._last[end]
        signs += more if size > 1 else one
        signs.append(parted + ended)
        signs.append(_SIZES[size])
        signs.append(f"capitals={_share(counts)} {_CAPITAL_SIZES[size]}")
        stops = head.counts[end - 1][STOPS] - head.counts[start][STOPS]
        signs.append(f"stops within={_few(stops)}")
        begins = head.counts[end][BEGINS] - head.counts[start + 1][BEGINS]
        signs.append(f"begins within={_few(begins)}")
        told: set[str] = set()
        if self._told[start] != self._told[end]:
            told = {word.told for word in head.words[start:end]}
        signs.append(f"told={'+'.join(sorted(told))}")
        signs.append(f"marks={self._marks[end] - self._marks[start]}")
        for name, least in self._saying:
            if least[start] <= end and (name != "office" or self._has_office(start, end)):
                signs.append(name)
        if size > 2 and self._bars[end - 1] != self._bars[start + 1]:
            signs.append("bars")
        signs += _days_of(size, counts[DAYS_IN], after)
        if self._is_said_again(start, end):
            signs.append("said again")
        signs += self._kind_of(start, end, after)
        said, known = (b - a for a, b in zip(head.said[start], head.said[end], strict=True))
        if said and size < _SAID:
            signs.append(f"said={round(known / said * 3)}")
        return signs

    def _has_office(self, start: int, end: int) -> bool:
        words = self._words(start, end)
        return len(words) <= _OFFICE or has_office(words[:_OFFICE])

    def _is_said_again(self, start: int, end: int) -> bool:
        """Whether the words behind a stretch are mostly its own once more."""
        size, bare = end - start, self._bare
        if end == len(bare) or not bare[start] or size < 2:
            return False
        again = end if bare[end] else end + 1
        same = sum(map(eq, bare[again : end + size], bare[start:end]))
        return bool(same * 2 > size)

    def _kind_of(self, start: int, end: int, after: Word | None) -> Iterator[str]:
        words = self._head.words[start:end]
        if len(words) <= _NAMED:
            bare = self._words(start, end).strip(BARE)
            if bare:
                yield from _named(bare, len(words), after)
        if words[0].bare.casefold() == "by":
            names = [word for word in words[1:] if word.shape in {"Aa", "AA", "A"}]
            yield f"by {is_name(self._words(start + 1, end).strip(BARE))}"
            yield f"by of {_step(len(names), 1, 2, 3)} {opening_of(after)}"
        if not start and words[0].words[0] in '"“‘«' and words[-1].words[-1] in '"”’»':
            yield "quoted whole"


def _named(bare: str, count: int, after: Word | None) -> Iterator[str]:
    if is_name(bare):
        yield "name"
        yield f"name of {count} {opening_of(after)}"
    if is_section(bare):
        yield "section"
    if is_agency_alone(bare):
        yield "agency"


def _first_signs(head: Beginning, start: int) -> tuple[list[str], list[str], str]:
    """What the first words say of a stretch of one word, and of a longer one; what parts it off."""
    first = head.words[start]
    before = head.words[start - 1] if start else None
    folded = first.bare.casefold()
    signs = ["any", f"first={folded}", f"over={before.bare.casefold() if before else 'nothing'}"]
    signs.append(f"edge={before.stop if before else 'nothing'} {first.shape}")
    if first.day == "on":
        signs.append("day cut before")
    one, more = [*signs, f"two={folded} "], signs
    label = f"label {folded}"
    if ":" in first.words:
        one.append(label)
    if start + 1 < len(head.words):
        second = head.words[start + 1]
        more.append(f"two={folded} {second.bare.casefold()}")
        if ":" in first.words or second.words.endswith(":"):
            more.append(label)
    return one, more, f"parted={_parts(before)} "


def _last_signs(head: Beginning, end: int) -> list[str]:
    """What the last word says of a stretch, and the next; last the end of the sign of what parts it."""
    last = head.words[end - 1]
    after = head.words[end] if end < len(head.words) else None
    signs = [
        f"last={last.bare.casefold()}",
        f"end={last.stop} {last.shape} {after.shape if after else ''}",
        f"then={opening_of(after)} {last.stop}",
        f"told after={after.told if after else ''}",
    ]
    if after and after.day == "first":
        signs.append("day after")
    return [*signs, f"{_parts(after)} {_parts(last)}"]


def _marks(word: Word) -> int:
    """How many more quotations and brackets a word opens than it closes."""
    count = word.words.count
    return count("“") - count("”") + count("(") - count(")")


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
    yield f"text capitals={_capitals(head, start, start + len(words))}"
    yield f"text second={_capitals(head, start + 1, start + max(1, min(4, len(words))))}"
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
    yield f"text capitals={_capitals(head, end, end + len(words))}"
    second = min(end + 1, len(head.words)), min(end + 4, len(head.words))
    yield f"text second={_capitals(head, *second)}"
    left = len(head.words) - end
    yield f"text place={_step(left, 0, 2, 6, 12, 20, 35)}"
    yield f"text told={last.told} {first.told if first else ''}"
    yield f"text day={last.day} {first.day if first else ''}"
    small = sum(word.shape == "a" for word in words)
    yield f"text small={small} {_step(left, 0, 4, 9)}"


def _days_of(size: int, days: int, after: Word | None) -> Iterator[str]:
    whole = "all" if days == size else "most" if days * 2 > size else "some"
    yield f"days={whole if days else 'none'}"
    if days and after and after.day == "on":
        yield "day cut"


def _parts(word: Word | None) -> str:
    """The mark of a page that a word is, or whether a space was lost before it."""
    return "end" if not word else word.words[:1] if not word.bare else "glued" if word.glued else ""


def _capitals(head: Beginning, start: int, end: int) -> str:
    counts = zip(head.counts[start], head.counts[end], strict=True)
    return _share([after - before for before, after in counts])


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


def _few(count: int) -> str:
    return str(count) if count < 2 else "more"


#: The sign of each size, and the size as the share of capitals asks for it.
_SIZES = [f"size={_step(size, 1, 2, 3, 4, 6, 9, 13, 18, 25)}" for size in range(LONGEST + 1)]
_CAPITAL_SIZES = [_step(size, 1, 3, 8, 16) for size in range(LONGEST + 1)]
