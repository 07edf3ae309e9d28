"""Who wrote a text: bylines above it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from readingroom.importing.cleaning import squeeze
from readingroom.importing.dates import day_line, full_dates
from readingroom.importing.layout import Draft
from readingroom.importing.lines import Line, lines_of_page
from readingroom.importing.rules.above import is_taken, lines_above
from readingroom.importing.rules.agencies import is_agency
from readingroom.importing.rules.announcing import is_organisation
from readingroom.importing.rules.names import NAME, People, has_office, is_name, is_thing, people
from readingroom.importing.rules.pieces import between, pieces
from readingroom.importing.rules.wire import datelines
from readingroom.importing.segments import Finding, Proposal

_BY = re.compile(
    r"[\[(*_]*(?P<by>(?:(?:words|text|story|report|article|written|posted|submitted|reported|review|reviewed|"
    r"essay|column|poem|photos? and text|text and photos?|told|kept|compiled|contributed|"
    r"communicated|presented|produced|filmed|recorded|collected|noted|"
    r"a (?:report|study|paper|story|tale|column|review|talk|lecture|memoir|letter|play|novel|sketch|"
    r"note)|"
    r"analysis|comment|"
    r"opinion|dispatch|delivered|published|a poem|a sermon|a speech|an address|remarks|"
    r"translated and edited)\s+)?"
    r"by:?(?!\S)|from (?:your|our|the) (?=[^,]{3,40}, [A-Z])|words:|text:|author:|von|par|por|di|"
    r"door|текст:|автор:|作者[：:]|文[/：:]|記者|记者)\s*",
    re.IGNORECASE,
)
#: Bylines in languages whose “by” also opens titles need a name of two words at least.
_FOREIGN = re.compile(r"von|par|por|di|door", re.IGNORECASE)
_ANONYMOUS = re.compile(
    r"(?:our|a|an|the|from our)\s+(?:[\w'’-]+\s+){0,4}(?:correspondents?|reporters?|staff|"
    r"writers?|editors?|representative)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?P<words>\S+(?: \S+){1,30}?[.!?…”’\"]?)(?:(?<=[.!?…”’\"])|,|\s[–—|-]|[.:])\s+(?P<by>[Bb]y |"
    r"BY )[A-Z].{3,60}"
)
#: An obituary's first line may be its subject's name.
LIFE = re.compile(r"\b(?:[Bb]orn|[Dd]ied)\b.{0,30}\d{4}|\b1[6-9]\d\d ?[–—-] ?(?:1[6-9]|20)\d\d\b")
_GOES_ON = re.compile(r"(?:,|&|\band|\bAND|\bwith)$", re.IGNORECASE)
_PLACED = re.compile(
    rf"{NAME}\s+(?:in|at)\s+[A-Z][\w' -]+?(?:,? and {NAME}\s+(?:in|at)\s+[A-Z][\w' -]+)*"
)
_BOOK = re.compile(r"\bpp\b|\d pages\b|\bISBN\b|[$£€] ?\d|\d ?(?:euros?|kr)\b")
_CELLS = re.compile(r"\s+[|·•]\s+|\s{3,}|\t+")
#: A line of names with roles and places is no longer than this, and stands among the first lines.
_LENGTH, _NEAR_TOP = 160, 14
#: The takes of a running story come one after another; the later ones have the byline.
_FURTHER = 20_000
#: Below what rules accept: a byline of which a part may be a name that nobody read stays in the text.
_LOST = 0.5


@dataclass(frozen=True, slots=True)
class _Byline:
    start: int
    end: int
    persons: People
    sure: float


def bylines(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """The first line above the text that names persons, with “By” or by its form and its neighbours.

    A line below with what they are (“Staff Writer”, “Special to the Register”) belongs to it.
    """
    if any(fact[0] == "creator" and f.role == "byline" for f in found for fact in f.facts):
        return
    lines, begin = lines_above(draft, found)
    for at, line in enumerate(lines[:_NEAR_TOP]):
        for start, end in _cells(draft.text, line):
            if is_taken(found, replace(line, start=start, end=end)):
                continue
            byline = _with_by(draft.text, lines, at, start, end)
            if not byline and at < begin and (start, end) == (line.start, line.end):
                byline = _bare(draft.text, lines, at, begin, (start, end))
            if byline and (byline.sure >= 0.6 or at < begin):
                yield from _said(draft, lines, at, byline)
                yield from _more(draft, lines, at, byline)
                return
    yield from _further_down(draft, found)


def _more(draft: Draft, lines: Sequence[Line], at: int, said: _Byline) -> Iterable[Proposal]:
    """“Reported by: …” right under “Presented by: …”: each has a share in it."""
    for number in range(at + 1, min(at + 4, len(lines))):
        line = lines[number]
        if line.start < said.end:
            continue
        by = _BY.match(draft.text, line.start, line.end)
        byline = _with_by(draft.text, lines, number, line.start, line.end) if by else None
        if line.blanks or not byline or byline.sure < 0.9:
            return
        yield from pieces(draft.text, byline.start, byline.end, byline.persons.spans, byline.sure)


def _further_down(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """“By NAME” over a later take of a wire's report: with an office or a dateline under it."""
    lines = lines_of_page(draft.text[:_FURTHER])
    for at in range(_NEAR_TOP, len(lines) - 1):
        line, below = lines[at], lines[at + 1]
        if not line.words.startswith(("By ", "BY ", "by ")) or is_taken(found, line):
            continue
        byline = _with_by(draft.text, lines, at, line.start, line.end)
        opened = datelines(draft.text, below.start, below.end, running=False)
        if byline and (opened or (_is_role(draft.text, below) and not below.blanks)):
            yield from _said(draft, lines, at, byline)
            return


