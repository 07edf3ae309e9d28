"""The work on files, each read once while its bytes stay the same.

What is kept of a file are the heads of what is in it (``ghosts``). Its words are fetched or made again
where they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar

from readingroom import values
from readingroom.anchors import FOLDER, Record, parse
from readingroom.config import Site
from readingroom.contents import Reading, read
from readingroom.diagnostics import Diagnostic
from readingroom.ghosts import Ghost, attend, attended, fade, unattended, whole
from readingroom.links import Unread
from readingroom.memo import Memo, named
from readingroom.model import Document, Entry, Note, PlainPage, Text
from readingroom.packing import pack, unpack
from readingroom.provenance import Provenance, read_provenance
from readingroom.results import Options
from readingroom.sources import RECORD, Found, read_again, unread
from readingroom.workers import spread

One = TypeVar("One")


def inner(site: Site) -> Site:
    """What of site.yaml a text or a note depends on: without all that only whole pages show."""
    plain = Site()
    return replace(
        site,
        title=plain.title,
        subtitle=plain.subtitle,
        description=plain.description,
        theme_folders=plain.theme_folders,
        theme_options=plain.theme_options,
        search=plain.search,
        parallels=plain.parallels,
        publish_sources=plain.publish_sources,
    )


class Intake:
    """Reads the files of the archive at ``root``, by a memo."""

    def __init__(self, root: Path, memo: Memo, site: Site, options: Options) -> None:
        self.root, self.memo, self.site, self.options = root, memo, inner(site), options
        self._given = named(self.site)
        #: The words of what was read just now, by name; and how they are made again later.
        self._fresh: dict[str, bytes] = {}
        self._later: list[tuple[Ghost, Callable[[], Document]]] = []

    def read(self, files: Sequence[Found]) -> list[Reading]:
        """Every file read; those read before only by name."""
        # Of site.yaml only notes know.
        names = [
            named(file.path, file.digest, self._given if file.folder == "notes" else "")
            for file in self.options.each(files)
        ]
        work = partial(_packed_reading, self.root, self.site)
        made = self._each("reading", names, list(zip(names, files, strict=True)), work)
        for name, file, reading in zip(names, self.options.each(files), made, strict=True):
            for number, one in enumerate(reading.made):
                spirit = one.document if isinstance(one, Text | Note) else None
                if not isinstance(spirit, Ghost):
                    continue
                if attended(spirit):
                    break
                again = partial(_reread, self.root, unread(file), self.site, number)
                words = self._fresh.get(name)
                attend(spirit, partial(_unpacked, words, number) if words else again)
                if words:
                    self._later.append((spirit, again))
        self._fresh = {}
        return made

    def rest(self) -> None:
        """Let go of the words of what was read just now: what is done is done."""
        for spirit, again in self._later:
            fade(spirit)
            attend(spirit, again)
        self._later = []

    def records(
        self, files: Sequence[Found]
    ) -> list[tuple[str, Record | None, tuple[Diagnostic, ...]]]:
        """What was accepted, by the slug of its text."""
        names = [named(file.path, file.digest) for file in files]
        return self._each("record", names, files, partial(_packed_record, self.root))

    def sources(
        self, files: Sequence[Found], *, publish: bool
    ) -> tuple[tuple[Provenance, ...], tuple[Diagnostic, ...]]:
        """Each source held against its record; with its bytes where sources are published."""
        records = {file.path: file for file in files if file.path.endswith(RECORD)}
        pairs = [
            (file, records.get(file.path + RECORD)) for file in files if file.path not in records
        ]
        names = [named(file.path, file.digest, *([r.digest] if r else ())) for file, r in pairs]
        held = self._each("source", names, pairs, partial(_packed_source, self.root))
        made = []
        for (file, _), (source, _) in zip(pairs, held, strict=True):
            made.append(self._published(source, file) if publish else source)
        return tuple(made), tuple(one for _, found in held for one in found)

    def _published(self, source: Provenance, file: Found) -> Provenance:
        known: Provenance | None = self.memo.get("published", file.digest)
        if known is None or known.name != source.name or known.record != source.record:
            known = replace(source, published=True, data=read_again(self.root, file))
            self.memo.keep("published", file.digest, known)
        return known

    def _each(
        self,
        kind: str,
        names: Sequence[str],
        things: Sequence[One],
        make: Callable[[One], tuple[bytes, bytes]],
    ) -> list[Any]:
        """What is made of each thing: remembered, or made and packed in as many processes as help."""
        known = {name: self.memo.get(kind, name) for name in self.options.each(names)}
        missing = {
            name: one for name, one in zip(names, things, strict=True) if known[name] is None
        }
        packed = spread(make, list(missing.values()), self.options.jobs)
        for count, (name, (data, words)) in enumerate(zip(missing, packed, strict=True)):
            self.options.interrupt()
            self.options.progress("Reading", count, len(missing))
            known[name] = unpack(data)
            self._fresh[name] = words
            self.memo.keep(kind, name, known[name], data)
        return [known[name] for name in names]


# --- what other processes do


def _packed_reading(root: Path, site: Site, one: tuple[str, Found]) -> tuple[bytes, bytes]:
    """A file read, with ghosts for the documents of texts and notes; and their words."""
    name, file = one
    reading = read(file, read_again(root, file), site)
    made: list[Text | Entry | PlainPage | Note | Unread] = []
    words: list[Document | None] = []
    for number, each in enumerate(reading.made):
        words.append(each.document if isinstance(each, Text | Note) else None)
        if isinstance(each, Text | Note):
            spirit = unattended(f"{name}:{number}", each.document.links)
            made.append(values.replace(each, document=spirit))
        else:
            made.append(each)
    return pack(Reading(tuple(made), reading.found)), pack(words)


def _packed_record(root: Path, file: Found) -> tuple[bytes, bytes]:
    slug = file.name.removesuffix(".json")
    words = read_again(root, file).decode("utf-8", "replace")
    return pack((slug, *parse(words, f"{FOLDER}/{file.name}"))), b""


def _packed_source(root: Path, pair: tuple[Found, Found | None]) -> tuple[bytes, bytes]:
    file, recorded = pair
    record = read_again(root, recorded).decode("utf-8", "replace") if recorded else None
    held = [(file.name, read_again(root, file), record)]
    (source,), found = read_provenance(held, publish=False)
    return pack((source, found)), b""


# The notes of a file are asked for one after the other.
@lru_cache(maxsize=2)
def _all_unpacked(packed: bytes) -> list[Document]:
    made: list[Document] = unpack(packed)
    return made


def _unpacked(packed: bytes, number: int) -> Document:
    return _all_unpacked(packed)[number]


def _reread(root: Path, file: Found, site: Site, number: int) -> Document:
    one = _reading(root, file, site).made[number]
    assert isinstance(one, Text | Note)
    return whole(one.document)


# The notes of a file are asked for one after the other.
@lru_cache(maxsize=2)
def _reading(root: Path, file: Found, site: Site) -> Reading:
    return read(file, read_again(root, file), site)
