"""The index in the serialised form of Lunr 2.3.9, with the scores of lunr.py 0.8's own builder.

The form (``version``, ``fields``, ``fieldVectors``, ``invertedIndex``, ``pipeline``) is that of
``lunr.Index.load`` in lunr.js and lunr.py. It is written as text at once: as values it would be
millions, of which most are written alike. What is done for every term of every document is done by
``map``, ``zip`` and ``sorted`` where it can be, without a step of Python for each.

A large index is written in parts, each a Lunr index of its own: the terms of a range, with their
numbers and scores in the whole index, and of each document's vectors what is about these terms. So
whoever has the parts with the terms of a query has all that the whole index says of it.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain, count
from operator import add
from typing import TypeVar

from readingroom.search.counts import FieldCounts, TermCounts
from readingroom.search.scoring import K1, B

#: A field of a document: numbers of its distinct terms as they are met, and how often each stands
#: there. Tuples of numbers, which the garbage collector need not walk through again and again.
_Field = tuple[tuple[int, ...], tuple[int, ...]]

#: A field of a document as a vector: its terms' numbers, ascending, and the score of each in JSON.
_Vector = tuple[tuple[int, ...], tuple[str, ...]]

_VERSION = "2.3.9"
_T = TypeVar("_T")

#: The counts of a field that a document does not have.
_NOTHING: FieldCounts = ("", ())

#: Bytes that gzip leaves of a term and of each posting, measured in parts of 10,000 generated texts
#: with their notes, and of Python's manual.
_TERM_BYTES = 12
_POSTING_BYTES = 8

#: Any value as JSON, without white space and with characters as they are. One encoder for all, since
#: ``json.dumps`` would make another at each call.
to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Postings:
    """Which terms stand where: the index before it is written.

    ``refs`` are in JSON; ``terms`` are numbered in the order of first occurrence; ``columns`` hold by
    field what each document has; ``having`` says by a term's number in how many fields of documents
    it stands.
    """

    boosts: Mapping[str, float]
    refs: Sequence[str]
    terms: Mapping[str, int]
    columns: Mapping[str, Sequence[_Field]]
    having: Sequence[int]


@dataclass(frozen=True, slots=True)
class Part:
    """An index of the terms from ``first`` on, up to the next part's first, as JSON."""

    first: str
    index: str


def postings(fields: Mapping[str, float], documents: Iterable[tuple[str, TermCounts]]) -> Postings:
    """What the index is written from.

    ``fields`` are names and boosts; ``documents`` are refs, unique, each with its fields' terms (a
    field may be left out). Raises ValueError for a ref given twice and for a field name with a slash,
    which Lunr's refs of fields cannot hold.
    """
    for name in fields:
        if "/" in name:
            raise ValueError(f"a field's name cannot hold a slash: {name!r}")
    refs, terms, columns = _numbered(fields, documents)
    met = Counter(
        chain.from_iterable(numbers for column in columns.values() for numbers, _ in column)
    )
    return Postings(fields, refs, terms, columns, [met[number] for number in range(len(terms))])


def compressed_size(having: int) -> int:
    """About how many bytes gzip leaves of a term that stands in so many fields of documents."""
    return _TERM_BYTES + having * _POSTING_BYTES


def whole_index(found: Postings, pipeline: Sequence[str] = ()) -> str:
    """One index of everything, as JSON.

    ``pipeline`` names the functions that lunr itself is to run on the words of a query, where it is
    asked without our analyser.
    """
    digits = list(map(str, range(len(found.terms))))

    @cache  # Of authors and tags there are few, each on many documents.
    def joined(vector: _Vector) -> str:
        numbers, scores = vector
        members = [""] * (2 * len(numbers))
        members[::2] = map(digits.__getitem__, numbers)
        members[1::2] = scores
        return ",".join(members)

    vectors = [
        [f"[{start}{ref[1:]},[{joined(v)}]]" for ref, v in zip(found.refs, column, strict=True)]
        for start, column in _vectors(found)
    ]
    inverted = _inverted(sorted(found.terms, key=utf16_order), found, _members(found))
    return _form(
        found, ",".join(chain.from_iterable(zip(*vectors, strict=True))), inverted, pipeline
    )


