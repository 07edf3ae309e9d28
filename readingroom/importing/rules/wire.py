"""What wire reports put round their words: dateline, agency, byline, credit of the story."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from readingroom.importing.cleaning import squeeze
from readingroom.importing.dates import MONTH, full_dates, month_number
from readingroom.importing.layout import Draft, Unit
from readingroom.importing.segments import Facts, Finding, Proposal

#: Agencies and picture desks by the words that their names begin with, folded. The list only raises
#: confidence: a name that is not on it is found by form.
AGENCIES = (
    "aap", "afp", "agence france-presse", "alamy", "anadolu", "ansa", "antara", "ap",
    "associated press", "bbc", "bernama", "bloomberg", "canadian press", "cctv", "cgtn",
    "china daily", "cnn", "cns", "cp", "cri", "dow jones", "dpa", "ecns", "efe", "epa", "getty",
    "global times", "ians", "imaginechina", "interfax", "irna", "itar-tass", "jiji", "kcna",
    "kyodo", "mena", "nan", "new york times", "npr", "nyt", "pa", "people's daily",
    "press association", "pti", "reuters", "ria novosti", "shutterstock", "sipa", "spa", "tass",
    "upi", "vcg", "visual china", "wam", "xinhua", "yonhap", "zuma",
)  # fmt: skip

_CAPS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]+"
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w.'’-]+"
_DAY = rf"(?P<month>{MONTH}) (?P<day>\d{{1,2}})(?:, (?P<year>\d{{4}}))?"
_AFTER_PLACE = rf"(?:,? {_DAY})?(?P<agency> \([A-Z][^()\d]{{1,40}}\))?\s*(?P<dash>--+|—|–|-)(?=\s)"
_IN_CAPITALS = rf"(?P<caps>{_CAPS}(?:[ /]{_CAPS}){{0,4}})(?:, {_CAPITALISED}(?: {_CAPITALISED})?)??"
#: In running text only capitals tell where a place's name begins.
_RUNNING = re.compile(rf"(?<!\S)(?P<place>{_IN_CAPITALS}){_AFTER_PLACE}")
_OPENING = re.compile(
    rf"(?P<place>{_IN_CAPITALS}|{_CAPITALISED}(?: {_CAPITALISED}){{0,3}}(?:, {_CAPITALISED})?)"
    rf"{_AFTER_PLACE}"
)
_BYLINE = re.compile(
    r"By:? (?P<names>[A-ZÀ-ÖØ-Þ][\w.'’-]*(?: [\w.'’-]+){0,4}(?:(?:, | and |, and | & )"
    r"[A-ZÀ-ÖØ-Þ][\w.'’-]*(?: [\w.'’-]+){0,4}){0,4}?)(?:(?:, | \| | / )(?P<body>[^,|/]{2,40}))?"
)
_NAMED = re.compile(
    r"[A-ZÀ-ÖØ-Þ][\w.'’-]*(?: (?:[A-ZÀ-ÖØ-Þ][\w.'’-]*|de|da|van|von|der|bin|al|la))*"
)
_STORY_CREDIT = re.compile(
    r"(?:Story|Report|Reported|Reporting|Written|Text|Article|Words)(?: and [\w ]{3,20})? by:? "
    r"(?P<by>\S.{1,80})|Source: (?P<source>\S.{1,80})",
    re.IGNORECASE,
)
_DESK_CREDIT = re.compile(
    r"\((?:Additional )?(?:Reporting|Writing|Compiled|Editing|Edited)(?: [\w ]{1,20})? by "
    r".{3,300}\)",
    re.IGNORECASE,
)
#: A byline stands among the first lines, after title, section, date and a picture's credit.
_NEAR_TOP = 8


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
        found = (_read(match) for match in _RUNNING.finditer(text, start, end))
        return [line for line in found if line and line.confidence >= 0.9]
    while start < end and text[start].isspace():
        start += 1
    match = _OPENING.match(text, start, end)
    line = _read(match) if match else None
    return [line] if line else []


def _read(match: re.Match[str]) -> Dateline | None:
    month, day, year = match["month"], match["day"], match["year"]
    agency = (match["agency"] or "").strip(" ()")
    if month and not 1 <= int(day) <= 31:
        return None
    signs = bool(month) + bool(agency)
    if match["caps"]:
        # “WASHINGTON — ” alone opens many papers' reports, and also a speaker's lines in a play.
        sure = (0.65 if match["dash"] in {"—", "--"} else 0.3, 0.93, 0.97)[signs]
    else:
        sure = (0.0, 0.7 if agency else 0.4, 0.9)[signs]
    if not sure:
        return None
    date = full_dates(f"{month} {day}, {year}") if year else []
    date_end = match.end("year") if year else match.end("day") if month else match.end("place")
    return Dateline(
        start=match.start(),
        end=match.end(),
        words=squeeze(match.string[match.start() : date_end]),
        date_end=date_end,
        agency=agency,
        agency_span=(match.start("agency") + 1, match.end("agency")) if agency else (0, 0),
        dash=match.start("dash"),
        date=date[0].day.isoformat() if date else "",
        month_day=(month_number(month), int(day)) if month else None,
        confidence=sure,
    )


def opening_dateline(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """The first dateline that is not a caption's or a related item's opens the report."""
    for unit in draft.units:
        lines = datelines(draft.text, unit.start, unit.end, running=draft.blob)
        for line in lines:
            if any(f.start < line.end and line.start < f.end for f in found):
                continue
            yield from _dateline(draft, line)
            return


def second_datelines(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A dateline further on may open another report: it stays, and the editor is asked."""
    if not any(f.role == "dateline" for f in found):
        return
    for unit in draft.units:
        opening = datelines(draft.text, unit.start, unit.end, running=draft.blob, first=True)
        for line in (*opening, *datelines(draft.text, unit.start, unit.end, running=True)):
            if line.confidence >= 0.9:
                yield Proposal(line.start, line.end, "dateline", 0.5)


