"""Which texts that came before a new one is like, told without keeping their words."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from readingroom.parallels.words import COMMON, fingerprint, keys_of, shingles


class Fingerprints:
    """The hashes of texts that came before, by which a new one that shares much with them is known.

    It keeps a few numbers of each text and none of its words.
    """

    #: Of a long text every fourth hash is kept: 1,000 texts of 800 words take 7 MiB.
    _KEPT = 4
    #: Hashes of a text of about 200 words; shorter texts keep all.
    _FEW = 64
    #: Of the hashes that a share of words would have in common, the part that must be: winnowing and
    #: sampling lose some. Texts below it are not compared word by word.
    _MET = 0.25

    def __init__(self) -> None:
        self._names: list[str] = []
        self._texts: dict[int, int] = {}
        self._more: dict[int, list[int]] = {}
        #: How many hashes of each text are kept, and whether that is every one it has.
        self._kept: list[tuple[int, bool]] = []

    def add(self, name: str, text: str) -> None:
        """Remember a text."""
        number = len(self._names)
        self._names.append(name)
        hashes = fingerprint(shingles(keys_of(text)))
        whole = len(hashes) <= self._FEW
        if not whole:
            hashes = {one for one in hashes if not one % self._KEPT}
        self._kept.append((len(hashes), whole))
        for one in hashes:
            if self._texts.setdefault(one, number) != number:
                self._more.setdefault(one, []).append(number)

    def like(self, text: str, most: int, share: float = 0.0) -> list[str]:
        """The names of texts that share words with one, those that may share most first.

        With a ``share`` (0..1) only those that may share so much of the words of either.
        """
        hits: Counter[int] = Counter()
        own = fingerprint(shingles(keys_of(text)))
        for one in own:
            if one in self._texts:
                numbers = [self._texts[one], *self._more.get(one, ())]
                if len(numbers) <= COMMON:
                    hits.update(numbers)
        least = share * self._MET
        near = (
            (number, count)
            for number, count in hits.most_common()
            if count >= least * self._comparable(len(own), *self._kept[number])
        )
        return [self._names[number] for number, _ in islice(near, most)]

    def _comparable(self, own: int, kept: int, whole: bool) -> float:
        """The hashes in common of two texts of which the shorter is all in the longer."""
        return min(own if whole else own / self._KEPT, kept)
