"""What the lines of a block are: wrapped prose, verse, or sentences a line each.

A naive Bayes model. What stands at a line's end is seen in three ways: whether the next word would still
have fitted; the marks and letters on its two sides; how far in the next line stands. Each end is a
width's or a paragraph's in prose, its author's in verse.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import add
from typing import Literal, NamedTuple

from readingroom.importing.line_ends import (
    FIT,
    INDENT,
    NEVER,
    SIGNS,
    STEP,
    LineEnd,
    fit,
    line_ends,
    step,
    width_of,
)
from readingroom.importing.lines import Line

Reading = Literal["prose", "verse", "lines"]

#: The mean length of a block's lines: (up to, verse, prose, lines). Verse seldom passes 45 characters,
#: no prose is set in lines as short as a name, and sentences of reports are longer than those of verse.
_LENGTHS = (
    (24, 0.25, 0.02, 0.10),
    (46, 0.55, 0.10, 0.10),
    (57, 0.12, 0.15, 0.25),
    (72, 0.028, 0.48, 0.30),
    (math.inf, 0.002, 0.25, 0.35),
)
#: Each line that is wider than so many characters speaks so strongly (a logarithm) against verse.
_TOO_WIDE = ((110, -12.0), (80, -4.0))
#: How often a whole block is set in from wrapped prose: verse, quotations, sentences a line each.
_SET_OFF = (math.log(0.5), math.log(0.08), math.log(0.03))
#: Before anything is seen: most texts are prose, and most prose is not a line to a sentence.
PRIOR: dict[Reading, float] = {
    "prose": math.log(0.66),
    "verse": math.log(0.18),
    "lines": math.log(0.16),
}
#: The readings of lines one by one: verse of either habit is verse.
_READ: dict[str, Reading] = {"prose": "prose", "verse": "verse", "free": "verse", "lines": "lines"}
#: A change of reading without a blank line is as rare as one in thirty; fewer line ends show none.
_TURN, _FEWEST = 3.5, 3
#: A width of a block's own explains its widest line for nothing, and another word of it by chance;
#: within a page's margins a block has the page's width, unless it is verse.
_OWN_WIDTH, _OTHER_WIDTH, _HANGING = 3.0, 12.0, 2.0


class Odds(NamedTuple):
    """The logarithms of how likely a line end is in prose.

    As a paragraph's end, as the width's, as the likelier of the two, and as either.
    """

    apart: float
    together: float
    likelier: float
    either: float


@dataclass(frozen=True, slots=True)
class Page:
    """How a source's lines run: ``width`` is where they were wrapped, in columns; 0 if they were not.

    ``margin`` is the indent of its wrapped lines. ``opening`` is the share of line ends within a block
    that end a paragraph, ``indented`` the share of paragraphs whose first line is set in, ``ragged``
    the share of wrapped lines that might have taken a little more. ``habit``: the logarithm of the
    share that prose, verse and sentences a line each have of its line ends. ``capitals``: nothing else
    is written.
    """

    width: int
    margin: int
    opening: float = 0.1
    indented: float = 0.1
    ragged: float = 0.045
    habit: Mapping[Reading, float] = field(default_factory=lambda: PRIOR)
    capitals: bool = False
    #: What was seen of its blocks, the habit aside, by where they begin and how many lines they have.
    measured: Mapping[tuple[int, int], Measure] = field(
        compare=False, repr=False, default_factory=dict
    )
    #: What was worked out for this page; a source has few kinds of line ends, and many of each.
    _known: dict[tuple[str, str, str, bool], Odds] = field(
        init=False, compare=False, repr=False, default_factory=dict
    )

    def odds(self, sign: str, depth: str, filling: str, *, hanging: bool = False) -> Odds:
        """How likely a line end is: keys of ``SIGNS``, ``STEP`` and ``FIT`` (empty: no width is known).

        ``hanging``: first lines stand further out than the others.
        """
        kind = (sign, depth, filling, hanging)
        odds = self._known.get(kind)
        if odds is None:
            odds = self._known[kind] = self._odds(*kind)
        return odds

    def _odds(self, sign: str, depth: str, filling: str, hanging: bool) -> Odds:
        if hanging:
            depth = {"level": "inward", "inward": "level", "deep": "deep"}[depth]
        indented = 0.97 if hanging else self.indented
        apart = math.log(self.opening) + SIGNS["opened"].get(sign, NEVER) + STEP["opened"][depth]
        apart += math.log(1 - indented if depth == "level" else indented)
        together = math.log(1 - self.opening) + SIGNS["joined"].get(sign, NEVER)
        together += STEP["joined"][depth]
        if filling:
            apart += FIT["opened"][filling]
            together += math.log(self.ragged) if filling == "near" else FIT["joined"][filling]
        likelier = max(apart, together)
        either = likelier + math.log1p(math.exp(-abs(apart - together)))
        return Odds(apart, together, likelier, either)


class Prose(NamedTuple):
    """How likely lines are as prose, where its paragraphs begin, and its least likely line end."""

    likely: float
    starts: tuple[int, ...]
    least: float


class Measure(NamedTuple):
    """What speaks for each reading of lines (logarithms to add to a page's habit), and their width.

    ``ends`` are their line ends, ``as_prose`` says more of them as prose.
    """

    ends: Sequence[LineEnd]
    speaks: Mapping[Reading, Sequence[float]]
    as_prose: Prose
    width: int


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


def _as_verse(line: Line) -> float:
    """What a line's length alone says against verse."""
    return _against_verse(len(line.words))


def _against_verse(size: int) -> float:
    return next((worth for width, worth in _TOO_WIDE if size > width), 0.0)


def _worths() -> Iterator[tuple[float, tuple[float, ...]]]:
    """For lines up to a length what it says of each mode, in the order of ``_READ``."""
    for most in sorted({*(row[0] for row in _LENGTHS), *(width for width, _ in _TOO_WIDE)}):
        _, verse, prose, lines = next(row for row in _LENGTHS if most <= row[0])
        against = _against_verse(int(min(most, 10**6)))
        as_verse = math.log(verse) / 3 + against
        yield most, (math.log(prose) / 3, as_verse, as_verse, math.log(lines) / 3)


_WORTHS = tuple(worths for _, worths in _worths())
_UP_TO = [most for most, _ in _worths()]


def measure(lines: Sequence[Line], ends: Sequence[LineEnd], page: Page) -> Measure:
    """What speaks for a block as prose, as verse and as sentences a line each."""
    # One line alone is no measure.
    own = width_of(ends) if len(ends) > 1 else 0
    width = page.width or own
    least = min(line.indent for line in lines)
    mean = sum(len(line.words) for line in lines) / len(lines)
    _, short, long, sentence = next(row for row in _LENGTHS if mean <= row[0])
    ended = lines[-1].ended
    off = _SET_OFF if page.width and least >= page.margin + INDENT else (0.0, 0.0, 0.0)
    filled = [fit(end, width) for end in ends] if width else [""] * len(ends)
    as_prose = _prose(lines, ends, page, own, filled)
    as_verse = _verse(ends, least, filled, "amid" if page.width else "verse")
    opened, joined, full = SIGNS["opened"], STEP["joined"], _OPENED
    indent = lines[0].indent
    single = sum(
        opened.get(end.sign, NEVER) + joined[step(end.indent, indent)] + full[filling]
        for end, filling in zip(ends, filled, strict=True)
    )
    wide = sum(map(_as_verse, lines))
    speaks: dict[Reading, Sequence[float]] = {
        "prose": (math.log(long), math.log(0.85 if ended else 0.15), off[1], as_prose.likely),
        "verse": (math.log(short), math.log(0.5), wide, off[0], as_verse),
        "lines": (math.log(sentence), math.log(0.9 if ended else 0.1), off[2], single),
    }
    return Measure(ends, speaks, as_prose, width)


#: Where no width is known, how full a line is says nothing.
_OPENED = {"": 0.0, **FIT["opened"]}


def _verse(ends: Sequence[LineEnd], margin: int, filled: Sequence[str], alone: str) -> float:
    place = sum(STEP["verse"][step(end.indent, margin)] for end in ends)
    if filled and filled[0]:
        place += sum(map(FIT[alone].__getitem__, filled))
    habits = (sum(SIGNS[habit].get(end.sign, NEVER) for end in ends) for habit in ("verse", "free"))
    # The one habit is a poem's, or the other.
    return place + max(math.log(0.7) + next(habits), math.log(0.3) + next(habits))


def _prose(
    lines: Sequence[Line], ends: Sequence[LineEnd], page: Page, own: int, filled: Sequence[str]
) -> Prose:
    """A block as prose in paragraphs; ``own`` is the block's own width, ``filled`` by the page's."""
    least = min(line.indent for line in lines)
    margin = max(least, page.margin)
    within = page.width and least < page.margin + INDENT
    shapes = [(filled, False, 0.0)]
    if page.width and own and abs(own - page.width) > 1:
        cost = _OTHER_WIDTH if within else _OWN_WIDTH
        shapes.append(([fit(end, own) for end in ends], False, cost))
    if lines[0].indent == least and any(line.indent >= least + INDENT for line in lines[1:]):
        shapes += [(fills, True, cost + _HANGING) for fills, _, cost in tuple(shapes)]
    depths = [step(end.indent, margin) for end in ends]
    return max(_shaped(ends, page, depths, shape) for shape in shapes)


def _shaped(
    ends: Sequence[LineEnd],
    page: Page,
    depths: Sequence[str],
    shape: tuple[Sequence[str], bool, float],
) -> Prose:
    filled, hanging, cost = shape
    total, starts, least = -cost, [0], 0.0
    for at, (end, depth, filling) in enumerate(zip(ends, depths, filled, strict=True), 1):
        odds = page.odds(end.sign, depth, filling, hanging=hanging)
        total += odds.either
        least = min(least, odds.likelier)
        if odds.apart > odds.together:
            starts.append(at)
    return Prose(total, tuple(starts), least)
