"""What search finds of texts and notes, by what was packed when they were bound."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from readingroom.archive import Archive
from readingroom.binding import Bound
from readingroom.config import Site
from readingroom.findable import note_document, text_document
from readingroom.packing import pack, unpack
from readingroom.search import SearchDocument, TermCounts, terms_of

Findable = tuple[SearchDocument, TermCounts]

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
    """What search finds, text by text and then note by note; none is kept that was passed.

    ``digests`` are those of the units, one behind the other; ``places`` are a unit and a place in what
    was packed of it, in turn. They are so plain because a forked process that went through the archive
    itself would soon have its own copy of all of it, 20 MB for 1,000 texts of 130 words.
    """

    digests: str
    places: array[int]
    found: Callable[[str], tuple[bytes, ...]]

    @classmethod
    def of(
        cls,
        archive: Archive,
        units: Mapping[str, Unit],
        found: Callable[[str], tuple[bytes, ...]],
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
        return cls(digests, places, found)

    def __iter__(self) -> Iterator[Findable]:
        """Each unpacked."""
        last, packed = -1, tuple[bytes, ...]()
        several = iter(self.places)
        for unit, place in zip(several, several, strict=True):
            if unit != last:
                last = unit
                packed = self.found(self.digests[unit * _DIGEST : (unit + 1) * _DIGEST])
            yield unpack(packed[place])
