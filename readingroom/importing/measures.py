"""What speaks for lines as prose, as verse, and as sentences a line each.

A naive Bayes model. What stands at a line's end is seen in three ways: whether the next word would still
have fitted; the marks and letters on its two sides; how far in the next line stands. Each end is a
width's or a paragraph's in prose, its author's in verse.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from readingroom.importing.line_ends import (
    FIT,
    INDENT,
    NEVER,
    SIGNS,
    STEP,
    LineEnd,
    fit,
    step,
    width_of,
)
from readingroom.importing.lines import Line

Reading = Literal["prose", "verse", "lines"]
#: The mean length of a block's lines: (up to, verse, prose, lines). Verse seldom passes 45 characters,
#: no prose is set in lines as short as a name, and sentences of reports are longer than those of verse.
LENGTHS = (
    (24, 0.25, 0.02, 0.10),
    (46, 0.55, 0.10, 0.10),
    (57, 0.12, 0.15, 0.25),
    (72, 0.028, 0.48, 0.30),
    (math.inf, 0.002, 0.25, 0.35),
)
#: Of so few lines the last may be much shorter than the others.
_SHORTEST = 3
#: Each line that is wider than so many characters speaks so strongly (a logarithm) against verse.
TOO_WIDE = ((110, -12.0), (80, -4.0))
#: How often a whole block is set in from wrapped prose: verse, quotations, sentences a line each.
_SET_OFF = (math.log(0.5), math.log(0.08), math.log(0.03))
#: Before anything is seen: most texts are prose, and most prose is not a line to a sentence.
PRIOR: dict[Reading, float] = {
    "prose": math.log(0.66),
    "verse": math.log(0.18),
    "lines": math.log(0.16),
}
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


def _as_verse(line: Line) -> float:
    """What a line's length alone says against verse."""
    return against_verse(len(line.words))


def against_verse(size: int) -> float:
    """What a line of so many code points says against verse, by its length alone."""
    return next((worth for width, worth in TOO_WIDE if size > width), 0.0)


def measure(lines: Sequence[Line], ends: Sequence[LineEnd], page: Page) -> Measure:
    """What speaks for a block as prose, as verse and as sentences a line each."""
    # One line alone is no measure.
    own = width_of(ends) if len(ends) > 1 else 0
    width = page.width or own
    least = min(line.indent for line in lines)
    # The last line of a short paragraph says nothing of the others' length.
    ends_early = len(lines) <= _SHORTEST and lines[-1].small
    counted = lines[:-1] if ends_early else lines
    mean = sum(len(line.words) for line in counted) / len(counted)
    _, short, long, sentence = next(row for row in LENGTHS if mean <= row[0])
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
