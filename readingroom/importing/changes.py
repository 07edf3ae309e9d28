"""What was changed between two versions of a text, paragraph by paragraph or line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import accumulate
from posixpath import commonprefix

#: Characters of scripts without spaces count as words.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})")
#: Paragraphs of which fewer words than half agree are not one paragraph in two versions.
_ALIKE = 0.5
#: Pairs of paragraphs that are compared to find which became which. More of them changed at once is
#: another text, and squares of thousands would not end.
_MOST_PAIRS = 2500


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph or a line, and the white space behind it, which makes no difference."""

    words: str
    gap: str = field(default="\n", compare=False)


@dataclass(frozen=True, slots=True)
class Change:
    """``base[start:end]`` became ``new``; nothing was inserted there where both are the same."""

    start: int
    end: int
    new: tuple[Piece, ...]


def applied(base: Sequence[Piece], start: int, end: int, made: Sequence[Change]) -> list[Piece]:
    """``base[start:end]`` with changes that lie within it, in order."""
    now: list[Piece] = []
    done = start
    for change in made:
        now += [*base[done : change.start], *change.new]
        done = change.end
    return [*now, *base[done:end]]


def pieces(body: str) -> list[Piece]:
    """The paragraphs of a body; a fenced block is one, blank lines or not."""
    found: list[Piece] = []
    words: list[str] = []
    gap = fence = ""
    for line in body.splitlines(keepends=True):
        if line.strip() or fence:
            if gap:
                found.append(Piece("".join(words).removesuffix("\n"), "\n" + gap))
                words, gap = [], ""
            words.append(line)
            mark = _FENCE.match(line)
            if mark and not fence:
                fence = mark["fence"]
            elif mark and mark["fence"].startswith(fence):
                fence = ""
        else:
            gap += line
    last = "".join(words)
    found += [Piece(last.removesuffix("\n"), "\n" + gap)] if words else []
    return found


def changes(base: Sequence[Piece], other: Sequence[Piece]) -> list[Change]:
    """What became of the base, in pieces as small as can be told."""
    matcher = SequenceMatcher(
        None,
        [piece.words for piece in base],
        [piece.words for piece in other],
        autojunk=len(base) > _MOST_PAIRS,
    )
    found: list[Change] = []
    for tag, a, a_end, b, b_end in matcher.get_opcodes():
        i, j = a, b
        for old, new in _cuts(base, other, (a, a_end), (b, b_end)) if tag != "equal" else ():
            found += _changes(base, other, (i, old), (j, new))
            i, j = old, new
    return found


def _changes(
    base: Sequence[Piece], other: Sequence[Piece], old: tuple[int, int], new: tuple[int, int]
) -> Iterator[Change]:
    """A stretch that became another, each paragraph by itself where it is known again."""
    i, j = old[0], new[0]
    for m, n in [*_versions(base, other, old, new), (old[1], new[1])]:
        if j < n:
            yield Change(i, m, tuple(other[j:n]))
        else:
            yield from (Change(gone, gone + 1, ()) for gone in range(i, m))
        if m < old[1] and n < new[1]:
            yield Change(m, m + 1, (other[n],))
        i, j = m + 1, n + 1


def _cuts(
    base: Sequence[Piece], other: Sequence[Piece], old: tuple[int, int], new: tuple[int, int]
) -> list[tuple[int, int]]:
    """Ends of pieces on both sides before or behind which all is the same but the paragraphs' ends."""
    was = ["".join(piece.words.split()) for piece in base[slice(*old)]]
    now = ["".join(piece.words.split()) for piece in other[slice(*new)]]
    same = len(commonprefix(["".join(was), "".join(now)]))
    tail = len(commonprefix(["".join(was)[::-1], "".join(now)[::-1]]))
    lengths = {at: n for n, at in enumerate(accumulate(map(len, now)), 1)}
    whole, later = sum(map(len, was)), sum(map(len, now)) - sum(map(len, was))
    cuts: list[tuple[int, int]] = []
    for n, at in enumerate(accumulate(map(len, was)), 1):
        there = lengths.get(at) if at <= same else None
        if there is None and whole - at <= tail:
            there = lengths.get(at + later)
        if there is not None and there > (cuts[-1][1] if cuts else 0):
            cuts.append((n, there))
    ends = [(old[0] + n, new[0] + there) for n, there in cuts]
    return ends if ends and ends[-1] == (old[1], new[1]) else [*ends, (old[1], new[1])]


def _versions(
    base: Sequence[Piece],
    other: Sequence[Piece],
    old: tuple[int, int],
    new: tuple[int, int],
) -> list[tuple[int, int]]:
    """Which of the old pieces became which of the new ones, both in order."""
    rows, columns = old[1] - old[0], new[1] - new[0]
    if not rows * columns or rows * columns > _MOST_PAIRS:
        return []
    was = [_word_set(piece.words) for piece in base[slice(*old)]]
    now = [_word_set(piece.words) for piece in other[slice(*new)]]
    alike = [[_likeness(a, b) for b in now] for a in was]
    # The best sum of likenesses over pairs that do not cross, from the end.
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            paired = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= _ALIKE else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < rows and j < columns and best[i][j]:
        if alike[i][j] >= _ALIKE and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return [(old[0] + i, new[0] + j) for i, j in pairs if _apart((i, j), pairs, was, now)]


def _apart(
    pair: tuple[int, int],
    pairs: Sequence[tuple[int, int]],
    was: Sequence[frozenset[str]],
    now: Sequence[frozenset[str]],
) -> bool:
    """Whether a paragraph is the other's later version and no more: none was joined, none divided.

    Else what the one side says here would be said there, too, by the other.
    """
    i, j = pair
    rest_was = frozenset().union(*(was[n] for n in range(len(was)) if n not in dict(pairs)))
    taken = {n for _, n in pairs}
    rest_now = frozenset().union(*(now[n] for n in range(len(now)) if n not in taken))
    came, went = now[j] - was[i], was[i] - now[j]
    return 2 * len(came & rest_was) <= len(came) and 2 * len(went & rest_now) <= len(went)


def _word_set(words: str) -> frozenset[str]:
    return frozenset(_WORD.findall(words.casefold()))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the words of both that both have."""
    return len(one & other) / (len(one | other) or 1)


def plain(words: str) -> str:
    """Words without marks and markup, to see whether two stretches say the same."""
    return " ".join(_WORD.findall(words.casefold()))
