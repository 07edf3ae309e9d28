"""What the rest of the site shows of a text: its line in lists, its notes' lines, places in it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from readingroom.archive import in_place
from readingroom.binding import Bound
from readingroom.config import Site
from readingroom.pages.notecards import note_card
from readingroom.pages.noted import NoteViews
from readingroom.pages.parts import card, place_snippet
from readingroom.values import frozen, replace
from readingroom.views import CardView, NoteCard, SnippetView


@frozen
class Outline:
    """A text as other pages show it.

    ``notes`` are the cards of all its notes by id; ``placed``, ``whole`` and ``unplaced`` are the ids of
    those that answer no other. ``places`` show the words round each place where an entry is named.
    ``digest`` is of all this, and of the text's title and date.
    """

    card: CardView
    notes: Mapping[str, NoteCard]
    placed: tuple[str, ...]
    whole: tuple[str, ...]
    unplaced: tuple[str, ...]
    places: tuple[SnippetView, ...]
    digest: str = ""

    @property
    def top(self) -> tuple[NoteCard, ...]:
        """The notes that answer no other, as the list of notes has them."""
        return tuple(self.notes[id_] for id_ in (*self.whole, *self.placed, *self.unplaced))


def outline_of(bound: Bound, site: Site) -> Outline:
    """The outline of a text."""
    text = bound.text
    views = NoteViews(site, text, in_place(bound.notes))
    outline = Outline(
        card=card(text, len(views.notes)),
        notes={anchored.note.id: note_card(anchored, views) for anchored in views.notes},
        placed=tuple(a.note.id for a in views.placed),
        whole=tuple(a.note.id for a in views.whole),
        unplaced=tuple(a.note.id for a in views.unplaced),
        places=tuple(place_snippet(text, o.start, o.end) for o in bound.occurrences),
    )
    return replace(outline, digest=sign((text.slug, text.plain_title, text.date, outline)))


def sign(value: object) -> str:
    """The digest of a value, by its ``repr``."""
    said = repr(value).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(said, digest_size=16).hexdigest()
