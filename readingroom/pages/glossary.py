"""The pages of the glossary: the list of entries, and each entry with the places where it is named."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from readingroom.model import Entry
from readingroom.pages.guide import Guide, Stop, by_letter, entrances, filed
from readingroom.pages.named import around_first, backlink_parts, occurrence_parts, places_pages
from readingroom.pages.paging import Page, paginated
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
from readingroom.values import replace
from readingroom.views import (
    EntryGroup,
    EntryView,
    GlossaryView,
    LinkView,
    PagerView,
    PlannedPage,
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
    archive = planner.archive
    path = f"glossary/{entry.slug}/"
    places = archive.mentioned.get(entry.slug, ())
    occurrences, guide = occurrence_parts(planner, places, path)
    backlinks = backlink_parts(snippets(archive.backlinks.get(entry.slug, ())))
    around = around_first(path, occurrences, backlinks, guide)
    view = EntryView(
        title=entry.title,
        kind=entry.kind,
        kind_label=entry_kind(entry.kind),
        aliases=entry.alias,
        date=entry.date,
        body_html=page_html(entry.document, root_of(path)),
        occurrences=occurrences[0],
        occurrence_count=len(places),
        backlinks=backlinks[0].part,
        tags=tag_links(entry.subject),
        identifiers=tuple(identifier_link(i) for i in entry.identifier),
        edit_url=edit_url(archive.site, entry.path),
        draft=entry.draft,
        pager=around,
    )
    crumbs = (LinkView("Glossary", "glossary/"),)
    yield planner.page(
        path,
        entry.title,
        view,
        description=entry.summary or entry.document.text,
        section="glossary/",
        crumbs=crumbs,
        around=around,
    )
    of = LinkView(entry.title, path)
    yield from places_pages(
        planner, of, backlinks, occurrences, guide, section="glossary/", crumbs=crumbs
    )
