"""The list of the site's pages, each with a frozen view of what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from readingroom import __version__
from readingroom.archive import Archive, tags_of
from readingroom.pages import front
from readingroom.pages.glossary import glossary_pages
from readingroom.pages.lists import note_pages, tag_pages, text_pages
from readingroom.pages.named import backlink_parts, more_link, places_pages
from readingroom.pages.originals import source_pages
from readingroom.pages.parts import edit_url, page_html, root_of, snippets
from readingroom.pages.planner import Planner
from readingroom.pages.provenance import provenance_view
from readingroom.pages.text import Glossary, text_view
from readingroom.views import KindView, LinkView, PlainView, PlannedPage, SiteView


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


def plan_pages(archive: Archive) -> tuple[PlannedPage, ...]:
    """Every page of the site, in a settled order."""
    planner = Planner.of(archive)
    return (
        front.home(planner),
        *text_pages(planner),
        *_texts(planner),
        *note_pages(planner),
        *glossary_pages(planner),
        *tag_pages(planner),
        *_plain(planner),
        *front.search_pages(planner),
    )


def search_pages(archive: Archive) -> tuple[PlannedPage, ...]:
    """The search page, and the page for addresses that lead nowhere."""
    return tuple(front.search_pages(Planner.of(archive)))


def _texts(planner: Planner) -> Iterator[PlannedPage]:
    """Each text, with its source and the pages that go on with where it is named."""
    archive, texts = planner.archive, planner.texts
    crumbs = (LinkView("Texts", "texts/"),)
    glossary = Glossary.of(archive.entries)
    for position, text in enumerate(texts):
        path = f"texts/{text.slug}/"
        earlier = texts[position - 1] if position else None
        later = texts[position + 1] if position + 1 < len(texts) else None
        about = provenance_view(text, archive)
        notes = planner.notes[text.slug]
        whole = text_view(text, archive, glossary, notes, root_of(path), earlier, later, about)
        backlinks = backlink_parts(whole.backlinks)
        shown = replace(whole, backlinks=backlinks[0].part, more=more_link(path, backlinks))
        yield planner.page(
            path,
            text.plain_title,
            shown,
            description=planner.cards[text.slug].excerpt,
            section="texts/",
            crumbs=crumbs,
            alternates=(
                ("text/markdown", "Markdown", f"{path}index.md"),
                ("text/plain", "Plain text", f"{path}index.txt"),
                ("application/ld+json", "Annotations", f"{path}annotations.jsonld"),
            ),
        )
        yield from source_pages(text, archive, about)
        of = LinkView(text.plain_title, path)
        yield from places_pages(planner, of, backlinks, section="texts/", crumbs=crumbs)


def _plain(planner: Planner) -> Iterator[PlannedPage]:
    """Each page of the site's own."""
    archive = planner.archive
    for page in archive.pages:
        if page.slug == "index":
            continue
        path = f"{page.slug}/"
        backlinks = backlink_parts(snippets(archive.backlinks.get(page.slug, ())))
        view = PlainView(
            title=page.title,
            body_html=page_html(page.document, root_of(path)),
            backlinks=backlinks[0].part,
            edit_url=edit_url(archive, page.path),
            draft=page.draft,
            more=more_link(path, backlinks),
        )
        description = page.summary or page.document.text
        yield planner.page(path, page.title, view, description=description, section=path)
        yield from places_pages(planner, LinkView(page.title, path), backlinks, section=path)
