"""The search files of a site: its documents, their index, and what is needed to show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from readingroom.search.analyser import primary
from readingroom.search.counts import SearchDocument, TermCounts, terms_of
from readingroom.search.index import lunr_index, to_json

#: The fields of the index and how much more than the body's a match in each counts. A title or
#: another name says what a document is about, so it outweighs any number of mentions in the body
#: (BM25 lets repeats add no more than 2.2 times one); a tag or an author puts it with others, so it
#: counts less.
FIELDS = {"title": 4.0, "aliases": 4.0, "tags": 2.0, "author": 2.0, "body": 1.0}

#: The columns of ``documents.json``; a ref is a row's number.
COLUMNS = ("kind", "title", "path", "language", "text")


def build_search(documents: Sequence[SearchDocument]) -> dict[str, bytes]:
    """The files of the site's ``search/`` folder: name → bytes, the same for the same documents."""
    return index_of(documents, map(terms_of, documents))


def index_of(documents: Sequence[SearchDocument], counts: Iterable[TermCounts]) -> dict[str, bytes]:
    """The second stage: the search files, from documents and what ``terms_of`` gave for each.

    ``index.json`` is the Lunr index. ``documents.json`` has ``format`` 1, the ``languages`` that a
    query is analysed in, and ``columns`` and ``rows``, one for each ref in order.

    Raises ValueError when there are not as many counts as documents.
    """
    languages = sorted({primary(document.language) for document in documents})
    refs = map(str, range(len(documents)))
    # A stock Lunr stems English queries itself. In an archive without English it must not.
    pipeline = ["stemmer"] if "en" in languages else []
    index = lunr_index(FIELDS, zip(refs, counts, strict=True), pipeline)
    shown = {
        "format": 1,
        "languages": languages,
        "columns": COLUMNS,
        "rows": [(d.kind, d.title, d.path, d.language, d.body) for d in documents],
    }
    return {"documents.json": _bytes(to_json(shown)), "index.json": _bytes(index)}


def _bytes(written: str) -> bytes:
    # A lone surrogate, which UTF-8 cannot hold, becomes \udXXX, which JSON can.
    return written.encode("utf-8", "backslashreplace")
