"""What was made before, on disk, for the next process: in the user's own cache folder.

An archive may come from anybody and must not bring memories with it, since reading them runs what they
say. So they are not in the archive but in a folder that only this user can write, one for each archive.
It may be deleted at any time; what is damaged, another user's or another version's counts as absent.

A file holds many records behind an index, so that only those are read that are asked for. It is written
whole and never changed. A run adds a file with what is new; when there are many, or much in them is no
longer used, one file with all that is used takes their place.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import mmap
import os
import shutil
import stat
import sys
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

Key = tuple[str, str]

_MAGIC = b"reading room memory 1\n"
#: Files of one family before they become one.
_FILES = 8
#: Bytes of a file's records that are read before its pages are let go of.
_HELD = 4 << 20
#: Archives that are remembered; beyond them the one that was not built for the longest time goes.
_ARCHIVES = 20
#: Where the folder is named, for tests and for machines whose home is slow.
VARIABLE = "READINGROOM_CACHE"


def cache_folder() -> Path:
    """Where this user's caches are."""
    if named := os.environ.get(VARIABLE):
        return Path(named)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "readingroom"
    if os.name == "nt":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local or Path.home() / "AppData" / "Local") / "readingroom" / "Cache"
    base = os.environ.get("XDG_CACHE_HOME", "")
    # A relative path is to be ignored, says the specification of base directories.
    home = Path(base) if base.startswith("/") else Path.home() / ".cache"
    return home / "readingroom"


class Store:
    """The memory of one archive, as one version of the program left it."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._files: dict[str, list[_File]] = {}

    @classmethod
    def of(cls, root: Path, code: str) -> Store:
        """The store for the archive at ``root``; one that keeps nothing where there cannot be one."""
        base = cache_folder()
        name = hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:32]
        try:
            for folder in (base, base / name):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                if not _is_ours(folder):
                    return cls(None)
            os.utime(base / name)
            _forget_all_but(base / name, code[:32])
            _forget_archives(base)
            folder = base / name / code[:32]
            folder.mkdir(mode=0o700, exist_ok=True)
            return cls(folder if _is_ours(folder) else None)
        except OSError:
            return cls(None)

    def get(self, family: str, key: Key) -> memoryview | None:
        """A record, or None."""
        for file in self._opened(family):
            if (found := file.get(key)) is not None:
                return found
        return None

    def keys(self, family: str) -> set[Key]:
        """Of what there are records."""
        return {key for file in self._opened(family) for key in file.index}

    def keep(self, family: str, used: Iterable[Key], fresh: Mapping[Key, bytes]) -> bool:
        """Keep ``fresh`` records; of the others those that were ``used``. Whether that is done."""
        if self._folder is None:
            return False
        files = self._opened(family)
        used = set(used)
        there = sum(len(file.index) for file in files)
        # A file with all that is used is written when it is half of what there is, or less.
        whole = len(files) >= _FILES or there > 2 * max(len(used), 1)
        if not whole and not fresh:
            return True
        records: dict[Key, bytes | memoryview] = dict(fresh)
        if whole:
            for key in used:
                if key not in records and (found := self.get(family, key)) is not None:
                    records[key] = found
        try:
            written = _File(_write(self._folder / family, records))
            for file in files if whole else ():
                file.path.unlink(missing_ok=True)
        except (OSError, ValueError):
            return False
        self._files[family] = [written, *([] if whole else files)]
        return True

    def _opened(self, family: str) -> list[_File]:
        if family not in self._files:
            found: list[_File] = []
            if self._folder is not None:
                for path in sorted(self._folder.glob(f"{family}-*.memory"), reverse=True):
                    with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
                        found.append(_File(path))
            self._files[family] = found
        return self._files[family]


class _File:
    """Records behind an index: magic, length and digest of the index, the index, the records.

    Raises OSError, ValueError, EOFError or TypeError for one that cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            if not _is_private(os.fstat(file.fileno())):
                raise ValueError("not this user's own")
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._all, self._read = memoryview(self._map), 0
        start = len(_MAGIC) + 8 + 16
        if self._all[: len(_MAGIC)] != _MAGIC:
            raise ValueError("another form")
        length = int.from_bytes(self._all[len(_MAGIC) : len(_MAGIC) + 8], "big")
        said = self._all[start : start + length]
        if hashlib.blake2b(said, digest_size=16).digest() != self._all[start - 16 : start]:
            raise ValueError("damaged")
        self.index: dict[Key, tuple[int, int, int]] = marshal.loads(said)  # noqa: S302 -- as `packing.unpack`
        self._begin = start + length

    def get(self, key: Key) -> memoryview | None:
        at = self.index.get(key)
        if at is None:
            return None
        offset, length, check = at
        self._read += length
        if self._read > _HELD and hasattr(self._map, "madvise"):
            # What was read stays in the system's cache, and counts no more as this process's memory.
            self._map.madvise(mmap.MADV_DONTNEED)
            self._read = 0
        record = self._all[self._begin + offset : self._begin + offset + length]
        return record if len(record) == length and zlib.crc32(record) == check else None


def _write(stem: Path, records: Mapping[Key, bytes | memoryview]) -> Path:
    """A file of records, written whole or not at all."""
    index: dict[Key, tuple[int, int, int]] = {}
    offset = 0
    for key, record in records.items():
        index[key] = (offset, len(record), zlib.crc32(record))
        offset += len(record)
    said = marshal.dumps(index)
    number = max((_number(path) for path in stem.parent.glob(f"{stem.name}-*.memory")), default=0)
    path = stem.with_name(f"{stem.name}-{number + 1:06}-{os.getpid()}.memory")
    temporary = path.with_suffix(".tmp")
    opener = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(opener, "wb") as file:
        file.write(_MAGIC + len(said).to_bytes(8, "big"))
        file.write(hashlib.blake2b(said, digest_size=16).digest())
        file.write(said)
        file.writelines(records.values())
    temporary.replace(path)
    return path


def _number(path: Path) -> int:
    number = path.name.split("-")[1]
    return int(number) if number.isdigit() else 0


def _is_ours(folder: Path) -> bool:
    """Whether nobody else can put anything there."""
    status = folder.lstat()
    return stat.S_ISDIR(status.st_mode) and _is_private(status)


def _is_private(status: os.stat_result) -> bool:
    if not hasattr(os, "getuid"):  # Windows: the folder is below the user's own
        return True
    return status.st_uid == os.getuid() and not status.st_mode & 0o022


def _forget_all_but(folder: Path, code: str) -> None:
    """Another version's memories are of no use to this one."""
    for other in folder.iterdir():
        if other.name != code:
            shutil.rmtree(other, ignore_errors=True)


def _forget_archives(base: Path) -> None:
    folders = sorted(base.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in folders[_ARCHIVES:]:
        shutil.rmtree(old, ignore_errors=True)
