"""The address that a text came from, on a line of its own over or under it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.layout import Draft
from readingroom.importing.lines import lines_of_page
from readingroom.importing.rules.pieces import between
from readingroom.importing.rules.taken import free_lines
from readingroom.importing.segments import Finding, Proposal

#: A page of a site: its name alone is whom to ask, no text's address.
_ADDRESS = re.compile(
    r"(?:>\s?)*(?:(?:URL|Source|Link|From|Retrieved from|Permalink|Original(?: article)?|Read online|"
    r"Available (?:at|from)|Found at|Online(?: at)?|Quelle|Источник)\s?:?\s+|<)?"
    r"(?P<address>(?:https?://|www\.)[^\s/<>]+\.[^\s/<>]+/[^\s<>]*[^\s<>.,;)])>?\W*",
    re.IGNORECASE,
)
#: Over a text it stands among so many lines, under it among so many.
_TOP, _FOOT = 10, 10
_SURE = 0.85


def source_addresses(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """One address of a page, at the text's head or foot; of several different ones none is its own."""
    if draft.blob or any(key == "identifier" for f in found for key, _ in f.facts):
        return
    lines = lines_of_page(draft.text)
    edges = {*range(_TOP), *range(len(lines) - _FOOT, len(lines))}
    matches = [
        (line, match)
        for at, line in free_lines(lines, found)
        if at in edges and (match := _ADDRESS.fullmatch(draft.text, line.start, line.end))
    ]
    if len({match["address"] for _, match in matches}) != 1:
        return
    for line, match in matches:
        start, end = match.span("address")
        yield from between(draft.text, line.start, start, _SURE)
        yield Proposal(start, end, "url", _SURE, (("identifier", match["address"]),))
        yield from between(draft.text, end, line.end, _SURE)
