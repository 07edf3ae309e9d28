"""The scores of the index: BM25 as Lunr has it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from readingroom.search.postings import LENGTH, TIMES
from readingroom.search.scoring import K1, B

#: Tables of written scores that are kept, each for terms that stand in equally many fields: rare terms
#: share theirs, and those of frequent ones are the large ones.
_TABLES = 1024
#: Figures about all documents are rounded to so many bits: exact below 256 documents, and else within
#: 0.2 %, so that a score depends on its own documents and is the same after an edit of others. A score
#: moves by no more than that: at 10,000 texts by less than a change of twenty texts would move it.
_BITS = 8


class Scores:
    """The scores of documents, of which there are ``count``; ``totals`` are the terms of each field."""

    def __init__(self, boosts: Sequence[float], count: int, totals: Sequence[int]) -> None:
        self._boosts = boosts
        means = [total / count if count else 0.0 for total in totals]
        if count >= 1 << _BITS:
            means = [*map(_rounded, means)]
        #: Of what is the same for all scores: how many documents, and the mean length of each field.
        self.given = (_rounded(count), *means)
        self.table = lru_cache(maxsize=_TABLES)(self._table)

    def _table(self, field: int, having: int) -> _Table:
        """The scores in a field of a term that stands in so many fields of documents, by postings."""
        documents, *means = self.given
        return _Table(means[field], _idf(having, documents), self._boosts[field])


class _Table(dict[int, str]):
    """From a posting without its document (``postings.LENGTH``) to the score, in JSON.

    BM25 as in ``lunr/builder.py``, its operations in that order, so that no last digit differs.
    """

    def __init__(self, mean: float, idf: float, boost: float) -> None:
        self._mean, self._idf, self._boost = mean, idf, boost

    def __missing__(self, standing: int) -> str:
        times, length = divmod(standing, 1 << (TIMES - LENGTH))
        norm = K1 * (1 - B + B * (length / self._mean))
        score = self._idf * ((K1 + 1) * times) / (norm + times) * self._boost
        self[standing] = written = _short(round(score, 3))
        return written


def _rounded(value: float) -> float:
    """To ``_BITS`` significant bits; a small whole number is itself."""
    fraction, exponent = math.frexp(value)
    return math.ldexp(round(math.ldexp(fraction, _BITS)), exponent - _BITS)


def _idf(having: int, documents: float) -> float:
    """The inverse document frequency as in ``lunr/idf.py``, where each field counts."""
    return math.log(1 + abs((documents - having + 0.5) / (having + 0.5)))


def _short(score: float) -> str:
    """In JSON, a whole number without its ``.0``, which would only be bytes."""
    return str(int(score)) if score.is_integer() else repr(score)
