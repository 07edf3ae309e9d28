"""What the planners of pages share: the archive, cards made of it once, and how a page is planned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from readingroom.archive import Archive, tags_of
from readingroom.mentions import first_sentences
from readingroom.model import AnchoredNote, Entry, Occurrence, Text
from readingroom.pages.guide import Guide
from readingroom.pages.outlines import Outline
from readingroom.pages.paging import Page, page_path, pager
from readingroom.pages.parts import entry_card, in_time, root_of, tag_slug
from readingroom.values import frozen
from readingroom.views import (
    CardView,
    EntryCard,
    LaterView,
    LinkView,
    Meta,
    NoteCard,
    PagerView,
    PlannedPage,
    SnippetView,
    View,
)

#: Code points of a page's description; search engines show about 155.
_DESCRIPTION = 155

T = TypeVar("T")


@frozen
class Tag:
    """What bears a tag, or one that differs from it only in case or punctuation."""

    link: LinkView
    texts: tuple[Text, ...]
    notes: tuple[AnchoredNote, ...]
    entries: tuple[Entry, ...]

    @property
    def count(self) -> int:
        """How many texts, notes and entries there are."""
        return len(self.texts) + len(self.notes) + len(self.entries)


@dataclass(frozen=True)
class Planner:
    """An archive, with what more than one of its pages asks of it; ``outlines`` are of its texts."""

    archive: Archive
    outlines: Mapping[str, Outline]

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """The texts in the order of time."""
        return tuple(in_time(self.archive.texts))

    @cached_property
    def links(self) -> tuple[LinkView, ...]:
        """Links to the texts, in the same order."""
        return tuple(LinkView(t.plain_title, f"texts/{t.slug}/") for t in self.texts)

    @cached_property
    def order(self) -> dict[str, int]:
        """Where each text stands in the order of time."""
        return {text.slug: number for number, text in enumerate(self.texts)}

    @cached_property
    def cards(self) -> dict[str, CardView]:
        """The card of each text."""
        return {slug: outline.card for slug, outline in self.outlines.items()}

    @cached_property
    def years(self) -> dict[str, int | None]:
        """The year that each text stands under."""
        return {text.slug: text.date.year if text.date else None for text in self.texts}

    def signs(self, texts: Iterable[Text]) -> tuple[str, ...]:
        """The digests of all that other pages show of some texts."""
        return tuple(self.outlines[text.slug].digest for text in texts)

    def place(self, occurrence: Occurrence) -> SnippetView:
        """The words round a place where an entry is named."""
        slug = occurrence.text
        return self.outlines[slug].places[self.archive.occurrences[slug].index(occurrence)]

    @cached_property
    def entry_cards(self) -> dict[str, EntryCard]:
        """The card of each entry."""
        mentioned = self.archive.mentioned
        return {e.slug: entry_card(e, len(mentioned.get(e.slug, ()))) for e in self.archive.entries}

    @cached_property
    def tags(self) -> tuple[Tag, ...]:
        """The tags in alphabetical order, each under its first spelling."""
        found = tags_of(self.archive)
        merged: dict[str, list[str]] = {}
        for tag in found:
            merged.setdefault(tag_slug(tag), []).append(tag)
        return tuple(
            Tag(
                LinkView(spelled[0], f"tags/{slug}/"),
                tuple(in_time({t.slug: t for s in spelled for t in found[s].texts}.values())),
                tuple(
                    {(a.note.text, a.note.id): a for s in spelled for a in found[s].notes}.values()
                ),
                tuple({e.slug: e for s in spelled for e in found[s].entries}.values()),
            )
            for slug, spelled in merged.items()
        )

    def note_card(self, anchored: AnchoredNote) -> NoteCard:
        """The card of a note."""
        return self.outlines[anchored.note.text].notes[anchored.note.id]

    def page(
        self,
        path: str,
        title: str,
        view: View | LaterView,
        *,
        description: str = "",
        section: str = "",
        crumbs: Sequence[LinkView] = (),
        alternates: tuple[tuple[str, str, str], ...] = (),
        around: PagerView | None = None,
    ) -> PlannedPage:
        """A page at ``path``; ``around`` is the way to the pages before and after it."""
        meta = Meta(
            title=title,
            description=first_sentences(description, _DESCRIPTION),
            path=path,
            root=root_of(path),
            section=section,
            breadcrumbs=tuple(crumbs),
            alternates=alternates,
            earlier=around.earlier.path if around and around.earlier else "",
            later=around.later.path if around and around.later else "",
        )
        return PlannedPage(f"{path}index.html", meta, view)

    def pages(
        self,
        link: LinkView,
        parts: Sequence[Page[T]],
        view: Callable[[Page[T], PagerView | None], View | LaterView],
        *,
        guide: Guide | None = None,
        section: str,
        crumbs: Sequence[LinkView] = (),
    ) -> Iterator[PlannedPage]:
        """The pages of a list that begins at ``link``, each with the view made of its part."""
        for part in parts:
            rows = guide.rows(part.number) if guide else ()
            around = pager(link.path, part.number, part.of, rows)
            yield self.page(
                page_path(link.path, part.number),
                titled(link.label, part.number, part.of),
                view(part, around),
                section=section,
                crumbs=crumbs,
                around=around,
            )


def titled(title: str, number: int, of: int) -> str:
    """The title of a page of several; the first keeps the list's own."""
    return f"{title}, page {number} of {of}" if number > 1 else title
