"""What the preview watches: the archive's files, by digest, and the system's word that some changed."""

from __future__ import annotations

import hashlib
import os
import queue
import re
import stat
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from readingroom.sources import TICK

#: Milliseconds between two looks at what the system has to say; a change is handed on when one look
#: brought nothing more, so it waits for one to two of them. From a save until it was known (p50 of 30),
#: and what two watchers took of a core meanwhile: 2 ms: 3.3 ms, 1.2 %; 5: 8.6, 0.8 %; 20: 36, 0.3 %.
STEP = 2
#: The same for the archive's own folder, where only site.yaml is written, and seldom.
OWN_STEP = 20
#: Milliseconds for which changes that keep coming are gathered at the most before they are looked at.
BURST = 100
#: Seconds for which a watcher that was told to stop is waited for; it looks up at each step.
_END = 1.0
#: Hidden folders that are read all the same.
_READ = frozenset({".anchors"})
#: Files from one look at what comes first to the next: a millisecond at most where they are at hand.
_GLANCES = 100
#: Among the names that were heard: there is more to know than names say, all files have to be looked at.
ALL = ""
_FENCE = re.compile(rb"^---[ \t]*\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was last read: times, size and inode; the digest of its contents.

    ``sign`` is None for one so new that its next change may have the same times. ``whole`` is False
    for one that an editor seems to be in the midst of writing.
    """

    sign: tuple[int, int, int, int] | None
    digest: str
    whole: bool = True


def look(root: Path, folders: Iterable[str], known: Mapping[str, Seen]) -> dict[str, Seen]:
    """Every file that is watched; only those are read whose size or time is not the known one."""
    made: dict[str, Seen] = {}
    for name, status in _files(root, folders):
        if seen := _read(root, name, status, known.get(name)):
            made[name] = seen
    return made


class Look:
    """A look at every file that is watched, in steps, that may be left and gone on with.

    First all names are gathered, of files that are not as they are known; then these are read. ``read``
    holds what was found so far: whoever takes it asks whether that is still so.
    """

    def __init__(self, root: Path, folders: Iterable[str]) -> None:
        self._root = root
        self._files = _files(root, tuple(folders))
        self._met: set[str] = set()
        self._odd: set[str] = set()
        self._tried: set[str] = set()
        self.read: dict[str, Seen] = {}
        #: What it took so far, without the reading.
        self.seconds = 0.0

    def go_on(
        self, known: Mapping[str, Seen], comes_first: Callable[[], bool]
    ) -> frozenset[str] | None:
        """The names of files that came, went, or were written; None where something came first."""
        begun = time.monotonic()
        try:
            for name, status in self._files:
                self._met.add(name)
                if name not in known or known[name].sign != _sign(status):
                    self._odd.add(name)
                if len(self._met) % _GLANCES == 0 and comes_first():
                    return None
        finally:
            self.seconds += time.monotonic() - begun
        for name in self._odd - self._tried:
            self._tried.add(name)
            self.read |= look_at(self._root, (name,), {})
            if comes_first():
                return None
        return frozenset(self._odd | (known.keys() - self._met))


def look_at(root: Path, names: Iterable[str], known: Mapping[str, Seen]) -> dict[str, Seen]:
    """The known files, of which only those of these names are looked at again."""
    made = dict(known)
    for name in names:
        made.pop(name, None)
        try:
            status = (root / name).stat()
        except OSError:
            continue
        if seen := _read(root, name, status, known.get(name)):
            made[name] = seen
    return made


def differing(before: Mapping[str, Seen], now: Mapping[str, Seen]) -> tuple[str, ...]:
    """The names of files that came, went, or have other contents, sorted."""
    changed = [n for n, seen in now.items() if n not in before or before[n].digest != seen.digest]
    gone = [n for n in before if n not in now]
    return tuple(sorted((*changed, *gone)))


def unfinished(before: Mapping[str, Seen], now: Mapping[str, Seen], changed: Sequence[str]) -> bool:
    """Whether some file looks as if its editor were about to write more, or to put it back."""
    return any(
        name not in now or (not now[name].whole and (name not in before or before[name].whole))
        for name in changed
    )


def _files(root: Path, folders: Iterable[str]) -> Iterator[tuple[str, os.stat_result]]:
    waiting = list(folders)
    if status := _site(root):
        yield "site.yaml", status
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(root / folder) as entries:
                for entry in entries:
                    name = f"{folder}/{entry.name}"
                    if not watched(entry.name):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(name)
                    elif status := _status(entry):
                        yield name, status
        except OSError:
            # None, or gone between listing and reading.
            continue


def _site(root: Path) -> os.stat_result | None:
    """None where there is no site.yaml, or none just now: it may be replaced at any moment."""
    try:
        status = (root / "site.yaml").stat()
    except OSError:
        return None
    return status if stat.S_ISREG(status.st_mode) else None


def _status(entry: os.DirEntry[str]) -> os.stat_result | None:
    """None for one that has gone meanwhile, and for a link to nothing."""
    try:
        return entry.stat()
    except OSError:
        return None


def watched(name: str) -> bool:
    """Whether a file or folder of that name is read at all; editors' temporary files are not."""
    return name in _READ or not (name.startswith(".") or name.endswith("~"))


def _sign(status: os.stat_result) -> tuple[int, int, int, int]:
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def _read(root: Path, name: str, status: os.stat_result, known: Seen | None) -> Seen | None:
    """The file as it is; None when it is gone, or is none."""
    sign = _sign(status)
    if known and known.sign == sign:
        return known
    settled = max(sign[:2]) + TICK < time.time_ns()
    try:
        data = (root / name).read_bytes()
    except OSError:
        return None
    return Seen(sign if settled else None, hashlib.sha256(data).hexdigest(), is_whole(name, data))


def is_whole(name: str, data: bytes) -> bool:
    """Whether a file of the archive can be meant as it is; one that was just emptied cannot."""
    if name.endswith(".md"):
        begun = data.removeprefix(b"\xef\xbb\xbf").lstrip()
        return bool(begun) and (not begun.startswith(b"---") or len(_FENCE.findall(begun, 0)) > 1)
    return bool(data)


class Watch:
    """Hears from the system which files changed, in threads of its own, until it is stopped.

    Two watchers: one below the folders, one on the archive's own folder, in which site.yaml is replaced
    and the others come and go; a watcher of a folder that is deleted hears no more of its successor.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self.trouble = ""
        self._heard: queue.SimpleQueue[frozenset[str]] = queue.SimpleQueue()
        self._stops: list[threading.Event] = []
        self._threads: list[threading.Thread] = []
        self._folders: dict[str, int] = {}

    def begin(self) -> None:
        """Hear of the archive's own folder from now on; whoever calls this calls ``stop``, too."""
        self._follow([self.root], OWN_STEP, recursive=False)

    def follow(self, folders: Iterable[str]) -> None:
        """Hear of these folders from now on, where they are there."""
        there = {name: inode for name in folders if (inode := _inode(self.root / name))}
        if there == self._folders:
            return
        for stop in self._stops[1:]:
            stop.set()
        del self._stops[1:]
        self._folders = there
        self._follow([self.root / name for name in there], STEP, recursive=True)
        # What was written before there was a watcher.
        self._heard.put(frozenset({ALL}))

    def wait(self, seconds: float) -> frozenset[str]:
        """The names that changed, ALL among them where that is not known; none when time is up."""
        if seconds <= 0 and self._heard.empty():
            return frozenset()
        try:
            heard = set(self._heard.get(timeout=seconds))
        except queue.Empty:
            return frozenset()
        while not self._heard.empty():
            heard |= self._heard.get()
        return frozenset(heard)

    @property
    def quiet(self) -> bool:
        """Whether nothing was heard that nobody waited for yet."""
        return self._heard.empty()

    def wake(self) -> None:
        """End a wait that is under way; may be called by a signal's handler."""
        self._heard.put(frozenset({ALL}))

    def stop(self) -> None:
        """End all watching, and wait for the threads: the system's watcher must not outlive Python."""
        for stop in self._stops:
            stop.set()
        for thread in self._threads:
            if thread.is_alive():  # Ctrl-C may have come before it was started
                thread.join(_END)

    def _follow(self, paths: list[Path], step: int, *, recursive: bool) -> None:
        stop = threading.Event()
        self._stops.append(stop)
        if paths:
            self._threads = [one for one in self._threads if one.is_alive()]
            self._threads.append(
                threading.Thread(
                    target=self._hear, args=(paths, step, recursive, stop), daemon=True
                )
            )
            self._threads[-1].start()

    def _hear(self, paths: list[Path], step: int, recursive: bool, stop: threading.Event) -> None:
        from watchfiles import watch

        try:
            for changes in watch(
                *paths, watch_filter=None, step=step, debounce=BURST, stop_event=stop,
                recursive=recursive, raise_interrupt=False,
            ):  # fmt: skip
                if names := self._names(path for _, path in changes):
                    self._heard.put(names)
        except Exception as error:  # noqa: BLE001 -- of the watcher's own kinds; there are still looks
            if not stop.is_set() and all(path.exists() for path in paths):
                self.trouble = str(error)
            self._heard.put(frozenset({ALL}))

    def _names(self, paths: Iterable[str]) -> frozenset[str]:
        """The archive's names for paths, without those that are not read."""
        names = set()
        for path in paths:
            try:
                name = Path(path).relative_to(self.root)
            except ValueError:
                return frozenset({ALL})
            if name.suffix and all(watched(part) for part in name.parts):
                names.add(name.as_posix())
            elif watched(name.name):
                names.add(ALL)  # a folder
        return frozenset(names)


def _inode(folder: Path) -> int:
    try:
        return folder.stat().st_ino
    except OSError:
        return 0
