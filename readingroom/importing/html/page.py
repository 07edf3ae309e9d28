"""A page as its words in order, the elements they stand in, and what its head says."""

from __future__ import annotations

import bisect
import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from readingroom.importing.html.tokens import Attribute


@dataclass(slots=True)
class Element:
    """An element; ``parent`` is the number of the one round it, -1 for the page's own."""

    tag: str
    parent: int
    attributes: dict[str, Attribute]
    names: frozenset[str]

    def attribute(self, name: str) -> str:
        """An attribute's value, trimmed; empty where there is none."""
        found = self.attributes.get(name)
        return found.value.strip() if found else ""


@dataclass(frozen=True, slots=True)
class Style:
    """How words are set: emphasis, and the address that they link to."""

    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words without a tag in them: a span of ``Page.text``, and the stretch of source it came from."""

    start: int
    end: int
    source: tuple[int, int]
    element: int
    style: Style


@dataclass(frozen=True, slots=True)
class Unit:
    """Words between two blocks' borders, or between two blank lines: pieces ``first`` to ``last`` - 1.

    ``start`` and ``end`` are without the white space at the ends. ``element`` is the innermost block.
    ``rule``: a horizontal rule stands before it. ``wrapped``: its line ends are those of plain text.
    """

    start: int
    end: int
    first: int
    last: int
    element: int
    pre: bool = False
    rule: bool = False
    wrapped: bool = False


@dataclass(slots=True)
class Page:
    """What a source holds. ``origin`` gives for each character of ``text`` the one it came from.

    ``days`` are those that an editor has named.
    """

    source: str
    text: str = ""
    origin: Sequence[int] = ()
    elements: list[Element] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    head: list[Element] = field(default_factory=list)
    title: tuple[int, int] | None = None
    scripts: list[tuple[int, int]] = field(default_factory=list)
    images: list[int] = field(default_factory=list)
    changed: Counter[str] = field(default_factory=Counter)
    days: tuple[datetime.date, ...] = ()

    def words(self, unit: Unit) -> str:
        """A unit's words with single spaces."""
        return " ".join(self.text[unit.start : unit.end].split())

    def pieces_within(self, start: int, end: int) -> list[Piece]:
        """The pieces that have words of a stretch."""
        first = bisect.bisect_right(self.pieces, start, key=lambda p: p.end)
        stop = bisect.bisect_left(self.pieces, end, key=lambda p: p.start)
        return self.pieces[first:stop]

    def ancestors(self, number: int) -> list[int]:
        """An element and those round it, innermost first."""
        chain = []
        while number >= 0:
            chain.append(number)
            number = self.elements[number].parent
        return chain
