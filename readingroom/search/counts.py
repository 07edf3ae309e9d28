"""The first stage of the index: what can be found, and the term counts of one such document.

Counts depend on nothing but the document and this package's code, are small and can be pickled: so
several processes may count, and counts may be kept from one build to the next.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Literal

from readingroom.search.analyser import iter_terms
from readingroom.values import frozen

Kind = Literal["text", "note", "entry", "page"]


@frozen
class SearchDocument:
    """Something that can be found: a text, a note, an entry or a page.

    ``path`` is its site path without a leading slash and may hold a fragment; ``body`` is plain
    text; ``language`` a BCP 47 tag. ``places`` say where in the body each passage begins (a code
    point, ascending) and the fragment that leads to it. ``year`` and ``source`` are what it can be
    filtered by.
    """

    kind: Kind
    title: str
    path: str
    body: str
    tags: tuple[str, ...] = ()
    author: str = ""
    language: str = "en"
    aliases: tuple[str, ...] = ()
    places: tuple[tuple[int, str], ...] = ()
    year: str = ""
    source: str = ""


#: The distinct terms of a field in order of first occurrence, and how often each stands there. The
#: terms are one string, parted by spaces, which no term holds: a sixth of the memory that a string for
#: each took in 1,000 texts of 130 words with their notes.
FieldCounts = tuple[str, tuple[int, ...]]

#: The term counts of a document by field; a field without terms is left out.
TermCounts = dict[str, FieldCounts]


def terms_of(document: SearchDocument) -> TermCounts:
    """The first stage: the term counts of a document by field; the body's hold those of its names."""
    language = document.language
    # White space parts words in every language, so that several tags or aliases do not touch.
    fields = {
        "title": _counted(document.title, language),
        "aliases": _counted("\n".join(document.aliases), language),
        "tags": _counted_often("\n".join(document.tags), language),
        "author": _counted_often(document.author, language),
        # A document's names belong to its words: else what its body repeats of them counts for little.
        "body": _counted("\n".join((document.title, *document.aliases, document.body)), language),
    }
    return {name: counts for name, counts in fields.items() if counts[0]}


def _counted(text: str, language: str) -> FieldCounts:
    if not text:
        return "", ()
    found = Counter(iter_terms(text, language))
    return " ".join(found), tuple(found.values())


#: For what many documents have alike: their authors and tags.
_counted_often = lru_cache(maxsize=1 << 12)(_counted)
