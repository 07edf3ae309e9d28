"""Datelines: place, day and agency as reports of every kind have them before their first words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from readingroom.importing.cleaning import squeeze
from readingroom.importing.dates import MONTH, calendar_day, month_number
from readingroom.importing.months import WEEKDAY
from readingroom.importing.rules.agencies import is_agency
from readingroom.importing.rules.wire_openings import is_no_place, opens_sentence

_CAPS = r"[A-ZÀ-ÖØ-ÞА-Я][A-ZÀ-ÖØ-ÞА-Я.'’-]+"
_CAPITALISED = r"[A-ZÀ-ÖØ-ÞА-Я][\w.'’-]+"
_YEAR = r"(?:,? (?P<year>\d{4}))?"
_DAY = (
    rf"(?:(?P<month>{MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th|\.|er)? (?:de )?(?P<month2>{MONTH})){_YEAR}"
)
#: The agency in brackets; between strokes, as TASS has it; between bars, as web pages have it.
_AGENCY = (
    r"(?:[.,]? ?\((?P<agency>[A-Z][^()\d]{1,40}|[a-z]{2,4}(?=\)\s?(?:--|—|–|-)\s)|"
    r"dpa|sda|apa|ddp|dapd|sid|efe|afp|ap|ansa)\)|"
    r"[.,]? [/\[](?P<agency2>[A-Z][^]/()\d]{1,40})[/\]]"
    rf"|, (?P<agency4>[A-Z][A-Za-z]+(?: [A-Z][a-z]+)?)(?= ?(?:-|--|—|–|_)\s(?!{MONTH}))"
    r"| ?\| ?(?P<agency3>[A-Z][^|()\d]{1,40})(?= ?\|))?"
)
_DASH = r"\s*(?P<dash>\.? ?(?:--+|—|–|-)|_(?<=\) _)|\.(?<=/\.)|\||:)(?=\s|(?<=[—–-])[\"“]?[A-Z])"
_WEEKDAYS = rf"(?:{WEEKDAY},? )?"
_AFTER_PLACE = (
    rf"(?:(?:[,.]? (?:(?:—|–|--) )?(?P<open>\()?| \| ){_WEEKDAYS}{_DAY}(?(open)\)))?"
    rf"{_AGENCY}{_DASH}"
)
_IN_CAPITALS = (
    rf"(?P<caps>{_CAPS}(?:[ /]{_CAPS}){{0,4}})"
    rf"(?:, {_CAPITALISED}(?: {_CAPITALISED}){{0,2}}){{0,2}}?"
)
#: In running text only capitals tell where a place's name begins.
_RUNNING = re.compile(rf"(?<!\S)(?P<place>{_IN_CAPITALS}){_AFTER_PLACE}")
#: What stands right before a dateline's dash where it names an agency or a day, and the dash.
_MARK = re.compile(r"[)\]/|\d](?:st|nd|rd|th)?\s{0,3}(?:\.? ?(?:--|—|–|-|_(?=\s))|\.(?=\s)|\||:)-*")
#: Places with region, day and agency have some 100 characters at the most.
_LONGEST = 120
#: A text of 5 MB has fewer datelines; a table that has more such marks would take minutes.
_MOST_MARKS = 3000
#: What running text needs to be sure of a dateline.
_CERTAIN = 0.9
_OPENING = re.compile(
    rf"(?P<place>{_IN_CAPITALS}|{_CAPITALISED}(?: {_CAPITALISED}){{0,3}}"
    rf"(?:, {_CAPITALISED}(?: {_CAPITALISED})?)?)"
    rf"{_AFTER_PLACE}"
)
#: A dateline on a line of its own.
ALONE = re.compile(
    rf"(?!{WEEKDAY}|{MONTH})(?P<place>{_IN_CAPITALS}),? (?:{_WEEKDAYS}{_DAY}|"
    rf"(?P<weekday>{WEEKDAY}(?: (?:[Nn]ight|[Mm]orning|[Ee]vening|"
    r"[Aa]fternoon))?))[.:]?(?:\s?[—–-]+)?"
)
#: What each of these begins with, and a sign that is in each.
_CAPITAL, _SIGN = re.compile(r"[A-ZÀ-ÖØ-ÞА-Я]"), re.compile(r"[—–_|:-]|/\.")
#: “VOE J.:”, “LORD PELL C.J.:” speak in a court.
_JUDGE = re.compile(r" (?:[CL]?\.?J|P|JJ|J\.?A)\.?$")
#: “JOSIAH PELLOW (Plaintiff)”: a party of a case.
_PARTY = re.compile(
    r"(?:plaintiff|defendant|appellant|respondent|claimant|petitioner|applicant)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline, ``PLACE, Month D, YYYY (Agency) --``; offsets into the cleaned text.

    ``words`` are place and day; ``date_end`` is where they end, ``dash`` where the dash begins.
    """

    start: int
    end: int
    words: str
    date_end: int
    agency: str
    agency_span: tuple[int, int]
    dash: int
    date: str
    month_day: tuple[int, int] | None
    confidence: float


