"""How a source is laid out: which lines are paragraphs, which were wrapped, which are verse."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from readingroom.importing.division import Unit, units_of
from readingroom.importing.lines import Line, blocks_of, fills, lines_of_page
from readingroom.importing.segments import Finding
from readingroom.importing.wrapping import page_of

__all__ = ["Draft", "Unit", "lay_out"]

#: A single line longer than this that holds nearly everything has lost its breaks: a newspaper's
#: paragraph seldom passes 500 characters.
BLOB_LENGTH = 600
#: A text of one line alone: shorter ones are a paragraph, a note or a stanza.
_LINE = 280
#: A page of double-spaced typing has some twenty lines; fewer than this say nothing.
_SPACED_LINES = 6
#: In wrapped prose more than a third of the lines go on with a small letter.
_GOING_ON = 0.35


@dataclass(frozen=True, slots=True)
class Draft:
    """The cleaned text with its units. ``blob``: its paragraph breaks were lost.

    ``days`` are those that an editor has named, which settle what 03/04/2016 means.
    """

    text: str
    units: tuple[Unit, ...]
    blob: bool
    days: tuple[datetime.date, ...] = ()

    def words(self, unit: Unit) -> str:
        """A unit's words with single spaces."""
        return " ".join(self.text[unit.start : unit.end].split())

    def free(self, found: Sequence[Finding]) -> list[Unit]:
        """The units that no finding touches; findings are in order and apart, as rules see them."""
        free: list[Unit] = []
        at = 0
        for unit in self.units:
            while at < len(found) and found[at].end <= unit.start:
                at += 1
            if at == len(found) or found[at].start >= unit.end:
                free.append(unit)
        return free


def lay_out(text: str) -> Draft:
    """Divide a cleaned text into units, in order; white space stands between them."""
    lines = lines_of_page(text)
    if not lines:
        return Draft(text, (), blob=False)
    longest = max(len(line.words) for line in lines)
    least = BLOB_LENGTH if len(lines) > 1 else _LINE
    if longest > least and longest >= 0.9 * sum(len(line.words) for line in lines):
        return Draft(text, tuple(Unit(line.start, line.end) for line in lines), blob=True)
    blocks = blocks_of(lines, _apart(lines))
    page = page_of(blocks)
    units = [unit for block in blocks for unit in units_of(text, block, page)]
    return Draft(text, tuple(units), blob=False)


def _apart(lines: Sequence[Line]) -> int:
    """How many blank lines part two blocks: more than one where every line has one below it."""
    pairs = list(itertools.pairwise(lines))
    spaced = [(a, b) for a, b in pairs if b.blanks]
    if len(lines) < _SPACED_LINES or len(spaced) < 0.9 * len(pairs):
        return 1
    usual = min(b.blanks for _, b in spaced)
    close = [(a, b) for a, b in spaced if b.blanks == usual]
    width = sorted(a.edge for a, _ in close)[(len(close) - 1) * 9 // 10]
    going_on = [(a, b) for a, b in close if b.small and fills(a, b, width)]
    return usual + 1 if len(going_on) >= _GOING_ON * len(close) else 1
