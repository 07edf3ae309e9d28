"""What each template may show: one frozen view for each kind of page, and the parts they share.

A view holds strings, numbers and tuples only, so that its digest says whether a page is stale; one that
is dear to make is a ``LaterView``. Paths
are site paths without a leading slash (``texts/a/``, ``glossary/b/#p-3fa9c1``); templates make links of
them with ``url(path)``. Fields that end in ``html`` are ``Markup`` made by the weaver.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link to show."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class KindView:
    """A kind of note: slug, label, plural label, one of the theme's colour names."""

    slug: str
    label: str
    plural: str
    colour: str


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page knows of the site."""

    title: str
    subtitle: str
    description: str
    language: str
    base_url: str
    menu: tuple[LinkView, ...]
    footer: tuple[LinkView, ...]
    repository: str
    kinds: tuple[KindView, ...]
    options: tuple[tuple[str, str], ...] = ()
    version: str = ""
    live: bool = False
    search: bool = True

    def option(self, name: str, default: str = "") -> str:
        """A theme option from site.yaml, as text."""
        return dict(self.options).get(name, default)


@dataclass(frozen=True, slots=True)
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
    summary: str = ""
    #: The site path that finds the passage by its words; empty for a note on none.
    words_path: str = ""
    #: Who speaks in the note and its replies.
    voices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FilterView:
    """A way to choose among notes: name in the address, label, (value, label, how many notes)."""

    name: str
    label: str
    choices: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class PassageView:
    """A block of the text at top level, and the notes whose first passage ends in it."""

    html: Markup
    notes: tuple[NoteView, ...] = ()


@dataclass(frozen=True, slots=True)
class CardView:
    """One line of a list of texts."""

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


@dataclass(frozen=True, slots=True)
class EntryCard:
    """One line of a list of entries. ``occurrences`` counts places in texts."""

    title: str
    path: str
    kind: str
    kind_label: str
    summary: str
    occurrences: int
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SnippetView:
    """Words of a page round a place in it, with a link to the place."""

    title: str
    path: str
    kind: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class OccurrencesView:
    """The places of one text where an entry's name stands."""

    text: LinkView
    snippets: tuple[SnippetView, ...]


@dataclass(frozen=True, slots=True)
class FactView:
    """A line of metadata: a label (``Date``), and its values, linked where ``path`` is not empty."""

    label: str
    values: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class HeadingView:
    """A heading of the table of contents."""

    level: int
    label: str
    id: str


@dataclass(frozen=True, slots=True)
class TallyView:
    """What was removed of a source under one role: what it was, how often, and the words where few."""

    meaning: str
    count: int
    words: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ProvenanceView:
    """Where a text comes from. ``missing`` says in one line why there is nothing else to say.

    The four numbers are characters that are not white space. ``original`` and ``download`` are site
    paths, empty where the source is not published; ``renamed`` says that the file is published under
    a name by which browsers show it and do not run it.
    """

    missing: str = ""
    file: str = ""
    size: str = ""
    encoding: str = ""
    sha256: str = ""
    imported: str = ""
    imported_iso: str = ""
    credit: str = ""
    edited: bool = False
    review: bool = False
    characters: int = 0
    kept: int = 0
    moved: int = 0
    removed: int = 0
    left_out: tuple[TallyView, ...] = ()
    original: str = ""
    download: str = ""
    renamed: str = ""


@dataclass(frozen=True, slots=True)
class StretchView:
    """Words of a source. ``fate`` is kept, moved or removed, empty for white space between.

    ``role`` names the role's place in the list, ``label`` is shown before the words and is empty
    where they say enough by themselves; ``note`` says what became of them, by which rule. A stretch
    that ``begins`` is not the rest of one that was cut by the end of a line or page.
    """

    words: str
    fate: str = ""
    role: str = ""
    label: str = ""
    note: str = ""
    id: str = ""
    begins: bool = False