def datelines(
    text: str, start: int, end: int, *, running: bool, first: bool = False
) -> list[Dateline]:
    """The datelines in a stretch: anywhere in running text, otherwise only at its start.

    ``first`` asks only for one that opens the stretch, white space aside.
    """
    if running and not first:
        return [line for line in _running(text, start, end) if line.confidence >= _CERTAIN]
    while start < end and text[start].isspace():
        start += 1
    if start < end and not _CAPITAL.match(text, start):
        return []
    line = _opening(text, start, end)
    return [line] if line else []


# Several rules ask of each unit in turn, those of a text of some length.
@lru_cache(maxsize=64)
def _opening(text: str, start: int, end: int) -> Dateline | None:
    match = _OPENING.match(text, start, end) if _SIGN.search(text, start, end) else None
    return _read(match) if match else None


def _running(text: str, start: int, end: int) -> Iterable[Dateline]:
    """The datelines with agency or day in running text, sought backwards from the marks behind these."""
    done = start
    for number, mark in enumerate(_MARK.finditer(text, start, end)):
        if number == _MOST_MARKS:
            return
        window = max(done, mark.start() - _LONGEST)
        while window > done and not text[window - 1].isspace():
            window += 1
            if window >= mark.start():
                break
        match = _RUNNING.search(text, window, min(mark.end() + 2, end))
        line = _read(match) if match else None
        if match and line:
            yield line
            done = match.end()


#: Who speaks in a transcript, a programme's name, what a court did on that day, a day without a place.
_OTHER_HEAD = re.compile(
    rf"(?:THE (?!HAGUE)|(?:GOVERNOR|PRESIDENT|MINISTER|SENATOR|CHAIRMAN|MAYOR|MODERATOR|HOST|"
    rf"INTERVIEWER)\b|(?:Argued|Decided|Heard|Filed|Delivered)\b|(?:{WEEKDAY}),)"
)
#: “Aug. 16, Kanto News - ”: how the names of agencies that no list has end.
_SERVICE = re.compile(r" (?:News|Press|Agency|Service|Wire)$")


def _read(match: re.Match[str]) -> Dateline | None:
    month, day = match["month"] or match["month2"], match["day"] or match["day2"]
    agency = squeeze(
        match["agency"] or match["agency2"] or match["agency3"] or match["agency4"] or ""
    )
    named4 = match["agency4"] and not (is_agency(agency) or (month and _SERVICE.search(agency)))
    if named4 or _OTHER_HEAD.match(match.group().lstrip()):
        return None
    number = month_number(month) if month else 0
    if month and not 1 <= int(day) <= 31:
        return None
    sure = _confidence(match, bool(month), agency)
    if not sure:
        return None
    date = calendar_day(int(match["year"]), number, int(day)) if match["year"] else None
    date_end = max(match.end(key) for key in ("place", "day", "month2", "year"))
    date_end += match["open"] is not None
    named = next((key for key in ("agency", "agency2", "agency3", "agency4") if match[key]), "")
    bracket = 0 if named in {"agency3", "agency4"} else 1
    return Dateline(
        start=match.start(),
        end=match.end(),
        words=squeeze(match.string[match.start() : date_end]),
        date_end=date_end,
        agency=agency,
        agency_span=(match.start(named) - bracket, match.end(named) + bracket) if named else (0, 0),
        dash=match.end(named) + bracket if named == "agency3" else match.start("dash"),
        date=date.isoformat() if date else "",
        month_day=(number, int(day)) if month else None,
        confidence=sure,
    )


def _confidence(match: re.Match[str], dated: bool, agency: str) -> float:
    """What a dateline's signs are worth: capitals, day, agency, and the mark that ends it."""
    signs = dated + bool(agency)
    mark = match["dash"].strip()
    if is_no_place(match["place"], signed=bool(signs)):
        return 0.0
    if not signs and not opens_sentence(match):
        return 0.0
    if _PARTY.match(agency):
        return 0.0
    if mark == ":" and _JUDGE.search(match["place"]):
        return 0.0
    if mark == ":":
        # Indian papers' “NEW DELHI: ”; speakers in a transcript are set so too.
        return (0.45, 0.9, 0.95)[signs] if match["caps"] else 0.0
    if mark == "|" and signs < 2 and not match["year"]:
        return 0.0
    if match["caps"]:
        # “WASHINGTON — ” alone opens many papers' reports, and also a speaker's lines in a play.
        return (0.65 if mark in {"—", "--"} else 0.3, 0.93, 0.97)[signs]
    known = is_agency(agency)
    if match["year"] and not agency and mark != "-":
        # The United Nations' “Geneva, 3 March 2011 – ”.
        return 0.8
    return (0.0, (0.85 if known else 0.7) if agency else 0.4, 0.9)[signs]
