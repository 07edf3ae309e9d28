"""Rendering the pages that are stale, in as many processes as are of use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from readingroom.diagnostics import Diagnostic
from readingroom.results import Options
from readingroom.templates import Renderer
from readingroom.theme import Theme
from readingroom.views import PlannedPage, SiteView
from readingroom.workers import spread

#: Says why a page must be rendered, given its digest; nothing when it need not be.
Reason = Callable[[PlannedPage, str], str]

#: Pages below which other processes are not worth their start.
_WORTH_PROCESSES = 200


@dataclass(frozen=True, slots=True)
class Rendering:
    """What became of each page.

    ``fresh``: rendered now, by file. ``kept``: as they were. ``failed``: their template failed.
    ``reasons``: (file, why) of those rendered. ``digests``: of all that did not fail.
    """

    fresh: dict[str, bytes]
    kept: tuple[str, ...]
    failed: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]
    digests: dict[str, str]


def render(
    pages: Sequence[PlannedPage], theme: Theme, site: SiteView, reason: Reason, options: Options
) -> tuple[Rendering, tuple[Diagnostic, ...]]:
    """Render the pages that there is a reason to render."""
    renderer = Renderer(theme, site)
    digests = {page.file: renderer.digest(page) for page in pages}
    why = {page.file: reason(page, digests[page.file]) for page in pages}
    stale = [page for page in pages if why[page.file]]
    fresh: dict[str, bytes] = {}
    failed: list[str] = []
    found: list[Diagnostic] = []
    if len(stale) >= _WORTH_PROCESSES:
        renderer.prepare(stale)
    results = spread(renderer.render, stale, options.jobs, least=_WORTH_PROCESSES)
    for count, (page, (data, wrong)) in enumerate(zip(stale, results, strict=True), 1):
        options.progress("Rendering", count, len(stale))
        found += wrong
        if wrong:
            failed.append(page.file)
            del digests[page.file]
        else:
            fresh[page.file] = data
    rendering = Rendering(
        fresh,
        tuple(page.file for page in pages if not why[page.file]),
        tuple(failed),
        tuple((page.file, why[page.file]) for page in stale),
        digests,
    )
    return rendering, _first_of_each(found)


def _first_of_each(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """One finding for each place: a template that fails for a thousand pages fails once."""
    first: dict[tuple[str, str, int], Diagnostic] = {}
    for one in found:
        first.setdefault((one.code, one.path, one.line), one)
    return tuple(first.values())
