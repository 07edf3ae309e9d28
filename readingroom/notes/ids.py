"""Ids of notes that were given none: the first words that they quote."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from readingroom.folding import fold
from readingroom.model import Note
from readingroom.notes.layout import Section
from readingroom.values import replace

#: How many of the quoted words make an id: enough to be known by, short enough to be typed.
_WORDS = 5
_MARKED = re.compile(r"==(.+?)==", re.DOTALL)


def id_for(quoted: str, taken: Collection[str]) -> str:
    """An id of the first words quoted (of the marked ones, where some are), with a count if taken."""
    marked = _MARKED.search(quoted)
    words = re.findall(r"[a-z0-9]+", fold(marked.group(1) if marked else quoted).words)[:_WORDS]
    base = name = "-".join(words) or "note"
    count = 1
    while name in taken:
        count += 1
        name = f"{base}-{count}"
    return name


def section_ids(sections: Iterable[Section]) -> list[str]:
    """The id of each section: its heading's, or one of its quote."""
    made: list[str] = []
    for section in sections:
        quoted = section.quotes[0].raw if section.quotes else "note"
        made.append(section.id or id_for(quoted, made))
    return made


def apart(notes: Sequence[Note]) -> tuple[Note, ...]:
    """The notes with ids made of their words counted, where another note on the text has the id."""
    taken = {(note.text, note.id) for note in notes if not note.derived}
    made: list[Note] = []
    for note in notes:
        id_, count = note.id, 1
        while note.derived and (note.text, id_) in taken:
            count += 1
            id_ = f"{note.id}-{count}"
        taken.add((note.text, id_))
        made.append(replace(note, id=id_) if id_ != note.id else note)
    return tuple(made)
