"""The build, from the files of an archive to the files of a site: the stages in their order.

    scan → read → check → assemble → plan → render → write

Each stage takes what the one before it made and adds to what was found; none knows of the next.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from readingroom import cache as memory
from readingroom import unchanged
from readingroom.archive import Archive, Contents, assemble, without_drafts
from readingroom.checks import run_checks, sound
from readingroom.config import Site, load_site, with_base
from readingroom.contents import read_contents
from readingroom.diagnostics import Diagnostic, has_errors, in_order
from readingroom.exports import site_files, source_files, text_files
from readingroom.findable import search_documents
from readingroom.output import recover, refuse, settled, write_site
from readingroom.pages import plan_pages, site_view
from readingroom.provenance import read_provenance
from readingroom.rendering import render
from readingroom.results import BuildResult, Counts, Options
from readingroom.search import build_search
from readingroom.sources import Scan, read_image, read_sources, scan
from readingroom.theme import Theme, load_theme, theme_folders
from readingroom.views import PlannedPage, SiteView
from readingroom.webannotation import annotation_files

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
    """An archive ready to be rendered."""

    archive: Archive
    theme: Theme
    pages: tuple[PlannedPage, ...]
    site: SiteView


class _Clock:
    """Seconds by stage, in order."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.since = time.perf_counter()

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self.since
        self.since = now


def read_archive(
    root: Path, options: Options, clock: _Clock | None = None
) -> tuple[Archive, tuple[Diagnostic, ...]]:
    """Scan, read, check and assemble the archive at ``root``."""
    clock = clock or _Clock()
    site, found = load_site(root)
    if options.base_url is not None:
        site = replace(site, base_url=with_base(options.base_url))
    scanned, wrong = scan(root)
    found += wrong
    clock.lap("scan")
    contents, wrong = _read(root, scanned, site, options)
    found += wrong
    clock.lap("read")
    found += run_checks(contents)
    clock.lap("check")
    archive, wrong = assemble(sound(contents))
    clock.lap("assemble")
    return archive, (*found, *wrong)


def _read(
    root: Path, scanned: Scan, site: Site, options: Options
) -> tuple[Contents, tuple[Diagnostic, ...]]:
    contents, found = read_contents(
        scanned, site, lambda done, of: options.progress("Reading", done, of), options.jobs
    )
    # Where site.yaml has mistakes, it may mean to forbid what it does not say.
    publish = site.publish_sources and site.complete
    sources, wrong = read_provenance(read_sources(root, scanned.sources), publish=publish)
    contents = replace(contents, sources=sources)
    return (contents if options.drafts else without_drafts(contents)), (*found, *wrong)


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
    archive, found = read_archive(root, options, clock)
    theme, wrong = load_theme(root, archive.site)
    found += wrong
    planned = plan(archive, theme, live=options.live)
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
    files = {**rendering.fresh, **other_files(root, planned)}
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


def plan(archive: Archive, theme: Theme, *, live: bool = False) -> Planned:
    """The pages of an archive."""
    return Planned(archive, theme, plan_pages(archive), site_view(archive, live=live))


@dataclass(frozen=True, slots=True)
class Generation:
    """A whole site in memory: its files by path, the digest of each page, and what was found."""

    files: Mapping[str, bytes]
    digests: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]
    counts: Counts
    base_path: str
    rendered: int
    seconds: float


def generate(root: Path, options: Options, before: Generation | None = None) -> Generation:
    """Build what can be built into memory, taking unchanged pages from the generation before."""
    begun = time.perf_counter()
    archive, found = read_archive(root, options)
    theme, wrong = load_theme(root, archive.site)
    planned = plan(archive, theme, live=options.live)
    old = before.files if before else {}
    known = before.digests if before else {}

    def reason(page: PlannedPage, digest: str) -> str:
        return "" if known.get(page.file) == digest else "changed"

    rendering, broken = render(planned.pages, theme, planned.site, reason, options)
    # A page that fails stays as it was.
    stays = [*rendering.kept, *(name for name in rendering.failed if name in old)]
    files = {name: old[name] for name in stays} | rendering.fresh | other_files(root, planned)
    counts = _counts(archive, len(planned.pages))
    told = in_order((*found, *wrong, *broken))
    return Generation(
        files,
        rendering.digests,
        told,
        counts,
        archive.site.base_path,
        len(rendering.reasons),
        time.perf_counter() - begun,
    )


def other_files(root: Path, planned: Planned) -> dict[str, bytes]:
    """All files of the site that are not pages."""
    archive, theme = planned.archive, planned.theme
    files = {f"static/{theme.assets}/{name}": data for name, data in theme.static.items()}
    files |= text_files(archive)
    files |= source_files(archive)
    files |= annotation_files(archive)
    files |= site_files(archive, planned.pages)
    for name in archive.images:
        files[f"images/{name}"] = read_image(root, name)
    if archive.site.search:
        documents = search_documents(archive)
        files |= {f"search/{name}": data for name, data in build_search(documents).items()}
    return files
