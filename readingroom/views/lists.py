"""What the pages that list things may show, and those with a list at their foot."""

from __future__ import annotations

from dataclasses import field

from markupsafe import Markup

from readingroom.values import frozen
from readingroom.views.parts import (
    CardView,
    EntryCard,
    FactView,
    LinkView,
    NoteCard,
    OccurrencesView,
    PagerView,
    RowView,
    SnippetView,
)


@frozen
class HomeView:
    """The archive at a glance: some of its texts, entries, notes and tags.

    ``all_texts`` and its like lead to the whole lists, where there is more than the page shows;
    ``years`` into the list of texts.
    """

    intro_html: Markup
    texts: tuple[CardView, ...]
    entries: tuple[EntryCard, ...]
    notes: tuple[NoteCard, ...]
    tags: tuple[LinkView, ...]
    counts: tuple[FactView, ...] = ()
    years: RowView | None = None
    all_texts: LinkView | None = None
    all_notes: LinkView | None = None
    all_entries: LinkView | None = None
    all_tags: LinkView | None = None
    template: str = field(default="home.html", init=False)


@frozen
class TextsView:
    """All texts, or a page of them; ``count`` is of all, and ``pager`` is there if pages are several."""

    texts: tuple[CardView, ...]
    count: int
    pager: PagerView | None = None
    template: str = field(default="texts.html", init=False)


@frozen
class FilterView:
    """A way to choose among notes: name in the address, label, (value, label, how many notes).

    ``pages`` has what a choice is called and its page, for those values that have one of their own.
    """

    name: str
    label: str
    choices: tuple[tuple[str, str, int], ...]
    pages: tuple[tuple[str, LinkView], ...] = ()


@frozen
class NoteGroup:
    """The notes of a text; ``continued`` from the page before."""

    text: LinkView
    notes: tuple[NoteCard, ...]
    id: str = ""
    continued: bool = False


@frozen
class NotesView:
    """All notes, by text, or a page of them. ``count`` and ``texts`` are of all."""

    groups: tuple[NoteGroup, ...]
    count: int
    texts: int
    filters: tuple[FilterView, ...] = ()
    pager: PagerView | None = None
    template: str = field(default="notes.html", init=False)


@frozen
class EntryGroup:
    """The entries of a kind, with its plural label; ``continued`` from the page before."""

    label: str
    id: str
    entries: tuple[EntryCard, ...]
    continued: bool = False


@frozen
class GlossaryView:
    """All entries, by kind, or a page of them; ``count`` is of all."""

    groups: tuple[EntryGroup, ...]
    count: int
    pager: PagerView | None = None
    template: str = field(default="glossary.html", init=False)


@frozen
class EntryView:
    """A glossary entry and where it is met, or the first of this; the rest is in ``PlacesView``."""

    title: str
    kind: str
    kind_label: str
    aliases: tuple[str, ...]
    date: str
    body_html: Markup
    occurrences: tuple[OccurrencesView, ...]
    occurrence_count: int
    backlinks: tuple[SnippetView, ...]
    tags: tuple[LinkView, ...]
    identifiers: tuple[LinkView, ...]
    edit_url: str
    draft: bool
    pager: PagerView | None = None
    template: str = field(default="entry.html", init=False)


@frozen
class PlacesView:
    """More of where a text, an entry or a page is named, from its second page on."""

    of: LinkView
    occurrences: tuple[OccurrencesView, ...]
    occurrence_count: int
    backlinks: tuple[SnippetView, ...]
    pager: PagerView
    template: str = field(default="places.html", init=False)


@frozen
class TagCard:
    """A tag, and how many texts, notes and entries bear it."""

    tag: LinkView
    count: int
    id: str = ""


@frozen
class TagsView:
    """All tags, or a page of them; ``count`` is of all."""

    tags: tuple[TagCard, ...]
    count: int
    pager: PagerView | None = None
    template: str = field(default="tags.html", init=False)


@frozen
class TagView:
    """What bears one tag, or a page of it; ``continued`` names the list that goes on from a page before.

    ``counts`` are of all the texts, notes and entries.
    """

    title: str
    texts: tuple[CardView, ...]
    entries: tuple[EntryCard, ...]
    notes: tuple[NoteCard, ...]
    counts: tuple[int, int, int]
    continued: str = ""
    pager: PagerView | None = None
    template: str = field(default="tag.html", init=False)


@frozen
class PlainView:
    """A page of the site's own."""

    title: str
    body_html: Markup
    backlinks: tuple[SnippetView, ...]
    edit_url: str
    draft: bool
    more: LinkView | None = None
    template: str = field(default="page.html", init=False)


@frozen
class SearchView:
    """The search page; the lists are what is offered where there is no JavaScript.

    Of a list that has several pages, there are instead the rows that lead into it, and of too many tags
    the most used.
    """

    texts: tuple[CardView, ...]
    entries: tuple[EntryCard, ...]
    tags: tuple[LinkView, ...]
    years: tuple[RowView, ...] = ()
    letters: tuple[RowView, ...] = ()
    all_notes: LinkView | None = None
    all_tags: LinkView | None = None
    template: str = field(default="search.html", init=False)


@frozen
class NotFoundView:
    """What a visitor sees whose address leads nowhere."""

    texts: tuple[CardView, ...]
    all_texts: LinkView | None = None
    template: str = field(default="404.html", init=False)
