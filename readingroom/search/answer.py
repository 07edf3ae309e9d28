"""Answers on the command line, from the index of the site, through lunr.py itself."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from readingroom.search.analyser import analyse, is_unspaced, words
from readingroom.search.counts import SearchDocument, TermCounts, terms_of
from readingroom.search.documents import languages, pipeline_of, searched
from readingroom.search.index import whole_index
from readingroom.search.snippets import Snippet, snippet


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found. ``score`` is Lunr's, to be compared only within one answer."""

    score: float
    kind: str
    title: str
    path: str
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A typed word: a document has it when it has all terms of any of its ``readings``.

    There is a reading for each language of the archive. ``required`` is False for a stop word,
    which a document need not have in order to have all words.
    """

    readings: tuple[tuple[str, ...], ...]
    required: bool


@dataclass(frozen=True, slots=True)
class Searchable:
    """Documents and their whole index, as lunr.py loads it."""

    documents: Sequence[SearchDocument]
    languages: Sequence[str]
    index: Any


def searchable(
    documents: Sequence[SearchDocument], counts: Iterable[TermCounts] | None = None
) -> Searchable:
    """What can be searched: documents, and what ``terms_of`` gave for each, if it is known."""
    found = searched(map(terms_of, documents) if counts is None else counts, len(documents))
    # lunr.py takes terms by code points; the file has them by UTF-16.
    serialised = json.loads(whole_index(found, pipeline_of(documents)))
    serialised["invertedIndex"].sort(key=lambda pair: pair[0])
    from lunr.index import Index

    return Searchable(documents, languages(documents), Index.load(serialised))


def answer(archive: Searchable, words: str, limit: int = 20) -> tuple[Hit, ...]:
    """The documents that have the words, best first, at most ``limit``.

    Those that have all of them stand before those that have any. ``words`` is what a person typed,
    any string.
    """
    asked = query_words(words, archive.languages)
    if not asked:
        return ()
    index = archive.index
    asked = tuple(_widened(word, index.inverted_index) for word in asked)
    wanted = {term for word in asked for reading in word.readings for term in reading}
    terms = sorted(wanted & index.inverted_index.keys())
    holders = {
        term: {ref for name in index.fields for ref in index.inverted_index[term][name]}
        for term in terms
    }
    found = sorted(
        (not _has_all(asked, ref, holders), -score, int(ref))
        for ref, score in _scores(index, terms).items()
    )
    return tuple(
        _hit(archive.documents[ref], -negative, terms)
        for _, negative, ref in found[: max(limit, 0)]
    )


def query_words(typed: str, languages: Sequence[str]) -> tuple[QueryWord, ...]:
    """The words of a query, each analysed in every language of the archive.

    Stop words are offered as they stand, so that ``US`` finds what is indexed for ``U.S.``.
    """
    found: list[QueryWord] = []
    for chunk in typed.split():
        readings = [tuple(analyse(chunk, language)) for language in languages]
        required = all(readings)
        if not required:
            readings.append(tuple(word for word, _ in words(chunk)))
        distinct = tuple(dict.fromkeys(reading for reading in readings if reading))
        if distinct:
            found.append(QueryWord(distinct, required))
    return tuple(found)


def _widened(word: QueryWord, known: Collection[str]) -> QueryWord:
    """A character of a script without spaces also as the first of a pair, as it is indexed."""
    alone = {term for (term, *more) in word.readings if not more and is_unspaced(term)}
    pairs = tuple((term,) for term in known if term[:1] in alone)
    return QueryWord(tuple(dict.fromkeys(word.readings + pairs)), word.required)


def _scores(index: Any, terms: Sequence[str]) -> dict[str, float]:
    """Lunr's score of each document that has any of the terms."""
    if not terms:
        return {}

    def ask(query: Any) -> None:
        for term in terms:
            query.term(term, use_pipeline=False)

    return {match["ref"]: match["score"] for match in index.query(callback=ask)}


def _has_all(asked: Sequence[QueryWord], ref: str, holders: dict[str, set[str]]) -> bool:
    return all(
        any(all(ref in holders.get(term, ()) for term in reading) for reading in word.readings)
        for word in asked
        if word.required
    )


def _hit(document: SearchDocument, score: float, terms: Collection[str]) -> Hit:
    return Hit(
        score=score,
        kind=document.kind,
        title=document.title,
        path=document.path,
        snippet=snippet(document.body, frozenset(terms), document.language),
    )
