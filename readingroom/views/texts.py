"""What the pages of a text may show: its words with the notes, and its source."""

from __future__ import annotations

from dataclasses import field

from markupsafe import Markup

from readingroom.values import frozen
from readingroom.views.parts import (
    EntryCard,
    FactView,
    KindView,
    LinkView,
    NoteView,
    SnippetView,
)


@frozen
class PassageView:
    """A block of the text at top level, and the notes whose first passage ends in it."""

    html: Markup
    notes: tuple[NoteView, ...] = ()


@frozen
class HeadingView:
    """A heading of the table of contents."""

    level: int
    label: str
    id: str


@frozen
class TallyView:
    """What was removed of a source under one role: what it was, how often, and the words where few."""

    meaning: str
    count: int
    words: tuple[tuple[str, int], ...] = ()


@frozen
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


@frozen
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
    #: Where the rest of the backlinks is, if they are more than the page shows.
    more: LinkView | None = None
    template: str = field(default="text.html", init=False)


@frozen
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


@frozen
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


@frozen
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
