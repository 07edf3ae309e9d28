"""The work on texts with their notes, each done once while what a text is made of stays the same.

What is kept of a text is what other pages show of it. Its words, and what search finds in them, are
fetched or made again where they are asked for.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial

from readingroom.anchors import Record
from readingroom.archive import Archive
from readingroom.assembling import Desk, Hands
from readingroom.binding import Bound, Sheaf, bind, places
from readingroom.config import Site
from readingroom.findables import Findables, packed_findable
from readingroom.ghosts import Ghost, attend, attended, fade, unattended
from readingroom.intake import Intake
from readingroom.links import Fragments
from readingroom.memo import Memo, named
from readingroom.mentions import NameIndex
from readingroom.model import Document, Note, Text
from readingroom.packing import pack, unpack
from readingroom.pages import Outline, outline_of
from readingroom.search import SearchDocument
from readingroom.sources import Found
from readingroom.values import frozen, replace
from readingroom.workers import spread

#: What other pages know of a text, its words, what search finds in it, and seconds that it took.
_Packed = tuple[bytes, bytes, bytes, float]


@frozen
class Unit:
    """What is made of a text with its notes; its words are ghosts."""

    digest: str
    bound: Bound
    outline: Outline


class Studio:
    """Binds the texts that an intake read, by its memo."""

    def __init__(self, intake: Intake) -> None:
        self.intake, self.memo, self.site = intake, intake.memo, intake.site
        self.units: dict[str, Unit] = {}
        #: Seconds that it took to bind each text that was bound now.
        self.took: list[tuple[str, float]] = []
        self._given = named(self.site)
        self._sheaves: dict[str, tuple[Sheaf, NameIndex]] = {}
        self._last: tuple[Unit, Bound] | None = None

    @property
    def hands(self) -> Hands:
        """This studio's, for ``assemble``."""
        return Hands(self._bind, self._places)

    def full(self, slug: str) -> Bound:
        """A text with its notes and all their words."""
        unit = self.units[slug]
        if self._last is None or self._last[0] is not unit:
            self._last = (unit, _full(self.memo, unit, *self._sheaves[slug]))
        return self._last[1]

    def outlines(self) -> dict[str, Outline]:
        """What other pages show of each text."""
        return {slug: unit.outline for slug, unit in self.units.items()}

    def amended(self, files: Sequence[Found], desk: Desk) -> frozenset[str]:
        """Bind the texts anew whose files changed; none where the rest of the archive is concerned.

        It is where a file has mistakes, where what others see of a text is another (its title, its date,
        a note's id), or where a file is new. ``desk`` is of the archive as it was.
        """
        amended: dict[str, Sheaf] = {}
        for file, reading in zip(files, self.intake.read(files), strict=True):
            texts = [one for one in reading.made if isinstance(one, Text)]
            notes = [one for one in reading.made if isinstance(one, Note)]
            slugs = [text.slug for text in texts] or self._slugs_of_notes.get(file.path, ())
            if reading.found or len(texts) + len(notes) != len(reading.made):
                return frozenset()
            left = list(notes)
            for slug in slugs:
                known = amended.get(slug) or (
                    self._sheaves[slug][0] if slug in self._sheaves else None
                )
                sheaf = known and _amended(known, file.path, texts, left, desk)
                if sheaf is None:
                    return frozenset()
                amended[slug] = sheaf
                left = [note for note in left if note.text != slug]
            if left or not slugs:
                return frozenset()
        for slug, sheaf in amended.items():
            index = self._sheaves[slug][1]
            # Once more for each: what is bound is few.
            for _ in self._bind([sheaf], index):
                pass
        self.intake.rest()
        return frozenset(amended)

    def expect(self) -> None:
        """Get ready what ``amended`` asks for, while nobody waits."""
        _ = self._slugs_of_notes

    @cached_property
    def _slugs_of_notes(self) -> dict[str, tuple[str, ...]]:
        """Of each file of notes the texts that they are on."""
        made: dict[str, dict[str, None]] = {}
        for slug, (sheaf, _) in self._sheaves.items():
            for note in sheaf.notes:
                made.setdefault(note.path, {})[slug] = None
        return {path: tuple(slugs) for path, slugs in made.items()}

    def findable(self, archive: Archive, others: Sequence[SearchDocument]) -> Findables:
        """What search finds of the texts of the archive, then of the notes, and then the others."""
        return Findables.of(archive, self.units, self._found, others)

    def _found(self, digest: str) -> tuple[bytes, ...]:
        """What search finds of a text and of its notes, by the unit's digest; each packed."""
        found: tuple[bytes, ...] | None = self.memo.get("found", digest)
        if found is None:
            (slug,) = (slug for slug, unit in self.units.items() if unit.digest == digest)
            found = packed_findable(self.full(slug), self.site)
            self.memo.keep("found", digest, found)
        return found

    def _bind(self, sheaves: Sequence[Sheaf], index: NameIndex) -> Iterator[Bound]:
        names, options = named(index), self.intake.options
        # One for all that were bound with such a one, however long ago.
        index = self.memo.get("index", names) or index
        self.memo.keep("index", names, index)
        digests = [self._digest(sheaf, names) for sheaf in options.each(sheaves)]
        known = [self.memo.get("unit", digest) for digest in options.each(digests)]
        missing = [
            one
            for one, unit in zip(zip(sheaves, digests, strict=True), known, strict=True)
            if unit is None
        ]
        make = partial(_packed_unit, index=index, site=self.site)
        fresh = spread(make, missing, options.jobs)
        count = 0
        for sheaf, digest, there in zip(sheaves, digests, known, strict=True):
            options.interrupt()
            unit: Unit | None = there
            if unit is None:
                unit = self._made(sheaf, next(fresh))
                options.progress("Anchoring", count, len(missing))
                count += 1
            if not unit.bound.text.markdown:
                unit = _written(unit, sheaf.text.markdown)
                self.memo.keep("unit", digest, unit)
            for number, document in enumerate(_documents(unit.bound)):
                if attended(document):
                    break
                attend(document, partial(_words, self.memo, unit, sheaf, index, number))
            self.units[sheaf.text.slug] = unit
            self._sheaves[sheaf.text.slug] = (sheaf, index)
            yield unit.bound

    def _digest(self, sheaf: Sheaf, names: str) -> str:
        return named(
            self._given,
            names,
            _name(sheaf.text.document),
            *(f"{_name(note.document)} {note.id}" for note in sheaf.notes),
            sheaf.record or "",
            sheaf.wires,
        )

    def _made(self, sheaf: Sheaf, packed: _Packed) -> Unit:
        small, words, found, seconds = packed
        self.took.append((sheaf.text.path, seconds))
        unit: Unit = unpack(small)
        self.memo.keep("unit", unit.digest, unit, small)
        self.memo.keep("words", unit.digest, None, words)
        self.memo.keep("found", unit.digest, None, found)
        fade(sheaf.text.document)
        for note in sheaf.notes:
            fade(note.document)
        return unit

    def _places(
        self, text: Text, labels: Sequence[str | None], record: Record | None, ids: Sequence[str]
    ) -> Fragments:
        name = named(_name(text.document), tuple(labels), record or "", tuple(ids))
        made: Fragments | None = self.memo.get("places", name)
        if made is None:
            made = places(text, labels, record, ids)
            self.memo.keep("places", name, made)
            fade(text.document)
        return made


