"""Texts that a message only carries: an article with its headline, and byline or dateline below it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from readingroom.importing.dates import day_line
from readingroom.importing.lines import Line
from readingroom.importing.rules.above import SALUTATION
from readingroom.importing.rules.datelines import datelines
from readingroom.importing.rules.names import is_name, people

#: A note on what is sent on stands over it, and seldom takes more lines.
_NOTED = 24
#: Below a headline stand deck, byline and day, before the report begins.
_BELOW = 4
#: Headlines have so many words and code points.
_FEWEST, _MOST, _LONGEST = 3, 18, 120
_QUOTED = re.compile(r"(?:>\s?)+")
_BY = re.compile(r"(?:[Bb]y|BY):?\s+(?=\S)")
_STOPPED = re.compile(r"(?:[.,;:?!]|--|—)$|@|https?:|\bwrote\b")
#: A dateline's place alone, in capitals before a dash, has this much.
_DATELINE = 0.6


@dataclass(frozen=True, slots=True)
class Enclosed:
    """The headline of a text that a message carries, and the lines of its writer and its day, if any.

    ``quoted``: marks of quotation stand before its lines, so that no other rule reads them.
    """

    headline: Line
    name: Line | None
    day: Line | None
    quoted: bool


def enclosed(text: str, lines: Sequence[Line]) -> Enclosed | None:
    """The article that the lines below a message's head give, if it has a head of its own."""
    plain = [_unquoted(line) for line in lines[:_NOTED]]
    kept = [line for line in plain if line.words]
    for at, line in enumerate(kept):
        if not _is_headline(kept, at):
            continue
        below = kept[at + 1 : at + 1 + _BELOW]
        around = [*kept[max(0, at - 1) : at], *below]
        name = next((one for one in below if _names(text, one)), None) or _signed(text, below)
        days = (one for one in around if (day := day_line(text, one.start, one.end)) and day.full)
        if name or any(_opens(text, one) for one in below):
            quoted = text[: line.start].rstrip(" ").endswith(">")
            return Enclosed(line, name, next(days, None), quoted)
    return None


def _unquoted(line: Line) -> Line:
    mark = _QUOTED.match(line.words)
    if not mark:
        return line
    return replace(line, start=line.start + mark.end(), words=line.words[mark.end() :].strip())


def _is_headline(lines: Sequence[Line], at: int) -> bool:
    """Whether a line stands apart and has the words of a headline."""
    line = lines[at]
    apart = at == 0 or line.blanks > 0 or not any(c.isalnum() for c in lines[at - 1].words)
    few = _FEWEST <= len(line.words.split()) <= _MOST and len(line.words) <= _LONGEST
    first = line.words[0].isupper() or line.words[0].isdigit() or line.words[0] in "“\"'‘«"
    other = _STOPPED.search(line.words) or SALUTATION.fullmatch(line.words)
    return apart and few and first and not other


def _names(text: str, line: Line) -> bool:
    by = _BY.match(line.words)
    return bool(by and people(text, line.start + by.end(), line.end, least=2, said=True))


def _signed(text: str, lines: Sequence[Line]) -> Line | None:
    """A name alone over a day alone."""
    pairs = itertools.pairwise(lines)
    signed = (a for a, b in pairs if is_name(a.words) and day_line(text, b.start, b.end))
    return next(signed, None)


def _opens(text: str, line: Line) -> bool:
    opening = datelines(text, line.start, line.end, running=False)
    return bool(opening) and opening[0].confidence >= _DATELINE
