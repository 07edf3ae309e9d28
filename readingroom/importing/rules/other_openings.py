"""Less usual openings of a report: those of Chinese and Russian agencies, and of old papers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.cleaning import squeeze
from readingroom.importing.dates import MONTH
from readingroom.importing.layout import Draft
from readingroom.importing.months import WEEKDAY
from readingroom.importing.rules.above import lines_above
from readingroom.importing.rules.agencies import is_agency, is_agency_alone
from readingroom.importing.rules.announcing import is_section
from readingroom.importing.rules.pieces import between
from readingroom.importing.segments import Finding, Proposal

#: A report opens among its first lines.
_HEAD = 1500
#: “新华社北京4月19日电（记者张三、李四）”.
_CHINESE = re.compile(
    r"(?<!\S)(?P<agency>新华社|中新社|中新网|本报)?(?P<dateline>(?P<place>[\u4e00-\u9fff]{2,6}?)(?:\d{4}年)?\d{1,2}月\d{1,2}日)"
    r"(?:电|讯)\s*(?:[（(](?P<by>[^（）()\n]{2,40})[）)])?"
)
_HAN = re.compile(r"(?:实习|通讯|特约)?(?:记者|通讯员|员)?\s*(?P<name>[\u4e00-\u9fff]{2,4})")
#: “МОСКВА, 12 ноября. /Корр. ИТАР-ТАСС Иван Петров/.”
_RUSSIAN = re.compile(
    r"(?:(?<=\n)|(?<!.))[ \t]*(?P<dateline>[А-ЯЁ][А-ЯЁ-]{2,}(?: [А-ЯЁ-]{2,}){0,2}, \d{1,2} "
    r"(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)"
    r"(?: \d{4} г(?:\.|ода))?)"
    r"\.?\s*(?:[-–—]\s*)?[/(](?:(?:[Сс]пец)?[Кк]орр?\.? ?)?"
    r"(?P<agency>[А-ЯЁ][А-ЯЁа-яё-]+(?:[ -][А-ЯЁ]{2,})?)"
    r"(?:,? (?P<name>[А-ЯЁ][а-яё-]+ [А-ЯЁ][а-яё-]+))?[/)]\s*(?P<dash>[.–—-]+)?"
)

_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]+(?: [A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’-]+){0,3}"
_WORDS = r"[A-ZÀ-ÖØ-Þ][\w.'’-]+(?: [A-ZÀ-ÖØ-Þ][\w.'’-]+){0,2}"
_REGION = r"(?:, [A-ZÀ-ÖØ-Þ][\w.]+(?: [A-Z]\w+)?){0,2}?"
#: “PELHAM, Tuesday Evening.—An explosion …”: the day alone, as papers had it from their own men.
_OF_A_PAPER = re.compile(
    rf"(?P<dateline>{_CAPITALS}{_REGION}, {WEEKDAY}"
    r"(?: (?:[Nn]ight|[Mm]orning|[Ee]vening|[Aa]fternoon|[Nn]oon))?\.?)"
    r"\s?(?P<dash>—|–|--|-)\s?(?=[\"“'‘]?[A-ZÀ-Þ])"
)
#: “GRIMSEL FORK, Mont., Nov. 14-(AP)-Eleven men”, “Palakkad, Mar 3 (PTI) Services”, “June 11 Kyodo - ”.
_OF_A_WIRE = re.compile(
    rf"(?P<dateline>(?:{_CAPITALS}|{_WORDS}){_REGION}, {MONTH} \d{{1,2}})\s?-?\s?"
    r"(?:\((?P<agency>[A-Z][A-Za-z]{1,12})\)|(?P<bare>[A-Z][A-Za-z]{1,12}))\s?(?P<dash>--|—|–|-)?\s?"
    r"(?=[\"“'‘]?[A-ZÀ-Þ])"
)
#: “NIEDEROLM. Wer in Niederolm …”: a German paper's, where a headline stands over it.
_OF_A_GERMAN_PAPER = re.compile(
    r"(?P<dateline>[A-ZÄÖÜ][A-ZÄÖÜß-]{2,}(?:[ /-][A-ZÄÖÜ][A-ZÄÖÜß-]{2,}){0,2}(?:, \d{1,2}\. "
    r"[A-Z][a-zä]+)?)"
    r"(?P<dash>\.(?: ?[–—])?)\s(?=[»„\"“]?[A-ZÄÖÜ][a-zäöüß]+ )"
)
_GERMAN = re.compile(r"\b(?:der|die|das|und|nicht|ist|mit|auf)\b")
#: German prose has these words at every tenth place; of other languages' a few look like them.
_GERMAN_WORDS = 12
#: “Reuters, Jakarta”, “JAKARTA, Reuters” on a line of its own under the headline.
_AGENCY_AND_PLACE = re.compile(
    r"(?P<agency>[A-Z][A-Za-z]{1,12})(?:,| in|/) (?P<dateline>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})\.?"
)
#: An opening stands among so many units: title, byline and a note come before it.
_UNITS = 12


def other_openings(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Dateline, agency and reporters where the usual form of an opening is not kept."""
    if any(f.role == "dateline" for f in found):
        return
    match = _CHINESE.search(draft.text, 0, _HEAD) or _RUSSIAN.search(draft.text, 0, _HEAD)
    match = match or _opening(draft) or _german(draft) or _under_headline(draft)
    if match:
        yield from _parts(draft.text, match)


