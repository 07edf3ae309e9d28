"""Search: the analyser, the index in Lunr's serialised form, and answers from it.

``docs/search-analysis.md`` specifies the analyser, which has a twin in the theme's JavaScript.
"""

from readingroom.search.analyser import analyse
from readingroom.search.answer import Hit, Searchable, answer, searchable
from readingroom.search.counts import SearchDocument, TermCounts, terms_of
from readingroom.search.documents import build_search, index_of
from readingroom.search.snippets import Snippet

__all__ = [
    "Hit",
    "SearchDocument",
    "Searchable",
    "Snippet",
    "TermCounts",
    "analyse",
    "answer",
    "build_search",
    "index_of",
    "searchable",
    "terms_of",
]
