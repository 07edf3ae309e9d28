"""Which line of a page is its title, and what the window's title says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from readingroom.importing.html.metadata import Said, page_titles, speaking
from readingroom.importing.html.page import Element, Page, Piece, Unit
from readingroom.importing.html.regions import Regions
from readingroom.importing.segments import word_set

#: Titles of reports stay well under it, and front matter has to hold it.
_LENGTH = 220
_TITLED = word_set(
    """title headline hed contentheading articletitle posttitle storytitle storyheadline
    articleheadline hl"""
)
#: A lone heading of the second rank has 3; so has a line of large type in a layout table.
_LEAST = 2.5
_RANKS = {"h1": 3.0, "h2": 1.9, "h3": 1.2, "big": 1.2}
#: A line in bold in the middle of the page is a title where nothing else is.
_IN_THE_MIDDLE = 1.0
_NO_TITLE = re.compile(r"\s*(?:by\b|from\b|\W*$|\d)", re.IGNORECASE)
_LARGE = re.compile(r"[5-7]|\+[2-4]")
#: Lines of one block of which one may be the title; further down it is the text.
_LINES = 5
#: Units so near above the article may be its title.
_ABOVE = 5
#: So much more a line far above the article has to look like its title than one near it.
_MASTHEAD = 2.0
#: Elements round a line that may say how it is set, and pieces that a line has at most.
_NEAR, _PIECES = 3, 8
#: So much of a title stands in the window's title where that has been shortened, and it is no chance.
_BEGUN = 12
#: So long a line is no word of a menu that stands in the window's title by chance.
_LONG = 20
#: Of a site's own page, where the name over every page leads to.
_HOME = re.compile(r"(?:https?://[^/]+)?/?(?:(?:index|home|default)\.\w{3,5})?|\./?|#")
#: “Des Kilbride: I drove the last tram”, “Brick & Mortal: A wall”.
_PREFIX = re.compile(r"(?P<before>[^:]{3,60}): (?P<after>\S.*)")
_E_BOOK = re.compile(
    r"The Project Gutenberg e-?(?:book|text) of (?P<title>.+?)(?:,? by (?P<author>[^,]+))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Title:
    """The title's words: ``unit`` is the number of their unit, -1 for none; ``sure`` 0..1."""

    unit: int = -1
    start: int = 0
    end: int = 0
    sure: float = 0.0

    @property
    def span(self) -> tuple[int, int]:
        """Its place in the page's words, (-1, -1) for none."""
        return (self.start, self.end) if self.unit >= 0 else (-1, -1)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a page says of its title, folded: in metadata, in the window's title, the site's names."""

    said: frozenset[str]
    parts: frozenset[str]
    after: frozenset[str]
    sites: frozenset[str]


def find_title(page: Page, regions: Regions, said: Sequence[Said]) -> Title:
    """The line that is the title."""
    known = _known(page, said)
    first = next(
        (i for i, w in enumerate(regions.weights) if w and regions.inside[i]), len(page.units)
    )
    begins = next((i for i, inside in enumerate(regions.inside) if inside), 0)
    #: The best line in or right above the article, and the best of the others.
    best = {True: (0.0, Title()), False: (0.0, Title())}
    for index, unit in enumerate(page.units):
        if regions.litter[index]:
            continue
        for span in _lines(page, unit):
            score = _score(page, unit, span, known)
            if not score:
                continue
            words = folded(page.text[slice(*span)])
            whole = span == (unit.start, unit.end)
            near = regions.inside[index] or (whole and begins - _ABOVE <= index < begins)
            near = near or words in known.said
            score += near + 0.5 * (index < first)
            if index > first and words not in known.said | known.parts:
                score -= 2.5
            if score > best[near][0]:
                best[near] = score, Title(index, *span, min(0.6 + 0.06 * score, 0.97))
    (most, title), (other, masthead) = best[True], best[False]
    if most < _LEAST or other - _MASTHEAD > most:
        # What stands over the whole page is mostly its masthead, but not always.
        most, title = other, masthead
    return title if most >= _LEAST else Title()


def _known(page: Page, said: Sequence[Said]) -> _Known:
    parts = page_titles(page)
    prefixed = [match for part in parts if (match := _PREFIX.fullmatch(part))]
    books = [match for part in parts if (match := _E_BOOK.fullmatch(part))]
    return _Known(
        frozenset(folded(s.words) for s in said if s.key == "title"),
        frozenset(map(folded, parts)) | {folded(match["title"]) for match in books},
        frozenset(folded(match["after"]) for match in prefixed),
        frozenset(folded(s.words) for s in said if s.key == "publisher"),
    )


def _score(page: Page, unit: Unit, span: tuple[int, int], known: _Known) -> float:
    """How much a line is set and named as a title; 0 for as little as other lines."""
    whole = span == (unit.start, unit.end)
    pieces = _pieces(page, unit, span)
    score = _loudness(page, unit, pieces, whole=whole)
    words = folded(page.text[slice(*span)])
    if words in known.said:
        score += 4
    elif score and words in known.parts:
        score += 3 if _is_longest(words, known) else 1.5
    elif words in known.parts and _is_long(words, known) and not any(p.style.href for p in pieces):
        score += 2
    elif score and words in known.after:
        score += 2.5
    elif score and _begun(words, known):
        score += 2
    elif score and words not in known.said and leads_home(pieces):
        score -= 3
    if score and words in known.sites:
        score -= 4
    return max(score, 0.0)


def _is_longest(words: str, known: _Known) -> bool:
    """Whether no part of the window's title is longer; a site's name is mostly shorter than a title."""
    return len(words) == max(map(len, known.parts))


def _is_long(words: str, known: _Known) -> bool:
    return len(words) >= _LONG and _is_longest(words, known)


def _begun(words: str, known: _Known) -> bool:
    """Whether the window's title is the beginning of these words."""
    return any(len(part) >= _BEGUN and words.startswith(part) for part in known.parts | known.after)


