"""The files of an import: which are meant, where they are kept, and writing them whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from readingroom.sources import RECORD, slug_problem

#: Bytes of a file name that Linux, macOS and Windows allow (NAME_MAX).
_LONGEST = 255
#: Names that mean a device on Windows, with any suffix.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
#: What import reads, by the last part of a name.
_TEXTS = frozenset({"txt", "text", "html", "htm", "xhtml", "md", "markdown"})
#: Files that folders have beside their texts, and that speak of the folder.
_ABOUT_THE_FOLDER = frozenset(
    {"readme", "read_me", "license", "licence", "copying", "changelog", "contributing", "authors"}
)


@dataclass(frozen=True, slots=True)
class Found:
    """A file that is meant; ``kept`` is the path that it gets below content/sources/.

    ``problem`` says why it cannot be imported, if so.
    """

    path: Path
    kept: Path
    problem: str = ""


def sources(files: Iterable[Path]) -> tuple[list[Found], list[Path]]:
    """The files named, and the texts in the folders named, which keep their folders; what is skipped.

    A file that was named twice, or is in a folder that was, counts once. Records, hidden files and
    copies that editors leave (`a.txt~`) are passed over without a word.
    """
    found: dict[str, Found] = {}
    skipped: dict[str, Path] = {}
    for path in files:
        for one in _below(path, skipped) if path.is_dir() else (Found(path, Path(path.name)),):
            found.setdefault(os.path.abspath(one.path), one)  # noqa: PTH100 -- links stay links
    return list(found.values()), [path for key, path in skipped.items() if key not in found]


def _below(folder: Path, skipped: dict[str, Path]) -> Iterator[Found]:
    unread: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=unread.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        there = frozenset(names)
        for name in sorted(names):
            one = Path(parent) / name
            if name.startswith(".") or name.endswith(("~", RECORD)):
                continue
            if _is_for_import(name) or name + RECORD in there:
                outside = "" if _within(one, folder) else "it is a link out of its folder"
                yield Found(one, one.relative_to(folder), outside)
            else:
                skipped.setdefault(os.path.abspath(one), one)  # noqa: PTH100 -- as above
    for error in unread:
        where = Path(os.fsdecode(error.filename or folder))
        yield Found(where, Path(where.name), error.strerror or str(error))


def _is_for_import(name: str) -> bool:
    """Whether a file in a folder is taken for a text by its name; any other must be named itself."""
    stem, _, suffix = name.lower().rpartition(".")
    return suffix in _TEXTS and stem not in _ABOUT_THE_FOLDER


def _within(path: Path, folder: Path) -> bool:
    """Whether a file lies in a folder even if it is a link; a link in a circle lies nowhere."""
    try:
        return not path.is_symlink() or path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def place(root: Path, found: Found) -> tuple[str, str]:
    """The name of a source below content/sources/, or why it has none: where it stands, or a copy."""
    folder = root / "content" / "sources"
    path = Path(os.path.abspath(found.path))  # noqa: PTH100 -- a link is to be seen, not followed
    if found.problem:
        return "", found.problem
    if not path.is_file():
        return "", "it is not a file" if path.exists() else "there is no such file"
    if path.resolve().is_relative_to(folder.resolve()):
        kept = path.resolve().relative_to(folder.resolve())
    elif path.is_relative_to(Path(os.path.abspath(folder))):  # noqa: PTH100 -- as above
        return "", "it is a link out of its folder; put the file itself there"
    elif path.resolve().is_relative_to((root / "content").resolve()):
        return "", "it is one of the archive's own files; sources are in content/sources/"
    else:
        kept = found.kept
    return kept.as_posix(), _unfit(kept)


def _unfit(kept: Path) -> str:
    """Why a path cannot be a source's name, or the empty string."""
    name = kept.name
    if name.endswith(RECORD):
        return "it is the record of an import, not a source"
    if name.endswith("~") or any(part.startswith(".") for part in kept.parts):
        return "hidden files and backups are not read: rename it, without `.` before or `~` behind"
    if len(os.fsencode(name + RECORD)) > _LONGEST:
        return (
            f"its name is too long for a record beside it: {_LONGEST - len(RECORD)} bytes at most"
        )
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in str(kept)):
        return "its name holds control characters, or bytes that are not UTF-8: rename it"
    if any(_DEVICE.fullmatch(part) or part[-1] in " ." for part in kept.parts):
        return "on Windows no file can have its name, so the archive could not be checked out: rename it"
    return ""


def another(target: Path, data: bytes, found: Path) -> str:
    """Why a file cannot be kept where another source has its name, or the empty string."""
    if not target.exists() or (target.is_file() and target.read_bytes() == data):
        return ""
    beside = shown(target.parent / (found.resolve().parent.name or "other") / target.name)
    return (
        f"another source called {shown(target.name)} is there already, and is never overwritten: "
        f"rename the new file, or put it into a subfolder, such as {beside}, and import it there"
    )


def owner(root: Path, slug: str) -> str:
    """The text, entry or page that has a slug, or nothing."""
    for folder in ("texts", "glossary", "pages"):
        path = root / "content" / folder / f"{slug}.md"
        if path.exists():
            return path.relative_to(root).as_posix()
    return ""


def free(root: Path, slug: str, promised: Container[str]) -> str:
    """The slug, with a count where another text, entry or page has it."""
    name, count = slug, 1
    while slug_problem(name, "texts") or name in promised or owner(root, name):
        count += 1
        name = f"{slug}-{count}"
        if count > 9999:
            break
    return name


def read(path: Path, *, exactly: bool = False) -> str | None:
    """The text of a file of the archive, None without one.

    Bytes that are not UTF-8 become U+FFFD or, in what may be written anew, raise UnicodeDecodeError.
    """
    try:
        return path.read_text("utf-8-sig", errors="strict" if exactly else "replace")
    except OSError:
        return None


def write(path: Path, data: bytes) -> None:
    """Write a file in one step: whoever stops the program finds the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.parent / f".import-{os.getpid()}.tmp"
    try:
        beside.write_bytes(data)
        beside.replace(path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            beside.unlink()


def shown(name: object) -> str:
    """A file's name for the terminal: characters that would move its cursor as their escapes."""
    return "".join(
        c if unicodedata.category(c)[0] != "C" else c.encode("unicode_escape").decode("ascii")
        for c in str(name)
    )
