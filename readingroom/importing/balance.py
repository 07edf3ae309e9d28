"""How many characters of a source were kept, moved and removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from readingroom.importing.segments import Segment

#: All white space, as `str.split` has it.
_WHITE = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)


@dataclass(frozen=True, slots=True)
class Balance:
    """Characters of a source that are not white space, by what became of them."""

    kept: int = 0
    moved: int = 0
    removed: int = 0

    @property
    def source(self) -> int:
        """All of them."""
        return self.kept + self.moved + self.removed


def balance(text: str, segments: Sequence[Segment]) -> Balance:
    """What became of the characters of a source whose segments leave none out.

    Those kept are most, so they are what the rest leaves: counting them stretch by stretch took as
    long as all other checks of a source together.
    """
    moved = removed = 0
    for segment in segments:
        if segment.fate == "moved":
            moved += _ink(text[segment.start : segment.end])
        elif segment.fate == "removed":
            removed += _ink(text[segment.start : segment.end])
    return Balance(_ink(text) - moved - removed, moved, removed)


def _ink(words: str) -> int:
    return len(words) - sum(map(words.count, _WHITE))
