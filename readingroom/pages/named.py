"""Where something is named: the pages that go on with the places that its own page begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest

from readingroom.model import Occurrence, Text
from readingroom.pages.guide import Guide, by_time, entrances
from readingroom.pages.paging import Page, page_path, pager, paginated
from readingroom.pages.planner import Planner, titled
from readingroom.views import (
    LinkView,
    OccurrencesView,
    PagerView,
    PlacesView,
    PlannedPage,
    SnippetView,
)

#: Places on a page, each two or three lines: an entry that stands in many texts is mostly once or
#: twice in each, so these are the places of twenty texts or more.
_PLACES = 40

_Place = tuple[Text, Occurrence]


def backlink_parts(backlinks: Sequence[SnippetView]) -> tuple[Page[SnippetView], ...]:
    """Backlinks by page."""
    return paginated(backlinks, _PLACES)


def occurrence_parts(
    planner: Planner, places: Sequence[Occurrence], path: str
) -> tuple[tuple[tuple[OccurrencesView, ...], ...], Guide]:
    """The places of an entry's name in texts, by page and text, and the guide to them by time."""
    order = planner.order
    found = [(planner.texts[order[o.text]], o) for o in sorted(places, key=lambda o: order[o.text])]
    parts = paginated(found, _PLACES)
    coarse, fine = by_time(_year(place) for place in found)
    guide = Guide.of(parts, path, lambda p: coarse(_year(p)), lambda p: fine(_year(p)))
    ids = entrances(parts, lambda p: fine(_year(p)))
    made = []
    before = ""
    for page in parts:
        groups = []
        at = zip(page.part, ids[page.number - 1], strict=True)
        for slug, several in groupby(at, key=lambda place: place[0][0].slug):
            members = tuple(several)
            (text, _), id_ = members[0]
            link = LinkView(text.plain_title, f"texts/{slug}/")
            shown = tuple(planner.places[o] for (_, o), _ in members)
            groups.append(
                OccurrencesView(link, shown, id_ if len(parts) > 1 else "", slug == before)
            )
            before = slug
        made.append(tuple(groups))
    return tuple(made), guide


def _year(place: _Place) -> int | None:
    date = place[0].date
    return date.year if date else None


def around_first(
    path: str,
    occurrences: Sequence[tuple[OccurrencesView, ...]],
    backlinks: Sequence[Page[SnippetView]],
    guide: Guide | None = None,
) -> PagerView | None:
    """The way from something's own page to those that go on with where it is named."""
    return pager(path, 1, max(len(occurrences), len(backlinks)), guide.rows(1) if guide else ())


def more_link(path: str, backlinks: Sequence[Page[SnippetView]]) -> LinkView | None:
    """Where backlinks go on that are more than one page."""
    left = sum(len(page.part) for page in backlinks[1:])
    return LinkView(f"{left:,} more places", page_path(path, 2)) if left else None


def places_pages(
    planner: Planner,
    of: LinkView,
    backlinks: Sequence[Page[SnippetView]],
    occurrences: Sequence[tuple[OccurrencesView, ...]] = ((),),
    guide: Guide | None = None,
    *,
    section: str = "",
    crumbs: Sequence[LinkView] = (),
) -> Iterator[PlannedPage]:
    """From the second page on, both lists going on side by side; ``of`` is what is named."""
    count = sum(len(group.snippets) for page in occurrences for group in page)
    both = list(zip_longest(occurrences, backlinks))
    for number, (groups, links) in enumerate(both, 1):
        rows = guide.rows(number) if guide and number <= len(occurrences) else ()
        around = pager(of.path, number, len(both), rows)
        if number == 1 or around is None:
            continue
        view = PlacesView(of, groups or (), count, links.part if links else (), around)
        yield planner.page(
            page_path(of.path, number),
            titled(of.label, number, len(both)),
            view,
            section=section,
            crumbs=(*crumbs, of),
            around=around,
        )
