"""Another program asked which of a page's words are the article, where it is installed."""

from __future__ import annotations

import importlib.util
import sys


def is_installed() -> bool:
    """Whether there is another program to ask."""
    # An entry of None is how an import is forbidden.
    if "trafilatura" in sys.modules:
        return sys.modules["trafilatura"] is not None
    return importlib.util.find_spec("trafilatura") is not None


def second_opinion(source: str) -> str:
    """The words that trafilatura (the extra ``article``) takes for the article, with single spaces.

    Nothing where it is not installed or finds nothing. It is asked about doubtful pages alone: which
    text an import makes should not depend on what else is installed.
    """
    try:
        import trafilatura
    except ImportError:
        return ""
    try:
        found = trafilatura.extract(source, output_format="txt", include_comments=False)
    except Exception:  # noqa: BLE001 -- whatever another program fails at, the page is read without it
        return ""
    return " ".join((found or "").split())
