"""How to build, and what a build did: values that are shown even when nothing had to be built."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from readingroom.diagnostics import Diagnostic

T = TypeVar("T")

#: Told the stage, and how many of how many are done.
Progress = Callable[[str, int, int], None]


class SupersededError(Exception):
    """There is something to do that comes before the work under way."""


def _go_on() -> None:
    pass


@dataclass(frozen=True, slots=True)
class Options:
    """How to build; see ``pipeline.build_site``.

    ``interrupt`` is called between pieces of long work, and may raise SupersededError to end it; what
    was made by then is remembered.
    """

    base_url: str | None = None
    strict: bool = False
    keep_going: bool = False
    cache: bool = True
    drafts: bool = False
    jobs: int | None = None
    progress: Progress = field(default=lambda _stage, _done, _of: None)
    interrupt: Callable[[], None] = _go_on

    def each(self, several: Iterable[T]) -> Iterator[T]:
        """All of these, and between two of them ``interrupt``."""
        for one in several:
            self.interrupt()
            yield one


@dataclass(frozen=True, slots=True)
class Counts:
    """What a build dealt with."""

    texts: int = 0
    notes: int = 0
    entries: int = 0
    pages: int = 0
    links: int = 0


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build found and did.

    ``done`` says whether the site in the output folder is the one of these files; with errors it is
    False and the old site stands. ``written`` and ``kept`` count files, ``rendered`` pages;
    ``reasons`` says for each page rendered why; ``seconds`` is wall time by stage, ``slowest`` of the
    files that took longest and ``slowest_texts`` of the texts.
    """

    diagnostics: tuple[Diagnostic, ...]
    done: bool
    counts: Counts = Counts()
    rendered: int = 0
    written: int = 0
    kept: int = 0
    removed: int = 0
    reasons: tuple[tuple[str, str], ...] = ()
    seconds: tuple[tuple[str, float], ...] = ()
    slowest: tuple[tuple[str, float], ...] = ()
    slowest_texts: tuple[tuple[str, float], ...] = ()
