"""What an archive has, for notes from elsewhere to be put there; and what tells its notes apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from readingroom.config import Site
from readingroom.folding import fold
from readingroom.model import AnchoredNote, Text

#: How the archive reads the quotes of a note on a text: slug, raw quotes, ``nth`` → their ranges, or
#: None where not all are certain.
Places = Callable[[str, Sequence[str], tuple[int, int] | None], Sequence[tuple[int, int]] | None]

_MARKED = re.compile(r"==(?=\S)(.+?)(?<=\S)==", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shelved:
    """A note that the archive has: its file, and what an annotation of the same note has too.

    ``quotes`` and ``comment`` are ``letters``.
    """

    path: str
    quotes: tuple[str, ...] = ()
    by: str = ""
    date: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What an archive has.

    ``notes`` are those of each text by their ids; ``slugs`` are all that links may name; ``authors``
    all that stands after ``by:``. ``by`` names who wrote what names nobody.
    """

    site: Site
    texts: Mapping[str, Text]
    places: Places
    notes: Mapping[str, Mapping[str, Shelved]] = field(default_factory=dict)
    slugs: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    by: str = ""


def shelved(anchored: AnchoredNote, text: Text) -> Shelved:
    """A note of the archive, as imported annotations are compared with it."""
    note = anchored.note
    words: list[str] = []
    for number, quote in enumerate(note.quotes):
        found = [text.document.text[t.start : t.end] for t in anchored.targets if t.quote == number]
        marked = _MARKED.search(quote.raw)
        words.append(found[0] if found else marked.group(1) if marked else quote.raw)
    said = letters(note.document.text)
    return Shelved(note.path, tuple(map(letters, words)), note.by, note.date, said)


def letters(words: str) -> str:
    """Words without markup, space and punctuation, unless they are just that: to find two the same."""
    return "".join(re.findall(r"\w+", fold(words).words)) or "".join(words.split())
