"""Which terms stand where, and what each scores there: the index before it is written.

Of a large archive there are millions of these, so they are kept as numbers in arrays, by term, and a
score is written out when the term is: 4 bytes for each, where a list of every document's terms with
their scores held fifty. What is done for every term of every document is done by ``map`` where it can
be, without a step of Python for each.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import count, repeat
from operator import getitem

from readingroom.search.counts import FieldCounts, TermCounts
from readingroom.search.scoring import K1, B

_numbers = partial(array, "I")

#: The counts of a field that a document does not have.
_NOTHING: FieldCounts = ("", ())

#: Tables of written scores that are kept, each for terms that stand in equally many fields: rare terms
#: share theirs, and those of frequent ones are the large ones.
_TABLES = 512


@dataclass(frozen=True, slots=True)
class Column:
    """A field of all documents.

    ``standing`` has by a term's number the documents that have it there, ascending; ``often`` those
    where it stands more than once, each followed by how often; ``lengths`` how many terms each document
    has there in all.
    """

    standing: defaultdict[int, array[int]] = field(default_factory=lambda: defaultdict(_numbers))
    often: defaultdict[int, array[int]] = field(default_factory=lambda: defaultdict(_numbers))
    lengths: array[int] = field(default_factory=_numbers)

    def add(self, numbers: Sequence[int], counts: Sequence[int]) -> None:
        """The next document, with the numbers of its distinct terms and how often each stands there."""
        place, length = len(self.lengths), sum(counts)
        self.lengths.append(length)
        arrays = map(self.standing.__getitem__, numbers)
        deque(map(array.append, arrays, repeat(place)), maxlen=0)
        if length > len(counts):
            for number, times in zip(numbers, counts, strict=True):
                if times > 1:
                    self.often[number].extend((place, times))


@dataclass(frozen=True, slots=True)
class Postings:
    """Which terms stand where.

    ``terms`` are numbered in the order of first occurrence; ``having`` says by a
    term's number in how many fields of documents it stands.
    """

    boosts: Mapping[str, float]
    refs: Sequence[str]
    terms: Mapping[str, int]
    columns: Mapping[str, Column]
    having: Sequence[int]


def postings(fields: Mapping[str, float], documents: Iterable[tuple[str, TermCounts]]) -> Postings:
    """What the index is written from.

    ``fields`` are names and boosts; ``documents`` are refs, unique, each with its fields' terms
    (a field may be left out). Raises ValueError for a ref given twice and for a field name with a slash,
    which Lunr's refs of fields cannot hold.
    """
    for name in fields:
        if "/" in name:
            raise ValueError(f"a field's name cannot hold a slash: {name!r}")
    terms: defaultdict[str, int] = defaultdict(count().__next__)
    columns = {name: Column() for name in fields}
    refs: dict[str, None] = {}
    for ref, of_fields in documents:
        if ref in refs:
            raise ValueError(f"two documents have the ref {ref!r}")
        refs[ref] = None
        for name, column in columns.items():
            said, counts = of_fields.get(name, _NOTHING)
            column.add(list(map(terms.__getitem__, said.split())), counts)
    having = [0] * len(terms)
    for column in columns.values():
        for number, places in column.standing.items():
            having[number] += len(places)
    return Postings(fields, list(refs), dict(terms), columns, having)


class Scores:
    """The scores of a field, in JSON: of each term as long as its documents, in their order."""

    def __init__(self, column: Column, boost: float, having: Sequence[int]) -> None:
        self._column, self._having = column, having
        make = partial(_Table, len(column.lengths), sum(column.lengths), boost)
        self._table = lru_cache(maxsize=_TABLES)(make)

    def of(self, number: int) -> list[str]:
        """The scores of a term by its number, which stands in this field."""
        lengths, places = self._column.lengths, self._column.standing[number]
        having = self._having[number]
        of_places = map(getitem, repeat(lengths), places)
        written = list(map(self._table(having, 1).__getitem__, of_places))
        for place, times in _pairs(self._column.often.get(number, ())):
            written[bisect_left(places, place)] = self._table(having, times)[lengths[place]]
        return written


def _pairs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    return zip(numbers[::2], numbers[1::2], strict=True)


class _Table(dict[int, str]):
    """From how many terms the field of a document has to the score of one that stands there.

    The term stands in ``having`` fields of documents and ``tf`` times in this one. BM25 as in
    ``lunr/builder.py``, its operations in that order, so that no last digit differs.
    """

    def __init__(self, documents: int, terms: int, boost: float, having: int, tf: int) -> None:
        self._mean = terms / documents
        self._weighted = _idf(having, documents) * ((K1 + 1) * tf)
        self._boost, self._tf = boost, tf

    def __missing__(self, length: int) -> str:
        norm = K1 * (1 - B + B * (length / self._mean))
        score = self._weighted / (norm + self._tf) * self._boost
        self[length] = written = _short(round(score, 3))
        return written


def _idf(having: int, documents: int) -> float:
    """The inverse document frequency as in ``lunr/idf.py``, where each field counts."""
    return math.log(1 + abs((documents - having + 0.5) / (having + 0.5)))


def _short(score: float) -> str:
    """In JSON, a whole number without its ``.0``, which would only be bytes."""
    return str(int(score)) if score.is_integer() else repr(score)
