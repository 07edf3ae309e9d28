"""Scanning: the files of an archive by name, with digests of what is in them."""

from __future__ import annotations

import hashlib
import os
import re
import time
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path, PurePosixPath

from readingroom.diagnostics import Diagnostic
from readingroom.values import frozen, replace

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


#: Nanoseconds by which a file must be older than the look at it for its times to be relied on: two
#: changes within one tick of a file system's clock cannot be told apart. The coarsest clock in use
#: (FAT's) ticks every two seconds, Linux's every four to ten milliseconds. Twice the latter; who edits
#: on FAT twice in two seconds builds again.
TICK = 20_000_000


class ChangedError(Exception):
    """A file was changed while a build was under way, which has to begin anew."""


@frozen
class ContentFile:
    """A Markdown file of the archive. ``path`` is relative to the archive, with forward slashes."""

    folder: str
    path: str
    slug: str
    text: str
    digest: str


@frozen
class Seen:
    """A file when it was last read: size, times and inode, and the digest of its bytes."""

    sign: tuple[int, int, int, int]
    digest: str


@frozen
class Found:
    """A file of ``content/``. ``raw`` are its bytes, where they had to be read for the digest."""

    folder: str
    path: str
    digest: str
    raw: bytes | None = field(default=None, compare=False, repr=False)

    @property
    def name(self) -> str:
        """The path below the folder."""
        return self.path.removeprefix(f"content/{self.folder}/")

    @property
    def slug(self) -> str:
        """The file's name without its ending."""
        return unicodedata.normalize("NFC", self.path.rpartition("/")[2].rpartition(".")[0])


@frozen
class Scan:
    """The files of ``content/`` by what they are, with the digests of their bytes.

    ``anchors`` are the records of accepted notes. ``seen`` is for the next look.
    """

    files: tuple[Found, ...] = ()
    images: tuple[Found, ...] = ()
    sources: tuple[Found, ...] = ()
    anchors: tuple[Found, ...] = ()
    seen: Mapping[str, Seen] = field(default_factory=dict, compare=False, repr=False)


def at_rest(scanned: Scan) -> Scan:
    """What was scanned, without the bytes, which are read again where somebody asks for them."""
    kinds = (scanned.files, scanned.images, scanned.sources, scanned.anchors)
    files, images, sources, anchors = (tuple(map(unread, several)) for several in kinds)
    return replace(scanned, files=files, images=images, sources=sources, anchors=anchors)


def unread(file: Found) -> Found:
    """The file without its bytes."""
    return file if file.raw is None else replace(file, raw=None)


def scan(
    root: Path, before: Mapping[str, Seen] | None = None
) -> tuple[Scan, tuple[Diagnostic, ...]]:
    """List the files under ``root/content``, sorted by path.

    Only those are read whose size, times or inode are not those of ``before``.
    """
    look = _Look(root, before or {})
    if not (root / "content").is_dir():
        hint = "put the archive's files into content/texts, content/notes, content/glossary …"
        message = "there is no folder content/, so there is nothing to build"
        look.found.append(Diagnostic("content-missing", message, "content", 0, 0, hint))
    files = tuple(file for folder in FOLDERS for file in look.markdown(folder))
    images = tuple(look.images())
    sources = tuple(look.files("sources"))
    anchors = tuple(look.files("notes/.anchors", endings=frozenset({".json"}), deep=False))
    return Scan(files, images, sources, anchors, look.seen), tuple(look.found)


