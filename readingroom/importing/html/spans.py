"""Findings in a page's words as segments of its source, with tags and scripts between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from readingroom.importing.html.metadata import Said
from readingroom.importing.html.page import Page
from readingroom.importing.segments import Finding, Segment, trimmed

_INK = re.compile(r"\S")


def segments_of(
    page: Page, found: Sequence[Finding], said: Sequence[Said], rule: str
) -> tuple[Segment, ...]:
    """Every character of the source, white space aside, in just one segment and in order.

    ``found`` are in order and do not overlap; ``said`` stand in attributes and scripts. What neither
    covers is markup, or invisible where it stands among words.
    """
    spoken = list(_spoken(page, found))
    given = [
        Segment(*trimmed(page.source, *one.span), one.role, rule, 0.9)
        for one in said
        if one.span[0] < one.span[1] and _INK.search(page.source, *one.span)
    ]
    segments: list[Segment] = []
    done = 0
    for segment in sorted([*spoken, *given], key=lambda s: s.start):
        start = max(segment.start, done)
        if start >= segment.end:
            continue
        segments += _between(page.source, done, start)
        last = segments[-1] if segments else None
        alike = last and (last.role, last.rule, last.confidence) == (
            segment.role, segment.rule, segment.confidence,
        )  # fmt: skip
        if last and alike and not _INK.search(page.source, last.end, start):
            segments[-1] = Segment(last.start, segment.end, *_what(segment))
        else:
            segments.append(Segment(start, segment.end, *_what(segment)))
        done = segment.end
    segments += _between(page.source, done, len(page.source))
    return tuple(segments)


def _what(segment: Segment) -> tuple[str, str, float]:
    return segment.role, segment.rule, segment.confidence


def _between(source: str, start: int, end: int) -> list[Segment]:
    start, end = trimmed(source, start, end)
    if start >= end:
        return []
    role = "markup" if "<" in source[start:end] or ">" in source[start:end] else "invisible"
    return [Segment(start, end, role, "tags" if role == "markup" else "cleaning", 1.0)]


def _spoken(page: Page, found: Sequence[Finding]) -> Iterator[Segment]:
    """The parts of each finding that have no tag in them."""
    index = 0
    for finding in found:
        while index < len(page.pieces) and page.pieces[index].end <= finding.start:
            index += 1
        at = index
        while at < len(page.pieces) and page.pieces[at].start < finding.end:
            piece = page.pieces[at]
            start, end = max(piece.start, finding.start), min(piece.end, finding.end)
            at += 1
            if start >= end or not page.text[start:end].strip():
                continue
            # A reference or a ligature belongs whole to its first character.
            stop = page.origin[end] if end < piece.end else piece.source[1]
            begin = page.origin[start] if start > piece.start else piece.source[0]
            span = trimmed(page.source, begin, stop)
            if span[0] < span[1]:
                yield Segment(*span, finding.role, finding.rule, finding.confidence)
