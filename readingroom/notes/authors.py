"""Who wrote an annotation, as ``by:`` names people: somebody of site.yaml, or somebody to be added."""

from __future__ import annotations

from collections.abc import Iterable

from slugify import slugify

from readingroom.config import Editor
from readingroom.notes.foreign import Creator
from readingroom.notes.shelf import Shelf

#: An id is typed after ``by:``; names of more letters than this are names of bodies, and known by less.
_LONGEST = 40


class Authors:
    """The ids of all who are named in one import: the same one for the same person."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.known = {e.id for e in shelf.site.editors}
        self.ids: dict[str, str] = {}
        self.people: dict[str, Editor] = {}

    def id_of(self, creator: Creator) -> str:
        """What stands after ``by:`` for somebody; nothing where nobody is named."""
        names = [n for n in (creator.nick, creator.name, creator.iri) if n]
        if not names:
            names = [self.shelf.by] if self.shelf.by else []
        if not names:
            return ""
        listed = (e.id for e in self.shelf.site.editors if {e.id, e.name} & set(names))
        if found := next(listed, ""):
            return found
        if names[0] not in self.ids:
            self.ids[names[0]] = self._new(names, creator)
        return self.ids[names[0]]

    def _new(self, names: list[str], creator: Creator) -> str:
        shown = creator.name or names[0]
        used = next((n for n in names if n in self.shelf.authors), "")
        if used == shown:
            return used  # as this archive's notes name people already: with what readers see
        # Of an address the last part tells more than its beginning, which all addresses share.
        told = names[0].rstrip("/").rpartition("/")[2] if names[0] == creator.iri else names[0]
        base = id_ = used or slugify(told, max_length=_LONGEST, word_boundary=True) or "author"
        count = 1
        while id_ in self.known or id_ in self.people:
            count += 1
            id_ = f"{base}-{count}"
        web = creator.iri if creator.iri.startswith(("https://", "http://")) else ""
        self.people[id_] = Editor(id_, " ".join(shown.split()), web)
        return id_

    def unlisted(self, ids: Iterable[str]) -> tuple[Editor, ...]:
        """Those of these ids that site.yaml should list, so that readers see their names."""
        return tuple(self.people[id_] for id_ in dict.fromkeys(ids) if id_ in self.people)
