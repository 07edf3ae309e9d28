"""Lunr's index as lunr.py loads it, asked for scores.

The scores are those of ``lunr.index.Index.query``, which a test holds: the same vectors, the same norm,
the same order of additions. Only, a term's scores are looked up once, where lunr.py goes through the
whole vector of every document that has it; so a collection can be asked hundreds of questions.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Wanted:
    """A term that is looked for in some fields (in all, where none is named) with a boost."""

    term: str
    fields: tuple[str, ...] = ()
    boost: float = 1.0


class Reader:
    """An index of documents whose refs are their numbers."""

    def __init__(self, index: Any) -> None:
        """``index`` is a ``lunr.index.Index``."""
        self._index = index
        self._terms = sorted(index.inverted_index)
        self._found: dict[str, Mapping[str, Mapping[int, float]]] = {}
        self.fields: tuple[str, ...] = tuple(index.fields)

    def knows(self, term: str) -> bool:
        """Whether any document has the term."""
        return term in self._index.inverted_index

    def beginning(self, start: str) -> list[str]:
        """The terms that begin so, in order."""
        first = bisect_left(self._terms, start)
        found = []
        for term in self._terms[first:]:
            if not term.startswith(start):
                break
            found.append(term)
        return found

    def holders(self, term: str, fields: Collection[str] = ()) -> set[int]:
        """The documents that have the term in any of the fields (in any at all, where none is named)."""
        postings = self._postings(term)
        return {ref for name in fields or self.fields for ref in postings.get(name, ())}

    def scores(self, wanted: Sequence[Wanted]) -> dict[int, float]:
        """Lunr's score of each document that has any of the terms."""
        queries: dict[str, dict[int, tuple[float, Mapping[int, float]]]] = {
            name: {} for name in self.fields
        }
        for one in wanted:
            if not self.knows(one.term):
                continue
            number = self._index.inverted_index[one.term]["_index"]
            for name in one.fields or self.fields:
                boost, _ = queries[name].get(number, (0.0, {}))
                queries[name][number] = boost + one.boost, self._postings(one.term)[name]
        similar = {name: _similarities(query) for name, query in queries.items()}
        found: dict[int, float] = {}
        for one in wanted:
            for name in one.fields or self.fields:
                for ref in self._postings(one.term).get(name, ()):
                    # Each field of a document once, in the order in which Lunr finds them.
                    if (score := similar[name].pop(ref, None)) is not None:
                        found[ref] = found.get(ref, 0.0) + score
        return found

    def _postings(self, term: str) -> Mapping[str, Mapping[int, float]]:
        """By field: the documents that have the term, each with its score."""
        if not self.knows(term):
            return {}
        if term not in self._found:
            posting = self._index.inverted_index[term]
            self._found[term] = {
                name: {
                    int(ref): self._score(f"{name}/{ref}", posting["_index"])
                    for ref in posting[name]
                }
                for name in self.fields
            }
        return self._found[term]

    def _score(self, field_ref: str, number: int) -> float:
        vector = self._index.field_vectors[field_ref]
        score: float = vector.elements[vector.position_for_index(number) + 1]
        return score


def _similarities(query: Mapping[int, tuple[float, Mapping[int, float]]]) -> dict[int, float]:
    """A field's part of the scores: Lunr divides by the length of the query's vector alone."""
    length = math.sqrt(sum(boost * boost for _, (boost, _) in sorted(query.items())))
    found: dict[int, float] = {}
    for _, (boost, scores) in sorted(query.items()):
        for ref, score in scores.items():
            found[ref] = found.get(ref, 0.0) + boost * score
    return {ref: product / length for ref, product in found.items()}
