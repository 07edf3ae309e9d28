"""The words round a match, for a list of results."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from readingroom.search.analyser import analyse

#: Code points shown before the match and from it on: about two lines of a terminal in all.
_BEFORE = 60
_AFTER = 120


@dataclass(frozen=True, slots=True)
class Snippet:
    """A match and the words round it; ``words`` is empty where only the title matches."""

    before: str
    words: str
    after: str


def snippet(text: str, terms: AbstractSet[str], language: str) -> Snippet:
    """The first place of ``text`` where as many different terms as anywhere stand together."""
    places = _places(text, terms, language)
    if not places:
        return Snippet("", "", _cut_end(text, 0, _BEFORE + _AFTER))
    best = max(
        range(len(places)),
        key=lambda i: (len({t for s, _, t in places[i:] if s < places[i][0] + _AFTER}), -i),
    )
    start, end, _ = places[best]
    return Snippet(_cut_start(text, start), text[start:end], _cut_end(text, end, _AFTER))


def _places(text: str, terms: AbstractSet[str], language: str) -> list[tuple[int, int, str]]:
    """Where terms stand: start, end (code points, half open), term.

    A chunk between white space is one place, without its outer punctuation; in scripts without
    spaces, where the chunk is a whole sentence and terms are its very characters, the term is.
    """
    places: list[tuple[int, int, str]] = []
    for chunk in re.finditer(r"\S+", text):
        for term in dict.fromkeys(analyse(chunk[0], language)):
            if term not in terms:
                continue
            at = chunk[0].find(term) if not term.isascii() else -1
            if at >= 0:
                places.append((chunk.start() + at, chunk.start() + at + len(term), term))
            else:
                inner = [i for i, character in enumerate(chunk[0]) if character.isalnum()]
                places.append((chunk.start() + inner[0], chunk.start() + inner[-1] + 1, term))
    return sorted(places)


def _cut_start(text: str, end: int) -> str:
    start = max(end - _BEFORE, 0)
    if start == 0:
        return _line(text[:end])
    space = text.find(" ", start, end)
    return "…" + _line(text[space + 1 if space >= 0 else start : end])


def _cut_end(text: str, start: int, length: int) -> str:
    if len(text) - start <= length:
        return _line(text[start:]).rstrip()
    space = text.rfind(" ", start, start + length)
    return _line(text[start : space if space > start else start + length]).rstrip() + "…"


def _line(words: str) -> str:
    return re.sub(r"\s+", " ", words)
