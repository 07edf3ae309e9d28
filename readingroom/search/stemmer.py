"""Porter's stemmer exactly as lunr.js 2.3.9 has it: lunr.py's own, with its differences mended.

lunr.py stems ``money`` to ``monei`` and lunr.js to ``money``, so that an index written by the one
and read by the other never finds such words. Over some 650,000 words and word-like strings the two
differ in three places, and each is one method here; ``tests/test_search_stemmer.py`` holds them
equal.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache

#: Suffixes that lunr.js takes off only when something stands before them; lunr.py also makes ``i``
#: of the whole word ``ies``. Its other suffixes need a measured stem anyway.
_NOT_WHOLE_WORDS = frozenset({"sses", "ies", "eed"})

#: Words remembered: more than the vocabulary of 10,000 texts, a few tens of megabytes at the most.
REMEMBERED = 1 << 18


@cache
def _stemmer() -> Callable[[str], str]:
    # Imported on first use: importing any part of lunr imports all of it.
    from lunr.stemmer import PorterStemmer

    class LunrJsStemmer(PorterStemmer):  # type: ignore[misc]  # lunr has no types
        b: str  # the word
        k: int  # the index of its last letter

        def ends(self, s: str) -> bool:
            whole = len(s) > self.k
            return not (whole and s in _NOT_WHOLE_WORDS) and bool(super().ends(s))

        def doublec(self, j: int) -> bool:
            # lunr.js never halves yy.
            return self.b[j] != "y" and bool(super().doublec(j))

        def step1c(self) -> None:
            # Final y becomes i only after a consonant that is not the word's first letter.
            if self.k > 1 and self.b[self.k] == "y" and self.b[self.k - 1] not in "aeiou":
                self.b = self.b[: self.k] + "i" + self.b[self.k + 1 :]

    stemmer: Callable[[str], str] = LunrJsStemmer().stem
    return stemmer


@lru_cache(maxsize=REMEMBERED)
def stem(word: str) -> str:
    """The stem of an English word of lower-case ASCII letters and digits."""
    return _stemmer()(word)
