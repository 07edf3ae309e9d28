"""What search shows of a document, and what it may be filtered by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from readingroom.search.analyser import primary
from readingroom.search.counts import SearchDocument
from readingroom.search.index import to_json

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


class Gathered:
    """What is shown of documents that pass one by one, none of which is kept.

    ``rows`` are in JSON; ``kinds`` as they follow each other, and how many documents are of each.
    """

    def __init__(self) -> None:
        self.rows: list[str] = []
        self.kinds: list[tuple[str, int]] = []
        self.languages: set[str] = set()
        self._years: defaultdict[str, list[int]] = defaultdict(list)
        self._sources: defaultdict[str, list[int]] = defaultdict(list)
        self._tags: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, document: SearchDocument) -> None:
        """The next document."""
        ref = len(self.rows)
        self.rows.append(to_json(row(document)))
        self.languages.add(primary(document.language))
        kind, size = self.kinds.pop() if self.kinds else (document.kind, 0)
        if kind != document.kind:
            self.kinds.append((kind, size))
            size = 0
        self.kinds.append((document.kind, size + 1))
        if document.year:
            self._years[document.year].append(ref)
        if document.source:
            self._sources[document.source].append(ref)
        for tag in dict.fromkeys(document.tags):
            self._tags[tag].append(ref)

    def facets(self) -> dict[str, list[tuple[str, list[int]]]]:
        """By what results can be filtered: each value, and the documents that have it.

        The documents' numbers are told by how far each is from the one before, which compresses well.
        Years stand newest first, sources and tags in the order of how many documents have them.
        """
        return {
            "year": _apart(self._years, sorted(self._years, reverse=True)),
            "source": _apart(self._sources, _by_size(self._sources)),
            "tag": _apart(self._tags, _by_size(self._tags)),
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
