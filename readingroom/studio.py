"""The work on files and texts, each piece done once while what it is made of stays the same.

What is kept of a file are the heads of what is in it (``ghosts``); of a text with its notes, what other
pages show of it and what is found in it. Their words are made again where a page that shows them is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from readingroom.anchors import Record
from readingroom.assembling import Hands
from readingroom.binding import Bound, Sheaf, bind, places
from readingroom.config import Site
from readingroom.contents import Reading, read_file, read_files
from readingroom.findable import note_document, text_document
from readingroom.ghosts import Ghost, appear, fade, ghost, whole
from readingroom.links import Fragments, Unread
from readingroom.memo import Memo, named
from readingroom.mentions import NameIndex
from readingroom.model import Document, Entry, Note, PlainPage, Text
from readingroom.pages import Outline, outline_of
from readingroom.results import Options
from readingroom.search import SearchDocument, TermCounts, terms_of
from readingroom.sources import ContentFile


@dataclass(frozen=True, slots=True)
class Unit:
    """What is made of a text with its notes. ``found``: what search finds of it, with the terms."""

    digest: str
    bound: Bound
    outline: Outline
    found: tuple[tuple[SearchDocument, TermCounts], ...]


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
        parallels=plain.parallels,
        publish_sources=plain.publish_sources,
    )


class Studio:
    """Reads and binds, by a memo."""

    def __init__(self, memo: Memo, site: Site, options: Options) -> None:
        self.memo, self.site, self.options = memo, inner(site), options
        self.units: dict[str, Unit] = {}
        self._given = named(self.site)
        self._awake: list[Document] = []

    @property
    def hands(self) -> Hands:
        """This studio's, for ``assemble``."""
        return Hands(self._bind, self._places)

    def read(self, files: Sequence[ContentFile]) -> list[Reading]:
        """Every file read; those read before only by name."""
        names = [self._file_name(file) for file in files]
        known: dict[str, Reading | None] = {name: self.memo.get("reading", name) for name in names}
        missing = [
            (name, file) for name, file in zip(names, files, strict=True) if known[name] is None
        ]
        fresh = read_files(
            [file for _, file in missing],
            self.site,
            lambda done, of: self.options.progress("Reading", done, of),
            self.options.jobs,
        )
        for (name, file), reading in zip(missing, fresh, strict=True):
            known[name] = made = self._ghostly(reading, file, name)
            self.memo.keep("reading", name, made)
        return [kept for name in names if (kept := known[name])]

    def rest(self) -> None:
        """Let go of the words: what is done is done."""
        for document in self._awake:
            fade(document)
        self._awake = []

    def _file_name(self, file: ContentFile) -> str:
        # Of site.yaml only notes know.
        return named(file.path, file.digest, self._given if file.folder == "notes" else "")

    def _ghostly(self, reading: Reading, file: ContentFile, name: str) -> Reading:
        """The reading with ghosts for the documents of texts and notes."""
        made: list[Text | Entry | PlainPage | Note | Unread] = []
        for number, one in enumerate(reading.made):
            if isinstance(one, Text | Note):
                again = partial(_reread, file, self.site, number)
                spirit = ghost(again, f"{name}:{number}", one.document.links)
                appear(spirit, one.document)
                self._awake.append(spirit)
                made.append(replace(one, document=spirit))
            else:
                made.append(one)
        return Reading(tuple(made), reading.found)

    def _bind(self, sheaves: Sequence[Sheaf], index: NameIndex) -> Iterator[Bound]:
        names = named(index)
        # One for all that were bound with such a one, however long ago.
        index = self.memo.get("index", names) or index
        self.memo.keep("index", names, index)
        for count, sheaf in enumerate(sheaves):
            self.options.progress("Anchoring", count, len(sheaves))
            unit = self._unit(sheaf, index, names)
            self.units[sheaf.text.slug] = unit
            yield unit.bound

    def _unit(self, sheaf: Sheaf, index: NameIndex, names: str) -> Unit:
        digest = named(
            self._given,
            names,
            _name(sheaf.text.document),
            *(f"{_name(note.document)} {note.id}" for note in sheaf.notes),
            sheaf.record or "",
            sheaf.wires,
        )
        unit: Unit | None = self.memo.get("unit", digest)
        if unit is None:
            unit = self._made(sheaf, index, digest)
            self.memo.keep("unit", digest, unit)
        return unit

    def _made(self, sheaf: Sheaf, index: NameIndex, digest: str) -> Unit:
        bound = bind(sheaf, index)
        self._awake += [sheaf.text.document, *(note.document for note in sheaf.notes)]
        text = bound.text
        documents = (
            text_document(text, self.site),
            *(note_document(anchored, text, self.site) for anchored in bound.notes),
        )
        return Unit(
            digest=digest,
            bound=self._faint(bound, sheaf, index, digest),
            outline=outline_of(bound, self.site),
            found=tuple((document, terms_of(document)) for document in documents)
            if self.site.search
            else (),
        )

    def _faint(self, bound: Bound, sheaf: Sheaf, index: NameIndex, digest: str) -> Bound:
        """What was bound, with ghosts for its documents."""

        def spirit(document: Document, number: int) -> Ghost:
            made = ghost(
                partial(_rebound, sheaf, index, number), f"{digest}:{number}", document.links
            )
            appear(made, document)
            self._awake.append(made)
            return made

        text = replace(bound.text, document=spirit(bound.text.document, 0))
        notes = tuple(
            replace(one, note=replace(one.note, document=spirit(one.note.document, number)))
            for number, one in enumerate(bound.notes, 1)
        )
        return replace(bound, text=text, notes=notes)

    def _places(
        self,
        text: Text,
        labels: Sequence[str | None],
        record: Record | None,
        ids: Sequence[str],
    ) -> Fragments:
        name = named(_name(text.document), tuple(labels), record or "", tuple(ids))
        made: Fragments | None = self.memo.get("places", name)
        if made is None:
            self._awake.append(text.document)
            made = places(text, labels, record, ids)
            self.memo.keep("places", name, made)
        return made


def _name(document: Document) -> str:
    assert isinstance(document, Ghost)
    return document.name


def _reread(file: ContentFile, site: Site, number: int) -> Document:
    one = _reading(file, site).made[number]
    assert isinstance(one, Text | Note)
    return whole(one.document)


# The notes of a file are asked for one after the other.
@lru_cache(maxsize=2)
def _reading(file: ContentFile, site: Site) -> Reading:
    return read_file(file, site)


#: The last text that was bound again: its own page and its notes' ask for its parts in turn.
_last: list[tuple[Sheaf, NameIndex, Bound]] = []


def _rebound(sheaf: Sheaf, index: NameIndex, number: int) -> Document:
    if not _last or _last[0][0] is not sheaf or _last[0][1] is not index:
        _last[:] = [(sheaf, index, bind(sheaf, index))]
    bound = _last[0][2]
    return bound.notes[number - 1].note.document if number else bound.text.document
