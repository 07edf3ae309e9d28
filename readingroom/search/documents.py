"""What search shows of a document, and what it may be filtered by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from readingroom.search.analyser import primary
from readingroom.search.counts import SearchDocument

#: What a row says of a document, in this order.
COLUMNS = ("title", "path", "language", "aliases", "author", "year", "tags", "passages")


def row(document: SearchDocument) -> tuple[object, ...]:
    """A document as it is shown."""
    return (
        document.title,
        document.path,
        document.language,
        document.aliases,
        document.author,
        document.year,
        document.tags,
        list(passages(document)),
    )


def passages(document: SearchDocument) -> Iterator[tuple[str, str]]:
    """The words of a document by passages, each with its address on the page."""
    starts = [start for start, _ in document.places]
    addresses = [address for _, address in document.places]
    if starts[:1] != [0]:
        starts, addresses = [0, *starts], ["", *addresses]
    ends = [*starts[1:], len(document.body)]
    for address, start, end in zip(addresses, starts, ends, strict=True):
        if words := document.body[start:end].strip():
            yield address, words


def languages(documents: Iterable[SearchDocument]) -> list[str]:
    """The languages that a query is analysed in."""
    return sorted({primary(document.language) for document in documents})


def kinds(documents: Iterable[SearchDocument]) -> list[tuple[str, int]]:
    """The kinds as they follow each other, and how many documents are of each."""
    return [(kind, len(list(these))) for kind, these in groupby(documents, attrgetter("kind"))]


def facets(documents: Sequence[SearchDocument]) -> dict[str, list[tuple[str, list[int]]]]:
    """By what results can be filtered: each value, and the documents that have it.

    The documents' numbers are told by how far each is from the one before, which compresses well.
    Years stand newest first, sources and tags in the order of how many documents have them.
    """
    years: defaultdict[str, list[int]] = defaultdict(list)
    sources: defaultdict[str, list[int]] = defaultdict(list)
    tags: defaultdict[str, list[int]] = defaultdict(list)
    for ref, document in enumerate(documents):
        if document.year:
            years[document.year].append(ref)
        if document.source:
            sources[document.source].append(ref)
        for tag in dict.fromkeys(document.tags):
            tags[tag].append(ref)
    return {
        "year": _apart(years, sorted(years, reverse=True)),
        "source": _apart(sources, _by_size(sources)),
        "tag": _apart(tags, _by_size(tags)),
    }


def _by_size(values: Mapping[str, Sequence[int]]) -> list[str]:
    return sorted(values, key=lambda value: (-len(values[value]), value))


def _apart(
    values: Mapping[str, Sequence[int]], order: Iterable[str]
) -> list[tuple[str, list[int]]]:
    return [
        (v, [now - before for before, now in zip([0, *values[v]], values[v], strict=False)])
        for v in order
    ]
