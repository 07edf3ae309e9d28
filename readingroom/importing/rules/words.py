"""What no other rule took: the text itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from readingroom.importing.layout import Draft, Unit
from readingroom.importing.segments import Finding, Proposal
from readingroom.importing.sentences import paragraphs

#: Code points that a supplied paragraph of running prose gathers: near the mean paragraph of
#: printed prose, so that a chapter without breaks can be read and cited.
_PROSE_PARAGRAPH = 500


def remaining_words(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Every stretch without a role is a paragraph, or several where the breaks were lost.

    In a wire report each sentence, or quotation with its attribution, is a paragraph, as wires
    print them; other prose is gathered into paragraphs of several sentences, and needs a look.
    """
    wire = any(f.role in {"dateline", "caption-dateline", "story-credit"} for f in found)
    index = 0
    for unit in draft.units:
        position = unit.start
        while index < len(found) and found[index].start < unit.end:
            yield from _words(draft, unit, position, found[index].start, wire=wire)
            position = max(position, found[index].end)
            index += 1
        yield from _words(draft, unit, position, unit.end, wire=wire)


def _words(draft: Draft, unit: Unit, start: int, end: int, *, wire: bool) -> Iterable[Proposal]:
    text = draft.text
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return
    if not draft.blob:
        yield Proposal(start, end, unit.kind, max(unit.confidence, 0.6))
        return
    for span in paragraphs(text, start, end, at_least=0 if wire else _PROSE_PARAGRAPH):
        yield Proposal(*span, "paragraph", 0.8 if wire else 0.6)
