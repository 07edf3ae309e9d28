"""The hour at which a speech or a briefing began or ended, alone on its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.layout import Draft
from readingroom.importing.lines import lines_of_page
from readingroom.importing.rules.taken import free_lines
from readingroom.importing.segments import Finding, Proposal

_HOUR = re.compile(
    r"(?:(?:at|starts?|began):? )?\d{1,2}[:.]\d{2} ?(?:[AaPp]\.? ?[Mm]\.?|hrs|hours)"
    r"(?:,? \(?(?:[A-Z]{2,5}|[A-Z]\.[A-Z]\.[A-Z]\.|local time|[A-Z][a-z]+ time)\)?)?\.?"
)
#: Title, place and day stand over a speech; under its last words nothing but the hour.
_HEAD, _FOOT = 14, 2
#: A line of words as long as this is the speech's own.
_PROSE = 60


def hours(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """“11:14 A.M. EDT” over the first words of a text or under the last; a log has more of them."""
    if draft.blob:
        return
    lines = lines_of_page(draft.text)
    told = [(at, line) for at, line in free_lines(lines, found) if _HOUR.fullmatch(line.words)]
    if len(told) > 2:
        return
    begun = next((at for at, line in enumerate(lines) if len(line.words) > _PROSE), len(lines))
    for at, line in told:
        if 0 < at < min(begun, _HEAD):
            yield Proposal(line.start, line.end, "time", 0.8)
        elif at >= len(lines) - _FOOT and at > begun:
            yield Proposal(line.start, line.end, "furniture", 0.75)