def _cells(text: str, line: Line) -> list[tuple[int, int]]:
    """The parts of a line that bars or wide gaps divide; “By X | Daily News” is one, and its own."""
    parts, done = [], line.start
    for match in _CELLS.finditer(text, line.start, line.end):
        parts.append((done, match.start()))
        done = match.end()
    parts.append((done, line.end))
    return parts


def _with_by(text: str, lines: Sequence[Line], at: int, start: int, end: int) -> _Byline | None:
    by = _BY.match(text, start, end)
    if not by or end - start > _LENGTH or (at == 0 and len(lines) == 1):
        return None
    if by["by"][-1].isalpha() and by.end() < end and not text[by.end() - 1].isspace():
        return None
    ends = end == lines[at].end
    following = lines[at + 1] if at + 1 < len(lines) else None
    if following and _BOOK.search(following.words) and not following.blanks:
        # The author of a book under review.
        return None
    unnamed = _ANONYMOUS.match(text, by.end(), end)
    begin = by.end()
    if unnamed:
        comma = text.find(",", begin, end)
        begin = comma + 1 if comma >= 0 else end
    joined = ends and following and not following.blanks
    if ends and following and begin >= end and following.blanks < 4 and not unnamed:
        # “BY” has a line to itself on title pages.
        persons = people(text, following.start, following.end, said=True)
        sure = _LOST if persons and persons.lost else 0.88
        return _Byline(start, following.end, persons, sure) if persons else None
    if joined and following and (_GOES_ON.search(text[start:end]) or begin >= end):
        longer = people(text, begin, following.end, least=1, said=True)
        if longer:
            return _Byline(start, following.end, longer, _LOST if longer.lost else 0.92)
    foreign = bool(_FOREIGN.fullmatch(by["by"]))
    persons = people(text, begin, end, least=2 if foreign else 1, said=True)
    if not persons:
        return None
    small = by["by"][0].islower() and len(persons.names) == 1 and " " not in persons.names[0]
    return _Byline(start, end, persons, _LOST if small or persons.lost else 0.92)


def _bare(
    text: str, lines: Sequence[Line], at: int, begin: int, span: tuple[int, int]
) -> _Byline | None:
    """Names without “By”: with roles or places, or alone in capitals or beside the day."""
    start, end = span
    words = text[start:end]
    if end - start > 100 or not words or words.endswith((".", "!", "?", ":")) or full_dates(words):
        return None
    if at and _PLACED.fullmatch(words):
        persons = people(text, start, end)
        return _Byline(start, end, persons, 0.85) if persons and persons.beside else None
    persons = people(text, start, end)
    if not persons:
        return None
    if at == 0:
        return _over_title(text, lines, begin, _Byline(start, end, persons, 0.65))
    if persons.beside:
        if len(words.split(",")) == 2 and _is_dated(text, lines, at):
            return _Byline(start, end, persons, 0.72)
        if (
            len(words) < 80
            and "(" not in words
            and any(has_office(words[s - start :]) for s, *_ in persons.spans)
        ):
            return _Byline(start, end, persons, 0.82)
        return None
    if len(persons.spans) > 3 or any(not is_name(text[s:e]) for s, e, *_ in persons.spans):
        return None
    return _Byline(start, end, persons, _alone(text, lines, at, begin, span))


