"""The site before the last, kept so that the next is made in it.

A site of ten thousand texts stands in thirteen thousand folders. To make them all, link all files into
them and take the old ones away cost more than all else where one note had changed: of 7.7 s for 1,000
texts 4.5 were spent on removing 1,313 folders, for which this disk waits. The site that was exchanged
for a new one differs from the next by what two builds changed, so only that is done to it.

Nothing is believed of a spare but that a file in it is the one in the site that stands: the same inode.
It may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

#: An archive may come from anybody, with a spare full of links to somewhere else.
_OVER = os.O_WRONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


class Spare:
    """A folder that a site is made in, with what was in it; mostly nothing."""

    def __init__(
        self, folder: Path, files: Mapping[str, int], folders: Sequence[str], out: Mapping[str, int]
    ) -> None:
        self._begin = f"{os.fspath(folder)}/"
        self._files, self._folders, self._out = files, folders, out

    @classmethod
    def taken(cls, spare: Path | None, new: Path, out: Mapping[str, int]) -> Spare:
        """The folder ``new``: what stood at ``spare``, if that can be had, or an empty one.

        ``out`` are the inodes of the files of the site that stands.
        """
        if spare and spare.is_dir() and not spare.is_symlink():
            try:
                spare.rename(new)
            except OSError:
                shutil.rmtree(spare, ignore_errors=True)
            else:
                files, folders = _inodes(new)
                return cls(new, files, folders, out)
        new.mkdir()
        return cls(new, {}, (), {})

    def __bool__(self) -> bool:
        """Whether there was anything."""
        return bool(self._folders)

    def has(self, name: str) -> bool:
        """Whether a file is there as the site that stands has it; another's place is made free."""
        inode = self._files.get(name)
        if inode and inode == self._out.get(name):
            return True
        self._free(name, found=inode is not None)
        return False

    def opened(self, name: str) -> int | None:
        """A file to be written over, open; None where there is none, and its place is free.

        What a site has as well is another link to it and left alone.
        """
        if self._files.get(name):
            with contextlib.suppress(OSError):
                file = os.open(self._begin + name, _OVER)
                if os.fstat(file).st_nlink == 1:
                    return file
                os.close(file)
        self._free(name, found=name in self._files)
        return None

    def _free(self, name: str, *, found: bool) -> None:
        """Take away what is in a file's way: another, or a folder, or a file in place of its folders."""
        if found:
            os.unlink(self._begin + name)  # noqa: PTH108 -- as in `output`, paths cost
        elif self._folders:
            parts = name.split("/")
            for count in range(1, len(parts)):
                above = "/".join(parts[:count])
                if above in self._files:
                    with contextlib.suppress(OSError):
                        os.unlink(self._begin + above)  # noqa: PTH108 -- as above
            shutil.rmtree(self._begin + name, ignore_errors=True)

    def trim(self, wanted: Collection[str]) -> None:
        """Take away all files but these, and the folders that hold nothing then."""
        for name in self._files.keys() - wanted:
            with contextlib.suppress(OSError):
                os.unlink(self._begin + name)  # noqa: PTH108 -- as above
        needed = set()
        for name in wanted if self._folders else ():
            folder = name.rpartition("/")[0]
            while folder and folder not in needed:
                needed.add(folder)
                folder = folder.rpartition("/")[0]
        for folder in reversed(self._folders):
            if folder not in needed and folder:
                with contextlib.suppress(OSError):
                    os.rmdir(self._begin + folder)  # noqa: PTH106 -- as above


def retire(old: Path, spare: Path | None) -> None:
    """Keep a folder that is done with as the next spare, or take it away."""
    if spare:
        shutil.rmtree(spare, ignore_errors=True)
        with contextlib.suppress(OSError):
            spare.parent.mkdir(parents=True, exist_ok=True)
            old.rename(spare)
            return
    shutil.rmtree(old, ignore_errors=True)


def _inodes(folder: Path) -> tuple[dict[str, int], list[str]]:
    """The inode of each file below a folder by its path there, and the folders, an outer one first.

    What is no plain file, a link for one, has none and is 0.
    """
    files: dict[str, int] = {}
    folders = [""]
    for below in folders:
        with contextlib.suppress(OSError), os.scandir(folder / below) as entries:
            for entry in entries:
                name = f"{below}/{entry.name}" if below else entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.append(name)
                else:
                    files[name] = entry.inode() if entry.is_file(follow_symlinks=False) else 0
    return files, folders
