"""The last rule: every word that no other rule has claimed stays in the text."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from readingroom.importing.hyphens import joined_across
from readingroom.importing.layout import Draft, Unit, lay_out
from readingroom.importing.openings import openings
from readingroom.importing.paragraphing import supplied_paragraphs
from readingroom.importing.segments import Finding, Proposal

#: What may stand where a page ends in the midst of a paragraph.
_OF_THE_PAGE = frozenset({"furniture", "litter"})
_ENDED = re.compile(r"[.!?:;…—。！？][\"”’'»)\]*†‡]*$")
_DIVIDED = re.compile(r"[^\W\d_][-\u2010¬]$")
#: As ``ACCEPT``, which stands above this module.
_ACCEPT = 0.6
#: A shorter stretch without a stop is a heading or a signature rather than the half of a paragraph.
_HALF = 40


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch without a role, and what was found since the piece before it."""

    start: int
    end: int
    role: str
    sure: float
    since: frozenset[str] = frozenset()


def remaining_words(draft: Draft, found: Sequence[Finding]) -> Iterable[Proposal]:
    """Every stretch without a role is a paragraph, or several where the breaks were lost.

    Where they begin is told by ``paragraphing``; outside wire reports, which print nearly each sentence
    as one, it needs a look.
    What a page's foot and head stand in the midst of goes on behind them.
    """
    wire = any(f.role in {"dateline", "caption-dateline", "story-credit"} for f in found)
    before: _Piece | None = None
    for piece in _pieces(draft, found, wire=wire):
        if before is None:
            before = piece
            continue
        sure = _goes_on(draft.text, before, piece)
        if 0 < sure < _ACCEPT:
            yield Proposal(piece.start, piece.end, "continuation", sure)
        if sure >= _ACCEPT:
            yield from _whole(draft.text, before, piece)
            before = replace(piece, role="continuation", sure=sure)
        else:
            yield Proposal(before.start, before.end, before.role, before.sure)
            before = piece
    if before:
        yield Proposal(before.start, before.end, before.role, before.sure)


def _whole(text: str, before: _Piece, piece: _Piece) -> Iterable[Proposal]:
    """The first half of a paragraph; the hyphen of a word that goes on behind is taken away."""
    end = before.end
    if joined_across(text, end, piece.start):
        yield Proposal(end - 1, end, "line-end-hyphen", 0.7)
        end -= 1
    yield Proposal(before.start, end, before.role, before.sure)


def _goes_on(text: str, before: _Piece, piece: _Piece) -> float:
    """How surely a piece is the rest of the paragraph before it; 0 for not at all."""
    if piece.role != "paragraph" or before.role not in {"paragraph", "continuation"}:
        return 0.0
    last = text[max(before.start, before.end - 20) : before.end]
    small = text[piece.start].isalpha() and not text[piece.start].isupper()
    divided = bool(_DIVIDED.search(last)) and small
    if _ENDED.search(last) or not (small or piece.since):
        return 0.0
    if not divided and before.role == "paragraph" and before.end - before.start < _HALF:
        return 0.0
    doubt = 0.5 if piece.end - piece.start >= _HALF else 0.0
    if piece.since <= _OF_THE_PAGE:
        if piece.since:
            return 0.9 if small else 0.7
        return 0.75 if divided else doubt
    return doubt if small else 0.0


def _pieces(draft: Draft, found: Sequence[Finding], *, wire: bool) -> Iterable[_Piece]:
    """The stretches between the findings, with the roles that were found since the last."""
    index = 0
    since: set[str] = set()
    for unit in draft.units:
        position = unit.start
        opened = openings(draft.text, unit.start, unit.end) if draft.blob else []
        while True:
            within = index < len(found) and found[index].start < unit.end
            stop = found[index].start if within else unit.end
            for piece in _words(draft, unit, (position, stop), opened, wire=wire):
                yield replace(piece, since=frozenset(since))
                since.clear()
            if not within:
                break
            since.add(found[index].role)
            position = max(position, found[index].end)
            index += 1


def _words(
    draft: Draft, unit: Unit, span: tuple[int, int], opened: Sequence[int], *, wire: bool
) -> Iterable[_Piece]:
    start, end = _trimmed(draft.text, *span)
    if start >= end:
        return
    if not draft.blob:
        whole = start == unit.start and end == unit.end
        if unit.kind != "verse" or whole or "\n" not in draft.text[start:end]:
            yield _Piece(start, end, unit.kind, max(unit.confidence, 0.6))
            return
        # Lines that looked like verse among links of the page are looked at again without them.
        for again in lay_out(draft.text[start:end]).units:
            sure = min(max(again.confidence, 0.6), 0.85)
            yield _Piece(start + again.start, start + again.end, again.kind, sure)
        return
    within = opened[bisect.bisect_right(opened, start) : bisect.bisect_left(opened, end)]
    for begin, stop in itertools.pairwise([start, *within, end]):
        part = _trimmed(draft.text, begin, stop)
        if within or (opened and begin > opened[0]):
            yield _Piece(*part, "paragraph", 0.8)
            continue
        for each in supplied_paragraphs(draft.text, *part, wire=wire):
            yield _Piece(*each, "paragraph", 0.8 if wire else 0.6)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
