"""The pages where readers come in: the home page, the search page, and the one for lost addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TypeVar

from markupsafe import Markup

from readingroom.model import Entry, Text
from readingroom.pages.glossary import entry_parts
from readingroom.pages.guide import filed
from readingroom.pages.lists import text_parts
from readingroom.pages.parts import page_html
from readingroom.pages.planner import Planner, Tag
from readingroom.views import (
    FactView,
    HomeView,
    LinkView,
    Meta,
    NotFoundView,
    PlannedPage,
    RowView,
    SearchView,
)

# What the home page shows of each list before it only leads there: a glance, two windows of a desk's
# screen for the texts and half a one for each of the others.
_TEXTS = 12
_NOTES = 4
_ENTRIES = 30
_TAGS = 30

T = TypeVar("T")


def home(planner: Planner) -> PlannedPage:
    """The archive at a glance."""
    archive = planner.archive
    site = archive.site
    intro = next((p for p in archive.pages if p.slug == "index"), None)
    outlines = (planner.outlines[text.slug] for text in archive.texts)
    shown = (outline.notes[id_] for outline in outlines for id_ in outline.placed)
    notes = tuple(islice(shown, _NOTES))
    texts, entries = planner.texts, archive.entries
    view = HomeView(
        intro_html=page_html(intro.document, "./") if intro else Markup(),
        texts=tuple(planner.cards[text.slug] for text in texts[:_TEXTS]),
        entries=tuple(planner.entry_cards[e.slug] for e in _most_named(planner)),
        notes=notes,
        tags=_most_used(planner.tags),
        counts=tuple(
            FactView(label, (LinkView(f"{count:,}", path),))
            for label, count, path in (
                ("Texts", len(texts), "texts/"),
                ("Notes", len(archive.notes), "notes/"),
                ("Entries", len(entries), "glossary/"),
            )
        ),
        years=_decades(planner) if len(texts) > _TEXTS else None,
        all_texts=_all(texts, _TEXTS, "texts", "texts/"),
        all_notes=_all(archive.notes, len(notes), "notes", "notes/"),
        all_entries=_all(entries, _ENTRIES, "entries", "glossary/"),
        all_tags=_all(planner.tags, _TAGS, "tags", "tags/"),
    )
    return planner.page("", site.title, view, description=site.description)


def _all(members: Sequence[T], shown: int, many: str, path: str) -> LinkView | None:
    """A link to the whole list, where only a part is shown."""
    return LinkView(f"All {len(members):,} {many}", path) if len(members) > shown else None


def _most_named(planner: Planner) -> list[Entry]:
    mentioned = planner.archive.mentioned
    by_count = sorted(
        planner.archive.entries, key=lambda e: (-len(mentioned.get(e.slug, ())), e.title)
    )
    return by_count[:_ENTRIES]


def _most_used(tags: Sequence[Tag]) -> tuple[LinkView, ...]:
    """The tags that are used most, in alphabetical order."""
    most = {tag.link.path for tag in sorted(tags, key=lambda tag: -tag.count)[:_TAGS]}
    return tuple(tag.link for tag in tags if tag.link.path in most)


def _decades(planner: Planner) -> RowView | None:
    parts, guide, _ = text_parts(planner)
    return RowView("", tuple(guide.coarse.values())) if len(parts) > 1 else None


def search_pages(planner: Planner) -> Iterator[PlannedPage]:
    """The search page, where there is one, and the page for addresses that lead nowhere."""
    archive = planner.archive
    if archive.site.search:
        yield planner.page("search/", "Search", _search(planner), section="search/")
    # This page is shown at any depth, so its links start from the site's base.
    meta = Meta("Not found", "", "404.html", archive.site.base_path, robots="noindex")
    texts: Sequence[Text] = planner.texts
    cards = tuple(planner.cards[text.slug] for text in texts[:_TEXTS])
    view = NotFoundView(cards, _all(texts, _TEXTS, "texts", "texts/"))
    yield PlannedPage("404.html", meta, view)


def _search(planner: Planner) -> SearchView:
    """Lists that are one page are there whole, of others the guide."""
    archive = planner.archive
    texts, years, _ = text_parts(planner)
    entries, letters = entry_parts(planner)
    by_title = sorted(archive.entries, key=lambda e: filed(e.title))
    return SearchView(
        texts=tuple(planner.cards[t.slug] for t in planner.texts) if len(texts) == 1 else (),
        entries=tuple(planner.entry_cards[e.slug] for e in by_title) if len(entries) == 1 else (),
        tags=_most_used(planner.tags),
        years=years.whole() if len(texts) > 1 else (),
        letters=letters.whole() if len(entries) > 1 else (),
        all_notes=_all(archive.notes, 0, "notes", "notes/") if len(texts) > 1 else None,
        all_tags=_all(planner.tags, _TAGS, "tags", "tags/"),
    )
