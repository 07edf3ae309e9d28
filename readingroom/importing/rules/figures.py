"""Pictures that a source had: their captions, their credits, and the datelines of captions."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence

from readingroom.importing.cleaning import squeeze
from readingroom.importing.dates import full_dates
from readingroom.importing.layout import Draft, Unit
from readingroom.importing.rules.wire import Dateline, datelines, is_agency
from readingroom.importing.segments import Facts, Finding, Proposal
from readingroom.importing.sentences import divide

_CREDIT_LINE = re.compile(
    r"(?P<label>(?:Photo|Image|Picture|Photograph|Illustration|File photo)s?(?: credit)?"
    r"(?: ?:| by:?|/| courtesy of))\s*(?P<credit>\S.{0,90})",
    re.IGNORECASE,
)
_NAME = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*(?: [A-ZÀ-ÖØ-Þa-z][\w.'’-]*){1,3}"
_BODY = r"[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3}"
_CREDIT = re.compile(
    rf"\((?:(?P<body>{_BODY})(?P<photo> [Pp]hotos?| [Ii]mages)?/(?P<name>{_NAME})"
    rf"|(?P<alone>{_BODY}) (?:[Pp]hotos?|[Ff]ile)"
    r"|(?:Photos?|Images?|Pictures?|Photographs?)(?: by |: ?|/)(?P<by>[^()]{2,60}))\)"
)
#: A caption is a sentence or two; the longest of the wires stay under 500 characters.
_CAPTION_LENGTH = 700
#: With more figures than this the front matter, held to 16 KiB, would not hold their captions.
_MOST = 12


def photo_credits(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Lines such as ``Photo: Xinhua``; the word before the colon is only a label."""
    made = 0
    for unit in draft.free(found):
        if made == _MOST or unit.end - unit.start > 120 or draft.blob:
            continue
        match = _CREDIT_LINE.fullmatch(draft.text, unit.start, unit.end)
        if not match or match["credit"].count(" ") > 9:
            continue
        credit = squeeze(match["credit"])
        # “Image by image the film …” is prose: a credit starts with a capital, ends without stop.
        sure = 0.95 if credit[0].isupper() and not credit.endswith((".", "?", "!")) else 0.5
        if credit[0].isupper() and len(credit) < 50:
            sure = max(sure, 0.85)
        yield Proposal(unit.start, match.end("label"), "label", sure)
        made += 1
        facts: Facts = (("figure.credit", credit.removesuffix(".")), *_creator(credit))
        yield Proposal(match.start("credit"), match.end("credit"), "photo-credit", sure, facts)


def captions(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A caption ends in its credit, ``(Xinhua/Ma Zhancheng)``, and may begin with a dateline."""
    made = 0
    for unit in draft.free(found) if not draft.blob else draft.units:
        lines = datelines(draft.text, unit.start, unit.end, running=draft.blob)
        done = unit.start
        for match in _CREDIT.finditer(draft.text, unit.start, unit.end):
            own = _own_dateline(draft, lines, done, match.start())
            start = own.end if own else _caption_start(draft, unit, done, match.start())
            sure = _confidence(draft, unit, match, own, start)
            if made == _MOST:
                return
            if 0 < match.start() - start <= _CAPTION_LENGTH:
                yield from _caption(draft, match, own, start, sure)
                done, made = match.end(), made + 1


def _own_dateline(
    draft: Draft, lines: Sequence[Dateline], after: int, before: int
) -> Dateline | None:
    """The dateline that opens a caption: the last before its credit, within two sentences."""
    index = bisect.bisect_left(lines, before, key=lambda line: line.end) - 1
    if index < 0 or lines[index].start < after or before - lines[index].end > _CAPTION_LENGTH:
        return None
    return lines[index] if len(divide(draft.text, lines[index].end, before)) <= 2 else None


def _caption_start(draft: Draft, unit: Unit, after: int, credit: int) -> int:
    """Where a caption without a dateline begins: with its unit, or with the last whole sentence."""
    if not draft.blob:
        return unit.start
    spans = divide(draft.text, max(after, credit - _CAPTION_LENGTH), credit)
    return spans[-1][0] if spans else credit


def _confidence(
    draft: Draft, unit: Unit, match: re.Match[str], own: Dateline | None, start: int
) -> float:
    """Each sign of a caption adds to a base at which brackets in prose stay below acceptance."""
    sure = 0.4
    if is_agency(match["body"] or match["alone"] or match["by"] or ""):
        sure += 0.25
    if match["alone"] or match["by"] or match["photo"]:
        sure += 0.2
    last = not draft.text[match.end() : unit.end].strip()
    if last or datelines(draft.text, match.end(), unit.end, running=draft.blob, first=True):
        sure += 0.15
    if own:
        sure += 0.2
    if full_dates(draft.text[start : match.start()]):
        sure += 0.1
    return round(min(sure, 0.98), 2)


def _caption(
    draft: Draft, match: re.Match[str], own: Dateline | None, start: int, sure: float
) -> Iterable[Proposal]:
    text = draft.text
    if own:
        # The agency is named again in the credit, as a rule; where it is not, it is kept here.
        named = not own.agency or own.agency.casefold() in match.group().casefold()
        words = own.words if named else f"{own.words} ({own.agency})"
        facts: Facts = (("figure.dateline", words),)
        yield Proposal(own.start, own.date_end, "caption-dateline", sure, facts)
        if own.agency:
            yield Proposal(*own.agency_span, "agency", sure)
        yield Proposal(own.dash, own.end, "punctuation", sure)
    words = squeeze(text[start : match.start()])
    end = match.start()
    begin = start + len(text[start:end]) - len(text[start:end].lstrip())
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    days = {found.day for found in full_dates(words)}
    day: Facts = (("figure.day", next(iter(days)).isoformat()),) if len(days) == 1 else ()
    yield Proposal(begin, end, "caption", sure, (("figure.caption", words), *day))
    credit = squeeze(match.group()[1:-1])
    given: Facts = (("figure.credit", credit), *_creator(credit))
    yield Proposal(match.start(), match.end(), "photo-credit", sure, given)


def _creator(credit: str) -> Facts:
    """The photographer in ``Xinhua/Ma Zhancheng`` or ``Jane Doe/Reuters``, if it names one."""
    parts = [part.strip() for part in credit.split("/")]
    if len(parts) != 2:
        return ()
    persons = [part for part in parts if not is_agency(part)]
    if len(persons) == 1 and re.fullmatch(_NAME, persons[0]):
        return (("figure.creator", persons[0]),)
    return (("figure.creator", parts[1]),) if re.fullmatch(_NAME, parts[1]) else ()
