"""A page that is planned: what its head says, and its view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from readingroom.values import frozen
from readingroom.views.lists import (
    EntryView,
    GlossaryView,
    HomeView,
    NotesView,
    NotFoundView,
    PlacesView,
    PlainView,
    SearchView,
    TagsView,
    TagView,
    TextsView,
)
from readingroom.views.parts import KindView, LinkView
from readingroom.views.texts import SourceView, TextView


@frozen
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
    search: bool = True

    def option(self, name: str, default: str = "") -> str:
        """A theme option from site.yaml, as text."""
        return dict(self.options).get(name, default)


@frozen
class LaterView:
    """A view that is made only when its page is rendered; ``made_of`` says by its ``repr`` of what."""

    made_of: object
    template: str
    make: Callable[[], View] = field(repr=False, compare=False)


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
    | PlacesView
    | SearchView
    | NotFoundView
)


@frozen
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
    #: The pages of a list before and after this one.
    earlier: str = ""
    later: str = ""


@frozen
class PlannedPage:
    """A page that the site will have: its file, what its head says and what its template may show."""

    file: str
    meta: Meta
    view: View | LaterView
