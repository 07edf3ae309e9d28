"""What search shows of a document, and what it may be filtered by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

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


#: By what results can be filtered: each value, and the documents that have it.
Facets = dict[str, dict[str, list[int]]]


def facets(documents: Iterable[SearchDocument]) -> Facets:
    """What each document can be found by; documents by their places here."""
    made: Facets = {"year": {}, "source": {}, "tag": {}}
    for place, document in enumerate(documents):
        if document.year:
            made["year"].setdefault(document.year, []).append(place)
        if document.source:
            made["source"].setdefault(document.source, []).append(place)
        for tag in dict.fromkeys(document.tags):
            made["tag"].setdefault(tag, []).append(place)
    return made


def joined(several: Iterable[tuple[int, Facets]]) -> dict[str, list[tuple[str, list[int]]]]:
    """One of many, each with the number of its first document, as the browser reads it.

    The documents' numbers are told by how far each is from the one before, which compresses well. Years
    stand newest first, sources and tags in the order of how many documents have them.
    """
    made: Facets = {"year": {}, "source": {}, "tag": {}}
    for base, own in several:
        for name, values in own.items():
            for value, places in values.items():
                made[name].setdefault(value, []).extend(base + place for place in places)
    years = made["year"]
    return {
        "year": _apart(years, sorted(years, reverse=True)),
        "source": _apart(made["source"], _by_size(made["source"])),
        "tag": _apart(made["tag"], _by_size(made["tag"])),
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
