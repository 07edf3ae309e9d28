"""The build, from the files of an archive to the files of a site: the stages in their order.

    scan → read → check → assemble → plan → render → write

Each stage takes what the one before it made and adds to what was found; none knows of the next. What was
made before is remembered by what it was made of (``memo``), so that only what is new is made.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from readingroom import cache as memory
from readingroom import unchanged
from readingroom.archive import Archive, without_drafts
from readingroom.assembling import assemble
from readingroom.checks import run_checks, sound
from readingroom.config import Site, load_site, with_base
from readingroom.contents import gathered
from readingroom.diagnostics import Diagnostic, has_errors, in_order
from readingroom.memo import Memo
from readingroom.output import Draft, listed, recover, refuse, settled
from readingroom.outputs import Output, outputs, outputs_of
from readingroom.rendering import Done, first_of_each, make_all
from readingroom.results import BuildResult, Counts, Options
from readingroom.sources import ChangedError, scan
from readingroom.store import Store
from readingroom.studio import Studio
from readingroom.theme import Theme, load_theme, theme_folders

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

#: How often a build begins anew because a file was changed under its hands, before that is an error.
_TRIES = 5

T = TypeVar("T")


class _Clock:
    """Seconds by stage, in order."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.since = time.perf_counter()

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self.since
        self.since = now

    def told(self) -> tuple[tuple[str, float], ...]:
        return tuple(self.seconds.items())


def read_archive(root: Path, options: Options) -> tuple[Archive, tuple[Diagnostic, ...]]:
    """Scan, read, check and assemble the archive at ``root``."""
    clock = _Clock()
    return _assembled(root, options, Studio(root, Memo(), _site(root, options)[0], options), clock)


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
    scanned, wrong = scan(root, studio.memo.seen)
    studio.memo.seen, studio.images = scanned.seen, scanned.images
    found += wrong
    clock.lap("scan")
    readings, records = studio.read(scanned.files), studio.records(scanned.anchors)
    contents, wrong = gathered(readings, records, (one.name for one in scanned.images), site)
    found += wrong
    # Where site.yaml has mistakes, it may mean to forbid what it does not say.
    sources, wrong = studio.sources(scanned.sources, publish=site.publish_sources and site.complete)
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
    out = settled(out)
    refused = refuse(root, out, known=memory.made_by_us(root, out))
    if refused:
        return BuildResult(refused, done=False)
    if options.cache and (before := unchanged.recall(root, out, options)):
        return before
    # First of all: a build that fails must not leave readers without the site that a killed one moved.
    recover(out)
    return _while_files_change(lambda: _build(root, out, options))


def _while_files_change(work: Callable[[], T]) -> T:
    for _ in range(_TRIES):
        try:
            return work()
        except ChangedError:
            continue
    return work()


def _build(root: Path, out: Path, options: Options) -> BuildResult:
    clock = _Clock()
    themes = _theme_folders(root)
    seen = unchanged.look(root, themes)
    code = memory.code_digest()
    memo = Memo.of(Store.of(root, code) if options.cache else None)
    clock.lap("start")
    ready = _ready(root, options, memo, clock)
    wanted = ready.outputs()
    counts = ready.counts(sum(one.page for one in wanted))
    clock.lap("plan")
    failed = BuildResult(in_order(ready.found), done=False, counts=counts, seconds=clock.told())
    if has_errors(ready.found, strict=options.strict) and not options.keep_going:
        return failed
    remembered = memory.recall(root, out) if options.cache else memory.Memory("")
    making = _Making(out, wanted, remembered, code)
    broken = making.make(options)
    clock.lap("render")
    found = in_order((*ready.found, *broken))
    if has_errors(broken, strict=options.strict) and not options.keep_going:
        making.abandon()
        return replace(failed, diagnostics=found, seconds=clock.told())
    result = making.publish()
    if options.cache:
        memory.remember(root, out, making.remembered())
        clock.lap("write")
        memo.save()
        clock.lap("remember")
    clock.lap("write")
    result = replace(result, diagnostics=found, counts=counts, seconds=clock.told())
    if options.cache and not broken:
        unchanged.remember(root, out, options, seen, themes, result)
    return result