class _Look:
    """A look at ``content/``: what was seen, and what is wrong."""

    def __init__(self, root: Path, before: Mapping[str, Seen]) -> None:
        self.root, self.before = root, before
        self.now = time.time_ns()
        self.seen: dict[str, Seen] = {}
        self.found: list[Diagnostic] = []

    def markdown(self, folder: str) -> Iterator[Found]:
        for path, entry in self.walk(folder):
            if path.lower().endswith(".md"):
                yield from self.look_at(folder, path, entry)
            else:
                message = f"{path} is not Markdown (.md), so nothing is made of it"
                self.found.append(Diagnostic("file-unexpected", message, path))

    def images(self) -> Iterator[Found]:
        for path, entry in self.walk("images"):
            if PurePosixPath(path).suffix.lower() in IMAGE_SUFFIXES:
                yield from self.look_at("images", path, entry)
            else:
                message = (
                    f"{path.removeprefix('content/images/')} is not a picture that browsers show"
                )
                self.found.append(Diagnostic("file-unexpected", message, path))

    def files(
        self, folder: str, endings: frozenset[str] = frozenset(), *, deep: bool = True
    ) -> Iterator[Found]:
        for path, entry in self.walk(folder, deep=deep):
            if not endings or PurePosixPath(path).suffix in endings:
                yield from self.look_at(folder, path, entry)

    def look_at(self, folder: str, path: str, entry: os.DirEntry[str]) -> Iterator[Found]:
        """The file with its digest; one that cannot be read is reported."""
        try:
            status = entry.stat()
            sign = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
            known = self.before.get(path)
            if known and known.sign == sign:
                self.seen[path] = known
                yield Found(folder, path, known.digest)
                return
            raw = (self.root / path).read_bytes()
        except OSError as error:
            message = f"{path}: {error.strerror or error}"
            self.found.append(Diagnostic("file-unreadable", message, path))
            return
        digest = hashlib.sha256(raw).hexdigest()
        if max(sign[1:3]) + TICK < self.now:
            self.seen[path] = Seen(sign, digest)
        yield Found(folder, path, digest, raw)

    def walk(self, name: str, *, deep: bool = True) -> Iterator[tuple[str, os.DirEntry[str]]]:
        """Files below a folder, sorted; hidden ones are left alone, links that lead out reported."""
        folder = self.root / "content" / name
        if _leads_out(folder, self.root.resolve()):
            self.found.append(_outside(f"content/{name}"))
            return
        yield from self.below(f"content/{name}", folder.resolve(), deep=deep)

    def below(
        self, folder: str, base: Path, *, deep: bool
    ) -> Iterator[tuple[str, os.DirEntry[str]]]:
        try:
            entries = sorted(os.scandir(self.root / folder), key=lambda entry: entry.name)
        except OSError:
            return
        folders = []
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if _is_folder(entry):
                # A link to a folder is not followed.
                if not entry.name.startswith(".") and not entry.is_symlink():
                    folders.append(path)
            elif entry.name.startswith(".") or entry.name.endswith("~"):
                continue
            elif entry.is_symlink() and _leads_out(self.root / path, base):
                self.found.append(_outside(path))
            else:
                yield path, entry
        for path in folders if deep else ():
            yield from self.below(path, base, deep=deep)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a circle
        return False


def look_at(root: Path, path: str) -> Found | None:
    """A file of texts or notes by itself; nothing where it is none, or ``scan`` may have a say in it."""
    parts = PurePosixPath(path).parts
    plain = len(parts) == 3 and parts[0] == "content" and parts[1] in ("texts", "notes")
    if not plain or not path.endswith(".md") or parts[2].startswith("."):
        return None
    try:
        if (root / path).is_symlink():
            return None
        raw = (root / path).read_bytes()
    except OSError:
        return None
    return Found(parts[1], path, hashlib.sha256(raw).hexdigest(), raw)


def read_again(root: Path, file: Found) -> bytes:
    """The bytes of a file that ``scan`` found. Raises ChangedError when they are others now, or gone."""
    if file.raw is not None:
        return file.raw
    try:
        raw = (root / file.path).read_bytes()
    except OSError as error:
        raise ChangedError(file.path) from error
    if hashlib.sha256(raw).hexdigest() != file.digest:
        raise ChangedError(file.path)
    return raw


def opened(file: Found, raw: bytes) -> tuple[ContentFile | None, tuple[Diagnostic, ...]]:
    """A Markdown file with its words, unless they are not UTF-8."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        hint = "save the file as UTF-8"
        message = f"byte {error.start + 1} is not UTF-8"
        return None, (Diagnostic("file-not-utf8", message, file.path, line, 1, hint),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return ContentFile(file.folder, file.path, file.slug, text, file.digest), ()


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
    if slug.isascii():
        return slug
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
