"""When a text was published: lines that are a date, alone or beside names and labels."""

from __future__ import annotations

import bisect
import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from readingroom.importing.cleaning import squeeze
from readingroom.importing.dates import (
    FIGURE,
    MONTH,
    TIME,
    DateLine,
    day_line,
    full_dates,
)
from readingroom.importing.layout import Draft
from readingroom.importing.lines import Line, lines_of_page
from readingroom.importing.months import WEEKDAY
from readingroom.importing.rules.above import is_one_line, is_taken, lines_above
from readingroom.importing.rules.announced import announced
from readingroom.importing.rules.announcing import is_organisation, is_section
from readingroom.importing.rules.taken import free_lines
from readingroom.importing.segments import Facts, Finding, Proposal

#: With label, weekday and time a date line has some 60 characters; two dates on it, twice that.
_LENGTH = 90
#: A date that dates the whole stands among the first lines, or the last; without label or time,
#: where no title tells what stands above, it must be nearer still.
_NEAR_TOP, _NEAR_END, _DIRECTLY = 12, 8, 6
#: So many lines from the end a page's foot stands.
_FEET = 3
#: “Friday 11 July 1873”, “Jan. 3. –”: so many openings like it are the entries of a diary.
ENTRY = re.compile(
    rf"(?:{WEEKDAY},? )?(?:\d{{1,2}}(?:st|nd|rd|th|\.)? {MONTH}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?|"
    r"\d{1,2}[./]\d{1,2})(?:[,.]? (?:1[0-9]|20)\d\d)?(?P<after>[.:,]?$|[.:,]? [–—-]|\. )|"
    # “Tues. 3rd.” alone; with words behind it, it may be an event in a newsletter.
    rf"{WEEKDAY},? \d{{1,2}}(?:st|nd|rd|th)[.:]?(?: ?[–—-])?$"
)
_ENTRIES = 3
#: What a machine puts below each update: only numbers and a time.
_STAMP = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}[ T]\d{1,2}:\d{2}(?::\d{2})?")
CELLS = re.compile(
    rf"(?<!;)(?<!day)(?<!day,)(?<! on)(?<! le)(?<! am)(?<! el)"
    rf"(?<!osted)(?<!blished)(?<!pdated)\s+(?=(?:on )?(?:(?:{WEEKDAY},? )?"
    rf"(?:{MONTH} \d{{1,2}},? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? {MONTH},? \d{{4}})))"
    r"|\s+(?=(?:来源|來源|Source|SOURCE|编辑|責編|责任编辑)\s?[:：])|(?<=\d{4})\s+(?=by \w+$)"
    r"|(?<![Pp]osted)(?<!ritten)(?<!eported)(?<!bmitted)\s+(?=by [A-Z])"
    r"|\s+[-–—]\s+(?=(?:Mis à jour|Modifié|Updated|Last updated|Actualizado|Aktualisiert)\b)"
    r"|\s+[|·•]\s+|\s{3,}|\t+|\s+[–—]\s+(?=[A-Z])|(?<=\w)\s*\|\s*(?=\w)"
)
_PAGE = re.compile(r"(?:[Pp]age |p\. ?|\[|- ?)?(?:[A-Z]-?)?\d{1,4}(?:\]| ?-)?")
_PAPER = re.compile(
    r"(?:The |THE )?(?:[A-Z][\w'’&.-]* ){0,5}(?:Times|Post|Gazette|Observer|Herald|Tribune|"
    r"Courier|Chronicle|Guardian|"
    r"Telegraph|Mail|Journal|News|Star|Sun|Express|Standard|Examiner|Echo|Argus|Mercury|Advertiser|Sentinel|Register|"
    r"Dispatch|Inquirer|Independent|Globe|Record|Bulletin|Citizen|Leader|Messenger|Review|Zeitung|Press)",
    re.IGNORECASE,
)
_CITED = re.compile(r"(?P<paper>[A-Z][^,()]{3,60}?),? \(?(?=[^,]*\d{4}|[A-Z]\w+day|[A-Z]).{4,60}")
#: “held in the Old Customs House on Monday, 16th March 1987”: an occasion, said in words.
_OCCASION = re.compile(
    r"(?:held|delivered|preached|given|read|recorded|spoken|made|taken|heard|broadcast|sworn|signed|presented|"
    r"(?:speech|lecture|sermon|paper|address|remarks|talk|statement)\b.{0,40}?\b(?:at|in|to|before|on)|"
    r"at a meeting|meeting (?:of|held)|in the year of)\b",
    re.IGNORECASE,
)
_OCCASION_LENGTH = 220
#: Under the name of an office nothing else than this is the title.
_RECORD = re.compile(
    r"(?:Minutes|Proceedings|Notes|Transcript|Record|Statement|Speech|Remarks|Address|Lecture|Report)\b",
    re.IGNORECASE,
)
#: Where and when a letter was written.
_PLACE_AND_DAY = re.compile(
    r"(?:\d{1,4},? )?(?:[A-ZÀ-Þ][\w.'’-]*,? (?:[a-z]{2,4} )?){1,6}?(?:the )?(?=\S*\d|[A-Z][a-z]+\.? \d)"
)


