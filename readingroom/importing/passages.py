"""What the lines of a block are: wrapped prose, verse, or sentences a line each.

A block is one of these, or changes from line to line where that is likelier by far (``measures`` says
how likely each is).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import add

from readingroom.importing.line_ends import (
    FIT,
    NEVER,
    SIGNS,
    STEP,
    LineEnd,
    fit,
    line_ends,
    step,
)
from readingroom.importing.lines import Line
from readingroom.importing.measures import (
    LENGTHS,
    TOO_WIDE,
    Measure,
    Page,
    Reading,
    against_verse,
    measure,
)

#: The readings of lines one by one: verse of either habit is verse.
_READ: dict[str, Reading] = {"prose": "prose", "verse": "verse", "free": "verse", "lines": "lines"}
#: A change of reading without a blank line is as rare as one in thirty; fewer line ends show none.
_TURN, _FEWEST = 3.5, 3


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines (index of the first, after the last) of one reading, and how sure that is (0..1).

    ``starts`` are the indexes of the lines with which its paragraphs begin.
    """

    start: int
    end: int
    reading: Reading
    sure: float
    starts: tuple[int, ...]


def passages(lines: Sequence[Line], page: Page) -> list[Passage]:
    """What a block of lines is, or each of its parts where it changes without a blank line."""
    whole = page.measured.get((lines[0].start, len(lines)))
    if whole is None:
        whole = measure(lines, line_ends(lines, capitals=page.capitals), page)
    ends = whole.ends
    made = []
    for start, end, reading in parts_of(lines, whole, page):
        inner = ends[start : end - 1]
        if not inner:
            made.append(Passage(start, end, "lines", 0.9, (start,)))
            continue
        part = whole if len(inner) == len(ends) else measure(lines[start:end], inner, page)
        scores = _scores(part, page)
        # The signs are not as independent as the model takes them to be.
        total = sum(math.exp(min(50.0, (score - scores[reading]) / 2)) for score in scores.values())
        starts = part.as_prose.starts if reading == "prose" else tuple(range(end - start))
        made.append(Passage(start, end, reading, 1 / total, tuple(start + at for at in starts)))
    return made


def parts_of(lines: Sequence[Line], whole: Measure, page: Page) -> list[tuple[int, int, Reading]]:
    """A block as one, or in parts if that is likelier by far: the likeliest path through its lines."""
    scores = _scores(whole, page)
    reading = max(scores, key=scores.__getitem__)
    plain = reading == "prose" and whole.as_prose.least > -_TURN
    if len(whole.ends) < _FEWEST or plain:
        return [(0, len(lines), reading)]
    path = _path(lines, whole.ends, page, whole.width)
    if len(set(path)) == 1:
        return [(0, len(lines), reading)]
    cuts = [0, *(at for at in range(1, len(lines)) if path[at] != path[at - 1]), len(lines)]
    return [(a, b, path[a]) for a, b in pairwise(cuts)]


def _scores(seen: Measure, page: Page) -> dict[Reading, float]:
    """How likely lines are in each reading (logarithms) by what was seen and the page's habit."""
    return {reading: sum(worths, page.habit[reading]) for reading, worths in seen.speaks.items()}


def _path(lines: Sequence[Line], ends: Sequence[LineEnd], page: Page, width: int) -> list[Reading]:
    """The likeliest readings of the lines one by one (Viterbi)."""
    margin = min(line.indent for line in lines)
    habits = [page.habit[reading] for reading in _READ.values()]
    worth = list(map(add, habits, _length_worths(lines[0])))
    opening = math.log(page.opening)
    alone = "amid" if page.width else "verse"
    stays: dict[tuple[str, str, str, str], tuple[tuple[float, ...], float]] = {}
    back: list[list[int]] = []
    for end, line in zip(ends, lines[1:], strict=True):
        filling = fit(end, width) if width else ""
        depth, inner = step(end.indent, margin), step(end.indent, max(margin, page.margin))
        kind = (end.sign, depth, inner, filling)
        if kind not in stays:
            odds = page.odds(end.sign, inner, filling)
            stay = _staying(odds.likelier, end.sign, depth, filling, alone)
            stays[kind] = stay, max(odds.apart - opening, *stay) - _TURN
        stay, turn = stays[kind]
        top = max(worth)
        best, turning = worth.index(top), top + turn
        kept, turned = list(map(add, worth, stay)), [turning + habit for habit in habits]
        back.append([at if kept[at] >= turned[at] else best for at in range(len(habits))])
        worth = list(map(add, map(max, kept, turned), _length_worths(line)))
    mode = worth.index(max(worth))
    readings = list(_READ.values())
    path = [readings[mode]]
    for came in reversed(back):
        mode = came[mode]
        path.append(readings[mode])
    return path[::-1]


def _staying(prose: float, sign: str, depth: str, filling: str, alone: str) -> tuple[float, ...]:
    """What a line end counts for each mode that goes on, in the order of ``_READ``."""
    place = STEP["verse"][depth] + (FIT[alone][filling] if filling else 0.0)
    lines = SIGNS["opened"].get(sign, NEVER) + STEP["joined"][depth]
    lines += FIT["opened"][filling] if filling else 0.0
    verse, free = (place + SIGNS[habit].get(sign, NEVER) for habit in ("verse", "free"))
    return prose, verse, free, lines


def _length_worths(line: Line) -> tuple[float, ...]:
    """A share of what the lengths of a whole block's lines say, for one of them, by mode."""
    return _WORTHS[bisect_left(_UP_TO, len(line.words))]


def _worths() -> Iterator[tuple[float, tuple[float, ...]]]:
    """For lines up to a length what it says of each mode, in the order of ``_READ``."""
    for most in sorted({*(row[0] for row in LENGTHS), *(width for width, _ in TOO_WIDE)}):
        _, verse, prose, lines = next(row for row in LENGTHS if most <= row[0])
        against = against_verse(int(min(most, 10**6)))
        as_verse = math.log(verse) / 3 + against
        yield most, (math.log(prose) / 3, as_verse, as_verse, math.log(lines) / 3)


_WORTHS = tuple(worths for _, worths in _worths())
_UP_TO = [most for most, _ in _worths()]
