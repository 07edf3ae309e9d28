"""Captions in a line that lost its breaks: the sentence before words that say who took the picture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.cleaning import squeeze
from readingroom.importing.layout import Draft
from readingroom.importing.rules.blob_words import opening_word
from readingroom.importing.rules.figures import caption_words, credit_facts
from readingroom.importing.rules.taken import touches
from readingroom.importing.segments import Finding, Proposal
from readingroom.importing.sentences import divide

#: “… at low tide. Photo: Rui Sardinha So she …”, “… in February. (Photo: Magda Rupp) Next door …”.
_CREDIT = re.compile(
    r"(?<=[\w.!?\"”’)])\s+(?P<bar>[|(\[–-]\s?)?"
    r"(?P<label>(?:Photo(?:graph)?s?|PHOTO(?:GRAPH)?S?|Pictures?|PICTURES?|Images?|IMAGES?|Foto)"
    r"(?:(?: [Cc]redit| CREDIT)?:| by:?| BY:?| courtesy(?: of)?:?))\s+(?=[A-ZÀ-Þ])"
)
#: A credit has so many words, of which each has a capital.
_WORD = re.compile(r"[A-ZÀ-Þ][\w.'’-]*,?|/\w*|&|and(?= [A-Z])")
_SPACE = re.compile(r"\s+(?=\S)")
_MOST = 5
#: A name alone has so many; behind it a capital with small words after it begins the text.
_NAME = 2
#: Another rule has found the credit.
_OF_CREDITS = frozenset({"label", "photo-credit", "punctuation"})
#: Captions are shorter: what stands before is looked through for so long.
_BEFORE = 320
_CERTAIN = 0.68


def blob_pictures(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """The last sentence before a credit as a caption, and the credit with its label."""
    if not draft.blob or not draft.units:
        return
    text, first = draft.text, draft.units[0].start
    for match in _CREDIT.finditer(text):
        start = _caption(text, max(first, match.start() - _BEFORE), match.start(), found)
        if start == first:
            continue
        closing = {"(": ")", "[": "]"}.get((match["bar"] or "")[:1], "")
        close = text.find(closing, match.end(), match.end() + 80) if closing else -1
        end = close if close > 0 else _credit_end(text, match.end())
        taken = {f.role for f in found if f.start < end and match.start() < f.end}
        if start is None or end == match.end() or not taken <= _OF_CREDITS:
            continue
        yield from caption_words(text, start, match.start(), _CERTAIN)
        if taken:
            continue
        mark = match.start("bar") if match["bar"] else match.start("label")
        yield Proposal(mark, match.end("label"), "label", _CERTAIN)
        credit = squeeze(text[match.end() : end])
        yield Proposal(match.end(), end, "photo-credit", _CERTAIN, credit_facts(credit))
        if close > 0:
            yield Proposal(close, close + 1, "punctuation", _CERTAIN)


def _caption(text: str, start: int, end: int, found: Sequence[Finding]) -> int | None:
    """Where the last sentence begins; None where it is of something else, or too long."""
    behind = max((f.end for f in found if f.end <= end), default=start)
    spans = divide(text, max(start, behind), end)
    if not spans or touches(found, spans[-1][0], end):
        return None
    begin = spans[-1][0]
    cut = begin == start and behind < start
    return None if cut or not text[begin : begin + 1].isupper() else begin


def _credit_end(text: str, start: int) -> int:
    """Where a credit ends that no bracket closes: before the word with which the text goes on."""
    words: list[re.Match[str]] = []
    at = start
    while len(words) < _MOST and (word := _WORD.match(text, at)):
        if words and opening_word(word.group()):
            break
        words.append(word)
        at = word.end()
        space = _SPACE.match(text, at)
        if not space:
            break
        at = space.end()
    if len(words) > _NAME and text[at : at + 1].islower():
        words = words[:_NAME]
    elif len(words) > 1 and text[at : at + 1].islower():
        words = words[:-1]
    return words[-1].end() if words else start
