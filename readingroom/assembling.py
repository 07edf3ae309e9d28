"""Assembling: names are gathered, links answered, texts bound, and all of it put into one archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from readingroom.anchors import Record, inherited
from readingroom.archive import Archive, Contents
from readingroom.binding import Bound, Out, Sheaf, Source, Wires, bind, linked, places
from readingroom.diagnostics import Diagnostic
from readingroom.links import Directory, Fragments, Name, Names, answers, labelled, labels
from readingroom.mentions import NameIndex, by_entry
from readingroom.model import Backlink, Entry, Note, PlainPage, Text
from readingroom.provenance import by_text
from readingroom.values import replace

Binder = Callable[[Sequence[Sheaf], NameIndex], Iterable[Bound]]
Places = Callable[[Text, Sequence[str | None], Record | None, Sequence[str]], Fragments]


@dataclass(frozen=True, slots=True)
class Hands:
    """Who does the work on each text: here at once, or only where it was not done before.

    ``bind`` binds all texts, in their order; ``places`` says what of a text's page may be linked to.
    """

    bind: Binder
    places: Places


def _bind_all(sheaves: Sequence[Sheaf], index: NameIndex) -> Iterator[Bound]:
    return (bind(sheaf, index) for sheaf in sheaves)


HERE = Hands(_bind_all, places)


def assemble(desk: Desk) -> tuple[Archive, tuple[Diagnostic, ...]]:
    """Anchor the notes, resolve the links, find the glossary's names: the archive, and what is wrong."""
    contents = desk.contents
    bound = tuple(desk.hands.bind(desk.sheaves(), NameIndex.of(contents.entries)))
    entries = [desk.linked_page(entry, entry.title) for entry in contents.entries]
    pages = [desk.linked_page(page, page.title) for page in contents.pages]
    rank = {(note.path, note.text, note.id): n for n, note in enumerate(contents.notes)}
    notes = sorted(
        ((rank[one.note.path, one.note.text, one.note.id], one, out)
         for made in bound for one, out in zip(made.notes, made.out[1:], strict=True)),
        key=lambda ranked: ranked[0],
    )  # fmt: skip
    outs = (
        *(made.out[0] for made in bound),
        *(out for _, out, _ in (*entries, *pages)),
        *(out for _, _, out in notes),
    )
    occurrences = {made.text.slug: made.occurrences for made in bound}
    texts = tuple(made.text for made in bound)
    archive = Archive(
        site=contents.site,
        texts=texts,
        entries=tuple(entry for entry, _, _ in entries),  # type: ignore[misc]
        pages=tuple(page for page, _, _ in pages),  # type: ignore[misc]
        notes=tuple(one for _, one, _ in notes),
        images=contents.images,
        names=desk.names,
        occurrences=occurrences,
        mentioned=by_entry([o for places in occurrences.values() for o in places]),
        backlinks=_backlinks(outs),
        link_count=sum(out.count for out in outs),
        addresses={made.text.slug: made.addresses for made in bound},
        changes=tuple((made.text.path, made.changes) for made in bound if made.changes),
        provenance=by_text(texts, contents.sources),
    )
    wrong = [one for made in bound for one in made.found]
    wrong += [one for _, _, several in (*entries, *pages) for one in several]
    return archive, tuple(wrong)


def names_of(contents: Contents) -> Names:
    """All that links may name: texts, then entries, then pages."""
    texts = (Name(t.slug, "text", t.title, t.path, t.alias) for t in contents.texts)
    entries = (Name(e.slug, "entry", e.title, e.path, e.alias) for e in contents.entries)
    pages = (Name(p.slug, "page", p.title, p.path) for p in contents.pages)
    return Names.of([*texts, *entries, *pages], contents.unread)


def _backlinks(outs: Iterable[Out]) -> dict[str, tuple[Backlink, ...]]:
    made: dict[str, list[Backlink]] = {}
    for out in outs:
        for slug, backlink in out.backlinks:
            made.setdefault(slug, []).append(backlink)
    return {slug: tuple(several) for slug, several in made.items()}


class Desk:
    """The contents of an archive, and what their documents ask of each other."""

    def __init__(self, contents: Contents, hands: Hands = HERE) -> None:
        self.contents, self.hands = contents, hands
        self.names = names = names_of(contents)
        self.texts = {text.slug: text for text in contents.texts}
        self.notes: dict[str, list[Note]] = {}
        files: dict[tuple[str, str], tuple[str, str]] = {}
        for note in contents.notes:
            self.notes.setdefault(note.text, []).append(note)
            files[note.path, note.id] = (note.text, note.id)
            files.setdefault((note.path, ""), (note.text, ""))
        self.records = self._records()
        others: tuple[Entry | PlainPage, ...] = (*contents.pages, *contents.entries)
        pages = {one.slug: one for one in others}
        slugs = [*self.texts, *(slug for slug in pages if slug not in self.texts)]
        self.directory = Directory(
            names, _Made(slugs, partial(self._places, pages)), files, frozenset(contents.images)
        )

    def sheaves(self) -> list[Sheaf]:
        """Each text with its notes, its record and its links' answers."""
        made = []
        for text in self.contents.texts:
            notes = tuple(self.notes.get(text.slug, ()))
            several: tuple[Text | Note, ...] = (text, *notes)
            wires = [self.wires(one, text.slug) for one in several]
            made.append(Sheaf(text, notes, self.records.get(text.slug), tuple(wires)))
        return made

    def linked_page(
        self, one: Entry | PlainPage, title: str
    ) -> tuple[Entry | PlainPage, Out, tuple[Diagnostic, ...]]:
        """An entry or a page with its links resolved."""
        wires = self.wires(one, one.slug)
        document = labelled(one.document, wires.labels)
        source = Source("mention", title, self.names.by_slug[one.slug].path)
        made, out, found = linked(document, wires, one.slug, source)
        return replace(one, document=made), out, found

    def wires(self, one: Text | Entry | PlainPage | Note, own: str) -> Wires:
        """What the archive says of a document's links; ``own`` is the slug of the page that shows it."""
        links = one.document.links
        if not links:
            return _NO_WIRES
        return Wires(labels(links, self.names), answers(links, one.path, own, self.directory))

    def _records(self) -> Mapping[str, Record]:
        """The records by text, those of renamed texts with their heirs."""
        records = self.contents.records
        if records.keys() <= self.texts.keys():
            return records
        documents = {
            slug: labelled(text.document, labels(text.document.links, self.names))
            for slug, text in self.texts.items()
        }
        heirs = inherited(records, documents)
        return {**records, **{slug: record for slug, (_, record) in heirs.items()}}

    def _places(self, pages: Mapping[str, Entry | PlainPage], slug: str) -> Fragments:
        if text := self.texts.get(slug):
            titles = labels(text.document.links, self.names)
            ids = [note.id for note in self.notes.get(slug, ())]
            return self.hands.places(text, titles, self.records.get(slug), ids)
        document = pages[slug].document
        titled = labelled(document, labels(document.links, self.names))
        return Fragments.of(titled, citable=False)


_NO_WIRES = Wires()


class _Made(Mapping[str, Fragments]):
    """Values that are made when they are first asked for."""

    def __init__(self, keys: Iterable[str], make: Callable[[str], Fragments]) -> None:
        self._keys, self._make = dict.fromkeys(keys), make
        self._made: dict[str, Fragments] = {}

    def __getitem__(self, key: str) -> Fragments:
        if key not in self._keys:
            raise KeyError(key)
        if key not in self._made:
            self._made[key] = self._make(key)
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
