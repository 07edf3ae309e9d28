"""Generations of a site in memory, each made from the one before: what a preview shows."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from readingroom.archive import Archive
from readingroom.diagnostics import Diagnostic, in_order
from readingroom.outputs import Output, pages_of, planner_of
from readingroom.pages import Planner
from readingroom.rendering import first_of_each, make_all
from readingroom.results import Counts, Options
from readingroom.search import Data
from readingroom.sources import look_at
from readingroom.stages import Ready, memo_of, ready, while_files_change


@dataclass(frozen=True, slots=True)
class Generation:
    """A whole site in memory: its files by path, what they are made of, and what was found.

    ``digests`` are by path, that of a folder for all its files, whose names ``folders`` has. ``changed``
    are the files whose bytes differ from the generation before, ``gone`` those that it had and this one
    has not. Where not all is up to date yet, ``pending`` makes one in which more is; it may be left
    uncalled, or interrupted, where a newer one is made instead. ``early`` says that pages are among what
    is not up to date; else it is the search index alone.
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
    ready: Ready | None = field(default=None, repr=False)
    pending: Callable[[], Generation] | None = field(default=None, repr=False)
    early: bool = False

    @property
    def base_path(self) -> str:
        """Where the site stands below its host: ``/`` or ``/repo/``."""
        return self.archive.site.base_path

    def save(self) -> None:
        """Keep for the next process what was made."""
        if self.ready:
            memo = self.ready.studio.memo
            memo.save()
            memo.index.save_values()
            memo.templates.save_values()


def generate(
    root: Path,
    options: Options,
    before: Generation | None = None,
    changed: Iterable[str] | None = None,
) -> Generation:
    """Build what can be built into memory, taking all that stays the same from the generation before.

    ``changed`` are the files of the archive that changed since, as relative paths with forward slashes.
    Where they are texts' and notes' and the rest of the archive sees no difference in them, the pages
    that show their words are made at once and the others are ``pending``. The search index always is,
    where it has to be made anew.

    ``options.interrupt`` is heeded while ``pending`` is made.
    """
    if before and before.ready and changed is not None:
        early = while_files_change(lambda: _early(root, options, before, tuple(changed)))
        if early:
            return early
    return while_files_change(lambda: _whole(root, options, before))


def _whole(root: Path, options: Options, before: Generation | None) -> Generation:
    begun = time.perf_counter()
    memo = before.ready.studio.memo if before and before.ready else memo_of(root, options)
    made = ready(root, options, memo)
    generation = _generation(made, options, before)
    memo.turn()
    return replace(generation, seconds=time.perf_counter() - begun)


def _early(
    root: Path, options: Options, before: Generation, changed: Sequence[str]
) -> Generation | None:
    """The pages of the texts that changed, as far as they are known without the rest; or nothing.

    What others say of a text (links to it, how often an entry is named) is taken as it was. Where that
    changed with it, the pending generation has it right.
    """
    begun = time.perf_counter()
    assert before.ready
    made = before.ready
    files = [file for path in changed if (file := look_at(root, path))]
    slugs = made.studio.amended(files, made.desk) if len(files) == len(changed) else ()
    if not slugs:
        return None
    planner = _planner(made, slugs)
    stale = [
        one
        for one in pages_of(planner, made.studio, made.renderer, slugs)
        if before.digests.get(one.path) != one.digest()
    ]
    now, digests, found = dict(before.files), dict(before.digests), list[Diagnostic]()
    for done in make_all(stale, made.renderer, _bytes, options):
        found += done.found
        now.update(done.files)
        if not done.found:
            digests[done.output.path] = done.digest
    early = replace(
        before,
        files=now,
        digests=digests,
        diagnostics=in_order((*before.diagnostics, *first_of_each(found))),
        rendered=len(stale),
        seconds=time.perf_counter() - begun,
        changed=frozenset(one.path for one in stale if _differs(one.path, now, before.files)),
        gone=frozenset(),
    )
    pending = partial(while_files_change, partial(_whole, root, options, early))
    return replace(early, pending=pending, early=True)


def _planner(made: Ready, slugs: Iterable[str]) -> Planner:
    """The planner of an archive some texts of which were bound anew."""
    archive, units = made.archive, made.studio.units
    found = {slug: units[slug].bound.occurrences for slug in slugs}
    if all(archive.occurrences[slug] == there for slug, there in found.items()):
        return made.planner
    occurrences = {**archive.occurrences, **found}
    return planner_of(replace(archive, occurrences=occurrences), made.studio)


def _bytes(_: str, data: Data) -> bytes:
    return data if isinstance(data, bytes) else data()


def _differs(name: str, files: Mapping[str, bytes], old: Mapping[str, bytes]) -> bool:
    return files.get(name) != old.get(name)


def _generation(made: Ready, options: Options, before: Generation | None) -> Generation:
    """The whole site, all up to date but for what is made as a whole folder, which is pending."""
    old, known = (before.files, before.digests) if before else ({}, {})
    wanted = made.outputs(made.search(options))
    new = [one for one in options.each(wanted) if known.get(one.path) != one.digest()]
    later = [one for one in new if one.path.endswith("/")]
    stale = [one for one in new if not one.path.endswith("/")]
    digests = {one.path: one.digest() for one in wanted if known.get(one.path) == one.digest()}
    folders: dict[str, tuple[str, ...]] = {}
    files: dict[str, bytes] = {}
    for path in (*digests, *(one.path for one in later)):
        names = before.folders.get(path, () if path.endswith("/") else (path,)) if before else ()
        if path.endswith("/"):
            folders[path] = names
        files.update((name, old[name]) for name in names)
    found: list[Diagnostic] = []
    for done in make_all(stale, made.renderer, _bytes, options):
        path = done.output.path
        found += done.found
        if not done.found:
            digests[path] = done.digest
            files.update(done.files)
        elif path in old:
            files[path] = old[path]  # a page that fails stays as it was
    made.studio.intake.rest()
    made.studio.expect()
    whole = Generation(
        files,
        digests,
        folders,
        in_order((*made.found, *first_of_each(found))),
        made.counts(sum(bool(one.page) for one in wanted)),
        made.archive,
        sum(bool(one.page) for one in stale),
        0.0,
        frozenset(name for name in files if _differs(name, files, old)),
        frozenset(old.keys() - files.keys()),
        made,
    )
    return replace(whole, pending=partial(_folders, whole, later, options)) if later else whole


def _folders(before: Generation, later: Sequence[Output], options: Options) -> Generation:
    """The generation with those folders made anew as well."""
    begun = time.perf_counter()
    digests, folders = dict(before.digests), dict(before.folders)
    fresh: dict[str, bytes] = {}
    for one in later:
        made = {
            name: before.files.get(name) or _bytes(name, data) if callable(data) else data
            for name, data in options.each(one.make()[0])
        }
        fresh |= made
        digests[one.path], folders[one.path] = one.digest(), tuple(made)
    if before.ready:
        before.ready.studio.memo.index.turn()
    old = {name for one in later for name in before.folders.get(one.path, ())}
    files = {name: data for name, data in before.files.items() if name not in old} | fresh
    return replace(
        before,
        files=files,
        digests=digests,
        folders=folders,
        rendered=0,
        seconds=time.perf_counter() - begun,
        changed=frozenset(name for name in fresh if _differs(name, files, before.files)),
        gone=frozenset(old - fresh.keys()),
        pending=None,
    )
