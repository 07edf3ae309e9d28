"""A text as numbers: a key for each folded word, a hash for each run of words."""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Sequence
from functools import lru_cache

from readingroom.folding import fold

_UNSPACED = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
#: A character of a script without spaces is a word; marks and what nobody sees belong to their word.
WORD = re.compile(
    rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]"
    rf"(?:[^\W_{_UNSPACED}]|[\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufeff])*"
)
#: The same where a text has none of these scripts and marks, in a third of the time.
_PLAIN_WORD = re.compile(r"[^\W_]+")
_NOT_PLAIN = re.compile(rf"[{_UNSPACED}\u00ad\u0300-\u036f\u200b-\u200f\u2060\ufeff]")
#: Words of a shingle, and shingles of which the least hash is kept: a shared run of 11 words or more
#: is always met.
SHINGLE, _WINDOW = 6, 6
#: A shingle in more texts than this is boilerplate, such as a paper's notice under every article.
COMMON = 64


def count_words(text: str) -> int:
    """The words of a text as they are counted here; a character of a script without spaces is one."""
    return sum(1 for _ in WORD.finditer(text))


@lru_cache(maxsize=1 << 17)
def _key(word: str) -> int:
    """A number for a folded word, the same in every process; two words in 4 · 10⁹ share one."""
    return zlib.crc32(fold(word).words.encode("utf-8", "surrogatepass"))


def keys_of(text: str) -> array[int]:
    """The keys of a text's words."""
    plain = text.isascii() or not _NOT_PLAIN.search(text)
    return array("L", map(_key, (_PLAIN_WORD if plain else WORD).findall(text)))


def shingles(keys: Sequence[int], length: int = SHINGLE) -> array[int]:
    """A hash for each run of so many words. Tuples of numbers hash alike in every process."""
    return array("q", map(hash, zip(*(keys[n:] for n in range(length)), strict=False)))


def fingerprint(hashes: Sequence[int]) -> set[int]:
    """Of a text's shingles the least of each window; the least of all where they fill none."""
    if len(hashes) < _WINDOW:
        return {min(hashes)} if hashes else set()
    return set(map(min, *(hashes[n:] for n in range(_WINDOW))))
