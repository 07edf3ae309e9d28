"""Whole processes measured: seconds, and the most memory that they and their children held."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

#: Seconds between two looks at memory, at the least; and how many times as long as the last look took,
#: so that looking takes no more than one fiftieth of one core.
_LOOK, _REST = 0.02, 50
_KIB = 1024


@dataclass(frozen=True, slots=True)
class Sample:
    """One run: seconds by the wall, seconds of all cores, and bytes at the peak."""

    seconds: float
    cpu: float
    peak: int

    def __add__(self, other: Sample) -> Sample:
        """One run and then the other."""
        cpu = self.cpu + other.cpu
        return Sample(self.seconds + other.seconds, cpu, max(self.peak, other.peak))


class MeasureError(RuntimeError):
    """A measured command failed; says what it printed last."""


def measure(command: Sequence[str | Path], folder: Path) -> Sample:
    """Run a command in a folder. Raises MeasureError unless its exit status is 0."""
    # What the run before left to be written is not this one's work.
    os.sync()
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command], cwd=folder, stdout=said, stderr=subprocess.STDOUT
        )
        watched = _Watched(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        # The kernel's own figure has the peaks between looks, if only of the largest process.
        peak = max(watched.ended(), usage.ru_maxrss * _KIB)
        if process.returncode:
            said.seek(0)
            last = said.read().decode("utf-8", "replace")[-2000:]
            raise MeasureError(
                f"{' '.join(map(str, command))} in {folder}: {process.returncode}\n{last}"
            )
    return Sample(seconds, usage.ru_utime + usage.ru_stime, peak)


class _Watched:
    """The memory of a process and all below it, looked at until it ends.

    Pages that processes share are counted once (PSS): the workers of a pool share most of theirs.
    """

    def __init__(self, pid: int) -> None:
        self._pid, self._peak = pid, 0
        self._over = Event()
        self._thread = Thread(target=self._watch)
        self._thread.start()

    def ended(self) -> int:
        """Stop looking; bytes at the peak."""
        self._over.set()
        self._thread.join()
        return self._peak

    def _watch(self) -> None:
        rest = _LOOK
        while not self._over.wait(rest):
            begun = time.perf_counter()
            self._peak = max(self._peak, sum(map(_shared_out, family(self._pid))))
            rest = max(_LOOK, _REST * (time.perf_counter() - begun))


def family(pid: int) -> list[int]:
    """A process and all that it or they started."""
    below: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                # The name, in parentheses, may hold anything; state and parent follow it.
                parent = (
                    (folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[1]
                )
            except OSError:
                continue  # it has ended
            below.setdefault(int(parent), []).append(int(folder.name))
    found = [pid]
    for one in found:
        found += below.get(one, [])
    return found


def _shared_out(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * _KIB
    except OSError:
        pass  # it has ended
    return 0
