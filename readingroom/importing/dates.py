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
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?[.,]? )?"
_TIME = r"(?:(?:,| at)? \d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: \(?[A-Z]{2,4}\)?)?)?"
_FULL = re.compile(
    rf"\b(?P<m1>{MONTH}) (?P<d1>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y1>\d{{4}})\b"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?P<m2>{MONTH}),? (?P<y2>\d{{4}})\b"
    r"|\b(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})\b"
)
_LABEL = r"(?:(?:Published|Posted|Updated|Date|First published|Last updated)(?: on)?:? )?"
ALONE = re.compile(rf"{_LABEL}{_WEEKDAY}(?P<date>{_FULL.pattern}){_TIME}\.?", re.IGNORECASE)
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


def only_date(words: str) -> datetime.date | None:
    """The date when the words are a date and nothing else, but for a label, weekday and time."""
    match = ALONE.fullmatch(words)
    return _day(match) if match else None
