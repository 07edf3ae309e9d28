"""What a text is called: its title, a line below it, the section of the paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.cleaning import squeeze
from readingroom.importing.dates import full_dates
from readingroom.importing.layout import Draft
from readingroom.importing.rules.announced import named_in_title
from readingroom.importing.rules.announcing import is_section
from readingroom.importing.rules.choosing import (
    STOPPED,
    TITLE_WORDS,
)
from readingroom.importing.rules.taken import free_parts
from readingroom.importing.segments import Facts, Finding, Proposal

_RIGHTS = re.compile(r"(?:©|\(c\) ?\d|Copyright (?:©|\(c\)|\d)|All rights reserved)", re.IGNORECASE)
#: A notice is a line or two; anything longer is about copyright.
_RIGHTS_LENGTH = 200
_BAR = re.compile(r"(?P<section>[A-Z][\w&]*(?: [\w&]+){0,3})\s*[|>»:]\s+")


def blob_title(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Without lines: the words before the first dateline or byline, if they make no sentence."""
    if not draft.blob or not draft.units:
        return
    start = draft.units[0].start
    ends = {"dateline", "caption-dateline", "byline", "label", "date", "time", "story-credit"}
    line = next((f for f in found if f.role in ends and f.start > start), None)
    if not line or any(f.role == "title" for f in found):
        return
    before = [f.end for f in found if f.end <= line.start]
    start = max([start, *before])
    words = squeeze(draft.text[start : line.start])
    if words.startswith(("By ", "BY ")):
        return
    if 2 < len(words.split()) <= TITLE_WORDS and not STOPPED.search(words) and ". " not in words:
        end = start + len(draft.text[start : line.start].rstrip())
        start += len(draft.text[start:end]) - len(draft.text[start:end].lstrip())
        before_title = list(section_before(draft.text, start, end, 0.8))
        if before_title:
            yield from before_title
            start = before_title[-1].end
            words = squeeze(draft.text[start:end])
        facts: Facts = (("title", words),)
        named = named_in_title(draft, [*found, Finding(start, end, "title", "", 0.8, facts)])
        yield Proposal(start, end, "title", 0.8, (*facts, *named))


def section_before(text: str, start: int, end: int, sure: float) -> Iterable[Proposal]:
    """“World | …”: the section before a title, and the bar behind it."""
    bar = _BAR.match(text, start, end)
    if bar and is_section(bar["section"]):
        yield Proposal(start, bar.end("section"), "section", sure, (("section", bar["section"]),))
        yield Proposal(bar.end("section"), bar.end(), "punctuation", sure)


def rights_lines(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Lines that claim copyright, such as ``© 2014 Daily News``."""
    for unit in free_parts(draft, found):
        words = draft.words(unit)
        if len(words) <= _RIGHTS_LENGTH and _RIGHTS.match(words):
            facts: Facts = (("rights", words), *(("date", day) for day in _only_day(draft, words)))
            yield Proposal(unit.start, unit.end, "rights", 0.85, facts)


def _only_day(draft: Draft, words: str) -> list[str]:
    """The day that a notice gives, where the source names no other: “© The Post, 9 May 1998”."""
    days = {found.day for found in full_dates(words)}
    every = {found.day for found in full_dates(draft.text)} if days else set()
    return [day.isoformat() for day in days] if len(every) == 1 else []
