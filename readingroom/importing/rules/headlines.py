"""Which of the lines above a text is its title: every line is scored by its form and by its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from readingroom.importing.cleaning import squeeze
from readingroom.importing.dates import full_dates
from readingroom.importing.layout import Draft
from readingroom.importing.lines import Line
from readingroom.importing.rules.announcing import (
    is_address,
    is_code,
    is_kicker,
    is_menu,
    is_notice,
    is_organisation,
    is_section,
)
from readingroom.importing.rules.bylines import LIFE
from readingroom.importing.rules.choosing import CHAPTER, LETTERS, salutations, title_lines, titled
from readingroom.importing.rules.names import is_name, people
from readingroom.importing.segments import Finding

#: More blocks than these above a text are a page's menus; the title is under them.
_MANY = 12
#: A title's block opens with labels at most so often.
_OPENERS = 4
#: Lines so near below a headline belong to its head: deck, byline, role, day.
_NEAR = 3
#: Titles of fewer words are told from labels by their place alone; most have three to twenty.
_SHORT, _USUAL = 2, 20
#: Names with roles and places, as bylines have them, stay under so many characters.
_NAMES = 100
#: What a score must reach, and how far the next must stay behind, for a title that needs no look.
_ENOUGH, _MARGIN = 0.2, 0.4
#: Links of menus have few words; and what lines passed over cost at the most, so that a long menu
#: that no rule knew does not outweigh a byline right below the title.
_LINK, _PASSED = 3, 1.5
#: Of lines passed over, one that may be a title.
_MOTTO = 0.5
#: How far a title may stay behind the label over it.
_UNDER = 0.6
#: More lines together, which go on with small letters, are a paragraph.
_PROSE = 5
#: In capitals, so soon after the first words of minutes, stands what they are about.
_LATE = 8


#: “The House met at half-past Two o'clock”, “7.30 pm for 8 pm”: when, not what.
_CLOCK = re.compile(r"o['’]clock|\d ?[ap]\.?m\b|\d:\d\d", re.IGNORECASE)


#: “Good evening. Thank you. [Applause]”: what is said, and no title with a stop.
_TWO_SENTENCES = re.compile(r"[a-z]{3}[.!] [A-Z].*[.!](?: [\[(].*)?$")
_STOPPED_BASE = 0.75
#: To whom a letter goes.
_ADDRESSED = re.compile(
    r"(?:To|TO|For|FOR) (?:the |THE |all |ALL )?(?:Mr|MR|Mrs|MRS|Miss|MISS|Dr|DR|Rev|REV|members|"
    r"MEMBERS)\b"
)
#: “The bridge is late. So are we.”: sentences are a title where a byline or day is right below.
_SENTENCES = re.compile(r"(?:\S+ ){2,13}\S+[.!]")
#: “By Our Own Correspondent”, “(From a Staff Reporter.)”: a byline that names nobody.
UNNAMED = re.compile(
    r"\W*(?:by|from) (?:our|an?|the)\b(?: [\w'’-]+){0,4} (?:correspondents?|editor|reporters?|staff|"
    r"writers?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Headline:
    """The block that opens with a title, how sure that is (0..1), and the lines passed over."""

    block: list[Line]
    sure: float
    passed: list[Line]


@dataclass(frozen=True, slots=True)
class _Candidate:
    block: list[Line]
    words: str
    score: float
    label: bool
    base: float


@dataclass(frozen=True, slots=True)
class _Head:
    """What the scores of all candidates ask of the head: where things stand, what is repeated."""

    draft: Draft
    lines: Sequence[Line]
    begin: int
    marks: frozenset[int]
    index: dict[int, int]
    often: Counter[str]
    menus: int
    life: bool
    followed: bool


def headline(
    draft: Draft,
    found: Sequence[Finding],
    lines: Sequence[Line],
    begin: int,
    blocks: Sequence[list[Line]],
) -> Headline | None:
    """The candidate with the highest score, if it reaches what a title must."""
    if not lines:
        return None
    head = _head(draft, found, lines, begin)
    candidates: list[_Candidate] = []
    passed = 0.0
    for block in [*blocks[-_MANY:], *_late(lines, begin)]:
        for at in range(min(len(block), _OPENERS)):
            one = _candidate(head, list(block[at:]), passed)
            candidates.append(one)
            # What follows a line that may be a title is its deck, more often than not.
            link = len(one.words.split()) <= _LINK
            passed += 0.05 if one.label or not one.base else 0.15 if link else 0.5
            # However many a page's menus are, the title is under them.
            passed = min(passed, _PASSED)
            if not one.label:
                break
    best = max(candidates, key=lambda one: one.score, default=None)
    if best and best.label:
        # A label stands over something: whatever may be a title goes before it.
        others = [one for one in candidates if not one.label and one.score >= best.score - _UNDER]
        best = max(others, key=lambda one: one.score, default=best)
    if not best or best.score < _ENOUGH:
        return None
    rivals = [c.score for c in candidates if c.words != best.words and not c.label]
    margin = best.score - max(rivals, default=-1.0)
    sure = min(best.base, 0.95) if margin >= _MARGIN else 0.65
    if best.label:
        # Nothing but labels: better none than a wrong one.
        sure = 0.55
    start = best.block[0].start
    over = [line for block in blocks for line in block if line.start < start]
    return Headline(best.block, sure, over)


def _head(draft: Draft, found: Sequence[Finding], lines: Sequence[Line], begin: int) -> _Head:
    marked = {"byline", "date", "dateline", "agency", "caption", "label"}
    starts = sorted(f.start for f in found if f.role in marked)
    marks = frozenset(
        at
        for at, line in enumerate(lines)
        if UNNAMED.match(line.words) or any(line.start <= start < line.end for start in starts)
    )
    # Menus below a line mean that it is the site's name, or a link of them.
    end = lines[begin].start if begin < len(lines) else lines[-1].end
    menus = max((f.start for f in found if f.role == "litter" and f.start < end), default=-1)
    told = [f.start for f in found if f.role in {"byline", "date", "label"} and f.start < end]
    if max(told, default=-1) < menus:
        # Without byline or day below them they are a picture's controls, as likely as not.
        menus = -1
    life = bool(LIFE.search(" ".join(line.words for line in lines[:begin])))
    return _Head(
        draft,
        lines,
        begin,
        marks,
        {line.start: at for at, line in enumerate(lines)},
        Counter(squeeze(line.words).casefold() for line in lines),
        menus,
        life,
        begin < len(lines) or len(draft.text) > lines[-1].end + 1,
    )


def _late(lines: Sequence[Line], begin: int) -> list[list[Line]]:
    """Lines alone in capitals soon after the text began, as minutes of a parliament have them."""
    return [
        [lines[at]]
        for at in range(begin, min(begin + _LATE, len(lines) - 1))
        if lines[at].blanks
        and lines[at + 1].blanks
        and lines[at].words.isupper()
        and not lines[at].words.endswith((".", ":", ","))
    ]


def _candidate(head: _Head, block: list[Line], passed: float) -> _Candidate:
    base = titled(head.draft, block, head.lines, head.begin, followed=head.followed)
    count = title_lines(block)
    words = squeeze(head.draft.text[block[0].start : block[count - 1].end])
    first = block[0].words
    below = head.index[block[0].start] + count
    if not base and below in head.marks and _SENTENCES.fullmatch(words):
        base = 0.75
    rest = head.lines[below] if below < len(head.lines) else None
    runs_on = rest and below == head.begin and rest.small and not rest.blanks
    if runs_on or UNNAMED.match(first):
        base = 0.0
    label = is_section(first) or is_organisation(first) or is_notice(first) or is_kicker(first)
    label = label or is_menu(first) or is_code(first)
    letters = bool(LETTERS.search(words)) and salutations(head.lines) > 1
    # “CHAPTER VII.” with what it is called below it, and what a page of letters is called.
    label = label and not letters and not (count > 1 and CHAPTER.fullmatch(first))
    if base <= 0 or is_code(first):
        return _Candidate(block, words, -9.0, label, base)
    score = _form(words, base) + _place(head, block, count) - passed
    score -= 0.8 * (len(block) > _PROSE and any(line.small for line in block[count:]))
    score -= 0.4 * first.startswith("[")
    # Below a line that may be a title a quotation is the text's motto.
    score -= 0.6 * (passed >= _MOTTO and first[0] in '“"‘')
    score -= 1.3 * label + 0.8 * is_menu(first) + 0.8 * bool(_CLOCK.search(words))
    score += 0.6 * letters
    return _Candidate(block, words, score, label, base)


def _form(words: str, base: float) -> float:
    """What the words' own form says: length, stop, capitals, whether they are a name or an address."""
    size = len(words.split())
    # 0.95 is a line without a stop, 0.7 a few capitalised words with one.
    score = (base - 0.7) * 3
    score += 0.8 if _SHORT < size <= _USUAL else -0.2 if size == _SHORT else -0.6
    score += 0.2 * words.isupper()
    named = is_name(words) or (len(words) < _NAMES and bool(people(words, 0, len(words))))
    score -= 1.0 * named + 0.8 * is_address(words) + 0.6 * bool(full_dates(words))
    score -= 0.8 * (bool(_TWO_SENTENCES.search(words)) and base > _STOPPED_BASE)
    return score - 1.0 * bool(_ADDRESSED.match(words)) - 1.0 * words.endswith((" v.", " v", " V."))


def _place(head: _Head, block: Sequence[Line], count: int) -> float:
    """What stands beside it: byline, day or the text's first words below, blank lines, itself again."""
    line = block[0]
    at = head.index[line.start]
    after = at + count
    score = 0.0
    near = range(after, min(after + _NEAR, len(head.lines)))
    if after in head.marks or after == head.begin:
        score += 0.6
    elif any(index in head.marks or index == head.begin for index in near):
        score += 0.4
    alone = bool(line.blanks or not at) and (
        after >= len(head.lines) or bool(head.lines[after].blanks)
    )
    score += 0.2 * alone
    again = head.often[squeeze(line.words).casefold()] > 1 and len(line.words.split()) > _SHORT
    score += 1.0 * again
    marked = any(i in head.marks and head.lines[i].start < head.menus for i in near)
    if line.start < head.menus and not marked:
        score -= 0.7
    around = head.lines[max(0, at - 2) : at + 3]
    menu = len(line.words.split()) <= _LINK and len(around) > _LINK
    score -= 0.8 * (menu and all(len(other.words.split()) <= _LINK for other in around))
    score += 2.0 * (head.life and is_name(line.words))
    if at >= head.begin:
        score -= 0.5
    return score
