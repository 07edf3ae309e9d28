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
from functools import partial

from readingroom.search.counts import FieldCounts, TermCounts

#: Documents that one of these may have: a place among them is a byte.
MOST = 256
#: In ``Postings.fields``: a term's first list.
FIRST = 0x80
#: Of a posting the bits below how many terms the document's field has, and below how often the term
#: stands there; the lowest are the document's place.
LENGTH, TIMES = 8, 40

#: The counts of a field that a document does not have.
_NOTHING: FieldCounts = ("", ())


@dataclass(frozen=True, slots=True)
class Postings:
    """Which terms stand where in ``count`` documents.

    ``terms`` are parted by spaces, in the order of UTF-16 code units. Each has a list for each field in
    which it stands: ``fields`` has the field's number, for the term's first list with ``FIRST``;
    ``sizes`` in how many documents it stands there. Lists stand by term and then by field, and each
    has ``standing``: a number for each of its documents, ascending, with the document's place and all
    that the score depends on but the term (``LENGTH``, ``TIMES``). ``totals`` are how many terms all
    documents have in each field.
    """

    count: int
    terms: str
    fields: bytes
    sizes: array[int]
    standing: array[int]
    totals: tuple[int, ...]


def postings(fields: Sequence[str], documents: Iterable[TermCounts]) -> Postings:
    """Which terms stand where in these documents, of which there may be ``MOST``."""
    # Arrays, which no search for circular garbage looks at.
    columns: list[defaultdict[str, array[int]]]
    columns = [defaultdict(partial(array, "Q")) for _ in fields]
    totals = [0] * len(fields)
    count = 0
    for place, of_fields in enumerate(documents):
        count += 1
        for number, name in enumerate(fields):
            said, counts = of_fields.get(name, _NOTHING)
            if said:
                length = sum(counts)
                totals[number] += length
                rest = length << LENGTH | place
                # By ``map``, without a step of Python for each.
                arrays = map(columns[number].__getitem__, said.split(" "))
                ours = [times << TIMES | rest for times in counts]
                deque(map(array.append, arrays, ours), maxlen=0)
    terms = in_order(set().union(*columns))
    lists, sizes = bytearray(), array("H")
    standing: list[array[int]] = []
    several = list(enumerate(columns))
    for term in terms:
        first = FIRST
        for number, column in several:
            if there := column.get(term):
                lists.append(number | first)
                first = 0
                sizes.append(len(there))
                standing.append(there)
    every = array("Q", b"".join(standing))
    return Postings(count, " ".join(terms), bytes(lists), sizes, every, tuple(totals))


def in_order(terms: Iterable[str]) -> list[str]:
    """By UTF-16 code units, which for most archives is the order of strings itself."""
    several = list(terms)
    return sorted(several, key=None if "".join(several).isascii() else utf16_order)


def utf16_order(term: str) -> bytes:
    """Sort key: the order of JavaScript's strings, by UTF-16 code units, as lunr.js insists."""
    return term.encode("utf-16-be", "surrogatepass")
