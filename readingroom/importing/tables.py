"""Tables of plain text: lines whose parts stand in columns."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from readingroom.importing.lines import Line

#: Three spaces stand between columns; two stand after a full stop, and in justified lines.
_GAP = re.compile(r"(?<=\S)(?: {3,}|[ ]*\t[ \t]*| ?\.{4,} *(?=[\w$£€,.%-]+$))(?=\S)")
#: What stands before a gap without making a column: a label, a speaker, the mark of a list.
_LABEL = re.compile(
    r"(?:[A-Za-z][\w.'’&/ -]{0,30}:|[A-Z]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxlcIVXLC]{1,6})[.)]"
    r"|[-*•–—‣◦●○■]|Encl\.?|cc)\s+"
)
#: A line of signs between a table's head and its body, or round it.
_RULED = re.compile(r"[+|:. ]*(?:[-=_─—–~][+|:. ]*){3,}")
_PIPED = re.compile(r"\|(?:[^|]+\|){2,}")
_SIGN = re.compile(r"[^\w\s]|_")
#: A column's cells begin or end together; a hand that counts spaces is out by one now and then.
_OUT = 1
#: A third of a table's lines may hold one cell alone, or stand out of line.
_ALIGNED = 0.6
#: Justified lines have wide gaps too, but go on with small letters.
_SMALL = 0.5
#: A row of more cells than this is compared by its first ones.
_MOST_CELLS = 20
#: The head over a column of page numbers stands far to the right.
_FAR = 16
#: Drawings are more signs than letters.
_DRAWN = 0.5


def cells(line: Line) -> list[tuple[int, int]]:
    """The columns (start, end) of a line's parts, a label before the first left out."""
    label = _LABEL.match(line.words)
    begin = label.end() if label else 0
    spans: list[tuple[int, int]] = []
    for gap in _GAP.finditer(line.words, begin):
        spans.append((begin, gap.start()))
        begin = gap.end()
    spans.append((begin, len(line.words)))
    return [(line.indent + a, line.indent + b) for a, b in spans]


def table_lines(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The runs of lines (index of the first, after the last) that are tables."""
    runs: list[tuple[int, int]] = []
    columned = [_columned(line) for line in lines]
    index = 0
    while index < len(lines):
        end = index
        while end < len(lines) and columned[end]:
            end += 1
        if _is_table(lines[index:end]):
            head = index and (not runs or runs[-1][1] < index) and lines[index - 1].indent >= _FAR
            runs.append((index - 1 if head else index, end))
        index = max(end, index + 1)
    return runs


def is_ruled(line: Line) -> bool:
    """Whether a line is a rule of signs and nothing else."""
    return bool(_RULED.fullmatch(line.words))


def _columned(line: Line) -> bool:
    if not any(gap in line.words for gap in ("   ", "\t", "....")):
        return bool(_PIPED.fullmatch(line.words)) or is_ruled(line)
    return _drawn(line) or len(cells(line)) > 1 or is_ruled(line)


def _is_table(lines: Sequence[Line]) -> bool:
    rows = [line for line in lines if not is_ruled(line)]
    if len(rows) < 2:
        # One row is a line with a gap in it.
        return False
    if all(_PIPED.fullmatch(line.words) for line in rows) or all(map(_drawn, rows)):
        return True
    if sum(line.small for line in rows[1:]) > _SMALL * (len(rows) - 1):
        return False
    tabbed = sum("\t" in line.words for line in rows)
    parts = [cells(row)[1:_MOST_CELLS] for row in rows]
    beside = [False, *itertools.starmap(_together, itertools.pairwise(parts)), False]
    aligned = sum(above or below for above, below in itertools.pairwise(beside))
    return max(aligned, tabbed) >= _ALIGNED * len(rows)


def _drawn(line: Line) -> bool:
    ink = "".join(line.words.split())
    return "   " in line.words and len(_SIGN.findall(ink)) >= _DRAWN * len(ink)


def _together(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> bool:
    """Whether a cell of one line begins or ends where one of another line does."""
    return any(abs(a[0] - b[0]) <= _OUT or abs(a[1] - b[1]) <= _OUT for a in one for b in other)
