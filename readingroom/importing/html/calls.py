"""What pages say to their readers, told by its words alone: advertisement, appeals, notices, labels."""

from __future__ import annotations

import re

from readingroom.importing.html.page import Page

#: Whole units of a page, wherever they stand.
_ANYWHERE = re.compile(
    r"[-–—\s]*(?:advertisements?|anzeige|publicit[ée]|publicidad|sponsored(?: content)?)[-–—\s]*|"
    r"ads by \w+|(?:article|story) continues (?:after|below)\b.{0,40}|"
    r"continue reading the main story|skip advertisement|"
    r"(?:site )?(?:best|optimi[sz]ed) (?:viewed|seen|for)\b.{0,60}|"
    r"you are visitor (?:no\.?|number)?.{0,40}|this page (?:is )?hosted by\b.{0,80}|"
    r"since you[’']re here\W*|\W*we have a small favou?r to ask\b.*|"
    r"this (?:website|site) and (?:its )?associated newspapers adhere to\b.*|"
    r"what do you think\? (?:please )?(?:e-?mail|write to|tell|text)\b.{0,80}|"
    r"(?:previous|next) (?:message|in thread|by date|by thread)\b.*|messages sorted by\b.*|"
    r"printer[- ]friendly version|e-?mail this (?:page|story|article|to a friend)|back to top",
    re.IGNORECASE,
)
#: Below the text's last sentence.
_BELOW = re.compile(
    r"this entry was posted (?:in|on|by)\b.*|(?:filed|posted|categori[sz]ed) (?:under|in):? .*|"
    r"(?:tags?|topics?|labels?|keywords|categor(?:y|ies))(?::.*)?|"
    r"bookmark the permalink\b.*|text is available under\b.*|retrieved from\b.*|"
    r"(?:e-?mail|contact)(?: the)?(?: web ?master)?:? \S+@\S+|"
    r"share this(?: \w+)?:?|like this:?|leave a reply|comments(?: \(\d+\))?|"
    r"no comments(?: yet)?|\d+ comments?|leave a comment",
    re.IGNORECASE,
)
#: A heading below the text that stands over links to other pages.
LABEL_BELOW = re.compile(
    r"related(?: (?:posts?|articles?|stories|content|topics?|links?|items?|news|reading))?:?|"
    r"(?:read|see) (?:next|also|more|also:)|more (?:from|in|on|about) .{2,60}|more stories|"
    r"you (?:may|might) also (?:like|enjoy|be interested in)|recommended(?: for you| reading)?|"
    r"(?:most|recently) (?:read|viewed|popular|e-?mailed|commented|recent)|"
    r"(?:recent|latest|popular|similar|previous) (?:posts?|articles?|stories|news|entries)|"
    r"next up|up next|trending(?: now)?|elsewhere on .{2,40}|"
    r"(?:\d+ )?(?:responses|replies)(?: \(\d+\))?",
    re.IGNORECASE,
)


_RULE = re.compile(r"[_=~-]{3,}|[-–—]{2,}")
_END = re.compile(r"[-–—*\s]*(?:ends?|-\s?30\s?-|#(?:\s?#){1,3}|enditem)[-–—*.\s]*", re.IGNORECASE)
_SOURCE = re.compile(r"source: ?[^.!?]{2,60}", re.IGNORECASE)
_E_BOOK = re.compile(
    r"(?P<start>\*{3} ?start of (?:the|this) project gutenberg)|"
    r"(?P<end>\*{3} ?end of (?:the|this) project gutenberg|^end of (?:the )?project gutenberg)",
    re.IGNORECASE,
)


def mark_of(words: str, *, after: bool) -> str:
    """The role of a unit that is but a mark: a rule, an end, below the text its source; or nothing."""
    if _RULE.fullmatch(words):
        return "punctuation"
    if _END.fullmatch(words):
        return "furniture"
    return "story-credit" if after and _SOURCE.fullmatch(words) else ""


def e_book(page: Page) -> tuple[int, int]:
    """The units between the notices of Project Gutenberg: the first, and the one behind the last."""
    first, stop = 0, len(page.units)
    for number, unit in enumerate(page.units):
        for match in _E_BOOK.finditer(page.text[unit.start : unit.end]):
            if match["start"]:
                first = number + 1
            elif number >= first:
                return first, min(stop, number)
    return first, stop


def calls(words: str, *, after: bool) -> bool:
    """Whether a unit's words serve the page; ``after``: it stands below the text's last sentence."""
    return bool(_ANYWHERE.fullmatch(words) or (after and _BELOW.fullmatch(words)))
