"""The words of an archive as they stand in it: for completing and correcting what is typed.

The index cannot serve for that, since it has stems. The twin of ``correction`` is in
``theme/static/js/search/lexicon.js``.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

from readingroom.search.analyser import OUTER, primary, stop_words, words
from readingroom.search.counts import SearchDocument
from readingroom.search.index import utf16_order

#: One letter begins a tenth of all words and completes to nothing.
_SHORTEST = 2

#: Words from one call of ``step`` to the next, which are milliseconds apart.
_STRIDE = 500

#: Words of so many letters are corrected, and from so many on with two mistakes: a third of a shorter
#: word would be another word.
_CORRECTED = 4
_TWICE = 8


def lexicon(documents: Iterable[SearchDocument]) -> dict[str, int]:
    """Each word of titles, aliases and bodies, folded, and how often it stands there (``Lexicon``)."""
    made = Lexicon()
    for document in documents:
        made.add(document)
    return made.words()


class Lexicon:
    """The words of documents that pass one by one."""

    def __init__(self) -> None:
        self._chunks: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def add(self, document: SearchDocument) -> None:
        """Another document."""
        met = self._chunks[primary(document.language)]
        met.update(document.title.split())
        met.update(document.body.split())
        for alias in document.aliases:
            met.update(alias.split())

    def words(self, step: Callable[[], None] = lambda: None) -> dict[str, int]:
        """Each word of titles, aliases and bodies, folded, and how often it stands there.

        In the order of UTF-16 code units. Without stop words, numbers, initialisms and the pairs of
        characters of scripts without spaces, of which nobody types the beginning.
        """
        found: Counter[str] = Counter()
        for language, met in self._chunks.items():
            left_out = stop_words() if language == "en" else frozenset()
            for number, (chunk, count) in enumerate(met.items()):
                if number % _STRIDE == 0:
                    step()
                for word in _words(chunk, language):
                    if word not in left_out:
                        found[word] += count
        return {word: found[word] for word in sorted(found, key=utf16_order)}


def _words(chunk: str, language: str) -> list[str]:
    plain = chunk.strip(OUTER)
    if plain.isascii() and plain.isalpha():
        return [plain.lower()] if len(plain) >= _SHORTEST else []
    return [
        word
        for word, whole in words(chunk, language)
        if not whole and len(word) >= _SHORTEST and _is_letters(word)
    ]


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
