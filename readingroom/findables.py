"""What search finds of texts and notes, by what was packed when they were bound."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from readingroom.archive import Archive
from readingroom.binding import Bound
from readingroom.config import Site
from readingroom.findable import note_document, text_document
from readingroom.memo import named
from readingroom.packing import pack, unpack
from readingroom.search import Findable, SearchDocument, terms_of

#: Characters of a unit's digest (``memo.named``).
_DIGEST = 32


class Unit(Protocol):
    """A text with its notes, bound."""

    @property
    def digest(self) -> str:
        """Of all that it is made of."""

    @property
    def bound(self) -> Bound:
        """What came of that."""


def packed_findable(bound: Bound, site: Site) -> tuple[bytes, ...]:
    """What search finds of a text, then of each of its notes, with its terms; each packed."""
    documents = (
        text_document(bound.text, site),
        *(note_document(anchored, bound.text, site) for anchored in bound.notes),
    )
    return tuple(pack((document, terms_of(document))) for document in documents)


@dataclass(frozen=True, slots=True)
class Findables:
    """What search finds: text by text, then note by note, then all else.

    ``digests`` are those of the units, one behind the other; ``places`` are a unit and a place in what
    was packed of it, in turn. They are so plain because a forked process that went through the archive
    itself would soon have its own copy of all of it, 20 MB for 1,000 texts of 130 words. ``others`` are
    of no unit.
    """

    digests: str
    places: array[int]
    found: Callable[[str], tuple[bytes, ...]]
    others: Sequence[SearchDocument]

    @classmethod
    def of(
        cls,
        archive: Archive,
        units: Mapping[str, Unit],
        found: Callable[[str], tuple[bytes, ...]],
        others: Sequence[SearchDocument],
    ) -> Findables:
        """In the order of the archive; ``found`` gives what was packed of a unit, by its digest."""
        digests = "".join(unit.digest for unit in units.values())
        numbers = {slug: number for number, slug in enumerate(units)}
        order = {
            (slug, anchored.note.id): place
            for slug, unit in units.items()
            for place, anchored in enumerate(unit.bound.notes, start=1)
        }
        places = array("I")
        for text in archive.texts:
            places.extend((numbers[text.slug], 0))
        for one in archive.notes:
            slug = one.note.text
            places.extend((numbers[slug], order[slug, one.note.id]))
        return cls(digests, places, found, others)

    def __len__(self) -> int:
        """How many documents there are."""
        return self._packed + len(self.others)

    @property
    def _packed(self) -> int:
        return len(self.places) // 2

    def digest(self, places: range) -> str:
        """Of all that some of the documents are made of."""
        units = (f"{self._digest(unit)} {place}" for unit, place in self._within(places))
        return named(*units, self._others(places))

    def documents(self, places: range) -> Iterator[Findable]:
        """Some of the documents, each unpacked."""
        last, packed = -1, tuple[bytes, ...]()
        for unit, place in self._within(places):
            if unit != last:
                last, packed = unit, self.found(self._digest(unit))
            yield unpack(packed[place])
        yield from ((document, terms_of(document)) for document in self._others(places))

    def _digest(self, unit: int) -> str:
        return self.digests[unit * _DIGEST : (unit + 1) * _DIGEST]

    def _within(self, places: range) -> Iterator[tuple[int, int]]:
        """Of the packed documents among these the unit, and the place in what was packed of it."""
        several = iter(self.places[2 * places.start : 2 * places.stop])
        return zip(several, several, strict=True)

    def _others(self, places: range) -> Sequence[SearchDocument]:
        """Those of the documents that are of no unit."""
        start, stop = (max(place - self._packed, 0) for place in (places.start, places.stop))
        return tuple(self.others[start:stop])
