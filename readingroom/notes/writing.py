"""Notes written by the program into an editor's file: quotes put in other words, ids, stubs.

Functions from the text of a notes file to its new text; nothing but the lines meant is touched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from readingroom.frontmatter import split
from readingroom.notes.ids import section_ids
from readingroom.notes.layout import lay_out

_QUOTED = re.compile(r" {0,3}> ?")
_NTH = re.compile(r"\bnth:\s*\d+\s*/\s*\d+")


def requoted(source: str, changes: Mapping[int, str]) -> str:
    """A notes file with the quote that begins on each line (from 1) replaced by other quote lines."""
    lines = source.split("\n")
    for number in sorted(changes, reverse=True):
        begin = end = number - 1
        while end < len(lines) and _QUOTED.match(lines[end]):
            end += 1
        lines[begin:end] = changes[number].split("\n")
    return "\n".join(lines)


def recounted(source: str, counts: Mapping[int, str]) -> str:
    """A notes file with another ``nth:`` in the notes on these lines, or with none where it is empty."""
    lines = source.split("\n")
    for number, count in counts.items():
        for at in range(number, len(lines)):
            if _QUOTED.match(lines[at]):
                break
            if _NTH.search(lines[at]):
                parts = [part.strip() for part in lines[at].split("·")]
                kept = [f"nth: {count}" if _NTH.match(part) else part for part in parts]
                lines[at] = " · ".join(part for part in kept if count or not _NTH.match(part))
                break
    return "\n".join(lines)


def with_ids(source: str, path: str, known: Mapping[int, str]) -> str:
    """A notes file without note headings with the ids that its notes have, as headings.

    ``known`` are those that the archive gave them, by line (from 1).
    """
    parts, wrong = split(source, path)
    if wrong:
        return source
    lines = parts.body.split("\n")
    layout = lay_out(lines)
    if layout.headed or not layout.sections:
        return source
    own = section_ids(layout.sections)
    first = parts.body_line
    for section, id_ in reversed(list(zip(layout.sections, own, strict=True))):
        lines[section.line : section.line] = [f"## {known.get(section.line + first, id_)}", ""]
    head = source[: len(source) - len(parts.body)]
    return head + "\n".join(lines)


def stub(id_: str, fields: Mapping[str, str], quotes: Sequence[str]) -> str:
    """A note to be filled in: heading, fields, quotes, and room for the comment."""
    said = " · ".join(f"{key}: {value}" for key, value in fields.items() if value)
    parts = [f"## {id_}", *([said] if said else []), *quotes, "…"]
    return "\n\n".join(parts) + "\n"
