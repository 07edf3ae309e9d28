"""The parts of a head that lost its lines become what the parts of a head with lines become."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from readingroom.importing.cleaning import squeeze
from readingroom.importing.layout import Draft
from readingroom.importing.rules.blob_head import blob_parts
from readingroom.importing.rules.elements import Element, Head
from readingroom.importing.rules.head_lines import made_of
from readingroom.importing.rules.head_roles import Part
from readingroom.importing.segments import Finding, Proposal

#: Done, and shown to the editor: where one part ends and the next begins no line says.
_CERTAIN = 0.68


def blob_lines(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Title, byline, day and the others in the first words of a source that lost its lines."""
    if not draft.blob:
        return
    parts = []
    known = {f.role for f in found}
    for role, start, end in blob_parts(draft, found):
        if any(f.start < end and start < f.end for f in found) or role in known:
            continue
        words = draft.text[start:end].rstrip()
        stop = start + len(words.removesuffix(".") if role == "title" else words)
        parts.append(Part(role, (_element(draft, start, stop),), _CERTAIN))
    head = Head(draft, tuple(part.elements[0] for part in parts))
    yield from made_of(head, found, parts)


def _element(draft: Draft, start: int, end: int) -> Element:
    words = squeeze(draft.text[start:end])
    return Element(
        start, end, words, 0, 1, 1, 1, ruled=False, underlined=False, linked=False, told=""
    )
