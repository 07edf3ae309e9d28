"""What pages and mails say in set phrases, on lines of their own: no text says them so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from readingroom.importing.layout import Draft
from readingroom.importing.lines import lines_of_page
from readingroom.importing.rules.page_boxes import PHRASE
from readingroom.importing.rules.page_notices import NOTICE
from readingroom.importing.rules.taken import free_lines
from readingroom.importing.segments import Finding, Proposal

#: Such phrases are a line, or a sentence or two in a narrow box.
_LENGTH, _NARROW = 170, 60
#: Wrapped prose has no shorter lines but its last.
_WRAPPED = 40
#: A notice's paragraph, unwrapped.
_NOTICE_LENGTH = 600


def page_phrases(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """“View this e-mail in your browser”, “Alle akzeptieren”: lines that no text has."""
    if draft.blob:
        return
    alone = {(unit.start, unit.end) for unit in draft.units}
    lines = lines_of_page(draft.text)
    free = dict(free_lines(lines, found))
    for at, line in free.items():
        above = lines[at - 1]
        begun = at == 0 or at - 1 not in free or line.blanks > 0
        begun = begun or above.ended or len(above.words) < _WRAPPED
        # A long line among others is prose; to ask so many forms of each would take time.
        if len(line.words) > _NARROW and (line.start, line.end) not in alone:
            # Behind a sentence or a link a notice may begin, a line or paragraph of its own.
            if begun and len(line.words) <= _NOTICE_LENGTH and NOTICE.match(line.words):
                yield Proposal(line.start, line.end, "litter", 0.75)
            continue
        # One word may be a heading or a stage direction; ``litter_lines`` looks at what is beside it.
        if len(line.words) > _LENGTH or (line.words.isascii() and " " not in line.words):
            continue
        # A notice that begins a line was known for a paragraph's by ``notices``; this one is within one.
        if PHRASE.fullmatch(line.words) or NOTICE.match(line.words):
            yield Proposal(line.start, line.end, "litter", 0.75)
