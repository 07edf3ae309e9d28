"""The one day that a head names, where no line of it is known for a date: the fact alone is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from readingroom.importing.dates import full_dates
from readingroom.importing.layout import Draft
from readingroom.importing.rules.above import is_one_line, lines_above
from readingroom.importing.rules.days import ENTRY
from readingroom.importing.segments import Finding, Proposal

#: With paper, page and place a line of a head has so many characters; a longer one tells a story.
_LENGTH = 120
#: What was found to be one of these may speak of any day.
_OTHERS = frozenset({"title", "caption", "related", "litter", "heading"})


def days_left(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """A head's only full date dates the text; of two none, and a diary's days are its entries'."""
    known = {key for f in found for key, _ in f.facts}
    if is_one_line(draft) or "date" in known:
        return
    lines, begin = lines_above(draft, found)
    others = [f for f in found if f.role in _OTHERS]
    over = [
        line
        for line in lines[:begin]
        if len(line.words) <= _LENGTH
        and not any(f.start < line.end and f.end > line.start for f in others)
    ]
    days = {each.day for line in over for each in full_dates(line.words)}
    carrier = next((unit for unit in draft.free(found) if unit.kind == "paragraph"), None)
    if len(days) == 1 and carrier and not any(ENTRY.match(line.words) for line in over):
        facts = (("date", days.pop().isoformat()),)
        yield Proposal(carrier.start, carrier.end, carrier.kind, 0.68, facts)
