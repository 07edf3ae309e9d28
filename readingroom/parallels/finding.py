"""Passages among many texts: which of them share something is told by the hashes they have in common."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from readingroom.parallels.passages import SEED, Passage, passages_of, seeds_of
from readingroom.parallels.words import COMMON, WORD, fingerprint, keys_of, shingles


@dataclass(frozen=True, slots=True)
class Parallel:
    """A passage of text ``a`` that text ``b`` has too; code points, half open.

    ``score`` is the share of the longer passage's words that both have in the same order (0..1).
    """

    a: str
    a_start: int
    a_end: int
    b: str
    b_start: int
    b_end: int
    score: float


def find(texts: Mapping[str, str]) -> tuple[Parallel, ...]:
    """Every passage that two of the texts share, in the order of the texts and of the first one.

    Keys are names, values the words. Capitals, accents, quotation marks, punctuation, line ends and
    single words that differ make no difference; passages that a text repeats are paired once each.
    """
    names = list(texts)
    keys = [keys_of(text) for text in texts.values()]
    hashes = [shingles(words) for words in keys]
    told, boilerplate = _shared(hashes)
    others: dict[int, list[int]] = defaultdict(list)
    for a, b in sorted(_pairs(hashes, told)):
        others[a].append(b)
    del hashes
    # By the number of the text; only those that share something have a place here.
    runs: dict[int, Sequence[int]] = {}
    found: list[Parallel] = []
    for a, shared in others.items():
        seeds = seeds_of(keys[a])
        spans: _Spans | None = None
        for b in shared:
            if b not in runs:
                runs[b] = shingles(keys[b], SEED)
            passages = [
                passage
                for passage in passages_of(seeds, runs[b])
                if not _is_boilerplate(keys[a][slice(*passage.first)], told, boilerplate)
            ]
            if passages:
                spans = spans or _Spans(texts[names[a]])
                there = _Spans(texts[names[b]])
                found += (_parallel(names[a], spans, names[b], there, p) for p in passages)
    return tuple(found)


def _shared(texts: Sequence[Sequence[int]]) -> tuple[set[int], set[int]]:
    """Hashes that several texts have, and of these the ones that are boilerplate, apart."""
    once: set[int] = set()
    shared: set[int] = set()
    for hashes in texts:
        kept = fingerprint(hashes)
        shared |= kept & once
        once |= kept
    del once
    # A window that is half in a text's own words keeps other hashes of what all have: so all of a
    # text's shingles are counted, not those that were kept.
    counted: Counter[int] = Counter()
    for hashes in texts:
        counted.update(shared.intersection(hashes))
    boilerplate = {one for one, count in counted.items() if count > COMMON}
    return shared - boilerplate, boilerplate


def _pairs(texts: Sequence[Sequence[int]], told: set[int]) -> set[tuple[int, int]]:
    """The texts, by number, that have one of the hashes in common."""
    having: dict[int, list[int]] = defaultdict(list)
    for number, hashes in enumerate(texts):
        for one in told.intersection(hashes):
            having[one].append(number)
    return {pair for numbers in having.values() for pair in combinations(numbers, 2)}


def _is_boilerplate(passage: Sequence[int], told: set[int], boilerplate: set[int]) -> bool:
    """Whether most of a passage is what very many texts have."""
    hashes = shingles(passage) if boilerplate else ()
    return len(boilerplate.intersection(hashes)) > len(told.intersection(hashes))


class _Spans:
    """Where each word of a text stands."""

    def __init__(self, text: str) -> None:
        spans = [match.span() for match in WORD.finditer(text)]
        self.starts = array("L", [start for start, _ in spans])
        self.ends = array("L", [end for _, end in spans])


def _parallel(a: str, in_a: _Spans, b: str, in_b: _Spans, p: Passage) -> Parallel:
    (i, i_end), (j, j_end) = p.first, p.second
    return Parallel(
        a, in_a.starts[i], in_a.ends[i_end - 1],
        b, in_b.starts[j], in_b.ends[j_end - 1],
        round(p.score, 3),
    )  # fmt: skip
