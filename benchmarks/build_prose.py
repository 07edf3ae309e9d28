"""Prose that nobody wrote, the same at every call: common English words and invented ones.

Words come as often as in real prose (Zipf), in sentences with commas, dashes, quotation marks,
possessives and numbers, so that what splits, folds and stems words has its usual work.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from itertools import accumulate

#: The most frequent words, in about the order that counts of English prose give.
_COMMON = """
the of and to in a that was he it his for with as on had at by which be not from but is they this were
her she have an their or all one been we who when there would will him so no more if them out up into
what said than some could its then two may other about new only over time these after such most any
under must between first made before through where being now should years well people upon also while
own men each much how great same many little down good because day those state even work another still
against part life last long never came place might house without world since himself both again
"""
#: Words that carry the matter; they and their endings stand among the invented ones.
_MATTER = """
harbour letter winter council river market engine teacher question village promise border paper station
method farmer silence evidence court mountain colour memory window captain treaty journal machine theory
garden soldier minister debate harvest bridge library witness printer factory railway hospital election
cargo climate dialect editor famine glacier history island justice kitchen labour museum nation orchard
painter quarry reform sailor theatre union valley weaver address balance carry decide explain follow
gather happen improve join keep listen measure notice observe prepare record search travel understand
"""
_ENDINGS = ("", "s", "ed", "ing", "er", "ly", "ness")
_ONSETS = ("b", "br", "c", "d", "dr", "f", "g", "h", "k", "l", "m", "n", "p", "pl", "r", "s", "st", "t",
           "tr", "v", "w")  # fmt: skip
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ea")
_CODAS = ("", "l", "n", "r", "s", "t", "m", "nd", "rk")

#: Different words in all: a few thousand, as in an archive of one subject.
VOCABULARY = 5000
#: Zipf–Mandelbrot's shift, the usual figure for English: it keeps `the` from being every ninth word.
_SHIFT = 2.7
#: Words in a sentence and in a paragraph, least and most; chosen to look like newspapers' prose.
_SENTENCE, _PARAGRAPH = (8, 24), (40, 60)
#: Words from which a sentence has something inside it besides words, and how far that is from its ends.
_ADORNED, _MARGIN = 7, 2


def sums_of_zipf(count: int) -> list[float]:
    """Cumulative weights of ``count`` things, the first of which comes oftenest."""
    return list(accumulate(1 / (rank + _SHIFT) for rank in range(1, count + 1)))


def folded(words: str) -> str:
    """Words without case and punctuation, a space before and after each."""
    return f" {' '.join(re.findall(r'[a-z0-9]+', words.lower()))} "


class Language:
    """A vocabulary, made from dice of its own, and what can be said in it."""

    def __init__(self, pick: random.Random) -> None:
        rest = dict.fromkeys(word + end for word in _MATTER.split() for end in _ENDINGS)
        while len(rest) < VOCABULARY:
            rest[_invented(pick) + pick.choice(_ENDINGS)] = None
        shuffled = list(rest)
        pick.shuffle(shuffled)
        common = _COMMON.split()
        self.words = [*common, *shuffled][:VOCABULARY]
        self.rare = self.words[len(common) :]
        self._known = frozenset(self.words)
        self._sums = sums_of_zipf(len(self.words))

    def prose(self, pick: random.Random, count: int) -> str:
        """Sentences of ``count`` words in all."""
        drawn = pick.choices(self.words, cum_weights=self._sums, k=count)
        said: list[str] = []
        while drawn:
            size = pick.randint(*_SENTENCE)
            # No sentence of one or two words is left over.
            size = len(drawn) if len(drawn) - size < _SENTENCE[0] else size
            said.append(_sentence(pick, drawn[:size]))
            drawn = drawn[size:]
        return " ".join(said)

    def paragraphs(self, pick: random.Random, words: int) -> list[str]:
        """Paragraphs of ``words`` words in all; the last may be short."""
        sizes = []
        while words > _PARAGRAPH[1]:
            sizes.append(pick.randint(*_PARAGRAPH))
            words -= sizes[-1]
        return [self.prose(pick, size) for size in (*sizes, max(words, 2))]

    def title(self, pick: random.Random) -> str:
        """A few words that are not the most common ones."""
        return " ".join(pick.sample(self.rare, pick.randint(3, 6))).capitalize()

    def names(self, pick: random.Random, count: int, parts: int = 2) -> list[str]:
        """Different proper names of ``parts`` words; none of these is in the vocabulary."""
        made: dict[str, None] = {}
        while len(made) < count:
            # No word of the vocabulary ends so.
            said = [
                f"{_invented(pick)}{pick.choice('ao')}{pick.choice('xz')}" for _ in range(parts)
            ]
            if not self._known.intersection(said):
                made[" ".join(word.capitalize() for word in said)] = None
        return list(made)


def _invented(pick: random.Random) -> str:
    # Two syllables: the words are then about as long as English ones.
    first = pick.choice(_ONSETS) + pick.choice(_VOWELS)
    return first + pick.choice(_ONSETS) + pick.choice(_VOWELS) + pick.choice(_CODAS)


def _sentence(pick: random.Random, words: Sequence[str]) -> str:
    said = [words[0].capitalize(), *words[1:]]
    if len(said) >= _ADORNED:
        middle = pick.randrange(_MARGIN, len(said) - _MARGIN)
        match pick.randrange(10):
            case 0:
                said[middle] = str(pick.randrange(1800, 2000))
            case 1:
                said[middle], said[-1] = f"“{said[middle]}", f"{said[-1]}”"
            case 2:
                said[middle] = f"{said[middle]} —"
            case 3:
                said[middle] = f"{said[middle]}’s"
            case _:
                said[middle] = f"{said[middle]},"
    return " ".join(said) + pick.choice("......?")
