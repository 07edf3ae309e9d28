"""The parts that the views of several pages share."""

from __future__ import annotations

from markupsafe import Markup

from readingroom.values import frozen


@frozen
class LinkView:
    """A link to show."""

    label: str
    path: str


@frozen
class KindView:
    """A kind of note: slug, label, plural label, one of the theme's colour names."""

    slug: str
    label: str
    plural: str
    colour: str


@frozen
class FactView:
    """A line of metadata: a label (``Date``), and its values, linked where ``path`` is not empty."""

    label: str
    values: tuple[LinkView, ...]


@frozen
class NoteView:
    """A note with its replies. ``number`` counts from 1 within its text; 0 for replies."""

    id: str
    html_id: str
    number: int
    title: str
    quote: str
    kind: str
    kind_label: str
    colour: str
    tags: tuple[LinkView, ...]
    by: str
    date: str
    body_html: Markup
    path: str
    text_title: str
    text_path: str
    state: str
    edit_url: str
    replies: tuple[NoteView, ...] = ()
    #: The site path that finds the passage by its words; empty for a note on none.
    words_path: str = ""
    #: Who speaks in the note and its replies.
    voices: tuple[str, ...] = ()


@frozen
class CardView:
    """One line of a list of texts. ``id`` is where a guide leads to, empty for most."""

    title: str
    supplied: bool
    path: str
    creator: str
    date: str
    date_iso: str
    words: int
    minutes: int
    notes: int
    excerpt: str
    draft: bool = False
    id: str = ""


@frozen
class NoteCard:
    """One line of a list of notes, away from their text: a note without its comment's HTML.

    ``replies`` counts them; ``voices`` are all who speak in the note and its replies.
    """

    number: int
    title: str
    quote: str
    summary: str
    kind: str
    kind_label: str
    colour: str
    tags: tuple[LinkView, ...]
    by: str
    path: str
    text_title: str
    text_path: str
    replies: int = 0
    voices: tuple[str, ...] = ()


@frozen
class EntryCard:
    """One line of a list of entries. ``occurrences`` counts places in texts; ``id`` as of a card."""

    title: str
    path: str
    kind: str
    kind_label: str
    summary: str
    occurrences: int
    aliases: tuple[str, ...] = ()
    id: str = ""


@frozen
class SnippetView:
    """Words of a page round a place in it, with a link to the place."""

    title: str
    path: str
    kind: str
    before: str
    words: str
    after: str


@frozen
class OccurrencesView:
    """The places of one text where an entry's name stands; ``continued`` from the page before."""

    text: LinkView
    snippets: tuple[SnippetView, ...]
    id: str = ""
    continued: bool = False


@frozen
class RowView:
    """A row of a guide: a label, links into a list, and the labels of those that this page shows."""

    label: str
    links: tuple[LinkView, ...]
    here: tuple[str, ...] = ()


@frozen
class PagerView:
    """Page ``number`` of ``of`` pages of a list, both from 1; the rows lead to where things stand.

    The links' labels are page numbers. ``first`` and ``last`` are absent where ``earlier`` and ``later``
    lead there.
    """

    number: int
    of: int
    first: LinkView | None
    earlier: LinkView | None
    later: LinkView | None
    last: LinkView | None
    rows: tuple[RowView, ...] = ()
