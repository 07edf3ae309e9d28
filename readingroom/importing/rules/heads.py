"""What stands over a text: its title, the section of the paper, the day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.cleaning import squeeze
from readingroom.importing.dates import AMBIGUOUS, date_line
from readingroom.importing.layout import Draft, Unit
from readingroom.importing.segments import Facts, Finding, Proposal, word_set

#: Words of section labels. A short line without one may be a name as well as a section.
_SECTION_WORDS = word_set(
    """world news today politics business economy finance markets money opinion editorial comment
    commentary analysis letters culture arts books review reviews film music theatre travel style
    life lifestyle living food health science technology tech environment climate education sport
    sports national nation international domestic local metro region regional society features
    feature magazine weekend china asia africa europe americas africa uk us usa mideast pacific
    headlines latest breaking exclusive interview profile obituaries obituary column columnists special
    report focus insight in-depth video photos diplomacy military law crime"""
)
_STOPPED = re.compile(r"[.,;:—–-][\"”’')\]]*$")
_RIGHTS = re.compile(r"(?:©|\(c\) ?\d|Copyright (?:©|\(c\)|\d)|All rights reserved)", re.IGNORECASE)
#: A notice is a line or two; anything longer is about copyright.
_RIGHTS_LENGTH = 200
_PLACE_AND_DATE = re.compile(r"[A-Z][\w ,.]{2,40}\b\d{4}\.?")
#: Titles of reports stay under 20 words; books' of earlier centuries do not, and need a look.
_TITLE_WORDS = 32
_TITLE_LENGTH = 220
#: Who speaks, to whom, where: a heading of more lines is a title page or a poem.
_HEADING_LINES = 4
#: Section, subsection and a series: more labels than that over a title were not seen.
_SECTIONS = 3


def date_lines(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A line near the top or the end that is a date and nothing else.

    Label, weekday and time of day, which ISO's form of the date leaves out, are removed one by one.
    """
    if draft.blob:
        return
    free = draft.free(found)
    near = [*free[:6], *free[6:][-2:]]
    for unit in near:
        words = draft.words(unit)
        line = date_line(draft.text, unit.start, unit.end) if len(words) <= 60 else None
        if line and _contradicted(found, unit, line.day.isoformat()):
            yield Proposal(unit.start, unit.end, "date", 0.5)
            return
        if line:
            facts: Facts = (("date", line.day.isoformat()),)
            for start, end, role in line.parts:
                yield Proposal(start, end, role, 0.93, facts if role == "date" else ())
            return
        if AMBIGUOUS.fullmatch(words):
            yield Proposal(unit.start, unit.end, "date", 0.4)
            return


def _contradicted(found: Sequence[Finding], unit: Unit, day: str) -> bool:
    """Whether the words above a date line gave the text another date already."""
    above = (fact for f in found if f.start < unit.start for fact in f.facts)
    return any(key == "date" and words != day for key, words in above)


