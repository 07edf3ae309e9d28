"""Reading Room: a static site generator for an annotated reading archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readingroom.pipeline import BuildResult, build_site

__all__ = ["BuildResult", "__version__", "build_site"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """``build_site`` and ``BuildResult``, loaded when they are asked for: most commands need neither."""
    if name in ("BuildResult", "build_site"):
        from readingroom import pipeline

        return getattr(pipeline, name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
