"""What the lines of a block are: wrapped prose, verse, or sentences a line each.

A naive Bayes model. What stands at a line's end is seen in three ways: whether the next word would still
have fitted; the marks and letters on its two sides; how far in the next line stands. Each end is a
width's or a paragraph's in prose, its author's in verse.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

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
    ends = line_ends(lines, capitals=page.capitals)
    made = []
    for start, end, reading in parts_of(lines, ends, page):
        part, inner = lines[start:end], ends[start : end - 1]
        if not inner:
            made.append(Passage(start, end, "lines", 0.9, (start,)))
            continue
        scores = _scores(part, inner, page)
        # The signs are not as independent as the model takes them to be.
        total = sum(math.exp(min(50.0, (score - scores[reading]) / 2)) for score in scores.values())
        starts = _prose(part, inner, page)[1] if reading == "prose" else tuple(range(end - start))
        made.append(Passage(start, end, reading, 1 / total, tuple(start + at for at in starts)))
    return made


def parts_of(
    lines: Sequence[Line], ends: Sequence[LineEnd], page: Page
) -> list[tuple[int, int, Reading]]:
    """A block as one, or in parts if that is likelier by far: the likeliest path through its lines."""
    scores = _scores(lines, ends, page)
    whole = max(scores, key=scores.__getitem__)
    plain = whole == "prose" and _prose(lines, ends, page)[2] > -_TURN
    if len(ends) < _FEWEST or plain:
        return [(0, len(lines), whole)]
    path = _path(lines, ends, page)
    if len(set(path)) == 1:
        return [(0, len(lines), whole)]
    cuts = [0, *(at for at in range(1, len(lines)) if path[at] != path[at - 1]), len(lines)]
    return [(a, b, path[a]) for a, b in pairwise(cuts)]


def _path(lines: Sequence[Line], ends: Sequence[LineEnd], page: Page) -> list[Reading]:
    """The likeliest readings of the lines one by one (Viterbi)."""
    margin = min(line.indent for line in lines)
    width = _own(page, ends)
    worth = {mode: page.habit[_READ[mode]] + _length_worth(lines[0], mode) for mode in _READ}
    alone = "amid" if page.width else "verse"
    back: list[dict[str, str]] = []
    for end, line in zip(ends, lines[1:], strict=True):
        apart, together = apart_and_together(end, page, width, max(margin, page.margin))
        filling = fit(end, width) if width else ""
        place = STEP["verse"][step(end.indent, margin)] + (FIT[alone][filling] if filling else 0.0)
        stay = {mode: place + SIGNS[mode].get(end.sign, NEVER) for mode in ("verse", "free")}
        stay["lines"] = SIGNS["opened"].get(end.sign, NEVER)
        stay["lines"] += STEP["joined"][step(end.indent, margin)]
        stay["lines"] += FIT["opened"][filling] if filling else 0.0
        stay["prose"] = max(apart, together)
        turn = max(apart - math.log(page.opening), *stay.values()) - _TURN
        best = max(worth, key=worth.__getitem__)
        came: dict[str, str] = {}
        now: dict[str, float] = {}
        for mode, reading in _READ.items():
            kept, turned = worth[mode] + stay[mode], worth[best] + turn + page.habit[reading]
            came[mode] = mode if kept >= turned else best
            now[mode] = max(kept, turned) + _length_worth(line, mode)
        worth = now
        back.append(came)
    mode = max(worth, key=worth.__getitem__)
    path = [_READ[mode]]
    for came in reversed(back):
        mode = came[mode]
        path.append(_READ[mode])
    return path[::-1]


def _length_worth(line: Line, mode: str) -> float:
    """A share of what the lengths of a whole block's lines say, for one of them."""
    row = next(row for row in _LENGTHS if len(line.words) <= row[0])
    worth = math.log(row[{"prose": 2, "lines": 3}.get(mode, 1)]) / 3
    return worth + (_as_verse(line) if mode in {"verse", "free"} else 0.0)


def _as_verse(line: Line) -> float:
    """What a line's length alone says against verse."""
    return next((worth for width, worth in _TOO_WIDE if len(line.words) > width), 0.0)