def index_parts(
    found: Postings,
    size: int,
    pipeline: Sequence[str] = (),
    step: Callable[[], None] = lambda: None,
) -> list[Part]:
    """Indexes of term ranges, in order, each of about ``size`` bytes when compressed, or just above.

    A term that would make one larger than twice that stands alone, so that none of its neighbours, of
    which most are rare, costs as much as it does. ``step`` is called again and again; what it raises
    ends the work.
    """
    ranges = list(_ranges(found, size))
    part_of = [0] * len(found.terms)
    for part, terms in enumerate(ranges):
        for term in terms:
            part_of[found.terms[term]] = part
    members = _members(found)
    return [
        Part(terms[0], _form(found, vectors, _inverted(terms, found, members), pipeline))
        for terms, vectors in zip(ranges, _parted(found, part_of, len(ranges), step), strict=True)
    ]


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


def stepped(several: Iterable[_T], step: Callable[[], None]) -> Iterator[_T]:
    """All of these, with a ``step`` before each."""
    for one in several:
        step()
        yield one


def _parted(
    found: Postings, part_of: Sequence[int], parts: int, step: Callable[[], None]
) -> Iterator[str]:
    """The vectors of each part, by field and then by document.

    So they compress better than the other way round, by 3 % in 10,000 texts.
    """
    numbered = [f"{number}," for number in range(len(found.terms))]
    written: list[list[str]] = [[] for _ in range(parts)]
    for start, column in _vectors(found):
        for ref, (numbers, scores) in zip(stepped(found.refs, step), column, strict=True):
            head = f"[{start}{ref[1:]},["
            places: dict[int, str] = {}
            pairs = map(add, map(numbered.__getitem__, numbers), scores)
            for part, pair in zip(map(part_of.__getitem__, numbers), pairs, strict=True):
                before = places.get(part)
                places[part] = f"{before},{pair}" if before else head + pair
            for part, vector in places.items():
                written[part].append(vector)
    for vectors in stepped(written, step):
        yield "]],".join(vectors) + "]]" if vectors else ""


def _form(found: Postings, vectors: str, inverted: Iterable[str], pipeline: Sequence[str]) -> str:
    parts = {
        "version": to_json(_VERSION),
        "fields": to_json(list(found.boosts)),
        "fieldVectors": f"[{vectors}]",
        "invertedIndex": f"[{','.join(inverted)}]",
        "pipeline": to_json(list(pipeline)),
    }
    return "{" + ",".join(f"{to_json(name)}:{part}" for name, part in parts.items()) + "}"


def utf16_order(term: str) -> bytes:
    """Sort key: the order of JavaScript's strings, by UTF-16 code units, as lunr.js insists."""
    return term.encode("utf-16-be", "surrogatepass")


def _numbered(
    fields: Iterable[str], documents: Iterable[tuple[str, TermCounts]]
) -> tuple[list[str], dict[str, int], dict[str, list[_Field]]]:
    """Refs in JSON, terms with their numbers in order of first occurrence, and fields' columns."""
    numbers: defaultdict[str, int] = defaultdict(count().__next__)

    @cache
    def numbered(terms: str, counts: tuple[int, ...]) -> _Field:
        return tuple(map(numbers.__getitem__, terms.split())), counts

    refs: dict[str, str] = {}
    columns: dict[str, list[_Field]] = {name: [] for name in fields}
    for ref, of_fields in documents:
        if ref in refs:
            raise ValueError(f"two documents have the ref {ref!r}")
        refs[ref] = to_json(ref)
        for name, column in columns.items():
            column.append(numbered(*of_fields.get(name, _NOTHING)))
    return list(refs.values()), dict(numbers), columns


