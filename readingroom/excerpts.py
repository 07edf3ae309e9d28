"""The line that a finding is about, cut so that it can be shown with its place marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: How wide an excerpt may be before it is cut round its column: a line of 105 with its number.
_WIDTH = 96


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of a line; ``column`` counts from 1 within them, 0 where no place in the line is meant."""

    line: int
    words: str
    column: int


def excerpt(lines: Sequence[str], line: int, column: int) -> Excerpt | None:
    """The line of that number, from 1; None where there is no such line, or nothing in it."""
    if not 1 <= line <= len(lines) or not lines[line - 1].strip():
        return None
    words = lines[line - 1].expandtabs(1)
    begin = max(0, column - 1 - _WIDTH // 2) if len(words) > _WIDTH else 0
    shown = words[begin : begin + _WIDTH].rstrip()
    return Excerpt(line, shown, column - begin if column else 0)
