"""The order of results: the same here and in the browser.

The twin is ``theme/static/js/search/rank.js``. What weighs how much stands in ``scoring.py``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain

from readingroom.search.analyser import is_unspaced, words
from readingroom.search.counts import SearchDocument, TermCounts, terms_of
from readingroom.search.documents import languages, passages
from readingroom.search.files import pipeline_of, searched
from readingroom.search.index import Writer
from readingroom.search.lexicon import correction, lexicon
from readingroom.search.query import Asked, Query, read
from readingroom.search.reader import Reader, Wanted
from readingroom.search.scoring import EXACT, FEW, FIELDS, GUESS, NEAR_BEST, SENTENCE

#: The fields in which a document says what it is called.
_NAMES = ("title", "aliases")


class Searchable:
    """Documents and their whole index."""

    def __init__(self, documents: Sequence[SearchDocument], index: object) -> None:
        """``index`` is a ``lunr.index.Index`` of the documents, whose refs are their numbers."""
        self.documents = documents
        self.languages = languages(documents)
        self.reader = Reader(index)
        self._folded: dict[tuple[int, tuple[str, ...]], list[list[str]]] = {}

    @cached_property
    def lexicon(self) -> dict[str, int]:
        """The words of the documents."""
        return lexicon(self.documents)

    def folded(self, ref: int, fields: tuple[str, ...]) -> list[list[str]]:
        """The folded words of these fields of a document (of all, where none is named)."""
        if (ref, fields) not in self._folded:
            document = self.documents[ref]
            texts = {
                "title": [document.title],
                "aliases": document.aliases,
                "tags": document.tags,
                "author": [document.author],
                "body": [words for _, words in passages(document)],
            }
            self._folded[ref, fields] = [
                folded(text, document.language) for name in fields or texts for text in texts[name]
            ]
        return self._folded[ref, fields]


def searchable(
    documents: Sequence[SearchDocument], counts: Iterable[TermCounts] | None = None
) -> Searchable:
    """What can be searched: documents, and what ``terms_of`` gave for each, if it is known."""
    found = searched(map(terms_of, documents) if counts is None else counts)
    # lunr.py takes terms by code points; the file has them by UTF-16.
    serialised = json.loads(Writer(FIELDS, found, pipeline_of(languages(documents))).whole())
    serialised["invertedIndex"].sort(key=lambda pair: pair[0])
    from lunr.index import Index

    return Searchable(documents, Index.load(serialised))


def rank(archive: Searchable, typed: str) -> list[tuple[int, float]]:
    """The documents that answer what was typed, best first: (number, Lunr's score).

    First those whose title or alias is what was typed; then those that have all of the words (of a
    sentence, those of them that are among the best); then those that have any. Scores can be compared
    only within one of these groups.
    """
    query = read(typed, archive.languages)
    asked = [one for one in query.asked if not one.excluded]
    guesses = {one: _guesses(archive.reader, one) for one in asked}
    scores = _scored(archive, _telling(asked), guesses)
    held = {one: _holding(archive, one, guesses.get(one, ())) for one in query.asked}

    def has(one: Asked, ref: int) -> bool:
        return ref in held[one] and _together(archive, one, ref)

    found = {
        ref: score
        for ref, score in scores.items()
        if query.is_about(archive.documents[ref].kind)
        and all(has(one, ref) for one in asked if one.must)
        and not any(has(one, ref) for one in query.asked if one.excluded)
    }
    least = max(found.values(), default=0.0) * NEAR_BEST if _is_sentence(asked) else 0.0
    counting = [one for one in asked if one.counts]
    complete = {
        ref
        for ref, score in found.items()
        if score >= least and all(has(one, ref) for one in counting)
    }
    exact = _exact(archive, query, asked, found.keys())

    def order(ref: int) -> tuple[bool, bool, float, int]:
        return ref not in exact, ref not in complete, -found[ref], ref

    return [(ref, found[ref]) for ref in sorted(found, key=order)]


def _are_few(asked: Iterable[Asked]) -> bool:
    return len({one for one in asked if one.counts}) <= FEW


def _is_sentence(asked: Sequence[Asked]) -> bool:
    """Whether somebody asks in a sentence, of which not every word need be answered."""
    stop_words = {one for one in asked if not one.counts and not one.must}
    return not _are_few(asked) and len(stop_words) >= SENTENCE


def _telling(asked: list[Asked]) -> list[Asked]:
    """Without stop words in a longer question, unless in capitals: ``us`` is hardly ``U.S.`` there."""
    if _are_few(asked):
        return asked
    return [one for one in asked if one.counts or one.must or _in_capitals(one.clause.text)]


def _in_capitals(text: str) -> bool:
    return len(text) > 1 and text == text.upper() != text.lower()


def meant(archive: Searchable, typed: str) -> str:
    """What was typed with the words corrected that the archive does not have; or nothing."""
    corrected = typed
    for one in reversed(read(typed, archive.languages).asked):
        word = folded(one.clause.text, "en")
        known = any(all(map(archive.reader.knows, reading)) for reading in one.readings)
        if one.excluded or known or len(word) != 1:
            continue
        if right := correction(word[0], archive.lexicon):
            start, end = one.clause.start, one.clause.start + len(one.clause.text)
            corrected = corrected[:start] + right + corrected[end:]
    return corrected if corrected != typed else ""


def _scored(
    archive: Searchable, asked: Sequence[Asked], guesses: Mapping[Asked, Sequence[str]]
) -> dict[int, float]:
    """Lunr's score of each document that has any of the words."""
    # A word that is repeated counts again, as it does in Lunr.
    times = Counter(
        (term, one.fields) for one in asked for term in set(chain.from_iterable(one.readings))
    )
    wanted = {what: float(number) for what, number in times.items()}
    for one in asked:
        for term in guesses[one]:
            wanted.setdefault((term, one.fields), GUESS)
    scores = archive.reader.scores([Wanted(*what, boost) for what, boost in wanted.items()])
    if any(one.anywhere for one in asked):
        return dict.fromkeys(range(len(archive.documents)), 0.0) | scores
    return scores


def _guesses(reader: Reader, asked: Asked) -> tuple[str, ...]:
    """A character of a script without spaces also as the first of a pair, as it is indexed."""
    alone = [term for term, *more in asked.readings if not more and is_unspaced(term)]
    return tuple(dict.fromkeys(term for start in alone for term in reader.beginning(start)))


def _holding(archive: Searchable, asked: Asked, guesses: Sequence[str]) -> set[int]:
    """The documents that have a clause's terms."""
    if asked.anywhere:
        return set(range(len(archive.documents)))
    found: set[int] = set()
    for reading in asked.readings:
        found |= set.intersection(*(archive.reader.holders(t, asked.fields) for t in reading))
    return found.union(*(archive.reader.holders(term, asked.fields) for term in guesses))


def _together(archive: Searchable, asked: Asked, ref: int) -> bool:
    """Whether the words of any of the sequences stand one after another, if they have to."""
    return not asked.sequences or any(
        _contains(text, sequence)
        for text in archive.folded(ref, asked.fields)
        for sequence in asked.sequences
    )


def _contains(text: Sequence[str], sequence: Sequence[str]) -> bool:
    length = len(sequence)
    return any(
        word == sequence[0] and tuple(text[at : at + length]) == sequence
        for at, word in enumerate(text)
    )


def _exact(
    archive: Searchable, query: Query, asked: Sequence[Asked], refs: Collection[int]
) -> set[int]:
    """Of the documents that have all words in their names, and few others, those called just that."""
    naming = [one.within(_NAMES) for one in asked if one.counts and not one.fields]
    if not naming:
        return set()
    named = set.intersection(*(_holding(archive, one, ()) for one in naming))
    scores = _scored(archive, naming, dict.fromkeys(naming, ()))
    best = sorted(named & set(refs), key=lambda ref: (-scores[ref], ref))[:EXACT]
    return {
        ref
        for ref in best
        if folded(query.title, archive.documents[ref].language) in archive.folded(ref, _NAMES)
    }


def folded(text: str, language: str) -> list[str]:
    """The words of a text as they are compared: folded, neither stemmed nor without stop words."""
    return [word for word, _ in words(text, language)]