class _Making:
    """The files of a site, of which those that are stale are made beside the old ones."""

    def __init__(
        self, out: Path, wanted: Sequence[Output], before: memory.Memory, code: str
    ) -> None:
        self.out, self.code = out, code
        self.before = before
        self.there = listed(out)
        self.why = {one.path: self._why(one) for one in wanted}
        self.kept = [one for one in wanted if not self.why[one.path]]
        self.stale = [one for one in wanted if self.why[one.path]]
        self.done: list[Done[tuple[bool, int, int]]] = []
        self.draft: Draft | None = None

    def _why(self, output: Output) -> str:
        """Why an output must be made; nothing when it need not be."""
        names = self.before.folders.get(output.path, (output.path,))
        reasons = (
            memory.stale(name, output.digest, self.before, self.code, self.there.get(name))
            for name in names
        )
        return next(filter(None, reasons), "")

    def make(self, options: Options) -> tuple[Diagnostic, ...]:
        """Make what is stale; what is wrong with its templates."""
        if self.stale:
            self.draft = draft = Draft(self.out)

            def put(name: str, data: bytes) -> tuple[bool, int, int]:
                return draft.put(name, data), *draft.status(name)

            self.done = list(make_all(self.stale, put, options))
        return first_of_each(one for done in self.done for one in done.found)

    def abandon(self) -> None:
        """Leave the old site as it was."""
        if self.draft:
            self.draft.abandon()

    def publish(self) -> BuildResult:
        """Put the new site in the old one's place, where they differ."""
        kept = self._kept()
        made = {name: told for done in self.done for name, told in done.files}
        gone = self.there.keys() - kept - made.keys()
        fresh = [name for name, (new, *_) in made.items() if new]
        if fresh or gone:
            (self.draft or Draft(self.out)).publish(kept)
        else:
            self.abandon()
        pages = [done for done in self.done if done.output.page and not done.found]
        slow = sorted(self.done, key=lambda done: -done.seconds)
        return BuildResult(
            (),
            done=True,
            rendered=len(pages),
            written=len(fresh),
            kept=len(kept) + len(made) - len(fresh),
            removed=len(gone),
            reasons=tuple((one.path, self.why[one.path]) for one in self.stale if one.page),
            slowest=tuple((done.output.path, done.seconds) for done in slow[:_SLOWEST]),
        )

    def _kept(self) -> set[str]:
        return {
            name for one in self.kept for name in self.before.folders.get(one.path, (one.path,))
        }

    def remembered(self) -> memory.Memory:
        """What the files that stand there now are made of."""
        files = {name: self.before.files[name] for name in self._kept()}
        folders = {
            one.path: self.before.folders[one.path]
            for one in self.kept
            if one.path in self.before.folders
        }
        for done in self.done:
            if done.output.path.endswith("/"):
                folders[done.output.path] = tuple(name for name, _ in done.files)
            for name, (_, size, mtime) in done.files:
                files[name] = memory.Remembered(done.output.digest, size, mtime)
        return memory.Memory(self.code, files, folders)


#: Pages and texts that ``--profile`` names.
_SLOWEST = 10


def _theme_folders(root: Path) -> list[str]:
    """Where the theme's files are, by what site.yaml says now."""
    site, _ = load_site(root)
    return [os.fspath(folder) for folder in theme_folders(root, site)]


@dataclass(frozen=True, slots=True)
class _Ready:
    """An archive that is ready to be planned, with its theme and what was found wrong with both."""

    archive: Archive
    theme: Theme
    studio: Studio
    found: tuple[Diagnostic, ...]

    def outputs(self) -> tuple[Output, ...]:
        return outputs(self.archive, self.theme, self.studio)

    def counts(self, pages: int) -> Counts:
        archive = self.archive
        sizes = (len(archive.texts), len(archive.notes), len(archive.entries))
        return Counts(*sizes, pages, archive.link_count)


def _ready(root: Path, options: Options, memo: Memo, clock: _Clock) -> _Ready:
    studio = Studio(root, memo, _site(root, options)[0], options)
    archive, found = _assembled(root, options, studio, clock)
    theme, wrong = load_theme(root, archive.site)
    return _Ready(archive, theme, studio, (*found, *wrong))


