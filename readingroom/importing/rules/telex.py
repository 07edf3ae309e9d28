"""What a wire's machine sets round each message: codes behind ZCZC and before NNNN; desks' initials."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.layout import Draft
from readingroom.importing.lines import Line, lines_of_page
from readingroom.importing.rules.taken import free_lines
from readingroom.importing.segments import Finding, Proposal

#: The International Telegraph Alphabet's signs for the beginning and the end of a message.
_BEGINS = re.compile(r"ZCZC\b.{0,30}", re.IGNORECASE)
_ENDS = re.compile(r"NNNN", re.IGNORECASE)
#: “PRI GEN NAT”, “.PALAKKAD MDS8”, “3 POL 0212”, “MALI/RIVER”, “2ND LEAD”: no headline is so short.
_CODED = re.compile(r"[.^]?[A-Z\d]{1,10}(?:[ /-][A-Z\d]{1,8}){0,3}")
_CODES = 5
#: “DPA US RH”, “APR VS”: agency, reporter and editor before the end.
_SIGNED = re.compile(r"(?:[A-Z]{2,4} ){1,4}[A-Z]{2,3}|[A-Z]{2,4}")
#: The number of a message in a later page of it: “DPA 114 RIVER PAGE 2/LAST”.
_PAGED = re.compile(r"[A-Z]{2,4} ?\d{1,4} [A-Z/ -]{2,30} PAGE \d{1,2}(?:/(?:LAST|\d{1,2}))?")
#: dpa's head in one line: “dpa0447 eds culture Germany offbeat clocks CORRECTION”.
_HEADED = re.compile(r"(?:dpa|apa|ddp|sda|afp) ?\d{3,4} (?:[a-z]{2,3} )?[\w ,/-]{5,60}")
#: Kyodo closes with its name.
_CLOSED = re.compile(r"={2}[A-Z][a-z]{2,12}")
#: The initials of reporter, editor and desk under an agency's text: “jlp/rib/sg”.
_INITIALS = re.compile(r"[a-z]{2,4}(?:[/-][a-z]{2,4}){1,4}")
_WRITER = re.compile(r"\^(?i:associated press|ap) (?i:[a-z]+ )?(?i:writer|correspondent)[=<]+")
#: Under the last paragraph stand initials, stamp, address and the end sign.
_FOOT = 6
_TOP = 3


def telex_codes(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """The lines of codes right behind “ZCZC” and right before “NNNN”, and those over further pages."""
    if draft.blob:
        return
    lines = lines_of_page(draft.text)
    free = dict(free_lines(lines, found))
    for at, line in enumerate(lines):
        coded = at in free and (
            _PAGED.fullmatch(line.words)
            or (at < _TOP and _HEADED.fullmatch(line.words))
            or (at == len(lines) - 1 and _CLOSED.fullmatch(line.words))
        )
        if coded:
            yield Proposal(line.start, line.end, "furniture", 0.8)
        if _BEGINS.fullmatch(line.words):
            yield from _behind(lines[at + 1 : at + 1 + _CODES])
        elif _ENDS.fullmatch(line.words) and at and not line.blanks:
            above = lines[at - 1]
            if _SIGNED.fullmatch(above.words):
                yield Proposal(above.start, above.end, "furniture", 0.8)


def _behind(lines: Sequence[Line]) -> Iterable[Proposal]:
    for line in lines:
        if line.blanks or not _CODED.fullmatch(line.words):
            return
        yield Proposal(line.start, line.end, "furniture", 0.8)


def desk_initials(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """“jlp/rib/sg” under a report: who wrote, who edited; behind each report of a wire's file."""
    if draft.blob:
        return
    lines = lines_of_page(draft.text)
    known = {f.start for f in found if f.role in {"furniture", "date"}}
    for at, line in free_lines(lines, found):
        if at and _INITIALS.fullmatch(line.words):
            below = at + 1 < len(lines) and lines[at + 1].start in known
            if below or at >= len(lines) - _FOOT:
                yield Proposal(
                    line.start, line.end, "contributor", 0.8, (("contributor", line.words),)
                )


def wire_marks(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """The signs round the lines of a head, where two lines and more begin with one: “^By …<”.

    With them goes what stands between two signs and says only for whom the writer works.
    """
    del found
    lines = lines_of_page(draft.text)
    marked = [line for line in lines if line.words.startswith("^")]
    if draft.blob or len(marked) < 2:
        return
    for line in marked:
        yield Proposal(line.start, line.start + 1, "punctuation", 0.9)
        if _WRITER.fullmatch(line.words):
            yield Proposal(line.start + 1, line.start + len(line.words.rstrip("<=")), "label", 0.8)
    for line in lines:
        kept = line.words.rstrip("<=")
        if len(kept) < len(line.words):
            yield Proposal(line.start + len(kept.rstrip()), line.end, "punctuation", 0.9)
