"""Annotations that the archive has as notes already, so that no file is imported twice."""

from __future__ import annotations

from collections.abc import Sequence

from readingroom.notes.placing import Found
from readingroom.notes.shelf import Shelf, Shelved, letters
from readingroom.notes.threads import Placed, Words, name_for, own_name, walk
from readingroom.readers.markdown import read_markdown

#: What exports of a site that does not know its address have before ``texts/`` (``webannotation``).
_NOWHERE = "urn:x-reading-room:"


class Recognising:
    """Holds annotations against the notes of an archive; each note answers for one annotation."""

    def __init__(self, shelf: Shelf, words: Words) -> None:
        self.shelf, self.words = shelf, words
        self.ids: dict[tuple[str, Shelved], list[str]] = {}
        for slug, notes in shelf.notes.items():
            for id_, note in notes.items():
                self.ids.setdefault((slug, _plain(note)), []).append(id_)

    def find(self, placed: Placed, by: str, date: str, comment: str) -> str:
        """The id of the note that an annotation is, or nothing; ``comment`` is Markdown.

        It is the note that it was exported from, by its name; else one on the same text with the same
        quotes, author, day and comment.
        """
        here = self.shelf.notes.get(placed.slug, {})
        quotes = tuple(letters(q) for q in self._quotes(placed))
        like = Shelved("", quotes, by, date, letters(read_markdown(comment).document.text))
        own = own_name(placed.foreign)
        note = here.get(own)
        if note and self._same(placed.foreign.id, note, like):
            self._take(placed.slug, note, own)
            other = "has another comment in the archive than in the file, and keeps it"
            placed.says = [other] if note.comment != like.comment else []
            return own
        ids = self.ids.get((placed.slug, like))
        if ids:
            placed.says = []
        return ids.pop(0) if ids else ""

    def _same(self, name: str, note: Shelved, like: Shelved) -> bool:
        """Whether a name is this archive's, or at least what it names says the same here and there."""
        bases = [base for base in (self.shelf.site.base_url, _NOWHERE) if base]
        if any(name.startswith(f"{base}texts/") for base in bases):
            return True
        return note.comment == like.comment or (note.quotes == like.quotes != ())

    def _take(self, slug: str, note: Shelved, id_: str) -> None:
        ids = self.ids.get((slug, _plain(note)), [])
        if id_ in ids:
            ids.remove(id_)

    def _quotes(self, placed: Placed) -> list[str]:
        quotes: list[str] = []
        for selected, found in placed.passages:
            if isinstance(found, Found):
                quotes.append(self.words.of(placed.slug).text[found.start : found.end])
            elif said := selected.said:
                quotes.append(said)
        return quotes


def _plain(note: Shelved) -> Shelved:
    return Shelved("", note.quotes, note.by, note.date, note.comment)


def without(roots: Sequence[Placed], known: dict[int, str], shelf: Shelf) -> list[Placed]:
    """The conversations without the notes that are known (identity → id); their replies name them."""
    made: list[Placed] = []
    top = {id(root) for root in roots}
    for placed in list(walk(roots)):
        if id(placed) in top and id(placed) not in known:
            made.append(placed)
        if id(placed) in known:
            id_ = known[id(placed)]
            path = shelf.notes[placed.slug][id_].path
            for reply in placed.replies:
                if id(reply) not in known:
                    reply.answers = name_for(path, id_)
                    made.append(reply)
        placed.replies = [reply for reply in placed.replies if id(reply) not in known]
    return made
