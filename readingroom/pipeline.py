"""The build, from the files of an archive to the files of a site: the stages in their order.

    scan → read → check → assemble → plan → render → write

Each stage takes what the one before it made and adds to what was found; none knows of the next.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from readingroom import cache as memory
from readingroom import unchanged
from readingroom.archive import Archive, in_place, without_drafts
from readingroom.assembling import assemble
from readingroom.checks import run_checks, sound
from readingroom.config import Site, load_site, with_base
from readingroom.contents import gathered
from readingroom.diagnostics import Diagnostic, has_errors, in_order
from readingroom.exports import site_files, source_files
from readingroom.findable import other_documents
from readingroom.memo import Memo, named
from readingroom.model import Text
from readingroom.output import recover, refuse, settled, write_site
from readingroom.pages import Works, plan_pages, site_view
from readingroom.provenance import read_provenance
from readingroom.rendering import render
from readingroom.results import BuildResult, Counts, Options
from readingroom.search import SearchDocument, index_of, terms_of
from readingroom.sources import read_image, read_sources, scan
from readingroom.studio import Studio
from readingroom.theme import Theme, load_theme, theme_folders
from readingroom.views import PlannedPage, SiteView
from readingroom.webannotation import NAME as ANNOTATIONS
from readingroom.webannotation import (
    annotation_collection,
    annotation_page,
    annotations_path,
    leaves,
)

__all__ = [
    "BuildResult",
    "Counts",
    "Generation",
    "Options",
    "build",
    "build_site",
    "check_archive",
    "generate",
    "read_archive",
]


@dataclass(frozen=True, slots=True)
class Planned:
    """An archive ready to be rendered, and all files of its site that are not pages."""

    archive: Archive
    theme: Theme
    pages: tuple[PlannedPage, ...]
    site: SiteView
    others: tuple[Plain, ...]


class _Clock:
    """Seconds by stage, in order."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.since = time.perf_counter()

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self.since
        self.since = now


def read_archive(root: Path, options: Options) -> tuple[Archive, tuple[Diagnostic, ...]]:
    """Scan, read, check and assemble the archive at ``root``."""
    clock = _Clock()
    return _assembled(root, options, Studio(Memo(), _site(root, options)[0], options), clock)


def _site(root: Path, options: Options) -> tuple[Site, tuple[Diagnostic, ...]]:
    site, found = load_site(root)
    if options.base_url is not None:
        site = replace(site, base_url=with_base(options.base_url))
    return site, found


def _assembled(
    root: Path, options: Options, studio: Studio, clock: _Clock
) -> tuple[Archive, tuple[Diagnostic, ...]]:
    """The archive at ``root``, read and bound in the studio."""
    site, found = _site(root, options)
    scanned, wrong = scan(root)
    found += wrong
    clock.lap("scan")
    contents, wrong = gathered(studio.read(scanned.files), scanned, site)
    found += wrong
    # Where site.yaml has mistakes, it may mean to forbid what it does not say.
    publish = site.publish_sources and site.complete
    sources, wrong = read_provenance(read_sources(root, scanned.sources), publish=publish)
    found += wrong
    contents = replace(contents, sources=sources)
    contents = contents if options.drafts else without_drafts(contents)
    clock.lap("read")
    found += run_checks(contents)
    clock.lap("check")
    archive, wrong = assemble(sound(contents), studio.hands)
    clock.lap("assemble")
    return archive, (*found, *wrong)


def check_archive(root: Path, options: Options) -> tuple[Archive, tuple[Diagnostic, ...]]:
    """Everything that a build would find, short of rendering."""
    archive, found = read_archive(root, options)
    _, wrong = load_theme(root, archive.site)
    return archive, in_order((*found, *wrong))


def build_site(
    root: str | Path,
    out: str | Path | None = None,
    *,
    base_url: str | None = None,
    strict: bool = False,
    jobs: int | None = None,
    cache: bool = True,
) -> BuildResult:
    """Build the archive at ``root`` into ``out`` (``public`` in it unless named).

    ``base_url`` goes before site.yaml's; ``strict`` counts warnings as errors; ``cache`` off renders
    every page; ``jobs`` is how many processes may render, all cores unless named. With errors the old
    site is left as it was. Raises OSError when the disk refuses.
    """
    options = Options(base_url=base_url, strict=strict, jobs=jobs, cache=cache)
    return build(Path(root), Path(out) if out is not None else Path(root) / "public", options)


