"""Whether lines end where their author wished: verse, addresses and signatures, or wrapped prose."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from readingroom.importing.lines import FILLED, Line, Page, filled

#: Wires and papers indent a paragraph's first line by two columns at least, and quotations throughout.
INDENT, SET_OFF = 2, 2
#: Lines of verse are seldom wider than this on the mean, sentences of reports seldom shorter.
WIDE = 57
#: A verse of a line alone is no verse; a sentence a line needs more than one line to be a habit.
SEVERAL = 3
#: No paragraph is indented by more; a line so far in is a signature, a heading or verse.
_DEEPEST = 12
#: Prose that was wrapped unevenly goes on with small letters, and is wider than free verse.
_HALF, _RAGGED = 0.5, 45
#: Where nothing but capitals is written, shorter lines than this are addresses and headings.
_COLUMN = 40
#: Two words in five that begin lines in running prose are small; verse and lists begin with capitals.
MOST = 0.6


def stanza_length(lines: Sequence[Line]) -> int:
    """How many lines are verse: what follows its last full stop without one is a heading or link."""
    for at, (line, following) in enumerate(itertools.pairwise(lines), 1):
        if line.ended and not following.paused:
            return at
    return len(lines)


def is_verse(lines: Sequence[Line], page: Page) -> bool:
    """Whether the lines end where their author wished."""
    later = lines[1:]
    breaks = len(later)
    small = sum(line.small for line in later) / breaks
    capital = 0.0 if page.capitals else sum(line.capital for line in later) / breaks
    own = filled(lines)
    if small >= _HALF and mean_width(lines) > _RAGGED:
        return False
    if _steps(lines) >= SEVERAL and filled(lines, page.width) < FILLED:
        return True
    set_off = min(line.indent for line in lines) >= page.margin + SET_OFF
    if not page.width or (set_off and breaks > 1):
        if lines[0].indent > min(line.indent for line in lines) and _first_lines(lines):
            return False
        pair = not set_off and mean_width(lines) > WIDE and breaks == 1
        if page.capitals and max(line.edge for line in lines) < _COLUMN:
            return True
        return not (own >= FILLED and (capital < FILLED or pair))
    if capital == 1 and len(lines) >= SEVERAL and not small:
        paused = sum(line.paused for line in lines) / len(lines)
        if paused > MOST:
            return True
    return filled(lines, page.width) < 1 - MOST and not _first_lines(lines)


def mean_width(lines: Sequence[Line]) -> float:
    """The mean of the lines' lengths, indents aside, in characters."""
    return sum(len(line.words) for line in lines) / len(lines)


def _steps(lines: Sequence[Line]) -> int:
    """At how many different depths the lines stand, those next to one another taken as one."""
    depths = sorted({line.indent for line in lines})
    return 1 + sum(b - a >= INDENT for a, b in itertools.pairwise(depths))


def _first_lines(lines: Sequence[Line]) -> bool:
    """Whether lines that stand in open paragraphs: what stands before each has ended."""
    margin = min(line.indent for line in lines)
    deep = [at for at, line in enumerate(lines) if line.indent >= margin + INDENT]
    if any(lines[at].indent > margin + _DEEPEST for at in deep):
        return False
    return bool(deep) and all(at == 0 or lines[at - 1].ended for at in deep)
