"""How a source is laid out: which lines are paragraphs, which were wrapped, which are verse."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from readingroom.importing.segments import Finding

_LINE = re.compile(r"[^\n]*(?:\n|\Z)")
_FIRST_WORD = re.compile(r"\S+")
_DIVIDED = re.compile(r"[^\W\d_][-\u2010]$")
_ENDED = re.compile(r"[.!?…。！？][\"”’')\]]*$")
_LISTED = re.compile(r"(?:[-*•–—‣◦]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_CAPITAL = re.compile(r"[\"“‘'(\[]*[A-ZÀ-ÖØ-Þ]")

#: A single line longer than this that holds nearly everything has lost its breaks: a newspaper's
#: paragraph seldom passes 500 characters.
BLOB_LENGTH = 600
#: A line past this was not wrapped for a screen or page, whose lines hold 60 to 100 characters.
WRAP_WIDTH = 120
#: Verse keeps under this, indents and all; lines of such unequal length are paragraphs.
VERSE_WIDTH = 80
#: The share of full lines in wrapped prose: a long word or an editor's own break spares a quarter.
FILLED = 0.75


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of the cleaned text that the layout sets apart."""

    start: int
    end: int
    kind: Literal["paragraph", "verse"] = "paragraph"
    confidence: float = 0.95


@dataclass(frozen=True, slots=True)
class Draft:
    """The cleaned text with its units. ``blob``: its paragraph breaks were lost."""

    text: str
    units: tuple[Unit, ...]
    blob: bool

    def words(self, unit: Unit) -> str:
        """A unit's words with single spaces."""
        return " ".join(self.text[unit.start : unit.end].split())

    def free(self, found: Sequence[Finding]) -> list[Unit]:
        """The units that no finding touches."""
        return [
            unit
            for unit in self.units
            if not any(f.start < unit.end and unit.start < f.end for f in found)
        ]


def lay_out(text: str) -> Draft:
    """Divide a cleaned text into units, in order; white space stands between them."""
    lines = [_trimmed(text, m.start(), m.end()) for m in _LINE.finditer(text)]
    full = [line for line in lines if line[0] < line[1]]
    if not full:
        return Draft(text, (), blob=False)
    longest = max(full, key=lambda line: line[1] - line[0])
    length = longest[1] - longest[0]
    if length > BLOB_LENGTH and length >= 0.9 * sum(end - start for start, end in full):
        return Draft(text, tuple(Unit(*line) for line in full), blob=True)
    units: list[Unit] = []
    for block in _blocks(lines):
        units += _units(text, block)
    return Draft(text, tuple(units), blob=False)


def _blocks(lines: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """The lines in runs, as blank lines divide them."""
    blocks: list[list[tuple[int, int]]] = []
    after_blank = True
    for start, end in lines:
        if start == end:
            after_blank = True
            continue
        if after_blank:
            blocks.append([])
        blocks[-1].append((start, end))
        after_blank = False
    return blocks


def _units(text: str, block: Sequence[tuple[int, int]]) -> list[Unit]:
    whole = (block[0][0], block[-1][1])
    if len(block) == 1:
        return [Unit(*whole)]
    lines = [text[start:end] for start, end in block]
    inner = lines[:-1]
    mean = sum(map(len, lines)) / len(lines)
    listed = sum(1 for line in lines if _LISTED.match(line)) / len(lines)
    ended = sum(1 for line in inner if _ENDED.search(line)) / len(inner)
    capital = sum(1 for line in lines[1:] if _CAPITAL.match(line)) / len(inner)
    longest, filled = max(map(len, lines)), _filled(lines)
    wide = longest > WRAP_WIDTH or (longest > VERSE_WIDTH and filled < FILLED)
    if wide or (ended >= 0.8 and capital >= 0.8 and mean > 60):
        return [Unit(*line, confidence=0.85) for line in block]
    if listed >= 0.5:
        return [Unit(*whole, kind="verse", confidence=0.85)]
    if filled >= FILLED and (capital < 0.75 or (mean > 55 and len(lines) == 2)):
        return [Unit(*whole, confidence=0.9)]
    return [Unit(*whole, kind="verse", confidence=0.7)]


def _filled(lines: Sequence[str]) -> float:
    """The share of line breaks at which the next word would not have fitted any more."""
    width = max(map(len, lines))
    full = 0
    for line, following in itertools.pairwise(lines):
        word = _FIRST_WORD.search(following)
        # Whoever divides a word has no room for the rest of it.
        full += (
            bool(_DIVIDED.search(line) and following[0].islower())
            or len(line) + 1 + len(word.group() if word else "") >= width
        )
    return full / (len(lines) - 1)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    line = text[start:end]
    words = line.strip()
    start += len(line) - len(line.lstrip()) if words else 0
    return start, start + len(words)
