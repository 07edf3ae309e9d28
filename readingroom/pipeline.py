"""The build, from the files of an archive to the files of a site.

    scan → read → check → assemble → plan → render → write

What was made before is remembered by what it was made of (``memo``), so that only what is new is made.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from readingroom import cache as memory
from readingroom import unchanged
from readingroom.config import load_site
from readingroom.diagnostics import Diagnostic, has_errors, in_order
from readingroom.generations import Generation, generate
from readingroom.output import Draft, Put, listed, recover, refuse, settled
from readingroom.outputs import Output
from readingroom.reasons import Reasons, changed_files
from readingroom.rendering import Done, first_of_each, make_all
from readingroom.results import BuildResult, Counts, Options
from readingroom.search import Data
from readingroom.stages import (
    Clock,
    check_archive,
    memo_of,
    read_archive,
    ready,
    while_files_change,
)
from readingroom.templates import Renderer
from readingroom.theme import theme_folders
from readingroom.workers import WORTH_PROCESSES, give_back

#: Pages and texts that ``--profile`` names.
_SLOWEST = 10

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
    refused = refuse(root, out, known=lambda: memory.made_by_us(root, out))
    if refused:
        return BuildResult(refused, done=False)
    if options.cache and (before := unchanged.recall(root, out, options)):
        return before
    # First of all: a build that fails must not leave readers without the site that a killed one moved.
    recover(out)
    with _few_collections():
        return while_files_change(lambda: _build(root, out, options))


@contextmanager
def _few_collections() -> Iterator[None]:
    """Look for circular garbage seldom: a build makes little of it, and most values that it makes stay.

    With Python's own thresholds a build of 1,000 texts looked through them for 5 % of its time.
    """
    before = gc.get_threshold()
    gc.set_threshold(50_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _build(root: Path, out: Path, options: Options) -> BuildResult:
    clock = Clock()
    themes = _theme_folders(root)
    seen = unchanged.look(root, themes)
    code, memo = memory.code_digest(), memo_of(root, options)
    clock.lap("start")
    made = ready(root, options, memo, clock)
    made.studio.intake.rest()
    if options.cache:
        # What is packed makes room for the plan, before processes are forked that share all of it.
        memo.save()
        if len(made.studio.took) >= WORTH_PROCESSES:
            give_back()
        clock.lap("remember")
    wanted = made.outputs()
    counts = made.counts(sum(bool(one.page) for one in wanted))
    clock.lap("plan")
    failed = BuildResult(in_order(made.found), done=False, counts=counts, seconds=clock.told())
    if has_errors(made.found, strict=options.strict) and not options.keep_going:
        return failed
    remembered = memory.recall(root, out) if options.cache else memory.Memory("")
    spare = memory.spare(root, out) if options.cache else None
    making = _Making(out, wanted, remembered, code, spare)
    sources = made.sources()
    broken = making.make(made.renderer, options)
    if options.cache:
        memo.index.save_values()
        memo.templates.save_values()
    clock.lap("render")
    found = in_order((*made.found, *broken))
    if has_errors(broken, strict=options.strict) and not options.keep_going:
        making.abandon()
        return replace(failed, diagnostics=found, seconds=clock.told())
    result = making.publish()
    reasons = Reasons(made.archive, changed_files(remembered.sources, sources))
    why = (
        (page, reasons.of(page) if said == memory.CHANGED else said)
        for page, said in result.reasons
    )
    result = replace(result, reasons=tuple(why))
    remembers = making.remembered()
    if options.cache:
        memory.remember(root, out, replace(remembers, sources=sources))
    clock.lap("write")
    texts = sorted(made.studio.took, key=lambda took: -took[1])[:_SLOWEST]
    result = replace(
        result,
        diagnostics=found,
        counts=counts,
        seconds=clock.told(),
        slowest_texts=tuple(texts),
    )
    if options.cache and not broken:
        site = {name: (one.size, one.mtime) for name, one in remembers.files.items()}
        unchanged.remember(root, out, options, seen, themes, result, site)
    return result


class _Making:
    """The files of a site, of which those that are stale are made beside the old ones."""

    def __init__(
        self,
        out: Path,
        wanted: Sequence[Output],
        before: memory.Memory,
        code: str,
        spare: Path | None,
    ) -> None:
        self.out, self.code, self.spare = out, code, spare
        self.before = before
        self.there = listed(out)
        self.why = {one.path: self._why(one) for one in wanted}
        self.kept = [one for one in wanted if not self.why[one.path]]
        self.stale = [one for one in wanted if self.why[one.path]]
        self.done: list[Done[Put]] = []
        self.draft: Draft | None = None

    def _why(self, output: Output) -> str:
        """Why an output must be made; nothing when it need not be."""
        names = self.before.folders.get(output.path, (output.path,))
        reasons = (
            memory.stale(name, output.digest, self.before, self.code, self._stands(name))
            for name in names
        )
        return next(filter(None, reasons), "")

    def _stands(self, name: str) -> tuple[int, int] | None:
        """Size and time of a file in the old site."""
        there = self.there.get(name)
        return there and there[:2]

    def make(self, renderer: Renderer, options: Options) -> tuple[Diagnostic, ...]:
        """Make what is stale; what is wrong with its templates."""
        if self.stale:
            self.draft = Draft(self.out, self.there, self.spare)
            put = partial(self._put, self.draft)
            self.done = list(make_all(self.stale, renderer, put, options))
        return first_of_each(one for done in self.done for one in done.found)

    def _put(self, draft: Draft, name: str, data: Data) -> Put:
        """Put a file into the draft; one that is called by what it holds as the old site has it."""
        if isinstance(data, bytes):
            return draft.put(name, data)
        known = self.before.files.get(name)
        there = known and self._stands(name) == (known.size, known.mtime)
        return draft.take(name) if there else draft.put(name, data())

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
            draft = self.draft or Draft(self.out, self.there, self.spare)
            draft.publish(kept, made)
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
                files[name] = memory.Remembered(done.digest, size, mtime)
        return memory.Memory(self.code, files, folders)


def _theme_folders(root: Path) -> list[str]:
    """Where the theme's files are, by what site.yaml says now."""
    site, _ = load_site(root)
    return [os.fspath(folder) for folder in theme_folders(root, site)]
