"""A chain of roles: which roles a text's lines have, one after another, and how sure that is."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from operator import add, mul
from pkgutil import get_data

#: What a line may be: ``…-goes-on`` is the next line of the same stretch, ``aside`` what stands over the
#: text and is none of these, ``text`` everything from the text's first words on.
ROLES = (
    "title", "title-goes-on", "subtitle", "section", "byline", "byline-goes-on", "date", "dateline",
    "caption", "credit", "mixed", "aside", "text",
)  # fmt: skip
#: What a role that is out of the question counts: nothing makes up for it.
_NEVER = -60.0


@dataclass(frozen=True)
class Weights:
    """What each sign counts for each role, and what each role counts after another.

    ``signs`` have a list in the order of ``ROLES``; ``steps[a][b]`` is for role b right behind a,
    ``first`` for the first line's role.
    """

    signs: Mapping[str, Sequence[float]]
    steps: Sequence[Sequence[float]]
    first: Sequence[float]

    @cached_property
    def chances(self) -> list[list[float]]:
        """``steps`` as factors instead of their logarithms."""
        return [[math.exp(value) for value in row] for row in self.steps]


@cache
def fitted() -> Weights:
    """The weights that ``benchmarks/import_fit.py`` fitted to the gold set."""
    return weights_of(json.loads(get_data(__package__, "weights.json") or b"{}"))


def weights_of(
    table: Mapping[str, Mapping[str, Mapping[str, float]]], roles: Sequence[str] = ROLES
) -> Weights:
    """The weights of a table as it is stored, for these roles: zero where it says nothing."""

    def row(given: Mapping[str, float]) -> list[float]:
        return [given.get(role, 0.0) for role in roles]

    steps = table["steps"]
    return Weights(
        {sign: row(given) for sign, given in table["signs"].items()},
        [row(steps.get(role, {})) for role in roles],
        row(steps.get("first", {})),
    )


def scores(weights: Weights, signs: Sequence[str]) -> list[float]:
    """What a line's signs count for each role."""
    rows = [row for sign in signs if (row := weights.signs.get(sign))]
    return list(map(sum, zip(*rows, strict=True))) if rows else [0.0] * len(weights.first)


def narrowed(row: Sequence[float], may: Sequence[int]) -> list[float]:
    """A line's scores where only some roles are possible; all of them where it says none."""
    if not may:
        return list(row)
    return [value if role in may else _NEVER for role, value in enumerate(row)]


def likelihoods(weights: Weights, lines: Sequence[Sequence[float]]) -> list[list[float]]:
    """How likely each role of each line is, all others considered (forward and backward sums)."""
    if not lines:
        return []
    steps = weights.chances
    back = list(zip(*steps, strict=True))
    local = [_exps(line) for line in lines]
    forward = [_scaled([a * math.exp(b) for a, b in zip(local[0], weights.first, strict=True)])]
    for line in local[1:]:
        last = forward[-1]
        reached = [sum(map(mul, last, column)) for column in back]
        forward.append(_scaled(list(map(mul, reached, line))))
    backward = [[1.0] * len(ROLES)]
    for line in reversed(local[1:]):
        ahead = list(map(mul, line, backward[-1]))
        backward.append(_scaled([sum(map(mul, row, ahead)) for row in steps]))
    backward.reverse()
    return [_scaled(list(map(mul, f, g))) for f, g in zip(forward, backward, strict=True)]


def best_roles(weights: Weights, lines: Sequence[Sequence[float]]) -> list[int]:
    """The chain of roles with the highest sum (Viterbi), as indexes into ``ROLES``."""
    if not lines:
        return []
    sums = [a + b for a, b in zip(lines[0], weights.first, strict=True)]
    columns = list(zip(*weights.steps, strict=True))
    came: list[list[int]] = []
    for line in lines[1:]:
        best: list[int] = []
        ahead: list[float] = []
        for column, own in zip(columns, line, strict=True):
            reached = list(map(add, sums, column))
            top = max(reached)
            best.append(reached.index(top))
            ahead.append(top + own)
        came.append(best)
        sums = ahead
    path = [sums.index(max(sums))]
    for best in reversed(came):
        path.append(best[path[-1]])
    return path[::-1]


def _exps(line: Sequence[float]) -> list[float]:
    top = max(line)
    return [math.exp(value - top) for value in line]


def _scaled(values: Sequence[float]) -> list[float]:
    total = sum(values) or 1.0
    return [value / total for value in values]
