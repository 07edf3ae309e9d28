"""The pages that list texts, notes and tags."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from readingroom.model import Text
from readingroom.pages.guide import Guide, Stop, by_letter, by_time, entrances, filed
from readingroom.pages.notecards import note_filters
from readingroom.pages.paging import Page, paginated
from readingroom.pages.planner import Planner, Tag
from readingroom.values import replace
from readingroom.views import (
    CardView,
    EntryCard,
    LaterView,
    LinkView,
    NoteCard,
    NoteGroup,
    NotesView,
    PagerView,
    PlannedPage,
    TagCard,
    TagsView,
    TagView,
    TextsView,
)

# Members of a page. Chosen, not measured: a text or a note is four or five lines, so that these are some
# nine windows of a desk's screen, which a reader may look through before taking the guide; a tag is one.
_TEXTS = 60
_NOTES = 40
_TAGS = 300
_TAGGED = 40

_NoteLine = tuple[Text, NoteCard]
_Tagged = CardView | NoteCard | EntryCard
#: One that bears a tag, and what says which card it is and how it looks.
_Signed = tuple[_Tagged, object]
_LISTS: dict[type[_Tagged], Stop] = {
    CardView: Stop("Texts", "tag-texts"),
    NoteCard: Stop("Notes", "tag-notes"),
    EntryCard: Stop("Glossary", "tag-entries"),
}


def text_parts(
    planner: Planner,
) -> tuple[tuple[Page[Text], ...], Guide, tuple[tuple[str, ...], ...]]:
    """The pages of the list of texts, the guide to them, and the ids of their members."""
    parts = paginated(planner.texts, _TEXTS)
    years = planner.years
    coarse, fine = by_time(years.values())
    guide = Guide.of(
        parts, "texts/", lambda t: coarse(years[t.slug]), lambda t: fine(years[t.slug])
    )
    return parts, guide, entrances(parts, lambda t: fine(years[t.slug]))


def text_pages(planner: Planner) -> Iterator[PlannedPage]:
    """All texts by time."""
    parts, guide, ids = text_parts(planner)

    def make(page: Page[Text], around: PagerView | None) -> TextsView:
        cards = tuple(
            replace(planner.cards[text.slug], id=id_)
            if around and id_
            else planner.cards[text.slug]
            for text, id_ in zip(page.part, ids[page.number - 1], strict=True)
        )
        return TextsView(cards, len(planner.texts), around)

    def view(page: Page[Text], around: PagerView | None) -> LaterView:
        signs = planner.signs(page.part)
        made_of = (signs, ids[page.number - 1], len(planner.texts), around)
        return LaterView(made_of, "texts.html", partial(make, page, around))

    link = LinkView("Texts", "texts/")
    return planner.pages(link, parts, view, guide=guide, section="texts/")


def note_pages(planner: Planner) -> Iterator[PlannedPage]:
    """All notes by text, texts by time; replies are with what they answer."""
    lines = [(text, note) for text in planner.texts for note in planner.outlines[text.slug].top]
    parts = paginated(lines, _NOTES)
    years = planner.years
    coarse, fine = by_time(years[text.slug] for text, _ in lines)
    guide = Guide.of(
        parts, "notes/", lambda x: coarse(years[x[0].slug]), lambda x: fine(years[x[0].slug])
    )
    ids = entrances(parts, lambda x: fine(years[x[0].slug]))
    texts, count = len({text.slug for text, _ in lines}), len(planner.archive.notes)

    def before(page: Page[_NoteLine]) -> str:
        return parts[page.number - 2].part[-1][0].slug if page.number > 1 else ""

    def make(page: Page[_NoteLine], around: PagerView | None) -> NotesView:
        begin = before(page)
        places = zip(page.part, ids[page.number - 1], strict=True)
        groups: list[NoteGroup] = []
        for slug, several in groupby(places, key=lambda place: place[0][0].slug):
            members = tuple(several)
            (text, _), id_ = members[0]
            cards = tuple(note for (_, note), _ in members)
            link = LinkView(text.plain_title, f"texts/{slug}/")
            # Only the first group of a page can go on from the page before.
            continued = slug == begin and not groups
            groups.append(NoteGroup(link, cards, id_ if around else "", continued))
        return NotesView(tuple(groups), count, texts, note_filters(groups), around)

    def view(page: Page[_NoteLine], around: PagerView | None) -> LaterView:
        shown = planner.signs({text.slug: text for text, _ in page.part}.values())
        ends = [page.part[at][1].path for at in (0, -1)] if page.part else []
        made_of = (shown, ends, ids[page.number - 1], before(page), count, texts, around)
        return LaterView(made_of, "notes.html", partial(make, page, around))

    link = LinkView("Notes", "notes/")
    return planner.pages(link, parts, view, guide=guide, section="notes/")


def tag_pages(planner: Planner) -> Iterator[PlannedPage]:
    """All tags by their letters, and for each what bears it."""
    tags = sorted(planner.tags, key=lambda tag: filed(tag.link.label))
    parts = paginated(tags, _TAGS)
    letters = by_letter("t")
    guide = Guide.of(
        parts, "tags/", lambda t: letters(t.link.label), lambda t: letters(t.link.label)
    )
    ids = entrances(parts, lambda tag: letters(tag.link.label))

    def view(page: Page[Tag], around: PagerView | None) -> TagsView:
        cards = tuple(
            TagCard(tag.link, tag.count, id_ if around else "")
            for tag, id_ in zip(page.part, ids[page.number - 1], strict=True)
        )
        return TagsView(cards, len(tags), around)

    link = LinkView("Tags", "tags/")
    yield from planner.pages(link, parts, view, guide=guide, section="tags/")
    for tag in planner.tags:
        yield from _tagged(planner, tag)


def _tagged(planner: Planner, tag: Tag) -> Iterator[PlannedPage]:
    """What bears a tag: texts by time, notes, entries."""
    outlines, entries = planner.outlines, planner.entry_cards
    members: list[_Signed] = [
        *((planner.cards[text.slug], outlines[text.slug].digest) for text in tag.texts),
        *((planner.note_card(a), (outlines[a.note.text].digest, a.note.id)) for a in tag.notes),
        *((entries[entry.slug], entries[entry.slug]) for entry in tag.entries),
    ]
    parts = paginated(members, _TAGGED)
    guide = Guide.of(parts, tag.link.path, _list_of, _list_of)
    counts = (len(tag.texts), len(tag.notes), len(tag.entries))

    def make(page: Page[_Signed], continued: str, around: PagerView | None) -> TagView:
        shown = [member for member, _ in page.part]
        return TagView(
            title=tag.link.label,
            texts=tuple(m for m in shown if isinstance(m, CardView)),
            entries=tuple(m for m in shown if isinstance(m, EntryCard)),
            notes=tuple(m for m in shown if isinstance(m, NoteCard)),
            counts=counts,
            continued=continued,
            pager=around,
        )

    def view(page: Page[_Signed], around: PagerView | None) -> LaterView:
        before = _list_of(parts[page.number - 2].part[-1]) if page.number > 1 else None
        goes_on = before is not None and before == _list_of(page.part[0])
        continued = before.label if before and goes_on else ""
        shown = tuple(sign for _, sign in page.part)
        made_of = (tag.link, shown, counts, continued, around)
        return LaterView(made_of, "tag.html", partial(make, page, continued, around))

    crumbs = (LinkView("Tags", "tags/"),)
    return planner.pages(tag.link, parts, view, guide=guide, section="tags/", crumbs=crumbs)


def _list_of(member: _Signed) -> Stop:
    """Which of a tag's lists a member is in; the ids are those of the lists' headings."""
    return _LISTS[type(member[0])]
