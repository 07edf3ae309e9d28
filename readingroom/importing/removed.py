"""What was removed from the midst of a text: an editor is told, however sure the rules were."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from readingroom.importing.cleaning import squeeze
from readingroom.importing.segments import Segment
from readingroom.importing.source import Source

#: Roles of words that stood in the text and now stand nowhere; marks and tags are no words.
_ROLES = frozenset({"litter", "furniture"})
#: Code points of a stretch that show which it is.
_EXCERPT = 60
_LINE_END = re.compile("\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Removed:
    """Words that were removed, the line where they stood (0 in a source that is a single line).

    ``within``: on a line with words that were kept.
    """

    words: str
    line: int
    within: bool


def removed_inside(source: Source) -> tuple[Removed, ...]:
    """What was removed with kept words before and behind it, stretch by stretch, in order."""
    kept = [n for n, segment in enumerate(source.segments) if segment.fate == "kept"]
    if not kept:
        return ()
    starts = [0, *(match.end() for match in _LINE_END.finditer(source.text))]
    runs = _runs(source.segments, kept[0], kept[-1])
    found = []
    for first, last in runs:
        start, end = source.segments[first].start, source.segments[last].end
        before, behind = source.segments[first - 1], source.segments[last + 1]
        within = any(
            side.fate == "kept" and not _LINE_END.search(source.text, *between)
            for side, between in ((before, (before.end, start)), (behind, (end, behind.start)))
        )
        words = squeeze(source.text[start:end][: 4 * _EXCERPT])
        shown = words if len(words) <= _EXCERPT else words[:_EXCERPT].rstrip() + " …"
        line = bisect_right(starts, start) if len(starts) > 1 else 0
        found.append(Removed(shown, line, within))
    return tuple(found)


def _runs(segments: tuple[Segment, ...], first: int, last: int) -> list[tuple[int, int]]:
    """First and last segment of each stretch without a kept word in it, between two such."""
    runs: list[tuple[int, int]] = []
    for number in range(first, last):
        if segments[number].role not in _ROLES:
            continue
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
