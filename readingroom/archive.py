"""The archive: everything that was read, anchored and linked, as one value for the pages to show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from readingroom.anchoring import anchor_notes
from readingroom.anchors import Addresses, Record, addresses, inherited, told
from readingroom.config import Site
from readingroom.diagnostics import Diagnostic
from readingroom.links import Directory, Fragments, Linked, Name, Names, Unread, labelled, resolved
from readingroom.mentions import NameIndex, by_entry, snippet
from readingroom.model import (
    AnchoredNote,
    Backlink,
    Document,
    Entry,
    Note,
    Occurrence,
    PlainPage,
    Text,
)
from readingroom.provenance import Provenance, by_text


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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

    def notes_by_text(self) -> dict[str, tuple[AnchoredNote, ...]]:
        """The notes of each text: those on passages by place, then those on the whole, the rest."""
        made: dict[str, list[AnchoredNote]] = {}
        for note in self.notes:
            made.setdefault(note.note.text, []).append(note)
        return {slug: tuple(sorted(notes, key=_by_place)) for slug, notes in made.items()}


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


def names_of(contents: Contents) -> Names:
    """All that links may name: texts, then entries, then pages."""
    texts = (Name(t.slug, "text", t.title, t.path, t.alias) for t in contents.texts)
    entries = (Name(e.slug, "entry", e.title, e.path, e.alias) for e in contents.entries)
    pages = (Name(p.slug, "page", p.title, p.path) for p in contents.pages)
    return Names.of([*texts, *entries, *pages], contents.unread)


def with_labels(contents: Contents) -> tuple[Contents, Names]:
    """The contents with the titles in all links that gave only a slug; the words are final then."""
    names = names_of(contents)
    return (
        replace(
            contents,
            texts=tuple(replace(t, document=labelled(t.document, names)) for t in contents.texts),
            entries=tuple(
                replace(e, document=labelled(e.document, names)) for e in contents.entries
            ),
            pages=tuple(replace(p, document=labelled(p.document, names)) for p in contents.pages),
            notes=tuple(replace(n, document=labelled(n.document, names)) for n in contents.notes),
        ),
        names,
    )


def assemble(contents: Contents) -> tuple[Archive, tuple[Diagnostic, ...]]:
    """Anchor the notes, resolve the links, find the glossary's names: the archive, and what is wrong."""
    contents, names = with_labels(contents)
    by_slug = {t.slug: t for t in contents.texts}
    heirs = inherited(contents.records, {slug: t.document for slug, t in by_slug.items()})
    records = {**contents.records, **{slug: record for slug, (_, record) in heirs.items()}}
    anchored, found = anchor_notes(contents.notes, by_slug, records)
    old = {slug: addresses(records.get(slug), t.document) for slug, t in by_slug.items()}
    directory = _directory(contents, names, old)
    linker = _Linker(directory)
    texts = tuple(
        replace(t, document=linker.link(t.document, t.path, t.slug, "mention", t.plain_title))
        for t in contents.texts
    )
    entries = tuple(
        replace(e, document=linker.link(e.document, e.path, e.slug, "mention", e.title))
        for e in contents.entries
    )
    pages = tuple(
        replace(p, document=linker.link(p.document, p.path, p.slug, "mention", p.title))
        for p in contents.pages
    )
    notes = tuple(
        replace(a, note=replace(a.note, document=linker.link_note(a.note, by_slug)))
        for a in anchored
    )
    index = NameIndex.of(entries)
    occurrences = {t.slug: index.find(t.slug, t.document.text) for t in texts}
    archive = Archive(
        site=contents.site,
        texts=texts,
        entries=entries,
        pages=pages,
        notes=notes,
        images=contents.images,
        names=names,
        occurrences=occurrences,
        mentioned=by_entry([o for places in occurrences.values() for o in places]),
        backlinks={slug: tuple(links) for slug, links in linker.backlinks.items()},
        link_count=linker.count,
        addresses=old,
        changes=tuple(
            (t.path, said)
            for t in contents.texts
            if (said := told(records.get(t.slug), t.document))
        ),
        provenance=by_text(texts, contents.sources),
    )
    return archive, (*found, *linker.found)


def _directory(contents: Contents, names: Names, old: Mapping[str, Addresses]) -> Directory:
    ids: dict[str, list[str]] = {}
    for note in contents.notes:
        ids.setdefault(note.text, []).append(note.id)
    fragments = {
        t.slug: Fragments.of(t.document, ids.get(t.slug, ()), old[t.slug].moved)
        for t in contents.texts
    }
    others: Iterable[tuple[str, Document]] = (
        *((e.slug, e.document) for e in contents.entries),
        *((p.slug, p.document) for p in contents.pages),
    )
    for slug, document in others:
        fragments.setdefault(slug, Fragments.of(document, citable=False))
    files: dict[tuple[str, str], tuple[str, str]] = {}
    for note in contents.notes:
        files[note.path, note.id] = (note.text, note.id)
        files.setdefault((note.path, ""), (note.text, ""))
    return Directory(names, fragments, files, frozenset(contents.images))


class _Linker:
    """Resolves documents one after another and gathers what their links say together."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self.backlinks: dict[str, list[Backlink]] = {}
        self.found: list[Diagnostic] = []
        self.count = 0

    def link(
        self, document: Document, path: str, own: str, kind: str, title: str, at: str = ""
    ) -> Document:
        """The document resolved; its links are noted on the pages that they lead to."""
        linked, wrong = resolved(document, path, own, self.directory)
        self.found += wrong
        self.count += len(linked.links)
        self.note_backlinks(linked, own, kind, title, at)
        return linked.document

    def link_note(self, note: Note, texts: Mapping[str, Text]) -> Document:
        text = texts[note.text]
        return self.link(
            note.document, note.path, note.text, "note", text.plain_title, f"#note-{note.id}"
        )

    def note_backlinks(self, linked: Linked, own: str, kind: str, title: str, at: str) -> None:
        base = self.directory.names.by_slug[own].path if own else ""
        seen: set[str] = set()
        for link in linked.links:
            if link.slug in seen or link.slug == own:
                continue
            seen.add(link.slug)
            mark = linked.document.marks[link.mark]
            round_it = snippet(linked.document, mark.start, mark.end)
            backlink = Backlink(
                "note" if kind == "note" else "mention",
                title, base + at, round_it.before, round_it.words, round_it.after,
            )  # fmt: skip
            self.backlinks.setdefault(link.slug, []).append(backlink)


@dataclass(frozen=True, slots=True)
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
