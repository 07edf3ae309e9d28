"""Calendar dates as texts write them; an ambiguous one is told apart, never guessed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from readingroom.importing.months import MONTH, WEEKDAY, month_number, weekday_number

__all__ = [
    "FIGURE",
    "MONTH",
    "TIME",
    "DateLine",
    "Found",
    "calendar_day",
    "date_line",
    "day_line",
    "full_dates",
    "is_no_day",
    "month_number",
    "numeric_days",
    "only_date",
]

_ORDINAL = r"(?:st|nd|rd|th|er|re|º|ª|°|\.)?"
_OF = r"(?:de |del |of |day of |di |d['’])?"
#: “19 April 2016”, “19. April 2016”, “19 de abril de 2016”, “19th of April, 2016”, “19 апреля 2016”.
_DAY_FIRST = (
    rf"(?<!\w)(?P<d2>\d{{1,2}}){_ORDINAL}[\s-]{{1,3}}{_OF}(?P<m2>{MONTH}),?[\s-]{{1,3}}"
    r"(?:de |del |of )?(?P<y2>\d{4})(?!\w)"
)
#: “April 19, 2016”, “June 29, 30; July 21, 1964” (the last day counts), “APRIL 19th 2016”.
_MONTH_FIRST = (
    rf"(?<!\w)(?P<m1>{MONTH})\s+(?:the )?(?P<d1>\d{{1,2}}){_ORDINAL},?\s+(?P<y1>\d{{4}})(?!\w)"
)
_ISO = r"(?<![\w/-])(?P<y3>\d{4})(?P<s3>[-/.])(?P<m3>\d{2})(?P=s3)(?P<d3>\d{2})(?![/.-]?\d)"
_EAST_ASIAN = r"(?<!\d)(?P<y4>\d{4}) ?[年년] ?(?P<m4>\d{1,2}) ?[月월] ?(?P<d4>\d{1,2}) ?[日일号號]"
_NUMBERS = (
    r"(?<![\w/.-])(?P<n1>\d{1,2})(?P<s5>[/.-])(?P<n2>\d{1,2})(?P=s5)(?P<y5>\d{4}|\d{2})(?![\w/-])"
)
#: Of the server, in mail: “Tue Oct 14 22:17:40 2003”.
_CTIME = (
    rf"(?<!\w)(?P<m6>{MONTH})\s+(?P<d6>\d{{1,2}})\s\d{{2}}:\d{{2}}:\d{{2}}\s"
    r"(?:[A-Z]{2,4}\s)?(?P<y6>\d{4})(?!\w)"
)
_ANY = f"{_MONTH_FIRST}|{_DAY_FIRST}|{_ISO}|{_EAST_ASIAN}|{_CTIME}"
_FULL = re.compile(_ANY)
_NUMERIC = re.compile(_NUMBERS)
#: Of years of two figures: “35” is 1935 or 2035, “86” is 1886 or 1986.
_TO_COME = 50
#: Dates are sought round their years, which costs a fraction of trying every word for a month.
_YEAR = re.compile(r"(?<!\d)(?:1[0-9]|20)\d\d(?!\d)")
#: “Wednesday, September the 30th day of” before a year, and “12月 31日” after one, fit in these.
_BEFORE_YEAR, _AFTER_YEAR = 40, 10
#: A text of 800 words holds some ten; past this a file is a table, and its dates settle nothing.
_MOST_YEARS = 5000

_ZONE = r"(?:\s?\(?(?:[A-Z]{2,5}|[+-]\d{2}:?\d{2}|Z)\)?){0,2}"
_HALF = r"(?:\s?[ap]\.?\s?m\.?|\s?[AP]\.?\s?M\.?)"
_TIME = (
    rf"(?:\d{{1,2}}[:.h]\d{{2}}(?:[:.]\d{{2}}(?:\.\d{{1,6}})?)?{_HALF}?|"
    rf"\d{{1,2}}{_HALF}|\d{{4}} ?(?:hrs?|hours)|[Nn]oon)(?:\s[Uu]hr)?{_ZONE}"
)
TIME = re.compile(_TIME)
#: What may stand between a date and its time, or a weekday and its date.
_LINK = r"(?:[\s,;T@·|–—-]|â€[“”\u201c\u201d])*(?:\b(?:at|um|à|alle|às|a las|kl\.?|о|в)\s+)?"
_SAYS_SO = (
    r"(?:(?:first |originally |last |date |web |online |print |story |article |page |"
    r"this page was last |"
    r"was |judg(?:e)?ment |text )*"
    r"(?:published|posted|updated|modified|issued|released|created|filed|dated?|printed|uploaded|"
    r"delivered|delivery|handed down|given|recorded|sent|submitted|revised|edited|written|entered|"
    r"publication|release|broadcast|aired|on air|tx|transmitted|transmission|first broadcast|datum|"
    r"veröffentlicht|aktualisiert|stand|publié|mis en ligne|mis à jour|modifié|le|publicado|"
    r"actualizado|pubblicato|fecha|data|gepubliceerd|den|опубликовано|дата)"
    r"(?: date| of publication| of delivery| of issue| of interview| and posted)?"
    r"(?: on| in| at| am| le| el| il| em| op| den)?(?: the)?\s*:?\s+)"
)
_LABEL = rf"(?P<label>[\[(]?{_SAYS_SO}|[\[(])?"
_WEEKDAY = rf"(?P<weekday>(?:[Oo]n\s+)?(?:{WEEKDAY},?\s+(?:the |den |le )?)?)"
_REST = (
    rf"(?P<rest>(?:{_LINK}{_TIME}|,\s?\d{{4}}|\s+г\.|\s+at {_TIME})?(?:\s+(?:Last u|"
    rf"U)pdated(?: at)? {_TIME})?\s*(?:\({WEEKDAY}\)|,\s{WEEKDAY})?[.,;\])]*)"
)
_ALONE = re.compile(
    rf"(?i:{_LABEL})(?P<early>(?:(?i:at )?\d{{1,2}}[:.]\d{{2}}{_HALF}?{_ZONE},?\s+|"
    rf"(?i:at )?\d{{4}}(?: ?(?:hrs?|HRS?|hours|HOURS|GMT|UTC))?\s+(?i:on )))?{_WEEKDAY}"
    rf"(?P<others>(?:{MONTH} )?\d{{1,2}}(?:, \d{{1,2}}){{0,3}}(?: and \d{{1,2}})?; )?"
    rf"(?P<date>{_ANY}|{_NUMBERS}){_REST}"
)
#: Each of these forms has one, and few lines have.
FIGURE = re.compile(r"\d")
#: A month or a season's issue: “April 2016”, “2016”, after a label only.
_PARTIAL = re.compile(
    rf"(?i:{_LABEL})(?P<date>(?P<month>{MONTH}),? (?:de )?(?P<year>\d{{4}})|"
    rf"(?P<bare>1[4-9]\d\d|20\d\d))\.?"
)
#: ISO's form of a day; a month's and a year's are shorter.
_FULL_LENGTH = len("2016-04-19")
_LATER = re.compile(
    r"updated|modified|revised|edited|actualizado|mis à jour|modifié|aktualisiert", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Found:
    """A full date and where it stands (code points, half open)."""

    start: int
    end: int
    day: datetime.date


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that is a date and nothing else, but for what ISO's form of it leaves out.

    ``parts`` are (start, end, role) in code points of the text, in order: ``date``, and round it
    the ``label`` before it, weekday and ``time`` of day, ``punctuation``. ``said`` is the date in ISO's
    form, of a month or year alone where the line says no more, and nothing where it may be several days.
    ``later``: it is the day of a change; ``labelled``: words say that it is the date.
    """

    said: str
    parts: tuple[tuple[int, int, str], ...]
    later: bool = False
    labelled: bool = False
    timed: bool = False

    @property
    def day(self) -> datetime.date:
        """The day of a line that says it in full."""
        return datetime.date.fromisoformat(self.said)

    @property
    def ambiguous(self) -> bool:
        """Whether it may be several days."""
        return not self.said

    @property
    def full(self) -> bool:
        """Whether it says day, month and year for sure."""
        return len(self.said) == _FULL_LENGTH


