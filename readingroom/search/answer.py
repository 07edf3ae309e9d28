"""Answers on the command line, from the index of the site, through lunr.py itself."""

from __future__ import annotations

from dataclasses import dataclass

from readingroom.search.counts import SearchDocument
from readingroom.search.query import read
from readingroom.search.ranking import Searchable, rank
from readingroom.search.snippets import Snippet, snippet


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found. ``score`` is Lunr's, to be compared only within one answer."""

    score: float
    kind: str
    title: str
    path: str
    snippet: Snippet


def answer(archive: Searchable, typed: str, limit: int = 20) -> tuple[Hit, ...]:
    """The documents that answer what was typed, any string, best first, at most ``limit``."""
    terms = frozenset(
        term
        for one in read(typed, archive.languages).asked
        if not one.excluded
        for reading in one.readings
        for term in reading
    )
    return tuple(
        _hit(archive.documents[ref], score, terms)
        for ref, score in rank(archive, typed)[: max(limit, 0)]
    )


def _hit(document: SearchDocument, score: float, terms: frozenset[str]) -> Hit:
    return Hit(
        score=score,
        kind=document.kind,
        title=document.title,
        path=document.path,
        snippet=snippet(document.body, terms, document.language),
    )