def build(root: Path, out: Path, options: Options) -> BuildResult:
    """``build_site`` with all its options."""
    clock = _Clock()
    out = settled(out)
    refused = refuse(root, out, known=memory.made_by_us(root, out))
    if refused:
        return BuildResult(refused, done=False)
    if options.cache and (before := unchanged.recall(root, out, options)):
        return before
    # First of all: a build that fails must not leave readers without the site that a killed one moved.
    recover(out)
    themes = _theme_folders(root)
    seen = unchanged.look(root, themes)
    studio = Studio(Memo(), _site(root, options)[0], options)
    archive, found = _assembled(root, options, studio, clock)
    theme, wrong = load_theme(root, archive.site)
    found += wrong
    planned = plan(root, archive, theme, studio)
    counts = _counts(archive, len(planned.pages))
    clock.lap("plan")
    if has_errors(found, strict=options.strict) and not options.keep_going:
        seconds = tuple(clock.seconds.items())
        return BuildResult(in_order(found), done=False, counts=counts, seconds=seconds)
    code = memory.code_digest()
    remembered = memory.recall(root, out) if options.cache else memory.Memory("")

    def reason(page: PlannedPage, digest: str) -> str:
        there = memory.present(out, page.file)
        return memory.stale(page.file, digest, remembered, code, there)

    rendering, wrong = render(planned.pages, theme, planned.site, reason, options)
    found += wrong
    clock.lap("render")
    if has_errors(wrong, strict=options.strict) and not options.keep_going:
        seconds = tuple(clock.seconds.items())
        return BuildResult(in_order(found), done=False, counts=counts, seconds=seconds)
    files = dict(rendering.fresh)
    for one in planned.others:
        files |= one.make()
    clock.lap("files")
    written = write_site(out, files, rendering.kept)
    if options.cache:
        memory.remember(root, out, code, rendering.digests)
    clock.lap("write")
    result = BuildResult(
        in_order(found),
        done=True,
        counts=counts,
        rendered=len(rendering.fresh),
        written=written.written,
        kept=written.kept,
        removed=written.removed,
        reasons=rendering.reasons,
        seconds=tuple(clock.seconds.items()),
    )
    if options.cache and not rendering.failed:
        unchanged.remember(root, out, options, seen, themes, result)
    return result


def _theme_folders(root: Path) -> list[str]:
    """Where the theme's files are, by what site.yaml says now."""
    site, _ = load_site(root)
    return [os.fspath(folder) for folder in theme_folders(root, site)]


def _counts(archive: Archive, pages: int) -> Counts:
    sizes = (len(archive.texts), len(archive.notes), len(archive.entries))
    return Counts(*sizes, pages, archive.link_count)


def plan(root: Path, archive: Archive, theme: Theme, studio: Studio) -> Planned:
    """The pages and the other files of an archive's site."""
    units = studio.units
    works = Works(
        {slug: unit.digest for slug, unit in units.items()},
        lambda slug: units[slug].bound,
        studio.site,
    )
    pages = plan_pages(archive, {slug: unit.outline for slug, unit in units.items()}, works)
    others = tuple(other_files(root, archive, theme, studio, pages))
    return Planned(archive, theme, pages, site_view(archive), others)


@dataclass(frozen=True, slots=True)
class Generation:
    """A whole site in memory: its files by path, what they are made of, and what was found.

    ``digests`` are by path, that of a folder for all its files, whose names ``folders`` has. ``changed``
    are the files whose bytes differ from the generation before, ``gone`` those that it had and this one
    has not.
    """

    files: Mapping[str, bytes]
    digests: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]
    counts: Counts
    folders: Mapping[str, tuple[str, ...]]
    archive: Archive
    rendered: int
    seconds: float
    changed: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    memo: Memo = field(default_factory=Memo, repr=False)

    @property
    def base_path(self) -> str:
        """Where the site stands below its host: ``/`` or ``/repo/``."""
        return self.archive.site.base_path


