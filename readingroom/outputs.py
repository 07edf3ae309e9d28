"""All that a site consists of: each file with what it is made of, and how it is made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from readingroom.archive import Archive, in_place
from readingroom.diagnostics import Diagnostic
from readingroom.exports import site_files, source_files
from readingroom.findable import other_documents
from readingroom.findables import Findables
from readingroom.memo import Memo, named
from readingroom.model import Text
from readingroom.pages import Planner, Works, plan_pages, site_view, text_pages_of
from readingroom.results import Options
from readingroom.search import Data, index_of
from readingroom.sources import Found, read_again
from readingroom.studio import Studio
from readingroom.templates import Renderer
from readingroom.theme import Theme
from readingroom.views import PlannedPage
from readingroom.webannotation import NAME as ANNOTATIONS
from readingroom.webannotation import (
    Leaf,
    annotation_collection,
    annotation_page,
    annotations_path,
    leaves,
)

#: The bytes of files, each with its path; where a page's template fails, no files and the reason. A
#: folder's are made one after the other, as they are asked for; of one that is called by what it holds
#: there may be what makes its bytes, for where no earlier build's is there any more.
Made = tuple[Iterable[tuple[str, Data]], tuple[Diagnostic, ...]]


#: The folder of search, whose files are made together.
SEARCH = "search/"


@dataclass(frozen=True)
class Output:
    """A file that the site will have, or a folder of files that are made together.

    ``made_of`` gives the digest of all that it is made of; ``of`` is the slug of the text whose words it
    shows, if it shows one's, ``page`` what is rendered, if it is a page. A folder's path ends with a
    slash.
    """

    path: str
    made_of: Callable[[], str]
    make: Callable[[], Made]
    of: str = ""
    page: PlannedPage | None = None

    def digest(self) -> str:
        """The digest of all that it is made of, worked out when first asked for."""
        return self._digest

    @cached_property
    def _digest(self) -> str:
        return self.made_of()


def planner_of(archive: Archive, studio: Studio) -> Planner:
    """The planner of an archive that was assembled in a studio."""
    return Planner(archive, studio.outlines())


def outputs(
    planner: Planner,
    theme: Theme,
    studio: Studio,
    renderer: Renderer,
    images: Iterable[Found],
    search: Output | None,
) -> tuple[Output, ...]:
    """The site of an archive with its pictures, and with the files of its search."""
    archive = planner.archive
    works, go_on = _works(studio), studio.intake.options.interrupt
    pages, made = [], []
    for page in plan_pages(planner, works):
        go_on()
        pages.append(page)
        made.append(_page(page, renderer, works))
    for file in _text_files(archive, studio):
        go_on()
        made.append(file)
    return (
        *([search] if search else []),
        *made,
        *(_given(f"static/{theme.assets}/{name}", data) for name, data in theme.static.items()),
        *(_given(path, data) for path, data in source_files(archive).items()),
        *(_given(path, data) for path, data in site_files(archive, pages).items()),
        *(_picture(studio, picture) for picture in images),
    )


def pages_of(
    planner: Planner, studio: Studio, renderer: Renderer, slugs: Container[str]
) -> tuple[Output, ...]:
    """Of the site the pages of some texts."""
    works = _works(studio)
    return tuple(_page(page, renderer, works) for page in text_pages_of(planner, works, slugs))


def _works(studio: Studio) -> Works:
    digests = {slug: unit.digest for slug, unit in studio.units.items()}
    return Works(digests, studio.full, studio.site)


def renderer_of(archive: Archive, theme: Theme, studio: Studio) -> Renderer:
    """The renderer, with templates that it compiled before."""
    view = site_view(archive)
    name = named(theme.digest, view)
    renderer: Renderer | None = studio.memo.get("renderer", name)
    if renderer is None:
        studio.memo.templates.turn()
        renderer = Renderer(theme, view, _Shelf(studio.memo.templates))
        studio.memo.keep("renderer", name, renderer)
    return renderer


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Compiled templates in a memo."""

    memo: Memo

    def get(self, name: str) -> bytes | None:
        code: bytes | None = self.memo.get("template", name)
        return code

    def keep(self, name: str, code: bytes) -> None:
        self.memo.keep("template", name, code)


def _page(page: PlannedPage, renderer: Renderer, works: Works) -> Output:
    def make() -> Made:
        data, found = renderer.render(page)
        return ((), found) if found else (((page.file, data),), ())

    slug = page.file.removeprefix("texts/").removesuffix("/index.html")
    of = slug if slug in works.digests else ""
    return Output(page.file, partial(renderer.digest, page), make, of, page)


def _plain(
    path: str, made_of: str | Callable[[], str], make: Callable[[], bytes], of: str = ""
) -> Output:
    """A file of bytes, by its digest or what gives that."""
    digest = (lambda: made_of) if isinstance(made_of, str) else made_of
    return Output(path, digest, lambda: (((path, make()),), ()), of)


def _given(path: str, data: bytes) -> Output:
    """A file whose bytes are there."""
    return Output(
        path,
        lambda: hashlib.blake2b(data, digest_size=16).hexdigest(),
        lambda: (((path, data),), ()),
    )


def _picture(studio: Studio, picture: Found) -> Output:
    return _plain(
        f"images/{picture.name}", picture.digest, partial(read_again, studio.intake.root, picture)
    )


def _text_files(archive: Archive, studio: Studio) -> Iterator[Output]:
    """A text's Markdown as the editor has it, its canonical stream, and its annotations."""
    units = studio.units.values()
    title, given = archive.site.title, named(studio.site)
    counts = [(unit.bound.text.slug, len(unit.bound.notes)) for unit in units]
    for unit, leaf in zip(units, leaves(title, counts), strict=True):
        text = unit.bound.text
        slug, folder = text.slug, f"texts/{text.slug}/"
        yield _plain(f"{folder}index.md", unit.digest, partial(_markdown, text), slug)
        yield _plain(f"{folder}index.txt", unit.digest, partial(_stream, studio, slug), slug)
        made_of = partial(named, unit.digest, given, leaf)
        path, notes = annotations_path(slug), partial(_notes, studio, slug, leaf)
        yield _plain(path, made_of, notes, slug)
    yield _given(ANNOTATIONS, annotation_collection(studio.site, title, counts))


def _markdown(text: Text) -> bytes:
    return text.markdown.encode()


def _stream(studio: Studio, slug: str) -> bytes:
    return studio.full(slug).text.document.text.encode("utf-8", "replace")


def _notes(studio: Studio, slug: str, leaf: Leaf) -> bytes:
    bound = studio.full(slug)
    return annotation_page(bound.text, in_place(bound.notes), studio.site, leaf)


def search_files(archive: Archive, studio: Studio, options: Options) -> Output | None:
    """The index over all that can be found: made anew where any of that has changed."""
    if not archive.site.search:
        return None
    others = tuple(other_documents(archive))
    digest = named(*(unit.digest for unit in studio.units.values()), others)
    make = partial(_search, studio, options, studio.findable(archive, others))
    return Output(SEARCH, lambda: digest, make)


def _search(studio: Studio, options: Options, found: Findables) -> Made:
    memory, interrupt = studio.memo.index, options.interrupt
    files = index_of(found, memory, interrupt, options.progress, options.jobs)
    return ((SEARCH + name, data) for name, data in files), ()
