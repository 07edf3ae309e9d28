"""Which terms stand where in some documents that follow each other: the index before it is written.

An index is written from many of these, each of which depends on its own documents alone. So what was
found of documents is kept from one build to the next, and after an edit only its neighbours are looked
at again. Of a large archive there are millions of postings, so they are bytes and numbers in arrays.
"""

from __future__ import annotations

from array import array
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat

from readingroom.search.counts import FieldCounts, TermCounts

#: Documents that one of these may have: a place among them is a byte.
MOST = 256
#: In ``Postings.fields``: a term's first list.
FIRST = 0x80
#: Of a code the bits that say how long the document's field is; those above say how often the term
#: stands there.
LENGTH_BITS = 32

#: The counts of a field that a document does not have.
_NOTHING: FieldCounts = ("", ())


@dataclass(frozen=True, slots=True)
class Postings:
    """Which terms stand where in ``count`` documents.

    ``terms`` are parted by spaces, in the order of UTF-16 code units. Each has a list for each field in
    which it stands: ``fields`` has the field's number, for the term's first list with ``FIRST``;
    ``sizes`` in how many documents it stands there. Lists stand by term and then by field, and each
    has for its documents, ascending, their ``places`` and ``codes`` (``code``). ``totals`` are how many
    terms all documents have in each field.
    """

    count: int
    terms: str
    fields: bytes
    sizes: array[int]
    places: bytes
    codes: array[int]
    totals: tuple[int, ...]


def code(times: int, length: int) -> int:
    """All that a score depends on but the term: how often it stands there, among how many terms."""
    return times << LENGTH_BITS | length


def postings(fields: Sequence[str], documents: Iterable[TermCounts]) -> Postings:
    """Which terms stand where in these documents, of which there may be ``MOST``."""
    columns = [_Column() for _ in fields]
    count = 0
    for place, of_fields in enumerate(documents):
        count += 1
        for name, column in zip(fields, columns, strict=True):
            column.add(place, *of_fields.get(name, _NOTHING))
    terms = sorted(set().union(*(column.places for column in columns)), key=utf16_order)
    lists, sizes, places, codes = bytearray(), array("H"), bytearray(), array("Q")
    for term in terms:
        first = FIRST
        for number, column in enumerate(columns):
            if there := column.places.get(term):
                lists.append(number | first)
                first = 0
                sizes.append(len(there))
                places += there
                codes.extend(column.codes[term])
    totals = tuple(column.total for column in columns)
    return Postings(count, " ".join(terms), bytes(lists), sizes, bytes(places), codes, totals)


class _Column:
    """A field of documents that come one by one."""

    def __init__(self) -> None:
        self.places: defaultdict[str, bytearray] = defaultdict(bytearray)
        self.codes: defaultdict[str, list[int]] = defaultdict(list)
        self.total = 0

    def add(self, place: int, said: str, counts: Sequence[int]) -> None:
        """The next document's terms and how often each stands there."""
        length = sum(counts)
        self.total += length
        terms = said.split(" ") if said else ()
        # By ``map``, without a step of Python for each.
        places, codes = map(self.places.__getitem__, terms), map(self.codes.__getitem__, terms)
        deque(map(bytearray.append, places, repeat(place)), maxlen=0)
        deque(map(list.append, codes, map(code, counts, repeat(length))), maxlen=0)


def utf16_order(term: str) -> bytes:
    """Sort key: the order of JavaScript's strings, by UTF-16 code units, as lunr.js insists."""
    return term.encode("utf-16-be", "surrogatepass")
