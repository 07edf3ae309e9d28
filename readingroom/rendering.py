"""Making the files that are stale, in as many processes as are of use."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Generic, TypeVar

from readingroom.diagnostics import Diagnostic
from readingroom.outputs import Made, Output
from readingroom.results import Options
from readingroom.search import Data
from readingroom.templates import Renderer
from readingroom.workers import WORTH_PROCESSES, as_done, aside

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """An output that was made: its files, each with what ``put`` told, and how long it took.

    ``digest`` is the output's, worked out where it was made.
    """

    output: Output
    digest: str
    files: tuple[tuple[str, T], ...]
    found: tuple[Diagnostic, ...]
    seconds: float


def make_all(
    stale: Sequence[Output],
    renderer: Renderer,
    put: Callable[[str, Data], T],
    options: Options,
) -> Iterator[Done[T]]:
    """Make what is stale and hand the bytes to ``put``, in the process where they were made.

    So none need hold the bytes of more than one output. What shows one text is made together, since the
    text's words are fetched for it. What is made first comes first. Folders are made here, since the
    making remembers much, and has processes of its own.
    """
    groups: dict[str, list[int]] = {}
    for number, output in enumerate(stale):
        if output.path.endswith("/"):
            yield Done(output, *_made(output, put))
        else:
            groups.setdefault(output.of or f"/{number}", []).append(number)

    def work(numbers: Sequence[int]) -> list[_Answer[T]]:
        return [_made(stale[number], put) for number in numbers]

    count = 0
    several = list(groups.values())
    if len(several) >= WORTH_PROCESSES:
        renderer.prepare(one.page for one in stale if one.page)
    for place, answers in as_done(work, several, options.jobs):
        for number, answer in zip(several[place], answers, strict=True):
            count += 1
            options.interrupt()
            options.progress("Rendering", count, len(stale))
            yield Done(stale[number], *answer)


@contextmanager
def ahead(output: Output, options: Options, then: Callable[[], None]) -> Iterator[Output]:
    """A folder's output that is made from now on, in a process beside this one, where there may be one.

    ``then`` is done in that process when all its files are made. Of those that are called by what they
    hold, and may be there already, only the names are handed over.
    """

    def work() -> tuple[list[tuple[str, bytes | None]], tuple[Diagnostic, ...]]:
        files, found = output.make()
        made = [(name, data if isinstance(data, bytes) else None) for name, data in files]
        then()
        return made, found

    with aside(work, options.jobs) as wait:

        def make() -> Made:
            files, found = wait()
            return [
                (name, partial(_again, output, name) if d is None else d) for name, d in files
            ], found

        yield replace(output, make=make)


def _again(output: Output, name: str) -> bytes:
    """A file that ought to have been there."""
    files, _ = output.make()
    data = next(data for other, data in files if other == name)
    return data if isinstance(data, bytes) else data()


_Answer = tuple[str, tuple[tuple[str, T], ...], tuple[Diagnostic, ...], float]


def _made(output: Output, put: Callable[[str, Data], T]) -> _Answer[T]:
    begun = time.perf_counter()
    files, found = output.make()
    told = tuple((name, put(name, data)) for name, data in files)
    return output.digest(), told, found, time.perf_counter() - begun


def first_of_each(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """One finding for each place: a template that fails for a thousand pages fails once."""
    first: dict[tuple[str, str, int], Diagnostic] = {}
    for one in found:
        first.setdefault((one.code, one.path, one.line), one)
    return tuple(first.values())