def _dateline(draft: Draft, line: Dateline) -> Iterable[Proposal]:
    sure = line.confidence
    date = line.date or _full_date(draft.text, line.month_day)
    facts: Facts = (("dateline", line.words), *((("date", date),) if date else ()))
    yield Proposal(line.start, line.date_end, "dateline", sure, facts)
    if line.agency:
        yield Proposal(*line.agency_span, "agency", sure, (("creator", line.agency),))
    yield Proposal(line.dash, line.end, "punctuation", sure)


def _full_date(text: str, month_day: tuple[int, int] | None) -> str:
    """The one full date of the source with this month and day, whose year a dateline leaves out."""
    days = {f.day for f in full_dates(text) if (f.day.month, f.day.day) == month_day}
    return days.pop().isoformat() if len(days) == 1 else ""


def byline(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """``By Jane Doe and John Roe``, with the paper's or agency's name after it or not."""
    if draft.blob:
        return
    for unit in draft.free(found)[:_NEAR_TOP]:
        words = draft.words(unit)
        match = _BYLINE.fullmatch(words) if len(words) <= 120 else None
        if not match:
            continue
        names = [n for n in re.split(r", and |, | and | & ", match["names"]) if n]
        if match["body"] and not is_agency(match["body"]) and _NAMED.fullmatch(match["body"]):
            names.append(match["body"])
            body = ""
        else:
            body = match["body"] or ""
        if not all(_NAMED.fullmatch(name) for name in names):
            yield Proposal(unit.start, unit.end, "byline", 0.5)
            return
        facts: Facts = tuple(("creator", name) for name in names)
        yield from _byline(draft.text, unit, (*facts, *((("publisher", body),) if body else ())))
        return


def _byline(text: str, unit: Unit, facts: Facts) -> Iterable[Proposal]:
    """The names one by one, in order; “By” and “and” between them stand nowhere else."""
    done = unit.start
    for fact in facts:
        words = re.compile(r"\s+".join(map(re.escape, fact[1].split())))
        match = words.search(text, done, unit.end)
        if match:
            yield from _between(text, done, match.start())
            yield Proposal(*match.span(), "byline", 0.92, (fact,))
            done = match.end()
    yield from _between(text, done, unit.end)


def _between(text: str, start: int, end: int) -> Iterable[Proposal]:
    words = text[start:end]
    begin = start + len(words) - len(words.lstrip())
    role = "label" if any(c.isalnum() for c in words) else "punctuation"
    if words.strip():
        yield Proposal(begin, start + len(words.rstrip()), role, 0.92)


def is_agency(words: str) -> bool:
    """Whether a credit begins with an agency's name: ``AP Photo``, ``Getty Images``."""
    folded = words.casefold()
    return any(re.match(rf"{re.escape(known)}\b", folded) for known in AGENCIES)


def story_credit(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A line such as ``Story by Xinhua.``, ``Source: Xinhua``, ``(Reporting by …)``."""
    if draft.blob:
        return
    for unit in draft.free(found):
        words = draft.words(unit)
        match = _STORY_CREDIT.fullmatch(words) if len(words) <= 110 else None
        if match:
            by = (match["by"] or match["source"]).removesuffix(".")
            named = by[:1].isupper() and not re.search(r"[.!?] ", by)
            facts: Facts = (("credit", words), ("creator", by))
            yield Proposal(unit.start, unit.end, "story-credit", 0.93 if named else 0.5, facts)
        elif _DESK_CREDIT.fullmatch(words):
            yield Proposal(unit.start, unit.end, "story-credit", 0.93, (("credit", words),))
