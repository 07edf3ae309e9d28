"""The index in the serialised form of Lunr 2.3.9, with the scores of lunr.py 0.8's own builder.

The form (``version``, ``fields``, ``fieldVectors``, ``invertedIndex``, ``pipeline``) is that of
``lunr.Index.load`` in lunr.js and lunr.py. It is written as text at once: as values it would be
millions, of which most are written alike.

A large index is written in parts, each a Lunr index of its own: the terms of a range, with their
scores in the whole index, and of each document's vectors what is about these terms. So whoever has the
parts with the terms of a query has all that the whole index says of it. A part depends on what the
documents say of its terms, and else only on figures that an edit seldom changes (``scores``), so that
most parts are after an edit what they were before.
"""

from __future__ import annotations

import hashlib
import json
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, count
from operator import sub
from zlib import crc32

from readingroom.search.postings import FIRST, LENGTH, Postings, in_order
from readingroom.search.scores import Scores

_VERSION = "2.3.9"

#: Bytes that gzip leaves of a term and of each posting, measured in parts of 10,000 generated texts
#: with their notes, and of Python's manual.
_TERM_BYTES = 12
_POSTING_BYTES = 8
#: One term of so many, by its own letters alone, is one that a part may begin with. So a part that
#: became longer moves the next one's beginning seldom, and no further than a few parts.
_ONE_OF = 64

_PLACE = (1 << LENGTH) - 1

#: Any value as JSON, without white space and with characters as they are. One encoder for all, since
#: ``json.dumps`` would make another at each call.
to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def compressed_size(having: int) -> int:
    """About how many bytes gzip leaves of a term that stands in so many fields of documents."""
    return _TERM_BYTES + having * _POSTING_BYTES


#: By a number: strings that are joined.
_Lists = defaultdict[int, list[str]]


@dataclass(frozen=True, slots=True)
class _Placed:
    """The postings of some documents within those of all.

    ``base`` is the number of the first document; ``numbers`` are those of the terms, ``lists`` the
    place of each term's first list, and the end; ``starts`` the place of each list's first posting, and
    the end.
    """

    own: Postings
    base: int
    numbers: array[int]
    lists: array[int]
    starts: array[int]

    def within(self, numbers: range) -> tuple[int, int]:
        """Which of the terms are in a range: the first, and the one behind the last."""
        low = bisect_left(self.numbers, numbers.start)
        return low, bisect_left(self.numbers, numbers.stop, low)

    def having(self) -> Iterator[tuple[int, int]]:
        """Each term's number, and in how many fields of documents it stands."""
        bounds = list(map(self.starts.__getitem__, self.lists))
        return zip(self.numbers, map(sub, bounds[1:], bounds), strict=False)


