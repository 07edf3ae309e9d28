"""Pictures that a source had: their captions, their credits, and the datelines of captions."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence

from readingroom.importing.cleaning import squeeze
from readingroom.importing.dates import full_dates
from readingroom.importing.layout import Draft, Unit
from readingroom.importing.rules.agencies import is_agency
from readingroom.importing.rules.credits import BRACKETED, INLINE, creator, is_credit
from readingroom.importing.rules.datelines import Dateline, datelines
from readingroom.importing.rules.taken import free_parts
from readingroom.importing.segments import Facts, Finding, Proposal
from readingroom.importing.sentences import divide

_CREDIT_LINE = re.compile(
    r"(?P<label>(?:(?:Photo|Image|Picture|Pic|Photograph|Illustration|File photo|Photography)s?"
    r"(?: credit| copyright| of [^:\n]{3,60})?(?: ?:| by:?| ?/| courtesy of| ©)"
    r"|(?:Image|Media) (?:copyright|source),?|Credit ?:))"
    r"\s*(?P<credit>\S.{0,90})",
    re.IGNORECASE,
)
#: A caption is a sentence or two; the longest of the wires stay under 500 characters.
_CAPTION_LENGTH = 700
_INITIALS = 10
_SENTENCE = 300
_LETTERS = re.compile(r"[A-Z]{2,5}")
_STOPPED = re.compile(r"\w[.!?][\"”’')]*\s*$")
#: “1 of 4. ”, “[2/3] ”: a gallery's count before the words of its picture, in the same line.
_COUNTED = re.compile(r"(?:\d{1,2} of \d{1,2}[.:]|[\[(]\d{1,2}/\d{1,2}[\])])\s+(?=\S)")
#: The day's code before an agency's caption: “(120819) -- HAMRIN, Aug. 19, 2012 (Xinhua) -- ”.
_CODE = re.compile(r"\(\d{6}\)\s*[-–—]{1,2}\s*(?=\S)")
#: With more figures than this the front matter, held to 16 KiB, would not hold their captions.
_MOST = 12


def photo_credits(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Lines such as ``Photo: Xinhua``; the word before the colon is only a label."""
    made = 0
    for unit in draft.free(found):
        if made == _MOST or unit.end - unit.start > 120 or draft.blob:
            continue
        match = _CREDIT_LINE.fullmatch(draft.text, unit.start, unit.end)
        if not match:
            continue
        credit = squeeze(match["credit"])
        if not is_credit(credit):
            # “Image by image the film …” is prose, and “Photo: The minister leaves” a caption.
            continue
        sure = 0.95 if not credit.endswith(".") else 0.85
        yield Proposal(unit.start, match.end("label"), "label", sure)
        made += 1
        yield Proposal(*match.span("credit"), "photo-credit", sure, credit_facts(credit))


def captions(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A caption ends in its credit, ``(Xinhua/Ma Zhancheng)``, and may begin with a dateline."""
    made = 0
    for unit in free_parts(draft, found) if not draft.blob else draft.units:
        code = None if draft.blob else _CODE.match(draft.text, unit.start, unit.end)
        done = code.end() if code else unit.start
        lines = datelines(draft.text, done, unit.end, running=draft.blob)
        for match in _credits(draft, unit):
            if match.start() < done:
                continue
            own = _own_dateline(draft, lines, done, match.start())
            start = own.end if own else _caption_start(draft, unit, done, match.start())
            sure = _confidence(draft, unit, match, own, start)
            if made == _MOST:
                return
            if 0 < match.start() - start <= _CAPTION_LENGTH:
                if code and own and done == code.end():
                    yield Proposal(*trimmed(draft.text, *code.span()), "label", sure)
                yield from _caption(draft, match, own, start, sure)
                done, made = match.end(), made + 1


def _credits(draft: Draft, unit: Unit) -> list[re.Match[str]]:
    """The credits in a unit; in running text also those without brackets."""
    matches = list(BRACKETED.finditer(draft.text, unit.start, unit.end))
    if draft.blob:
        matches += INLINE.finditer(draft.text, unit.start, unit.end)
    return sorted(matches, key=re.Match.start)


def _own_dateline(
    draft: Draft, lines: Sequence[Dateline], after: int, before: int
) -> Dateline | None:
    """The dateline that opens a caption: the last before its credit, within two sentences."""
    index = bisect.bisect_left(lines, before, key=lambda line: line.end) - 1
    if index < 0 or lines[index].start < after or before - lines[index].end > _CAPTION_LENGTH:
        return None
    if lines[index].words.startswith("FILE"):
        # “FILE - In this March 3, 2009, file photo” names no place.
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
    groups = match.groupdict()
    named = [groups.get(key) or "" for key in ("body", "alone", "by", "of", "given")]
    slashed = re.split(r"\s?/\s?", match["name"] or "")
    if any(is_agency(squeeze(name)) for name in (*named, *slashed)):
        sure += 0.25
    if match["photo"] or any(named[1:]):
        sure += 0.2
    # Only the desk's initials may follow: “(Xinhua/Ma Zhancheng) (mcg)”.
    last = len(draft.text[match.end() : unit.end].strip()) < _INITIALS
    if last or datelines(draft.text, match.end(), unit.end, running=draft.blob, first=True):
        sure += 0.15
        # “… on Saturday. (Sara Quist/Vanne Today)”: two names behind a sentence, and nothing else.
        named_twice = match["name"] and " " in match["name"].strip() + (match["body"] or "")
        stopped = _STOPPED.search(draft.text[max(start, match.start() - 8) : match.start()])
        short = match.start() - start <= _SENTENCE
        # “(AEP/Loïc Fañch)”: the letters of an agency that no list has need no stop before them.
        lettered = bool(_LETTERS.fullmatch(match["body"] or ""))
        sure += 0.1 if named_twice and (stopped or lettered) and short else 0.0
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
    yield from caption_words(text, start, match.start(), sure)
    credit = squeeze(match.group().strip("()[]"))
    yield Proposal(*match.span(), "photo-credit", sure, credit_facts(credit))


def caption_words(text: str, start: int, end: int, sure: float) -> Iterable[Proposal]:
    """A caption's words, and the day it names, if it names one."""
    begin, end = trimmed(text, start, end)
    counted = _COUNTED.match(text, begin, end)
    if counted:
        yield Proposal(begin, begin + len(counted.group().rstrip()), "furniture", sure)
        begin = counted.end()
    words = squeeze(text[begin:end])
    days = {found.day for found in full_dates(words)}
    day: Facts = (("figure.day", next(iter(days)).isoformat()),) if len(days) == 1 else ()
    yield Proposal(begin, end, "caption", sure, (("figure.caption", words), *day))


def credit_facts(credit: str) -> Facts:
    """What a credit says for the figure."""
    return (("figure.credit", credit.removesuffix(".")), *creator(credit))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the white space at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())
