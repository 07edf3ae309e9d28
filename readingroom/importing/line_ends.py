"""What stands at the ends of lines, and how likely it is in prose, in verse, at a paragraph's end."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from readingroom.importing.lines import Line, first_word
from readingroom.importing.sentences import abbreviated

#: Screens, cards, typewriters and printers hold no more; a longer line is a paragraph of its own.
WIDEST = 160
#: A newspaper's column holds some 30 characters; fewer are no measure of anything.
NARROWEST = 24
#: The share of line ends, wider lines counted against them, that must agree to believe in a width.
_AGREED = 0.25
#: Few lines are wrapped past this; so many line ends must agree on it.
UNUSUAL, _SHOWN = 100, 4
#: Wires and papers indent a paragraph's first line by two columns at least, and quotations throughout;
#: what stands further in than a dozen is a signature, a heading or verse.
INDENT, DEEPEST = 2, 12
#: The logarithm of what never was seen: one in two thousand.
NEVER = math.log(0.0005)


def _logs(**shares: float) -> dict[str, float]:
    return {name: math.log(share) for name, share in shares.items()}


#: How full a line is at its end (``near``: a typist's or OCR's tolerance; ``over``: past the width).
#: Prose and paragraphs: counted in 3,000 texts of the gold set's paragraphs wrapped at 40 to 120
#: columns, with room left for typists; verse: in the 60 blocks of verse of the gold set, by the width
#: that fits most of their lines, or ``amid`` prose by the width of that.
FIT: dict[str, dict[str, float]] = {
    "joined": _logs(full=0.94, near=0.045, short=0.003, over=0.012),
    "opened": _logs(full=0.08, near=0.11, short=0.79, over=0.02),
    "verse": _logs(full=0.22, near=0.15, short=0.55, over=0.08),
    "amid": _logs(full=0.06, near=0.10, short=0.80, over=0.04),
}
#: The mark before a line's end (ended: a sentence; paused: another mark) and the letter behind it.
#: Counted in the same texts; verse begins its lines with capitals, or goes on as prose does.
_LETTERED: dict[str, dict[str, float]] = {
    "joined": _logs(
        open_small=0.76, open_capital=0.078, ended_capital=0.063, paused_small=0.059,
        open_other=0.024, paused_capital=0.009, paused_other=0.003, ended_small=0.002,
        ended_other=0.004, divided=0.02,
    ),
    "opened": _logs(
        ended_capital=0.87, ended_other=0.04, ended_small=0.01, paused_capital=0.025,
        open_capital=0.05, paused_other=0.005, open_other=0.01, open_small=0.003,
        paused_small=0.003, divided=0.0005,
    ),
    "verse": _logs(
        paused_capital=0.37, open_capital=0.33, ended_capital=0.15, open_other=0.05,
        paused_other=0.035, ended_other=0.02, open_small=0.025, paused_small=0.01,
        ended_small=0.003, divided=0.001,
    ),
    "free": _logs(
        open_small=0.60, paused_small=0.24, ended_small=0.02, ended_capital=0.05,
        open_capital=0.04, paused_capital=0.02, open_other=0.02, paused_other=0.01,
        ended_other=0.003, divided=0.001,
    ),
}  # fmt: skip
#: A typist may have had room for some syllables more of a word that is divided.
_SYLLABLES = 6
#: Signs of a sentence that goes on in the next line.
GOES_ON = frozenset({"open_small", "open_none", "divided"})
#: How far in the next line stands. A paragraph's own habit is the page's: see ``Page.indented``.
STEP: dict[str, dict[str, float]] = {
    "joined": _logs(level=0.994, inward=0.002, deep=0.004),
    "opened": _logs(level=0.98, inward=0.98, deep=0.02),
    "verse": _logs(level=0.87, inward=0.11, deep=0.02),
}


def _without_letters(table: dict[str, float]) -> dict[str, float]:
    """The same for scripts without capitals, and for telegrams with nothing else."""
    sums = {
        f"{tail}_none": math.log(
            sum(math.exp(table[f"{tail}_{head}"]) for head in ("small", "capital", "other"))
        )
        for tail in ("open", "paused", "ended")
    }
    return table | sums


SIGNS = {name: _without_letters(table) for name, table in _LETTERED.items()}


class LineEnd(NamedTuple):
    """What stands at the end of a line that another follows in its block.

    ``edge`` is the column after it, ``room`` the column that its next word would have needed.
    ``sign`` is a key of the table of signs; ``indent`` is the following line's.
    """

    edge: int
    room: int
    sign: str
    indent: int


def line_ends(lines: Sequence[Line], *, capitals: bool) -> list[LineEnd]:
    """The ends of the lines but the last."""
    ends = []
    for line, following in pairwise(lines):
        sign = f"{_tail(line, following)}_{_head(following, capitals=capitals)}"
        room = line.edge + 1 + first_word(following)
        if line.divided and sign == "open_small":
            sign = "divided"
            room += _SYLLABLES
        ends.append(LineEnd(line.edge, room, sign, following.indent))
    return ends


def _tail(line: Line, following: Line) -> str:
    if line.words[-1] == "." and abbreviated(line.words[-21:-1], following.words):
        return "open"
    return "ended" if line.ended else "paused" if line.paused and not line.divided else "open"


def _head(line: Line, *, capitals: bool) -> str:
    first = line.words[0]
    if capitals or (first.isalpha() and not first.islower() and not first.isupper()):
        return "none"
    return "small" if first.islower() else "capital" if line.capital else "other"


def width_of(ends: Sequence[LineEnd]) -> int:
    """The width that leaves no room for the next word at the most line ends, and is seldom passed."""
    # Columns at which it changes how much a width is worth, and by how much.
    worth: dict[int, float] = {}
    weights = 0.0
    for end in ends:
        edge = end.edge
        if edge > WIDEST:
            continue
        # A small letter shows that the sentence went on; a full stop may have ended a paragraph.
        weight = 0.3 if end.sign.startswith("ended") else 1.0
        last = min(end.room - 1, WIDEST)
        weights += weight
        worth[edge] = worth.get(edge, 0.0) + weight
        # A typist stops a little before the margin.
        slack = min(last + max(2, edge // 16), WIDEST)
        worth[last + 1] = worth.get(last + 1, 0.0) - 0.5 * weight
        worth[slack + 1] = worth.get(slack + 1, 0.0) - 0.5 * weight
        # It would be past every narrower width.
        worth[0] = worth.get(0, 0.0) - weight
        before = max(edge - 1, 0)
        worth[before] = worth.get(before, 0.0) + weight
    best, most = NARROWEST, -math.inf
    total = 0.0
    for column in sorted({*worth, NARROWEST}):
        total += worth.get(column, 0.0)
        if column <= NARROWEST:
            most = total
        elif column <= WIDEST and total > most:
            best, most = column, total
    if most < _AGREED * weights or (best > UNUSUAL and len(ends) < _SHOWN):
        # Lines of any length: the widest of them tells how short the others are.
        return max(end.edge for end in ends)
    return best


def fit(end: LineEnd, width: int) -> str:
    """How full a line is: a key of ``FIT``."""
    if end.edge > width + 1:
        return "over"
    if end.room >= width or end.sign == "divided":
        # Whoever divides a word has no room for the rest of it.
        return "full"
    return "near" if width - end.room < max(4, width // 8) else "short"


def step(indent: int, margin: int) -> str:
    """How far in a line stands: a key of ``STEP``."""
    if indent < margin + INDENT:
        return "level"
    return "inward" if indent <= margin + DEEPEST else "deep"