class Writer:
    """Writes an index, or parts of it, in any order.

    ``fields`` are names and boosts; ``documents`` come in portions, and their refs are their numbers.
    ``pipeline`` names the functions that lunr itself is to run on the words of a query, where it is
    asked without our analyser. Terms are numbered in the order of UTF-16 code units, in a part by their
    places in it.
    """

    def __init__(
        self,
        fields: Mapping[str, float],
        documents: Sequence[Postings],
        pipeline: Sequence[str] = (),
    ) -> None:
        self._fields = fields
        self._pipeline = list(pipeline)
        self.terms, self._placed = _numbered(documents)
        #: By a term's number in how many fields of documents it stands.
        self.having = [0] * len(self.terms)
        for placed in self._placed:
            for number, size in placed.having():
                self.having[number] += size
        self._count = sum(one.count for one in documents)
        totals = [sum(one.totals[place] for one in documents) for place in range(len(fields))]
        self._scores = Scores(tuple(fields.values()), self._count, totals)
        self._refs = [f'"{ref}":{{}}' for ref in range(self._count)]

    def ranges(self, size: int) -> list[range]:
        """The terms in parts, in order, each of about ``size`` bytes when compressed, or just above.

        A term that would make one larger than twice that stands alone, so that none of its neighbours,
        of which most are rare, costs as much as it does.
        """
        return list(self._ranges(size))

    def _ranges(self, size: int) -> Iterator[range]:
        start = taken = 0
        for number, term in enumerate(self.terms):
            own = compressed_size(self.having[number])
            enough = taken >= size and (begins(term) or taken >= size * 5 // 4)
            if number > start and (enough or taken + own > 2 * size):
                yield range(start, number)
                start, taken = number, 0
            taken += own
            if own > size:
                yield range(start, number + 1)
                start, taken = number + 1, 0
        if start < len(self.terms):
            yield range(start, len(self.terms))

    def size(self) -> int:
        """About how many bytes gzip leaves of the whole."""
        return sum(map(compressed_size, self.having))

    def digest(self, numbers: range) -> str:
        """Of all that a part is made of."""
        made = hashlib.blake2b(digest_size=16)
        made.update(repr((self._fields, self._pipeline, self._scores.given)).encode())
        made.update(
            " ".join(self.terms[numbers.start : numbers.stop]).encode(errors="surrogatepass")
        )
        for placed in self._placed:
            low, high = placed.within(numbers)
            if low < high:
                own = placed.own
                first, last = placed.lists[low], placed.lists[high]
                begin, end = placed.starts[first], placed.starts[last]
                there = [number - numbers.start for number in placed.numbers[low:high]]
                counts = placed.base, high - low, last - first, end - begin
                made.update(array("I", (*counts, *there)))
                made.update(own.fields[first:last])
                made.update(own.sizes[first:last])
                made.update(own.standing[begin:end])
        return made.hexdigest()

    def whole(self) -> str:
        """The index of everything."""
        numbers = range(len(self.terms))
        vectors, members = self._gathered(numbers)
        heads = [to_json(name)[1:-1] for name in self._fields]
        written = (
            f'["{head}/{ref}",[{",".join(of.get(ref, ()))}]]'
            for ref in range(self._count)
            for head, of in zip(heads, vectors, strict=True)
        )
        return self._form(written, numbers, members)

    def part(self, numbers: range) -> str:
        """The index of a range of terms, which is an index of its own.

        Vectors stand by field and then by document. So they compress better than the other way round,
        by 3 % in 10,000 texts.
        """
        vectors, members = self._gathered(numbers)
        heads = [to_json(name)[1:-1] for name in self._fields]
        written = (
            f'["{head}/{ref}",[{",".join(of[ref])}]]'
            for head, of in zip(heads, vectors, strict=True)
            for ref in sorted(of)
        )
        return self._form(written, numbers, members)

    def _gathered(self, numbers: range) -> tuple[list[_Lists], list[_Lists]]:
        """By field: what the vector of each document says of terms, and the documents of each term."""
        vectors = [_Lists(list) for _ in self._fields]
        members = [_Lists(list) for _ in self._fields]
        known, having, table = self._refs, self.having, self._scores.table
        for placed in self._placed:
            own, base, starts = placed.own, placed.base, placed.starts
            for term in range(*placed.within(numbers)):
                number = placed.numbers[term]
                lead = f"{number - numbers.start},"
                for at in range(placed.lists[term], placed.lists[term + 1]):
                    field = own.fields[at] & ~FIRST
                    of, scores = vectors[field], table(field, having[number])
                    there = members[field][number]
                    for one in own.standing[starts[at] : starts[at + 1]]:
                        ref = base + (one & _PLACE)
                        of[ref].append(lead + scores[one >> LENGTH])
                        there.append(known[ref])
        return vectors, members

    def _form(self, vectors: Iterable[str], numbers: range, members: Sequence[_Lists]) -> str:
        heads = [f",{to_json(name)}:{{" for name in self._fields]
        inverted = (
            f'[{to_json(self.terms[number])},{{"_index":{number - numbers.start}'
            + "".join(
                f"{head}{','.join(of.get(number, ()))}}}"
                for head, of in zip(heads, members, strict=True)
            )
            + "}]"
            for number in numbers
        )
        parts = {
            "version": to_json(_VERSION),
            "fields": to_json(list(self._fields)),
            "fieldVectors": f"[{','.join(vectors)}]",
            "invertedIndex": f"[{','.join(inverted)}]",
            "pipeline": to_json(self._pipeline),
        }
        return "{" + ",".join(f"{to_json(name)}:{part}" for name, part in parts.items()) + "}"


def begins(term: str) -> bool:
    """Whether a term is one that a part may begin with."""
    return crc32(term.encode(errors="surrogatepass")) % _ONE_OF == 0


def _numbered(documents: Sequence[Postings]) -> tuple[list[str], list[_Placed]]:
    """All terms in order, and each portion's postings by their numbers."""
    # First in the order in which they are met, so that no term is held more than once.
    met: defaultdict[str, int] = defaultdict(count().__next__)
    several = [
        array("I", map(met.__getitem__, one.terms.split(" ") if one.terms else ()))
        for one in documents
    ]
    terms = in_order(met)
    rank = array("I", bytes(4 * len(terms)))
    for number, term in enumerate(terms):
        rank[met[term]] = number
    bases = accumulate((one.count for one in documents), initial=0)
    return terms, [
        _Placed(
            one,
            base,
            array("I", map(rank.__getitem__, own)),
            array(
                "I",
                (*(at for at, field in enumerate(one.fields) if field & FIRST), len(one.fields)),
            ),
            array("I", accumulate(one.sizes, initial=0)),
        )
        for one, base, own in zip(documents, bases, several, strict=False)
    ]
