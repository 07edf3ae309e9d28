"""What a web page puts round a text to move about in it: links to more, page numbers, sharing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.cleaning import squeeze
from readingroom.importing.layout import Draft, Unit
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
#: Links side by side: ``Share this article | Tweet | Print``.
_SIDE_BY_SIDE = re.compile(r"\s*[|·•]\s*")
#: A link to another text, which the line names.
_ELSEWHERE = re.compile(
    r"(?:read (?:more|next|also)|also read|continue reading|don['’]t miss)(?::|\s*(?:>>?|»|›))\s+\S.*",
    re.IGNORECASE,
)
_LINE = re.compile(r"[^\n]+")
_PAGER_LINE = re.compile(_PAGER)
#: Before litter in running text stands the end of a sentence, other litter, or nothing.
_SENTENCE_BEFORE = re.compile(r"[.!?…][\"”’')\]]*\s*$")
#: A first line alone is not litter, whatever it says; a poem may be called “Home”.
_HEAD = 1
#: Links of a page are a few words; a longer line is a sentence.
_LONGEST = 80
#: As long as a headline; more words than that are the text's own.
_HEADLINE_LENGTH = 160


def litter_lines(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Lines that hold nothing but a link of the page."""
    free = draft.free(found)
    alike = sum(1 for unit in free if _ALONE.fullmatch(draft.words(unit)[:_LONGEST]))
    for index, unit in enumerate(free):
        words = draft.words(unit)
        linked = list(_linked(draft, unit))
        if linked:
            yield from linked
            continue
        if unit.kind == "verse" or len(words) > _LONGEST:
            continue
        if _PAGER_LINE.fullmatch(words):
            yield Proposal(unit.start, unit.end, "litter", 0.95)
        elif _ALONE.fullmatch(words):
            below = index >= _HEAD and len(free) > _HEAD + 1
            yield Proposal(unit.start, unit.end, "litter", 0.85 if below or alike > 2 else 0.4)


def _linked(draft: Draft, unit: Unit) -> Iterable[Proposal]:
    """The first and last lines of a unit that are links by their form, wherever they stand."""
    lines = list(_LINE.finditer(draft.text, unit.start, unit.end))
    sure = [_link(squeeze(line.group())) for line in lines]
    top = next((i for i, value in enumerate(sure) if not value), len(sure))
    bottom = next((i for i, value in enumerate(reversed(sure)) if not value), 0)
    for index in sorted({*range(top), *range(len(lines) - bottom, len(lines))}):
        line = lines[index]
        yield Proposal(line.start(), line.end(), "litter", sure[index])


def _link(words: str) -> float:
    """How surely a line is a row of links, or a link to another text; 0 for neither."""
    if not words or len(words) > _HEADLINE_LENGTH:
        return 0.0
    parts = _SIDE_BY_SIDE.split(words.strip("|·• "))
    if len(parts) > 1 and all(_ALONE.fullmatch(part) for part in parts):
        return 0.9
    if _ELSEWHERE.fullmatch(words):
        # It may name what the text goes on to say, so the editor is shown it; with a stop at its
        # end it may be a sentence, and stays.
        return 0.5 if words.endswith(".") else 0.65
    return 0.0


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
