"""A passage as a quote that leads back to it, with just as much context as that takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from readingroom.importing.markdown import escape
from readingroom.notes.layout import lay_out
from readingroom.quotes import Haystack, find_exact

#: Where a quote leads, as the archive reads it: its raw words and ``nth`` → a range, or None where
#: that is not certain.
Reads = Callable[[str, tuple[int, int] | None], tuple[int, int] | None]

#: Words of context that are tried on each side; 40 are a long sentence, and who needs more is better
#: served by a count.
_STEPS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 40)
#: Words at each end of a range that is written with an elision.
_ENDS = (5, 8, 12, 20, 40)
#: A word is never looked for farther off than this: text without spaces has words without end.
_REACH = 1200
#: Places of the same words that are compared; more of them are counted instead.
_COMPARED = 20_000
#: Stands for `==` while the words are escaped; a private character, which no text means.
_MARK = "\uf8ff"
#: Scripts without spaces are taken by the character.
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]|[^\s\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+"
)


@dataclass(frozen=True, slots=True)
class Written:
    """A quote's lines without their ``>``, and ``nth:`` where only a count tells its place."""

    raw: str
    nth: tuple[int, int] | None = None


def quote_of(
    haystack: Haystack, start: int, end: int, reads: Reads, *, counted: bool = True
) -> Written | None:
    """The shortest quote that is read as ``[start, end)``, which begins and ends with no white space.

    ``counted`` allows ``nth``, which holds for all quotes of a note. None where nothing leads there.
    """
    text = haystack.text
    for begin, stop in _contexts(haystack, start, end):
        before, after = text[begin:start], text[end:stop]
        sign = _MARK if before or after else ""
        for raw in _forms(before + sign + text[start:end] + sign + after):
            if reads(raw, None) == (start, end):
                return Written(raw)
    if not counted:
        return None
    places = [match.start for match in find_exact(haystack, text[start:end])]
    if start in places:
        nth = (places.index(start) + 1, len(places))
        for raw in _forms(text[start:end]):
            if reads(raw, nth) == (start, end):
                return Written(raw, nth)
    return None


def elision_of(haystack: Haystack, start: int, end: int, reads: Reads) -> Written | None:
    """A range by its first and last words, or None where they do not tell it."""
    text = haystack.text
    for count in _ENDS:
        head, tail = _ahead(text, start, count, end), _back(text, end, count, start)
        if head >= tail:
            return None
        for first in _forms(text[start:head]):
            for last in _forms(text[tail:end]):
                raw = f"{first} […] {last}"
                if _stands(raw) and reads(raw, None) == (start, end):
                    return Written(raw)
    return None


def as_quote(raw: str) -> str:
    """A quote's raw words as lines of a notes file."""
    return "\n".join(
        f"> {line}".rstrip() if not line.strip() else f"> {line}" for line in raw.split("\n")
    )


def escaped(words: str) -> str:
    """Words of several lines, none of which is markup."""
    return "\n".join(escape(line, several="\n" in words) for line in words.split("\n"))


def _forms(words: str) -> Iterator[str]:
    """How words may be written in a quote: so that Markdown shows them, then just as they stand."""
    literal = words.replace(_MARK, "==")
    seen = set()
    for raw in (escaped(words).replace(_MARK, "=="), literal):
        if raw not in seen and _stands(raw):
            seen.add(raw)
            yield raw


def _stands(raw: str) -> bool:
    """Whether a notes file with this quote is divided as it is meant."""
    lines = ["## a", "", *as_quote(raw).split("\n"), "", "x", "", "## b"]
    first, *others = lay_out(lines).sections
    return len(others) == 1 and len(first.quotes) == 1 and first.quotes[0].raw == raw.strip()


def _contexts(haystack: Haystack, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Ranges round a passage that stand nowhere else, from none to much of its context."""
    text = haystack.text
    twins = [m.start for m in find_exact(haystack, text[start:end]) if m.start != start]
    if not twins:
        yield start, end
    if len(twins) > _COMPARED:
        return
    for count in _STEPS:
        begin, stop = _back(text, start, count), _ahead(text, end, count)
        before, after = text[begin:start], text[end:stop]
        left = {t for t in twins if t >= len(before) and text.startswith(before, t - len(before))}
        right = {t for t in twins if text.startswith(after, t + end - start)}
        if not left:
            yield begin, end
        if not right:
            yield start, stop
        twins = [t for t in twins if t in left and t in right]
        if not twins:
            yield begin, stop
        # What both sides together tell from all others is not told by less.
        if (begin, stop) == (0, len(text)):
            return


def _back(text: str, at: int, count: int, least: int = 0) -> int:
    """Where the ``count``-th word before an offset begins."""
    floor = max(least, at - _REACH)
    starts = [match.start() for match in _WORD.finditer(text, floor, at)]
    return starts[-count] if len(starts) >= count else (starts[0] if starts else at)


def _ahead(text: str, at: int, count: int, most: int | None = None) -> int:
    """Where the ``count``-th word behind an offset ends."""
    ceiling = min(len(text) if most is None else most, at + _REACH)
    end = at
    for number, match in enumerate(_WORD.finditer(text, at, ceiling)):
        if number == count:
            break
        end = match.end()
    return end
