"""The archive: everything that was read, anchored and linked, as one value for the pages to show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace

from readingroom.anchors import Addresses, Record
from readingroom.config import Site
from readingroom.links import Names, Unread
from readingroom.model import AnchoredNote, Backlink, Entry, Note, Occurrence, PlainPage, Text
from readingroom.provenance import Provenance
from readingroom.values import frozen


@frozen
class Contents:
    """What the files of an archive say, each read by itself."""

    site: Site
    texts: tuple[Text, ...] = ()
    entries: tuple[Entry, ...] = ()
    pages: tuple[PlainPage, ...] = ()
    notes: tuple[Note, ...] = ()
    images: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    records: Mapping[str, Record] = field(default_factory=dict)
    sources: tuple[Provenance, ...] = ()


@frozen
class Archive:
    """Contents whose notes are anchored and whose links are resolved, with what follows from both."""

    site: Site
    texts: tuple[Text, ...] = ()
    entries: tuple[Entry, ...] = ()
    pages: tuple[PlainPage, ...] = ()
    notes: tuple[AnchoredNote, ...] = ()
    images: tuple[str, ...] = ()
    names: Names = field(default_factory=Names)
    occurrences: Mapping[str, tuple[Occurrence, ...]] = field(default_factory=dict)
    mentioned: Mapping[str, tuple[Occurrence, ...]] = field(default_factory=dict)
    backlinks: Mapping[str, tuple[Backlink, ...]] = field(default_factory=dict)
    link_count: int = 0
    addresses: Mapping[str, Addresses] = field(default_factory=dict)
    changes: tuple[tuple[str, str], ...] = ()
    provenance: Mapping[str, Provenance] = field(default_factory=dict)

    def text(self, slug: str) -> Text | None:
        """The text of that slug."""
        return next((t for t in self.texts if t.slug == slug), None)


def in_place(notes: Iterable[AnchoredNote]) -> tuple[AnchoredNote, ...]:
    """The notes of a text: those on passages by place, then those on the whole, the rest."""
    return tuple(sorted(notes, key=_by_place))


def _by_place(anchored: AnchoredNote) -> tuple[int, int, int, str, int]:
    """By where the note's reference stands: behind the first of its passages to end."""
    if anchored.targets:
        first = min(anchored.targets, key=lambda t: (t.end, t.start))
        return (0, first.end, first.start, anchored.note.path, anchored.note.line)
    return (1, 0, 0, anchored.note.path, anchored.note.line)


def without_drafts(contents: Contents) -> Contents:
    """What is published: no drafts, nor notes on them."""
    texts = tuple(t for t in contents.texts if not t.draft)
    hidden = {t.slug for t in contents.texts if t.draft}
    return replace(
        contents,
        texts=texts,
        entries=tuple(e for e in contents.entries if not e.draft),
        pages=tuple(p for p in contents.pages if not p.draft),
        notes=tuple(n for n in contents.notes if n.text not in hidden),
    )


@frozen
class Tagged:
    """What bears a tag."""

    texts: tuple[Text, ...] = ()
    entries: tuple[Entry, ...] = ()
    notes: tuple[AnchoredNote, ...] = ()

    @property
    def count(self) -> int:
        """How many texts, entries and notes there are."""
        return len(self.texts) + len(self.entries) + len(self.notes)


def tags_of(archive: Archive) -> dict[str, Tagged]:
    """What bears each tag, by tag in alphabetical order."""
    texts: dict[str, list[Text]] = {}
    entries: dict[str, list[Entry]] = {}
    notes: dict[str, list[AnchoredNote]] = {}
    for text in archive.texts:
        for tag in text.subject:
            texts.setdefault(tag, []).append(text)
    for entry in archive.entries:
        for tag in entry.subject:
            entries.setdefault(tag, []).append(entry)
    for anchored in archive.notes:
        for tag in anchored.note.tags:
            notes.setdefault(tag, []).append(anchored)
    tags = sorted({*texts, *entries, *notes}, key=lambda tag: (tag.casefold(), tag))
    return {
        tag: Tagged(
            tuple(texts.get(tag, ())), tuple(entries.get(tag, ())), tuple(notes.get(tag, ()))
        )
        for tag in tags
    }
