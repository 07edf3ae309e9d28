"""Who speaks in a judgment: the lines over each judge's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from readingroom.importing.cleaning import squeeze
from readingroom.importing.layout import Draft
from readingroom.importing.lines import lines_of_page
from readingroom.importing.rules.above import is_one_line
from readingroom.importing.rules.names import catalogued
from readingroom.importing.rules.taken import free_lines
from readingroom.importing.segments import Finding, Proposal

_JUDGE = re.compile(
    r"(?P<name>(?:(?:THE HON(?:OURABLE)?\.? )?(?:LORD|LADY|MR|MRS|MS|MISS|"
    r"DAME)\.? (?:CHIEF )?JUSTICE [A-Z][A-Z'’ -]{1,30}"
    r"|(?:Lord|Lady|Mrs?|Ms|Miss)\.? (?:Chief )?Justice [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?"
    r"|(?:LORD|LADY|Lord|Lady) [A-Z][\w'’-]+(?: OF [A-Z]+)?"
    r"|[A-Z][\w'’-]+(?=,? (?:C\.?J|L\.?J|J|P|JA|JJ)\b))),?(?: (?:C\.?J|L\.?J|J|P|"
    r"JA)\.?)?(?: \(.{3,60}\))?\s?:"
)
#: In notices of a hearing a name or two stand so; a judgment has a judge's line over paragraphs.
_LENGTH = 90


def judges(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """“LORD JUSTICE WRAY:” on a line alone: a heading of what follows, and one of those who wrote it."""
    if is_one_line(draft):
        return
    for _, line in free_lines(lines_of_page(draft.text), found):
        match = _JUDGE.fullmatch(line.words) if len(line.words) <= _LENGTH else None
        if match:
            name = catalogued(squeeze(match["name"]))
            yield Proposal(line.start, line.end, "heading", 0.8, (("creator", name),))