def _german(draft: Draft) -> re.Match[str] | None:
    """The first paragraph that opens with a town in capitals and a stop, in a German text."""
    if len(_GERMAN.findall(draft.text, 0, _HEAD * 2)) < _GERMAN_WORDS:
        return None
    for unit in draft.units[1:_UNITS]:
        match = _OF_A_GERMAN_PAPER.match(draft.text, unit.start, unit.end)
        if match and unit.end - match.end() > _PARAGRAPH:
            return match
    return None


def _under_headline(draft: Draft) -> re.Match[str] | None:
    """A line of an agency and a place, among the first."""
    lines, begin = lines_above(draft)
    for line in lines[1 : begin + 1]:
        match = _AGENCY_AND_PLACE.fullmatch(draft.text, line.start, line.end)
        if match and is_agency_alone(match["agency"]) and not is_section(match["dateline"]):
            return match
    return None


#: What opens so is a paragraph, and no line of a list.
_PARAGRAPH = 60


def _opening(draft: Draft) -> re.Match[str] | None:
    """The first unit that opens in the form of a paper or of a wire."""
    for unit in draft.units[:_UNITS]:
        paper = _OF_A_PAPER.match(draft.text, unit.start, unit.end)
        if paper and paper["dateline"].partition(",")[0].isupper():
            return paper
        wire = _OF_A_WIRE.match(draft.text, unit.start, unit.end)
        if wire and is_agency(wire["agency"] or wire["bare"]) and (wire["dash"] or wire["agency"]):
            return wire
    return None


def _parts(text: str, match: re.Match[str]) -> Iterable[Proposal]:
    groups = match.groupdict()
    begin = match.end() - len(match.group().lstrip())
    spans = [(*match.span("dateline"), "dateline", squeeze(match["dateline"]).rstrip("."))]
    agency = "agency" if groups.get("agency") else "bare" if groups.get("bare") else ""
    if agency and match[agency] != "本报":
        spans.append((*match.span(agency), "agency", match[agency]))
    if groups.get("by"):
        at = match.start("by")
        spans += [
            (at + m.start("name"), at + m.end("name"), "byline", m["name"])
            for m in _HAN.finditer(match["by"])
        ]
    if groups.get("name"):
        spans.append((*match.span("name"), "byline", match["name"]))
    done = begin
    for start, end, role, words in sorted(spans):
        yield from between(text, done, start, 0.86)
        key = "dateline" if role == "dateline" else "creator"
        yield Proposal(start, end, role, 0.86, ((key, words),))
        done = end
    yield from between(text, done, match.end(), 0.86)
