"""Notes written by the program into an editor's file: quotes put in other words, ids, stubs.

Functions from the text of a notes file to its new text; nothing but the lines meant is touched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from readingroom.frontmatter import split
from readingroom.notes.ids import section_ids
from readingroom.notes.layout import lay_out
from readingroom.quotes import Haystack, find_folded

_QUOTED = re.compile(r" {0,3}> ?")


def quoted(text: str, start: int, end: int) -> str:
    """Quote lines (``> …``) for a range of a text, with just enough context to be unique.

    Where the words alone stand once, they are the quote; else whole words are added on both sides,
    within the paragraph first, and the target is marked ``==so==``.
    """
    haystack = Haystack(text)
    low, high = start, end
    while _places(haystack, text[low:high]) > 1 and (low > 0 or high < len(text)):
        low, high = _wider(text, low, high)
    if (low, high) == (start, end):
        words = text[start:end]
    else:
        words = f"{text[low:start]}=={text[start:end]}=={text[end:high]}"
    lines = [line.strip() for line in words.split("\n")]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _places(haystack: Haystack, words: str) -> int:
    return sum(1 for _ in find_folded(haystack, words))


def _wider(text: str, low: int, high: int) -> tuple[int, int]:
    """One more word on each side."""
    before = re.search(r"\S+\s*$", text[:low])
    after = re.match(r"\s*\S+", text[high:])
    return (before.start() if before else 0), (high + after.end() if after else len(text))


def requoted(source: str, changes: Mapping[int, str]) -> str:
    """A notes file with the quote that begins on each line (from 1) replaced by other quote lines."""
    lines = source.split("\n")
    for number in sorted(changes, reverse=True):
        begin = end = number - 1
        while begin > 0 and _QUOTED.match(lines[begin - 1]):
            begin -= 1
        while end < len(lines) and _QUOTED.match(lines[end]):
            end += 1
        lines[begin:end] = changes[number].split("\n")
    return "\n".join(lines)


def with_ids(source: str, path: str) -> str:
    """A notes file without note headings with the ids that its notes have, as headings."""
    parts, wrong = split(source, path)
    if wrong:
        return source
    lines = parts.body.split("\n")
    layout = lay_out(lines)
    if layout.headed or not layout.sections:
        return source
    ids = section_ids(layout.sections)
    for section, id_ in reversed(list(zip(layout.sections, ids, strict=True))):
        lines[section.line : section.line] = [f"## {id_}", ""]
    head = source[: len(source) - len(parts.body)]
    return head + "\n".join(lines)


def stub(id_: str, fields: Mapping[str, str], quotes: Sequence[str]) -> str:
    """A note to be filled in: heading, fields, quotes, and room for the comment."""
    said = " · ".join(f"{key}: {value}" for key, value in fields.items() if value)
    parts = [f"## {id_}", *([said] if said else []), *quotes, "…"]
    return "\n\n".join(parts) + "\n"
