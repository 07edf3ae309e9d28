"""Calendar dates as English texts write them; an ambiguous one is told apart, never guessed."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: A month in full or as AP and Xinhua shorten it.
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?P<weekday>(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?[.,]?\s+)?"
_TIME = (
    r"(?:(?:,|\s+at)?\s+\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?"
    r"(?:\s+\(?[A-Z]{2,4}\)?)?)?"
)
_FULL = re.compile(
    rf"\b(?P<m1>{MONTH})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y1>\d{{4}})\b"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{MONTH}),?\s+(?P<y2>\d{{4}})\b"
    r"|\b(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})\b"
)
_LABEL = (
    r"(?P<label>(?:Published|Posted|Updated|Date|First\s+published|Last\s+updated)"
    r"(?:\s+on)?:?\s+)?"
)
_ALONE = re.compile(
    rf"{_LABEL}{_WEEKDAY}(?P<date>{_FULL.pattern})(?P<rest>{_TIME}\.?)", re.IGNORECASE
)
#: 03/04/2016: the third of April or the fourth of March.
AMBIGUOUS = re.compile(
    rf"{_LABEL}{_WEEKDAY}\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}{_TIME}", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Found:
    """A full date and where it stands (code points, half open)."""

    start: int
    end: int
    day: datetime.date


def month_number(word: str) -> int:
    """1..12 for a month's name, full or shortened."""
    return _MONTHS.index(word[:3].casefold()) + 1


def full_dates(text: str) -> list[Found]:
    """The dates with day, month and year that the calendar has, in order."""
    found = []
    for match in _FULL.finditer(text):
        day = _day(match)
        if day:
            found.append(Found(match.start(), match.end(), day))
    return found


def _day(match: re.Match[str]) -> datetime.date | None:
    year = match["y1"] or match["y2"] or match["y3"]
    day = match["d1"] or match["d2"] or match["d3"]
    month = int(match["m3"]) if match["m3"] else month_number(match["m1"] or match["m2"])
    try:
        return datetime.date(int(year), month, int(day))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that is a date and nothing else, but for what ISO's form of it leaves out.

    ``parts`` are (start, end, role) in code points of the text, in order: ``date``, and round it
    the ``label`` before it, weekday and ``time`` of day, ``punctuation``.
    """

    day: datetime.date
    parts: tuple[tuple[int, int, str], ...]


def date_line(text: str, start: int, end: int) -> DateLine | None:
    """What ``text[start:end]`` says when it is a date, with a label, weekday and time or without."""
    match = _ALONE.fullmatch(text, start, end)
    day = _day(match) if match else None
    if not match or not day:
        return None
    after = "time" if any(c.isalnum() for c in match["rest"]) else "punctuation"
    named = (("label", "label"), ("weekday", "time"), ("date", "date"), ("rest", after))
    spans = (
        (match.end(group) - len(match[group].lstrip()), match.start(group), match[group], role)
        for group, role in named
        if match[group]
    )
    parts = tuple((start, before + len(said.rstrip()), role) for start, before, said, role in spans)
    return DateLine(day, parts)


def only_date(words: str) -> datetime.date | None:
    """The date when the words are a date and nothing else, but for a label, weekday and time."""
    line = date_line(words, 0, len(words))
    return line.day if line else None
