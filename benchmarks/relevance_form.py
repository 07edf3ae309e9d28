"""Test collections as ``relevance.py`` reads them, and the measures that it prints.

A collection is one JSON file

    {"docs":    [{"id": "d1", "title": "may be left out", "text": "…"}, …],
     "queries": [{"id": "q1", "text": "…"}, …],
     "qrels":   {"q1": {"d1": 1, …}, …}}

where a grade above nothing is relevant, the more the higher; or a folder as BEIR has them, with
``corpus.jsonl`` and ``queries.jsonl`` (``_id`` instead of ``id`` will do) and ``qrels.tsv`` or
``qrels/test.tsv`` (query, document, grade, with or without a line of heads; TREC's four columns, too).
Queries without a relevant document count for nothing.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: How far down a list the measures look.
NDCG_AT, DEPTH = 10, 100

#: What the query languages of Lunr and of this project give a meaning to. In the words of a question it
#: has none, so all are asked without it; what is parted by it is parted by a space as well.
_OPERATORS = re.compile(r"""[:+~^*"“”„«»−-]""")

#: Documents' ids by query, best first.
Run = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Document:
    """What is to be found; the title may be empty."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents, the queries that something answers, and by query the grades above nothing."""

    name: str
    documents: tuple[Document, ...]
    queries: dict[str, str]
    grades: dict[str, dict[str, float]]


def read_collection(path: Path) -> Collection:
    """Raises ValueError or KeyError where a file is not of the form."""
    if path.is_dir():
        docs, queries = (_lines(path / f"{name}.jsonl") for name in ("corpus", "queries"))
        tables = (path / "qrels.tsv", path / "qrels/test.tsv")
        qrels = _table(next(table for table in tables if table.exists()))
    else:
        form = json.loads(path.read_text("utf-8"))
        docs, queries, qrels = form["docs"], form["queries"], form["qrels"]
    documents = tuple(
        Document(_id(row), str(row.get("title") or ""), str(row.get("text") or "")) for row in docs
    )
    known = {document.id for document in documents}
    if len(known) < len(documents):
        raise ValueError(f"{path}: two documents have the same id")
    grades = {
        str(query): {str(d): float(g) for d, g in of.items() if float(g) > 0 and str(d) in known}
        for query, of in qrels.items()
    }
    asked = {_id(row): _OPERATORS.sub(" ", str(row["text"])) for row in queries}
    asked = {name: text for name, text in asked.items() if grades.get(name)}
    return Collection(path.stem, documents, asked, {name: grades[name] for name in asked})


def _id(row: Mapping[str, Any]) -> str:
    return str(row["id"] if "id" in row else row["_id"])


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _table(path: Path) -> dict[str, dict[str, float]]:
    qrels: dict[str, dict[str, float]] = {}
    for line in path.read_text("utf-8").splitlines():
        query, *between, document, grade = line.split()
        if len(between) < 2 and grade.lstrip("-").isdecimal():
            qrels.setdefault(query, {})[document] = float(grade)
    return qrels


@dataclass(frozen=True, slots=True)
class Measures:
    """Means over the queries of a collection, each from 0 to 1."""

    ndcg: float
    mrr: float
    recall: float


def measured(collection: Collection, run: Run) -> Measures:
    """What a run is worth; a query that it does not answer counts 0."""
    per_query = [
        (_ndcg(found, grades), _reciprocal(found, grades), _recall(found, grades))
        for query, grades in collection.grades.items()
        for found in [run.get(query, ())]
    ]
    return Measures(*(sum(of) / len(per_query) for of in zip(*per_query, strict=True)))


def _ndcg(found: Sequence[str], grades: Mapping[str, float]) -> float:
    """As trec_eval has it: a document's gain is its grade, divided by log2 of its rank and one."""
    best = sorted(grades.values(), reverse=True)
    gains = (grades.get(name, 0.0) for name in found)
    return sum(_discounted(gains)) / sum(_discounted(best))


def _discounted(gains: Iterable[float]) -> Iterator[float]:
    for rank, gain in zip(range(NDCG_AT), gains, strict=False):
        yield gain / math.log2(rank + 2)


def _reciprocal(found: Sequence[str], grades: Mapping[str, float]) -> float:
    ranks = (rank for rank, name in enumerate(found[:DEPTH], 1) if name in grades)
    return 1 / next(ranks, math.inf)


def _recall(found: Sequence[str], grades: Mapping[str, float]) -> float:
    return len(grades.keys() & set(found[:DEPTH])) / len(grades)
