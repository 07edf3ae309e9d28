"""Ids of headings, as GitHub makes them, so that one link works in both places."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence


def slug_of(words: str) -> str:
    """A heading's anchor: lower case, spaces to hyphens, other punctuation left out."""
    slug = re.sub(r"[^\w\- ]", "", " ".join(words.split()).lower()).replace(" ", "-")
    return slug or "section"


def heading_ids(headings: Sequence[tuple[int, str]], custom: Mapping[int, str]) -> dict[int, str]:
    """The id of each heading, given as (mark, words); repeats get ``-1``, ``-2`` as on GitHub."""
    # An id of the editor's own goes before one made of words, wherever it stands.
    taken: set[str] = set(custom.values())
    given: set[str] = set()
    ids: dict[int, str] = {}
    for mark, words in headings:
        base = name = custom.get(mark) or slug_of(words)
        count = 0
        while name in (given if count == 0 and mark in custom else taken):
            count += 1
            name = f"{base}-{count}"
        taken.add(name)
        given.add(name)
        ids[mark] = name
    return ids
