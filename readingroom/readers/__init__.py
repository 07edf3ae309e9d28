"""Readers: from a file's Markdown to words and marks."""

from readingroom.readers.figures import figures_document
from readingroom.readers.markdown import MarkdownReading, read_markdown
from readingroom.readers.splice import addressed, demoted, joined, spliced

__all__ = [
    "MarkdownReading",
    "addressed",
    "demoted",
    "figures_document",
    "joined",
    "read_markdown",
    "spliced",
]
