"""Stretches of which a part is moved: names and dates one by one, and what stands between them."""

from __future__ import annotations

from collections.abc import Iterable

from readingroom.importing.segments import Proposal


def pieces(
    text: str, start: int, end: int, spans: Iterable[tuple[int, int, str, str]], sure: float
) -> Iterable[Proposal]:
    """Names one by one; what stands between and round them is a label or punctuation."""
    done = start
    for begin, stop, key, name in spans:
        yield from between(text, done, begin, sure)
        yield Proposal(begin, stop, "byline", sure, ((key, name),))
        done = stop
    yield from between(text, done, end, sure)


def between(text: str, start: int, end: int, sure: float) -> Iterable[Proposal]:
    """Words beside what is moved, as a label; marks alone as punctuation."""
    words = text[start:end]
    role = "label" if any(c.isalnum() for c in words) else "punctuation"
    if words.strip():
        begin = start + len(words) - len(words.lstrip())
        yield Proposal(begin, start + len(words.rstrip()), role, sure)
