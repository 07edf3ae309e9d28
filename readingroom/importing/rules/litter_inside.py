"""Links of a web page amid running text: in a line that lost its breaks there is nothing else to see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.layout import Draft
from readingroom.importing.rules.link_words import ACTIONS, INSIDE, PAGER, PLACES
from readingroom.importing.segments import Finding, Proposal

_NAME = rf"(?:{ACTIONS}|{PLACES})"
_JOINT = r"[ ]?[|·•>»]?[ ]"
#: Single words of the page, and rows of three names and more, with a capital each.
_LINKS = re.compile(
    rf"(?<!\S)(?:(?P<row>(?=[A-Z])(?i:{_NAME})(?:{_JOINT}(?=[A-Z\d])(?i:{_NAME})){{2,40}})|"
    rf"(?P<pager>{PAGER})|(?P<inside>{INSIDE}))(?![\w:])"
)
#: Before litter in running text stands the end of a sentence, other litter, or nothing.
_SENTENCE_BEFORE = re.compile(r"[.!?…][\"”’')\]]*\s*$")
_TOP = re.compile(r"Most (?:popular|read|viewed|shared)")
#: A headline between two numbers of a list of ten.
_HEADLINE = 120


def litter_in_running_text(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Links of the page between the sentences of a line that lost its breaks."""
    if not draft.blob:
        return
    text, previous, index = draft.text, 0, 0
    for match in _LINKS.finditer(text):
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
