"""Where something is named: the pages that go on with the places that its own page begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from readingroom.model import Occurrence, Text
from readingroom.pages.guide import Guide, by_time, entrances
from readingroom.pages.paging import Page, page_path, pager, paginated
from readingroom.pages.planner import Planner, titled
from readingroom.views import (
    LaterView,
    LinkView,
    OccurrencesView,
    PagerView,
    PlacesView,
    PlannedPage,
    RowView,
    SnippetView,
)

#: Places on a page, each two or three lines: an entry that stands in many texts is mostly once or
#: twice in each, so these are the places of twenty texts or more.
_PLACES = 40

_Place = tuple[Text, Occurrence]


def backlink_parts(backlinks: Sequence[SnippetView]) -> tuple[Page[SnippetView], ...]:
    """Backlinks by page."""
    return paginated(backlinks, _PLACES)


@dataclass(frozen=True, eq=False)
class Places:
    """Where an entry is named in texts, in the order of time; ``path`` is the entry's."""

    planner: Planner
    path: str
    found: tuple[_Place, ...]

    @classmethod
    def of(cls, planner: Planner, slug: str, path: str) -> Places:
        """The places of an entry."""
        order, texts = planner.order, planner.texts
        places = planner.archive.mentioned.get(slug, ())
        found = sorted(places, key=lambda o: order[o.text])
        return cls(planner, path, tuple((texts[order[o.text]], o) for o in found))

    @property
    def made_of(self) -> tuple[tuple[str, int], ...]:
        """What all that is shown of them depends on."""
        outlines = self.planner.outlines
        return tuple((outlines[text.slug].digest, o.start) for text, o in self.found)

    @property
    def count(self) -> int:
        """How many pages they take."""
        return max(1, -(-len(self.found) // _PLACES))

    @property
    def groups(self) -> tuple[tuple[OccurrencesView, ...], ...]:
        """The places by page and text."""
        return self._parts[0]

    def rows(self, number: int) -> tuple[RowView, ...]:
        """The guide to them by time, for a page; nothing behind the last."""
        return self._parts[1].rows(number) if number <= self.count else ()

    @cached_property
    def _parts(self) -> tuple[tuple[tuple[OccurrencesView, ...], ...], Guide]:
        parts, years = paginated(self.found, _PLACES), self.planner.years
        coarse, fine = by_time(years[text.slug] for text, _ in self.found)
        guide = Guide.of(
            parts, self.path, lambda p: coarse(years[p[0].slug]), lambda p: fine(years[p[0].slug])
        )
        ids = entrances(parts, lambda p: fine(years[p[0].slug]))
        made = []
        before = ""
        for page in parts:
            groups = []
            at = zip(page.part, ids[page.number - 1], strict=True)
            for slug, several in groupby(at, key=lambda place: place[0][0].slug):
                members = tuple(several)
                (text, _), id_ = members[0]
                link = LinkView(text.plain_title, f"texts/{slug}/")
                shown = tuple(self.planner.place(o) for (_, o), _ in members)
                groups.append(
                    OccurrencesView(link, shown, id_ if len(parts) > 1 else "", slug == before)
                )
                before = slug
            made.append(tuple(groups))
        return tuple(made), guide


def more_link(path: str, backlinks: Sequence[Page[SnippetView]]) -> LinkView | None:
    """Where backlinks go on that are more than one page."""
    left = sum(len(page.part) for page in backlinks[1:])
    return LinkView(f"{left:,} more places", page_path(path, 2)) if left else None


def places_pages(
    planner: Planner,
    of: LinkView,
    backlinks: Sequence[Page[SnippetView]],
    *,
    section: str = "",
    crumbs: Sequence[LinkView] = (),
) -> Iterator[PlannedPage]:
    """From the second page on, what leads to something; ``of`` is what it leads to."""
    for page in backlinks[1:]:
        if around := pager(of.path, page.number, page.of):
            view = PlacesView(of, (), 0, page.part, around)
            yield places_page(planner, of, view, around, section=section, crumbs=crumbs)


def places_page(
    planner: Planner,
    of: LinkView,
    view: PlacesView | LaterView,
    around: PagerView,
    *,
    section: str,
    crumbs: Sequence[LinkView],
) -> PlannedPage:
    """A page that goes on with where something is named."""
    return planner.page(
        page_path(of.path, around.number),
        titled(of.label, around.number, around.of),
        view,
        section=section,
        crumbs=(*crumbs, of),
        around=around,
    )
