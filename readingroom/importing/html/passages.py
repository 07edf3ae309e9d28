"""The words that stay as blocks: paragraphs, headings, quotations, lists, verse, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from readingroom.importing.html.head_forms import RULE
from readingroom.importing.html.page import Page, Unit
from readingroom.importing.html.tables import Tables
from readingroom.importing.html.writing import Form, Level, Passage
from readingroom.importing.segments import Finding, trimmed, word_set

#: A line in bold that stands alone is a heading up to this length, if it does not end a sentence.
_HEADING_LENGTH = 90
_STOPPED = re.compile(r"[.,;:][\"”’')\]]*$")
#: Lines of verse and addresses are shorter than a full line of print.
_VERSE_LENGTH = 65
#: Class names of what the publication says of its own text.
_NOTES = word_set("correction corrections clarification amendment editorsnote")
#: In preformatted words these say that the spacing is part of what is written.
_CODE = word_set("code samp kbd")
_GAPS = re.compile(r"\S {2,}\S|\t")


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage and the findings that say what its words are."""

    passage: Passage
    parts: tuple[Finding, ...]


def passages_of(
    page: Page, kept: Sequence[int], found: Sequence[Finding], tables: Tables
) -> list[Placed]:
    """What the findings leave of the units, in order."""
    made: list[Placed] = []
    at = 0
    written: set[int] = set()
    paths = _Paths(page)
    for index in kept:
        unit = page.units[index]
        table = tables.units.get(index, -1)
        if table >= 0:
            if table not in written:
                written.add(table)
                made.append(_placed_table(tables.rows[table], paths.of(table)))
            continue
        while at < len(found) and found[at].end <= unit.start:
            at += 1
        start = unit.start
        inner = at
        while inner < len(found) and found[inner].start < unit.end:
            made += _rest(page, unit, start, found[inner].start, paths)
            start = found[inner].end
            inner += 1
        made += _rest(page, unit, start, unit.end, paths)
    return made


def _rest(page: Page, unit: Unit, start: int, end: int, paths: _Paths) -> Iterator[Placed]:
    start, end = trimmed(page.text, start, end)
    if start >= end:
        return
    role, form, level, sure = _kind(page, unit, start, end)
    path = paths.of(unit.element) if form != "heading" else ()
    passage = Passage(start, end, unit, form, level, path)
    yield Placed(passage, (Finding(start, end, role, RULE, sure),))


def _kind(page: Page, unit: Unit, start: int, end: int) -> tuple[str, Form, int, float]:
    """The role of a stretch, how it is written, a heading's level, and how sure that is."""
    tags = [page.elements[number].tag for number in page.ancestors(unit.element)]
    rank = next((int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)), 0)
    if rank:
        level = max(rank, 2)
        return ("heading" if level == 2 else "subheading"), "heading", level, 0.95
    lines = [line.strip() for line in page.text[start:end].split("\n") if line.strip()]
    if unit.wrapped:
        return "paragraph", "paragraph", 0, 0.9
    short = len(lines) > 1 and sum(map(len, lines)) / len(lines) < _VERSE_LENGTH
    if unit.pre:
        columns = sum(bool(_GAPS.search(line)) for line in lines)
        inner = {page.elements[p.element].tag for p in page.pieces[unit.first : unit.last]}
        if (columns > 1 and columns * 2 > len(lines)) or not inner.isdisjoint(_CODE):
            return "table", "columns", 0, 0.9
        return "verse", "verse", 0, 0.9
    if tags[0] == "caption":
        return "table", "paragraph", 0, 0.9
    if "li" in tags or "dd" in tags:
        return "list", "paragraph", 0, 0.95
    if short:
        return "verse", "verse", 0, 0.85
    if not _NOTES.isdisjoint(page.elements[unit.element].names):
        return "editor-note", "paragraph", 0, 0.85
    if "blockquote" in tags:
        return "quotation", "paragraph", 0, 0.95
    if tags[0] in {"p", "td", "div", "center", "html"} and _stands_out(page, unit, start, end):
        return "heading", "heading", 2, 0.75
    return "paragraph", "paragraph", 0, 0.95


def _stands_out(page: Page, unit: Unit, start: int, end: int) -> bool:
    """Whether a stretch is a short line in bold from end to end."""
    if end - start > _HEADING_LENGTH or start != unit.start or end != unit.end:
        return False
    pieces = page.pieces[unit.first : unit.last]
    bold = all(p.style.bold for p in pieces if page.text[p.start : p.end].strip())
    return bold and not _STOPPED.search(page.text[start:end])


class _Paths:
    """The quotations and list items round an element, outermost first."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.known: dict[int, tuple[Level, ...]] = {-1: ()}
        self.counts: dict[int, tuple[int, str]] = {}

    def of(self, element: int) -> tuple[Level, ...]:
        chain = []
        number = element
        while number not in self.known:
            chain.append(number)
            number = self.page.elements[number].parent
        for inner in reversed(chain):
            above = self.known[self.page.elements[inner].parent]
            self.known[inner] = above + self._level(inner)
        return self.known[element]

    def _level(self, number: int) -> tuple[Level, ...]:
        element = self.page.elements[number]
        if element.tag == "blockquote":
            return (Level(number),)
        if element.tag != "li":
            return ()
        parent = self.page.elements[element.parent]
        if parent.tag != "ol":
            return (Level(number, max(element.parent, 0)),)
        backwards = "reversed" in parent.attributes
        begun = self.counts.get(element.parent)
        start = _number(parent.attribute("start")) or (
            self._items(element.parent) if backwards else 1
        )
        last, mark = begun or (start + 1 if backwards else start - 1, ".")
        follows = last - 1 if backwards else last + 1
        count = _number(element.attribute("value")) or max(follows, 0)
        if begun and count != last + 1:
            # Markdown counts on by itself; behind another mark a list begins anew, with its number.
            mark = ")" if mark == "." else "."
        self.counts[element.parent] = count, mark
        return (Level(number, element.parent, count, mark),)

    def _items(self, parent: int) -> int:
        return sum(e.tag == "li" and e.parent == parent for e in self.page.elements)


def _number(words: str) -> int | None:
    return int(words) if re.fullmatch(r"\d{1,6}", words) else None


def _placed_table(rows: Sequence[Sequence[Passage | None]], path: tuple[Level, ...]) -> Placed:
    cells = [cell for row in rows for cell in row if cell]
    parts = tuple(Finding(cell.start, cell.end, "table", RULE, 0.9) for cell in cells)
    whole = tuple(map(tuple, rows))
    first, last = cells[0], cells[-1]
    return Placed(Passage(first.start, last.end, first.unit, "paragraph", 0, path, whole), parts)
