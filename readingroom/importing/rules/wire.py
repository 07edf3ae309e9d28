"""What opens a wire report: place, day and agency."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from readingroom.importing.cleaning import squeeze
from readingroom.importing.dates import calendar_day, full_dates, month_number
from readingroom.importing.layout import Draft, Unit
from readingroom.importing.rules.agencies import is_agency
from readingroom.importing.rules.datelines import ALONE, Dateline, datelines
from readingroom.importing.rules.pieces import between
from readingroom.importing.rules.taken import touches
from readingroom.importing.segments import Facts, Finding, Proposal

_SPOKEN = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{0,40}:\s")
#: So many paragraphs of sentences may stand over an opening dateline: an editor's note, a deck.
_OPENED = 3
#: Two letters, the stop and the quotation marks or brackets behind it take no more.
_ENDS = 8
_STOPPED = re.compile(r"[a-z]{2}[.!?][\"”’')]{0,3}$")
#: Longer lines hold more than place and day.
_ALONE_LENGTH = 60
#: “(Reuters) - The minister …”: agencies that name no place.
_NO_PLACE = re.compile(r"\((?P<agency>[A-Z][^()\d]{1,40})\)\s*(?P<dash>--+|—|–|-)(?=\s)")
#: A report's opening stands among the first units, after title, byline, date and a picture's credit.
_NEAR_TOP = 10
#: Below this a dateline is only shown to the editor, whole.
_SHOWN = 0.6
_ASKED = 0.5
#: What is longer is no title, byline or day, but the text itself.
_PARAGRAPH = 160


def opening_dateline(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """The first dateline that is not a caption's or a related item's opens the report.

    A place alone, in capitals before a dash, is one only where the text begins.
    """
    prose = opened = 0
    for unit in draft.units:
        lines = datelines(draft.text, unit.start, unit.end, running=draft.blob)
        if draft.blob:
            lines = [*datelines(draft.text, unit.start, unit.end, running=False), *lines]
        for line in lines:
            if touches(found, line.start, line.end):
                continue
            if line.confidence < 0.9 and prose:
                return
            if opened >= _OPENED:
                # So far down it may open another report.
                yield Proposal(line.start, line.end, "dateline", _ASKED)
                return
            colon = line.confidence < _SHOWN and _alone_with_colon(draft, line)
            if not colon and line.confidence < _SHOWN and _are_spoken(draft, line):
                continue
            given = replace(line, confidence=0.65) if colon else line
            yield from _dateline(draft, given)
            if given.confidence >= _SHOWN:
                return
        opened += not _is_moved(found, unit) and bool(
            _STOPPED.search(draft.text[max(unit.start, unit.end - _ENDS) : unit.end])
        )
        prose += unit.end - unit.start > _PARAGRAPH and not _is_moved(found, unit)
    if not draft.blob:
        yield from _agency_alone(draft, found)
        yield from _line_alone(draft, found)


def _alone_with_colon(draft: Draft, line: Dateline) -> bool:
    """Whether only one unit opens with capitals and a colon: of speakers there are two at least."""
    if not draft.text[line.dash : line.end].strip().startswith(":"):
        return False
    unit = next((u for u in draft.units if u.start <= line.start < u.end), None)
    if (
        not unit
        or unit.end - line.end < _PARAGRAPH
        or draft.text.startswith("Printed", line.end + 1)
    ):
        return False
    opened = (_SPOKEN.match(draft.text, unit.start, unit.end) for unit in draft.units)
    ended = (
        bool(match) and draft.text[u.end - 1] in '.!?”"'
        for u, match in zip(draft.units, opened, strict=True)
    )
    return sum(ended) == 1


def _are_spoken(draft: Draft, line: Dateline) -> bool:
    """Whether units open with capitals and a colon as speakers' turns do: two and more of them."""
    if not draft.text[line.dash : line.end].strip().startswith(":"):
        return False
    opened = (_SPOKEN.match(draft.text, unit.start, unit.end) for unit in draft.units)
    return sum(map(bool, opened)) > 1


def _line_alone(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """“MANILA, July 2.” on a line of its own; in a paper of several reports the editor is asked."""
    units = [u for u in draft.units if u.end - u.start < _ALONE_LENGTH and not _is_moved(found, u)]
    lines = [(u, m) for u in units if (m := ALONE.fullmatch(draft.text, u.start, u.end))]
    for unit, match in lines[:1]:
        end = match.end("place") if not match["year"] else match.end("year")
        end = max(end, *(match.end(key) for key in ("day", "month2", "weekday")))
        month, day = match["month"] or match["month2"], match["day"] or match["day2"]
        date = _full_date(draft.text, (month_number(month), int(day)) if month else None)
        facts: Facts = (
            ("dateline", squeeze(draft.text[unit.start : end])),
            *((("date", date),) if date else ()),
        )
        sure = 0.75 if len(lines) == 1 else 0.5
        yield Proposal(unit.start, end, "dateline", sure, facts)
        if sure >= _SHOWN:
            yield from between(draft.text, end, unit.end, sure)


def _is_moved(found: Sequence[Finding], unit: Unit) -> bool:
    return touches(found, unit.start, unit.end)


def _agency_alone(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    for unit in draft.units[:_NEAR_TOP]:
        match = _NO_PLACE.match(draft.text, unit.start, unit.end)
        if match and is_agency(match["agency"]) and not _is_moved(found, unit):
            agency = squeeze(match["agency"])
            yield Proposal(
                unit.start, match.end("agency") + 1, "agency", 0.9, (("creator", agency),)
            )
            yield Proposal(match.start("dash"), match.end(), "punctuation", 0.9)
            return


def _dateline(draft: Draft, line: Dateline) -> Iterable[Proposal]:
    sure = line.confidence
    if sure < _SHOWN:
        yield Proposal(line.start, line.end, "dateline", sure)
        return
    date = line.date or _full_date(draft.text, line.month_day)
    facts: Facts = (("dateline", line.words), *((("date", date),) if date else ()))
    yield Proposal(line.start, line.date_end, "dateline", sure, facts)
    done = line.date_end
    if line.agency:
        yield from between(draft.text, done, line.agency_span[0], sure)
        yield Proposal(*line.agency_span, "agency", sure, (("creator", line.agency),))
        done = line.agency_span[1]
    yield from between(draft.text, done, line.end, sure)


def _full_date(text: str, month_day: tuple[int, int] | None) -> str:
    """The one full date of the source with this month and day, whose year a dateline leaves out."""
    if not month_day:
        return ""
    days = {f.day for f in full_dates(text) if (f.day.month, f.day.day) == month_day}
    if not days:
        years = {int(match["year"]) for match in _CLAIMED.finditer(text)}
        claimed = calendar_day(years.pop(), *month_day) if len(years) == 1 else None
        return claimed.isoformat() if claimed else ""
    return days.pop().isoformat() if len(days) == 1 else ""


#: The year for which somebody claims the right in a report.
_CLAIMED = re.compile(
    r"(?:©|\([cC]\)|\bCopyright\b)[^\n\d]{0,60}(?P<year>(?:19|20)\d\d)(?![\d–-])", re.IGNORECASE
)