@dataclass(frozen=True, slots=True)
class RoleView:
    """A role: what it means, how often it is in the whole source, links to its stretches of a page.

    The links' labels are words, or numbers where it is ``numbered``.
    """

    slug: str
    label: str
    meaning: str
    fate: str
    count: int
    numbered: bool
    stretches: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as it was received, or page ``number`` of ``count``: stretches with their fate."""

    title: str
    supplied: bool
    language: str
    text: LinkView
    about: ProvenanceView
    number: int
    count: int
    first: LinkView | None
    earlier: LinkView | None
    later: LinkView | None
    last: LinkView | None
    stretches: tuple[StretchView, ...] = ()
    roles: tuple[RoleView, ...] = ()
    template: str = field(default="source.html", init=False)


@dataclass(frozen=True, slots=True)
class LaterView:
    """A view that is made only when its page is rendered; ``digest`` stands for all it is made of.

    ``make`` can be pickled, since pages are rendered in other processes.
    """

    digest: str
    template: str
    make: Callable[[], View] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class HomeView:
    """The archive at a glance."""

    intro_html: Markup
    texts: tuple[CardView, ...]
    entries: tuple[EntryCard, ...]
    notes: tuple[NoteView, ...]
    tags: tuple[LinkView, ...]
    counts: tuple[FactView, ...] = ()
    template: str = field(default="home.html", init=False)


@dataclass(frozen=True, slots=True)
class TextsView:
    """All texts."""

    texts: tuple[CardView, ...]
    template: str = field(default="texts.html", init=False)


@dataclass(frozen=True, slots=True)
class TextView:
    """A text with its notes. ``section`` and ``credit`` are the source's own label and credit line."""

    title: str
    subtitle: str
    supplied: bool
    language: str
    section: str
    creator: str
    date: str
    date_iso: str
    dateline: str
    credit: str
    facts: tuple[FactView, ...]
    passages: tuple[PassageView, ...]
    whole: tuple[NoteView, ...]
    unplaced: tuple[NoteView, ...]
    gone: tuple[str, ...]
    note_count: int
    contents: tuple[HeadingView, ...]
    entries: tuple[EntryCard, ...]
    tags: tuple[LinkView, ...]
    backlinks: tuple[SnippetView, ...]
    downloads: tuple[LinkView, ...]
    earlier: LinkView | None
    later: LinkView | None
    review: str
    draft: bool
    minutes: int
    words: int
    edit_url: str
    provenance: ProvenanceView
    kinds: tuple[tuple[KindView, int], ...] = ()
    template: str = field(default="text.html", init=False)


@dataclass(frozen=True, slots=True)
class NotesView:
    """All notes, by text."""

    groups: tuple[tuple[LinkView, tuple[NoteView, ...]], ...]
    count: int
    filters: tuple[FilterView, ...] = ()
    template: str = field(default="notes.html", init=False)


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """All entries, by kind: (plural label, entries)."""

    groups: tuple[tuple[str, tuple[EntryCard, ...]], ...]
    count: int
    template: str = field(default="glossary.html", init=False)


@dataclass(frozen=True, slots=True)
class EntryView:
    """A glossary entry and where it is met."""

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
    template: str = field(default="entry.html", init=False)


@dataclass(frozen=True, slots=True)
class TagsView:
    """All tags: (tag, how many texts, notes and entries bear it)."""

    tags: tuple[tuple[LinkView, int], ...]
    template: str = field(default="tags.html", init=False)


@dataclass(frozen=True, slots=True)
class TagView:
    """What bears one tag."""

    title: str
    texts: tuple[CardView, ...]
    entries: tuple[EntryCard, ...]
    notes: tuple[NoteView, ...]
    template: str = field(default="tag.html", init=False)


@dataclass(frozen=True, slots=True)
class PlainView:
    """A page of the site's own."""

    title: str
    body_html: Markup
    backlinks: tuple[SnippetView, ...]
    edit_url: str
    draft: bool
    template: str = field(default="page.html", init=False)


@dataclass(frozen=True, slots=True)
class SearchView:
    """The search page; the lists are what is offered where there is no JavaScript."""

    texts: tuple[CardView, ...]
    entries: tuple[EntryCard, ...]
    tags: tuple[LinkView, ...]
    template: str = field(default="search.html", init=False)


@dataclass(frozen=True, slots=True)
class NotFoundView:
    """What a visitor sees whose address leads nowhere."""

    texts: tuple[CardView, ...]
    template: str = field(default="404.html", init=False)


View = (
    HomeView
    | TextsView
    | TextView
    | SourceView
    | NotesView
    | GlossaryView
    | EntryView
    | TagsView
    | TagView
    | PlainView
    | SearchView
    | NotFoundView
)


@dataclass(frozen=True, slots=True)
class Meta:
    """What the head of a page says. ``root`` leads from the page to the site's root (``../../``)."""

    title: str
    description: str
    path: str
    root: str
    section: str = ""
    breadcrumbs: tuple[LinkView, ...] = ()
    alternates: tuple[tuple[str, str, str], ...] = ()
    robots: str = ""


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page that the site will have: its file, what its head says and what its template may show."""

    file: str
    meta: Meta
    view: View | LaterView