def _name(document: Document) -> str:
    assert isinstance(document, Ghost)
    return document.name


def _amended(
    sheaf: Sheaf, path: str, texts: Sequence[Text], notes: Sequence[Note], desk: Desk
) -> Sheaf | None:
    """The sheaf with what a file says now; nothing where that is not one for one what it said."""
    text, wires = sheaf.text, list(sheaf.wires)
    for one in texts:
        if _face(one) != _face(text):
            return None
        text, wires[0] = one, desk.wires(one, one.slug)
    fresh = iter([note for note in notes if note.text == text.slug])
    made = list(sheaf.notes)
    for number, old in enumerate(sheaf.notes if not texts else ()):
        if old.path == path:
            new = next(fresh, None)
            if new is None or _place(new) != _place(old):
                return None
            made[number], wires[number + 1] = new, desk.wires(new, text.slug)
    if next(fresh, None) is not None:
        return None
    return replace(sheaf, text=text, notes=tuple(made), wires=tuple(wires))


_EMPTY = Document("")


def _face(text: Text) -> Text:
    """What the rest of the archive sees of a text."""
    return replace(text, document=_EMPTY, markdown="")


def _place(note: Note) -> tuple[str, ...]:
    """What the rest of the archive sees of a note."""
    return note.id, note.text, note.re, note.parent, *note.tags


# --- what other processes do


def _packed_unit(one: tuple[Sheaf, str], index: NameIndex, site: Site) -> _Packed:
    """A text bound, by the digest of what it is made of. Its Markdown the sheaf has already."""
    begun = time.perf_counter()
    sheaf, digest = one
    bound = bind(sheaf, index)
    words = [bound.text.document, *(one.note.document for one in bound.notes)]
    faint = _with(bound, *_ghosts(words))
    small = pack(_written(Unit(digest, faint, outline_of(bound, site)), ""))
    found = pack(packed_findable(bound, site))
    return small, pack(words), found, time.perf_counter() - begun


def _written(unit: Unit, markdown: str) -> Unit:
    """The unit with that Markdown of its text."""
    text = replace(unit.bound.text, markdown=markdown)
    return replace(unit, bound=replace(unit.bound, text=text))


def _ghosts(documents: Iterable[Document]) -> tuple[Document, list[Document]]:
    first, *rest = (unattended("", document.links) for document in documents)
    return first, [*rest]


def _with(bound: Bound, text: Document, notes: Sequence[Document]) -> Bound:
    """What was bound, with these documents."""
    return replace(
        bound,
        text=replace(bound.text, document=text),
        notes=tuple(
            replace(one, note=replace(one.note, document=document))
            for one, document in zip(bound.notes, notes, strict=True)
        ),
    )


def _documents(bound: Bound) -> Iterator[Ghost]:
    for document in (bound.text.document, *(one.note.document for one in bound.notes)):
        assert isinstance(document, Ghost)
        yield document


def _full(memo: Memo, unit: Unit, sheaf: Sheaf, index: NameIndex) -> Bound:
    words = memo.get("words", unit.digest)
    if words is None:
        return bind(sheaf, index)
    text, *notes = words
    return _with(unit.bound, text, notes)


def _words(memo: Memo, unit: Unit, sheaf: Sheaf, index: NameIndex, number: int) -> Document:
    return _words_of(_full(memo, unit, sheaf, index), number)


def _words_of(bound: Bound, number: int) -> Document:
    return bound.notes[number - 1].note.document if number else bound.text.document
