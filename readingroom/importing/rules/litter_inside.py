"""Links of a web page amid running text: in a line that lost its breaks there is nothing else to see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from readingroom.importing.layout import Draft
from readingroom.importing.rules.link_forms import ASKED, WIDGETS, signs_of_site
from readingroom.importing.rules.link_words import ACTIONS, INSIDE, PAGER, PLACES
from readingroom.importing.rules.page_notices import NOTICE
from readingroom.importing.rules.page_words import signs_of_page
from readingroom.importing.rules.taken import touches
from readingroom.importing.segments import Finding, Proposal
from readingroom.importing.sentences import divide

_NAME = rf"(?:{ASKED}|{WIDGETS}|{ACTIONS}|{PLACES})"
_JOINT = r"[ ]?[|·•>»]?[ ]"
#: Single words of the page, and rows of three names and more, with a capital each.
_LINKS = re.compile(
    rf"(?<!\S)(?:(?P<row>(?=[A-Z])(?i:{_NAME})(?:{_JOINT}(?=[A-Z\d])(?i:{_NAME})){{2,40}})|"
    rf"(?P<pager>{PAGER})|(?P<inside>{INSIDE}))(?![\w:])"
)
#: No link begins with a small letter, as most words do.
_BEGIN = re.compile(r"\s(?=[^a-z\s])")
#: Before litter in running text stands the end of a sentence, other litter, or nothing.
_SENTENCE_BEFORE = re.compile(r"[.!?…][\"”’')\]]*\s*$")
#: One link, with a capital, as a page sets them.
_ONE = re.compile(rf"(?<!\S)(?=[A-Z\d])(?i:{_NAME})(?![\w:,;’'-])[|»›>]?")
_STOP = re.compile(r"[a-z\d)][.!?][\"”’')\]]*(?=\s+[A-Z\"“]|\s*$)")
#: Four words of a page's and more, and two in five of all: sentences of a speech or letter have fewer.
_SEVERAL, _SHARE = 4 / 6, 0.4
#: “the World Health Assembly”, “Photo: Nation Media Group”: of two links together one is more than a
#: place of the site, or they stand alone.
_PAIR = 2
_PLACE = re.compile(PLACES, re.IGNORECASE)
_LED_TO = re.compile(r"(?:\b[a-z]+|\b(?:The|A|An)|[:,(])\s+\Z")
_NAME_GOES_ON = re.compile(r"\s+[A-Z][a-z]")
#: A word and the space behind it.
_WORD_BEFORE = 30
#: The links round a text are over within this; a site's sentence is no longer than that.
_EDGE, _NOTICE = 1500, 250
_RIGHTS = re.compile(r"©|\(c\)|copyright|all rights", re.IGNORECASE)
_TOP = re.compile(r"Most (?:popular|read|viewed|shared)")
#: A headline between two numbers of a list of ten.
_HEADLINE = 120


def litter_in_running_text(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Links of the page between the sentences of a line that lost its breaks."""
    if not draft.blob:
        return
    text, previous, index = draft.text, 0, 0
    for match in _links(text):
        start, end = match.span()
        while index < len(found) and found[index].end <= start:
            index += 1
        taken = index < len(found) and found[index].start < end
        if taken or start < previous:
            continue
        gap = text[previous:start]
        before = match["row"] or not gap.strip() or _SENTENCE_BEFORE.search(gap[-40:])
        after = text[end : end + 40].lstrip()
        if before and not after[:1].islower() and after[:1] not in {",", ";"}:
            if _TOP.fullmatch(match.group()):
                end = _listed(text, end)
            yield Proposal(start, end, "litter", 0.8 if match["row"] else 0.95)
            previous = end


def _links(text: str) -> Iterator[re.Match[str]]:
    """Where links stand, each behind the one before; looked for only where a word could begin one."""
    done = 0
    for begin in chain((0,), (place.end() for place in _BEGIN.finditer(text))):
        match = _LINKS.match(text, begin) if begin >= done else None
        if match:
            done = match.end()
            yield match


def litter_round_running_text(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Before the first sentence and behind the last, two links in a row; a site's own sentences.

    Names that are in no list count where they stand between links.
    """
    if not draft.blob or not draft.units:
        return
    text = draft.text
    first, last = draft.units[0].start, draft.units[-1].end
    stop = _STOP.search(text, first, min(last, first + _EDGE))
    head = (first, stop.end() if stop else min(last, first + _EDGE))
    stops = [m.end() for m in _STOP.finditer(text, max(head[1], last - _EDGE), last)]
    for start, end in (head, *([(stops[-1], last)] if stops else [])):
        for begin, close, sure in _runs(text, start, end):
            if not touches(found, begin, close):
                yield Proposal(begin, close, "litter", sure)
    for start, end in ((first, min(last, first + _EDGE)), (max(first, last - _EDGE), last)):
        for begin, close in divide(text, start, end):
            words = text[begin:close]
            own = NOTICE.match(words) or signs_of_site(words) > 2
            if len(words) <= _NOTICE and (own or _asks(words)):
                yield Proposal(begin, close, "litter", 0.65)


def _asks(words: str) -> bool:
    """Whether a sentence is a page's to its reader: “Register now for free access Already a member?”."""
    signs = signs_of_page(words)
    own = signs["several"] >= _SEVERAL and signs["share"] >= _SHARE
    return own and not signs["report"] and not _RIGHTS.search(words)


def _runs(text: str, start: int, end: int) -> Iterable[tuple[int, int, float]]:
    """Links that stand next to one another, or with a name of a word or two between them."""
    run: list[tuple[int, int]] = []
    for match in [*_ONE.finditer(text, start, end), None]:
        gap = text[run[-1][1] : match.start()] if run and match else ""
        near = run and match and len(gap.split()) <= 2 and not _STOP.search(gap)
        if run and not near:
            if len(run) > 1 and not _is_name(text, run):
                yield run[0][0], run[-1][1], 0.75 if len(run) > 2 else 0.62
            run = []
        if match:
            run.append(match.span())


def _is_name(text: str, run: Sequence[tuple[int, int]]) -> bool:
    """Whether two words that are names of a site's parts are part of another name, or of a sentence."""
    start, end = run[0][0], run[-1][1]
    if len(run) > _PAIR or not all(_PLACE.fullmatch(text, *span) for span in run):
        return False
    within = _LED_TO.search(text, max(0, start - _WORD_BEFORE), start)
    return bool(within) or bool(_NAME_GOES_ON.match(text, end))


def _listed(text: str, at: int) -> int:
    """Where a numbered list of headlines ends that follows at once: “1 … 2 … 3 …”."""
    number = 1
    end = at
    while text.startswith(f" {number} ", end):
        following = text.find(f" {number + 1} ", end + 3, end + _HEADLINE)
        if following < 0:
            stop = re.compile(r" (?=Copyright|©|About us|Contact)|[.!?] |$").search(text, end + 3)
            return stop.start() if stop and stop.start() - end < _HEADLINE else end
        end = following
        number += 1
    return end
