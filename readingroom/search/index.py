"""The index in the serialised form of Lunr 2.3.9, with the scores of lunr.py 0.8's own builder.

The form (``version``, ``fields``, ``fieldVectors``, ``invertedIndex``, ``pipeline``) is that of
``lunr.Index.load`` in lunr.js and lunr.py. It is built from term counts, so that they can be kept
between builds, and in one pass over them each for postings and for scores.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

#: The terms of one field of one document: term → how often, in order of first occurrence.
Counts = Mapping[str, int]

#: BM25's parameters as Lunr sets them: how much a field's length counts, how soon repeats do not.
_B = 0.75
_K1 = 1.2

_VERSION = "2.3.9"


def lunr_index(
    fields: Mapping[str, float],
    documents: Iterable[tuple[str, Mapping[str, Counts]]],
    pipeline: Sequence[str] = (),
) -> dict[str, Any]:
    """Build an index.

    ``fields`` are names and boosts; ``documents`` are refs, unique, each with its fields' terms (a
    field may be left out); ``pipeline`` names the functions that lunr itself is to run on the words
    of a query, where it is asked without our analyser.

    Raises ValueError for a ref given twice and for a field name with a slash, which Lunr's refs of
    fields cannot hold.
    """
    for name in fields:
        if "/" in name:
            raise ValueError(f"a field's name cannot hold a slash: {name!r}")
    postings: dict[str, dict[str, Any]] = {}
    lengths = dict.fromkeys(fields, 0)
    kept: dict[str, Mapping[str, Counts]] = {}
    for ref, of_fields in documents:
        if ref in kept:
            raise ValueError(f"two documents have the ref {ref!r}")
        kept[ref] = of_fields
        for name in fields:
            counts = of_fields.get(name, {})
            lengths[name] += sum(counts.values())
            for term in counts:
                posting = postings.get(term)
                if posting is None:
                    posting = {"_index": len(postings), **{field: {} for field in fields}}
                    postings[term] = posting
                posting[name][ref] = {}
    return {
        "version": _VERSION,
        "fields": list(fields),
        "fieldVectors": _vectors(fields, kept, postings, lengths),
        "invertedIndex": [[term, postings[term]] for term in sorted(postings, key=utf16_order)],
        "pipeline": list(pipeline),
    }


def utf16_order(term: str) -> bytes:
    """Sort key: the order of JavaScript's strings, by UTF-16 code units, as lunr.js insists."""
    return term.encode("utf-16-be", "surrogatepass")


def _vectors(
    fields: Mapping[str, float],
    documents: Mapping[str, Mapping[str, Counts]],
    postings: Mapping[str, Mapping[str, Any]],
    lengths: Mapping[str, int],
) -> list[list[Any]]:
    """Each field of each document as [field/ref, [term's number, score, …]], by term number.

    BM25 as in ``lunr/builder.py``, with the operations in its order, so that no last digit differs.
    """
    weights = {
        term: (posting["_index"], _idf([posting[name] for name in fields], len(documents)))
        for term, posting in postings.items()
    }
    averages = {name: length / len(documents) for name, length in lengths.items() if documents}
    vectors: list[list[Any]] = []
    for ref, of_fields in documents.items():
        for name, boost in fields.items():
            counts = of_fields.get(name, {})
            scores: list[tuple[int, float]] = []
            if counts:
                length = sum(counts.values())
                norm = _K1 * (1 - _B + _B * (length / averages[name]))
                for term, tf in counts.items():
                    number, idf = weights[term]
                    score = idf * ((_K1 + 1) * tf) / (norm + tf) * boost
                    scores.append((number, _short(round(score, 3))))
                scores.sort()
            vectors.append([f"{name}/{ref}", [part for pair in scores for part in pair]])
    return vectors


def _idf(of_fields: Sequence[Mapping[str, Any]], documents: int) -> float:
    """The inverse document frequency as in ``lunr/idf.py``, where each field counts."""
    found = sum(len(refs) for refs in of_fields)
    return math.log(1 + abs((documents - found + 0.5) / (found + 0.5)))


def _short(score: float) -> float:
    """A whole number without its ``.0``, which would only be bytes."""
    return int(score) if score.is_integer() else score
