"""Words without which a pattern cannot match: a look for these is many times faster than a search.

Most lines are searched for most patterns in vain. What every match must contain is read off the pattern
itself, as search engines over code do, so that no list can come apart from it:
R. Cox, “Regular Expression Matching with a Trigram Index” (2012), https://swtch.com/~rsc/regexp/regexp4.html.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

#: What a search takes for a letter that folding keeps apart from it, and the figures of other scripts.
_ODD = re.compile("[İıſ\u1c80-\u1c88]|[^\\D0-9]")
#: Only these can be odd, and few lines have more than a dash or a quotation mark.
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
#: More words than these are not looked for in a moment, nor is a row of letters that may be so many.
_MOST, _ROW = 120, 64
#: To read a pattern takes as long as so many searches; one file needs fewer.
_OFTEN = 60
#: A word of so many letters is rare enough; what is longer is no better.
_RARE = 8
#: So many looks for a word are worth a letter more in each.
_LOOKS = 16

Search = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Needs:
    """Strings in small letters, one of which stands in all that a pattern matches; none: not known.

    ``anchored``: or else it matches at a string's beginning, by a branch that is tied to it.
    """

    words: tuple[str, ...] = ()
    anchored: bool = False


def finder(pattern: re.Pattern[str]) -> Search:
    """A function that says whether a pattern is found in a string, as its ``search`` does."""
    search, match = pattern.search, pattern.match
    needs = Needs()
    asked = 0

    def found(text: str) -> bool:
        nonlocal needs, asked
        if asked <= _OFTEN:
            asked += 1
            if asked == _OFTEN:
                needs = needed(pattern)
        folded = folded_case(text) if needs.words else None
        if folded is not None:
            for word in needs.words:
                if word in folded:
                    break
            else:
                return needs.anchored and match(text) is not None
        return search(text) is not None

    return found


# A line is searched for some thirty patterns, one after another.
@lru_cache(maxsize=4)
def folded_case(text: str) -> str | None:
    """A string in small letters; None where that would hide what a search without case finds."""
    odd = not text.isascii() and any(map(_ODD.search, _NOT_ASCII.findall(text)))
    return None if odd else text.lower()


def needed(pattern: re.Pattern[str]) -> Needs:
    """What stands in all that a pattern matches; it holds for strings without what is ``_ODD``."""
    try:
        # Python's own reader of patterns is no part of its public library: without it all is searched.
        tree = list(importlib.import_module("re._parser").parse(pattern.pattern, pattern.flags))
        anchored = False
        if len(tree) == 1 and str(tree[0][0]) == "BRANCH" and not pattern.flags & re.MULTILINE:
            inside = [branch for branch in tree[0][1][1] if not _is_anchored(branch)]
            anchored = len(inside) < len(tree[0][1][1])
            tree = [("BRANCH", (None, inside))]
        found = _of(tree)
    except (ImportError, AttributeError, LookupError, TypeError, ValueError):
        return Needs()
    made: list[str] = []
    for word in sorted(found or (), key=len):
        # Of two, one in the other, the shorter is enough.
        if not any(shorter in word for shorter in made):
            made.append(word)
    return Needs(tuple(made), anchored) if len(made) <= _MOST else Needs()


def _is_anchored(branch: Iterable[tuple[Any, Any]]) -> bool:
    kind, said = next(iter(branch), (None, None))
    return str(kind) == "AT" and str(said) in {"AT_BEGINNING", "AT_BEGINNING_STRING"}


def _of(tree: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """The best of what the parts of a sequence need, each alone or those that are certain in a row."""
    best: frozenset[str] | None = None
    row = frozenset({""})
    for kind, said in tree:
        exact = _exact(str(kind), said)
        if exact is not None and len(row) * len(exact) <= _ROW:
            row = frozenset(a + b for a in row for b in exact)
            continue
        best = _better(best, row)
        best = _better(best, exact if exact is not None else _of_part(str(kind), said))
        row = exact or frozenset({""})
    return _better(best, row)


def _of_part(kind: str, said: Any) -> frozenset[str] | None:
    """What a part needs of which it is not certain what it matches."""
    if kind == "SUBPATTERN":
        return _of(said[-1])
    if kind in {"MAX_REPEAT", "MIN_REPEAT"} and said[0]:
        return _of(said[2])
    if kind == "BRANCH":
        branches = [_of(branch) for branch in said[1]]
        known = [branch for branch in branches if branch is not None]
        return frozenset().union(*known) if len(known) == len(branches) else None
    return None


def _exact(kind: str, said: Any) -> frozenset[str] | None:
    """All that a part can match, in small letters; None where that is too much, or not certain."""
    if kind in {"AT", "ASSERT", "ASSERT_NOT"}:
        # These take no room: what stands on both sides stands together.
        return frozenset({""})
    if kind == "LITERAL":
        small = chr(said).lower()
        return frozenset({small}) if _is_told(small) else None
    if kind == "CATEGORY" and str(said) == "CATEGORY_DIGIT":
        return frozenset("0123456789")
    if kind == "IN":
        return _all_of(_exact(str(each), code) for each, code in said)
    if kind == "SUBPATTERN":
        return _exact_row(said[-1])
    if kind == "BRANCH":
        return _all_of(_exact_row(branch) for branch in said[1])
    if kind in {"MAX_REPEAT", "MIN_REPEAT"} and said[1] == 1:
        once = _exact_row(said[2])
        return once if once is None or said[0] else once | {""}
    return None


def _exact_row(tree: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    row = frozenset({""})
    for kind, said in tree:
        exact = _exact(str(kind), said)
        if exact is None or len(row) * len(exact) > _ROW:
            return None
        row = frozenset(a + b for a in row for b in exact)
    return row


def _all_of(parts: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    made: set[str] = set()
    for part in parts:
        if part is None or len(made) > _ROW:
            return None
        made |= part
    return frozenset(made)


def _is_told(small: str) -> bool:
    """Whether folding alone tells the cases of a letter: it has none, or is Latin or Cyrillic."""
    if len(small) != 1 or _ODD.match(small) or small == "µ":
        return False
    return small.upper() == small or small <= "\u017e" or "\u0400" <= small <= "\u045f"


def _better(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    """What is rarer in a line, for the time that a look for it takes."""
    known = [words for words in (one, other) if words and "" not in words]

    def worth(words: frozenset[str]) -> float:
        return min(_RARE, *map(len, words)) - len(words) / _LOOKS

    return max(known, key=worth, default=None)