def _members(found: Postings) -> list[list[list[str]]]:
    """By field and number of a term: the documents that have it there, as members of an object."""
    made = []
    for column in found.columns.values():
        members: list[list[str]] = [[] for _ in found.terms]
        for ref, (numbers, _) in zip(found.refs, column, strict=True):
            member = f"{ref}:{{}}"
            for number in numbers:
                members[number].append(member)
        made.append(members)
    return made


def _inverted(
    terms: Iterable[str], found: Postings, members: Sequence[Sequence[Sequence[str]]]
) -> Iterator[str]:
    """Each term as [term, {_index: its number, field: {ref: {}, …}, …}]."""
    names = [to_json(name) for name in found.columns]
    for term in terms:
        number = found.terms[term]
        fields = "".join(
            [f",{name}:{{{','.join(of[number])}}}" for name, of in zip(names, members, strict=True)]
        )
        yield f'[{to_json(term)},{{"_index":{number}{fields}}}]'


def _vectors(found: Postings) -> Iterator[tuple[str, list[_Vector]]]:
    """By field: how its refs begin, in JSON, and the vector of each document."""
    for name, column in found.columns.items():
        # Strings are escaped character by character: a name and a ref can be joined afterwards.
        yield f"{to_json(name)[:-1]}/", _column(column, found.boosts[name], found.having)


def _column(column: Sequence[_Field], boost: float, having: Sequence[int]) -> list[_Vector]:
    """The vectors of a field, document by document."""
    by_length: defaultdict[int, list[int]] = defaultdict(list)
    for place, (_, counts) in enumerate(column):
        by_length[sum(counts)].append(place)
    total = sum(length * len(places) for length, places in by_length.items())
    idfs = {found: _idf(found, len(column)) for found in set(having)}
    made: list[_Vector] = [((), ())] * len(column)
    for length in by_length.keys() - {0}:
        # Fields of one length share their scores: most are neither computed nor written out anew.
        norm = K1 * (1 - B + B * (length / (total / len(column))))
        scores = cache(partial(_Scores, idfs, norm, boost))
        vector = cache(partial(_vector, having, scores))
        for place in by_length[length]:
            made[place] = vector(column[place])
    return made


def _vector(
    having: Sequence[int], scores: Callable[[int], Mapping[int, str]], field: _Field
) -> _Vector:
    numbers, counts = field
    order = sorted(numbers)
    # Most terms stand once in their field. Those that do not are put right one by one, which takes
    # two thirds of the time that sorting numbers and counts together would take.
    written = list(map(scores(1).__getitem__, map(having.__getitem__, order)))
    if sum(counts) > len(counts):
        for number, tf in zip(numbers, counts, strict=True):
            if tf > 1:
                written[bisect_left(order, number)] = scores(tf)[having[number]]
    return tuple(order), tuple(written)


class _Scores(dict[int, str]):
    """From how many fields have a term to its score in JSON, where it stands ``tf`` times.

    BM25 as in ``lunr/builder.py``, its operations in that order, so that no last digit differs.
    """

    def __init__(self, idfs: Mapping[int, float], norm: float, boost: float, tf: int) -> None:
        self._idfs, self._norm, self._boost, self._tf = idfs, norm, boost, tf

    def __missing__(self, having: int) -> str:
        tf = self._tf
        score = self._idfs[having] * ((K1 + 1) * tf) / (self._norm + tf) * self._boost
        self[having] = written = _short(round(score, 3))
        return written


def _idf(having: int, documents: int) -> float:
    """The inverse document frequency as in ``lunr/idf.py``, where each field counts."""
    return math.log(1 + abs((documents - having + 0.5) / (having + 0.5)))


def _short(score: float) -> str:
    """In JSON, a whole number without its ``.0``, which would only be bytes."""
    return str(int(score)) if score.is_integer() else repr(score)
