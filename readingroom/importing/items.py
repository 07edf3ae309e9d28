"""Fields of a form, turns of speakers and items of lists: where each begins in a block of lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from readingroom.importing.line_ends import INDENT
from readingroom.importing.lines import Line, fills

LISTED = re.compile(
    r"(?:[-*•–—‣◦●○■]|--|\[\d{1,3}\]|[¹²³⁴⁵⁶⁷⁸⁹]|\(?\d{1,3}[.)]|\(?[a-z][.)]|\([ivxlc]{1,5}\))\s"
    # The hours of a diary of events.
    r"|(?:\d{1,2}[:.]?\d{2}(?: ?[ap]\.?m\.?)?|[Aa]ll day)\s+(?:--|[-–—])\s"
    # The hours of a log, a gap behind them.
    r"|(?:\d{1,2}(?:[.:]\d{2})? ?[ap]\.?m\.?|[Nn]oon|[Mm]idnight)(?:\s{2,}|\t)(?=[A-Z])"
    r"|(?:[01]\d|2[0-4])[:.]?[0-5]\d(?: ?(?:hrs?|h|Z|GMT))?(?:\s{2,}|\t)(?=[A-Z])"
)
#: A list's signs that open nothing else.
BULLET = re.compile(r"[•◦●○■▪►]\s|[*-]\s(?=\w)")
#: “From:”, “JRH:”, “Mr. CRANE:”, “Q ”, “A.”: what opens a field of a form, or a speaker's words.
LABELLED = re.compile(
    r"[A-ZÀ-ÖØ-Þ][\w.'’-]*(?: [\w.'’()-]+){0,5}:(?:\s|$)|[QA](?:[.:)]\s|\s{2,}|\s[-–—])"
)
#: Fewer lines are no list of items.
_SEVERAL = 3
#: “2 onions”, “prams, 9 (empty)”: a number and what it counts, in a line of a few words.
_ITEM = 45
_COUNTED = re.compile(r"^(?:\d{1,4}|[½¼¾⅓⅔]|an?\s|one\s)|,\s\d{1,4}\b")


def starts_of(
    lines: Sequence[Line], mark: re.Pattern[str], width: int, *, wrapped: bool
) -> list[int]:
    """Where marked lines begin fields, speeches or items; empty if most of the lines are no such."""
    marked = [
        at
        for at, line in enumerate(lines)
        if mark.match(line.words) and not (at and wrapped and _dashed(lines[at - 1], line, width))
    ]
    others = sorted(set(range(len(lines))).difference(marked))
    # The rest of an item hangs under its words, or fills up what the line before had to leave.
    inward = lines[marked[0]].indent + INDENT if marked else INDENT
    hung = [at for at in others if at and _hangs(lines[at - 1], lines[at], inward, width)]
    # One mark may be chance, and one line may stand over the list.
    if len(marked) < 2 or len(marked) + len(hung) < len(lines) - 1:
        return []
    if marked[0] == 0 or len(hung) < len(others):
        return sorted({0, *marked, *(set(others) - set(hung))})
    return []


def _dashed(before: Line, line: Line, width: int) -> bool:
    """Whether a dash at a line's beginning is one between two parts of a sentence."""
    return line.words[0] in "-–—" and not before.paused and fills(before, line, width)


def _hangs(before: Line, line: Line, inward: int, width: int) -> bool:
    """Whether a line goes on with the item above it."""
    going_on = line.small and not before.ended
    return line.indent >= inward or going_on or fills(before, line, width)


def is_itemised(lines: Sequence[Line]) -> bool:
    """Whether each short line is an item by itself: counted things, of which no two make a sentence."""
    if len(lines) < _SEVERAL or any(line.ended for line in lines):
        return False
    short = all(len(line.words) <= _ITEM and not line.words.endswith((",", "-")) for line in lines)
    counted = sum(bool(_COUNTED.search(line.words)) for line in lines)
    return short and 2 * counted >= len(lines) and not all(line.capital for line in lines)


def is_item(lines: Sequence[Line]) -> bool:
    """Whether the lines are one item, hanging under its mark or label."""
    first = lines[0]
    marked = LISTED.match(first.words) or LABELLED.match(first.words)
    return bool(marked) and all(line.indent >= first.indent + INDENT for line in lines[1:])
