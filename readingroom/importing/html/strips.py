"""The lines of a page's head, divided where an element in them says what it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from readingroom.importing.html.page import Element, Page, Unit
from readingroom.importing.segments import trimmed, word_set

_HINTS: tuple[tuple[str, frozenset[str]], ...] = (
    ("modified", word_set("updated modified amended")),
    ("byline", word_set("byline author authors au writer creator sign signature")),
    ("date", word_set("date dt time timestamp published pubdate posted datetime")),
    ("subtitle", word_set("standfirst subtitle subheadline deck dek strapline")),
    ("section", word_set("kicker section category eyebrow rubric overline")),
)
#: What is set before a name or a day in an element of its own.
LEAD = re.compile(
    r"(?:(?:words|text|story|report|interview|author|reporter)\s*:|(?:\w+ )?by:?|"
    r"(?:first )?(?:published|posted|updated|date|dated)(?: on)?:?)",
    re.IGNORECASE,
)
_ENDS_WITH_BY = re.compile(r"\s(?:by|words:|text:)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Strip:
    """A line of a unit, or the part of one in an element that says what it is."""

    start: int
    end: int
    hint: str
    element: int

    def words(self, page: Page) -> str:
        """Its words as they stand."""
        return page.text[self.start : self.end]

    def is_linked(self, page: Page) -> bool:
        """Whether all of its words are links."""
        pieces = page.pieces_within(self.start, self.end)
        return all(
            p.style.href
            for p in pieces
            if any(c.isalnum() for c in page.text[max(p.start, self.start) : min(p.end, self.end)])
        )


def strips(page: Page, unit: Unit) -> Iterator[Strip]:
    """A unit's lines, divided where an element in them says what it holds."""
    begin = end = -1
    last: tuple[str, int] = ("", -1)
    before = -1
    for piece in page.pieces[unit.first : unit.last]:
        hint = _hint(page, piece.element)
        # The unit may be a part of its piece, where a page is a frame round plain text.
        first, stop = max(piece.start, unit.start), min(piece.end, unit.end)
        for match in re.finditer(r"[^\n]*[^\s][^\n]*", page.text[first:stop]):
            at = first + match.start()
            between = page.text[end:at] if end >= 0 else ""
            apart = not hint[0] and _is_apart(page, before, piece.element)
            if begin >= 0 and (hint != last or apart or "\n" in between):
                lead = -1 if "\n" in between else _lead(page.text[begin:end])
                if not hint[0] or last[0]:
                    lead = -1
                stop = begin + lead if lead >= 0 else end
                if stop > begin:
                    yield from _strip(page, begin, stop, *last)
                begin = stop if lead >= 0 else -1
            begin = at if begin < 0 else begin
            end, last, before = first + match.end(), hint, piece.element
    if begin >= 0:
        yield from _strip(page, begin, end, *last)


def _is_apart(page: Page, before: int, element: int) -> bool:
    """Whether two stretches of a line stand in spans of their own, side by side."""
    one, other = page.elements[before], page.elements[element]
    return (
        before >= 0
        and one.tag == other.tag == "span"
        and one.parent == other.parent != -1
        and before != element
    )


def _lead(words: str) -> int:
    """Where the words begin that lead to what an element behind them says: “by”, “Posted on”; or -1."""
    if LEAD.fullmatch(words.strip()):
        return 0
    ends = _ENDS_WITH_BY.search(words)
    return ends.start() if ends else -1


def _strip(page: Page, begin: int, end: int, hint: str, element: int) -> Iterator[Strip]:
    yield Strip(*trimmed(page.text, begin, end), hint, element)


def _hint(page: Page, element: int) -> tuple[str, int]:
    """What the nearest element with a telling name says of its words.

    A byline's element is the outermost so called, since names in it are marked once more.
    """
    named = ("", -1)
    for number in page.ancestors(element)[:4]:
        found = page.elements[number]
        if found.tag in {"article", "main", "html"}:
            break
        hint = "date" if found.tag == "time" else _said_by(found)
        if hint and (not named[0] or named[0] == hint == "byline"):
            named = hint, number
    return named


def _said_by(element: Element) -> str:
    return next((hint for hint, names in _HINTS if not names.isdisjoint(element.names)), "")


def is_hinted(page: Page, unit: Unit) -> bool:
    """Whether a unit stands in an element that says it belongs to the head of an article."""
    return bool(_hint(page, unit.element)[0])
