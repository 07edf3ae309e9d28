"""How a source's lines run, from the ends of all of them: the width, the margin, and its habits."""

from __future__ import annotations

import math
import string
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from readingroom.importing.line_ends import (
    DEEPEST,
    FIT,
    GOES_ON,
    INDENT,
    NEVER,
    SIGNS,
    UNUSUAL,
    WIDEST,
    LineEnd,
    fit,
    line_ends,
    step,
    width_of,
)
from readingroom.importing.lines import Line
from readingroom.importing.measures import PRIOR, Measure, Page, measure
from readingroom.importing.passages import parts_of

#: A page's habit is believed up to twenty to one, so that a poem in a book of prose can say what it is.
_RAREST = 0.05
#: As many line ends as a stanza has are the least that a habit is seen in.
_SEEN = 6
#: Where blank lines part paragraphs they seldom end otherwise; so many blocks of lines show it.
_PARTED, _BLOCKS = 0.02, 3
#: So many line ends show the habits of a source; more only take time.
_ENOUGH = 4000
_ROUNDS = 3


def page_of(blocks: Sequence[Sequence[Line]]) -> Page:
    """The habits of a source, from the ends of its lines."""
    capitals = _in_capitals(blocks)
    ended = [line_ends(block, capitals=capitals) for block in blocks]
    ends = [end for block in ended for end in block if end.edge <= WIDEST][:_ENOUGH]
    if not ends:
        return Page(0, 0, capitals=capitals)
    width = width_of(ends)
    edges = [line.edge for block in blocks for line in block][:_ENOUGH]
    if not _is_wrapped(ends, edges, width):
        width = 0
    several = sum(bool(inner) for inner in ended)
    page = Page(
        width,
        _margin(ends, width),
        opening=_PARTED if several >= _BLOCKS else 0.15,
        ragged=_raggedness(ends, width),
        capitals=capitals,
    )
    for _ in range(_ROUNDS):
        page = _shares(page, ends, blocks)
    return _with_habit(page, blocks, ended)


def _with_habit(
    page: Page, blocks: Sequence[Sequence[Line]], ended: Sequence[Sequence[LineEnd]]
) -> Page:
    """The page with the shares that prose, verse and single lines have of it."""
    counts = {reading: _SEEN * math.exp(prior) for reading, prior in PRIOR.items()}
    measured: dict[tuple[int, int], Measure] = {}
    for block, inner in zip(blocks[:_ENOUGH], ended, strict=False):
        if inner:
            whole = measured[block[0].start, len(block)] = measure(block, inner, page)
            for start, end, reading in parts_of(block, whole, page):
                counts[reading] += end - start - 1
    total = sum(counts.values())
    habit = {reading: math.log(max(_RAREST, count / total)) for reading, count in counts.items()}
    if not page.width and any(line.edge > UNUSUAL for block in blocks for line in block[:1]):
        # Its paragraphs are a line each: short lines are no prose that was wrapped.
        habit["prose"] += math.log(_RAREST)
    return replace(page, habit=habit, measured=measured)


def _is_wrapped(ends: Sequence[LineEnd], edges: Sequence[int], width: int) -> bool:
    """Whether most of the lines whose sentence goes on in the next are full, and few lines are wider."""
    fits = Counter(fit(end, width) for end in ends if end.sign in GOES_ON)
    wider = sum(edge > width + 1 for edge in edges)
    return fits["full"] + fits["near"] >= max(2, 0.6 * fits.total(), 3 * wider)


def _raggedness(ends: Sequence[LineEnd], width: int) -> float:
    """The share of lines with a little room left among those whose sentence goes on."""
    fits = Counter(fit(end, width) for end in ends if end.sign in GOES_ON)
    return min(0.3, (fits["near"] + 1) / (fits.total() + 20))


def _margin(ends: Sequence[LineEnd], width: int) -> int:
    """The indent at which lines go on: the least that a tenth of them have."""
    going_on = [end for end in ends if end.room > width and not end.sign.startswith("ended")]
    indents = Counter(end.indent for end in going_on or ends)
    enough = [at for at, count in indents.items() if 10 * count >= indents.total()]
    return min(enough or indents)


def _shares(page: Page, ends: Sequence[LineEnd], blocks: Sequence[Sequence[Line]]) -> Page:
    """The page with its shares of openings and of indents as they come out by its own lights."""
    opened = inward = 0.0
    shares: dict[tuple[str, int, str], float] = {}
    for end in ends:
        # Many line ends are alike; what counts of one is its sign and where it stands.
        kind = (end.sign, end.indent, fit(end, page.width) if page.width else "")
        share = shares.get(kind)
        if share is None:
            share = shares[kind] = _opening_share(end, page)
        opened += share
        inward += share * (end.indent >= page.margin + INDENT)
    for block in blocks[1:_ENOUGH]:
        # The first lines of blocks that go on at the margin show the habit too.
        if len(block) > 1 and block[1].indent < page.margin + INDENT:
            opened_block = 1.0 if block[0].indent <= page.margin + DEEPEST else 0.0
            inward += opened_block * (block[0].indent >= page.margin + INDENT)
            opened += 0.0
    parted = sum(len(block) > 1 and block[1].indent < page.margin + INDENT for block in blocks[1:])
    start = page.opening
    opening = max(0.015, min(0.6, (opened + _SEEN * start) / (len(ends) + _SEEN)))
    indented = max(0.02, min(0.97, (inward + 0.2) / (opened + parted + 1)))
    return replace(page, opening=opening, indented=indented)


def _opening_share(end: LineEnd, page: Page) -> float:
    """How likely a line end is a paragraph's, against the width's or its author's (0..1)."""
    filling = fit(end, page.width) if page.width else ""
    odds = page.odds(end.sign, step(end.indent, page.margin), filling)
    single = PRIOR["verse"] + SIGNS["verse"].get(end.sign, NEVER)
    single += FIT["verse"][filling] if filling else 0.0
    best = max(odds.likelier, single)
    return math.exp(odds.apart - best) / sum(
        math.exp(each - best) for each in (odds.apart, odds.together, single)
    )


def _in_capitals(blocks: Iterable[Sequence[Line]]) -> bool:
    """Whether nothing but capitals is written, as in telegrams: four letters in five."""
    upper = lower = 0
    for block in blocks:
        for line in block:
            words = line.words
            upper += sum(map(str.isupper, words)) if not words.isascii() else _count(words, _UPPER)
            lower += sum(map(str.islower, words)) if not words.isascii() else _count(words, _LOWER)
    return upper > 0.8 * (upper + lower)


_UPPER, _LOWER = string.ascii_uppercase.encode(), string.ascii_lowercase.encode()


def _count(words: str, letters: bytes) -> int:
    """How many of some letters stand in ASCII words; many times faster than letter by letter."""
    return len(words) - len(words.encode().translate(None, letters))
