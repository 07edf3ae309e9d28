"""What pages say to their readers, told by its words alone: advertisement, appeals, notices, labels."""

from __future__ import annotations

import re

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


def calls(words: str, *, after: bool) -> bool:
    """Whether a unit's words serve the page; ``after``: it stands below the text's last sentence."""
    return bool(_ANYWHERE.fullmatch(words) or (after and _BELOW.fullmatch(words)))
