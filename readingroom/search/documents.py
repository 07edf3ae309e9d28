"""The search files of a site: its documents, their index, and what is needed to show them.

``docs/search-files.md`` says what each file holds. A small archive has one file of each kind, a large
one many, of which a query needs few.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from readingroom.search.analyser import primary
from readingroom.search.counts import SearchDocument, TermCounts, terms_of
from readingroom.search.index import (
    Postings,
    compressed_size,
    index_parts,
    postings,
    to_json,
    whole_index,
)
from readingroom.search.scoring import FIELDS, GUESS

#: Bytes, compressed, above which the index is written in parts: seconds on a slow line.
WHOLE_INDEX = 1_000_000
#: Bytes of a part, compressed. The last term's postings pass it, so that most parts have 35 to 39 kB.
INDEX_PART = 34_000

#: Bytes of documents, as JSON, above which they are written in parts: about 80 kB compressed.
WHOLE_DOCUMENTS = 200_000
#: Bytes of a part of the documents, about 2 kB compressed. The results that are shown at once may
#: stand in as many parts as they are.
DOCUMENTS_PART = 5_000

#: What a file says of each document, in this order.
COLUMNS = ("title", "path", "language", "aliases", "passages")

#: A written file: its address below the search folder, and its bytes.
_File = tuple[str, bytes]


def build_search(documents: Sequence[SearchDocument]) -> dict[str, bytes]:
    """The files of the site's ``search/`` folder: name → bytes, the same for the same documents."""
    return index_of(documents, map(terms_of, documents))


def index_of(documents: Sequence[SearchDocument], counts: Iterable[TermCounts]) -> dict[str, bytes]:
    """The second stage: the search files, from documents and what ``terms_of`` gave for each.

    Raises ValueError when there are not as many counts as documents.
    """
    found = searched(counts, len(documents))
    firsts, indexes = _indexes(found, pipeline_of(documents))
    sizes, pattern, shown = _shown([to_json(_row(document)) for document in documents])
    manifest = {
        "format": 2,
        "languages": languages(documents),
        "guess": GUESS,
        "kinds": _kinds(documents),
        "index": {"first": firsts, "files": [name for name, _ in indexes]},
        "documents": {"columns": COLUMNS, "sizes": sizes, "files": pattern},
    }
    files = {name.partition("?")[0]: written for name, written in (*indexes, *shown)}
    return {**files, "manifest.json": _bytes(to_json(manifest))}


def searched(counts: Iterable[TermCounts], documents: int) -> Postings:
    """The postings of so many documents; their refs are their numbers."""
    return postings(FIELDS, zip(map(str, range(documents)), counts, strict=True))


def languages(documents: Iterable[SearchDocument]) -> list[str]:
    """The languages that a query is analysed in."""
    return sorted({primary(document.language) for document in documents})


def pipeline_of(documents: Iterable[SearchDocument]) -> list[str]:
    """A stock Lunr stems English queries itself. In an archive without English it must not."""
    return ["stemmer"] if "en" in languages(documents) else []


def _indexes(found: Postings, pipeline: Sequence[str]) -> tuple[list[str], list[_File]]:
    """The first term of each file, and the files."""
    if sum(map(compressed_size, found.having)) <= WHOLE_INDEX:
        whole = _bytes(whole_index(found, pipeline))
        return [""], [(f"index.json?{_digest(whole)}", whole)]
    parts = [(p.first, _bytes(p.index)) for p in index_parts(found, INDEX_PART, pipeline)]
    return [first for first, _ in parts], [(f"index/{_digest(w)}.json", w) for _, w in parts]


def _kinds(documents: Iterable[SearchDocument]) -> list[tuple[str, int]]:
    """The kinds as they follow each other, and how many documents are of each."""
    return [(kind, len(list(these))) for kind, these in groupby(documents, attrgetter("kind"))]


def _row(document: SearchDocument) -> tuple[object, ...]:
    return (
        document.title,
        document.path,
        document.language,
        document.aliases,
        list(_passages(document)),
    )


def _passages(document: SearchDocument) -> Iterator[tuple[str, str]]:
    """The words of a document by passages, each with its address on the page."""
    starts = [start for start, _ in document.places]
    addresses = [address for _, address in document.places]
    if starts[:1] != [0]:
        starts, addresses = [0, *starts], ["", *addresses]
    for address, start, end in zip(
        addresses, starts, [*starts[1:], len(document.body)], strict=True
    ):
        if words := document.body[start:end].strip():
            yield address, words


def _shown(rows: Sequence[str]) -> tuple[list[int], str, list[_File]]:
    """How many rows each file has, the files' pattern (``*`` is a file's number), and the files."""
    if sum(map(len, rows)) <= WHOLE_DOCUMENTS:
        whole = _bytes(f"[{','.join(rows)}]")
        name = f"documents.json?{_digest(whole)}"
        return [len(rows)], name, [(name, whole)]
    parts = list(_parts(rows))
    written = [_bytes(f"[{','.join(part)}]") for part in parts]
    pattern = f"documents/{_digest(*written)}/*.json"
    names = (pattern.replace("*", str(number)) for number in range(len(written)))
    return list(map(len, parts)), pattern, list(zip(names, written, strict=True))


def _parts(rows: Iterable[str]) -> Iterator[list[str]]:
    part: list[str] = []
    size = 0
    for row in rows:
        if part and size + len(row) > DOCUMENTS_PART:
            yield part
            part, size = [], 0
        part.append(row)
        size += len(row)
    if part:
        yield part


def _digest(*written: bytes) -> str:
    """What a browser's cache knows a file by: 40 bits, since it is told only from its former selves."""
    whole = hashlib.blake2b(digest_size=5)
    for one in written:
        whole.update(one)
    return whole.hexdigest()


def _bytes(written: str) -> bytes:
    # A lone surrogate, which UTF-8 cannot hold, becomes \udXXX, which JSON can.
    return written.encode("utf-8", "backslashreplace")
