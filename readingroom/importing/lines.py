"""The lines of a source as they stand on the page: how far in, how wide, and where lines are full."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_LINE = re.compile(r"[^\n]*(?:\n|\Z)")
_FIRST_WORD = re.compile(r"\S+")
_DIVIDED = re.compile(r"[^\W\d_][-\u2010¬]$")
_ENDED = re.compile(r"[.!?…。！？][\"”’'»)\]*†‡]*$")
_CAPITAL = re.compile(r"[\"“‘'«(\[]*[A-ZÀ-ÖØ-Þ]")
_PAUSED = re.compile(r"[,;:.!?…—–。，、！？；：-][\"”’'»)\]]*$")

#: A line past this was not wrapped for a screen or page, whose lines hold 60 to 100 characters.
WRAP_WIDTH = 120
#: A newspaper's column holds some 30 characters; fewer are no measure of anything.
_NARROWEST = 24
#: Fewer wrapped lines say nothing of how wide a page is.
_FEWEST = 3
#: The share of full lines in wrapped prose: a long word or an editor's own break spares a quarter.
FILLED = 0.75
#: The share of a page's wrapped lines that must be full to believe in its width.
_AGREED = 0.75
#: Of a few lines nearly all must be: four lines of verse agree by chance.
_MANY, _AGREED_BY_FEW = 8, 0.9
#: The share of wrapped lines that stand at the margin where there are quotations, verse and items.
_AT_MARGIN = 0.1
#: The share of capitals among the letters of a telegram.
_CAPITALS = 0.8


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space round it; ``start`` and ``end`` are code points of the text.

    ``indent`` is how many columns stand before it, ``blanks`` how many empty lines.
    """

    start: int
    end: int
    words: str
    indent: int
    blanks: int

    @property
    def edge(self) -> int:
        """The column after its last character."""
        return self.indent + len(self.words)

    @property
    def ended(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_ENDED.search(self.words))

    @property
    def paused(self) -> bool:
        """Whether it ends with any mark of punctuation, as most lines of verse do."""
        return bool(_PAUSED.search(self.words))

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital, quotation marks and brackets aside."""
        return bool(_CAPITAL.match(self.words))

    @property
    def small(self) -> bool:
        """Whether it begins with a letter that is no capital: the line goes on with a sentence."""
        return self.words[0].isalpha() and not self.words[0].isupper()


def lines_of_page(text: str) -> list[Line]:
    """The lines of a text that hold something."""
    return list(_lines_of_page(text))


# Two: most rules look at the whole text, a few at its beginning.
@lru_cache(maxsize=2)
def _lines_of_page(text: str) -> tuple[Line, ...]:
    lines: list[Line] = []
    blanks = 0
    for match in _LINE.finditer(text):
        words = match.group().strip()
        if not words:
            blanks += 1
            continue
        before = match.group()[: len(match.group()) - len(match.group().lstrip())]
        start = match.start() + len(before)
        lines.append(Line(start, start + len(words), words, len(before.expandtabs()), blanks))
        blanks = 0
    return tuple(lines)


def blocks_of(lines: Sequence[Line], apart: int = 1) -> list[list[Line]]:
    """The lines in runs, as so many blank lines or more divide them."""
    blocks: list[list[Line]] = []
    for line in lines:
        if not blocks or line.blanks >= apart:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


@dataclass(frozen=True, slots=True)
class Page:
    """How a source's lines run: ``width`` is where they were wrapped, in columns; 0 if they were not.

    ``margin`` is the indent of its wrapped lines, those that open a paragraph aside. ``long``: its
    paragraphs are a line each. ``capitals``: it is written in nothing else, as telegrams are.
    """

    width: int
    margin: int
    long: bool = False
    capitals: bool = False

    def full(self, line: Line, following: Line) -> bool:
        """Whether the next line's first word would not have fitted any more."""
        return fills(line, following, self.width)


def fills(line: Line, following: Line, width: int) -> bool:
    """Whether a line is as full as a width allows, or ends within a word."""
    if _DIVIDED.search(line.words) and following.words[0].islower():
        # Whoever divides a word has no room for the rest of it.
        return True
    word = _FIRST_WORD.match(following.words)
    return line.edge + 1 + (word.end() if word else 0) >= width


def filled(lines: Sequence[Line], width: int = 0) -> float:
    """The share of line breaks at which a line was full; without a width, that of the longest."""
    width = width or max(line.edge for line in lines)
    full = sum(fills(a, b, width) for a, b in itertools.pairwise(lines))
    return full / (len(lines) - 1)


def page_of(blocks: Sequence[Sequence[Line]]) -> Page:
    """The width at which a source's lines were wrapped, and their margin.

    Lines that go on with a small letter were broken by a width rather than by an author.
    """
    capitals = _in_capitals(blocks)
    within = [
        (line, following)
        for block in blocks
        for line, following in itertools.pairwise(block)
        if (following.small or capitals) and line.edge <= WRAP_WIDTH
    ]
    long = any(len(line.words) > WRAP_WIDTH for block in blocks for line in block)
    if len(within) < _FEWEST:
        return Page(0, 0, long, capitals)
    indents = Counter(following.indent for _, following in within)
    enough = [at for at, count in indents.items() if count >= _AT_MARGIN * len(within)]
    margin = min(enough or indents)
    # Quotations and items, which stand further in, are narrower.
    within = [pair for pair in within if pair[1].indent <= margin + 1]
    edges = sorted(line.edge for line, _ in within)
    # Nine in ten lines keep to the width; the longest of all may be a typist's slip.
    width = edges[(len(edges) - 1) * 9 // 10]
    agreed = sum(fills(line, following, width) for line, following in within) / len(within)
    wrapped = agreed >= (_AGREED if len(within) >= _MANY else _AGREED_BY_FEW)
    if not wrapped or width - margin < _NARROWEST:
        return Page(0, 0, long, capitals)
    return Page(width, margin, long, capitals)


def _in_capitals(blocks: Sequence[Sequence[Line]]) -> bool:
    upper = lower = 0
    for block in blocks:
        for line in block:
            upper += sum(map(str.isupper, line.words))
            lower += sum(map(str.islower, line.words))
    return upper > _CAPITALS * (upper + lower)