def generate(root: Path, options: Options, before: Generation | None = None) -> Generation:
    """Build what can be built into memory, taking all that stays the same from the generation before."""
    begun = time.perf_counter()
    memo = before.memo if before else Memo()
    memo.turn()
    studio = Studio(memo, _site(root, options)[0], options)
    archive, found = _assembled(root, options, studio, _Clock())
    theme, wrong = load_theme(root, archive.site)
    planned = plan(root, archive, theme, studio)
    old = before.files if before else {}
    known = before.digests if before else {}

    def reason(page: PlannedPage, digest: str) -> str:
        return "" if known.get(page.file) == digest else "changed"

    rendering, broken = render(planned.pages, theme, planned.site, reason, options)
    # A page that fails stays as it was.
    stays = [*rendering.kept, *(name for name in rendering.failed if name in old)]
    files = {name: old[name] for name in stays} | rendering.fresh
    digests, folders = dict(rendering.digests), {}
    for one in planned.others:
        digests[one.path] = one.digest
        if before and known.get(one.path) == one.digest:
            made = {name: old[name] for name in before.folders.get(one.path, (one.path,))}
        else:
            made = one.make()
        if one.path not in made:
            folders[one.path] = tuple(made)
        files |= made
    studio.rest()
    return Generation(
        files,
        digests,
        in_order((*found, *wrong, *broken)),
        _counts(archive, len(planned.pages)),
        folders,
        archive,
        len(rendering.reasons),
        time.perf_counter() - begun,
        frozenset(name for name, data in files.items() if old.get(name) != data),
        frozenset(old.keys() - files.keys()),
        memo,
    )


@dataclass(frozen=True, slots=True)
class Plain:
    """A file that is no page, or a folder of such: its path, a digest of all that it is made of.

    ``make`` gives the bytes by file; of a folder nobody knows before which files there will be.
    """

    path: str
    digest: str
    make: Callable[[], dict[str, bytes]]


def _plain(path: str, digest: str, make: Callable[[], bytes]) -> Plain:
    return Plain(path, digest, lambda: {path: make()})


def _given(path: str, data: bytes) -> Plain:
    """A file whose bytes are there."""
    return Plain(path, hashlib.blake2b(data).hexdigest(), lambda: {path: data})


def other_files(
    root: Path, archive: Archive, theme: Theme, studio: Studio, pages: Sequence[PlannedPage]
) -> Iterator[Plain]:
    """All files of the site that are not pages."""
    for name, data in theme.static.items():
        yield _given(f"static/{theme.assets}/{name}", data)
    yield from _text_files(archive, studio)
    for name, data in (source_files(archive) | site_files(archive, pages)).items():
        yield _given(name, data)
    for name in archive.images:
        yield _given(f"images/{name}", read_image(root, name))
    if archive.site.search:
        others = tuple(other_documents(archive))
        digest = named(*(unit.digest for unit in studio.units.values()), others)
        yield Plain("search/", digest, partial(_search, archive, studio, others))


def _text_files(archive: Archive, studio: Studio) -> Iterator[Plain]:
    """A text's Markdown as the editor has it, its canonical stream, and its annotations."""
    units = studio.units.values()
    title = archive.site.title
    counts = [(unit.bound.text.slug, len(unit.bound.notes)) for unit in units]
    given = named(studio.site)
    for unit, leaf in zip(units, leaves(title, counts), strict=True):
        text, notes = unit.bound.text, in_place(unit.bound.notes)
        folder = f"texts/{text.slug}/"
        yield _plain(f"{folder}index.md", unit.digest, partial(_markdown, text))
        yield _plain(f"{folder}index.txt", unit.digest, partial(_stream, text))
        made = named(unit.digest, given, leaf)
        make = partial(annotation_page, text, notes, studio.site, leaf)
        yield _plain(annotations_path(text.slug), made, make)
    yield _given(ANNOTATIONS, annotation_collection(studio.site, title, counts))


def _markdown(text: Text) -> bytes:
    return text.markdown.encode()


def _stream(text: Text) -> bytes:
    return text.document.text.encode("utf-8", "replace")


def _search(archive: Archive, studio: Studio, others: Sequence[SearchDocument]) -> dict[str, bytes]:
    """The index over all that can be found: made anew where any of that has changed."""
    texts = [unit.found[0] for unit in studio.units.values()]
    of_notes = {
        (one.note.text, one.note.id): found
        for unit in studio.units.values()
        for one, found in zip(unit.bound.notes, unit.found[1:], strict=True)
    }
    notes = [of_notes[one.note.text, one.note.id] for one in archive.notes]
    found = [*texts, *notes, *((document, terms_of(document)) for document in others)]
    files = index_of([document for document, _ in found], (terms for _, terms in found))
    return {f"search/{name}": data for name, data in files.items()}
