"""The search files of a site: its documents, their index, and what is needed to show them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from readingroom.search.analyser import analyse, primary
from readingroom.search.index import lunr_index

Kind = Literal["text", "note", "entry", "page"]

#: The fields of the index and how much more than the body's a match in each counts. A title or
#: another name says what a document is about, so it outweighs any number of mentions in the body
#: (BM25 lets repeats add no more than 2.2 times one); a tag or an author puts it with others, so it
#: counts less.
FIELDS = {"title": 4.0, "aliases": 4.0, "tags": 2.0, "author": 2.0, "body": 1.0}

#: The columns of ``documents.json``; a ref is a row's number.
COLUMNS = ("kind", "title", "path", "language", "text")


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """Something that can be found: a text, a note, an entry or a page.

    ``path`` is its site path without a leading slash and may hold a fragment; ``body`` is plain
    text; ``language`` a BCP 47 tag.
    """

    kind: Kind
    title: str
    path: str
    body: str
    tags: tuple[str, ...] = ()
    author: str = ""
    language: str = "en"
    aliases: tuple[str, ...] = ()


def build_search(documents: Sequence[SearchDocument]) -> dict[str, bytes]:
    """The files of the site's ``search/`` folder: name → bytes, the same for the same documents.

    ``index.json`` is the Lunr index. ``documents.json`` has ``format`` 1, the ``languages`` that a
    query is analysed in, and ``columns`` and ``rows``, one for each ref in order.
    """
    counted = ((str(ref), _counts(document)) for ref, document in enumerate(documents))
    languages = sorted({primary(document.language) for document in documents})
    # A stock Lunr stems English queries itself. In an archive without English it must not.
    index = lunr_index(FIELDS, counted, ["stemmer"] if "en" in languages else [])
    shown = {
        "format": 1,
        "languages": languages,
        "columns": COLUMNS,
        "rows": [[d.kind, d.title, d.path, d.language, d.body] for d in documents],
    }
    return {"documents.json": _json(shown), "index.json": _json(index)}


def _counts(document: SearchDocument) -> dict[str, Counter[str]]:
    """The terms of each field. Several tags or aliases are analysed one by one."""
    parts: dict[str, tuple[str, ...]] = {
        "title": (document.title,),
        "aliases": document.aliases,
        "tags": document.tags,
        "author": (document.author,),
        "body": (document.body,),
    }
    return {
        name: Counter(term for part in parts[name] for term in analyse(part, document.language))
        for name in FIELDS
    }


def _json(value: Any) -> bytes:
    # A lone surrogate, which UTF-8 cannot hold, becomes \udXXX, which JSON can.
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return written.encode("utf-8", "backslashreplace")
