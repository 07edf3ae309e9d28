"""Lines of the page or the desk and not of the text: slugs, END and MORE, jumps, imprints."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from readingroom.importing.layout import Draft
from readingroom.importing.lines import Line, lines_of_page
from readingroom.importing.rules.datelines import datelines
from readingroom.importing.rules.desk_forms import (
    COMPILED,
    END_BARE,
    END_SIGN,
    FILED_AT,
    FOLLOWS,
    IMPRINTS,
    MORE,
    MORE_BARE,
    PICKED_UP,
    PRIORITY,
    SLUG,
    Where,
)
from readingroom.importing.rules.page_lines import day_of
from readingroom.importing.rules.paper_forms import PAPER
from readingroom.importing.rules.taken import free_lines
from readingroom.importing.segments import Finding, Proposal

#: Words that texts have too, as headings and cries; amid prose they need company to be the desk's.
_WORDS = re.compile(rf"{PRIORITY}|{MORE_BARE}|{END_BARE}|{PICKED_UP}")
#: A release ends with a sign, and has its notes to editors below that.
_PAPERS = re.compile(PAPER)
_PRIORITIES = re.compile(PRIORITY)
#: A message's number, “UP041”, which may have a line to itself over the rest of the slug.
_NUMBER = re.compile(r"[A-Za-z]{1,3}\d{3,4}")
_SLUGS = re.compile(rf"{SLUG}|{FILED_AT}|{MORE}|{FOLLOWS}|{END_SIGN}")
#: Signs of a desk that make another one believable; and what a lone one is worth, so that it is
#: shown to the editor and stays.
_COMPANY, _ALONE = 2, 0.55
#: What a dateline with a day or an agency is worth at the least.
_DATELINE = 0.9
_SENTENCE = re.compile(r"[a-z]{2}[.!?][\"”’')\]]{0,3}$")
#: Two lines of an imprint are one sentence; more lines than these from an end are within the text.
_NEAR_END, _NEAR_TOP = 6, 4
#: A letter's head and its address are over before so many lines.
_HEAD = 14
#: The longest of the forms above is an imprint in two lines.
_LONGEST = 200
#: Most lines stand near no end of a file.
_ANYWHERE = tuple(form for form in COMPILED if form[1] == "anywhere")
_TAKE = re.compile(r"[a-z]{1,3}\d{3,4}-{0,6}")
#: In a slug for a further take, and what that begins with: “^PORT ELLERY: come forward.”.
_ADDED = re.compile(r"\b(?:\d(?:st|nd|rd|th)|[Ff]irst|[Ss]econd) [Aa]dd\b")
_TIED = re.compile(r"\^[^<=]{3,80}\.")
_JUMPED = re.compile(r"(?:continued|cont[’'.]?d?\.?) from\b", re.IGNORECASE)
_TIME_CODE = re.compile(r"[\[(]?\d{1,2}:\d{2}:\d{2}(?:[.,:]\d{1,3})?[\])]?|[\[(]\d{1,3}:\d{2}[\])]")
_PAGE_MARK = re.compile(r"\[(?:[Pp]g?\.|[Pp]g|[Pp]age|PAGE|[Ff]ol(?:io|\.)) ?\d{1,4}[rv]?\]")
#: The desk's initials behind a credit: “(Xinhua/Ma Zhancheng) (mcg)”.
_DESK = re.compile(r"\)\s?(?P<desk>\([a-z]{2,5}(?:/[a-z]{2,5})?\))\s*$", re.MULTILINE)
#: After the last sentence of an agency's text: “… he said. Enditem”.
_TRAILING = re.compile(
    r"[.!?…][\"”’')\]]*\s+(?P<end>Enditem|ENDITEM|\(END\)|\(ENDS\)|ENDS|-ENDS-|Item ends"
    r"|\((?:MORE|more)\)|-{1,2} ?(?:MORE|more) ?-{1,2})[ \t]*$",
    re.MULTILINE,
)


def desk_and_page_lines(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Slugs, END and MORE, jumps, imprints: whole lines of one of the forms in the list above."""
    if draft.blob:
        return
    lines = lines_of_page(draft.text)
    agency = _is_agency_file(draft, lines)
    company = agency or sum(bool(_WORDS.fullmatch(line.words)) for line in lines) >= _COMPANY
    company = company or any(_PAPERS.fullmatch(line.words) for line in lines[:_NEAR_TOP])
    for at, line in free_lines(lines, found):
        if len(line.words) > _LONGEST:
            continue
        if _PRIORITIES.fullmatch(line.words):
            sure = 0.75 if agency or _is_slugged(lines, at) else _ALONE
            yield Proposal(line.start, line.end, "furniture", sure)
            continue
        if not company and _WORDS.fullmatch(line.words) and _is_amid(lines, at):
            yield Proposal(line.start, line.end, "furniture", _ALONE)
            continue
        amid = _HEAD <= at < len(lines) - _NEAR_END
        for form, where, sure in _ANYWHERE if amid else COMPILED:
            if _stands(at, len(lines), where) and form.fullmatch(line.words):
                facts = day_of(line.words) if at < _NEAR_TOP else ()
                yield Proposal(line.start, line.end, "furniture", sure, facts)
                yield from _beside(lines, at)
                if form in IMPRINTS:
                    yield from _rest(lines, at, sure)
                break