@dataclass(frozen=True, slots=True)
class Generation:
    """A whole site in memory: its files by path, what they are made of, and what was found.

    ``digests`` are by path, that of a folder for all its files, whose names ``folders`` has. ``changed``
    are the files whose bytes differ from the generation before, ``gone`` those that it had and this one
    has not. Where some files are not up to date yet, ``pending`` makes the generation in which they are;
    it may be called once, or never where a newer generation is made instead.
    """

    files: Mapping[str, bytes]
    digests: Mapping[str, str]
    folders: Mapping[str, tuple[str, ...]]
    diagnostics: tuple[Diagnostic, ...]
    counts: Counts
    archive: Archive
    rendered: int
    seconds: float
    changed: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    memo: Memo = field(default_factory=Memo, repr=False)
    pending: Callable[[], Generation] | None = None

    @property
    def base_path(self) -> str:
        """Where the site stands below its host: ``/`` or ``/repo/``."""
        return self.archive.site.base_path


def generate(
    root: Path,
    options: Options,
    before: Generation | None = None,
    first: Sequence[str] | None = None,
) -> Generation:
    """Build what can be built into memory, taking all that stays the same from the generation before.

    With ``first``, files of the site that somebody looks at, the generation has those of them that show
    a text, and the files of all texts that changed; the others are ``pending``.
    """
    return _while_files_change(lambda: _generate(root, options, before, first))


def _generate(
    root: Path, options: Options, before: Generation | None, first: Sequence[str] | None
) -> Generation:
    begun = time.perf_counter()
    memo = before.memo if before else Memo()
    memo.turn()
    ready = _ready(root, options, memo, _Clock())
    if before is None or first is None:
        return _generation(ready, options, before, begun)
    units = ready.studio.units
    slugs = {
        slug
        for slug, unit in units.items()
        if before.digests.get(f"texts/{slug}/index.txt") != unit.digest
        or f"texts/{slug}/index.html" in first
    }
    wanted = outputs_of(ready.archive, ready.theme, ready.studio, slugs)
    files, digests = dict(before.files), dict(before.digests)
    stale = [one for one in wanted if digests.get(one.path) != one.digest]
    found: list[Diagnostic] = []
    for done in make_all(stale, _bytes, options):
        found += done.found
        if not done.found:
            digests[done.output.path] = done.output.digest
        files.update(done.files)
    early = replace(
        before,
        files=files,
        digests=digests,
        diagnostics=in_order((*ready.found, *first_of_each(found))),
        counts=ready.counts(before.counts.pages),
        archive=ready.archive,
        rendered=sum(one.page for one in stale),
        seconds=time.perf_counter() - begun,
        changed=frozenset(n for one in stale if _differs(n := one.path, files, before.files)),
        gone=frozenset(),
    )
    return replace(early, pending=lambda: _generation(ready, options, early, time.perf_counter()))


def _bytes(_: str, data: bytes) -> bytes:
    return data


def _differs(name: str, files: Mapping[str, bytes], old: Mapping[str, bytes]) -> bool:
    return files.get(name) != old.get(name)


def _generation(
    ready: _Ready, options: Options, before: Generation | None, begun: float
) -> Generation:
    """The whole site, all up to date."""
    old, known = (before.files, before.digests) if before else ({}, {})
    wanted = ready.outputs()
    kept = [one for one in wanted if known.get(one.path) == one.digest]
    stale = [one for one in wanted if known.get(one.path) != one.digest]
    digests = {one.path: one.digest for one in kept}
    folders: dict[str, tuple[str, ...]] = {}
    files: dict[str, bytes] = {}
    for one in kept:
        names = before.folders.get(one.path, (one.path,)) if before else ()
        if one.path.endswith("/"):
            folders[one.path] = names
        files.update((name, old[name]) for name in names)
    found: list[Diagnostic] = []
    for done in make_all(stale, _bytes, options):
        path = done.output.path
        found += done.found
        if not done.found:
            digests[path] = done.output.digest
            files.update(done.files)
            if path.endswith("/"):
                folders[path] = tuple(name for name, _ in done.files)
        elif path in old:
            files[path] = old[path]  # a page that fails stays as it was
    ready.studio.rest()
    return Generation(
        files,
        digests,
        folders,
        in_order((*ready.found, *first_of_each(found))),
        ready.counts(sum(one.page for one in wanted)),
        ready.archive,
        sum(one.page for one in stale),
        time.perf_counter() - begun,
        frozenset(name for name in files if _differs(name, files, old)),
        frozenset(old.keys() - files.keys()),
        ready.studio.memo,
    )
