"""The stages that end with an archive ready for its site, in their order.

    scan → read → check → assemble → plan

Each takes what the one before it made and adds to what was found; none knows of the next.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from readingroom.archive import Archive, without_drafts
from readingroom.assembling import Desk, assemble
from readingroom.cache import code_digest
from readingroom.checks import run_checks, sound
from readingroom.config import Site, load_site, with_base
from readingroom.contents import gathered
from readingroom.diagnostics import Diagnostic, in_order
from readingroom.intake import Intake
from readingroom.memo import Memo, named
from readingroom.outputs import Output, outputs, planner_of, renderer_of, search_files
from readingroom.pages import Planner
from readingroom.reasons import SITE, THEME
from readingroom.results import Counts, Options
from readingroom.sources import ChangedError, Scan, at_rest, scan
from readingroom.store import Store
from readingroom.studio import Studio
from readingroom.templates import Renderer
from readingroom.theme import Theme, load_theme

#: How often a build begins anew because a file was changed under its hands, before that is an error.
_TRIES = 5

T = TypeVar("T")


class Clock:
    """Seconds by stage, in order."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.since = time.perf_counter()

    def lap(self, stage: str) -> None:
        """A stage has ended."""
        now = time.perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self.since
        self.since = now

    def told(self) -> tuple[tuple[str, float], ...]:
        """Seconds by stage."""
        return tuple(self.seconds.items())


@dataclass(frozen=True)
class Ready:
    """An archive that is ready for its site, with what made it and what was found wrong."""

    archive: Archive
    desk: Desk
    theme: Theme
    studio: Studio
    scanned: Scan
    found: tuple[Diagnostic, ...]

    @cached_property
    def planner(self) -> Planner:
        """The planner of its pages."""
        return planner_of(self.archive, self.studio)

    @cached_property
    def renderer(self) -> Renderer:
        """The renderer of its pages."""
        return renderer_of(self.archive, self.theme, self.studio)

    def search(self, options: Options) -> Output | None:
        """The files of its search, if it has one."""
        return search_files(self.archive, self.studio, options)

    def outputs(self, search: Output | None) -> tuple[Output, ...]:
        """All that its site consists of, search as it is given."""
        images = self.scanned.images
        return outputs(self.planner, self.theme, self.studio, self.renderer, images, search)

    def sources(self) -> dict[str, str]:
        """What was read, by name, each with its digest; as long as is needed to see that it changed."""
        scanned = self.scanned
        files = (*scanned.files, *scanned.images, *scanned.sources, *scanned.anchors)
        own = {SITE: named(self.archive.site), THEME: self.theme.digest}
        return {**{file.path: file.digest[:16] for file in files}, **own}

    def counts(self, pages: int) -> Counts:
        """How much there is of everything."""
        archive = self.archive
        sizes = (len(archive.texts), len(archive.notes), len(archive.entries))
        return Counts(*sizes, pages, archive.link_count)


def ready(root: Path, options: Options, memo: Memo, clock: Clock | None = None) -> Ready:
    """Scan, read, check and assemble the archive at ``root``, and load its theme.

    Raises ChangedError when a file is changed meanwhile.
    """
    clock = clock or Clock()
    site, found = _site(root, options)
    intake = Intake(root, memo, site, options)
    scanned, wrong = scan(root, memo.seen)
    memo.seen = scanned.seen
    found += wrong
    clock.lap("scan")
    options.interrupt()
    readings, records = intake.read(scanned.files), intake.records(scanned.anchors)
    options.interrupt()
    contents, wrong = gathered(readings, records, (one.name for one in scanned.images), site)
    found += wrong
    # Where site.yaml has mistakes, it may mean to forbid what it does not say.
    sources, wrong = intake.sources(scanned.sources, publish=site.publish_sources and site.complete)
    found += wrong
    contents = replace(contents, sources=sources)
    contents = contents if options.drafts else without_drafts(contents)
    clock.lap("read")
    options.interrupt()
    found += run_checks(contents)
    clock.lap("check")
    options.interrupt()
    studio = Studio(intake)
    desk = Desk(sound(contents), studio.hands)
    archive, wrong = assemble(desk)
    found += wrong
    clock.lap("assemble")
    theme, wrong = load_theme(root, archive.site)
    return Ready(archive, desk, theme, studio, at_rest(scanned), (*found, *wrong))


def _site(root: Path, options: Options) -> tuple[Site, tuple[Diagnostic, ...]]:
    site, found = load_site(root)
    if options.base_url is not None:
        site = replace(site, base_url=with_base(options.base_url))
    return site, found


def memo_of(root: Path, options: Options) -> Memo:
    """What earlier processes made of the archive at ``root``; nothing where there is to be no cache."""
    return Memo.of(Store.of(root, code_digest()) if options.cache else None)


def while_files_change(work: Callable[[], T]) -> T:
    """Do work that begins anew when a file is changed under its hands."""
    for _ in range(_TRIES):
        try:
            return work()
        except ChangedError:
            continue
    return work()


def read_archive(root: Path, options: Options) -> tuple[Archive, tuple[Diagnostic, ...]]:
    """Scan, read, check and assemble the archive at ``root``."""
    memo = memo_of(root, options)
    made = while_files_change(lambda: ready(root, options, memo))
    memo.save()
    return made.archive, made.found


def check_archive(root: Path, options: Options) -> tuple[Archive, tuple[Diagnostic, ...]]:
    """Everything that a build would find, short of rendering."""
    archive, found = read_archive(root, options)
    return archive, in_order(found)
