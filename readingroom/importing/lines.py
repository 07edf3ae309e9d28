"""The lines of a source as they stand on the page: how far in, how wide, and where lines are full."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_LINE = re.compile(r"[^\n]*(?:\n|\Z)")
_HYPHENS = "-\u2010¬"
_DIVIDED = re.compile(r"[^\W\d_][-\u2010¬]$")
_ENDED = re.compile(r"[.!?…。！？][\"”’'»)\]*†‡]*$")
_OPENERS = "\"“‘'«([¿¡"
#: No line ends with more closing marks than this; all of a line is not searched for its end.
_TAIL = 20
_PAUSED = re.compile(r"[,;:.!?…—–。，、！？；：-][\"”’'»)\]]*$")

#: Characters that take two columns, and between which scripts without spaces may break a line.
_WIDE = re.compile(
    r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]"
)
#: Where the scripts without spaces begin; whatever sorts before it needs no closer look.
_FIRST_UNSPACED = "\u2e80"
_UNSPACED = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
#: No line of Chinese or Japanese begins with one of these: they stay with the character before.
_STAYS = re.compile(
    r"[、。，．：；？！）］｝」』】〕〉》’”ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ]*"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space round it; ``start`` and ``end`` are code points of the text.

    ``indent`` is how many columns stand before it, ``edge`` the column after its last character,
    ``blanks`` how many empty lines stand before it.
    """

    start: int
    end: int
    words: str
    indent: int
    edge: int
    blanks: int

    @property
    def ended(self) -> bool:
        """Whether it ends as a sentence does."""
        return not self.words[-1:].isalnum() and bool(_ENDED.search(self.words[-_TAIL:]))

    @property
    def paused(self) -> bool:
        """Whether it ends with any mark of punctuation, as most lines of verse do."""
        return not self.words[-1:].isalnum() and bool(_PAUSED.search(self.words[-_TAIL:]))

    @property
    def divided(self) -> bool:
        """Whether it ends within a word, by its hyphen."""
        return self.words[-1:] in _HYPHENS and bool(_DIVIDED.search(self.words[-_TAIL:]))

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital, quotation marks and brackets aside."""
        return self.words[:_TAIL].lstrip(_OPENERS)[:1].isupper()

    @property
    def small(self) -> bool:
        """Whether it begins with a letter that is no capital: the line goes on with a sentence."""
        return self.words[0].isalpha() and not self.words[0].isupper()


def lines_of_page(text: str) -> list[Line]:
    """The lines of a text that hold something."""
    return list(_lines_of_page(text))


# Three: as it was before words were joined, as rules see it, and the beginning that a few look at.
@lru_cache(maxsize=3)
def _lines_of_page(text: str) -> tuple[Line, ...]:
    lines: list[Line] = []
    blanks = 0
    wide = bool(_WIDE.search(text))
    for match in _LINE.finditer(text):
        words = match.group().strip()
        if not words:
            blanks += 1
            continue
        before = match.group()[: len(match.group()) - len(match.group().lstrip())]
        start = match.start() + len(before)
        indent = len(before.expandtabs()) + (before.count("\u3000") if wide else 0)
        edge = indent + (columns(words) if wide else len(words))
        lines.append(Line(start, start + len(words), words, indent, edge, blanks))
        blanks = 0
    return tuple(lines)


def columns(words: str) -> int:
    """How many columns words take: two for each character of East Asian width."""
    return len(words) + len(_WIDE.findall(words))


def first_word(line: Line) -> int:
    """The columns of what stands together at a line's beginning: a word, or a character of Chinese."""
    if line.words >= _FIRST_UNSPACED and _UNSPACED.match(line.words):
        match = _STAYS.match(line.words, 1)
        return 2 * (match.end() if match else 1)
    return len(line.words.split(None, 1)[0]) if line.words else 0


def blocks_of(lines: Sequence[Line], apart: int = 1) -> list[list[Line]]:
    """The lines in runs, as so many blank lines or more divide them."""
    blocks: list[list[Line]] = []
    for line in lines:
        if not blocks or line.blanks >= apart:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def fills(line: Line, following: Line, width: int) -> bool:
    """Whether a line is as full as a width allows, or ends within a word."""
    if line.divided and following.words[0].islower():
        # Whoever divides a word has no room for the rest of it.
        return True
    return line.edge + 1 + first_word(following) >= width
