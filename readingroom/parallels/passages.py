"""What two texts share: runs of equal words, gathered into passages that may differ in a few words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from readingroom.parallels.words import shingles

#: Words of a seed once two texts are known to share something.
SEED = 4
#: A seed that one text has oftener says nothing (`la la la la …`), and would cost squares.
_PLACES = 8
#: Words that may differ between two runs of one passage.
_GAP = 8
#: Passages that a run may continue; more are open only in texts that repeat themselves.
_OPEN = 16
#: What makes a passage: words in both, and their share of its longer side.
_LEAST_WORDS, _LEAST_SCORE = 12, 0.6
#: Seeds that such a passage has at least, as 6 + 4 + 4 words; two texts meet by a run of 6.
_LEAST_SEEDS = 5

Run = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """Runs of equal words: where in the first text, where in the second, how many."""

    runs: tuple[Run, ...]

    @property
    def same(self) -> int:
        """Words that both texts have."""
        return sum(length for _, _, length in self.runs)

    @property
    def first(self) -> tuple[int, int]:
        """Words of the first text, half open."""
        return self.runs[0][0], self.runs[-1][0] + self.runs[-1][2]

    @property
    def second(self) -> tuple[int, int]:
        """Words of the second text, half open."""
        return self.runs[0][1], self.runs[-1][1] + self.runs[-1][2]

    @property
    def score(self) -> float:
        """Share of the longer side that both have."""
        return self.same / max(end - start for start, end in (self.first, self.second))

    def without(self, other: Passage) -> Passage | None:
        """The passage without what another takes up in either text."""
        i_from, i_to = _outside(self.first, other.first)
        j_from, j_to = _outside(self.second, other.second)
        runs = []
        for i, j, length in self.runs:
            skip = max(i_from - i, j_from - j, 0)
            stay = min(i_to - i, j_to - j, length) - skip
            if stay > 0:
                runs.append((i + skip, j + skip, stay))
        return Passage(tuple(runs)) if runs else None


def _outside(span: tuple[int, int], taken: tuple[int, int]) -> tuple[int, int]:
    """The bounds that keep a span out of another that it may overlap."""
    if span[1] <= taken[0] or taken[1] <= span[0]:
        return span
    return (span[0], taken[0]) if span[0] < taken[0] else (taken[1], span[1])


def seeds_of(keys: Sequence[int]) -> dict[int, list[int]]:
    """Where each seed stands, without those that stand too often."""
    places: dict[int, list[int]] = defaultdict(list)
    for at, seed in enumerate(shingles(keys, SEED)):
        places[seed].append(at)
    return {seed: at for seed, at in places.items() if len(at) <= _PLACES}


def passages_of(seeds: Mapping[int, Sequence[int]], hashes: Sequence[int]) -> list[Passage]:
    """The passages that two texts share; none overlap in either.

    One is given by ``seeds_of``, the other by the hashes of its runs of SEED words.
    """
    if sum(map(seeds.__contains__, hashes)) < _LEAST_SEEDS:
        return []
    ordered = sorted(_runs(seeds, hashes), key=lambda run: (run[1], run[0]))
    joined = [Passage(tuple(runs)) for runs in _joined(ordered)]
    taken: list[Passage] = []
    for passage in sorted(joined, key=lambda p: (-p.same, p.first)):
        left: Passage | None = passage
        for other in taken:
            left = left and left.without(other)
        if left and left.same >= _LEAST_WORDS and left.score >= _LEAST_SCORE:
            taken.append(left)
    return sorted(taken, key=lambda p: p.first)


def _joined(runs: Iterable[Run]) -> Iterator[list[Run]]:
    """Runs gathered that stand one behind the other in both texts, with few words between them.

    The runs are in the order of the second text.
    """
    still: list[list[Run]] = []
    for run in runs:
        yield from (p for p in still if p[-1][1] + p[-1][2] + _GAP < run[1] and _enough(p))
        still = [p for p in still if p[-1][1] + p[-1][2] + _GAP >= run[1]][-_OPEN:]
        for passage in reversed(still):
            if behind := _behind(passage[-1], run):
                passage.append(behind)
                break
        else:
            still.append([run])
    yield from filter(_enough, still)


def _enough(runs: Sequence[Run]) -> bool:
    return sum(length for _, _, length in runs) >= _LEAST_WORDS


def _behind(last: Run, run: Run) -> Run | None:
    """A run as it continues a passage that ends with another, if it does."""
    i, j, length = run
    # A word that both repeat (`the … the`) may be claimed by both runs.
    over = max(last[0] + last[2] - i, last[1] + last[2] - j, 0)
    left = length - over
    gap = max(i + over - last[0] - last[2], j + over - last[1] - last[2])
    # A short run behind a long gap is chance sooner than the rest of the passage.
    if left <= 0 or gap > min(_GAP, left + 2):
        return None
    return i + over, j + over, left


def _runs(seeds: Mapping[int, Sequence[int]], hashes: Sequence[int]) -> Iterator[Run]:
    """Maximal runs of equal words, by their ends in the second text."""
    growing: dict[int, tuple[int, int]] = {}
    for j, seed in enumerate(hashes):
        at = seeds.get(seed, ())
        if not at and not growing:
            continue
        still = {i - j: growing.pop(i - j, (i, j)) for i in at}
        yield from ((i, start, j + SEED - 1 - start) for i, start in growing.values())
        growing = still
    last = len(hashes) + SEED - 1
    yield from ((i, start, last - start) for i, start in growing.values())
