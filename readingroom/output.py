"""Writing the site: beside the old one, then in its place in one step.

A build that fails or is killed leaves the old site whole. Files that did not change are linked from
the old site, not written; where nothing changed nothing is touched.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from readingroom.diagnostics import Diagnostic
from readingroom.spares import Spare, retire

#: What shows that a folder was made by this program and may be replaced.
_SIGNS = (".nojekyll", "404.html", "static")


@dataclass(frozen=True, slots=True)
class Written:
    """How many files were written, kept as they were, and taken away."""

    written: int
    kept: int
    removed: int


def refuse(
    root: Path, out: Path, *, known: Callable[[], bool] = lambda: False
) -> tuple[Diagnostic, ...]:
    """Why a folder must not be replaced by the site, if so.

    ``known`` says whether an earlier build is remembered to have made the folder; it is asked last.
    """
    root, out = root.resolve(), out.resolve()
    problem = ""
    if out == root or out in root.parents:
        problem = "it holds the archive"
    elif any(out.is_relative_to(root / name) for name in ("content", "theme", ".git", ".venv")):
        problem = "it is a folder of the archive's own"
    elif out.exists() and not out.is_dir():
        problem = "it is not a folder"
    elif (
        out.is_dir()
        and any(out.iterdir())
        and not all((out / s).exists() for s in _SIGNS)
        and not known()
    ):
        problem = "it holds other files, and the build replaces the whole folder"
    if not problem:
        return ()
    hint = "name an empty or a new folder with --out"
    return (
        Diagnostic("output-refused", f"the site cannot be built into {out}: {problem}", hint=hint),
    )


def settled(out: Path) -> Path:
    """The folder itself: one that is a link stays a link, and what it leads to is replaced."""
    return out.resolve()


def recover(out: Path) -> None:
    """Put the old site back where a killed build had just moved it away, and clear what it left."""
    old = _beside(out, "old")
    if old.is_dir():
        if out.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(out)
    shutil.rmtree(_beside(out, "new"), ignore_errors=True)


class Put(NamedTuple):
    """A file that was put into a draft: whether it is not the old one, bytes, nanoseconds."""

    fresh: bool
    size: int
    mtime: int


#: Python's own way to write a whole file asks the system for five more things on the way.
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)


class Draft:
    """A site in the making, beside the one that stands.

    Files may be put there by several processes at once; then ``publish`` or ``abandon`` it. It is made
    in the ``spare``, where there is one (``spares``), and the site that it replaces becomes the next.
    """

    def __init__(
        self,
        out: Path,
        there: Mapping[str, There] | None = None,
        spare: Path | None = None,
    ) -> None:
        """``there`` is what the old site has, as ``listed`` says it, where that is known."""
        recover(out)
        self.out, self.new = out, _beside(out, "new")
        self.new.parent.mkdir(parents=True, exist_ok=True)
        self._place = spare
        self._there = listed(out) if there is None else there
        inodes = {name: one.inode for name, one in self._there.items()}
        self._spare = Spare.taken(spare, self.new, inodes)
        # Strings: paths joined by ``pathlib`` took as long as the writing.
        self._begin = f"{os.fspath(self.new)}/"
        self._made: set[str] = set()

    def put(self, name: str, data: bytes) -> Put:
        """Write a file; one that the old site has just so is taken from there."""
        there = self._there.get(name)
        if there and there.size == len(data) and _reads(self.out / name, data):
            return self.take(name)
        over = self._spare.opened(name)
        file = os.open(self._target(name), _WRITE, 0o666) if over is None else over
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(file, left) :]
            if over is not None:
                os.truncate(file, len(data))
            status = os.fstat(file)
        finally:
            os.close(file)
        return Put(True, status.st_size, status.st_mtime_ns)

    def take(self, name: str) -> Put:
        """Have a file of the old site as it is."""
        self._take(name)
        status = (self.new / name).stat()
        return Put(False, status.st_size, status.st_mtime_ns)

    def publish(self, kept: Collection[str], made: Collection[str]) -> None:
        """Take ``kept`` from the old site as well, beside what was ``made``, and then its place."""
        for name in sorted(kept):
            self._take(name)
        self._spare.trim({*kept, *made})
        retire(_exchange(self.new, self.out), self._place)

    def abandon(self) -> None:
        """Leave the old site as it was."""
        retire(self.new, self._place if self._spare else None)

    def _target(self, name: str) -> str:
        """Where a file is written, in a folder that is there."""
        folder = name.rpartition("/")[0]
        if folder not in self._made:
            os.makedirs(self._begin + folder, exist_ok=True)  # noqa: PTH103 -- as above
            self._made.add(folder)
        return self._begin + name

    def _take(self, name: str) -> None:
        if self._spare.has(name):
            return
        target = self._target(name)
        try:
            os.link(self.out / name, target)
        except OSError:
            shutil.copy2(self.out / name, target)


class There(NamedTuple):
    """A file of a site: bytes, nanoseconds of its last change, inode."""

    size: int
    mtime: int
    inode: int


def listed(out: Path) -> dict[str, There]:
    """Each file of a site by its path there."""
    found: dict[str, There] = {}
    folders = [("", os.fspath(out))]
    while folders:
        below, folder = folders.pop()
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append((f"{below}{entry.name}/", entry.path))
                else:
                    status = entry.stat()
                    # What is no plain file, a link for one, is not believed to be one.
                    inode = entry.inode() if entry.is_file(follow_symlinks=False) else 0
                    found[below + entry.name] = There(status.st_size, status.st_mtime_ns, inode)
    return found


def _reads(path: Path, data: bytes) -> bool:
    with contextlib.suppress(OSError):
        return path.read_bytes() == data
    return False


def _beside(out: Path, word: str) -> Path:
    return out.parent / f".{out.name}.{word}"


def _exchange(new: Path, out: Path) -> Path:
    """Let the new site take the old one's place; where the old one now is."""
    if out.exists() and _exchanged(new, out):
        return new
    old = _beside(out, "old")
    if out.exists():
        out.rename(old)
    try:
        new.rename(out)
    except BaseException:
        # Interrupted, or refused by the disk: readers get the old site back.
        if old.exists() and not out.exists():
            old.replace(out)
        raise
    return old


#: Of ``renameat2`` (Linux 3.15): paths are from the current folder, and change places.
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def _exchanged(new: Path, out: Path) -> bool:
    """Let two folders change places in one step; False where the system has no such step."""
    if sys.platform != "linux":
        return False
    # Loaded only here: most builds change nothing.
    import ctypes

    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    paths = os.fsencode(new), os.fsencode(out)
    done: int = renameat2(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE)
    return done == 0
