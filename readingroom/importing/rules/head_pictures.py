"""Lines of a head that are a picture’s: its caption, and who took it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from readingroom.importing.cleaning import squeeze
from readingroom.importing.rules.credits import BRACKETED, ending
from readingroom.importing.rules.elements import Head, is_sentence
from readingroom.importing.rules.figures import caption_words, credit_facts
from readingroom.importing.rules.head_roles import Part
from readingroom.importing.rules.names import is_name
from readingroom.importing.rules.pieces import between
from readingroom.importing.segments import Proposal

_CREDIT_LABEL = re.compile(
    r"\W*(?:(?:photo(?:s|graph|graphs|graphy)?|pictures?|images?|illustrations?|pics?|foto|фото)"
    r"(?: credits?| courtesy(?: of)?)?\s?(?:by\b|:|/|©)?|credits?\s?:|courtesy(?: of)?|\(c\)|©)\s*",
    re.IGNORECASE,
)
_CAPTION_LABEL = re.compile(
    r"\W*(?:photo|file photo|caption|pictured|picture|images?|image caption|media caption|"
    r"alt(?: text)?|above|below|"
    r"left|right|cutline|\[alt)\s?[:：]\s*",
    re.IGNORECASE,
)
#: From here on a line is a byline however strange what stands behind its first name.
TRUSTED = 0.7


def caption_of(head: Head, part: Part, known: set[str]) -> Iterable[Proposal]:
    """A caption, with the credit that ends it."""
    del known
    text, start, end = head.draft.text, part.start, part.end
    label = _CAPTION_LABEL.match(text, start, end)
    if label:
        yield Proposal(start, label.end(), "label", part.sure)
        start = label.end()
    brackets = [match for match in BRACKETED.finditer(text, start, end) if match.start() > start]
    last = ending(text, start, end)
    if not (label or brackets or last) and _is_of_text(head, part):
        yield Proposal(part.start, end, "caption", min(part.sure, 0.5))
        return
    if brackets:
        yield from caption_words(text, start, brackets[-1].start(), part.sure)
        credit = squeeze(brackets[-1].group().strip("()[]"))
        yield Proposal(brackets[-1].start(), end, "photo-credit", part.sure, credit_facts(credit))
    elif last and last[0].start() > start:
        yield from caption_words(text, start, last[0].start(), part.sure)
        credit = squeeze(last[0].group())
        yield Proposal(*last[0].span(), "photo-credit", part.sure, credit_facts(credit))
    else:
        below = _CREDIT_BELOW.search(text, start, end) or _named_behind(text, start, end)
        stop = below.start() if below else end
        yield from caption_words(text, start, stop, part.sure)
        if below:
            credit = squeeze(below["credit"])
            yield Proposal(*below.span("all"), "photo-credit", part.sure, credit_facts(credit))


def _is_of_text(head: Head, part: Part) -> bool:
    """Whether what may be a caption is a sentence below the text's first, with nothing to tell it by."""
    first = next((at for at, one in enumerate(head.elements) if one is part.elements[0]), 0)
    return first > head.first_prose and part.sure < TRUSTED and is_sentence(part.elements[-1])


#: Who took it, on a line of its own under the caption's last sentence.
_CREDIT_BELOW = re.compile(
    r"(?<=[.!?”])[ \t]*\n[ \t]*(?P<all>(?P<credit>[^\W\d_a-z][^\n.]{2,40}))\s*$"
)


#: Or in brackets behind it.
_IN_BRACKETS = re.compile(r"\s*(?P<all>\((?P<credit>[^()\n]{4,40})\))\s*$")


def _named_behind(text: str, start: int, end: int) -> re.Match[str] | None:
    match = _IN_BRACKETS.search(text, start, end)
    return match if match and is_name(squeeze(match["credit"])) else None


def credit_of(head: Head, part: Part, known: set[str]) -> Iterable[Proposal]:
    """A credit, the label before it apart."""
    del known
    text = head.draft.text
    label = _CREDIT_LABEL.match(text, part.start, part.end)
    start = label.end() if label and label.end() < part.end else part.start
    yield from between(text, part.start, start, part.sure)
    credit = squeeze(text[start : part.end]).strip("()[]")
    yield Proposal(start, part.end, "photo-credit", part.sure, credit_facts(credit))
