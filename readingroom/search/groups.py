"""What search knows of some documents that follow each other, found by these documents alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from readingroom.search.counts import SearchDocument, TermCounts
from readingroom.search.documents import Facets, facets, languages, row
from readingroom.search.index import to_json
from readingroom.search.lexicon import lexicon
from readingroom.search.postings import Postings, postings
from readingroom.search.scoring import FIELDS

#: A document that can be found, and what ``terms_of`` gave for it.
Findable = tuple[SearchDocument, TermCounts]


@dataclass(frozen=True, slots=True)
class Group:
    """What is kept of documents that follow each other; the documents themselves are not.

    ``kinds`` as they follow each other, and how many documents are of each; ``words`` are its lexicon's,
    parted by spaces, and ``counts`` how often each stands there. ``shown`` is how many characters its
    rows have; ``sizes`` how many documents each of its files has, whose bytes have ``digest``.
    """

    postings: Postings
    kinds: tuple[tuple[str, int], ...]
    languages: tuple[str, ...]
    facets: Facets
    words: str
    counts: tuple[int, ...]
    shown: int
    sizes: tuple[int, ...]
    digest: str


def group_of(found: Iterable[Findable], part: int) -> tuple[Group, list[bytes]]:
    """The group of documents, and its files, each of about ``part`` characters or above."""
    several = list(found)
    documents = [document for document, _ in several]
    rows = [to_json(row(document)) for document in documents]
    parts = list(_parts(rows, part))
    files = [written(f"[{','.join(own)}]") for own in parts]
    words = lexicon(documents)
    group = Group(
        postings(tuple(FIELDS), (counts for _, counts in several)),
        tuple((kind, len(list(own))) for kind, own in groupby(one.kind for one in documents)),
        tuple(languages(documents)),
        facets(documents),
        " ".join(words),
        tuple(words.values()),
        sum(map(len, rows)),
        tuple(map(len, parts)),
        digest(*files),
    )
    return group, files


def _parts(rows: Iterable[str], size: int) -> Iterator[list[str]]:
    part: list[str] = []
    taken = 0
    for one in rows:
        if part and taken + len(one) > size:
            yield part
            part, taken = [], 0
        part.append(one)
        taken += len(one)
    if part:
        yield part


def digest(*several: bytes) -> str:
    """What a browser's cache knows a file by: 40 bits, since it is told only from its former selves."""
    whole = hashlib.blake2b(digest_size=5)
    for one in several:
        whole.update(one)
    return whole.hexdigest()


def written(text: str) -> bytes:
    """A file's bytes."""
    # A lone surrogate, which UTF-8 cannot hold, becomes \udXXX, which JSON can.
    return text.encode("utf-8", "backslashreplace")
