"""The index in the serialised form of Lunr 2.3.9, with the scores of lunr.py 0.8's own builder.

The form (``version``, ``fields``, ``fieldVectors``, ``invertedIndex``, ``pipeline``) is that of
``lunr.Index.load`` in lunr.js and lunr.py. It is written as text at once: as values it would be
millions, of which most are written alike.

A large index is written in parts, each a Lunr index of its own: the terms of a range, with their
numbers and scores in the whole index, and of each document's vectors what is about these terms. So
whoever has the parts with the terms of a query has all that the whole index says of it.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from readingroom.search.postings import Column, Postings, Scores

_VERSION = "2.3.9"

#: Bytes that gzip leaves of a term and of each posting, measured in parts of 10,000 generated texts
#: with their notes, and of Python's manual.
_TERM_BYTES = 12
_POSTING_BYTES = 8

#: Between the vectors of two fields of documents: the end of one, and what parts them.
_BETWEEN = "]],"

#: Any value as JSON, without white space and with characters as they are. One encoder for all, since
#: ``json.dumps`` would make another at each call.
to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def compressed_size(having: int) -> int:
    """About how many bytes gzip leaves of a term that stands in so many fields of documents."""
    return _TERM_BYTES + having * _POSTING_BYTES


def ranges(found: Postings, size: int) -> list[list[str]]:
    """The terms in parts, in order, each of about ``size`` bytes when compressed, or just above.

    A term that would make one larger than twice that stands alone, so that none of its neighbours, of
    which most are rare, costs as much as it does.
    """
    return list(_ranges(found, size))


def _ranges(found: Postings, size: int) -> Iterator[list[str]]:
    terms: list[str] = []
    taken = 0
    for term in sorted(found.terms, key=utf16_order):
        own = compressed_size(found.having[found.terms[term]])
        if terms and taken + own > 2 * size:
            yield terms
            terms, taken = [], 0
        terms.append(term)
        taken += own
        if taken >= size:
            yield terms
            terms, taken = [], 0
    if terms:
        yield terms


class Writer:
    """Writes an index, or parts of it, in any order.

    ``pipeline`` names the functions that lunr itself is to run on the words of a query, where it is
    asked without our analyser.
    """

    def __init__(self, found: Postings, pipeline: Sequence[str] = ()) -> None:
        self._found = found
        refs = list(map(to_json, found.refs))
        self._members = [f"{ref}:{{}}" for ref in refs]
        self._pipeline = list(pipeline)
        self._fields = [
            # Strings are escaped character by character: a name and a ref can be joined afterwards.
            (
                column,
                Scores(column, found.boosts[name], found.having),
                [f"[{to_json(name)[:-1]}/{ref[1:]},[" for ref in refs],
            )
            for name, column in found.columns.items()
        ]

    def whole(self) -> str:
        """The index of everything."""
        vectors = [self._whole(*one) for one in self._fields]
        terms = sorted(self._found.terms, key=utf16_order)
        return self._form(",".join(chain.from_iterable(zip(*vectors, strict=True))), terms)

    def part(self, terms: Sequence[str]) -> str:
        """The index of a range of terms, which is an index of its own.

        Vectors stand by field and then by document. So they compress better than the other way round,
        by 3 % in 10,000 texts.
        """
        numbers = sorted(map(self._found.terms.__getitem__, terms))
        written = "".join(
            chain.from_iterable(_vectors(numbers, *one) for one in self._fields)
        ).removeprefix(_BETWEEN)
        return self._form(f"{written}]]" if written else "", terms)

    def _whole(self, column: Column, scores: Scores, heads: Sequence[str]) -> list[str]:
        """The vector of each document."""
        members: list[list[str]] = [[] for _ in heads]
        for number in sorted(column.standing):
            pairs = map(f"{number},".__add__, scores.of(number))
            for place, pair in zip(column.standing[number], pairs, strict=True):
                members[place].append(pair)
        return [f"{head}{','.join(own)}]]" for head, own in zip(heads, members, strict=True)]

    def _form(self, vectors: str, terms: Iterable[str]) -> str:
        parts = {
            "version": to_json(_VERSION),
            "fields": to_json(list(self._found.boosts)),
            "fieldVectors": f"[{vectors}]",
            "invertedIndex": f"[{','.join(map(self._inverted, terms))}]",
            "pipeline": to_json(self._pipeline),
        }
        return "{" + ",".join(f"{to_json(name)}:{part}" for name, part in parts.items()) + "}"

    def _inverted(self, term: str) -> str:
        """A term as [term, {_index: its number, field: {ref: {}, …}, …}]."""
        number = self._found.terms[term]
        fields = []
        for name, column in self._found.columns.items():
            places = column.standing.get(number, ())
            fields.append(
                f",{to_json(name)}:{{{','.join(map(self._members.__getitem__, places))}}}"
            )
        return f'[{to_json(term)},{{"_index":{number}{"".join(fields)}}}]'


def _vectors(
    numbers: Sequence[int], column: Column, scores: Scores, heads: Sequence[str]
) -> Iterator[str]:
    """What the vectors of a field say of terms, document by document; ``_BETWEEN`` comes first."""
    there = [number for number in numbers if number in column.standing]
    places: list[int] = []
    pairs: list[str] = []
    for number in there:
        places += column.standing[number]
        pairs += map(f"{number},".__add__, scores.of(number))
    # Terms come in the order of their numbers, and of equals sorting keeps the order.
    order = array("I", sorted(range(len(places)), key=places.__getitem__))
    before = -1
    for place, pair in zip(
        map(places.__getitem__, order), map(pairs.__getitem__, order), strict=True
    ):
        if place == before:
            yield ","
        else:
            yield _BETWEEN
            yield heads[place]
            before = place
        yield pair


def utf16_order(term: str) -> bytes:
    """Sort key: the order of JavaScript's strings, by UTF-16 code units, as lunr.js insists."""
    return term.encode("utf-16-be", "surrogatepass")
