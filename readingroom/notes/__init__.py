"""Notes: quote, then comment, as editors write them in Markdown."""

from readingroom.notes.ids import apart
from readingroom.notes.reading import read_notes

__all__ = ["apart", "read_notes"]
