"""The list of the site's pages, each with a frozen view of what it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from readingroom import __version__
from readingroom.archive import Archive, tags_of
from readingroom.mentions import first_sentences
from readingroom.model import Occurrence, Text
from readingroom.pages.noted import NoteViews, note_filters, note_views
from readingroom.pages.originals import source_pages
from readingroom.pages.parts import (
    card,
    edit_url,
    entry_card,
    entry_kind,
    identifier_link,
    in_time,
    page_html,
    place_snippet,
    root_of,
    snippets,
    tag_links,
    tag_slug,
)
from readingroom.pages.provenance import provenance_view
from readingroom.pages.text import Glossary, text_view
from readingroom.schemas import ENTRY_KINDS
from readingroom.views import (
    CardView,
    EntryView,
    FactView,
    GlossaryView,
    HomeView,
    KindView,
    LinkView,
    Meta,
    NotesView,
    NotFoundView,
    OccurrencesView,
    PlainView,
    PlannedPage,
    SearchView,
    SiteView,
    TagsView,
    TagView,
    TextsView,
    View,
)

#: Notes that the home page shows.
_HOME_NOTES = 4
#: Code points of a page's description; search engines show about 155.
_DESCRIPTION = 155
#: Places of one text that an entry's page shows before it only counts.
_PLACES = 40


def site_view(archive: Archive, *, live: bool = False) -> SiteView:
    """What every page knows of the site."""
    site = archive.site
    pages = [p for p in archive.pages if p.slug != "index"]
    menu = [LinkView("Texts", "texts/")]
    if archive.notes:
        menu.append(LinkView("Notes", "notes/"))
    if archive.entries:
        menu.append(LinkView("Glossary", "glossary/"))
    ranked = sorted((p.menu, p.title, p.slug) for p in pages if p.menu is not None)
    menu += [LinkView(title, f"{slug}/") for _, title, slug in ranked]
    footer = [LinkView("Tags", "tags/")] if tags_of(archive) else []
    footer += [LinkView(p.title, f"{p.slug}/") for p in pages if p.menu is None]
    return SiteView(
        title=site.title,
        subtitle=site.subtitle,
        description=site.description,
        language=site.language,
        base_url=site.base_url,
        menu=tuple(menu),
        footer=tuple(footer),
        repository=site.repository,
        kinds=tuple(KindView(k.slug, k.label, k.plural, k.colour) for k in site.kinds),
        options=site.theme_options,
        version=__version__,
        live=live,
        search=site.search,
    )


@dataclass(frozen=True, slots=True)
class _Planner:
    archive: Archive
    notes: Mapping[str, NoteViews]

    def page(
        self,
        path: str,
        title: str,
        view: View,
        *,
        description: str = "",
        section: str = "",
        crumbs: Sequence[LinkView] = (),
        alternates: tuple[tuple[str, str, str], ...] = (),
    ) -> PlannedPage:
        meta = Meta(
            title=title,
            description=first_sentences(description, _DESCRIPTION),
            path=path,
            root=root_of(path),
            section=section,
            breadcrumbs=tuple(crumbs),
            alternates=alternates,
        )
        return PlannedPage(f"{path}index.html", meta, view)

    def cards(self, texts: Sequence[Text]) -> tuple[CardView, ...]:
        return tuple(card(t, len(self.notes[t.slug].notes)) for t in texts)


def plan_pages(archive: Archive) -> tuple[PlannedPage, ...]:
    """Every page of the site, in a settled order."""
    planner = _Planner(archive, note_views(archive))
    return (
        _home(planner),
        *_texts(planner),
        *_notes(planner),
        *_glossary(planner),
        *_tags(planner),
        *_plain(planner),
        *search_pages(archive, planner),
    )


def _home(planner: _Planner) -> PlannedPage:
    archive = planner.archive
    site = archive.site
    intro = next((p for p in archive.pages if p.slug == "index"), None)
    recent = [
        views.view(anchored, "./")
        for views in planner.notes.values()
        for anchored in views.placed[:_HOME_NOTES]
    ][:_HOME_NOTES]
    by_count = sorted(
        archive.entries, key=lambda e: (-len(archive.mentioned.get(e.slug, ())), e.title)
    )
    counts = (
        FactView("Texts", (LinkView(str(len(archive.texts)), "texts/"),)),
        FactView("Notes", (LinkView(str(len(archive.notes)), "notes/"),)),
        FactView("Entries", (LinkView(str(len(archive.entries)), "glossary/"),)),
    )
    view = HomeView(
        intro_html=page_html(intro.document, "./") if intro else Markup(),
        texts=planner.cards(in_time(archive.texts)),
        entries=tuple(entry_card(e, archive) for e in by_count),
        notes=tuple(recent),
        tags=tag_links(tags_of(archive)),
        counts=counts,
    )
    return planner.page("", site.title, view, description=site.description)


def _texts(planner: _Planner) -> Iterator[PlannedPage]:
    texts = in_time(planner.archive.texts)
    view = TextsView(planner.cards(texts))
    yield planner.page("texts/", "Texts", view, section="texts/")
    crumbs = (LinkView("Texts", "texts/"),)
    glossary = Glossary.of(planner.archive.entries)
    for position, text in enumerate(texts):
        path = f"texts/{text.slug}/"
        earlier = texts[position - 1] if position else None
        later = texts[position + 1] if position + 1 < len(texts) else None
        about = provenance_view(text, planner.archive)
        notes = planner.notes[text.slug]
        shown = text_view(
            text, planner.archive, glossary, notes, root_of(path), earlier, later, about
        )
        yield planner.page(
            path,
            text.plain_title,
            shown,
            description=planner.cards([text])[0].excerpt,
            section="texts/",
            crumbs=crumbs,
            alternates=(
                ("text/markdown", "Markdown", f"{path}index.md"),
                ("text/plain", "Plain text", f"{path}index.txt"),
                ("application/ld+json", "Annotations", f"{path}annotations.jsonld"),
            ),
        )
        yield from source_pages(text, planner.archive, about)


def _notes(planner: _Planner) -> Iterator[PlannedPage]:
    groups = []
    for text in in_time(planner.archive.texts):
        views = planner.notes[text.slug]
        if views.top:
            shown = tuple(
                views.view(a, "../") for a in (*views.whole, *views.placed, *views.unplaced)
            )
            groups.append((LinkView(text.plain_title, f"texts/{text.slug}/"), shown))
    view = NotesView(tuple(groups), len(planner.archive.notes), note_filters(groups))
    yield planner.page("notes/", "Notes", view, section="notes/")


def _glossary(planner: _Planner) -> Iterator[PlannedPage]:
    archive = planner.archive
    groups = []
    for kind in ENTRY_KINDS:
        entries = sorted(
            (e for e in archive.entries if e.kind == kind), key=lambda e: e.title.casefold()
        )
        if entries:
            cards = tuple(entry_card(e, archive) for e in entries)
            groups.append((entry_kind(kind, plural=True), cards))
    view = GlossaryView(tuple(groups), len(archive.entries))
    yield planner.page("glossary/", "Glossary", view, section="glossary/")
    texts = in_time(archive.texts)
    order = {text.slug: number for number, text in enumerate(texts)}
    for entry in archive.entries:
        path = f"glossary/{entry.slug}/"
        places = archive.mentioned.get(entry.slug, ())
        by_text: dict[str, list[Occurrence]] = {}
        for place in places:
            by_text.setdefault(place.text, []).append(place)
        groups_here = []
        for slug in sorted(by_text, key=order.__getitem__):
            text = texts[order[slug]]
            views = tuple(place_snippet(text, o.start, o.end) for o in by_text[slug][:_PLACES])
            link = LinkView(text.plain_title, f"texts/{slug}/")
            groups_here.append(OccurrencesView(link, views))
        shown = EntryView(
            title=entry.title,
            kind=entry.kind,
            kind_label=entry_kind(entry.kind),
            aliases=entry.alias,
            date=entry.date,
            body_html=page_html(entry.document, root_of(path)),
            occurrences=tuple(groups_here),
            occurrence_count=len(places),
            backlinks=snippets(archive.backlinks.get(entry.slug, ())),
            tags=tag_links(entry.subject),
            identifiers=tuple(identifier_link(i) for i in entry.identifier),
            edit_url=edit_url(archive, entry.path),
            draft=entry.draft,
        )
        yield planner.page(
            path,
            entry.title,
            shown,
            description=entry.summary or entry.document.text,
            section="glossary/",
            crumbs=(LinkView("Glossary", "glossary/"),),
        )


def _tags(planner: _Planner) -> Iterator[PlannedPage]:
    archive = planner.archive
    tags = tags_of(archive)
    # Tags that differ only in case or punctuation share a page, under the first spelling.
    merged: dict[str, list[str]] = {}
    for tag in tags:
        merged.setdefault(tag_slug(tag), []).append(tag)
    counted = tuple(
        (LinkView(spelled[0], f"tags/{slug}/"), sum(tags[s].count for s in spelled))
        for slug, spelled in merged.items()
    )
    yield planner.page("tags/", "Tags", TagsView(counted), section="tags/")
    for slug, spelled in merged.items():
        texts = in_time({t.slug: t for s in spelled for t in tags[s].texts}.values())
        entries = {e.slug: e for s in spelled for e in tags[s].entries}.values()
        notes = tuple(
            planner.notes[a.note.text].view(a, "../../") for s in spelled for a in tags[s].notes
        )
        view = TagView(
            title=spelled[0],
            texts=planner.cards(texts),
            entries=tuple(entry_card(e, archive) for e in entries),
            notes=notes,
        )
        crumbs = (LinkView("Tags", "tags/"),)
        yield planner.page(f"tags/{slug}/", spelled[0], view, section="tags/", crumbs=crumbs)


def _plain(planner: _Planner) -> Iterator[PlannedPage]:
    archive = planner.archive
    for page in archive.pages:
        if page.slug == "index":
            continue
        path = f"{page.slug}/"
        view = PlainView(
            title=page.title,
            body_html=page_html(page.document, root_of(path)),
            backlinks=snippets(archive.backlinks.get(page.slug, ())),
            edit_url=edit_url(archive, page.path),
            draft=page.draft,
        )
        description = page.summary or page.document.text
        yield planner.page(path, page.title, view, description=description, section=path)


def search_pages(archive: Archive, planner: _Planner | None = None) -> tuple[PlannedPage, ...]:
    """The search page, and the page for addresses that lead nowhere."""
    planner = planner or _Planner(archive, note_views(archive))
    texts = planner.cards(in_time(archive.texts))
    entries = tuple(
        entry_card(e, archive) for e in sorted(archive.entries, key=lambda e: e.title.casefold())
    )
    pages: list[PlannedPage] = []
    if archive.site.search:
        view = SearchView(texts, entries, tag_links(tags_of(archive)))
        pages.append(planner.page("search/", "Search", view, section="search/"))
    # This page is shown at any depth, so its links start from the site's base.
    base = archive.site.base_path
    meta = Meta("Not found", "", "404.html", base, robots="noindex")
    pages.append(PlannedPage("404.html", meta, NotFoundView(texts)))
    return tuple(pages)
