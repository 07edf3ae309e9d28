"""What is remembered from one build to the next: for each file of the site, what it was made of.

The cache may be deleted at any time, and anything in it that is not as expected counts as absent.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

#: Of the form of the file below.
_VERSION = 3
FOLDER = ".readingroom"
#: Why a page is stale, where no more is known than that it shows something else.
CHANGED = "what it shows, or the theme, has changed"


@dataclass(frozen=True, slots=True)
class Remembered:
    """A file as it was written: the digest of what it was made of, its size and time of writing."""

    digest: str
    size: int
    mtime: int


@dataclass(frozen=True, slots=True)
class Memory:
    """The files of the last build into one output folder; ``code`` is what made them.

    ``folders`` have the names of files that are made together, by the folder's path; ``sources`` the
    digests of what was read, by name.
    """

    code: str
    files: Mapping[str, Remembered] = field(default_factory=dict)
    folders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)


def stale(
    file: str,
    digest: Callable[[], str],
    memory: Memory,
    code: str,
    present: tuple[int, int] | None,
) -> str:
    """Why a file must be made again, in words; the empty string when it need not be.

    ``digest`` is of all that it is made of now, and asked for only where the file is known;
    ``present`` is the size and modification time of the file in the old site, None where it is absent.
    """
    if memory.code != code:
        return "the program is another version" if memory.code else "there is no memory of a build"
    known = memory.files.get(file)
    if known is None:
        return "it is new"
    if known.digest != digest():
        return CHANGED
    if present is None:
        return "the file is gone from the site"
    if present != (known.size, known.mtime):
        return "the file in the site was changed by somebody else"
    return ""


def code_digest() -> str:
    """A digest of the program's own source, so that a newer program never trusts older pages."""
    made = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        made.update(path.read_bytes())
    return made.hexdigest()


def made_by_us(root: Path, out: Path) -> bool:
    """Whether a file that is remembered stands in ``out`` just as it was written."""
    files = recall(root, out).files
    return any(present(out, name) == (known.size, known.mtime) for name, known in files.items())


def _file(root: Path, out: Path) -> Path:
    name = hashlib.sha256(str(out.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return root / FOLDER / f"pages-{name}.json"


def spare(root: Path, out: Path) -> Path:
    """Where the site before the last one in ``out`` is kept, for the next to be made in."""
    return _file(root, out).with_suffix(".spare")


def recall(root: Path, out: Path) -> Memory:
    """The memory of the last build into ``out``, empty when there is none that can be read."""
    try:
        said = json.loads(_file(root, out).read_text("utf-8"))
        if said["version"] != _VERSION:
            return Memory("")
        files = {
            str(name): Remembered(str(d), int(size), int(mtime))
            for name, (d, size, mtime) in said["files"].items()
        }
        folders = {str(n): tuple(map(str, names)) for n, names in said["folders"].items()}
        sources = {str(name): str(digest) for name, digest in said["sources"].items()}
        return Memory(str(said["code"]), files, folders, sources)
    except (
        OSError,
        ArithmeticError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
        AttributeError,
    ):
        return Memory("")


def remember(root: Path, out: Path, memory: Memory) -> None:
    """Keep what the files are made of that now stand in ``out``; a disk that refuses is no error."""
    files = {name: [f.digest, f.size, f.mtime] for name, f in sorted(memory.files.items())}
    path = _file(root, out)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        (path.parent / ".gitignore").write_text("*\n", "utf-8")
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        said = {
            "version": _VERSION, "code": memory.code, "files": files, "folders": memory.folders,
            "sources": memory.sources,
        }  # fmt: skip
        temporary.write_text(json.dumps(said, separators=(",", ":")), "utf-8")
        temporary.replace(path)


def present(out: Path, name: str) -> tuple[int, int] | None:
    """Size and modification time (nanoseconds) of a file of the site."""
    try:
        status = (out / name).stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns
