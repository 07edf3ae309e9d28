"""The preview: the site from memory, rebuilt on every save, on this machine only."""

from readingroom.server.preview import Preview

__all__ = ["Preview"]
