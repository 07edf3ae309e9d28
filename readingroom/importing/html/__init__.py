"""Saved web pages: the article found, its words kept with emphasis and links, the rest accounted for."""

from readingroom.importing.html.reading import read_html

__all__ = ["read_html"]
