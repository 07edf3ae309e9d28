"""Where words stand that have changed a little: seeds vote on diagonals, edit distance decides.

Everything here is on folded strings. A quote is aligned together with its context, so that its ends
are where the context's are, even where its own first or last words were changed.

The edit distance is Myers' bit-parallel one (J. ACM 46, 1999, doi:10.1145/316542.316550) on Python's
integers of any size, in the form of Hyyrö (2003) whose kept columns give the alignment back.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

_WORD = re.compile(r"\w+")
#: Scripts that put no spaces between words.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]")
#: A seed is a word's beginning and what follows, in characters: long enough to be rare, short enough to
#: stand between two changes; of a script without spaces fewer say as much. Chosen, not measured.
_SEED, _UNSPACED_SEED, _LEAST_SEED = 10, 3, 4
#: Seeds looked for, spread over the quote. Of the 559 changed quotes of the re-anchoring data 12 find as
#: many as 40 do; the rest are for quotes that were changed more, and cost one search of the text each.
_SEEDS = 40
#: Places of one seed that vote. One that stands oftener says little, and `a a a …` would cost squares.
_VOTERS = 64
#: Diagonals that are aligned, best first. In those 559 the right one was always the first; the others
#: show whether a second place is as good.
_DIAGONALS = 6
#: Code points of folded words up to which a quote is aligned whole; time grows with the square.
WHOLE = 2000
#: Of a longer one, each end.
_END = 600


@dataclass(frozen=True, slots=True)
class Aligned:
    """A place in the folded text, ``[start, end)``, and how like the quote it is, each from 0 to 1.

    ``quote`` is 1 − edits ÷ length of the longer of both; ``before`` and ``after`` the same for the
    context, None where none was given. ``edits`` counts all three.
    """

    start: int
    end: int
    quote: float
    before: float | None
    after: float | None
    edits: int

    @property
    def context(self) -> float | None:
        """The mean of the sides that were given."""
        sides = [side for side in (self.before, self.after) if side is not None]
        return sum(sides) / len(sides) if sides else None

    @property
    def best_side(self) -> float:
        """The better of the sides that were given."""
        return max(self.before or 0.0, self.after or 0.0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A folded quote with its context, as one string: the quote is ``whole[begin:end]``."""

    whole: str
    begin: int
    end: int

    @classmethod
    def of(cls, before: str, quote: str, after: str, *, spaced: tuple[bool, bool]) -> Wanted:
        """Join folded parts; ``spaced`` says whether white space stood at the two joints."""
        head = before + (" " if before and spaced[0] else "")
        tail = (" " if after and spaced[1] else "") + after
        return cls(head + quote + tail, len(head), len(head) + len(quote))


def places(wanted: Wanted, text: str) -> tuple[Aligned, ...]:
    """The places in ``text`` that are most like ``wanted``, best first, none twice."""
    if wanted.end - wanted.begin > WHOLE:
        return _long_places(wanted, text)
    slack = 48 + len(wanted.whole) // 6
    found: dict[tuple[int, int], Aligned] = {}
    for diagonal in _diagonals(wanted.whole, text):
        aligned = align(wanted, text, diagonal - slack, diagonal + len(wanted.whole) + slack)
        if aligned:
            found.setdefault((aligned.start, aligned.end), aligned)
    return tuple(sorted(found.values(), key=lambda a: (a.edits, a.start)))


def align(wanted: Wanted, text: str, low: int, high: int) -> Aligned | None:
    """The best place of ``wanted`` within ``text[low:high]``, or None where it has no width."""
    low, high = max(0, low), min(len(text), high)
    bounds, edits = _alignment(wanted.whole, text[low:high])
    start, end = bounds[wanted.begin], bounds[wanted.end]
    if end <= start:
        return None
    within = edits[wanted.end] - edits[wanted.begin]
    length = len(wanted.whole)
    longer = max(wanted.end - wanted.begin, end - start)
    return Aligned(
        low + start,
        low + end,
        1 - within / longer,
        1 - edits[wanted.begin] / wanted.begin if wanted.begin else None,
        1 - (edits[length] - edits[wanted.end]) / (length - wanted.end)
        if length > wanted.end
        else None,
        edits[length],
    )


