"""What a web page puts round a text to move about in it: links to more, page numbers, sharing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.layout import Draft
from readingroom.importing.segments import Finding, Proposal

#: Page numbers with an arrow after or before: ``1 2 3 >>``, ``<< 1 2``, ``‹ 1 | 2 | 3 ›``.
#: Both repetitions are bounded, so that a long row of numbers is not searched again from each of them.
_PAGER = (
    r"(?:\d{1,3}(?: ?\|)?\s{1,4}){2,20}(?:>>?|»|›|Next\b(?: page)?)"
    r"|(?:<<?|«|‹)(?:(?: ?\|)?\s{1,4}\d{1,3}){2,20}"
)
#: Words that stand in no sentence of a text; these may be taken out of the middle of a line.
_DISTINCT = re.compile(
    rf"(?:{_PAGER}|Full story|Full coverage|Read (?:the )?full (?:story|article|text)|"
    r"Click here (?:for|to read) [^.]{1,30}|Back to top|Enlarge (?:photo|image))(?!\w)"
)
#: Words that are litter when a line holds nothing else.
_ALONE = re.compile(
    r"(?:share|share (?:this|on|via|to)(?: \w+){0,3}|tweet|retweet|like|e-?mail(?: this)?|print|"
    r"print this(?: page| article)?|pin it|facebook|twitter|whatsapp|linkedin|reddit|weibo|wechat|"
    r"comments?(?: \(\d+\))?|\d+ comments?|leave a (?:comment|reply)|add a comment|"
    r"next|previous|prev|next page|previous page|next article|previous article|"
    r"read more|more|continue reading|learn more|full story|full coverage|view gallery|"
    r"back to top|top|home|menu|search|log ?in|sign ?up|sign ?in|subscribe(?: now)?|register|"
    r"advertisement|ad|advertising|sponsored(?: content)?|skip to (?:main )?content|"
    r"most (?:read|popular|viewed)|trending(?: now)?|editors?['’] picks?|"
    r"click here(?: \w+){0,6}|close|loading|scroll down|download(?: pdf)?|enlarge (?:photo|image)|"
    r"(?:home|news)(?: ?[>»›/|] ?[\w&' -]{2,30}){1,5}|"
    r"page \d{1,4}(?: of \d{1,4})?)(?:\.{3}|…|:|!|\s*(?:>>?|»|›|→))?",
    re.IGNORECASE,
)
_PAGER_LINE = re.compile(_PAGER)
#: Before litter in running text stands the end of a sentence, other litter, or nothing.
_SENTENCE_BEFORE = re.compile(r"[.!?…][\"”’')\]]*\s*$")
#: A first line alone is not litter, whatever it says; a poem may be called “Home”.
_HEAD = 1
#: Links of a page are a few words; a longer line is a sentence.
_LONGEST = 80


def litter_lines(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Lines that hold nothing but a link of the page."""
    free = draft.free(found)
    alike = sum(1 for unit in free if _ALONE.fullmatch(draft.words(unit)[:_LONGEST]))
    for index, unit in enumerate(free):
        words = draft.words(unit)
        if unit.kind == "verse" or len(words) > _LONGEST:
            continue
        if _PAGER_LINE.fullmatch(words):
            yield Proposal(unit.start, unit.end, "litter", 0.95)
        elif _ALONE.fullmatch(words):
            below = index >= _HEAD and len(free) > _HEAD + 1
            yield Proposal(unit.start, unit.end, "litter", 0.85 if below or alike > 2 else 0.4)


def litter_in_running_text(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Links of the page between the sentences of a line that lost its breaks."""
    if not draft.blob:
        return
    text, previous = draft.text, 0
    for match in _DISTINCT.finditer(text):
        taken = any(f.start < match.end() and match.start() < f.end for f in found)
        if taken or (match.start() and not text[match.start() - 1].isspace()):
            continue
        gap = text[previous : match.start()]
        before = not gap.strip() or _SENTENCE_BEFORE.search(gap[-40:])
        after = text[match.end() : match.end() + 40].lstrip()
        if before and not after[:1].islower() and after[:1] not in {",", ";"}:
            yield Proposal(match.start(), match.end(), "litter", 0.95)
            previous = match.end()
