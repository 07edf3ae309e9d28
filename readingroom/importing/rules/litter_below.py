"""What a page hangs on its text: lists under a label, readers' comments, links behind a bar."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from readingroom.importing.layout import Draft
from readingroom.importing.lines import Line, lines_of_page
from readingroom.importing.rules.link_forms import COMMENTED, COMMENTS, LIST
from readingroom.importing.rules.link_words import ACTION, PLACE, SURELY
from readingroom.importing.rules.links import kind_of
from readingroom.importing.rules.related import LABEL_LINE
from readingroom.importing.rules.taken import free_lines
from readingroom.importing.segments import Finding, Proposal

#: Lists of ten are the longest that sites have beside a text; comments have no end.
_MOST = 12
#: A headline of a list keeps to a line; a topic is a word or three.
_HEADLINE, _TOPIC = 120, 3
_NUMBERED = re.compile(r"#?(?P<number>\d{1,2})(?:[.):]\s*|\s+)(?=\S)")
#: What Lynx, Links and w3m write below a page: its links by number.
_ADDRESSES = re.compile(r"(?:References|Visible links|Hidden links|Links):?", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?:Visible links:?|Hidden links:?|\[?\d{1,3}[.\]]\s+(?:https?|ftp|mailto|file|news):\S+)",
    re.IGNORECASE,
)
#: What no text is called: a page may begin with it.
_OVER = re.compile(
    r"(?:trending|most (?:read|popular|viewed)|top stories)(?: now| today)?:?", re.IGNORECASE
)
_BAR = re.compile(r"(?<=\S)\s+[|•·]\s+(?=\S)|^[|•·]\s+(?=\S)")
#: What ends a run of comments: the site's foot, or what belongs to the text.
_FOOT = re.compile(r"©|\(c\)|copyright|all rights|related|see also|story by|source:", re.IGNORECASE)
#: A sentence, as a line of a list has none.
_CLAUSE = 7


def listed_links(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A label such as “Most read” with the lines below it: numbered, or without a stop.

    Headlines name other pieces and are kept, with the label over them; topics are links of the page.
    """
    if draft.blob:
        return
    lines = lines_of_page(draft.text)
    taken = _taken(lines, found)
    last = _last_prose(lines)
    done = 0
    for at, line in enumerate(lines):
        if at < done or len(line.words) > _HEADLINE or not LIST.fullmatch(line.words):
            continue
        if not at and not _OVER.fullmatch(line.words):
            continue
        below = list(_items(lines, at + 1, taken, numbered_only=0 < at < last))
        if not below:
            continue
        done = below[-1] + 1
        numbered = all(_NUMBERED.match(lines[i].words) for i in below)
        after = lines[done].words if done < len(lines) else ""
        linked = LIST.fullmatch(after) or kind_of(after) or at > last
        # One word over a line may be a heading of the text, wherever it stands.
        sure = 0.8 if numbered else 0.7 if " " in line.words or linked or not at else 0.55
        headlines = [i for i in below if not _is_topic(lines[i].words)]
        related = 2 * len(headlines) > len(below)
        label = "related-label" if related else "litter"
        yield Proposal(line.start, line.end, label, sure)
        for i in below:
            role = "related-headline" if related else "litter"
            yield Proposal(lines[i].start, lines[i].end, role, sure)