def bylines_behind(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """“A bridge too late. By John Hallam”: title and byline, or deck and byline, in one line."""
    lines, begin = lines_above(draft, found)
    for at, line in enumerate(lines[: max(1, begin)]):
        match = _BEHIND.fullmatch(draft.text, line.start, line.end)
        if not match or is_taken(found, line):
            continue
        persons = people(draft.text, match.end("by"), line.end, said=True)
        if not persons or persons.lost:
            continue
        role = "title" if at == 0 else "subtitle"
        words = squeeze(match["words"])
        yield Proposal(line.start, match.end("words"), role, 0.8, ((role, words),))
        yield from between(draft.text, match.end("words"), match.start("by"), 0.8)
        yield from pieces(draft.text, match.start("by"), line.end, persons.spans, 0.88)
        return


def _over_title(text: str, lines: Sequence[Line], begin: int, byline: _Byline) -> _Byline | None:
    """A columnist's name over the title: what follows is a line alone of more words than names have."""
    if begin < 2 or byline.persons.beside or len(byline.persons.spans) > 1:
        return None
    if is_thing(lines[0].words):
        return None
    if is_organisation(lines[0].words) or LIFE.search(" ".join(o.words for o in lines[:begin])):
        return None
    title, after = lines[1], lines[2] if len(lines) > 2 else None
    alone = title.blanks and (after is None or after.blanks or begin == 2)
    long = len(title.words.split()) >= 4 and not is_name(title.words)
    lower = any(c.islower() for c in title.words) and not day_line(text, title.start, title.end)
    return byline if alone and long and lower and not title.words.endswith((".", ":")) else None


def _is_dated(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether the line above or below is the day."""
    beside = [lines[i] for i in (at - 1, at + 1) if 0 <= i < len(lines)]
    return any(day_line(text, other.start, other.end) for other in beside)


def _alone(text: str, lines: Sequence[Line], at: int, begin: int, span: tuple[int, int]) -> float:
    """How much a name alone on a line is a byline: what stands beside it says."""
    line = lines[at]
    sure = 0.5
    beside = [lines[i] for i in (at - 1, at + 1) if 0 <= i < len(lines)]
    dated = any(day_line(text, other.start, other.end) for other in beside)
    role = at + 1 < begin and not lines[at + 1].blanks and _is_role(text, lines[at + 1])
    upper = text[slice(*span)].isupper()
    others_upper = any(other.words.isupper() for other in lines[:at])
    if any(people(text, other.start, other.end) for other in beside):
        # Names in rows: those present, the cast, the jury.
        return 0.4
    sure += 0.25 if dated else 0.0
    sure += 0.25 if role else 0.0
    # Right under the first line: a title's author has the next line.
    sure += 0.12 if at == 1 and not line.blanks and at + 1 <= begin else 0.0
    sure += 0.15 if upper and not others_upper else 0.0
    # Between a title and the text's first words, a line to itself.
    parted = line.blanks and at + 1 == begin < len(lines) and lines[begin].blanks
    titled = any(len(other.words.split()) > 2 for other in lines[:at])
    sure += 0.15 if parted and titled else 0.0
    # An initial within: “Honor M. Tarrant”, “J. R. Doe”.
    sure += 0.2 if re.search(r"(?<!\w)[A-Z]\.", text[slice(*span)]) else 0.0
    # A name that is said again below, with what its bearer is: “Jane Doe is a columnist …”.
    again = re.compile(
        re.escape(text[slice(*span)]) + r",? (?:is|was|teaches|writes|lives|has)\b", re.IGNORECASE
    )
    sure += 0.3 if again.search(text, max(span[1], len(text) - 4000)) else 0.0
    return min(sure, 0.9)


def _said(draft: Draft, lines: Sequence[Line], at: int, byline: _Byline) -> Iterable[Proposal]:
    """The byline's parts, and the role below it; where a name may be lost, all is left and shown."""
    if byline.persons.lost:
        yield Proposal(byline.start, byline.end, "byline", min(byline.sure, _LOST))
        return
    yield from pieces(draft.text, byline.start, byline.end, byline.persons.spans, byline.sure)
    for below in lines[at + 1 : at + 3]:
        if below.start < byline.end:
            continue
        if not below.blanks and _is_role(draft.text, below):
            yield from between(draft.text, below.start, below.end, min(byline.sure, 0.85))
        return


def _is_role(text: str, line: Line) -> bool:
    words = line.words
    if len(words) > 90 or day_line(text, line.start, line.end) or len(words.split()) > 12:
        return False
    capital = words[0].isupper()
    return (
        (has_office(words) or is_agency(words))
        and capital
        and not re.search(r"[!?:;]$|[.] ", words)
    )
