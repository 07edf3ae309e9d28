"""Which units of a page are its text, and what its structure says of the others."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from readingroom.importing.dates import full_dates
from readingroom.importing.html.calls import LABEL_BELOW, calls, e_book, mark_of
from readingroom.importing.html.head_forms import RULE
from readingroom.importing.html.heads import Heads, has_sentence, tells
from readingroom.importing.html.leaving_out import LINK_LENGTH, RIGHTS, RIGHTS_LENGTH, leave_out
from readingroom.importing.html.litter import linked
from readingroom.importing.html.metadata import Said
from readingroom.importing.html.page import Page, Piece, Unit
from readingroom.importing.html.pictures import Pictures
from readingroom.importing.html.plain import Taken
from readingroom.importing.html.regions import Regions
from readingroom.importing.html.strips import is_hinted, strips
from readingroom.importing.html.titles import Title, leads_home
from readingroom.importing.segments import Finding, trimmed, word_set

#: A deck is as long as a sentence or two, and stands near below the title.
_DECK, _DECK_BELOW = 320, 3
#: A day and a rubric may stand over a title, outside the article's element.
_ABOVE = 3
#: So many units below a text may say who wrote it.
_BELOW = 8
_READERS = word_set("comment comments commentlist respond discussion replies responses disqus")
#: Names of elements within a line: links to edit it or back from a note, numbers of a book's pages.
_WITHIN = {
    "litter": word_set(
        "editsection backlink noprint anchorlink headerlink permalink heading-anchor"
    ),
    "furniture": word_set("pagenum pageno pagenumber pagebreak"),
}
_TRIMMED = 20
#: A box that holds more of a page's prose is no box.
_BOX = 0.34
_HEADINGS = re.compile("h[2-6]")


class Sorting:
    """Sorts a page's units; what is told goes to ``taken``, ``kept`` are the numbers of the text's.

    ``named``: by whom the window's title says that it is, if it does.
    """

    def __init__(
        self, page: Page, regions: Regions, said: Sequence[Said], title: Title, named: str
    ) -> None:
        self.page = page
        self.regions = regions
        self.title = title
        self.heads = Heads(page, said, named, title.span)
        self.pictures = Pictures(page)
        self.taken = Taken([])
        self.kept: list[int] = []
        self.book = e_book(page)
        self.boxes = self._boxes()
        if title.unit >= 0:
            fact = ("title", " ".join(page.text[title.start : title.end].split()))
            self.taken.add(Finding(*title.span, "title", RULE, title.sure, (fact,)))
        self._sort()

    def _sort(self) -> None:
        page, taken = self.page, self.taken
        within = [i for i, inside in enumerate(self.regions.inside) if inside]
        inner = self._without_deck(self._prose())
        first = inner[0] if inner else (within[0] if within else 0)
        last = prose_end(inner, within)
        over: list[Unit] = []
        away: list[Unit] = []
        label = False
        for index, unit in enumerate(page.units):
            if index == self.title.unit and (unit.start, unit.end) == self.title.span:
                continue
            if not self._may_be_text(index, first):
                away.append(unit)
                if self._may_head(index):
                    over.append(unit)
                continue
            if self.pictures.holds(unit) and (found := self.pictures.findings(unit)):
                for finding in found:
                    taken.add(finding)
                continue
            label = index > last and self._is_label(unit, label)
            if label or self._is_away(unit, after=index > last):
                away.append(unit)
                continue
            if role := mark_of(page.words(unit), after=index > last):
                self._mark(unit, role)
                continue
            if index < first and not self._in_data(unit):
                over.append(unit)
            self._trim(unit)
            self.kept.append(index)
        self._read_heads(over)
        self._read_signature(page.units[last + 1 : last + 1 + _BELOW])
        for unit in away:
            leave_out(page, unit, taken)

    def _prose(self) -> list[int]:
        """The units that surely are the text's."""
        page, regions = self.page, self.regions
        return [
            index
            for index, unit in enumerate(page.units)
            # Sentences have their whole length as weight.
            if regions.weights[index] == unit.end - unit.start
            and regions.inside[index]
            and index > self.title.unit
            and not regions.litter[index]
            and index not in self.boxes
            and not self.pictures.holds(unit)
            and not is_hinted(page, unit)
            and not _serves(page, unit)
            and not calls(page.words(unit), after=True)
        ]

    def _may_be_text(self, index: int, first: int) -> bool:
        if (
            index in self.boxes
            or self.regions.litter[index]
            or not self.book[0] <= index < self.book[1]
        ):
            return False
        if index < self.title.unit and (self._is_listed(index) or self._leads_home(index)):
            # Lists over a title lead elsewhere, and the name of the site to its first page.
            return False
        between = self.title.unit >= 0 and self.title.unit < index < first
        return self.regions.inside[index] or between

    def _trim(self, unit: Unit) -> None:
        """Take from the ends of a unit what an element in it says is the page's: “[edit]”, “[Pg 4]”."""
        page = self.page
        pieces = [
            p for p in page.pieces[unit.first : unit.last] if page.text[p.start : p.end].strip()
        ]
        for run in (pieces, pieces[::-1]):
            for piece in run:
                role = self._serves_within(piece, unit)
                start, end = max(piece.start, unit.start), min(piece.end, unit.end)
                if not role or self.taken.within(start, end):
                    break
                self.taken.add(Finding(*trimmed(page.text, start, end), role, RULE, 0.85))

    def _serves_within(self, piece: Piece, unit: Unit) -> str:
        """What an inline element says of a piece that is none of the text's words; or nothing."""
        page = self.page
        for number in page.ancestors(piece.element):
            if number == unit.element:
                break
            names = page.elements[number].names
            role = next(
                (role for role, words in _WITHIN.items() if not words.isdisjoint(names)), ""
            )
            if role and piece.end - piece.start <= _TRIMMED:
                return role
        return ""

    def _boxes(self) -> frozenset[int]:
        """The units of boxes that have a heading such as “Related stories” over them."""
        page, weights = self.page, self.regions.weights
        most = _BOX * sum(weights)
        found: set[int] = set()
        for unit in page.units:
            element = page.elements[unit.element]
            if not _HEADINGS.fullmatch(element.tag) or not LABEL_BELOW.fullmatch(page.words(unit)):
                continue
            box = element.parent
            if box <= 0 or page.elements[box].tag in {"article", "main"}:
                continue
            inner = [i for i, u in enumerate(page.units) if box in page.ancestors(u.element)]
            if page.units[inner[0]] is unit and sum(weights[i] for i in inner) <= most:
                found.update(inner)
        return frozenset(found)

    def _leads_home(self, index: int) -> bool:
        unit = self.page.units[index]
        return leads_home(self.page.pieces[unit.first : unit.first + 1])

    def _is_listed(self, index: int) -> bool:
        unit = self.page.units[index]
        short = unit.end - unit.start <= LINK_LENGTH
        chain = self.page.ancestors(unit.element)[:3]
        return short and any(self.page.elements[n].tag == "li" for n in chain)

    def _may_head(self, index: int) -> bool:
        """Whether a unit outside the article's element may say of what is in it."""
        page, unit = self.page, self.page.units[index]
        if index < self.book[0] and not self.regions.litter[index]:
            return True
        if not self.title.unit - _ABOVE <= index < self.title.unit or self.regions.litter[index]:
            return False
        words = page.text[unit.start : unit.end]
        return is_hinted(page, unit) or bool(full_dates(words[:LINK_LENGTH]))

    def _is_away(self, unit: Unit, *, after: bool) -> bool:
        """Whether a unit's words serve the page; ``after``: it stands below the text's last sentence."""
        page = self.page
        if calls(page.words(unit), after=after) or (after and _serves(page, unit)):
            return True
        lines = page.text[unit.start : unit.end].split("\n")
        return (
            after
            and len(lines) > 1
            and all(
                calls(" ".join(strip.words(page).split()), after=True) or strip.is_linked(page)
                for strip in strips(page, unit)
            )
        )

    def _mark(self, unit: Unit, role: str) -> None:
        facts = (("credit", self.page.words(unit)),) if role == "story-credit" else ()
        self.taken.add(Finding(unit.start, unit.end, role, RULE, 0.8, facts))

    def _is_label(self, unit: Unit, label: bool) -> bool:
        """Whether a heading below the text stands over links, or a unit below such a heading."""
        page = self.page
        tags = {page.elements[n].tag for n in page.ancestors(unit.element)[:2]}
        words = page.words(unit)
        if LABEL_BELOW.fullmatch(words):
            return True
        heading = any(_HEADINGS.fullmatch(tag) for tag in tags)
        # Below a label stand links and scraps; a sentence without a link may be the author's.
        spoken = has_sentence(words) and not any(
            p.style.href for p in page.pieces[unit.first : unit.last]
        )
        return label and not heading and len(words) <= LINK_LENGTH and not spoken

    def _in_data(self, unit: Unit) -> bool:
        """Whether a unit is a cell of a table that has cells with headings."""
        elements = self.page.elements
        tables = [n for n in self.page.ancestors(unit.element) if elements[n].tag == "table"]
        return bool(tables) and any(
            e.tag == "th" and tables[0] in self.page.ancestors(n)
            for n, e in enumerate(elements[tables[0] :], tables[0])
        )

    def _spans(self) -> list[tuple[int, int]]:
        return [(f.start, f.end) for f in self.taken.found]

    def _read_heads(self, units: Sequence[Unit]) -> None:
        for finding in self.heads.findings(units, self._spans()):
            self.taken.add(finding)

    def _read_signature(self, units: Sequence[Unit]) -> None:
        """Who wrote it, below the text, where nothing over it says that."""
        if _names_somebody(self.taken.found):
            return
        own = list(itertools.takewhile(lambda unit: not self._is_readers(unit), units))
        for finding in self.heads.signature(own, self._spans()):
            self.taken.add(finding)

    def _is_readers(self, unit: Unit) -> bool:
        """Whether a unit stands in an element of readers' comments."""
        chain = self.page.ancestors(unit.element)
        return any(not _READERS.isdisjoint(self.page.elements[n].names) for n in chain)

    def _without_deck(self, inner: list[int]) -> list[int]:
        """The text's units without a sentence below the title over lines on author and day."""
        page, title = self.page, self.title
        if title.unit < 0 or len(inner) < 2:
            return inner
        deck, following = inner[0], inner[1]
        unit = page.units[deck]
        between = page.units[deck + 1 : following]
        if deck - title.unit > _DECK_BELOW or unit.end - unit.start > _DECK or not between:
            return inner
        before = self.heads.findings(page.units[title.unit : deck], self._spans())
        if tells(before) or not tells(self.heads.findings(between, self._spans())):
            return inner
        fact = ("subtitle", page.words(unit))
        self.taken.add(Finding(unit.start, unit.end, "subtitle", RULE, 0.8, (fact,)))
        return inner[1:]


def _names_somebody(found: Sequence[Finding]) -> bool:
    return any(key == "creator" for f in found for key, _ in f.facts)


def _serves(page: Page, unit: Unit) -> bool:
    """Whether a unit after the text is the page's: links alone, or a foot with its notice."""
    if any(page.elements[n].tag == "blockquote" for n in page.ancestors(unit.element)):
        # The source of a quotation is its own, and often a link.
        return False
    if linked(page, unit):
        return unit.end - unit.start < LINK_LENGTH
    lines = page.text[unit.start : unit.end].split("\n")
    if max(map(len, lines)) > RIGHTS_LENGTH:
        return False
    links = any(p.style.href for p in page.pieces[unit.first : unit.last])
    return links and bool(RIGHTS.search(page.text, unit.start, unit.end))


def prose_end(inner: Sequence[int], within: Sequence[int]) -> int:
    """The last unit that surely is the text's."""
    if inner:
        return inner[-1]
    return within[-1] if within else -1