def leads_home(pieces: Sequence[Piece]) -> bool:
    """Whether words are a link to the first page of a site."""
    hrefs = {p.style.href for p in pieces}
    return "" not in hrefs and all(_HOME.fullmatch(href) for href in hrefs)


def _lines(page: Page, unit: Unit) -> Iterator[tuple[int, int]]:
    """The whole unit, and its first lines."""
    if unit.end - unit.start <= _LENGTH:
        yield unit.start, unit.end
    if unit.pre:
        return
    for number, line in enumerate(re.finditer(r"[^\n]+", page.text[unit.start : unit.end])):
        words = line.group().strip()
        if number == _LINES:
            return
        start = unit.start + line.start() + line.group().find(words)
        span = start, start + len(words)
        if words and len(words) <= _LENGTH and span != (unit.start, unit.end):
            yield span


def _pieces(page: Page, unit: Unit, span: tuple[int, int]) -> list[Piece]:
    start, end = span
    return [
        p
        for p in page.pieces[unit.first : unit.last]
        if p.start < end and p.end > start and page.text[max(p.start, start) : p.end].strip()
    ]


def _loudness(page: Page, unit: Unit, pieces: Sequence[Piece], *, whole: bool) -> float:
    """How much words are set as a title is; 0 for as little as other lines."""
    chain = [page.elements[n] for n in page.ancestors(unit.element)[:_NEAR]] if whole else []
    inner = _inner(page, unit, pieces)
    loud = 0.0
    for element in (*inner, *chain):
        rank = _RANKS.get(element.tag, 0.0)
        if element.tag == "font" and _LARGE.fullmatch(element.attribute("size")):
            rank = 1.5 if element.attribute("size") in {"5", "+2"} else 1.8
        loud = max(loud, rank)
    if not loud and not _NO_TITLE.match(page.text, pieces[0].start if pieces else 0):
        loud = _IN_THE_MIDDLE if _is_centred(page, unit, pieces) else 0.0
    named = any(not _TITLED.isdisjoint(e.names) for e in chain[:1])
    return loud + (1.5 if named and (loud or chain[0].tag in {"h3", "div", "p"}) else 0.0)


def _is_centred(page: Page, unit: Unit, pieces: Sequence[Piece]) -> bool:
    """Whether words are bold from end to end and set in the middle."""
    chain = [page.elements[n] for n in page.ancestors(unit.element)[:_NEAR]]
    centred = any(e.tag == "center" or e.attribute("align").lower() == "center" for e in chain)
    return centred and bool(pieces) and all(p.style.bold for p in pieces)


def _inner(page: Page, unit: Unit, pieces: Sequence[Piece]) -> list[Element]:
    """The inline elements that hold the whole of the words."""
    if not pieces or len(pieces) > _PIECES:
        return []
    chains = []
    for piece in pieces:
        chain = page.ancestors(piece.element)
        chains.append(chain[: chain.index(unit.element)] if unit.element in chain else [])
    return [page.elements[number] for number in set(chains[0]).intersection(*chains)]


def folded(words: str) -> str:
    """Words to compare with others: letters and figures alone."""
    return " ".join(re.findall(r"\w+", words.casefold()))


def window_title(page: Page) -> tuple[str, tuple[int, int]]:
    """The part of the window's title that is the text's, and its span in the source if it has one."""
    parts = [part for part in page_titles(page) if speaking(part)]
    if not parts or not page.title or len(parts[0]) > _LENGTH:
        return "", (0, 0)
    book = _E_BOOK.fullmatch(parts[0])
    words = book["title"] if book else parts[0]
    at = page.source.find(words, *page.title)
    return words, (at, at + len(words)) if at >= 0 else (0, 0)


def named_before(page: Page, title: str) -> str:
    """What the window's title sets before the text's with a colon, as columns do with who wrote them."""
    for part in page_titles(page):
        match = _PREFIX.fullmatch(part)
        if match and folded(title).startswith(folded(match["after"])):
            return match["before"]
        book = _E_BOOK.fullmatch(part)
        if book and book["author"]:
            return book["author"]
    return ""
