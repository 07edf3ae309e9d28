"""The pages of the glossary: the list of entries, and each entry with the places where it is named."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from readingroom.model import Entry
from readingroom.pages.guide import Guide, Stop, by_letter, entrances, filed
from readingroom.pages.named import Places, backlink_parts, places_page
from readingroom.pages.outlines import sign
from readingroom.pages.paging import Page, pager, paginated
from readingroom.pages.parts import (
    edit_url,
    entry_kind,
    identifier_link,
    page_html,
    root_of,
    snippets,
    tag_links,
)
from readingroom.pages.planner import Planner
from readingroom.schemas import ENTRY_KINDS
from readingroom.values import frozen, replace
from readingroom.views import (
    EntryGroup,
    EntryView,
    GlossaryView,
    LaterView,
    LinkView,
    PagerView,
    PlacesView,
    PlannedPage,
    SnippetView,
)

#: Entries of a page, in two columns on a desk, each three lines.
_ENTRIES = 100


def entry_parts(planner: Planner) -> tuple[tuple[Page[Entry], ...], Guide]:
    """The pages of the glossary, by kind and then by letter, and the guide to them."""
    order = {kind: number for number, kind in enumerate(ENTRY_KINDS)}
    entries = sorted(planner.archive.entries, key=lambda e: (order[e.kind], filed(e.title)))
    parts = paginated(entries, _ENTRIES)
    return parts, Guide.of(parts, "glossary/", _kind, _letter)


def _kind(entry: Entry) -> Stop:
    return Stop(entry_kind(entry.kind, plural=True), f"kind-{entry.kind}")


def _letter(entry: Entry) -> Stop:
    return by_letter(entry.kind)(entry.title)


def glossary_pages(planner: Planner) -> Iterator[PlannedPage]:
    """All entries, and each of them."""
    archive = planner.archive
    parts, guide = entry_parts(planner)
    ids = entrances(parts, _letter)

    def view(page: Page[Entry], around: PagerView | None) -> GlossaryView:
        before = parts[page.number - 2].part[-1].kind if page.number > 1 else ""
        places = zip(page.part, ids[page.number - 1], strict=True)
        groups = []
        for kind, several in groupby(places, key=lambda place: place[0].kind):
            cards = tuple(
                replace(planner.entry_cards[entry.slug], id=id_ if around else "")
                for entry, id_ in several
            )
            label = entry_kind(kind, plural=True)
            groups.append(EntryGroup(label, f"kind-{kind}", cards, kind == before))
        return GlossaryView(tuple(groups), len(archive.entries), around)

    link = LinkView("Glossary", "glossary/")
    yield from planner.pages(link, parts, view, guide=guide, section="glossary/")
    for entry in archive.entries:
        yield from _entry(planner, entry)


def _entry(planner: Planner, entry: Entry) -> Iterator[PlannedPage]:
    """An entry, and the pages that go on with the places where it is named."""
    path = f"glossary/{entry.slug}/"
    backlinks = backlink_parts(snippets(planner.archive.backlinks.get(entry.slug, ())))
    edit = edit_url(planner.archive.site, entry.path)
    at = _Named(entry, edit, Places.of(planner, entry.slug, path), backlinks)
    made_of = sign((entry, edit, at.places.made_of, backlinks))
    crumbs = (LinkView("Glossary", "glossary/"),)
    yield planner.page(
        path,
        entry.title,
        LaterView(made_of, "entry.html", at.first),
        description=entry.summary or entry.document.text,
        section="glossary/",
        crumbs=crumbs,
        around=pager(path, 1, at.pages),
    )
    of = LinkView(entry.title, path)
    for number in range(2, at.pages + 1):
        if around := pager(path, number, at.pages):
            view = LaterView((made_of, number), "places.html", partial(at.more, of, number))
            yield places_page(planner, of, view, around, section="glossary/", crumbs=crumbs)


@frozen
class _Named:
    """An entry with where it is named."""

    entry: Entry
    edit: str
    places: Places
    backlinks: tuple[Page[SnippetView], ...]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(self.places.count, len(self.backlinks))

    def _around(self, number: int) -> PagerView | None:
        return pager(self.places.path, number, self.pages, self.places.rows(number))

    def first(self) -> EntryView:
        """What its own page shows."""
        entry = self.entry
        return EntryView(
            title=entry.title,
            kind=entry.kind,
            kind_label=entry_kind(entry.kind),
            aliases=entry.alias,
            date=entry.date,
            body_html=page_html(entry.document, root_of(self.places.path)),
            occurrences=self.places.groups[0],
            occurrence_count=len(self.places.found),
            backlinks=self.backlinks[0].part,
            tags=tag_links(entry.subject),
            identifiers=tuple(identifier_link(i) for i in entry.identifier),
            edit_url=self.edit,
            draft=entry.draft,
            pager=self._around(1),
        )

    def more(self, of: LinkView, number: int) -> PlacesView:
        """What a further page shows: both lists go on side by side."""
        groups, links = self.places.groups, self.backlinks
        around = self._around(number)
        assert around
        return PlacesView(
            of,
            groups[number - 1] if number <= len(groups) else (),
            len(self.places.found),
            links[number - 1].part if number <= len(links) else (),
            around,
        )
