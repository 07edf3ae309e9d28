"""Whether anything has changed since the last build: if not, its result stands.

Files are not read for this: a file is the same when its size, its times and its inode are. What is
remembered is a digest of all that a build reads, one of all that it wrote, and what it said. The memory
may be deleted at any time, and whatever is wrong with it means that the build is done.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from readingroom.diagnostics import Diagnostic
from readingroom.results import BuildResult, Counts, Options
from readingroom.sources import TICK

FOLDER = ".readingroom"
#: Of the form of the file below.
_VERSION = 2
_PACKAGE = Path(__file__).resolve().parent
#: Folders that no build reads, and that others change at any time.
_ASIDE = frozenset({"__pycache__", ".git", "node_modules", FOLDER})


@dataclass(frozen=True, slots=True)
class Look:
    """All that a build reads, as it was at one moment: a digest, and whether it can be relied on."""

    digest: str
    settled: bool


def look(root: Path, themes: Sequence[str]) -> Look:
    """A look at ``site.yaml``, ``content/``, the theme's folders and the program itself."""
    now = time.time_ns()
    made = hashlib.blake2b(digest_size=16)
    newest = 0
    # The default theme folder even where there is none: one that is made changes every page.
    for folder in (root / "content", root / "theme", *map(Path, themes), _PACKAGE):
        made.update(f"\0{folder}\0".encode("utf-8", "surrogatepass"))
        for name, status in _files(os.fspath(folder)):
            newest = max(newest, status.st_mtime_ns, status.st_ctime_ns)
            made.update(_sign(name, status.st_size, status.st_mtime_ns) + _own(status))
    with contextlib.suppress(OSError):
        status = (root / "site.yaml").stat()
        newest = max(newest, status.st_mtime_ns)
        made.update(_sign("site.yaml", status.st_size, status.st_mtime_ns) + _own(status))
    return Look(made.hexdigest(), newest + TICK < now)


def _files(folder: str, below: str = "") -> Iterator[tuple[str, os.stat_result]]:
    """The files in a folder and the folders in it, by name, with their status."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name in _ASIDE:
            continue
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{below}{entry.name}/")
            else:
                yield below + entry.name, entry.stat()
        except OSError:
            continue


def _sign(name: str, size: int, mtime: int) -> bytes:
    return f"{name}\0{size}\0{mtime}\n".encode("utf-8", "surrogatepass")


def _own(status: os.stat_result) -> bytes:
    """What a file of the site has not for itself: it is linked from one build's folder to the next."""
    return f"{status.st_ino}\0{status.st_ctime_ns}\n".encode()


def _site(out: Path) -> tuple[str, int]:
    """A digest of the files of the site, and how many there are."""
    made = hashlib.blake2b(digest_size=16)
    count = 0
    for name, status in _files(os.fspath(out)):
        made.update(_sign(name, status.st_size, status.st_mtime_ns))
        count += 1
    return made.hexdigest(), count


def _site_of(files: Mapping[str, tuple[int, int]]) -> str:
    """The same digest of files that are known to stand there, with their sizes and times."""
    made = hashlib.blake2b(digest_size=16)
    # As folders are gone through: by name in each, a folder's files in its place.
    for parts, name in sorted((name.split("/"), name) for name in files):
        if _ASIDE.isdisjoint(parts):
            made.update(_sign(name, *files[name]))
    return made.hexdigest()


def _key(options: Options) -> list[object]:
    """Those of the options that the site, or what is said of it, depends on."""
    return [options.base_url, options.strict, options.keep_going, options.drafts]


def _file(root: Path, out: Path) -> Path:
    name = hashlib.sha256(str(out.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return root / FOLDER / f"build-{name}.json"


def recall(root: Path, out: Path, options: Options) -> BuildResult | None:
    """The result of the last build into ``out``, if this one would read and write the same."""
    begun = time.perf_counter()
    try:
        said = json.loads(_file(root, out).read_text("utf-8"))
        if said["version"] != _VERSION or said["options"] != _key(options):
            return None
        if look(root, said["themes"]).digest != said["inputs"]:
            return None
        digest, count = _site(out)
        if digest != said["site"]:
            return None
        found = tuple(Diagnostic(**one) for one in said["diagnostics"])
        counts = Counts(**said["counts"])
    except (OSError, LookupError, TypeError, ValueError, AttributeError, RecursionError):
        return None
    seconds = (("look", time.perf_counter() - begun),)
    return BuildResult(found, done=True, counts=counts, kept=count, seconds=seconds)


def remember(
    root: Path,
    out: Path,
    options: Options,
    seen: Look,
    themes: Sequence[str],
    result: BuildResult,
    site: Mapping[str, tuple[int, int]],
) -> None:
    """Keep what a build said that began with the look ``seen``; a disk that refuses is no error.

    ``site`` has the size and time (nanoseconds) of each file that the build left in ``out``.
    """
    path = _file(root, out)
    if not seen.settled:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        return
    said = {
        "version": _VERSION,
        "options": _key(options),
        "themes": list(themes),
        "inputs": seen.digest,
        "site": _site_of(site),
        "diagnostics": [
            {name: value for name, value in asdict(one).items() if name != "severity"}
            for one in result.diagnostics
        ],
        "counts": asdict(result.counts),
    }
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        temporary.write_text(json.dumps(said), "utf-8")
        temporary.replace(path)
