"""Search: the analyser, the index in Lunr's serialised form, and answers from it.

``docs/search-analysis.md`` specifies the analyser, which has a twin in the theme's JavaScript.
"""

from readingroom.search.analyser import analyse
from readingroom.search.answer import Hit, answer
from readingroom.search.counts import SearchDocument, TermCounts, terms_of
from readingroom.search.files import Data, build_search, index_of
from readingroom.search.found import Given
from readingroom.search.groups import Findable
from readingroom.search.ranking import Searchable, meant, rank, searchable
from readingroom.search.snippets import Snippet

__all__ = [
    "Data",
    "Findable",
    "Given",
    "Hit",
    "SearchDocument",
    "Searchable",
    "Snippet",
    "TermCounts",
    "analyse",
    "answer",
    "build_search",
    "index_of",
    "meant",
    "rank",
    "searchable",
    "terms_of",
]
