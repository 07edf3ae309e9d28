"""Dates that only an editor can settle: which day 03/04/2016 is, and days that no calendar has."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from readingroom.importing.dates import full_dates, is_no_day, numeric_days
from readingroom.importing.lines import Line, lines_of_page

#: Where a text says when it was published: among its first lines, which the head of a message or page
#: fills, or its last.
_FIRST, _LAST = 15, 8
#: A date with its label, weekday, time and who wrote it; longer lines are sentences.
_LENGTH = 90
#: So many days that may be two are the rows of a table or the entries of a diary.
_MOST = 3


@dataclass(frozen=True, slots=True)
class Question:
    """A date that may be several days: its words, the line of the source, the days in order."""

    words: str
    line: int
    days: tuple[datetime.date, ...]

    def by_order(self, *, day_first: bool) -> Question:
        """The question, with the days left that numbers in this order may be."""
        first = re.match(r"\d+", self.words)
        number = int(first.group()) if first else 0
        fit = tuple(d for d in self.days if number == (d.day if day_first else d.month))
        return replace(self, days=fit or self.days)

    def __str__(self) -> str:
        """The question in words, the way to answer it included."""
        named = [spoken(day) for day in self.days]
        either = f"{', '.join(named[:-1])} or {named[-1]}"
        answers = " or ".join(f"--date {day.isoformat()}" for day in self.days)
        where = f" (line {self.line})" if self.line else ""
        return f"{self.words}{where} may be {either}; say which with {answers}"


def spoken(day: datetime.date) -> str:
    """``3 April 2016``."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def questions(text: str, line_of: Callable[[int], int]) -> tuple[Question, ...]:
    """The dates near a text's beginning or end that may be several days.

    A full date elsewhere in it that is one of them settles it. ``line_of`` gives the source's line for
    a place in the text.
    """
    found: dict[str, Question] = {}
    full: set[datetime.date] | None = None
    for line in _near(text):
        for words, days in numeric_days(line.words):
            if len(days) < 2:
                continue
            if full is None:
                full = {each.day for each in full_dates(text)}
            if full.isdisjoint(days):
                found.setdefault(words, Question(words, line_of(line.start), tuple(days)))
    return tuple(found.values()) if len(found) <= _MOST else ()


def impossible_days(text: str) -> tuple[tuple[str, int], ...]:
    """Lines near a text's beginning or end that are written as a date and name no day; their places."""
    return tuple((line.words, line.start) for line in _near(text) if is_no_day(line.words))


def _near(text: str) -> Iterator[Line]:
    lines = lines_of_page(text)
    near = lines if len(lines) <= _FIRST + _LAST else [*lines[:_FIRST], *lines[-_LAST:]]
    for line in near:
        if len(line.words) <= _LENGTH and any(map(str.isdigit, line.words)):
            yield line