def _scores(lines: Sequence[Line], ends: Sequence[LineEnd], page: Page) -> dict[Reading, float]:
    width = _own(page, ends)
    mean = sum(len(line.words) for line in lines) / len(lines)
    _, short, long, sentence = next(row for row in _LENGTHS if mean <= row[0])
    last = "ended" if lines[-1].ended else "open"
    prose = page.habit["prose"] + math.log(long) + math.log(0.85 if last == "ended" else 0.15)
    verse = page.habit["verse"] + math.log(short) + math.log(0.5) + sum(map(_as_verse, lines))
    single = page.habit["lines"] + math.log(sentence) + math.log(0.9 if last == "ended" else 0.1)
    if page.width and min(line.indent for line in lines) >= page.margin + INDENT:
        verse, prose, single = verse + _SET_OFF[0], prose + _SET_OFF[1], single + _SET_OFF[2]
    prose += _prose(lines, ends, page)[0]
    verse += _verse(lines, ends, page)
    single += sum(
        SIGNS["opened"].get(end.sign, NEVER) + STEP["joined"][step(end.indent, lines[0].indent)]
        + (FIT["opened"][fit(end, width)] if width else 0.0)
        for end in ends
    )  # fmt: skip
    return {"prose": prose, "verse": verse, "lines": single}


def _own(page: Page, ends: Sequence[LineEnd]) -> int:
    """The page's width, or where it has none the block's own; one line alone is no measure."""
    return page.width or (width_of(ends) if len(ends) > 1 else 0)


def _verse(lines: Sequence[Line], ends: Sequence[LineEnd], page: Page) -> float:
    margin = min(line.indent for line in lines)
    place = sum(STEP["verse"][step(end.indent, margin)] for end in ends)
    width = _own(page, ends)
    if width:
        shares = FIT["amid" if page.width else "verse"]
        place += sum(shares[fit(end, width)] for end in ends)
    habits = (sum(SIGNS[habit].get(end.sign, NEVER) for end in ends) for habit in ("verse", "free"))
    # The one habit is a poem's, or the other.
    return place + max(math.log(0.7) + next(habits), math.log(0.3) + next(habits))


def _prose(
    lines: Sequence[Line], ends: Sequence[LineEnd], page: Page
) -> tuple[float, tuple[int, ...], float]:
    """How likely a block is as prose in paragraphs, where these begin, and its least likely line end."""
    least = min(line.indent for line in lines)
    margin = max(least, page.margin)
    own = width_of(ends)
    within = page.width and least < page.margin + INDENT
    shapes = [(_own(page, ends), False, 0.0)]
    if page.width and own and abs(own - page.width) > 1 and len(ends) > 1:
        shapes.append((own, False, _OTHER_WIDTH if within else _OWN_WIDTH))
    if lines[0].indent == least and any(line.indent >= least + INDENT for line in lines[1:]):
        shapes += [(width, True, cost + _HANGING) for width, _, cost in tuple(shapes)]
    return max(_shaped(ends, page, margin, shape) for shape in shapes)


def _shaped(
    ends: Sequence[LineEnd], page: Page, margin: int, shape: tuple[int, bool, float]
) -> tuple[float, tuple[int, ...], float]:
    width, hanging, cost = shape
    total, starts, least = -cost, [0], 0.0
    for at, end in enumerate(ends, 1):
        apart, together = apart_and_together(end, page, width, margin, hanging=hanging)
        total += max(apart, together) + math.log1p(math.exp(-abs(apart - together)))
        least = min(least, max(apart, together))
        if apart > together:
            starts.append(at)
    return total, tuple(starts), least


def apart_and_together(
    end: LineEnd, page: Page, width: int, margin: int, *, hanging: bool = False
) -> tuple[float, float]:
    """The logarithms of how likely a line end is as a paragraph's end and as the width's."""
    depth = step(end.indent, margin)
    if hanging:
        depth = {"level": "inward", "inward": "level", "deep": "deep"}[depth]
        indented = 0.97
    else:
        indented = page.indented
    apart = math.log(page.opening) + SIGNS["opened"].get(end.sign, NEVER) + STEP["opened"][depth]
    apart += math.log(1 - indented if depth == "level" else indented)
    together = math.log(1 - page.opening) + SIGNS["joined"].get(end.sign, NEVER)
    together += STEP["joined"][depth]
    if width:
        filling = fit(end, width)
        apart += FIT["opened"][filling]
        together += math.log(page.ragged) if filling == "near" else FIT["joined"][filling]
    return apart, together
