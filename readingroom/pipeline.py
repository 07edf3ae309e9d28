"""The build, from the files of an archive to the files of a site.

    scan → read → check → assemble → plan → render → write

What was made before is remembered by what it was made of (``memo``), so that only what is new is made.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from readingroom import cache as memory
from readingroom import unchanged
from readingroom.config import load_site
from readingroom.diagnostics import has_errors, in_order
from readingroom.generations import Generation, generate
from readingroom.making import Making
from readingroom.output import recover, refuse, settled
from readingroom.outputs import SEARCH, Output
from readingroom.reasons import Reasons, changed_files
from readingroom.rendering import ahead
from readingroom.results import BuildResult, Counts, Options
from readingroom.stages import (
    Clock,
    Ready,
    check_archive,
    memo_of,
    read_archive,
    ready,
    while_files_change,
)
from readingroom.theme import theme_folders
from readingroom.workers import WORTH_PROCESSES, give_back

#: Texts that ``--profile`` names.
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
    remembered = memory.recall(root, out) if options.cache else memory.Memory("")
    clock.lap("remember")
    with _searched(made, remembered, code, options) as search:
        result, files = _made(root, out, made, remembered, code, search, options, clock)
    if options.cache and files:
        site = {name: (one.size, one.mtime) for name, one in files.items()}
        unchanged.remember(root, out, options, seen, themes, result, site)
    return result


@contextmanager
def _searched(
    made: Ready, before: memory.Memory, code: str, options: Options
) -> Iterator[Output | None]:
    """The files of search; where all that took long was made before, they are made from now on, beside.

    Where it was not, other processes are of more use to the pages.
    """
    quiet = replace(options, progress=Options().progress)
    search = made.search(quiet)
    first = before.folders.get(SEARCH, ())[:1]
    known = before.code == code and all(name in before.files for name in first) and first
    few = len(made.studio.took) < WORTH_PROCESSES <= len(made.studio.units)
    if search and known and few and before.files[first[0]].digest != search.digest():
        with ahead(search, options, made.studio.memo.index.save_values) as begun:
            yield begun
    else:
        yield made.search(options)


def _made(
    root: Path,
    out: Path,
    made: Ready,
    remembered: memory.Memory,
    code: str,
    search: Output | None,
    options: Options,
    clock: Clock,
) -> tuple[BuildResult, Mapping[str, memory.Remembered]]:
    """The site, and of what its files are made; nothing where it has errors."""
    wanted = made.outputs(search)
    counts = made.counts(sum(bool(one.page) for one in wanted))
    clock.lap("plan")
    failed = BuildResult(in_order(made.found), done=False, counts=counts, seconds=clock.told())
    if has_errors(made.found, strict=options.strict) and not options.keep_going:
        return failed, {}
    spare = memory.spare(root, out) if options.cache else None
    making = Making(out, wanted, remembered, code, spare)
    sources = made.sources()
    broken = making.make(made.renderer, options)
    if options.cache:
        made.studio.memo.index.save_values()
        made.studio.memo.templates.save_values()
    clock.lap("render")
    found = in_order((*made.found, *broken))
    if has_errors(broken, strict=options.strict) and not options.keep_going:
        making.abandon()
        return replace(failed, diagnostics=found, seconds=clock.told()), {}
    result = making.publish()
    reasons = Reasons(made.archive, changed_files(remembered.sources, sources))
    why = (
        (page, reasons.of(page) if said == memory.CHANGED else said)
        for page, said in result.reasons
    )
    remembers = making.remembered()
    if options.cache:
        memory.remember(root, out, replace(remembers, sources=sources))
    clock.lap("write")
    texts = sorted(made.studio.took, key=lambda took: -took[1])[:_SLOWEST]
    result = replace(
        result,
        reasons=tuple(why),
        diagnostics=found,
        counts=counts,
        seconds=clock.told(),
        slowest_texts=tuple(texts),
    )
    return result, {} if broken else remembers.files


def _theme_folders(root: Path) -> list[str]:
    """Where the theme's files are, by what site.yaml says now."""
    site, _ = load_site(root)
    return [os.fspath(folder) for folder in theme_folders(root, site)]
