"""What a printed sheet carries at its head and foot: paper, day and page; the binder's sign."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.layout import Draft
from readingroom.importing.lines import Line, lines_of_page
from readingroom.importing.months import MONTH, WEEKDAY
from readingroom.importing.rules.page_lines import day_of
from readingroom.importing.rules.taken import free_lines
from readingroom.importing.segments import Finding, Proposal

_DAY = (
    rf"(?:(?:{WEEKDAY})[.,]{{0,2}} ?)?(?:(?:{MONTH})\.? \d{{1,2}},? \d{{4}}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTH}),? \d{{4}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}})"
)
#: “B4”, “p. 14”, “D21”: as papers number the pages of their parts; a bare number says it of itself
#: only beside a gap or in a line with paper and day.
_PAGE = r"(?:(?:[Pp]age|PAGE|[Pp]p?\.|[Pp]g\.?) ?(?:[A-H]-?)?\d{1,4}|[A-H]-?\d{1,3}|\d{1,4})"
_GAP = r"(?:,? +|\s*[|·•–—-]\s*|\t+)"
_NAME = r"(?:[A-Z][\w'’&.-]*(?: (?:[A-Z][\w'’&.-]*|of|the|and|&)){0,6})"
#: “The Lakeland Chronicle, 03/04/2016, p. 14”, “B4  MON., OCT. 14, 1985”, “17 June 1998   ASSEMBLY   9”.
_HEADED = re.compile(
    rf"(?:(?:{_NAME}{_GAP})?{_DAY}{_GAP}(?:{_NAME}{_GAP})?{_PAGE}"
    rf"|{_PAGE}{_GAP}(?:{_NAME}{_GAP})?{_DAY}(?:{_GAP}{_NAME})?)",
    re.IGNORECASE,
)
#: All forms of the day have it; the whole is tried for long on any other line.
_YEAR = re.compile(r"\d{4}")
#: A paper's part with its number, or “p.”: with these a line is a page's wherever it stands apart.
_NUMBERED = re.compile(r"\b(?:[Pp]age|PAGE|[Pp]p?\.|[Pp]g\.?) ?\d|(?:^|\s)[A-H]-?\d{1,3}(?:\s|$)")
#: At the head and foot of each sheet of a government's paper.
_CLASSED = re.compile(
    r"(?:UNCLASSIFIED|CONFIDENTIAL|RESTRICTED|(?:TOP )?SECRET|LIMITED OFFICIAL USE)(?:\s?//?\s?[A-Z]+)*"
)
#: Heads are over in a line of this length; the first and the last lines of a file are its edge.
_WIDEST, _EDGE = 120, 2
#: The binder's sign under a page: “I2”, “B”, “P 2”, behind the page's number or alone.
_SIGNATURE = re.compile(r"(?:\d{1,4}\s{4,})?(?![IVX]$)[A-Z]{1,2} ?[2-5]?\*?")
_SIGNED = re.compile(r"[A-Z] ?[2-5]|\d{1,4}\s{4,}[A-Z]{1,2}")
#: A printed page of prose has lines of such a length.
_FULL = 40


def sheet_heads(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A line with a paper's name, the day of the issue and the page, at the edge of a file or apart."""
    if draft.blob:
        return
    lines = lines_of_page(draft.text)
    classed = [line for line in lines if _CLASSED.fullmatch(line.words)]
    for line in classed if len(classed) > 1 else ():
        yield Proposal(line.start, line.end, "furniture", 0.8)
    for at, line in free_lines(lines, found):
        if len(line.words) > _WIDEST or not _YEAR.search(line.words):
            continue
        if not _HEADED.fullmatch(line.words):
            continue
        edge = at < _EDGE or at >= len(lines) - _EDGE
        alone = line.blanks > 0 and (at + 1 == len(lines) or lines[at + 1].blanks > 0)
        wide = "   " in line.words or "\t" in line.words
        if (edge or alone) and (wide or _NUMBERED.search(line.words)):
            facts = day_of(line.words) if at < _EDGE else ()
            yield Proposal(line.start, line.end, "furniture", 0.8, facts)


def sheet_signs(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """The letter, or letter and figure, under a page for the binder: last, or over the next page's head.

    A letter alone needs the number of a page in the same file; a figure beside it says more.
    """
    if draft.blob:
        return
    lines = lines_of_page(draft.text)
    paged = {f.start for f in found if f.rule in {"page-lines", "recurring-heads"}}
    for at, line in free_lines(lines, found):
        if not at or not _SIGNATURE.fullmatch(line.words):
            continue
        last = at == len(lines) - 1
        over = not last and lines[at + 1].start in paged
        under = lines[at - 1].start in paged
        figured = bool(_SIGNED.fullmatch(line.words))
        if (last or over or under) and (paged or (figured and _printed(lines))):
            yield Proposal(line.start, line.end, "furniture", 0.8 if figured else 0.7)
        elif figured and _amid(lines, at):
            yield Proposal(line.start, line.end, "furniture", 0.75)


def _printed(lines: Sequence[Line]) -> bool:
    """Whether there is a page's prose, in lines as full as print has them."""
    return sum(len(line.words) > _FULL for line in lines) > 1


def _amid(lines: Sequence[Line], at: int) -> bool:
    """Whether a sentence goes on round a line, as it does only where a page ends."""
    if not 0 < at < len(lines) - 1:
        return False
    above, below = lines[at - 1], lines[at + 1]
    full = len(above.words) > _FULL and not above.paused
    return full and below.small
