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
    taken: set[str] = set(custom.values())
    ids: dict[int, str] = {}
    for mark, words in headings:
        if mark in custom:
            ids[mark] = custom[mark]
            continue
        base = name = slug_of(words)
        count = 0
        while name in taken:
            count += 1
            name = f"{base}-{count}"
        taken.add(name)
        ids[mark] = name
    return ids