def dated_heads(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A paper's running head over its text: it is furniture, and the day that it gives is kept."""
    if is_one_line(draft):
        return
    lines, _ = lines_above(draft, found)
    for at, line in enumerate(lines[:4]):
        if len(line.words) > _OCCASION_LENGTH:
            continue
        if at == 0:
            yield from _citation(line)
        cells = [squeeze(c) for c in CELLS.split(line.words) if c.strip()]
        days = [date for cell in cells if (date := day_line(cell, 0, len(cell)))]
        others = [cell for cell in cells if not day_line(cell, 0, len(cell))]
        page = sum(bool(_PAGE.fullmatch(cell)) for cell in others)
        paper = sum(bool(_PAPER.fullmatch(cell)) for cell in others)
        short = all(len(cell.split()) <= 6 for cell in others)
        if len(days) == 1 and days[0].said and page + paper and short and len(cells) > 1:
            facts: Facts = (("date", days[0].said),)
            yield Proposal(line.start, line.end, "furniture", 0.88, facts)
            return
    yield from _dated_feet(draft)


#: “B4  MON., OCT. 14, 1985”: a page's number, and the day of the paper.
_FOOT = re.compile(
    r"(?:[A-Z]-?\d{1,3}|\d{1,4}|[Pp](?:age|AGE|\.)? ?[A-Z]?\d{1,4})\s{2,}(?P<day>\S.{5,40})"
)


def _dated_feet(draft: Draft) -> Iterable[Proposal]:
    """Under a text the line that its page had, or where it was found: the day that it gives is kept."""
    lines = lines_of_page(draft.text)
    if any(day_line(draft.text, line.start, line.end) for line in lines[:_NEAR_TOP]):
        return
    for line in lines[_NEAR_TOP:][-_FEET:]:
        foot = _FOOT.fullmatch(line.words)
        day = day_line(foot["day"], 0, len(foot["day"])) if foot else None
        if day and day.full:
            yield Proposal(line.start, line.end, "furniture", 0.85, (("date", day.said),))
        elif line.words.startswith("From "):
            yield from _citation(replace(line, words=line.words.removeprefix("From ")), line.words)


def _citation(line: Line, said: str = "") -> Iterable[Proposal]:
    """“The Daily Post, 3 July 1912, p. 4”: where a transcriber found the text."""
    match = _CITED.fullmatch(line.words)
    days = full_dates(line.words)
    if match and len(days) == 1 and _PAPER.fullmatch(match["paper"].strip()):
        facts: Facts = (("credit", said or line.words), ("date", days[0].day.isoformat()))
        yield Proposal(line.start, line.end, "story-credit", 0.8, facts)


def dated(date: DateLine, sure: float, said: str) -> Iterable[Proposal]:
    """A date line's parts: the day with what it says, weekday and time for themselves."""
    named = [part for part in date.parts if part[2] == "date"]
    for part in date.parts:
        if part[2] == "date" and (part != named[-1] or not said):
            # What the front matter does not say is not moved there.
            yield Proposal(part[0], part[1], "time", sure)
        else:
            yield Proposal(*part, sure, (("date", said),) if part == named[-1] else ())


def date_lines(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Lines near the top or the end that are a date and nothing else, or say when it was spoken.

    Label, weekday and time of day, which ISO's form of the date leaves out, are removed one by one.
    The day of publication goes before one without a label, and that before the day of a change.
    """
    if is_one_line(draft):
        return
    lines = lines_of_page(draft.text)
    known = sorted({each.day for each in full_dates(draft.text)} | set(draft.days))
    dates = list(_candidates(draft, found, lines, known))
    given = {words for f in found for key, words in f.facts if key == "date"}
    certain = [
        (line, date) for line, date in dates if date.said and not _contradicted(found, line, date)
    ]
    best = max(certain, key=lambda pair: (not pair[1].later, pair[1].labelled), default=None)
    for line, date in dates:
        if _contradicted(found, line, date):
            yield Proposal(line.start, line.end, "date", 0.5)
        elif not date.said:
            # Where a label or a time makes sure that it is a date line, it is taken out and shown.
            whole = date.labelled or date.timed
            if whole:
                yield from dated(date, 0.62, "")
            else:
                yield Proposal(line.start, line.end, "date", 0.5)
        else:
            chosen = best is not None and best[0] is line and not given
            yield from dated(date, 0.93 if date.full else 0.75, date.said if chosen else "")
            yield from _time_below(lines, line)
    if not given and not best and entries(draft.text) < _ENTRIES:
        yield from _occasions(draft, found)


def _time_below(lines: Sequence[Line], line: Line) -> Iterable[Proposal]:
    """The time of day, where it has the line under the date to itself."""
    at = bisect.bisect_right(lines, line.start, key=lambda other: other.start)
    if at < len(lines) and not lines[at].blanks and TIME.fullmatch(lines[at].words):
        yield Proposal(lines[at].start, lines[at].end, "time", 0.9)


def _contradicted(found: Sequence[Finding], line: Line, date: DateLine) -> bool:
    """Whether the words above a date line gave the text another date already."""
    above = (
        fact for f in found if f.start < line.start and f.role == "dateline" for fact in f.facts
    )
    return not date.later and any(key == "date" and words != date.said for key, words in above)


def _candidates(
    draft: Draft, found: Sequence[Finding], lines: Sequence[Line], known: Sequence[datetime.date]
) -> Iterable[tuple[Line, DateLine]]:
    above, begin = lines_above(draft, found)
    diary = entries(draft.text) >= _ENTRIES
    top, end = max(begin, _NEAR_TOP), len(lines) - _NEAR_END
    places = {line.start: index for index, line in enumerate(above)}
    for number, line in free_lines(lines, found):
        at = places.get(line.start, number) if number < end else number
        if len(line.words) > _LENGTH:
            continue
        stamp = bool(_STAMP.fullmatch(line.words))
        near = at < top or at >= end
        date = day_line(draft.text, line.start, line.end, known) if near or stamp else None
        if date and (stamp or _dates_the_whole(date, at, begin, len(lines), diary=diary)):
            yield line, date


@lru_cache(maxsize=1)
def entries(text: str) -> int:
    """How many lines of a text begin with a day as a diary's entries do."""
    openings = (line.words[:60] for line in lines_of_page(text))
    return sum(bool(FIGURE.search(words) and ENTRY.match(words)) for words in openings)


def _dates_the_whole(date: DateLine, at: int, begin: int, count: int, *, diary: bool) -> bool:
    """Whether a date line where it stands is the text's own and not an entry's."""
    if 0 < len(date.said) < len("2016-04-19"):
        return 0 < at < begin
    if date.labelled:
        return True
    above = at < max(begin, _DIRECTLY)
    return not diary and (above or (at < _NEAR_TOP and date.timed) or at == count - 1)


def _occasions(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """“Preached in … on Sunday, December 17th, 1911,”: its words are a subtitle, its day the date."""
    above, begin = lines_above(draft, found)
    for at, line in enumerate(above[1:begin], 1):
        following = above[at + 1] if at + 1 < begin else None
        joined = following and not following.blanks and not is_taken(found, following)
        for end in (line.end, following.end if following and joined else line.end):
            words = squeeze(draft.text[line.start : end])
            days = {each.day for each in full_dates(words)}
            spoken = _OCCASION.search(words)
            fits = len(words) <= _OCCASION_LENGTH and len(days) == 1 and not is_taken(found, line)
            if fits and spoken and not words.endswith("?"):
                over = [other.words for other in above[:at]]
                named = _RECORD.match(words) and all(
                    is_section(w) or is_organisation(w) for w in over
                )
                role = "title" if named else "subtitle"
                named_here = tuple(("creator", name) for name in announced(words))
                facts: Facts = ((role, words), ("date", days.pop().isoformat()), *named_here)
                yield Proposal(line.start, end, role, 0.75, facts)
                return
    yield from _letter_heads(draft, found, above[:begin])


def _letter_heads(
    draft: Draft, found: Sequence[Finding], lines: Sequence[Line]
) -> Iterable[Proposal]:
    """“Oxford, 5th May 1890” stays, as a letter's own words; its day is the text's."""
    for line in lines:
        if full_dates(line.words[:40]) and re.match(WEEKDAY, line.words):
            continue
        match = _PLACE_AND_DAY.match(line.words) if len(line.words) <= _LENGTH else None
        start = line.start + match.end() if match else 0
        date = day_line(draft.text, start, line.end) if match else None
        if date and date.full and not is_taken(found, line):
            yield Proposal(line.start, line.end, "verse", 0.75, (("date", date.said),))
            return
