"""The words of an archive as they stand in it: for completing and correcting what is typed.

The index cannot serve for that, since it has stems. The twin of ``correction`` is in
``theme/static/js/search/lexicon.js``.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from readingroom.search.analyser import OUTER, primary, stop_words, words
from readingroom.search.counts import SearchDocument
from readingroom.search.postings import in_order

#: One letter begins a tenth of all words and completes to nothing.
_SHORTEST = 2

#: Words as they stand in texts whose folded words are remembered: many documents have the same.
_REMEMBERED = 1 << 16

#: Words of so many letters are corrected, and from so many on with two mistakes: a third of a shorter
#: word would be another word.
_CORRECTED = 4
_TWICE = 8


def lexicon(documents: Iterable[SearchDocument]) -> dict[str, int]:
    """Each word of titles, aliases and bodies, folded, and how often it stands there.

    In the order of UTF-16 code units. Without stop words, numbers, initialisms and the pairs of
    characters of scripts without spaces, of which nobody types the beginning.
    """
    met: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        own = met[primary(document.language)]
        own.update(document.title.split())
        own.update(document.body.split())
        for alias in document.aliases:
            own.update(alias.split())
    found: Counter[str] = Counter()
    for language, chunks in met.items():
        for word, count in zip(
            map(_folded(language).__getitem__, chunks), chunks.values(), strict=True
        ):
            found[word] += count
    # Of few there are several in one, or none.
    for several in [several for several in found if " " in several or not several]:
        count = found.pop(several)
        for word in several.split():
            found[word] += count
    return {word: found[word] for word in in_order(found)}


def joined(several: Iterable[tuple[str, Iterable[int]]]) -> dict[str, int]:
    """One lexicon of many, each its words, parted by spaces, and how often each stands there."""
    found: defaultdict[str, int] = defaultdict(int)
    for words_, counts in several:
        for word, count in zip(words_.split(" ") if words_ else (), counts, strict=True):
            found[word] += count
    return {word: found[word] for word in in_order(found)}


class _Folded(dict[str, str]):
    """The words of stretches without white space, parted by spaces."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._left_out = stop_words() if language == "en" else frozenset()

    def __missing__(self, chunk: str) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[chunk] = made = " ".join(self._words(chunk))
        return made

    def _words(self, chunk: str) -> list[str]:
        """Without those that nobody looks for."""
        plain = chunk.strip(OUTER)
        if plain.isascii() and plain.isalpha():
            found = [plain.lower()]
        else:
            several = words(chunk, self._language)
            found = [word for word, whole in several if not whole and _is_letters(word)]
        return [word for word in found if len(word) >= _SHORTEST and word not in self._left_out]


_folded = cache(_Folded)


def _is_letters(word: str) -> bool:
    """Letters and marks alone: numbers are neither completed nor corrected."""
    return all(unicodedata.category(character)[0] in "LM" for character in word)


def correction(word: str, known: Mapping[str, int]) -> str:
    """The known word that is most likely meant by ``word``, folded; the empty string for none.

    It begins with the same letter and has one mistake, a longer word two: a letter too many, too few
    or wrong, or two letters exchanged. Of several, the one with fewest mistakes, then the commonest.
    """
    if len(word) < _CORRECTED or not _is_letters(word):
        return ""
    most = 2 if len(word) >= _TWICE else 1
    near = [
        (mistakes, -count, other)
        for other, count in known.items()
        if other[0] == word[0] and (mistakes := _mistakes(word, other, most)) <= most
    ]
    return min(near)[2] if near else ""


def _mistakes(a: str, b: str, most: int) -> int:
    """The optimal string alignment distance of two words, or more than ``most``."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    earlier, row = [0] * (len(b) + 1), list(range(len(b) + 1))
    for i in range(1, len(a) + 1):
        before, earlier, row = earlier, row, [i]
        for j in range(1, len(b) + 1):
            least = min(earlier[j] + 1, row[j - 1] + 1, earlier[j - 1] + (a[i - 1] != b[j - 1]))
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                least = min(least, before[j - 2] + 1)
            row.append(least)
        if min(row) > most:
            return most + 1
    return row[-1]
