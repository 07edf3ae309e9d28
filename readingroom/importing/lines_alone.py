"""Lines of a block that stand for themselves: dates, addresses, buttons, numbers of pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.dates import date_line
from readingroom.importing.lines import Line
from readingroom.importing.tables import cells

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+(?:\s{2,}.*)?")
#: A page's number alone, or with a running head some way from it; “Page 2 of 7”.
_PAGE_LINE = re.compile(
    r"\W{0,3}(?:\d{1,4}|[ivxlc]{1,6})\W{0,3}|\[?\d{1,4}\]?\s{3,}\S.*|\S.*\s{3,}\[?\d{1,4}\]?"
    r"|(?:\S.*\s{2,})?Page \d{1,4}(?: of \d{1,4})?",
)
#: Of these forms all but the number alone, at most so long, have a gap or the word.
_GAP, _BARE_NUMBER = re.compile(r"\s{3}"), 12
#: Buttons, stage directions and remarks in brackets; links side by side.
_BRACKETED = re.compile(r"(?:\[[^\[\]]{2,60}\]\s*)+|[^|]{2,40}(?: \| [^|]{2,40}){2,}")
#: As the BBC's pages set a picture's words and source, each a line of its own.
_PICTURED = re.compile(r"(?:Image|Media) (?:caption|source|copyright)\b[,:]? ?(?:\S|$)")
_BY = re.compile(r"(?i:by|text by|words by|story by|report by)\s+[A-ZÀ-ÖØ-Þ]")
#: A line that begins “by Europe” in running text is longer than a byline.
_BYLINE = 60
#: Title, byline and day are over before a text has so many characters.
_HEAD = 600
#: A page's head within a paragraph: numbers far from what stands between them.
_HEAD_LINE = re.compile(r"\[?\d{1,4}\]?\s{3,}\S.*|\S.*\s{3,}\[?\d{1,4}\]?")
#: Title, byline and day stand in a few short lines; more lines are a text.
_HEAD_LINES = 8


def runs(text: str, block: Sequence[Line]) -> Iterable[Sequence[Line]]:
    """The block without the lines that stand for themselves: dates, addresses, page numbers."""
    if len(block) == 1 or date_line(text, block[0].start, block[-1].end):
        yield list(block)
        return
    done = 0
    for at, line in enumerate(block):
        alone = bool(
            _ADDRESS.fullmatch(line.words)
            or ((line.words[0] == "[" or "|" in line.words) and _BRACKETED.fullmatch(line.words))
            or _PICTURED.match(line.words)
            or _is_page_line(block, at)
        )
        if len(block) <= _HEAD_LINES:
            alone = alone or bool(date_line(text, line.start, line.end))
            named = line.start < _HEAD and len(line.words) < _BYLINE and _BY.match(line.words)
            if at > done and not alone and named and not block[at - 1].ended:
                yield block[done:at]
                done = at
        if alone:
            yield from filter(None, (block[done:at], block[at : at + 1]))
            done = at + 1
    if done < len(block):
        yield block[done:]


def _is_page_line(block: Sequence[Line], at: int) -> bool:
    """Whether a line of a block is a page's number or head, not a row of a table."""
    inside = 0 < at < len(block) - 1
    words = block[at].words
    if len(words) > _BARE_NUMBER and "Page " not in words and not _GAP.search(words):
        return False
    form = _HEAD_LINE if inside else _PAGE_LINE
    if not form.fullmatch(words):
        return False
    beside = [block[i] for i in (at - 1, at + 1) if 0 <= i < len(block)]
    return all(len(cells(line)) == 1 for line in (beside if inside else beside[-1:]))
