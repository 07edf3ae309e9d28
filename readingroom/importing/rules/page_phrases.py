"""What pages and mails say in set phrases, on lines of their own: no text says them so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from readingroom.importing.layout import Draft
from readingroom.importing.lines import lines_of_page
from readingroom.importing.rules.link_words import NOTICE
from readingroom.importing.rules.page_boxes import PHRASE
from readingroom.importing.rules.taken import free_lines
from readingroom.importing.segments import Finding, Proposal

#: Such phrases are a line, or a sentence or two in a narrow box.
_LENGTH, _NARROW = 170, 60


def page_phrases(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """“View this e-mail in your browser”, “Alle akzeptieren”: lines that no text has."""
    if draft.blob:
        return
    alone = {(unit.start, unit.end) for unit in draft.units}
    for _, line in free_lines(lines_of_page(draft.text), found):
        # A long line among others is prose; to ask so many forms of each would take time.
        if len(line.words) > _NARROW and (line.start, line.end) not in alone:
            continue
        # One word may be a heading or a stage direction; ``litter_lines`` looks at what is beside it.
        if len(line.words) > _LENGTH or (line.words.isascii() and " " not in line.words):
            continue
        # A notice that begins a line was known for a paragraph's by ``notices``; this one is within one.
        if PHRASE.fullmatch(line.words) or NOTICE.match(line.words):
            yield Proposal(line.start, line.end, "litter", 0.75)