def _is_agency_file(draft: Draft, lines: Sequence[Line]) -> bool:
    """Whether a desk's slug or sign, or a dateline with day or agency, says where a file is from."""
    if any(_SLUGS.fullmatch(line.words) for line in lines if len(line.words) <= _LONGEST):
        return True
    opened = (datelines(draft.text, u.start, u.end, running=False) for u in draft.units)
    return any(line.confidence >= _DATELINE for each in opened for line in each)


def _is_slugged(lines: Sequence[Line], at: int) -> bool:
    """Whether a desk's sign stands right over a line or right under it."""
    above = lines[at - 1].words if at else ""
    over = _NUMBER.fullmatch(above) or (not lines[at].blanks and _SLUGS.fullmatch(above))
    under = at + 1 < len(lines) and not lines[at + 1].blanks
    return bool(over or (under and _SLUGS.fullmatch(lines[at + 1].words)))


def _is_amid(lines: Sequence[Line], at: int) -> bool:
    """Whether sentences stand over a line and under it."""
    above = any(_SENTENCE.search(line.words) for line in lines[:at])
    return above and any(_SENTENCE.search(line.words) for line in lines[at + 1 :])


def _stands(at: int, count: int, where: Where) -> bool:
    if where == "anywhere":
        return True
    if where == "end":
        return at >= max(1, count - _NEAR_END)
    return at < (_NEAR_TOP if where == "top" else _HEAD)


def _beside(lines: Sequence[Line], at: int) -> Iterable[Proposal]:
    """The line above, where it is only the head of what this line is of; the words it is tied to."""
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below and _ADDED.search(lines[at].words) and _TIED.fullmatch(below.words):
        yield Proposal(below.start, below.end, "furniture", 0.85)
    if not at or lines[at].blanks:
        return
    above = lines[at - 1]
    slug = re.fullmatch(SLUG, lines[at].words)
    head = _JUMPED.match(lines[at].words) and above.words.isupper() and len(above.words) < 40
    if (slug and _TAKE.fullmatch(above.words)) or head:
        yield Proposal(above.start, above.end, "furniture", 0.85)


def _rest(lines: Sequence[Line], at: int, sure: float) -> Iterable[Proposal]:
    """The lines that an imprint goes on with, up to its stop or a blank line."""
    for line, following in itertools.pairwise(lines[at : at + _NEAR_TOP]):
        if line.ended or following.blanks or len(following.words) > _LONGEST:
            return
        yield Proposal(following.start, following.end, "furniture", sure)


def trailing_end(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """An agency's word for the end, behind the last sentence, and its initials behind a credit."""
    del found
    for desk in _DESK.finditer(draft.text):
        yield Proposal(*desk.span("desk"), "furniture", 0.85)
    lines = lines_of_page(draft.text)
    starts = {line.start: at for at, line in enumerate(lines)}
    agency = draft.blob or _is_agency_file(draft, lines)
    for match in _TRAILING.finditer(draft.text):
        at = starts.get(match.start("end"))
        if at is not None and not agency and _is_amid(lines, at):
            # A line of its own amid prose was looked at above.
            continue
        yield Proposal(*match.span("end"), "furniture", 0.85)


def page_marks(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Where a page of the original begins, as transcribers write it into the line: “[Pg 12]”."""
    del found
    for match in _PAGE_MARK.finditer(draft.text):
        yield Proposal(*match.span(), "furniture", 0.85)


def time_codes(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """The counter of a recording on lines of its own, where a transcript has it again and again."""
    if draft.blob:
        return
    lines = lines_of_page(draft.text)
    codes = [line for _, line in free_lines(lines, found) if _TIME_CODE.fullmatch(line.words)]
    for line in codes if len(codes) > 2 else ():
        yield Proposal(line.start, line.end, "furniture", 0.75)