def listed_addresses(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """“References” and the addresses below it, numbered, as browsers for terminals add them."""
    del found
    if draft.blob:
        return
    lines = lines_of_page(draft.text)
    for at, line in enumerate(lines):
        below = [
            *itertools.takewhile(lambda one: bool(_ADDRESS.fullmatch(one.words)), lines[at + 1 :])
        ]
        if len(below) > 1 and _ADDRESSES.fullmatch(line.words):
            for each in (line, *below):
                yield Proposal(each.start, each.end, "litter", 0.9)


def _items(
    lines: Sequence[Line], at: int, taken: Sequence[bool], *, numbered_only: bool
) -> Iterable[int]:
    """The lines that a label's list has: counted from one; below the text headlines and topics too."""
    for steps, i in enumerate(range(at, min(at + _MOST, len(lines))), 1):
        words = lines[i].words
        number = _NUMBERED.match(words)
        counted = number is not None and int(number["number"]) == steps
        numbered_only = numbered_only or (steps == 1 and counted)
        free = not (numbered_only or number or lines[i].paused)
        if taken[i] or len(words) > _HEADLINE or not (counted or free) or words.endswith("."):
            return
        if LIST.fullmatch(words) or LABEL_LINE.fullmatch(words) or _FOOT.match(words):
            return
        if steps > 1 and not counted and (lines[i].blanks > lines[at].blanks or kind_of(words)):
            return
        yield i


def _is_topic(words: str) -> bool:
    """Whether a line below such a label is a topic, or another link of the page, and no headline."""
    named = _NUMBERED.sub("", words, count=1)
    return len(named.split()) <= _TOPIC or bool(kind_of(words))


def _taken(lines: Sequence[Line], found: Sequence[Finding]) -> list[bool]:
    free = {at for at, _ in free_lines(lines, found)}
    return [at not in free for at in range(len(lines))]


def _last_prose(lines: Sequence[Line]) -> int:
    """The last line that is a sentence of some length, and no comment's."""
    long = (i for i in range(len(lines) - 1, -1, -1) if _sentence(lines[i]))
    return next(long, 0)


def _sentence(line: Line) -> bool:
    return line.ended and len(line.words.split()) > _CLAUSE


def readers_comments(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Under a label such as “3 comments:”, lines that say who wrote and when, with what they wrote.

    They are readers' words and may be worth keeping: the editor is told.
    """
    if draft.blob:
        return
    lines = lines_of_page(draft.text)
    # The count of comments over a text stands beside its day, too.
    first = next((i for i, line in enumerate(lines) if _sentence(line) or _long(line)), None)
    begun = range(max(first + 1, len(lines) // 4), len(lines)) if first is not None else range(0)
    begin = next((i for i in begun if _opens(lines, i)), None)
    if begin is None:
        return
    end = next((i for i in range(begin + 1, len(lines)) if _FOOT.match(lines[i].words)), len(lines))
    signs = [i for i in range(begin + 1, end) if COMMENTED.fullmatch(lines[i].words)]
    if not signs:
        return
    free = {at for at, _ in free_lines(lines, found)}
    after = [i for i in range(signs[-1] + 1, end) if i not in free]
    # Behind the last sign one comment may still go on, up to the next link of the page.
    end = after[0] if after else min(end, signs[-1] + 3)
    for i in range(begin, end):
        if i in free:
            yield Proposal(lines[i].start, lines[i].end, "litter", 0.65)


def _long(line: Line) -> bool:
    return len(line.words) > _HEADLINE


def _opens(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the label of comments, and the next lines say who wrote one."""
    if not COMMENTS.fullmatch(lines[at].words):
        return False
    return any(COMMENTED.fullmatch(line.words) for line in lines[at + 1 : at + 5])


def links_behind_bars(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Behind byline or day, in the same line: “| Filed under: Rye | 3 Comments”."""
    if draft.blob:
        return
    for _, line in free_lines(lines_of_page(draft.text), found):
        if len(line.words) > 2 * _HEADLINE or not _BAR.search(line.words):
            continue
        bars = [bar.span() for bar in _BAR.finditer(line.words)]
        ends = [*(start for start, _ in bars[1:]), len(line.words)]
        parts = [line.words[b:e] for (_, b), e in zip(bars, ends, strict=True)]
        known = [
            bool(ACTION.fullmatch(p) or SURELY.fullmatch(p) or PLACE.fullmatch(p)) for p in parts
        ]
        tail = len(list(itertools.takewhile(bool, reversed(known))))
        start = bars[-tail][0] if tail else 0
        if tail and start and not PLACE.fullmatch(parts[-tail]):
            begin = line.start + start + len(line.words[start:]) - len(line.words[start:].lstrip())
            yield Proposal(begin, line.end, "litter", 0.75)
