"""Captions that only their own words tell: led by a word in capitals, or saying who stands where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from readingroom.importing.layout import Draft
from readingroom.importing.lines import Line, lines_of_page
from readingroom.importing.rules.captions_beside import ADDED, DONE, TELLING, WORD, describes
from readingroom.importing.rules.figures import caption_words
from readingroom.importing.rules.taken import free_lines
from readingroom.importing.segments import Finding, Proposal, word_set

#: “FULL: The staff car park …”: a word in capitals opens captions of papers, and remarks too.
_LED = re.compile(r"(?P<word>[A-Z][A-Z’'-]{2,16}(?: [A-Z]{2,12})?): (?=[A-Z\d])")
_REMARKS = word_set(
    """note notes contact contacts media source sources present date time place from subject update
    updated exclusive watch live video breaking correction corrections warning advisory editors eds
    photo photos picture caption image host moderator chair chairman speaker question answer re ref
    to cc via read related next more listen info tickets venue where when what who why how report
    review comment opinion analysis revealed"""
)
_LINES = re.compile(r"[^\n]*\S")
#: A report has more paragraphs than one, and a sentence of some length in each.
_LEAST, _CLAUSE = 2, 40
#: With more figures than this the front matter, held to 16 KiB, would not hold their captions.
_MOST = 12
_SHORT = 140
#: “Ellen Rask, left, with the goat”, “… (second from right)”: nobody tells so where no picture is.
_PLACED = re.compile(
    r"\((?:(?:far |second from |third from |from )?(?:left|right)|cent(?:re|er)|pictured|above|seated|"
    r"standing)\)|, (?:(?:far|second from|third from) )?(?:left|right|cent(?:re|er)|pictured|seated)"
    r"(?:,| and\b)"
)
_LONG = 260


def led_captions(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """“REHEARSAL: Members of the choir under the viaduct”: a word in capitals, then no sentence.

    Below the last paragraph, or where other pictures are known; headlines stand above.
    """
    if draft.blob or not any(f.role == "title" for f in found):
        return
    titled = next(f.end for f in found if f.role == "title")
    lines = lines_of_page(draft.text)
    prose = [line for line in lines if len(line.words) > _CLAUSE and line.ended]
    if len(prose) < _LEAST:
        return
    pictured = any(f.role in {"photo-credit", "caption"} for f in found)
    free = [line for _, line in free_lines(lines, found) if line.start > titled]
    starts = {line.start for line in free if not _is_led(line.words)}
    led = [line for line in free if line.start not in starts and _alone(draft, starts, line)]
    for line in led if len(led) <= _MOST // 3 else ():
        if pictured or line.start > prose[-1].end or line.end < prose[0].start:
            yield from caption_words(draft.text, line.start, line.end, 0.62)


def _alone(draft: Draft, others: AbstractSet[int], line: Line) -> bool:
    """Whether no other free line stands in a line's unit."""
    unit = next(unit for unit in draft.units if unit.end >= line.end)
    return not any(m.start() in others for m in _LINES.finditer(draft.text, unit.start, unit.end))


def _is_led(words: str) -> bool:
    match = _LED.match(words) if len(words) <= _SHORT else None
    if not match or set(match["word"].casefold().split()) & _REMARKS:
        return False
    shown = words[match.end() :]
    said = {word.casefold() for word in WORD.findall(ADDED.sub("", shown))}
    # Who speaks is set in capitals too, and speaks in sentences.
    return shown[-1] not in ".!?,:;-)" and describes(shown) and not said & TELLING


def placed_captions(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A short paragraph that says who stands left and right in a picture, and tells nothing else."""
    if draft.blob:
        return
    for unit in draft.free(found):
        words = draft.words(unit)
        if unit.kind != "paragraph" or len(words) > _LONG or not _PLACED.search(words):
            continue
        plain = ADDED.sub("", words)
        said = {word.casefold() for word in WORD.findall(plain)}
        if words[0].isupper() and not (said - {"left"}) & TELLING and not DONE.search(plain):
            yield from caption_words(draft.text, unit.start, unit.end, 0.65)
