"""The index in the serialised form of Lunr 2.3.9, with the scores of lunr.py 0.8's own builder.

The form (``version``, ``fields``, ``fieldVectors``, ``invertedIndex``, ``pipeline``) is that of
``lunr.Index.load`` in lunr.js and lunr.py. It is written as text at once: as values it would be
millions, of which most are written alike. What is done for every term of every document is done by
``map``, ``zip`` and ``sorted`` where it can be, without a step of Python for each.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import chain, count

from readingroom.search.counts import FieldCounts, TermCounts

#: A field of a document: numbers of its distinct terms as they are met, and how often each stands
#: there. Tuples of numbers, which the garbage collector need not walk through again and again.
_Field = tuple[tuple[int, ...], tuple[int, ...]]

#: BM25's parameters as Lunr sets them: how much a field's length counts, how soon repeats do not.
_B = 0.75
_K1 = 1.2

_VERSION = "2.3.9"

#: The counts of a field that a document does not have.
_NOTHING: FieldCounts = ("", ())

#: Any value as JSON, without white space and with characters as they are. One encoder for all, since
#: ``json.dumps`` would make another at each call.
to_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def lunr_index(
    fields: Mapping[str, float],
    documents: Iterable[tuple[str, TermCounts]],
    pipeline: Sequence[str] = (),
) -> str:
    """Build an index, as JSON.

    ``fields`` are names and boosts; ``documents`` are refs, unique, each with its fields' terms (a
    field may be left out); ``pipeline`` names the functions that lunr itself is to run on the words
    of a query, where it is asked without our analyser.

    Raises ValueError for a ref given twice and for a field name with a slash, which Lunr's refs of
    fields cannot hold.
    """
    for name in fields:
        if "/" in name:
            raise ValueError(f"a field's name cannot hold a slash: {name!r}")
    refs, terms, columns = _numbered(fields, documents)
    members = {name: _members(column, refs, len(terms)) for name, column in columns.items()}
    # How many fields of documents have a term, by its number.
    having = [sum(map(len, lists)) for lists in zip(*members.values(), strict=True)]
    vectors = [_vectors(refs, name, fields[name], columns[name], having) for name in fields]
    parts = {
        "version": to_json(_VERSION),
        "fields": to_json(list(fields)),
        "fieldVectors": f"[{','.join(chain.from_iterable(zip(*vectors, strict=True)))}]",
        "invertedIndex": f"[{','.join(_inverted(terms, members))}]",
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


def _members(column: Sequence[_Field], refs: Sequence[str], terms: int) -> list[list[str]]:
    """By number of a term: the documents that have it in this field, as members of an object."""
    members: list[list[str]] = [[] for _ in range(terms)]
    for ref, (numbers, _) in zip(refs, column, strict=True):
        member = f"{ref}:{{}}"
        for number in numbers:
            members[number].append(member)
    return members


def _inverted(
    terms: Mapping[str, int], members: Mapping[str, Sequence[Sequence[str]]]
) -> Iterator[str]:
    """Each term as [term, {_index: its number, field: {ref: {}, …}, …}], in order."""
    names = [to_json(name) for name in members]
    by_number = list(zip(*members.values(), strict=True))
    for term in sorted(terms, key=utf16_order):
        number = terms[term]
        fields = "".join(
            [f",{n}:{{{','.join(of)}}}" for n, of in zip(names, by_number[number], strict=True)]
        )
        yield f'[{to_json(term)},{{"_index":{number}{fields}}}]'


def _vectors(
    refs: Sequence[str], name: str, boost: float, column: Sequence[_Field], having: Sequence[int]
) -> list[str]:
    """A field of each document as [field/ref, [term's number, score, …]], by term number."""
    by_length: defaultdict[int, list[int]] = defaultdict(list)
    for place, (_, counts) in enumerate(column):
        by_length[sum(counts)].append(place)
    total = sum(length * len(places) for length, places in by_length.items())
    digits = list(map(str, range(len(having))))
    idfs = {found: _idf(found, len(column)) for found in set(having)}
    written = [""] * len(column)
    for length in by_length.keys() - {0}:
        # Fields of one length share their scores: most are neither computed nor written out anew.
        norm = _K1 * (1 - _B + _B * (length / (total / len(column))))
        scores = cache(partial(_Scores, idfs, norm, boost))
        # Of authors and tags there are few, each on many documents.
        vector = cache(partial(_vector, digits, having, scores))
        for place in by_length[length]:
            written[place] = vector(column[place])
    # Strings are escaped character by character, so that a name and a ref can be joined afterwards.
    start = to_json(name)[:-1]
    return [f"[{start}/{ref[1:]},[{vector}]]" for ref, vector in zip(refs, written, strict=True)]


def _vector(
    digits: Sequence[str],
    having: Sequence[int],
    scores: Callable[[int], Mapping[int, str]],
    field: _Field,
) -> str:
    """Numbers of the field's terms in ascending order, each with its score."""
    numbers, counts = field
    order = sorted(numbers)
    vector = [""] * (2 * len(order))
    vector[::2] = map(digits.__getitem__, order)
    # Most terms stand once in their field. Those that do not are put right one by one, which takes
    # two thirds of the time that sorting numbers and counts together would take.
    vector[1::2] = map(scores(1).__getitem__, map(having.__getitem__, order))
    if sum(counts) > len(counts):
        for number, tf in zip(numbers, counts, strict=True):
            if tf > 1:
                vector[2 * bisect_left(order, number) + 1] = scores(tf)[having[number]]
    return ",".join(vector)


class _Scores(dict[int, str]):
    """From how many fields have a term to its score in JSON, where it stands ``tf`` times.

    BM25 as in ``lunr/builder.py``, its operations in that order, so that no last digit differs.
    """

    def __init__(self, idfs: Mapping[int, float], norm: float, boost: float, tf: int) -> None:
        self._idfs, self._norm, self._boost, self._tf = idfs, norm, boost, tf

    def __missing__(self, having: int) -> str:
        tf = self._tf
        score = self._idfs[having] * ((_K1 + 1) * tf) / (self._norm + tf) * self._boost
        self[having] = written = _short(round(score, 3))
        return written


def _idf(having: int, documents: int) -> float:
    """The inverse document frequency as in ``lunr/idf.py``, where each field counts."""
    return math.log(1 + abs((documents - having + 0.5) / (having + 0.5)))


def _short(score: float) -> str:
    """In JSON, a whole number without its ``.0``, which would only be bytes."""
    return str(int(score)) if score.is_integer() else repr(score)
