"""What earlier rules have taken, asked for in one pass."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from readingroom.importing.layout import Draft, Unit
from readingroom.importing.lines import Line
from readingroom.importing.segments import Finding, trimmed


def touches(found: Sequence[Finding], start: int, end: int) -> bool:
    """Whether a finding touches a stretch; findings are in order and apart."""
    at = bisect_right(found, start, key=lambda finding: finding.end)
    return at < len(found) and found[at].start < end


def free_lines(lines: Sequence[Line], found: Sequence[Finding]) -> Iterator[tuple[int, Line]]:
    """The lines that no finding touches, each with its index; findings are in order."""
    index = 0
    for at, line in enumerate(lines):
        while index < len(found) and found[index].end <= line.start:
            index += 1
        if index == len(found) or found[index].start >= line.end:
            yield at, line


def free_parts(draft: Draft, found: Sequence[Finding]) -> list[Unit]:
    """The units that no finding touches, and of others the one stretch that is left.

    A count stands over a caption and an agency's tags behind it; what a finding parts in two is
    left out.
    """
    parts: list[Unit] = []
    index = 0
    for unit in draft.units:
        while index < len(found) and found[index].end <= unit.start:
            index += 1
        left: list[tuple[int, int]] = []
        at = unit.start
        while index < len(found) and found[index].start < unit.end:
            left.append((at, found[index].start))
            at = max(at, found[index].end)
            if found[index].end > unit.end:
                break
            index += 1
        left.append((at, unit.end))
        inked = [(a, b) for a, b in left if draft.text[a:b].strip()]
        if len(inked) == 1:
            start, end = trimmed(draft.text, *inked[0])
            parts.append(replace(unit, start=start, end=end))
    return parts