def blob_title(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """In a line without breaks: the words before the first dateline, if they make no sentence."""
    if not draft.blob or not draft.units:
        return
    start = draft.units[0].start
    line = next((f for f in found if f.role in {"dateline", "caption-dateline"}), None)
    if not line or line.start <= start:
        return
    words = squeeze(draft.text[start : line.start])
    if 2 < len(words.split()) <= _TITLE_WORDS and not _STOPPED.search(words) and ". " not in words:
        end = start + len(draft.text[start : line.start].rstrip())
        yield Proposal(start, end, "title", 0.8, (("title", words),))


def first_line_title(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """The first line, when it looks like a title and a text follows it.

    Section labels may stand before it: a word or two that name a section, then the title.
    """
    free = draft.free(found)
    if draft.blob or any(f.role == "title" for f in found):
        return
    first, sure = 0, _titled(draft, free, 0)
    while first < _SECTIONS and len(free) > first + 2 and _is_section(draft.words(free[first])):
        following = _titled(draft, free, first + 1)
        if following < 0.85:
            break
        first, sure = first + 1, 0.85
    if sure and not _words_before(found, free[first]):
        unit = free[first]
        yield Proposal(unit.start, unit.end, "title", sure, (("title", draft.words(unit)),))


def _words_before(found: Sequence[Finding], unit: Unit) -> bool:
    """Whether the report itself has begun before a unit."""
    return any(f.start < unit.start and f.role in {"dateline", "related-label"} for f in found)


def _titled(draft: Draft, free: Sequence[Unit], index: int) -> float:
    """How much a unit looks like a title; 0 for not at all."""
    if index + 1 >= len(free) and not (index == 0 and len(free) == 1 and len(draft.units) > 1):
        return 0.0
    unit = free[index]
    words = draft.words(unit)
    count = len(words.split())
    if count > _TITLE_WORDS or len(words) > _TITLE_LENGTH:
        return 0.0
    if unit.kind == "verse" and not _in_capitals(draft, unit, free[index + 1 :]):
        return 0.0
    if not any(c.isalnum() for c in words) or words[:1].islower():
        return 0.0
    if words.endswith(("...", "…")) or not _STOPPED.search(words):
        sure = 0.95 if not words.endswith(("?", "!", "”", '"')) else 0.8
    else:
        # “Chapter I.”, “THE WAR.”: a stop after a few capitalised words.
        capital = sum(1 for w in words.split() if w[:1].isupper()) / count
        sure = 0.7 if words.endswith(".") and count <= 8 and capital >= 0.7 else 0.0
    if _PLACE_AND_DATE.fullmatch(words) or words.startswith(("-", "*", "•", "#")):
        sure = min(sure, 0.5)
    later = free[index + 1 :]
    if later and not any(len(draft.words(u)) > len(words) or u.kind == "verse" for u in later):
        sure = min(sure, 0.62)
    return sure


def _in_capitals(draft: Draft, unit: Unit, later: Sequence[Unit]) -> bool:
    """A heading over a few lines, all in capitals as speeches have them, over words that are not."""
    lines = draft.text.count("\n", unit.start, unit.end) + 1
    above = lines <= _HEADING_LINES and draft.words(unit).isupper()
    return above and any(not draft.words(below).isupper() for below in later)


def _is_section(words: str) -> bool:
    parts = [part.strip("/|&>-").casefold() for part in words.split()]
    return (
        0 < len(parts) <= 4 and any(part in _SECTION_WORDS for part in parts) and words[0].isupper()
    )


def section_label(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A short line next to the title, with a word that names sections; after it sooner than before.

    Of several the first is taken, and the others are shown to the editor.
    """
    title = next((f for f in found if f.role == "title"), None)
    if draft.blob or not title:
        return
    free = draft.free(found)
    before = [unit for unit in free if unit.end <= title.start]
    after = [unit for unit in free if unit.start >= title.end][:_SECTIONS]
    taken = False
    for unit in [*after, *reversed(before)]:
        words = draft.words(unit)
        if not _is_label(words) or unit.kind == "verse":
            continue
        sure = 0.9 if _is_section(words) and not taken else 0.5
        taken = taken or sure > 0.5
        yield Proposal(unit.start, unit.end, "section", sure, (("section", words),))


def _is_label(words: str) -> bool:
    """A few capitalised words without a stop; small words (of, and, the) may be small."""
    if len(words) > 40 or _STOPPED.search(words) or not words[0].isupper():
        return False
    parts = words.split()
    return len(parts) <= 4 and all(part[0].isupper() or len(part) < 4 for part in parts)


def rights_lines(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Lines that claim copyright, such as ``© 2014 Daily News``."""
    if draft.blob:
        return
    for unit in draft.free(found):
        words = draft.words(unit)
        if len(words) <= _RIGHTS_LENGTH and _RIGHTS.match(words):
            yield Proposal(unit.start, unit.end, "rights", 0.85, (("rights", words),))
