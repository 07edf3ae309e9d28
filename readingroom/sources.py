"""Scanning: the files of an archive as values, read once, with their digests."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from readingroom.diagnostics import Diagnostic

#: Folders under content/ whose Markdown is read, and what each file of them is.
FOLDERS = ("texts", "notes", "glossary", "pages")
#: The site's own names at its top level, which no page may take.
RESERVED = frozenset(
    {"texts", "notes", "glossary", "tags", "timeline", "compare", "search", "static", "images",
     "sources", "404", "sitemap", "feed", "robots", "annotations"}
)  # fmt: skip

#: Letters and digits of any script, in lower case, with single hyphens; marks are taken off before.
_SLUG = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
#: What stands behind a source's name in its import record's.
RECORD = ".import.yaml"
#: What pictures may be: raster formats, and SVG shown through ``img``, where it runs no script.
IMAGE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"})


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A Markdown file of the archive. ``path`` is relative to the archive, with forward slashes."""

    folder: str
    path: str
    slug: str
    text: str
    digest: str


@dataclass(frozen=True, slots=True)
class Scan:
    """All that a build reads of ``content/``: Markdown with its words, the names of the rest.

    ``anchors`` are the records of accepted notes: the text's slug and the file's words.
    """

    files: tuple[ContentFile, ...]
    images: tuple[str, ...]
    sources: tuple[str, ...]
    anchors: tuple[tuple[str, str], ...] = ()


def scan(root: Path) -> tuple[Scan, tuple[Diagnostic, ...]]:
    """Read the Markdown under ``root/content`` and list images and sources, sorted by path."""
    found: list[Diagnostic] = []
    files: list[ContentFile] = []
    content = root / "content"
    if not content.is_dir():
        hint = "put the archive's files into content/texts, content/notes, content/glossary …"
        message = "there is no folder content/, so there is nothing to build"
        found.append(Diagnostic("content-missing", message, "content", 0, 0, hint))
    for folder in FOLDERS:
        for path in _walk(root, content / folder, found):
            relative = path.relative_to(root).as_posix()
            if path.suffix.lower() != ".md":
                message = f"{relative} is not Markdown (.md), so nothing is made of it"
                found.append(Diagnostic("file-unexpected", message, relative))
                continue
            file, wrong = _read(path, relative, folder)
            found += wrong
            if file:
                files.append(file)
    images = []
    for path in _walk(root, content / "images", found):
        relative = path.relative_to(content / "images").as_posix()
        if path.suffix.lower() in IMAGE_SUFFIXES:
            images.append(relative)
        else:
            message = f"{relative} is not a picture that browsers show"
            found.append(Diagnostic("file-unexpected", message, f"content/images/{relative}"))
    sources = [
        path.relative_to(content / "sources").as_posix()
        for path in _walk(root, content / "sources", found)
    ]
    anchors = tuple(
        (path.stem, path.read_text("utf-8", errors="replace"))
        for path in sorted((content / "notes" / ".anchors").glob("*.json"))
    )
    return Scan(tuple(files), tuple(images), tuple(sources), anchors), tuple(found)


def read_sources(root: Path, names: Sequence[str]) -> Iterator[tuple[str, bytes, str | None]]:
    """Each source by itself: its name, its bytes and its import record's text, None without one."""
    folder = root / "content" / "sources"
    for name in names:
        if name.endswith(RECORD):
            continue
        try:
            data = (folder / name).read_bytes()
        except OSError:
            continue
        try:
            record = (folder / (name + RECORD)).read_text("utf-8", errors="replace")
        except OSError:
            record = None
        yield name, data, record


def read_image(root: Path, name: str) -> bytes:
    """The bytes of a picture that ``scan`` listed. Raises OSError when it is gone since."""
    return (root / "content" / "images" / name).read_bytes()


def slug_problem(slug: str, folder: str) -> str:
    """Why a name cannot be a slug, or the empty string."""
    if unicodedata.normalize("NFC", slug).casefold() != slug:
        return "a slug is in lower case"
    if not _SLUG.fullmatch(_without_marks(slug)):
        return "a slug is letters, digits and single hyphens"
    if len(slug.encode()) > 120:
        return "a slug has at most 120 bytes"
    if slug in RESERVED and folder != "notes":
        return f"`{slug}` is a folder of the site's own"
    return ""


def _without_marks(slug: str) -> str:
    """The slug without the marks that letters of some scripts bear; those that nobody sees stay."""
    return "".join(
        character
        for before, character in zip(" " + slug, slug, strict=False)
        if (not before.isalnum() and unicodedata.category(before) not in ("Mn", "Mc"))
        or unicodedata.category(character) not in ("Mn", "Mc")
        or unicodedata.name(character, "").startswith(("VARIATION", "COMBINING GRAPHEME"))
    )


def _leads_out(path: Path, base: Path) -> bool:
    """Whether a link leads out of a folder; one that leads nowhere is met when it is read."""
    try:
        return path.is_symlink() and not path.resolve().is_relative_to(base)
    except (OSError, RuntimeError):  # a circle
        return False


def _outside(relative: str) -> Diagnostic:
    message = f"{relative} is a link out of its folder, so nothing is made of it"
    hint = "put the file itself there"
    return Diagnostic("file-unexpected", message, relative, hint=hint)


def _walk(root: Path, folder: Path, found: list[Diagnostic]) -> Iterator[Path]:
    """Files below a folder, sorted; hidden ones are left alone, links that lead out reported."""
    if _leads_out(folder, root.resolve()):
        found.append(_outside(folder.relative_to(root).as_posix()))
        return
    base = folder.resolve()
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent) / name
            if name.startswith(".") or name.endswith("~"):
                continue
            if _leads_out(path, base):
                found.append(_outside(path.relative_to(root).as_posix()))
                continue
            yield path


def _read(
    path: Path, relative: str, folder: str
) -> tuple[ContentFile | None, tuple[Diagnostic, ...]]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        message = f"{relative}: {error.strerror or error}"
        return None, (Diagnostic("file-unreadable", message, relative),)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        hint = "save the file as UTF-8"
        message = f"byte {error.start + 1} is not UTF-8"
        return None, (Diagnostic("file-not-utf8", message, relative, line, 1, hint),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    slug = unicodedata.normalize("NFC", path.stem)
    digest = hashlib.sha256(raw).hexdigest()
    return ContentFile(folder, relative, slug, text, digest), ()
