"""The list of the site's pages, each with a frozen view of what it shows."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from readingroom import __version__
from readingroom.archive import Archive, tags_of
from readingroom.binding import Bound
from readingroom.config import Site
from readingroom.importing.record import digest
from readingroom.pages import front
from readingroom.pages.glossary import glossary_pages
from readingroom.pages.lists import note_pages, tag_pages, text_pages
from readingroom.pages.named import backlink_parts, more_link, places_pages
from readingroom.pages.originals import source_pages
from readingroom.pages.outlines import sign
from readingroom.pages.parts import edit_url, page_html, root_of, snippets
from readingroom.pages.planner import Planner
from readingroom.pages.provenance import provenance_view
from readingroom.pages.text import Around, people, text_view
from readingroom.views import (
    KindView,
    LaterView,
    LinkView,
    PlainView,
    PlannedPage,
    SiteView,
    TextView,
)


def site_view(archive: Archive) -> SiteView:
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
        search=site.search,
    )


@dataclass(frozen=True, slots=True)
class Works:
    """The texts as their own pages need them: what each is made of, as a digest, and how it is made."""

    digests: Mapping[str, str]
    bound: Callable[[str], Bound]
    site: Site


def plan_pages(planner: Planner, works: Works) -> Iterator[PlannedPage]:
    """Every page of the site, in a settled order."""
    yield front.home(planner)
    yield from text_pages(planner)
    yield from _texts(planner, works)
    yield from note_pages(planner)
    yield from glossary_pages(planner)
    yield from tag_pages(planner)
    yield from _plain(planner)
    yield from front.search_pages(planner)


def text_pages_of(planner: Planner, works: Works, slugs: Container[str]) -> tuple[PlannedPage, ...]:
    """The own pages of some texts, as ``plan_pages`` has them among all."""
    return tuple(_texts(planner, works, slugs))


def _texts(
    planner: Planner, works: Works, slugs: Container[str] | None = None
) -> Iterator[PlannedPage]:
    """Each text, with its source and the pages that go on with where it is named."""
    archive = planner.archive
    crumbs = (LinkView("Texts", "texts/"),)
    pages = {
        n.casefold(): f"glossary/{e.slug}/" for e in archive.entries for n in (e.title, *e.alias)
    }
    links = planner.links
    given = digest(repr(works.site))
    signs = {slug: sign(card) for slug, card in planner.entry_cards.items()}
    for text, of, earlier, later in zip(
        planner.texts, links, (None, *links), (*links[1:], None), strict=False
    ):
        if slugs is not None and text.slug not in slugs:
            continue
        path = of.path
        about = provenance_view(text, archive)
        backlinks = backlink_parts(snippets(archive.backlinks.get(text.slug, ())))
        named = dict.fromkeys(o.entry for o in archive.occurrences.get(text.slug, ()))
        around = Around(
            card=planner.cards[text.slug],
            earlier=earlier,
            later=later,
            about=about,
            entries=tuple((slug, planner.entry_cards[slug]) for slug in named),
            people=tuple((name, pages[name]) for name in people(text) if name in pages),
            backlinks=backlinks[0].part,
            more=more_link(path, backlinks),
        )
        view = LaterView(
            # The card is made of the text alone; the entries' cards are on many pages.
            (
                works.digests[text.slug],
                given,
                around.given,
                tuple(signs[slug] for slug in named),
            ),
            "text.html",
            partial(_made, works, text.slug, around, root_of(path)),
        )
        yield planner.page(
            path,
            of.label,
            view,
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
        yield from places_pages(planner, of, backlinks, section="texts/", crumbs=crumbs)


def _made(works: Works, slug: str, around: Around, root: str) -> TextView:
    return text_view(works.bound(slug), works.site, around, root)


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
            edit_url=edit_url(archive.site, page.path),
            draft=page.draft,
            more=more_link(path, backlinks),
        )
        description = page.summary or page.document.text
        yield planner.page(path, page.title, view, description=description, section=path)
        yield from places_pages(planner, LinkView(page.title, path), backlinks, section=path)
