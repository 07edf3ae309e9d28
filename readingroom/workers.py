"""Work on many things at once: in processes that have what this one has, or here where they do not help.

Processes are forked, so that what the work looks at need not be handed over, only what it makes. Where
the system cannot fork, or this process has threads that a fork would cut off in the middle of what they
do, the work is done here.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

One = TypeVar("One")
Made = TypeVar("Made")

#: Pieces for each process: enough that the last one to end does not keep the others waiting for long.
_PIECES = 8
#: Files, texts or pages below which other processes are not worth their start.
WORTH_PROCESSES = 200
_work: Callable[[int], Any] | None = None


def spread(
    work: Callable[[One], Made],
    things: Sequence[One],
    jobs: int | None,
    *,
    least: int = WORTH_PROCESSES,
) -> Iterator[Made]:
    """``work`` done on each thing, in their order; fewer than ``least`` are not worth a process.

    ``jobs`` is how many processes there may be, one a core where it is None. What ``work`` makes must
    be picklable. An exception in it is raised here.
    """
    count = min(jobs or os.cpu_count() or 1, len(things))
    if count < 2 or len(things) < least or not _can_fork():
        yield from map(work, things)
        return
    global _work  # noqa: PLW0603 -- what the forked processes find
    _work = lambda index: work(things[index])  # noqa: E731
    size = max(1, len(things) // (count * _PIECES))
    # A search for circular garbage writes to all that it looks at. Processes share memory until one
    # writes: each would soon have its own copy of all that this one has.
    gc.freeze()
    try:
        with multiprocessing.get_context("fork").Pool(count, _attend) as pool:
            yield from pool.imap(_done, range(len(things)), chunksize=size)
    finally:
        _work = None
        gc.unfreeze()


def _attend() -> None:
    """Leave it to the process that forked this one what Ctrl-C means, and end when it says so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _done(index: int) -> Any:
    assert _work is not None
    return _work(index)


def _can_fork() -> bool:
    # On macOS system libraries that were used before a fork may crash behind it.
    forks = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
    return forks and threading.active_count() == 1 and not multiprocessing.parent_process()