def full_dates(text: str) -> list[Found]:
    """The dates with day, month and year that the calendar has, in order."""
    return list(_full_dates(text))


# Several rules ask of the whole text, and of each line of its head.
@lru_cache(maxsize=32)
def _full_dates(text: str) -> tuple[Found, ...]:
    found: list[Found] = []
    done = 0
    for number, year in enumerate(_YEAR.finditer(text)):
        if number == _MOST_YEARS:
            break
        if year.start() < done:
            continue
        start = max(done, year.start() - _BEFORE_YEAR)
        for match in _FULL.finditer(text, start, min(len(text), year.end() + _AFTER_YEAR)):
            day = _day(match)
            if day and match.start() >= done:
                found.append(Found(*match.span(), day))
                done = match.end()
    return tuple(found)


def _day(match: re.Match[str]) -> datetime.date | None:
    groups = match.groupdict()
    for form in "12346":
        year, month, day = (groups[key + form] for key in "ymd")
        if year:
            number = int(month) if month.isdigit() else month_number(month)
            return calendar_day(int(year), number, int(day))
    return None


def calendar_day(year: int, month: int, day: int) -> datetime.date | None:
    """The day, if the calendar has it."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def numeric_days(words: str) -> Iterator[tuple[str, list[datetime.date]]]:
    """Each date of numbers alone (03/04/2016) in some words, and the days that it may be, in order."""
    for match in _NUMERIC.finditer(words):
        yield match.group(), _readings(match)


def is_no_day(words: str) -> bool:
    """Whether words are written as a date is, alone or with a label, and name no day of the calendar."""
    match = _ALONE.fullmatch(words)
    return match is not None and not (_readings(match) if match["y5"] else _day(match))


def _readings(match: re.Match[str]) -> list[datetime.date]:
    """The days that numbers such as 03/04/2016 may be; years of two figures are of two centuries."""
    first, second, year = int(match["n1"]), int(match["n2"]), match["y5"]
    latest = 2000 if int(year) < _TO_COME else 1900
    years = [int(year)] if len(year) == 4 else [latest - 100 + int(year), latest + int(year)]
    pairs = {(first, second), (second, first)}
    days = (calendar_day(y, month, day) for y in years for day, month in pairs)
    return sorted(day for day in days if day)


def date_line(
    text: str, start: int, end: int, known: Sequence[datetime.date] = ()
) -> DateLine | None:
    """``day_line`` of a line that says day, month and year for sure."""
    line = day_line(text, start, end, known)
    return line if line and line.full else None


def day_line(
    text: str, start: int, end: int, known: Sequence[datetime.date] = ()
) -> DateLine | None:
    """What ``text[start:end]`` says when it is a date, with a label, weekday and time or without.

    ``known`` are the full dates of the source, of which one can settle what 03/04/2016 means.
    """
    if not FIGURE.search(text, start, end):
        return None
    match = _alone(text, start, end)
    if not match:
        return _partial(text, start, end)
    day = _day(match)
    days = [day] if day else []
    if match["y5"]:
        days = _readings(match)
        if len(days) > 1 and match["weekday"]:
            number = _weekday(match["weekday"])
            days = [d for d in days if d.isoweekday() == number] or days
        if len(days) > 1:
            days = [d for d in days if d in set(known)] or days
    if not days:
        return None
    label = match["label"] or ""
    return DateLine(
        said=days[0].isoformat() if len(days) == 1 else "",
        parts=_parts(match, ("label", "early", "weekday", "others", "date", "rest")),
        later=bool(_LATER.search(label)),
        labelled=any(c.isalpha() for c in label),
        timed=bool(match["early"]) or ":" in match["rest"],
    )


# The same few lines are asked about by each rule that looks at a text's head.
@lru_cache(maxsize=32)
def _alone(text: str, start: int, end: int) -> re.Match[str] | None:
    return _ALONE.fullmatch(text, start, end)


def _partial(text: str, start: int, end: int) -> DateLine | None:
    match = _PARTIAL.fullmatch(text, start, end)
    if not match:
        return None
    label = match["label"] or ""
    labelled = any(c.isalpha() for c in label)
    if match["bare"] and not labelled:
        return None
    said = match["bare"] or f"{match['year']}-{month_number(match['month']):02}"
    parts = _parts(match, ("label", "date"))
    last = parts[-1][1]
    if last < end:
        parts = (*parts, (last, end, "punctuation"))
    return DateLine(said, parts, later=bool(_LATER.search(label)), labelled=labelled)


def _weekday(words: str) -> int:
    found = re.search(WEEKDAY, words)
    return weekday_number(found.group()) if found else 0


_ROLES = {"early": "time", "weekday": "time", "others": "date", "date": "date", "label": "label"}


def _parts(match: re.Match[str], groups: Sequence[str]) -> tuple[tuple[int, int, str], ...]:
    parts = []
    for group in groups:
        said = match[group] or ""
        if not said.strip():
            continue
        role = _ROLES.get(group, "time")
        if not any(c.isalnum() for c in said):
            role = "punctuation"
        begin = match.start(group) + len(said) - len(said.lstrip())
        parts.append((begin, match.start(group) + len(said.rstrip()), role))
    return tuple(parts)


def only_date(words: str, known: Sequence[datetime.date] = ()) -> datetime.date | None:
    """The date when the words are a date and nothing else, but for a label, weekday and time."""
    line = date_line(words, 0, len(words), known)
    return line.day if line else None