def _long_places(wanted: Wanted, text: str) -> tuple[Aligned, ...]:
    """A long quote by its two ends, in order and about as far apart as they were."""
    length = wanted.end - wanted.begin
    heads = places(
        Wanted(wanted.whole[: wanted.begin + _END], wanted.begin, wanted.begin + _END), text
    )
    begin = wanted.end - _END
    tails = places(Wanted(wanted.whole[begin:], 0, _END), text)
    made = [
        Aligned(
            head.start,
            tail.end,
            # What lies between counts by its length alone.
            min(
                head.quote,
                tail.quote,
                length / (tail.end - head.start),
                (tail.end - head.start) / length,
            ),
            head.before,
            tail.after,
            head.edits + tail.edits,
        )
        for head in heads[:2]
        for tail in tails[:2]
        if tail.start > head.start and length / 2 < tail.end - head.start < 2 * length
    ]
    return tuple(sorted(made, key=lambda a: (a.edits, a.start)))


def _seeds(whole: str) -> list[tuple[int, str]]:
    """Pieces of a quote to look for, with their offsets in it."""
    made: list[tuple[int, str]] = []
    for word in _WORD.finditer(whole):
        if _UNSPACED.match(word.group()):
            last = max(word.start() + 1, word.end() - _UNSPACED_SEED + 1)
            made += [(at, whole[at : at + _UNSPACED_SEED]) for at in range(word.start(), last)]
        else:
            made.append((word.start(), whole[word.start() : word.start() + _SEED]))
    made = [(at, seed) for at, seed in made if len(seed) >= _LEAST_SEED or _UNSPACED.match(seed)]
    step = max(1, len(made) // _SEEDS)
    # An odd quote may be shorter than any seed.
    return made[::step] or [(0, whole)]


def _diagonals(whole: str, text: str) -> Iterator[int]:
    """Offsets in ``text`` where ``whole`` may begin, those with most votes first."""
    width = 24 + len(whole) // 16
    votes: defaultdict[int, float] = defaultdict(float)
    for offset, seed in _seeds(whole):
        found: list[int] = []
        at = text.find(seed)
        while at >= 0 and len(found) < _VOTERS:
            found.append(at)
            at = text.find(seed, at + 1)
        for at in found:
            votes[(at - offset) // width] += 1 / len(found)
    # A shifted passage votes in two neighbouring boxes.
    both = {box: votes[box] + votes.get(box + 1, 0.0) for box in votes}
    ranked = sorted(both, key=lambda box: (-both[box], box))
    taken: set[int] = set()
    for box in ranked:
        if len(taken) >= _DIAGONALS:
            return
        if box - 1 in taken or box + 1 in taken:
            continue
        taken.add(box)
        yield box * width + width // 2


def _alignment(pattern: str, text: str) -> tuple[list[int], list[int]]:
    """Where each boundary of ``pattern`` falls in ``text``, and the edits before each of them.

    The pattern's best place anywhere in the text; both lists have one more number than the pattern
    has characters.
    """
    length = len(pattern)
    has: dict[str, int] = {}
    for index, character in enumerate(pattern):
        has[character] = has.get(character, 0) | 1 << index
    mask = (1 << length) - 1
    last = 1 << (length - 1)
    more, less = mask, 0
    mores: list[int] = []
    lesses: list[int] = []
    score = best = length
    stop = 0
    for index, character in enumerate(text):
        same = has.get(character, 0)
        across = same | less
        down = (((same & more) + more) ^ more) | same
        rises = less | (~(down | more) & mask)
        falls = more & down
        if rises & last:
            score += 1
        elif falls & last:
            score -= 1
        # No bit is shifted in: the text before the place costs nothing.
        rises = (rises << 1) & mask
        falls = (falls << 1) & mask
        more = falls | (~(across | rises) & mask)
        less = rises & across
        mores.append(more)
        lesses.append(less)
        if score < best:
            best, stop = score, index + 1
    return _traced(pattern, text, mores, lesses, stop)


def _traced(
    pattern: str, text: str, mores: list[int], lesses: list[int], stop: int
) -> tuple[list[int], list[int]]:
    """Follow the kept columns back from the end of the best place."""
    row, column = len(pattern), stop
    bounds = [0] * (row + 1)
    costs = [0] * (row + 1)
    bounds[row] = column
    while row and column:
        bit = 1 << (row - 1)
        if mores[column - 1] & bit:
            costs[row] += 1
            row -= 1
        else:
            column -= 1
            if column and lesses[column - 1] & bit:
                # A character of the text that the pattern has not, behind the pattern's first `row`.
                costs[row] += 1
                continue
            costs[row] += pattern[row - 1] != text[column]
            row -= 1
        bounds[row] = column
    while row:
        costs[row] += 1
        row -= 1
        bounds[row] = column
    total = 0
    for index, cost in enumerate(costs):
        total += cost
        costs[index] = total
    return bounds, costs
