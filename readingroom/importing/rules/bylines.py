"""Who wrote a text: bylines above it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.cleaning import squeeze
from readingroom.importing.layout import Draft
from readingroom.importing.rules.above import is_taken, lines_above
from readingroom.importing.rules.names import people
from readingroom.importing.rules.pieces import between, pieces
from readingroom.importing.segments import Finding, Proposal

_BEHIND = re.compile(
    r"(?P<words>\S+(?: \S+){1,30}?[.!?…”’\"]?)(?:(?<=[.!?…”’\"])|,|\s[–—|-]|[.:])\s+(?P<by>[Bb]y |"
    r"BY )[A-Z].{3,60}"
)


def bylines_behind(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """“A bridge too late. By John Hallam”: title and byline, or deck and byline, in one line."""
    lines, begin = lines_above(draft, found)
    for at, line in enumerate(lines[: max(1, begin)]):
        match = _BEHIND.fullmatch(draft.text, line.start, line.end)
        if not match or is_taken(found, line):
            continue
        persons = people(draft.text, match.end("by"), line.end, said=True)
        if not persons or persons.lost:
            continue
        role = "title" if at == 0 else "subtitle"
        words = squeeze(match["words"])
        yield Proposal(line.start, match.end("words"), role, 0.8, ((role, words),))
        yield from between(draft.text, match.end("words"), match.start("by"), 0.8)
        yield from pieces(draft.text, match.start("by"), line.end, persons.spans, 0.88)
        return
