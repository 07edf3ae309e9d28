"""Advertisements that a printed page has beside its report, as a machine reads them into the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.layout import Draft
from readingroom.importing.rules.taken import touches
from readingroom.importing.segments import Finding, Proposal

#: “TO BE LET, a genteel villa”, “EPPS'S COCOA.—Grateful and comforting”.
_AD = re.compile(
    r"TO (?:BE )?(?:LET|SOLD)\b[,.:;]? ?\S|[A-Z][A-Z.&’' -]{2,30}['’]?S "
    r"(?:(?:[A-Z]+|Patent|Celebrated|Liver|Cough) )?(?i:pills?|cocoa|soap|ointment|tea|tonic|syrup|"
    r"lozenges|mustard|starch|blacking|oil|powders?|balsam|bitters|whisky|ale|stout|pianos?)\b"
)
#: A small advertisement is some lines; a report about one goes on.
_LENGTH = 320


def small_ads(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Paragraphs of a printed page that offer a house or a ware; the editor is told."""
    if draft.blob or not any(f.role == "furniture" for f in found):
        return
    for unit in draft.units[1:]:
        if not _AD.match(draft.text, unit.start, unit.end):
            continue
        below = draft.text.find("\n\n", unit.start)
        # Its first line, in capitals, may look like a heading of the rest.
        end = max(unit.end, len(draft.text[:below].rstrip()) if below > 0 else unit.end)
        if end - unit.start <= _LENGTH and not touches(found, unit.start, end):
            yield Proposal(unit.start, end, "litter", 0.65)
