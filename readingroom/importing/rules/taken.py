"""What earlier rules have taken, asked for in one pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from readingroom.importing.lines import Line
from readingroom.importing.segments import Finding


def free_lines(lines: Sequence[Line], found: Sequence[Finding]) -> Iterator[tuple[int, Line]]:
    """The lines that no finding touches, each with its index; findings are in order."""
    index = 0
    for at, line in enumerate(lines):
        while index < len(found) and found[index].end <= line.start:
            index += 1
        if index == len(found) or found[index].start >= line.end:
            yield at, line
