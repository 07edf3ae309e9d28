"""Writing the site: beside the old one, then in its place in one step.

A build that fails or is killed leaves the old site whole. Files that did not change are linked from
the old site, not written; where nothing changed nothing is touched.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from readingroom.diagnostics import Diagnostic

#: What shows that a folder was made by this program and may be replaced.
_SIGNS = (".nojekyll", "404.html", "static")


@dataclass(frozen=True, slots=True)
class Written:
    """How many files were written, kept as they were, and taken away."""

    written: int
    kept: int
    removed: int


def refuse(root: Path, out: Path, *, known: bool = False) -> tuple[Diagnostic, ...]:
    """Why a folder must not be replaced by the site, if so.

    ``known`` says that an earlier build is remembered to have made the folder.
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
        and not known
        and not all((out / s).exists() for s in _SIGNS)
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


def write_site(out: Path, changed: Mapping[str, bytes], kept: Iterable[str]) -> Written:
    """Make ``out`` hold just ``changed`` and, from the site that is there, ``kept``.

    Keys are relative paths with forward slashes. Raises OSError when the disk refuses.
    """
    recover(out)
    kept = set(kept)
    there = set(files_of(out))
    same = {name for name, data in changed.items() if name in there and _reads(out / name, data)}
    fresh = changed.keys() - same
    gone = there - kept - changed.keys()
    if not fresh and not gone and out.is_dir():
        return Written(0, len(kept | same), 0)
    new = _beside(out, "new")
    new.mkdir(parents=True)
    made: set[Path] = set()
    for name in sorted(kept | same):
        target = _target(new, name, made)
        try:
            os.link(out / name, target)
        except OSError:
            shutil.copy2(out / name, target)
    for name in sorted(fresh):
        _target(new, name, made).write_bytes(changed[name])
    _exchange(new, out)
    return Written(len(fresh), len(kept | same), len(gone))


def files_of(out: Path) -> Iterable[str]:
    """The files below a folder, as relative paths with forward slashes."""
    for parent, _, names in os.walk(out):
        base = Path(parent).relative_to(out).as_posix()
        for name in names:
            yield name if base == "." else f"{base}/{name}"


def _reads(path: Path, data: bytes) -> bool:
    with contextlib.suppress(OSError):
        return path.stat().st_size == len(data) and path.read_bytes() == data
    return False


def _target(new: Path, name: str, made: set[Path]) -> Path:
    target = new / name
    if target.parent not in made:
        target.parent.mkdir(parents=True, exist_ok=True)
        made.add(target.parent)
    return target


def _beside(out: Path, word: str) -> Path:
    return out.parent / f".{out.name}.{word}"


def _exchange(new: Path, out: Path) -> None:
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
    shutil.rmtree(old, ignore_errors=True)
