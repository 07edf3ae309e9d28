"""Work on many things at once: in processes that have what this one has, or here where they do not help.

Processes are forked, so that what the work looks at need not be handed over, only what it makes. Where
the system cannot fork, or this process has threads that a fork would cut off in the middle of what they
do, the work is done here.

A process does one piece of the work and ends. To look at a value is to write how many look at it: a
process that lived on would soon have a copy of its own of nearly all that it shares with the others.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

One = TypeVar("One")
Made = TypeVar("Made")

#: Pieces for each process: enough that the last one to end does not keep the others waiting for long,
#: and that none holds much. A fork of 430 MiB takes 13 to 20 ms.
_PIECES = 16
#: Files, texts or pages below which other processes are not worth their start.
WORTH_PROCESSES = 200
_SIGNALS = {signal.SIGINT, signal.SIGTERM}


def spread(
    work: Callable[[One], Made],
    things: Sequence[One],
    jobs: int | None,
    *,
    least: int = WORTH_PROCESSES,
) -> Iterator[Made]:
    """``work`` done on each thing, in their order; fewer than ``least`` are not worth a process.

    ``jobs`` is how many processes there may be, one a core where it is None. What ``work`` makes must
    be picklable. An exception in it is raised here; ChildProcessError where a process was killed.
    """
    early: dict[int, Made] = {}
    due = 0
    for index, made in as_done(work, things, jobs, least=least):
        early[index] = made
        while due in early:
            yield early.pop(due)
            due += 1


def as_done(
    work: Callable[[One], Made],
    things: Sequence[One],
    jobs: int | None,
    *,
    least: int = WORTH_PROCESSES,
) -> Iterator[tuple[int, Made]]:
    """As ``spread``, each thing's place with what was made of it, as soon as it is there."""
    count = min(jobs or os.cpu_count() or 1, len(things))
    if count < 2 or len(things) < least or not _can_fork():
        yield from enumerate(map(work, things))
        return
    from multiprocessing.connection import Connection, wait

    size = max(1, len(things) // (count * _PIECES))
    pieces = deque(range(at, min(at + size, len(things))) for at in range(0, len(things), size))
    running: dict[Connection, _Piece] = {}
    # A search for circular garbage writes to all that it looks at.
    gc.freeze()
    try:
        while pieces or running:
            while pieces and len(running) < count:
                with _undisturbed():
                    piece = _begun(work, things, pieces.popleft())
                    running[piece.answer] = piece
            for answer in wait(list(running)):
                assert isinstance(answer, Connection)
                yield from running.pop(answer).made()
    finally:
        for piece in running.values():
            piece.end()
        gc.unfreeze()


@contextmanager
def aside(work: Callable[[], Made], jobs: int | None) -> Iterator[Callable[[], Made]]:
    """Work done in a process beside this one, from now on; what is given waits for it.

    Where there is to be one process only, or none can be forked, the work is done when it is asked for.
    """
    if (jobs or os.cpu_count() or 1) < 2 or not _can_fork():
        yield work
        return
    with _undisturbed():
        piece = _begun(lambda _: work(), (None,), range(1))
    try:
        yield lambda: next(piece.made())[1]
    finally:
        piece.end()


@dataclass(frozen=True)
class _Piece:
    """A process that is at work on some of the things."""

    places: range
    process: BaseProcess
    answer: Connection

    def made(self) -> Iterator[tuple[int, Made]]:
        """What the process made, when it has; raises what was raised there."""
        try:
            made, error = self.answer.recv()
        except EOFError:
            self.process.join()
            raise ChildProcessError(
                f"a process of this build was killed (exit status {self.process.exitcode}), "
                "perhaps because memory ran out; --jobs 1 needs the least"
            ) from None
        finally:
            self.end()
        if error is not None:
            raise error
        yield from zip(self.places, made, strict=True)

    def end(self) -> None:
        """See to it that the process is over."""
        self.answer.close()
        self.process.terminate()
        self.process.join()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Signals wait: a new process has to say first what they mean to it."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)


def _begun(work: Callable[[One], Made], things: Sequence[One], places: range) -> _Piece:
    answer, told = multiprocessing.Pipe(duplex=False)
    fork = multiprocessing.get_context("fork")
    process = fork.Process(target=_attend, args=(work, things, places, told, answer), daemon=True)
    process.start()
    told.close()
    return _Piece(places, process, answer)


def _attend(
    work: Callable[[One], Made],
    things: Sequence[One],
    places: range,
    told: Connection,
    answer: Connection,
) -> None:
    """Do one piece of the work, in the process that was forked for it."""
    # It is left to the process that forked this one what Ctrl-C means; that one says when to end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    answer.close()
    made, raised = [], None
    try:
        made = [work(things[place]) for place in places]
    except Exception as error:  # noqa: BLE001 -- it is raised where it is heard of
        error.add_note(traceback.format_exc())
        made, raised = [], error
    with suppress(BrokenPipeError):  # nobody waits for it any more
        told.send((made, raised))


def give_back() -> None:
    """Give the system back what is free among what is not, where the C library can.

    What other processes made and what is kept of it were put down by turns: at 10,000 texts 150 MB lay
    free between, to be of no use to small values. It takes 30 ms there.
    """
    import ctypes

    with suppress(OSError, AttributeError):  # not glibc
        ctypes.CDLL(None).malloc_trim(0)


def _can_fork() -> bool:
    # On macOS system libraries that were used before a fork may crash behind it.
    forks = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
    return forks and threading.active_count() == 1 and not multiprocessing.parent_process()
