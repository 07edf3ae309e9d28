"""Search: the analyser, the index in Lunr's serialised form, and answers from it.

``docs/search-analysis.md`` specifies the analyser, which has a twin in the theme's JavaScript.
"""

from readingroom.search.analyser import analyse
from readingroom.search.answer import Hit, answer
from readingroom.search.documents import SearchDocument, build_search
from readingroom.search.snippets import Snippet

__all__ = ["Hit", "SearchDocument", "Snippet", "analyse", "answer", "build_search"]
